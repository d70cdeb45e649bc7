// Formatting elements: <b>, <a>, <font> and the like go on behind the end of the block that they
// were opened in, and a block that ends between their tags is split among them.
//   source
//   https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements
//           https://html.spec.whatwg.org/multipage/parsing.html#adoption-agency-algorithm
#include <utility>

#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

constexpr size_t kNotFound = OpenElements::kNotFound;

}  // namespace

void TreeBuilder::StartFormatting(const Markup& markup) {
  Reconstruct();
  if (markup.tag == Tag::kNobr && open_.IsInScope(Tag::kNobr, Scope::kNormal)) {
    Adopt(markup);
    Reconstruct();
  }
  const NodeId element = InsertNode(NodeOf(markup));
  if (PushNode(element)) PushFormatting(element);
}

// A link in a link ends the outer one.
void TreeBuilder::StartLink(const Markup& markup) {
  const size_t index = FindFormatting(Tag::kA);
  if (index != kNotFound) {
    const NodeId outer = formatting_[index];
    Adopt(markup);
    if (tree_.nodes[outer].listed) EraseFormatting(IndexInFormatting(outer));
    const size_t open = open_.FindNode(outer);
    if (open != kNotFound) open_.Erase(open);
  }
  StartFormatting(markup);
}

// Attributes count as equal in any order; a name stands once in a tag. Of very many only those in
// the same order are found to be equal, so that a tag's cost stays in proportion to its size.
bool TreeBuilder::SameAttributes(const Node& a, const Node& b) {
  constexpr uint32_t kSorted = 16;
  if (a.attribute_count != b.attribute_count) return false;
  for (uint32_t i = 0; i < a.attribute_count; i++) {
    steps_++;
    const Attribute& x = page_.attributes[a.first_attribute + i];
    const Attribute& y = page_.attributes[b.first_attribute + i];
    if (x.name == y.name ? x.value == y.value
                         : a.attribute_count <= kSorted && Value(b, x.name) == x.value) {
      continue;
    }
    return false;
  }
  return true;
}

// Of elements that are alike, three are kept.
void TreeBuilder::PushFormatting(NodeId element) {
  constexpr int kAlike = 3;
  const Node& node = tree_.nodes[element];
  int alike = 0;
  size_t begin = formatting_.size(), earliest = kNotFound;
  for (; begin > 0 && formatting_[begin - 1] != kNoNode; begin--) {
    steps_++;
    const Node& other = tree_.nodes[formatting_[begin - 1]];
    if (other.tag != node.tag || !SameAttributes(other, node)) continue;
    alike++;
    earliest = begin - 1;
  }
  if (alike >= kAlike) {
    EraseFormatting(earliest);
  } else if (formatting_.size() - begin >= kMaxFormatting) {
    page_.truncated = true;
    EraseFormatting(begin);
  }
  formatting_.push_back(element);
  tree_.nodes[element].listed = true;
}

void TreeBuilder::ClearToMarker() {
  while (!formatting_.empty()) {
    const NodeId last = formatting_.back();
    formatting_.pop_back();
    if (last == kNoNode) return;
    tree_.nodes[last].listed = false;
  }
}

void TreeBuilder::EraseFormatting(size_t index) {
  tree_.nodes[formatting_[index]].listed = false;
  for (; index + 1 < formatting_.size(); index++) formatting_[index] = formatting_[index + 1];
  formatting_.pop_back();
}

// The last entry of that tag behind the last marker.
size_t TreeBuilder::FindFormatting(Tag tag) {
  for (size_t i = formatting_.size(); i-- > 0 && formatting_[i] != kNoNode;) {
    steps_++;
    if (tree_.nodes[formatting_[i]].tag == tag) return i;
  }
  return kNotFound;
}

size_t TreeBuilder::IndexInFormatting(NodeId element) {
  for (size_t i = formatting_.size(); i-- > 0;) {
    steps_++;
    if (formatting_[i] == element) return i;
  }
  return kNotFound;
}

// Makes another element of the same tag, with the same attributes.
NodeId TreeBuilder::Copy(NodeId element) {
  const Node& original = tree_.nodes[element];
  Node copy;
  copy.tag = original.tag;
  copy.name = original.name;
  copy.source = original.source;
  copy.first_attribute = original.first_attribute;
  copy.attribute_count = original.attribute_count;
  return tree_.Add(copy);
}

// Opens again what a block's end has closed.
void TreeBuilder::Reconstruct() {
  size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1] != kNoNode &&
         !tree_.nodes[formatting_[first - 1]].open) {
    first--;
  }
  for (size_t i = first; i < formatting_.size(); i++) {
    steps_++;
    const NodeId copy = Copy(formatting_[i]);
    PutAt(PlaceIn(open_.Top().node), copy);
    if (!PushNode(copy)) return;
    tree_.nodes[formatting_[i]].listed = false;
    tree_.nodes[copy].listed = true;
    formatting_[i] = copy;
  }
}

void TreeBuilder::Adopt(const Markup& markup) {
  const OpenElements::Entry& top = open_.Top();
  if (top.IsHtml(markup.tag) && !tree_.nodes[top.node].listed) return open_.Pop();
  constexpr int kRounds = 8;
  for (int round = 0; round < kRounds; round++) {
    if (!AdoptOnce(markup)) return;
  }
}

// One round of the adoption agency; false when it was the last one.
bool TreeBuilder::AdoptOnce(const Markup& markup) {
  const size_t index = FindFormatting(markup.tag);
  if (index == kNotFound) {
    EndOther(markup);
    return false;
  }
  const NodeId element = formatting_[index];
  if (!tree_.nodes[element].open) {
    EraseFormatting(index);
    return false;
  }
  if (!open_.IsNodeInScope(element)) return false;
  const size_t at = open_.FindNode(element);
  size_t furthest = at + 1;
  while (furthest < open_.size() && !open_[furthest].special) {
    furthest++;
    steps_++;
  }
  if (furthest == open_.size()) {
    open_.PopTo(at);
    EraseFormatting(index);
    return false;
  }
  const NodeId block = open_[furthest].node, ancestor = open_[at - 1].node;
  size_t bookmark = index;
  const NodeId last = LinkCopies(index, furthest, &bookmark);
  tree_.Detach(last);
  PutAt(PlaceIn(ancestor), last);
  const NodeId copy = Copy(element);
  tree_.MoveChildren(block, copy);
  tree_.Append(block, copy);

  const size_t now = IndexInFormatting(element);
  EraseFormatting(now);
  if (bookmark > now) bookmark--;
  formatting_.push_back(copy);
  for (size_t i = formatting_.size() - 1; i > bookmark; i--) {
    std::swap(formatting_[i], formatting_[i - 1]);
  }
  tree_.nodes[copy].listed = true;

  OpenElements::Entry entry = open_[open_.FindNode(element)];
  open_.Erase(open_.FindNode(element));
  entry.node = copy;
  open_.Insert(open_.FindNode(block) + 1, entry);
  return true;
}

// Walks up the stack from the furthest block to the formatting element and puts a copy of each
// formatting element between them around what is below it. Returns the outermost node of that
// chain.
NodeId TreeBuilder::LinkCopies(size_t formatting_index, size_t furthest, size_t* bookmark) {
  constexpr int kCopied = 3;
  const NodeId element = formatting_[formatting_index];
  const NodeId block = open_[furthest].node;
  NodeId last = block;
  int count = 0;
  for (size_t i = furthest; i-- > 0 && open_[i].node != element;) {
    steps_++;
    count++;
    const NodeId node = open_[i].node;
    if (count > kCopied && tree_.nodes[node].listed) {
      const size_t listed = IndexInFormatting(node);
      EraseFormatting(listed);
      if (listed < *bookmark) (*bookmark)--;
    }
    if (!tree_.nodes[node].listed) {
      open_.Erase(i);
      continue;
    }
    const NodeId copy = Copy(node);
    const size_t listed = IndexInFormatting(node);
    tree_.nodes[node].listed = false;
    tree_.nodes[copy].listed = true;
    formatting_[listed] = copy;
    open_.Replace(i, copy);
    if (last == block) *bookmark = listed + 1;
    tree_.Detach(last);
    tree_.Append(copy, last);
    last = copy;
  }
  return last;
}

}  // namespace touchstone

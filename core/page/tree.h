// tree.h: a document as a parser builds it: nodes that can still be moved. page.cc reads the
// finished tree into the Page's arrays.
#ifndef TOUCHSTONE_CORE_PAGE_TREE_H_
#define TOUCHSTONE_CORE_PAGE_TREE_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/page/tags.h"
#include "core/page/tokenizer.h"

namespace touchstone {

// An index into Tree::nodes, in the order in which the parser made them.
using NodeId = uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

enum class Namespace : uint8_t { kHtml, kSvg, kMathMl };

// An element or a stretch of text. The contents of a <template> are its children here, though not
// in a browser: whoever walks the tree leaves them out.
struct Node {
  NodeId parent = kNoNode;
  NodeId previous = kNoNode, next = kNoNode;  // siblings
  NodeId first_child = kNoNode, last_child = kNoNode;
  // Attributes, in Page::attributes. A copy that the parser makes of an element shares them.
  uint32_t first_attribute = 0;
  uint32_t attribute_count = 0;
  Span source;            // an element's start tag, empty when implied; or the text as written
  std::string_view name;  // lower case; "" for text
  Tag tag = Tag::kUnknown;
  Namespace space = Namespace::kHtml;
  TextRules rules = TextRules::kData;  // of text
  bool is_text = false;
  bool is_spaces = false;  // a text of nothing but white space
  bool open = false;       // the parser's: on the stack of open elements
  bool listed = false;     // the parser's: in the list of active formatting elements

  bool IsHtml(Tag html_tag) const { return tag == html_tag && space == Namespace::kHtml; }
};

// All operations take constant time, but MoveChildren.
class Tree {
 public:
  std::vector<Node> nodes;  // nodes[0] is the root, <html>, once there is one

  NodeId Add(const Node& node) {
    nodes.push_back(node);
    return static_cast<NodeId>(nodes.size() - 1);
  }

  // Makes `child`, which has no parent, the last child of `parent`.
  void Append(NodeId parent, NodeId child) {
    const NodeId last = nodes[parent].last_child;
    nodes[child].parent = parent;
    nodes[child].previous = last;
    nodes[child].next = kNoNode;
    (last != kNoNode ? nodes[last].next : nodes[parent].first_child) = child;
    nodes[parent].last_child = child;
  }

  // Puts `node`, which has no parent, before `sibling`, which has one.
  void InsertBefore(NodeId sibling, NodeId node);

  // Takes a node with all that is below it out of its parent, if it has one.
  void Detach(NodeId node);

  // Makes all children of `from` the last children of `to`.
  //   cost  O(children moved)
  void MoveChildren(NodeId from, NodeId to);
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TREE_H_

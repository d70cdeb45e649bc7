// How elements and text get into the tree.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#creating-and-inserting-nodes
#include <algorithm>
#include <string>
#include <utility>

#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

// The standard's "special" category in HTML.
constexpr TagSet kSpecial = {
    Tag::kAddress,   Tag::kApplet,   Tag::kArea,     Tag::kArticle,    Tag::kAside,
    Tag::kBase,      Tag::kBasefont, Tag::kBgsound,  Tag::kBlockquote, Tag::kBody,
    Tag::kBr,        Tag::kButton,   Tag::kCaption,  Tag::kCenter,     Tag::kCol,
    Tag::kColgroup,  Tag::kDd,       Tag::kDetails,  Tag::kDir,        Tag::kDiv,
    Tag::kDl,        Tag::kDt,       Tag::kEmbed,    Tag::kFieldset,   Tag::kFigcaption,
    Tag::kFigure,    Tag::kFooter,   Tag::kForm,     Tag::kFrame,      Tag::kFrameset,
    Tag::kH1,        Tag::kH2,       Tag::kH3,       Tag::kH4,         Tag::kH5,
    Tag::kH6,        Tag::kHead,     Tag::kHeader,   Tag::kHgroup,     Tag::kHr,
    Tag::kHtml,      Tag::kIframe,   Tag::kImg,      Tag::kInput,      Tag::kKeygen,
    Tag::kLi,        Tag::kLink,     Tag::kListing,  Tag::kMain,       Tag::kMarquee,
    Tag::kMenu,      Tag::kMeta,     Tag::kNav,      Tag::kNoembed,    Tag::kNoframes,
    Tag::kNoscript,  Tag::kObject,   Tag::kOl,       Tag::kP,          Tag::kParam,
    Tag::kPlaintext, Tag::kPre,      Tag::kScript,   Tag::kSearch,     Tag::kSection,
    Tag::kSelect,    Tag::kSource,   Tag::kStyle,    Tag::kSummary,    Tag::kTable,
    Tag::kTbody,     Tag::kTd,       Tag::kTemplate, Tag::kTextarea,   Tag::kTfoot,
    Tag::kTh,        Tag::kThead,    Tag::kTitle,    Tag::kTr,         Tag::kTrack,
    Tag::kUl,        Tag::kWbr,      Tag::kXmp};

constexpr TagSet kBarriers = {Tag::kApplet, Tag::kCaption, Tag::kHtml,    Tag::kTable,
                              Tag::kTd,     Tag::kTh,      Tag::kMarquee, Tag::kObject,
                              Tag::kSelect, Tag::kTemplate};

// Elements whose contents are text alone.
constexpr TagSet kRawTags = {Tag::kTitle,    Tag::kTextarea, Tag::kStyle,   Tag::kScript,
                             Tag::kXmp,      Tag::kIframe,   Tag::kNoembed, Tag::kNoframes,
                             Tag::kNoscript, Tag::kPlaintext};

constexpr TagSet kTableParts = {Tag::kTable, Tag::kTbody, Tag::kTfoot, Tag::kThead, Tag::kTr};

}  // namespace

std::string_view TreeBuilder::LowerView(Span span) {
  const std::string_view written = Slice(source_, span);
  const bool lower = std::none_of(written.begin(), written.end(),
                                  [](char c) { return (c >= 'A' && c <= 'Z') || c == '\0'; });
  return lower ? written : page_.Keep(LowerName(written));
}

std::string_view TreeBuilder::NameOf(const Token& token) {
  if (token.tag != Tag::kUnknown) return TagName(token.tag);
  if (token.kind == TokenKind::kStartTag) return LowerView(token.name);
  // Nothing remembers an end tag's name, so that a page can have any number of them.
  end_name_ = LowerName(Slice(source_, token.name));
  return end_name_;
}

std::string_view TreeBuilder::Resolved(Span span) {
  const std::string_view raw = Slice(source_, span);
  if (!NeedsResolve(source_, span, TextRules::kAttribute)) return raw;
  std::string value;
  Resolve(raw, TextRules::kAttribute, &value);
  return page_.Keep(value);
}

std::optional<std::string_view> TreeBuilder::Value(const Node& node, std::string_view name) const {
  for (uint32_t i = 0; i < node.attribute_count; i++) {
    const Attribute& attribute = page_.attributes[node.first_attribute + i];
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

void TreeBuilder::AddAttributes(const Token& token, Node* node) {
  const size_t begin = page_.attributes.size();
  node->first_attribute = static_cast<uint32_t>(begin);
  if (token.attributes.size() >= Tokenizer::kMaxAttributes) page_.truncated = true;
  for (const TokenAttribute& attribute : token.attributes) {
    if (page_.attributes.size() >= kMaxPageAttributes) {
      page_.truncated = true;
      break;
    }
    page_.attributes.push_back(
        {attribute.plain_name ? Slice(source_, attribute.name) : LowerView(attribute.name),
         attribute.plain_value ? Slice(source_, attribute.value) : Resolved(attribute.value)});
  }
  node->attribute_count = static_cast<uint32_t>(page_.attributes.size() - begin);
  steps_ += token.attributes.size();
}

// A second <html> or <body> gives the first one the attributes that it lacks.
void TreeBuilder::MergeAttributes(NodeId element, const Markup& markup) {
  if (markup.token->attributes.empty()) return;
  if (merged_tags_++ >= kMaxMergedTags) {
    page_.truncated = true;
    return;
  }
  Node& node = tree_.nodes[element];
  const Node before = node;
  node.first_attribute = static_cast<uint32_t>(page_.attributes.size());
  for (uint32_t i = 0; i < before.attribute_count; i++) {
    const Attribute attribute = page_.attributes[before.first_attribute + i];
    page_.attributes.push_back(attribute);
  }
  for (const TokenAttribute& attribute : markup.token->attributes) {
    const std::string_view name = LowerView(attribute.name);
    if (Value(before, name).has_value()) continue;
    page_.attributes.push_back({name, Resolved(attribute.value)});
    node.attribute_count++;
  }
  steps_ += node.attribute_count;
}

Node TreeBuilder::NodeOf(const Markup& markup) {
  Node node;
  node.tag = markup.tag;
  node.name = markup.name;
  if (markup.token != nullptr) {
    node.source = markup.token->span;
    AddAttributes(*markup.token, &node);
  }
  return node;
}

// The place for a child of `target`. What stands in a table but not in a cell goes before the
// table.
TreeBuilder::Place TreeBuilder::PlaceIn(NodeId target) {
  const Node& node = tree_.nodes[target];
  if (!foster_ || node.space != Namespace::kHtml || !kTableParts.Has(node.tag)) {
    return {target, kNoNode};
  }
  const size_t table = open_.Find(Tag::kTable), shade = open_.Find(Tag::kTemplate);
  if (shade != OpenElements::kNotFound && (table == OpenElements::kNotFound || shade > table)) {
    return {open_[shade].node, kNoNode};
  }
  if (table == OpenElements::kNotFound) return {open_[0].node, kNoNode};
  const NodeId parent = tree_.nodes[open_[table].node].parent;
  if (parent != kNoNode) return {parent, open_[table].node};
  return {open_[table - 1].node, kNoNode};
}

void TreeBuilder::PutAt(Place place, NodeId node) {
  if (place.before == kNoNode) {
    tree_.Append(place.parent, node);
  } else {
    tree_.InsertBefore(place.before, node);
  }
}

void TreeBuilder::InsertText(Piece piece) {
  const Place place = PlaceIn(open_.Top().node);
  const NodeId last = tree_.nodes[place.parent].last_child;
  if (place.before == kNoNode && last != kNoNode) {
    Node& text = tree_.nodes[last];
    if (text.is_text && text.rules == piece.rules && text.source.end == piece.span.begin) {
      text.source.end = piece.span.end;
      text.is_spaces = text.is_spaces && piece.spaces;
      return;
    }
  }
  Node text;
  text.is_text = true;
  text.is_spaces = piece.spaces;
  text.source = piece.span;
  text.rules = piece.rules;
  PutAt(place, tree_.Add(text));
}

NodeId TreeBuilder::InsertNode(const Node& node) {
  const Place place = PlaceIn(open_.Top().node);
  const NodeId id = tree_.Add(node);
  PutAt(place, id);
  return id;
}

// Deeper elements than the limit are not opened: they are on the page, but hold nothing. Those that
// hold text alone are, so that a script stays a script.
bool TreeBuilder::PushNode(NodeId id) {
  const Node& node = tree_.nodes[id];
  OpenElements::Entry entry;
  entry.node = id;
  entry.tag = node.tag;
  entry.space = node.space;
  if (node.space == Namespace::kHtml) {
    entry.special = kSpecial.Has(node.tag);
    entry.barrier = kBarriers.Has(node.tag);
  } else {
    MarkForeign(node, &entry);
  }
  if (open_.size() >= kMaxOpenElements && !entry.IsOneOf(kRawTags)) {
    page_.truncated = true;
    return false;
  }
  open_.Push(entry);
  return true;
}

// Opens an element at the current place; false when it cannot be opened (PushNode).
bool TreeBuilder::Insert(const Markup& markup) { return PushNode(InsertNode(NodeOf(markup))); }

bool TreeBuilder::InsertImplied(Tag tag) { return Insert({tag, TagName(tag), nullptr}); }

void TreeBuilder::InsertVoid(const Markup& markup) { InsertNode(NodeOf(markup)); }

// An element whose contents are text alone.
void TreeBuilder::InsertRaw(const Markup& markup) {
  Insert(markup);
  after_text_ = mode_;
  mode_ = Mode::kText;
}

void TreeBuilder::InsertRoot(const Markup* markup) {
  const NodeId root =
      tree_.Add(NodeOf(markup != nullptr ? *markup : Markup{Tag::kHtml, "html", nullptr}));
  PushNode(root);
  mode_ = Mode::kBeforeHead;
}

}  // namespace touchstone

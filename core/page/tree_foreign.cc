// Foreign content: svg and math, and where HTML goes on inside of them.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
#include "absl/strings/match.h"
#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

// Start tags of HTML that end svg and math, wherever they stand in them.
constexpr TagSet kLeavers = {
    Tag::kB,       Tag::kBig,  Tag::kBlockquote, Tag::kBody,  Tag::kBr,   Tag::kCenter,
    Tag::kCode,    Tag::kDd,   Tag::kDiv,        Tag::kDl,    Tag::kDt,   Tag::kEm,
    Tag::kEmbed,   Tag::kH1,   Tag::kH2,         Tag::kH3,    Tag::kH4,   Tag::kH5,
    Tag::kH6,      Tag::kHead, Tag::kHr,         Tag::kI,     Tag::kImg,  Tag::kLi,
    Tag::kListing, Tag::kMenu, Tag::kMeta,       Tag::kNobr,  Tag::kOl,   Tag::kP,
    Tag::kPre,     Tag::kRuby, Tag::kS,          Tag::kSmall, Tag::kSpan, Tag::kStrong,
    Tag::kStrike,  Tag::kSub,  Tag::kSup,        Tag::kTable, Tag::kTt,   Tag::kU,
    Tag::kUl,      Tag::kVar};

constexpr TagSet kSvgPoints = {Tag::kForeignobject, Tag::kDesc, Tag::kTitle};
constexpr TagSet kMathMlPoints = {Tag::kMi, Tag::kMo, Tag::kMn, Tag::kMs, Tag::kMtext};

}  // namespace

void TreeBuilder::MarkForeign(const Node& node, OpenElements::Entry* entry) const {
  if (node.space == Namespace::kSvg) {
    entry->html_point = entry->special = entry->barrier = kSvgPoints.Has(node.tag);
    return;
  }
  entry->mathml_point = kMathMlPoints.Has(node.tag);
  entry->special = entry->barrier = entry->mathml_point || node.tag == Tag::kAnnotationXml;
  if (node.tag == Tag::kAnnotationXml) {
    const std::string_view encoding = Value(node, "encoding").value_or("");
    entry->html_point = absl::EqualsIgnoreCase(encoding, "text/html") ||
                        absl::EqualsIgnoreCase(encoding, "application/xhtml+xml");
  }
}

bool TreeBuilder::TextIsForeign() const {
  if (open_.empty()) return false;
  const OpenElements::Entry& top = open_.Top();
  return top.space != Namespace::kHtml && !top.html_point && !top.mathml_point;
}

bool TreeBuilder::StartIsForeign(const Markup& markup) const {
  if (open_.empty() || open_.Top().space == Namespace::kHtml) return false;
  const OpenElements::Entry& top = open_.Top();
  if (top.html_point) return false;
  if (top.mathml_point) return markup.name == "mglyph" || markup.name == "malignmark";
  return !(top.tag == Tag::kAnnotationXml && top.space == Namespace::kMathMl &&
           markup.tag == Tag::kSvg);
}

void TreeBuilder::InsertForeign(const Markup& markup, Namespace space) {
  Node node = NodeOf(markup);
  node.space = space;
  const NodeId id = InsertNode(node);
  if (!markup.token->self_closing) PushNode(id);
}

bool TreeBuilder::LeavesForeign(const Markup& markup) const {
  if (kLeavers.Has(markup.tag)) return true;
  if (markup.tag != Tag::kFont) return false;
  for (const TokenAttribute& attribute : markup.token->attributes) {
    const std::string_view name = Slice(source_, attribute.name);
    if (absl::EqualsIgnoreCase(name, "color") || absl::EqualsIgnoreCase(name, "face") ||
        absl::EqualsIgnoreCase(name, "size")) {
      return true;
    }
  }
  return false;
}

void TreeBuilder::StartInForeign(const Markup& markup) {
  if (!LeavesForeign(markup)) return InsertForeign(markup, open_.Top().space);
  do {
    open_.Pop();
  } while (TextIsForeign());
  Start(markup);
}

void TreeBuilder::EndInForeign(const Markup& markup) {
  if (markup.tag == Tag::kBr || markup.tag == Tag::kP) {
    while (TextIsForeign()) open_.Pop();
    return End(markup);
  }
  for (size_t i = open_.size(); i-- > 1;) {
    steps_++;
    const Node& node = tree_.nodes[open_[i].node];
    if (node.space == Namespace::kHtml) return End(markup);
    if (node.tag == markup.tag && node.name == markup.name) return open_.PopTo(i);
  }
}

}  // namespace touchstone

// The insertion mode "in body".
//   source  https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
#include "absl/strings/match.h"
#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

constexpr size_t kNotFound = OpenElements::kNotFound;

constexpr TagSet kFormatting = {Tag::kB,      Tag::kBig,  Tag::kCode, Tag::kEm,    Tag::kFont,
                                Tag::kI,      Tag::kNobr, Tag::kS,    Tag::kSmall, Tag::kStrike,
                                Tag::kStrong, Tag::kTt,   Tag::kU};
// Their start ends a paragraph, and their end tag what is open in them.
constexpr TagSet kBlocks = {
    Tag::kAddress, Tag::kArticle, Tag::kAside,  Tag::kBlockquote, Tag::kCenter,   Tag::kDetails,
    Tag::kDialog,  Tag::kDir,     Tag::kDiv,    Tag::kDl,         Tag::kFieldset, Tag::kFigcaption,
    Tag::kFigure,  Tag::kFooter,  Tag::kHeader, Tag::kHgroup,     Tag::kMain,     Tag::kMenu,
    Tag::kNav,     Tag::kOl,      Tag::kSearch, Tag::kSection,    Tag::kSummary,  Tag::kUl};
constexpr TagSet kVoid = {Tag::kArea, Tag::kBr, Tag::kEmbed, Tag::kImg, Tag::kKeygen, Tag::kWbr};
// What belongs in a head works the same here.
constexpr TagSet kHeadTags = {Tag::kBase,     Tag::kBasefont, Tag::kBgsound, Tag::kLink,
                              Tag::kMeta,     Tag::kNoframes, Tag::kScript,  Tag::kStyle,
                              Tag::kTemplate, Tag::kTitle};
// Outside of a table or a head these are nothing.
constexpr TagSet kMisplaced = {Tag::kCaption, Tag::kCol,   Tag::kColgroup, Tag::kFrame,
                               Tag::kHead,    Tag::kTbody, Tag::kTd,       Tag::kTfoot,
                               Tag::kTh,      Tag::kThead, Tag::kTr};
constexpr TagSet kHeadings = {Tag::kH1, Tag::kH2, Tag::kH3, Tag::kH4, Tag::kH5, Tag::kH6};
// Elements that end without an end tag.
constexpr TagSet kImplied = {Tag::kDd, Tag::kDt, Tag::kLi, Tag::kOptgroup, Tag::kOption,
                             Tag::kP,  Tag::kRb, Tag::kRp, Tag::kRt,       Tag::kRtc};

}  // namespace

void TreeBuilder::ReadBodyText(Piece piece, TextKind kind) {
  if (kind == TextKind::kEmpty) return;
  Reconstruct();
  InsertText(piece);
  if (kind == TextKind::kWords) frameset_ok_ = false;
}

// Closes what ends without an end tag, but not `except`.
void TreeBuilder::ImplyEnds(Tag except) {
  while (open_.Top().IsOneOf(kImplied) && open_.Top().tag != except) open_.Pop();
}

void TreeBuilder::CloseParagraph() {
  if (open_.Has(Tag::kP)) EndBlock(Tag::kP, Scope::kButton);
}

// --- start tags ---

void TreeBuilder::StartInBody(const Markup& markup) {
  if (kBlocks.Has(markup.tag) || markup.tag == Tag::kP) {
    CloseParagraph();
    Insert(markup);
  } else if (kFormatting.Has(markup.tag)) {
    StartFormatting(markup);
  } else if (kVoid.Has(markup.tag)) {
    Reconstruct();
    InsertVoid(markup);
    frameset_ok_ = false;
  } else if (kHeadTags.Has(markup.tag)) {
    StartInHead(markup);
  } else if (kHeadings.Has(markup.tag)) {
    CloseParagraph();
    if (open_.Top().IsOneOf(kHeadings)) open_.Pop();
    Insert(markup);
  } else if (!kMisplaced.Has(markup.tag)) {
    StartOther(markup);
  }
}

// The start tags that have a rule of their own, and those that have none.
void TreeBuilder::StartOther(const Markup& markup) {
  switch (markup.tag) {
    case Tag::kA:
      return StartLink(markup);
    case Tag::kLi:
    case Tag::kDd:
    case Tag::kDt:
      return StartListItem(markup);
    case Tag::kInput:
      return StartInput(markup);
    case Tag::kButton:
      return StartButton(markup);
    case Tag::kForm:
      return StartForm(markup);
    case Tag::kSelect:
      return StartSelect(markup);
    case Tag::kOption:
    case Tag::kOptgroup:
      return StartOption(markup);
    case Tag::kTable:
      if (!quirks_) CloseParagraph();
      frameset_ok_ = false;
      if (Insert(markup)) mode_ = Mode::kInTable;
      return;
    case Tag::kPre:
    case Tag::kListing:
      frameset_ok_ = false;
      [[fallthrough]];
    case Tag::kPlaintext:
      CloseParagraph();
      Insert(markup);
      return;
    case Tag::kHr:
      CloseParagraph();
      if (open_.IsInScope(Tag::kSelect, Scope::kNormal)) ImplyEnds(Tag::kUnknown);
      frameset_ok_ = false;
      [[fallthrough]];
    case Tag::kParam:
    case Tag::kSource:
    case Tag::kTrack:
      return InsertVoid(markup);
    case Tag::kImage:
      return StartInBody({Tag::kImg, "img", markup.token});
    case Tag::kHtml:
    case Tag::kBody:
      return StartAgain(markup);
    case Tag::kFrameset:
      return StartFrameset(markup);
    default:
      return StartRare(markup);
  }
}

void TreeBuilder::StartRare(const Markup& markup) {
  switch (markup.tag) {
    case Tag::kXmp:
      CloseParagraph();
      Reconstruct();
      [[fallthrough]];
    case Tag::kIframe:
    case Tag::kTextarea:
      frameset_ok_ = false;
      [[fallthrough]];
    case Tag::kNoembed:
    case Tag::kNoscript:
      return InsertRaw(markup);
    case Tag::kRb:
    case Tag::kRtc:
    case Tag::kRp:
    case Tag::kRt:
      return StartRuby(markup);
    default:
      break;
  }
  Reconstruct();
  switch (markup.tag) {
    case Tag::kSvg:
      return InsertForeign(markup, Namespace::kSvg);
    case Tag::kMath:
      return InsertForeign(markup, Namespace::kMathMl);
    case Tag::kApplet:
    case Tag::kMarquee:
    case Tag::kObject:
      frameset_ok_ = false;
      if (Insert(markup)) PushMarker();
      return;
    default:
      Insert(markup);
      return;
  }
}

// A second <html> or <body>.
void TreeBuilder::StartAgain(const Markup& markup) {
  if (open_.Has(Tag::kTemplate)) return;
  if (markup.tag == Tag::kHtml) return MergeAttributes(open_[0].node, markup);
  if (open_.size() < 2 || !open_[1].IsHtml(Tag::kBody)) return;
  frameset_ok_ = false;
  MergeAttributes(open_[1].node, markup);
}

void TreeBuilder::StartInput(const Markup& markup) {
  EndBlock(Tag::kSelect, Scope::kNormal);
  Reconstruct();
  const NodeId input = InsertNode(NodeOf(markup));
  if (!absl::EqualsIgnoreCase(Value(tree_.nodes[input], "type").value_or(""), "hidden")) {
    frameset_ok_ = false;
  }
}

void TreeBuilder::StartForm(const Markup& markup) {
  const bool in_template = open_.Has(Tag::kTemplate);
  if (form_ != kNoNode && !in_template) return;  // a form in a form is nothing
  CloseParagraph();
  const NodeId form = InsertNode(NodeOf(markup));
  PushNode(form);
  if (!in_template) form_ = form;
}

// An <li> ends the one before it, a <dd> or <dt> either of them, however deep in divs.
void TreeBuilder::StartListItem(const Markup& markup) {
  static constexpr TagSet kItem = {Tag::kLi}, kTerms = {Tag::kDd, Tag::kDt};
  static constexpr TagSet kPassed = {Tag::kAddress, Tag::kDiv, Tag::kP};
  frameset_ok_ = false;
  const TagSet& ended = markup.tag == Tag::kLi ? kItem : kTerms;
  for (size_t i = open_.size(); i-- > 0;) {
    steps_++;
    if (open_[i].IsOneOf(ended)) {
      ImplyEnds(open_[i].tag);
      open_.PopTo(i);
      break;
    }
    if (open_[i].special && !open_[i].IsOneOf(kPassed)) break;
  }
  CloseParagraph();
  Insert(markup);
}

void TreeBuilder::StartButton(const Markup& markup) {
  EndBlock(Tag::kButton, Scope::kNormal);
  Reconstruct();
  Insert(markup);
  frameset_ok_ = false;
}

// A <select> holds any content; another one, or an <input>, ends it.
void TreeBuilder::StartSelect(const Markup& markup) {
  if (open_.IsInScope(Tag::kSelect, Scope::kNormal)) return EndBlock(Tag::kSelect, Scope::kNormal);
  Reconstruct();
  Insert(markup);
  frameset_ok_ = false;
}

void TreeBuilder::StartOption(const Markup& markup) {
  if (open_.IsInScope(Tag::kSelect, Scope::kNormal)) {
    ImplyEnds(markup.tag == Tag::kOption ? Tag::kOptgroup : Tag::kUnknown);
  } else if (open_.Top().IsHtml(Tag::kOption)) {
    open_.Pop();
  }
  Reconstruct();
  Insert(markup);
}

void TreeBuilder::StartRuby(const Markup& markup) {
  if (open_.IsInScope(Tag::kRuby, Scope::kNormal)) {
    const bool base = markup.tag == Tag::kRb || markup.tag == Tag::kRtc;
    ImplyEnds(base ? Tag::kUnknown : Tag::kRtc);
  }
  Insert(markup);
}

// A frameset takes the place of a body that holds nothing yet.
void TreeBuilder::StartFrameset(const Markup& markup) {
  if (!frameset_ok_ || open_.size() < 2 || !open_[1].IsHtml(Tag::kBody)) return;
  tree_.Detach(open_[1].node);
  open_.PopTo(1);
  Insert(markup);
  mode_ = Mode::kInFrameset;
}

// --- end tags ---

void TreeBuilder::EndInBody(const Markup& markup) {
  if (kBlocks.Has(markup.tag)) return EndBlock(markup.tag, Scope::kNormal);
  if (kFormatting.Has(markup.tag)) return Adopt(markup);
  if (kHeadings.Has(markup.tag)) return EndHeading();
  switch (markup.tag) {
    case Tag::kA:
      return Adopt(markup);
    case Tag::kButton:
    case Tag::kDd:
    case Tag::kDt:
    case Tag::kListing:
    case Tag::kPre:
    case Tag::kSelect:
      return EndBlock(markup.tag, Scope::kNormal);
    case Tag::kLi:
      return EndBlock(markup.tag, Scope::kListItem);
    case Tag::kP:
      return EndParagraph();
    case Tag::kForm:
      return EndForm();
    case Tag::kApplet:
    case Tag::kMarquee:
    case Tag::kObject:
      if (!open_.IsInScope(markup.tag, Scope::kNormal)) return;
      EndBlock(markup.tag, Scope::kNormal);
      return ClearToMarker();
    case Tag::kBr:  // "</br>" is a line break
      Reconstruct();
      InsertNode(NodeOf({Tag::kBr, "br", nullptr}));
      frameset_ok_ = false;
      return;
    case Tag::kBody:
    case Tag::kHtml:
      return EndOfBody(markup);
    case Tag::kTemplate:
      return CloseTemplate();
    default:
      return EndOther(markup);
  }
}

// Ends the innermost `tag` in scope, and what is open in it.
void TreeBuilder::EndBlock(Tag tag, Scope scope) {
  const size_t index = open_.FindInScope(tag, scope);
  if (index != kNotFound) open_.PopTo(index);
}

// "</p>" alone is an empty paragraph.
void TreeBuilder::EndParagraph() {
  if (open_.IsInScope(Tag::kP, Scope::kButton)) return CloseParagraph();
  InsertNode(NodeOf({Tag::kP, "p", nullptr}));
}

// "<h1>...</h2>" ends the heading.
void TreeBuilder::EndHeading() {
  const size_t index = open_.FindInScope(kHeadings, Scope::kNormal);
  if (index != kNotFound) open_.PopTo(index);
}

// What comes behind the end of a form but inside of what was opened in it stays where it is.
void TreeBuilder::EndForm() {
  if (open_.Has(Tag::kTemplate)) return EndBlock(Tag::kForm, Scope::kNormal);
  const NodeId form = form_;
  form_ = kNoNode;
  if (form == kNoNode || !open_.IsNodeInScope(form)) return;
  ImplyEnds(Tag::kUnknown);
  open_.Erase(open_.FindNode(form));
}

// What follows the body's end is still body, but for a second end.
void TreeBuilder::EndOfBody(const Markup& markup) {
  if (!open_.IsInScope(Tag::kBody, Scope::kNormal)) return;
  mode_ = Mode::kAfterBody;
  if (markup.tag == Tag::kHtml) End(markup);
}

void TreeBuilder::EndOther(const Markup& markup) {
  if (markup.tag != Tag::kUnknown && !open_.Has(markup.tag)) return;
  for (size_t i = open_.size(); i-- > 0;) {
    steps_++;
    if (open_[i].IsHtml(markup.tag) &&
        (markup.tag != Tag::kUnknown || tree_.nodes[open_[i].node].name == markup.name)) {
      return open_.PopTo(i);
    }
    if (open_[i].special) return;
  }
}

}  // namespace touchstone

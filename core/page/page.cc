// page.cc: Tree -> Page: one walk in document order numbers the elements and gathers their text.
// What a frame shows is walked where the frame stands.
#include "core/page/page.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/page/frames.h"
#include "core/page/inline_style.h"
#include "core/page/scan.h"
#include "core/page/structured.h"
#include "core/page/tag_set.h"
#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

// Their text stands apart from what is around it.
constexpr TagSet kBlocks = {
    Tag::kAddress, Tag::kArticle,  Tag::kAside,      Tag::kBlockquote, Tag::kBody,
    Tag::kBr,      Tag::kButton,   Tag::kCaption,    Tag::kCenter,     Tag::kDd,
    Tag::kDetails, Tag::kDialog,   Tag::kDir,        Tag::kDiv,        Tag::kDl,
    Tag::kDt,      Tag::kFieldset, Tag::kFigcaption, Tag::kFigure,     Tag::kFooter,
    Tag::kForm,    Tag::kH1,       Tag::kH2,         Tag::kH3,         Tag::kH4,
    Tag::kH5,      Tag::kH6,       Tag::kHeader,     Tag::kHgroup,     Tag::kHr,
    Tag::kHtml,    Tag::kLegend,   Tag::kLi,         Tag::kListing,    Tag::kMain,
    Tag::kMarquee, Tag::kMenu,     Tag::kNav,        Tag::kOl,         Tag::kOptgroup,
    Tag::kOption,  Tag::kP,        Tag::kPlaintext,  Tag::kPre,        Tag::kSearch,
    Tag::kSection, Tag::kSelect,   Tag::kSummary,    Tag::kTable,      Tag::kTbody,
    Tag::kTd,      Tag::kTextarea, Tag::kTfoot,      Tag::kTh,         Tag::kThead,
    Tag::kTr,      Tag::kUl,       Tag::kXmp};

// Their text is not for readers.
constexpr TagSet kTextless = {Tag::kHead,     Tag::kIframe, Tag::kNoembed, Tag::kNoframes,
                              Tag::kNoscript, Tag::kScript, Tag::kStyle,   Tag::kTemplate,
                              Tag::kTextarea, Tag::kTitle};
constexpr TagSet kForeignTextless = {Tag::kScript, Tag::kStyle};

// Browsers give these a colour and size of their own: links, and what a reader can fill in or
// press.
constexpr TagSet kOwnLook = {Tag::kA, Tag::kButton, Tag::kInput, Tag::kSelect, Tag::kTextarea};

// These may have the attribute bgcolor.
constexpr TagSet kGrounded = {Tag::kBody, Tag::kTable, Tag::kTbody, Tag::kTd,     Tag::kTfoot,
                              Tag::kTh,   Tag::kThead, Tag::kTr,    Tag::kMarquee};

bool IsSpaceByte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Fills the Page's arrays from the trees of its document and of those that its frames show.
class Reader {
 public:
  // A reader of the page itself.
  //   in      base: what its addresses are relative to, or ""
  Reader(Page* page, Frames* frames, std::string_view base)
      : page_(*page), frames_(*frames), base_(base) {}

  // Builds the tree of a document and walks it.
  //   in      source: stays where it is as long as the page
  void Run(std::string_view source) {
    source_ = source;
    TreeBuilder(&page_, source, InFrame(), &tree_).Run();
    constexpr size_t kBytesPerElement = 200, kBytesPerText = 16;  // about
    page_.elements.reserve(page_.elements.size() + source.size() / kBytesPerElement);
    page_.text.reserve(page_.text.size() + source.size() / kBytesPerText);
    NodeId node = tree_.nodes.empty() ? kNoNode : 0;
    while (node != kNoNode) {
      const Node& n = tree_.nodes[node];
      steps_++;
      if (n.is_text) {
        ReadText(n);
      } else {
        if (page_.elements.size() >= kMaxElements) {
          page_.truncated = true;
          break;
        }
        Enter(n);
        if (n.first_child != kNoNode && !n.IsHtml(Tag::kTemplate)) {
          node = n.first_child;
          continue;
        }
        Leave();
      }
      while (node != kNoNode && tree_.nodes[node].next == kNoNode) {
        node = tree_.nodes[node].parent;
        if (node != kNoNode) Leave();
      }
      if (node != kNoNode) node = tree_.nodes[node].next;
    }
    while (!open_.empty()) Leave();
    page_.steps += steps_;
  }

 private:
  // A reader of what a frame of `outer` shows. Nothing in it reaches what is open outside.
  Reader(Reader* outer, ElementId frame, std::string_view base)
      : page_(outer->page_),
        frames_(outer->frames_),
        base_(base),
        frame_(frame),
        depth_(outer->depth_ + 1),
        break_(true) {}

  // What a reader sees of the text of an element.
  struct Look {
    bool gone = false;          // with all that is inside: display:none and the like
    bool unspoken = false;      // with all that is inside: from those that a page is read aloud to
    bool invisible = false;     // visibility:hidden
    bool unreadable = false;    // of no size
    bool indented_off = false;  // off the page
    Color color;
    Color ground;

    bool IsUnseen() const {
      return gone || invisible || unreadable || indented_off ||
             color.kind == Color::Kind::kTransparent || LookSame(color, ground);
    }
  };

  struct Open {
    ElementId element = kNoElement;  // what text and elements inside of it belong to
    bool ends = false;  // it has an end of its own: false for one that is too deep to hold anything
    bool html = true;
    bool block = false;
    bool textless = false;
    bool hidden = false;    // unseen or unspoken
    bool unspoken = false;  // ... and seen
    Look look;
  };

  void Enter(const Node& node) {
    const ElementId id = static_cast<ElementId>(page_.elements.size());
    const bool html = node.space == Namespace::kHtml;
    Open open;
    if (!open_.empty()) {
      open.textless = open_.back().textless;
      open.hidden = open_.back().hidden;
      open.unspoken = open_.back().unspoken;
      open.look = open_.back().look;
    } else if (InFrame()) {
      open.hidden = page_.elements[frame_].hidden;
      open.unspoken = open.look.unspoken = page_.elements[frame_].unspoken;
      open.look.gone = open.hidden && !open.unspoken;
    }
    open.html = html;
    open.block = html && kBlocks.Has(node.tag);
    open.textless = open.textless || (html ? kTextless : kForeignTextless).Has(node.tag);
    Element element;
    element.tag = node.name;
    element.parent = open_.empty() ? frame_ : open_.back().element;
    if (InFrame()) {
      element.in_frame = true;
      element.ordinal = page_.elements[frame_].ordinal;
    } else {
      element.source = node.source;
      element.ordinal = next_ordinal_++;
    }
    element.subtree_end = id + 1;
    element.first_attribute = node.first_attribute;
    element.attribute_count = node.attribute_count;
    element.text.begin = element.text.end = static_cast<uint32_t>(page_.text.size());
    open.ends = open_.size() < kMaxOpenElements;
    open.element = open.ends ? id : open_.back().element;
    if (!open.ends) page_.truncated = true;
    if (element.attribute_count != 0 || kOwnLook.Has(node.tag)) {
      ReadLook(element, node, &open.look);
      const bool unseen = open.look.IsUnseen();
      open.hidden = unseen || open.look.unspoken;
      open.unspoken = open.look.unspoken && !unseen;
    }
    element.hidden = open.hidden;
    element.unspoken = open.unspoken;
    page_.elements.push_back(element);
    open_.push_back(open);
    if (open.block) break_ = true;
    if (html) ReadFacts(node, id);
    if (html && (node.tag == Tag::kIframe || node.tag == Tag::kFrame)) ReadFrame(id);
  }

  bool InFrame() const { return frame_ != kNoElement; }

  void ReadFrame(ElementId id) {
    const std::optional<FrameContent> content = frames_.Open(&page_, id, depth_ + 1, base_);
    steps_++;
    if (!content.has_value()) return;
    Reader(this, id, content->base).Run(content->text);
    break_ = true;
  }

  void Leave() {
    const Open open = open_.back();
    open_.pop_back();
    if (open.block) break_ = true;
    if (!open.ends) return;
    Element& element = page_.elements[open.element];
    element.subtree_end = static_cast<ElementId>(page_.elements.size());
    element.text.end = static_cast<uint32_t>(page_.text.size());
  }

  // --- what is hidden ---

  // Whether a reader sees the text of an element, as far as its attributes tell. Colours and size
  // go on into what is inside of it, until something there says otherwise, or may: a style sheet is
  // free to give an element with a class or id a ground, a colour and a size. What is `gone` stays
  // so.
  void ReadLook(const Element& element, const Node& node, Look* look) {
    steps_ += element.attribute_count;
    if (kOwnLook.Has(node.tag)) ForgetColors(node, look);
    InlineStyle style;
    bool unshown = false, named = false;
    for (uint32_t i = 0; i < element.attribute_count; i++) {
      const auto& [name, value] = page_.attributes[element.first_attribute + i];
      if (name == "style") {
        style = ReadInlineStyle(value);
        steps_ += value.size() / 16;
      } else if (name == "class" || name == "id") {
        named = true;
      } else if (name == "hidden") {
        unshown = true;
      } else if (name == "aria-hidden") {
        look->unspoken = look->unspoken || absl::EqualsIgnoreCase(value, "true");
      } else if (name == "type") {
        look->gone =
            look->gone || (node.IsHtml(Tag::kInput) && absl::EqualsIgnoreCase(value, "hidden"));
      } else if (name == "itemscope") {
        page_.has_microdata = true;
      } else if (name == "typeof") {
        page_.has_rdfa = true;
      } else if (name == "bgcolor" || name == "color" || name == "text" || name == "size") {
        ReadLegacyLook(node, name, value, look);
      }
    }
    // The attribute is the weaker one: an inline display shows what it hides.
    if (style.display != InlineStyle::Display::kNotGiven) {
      unshown = style.display == InlineStyle::Display::kNone;
    }
    look->gone = look->gone || unshown || style.gone;
    if (named) ForgetLook(look);
    ApplyStyle(style, look);
  }

  static void ForgetLook(Look* look) {
    look->color = look->ground = {.kind = Color::Kind::kOther};
    look->unreadable = false;
  }

  static void ForgetColors(const Node& node, Look* look) {
    look->color = {.kind = Color::Kind::kOther};
    if (node.tag == Tag::kA) return;
    look->ground = {.kind = Color::Kind::kOther};
    look->unreadable = false;
  }

  static void ReadLegacyLook(const Node& node, std::string_view name, std::string_view value,
                             Look* look) {
    if (name == "bgcolor") {
      if (!kGrounded.Has(node.tag)) return;
      if (const Color color = ReadLegacyColor(value); color.kind != Color::Kind::kNotGiven) {
        look->ground = color;
      }
      return;
    }
    if (name == "size") {
      if (node.IsHtml(Tag::kFont)) look->unreadable = false;
      return;
    }
    if (!node.IsHtml(name == "text" ? Tag::kBody : Tag::kFont)) return;
    if (const Color color = ReadLegacyColor(value); color.kind != Color::Kind::kNotGiven) {
      look->color = color;
    }
  }

  static void ApplyStyle(const InlineStyle& style, Look* look) {
    if (style.visibility != InlineStyle::Visibility::kNotGiven) {
      look->invisible = style.visibility == InlineStyle::Visibility::kHidden;
    }
    if (style.font_size == InlineStyle::FontSize::kReadable) look->unreadable = false;
    if (style.font_size == InlineStyle::FontSize::kUnreadable) look->unreadable = true;
    if (style.indent_given) look->indented_off = style.indented_off;
    if (style.color.kind != Color::Kind::kNotGiven) look->color = style.color;
    if (style.ground.kind == Color::Kind::kSolid || style.ground.kind == Color::Kind::kOther) {
      look->ground = style.ground;
    }
    if (style.ground_in_letters) look->color = {.kind = Color::Kind::kOther};
  }

  std::string_view Value(ElementId id, std::string_view name) const {
    return page_.GetAttribute(id, name).value_or("");
  }

  void ReadFacts(const Node& node, ElementId id) {
    if (node.tag == Tag::kBase) ReadBase(id);
    const bool link = node.tag == Tag::kA || node.tag == Tag::kLink || node.tag == Tag::kArea;
    if (InFrame() && !link) return;
    switch (node.tag) {
      case Tag::kHtml: {
        const std::string_view lang = Value(id, "lang");
        page_.language = absl::AsciiStrToLower(lang.substr(0, lang.find_first_of("-_")));
        break;
      }
      case Tag::kTitle:
        ReadTitle(node);
        break;
      case Tag::kMeta:
        ReadMeta(id);
        break;
      case Tag::kA:
      case Tag::kLink:
      case Tag::kArea:
        ReadLink(node.tag, id);
        break;
      case Tag::kScript: {
        Script script = {
            page_.Keep(absl::AsciiStrToLower(Value(id, "type"))), Value(id, "id"), {}, id};
        if (node.first_child != kNoNode) {
          script.source = {tree_.nodes[node.first_child].source.begin,
                           tree_.nodes[node.last_child].source.end};
        }
        page_.scripts.push_back(script);
        break;
      }
      default:
        break;
    }
  }

  void ReadBase(ElementId id) {
    const std::string_view href = Value(id, "href");
    if (href.empty() || seen_base_) return;
    seen_base_ = true;
    base_ = BaseOf(href, base_);
    if (!InFrame()) page_.base = std::string(href);
  }

  void ReadTitle(const Node& node) {
    if (seen_title_) return;
    seen_title_ = true;
    std::string title;
    for (NodeId child = node.first_child; child != kNoNode; child = tree_.nodes[child].next) {
      const Node& text = tree_.nodes[child];
      Resolve(Slice(source_, text.source), text.rules, &title);
    }
    page_.title = CollapseSpaces(title);
  }

  void ReadMeta(ElementId id) {
    for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
      const std::string_view name = Value(id, key);
      if (name.empty()) continue;
      page_.meta.push_back({page_.Keep(absl::AsciiStrToLower(name)), Value(id, "content"), id});
      return;
    }
  }

  void ReadLink(Tag tag, ElementId id) {
    const std::string_view href = Value(id, "href");
    const std::string_view rel = Value(id, "rel");
    if (href.empty()) return;
    page_.links.push_back({href, rel, id});
    if (tag == Tag::kLink && !InFrame() && page_.canonical.empty() &&
        absl::EqualsIgnoreCase(rel, "canonical")) {
      page_.canonical = std::string(href);
    }
  }

  // --- text ---

  void ReadText(const Node& node) {
    const Open& open = open_.back();
    if (open.textless || node.source.empty()) return;
    if (node.is_spaces) {
      space_ = true;
      return;
    }
    if (!NeedsResolve(source_, node.source, node.rules)) return AppendText(source_, node.source);
    resolved_.clear();
    Resolve(Slice(source_, node.source), open.html ? node.rules : ShowingNul(node.rules),
            &resolved_);
    // A browser drops NUL, so that "What\0sApp" is a word; in svg and math it shows it.
    if (open.html) {
      resolved_.erase(std::remove(resolved_.begin(), resolved_.end(), '\0'), resolved_.end());
    }
    AppendText(resolved_, {0, static_cast<uint32_t>(resolved_.size())});
  }

  // The same rules, but for NUL, which becomes U+FFFD.
  static TextRules ShowingNul(TextRules rules) {
    if (rules == TextRules::kData) return TextRules::kRcdata;
    return rules == TextRules::kCdata ? TextRules::kRaw : rules;
  }

  // Appends text with its white space collapsed, as part of the innermost open element.
  void AppendText(std::string_view source, Span span) {
    if (page_.text.size() + span.size() > kMaxTextBytes) {
      page_.truncated = true;
      return;
    }
    steps_ += 1 + span.size() / 16;
    for (uint32_t pos = span.begin; pos < span.end;) {
      if (const uint32_t size = SpaceAt(source, pos, span.end); size > 0) {
        space_ = true;
        pos += size;
        continue;
      }
      const uint32_t stop = EndOfWords(source, pos, span.end);
      AppendWords(Slice(source, {pos, stop}));
      pos = stop;
    }
  }

  // The bytes of the white space at `pos`, all of it where that is quick; 0 for none.
  static uint32_t SpaceAt(std::string_view source, uint32_t pos, uint32_t end) {
    if (IsSpaceByte(source[pos])) {
      return ScanFor(source, pos, end,
                     [](Bytes16 block) {
                       return ~MaskOf(EqualBytes(block, ' ') |
                                      AtMostBytes(block - FillBytes16('\t'), '\r' - '\t')) &
                              0xFFFF;
                     }) -
             pos;
    }
    return IsNoBreakSpace(source, pos, end) ? 2 : 0;
  }

  static bool IsNoBreakSpace(std::string_view source, uint32_t pos, uint32_t end) {
    return source[pos] == '\xC2' && pos + 1 < end && source[pos + 1] == '\xA0';
  }

  // The end of what starts at `pos` and can be copied as it is: words with a space between them.
  static uint32_t EndOfWords(std::string_view source, uint32_t pos, uint32_t end) {
    const uint32_t begin = pos;
    for (; pos < end; pos += 16) {
      const Bytes16 block = LoadAt(source, pos), next = LoadAt(source, pos + 1);
      const Bytes16 two_spaces =
          EqualBytes(block, ' ') & (AtMostBytes(next, ' ') | EqualBytes(next, '\xC2'));
      uint32_t mask = MaskOf(two_spaces | AtMostBytes(block, ' ' - 1) | EqualBytes(block, '\xC2'));
      for (; mask != 0; mask &= mask - 1) {
        const uint32_t at = pos + Lowest(mask);
        if (at >= end) break;
        if (IsSpaceByte(source[at]) || IsNoBreakSpace(source, at, end)) return at;
      }
    }
    return source[end - 1] == ' ' && end - 1 > begin ? end - 1 : end;
  }

  void AppendWords(std::string_view words) {
    const Open& open = open_.back();
    const bool first = page_.text.empty();
    bool joined = !break_ && !first;  // to the run before
    if (break_ && !first) page_.text.push_back('\n');
    const uint32_t begin = static_cast<uint32_t>(page_.text.size());
    if (!break_ && space_ && !first) page_.text.push_back(' ');
    break_ = space_ = false;
    page_.text.append(words);
    const uint32_t end = static_cast<uint32_t>(page_.text.size());
    joined = joined && !page_.runs.empty() && page_.runs.back().element == open.element &&
             page_.runs.back().hidden == open.hidden && page_.runs.back().unspoken == open.unspoken;
    if (joined) {
      page_.runs.back().text.end = end;
    } else {
      page_.runs.push_back({{begin, end}, open.element, open.hidden, open.unspoken});
    }
  }

  Page& page_;
  Frames& frames_;
  std::string_view source_;
  std::string base_;              // what addresses are relative to, or ""
  ElementId frame_ = kNoElement;  // whose document this is; kNoElement for the page itself
  int depth_ = 0;                 // frames around this document
  uint32_t next_ordinal_ = 0;
  Tree tree_;
  std::vector<Open> open_;
  std::string resolved_;
  bool seen_title_ = false, seen_base_ = false;
  bool break_ = false;  // the next text begins a line of its own
  bool space_ = false;
  uint64_t steps_ = 0;
};

}  // namespace

std::unique_ptr<Page> BuildPage(std::string_view text, std::string_view location,
                                const std::vector<FrameDocument>& documents) {
  auto page = std::make_unique<Page>();
  page->source = RepairUtf8(text);
  Frames frames(location, documents);
  if (location.size() > kMaxFrameAddressBytes) location = "";
  Reader(page.get(), &frames, location).Run(page->source);
  ReadJsonLd(page.get());
  ReadMarkup(page.get());
  return page;
}

std::optional<std::string_view> Page::GetAttribute(ElementId element, std::string_view name) const {
  const Element& e = elements[element];
  for (uint32_t i = 0; i < e.attribute_count; i++) {
    const Attribute& attribute = attributes[e.first_attribute + i];
    if (attribute.name == name) return attribute.value;
  }
  return std::nullopt;
}

bool Page::HasClass(ElementId element, std::string_view name) const {
  const std::string_view classes = GetAttribute(element, "class").value_or("");
  for (size_t pos = 0; (pos = classes.find(name, pos)) != std::string_view::npos; pos++) {
    const size_t end = pos + name.size();
    const bool begins = pos == 0 || IsSpaceByte(classes[pos - 1]);
    const bool ends = end == classes.size() || IsSpaceByte(classes[end]);
    if (begins && ends) return true;
  }
  return false;
}

std::string_view Page::TextOf(ElementId element) const {
  return absl::StripAsciiWhitespace(Slice(text, elements[element].text));
}

std::string Page::VisibleTextOf(ElementId element) const {
  const Span span = elements[element].text;
  const bool own_frame = elements[element].in_frame;
  std::string visible;
  auto run = std::lower_bound(runs.begin(), runs.end(), span.begin,
                              [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
  for (; run != runs.end() && run->text.begin < span.end; ++run) {
    if (run->hidden || (elements[run->element].in_frame && !own_frame)) continue;
    const Span part = {std::max(run->text.begin, span.begin), std::min(run->text.end, span.end)};
    // A separator stood before this run unless it goes on where the last one stopped.
    if (part.begin > 0 && text[part.begin - 1] == '\n') visible.push_back(' ');
    visible.append(Slice(text, part));
  }
  return CollapseSpaces(visible);
}

bool Page::Contains(ElementId ancestor, ElementId element) const {
  return element >= ancestor && element < elements[ancestor].subtree_end;
}

const TextRun* Page::RunAt(uint32_t offset) const {
  const auto run = std::lower_bound(runs.begin(), runs.end(), offset,
                                    [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
  return run != runs.end() && run->text.begin <= offset ? &*run : nullptr;
}

uint32_t Page::OrdinalOf(ElementId element) const {
  return element == kNoElement ? kNoElement : elements[element].ordinal;
}

std::string_view Page::Keep(std::string_view value) {
  constexpr size_t kBlockBytes = 16u << 10;
  if (value.size() > kBlockBytes / 4) {  // has a block of its own
    kept_.push_back(std::unique_ptr<char[]>(new char[value.size()]));
    value.copy(kept_.back().get(), value.size());
    return {kept_.back().get(), value.size()};
  }
  if (value.size() > room_bytes_) {
    kept_.push_back(std::unique_ptr<char[]>(new char[kBlockBytes]));
    room_ = kept_.back().get();
    room_bytes_ = kBlockBytes;
  }
  if (value.empty()) return "";
  value.copy(room_, value.size());
  const std::string_view kept(room_, value.size());
  room_ += value.size();
  room_bytes_ -= value.size();
  return kept;
}

}  // namespace touchstone

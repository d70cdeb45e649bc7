// page.cc: tokens -> Page. Not a tree builder: a stack of open elements with the implied starts and
// ends that real pages rely on, so that nesting, text and ordinals come out as in a browser, in one
// pass and without a tree.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
#include "core/page/page.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/page/structured.h"
#include "core/page/tokenizer.h"

namespace touchstone {
namespace {

enum TagFlag : uint16_t {
  kBlock = 1,        // its text stands apart from what is around it
  kVoid = 2,         // has no content
  kSpecial = 4,      // an end tag of something else does not close it
  kClosesP = 8,      // its start ends an open <p>
  kHead = 16,        // belongs in <head> when it comes before the body
  kNoText = 32,      // its text is not for readers
  kScope = 64,       // end tags do not look beyond it
  kLeavesSvg = 128,  // its start ends svg or math
  kHeading = 256,
};

struct TagInfo {
  std::string_view name;
  uint16_t flags;
};

constexpr uint16_t kPlainBlock = kBlock | kSpecial | kClosesP;

// Sorted by name.
constexpr TagInfo kTags[] = {
    {"a", 0},
    {"address", kPlainBlock},
    {"area", kVoid | kSpecial},
    {"article", kPlainBlock},
    {"aside", kPlainBlock},
    {"b", kLeavesSvg},
    {"base", kVoid | kSpecial | kHead},
    {"basefont", kVoid | kSpecial | kHead},
    {"big", kLeavesSvg},
    {"blockquote", kPlainBlock | kLeavesSvg},
    {"body", kBlock | kSpecial | kLeavesSvg},
    {"br", kVoid | kSpecial | kBlock | kLeavesSvg},
    {"button", kBlock | kSpecial},
    {"caption", kBlock | kSpecial | kScope},
    {"center", kPlainBlock | kLeavesSvg},
    {"code", kLeavesSvg},
    {"col", kVoid | kSpecial},
    {"colgroup", kSpecial},
    {"dd", kPlainBlock | kLeavesSvg},
    {"details", kPlainBlock},
    {"dialog", kPlainBlock},
    {"dir", kPlainBlock},
    {"div", kPlainBlock | kLeavesSvg},
    {"dl", kPlainBlock | kLeavesSvg},
    {"dt", kPlainBlock | kLeavesSvg},
    {"em", kLeavesSvg},
    {"embed", kVoid | kSpecial | kLeavesSvg},
    {"fieldset", kPlainBlock},
    {"figcaption", kPlainBlock},
    {"figure", kPlainBlock},
    {"footer", kPlainBlock},
    {"form", kPlainBlock},
    {"frameset", kSpecial},
    {"h1", kPlainBlock | kHeading | kLeavesSvg},
    {"h2", kPlainBlock | kHeading | kLeavesSvg},
    {"h3", kPlainBlock | kHeading | kLeavesSvg},
    {"h4", kPlainBlock | kHeading | kLeavesSvg},
    {"h5", kPlainBlock | kHeading | kLeavesSvg},
    {"h6", kPlainBlock | kHeading | kLeavesSvg},
    {"head", kSpecial | kNoText | kLeavesSvg},
    {"header", kPlainBlock},
    {"hgroup", kPlainBlock},
    {"hr", kVoid | kPlainBlock | kLeavesSvg},
    {"html", kBlock | kSpecial | kScope},
    {"i", kLeavesSvg},
    {"iframe", kSpecial | kNoText},
    {"img", kVoid | kSpecial | kLeavesSvg},
    {"input", kVoid | kSpecial},
    {"legend", kBlock},
    {"li", kPlainBlock | kLeavesSvg},
    {"link", kVoid | kSpecial | kHead},
    {"listing", kPlainBlock | kLeavesSvg},
    {"main", kPlainBlock},
    {"marquee", kBlock | kSpecial | kScope},
    {"menu", kPlainBlock | kLeavesSvg},
    {"meta", kVoid | kSpecial | kHead | kLeavesSvg},
    {"nav", kPlainBlock},
    {"noembed", kSpecial | kNoText},
    {"noframes", kSpecial | kNoText | kHead},
    {"noscript", kSpecial | kNoText | kHead},
    {"object", kSpecial | kScope},
    {"ol", kPlainBlock | kLeavesSvg},
    {"optgroup", kBlock},
    {"option", kBlock},
    {"p", kPlainBlock | kLeavesSvg},
    {"param", kVoid | kSpecial},
    {"plaintext", kPlainBlock},
    {"pre", kPlainBlock | kLeavesSvg},
    {"s", kLeavesSvg},
    {"script", kSpecial | kNoText | kHead},
    {"search", kPlainBlock},
    {"section", kPlainBlock},
    {"select", kBlock | kSpecial},
    {"small", kLeavesSvg},
    {"source", kVoid | kSpecial},
    {"span", kLeavesSvg},
    {"strong", kLeavesSvg},
    {"style", kSpecial | kNoText | kHead},
    {"sub", kLeavesSvg},
    {"summary", kPlainBlock},
    {"sup", kLeavesSvg},
    {"table", kPlainBlock | kScope | kLeavesSvg},
    {"tbody", kBlock | kSpecial},
    {"td", kBlock | kSpecial | kScope},
    {"template", kSpecial | kScope | kNoText | kHead},
    {"textarea", kSpecial | kNoText | kBlock},
    {"tfoot", kBlock | kSpecial},
    {"th", kBlock | kSpecial | kScope},
    {"thead", kBlock | kSpecial},
    {"title", kSpecial | kNoText | kHead},
    {"tr", kBlock | kSpecial},
    {"track", kVoid | kSpecial},
    {"ul", kPlainBlock | kLeavesSvg},
    {"wbr", kVoid | kSpecial},
    {"xmp", kPlainBlock},
};

const TagInfo* FindTag(std::string_view name) {
  const TagInfo* end = std::end(kTags);
  const TagInfo* it =
      std::lower_bound(std::begin(kTags), end, name,
                       [](const TagInfo& tag, std::string_view key) { return tag.name < key; });
  return it != end && it->name == name ? it : nullptr;
}

bool IsSpaceByte(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Whether an inline style hides: display:none or visibility:hidden, however it is spaced.
bool StyleHides(std::string_view style) {
  std::string squeezed;
  for (const char c : style) {
    if (!IsSpaceByte(c)) squeezed.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
  return absl::StrContains(squeezed, "display:none") ||
         absl::StrContains(squeezed, "visibility:hidden");
}

// Builds one Page. The stack holds what is open; an element's subtree ends when it leaves the
// stack.
class Builder {
 public:
  explicit Builder(Page* page) : page_(*page) {}

  void Run() {
    Tokenizer tokenizer(page_.source);
    for (Token token; tokenizer.Next(&token);) {
      switch (token.kind) {
        case TokenKind::kStartTag:
          StartTag(token);
          break;
        case TokenKind::kEndTag:
          EndTag(LowerView(token.name));
          break;
        case TokenKind::kText:
          Text(token);
          break;
        case TokenKind::kComment:
          Comment(Slice(page_.source, token.data));
          break;
        case TokenKind::kDoctype:
        case TokenKind::kEnd:
          break;
      }
      if (page_.elements.size() >= kMaxElements) {
        page_.truncated = true;
        break;
      }
      tokenizer.SetForeign(!stack_.empty() && stack_.back().foreign);
    }
    PopTo(0);
    page_.steps = tokenizer.steps() + steps_;
    if (page_.source.size() > Tokenizer::kMaxSourceBytes) page_.truncated = true;
  }

 private:
  struct Open {
    std::string_view tag;
    uint16_t flags = 0;
    ElementId element = kNoElement;  // kNoElement inside a template
    bool hidden = false;
    bool no_text = false;
    bool in_template = false;  // its content does not count
    bool foreign = false;      // its content is svg or math
  };

  std::string_view LowerView(Span span) {
    const std::string_view written = Slice(page_.source, span);
    const bool lower = std::none_of(written.begin(), written.end(),
                                    [](char c) { return (c >= 'A' && c <= 'Z') || c == '\0'; });
    if (lower) return written;
    std::string name = LowerName(written);
    if (const TagInfo* tag = FindTag(name)) return tag->name;
    return page_.Keep(std::move(name));
  }

  std::string_view Resolved(Span span) {
    const std::string_view raw = Slice(page_.source, span);
    if (!NeedsResolve(raw, TextRules::kAttribute)) return raw;
    std::string value;
    Resolve(raw, TextRules::kAttribute, &value);
    return page_.Keep(std::move(value));
  }

  bool InTemplate() const { return !stack_.empty() && stack_.back().in_template; }

  // --- stack ---

  void Pop() {
    const Open& open = stack_.back();
    open_[Bucket(open.tag)]--;
    if ((open.flags & kBlock) != 0) Break();
    if (open.element != kNoElement) {
      Element& element = page_.elements[open.element];
      element.subtree_end = static_cast<ElementId>(page_.elements.size());
      element.text.end = static_cast<uint32_t>(page_.text.size());
    }
    stack_.pop_back();
  }

  void PopTo(size_t size) {
    while (stack_.size() > size) {
      Pop();
      steps_++;
    }
  }

  // The index of the innermost open `tag` that no element with one of `barrier`'s flags hides.
  static constexpr size_t kNotOpen = SIZE_MAX;
  size_t FindOpen(std::string_view tag, uint16_t barrier) {
    if (open_[Bucket(tag)] == 0) return kNotOpen;
    for (size_t i = stack_.size(); i-- > 0;) {
      steps_++;
      if (stack_[i].tag == tag) return i;
      if ((stack_[i].flags & barrier) != 0) return kNotOpen;
    }
    return kNotOpen;
  }

  void CloseIfOpen(std::string_view tag, uint16_t barrier) {
    const size_t at = FindOpen(tag, barrier);
    if (at != kNotOpen) PopTo(at);
  }

  // --- elements ---

  ElementId AddElement(std::string_view tag, Span source) {
    Element element;
    element.tag = tag;
    element.source = source;
    element.parent = stack_.empty() ? kNoElement : stack_.back().element;
    element.first_attribute = static_cast<uint32_t>(page_.attributes.size());
    element.text.begin = element.text.end = static_cast<uint32_t>(page_.text.size());
    element.hidden = !stack_.empty() && stack_.back().hidden;
    page_.elements.push_back(element);
    const ElementId id = static_cast<ElementId>(page_.elements.size() - 1);
    page_.elements.back().subtree_end = id + 1;
    return id;
  }

  // Opens an element that the source leaves out.
  void Imply(std::string_view tag) {
    const TagInfo* info = FindTag(tag);
    const ElementId id = InTemplate() ? kNoElement : AddElement(info->name, {});
    Push(info->name, info->flags, id);
  }

  void Push(std::string_view tag, uint16_t flags, ElementId id) {
    if (tag == "head" && head_ == kNoElement) head_ = id;
    Open open;
    open.tag = tag;
    open.flags = flags;
    open.element = id;
    if (!stack_.empty()) {
      open.hidden = stack_.back().hidden;
      open.no_text = stack_.back().no_text;
      open.in_template = stack_.back().in_template;
      open.foreign = stack_.back().foreign;
    }
    if (id != kNoElement) open.hidden = page_.elements[id].hidden;
    if ((flags & kNoText) != 0) open.no_text = true;
    if (tag == "body") open.no_text = false;
    if (tag == "template") open.in_template = true;
    if (tag == "svg" || tag == "math") open.foreign = true;
    // Where HTML goes on inside svg and math.
    if (open.foreign &&
        (tag == "foreignobject" || tag == "desc" || tag == "annotation-xml" || tag == "mtext" ||
         tag == "mi" || tag == "mo" || tag == "mn" || tag == "ms")) {
      open.foreign = false;
    }
    stack_.push_back(open);
    open_[Bucket(tag)]++;
    if ((flags & kBlock) != 0) Break();
  }

  // Most searches of the stack are for what is not open (a <p> at every <div>): a count of open
  // elements by a rough hash of their names answers those at once.
  static size_t Bucket(std::string_view tag) {
    if (tag.empty()) return 0;
    return (static_cast<unsigned char>(tag.front()) * 5u +
            static_cast<unsigned char>(tag.back()) * 3u + tag.size()) %
           kBuckets;
  }

  // html, head and body exist on every page.
  void EnsureHtml() {
    if (stack_.empty() && !seen_html_) {
      seen_html_ = true;
      Imply("html");
    }
  }

  void EnsureHead() {
    EnsureHtml();
    if (!seen_head_) {
      seen_head_ = true;
      Imply("head");
    }
  }

  void EnsureBody() {
    if (seen_body_) return;
    EnsureHead();
    PopTo(1);
    seen_body_ = true;
    Imply("body");
  }

  // Makes the place right for a start tag that comes before the body is open; false when the tag
  // makes no element.
  bool BeforeBody(std::string_view tag, uint16_t flags) {
    if (tag == "html") {
      if (seen_html_) return false;
      seen_html_ = true;
      return true;
    }
    EnsureHtml();
    if (tag == "head") {
      if (seen_head_ || seen_body_) return false;
      seen_head_ = true;
      return true;
    }
    if (seen_body_) return tag != "body" && tag != "frameset";
    if (InTemplate()) return true;
    if ((flags & kHead) != 0) {
      EnsureHead();
      if (stack_.size() == 1) Push("head", FindTag("head")->flags, head_);  // after </head>
      return true;
    }
    if (tag == "body" || tag == "frameset") {
      EnsureHead();
      PopTo(1);
      seen_body_ = true;
      return true;
    }
    EnsureBody();
    return true;
  }

  // Ends what a start tag ends without saying so, and opens what it takes for granted.
  void ImpliedEnds(std::string_view tag, uint16_t flags) {
    if (!stack_.empty() && stack_.back().foreign) {
      if ((flags & kLeavesSvg) == 0) return;
      while (!stack_.empty() && stack_.back().foreign) Pop();
    }
    if ((flags & kClosesP) != 0) CloseIfOpen("p", kScope);
    if ((flags & kHeading) != 0 && !stack_.empty() && (stack_.back().flags & kHeading) != 0) Pop();
    if (tag == "li") {
      CloseListItem("li", "li");
    } else if (tag == "dd" || tag == "dt") {
      CloseListItem("dd", "dt");
    } else if (tag == "option") {
      if (stack_.back().tag == "option") Pop();
    } else if (tag == "optgroup") {
      if (stack_.back().tag == "option") Pop();
      if (stack_.back().tag == "optgroup") Pop();
    } else if (tag == "button") {
      CloseIfOpen("button", kScope);
    } else if (tag == "a" && !stack_.empty() && stack_.back().tag == "a") {
      Pop();
    } else if (tag == "td" || tag == "th") {
      CloseCells();
      if (InTable("table")) Imply("tbody");
      if (InTable("tbody") || InTable("thead") || InTable("tfoot")) Imply("tr");
    } else if (tag == "tr") {
      CloseCells();
      CloseTablePart("tr");
      if (InTable("table")) Imply("tbody");
    } else if (tag == "tbody" || tag == "thead" || tag == "tfoot") {
      CloseCells();
      for (const std::string_view part : {"tr", "tbody", "thead", "tfoot", "colgroup", "caption"}) {
        CloseTablePart(part);
      }
    } else if (tag == "col" && InTable("table")) {
      Imply("colgroup");
    }
  }

  bool InTable(std::string_view tag) const { return !stack_.empty() && stack_.back().tag == tag; }

  void CloseListItem(std::string_view one, std::string_view other) {
    for (size_t i = stack_.size(); i-- > 0;) {
      const Open& open = stack_[i];
      steps_++;
      if (open.tag == one || open.tag == other) return PopTo(i);
      const bool passes = open.tag == "address" || open.tag == "div" || open.tag == "p";
      if ((open.flags & kSpecial) != 0 && !passes) return;
    }
  }

  // An open cell of the innermost table.
  void CloseCells() {
    for (size_t i = stack_.size(); i-- > 0;) {
      steps_++;
      if (stack_[i].tag == "td" || stack_[i].tag == "th") return PopTo(i);
      if (stack_[i].tag == "table" || stack_[i].tag == "template") return;
    }
  }

  void CloseTablePart(std::string_view tag) {
    for (size_t i = stack_.size(); i-- > 0;) {
      steps_++;
      if (stack_[i].tag == tag) return PopTo(i);
      if ((stack_[i].flags & kScope) != 0) return;
    }
  }

  void StartTag(const Token& token) {
    std::string_view tag = LowerView(token.name);
    if (tag == "image") tag = "img";
    const bool was_foreign = !stack_.empty() && stack_.back().foreign;
    const TagInfo* info = FindTag(tag);
    uint16_t flags = info != nullptr ? info->flags : 0;
    if (was_foreign && (flags & kLeavesSvg) == 0) flags = 0;  // svg's own title, style, a, script
    if (!BeforeBody(tag, flags)) return;
    ImpliedEnds(tag, flags);
    steps_++;
    if (InTemplate()) {
      if ((flags & kVoid) == 0 && !token.self_closing) PushLimited(tag, flags, kNoElement);
      return;
    }
    const ElementId id = AddElement(tag, token.span);
    AddAttributes(token, id);
    const bool foreign_now = !stack_.empty() && stack_.back().foreign;
    ReadFacts(tag, id, foreign_now);
    const bool childless = (flags & kVoid) != 0 ||
                           (token.self_closing && (foreign_now || tag == "svg" || tag == "math"));
    if (childless) {
      if ((flags & kBlock) != 0) Break();
    } else {
      PushLimited(tag, flags, id);
    }
  }

  // Deeper elements than the limit become siblings: they are on the page, but hold nothing.
  void PushLimited(std::string_view tag, uint16_t flags, ElementId id) {
    if (stack_.size() < kMaxOpenElements) {
      Push(tag, flags, id);
    } else {
      page_.truncated = true;
      if ((flags & kBlock) != 0) Break();
    }
  }

  void AddAttributes(const Token& token, ElementId id) {
    const std::string_view tag = page_.elements[id].tag;
    bool hidden = page_.elements[id].hidden;
    for (const TokenAttribute& attribute : token.attributes) {
      const std::string_view name = LowerView(attribute.name);
      const std::string_view value = Resolved(attribute.value);
      page_.attributes.push_back({name, value});
      hidden = hidden || name == "hidden" ||
               (name == "aria-hidden" && absl::EqualsIgnoreCase(value, "true")) ||
               (name == "type" && tag == "input" && absl::EqualsIgnoreCase(value, "hidden")) ||
               (name == "style" && StyleHides(value));
    }
    page_.elements[id].attribute_count =
        static_cast<uint32_t>(page_.attributes.size()) - page_.elements[id].first_attribute;
    page_.elements[id].hidden = hidden;
    steps_ += token.attributes.size();
  }

  std::string_view Value(ElementId id, std::string_view name) const {
    return page_.GetAttribute(id, name).value_or("");
  }

  void ReadFacts(std::string_view tag, ElementId id, bool foreign) {
    if (foreign) return;
    if (tag == "html") {
      const std::string_view lang = Value(id, "lang");
      page_.language = absl::AsciiStrToLower(lang.substr(0, lang.find_first_of("-_")));
    } else if (tag == "base") {
      if (page_.base.empty()) page_.base = std::string(Value(id, "href"));
    } else if (tag == "meta") {
      for (const std::string_view key : {"property", "name", "itemprop", "http-equiv"}) {
        const std::string_view name = Value(id, key);
        if (name.empty()) continue;
        page_.meta.push_back({page_.Keep(absl::AsciiStrToLower(name)), Value(id, "content"), id});
        break;
      }
    } else if (tag == "a" || tag == "link" || tag == "area") {
      const std::string_view href = Value(id, "href");
      const std::string_view rel = Value(id, "rel");
      if (href.empty()) return;
      page_.links.push_back({href, rel, id});
      if (tag == "link" && page_.canonical.empty() && absl::EqualsIgnoreCase(rel, "canonical")) {
        page_.canonical = std::string(href);
      }
    } else if (tag == "script") {
      page_.scripts.push_back(
          {page_.Keep(absl::AsciiStrToLower(Value(id, "type"))), Value(id, "id"), {}, id});
    }
  }

  void EndTag(std::string_view tag) {
    steps_++;
    if (tag == "html" || tag == "body") return;  // what follows them is still body
    if (tag == "br") {                           // "</br>" is a line break
      if (!InTemplate()) EnsureBody();
      Break();
      if (!InTemplate()) AddElement("br", {});
      return;
    }
    if (stack_.empty() || (!seen_body_ && tag != "head" && stack_.size() < 2)) return;
    const TagInfo* info = FindTag(tag);
    const uint16_t flags = info != nullptr ? info->flags : 0;
    size_t at;
    if ((flags & kHeading) != 0) {
      at = FindOpen(tag, kScope);
      if (at == kNotOpen && !stack_.empty() && (stack_.back().flags & kHeading) != 0) {
        at = stack_.size() - 1;  // "<h1>...</h2>" ends the heading
      }
    } else if (tag == "table" || tag == "template") {
      at = FindOpen(tag, 0);
    } else if (tag == "tr" || tag == "tbody" || tag == "thead" || tag == "tfoot" || tag == "td" ||
               tag == "th" || tag == "caption") {
      at = FindTablePart(tag);
    } else if ((flags & kSpecial) != 0) {
      at = FindOpen(tag, kScope);
    } else {
      at = FindOpen(tag, kSpecial);
      if (at == kNotOpen) return Unformat(tag);
    }
    if (at == kNotOpen) {
      if (tag == "p" && !InTemplate()) {  // "</p>" alone is an empty paragraph
        EnsureBody();
        AddElement("p", {});
        Break();
      }
      return;
    }
    if (at > 0) PopTo(at);  // never the root
  }

  size_t FindTablePart(std::string_view tag) {
    for (size_t i = stack_.size(); i-- > 0;) {
      steps_++;
      if (stack_[i].tag == tag) return i;
      if (stack_[i].tag == "table" || stack_[i].tag == "template") return kNotOpen;
    }
    return kNotOpen;
  }

  // "<b><div></b>": what comes now is no longer bold, but still in the div.
  void Unformat(std::string_view tag) {
    const size_t at = FindOpen(tag, kScope);
    if (at == kNotOpen || at == 0) return;
    if (stack_[at].element != kNoElement) {
      Element& element = page_.elements[stack_[at].element];
      element.text.end = static_cast<uint32_t>(page_.text.size());
    }
    open_[Bucket(stack_[at].tag)]--;
    stack_[at].tag = "";  // no end tag finds it; it leaves the stack with what surrounds it
    open_[Bucket("")]++;
  }

  // --- text ---

  // The next text begins a line of its own.
  void Break() { break_ = true; }

  void Text(const Token& token) {
    const std::string_view raw = Slice(page_.source, token.data);
    if (raw.empty()) return;
    if (!stack_.empty() && stack_.back().tag == "script" && !InTemplate()) {
      if (!page_.scripts.empty()) page_.scripts.back().source = token.data;
      return;
    }
    if (!stack_.empty() && stack_.back().tag == "title" && !stack_.back().foreign) {
      if (!seen_title_ && !InTemplate()) {
        std::string title;
        Resolve(raw, token.rules, &title);
        page_.title = CollapseSpaces(title);
        seen_title_ = true;
      }
      return;
    }
    if (!seen_body_ && !InTemplate() &&
        (stack_.empty() || (stack_.back().tag == "html" || stack_.back().tag == "head"))) {
      if (std::all_of(raw.begin(), raw.end(), IsSpaceByte)) return;
      EnsureBody();
    }
    if (InTemplate() || stack_.back().no_text) return;
    if (!NeedsResolve(raw, token.rules)) return AppendText(raw);
    resolved_.clear();
    Resolve(raw, token.rules, &resolved_);
    // A browser drops NUL, so that "What\0sApp" is a word.
    resolved_.erase(std::remove(resolved_.begin(), resolved_.end(), '\0'), resolved_.end());
    AppendText(resolved_);
  }

  // Appends text with its white space collapsed, as part of the innermost open element.
  void AppendText(std::string_view text) {
    if (page_.text.size() + text.size() > kMaxTextBytes) {
      page_.truncated = true;
      return;
    }
    steps_ += 1 + text.size() / 16;
    const Open& open = stack_.back();
    for (size_t pos = 0; pos < text.size();) {
      const size_t word = pos;
      while (pos < text.size() && !IsSpaceByte(text[pos]) && !IsNoBreakSpace(text, pos)) pos++;
      if (pos > word) AppendWord(text.substr(word, pos - word), open);
      if (pos < text.size()) {
        space_ = true;
        pos += IsSpaceByte(text[pos]) ? 1 : 2;
      }
    }
  }

  static bool IsNoBreakSpace(std::string_view text, size_t pos) {
    return text[pos] == '\xC2' && pos + 1 < text.size() && text[pos + 1] == '\xA0';
  }

  void AppendWord(std::string_view word, const Open& open) {
    const bool first = page_.text.empty();
    bool joined = !break_ && !first;  // to the run before
    if (break_ && !first) page_.text.push_back('\n');
    const uint32_t begin = static_cast<uint32_t>(page_.text.size());
    if (!break_ && space_ && !first) page_.text.push_back(' ');
    break_ = space_ = false;
    page_.text.append(word);
    const uint32_t end = static_cast<uint32_t>(page_.text.size());
    joined = joined && !page_.runs.empty() && page_.runs.back().element == open.element &&
             page_.runs.back().hidden == open.hidden;
    if (joined) {
      page_.runs.back().text.end = end;
    } else {
      page_.runs.push_back({{begin, end}, open.element, open.hidden});
    }
  }

  // "<!-- saved from url=(0042)https://... -->", as browsers write it into saved pages.
  void Comment(std::string_view comment) {
    if (!page_.saved_from.empty()) return;
    comment = absl::StripAsciiWhitespace(comment);
    if (!absl::StartsWith(comment, "saved from url=(")) return;
    const size_t close = comment.find(')');
    if (close == std::string_view::npos) return;
    const std::string_view url = absl::StripAsciiWhitespace(comment.substr(close + 1));
    page_.saved_from = std::string(url.substr(0, url.find(' ')));
  }

  Page& page_;
  static constexpr size_t kBuckets = 256;
  std::vector<Open> stack_;
  std::array<uint32_t, kBuckets> open_ = {};  // open elements, by Bucket of their name
  std::string resolved_;
  bool seen_html_ = false, seen_head_ = false, seen_body_ = false, seen_title_ = false;
  ElementId head_ = kNoElement;
  bool break_ = false, space_ = false;
  uint64_t steps_ = 0;
};

}  // namespace

std::unique_ptr<Page> BuildPage(std::string_view text) {
  auto page = std::make_unique<Page>();
  page->source = RepairUtf8(text);
  Builder(page.get()).Run();
  ReadJsonLd(page.get());
  ReadMicrodata(page.get());
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
  std::string visible;
  auto run = std::lower_bound(runs.begin(), runs.end(), span.begin,
                              [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
  for (; run != runs.end() && run->text.begin < span.end; ++run) {
    if (run->hidden) continue;
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

std::string_view Page::Keep(std::string value) {
  kept_.push_back(std::make_unique<std::string>(std::move(value)));
  return *kept_.back();
}

}  // namespace touchstone

// page.h: tokens -> Page: what stands on a page, without an idea of what it means.
//
// A Page knows elements and their nesting, the text a reader sees, attributes, links, meta, and
// structured data (JSON-LD, microdata, RDFa, OpenGraph). It knows no marketplace and no miner.
//
// Elements are those that a browser makes of the page before its scripts run (tree_builder.h),
// however its tags cross; tests hold them against libgumbo.
#ifndef TOUCHSTONE_CORE_PAGE_PAGE_H_
#define TOUCHSTONE_CORE_PAGE_PAGE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"

namespace touchstone {

// Limits of one page. Passing one sets Page::truncated; what was read until then stays.
inline constexpr uint32_t kMaxElements = 1'000'000;
inline constexpr uint32_t kMaxPageAttributes = 2'000'000;  // of all elements
inline constexpr uint32_t kMaxOpenElements = 512;  // deeper ones become siblings that hold nothing
inline constexpr uint32_t kMaxTextBytes = 16u << 20;       // visible text
inline constexpr uint32_t kMaxStructuredBytes = 4u << 20;  // of all JSON-LD blocks
inline constexpr uint32_t kMaxFrames = 1'000;              // that are looked into
inline constexpr int kMaxFrameDepth = 4;                   // frames inside one another

// The most memory that BuildPage needs at any time: so much for each byte of the text, and so much
// for what the limits above and those of structured.h let a page have.
inline constexpr size_t kPageBytesPerByte = 8;
inline constexpr size_t kPageBytesOfLimits = size_t{512} << 20;

// An index into Page::elements: the element's place in document order, what stands in frames
// included. Reports speak of ordinals (Element::ordinal).
using ElementId = uint32_t;
inline constexpr ElementId kNoElement = UINT32_MAX;

struct Attribute {
  std::string_view name;   // lower case
  std::string_view value;  // character references resolved
};

struct Element {
  std::string_view tag;  // lower case
  ElementId parent = kNoElement;
  ElementId subtree_end = 0;     // the first element behind the last descendant
  uint32_t first_attribute = 0;  // in Page::attributes
  uint32_t attribute_count = 0;
  Span text;  // its text, descendants included, in Page::text
  // Its start tag in Page::source; empty when implied or in a frame. An element that a browser
  // makes a second time ("<b><p>x</b>y": the b in the p) has the tag and the attributes of the
  // first.
  Span source;
  // Its place as document.querySelectorAll("*") counts on the page as the browser holds it. What
  // stands in a frame has the ordinal of the page's own frame element: a browser counts each
  // document by itself.
  uint32_t ordinal = 0;
  // Text directly in it is not seen, as far as attributes tell: by itself or an ancestor hidden,
  // display:none, aria-hidden, <input type=hidden>, opacity:0, cropped to nothing or moved off the
  // page; or visibility:hidden, of no size, transparent or in the colour of its ground, when
  // nothing between says or may say otherwise (a style sheet may, for an element with a class or
  // id). Style sheets are not read.
  bool hidden = false;
  // Hidden by aria-hidden alone: it is seen, and not read aloud. Shops draw a price so, and name it
  // for those who listen elsewhere.
  bool unspoken = false;
  bool in_frame = false;  // in the document that a frame shows
};

// A stretch of Page::text that comes from one element.
struct TextRun {
  Span text;
  ElementId element = kNoElement;
  bool hidden = false;
  bool unspoken = false;  // Element::unspoken
};

// JSON-LD, microdata and RDFa in one form. Types and property names are the last segment of their
// IRI ("http://schema.org/Product" -> "Product", "og:price:amount" -> "price:amount"), as pages mix
// https, http and none.
//
// Items are trees: each stands behind its parent in Page::items, and is the value of no property
// but its parent's, and of none of one name twice. What a page refers to from several places stands
// there several times.
struct StructuredItem {
  enum class Syntax : uint8_t { kJsonLd, kMicrodata, kRdfa };

  struct Property {
    std::string name;
    std::string text;                // the value, when it is a text or a number
    int item = -1;                   // the value, when it is an item: index in Page::items
    ElementId element = kNoElement;  // where it stands; the script element for JSON-LD
  };

  Syntax syntax = Syntax::kJsonLd;
  std::vector<std::string> types;
  std::vector<Property> properties;
  ElementId element = kNoElement;
  int parent = -1;  // the item it is a value of

  bool Is(std::string_view type) const;
  const Property* Find(std::string_view name) const;
  // The text of the first such property, "" when there is none.
  std::string_view Text(std::string_view name) const;
};

struct MetaTag {
  std::string_view key;  // the property, name, itemprop or http-equiv attribute, lower case
  std::string_view content;
  ElementId element = kNoElement;
};

struct Link {
  std::string_view href;  // as written
  std::string_view rel;   // of <link> and <a>
  ElementId element = kNoElement;
};

// A script that is data, or code that may hold embedded state.
struct Script {
  std::string_view type;  // the type attribute, lower case
  std::string_view id;
  Span source;  // its text, in Page::source
  ElementId element = kNoElement;
};

// A document that a frame of the page may show: a part of the archive that the page is from.
struct FrameDocument {
  std::string_view text;        // decoded to UTF-8, perhaps ill-formed
  std::string_view content_id;  // without angle brackets, or ""
  std::string_view location;    // its address, or ""
};

// A Page owns everything that it points to. It does not move.
//
// What a frame shows (BuildPage) is read in place: its elements stand below the frame's element,
// its text where the frame stands, its links among the page's. It is another document all the same,
// and on a marketplace it is the seller's: its title, language, base, canonical link, meta tags,
// scripts and structured data are not the page's and are left out.
class Page {
 public:
  Page() = default;
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  std::string source;  // the whole document without its frames', valid UTF-8
  std::vector<Element> elements;
  std::vector<Attribute> attributes;  // elements may share a stretch of it
  // What a reader sees, in document order: spaces collapsed, '\n' between blocks, a table's cells
  // apart, references resolved. Hidden text stands in it, too, marked in its runs. No text of
  // script, style, template, noscript, textarea or head. The contents of a template are no elements
  // either.
  std::string text;
  std::vector<TextRun> runs;  // tile `text` but for the separators between blocks

  std::string title;       // <title>, spaces collapsed
  std::string language;    // <html lang>, primary subtag, lower case; or ""
  std::string base;        // <base href>, as written
  std::string canonical;   // <link rel=canonical>, as written
  std::string saved_from;  // <!-- saved from url=(0042)https://... -->, or SingleFile's comment
  std::vector<MetaTag> meta;
  std::vector<Link> links;  // <a href>, <link href>
  std::vector<Script> scripts;
  std::vector<StructuredItem> items;

  bool has_microdata = false;  // some element has itemscope
  bool has_rdfa = false;       // some element has typeof
  // What is missing may stand where nobody looked: a limit was passed; the document ends in the
  // middle.
  bool truncated = false, cut = false;
  uint64_t steps = 0;  // of the tokenizer and of structure, for the linear-time test

  // The value of an attribute; nullopt when the element has none of that name.
  std::optional<std::string_view> GetAttribute(ElementId element, std::string_view name) const;
  bool HasClass(ElementId element, std::string_view name) const;
  // The visible and hidden text inside an element, trimmed; inner '\n' stay.
  std::string_view TextOf(ElementId element) const;
  // The same without hidden runs and, for an element of the page itself, without the text of
  // frames, spaces collapsed: what innerText is in a browser.
  std::string VisibleTextOf(ElementId element) const;
  bool Contains(ElementId ancestor, ElementId element) const;
  // The run that text[offset] belongs to; nullptr for a separator.
  const TextRun* RunAt(uint32_t offset) const;
  // Element::ordinal; kNoElement for kNoElement.
  uint32_t OrdinalOf(ElementId element) const;

  // Backing store for values that differ from the source; addresses are stable. What is kept takes
  // the bytes of its text, not more: a page can ask for millions.
  std::string_view Keep(std::string_view value);

 private:
  std::vector<std::unique_ptr<char[]>> kept_;  // blocks
  char* room_ = nullptr;                       // in the last block
  size_t room_bytes_ = 0;
};

// BuildPage reads a whole document, and in the place of each frame (iframe, frame) the document
// that it shows: that of its srcdoc attribute, as on a live page, or the one of `frames` that its
// src names by Content-ID ("cid:...") or address. One that no frame names is not read, and none is
// read twice.
//   in      text: UTF-8; ill-formed parts are repaired
//           location: the page's address, which the addresses of frames are relative to; or ""
//           frames: what else the archive holds; needed only during the call
//   cost    O(size) steps; memory at most kPageBytesPerByte * size + kPageBytesOfLimits
std::unique_ptr<Page> BuildPage(std::string_view text, std::string_view location = "",
                                const std::vector<FrameDocument>& frames = {});

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_PAGE_H_

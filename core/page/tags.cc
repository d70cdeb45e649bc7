#include "core/page/tags.h"

#include <array>
#include <bit>
#include <cstring>
#include <iterator>

#include "absl/base/attributes.h"
#include "absl/strings/match.h"

namespace touchstone {
namespace {

// In the order of Tag.
constexpr std::string_view kNames[kTagCount] = {
    // clang-format off
    "",
    "a", "address", "annotation-xml", "applet", "area", "article", "aside", "b", "base", "basefont",
    "bgsound", "big", "blockquote", "body", "br", "button", "caption", "center", "code", "col",
    "colgroup", "dd", "del", "desc", "details", "dialog", "dir", "div", "dl", "dt", "em", "embed",
    "fieldset", "figcaption", "figure", "font", "footer", "foreignobject", "form", "frame",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html", "i",
    "iframe", "image", "img", "input", "keygen", "legend", "li", "link", "listing", "main",
    "marquee", "math", "menu", "meta", "mi", "mn", "mo", "ms", "mtext", "nav", "nobr", "noembed",
    "noframes", "noscript", "object", "ol", "optgroup", "option", "p", "param", "plaintext", "pre",
    "rb", "rp", "rt", "rtc", "ruby", "s", "script", "search", "section", "select", "small",
    "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table",
    "tbody", "td", "template", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "tt",
    "u", "ul", "var", "wbr", "xmp",
    // clang-format on
};

constexpr size_t kKeyBytes = 8;

// The first eight bytes of a name as a number, zeros behind a shorter one.
constexpr uint64_t KeyOf(std::string_view name) {
  uint64_t key = 0;
  for (size_t i = 0; i < kKeyBytes && i < name.size(); i++) {
    key |= static_cast<uint64_t>(static_cast<unsigned char>(name[i])) << (8 * i);
  }
  return key;
}

// A perfect hash: the factor was found by trying random ones until no two keys shared a slot, which
// kTable checks when it is built.
constexpr size_t kSlots = 512;

constexpr size_t SlotOf(uint64_t key) {
  return static_cast<size_t>((key * 0xFB9E6F1DF02F12BFu) >> (64 - 9));
}

struct Table {
  std::array<Tag, kSlots> slots = {};
  std::array<uint64_t, kTagCount> keys = {};
  bool perfect = true;

  constexpr Table() {
    for (size_t i = 1; i < kTagCount; i++) {
      if (kNames[i].size() > kKeyBytes) continue;
      keys[i] = KeyOf(kNames[i]);
      Tag& slot = slots[SlotOf(keys[i])];
      perfect = perfect && slot == Tag::kUnknown;
      slot = static_cast<Tag>(i);
    }
  }
};

constexpr Table kTable;
static_assert(kTable.perfect);

// Names longer than a key.
constexpr Tag kLongTags[] = {Tag::kAnnotationXml, Tag::kBlockquote, Tag::kFigcaption,
                             Tag::kForeignobject, Tag::kPlaintext};

constexpr bool LongTagsAreAll() {
  size_t count = 0;
  for (const std::string_view name : kNames) count += name.size() > kKeyBytes ? 1 : 0;
  return count == std::size(kLongTags);
}
static_assert(LongTagsAreAll());

// ASCII letters of a key in lower case, eight at once: a byte of 'A' to 'Z' gets its bit 0x20.
constexpr uint64_t LowerKey(uint64_t key) {
  constexpr uint64_t kOnes = 0x0101010101010101u;
  const uint64_t seven = key & (kOnes * 0x7F);
  const uint64_t from_a = seven + kOnes * (0x80 - 'A');
  const uint64_t past_z = seven + kOnes * (0x80 - 'Z' - 1);
  return key | ((from_a & ~past_z & ~key & (kOnes * 0x80)) >> 2);
}
static_assert(LowerKey(KeyOf("H1[@Z{z")) == KeyOf("h1[@z{z"));

// Apart, so that the short way is short.
ABSL_ATTRIBUTE_NOINLINE Tag LongTagNamed(std::string_view name) {
  for (const Tag tag : kLongTags) {
    if (absl::EqualsIgnoreCase(name, TagName(tag))) return tag;
  }
  return Tag::kUnknown;
}

}  // namespace

Tag TagNamed(std::string_view source, Span span) {
  const size_t size = span.size();
  if (size == 0) return Tag::kUnknown;
  if (size > kKeyBytes) return LongTagNamed(Slice(source, span));
  uint64_t key;
  if (std::endian::native == std::endian::little && span.begin + kKeyBytes <= source.size()) {
    std::memcpy(&key, source.data() + span.begin, kKeyBytes);
    key &= ~uint64_t{0} >> (8 * (kKeyBytes - size));
  } else {
    key = KeyOf(Slice(source, span));
  }
  key = LowerKey(key);
  const Tag tag = kTable.slots[SlotOf(key)];
  const size_t i = static_cast<size_t>(tag);
  // "h1" and "h1\0" have the same key.
  return kTable.keys[i] == key && kNames[i].size() == size ? tag : Tag::kUnknown;
}

std::string_view TagName(Tag tag) { return kNames[static_cast<size_t>(tag)]; }

}  // namespace touchstone

#include "core/page/entities.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "core/base/name_map.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

#include "core/page/entities.inc"  // see entities.py for its form

// All references by their names, unpacked when the first one is looked up: a page may consist of
// them, and to search the packed form took a thousand steps for each.
class References {
 public:
  References() {
    constexpr std::string_view kPacked(kEntries, sizeof(kEntries) - 1);
    char32_t first = 0;
    for (size_t at = 0; at < kPacked.size();) {
      const auto six_bits = [&] { return static_cast<unsigned char>(kPacked[at++]) & 0x3Fu; };
      const bool far = (static_cast<unsigned char>(kPacked[at]) & kFarBit) != 0;
      uint32_t step = six_bits();
      if (far) {
        step = step << 6 | six_bits();
        step = step << 6 | six_bits();
      }
      first += step;
      const size_t text = texts_.size();
      AppendUtf8(first, &texts_);
      if (kPacked[at] == '+') AppendUtf8(DecodeUtf8(kPacked, &++at), &texts_);
      const bool bare = kPacked[at] == '&';
      if (bare) at++;
      const size_t begin = at;
      while (at < kPacked.size() && static_cast<unsigned char>(kPacked[at]) < 0x80) at++;
      places_.Add(kPacked.substr(begin, at - begin),
                  static_cast<uint32_t>(text << 4 | (texts_.size() - text) << 1 | (bare ? 1 : 0)));
    }
  }

  // The text of the reference of exactly this name; "" when there is none.
  std::string_view TextOf(std::string_view name, bool bare) const {
    const uint32_t place = places_.Find(name);
    if (place == NameMap::kNone || (bare && (place & 1) == 0)) return "";
    return std::string_view(texts_).substr(place >> 4, place >> 1 & 7);
  }

 private:
  std::string texts_;  // one behind the other, each of at most 7 bytes
  NameMap places_;     // begin of the text, 3 bits of its size, 1 bit: also without its ';'
};

std::string_view TextOf(std::string_view name, bool bare) {
  static const auto* references = new References;
  return references->TextOf(name, bare);
}

// 0..51 for A..Z, a..z; -1 for all else.
int Letter(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  return -1;
}

// Whether some name that needs no ';' begins like `text`: in "?a=1&b=2" none does.
bool MayBeBare(std::string_view text) {
  const int first = Letter(text[0]), second = Letter(text[1]);
  return first >= 0 && second >= 0 && (kBareStarts[first] >> second & 1) != 0;
}

}  // namespace

EntityMatch FindEntity(std::string_view text) {
  size_t size = 0;  // of the letters and digits that `text` begins with: no name has others
  while (size < text.size() && size <= kMaxNameSize &&
         absl::ascii_isalnum(static_cast<unsigned char>(text[size]))) {
    size++;
  }
  // A name with its ';' takes all of them; without, only a short one can be meant.
  if (size <= kMaxNameSize && size < text.size() && text[size] == ';') {
    const std::string_view found = TextOf(text.substr(0, size), false);
    if (!found.empty()) return {size + 1, found};
  }
  if (size < 2 || !MayBeBare(text)) return {};
  for (size = std::min(size, kMaxBareSize); size > 1; size--) {
    const std::string_view found = TextOf(text.substr(0, size), true);
    if (!found.empty()) return {size, found};
  }
  return {};
}

}  // namespace touchstone

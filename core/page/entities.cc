#include "core/page/entities.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "core/base/order.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

#include "core/page/entities.inc"  // see entities.py for its form

struct Reference {
  std::string_view name;
  std::string text;
  bool bare = false;  // also a reference without its ';'
};

std::vector<Reference> Unpack() {
  constexpr std::string_view kPacked(kEntries, sizeof(kEntries) - 1);
  std::vector<Reference> references;
  char32_t first = 0;
  for (size_t at = 0; at < kPacked.size();) {
    Reference& reference = references.emplace_back();
    const auto six_bits = [&] { return static_cast<unsigned char>(kPacked[at++]) & 0x3Fu; };
    const bool far = (static_cast<unsigned char>(kPacked[at]) & kFarBit) != 0;
    uint32_t step = six_bits();
    if (far) {
      step = step << 6 | six_bits();
      step = step << 6 | six_bits();
    }
    first += step;
    AppendUtf8(first, &reference.text);
    if (kPacked[at] == '+') AppendUtf8(DecodeUtf8(kPacked, &++at), &reference.text);
    reference.bare = kPacked[at] == '&';
    if (reference.bare) at++;
    const size_t begin = at;
    while (at < kPacked.size() && static_cast<unsigned char>(kPacked[at]) < 0x80) at++;
    reference.name = kPacked.substr(begin, at - begin);
  }
  SortItems(&references, [](const Reference& a, const Reference& b) { return a.name < b.name; });
  return references;
}

// All references in the order of their names, unpacked when the first one is looked up: a page may
// consist of them, and to search the packed form took a thousand steps for each.
const std::vector<Reference>& References() {
  static const auto* references = new std::vector<Reference>(Unpack());
  return *references;
}

// The text of the reference of exactly this name; "" when there is none.
std::string_view TextOf(std::string_view name, bool bare) {
  const std::vector<Reference>& all = References();
  const auto found = std::lower_bound(
      all.begin(), all.end(), name,
      [](const Reference& reference, std::string_view key) { return reference.name < key; });
  if (found == all.end() || found->name != name || (bare && !found->bare)) return "";
  return found->text;
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

#include "core/page/entities.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"

namespace touchstone {
namespace {

#include "core/page/entities.inc"

// Reads the names one by one; see entities.py for their form.
class Reader {
 public:
  void Next() {
    const unsigned char head = Byte();
    bare_ = (head & kBareBit) != 0;
    size_ = head & 0x1F;
    for (unsigned char c = 0; c < 0x80;) {
      c = Byte();
      name_[size_++] = static_cast<char>(c & 0x7F);
    }
    const size_t begin = at_;
    SkipCodePoint();
    if ((head & kPairBit) != 0) SkipCodePoint();
    text_ = {kEntries + begin, at_ - begin};
  }

  std::string_view name() const { return {name_, size_}; }
  std::string_view text() const { return text_; }
  bool bare() const { return bare_; }
  size_t at() const { return at_; }  // where the next entry begins

 private:
  unsigned char Byte() { return static_cast<unsigned char>(kEntries[at_++]); }

  void SkipCodePoint() {
    const unsigned char lead = Byte();
    at_ += lead < 0xC0 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
  }

  size_t at_ = 0;
  char name_[kMaxNameSize];
  size_t size_ = 0;
  std::string_view text_;
  bool bare_ = false;
};

struct Reference {
  std::string name;
  std::string_view text;
  bool bare = false;  // also a reference without its ';'
};

// All references in the order of their names, unpacked when the first one is looked up: a page may
// consist of them, and to search the packed form took a thousand steps for each.
const std::vector<Reference>& References() {
  static const auto* references = [] {
    auto* unpacked = new std::vector<Reference>;
    Reader reader;
    while (reader.at() < sizeof(kEntries) - 1) {
      reader.Next();
      unpacked->push_back({std::string(reader.name()), reader.text(), reader.bare()});
    }
    return unpacked;
  }();
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

#include "core/page/entities.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "absl/strings/ascii.h"

namespace touchstone {
namespace {

#include "core/page/entities.inc"

// Reads the names of a block one by one; see entities.py for their form.
class Reader {
 public:
  explicit Reader(size_t block) : at_(kBlocks[block]) {}

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

  size_t at_;
  char name_[kMaxNameSize];
  size_t size_ = 0;
  std::string_view text_;
  bool bare_ = false;
};

// The text of the reference of exactly this name; "" when there is none.
std::string_view TextOf(std::string_view name, bool bare) {
  size_t block = 0;  // the last one that begins with a name not above this one
  for (size_t count = std::size(kBlocks); count > 1;) {
    const size_t half = count / 2;
    Reader first(block + half);
    first.Next();
    if (first.name() <= name) {
      block += half;
      count -= half;
    } else {
      count = half;
    }
  }
  Reader reader(block);
  const size_t end = block + 1 < std::size(kBlocks) ? kBlocks[block + 1] : sizeof(kEntries) - 1;
  while (reader.at() < end) {
    reader.Next();
    if (reader.name() == name) return reader.bare() || !bare ? reader.text() : "";
  }
  return "";
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

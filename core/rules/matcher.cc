#include "core/rules/matcher.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/base/bytes16.h"
#include "core/base/order.h"

namespace touchstone {
namespace {

constexpr size_t kClassBytes[] = {1, 2, 3, 4, 6, 8};
constexpr int kClasses = 6;
constexpr int kFourBytes = 3;  // the first class that has four

int ClassOf(size_t size) {
  int c = kClasses - 1;
  while (c > 0 && kClassBytes[c] > size) c--;
  return c;
}

// The first eight bytes, zeros behind the end. Folded text has no zero bytes.
uint64_t LoadKey(std::string_view text, size_t at) {
  uint64_t key = 0;
  if (at + 8 <= text.size()) {
    std::memcpy(&key, text.data() + at, 8);
  } else {
    std::memcpy(&key, text.data() + at, text.size() - at);
  }
  return key;
}

// The hash of a key's first bytes, by class. The first byte is the lowest, or the highest.
uint64_t Hash(uint64_t key, int c) {
  const size_t unused = 64 - 8 * kClassBytes[c];
  key = std::endian::native == std::endian::little ? key << unused >> unused : key >> unused;
  return (key + static_cast<uint64_t>(c)) * 0x9E3779B97F4A7C15u;
}

uint64_t FilterBits(uint64_t hash) {
  return uint64_t{1} << (hash >> 36 & 63) | uint64_t{1} << (hash >> 30 & 63);
}

// Where the first two bytes stand in the table of the short classes. Letters do not get into each
// other's places.
size_t PairOf(char first, char second) {
  return (static_cast<unsigned char>(first) * 32u + static_cast<unsigned char>(second)) % 4096;
}

// Where a key's first four bytes stand in the table of the longer classes.
size_t FourOf(uint64_t key) {
  uint32_t four;
  std::memcpy(&four, &key, sizeof four);
  return four * 0x9E3779B1u >> 18;
}

// What a slot of the hash table keeps of a hash; not 0.
uint32_t Tag(uint64_t hash) { return static_cast<uint32_t>(hash >> 16) | 1; }

bool JoinsAt(std::string_view text, size_t pos) {
  return pos < text.size() && JoinsWords(DecodeUtf8(text, &pos));
}

bool JoinsBefore(std::string_view text, size_t pos) {
  if (pos == 0) return false;
  do {
    pos--;
  } while (pos > 0 && IsContinuation(text[pos]));
  return JoinsAt(text, pos);
}

// 0xFF in each byte from `low` to `high`.
Bytes16 InRange(Bytes16 block, char low, char high) {
  return AtMostBytes(block - FillBytes16(low), static_cast<char>(high - low));
}

}  // namespace

bool JoinsWords(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c == 0xD7 || c == 0xF7) return false;
  if (c >= 0xE00 && c <= 0xEFF) return false;    // Thai, Lao
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, symbols
  return c < 0x2E80;                             // Han, kana, Hangul and all above
}

uint32_t Matcher::Add(std::string_view phrase) {
  begins_.push_back(static_cast<uint32_t>(texts_.size()));
  texts_ += FoldString(phrase);
  return static_cast<uint32_t>(begins_.size() - 1);
}

void Matcher::Build() {
  const std::vector<uint32_t> order = SortedOrder(size(), [&](uint32_t a, uint32_t b) {
    const std::string_view left = Pattern(a), right = Pattern(b);
    const int by_class = ClassOf(left.size()) - ClassOf(right.size());
    return by_class != 0 ? by_class < 0 : left < right;
  });
  // Sixteen bits of the filter and two slots for each pattern, at least.
  const int bits = static_cast<int>(std::bit_width(size() | 31)) + 1;
  slot_shift_ = 64 - bits;
  filter_shift_ = slot_shift_ + 3;
  slots_.assign(size_t{1} << bits, Slot());
  filter_.assign(size_t{1} << (bits - 3), 0);

  uint64_t last = 0;
  int last_class = -1;
  for (const uint32_t pattern : order) {
    const std::string_view text = Pattern(pattern);
    if (text.empty()) continue;
    const int c = ClassOf(text.size());
    const uint64_t hash = Hash(LoadKey(text, 0), c);
    const uint32_t at = static_cast<uint32_t>(sorted_.size());
    const uint8_t bit = static_cast<uint8_t>(1 << c);
    if (c >= kFourBytes) {
      fours_[FourOf(LoadKey(text, 0))] |= bit;
    } else {
      for (int second = 0; second < 256; second++) {
        if (c > 0 && static_cast<char>(second) != text[1]) continue;
        pairs_[PairOf(text[0], static_cast<char>(second))] |= bit;
      }
    }
    uint32_t prefix = kNone;
    if (c != last_class || hash != last) {
      AddGroup(hash, at);
    } else {
      prefix = at - 1;
      while (prefix != kNone && text.substr(0, Pattern(sorted_[prefix].pattern).size()) !=
                                    Pattern(sorted_[prefix].pattern)) {
        prefix = sorted_[prefix].prefix;
      }
    }
    last = hash;
    last_class = c;
    sorted_.push_back({pattern, prefix});
  }
  groups_.push_back(static_cast<uint32_t>(sorted_.size()));
}

void Matcher::AddGroup(uint64_t hash, uint32_t begin) {
  *FilterWord(hash) |= FilterBits(hash);
  size_t slot = hash >> slot_shift_;
  while (slots_[slot].tag != 0) slot = (slot + 1) & (slots_.size() - 1);
  slots_[slot] = {Tag(hash), static_cast<uint32_t>(groups_.size())};
  groups_.push_back(begin);
}

struct Matcher::Search {
  std::string_view text;
  absl::FunctionRef<void(const PhraseMatch&)> found;
  uint64_t steps = 0;
};

// Reports the patterns of a group that stand at text[at].
void Matcher::Check(uint32_t group, size_t at, Search* search) const {
  const std::string_view rest = search->text.substr(at);
  uint32_t low = groups_[group], high = groups_[group + 1];
  // The greatest pattern that is not greater than the text, and how much of it stands there.
  uint32_t best = kNone;
  size_t shared = 0;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const std::string_view pattern = Pattern(sorted_[middle].pattern);
    const size_t most = std::min(pattern.size(), rest.size());
    size_t same = 0;
    while (same < most && pattern[same] == rest[same]) same++;
    search->steps += same + 1;
    if (same == pattern.size() ||
        (same < rest.size() &&
         static_cast<unsigned char>(pattern[same]) < static_cast<unsigned char>(rest[same]))) {
      best = middle;
      shared = same;
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  for (; best != kNone; best = sorted_[best].prefix) {
    search->steps++;
    const uint32_t pattern = sorted_[best].pattern;
    const std::string_view text = Pattern(pattern);
    const size_t end = at + text.size();
    if (text.size() > shared) continue;
    if (JoinsAt(search->text, end) && JoinsBefore(text, text.size())) continue;
    search->found({pattern, {static_cast<uint32_t>(at), static_cast<uint32_t>(end)}});
  }
}

// Looks for patterns at a place where one may begin.
inline void Matcher::Look(size_t at, Search* search) const {
  search->steps++;
  const uint64_t key = LoadKey(search->text, at);
  char pair[2];
  std::memcpy(pair, &key, 2);
  for (unsigned left = pairs_[PairOf(pair[0], pair[1])] | fours_[FourOf(key)]; left != 0;
       left &= left - 1) {
    const uint64_t hash = Hash(key, std::countr_zero(left));
    const uint64_t bits = FilterBits(hash);
    if ((filter_[hash >> filter_shift_] & bits) != bits) continue;
    for (size_t slot = hash >> slot_shift_; slots_[slot].tag != 0;
         slot = (slot + 1) & (slots_.size() - 1)) {
      if (slots_[slot].tag == Tag(hash)) Check(slots_[slot].group, at, search);
    }
  }
}

uint64_t Matcher::FindAll(std::string_view text,
                          absl::FunctionRef<void(const PhraseMatch&)> found) const {
  Search search{text, found};
  if (sorted_.empty()) return 0;
  bool joined = false;  // the character before joins words
  size_t pos = 0;
  while (pos < text.size()) {
    if (pos + 16 <= text.size()) {
      const Bytes16 block = LoadBytes16(text.data() + pos);
      if (MaskOf(block) == 0) {
        const uint32_t words = MaskOf(InRange(block, '0', '9') | InRange(block, 'a', 'z'));
        const uint32_t spaces = MaskOf(AtMostBytes(block, ' '));
        const uint32_t inside = words & (words << 1 | (joined ? 1u : 0u));
        for (uint32_t begins = ~(inside | spaces) & 0xFFFF; begins != 0; begins &= begins - 1) {
          Look(pos + static_cast<size_t>(std::countr_zero(begins)), &search);
        }
        joined = words >> 15 != 0;
        search.steps += 16;
        pos += 16;
        continue;
      }
    }
    // As many characters one by one.
    for (const size_t end = std::min(pos + 16, text.size()); pos < end;) {
      const size_t at = pos;
      const unsigned char lead = static_cast<unsigned char>(text[pos]);
      bool joins = false;
      if (lead >= 0xE3) {  // U+3000 and above
        pos += lead >= 0xF0 ? 4 : 3;
      } else {
        joins = JoinsWords(DecodeUtf8(text, &pos));
      }
      if (lead > ' ' && (!joins || !joined)) Look(at, &search);
      joined = joins;
      search.steps++;
    }
  }
  return search.steps;
}

}  // namespace touchstone

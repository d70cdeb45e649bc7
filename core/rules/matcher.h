// matcher.h: many phrases, one pass over folded text.
#ifndef TOUCHSTONE_CORE_RULES_MATCHER_H_
#define TOUCHSTONE_CORE_RULES_MATCHER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/base/text.h"

namespace touchstone {

struct PhraseMatch {
  uint32_t pattern = 0;  // as Add returned
  Span folded;           // in FoldedText::text
};

// JoinsWords says whether a character joins its neighbours into words. Scripts written without
// spaces do not.
bool JoinsWords(char32_t c);

// DESCRIPTION
//   Patterns are folded (FoldString) and matched on word boundaries: a pattern that begins or ends
//   with a letter or digit of an alphabetic script does not match inside a longer word ("wire" not
//   in "wireless"). Han, kana, Thai and Hangul have no such boundary.
// IMPLEMENTATION
//   A filter and a check. A phrase can begin at a word's first letter alone, or at a character that
//   joins no words; places are found sixteen bytes at a time. Patterns stand in classes by how many
//   of 1, 2, 3, 4, 6 and 8 bytes they have. At each place two tables tell by the next two and four
//   bytes which classes there may be: none, mostly. Then so many bytes as the class has are looked
//   up in a Bloom filter that fits the first-level cache. What passes is looked up in a hash table
//   of these first bytes. There the patterns of one class and one beginning stand sorted. All that
//   match at a place are prefixes of one another, hence prefixes of the greatest one that is not
//   greater than the text: it is found by bisection, and each pattern knows the longest that is its
//   prefix.
class Matcher {
 public:
  // Add returns the pattern's number, counted from 0. Equal patterns may be added twice; one that
  // folds to nothing never matches.
  uint32_t Add(std::string_view phrase);

  // Build is called once, after the last Add and before the first FindAll.
  void Build();

  // FindAll calls `found` for every occurrence, in order of its begin; overlapping ones included.
  //   out     the number of steps: bytes and places that were looked at
  //   cost    O(text + occurrences) but for texts made of beginnings of phrases; for those at most
  //           the length of the longest phrase, times the logarithm of how many begin alike, for
  //           each word of the text
  uint64_t FindAll(std::string_view folded_text,
                   absl::FunctionRef<void(const PhraseMatch&)> found) const;

  size_t size() const { return begins_.size(); }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  // Patterns with the same first bytes, in order: sorted_[begin], and on to the next group's.
  struct Slot {
    uint32_t tag = 0;  // of the hash; 0 where the slot is free
    uint32_t group = 0;
  };
  struct Sorted {
    uint32_t pattern;
    uint32_t prefix;  // the place in sorted_ of the longest that is a prefix, or equal; kNone
  };
  struct Search;

  std::string_view Pattern(uint32_t pattern) const {
    const size_t end = pattern + 1 < begins_.size() ? begins_[pattern + 1] : texts_.size();
    return std::string_view(texts_).substr(begins_[pattern], end - begins_[pattern]);
  }
  uint64_t* FilterWord(uint64_t hash) {
    return &filter_[static_cast<size_t>(hash >> filter_shift_)];
  }
  void AddGroup(uint64_t hash, uint32_t begin);
  void Check(uint32_t group, size_t at, Search* search) const;
  void Look(size_t at, Search* search) const;

  std::string texts_;  // all patterns, folded, end to end
  std::vector<uint32_t> begins_;
  std::vector<Sorted> sorted_;
  std::vector<uint32_t> groups_;  // where each begins in sorted_; one more for the end
  std::vector<Slot> slots_;
  std::vector<uint64_t> filter_;
  int filter_shift_ = 0, slot_shift_ = 0;
  // The sets of classes that have patterns with the same first two or four bytes.
  uint8_t pairs_[4096] = {};
  uint8_t fours_[1 << 14] = {};
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_MATCHER_H_

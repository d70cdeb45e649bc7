// matcher.h: many phrases, one pass. An Aho-Corasick automaton over folded text.
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

// DESCRIPTION
//   Patterns are folded (FoldString) and matched on word boundaries: a pattern that begins or ends
//   with a letter or digit of an alphabetic script does not match inside a longer word ("wire" not
//   in "wireless"). Han, kana, Thai and Hangul have no such boundary.
// IMPLEMENTATION
//   A trie over bytes with failure links (Aho and Corasick, 1975). A state's transitions are one
//   sorted run of a shared array; the root's are a table. Patterns that end in a state are a linked
//   list, and each state knows the nearest state on its failure path that ends one.
class Matcher {
 public:
  // Add returns the pattern's number, counted from 0. Equal patterns may be added twice; one that
  // folds to nothing never matches.
  uint32_t Add(std::string_view phrase);

  // Build is called once, after the last Add and before the first FindAll.
  void Build();

  // FindAll calls `found` for every occurrence, in order of its end; overlapping ones included.
  //   cost    O(text + occurrences)
  void FindAll(std::string_view folded_text,
               absl::FunctionRef<void(const PhraseMatch&)> found) const;

  size_t size() const { return patterns_.size(); }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  struct State {
    uint32_t first_edge = 0;
    uint32_t edge_count = 0;
    uint32_t failure = 0;
    uint32_t pattern = kNone;  // the first that ends here; more by next_
    uint32_t output = kNone;   // the nearest state on the failure path where one ends
  };
  struct Edge {
    unsigned char byte;
    uint32_t target;
  };

  uint32_t Step(uint32_t state, unsigned char byte) const;
  uint32_t FindEdge(uint32_t state, unsigned char byte) const;

  std::vector<std::string> patterns_;
  std::vector<uint32_t> next_;  // the next pattern with the same text
  std::vector<State> states_;
  std::vector<Edge> edges_;
  uint32_t root_[256] = {};
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_MATCHER_H_

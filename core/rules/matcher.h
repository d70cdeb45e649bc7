// matcher.h: many phrases, one pass. An Aho-Corasick automaton over folded text.
#ifndef TOUCHSTONE_CORE_RULES_MATCHER_H_
#define TOUCHSTONE_CORE_RULES_MATCHER_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

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
//   Trie with failure links over bytes, transitions in sorted runs per state; root in a 256-table.
//   Built once for each ruleset; immutable afterwards.
class Matcher {
 public:
  // Add returns the pattern's number, counted from 0. Equal patterns may be added twice.
  uint32_t Add(std::string_view phrase);
  void Build();

  // FindAll calls `found` for every occurrence, in order of its end; overlapping ones included.
  //   cost    O(text + occurrences)
  void FindAll(std::string_view folded_text,
               const std::function<void(const PhraseMatch&)>& found) const;

  size_t size() const { return patterns_.size(); }

 private:
  std::vector<std::string> patterns_;
  // The implementer adds the automaton.
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_MATCHER_H_

// lexicon.h: all words that the ruleset knows, found in one pass over a text.
#ifndef TOUCHSTONE_CORE_RULES_LEXICON_H_
#define TOUCHSTONE_CORE_RULES_LEXICON_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "core/base/text.h"
#include "core/rules/matcher.h"
#include "core/rules/model_names.h"
#include "core/rules/ruleset.h"

namespace touchstone {

enum class WordKind : uint8_t {
  kRule,        // Rule::phrases
  kRuleUnless,  // Rule::unless
  kVocabulary,
  kMiner,         // Miner::names, however they are spaced (core/rules/model_names.h)
  kMinerWeak,     // Miner::weak_names
  kMinerOfMaker,  // a maker's name and a model of its
  kManufacturer,  // Manufacturer::names
};

// Whether a word of that kind names a machine; `entry` is the miner's.
inline bool IsMachineName(WordKind kind) {
  return kind >= WordKind::kMiner && kind <= WordKind::kMinerOfMaker;
}

struct Word {
  WordKind kind = WordKind::kRule;
  uint32_t entry = 0;   // index into the ruleset's list of that kind
  uint32_t phrase = 0;  // index into that entry's list of phrases; 0 for a machine's name
  Span text;            // where, in the text that was scanned

  friend bool operator==(const Word&, const Word&) = default;
};

// A Lexicon belongs to the Ruleset it was made from, and must not outlive it.
class Lexicon {
 public:
  explicit Lexicon(const Ruleset& ruleset);

  // Scan returns every word in `text`, also those in disguise (disguise.h), in order of text.begin,
  // longer before shorter. A word that lies wholly inside a longer word of the same kind is left
  // out (leftmost-longest by kind; the vocabulary's words beside prices count as one kind, all its
  // others as another).
  //   cost    O(text + occurrences * log occurrences)
  std::vector<Word> Scan(std::string_view text) const;

 private:
  struct Pattern {
    WordKind kind;
    uint32_t entry;
    uint32_t phrase;
  };
  Matcher matcher_;
  std::vector<Pattern> patterns_;
  ModelNames models_;
  std::vector<char>
      price_words_;  // by entry of the vocabulary: its topic is of words beside prices
};

// HasTopic says whether a vocabulary word of that topic is among `words`.
bool HasTopic(absl::Span<const Word> words, const Ruleset& ruleset, Topic topic);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_LEXICON_H_

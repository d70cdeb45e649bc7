// lookup.h: small questions that several judges ask of the ruleset and of short texts.
//
// The page's own text is scanned once, by the Lexicon. What stands elsewhere (a title from JSON-LD,
// a seller's name, a category path) is short, and searched here, by the Matcher's rule of word
// boundaries.
#ifndef TOUCHSTONE_CORE_JUDGE_LOOKUP_H_
#define TOUCHSTONE_CORE_JUDGE_LOOKUP_H_

#include <optional>
#include <string_view>

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// IsCurrent says whether an entry may still be used: its last day is `expires`.
bool IsCurrent(const Provenance& provenance, Day at);

// FindPhrase returns the first place where `phrase` stands in `folded` as a word of its own.
//   in      folded: by Fold or FoldString; phrase: as the ruleset has it
//   cost    O(folded * phrase), a phrase has at most kMaxPhraseBytes
std::optional<Span> FindPhrase(std::string_view folded, std::string_view phrase);

// HasTopicWord says whether a vocabulary word of that topic stands in `folded`.
bool HasTopicWord(std::string_view folded, Topic topic, const Ruleset& ruleset);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_LOOKUP_H_

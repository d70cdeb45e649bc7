// miner.h: a text x the catalogue -> which machine it speaks of, and what it claims for it.
#ifndef TOUCHSTONE_CORE_MARKET_MINER_H_
#define TOUCHSTONE_CORE_MARKET_MINER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

struct MinerMatch {
  const Miner* miner = nullptr;      // nullptr: no machine of the catalogue is named
  int sure = 0;                      // 0 to 100: 90 for a full name, 60 for a short one in company
  Span words;                        // which words said so
  std::optional<Hashrate> hashrate;  // claimed in the text
  Span hashrate_words;
  std::optional<int> power_w;
  Span power_words;
  bool several = false;  // more than one model is named
};

// IdentifyMiner reads one title or a short text.
//   cost    O(text)
MinerMatch IdentifyMiner(std::string_view text, const Ruleset& ruleset, const Lexicon& lexicon);

// The same on words that were found already.
MinerMatch IdentifyMiner(std::string_view text, const std::vector<Word>& words,
                         const Ruleset& ruleset);

// ReadClaims fills `hashrate` and `power_w` with the first ones that `text` states. A rate in one
// letter ("104T", "9500M") counts only when `match` names a machine.
void ReadClaims(std::string_view text, MinerMatch* match);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_MINER_H_

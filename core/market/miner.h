// miner.h: a text x the catalogue -> which machines it speaks of, and what it claims for them.
#ifndef TOUCHSTONE_CORE_MARKET_MINER_H_
#define TOUCHSTONE_CORE_MARKET_MINER_H_

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

inline constexpr size_t kMaxMachines = 8;  // that one text is read as naming
inline constexpr size_t kMaxRates = 16;    // of one text; what follows is not read

// One machine that a text names.
struct NamedMachine {
  const Miner* miner = nullptr;
  // 0 to 100. 95: its maker's name stands before it ("Antminer S19"); 90: a name that is enough by
  // itself, among words of mining; 80: such a name alone; 70: a short name, and its maker elsewhere
  // in the text; 60: a short name among words of mining, or beside its own hashrate; 50: a short
  // name behind "power supply for".
  int sure = 0;
  Span words;  // which words said so
};

struct MinerMatch {
  const Miner* miner = nullptr;      // the first machine; nullptr: none of the catalogue is named
  int sure = 0;                      // as of NamedMachine
  Span words;                        // which words said so
  std::optional<Hashrate> hashrate;  // claimed in the text; of a range ("83-90T") the upper end
  std::optional<int64_t> hashrate_low;  // of a range the lower end, in the unit of `hashrate`
  Span hashrate_words;
  std::optional<int> power_w;
  Span power_words;
  bool several = false;                // more than one model is named
  std::vector<NamedMachine> machines;  // each model once, in order of the text
};

// IdentifyMiner reads one title or a short text.
//   cost    O(text)
MinerMatch IdentifyMiner(std::string_view text, const Ruleset& ruleset, const Lexicon& lexicon);

// The same on words that were found already.
MinerMatch IdentifyMiner(std::string_view text, const std::vector<Word>& words,
                         const Ruleset& ruleset);

// ReadClaims fills `hashrate` and `power_w` with what `text` states: of several rates the one that
// the machine's bins know, else a spelled one ("104 TH/s"), else the first. A rate in one letter
// ("104T", "9500M") counts only when `match` names a machine.
void ReadClaims(std::string_view text, MinerMatch* match);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_MINER_H_

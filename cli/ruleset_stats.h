// ruleset_stats.h: what a ruleset holds, counted, and how it ages.
#ifndef TOUCHSTONE_CLI_RULESET_STATS_H_
#define TOUCHSTONE_CLI_RULESET_STATS_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/base/units.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Days ahead in which what expires is named.
inline constexpr int kSoonDays = 90;

struct Expiry {
  std::string path;  // "price_bands/bitmain-antminer-s9"
  Day day;           // the last on which it is used
};

// Counts keep the order in which they are printed.
struct Counts {
  std::vector<std::pair<std::string, size_t>> items;

  void Add(std::string_view name, size_t count = 1);
};

struct RulesetStats {
  Counts entries;   // by list
  Counts kinds;     // "vocabulary/used", "rules/phrase", "channels/in_person": by what they are
  Counts phrases;   // by language, sorted; "any": of no language in particular
  Counts verified;  // by days since a person held the entry against its source: "0-30", ...
  Counts basis;  // measured and judged: weights of rules; cited and unverified: all other entries
  // Before `at`, and within kSoonDays from it; by day. An entry that a newer one of the same thing
  // follows is in neither.
  std::vector<Expiry> expired, expiring;
};

RulesetStats CountRuleset(const Ruleset& ruleset, Day at);

// Both end in a line feed.
//   in      bytes: of the built document
std::string StatsText(const RulesetStats& stats, const Ruleset& ruleset, Day at, size_t bytes);
std::string StatsJson(const RulesetStats& stats, const Ruleset& ruleset, Day at, size_t bytes);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_RULESET_STATS_H_

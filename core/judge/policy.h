// policy.h: the clock: which bans bear on a listing on a given day, and in which phase.
#ifndef TOUCHSTONE_CORE_JUDGE_POLICY_H_
#define TOUCHSTONE_CORE_JUDGE_POLICY_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/market/listing.h"
#include "core/rules/ruleset.h"

namespace touchstone {

enum class BanPhase : uint8_t { kAnnounced, kInForce, kEnforced, kLifted };

struct Ban {
  const Policy* policy = nullptr;
  BanPhase phase = BanPhase::kAnnounced;
  std::optional<int> days_left;  // to `effective` when announced, to `enforced` when in force
};

// PhaseOn reads the clock: announced <= at < effective <= at < enforced <= at. A policy that names
// no day of enforcement is enforced from `effective`. From `lifted` on it is kLifted.
//   errors  nullopt before the announcement
std::optional<Ban> PhaseOn(const Policy& policy, Day at);

// FindBans returns the bans on these goods on this site, and, by `country` and by the site's home
// country, those of jurisdictions: platforms first, then by id. Dates come from the ruleset alone,
// never from the page.
//
// A lifted ban stays in the list, as kLifted: buyers have heard of it, and are told that it is
// over. It warns of nothing.
//   in      country: the buyer's, ISO 3166-1 alpha-2, or ""
//   cost    O(policies)
std::vector<Ban> FindBans(const Listing& listing, const Site* site, std::string_view country,
                          Day at, const Ruleset& ruleset);

std::string_view BanPhaseName(BanPhase phase);  // "announced", "in_force", ...

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_POLICY_H_

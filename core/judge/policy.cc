#include "core/judge/policy.h"

#include <algorithm>
#include <string>

#include "core/base/order.h"
#include "core/judge/lookup.h"

namespace touchstone {
namespace {

// Coins are a wide field: a policy that names some of them bears on a listing that names one.
bool NamesOneOf(const Listing& listing, const std::vector<std::string>& terms) {
  std::string text = listing.title.value;
  for (const std::string& step : listing.category.value) text += "\n" + step;
  text += "\n" + listing.miner_text;
  const std::string folded = FoldString(text);
  return std::any_of(terms.begin(), terms.end(),
                     [&](const std::string& term) { return FindPhrase(folded, term).has_value(); });
}

bool FitsGoods(const Policy& policy, const Listing& listing) {
  if (std::find(policy.scope.begin(), policy.scope.end(), listing.goods) == policy.scope.end()) {
    return false;
  }
  return listing.goods != Goods::kCoin || policy.scope_terms.empty() ||
         NamesOneOf(listing, policy.scope_terms);
}

bool FitsPlace(const Policy& policy, const Site* site, std::string_view country) {
  if (!policy.site.empty()) return site != nullptr && policy.site == site->id;
  if (policy.country.empty()) return false;
  return policy.country == country || (site != nullptr && policy.country == site->country);
}

}  // namespace

std::optional<Ban> PhaseOn(const Policy& policy, Day at) {
  if (at < policy.announced) return std::nullopt;
  const auto days_to = [at](Day day) { return day.value - at.value; };
  if (policy.lifted.has_value() && at >= *policy.lifted) {
    return Ban{&policy, BanPhase::kLifted, std::nullopt};
  }
  if (at < policy.effective) return Ban{&policy, BanPhase::kAnnounced, days_to(policy.effective)};
  if (policy.enforced.has_value() && at < *policy.enforced) {
    return Ban{&policy, BanPhase::kInForce, days_to(*policy.enforced)};
  }
  return Ban{&policy, BanPhase::kEnforced, std::nullopt};
}

std::vector<Ban> FindBans(const Listing& listing, const Site* site, std::string_view country,
                          Day at, const Ruleset& ruleset) {
  std::vector<Ban> bans;
  for (const Policy& policy : ruleset.policies) {
    if (!FitsPlace(policy, site, country) || !IsCurrent(policy.provenance, at)) continue;
    if (!FitsGoods(policy, listing)) continue;
    if (const std::optional<Ban> ban = PhaseOn(policy, at)) bans.push_back(*ban);
  }
  SortItems(&bans, [](const Ban& a, const Ban& b) {
    const bool a_is_country = a.policy->site.empty();
    const bool b_is_country = b.policy->site.empty();
    if (a_is_country != b_is_country) return b_is_country;
    return a.policy->id < b.policy->id;
  });
  return bans;
}

std::string_view BanPhaseName(BanPhase phase) {
  switch (phase) {
    case BanPhase::kAnnounced:
      return "announced";
    case BanPhase::kInForce:
      return "in_force";
    case BanPhase::kEnforced:
      return "enforced";
    case BanPhase::kLifted:
      return "lifted";
  }
  return "lifted";
}

}  // namespace touchstone

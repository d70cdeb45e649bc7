#include "core/judge/channels.h"

#include <algorithm>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/url.h"
#include "core/judge/lookup.h"
#include "core/judge/policy.h"

namespace touchstone {
namespace {

template <typename T>
bool IsEmptyOrHas(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

// A month as a number that orders; a year alone ("2020") is taken as its first month, as we may not
// promise more than we know.
std::string FirstMonth(std::string_view released) {
  return std::string(released) + (released.size() == 4 ? "-01" : "");
}

bool IsBannedThere(const Listing& listing, const Site* site, Day at, const Ruleset& ruleset) {
  const std::vector<Ban> bans = FindBans(listing, site, "", at, ruleset);
  return std::any_of(bans.begin(), bans.end(), [](const Ban& ban) {
    return ban.phase == BanPhase::kInForce || ban.phase == BanPhase::kEnforced;
  });
}

// "2024-02" as a number of months.
int MonthNumber(std::string_view month) {
  int numbers[2] = {0, 0};
  for (const char c : month.substr(0, 4)) numbers[0] = numbers[0] * 10 + (c - '0');
  for (const char c : month.substr(5, 2)) numbers[1] = numbers[1] * 10 + (c - '0');
  return numbers[0] * 12 + numbers[1];
}

// A maker's shop sells its recent models, and none before they exist. Of a model whose release is
// not known, nothing says that it is recent.
bool ShopSells(const Channel& channel, const Listing& listing, Day at) {
  if (listing.miner.miner == nullptr) return false;
  const Miner& miner = *listing.miner.miner;
  if (!IsEmptyOrHas(channel.manufacturers, miner.manufacturer)) return false;
  if (miner.released.empty()) {
    return channel.released_after.empty() && channel.sold_months == 0;
  }
  const int released = MonthNumber(FirstMonth(miner.released));
  const int now = MonthNumber(FormatDay(at));
  if (released > now) return false;
  if (channel.sold_months > 0 && now - released > channel.sold_months) return false;
  return channel.released_after.empty() ||
         released >= MonthNumber(FirstMonth(channel.released_after));
}

bool Fits(const Channel& channel, const Listing& listing, Day at, const Ruleset& ruleset) {
  if (!IsCurrent(channel.provenance, at)) return false;
  if (!IsEmptyOrHas(channel.goods, listing.goods)) return false;
  if (!channel.site.empty() &&
      IsBannedThere(listing, ruleset.FindSite(channel.site), at, ruleset)) {
    return false;
  }
  if (channel.kind == ChannelKind::kManufacturer) return ShopSells(channel, listing, at);
  const Miner* miner = listing.miner.miner;
  return channel.manufacturers.empty() ||
         (miner != nullptr && IsEmptyOrHas(channel.manufacturers, miner->manufacturer));
}

// Whether a channel's address lies on that site, be it under another name.
bool IsOn(const Channel& channel, const Site& site) {
  const std::optional<Url> url = ParseUrl(channel.url);
  return url.has_value() &&
         std::any_of(site.hosts.begin(), site.hosts.end(),
                     [&](const std::string& host) { return HostIsWithin(url->host, host); });
}

Message WhyHere(const Channel& channel, const Listing& listing, const Ruleset& ruleset) {
  Message why{channel.message, {}};
  if (channel.kind == ChannelKind::kManufacturer) {
    const Manufacturer* maker = ruleset.FindManufacturer(listing.miner.miner->manufacturer);
    why.args.emplace_back("maker", maker != nullptr ? maker->name : channel.name);
  } else if (channel.kind == ChannelKind::kBuyerProtected) {
    why.args.emplace_back("name", channel.name);
    if (channel.window_days > 0) why.args.emplace_back("days", absl::StrCat(channel.window_days));
  }
  return why;
}

}  // namespace

std::vector<Advice> FindChannels(const Listing& listing, const Site* site, Day at,
                                 const Ruleset& ruleset) {
  const bool leave_this_site = site != nullptr && IsBannedThere(listing, site, at, ruleset);
  std::vector<Advice> advice;
  // The kinds stand in the order of advice; within one the ruleset's order stays.
  for (const ChannelKind kind :
       {ChannelKind::kManufacturer, ChannelKind::kBuyerProtected, ChannelKind::kInPerson}) {
    for (const Channel& channel : ruleset.channels) {
      if (channel.kind != kind || !Fits(channel, listing, at, ruleset)) continue;
      if (leave_this_site && IsOn(channel, *site)) continue;
      // A programme that follows no site (a way to pay) ends where the goods are banned, too.
      if (leave_this_site && channel.kind == ChannelKind::kBuyerProtected && channel.site.empty() &&
          !channel.covers_banned) {
        continue;
      }
      advice.push_back({&channel, WhyHere(channel, listing, ruleset)});
    }
  }
  return advice;
}

}  // namespace touchstone

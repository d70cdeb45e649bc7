#include "core/judge/channels.h"

#include <algorithm>
#include <optional>
#include <string>

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

// A maker's shop sells its recent models, and none before they exist.
bool ShopSells(const Channel& channel, const Listing& listing, Day at) {
  if (listing.miner.miner == nullptr) return false;
  const Miner& miner = *listing.miner.miner;
  if (!IsEmptyOrHas(channel.manufacturers, miner.manufacturer)) return false;
  if (!channel.released_after.empty()) {
    if (miner.released.empty()) return false;
    if (FirstMonth(miner.released) < FirstMonth(channel.released_after)) return false;
  }
  return miner.released.empty() || FirstMonth(miner.released) <= FormatDay(at).substr(0, 7);
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
      advice.push_back({&channel, WhyHere(channel, listing, ruleset)});
    }
  }
  return advice;
}

}  // namespace touchstone

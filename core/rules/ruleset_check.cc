#include "core/rules/ruleset_check.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "core/base/name_map.h"

namespace touchstone {
namespace {

// Ids are unique within a list, and a removed one is not given again.
void CheckIds(const JsonReader& root, std::string_view name, size_t count,
              absl::FunctionRef<const std::string&(size_t)> id_of,
              const std::vector<Tombstone>& tombstones) {
  NameMap removed, seen;
  for (const Tombstone& tombstone : tombstones) removed.Add(tombstone.id);
  for (size_t i = 0; i < count; i++) {
    const JsonReader id = root.Member(name).Item(i).Member("id");
    if (removed.Find(id_of(i)) != NameMap::kNone) id.Fail("id that is not in tombstones");
    if (seen.Add(id_of(i)) != NameMap::kNone) id.Fail("id that stands only once");
  }
}

template <typename T>
void CheckIds(const JsonReader& root, std::string_view name, const std::vector<T>& entries,
              const std::vector<Tombstone>& tombstones) {
  const auto id_of = [&](size_t i) -> const std::string& { return entries[i].id; };
  CheckIds(root, name, entries.size(), id_of, tombstones);
}

// Two entries for one key from the same day on would leave open which one counts.
template <typename T, typename Key>
void CheckDays(const JsonReader& root, std::string_view name, const std::vector<T>& entries,
               const Key& key_of) {
  NameMap seen;
  for (size_t i = 0; i < entries.size(); i++) {
    const std::string key = absl::StrCat(key_of(entries[i]), " ", entries[i].as_of.value);
    if (seen.Add(key) == NameMap::kNone) continue;
    root.Member(name).Item(i).Member("as_of").Fail(
        absl::StrCat("day that stands only once for ", key_of(entries[i])));
  }
}

void CheckHosts(const JsonReader& root, const std::vector<Site>& sites) {
  NameMap seen;
  for (size_t i = 0; i < sites.size(); i++) {
    for (size_t j = 0; j < sites[i].hosts.size(); j++) {
      if (seen.Add(sites[i].hosts[j]) == NameMap::kNone) continue;
      root.Member("sites").Item(i).Member("hosts").Item(j).Fail("host of one site only");
    }
  }
}

std::string KeyOfBand(const PriceBand& band) {
  return band.miner.empty() ? absl::StrCat(band.algorithm, " up to ", band.efficiency_max)
                            : band.miner;
}

void CheckReferences(const JsonReader& root, const Ruleset& ruleset) {
  const auto fail = [&](std::string_view list, size_t i, std::string_view member,
                        std::string_view expected) {
    root.Member(list).Item(i).Member(member).Fail(expected);
  };
  for (size_t i = 0; i < ruleset.miners.size(); i++) {
    if (ruleset.FindManufacturer(ruleset.miners[i].manufacturer) == nullptr) {
      fail("miners", i, "manufacturer", "id of a manufacturer");
    }
  }
  for (size_t i = 0; i < ruleset.price_bands.size(); i++) {
    const std::string& miner = ruleset.price_bands[i].miner;
    if (!miner.empty() && ruleset.FindMiner(miner) == nullptr) {
      fail("price_bands", i, "miner", "id of a miner");
    }
  }
  for (size_t i = 0; i < ruleset.policies.size(); i++) {
    const std::string& site = ruleset.policies[i].site;
    if (!site.empty() && ruleset.FindSite(site) == nullptr) {
      fail("policies", i, "site", "id of a site");
    }
  }
  for (size_t i = 0; i < ruleset.channels.size(); i++) {
    const Channel& channel = ruleset.channels[i];
    if (!channel.site.empty() && ruleset.FindSite(channel.site) == nullptr) {
      fail("channels", i, "site", "id of a site");
    }
    for (const std::string& maker : channel.manufacturers) {
      if (ruleset.FindManufacturer(maker) == nullptr) {
        fail("channels", i, "manufacturers", "ids of manufacturers");
      }
    }
  }
  for (size_t i = 0; i < ruleset.hosts.size(); i++) {
    const KnownHost& host = ruleset.hosts[i];
    if (!host.brand.empty() && ruleset.FindManufacturer(host.brand) == nullptr) {
      fail("hosts", i, "brand", "id of a manufacturer");
    }
    if (ruleset.FindHost(host.host) != &host)
      fail("hosts", i, "host", "host that stands only once");
    const bool bad = host.kind == HostKind::kKnownBad;
    if (bad &&
        (ruleset.SiteOfHost(host.host) != nullptr || ruleset.MakerOfHost(host.host) != nullptr)) {
      fail("hosts", i, "host", "no host of a site or a maker");
    }
  }
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    if (ruleset.FindGroup(ruleset.rules[i].group) == nullptr) {
      fail("rules", i, "group", "id of a group");
    }
  }
}

}  // namespace

void CheckRuleset(const JsonReader& root, const Ruleset& ruleset) {
  CheckIds(root, "sites", ruleset.sites, ruleset.tombstones);
  CheckIds(root, "manufacturers", ruleset.manufacturers, ruleset.tombstones);
  CheckIds(root, "miners", ruleset.miners, ruleset.tombstones);
  CheckIds(root, "policies", ruleset.policies, ruleset.tombstones);
  CheckIds(root, "channels", ruleset.channels, ruleset.tombstones);
  CheckIds(root, "vocabulary", ruleset.vocabulary, ruleset.tombstones);
  CheckIds(root, "groups", ruleset.groups, ruleset.tombstones);
  CheckIds(root, "rules", ruleset.rules, ruleset.tombstones);
  CheckDays(root, "price_bands", ruleset.price_bands, KeyOfBand);
  CheckDays(root, "exchange_rates", ruleset.exchange_rates,
            [](const ExchangeRate& rate) { return rate.currency; });
  CheckDays(root, "revenues", ruleset.revenues,
            [](const Revenue& revenue) { return revenue.algorithm; });
  CheckHosts(root, ruleset.sites);
  CheckReferences(root, ruleset);
}

}  // namespace touchstone

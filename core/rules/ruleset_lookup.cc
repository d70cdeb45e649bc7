// ruleset_lookup.cc: finding entries of a loaded ruleset, none of it by walking through a list.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/str_cat.h"
#include "core/rules/names.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

constexpr int64_t kTera = 1'000'000'000'000;

template <typename T>
const T* EntryAt(const std::vector<T>& entries, uint32_t index) {
  return index == NameMap::kNone ? nullptr : &entries[index];
}

template <typename T>
const T* FindEntry(const std::vector<T>& entries, const NameMap& map, std::string_view id) {
  return EntryAt(entries, map.Find(id));
}

// The number of `host` or of the nearest domain above it.
uint32_t FindAbove(const NameMap& map, std::string_view host) {
  for (;;) {
    const uint32_t index = map.Find(host);
    const size_t dot = host.find('.');
    if (index != NameMap::kNone || dot == host.npos) return index;
    host.remove_prefix(dot + 1);
  }
}

template <typename T>
bool CountsOn(const T& entry, Day at) {
  return entry.as_of <= at && at <= entry.until &&
         (!entry.provenance.expires.has_value() || at <= *entry.provenance.expires);
}

template <typename T>
const T* NewestOn(const std::vector<T>& entries, const NameMap& first,
                  const std::vector<uint32_t>& next, std::string_view key, Day at) {
  const T* newest = nullptr;
  for (uint32_t i = first.Find(key); i != NameMap::kNone; i = next[i]) {
    const T& entry = entries[i];
    if (!CountsOn(entry, at)) continue;
    if (newest == nullptr || newest->as_of < entry.as_of) newest = &entry;
  }
  return newest;
}

// Tiers stand beside the machines' own bands; no machine's id has such a letter.
std::string TierKey(std::string_view algorithm) { return absl::StrCat("/", algorithm); }

// Whether a machine needs at most so many millijoules for 10^12 hashes, in its worst bin.
bool LiesWithin(const Miner& miner, int64_t efficiency_max) {
  return absl::int128(miner.power_w_max) * 1000 * kTera <=
         absl::int128(efficiency_max) * miner.hashrate_min.per_second;
}

}  // namespace

const Site* Ruleset::FindSite(std::string_view id) const {
  return FindEntry(sites, site_by_id_, id);
}

const Site* Ruleset::SiteOfHost(std::string_view host) const {
  return EntryAt(sites, FindAbove(site_by_host_, host));
}

const Manufacturer* Ruleset::FindManufacturer(std::string_view id) const {
  return FindEntry(manufacturers, manufacturer_by_id_, id);
}

const Manufacturer* Ruleset::MakerOfHost(std::string_view host) const {
  return EntryAt(manufacturers, FindAbove(manufacturer_by_host_, host));
}

const KnownHost* Ruleset::FindHost(std::string_view host) const {
  return EntryAt(hosts, FindAbove(host_by_name_, host));
}

const Miner* Ruleset::FindMiner(std::string_view id) const {
  return FindEntry(miners, miner_by_id_, id);
}

const Group* Ruleset::FindGroup(std::string_view id) const {
  return FindEntry(groups, group_by_id_, id);
}

const PriceBand* Ruleset::BandOn(std::string_view miner, Day at) const {
  return NewestOn(price_bands, bands_.first, bands_.next, miner, at);
}

const PriceBand* Ruleset::TierOn(const Miner& miner, Day at) const {
  if (miner.power_w_max <= 0 || miner.hashrate_min.per_second <= 0) return nullptr;
  const PriceBand* best = nullptr;
  for (uint32_t i = bands_.first.Find(TierKey(miner.algorithm)); i != NameMap::kNone;
       i = bands_.next[i]) {
    const PriceBand& tier = price_bands[i];
    if (!CountsOn(tier, at) || tier.hashrate.unit != miner.hashrate_min.unit ||
        !LiesWithin(miner, tier.efficiency_max)) {
      continue;
    }
    const bool better = best == nullptr || best->as_of < tier.as_of ||
                        (best->as_of == tier.as_of && tier.efficiency_max < best->efficiency_max);
    if (better) best = &tier;
  }
  return best;
}

const ExchangeRate* Ruleset::RateOn(std::string_view currency, Day at) const {
  return NewestOn(exchange_rates, rates_.first, rates_.next, currency, at);
}

const Revenue* Ruleset::RevenueOn(std::string_view algorithm, Day at) const {
  return NewestOn(revenues, revenues_.first, revenues_.next, algorithm, at);
}

void Ruleset::Index() {
  const auto index = [](const auto& entries, NameMap* map) {
    for (size_t i = 0; i < entries.size(); i++) map->Add(entries[i].id, static_cast<uint32_t>(i));
  };
  const auto index_hosts = [](const auto& entries, NameMap* map) {
    for (size_t i = 0; i < entries.size(); i++) {
      for (const std::string& host : entries[i].hosts) map->Add(host, static_cast<uint32_t>(i));
    }
  };
  // last[i]: of the chain that begins at i, the entry that the next one is put behind.
  const auto chain = [](const auto& entries, const auto& key_of, Chains* chains) {
    std::vector<uint32_t> last(entries.size(), NameMap::kNone);
    chains->next = last;
    for (size_t i = 0; i < entries.size(); i++) {
      const auto number = static_cast<uint32_t>(i);
      const uint32_t first = chains->first.Add(key_of(entries[i]), number);
      if (first == NameMap::kNone) {
        last[i] = number;
      } else {
        chains->next[last[first]] = number;
        last[first] = number;
      }
    }
  };
  index(sites, &site_by_id_);
  index(manufacturers, &manufacturer_by_id_);
  index(miners, &miner_by_id_);
  index(groups, &group_by_id_);
  index_hosts(sites, &site_by_host_);
  index_hosts(manufacturers, &manufacturer_by_host_);
  for (size_t i = 0; i < hosts.size(); i++) {
    host_by_name_.Add(hosts[i].host, static_cast<uint32_t>(i));
  }
  chain(
      price_bands,
      [](const PriceBand& b) { return b.miner.empty() ? TierKey(b.algorithm) : b.miner; }, &bands_);
  chain(
      exchange_rates, [](const ExchangeRate& rate) { return rate.currency; }, &rates_);
  chain(
      revenues, [](const Revenue& revenue) { return revenue.algorithm; }, &revenues_);
}

std::string_view GoodsName(Goods goods) { return kGoodsNames[static_cast<size_t>(goods)]; }

}  // namespace touchstone

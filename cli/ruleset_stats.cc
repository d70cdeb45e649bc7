#include "cli/ruleset_stats.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "core/base/json.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

// Ages of `verified` are counted up to these days; the last bucket is open.
constexpr struct {
  int days;
  std::string_view name;
} kAges[] = {{30, "0-30"}, {90, "31-90"}, {180, "91-180"}, {365, "181-365"}, {INT32_MAX, "366-"}};

std::string_view AgeName(int days) {
  for (const auto& age : kAges) {
    if (days <= age.days) return age.name;
  }
  return "";
}

// Calls `visit(list, entry, id)` for every entry that has a provenance.
template <typename Visit>
void ForEachEntry(const Ruleset& r, const Visit& visit) {
  for (const Site& entry : r.sites) visit("sites", entry, entry.id);
  for (const Manufacturer& entry : r.manufacturers) visit("manufacturers", entry, entry.id);
  for (const Miner& entry : r.miners) visit("miners", entry, entry.id);
  for (const PriceBand& entry : r.price_bands) {
    visit("price_bands", entry, entry.miner.empty() ? entry.algorithm : entry.miner);
  }
  for (const ExchangeRate& entry : r.exchange_rates) {
    visit("exchange_rates", entry, entry.currency);
  }
  for (const Policy& entry : r.policies) visit("policies", entry, entry.id);
  for (const Channel& entry : r.channels) visit("channels", entry, entry.id);
  for (const Revenue& entry : r.revenues) visit("revenues", entry, entry.algorithm);
  for (const KnownHost& entry : r.hosts) visit("hosts", entry, entry.host);
  for (const Vocabulary& entry : r.vocabulary) visit("vocabulary", entry, entry.id);
  for (const Rule& entry : r.rules) visit("rules", entry, entry.id);
}

// The last day on which an entry is used, by its `until` and its `expires`; nullopt: for ever.
template <typename Entry>
std::optional<Day> LastDay(const Entry& entry) {
  std::optional<Day> last = entry.provenance.expires;
  if constexpr (requires { entry.until; }) {
    if (!last.has_value() || entry.until < *last) last = entry.until;
  }
  return last;
}

template <typename Entry>
std::string_view BasisOf(const Entry& entry) {
  if constexpr (requires { entry.basis; }) return kBasisNames[static_cast<size_t>(entry.basis)];
  return absl::StartsWith(entry.provenance.source, "unverified") ? "unverified" : "cited";
}

void CountKinds(const Ruleset& r, Counts* kinds) {
  for (const Site& site : r.sites) {
    kinds->Add(site.hosts.empty() ? "sites/shop_system"
               : site.marketplace ? "sites/marketplace"
                                  : "sites/shop");
  }
  for (const PriceBand& band : r.price_bands) {
    kinds->Add(band.miner.empty() ? "price_bands/tier" : "price_bands/machine");
  }
  for (const Policy& policy : r.policies) {
    kinds->Add(policy.site.empty() ? "policies/country" : "policies/site");
  }
  for (const Channel& channel : r.channels) {
    kinds->Add(absl::StrCat("channels/", kChannelKindNames[static_cast<size_t>(channel.kind)]));
  }
  for (const KnownHost& host : r.hosts) {
    kinds->Add(absl::StrCat("hosts/", kHostKindNames[static_cast<size_t>(host.kind)]));
  }
  for (const Vocabulary& entry : r.vocabulary) {
    kinds->Add(absl::StrCat("vocabulary/", kTopicNames[static_cast<size_t>(entry.topic)]));
  }
  for (const Rule& rule : r.rules) {
    kinds->Add(absl::StrCat("rules/", kPredicateNames[static_cast<size_t>(rule.predicate)]));
  }
}

void CountPhrases(const Ruleset& r, Counts* phrases) {
  std::map<std::string, size_t> by_language;
  const auto add = [&](const std::string& language, size_t count) {
    if (count > 0) by_language[language.empty() ? "any" : language] += count;
  };
  for (const Vocabulary& entry : r.vocabulary) add(entry.language, entry.phrases.size());
  for (const Rule& rule : r.rules) add(rule.language, rule.phrases.size());
  for (const auto& [language, count] : by_language) phrases->Add(language, count);
}

void AddExpiry(std::string path, Day day, Day at, RulesetStats* stats) {
  if (day < at) {
    stats->expired.push_back({std::move(path), day});
  } else if (day.value - at.value <= kSoonDays) {
    stats->expiring.push_back({std::move(path), day});
  }
}

void WriteCounts(JsonWriter& w, std::string_view name, const Counts& counts) {
  w.Key(name).BeginObject();
  for (const auto& [key, count] : counts.items) w.Key(key).Int(static_cast<int64_t>(count));
  w.EndObject();
}

void WriteExpiries(JsonWriter& w, std::string_view name, const std::vector<Expiry>& expiries) {
  w.Key(name).BeginArray();
  for (const Expiry& expiry : expiries) {
    w.BeginObject();
    w.Key("day").String(FormatDay(expiry.day)).Key("path").String(expiry.path);
    w.EndObject();
  }
  w.EndArray();
}

void AppendCounts(std::string_view title, const Counts& counts, std::string* out) {
  if (counts.items.empty()) return;
  absl::StrAppend(out, title, "\n");
  for (const auto& [name, count] : counts.items) {
    absl::StrAppendFormat(out, "%8d  %s\n", count, name);
  }
}

}  // namespace

void Counts::Add(std::string_view name, size_t count) {
  for (auto& [key, sum] : items) {
    if (key != name) continue;
    sum += count;
    return;
  }
  items.emplace_back(name, count);
}

RulesetStats CountRuleset(const Ruleset& ruleset, Day at) {
  RulesetStats stats;
  for (const std::string_view list :
       {"sites", "manufacturers", "miners", "price_bands", "exchange_rates", "policies", "channels",
        "revenues", "hosts", "vocabulary", "rules"}) {
    stats.entries.Add(list, 0);
  }
  for (const auto& age : kAges) stats.verified.Add(age.name, 0);
  for (const std::string_view basis : {"measured", "judged", "cited", "unverified"}) {
    stats.basis.Add(basis, 0);
  }
  // Prices and rates are followed by newer ones: the last of each says when it runs out.
  std::map<std::string, Day> last_days;
  ForEachEntry(ruleset, [&](std::string_view list, const auto& entry, const std::string& id) {
    stats.entries.Add(list);
    stats.verified.Add(AgeName(at.value - entry.provenance.verified.value));
    stats.basis.Add(BasisOf(entry));
    const std::optional<Day> last = LastDay(entry);
    if (!last.has_value()) return;
    Day& of_all = last_days.try_emplace(absl::StrCat(list, "/", id), *last).first->second;
    of_all = std::max(of_all, *last);
  });
  for (const auto& [path, day] : last_days) AddExpiry(path, day, at, &stats);
  stats.entries.Add("groups", ruleset.groups.size());
  stats.entries.Add("tombstones", ruleset.tombstones.size());
  CountKinds(ruleset, &stats.kinds);
  CountPhrases(ruleset, &stats.phrases);
  if (ruleset.expires.has_value()) AddExpiry("ruleset", *ruleset.expires, at, &stats);
  for (std::vector<Expiry>* list : {&stats.expired, &stats.expiring}) {
    std::stable_sort(list->begin(), list->end(),
                     [](const Expiry& a, const Expiry& b) { return a.day < b.day; });
  }
  return stats;
}

std::string StatsText(const RulesetStats& stats, const Ruleset& ruleset, Day at, size_t bytes) {
  std::string out = absl::StrFormat("version %d, published %s, %d bytes; on %s:\n", ruleset.version,
                                    FormatDay(ruleset.published), bytes, FormatDay(at));
  AppendCounts("entries", stats.entries, &out);
  AppendCounts("kinds", stats.kinds, &out);
  AppendCounts("phrases by language", stats.phrases, &out);
  AppendCounts("entries by days since they were verified", stats.verified, &out);
  AppendCounts("entries by basis", stats.basis, &out);
  absl::StrAppend(&out, stats.expired.size(), " expired, ", stats.expiring.size(),
                  " expire within ", kSoonDays, " days\n");
  for (const Expiry& e : stats.expired) {
    absl::StrAppend(&out, FormatDay(e.day), " expired ", e.path, "\n");
  }
  for (const Expiry& e : stats.expiring) {
    absl::StrAppend(&out, FormatDay(e.day), " expires ", e.path, "\n");
  }
  return out;
}

std::string StatsJson(const RulesetStats& stats, const Ruleset& ruleset, Day at, size_t bytes) {
  JsonWriter w(2);
  w.BeginObject();
  w.Key("format").Int(ruleset.format);
  w.Key("version").Int(ruleset.version);
  w.Key("published").String(FormatDay(ruleset.published));
  w.Key("at").String(FormatDay(at));
  w.Key("bytes").Int(static_cast<int64_t>(bytes));
  WriteCounts(w, "entries", stats.entries);
  WriteCounts(w, "kinds", stats.kinds);
  WriteCounts(w, "phrases", stats.phrases);
  WriteCounts(w, "verified_days", stats.verified);
  WriteCounts(w, "basis", stats.basis);
  WriteExpiries(w, "expired", stats.expired);
  WriteExpiries(w, "expiring", stats.expiring);
  w.EndObject();
  return std::move(w).Finish() + "\n";
}

}  // namespace touchstone

// Makers, machines, and what they cost.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/lint_checks.h"
#include "core/base/text.h"
#include "core/market/currency.h"

namespace touchstone {
namespace {

constexpr std::string_view kFirstRelease = "2012";  // the first machines with chips of their own
constexpr size_t kShortestName = 2;                 // bytes, folded

// Joules for a terahash that a SHA-256 machine may need: half of what the best of 2026 needs, and
// twice of what the first ones did.
constexpr int64_t kLeastJoules = 5, kMostJoules = 20'000;

constexpr Decimal kMostUsd = {1'000'000, 0};

bool IsUnverified(const Provenance& provenance) {
  return absl::StartsWith(provenance.source, "unverified");
}

HashUnit UnitOf(std::string_view algorithm) {
  if (absl::StartsWith(algorithm, "Equihash")) return HashUnit::kSolution;
  if (absl::StartsWith(algorithm, "Cuck")) return HashUnit::kGraph;  // Cuckoo, Cuckatoo, Cuckaroo
  return HashUnit::kHash;
}

// Names, each of which may stand for one entry only.
class Names {
 public:
  // `kind`: of the entries, as complaints call one.
  explicit Names(std::string_view kind) : kind_(kind) {}

  // `others`: names that only `own` may share.
  void Add(const JsonReader& names, const std::vector<std::string>& texts, const std::string& id,
           const Names* others = nullptr, std::string_view own = "") {
    for (size_t i = 0; i < texts.size(); i++) {
      const std::optional<std::string> name = Read(names.Item(i), texts[i]);
      if (!name.has_value()) continue;
      const auto [it, is_new] = owners_.emplace(*name, id);
      // Machines of one maker may share a name: their bins tell them apart.
      const bool of_one_maker = !own.empty() && !is_new && it->second != id &&
                                absl::StartsWith(it->second, absl::StrCat(own, "-"));
      if (!is_new && !of_one_maker) {
        names.Item(i).Fail(it->second == id ? std::string("name that stands only once")
                                            : absl::StrCat("name of one ", kind_, " (", it->second,
                                                           " has it, too)"));
      } else if (others != nullptr && others->IsOfAnother(*name, own)) {
        names.Item(i).Fail(absl::StrCat("name that is no other ", others->kind_, "'s"));
      }
    }
  }

  // Names that count only beside others may be shared by machines, as their makers tell them apart.
  void CheckWeak(const JsonReader& names, const std::vector<std::string>& texts,
                 const std::string& id, const Names& makers, std::string_view own) const {
    std::set<std::string> seen;
    for (size_t i = 0; i < texts.size(); i++) {
      const std::optional<std::string> name = Read(names.Item(i), texts[i]);
      if (!name.has_value()) continue;
      const auto it = owners_.find(*name);
      if (!seen.insert(*name).second || (it != owners_.end() && it->second == id)) {
        names.Item(i).Fail("name that stands only once");
      } else if (makers.IsOfAnother(*name, own)) {
        names.Item(i).Fail(absl::StrCat("name that is no other ", makers.kind_, "'s"));
      }
    }
  }

 private:
  // The name folded; nullopt after a complaint.
  static std::optional<std::string> Read(const JsonReader& reader, std::string_view text) {
    std::string name = FoldString(text);
    if (name.empty() || name == " ") {
      reader.Fail("name that has letters or digits");
      return std::nullopt;
    }
    if (name.size() < kShortestName) reader.Fail("name of at least two characters");
    return name;
  }

  bool IsOfAnother(const std::string& name, std::string_view id) const {
    const auto it = owners_.find(name);
    return it != owners_.end() && it->second != id;
  }

  std::string_view kind_;
  std::map<std::string, std::string> owners_;
};

void CheckFigures(const JsonReader& entry, const Miner& miner) {
  const int64_t most = miner.hashrate_max.per_second;
  const bool figures = most > 0 || miner.power_w_max > 0 || !miner.released.empty();
  if (IsUnverified(miner.provenance) && figures) {
    entry.Member("source").Fail("source of the figures, or no figures");
  }
  if (most > 0 && miner.hashrate_min.per_second == 0) {
    entry.Member("hashrate_min").Fail("both hashrates, or 0 for both");
  }
  if (miner.power_w_max > 0 && miner.power_w_min == 0) {
    entry.Member("power_w_min").Fail("both powers, or 0 for both");
  }
  const HashUnit unit = UnitOf(miner.algorithm);
  if (most > 0 && miner.hashrate_max.unit != unit) {
    entry.Member("unit").Fail(absl::StrCat(HashUnitName(unit), " for ", miner.algorithm));
  }
  if (!miner.released.empty() && miner.released < kFirstRelease) {
    entry.Member("released").Fail(absl::StrCat("month not before ", kFirstRelease));
  }
  if (miner.algorithm != "SHA-256" || most == 0 || miner.power_w_min == 0) return;
  // The best that the figures allow, and the worst: W / (TH/s) = J/TH.
  constexpr int64_t kTera = 1'000'000'000'000;
  const absl::int128 least = absl::int128(miner.power_w_min) * kTera;
  const absl::int128 worst = absl::int128(miner.power_w_max) * kTera;
  if (least < absl::int128(most) * kLeastJoules ||
      worst > absl::int128(miner.hashrate_min.per_second) * kMostJoules) {
    entry.Member("power_w_min")
        .Fail(
            absl::StrCat("power of ", kLeastJoules, " to ", kMostJoules, " joules for a terahash"));
  }
}

bool HasAlgorithm(const Ruleset& ruleset, std::string_view algorithm) {
  return std::any_of(ruleset.miners.begin(), ruleset.miners.end(),
                     [&](const Miner& miner) { return miner.algorithm == algorithm; });
}

void CheckAmount(const JsonReader& reader, Decimal usd) {
  if (Compare(kMostUsd, usd) < 0) reader.Fail("at most 1000000 US dollars");
  if (usd.scale > 2) reader.Fail("whole cents");
}

}  // namespace

void CheckCatalogue(const JsonReader& root, const Ruleset& ruleset) {
  Names makers("maker"), machines("machine");
  for (size_t i = 0; i < ruleset.manufacturers.size(); i++) {
    const Manufacturer& maker = ruleset.manufacturers[i];
    const JsonReader entry = EntryAt(root, "manufacturers", i);
    if (maker.names.empty()) entry.Member("names").Fail("at least one name");
    makers.Add(entry.Member("names"), maker.names, maker.id);
    if (ruleset.FindSite(maker.id) != nullptr) entry.Member("id").Fail("id that no site has");
  }
  for (size_t i = 0; i < ruleset.miners.size(); i++) {
    const Miner& miner = ruleset.miners[i];
    const JsonReader entry = EntryAt(root, "miners", i);
    machines.Add(entry.Member("names"), miner.names, miner.id, &makers, miner.manufacturer);
    machines.CheckWeak(entry.Member("weak_names"), miner.weak_names, miner.id, makers,
                       miner.manufacturer);
    CheckFigures(entry, miner);
  }
}

void CheckPrices(const JsonReader& root, const Ruleset& ruleset) {
  const auto check_days = [&](const JsonReader& entry, const auto& dated) {
    // What is the mean of a time that was over when it was verified counts within that time.
    const bool longer = dated.until.value - dated.as_of.value > kPriceSpanDays;
    const bool over = dated.until <= dated.provenance.verified;
    if (longer && !over && !absl::StrContains(dated.provenance.source, "span: ")) {
      entry.Member("until").Fail(absl::StrCat("at most ", kPriceSpanDays,
                                              " days behind as_of, or \"span: \" with the reason "
                                              "in source"));
    }
    if (dated.provenance.verified < dated.as_of) {
      entry.Member("as_of").Fail("day not after verified");
    }
  };
  for (size_t i = 0; i < ruleset.price_bands.size(); i++) {
    const PriceBand& band = ruleset.price_bands[i];
    const JsonReader entry = EntryAt(root, "price_bands", i);
    if (band.miner.empty() && !HasAlgorithm(ruleset, band.algorithm)) {
      entry.Member("algorithm").Fail("algorithm of a machine in miners");
    }
    CheckAmount(entry.Member("low_usd"), band.low_usd);
    CheckAmount(entry.Member("typical_usd"), band.typical_usd);
    check_days(entry, band);
  }
  for (size_t i = 0; i < ruleset.exchange_rates.size(); i++) {
    const ExchangeRate& rate = ruleset.exchange_rates[i];
    const JsonReader entry = EntryAt(root, "exchange_rates", i);
    // A rate counts only for a currency that prices are read in.
    const PriceText text(absl::StrCat("5 ", rate.currency));
    if (text.text.size() > 2 && CurrencyAfter(text, 2, "").code != rate.currency) {
      entry.Member("currency").Fail("currency that prices are read in");
    }
    if (rate.currency == "USD") entry.Member("currency").Fail("currency other than USD");
    check_days(entry, rate);
  }
  for (size_t i = 0; i < ruleset.revenues.size(); i++) {
    const Revenue& revenue = ruleset.revenues[i];
    const JsonReader entry = EntryAt(root, "revenues", i);
    if (!HasAlgorithm(ruleset, revenue.algorithm)) {
      entry.Member("algorithm").Fail("algorithm of a machine in miners");
    }
    if (revenue.provenance.verified < revenue.as_of) {
      entry.Member("as_of").Fail("day not after verified");
    }
  }
}

}  // namespace touchstone

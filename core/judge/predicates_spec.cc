// predicates_spec.cc: can a machine do that, and can this one?
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/units.h"
#include "core/judge/predicates.h"

namespace touchstone {
namespace {

constexpr int64_t kTerahash = 1'000'000'000'000;

// `value` / `unit` with at most `places` decimals, rounded, no zeros at the end: "7.5".
std::string Quotient(absl::int128 value, absl::int128 unit, int places) {
  absl::int128 scale = 1;
  for (int i = 0; i < places; i++) scale *= 10;
  const absl::int128 scaled = (value * scale + unit / 2) / unit;
  std::string out = absl::StrCat(static_cast<int64_t>(scaled / scale));
  std::string fraction = absl::StrCat(static_cast<int64_t>(scaled % scale));
  fraction.insert(0, static_cast<size_t>(places) - fraction.size(), '0');
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
  return fraction.empty() ? out : absl::StrCat(out, ".", fraction);
}

// "250 TH/s", "1.16 PH/s", "840 kSol/s".
std::string FormatRate(Hashrate rate) {
  static constexpr std::string_view kPrefixes[] = {"", "k", "M", "G", "T", "P", "E"};
  int64_t unit = 1;
  size_t prefix = 0;
  while (prefix + 1 < std::size(kPrefixes) && rate.per_second / unit >= 1000) {
    unit *= 1000;
    prefix++;
  }
  return absl::StrCat(Quotient(rate.per_second, unit, 2), " ", kPrefixes[prefix],
                      HashUnitName(rate.unit));
}

std::string FormatPower(int watts) { return absl::StrCat(watts, " W"); }

// The words of a claim: in miner_text, or in the page where the claim was read off another line.
Quote QuoteOfClaim(const Case& c, Span words, Span in_page) {
  if (!in_page.empty()) return QuoteOfText(c.evidence.page, in_page);
  const std::string_view text = c.listing.miner_text;
  if (words.end > text.size() || words.begin > words.end) return {"", c.listing.miner_element};
  return {CutForQuote(Slice(text, words), kMaxQuoteBytes), c.listing.miner_element};
}

// The words of both claims, when they stand in one text; nullopt else: a power supply's watts
// beside another machine's rate say nothing.
std::optional<Quote> QuoteOfBoth(const Case& c) {
  const Listing& listing = c.listing;
  if (listing.hashrate_in_page.empty() != listing.power_in_page.empty()) return std::nullopt;
  const bool in_page = !listing.power_in_page.empty();
  const Span a = in_page ? listing.hashrate_in_page : listing.miner.hashrate_words;
  const Span b = in_page ? listing.power_in_page : listing.miner.power_words;
  const Span both{std::min(a.begin, b.begin), std::max(a.end, b.end)};
  const std::string_view text = in_page ? c.evidence.page.text : listing.miner_text;
  if (both.end > text.size()) return std::nullopt;
  if (in_page && absl::StrContains(Slice(text, both), '\n')) return std::nullopt;
  const Span words = both.size() <= kMaxQuoteBytes ? both : a;
  return QuoteOfClaim(c, words, in_page ? words : Span{});
}

// The one known machine that the listing speaks of. With several models in one text, a claim cannot
// be laid to one of them.
const Miner* OneMachine(const Listing& listing) {
  return listing.miner.several ? nullptr : listing.miner.miner;
}

// The first day of the month or year.
std::optional<Day> FirstDay(std::string_view released) {
  if (released.size() == 4) return ParseDay(absl::StrCat(released, "-01-01"));
  if (released.size() == 7) return ParseDay(absl::StrCat(released, "-01"));
  return ParseDay(released);
}

}  // namespace

Trial HashrateAboveKnown(const Rule& rule, size_t, const Case& c) {
  const Miner* miner = OneMachine(c.listing);
  const std::optional<Hashrate>& claimed = c.listing.miner.hashrate;
  if (miner == nullptr || !claimed.has_value() || miner->hashrate_max.per_second <= 0 ||
      claimed->unit != miner->hashrate_max.unit) {
    return CouldNotLook();
  }
  const absl::int128 known = miner->hashrate_max.per_second;
  if (absl::int128(claimed->per_second) * 100 <= known * (100 + rule.number)) return Nothing();
  return Found(QuoteOfClaim(c, c.listing.miner.hashrate_words, c.listing.hashrate_in_page),
               {{"claimed", FormatRate(*claimed)},
                {"known", FormatRate(miner->hashrate_max)},
                {"model", miner->model}},
               miner->provenance.source);
}

Trial PowerBelowKnown(const Rule& rule, size_t, const Case& c) {
  const Miner* miner = OneMachine(c.listing);
  const std::optional<int>& claimed = c.listing.miner.power_w;
  if (miner == nullptr || !claimed.has_value() || *claimed <= 0 || miner->power_w_min <= 0) {
    return CouldNotLook();
  }
  if (int64_t{*claimed} * 100 >= int64_t{miner->power_w_min} * (100 - rule.number)) {
    return Nothing();
  }
  return Found(QuoteOfClaim(c, c.listing.miner.power_words, c.listing.power_in_page),
               {{"claimed", FormatPower(*claimed)},
                {"known", FormatPower(miner->power_w_min)},
                {"model", miner->model}},
               miner->provenance.source);
}

// A machine that the catalogue does not know may be of any algorithm; a rate in TH/s then stands
// for the one of the rule, as no other algorithm's machines come near such figures.
Trial EfficiencyImpossible(const Rule& rule, size_t, const Case& c) {
  const MinerMatch& match = c.listing.miner;
  if (match.several || !match.hashrate.has_value() || !match.power_w.has_value() ||
      match.hashrate->unit != HashUnit::kHash || match.hashrate->per_second <= 0 ||
      *match.power_w <= 0) {
    return CouldNotLook();
  }
  const bool fits = match.miner != nullptr ? match.miner->algorithm == rule.algorithm
                                           : match.hashrate->per_second >= kTerahash;
  std::optional<Quote> quote = QuoteOfBoth(c);
  if (!fits || !quote.has_value()) return CouldNotLook();
  // Millijoules for a terahash: W / (H/s) * 10^3 * 10^12.
  const absl::int128 power = absl::int128(*match.power_w) * 1000 * kTerahash;
  if (power >= absl::int128(match.hashrate->per_second) * rule.number) return Nothing();
  return Found(
      *std::move(quote),
      {{"claimed",
        absl::StrCat(Quotient(power, absl::int128(match.hashrate->per_second) * 1000, 1), " J/TH")},
       {"best", absl::StrCat(Quotient(rule.number, 1000, 1), " J/TH")}});
}

Trial ReleasedLater(const Rule& rule, size_t, const Case& c) {
  const Miner* miner = OneMachine(c.listing);
  if (miner == nullptr) return CouldNotLook();
  const std::optional<Day> released = FirstDay(miner->released);
  if (!released.has_value()) return CouldNotLook();
  if (int64_t{released->value} - c.evidence.at.value <= rule.number) return Nothing();
  return Found(QuoteOfClaim(c, c.listing.miner.words, {}),
               {{"model", miner->model}, {"released", miner->released}}, miner->provenance.source);
}

}  // namespace touchstone

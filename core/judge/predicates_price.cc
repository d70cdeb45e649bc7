// predicates_price.cc: is this a price at which such a machine is sold?
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "core/base/units.h"
#include "core/judge/lookup.h"
#include "core/judge/market_price.h"
#include "core/judge/predicates.h"

namespace touchstone {
namespace {

constexpr int64_t kTerahash = 1'000'000'000'000;
// From this minimum order on, the unit of the order is hardly one machine.
constexpr int64_t kMaxMinimumOrder = 100;
// Lottery miners and USB sticks honestly cost a few dollars; a machine that draws less is no case
// for a token price.
constexpr int kMinRealPowerW = 100;

bool IsOneMachine(std::string_view unit) {
  static constexpr std::string_view kUnits[] = {"", "piece", "set", "unit"};
  return std::find(std::begin(kUnits), std::end(kUnits), unit) != std::end(kUnits);
}

// Terahashes of the machine, for prices by the terahash: as claimed, else its best bin, which is
// the reading in the seller's favour.
std::optional<Decimal> Terahashes(const MinerMatch& match) {
  std::optional<Hashrate> rate = match.hashrate;
  if (!rate.has_value() && match.miner != nullptr) rate = match.miner->hashrate_max;
  if (!rate.has_value() || rate->unit != HashUnit::kHash || rate->per_second <= 0) {
    return std::nullopt;
  }
  return Divide({rate->per_second, 0}, {kTerahash, 0}, 3);
}

// What one working machine costs here, in US dollars: the upper end of a range. nullopt when the
// price is not known, zero (a price on request) or another lot's.
std::optional<Decimal> UsdOfOneMachine(const Case& c) {
  const Listing& listing = c.listing;
  if (listing.goods != Goods::kMiner || !listing.price.has_value()) return std::nullopt;
  if (IsAnotherLot(listing, c.evidence)) return std::nullopt;
  const Price& price = listing.price.value;
  std::optional<Decimal> usd = InUsd(price.amount_max.value_or(price.amount), price.currency,
                                     c.evidence.at, c.evidence.ruleset);
  if (!usd.has_value() || usd->coefficient <= 0) return std::nullopt;
  if (listing.price_per == "th") {
    const std::optional<Decimal> terahashes = Terahashes(listing.miner);
    return terahashes.has_value() ? Multiply(*usd, *terahashes, 2) : std::nullopt;
  }
  return IsOneMachine(listing.price_per) ? usd : std::nullopt;
}

// `part` of `whole` in percent, rounded, but at least 1.
std::string Percent(Decimal part, Decimal whole) {
  const std::optional<Decimal> hundredfold = Multiply(part, {100, 0}, 2);
  const std::optional<Decimal> percent =
      hundredfold.has_value() ? Divide(*hundredfold, whole, 0) : std::nullopt;
  return absl::StrCat(std::max<int64_t>(1, percent.has_value() ? percent->coefficient : 1));
}

// Whether a machine of some size is spoken of: known or claimed power, or a known model whose power
// is not known.
bool IsRealMachine(const MinerMatch& match) {
  if (match.power_w.has_value()) return *match.power_w >= kMinRealPowerW;
  if (match.miner == nullptr) return false;
  return match.miner->power_w_max == 0 || match.miner->power_w_max >= kMinRealPowerW;
}

}  // namespace

bool IsAnotherLot(const Listing& listing, const Evidence& evidence) {
  if (listing.miner.several) return true;
  if (listing.condition.has_value() && listing.condition.value == Condition::kForParts) return true;
  if (listing.quantity.has_value()) {
    const Quantity& quantity = listing.quantity.value;
    if (quantity.minimum >= kMaxMinimumOrder || !IsOneMachine(quantity.unit)) return true;
  }
  const std::string title = FoldString(listing.title.value);
  return HasTopicWord(title, Topic::kBundle, evidence.ruleset) ||
         HasTopicWord(title, Topic::kForParts, evidence.ruleset);
}

Trial PriceBelowBand(const Rule& rule, size_t, const Case& c) {
  const Miner* miner = c.listing.miner.miner;
  if (miner == nullptr) return CouldNotLook();
  const std::optional<MarketPrice> market =
      FindMarketPrice(*miner, c.evidence.at, c.evidence.ruleset);
  if (!market.has_value()) return CouldNotLook();
  const std::optional<Decimal> usd = UsdOfOneMachine(c);
  if (!usd.has_value()) return CouldNotLook();
  if (!IsLess(*usd, 100, market->low_usd, rule.number)) return Nothing();
  return Found(QuoteOfFact(c.listing.price),
               {{"percent", Percent(*usd, market->typical_usd)},
                {"typical_usd", FormatUsd(market->typical_usd)}},
               market->band->provenance.source);
}

Trial TokenPrice(const Rule& rule, size_t, const Case& c) {
  if (!IsRealMachine(c.listing.miner)) return CouldNotLook();
  const std::optional<Decimal> usd = UsdOfOneMachine(c);
  if (!usd.has_value()) return CouldNotLook();
  const Decimal token{rule.number, 0};
  if (IsLess(token, 1, *usd, 1)) return Nothing();
  // An old machine may have come down to that.
  if (c.listing.miner.miner != nullptr) {
    const std::optional<MarketPrice> market =
        FindMarketPrice(*c.listing.miner.miner, c.evidence.at, c.evidence.ruleset);
    if (market.has_value() && IsLess(market->low_usd, 1, token, 2)) return Nothing();
  }
  return Found(QuoteOfFact(c.listing.price), {{"usd", FormatUsd(*usd)}});
}

Trial PriceRange(const Rule& rule, size_t, const Case& c) {
  if (!c.listing.price.has_value()) return CouldNotLook();
  const Price& price = c.listing.price.value;
  if (!price.amount_max.has_value() || price.amount.coefficient <= 0) return Nothing();
  if (IsLess(*price.amount_max, 1, price.amount, rule.number)) return Nothing();
  return Found(QuoteOfFact(c.listing.price), {{"amount", FormatDecimal(price.amount)},
                                              {"amount_max", FormatDecimal(*price.amount_max)},
                                              {"currency", price.currency}});
}

}  // namespace touchstone

#include "core/judge/market_price.h"

#include <algorithm>

#include "absl/numeric/int128.h"

namespace touchstone {
namespace {

// What `rate` costs at `usd` for a rate of `unit`.
std::optional<Decimal> Scaled(Decimal usd, const Hashrate& rate, const Hashrate& unit) {
  const std::optional<Decimal> times = Divide({rate.per_second, 0}, {unit.per_second, 0}, 3);
  return times.has_value() ? Multiply(usd, *times, 2) : std::nullopt;
}

}  // namespace

std::optional<MarketPrice> FindMarketPrice(const Miner& miner, Day at, const Ruleset& ruleset) {
  if (const PriceBand* band = ruleset.BandOn(miner.id, at)) {
    return MarketPrice{band->low_usd, band->typical_usd, band};
  }
  const PriceBand* tier = ruleset.TierOn(miner, at);
  if (tier == nullptr) return std::nullopt;
  const std::optional<Decimal> low = Scaled(tier->low_usd, miner.hashrate_min, tier->hashrate);
  const std::optional<Decimal> typical =
      Scaled(tier->typical_usd, miner.hashrate_max, tier->hashrate);
  if (!low.has_value() || !typical.has_value() || typical->coefficient <= 0) return std::nullopt;
  return MarketPrice{*low, *typical, tier};
}

std::optional<Decimal> InUsd(Decimal amount, std::string_view currency, Day at,
                             const Ruleset& ruleset) {
  if (currency == "USD") return amount;
  const ExchangeRate* rate = ruleset.RateOn(currency, at);
  if (rate == nullptr) return std::nullopt;
  return Multiply(amount, rate->usd, 2);
}

bool IsLess(Decimal value, int64_t times, Decimal other, int64_t other_times) {
  constexpr int64_t kMaxFactor = 10'000'000;
  absl::int128 left = absl::int128(value.coefficient) * std::min(times, kMaxFactor);
  absl::int128 right = absl::int128(other.coefficient) * std::min(other_times, kMaxFactor);
  for (int scale = value.scale; scale < other.scale; scale++) left *= 10;
  for (int scale = other.scale; scale < value.scale; scale++) right *= 10;
  return left < right;
}

std::string FormatUsd(Decimal usd) {
  const bool whole = !IsLess(usd, 1, {100, 0}, 1);
  std::optional<Decimal> rounded = Multiply(usd, {1, 0}, whole ? 0 : 2);
  if (!rounded.has_value()) return FormatDecimal(usd);
  if (rounded->scale == 2 && rounded->coefficient % 100 == 0) {
    rounded = Decimal{rounded->coefficient / 100, 0};
  }
  return FormatDecimal(*rounded);
}

}  // namespace touchstone

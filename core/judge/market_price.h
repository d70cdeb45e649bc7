// market_price.h: what a machine costs on a day, and amounts in US dollars.
#ifndef TOUCHSTONE_CORE_JUDGE_MARKET_PRICE_H_
#define TOUCHSTONE_CORE_JUDGE_MARKET_PRICE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/units.h"
#include "core/rules/ruleset.h"

namespace touchstone {

struct MarketPrice {
  Decimal low_usd;      // the cheapest honest offer known, of one machine
  Decimal typical_usd;  // what most ask
  const PriceBand* band = nullptr;
};

// FindMarketPrice takes the model's own band, else that of its tier of efficiency: its smallest bin
// at the tier's low price, its largest at the typical one.
//   errors  nullopt when no band counts on that day: one that is past its last day is not used
std::optional<MarketPrice> FindMarketPrice(const Miner& miner, Day at, const Ruleset& ruleset);

// InUsd converts by the rate that counts on day `at`.
//   errors  nullopt without one
std::optional<Decimal> InUsd(Decimal amount, std::string_view currency, Day at,
                             const Ruleset& ruleset);

// IsLess says whether value * times < other * other_times, exactly. A factor above 10^7 counts as
// 10^7: with 18 digits and 12 places the products then stay below 2^127.
bool IsLess(Decimal value, int64_t times, Decimal other, int64_t other_times);

// FormatUsd writes an amount for people: cents only below 100 dollars, and only where there are
// some.
std::string FormatUsd(Decimal usd);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_MARKET_PRICE_H_

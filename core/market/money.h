// money.h: prices as people write them -> amounts and currencies.
#ifndef TOUCHSTONE_CORE_MARKET_MONEY_H_
#define TOUCHSTONE_CORE_MARKET_MONEY_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "core/base/units.h"

namespace touchstone {

struct Price {
  Decimal amount;
  std::optional<Decimal> amount_max;  // of a range
  std::string currency;               // ISO 4217, "BTC", "USDT"; "" when it can't be told
  Span raw;                           // where, in the text that was parsed
};

// ParsePrice reads the first price in `text`: currency symbols and codes before and after, grouping
// and decimals of every locale ("1.299,00", "1,299.00", "1 299,00", "1'299", "1,29,900"), ranges.
//   in      currency_hint: ISO code that an ambiguous symbol ("$", "kr", "R", "¥") or a bare number
//           stands for; or ""
//   errors  nullopt when there is no number that can be a price
//   cost    O(text.size())
//   source  CLDR number patterns
std::optional<Price> ParsePrice(std::string_view text, std::string_view currency_hint);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_MONEY_H_

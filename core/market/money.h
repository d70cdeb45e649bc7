// money.h: prices as people write them -> amounts and currencies.
#ifndef TOUCHSTONE_CORE_MARKET_MONEY_H_
#define TOUCHSTONE_CORE_MARKET_MONEY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/base/units.h"

namespace touchstone {

struct Price {
  Decimal amount;
  std::optional<Decimal> amount_max;  // of a range
  std::string
      currency;  // ISO 4217, a coin's ("BTC", "USDT"), "IRT" (toman); "" when it can't be told
  Span raw;      // where, in the text that was parsed
};

// ParsePrice reads the first price in `text`: currency symbols, codes and names before and after,
// grouping and decimals of every locale ("1.299,00", "1,299.00", "1 299,00", "1'299", "1,29,900"),
// digits of every script, 万, lakh, jt and other magnitudes, Chinese numerals, ranges, and cents
// that stand apart ("35€ 99", "5 руб. 90 коп.").
//   in      currency_hint: what an ambiguous sign ("$", "kr", "R", "¥") or a bare number stands
//           for: an ISO code, or a text that names a currency ("€", "12 грн."); or ""
//   errors  nullopt when there is no number that can be a price
//   cost    O(text.size())
//   source  CLDR number patterns
std::optional<Price> ParsePrice(std::string_view text, std::string_view currency_hint);

// ParsePrices reads all prices that have a currency beside them, in order, at most `most`; a range
// is one.
std::vector<Price> ParsePrices(std::string_view text, std::string_view currency_hint, size_t most);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_MONEY_H_

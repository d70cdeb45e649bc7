// prices.h: every amount of money that a buyer sees on a page.
#ifndef TOUCHSTONE_CORE_MARKET_PRICES_H_
#define TOUCHSTONE_CORE_MARKET_PRICES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/market/marks.h"
#include "core/market/money.h"
#include "core/market/price_roles.h"
#include "core/market/sources.h"
#include "core/page/page.h"

namespace touchstone {

// Limits of what is read for prices. What lies beyond is not looked at.
inline constexpr size_t kMaxPriceTextBytes = 80;  // of a line that is read across its elements
inline constexpr size_t kMaxPagePrices = 5'000;   // of one page

struct SeenPrice {
  Price price;                     // `raw` is in `quote`
  std::string quote;               // the price as it is written
  ElementId element = kNoElement;  // the innermost element that holds its beginning
  uint32_t at = 0;                 // in Page::text
  MarkSet marks = 0;               // of the element and of those close around it
  PriceRole role = PriceRole::kPlain;
  std::string_view per;      // PriceMention::per
  int64_t min_quantity = 0;  // PriceMention::min_quantity
  bool in_prose = false;     // in a long line, among other words
};

// FindPrices reads the visible lines outside of navigation and the like, without what is struck
// out. A number without a currency counts where its element is called a price.
//   in      hint: what an ambiguous sign or a bare number stands for, ISO 4217; or ""
//   out     in document order
//   cost    O(text)
std::vector<SeenPrice> FindPrices(const Page& page, const Surroundings& around,
                                  const std::vector<MarkSet>& marks, std::string_view hint,
                                  const Ruleset& ruleset, const Lexicon& lexicon);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_PRICES_H_

// price_roles.h: which of a line's prices can be what the goods cost, and what the others are.
#ifndef TOUCHSTONE_CORE_MARKET_PRICE_ROLES_H_
#define TOUCHSTONE_CORE_MARKET_PRICE_ROLES_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/market/money.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

inline constexpr size_t kMaxPriceLineBytes = 400;  // of a line; a longer one is not read
inline constexpr size_t kMaxPriceMentions = 16;    // of one line

enum class PriceRole : uint8_t {
  kPlain,
  kFrom,        // "from $99", "от 500 руб.", "¥100起"
  kList,        // "was", "RRP", "list price": what it is said to have cost
  kSaving,      // "save $20", "$20 off", "-$20"
  kInstalment,  // "$99/mo", "12x de R$ 99": a part of a price, or rent
  kShipping,    // "shipping $12"; also what a '+' adds to a price: "+ $5.99"
  kThreshold,   // "free shipping over $50", "满100元"
  kDeposit,     // "deposit $200", "保证金 2001元"
  kCartTotal,   // "subtotal", "17 items $35,994.92"
  kPerUnit,     // "$45/piece", "$20/TH", "$0.06/kWh": `per` says of what
  kTier,        // "1 - 9 pieces $50", "≥100 sets: $45": from `min_quantity` on
  kEarnings,    // "daily profit $12", "$5/day"
  kBalance,     // a wallet's, a gift card's
};

struct PriceMention {
  Price price;  // raw: in the line
  PriceRole role = PriceRole::kPlain;
  // "piece", "set", "unit", "lot" (of several pieces), "th", "gh", "mh", "kwh", "kw", "w", "kg",
  // "g", "100g", "lb", "m", "ft", "l", "ml", "100ml"; "" when not said. Beside other roles, too:
  // "from $45/piece".
  std::string_view per;
  int64_t min_quantity = 0;  // of kTier
};

// CanBePrice says whether the goods may cost that. Of kPerUnit it is so, too: the caller looks at
// `per`, as "$0.06/kWh" is no machine's price.
bool CanBePrice(PriceRole role);

// ReadPrices reads all prices with a currency in one line of a page's visible text. Words say what
// a price is; a slash and a unit, "x 12", "≥ 10" and signs before it do, too. A word counts for one
// price: the next one, or the one it follows directly where a comma or the line's end comes next.
//   in      currency_hint: as of ParsePrice
//           words: of the ruleset's lexicon within the line, spans relative to it, in order
//   out     at most kMaxPriceMentions, in order
//   cost    O(line + words * mentions)
std::vector<PriceMention> ReadPrices(std::string_view line, std::string_view currency_hint,
                                     const std::vector<Word>& words, const Ruleset& ruleset);

// ReadRoles is ReadPrices where the prices of the line, from ParsePrices, are there already.
std::vector<PriceMention> ReadRoles(std::string_view line, std::vector<Price> prices,
                                    const std::vector<Word>& words, const Ruleset& ruleset);

std::string_view PriceRoleName(PriceRole role);  // "plain", "from", "cart_total", ...

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_PRICE_ROLES_H_

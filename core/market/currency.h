// currency.h: the signs, codes and names by which people call a currency, beside a number.
//
// Works on a PriceText: folded text with every script's digits as ASCII digits.
#ifndef TOUCHSTONE_CORE_MARKET_CURRENCY_H_
#define TOUCHSTONE_CORE_MARKET_CURRENCY_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace touchstone {

inline constexpr size_t kMaxCurrencyBytes = 64;  // of a text that names a currency

// Text as prices are read in: Fold, and then digits, points, commas, apostrophes, minus and
// currency signs of other scripts and widths in the one form that the rest of the code knows.
struct PriceText {
  explicit PriceText(std::string_view text);

  // The source bytes that bytes [begin, end) of `text` came from.
  Span Origin(size_t begin, size_t end) const { return {origins[begin], origins[end]}; }

  std::string text;
  std::vector<uint32_t> origins;  // one for each byte of `text`, and the source's size
  std::string_view source;
};

struct CurrencyMatch {
  // How much must speak for a sign that is a short word or a letter, too.
  enum class Need : uint8_t {
    kNothing,
    kWhole,  // sign and number are the whole text
    kShape,  // the hint names it; or it stands before a number that only a price is written as
  };

  // ISO 4217, a coin's or "IRT", in static storage or the hint's; "" when it can't be told.
  std::string_view code;
  size_t size = 0;  // bytes in PriceText::text; 0: none
  bool shared = false;
  bool hundredth = false;  // "¢", "коп."
  Need need = Need::kNothing;

  bool found() const { return size > 0; }
};

// CurrencyBefore and CurrencyAfter read the currency that ends or begins at `pos`.
//   in      hint: an ISO code that a shared sign stands for, or ""
//   cost    O(signs), about 3000 bytes compared
//   source  ISO 4217; CLDR currency symbols, narrow symbols and names
CurrencyMatch CurrencyBefore(const PriceText& text, size_t pos, std::string_view hint);
CurrencyMatch CurrencyAfter(const PriceText& text, size_t pos, std::string_view hint);

// ReadCurrency says which currency a text names ("EUR", "usd", "€", "12 грн."): a page's declared
// currency is not always a code. "" when none, or beyond kMaxCurrencyBytes.
//   cost    O(text * signs)
std::string ReadCurrency(std::string_view text);

// IsCoin says whether a code is a cryptocurrency whose unit is worth much or has no hundredths.
bool IsCoin(std::string_view code);

// Letters of scripts that write words with spaces between: Latin, Greek, Cyrillic, Armenian.
// Chinese and Japanese stand next to a number without one.
bool LetterAt(std::string_view text, size_t pos);
bool LetterBefore(std::string_view text, size_t pos);

// InWords says whether `word` stands in `list`, whose words are between bars: "|a|b|".
bool InWords(std::string_view list, std::string_view word);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_CURRENCY_H_

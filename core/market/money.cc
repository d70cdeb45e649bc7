#include "core/market/money.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace touchstone {
namespace {

// How far a currency may stand from its number, in bytes of white space.
constexpr size_t kMaxGap = 3;

struct CurrencySign {
  std::string_view sign;   // letters in lower case
  std::string_view code;   // "" for a sign that several currencies share
  std::string_view usual;  // what it stands for when nothing says more; or ""
};

// Signs and abbreviations, longer ones before their own beginnings.
//   source  ISO 4217; CLDR currency symbols
constexpr CurrencySign kSigns[] = {
    {"us $", "USD", ""}, {"us$", "USD", ""},  {"u$s", "USD", ""},    {"usd$", "USD", ""},
    {"u$d", "USD", ""},  {"u$", "USD", ""},   {"usdt", "USDT", ""},  {"ca$", "CAD", ""},
    {"c$", "CAD", ""},   {"cdn$", "CAD", ""}, {"au$", "AUD", ""},    {"a$", "AUD", ""},
    {"nz$", "NZD", ""},  {"hk$", "HKD", ""},  {"nt$", "TWD", ""},    {"sg$", "SGD", ""},
    {"s$", "SGD", ""},   {"mx$", "MXN", ""},  {"r$", "BRL", ""},     {"ar$", "ARS", ""},
    {"$", "", "USD"},    {"€", "EUR", ""},    {"euro", "EUR", ""},   {"euros", "EUR", ""},
    {"£", "GBP", ""},    {"₤", "GBP", ""},    {"￡", "GBP", ""},     {"¥", "", "CNY"},
    {"￥", "", "CNY"},   {"元", "CNY", ""},   {"人民币", "CNY", ""}, {"rmb", "CNY", ""},
    {"円", "JPY", ""},   {"₹", "INR", ""},    {"rs.", "", "INR"},    {"rs", "", "INR"},
    {"₽", "RUB", ""},  {"руб.", "RUB", ""}, {"руб", "RUB", ""},    {"рублей", "RUB", ""},
    {"р.", "RUB", ""},   {"₴", "UAH", ""},    {"грн.", "UAH", ""},   {"грн", "UAH", ""},
    {"zł", "PLN", ""},   {"zl", "PLN", ""},   {"kč", "CZK", ""},     {"ft", "HUF", ""},
    {"kr.", "", "SEK"},  {"kr", "", "SEK"},   {"lei", "RON", ""},    {"лв.", "BGN", ""},
    {"лв", "BGN", ""},   {"₺", "TRY", ""},    {"tl", "TRY", ""},     {"₩", "KRW", ""},
    {"원", "KRW", ""},   {"₪", "ILS", ""},    {"฿", "THB", ""},      {"บาท", "THB", ""},
    {"₫", "VND", ""},    {"đ", "VND", ""},    {"₱", "PHP", ""},      {"rp.", "IDR", ""},
    {"rp", "IDR", ""},   {"rm", "MYR", ""},   {"fr.", "CHF", ""},    {"sfr.", "CHF", ""},
    {"chf", "CHF", ""},  {"₸", "KZT", ""},    {"тг", "KZT", ""},     {"₿", "BTC", ""},
    {"btc", "BTC", ""},  {"xbt", "BTC", ""},  {"ltc", "LTC", ""},    {"eth", "ETH", ""},
    {"د.إ", "AED", ""},  {"dhs.", "AED", ""}, {"dhs", "AED", ""},    {"dh", "AED", ""},
    {"kd", "KWD", ""},   {"د.ك", "KWD", ""},  {"ر.س", "SAR", ""},    {"sr", "SAR", ""},
    {"ر.ع.", "OMR", ""}, {"₦", "NGN", ""},    {"r", "", "ZAR"},      {"s/.", "PEN", ""},
    {"s/", "PEN", ""},   {"₡", "CRC", ""},    {"₲", "PYG", ""},      {"€uro", "EUR", ""},
    {"РУБ.", "RUB", ""}, {"РУБ", "RUB", ""},  {"Р.", "RUB", ""},     {"Р", "RUB", ""},
    {"р", "RUB", ""},    {"ГРН.", "UAH", ""}, {"ГРН", "UAH", ""},    {"j$", "JMD", ""},
    {"؋", "AFN", ""},    {"₨", "", "INR"},
};

// ISO 4217 codes that stand by themselves in prices.
constexpr std::string_view kCodes[] = {
    "aed", "amd", "ars", "aud", "azn", "bdt", "bgn", "bhd", "brl", "byn", "cad", "chf",
    "clp", "cny", "cop", "crc", "czk", "dkk", "dop", "dzd", "egp", "eur", "gbp", "gel",
    "ghs", "gtq", "hkd", "hrk", "huf", "idr", "ils", "inr", "iqd", "isk", "jod", "jpy",
    "kes", "krw", "kwd", "kzt", "lbp", "lkr", "ltl", "lvl", "mad", "mdl", "mmk", "mxn",
    "myr", "ngn", "nok", "npr", "nzd", "omr", "pab", "pen", "php", "pkr", "pln", "pyg",
    "qar", "ron", "rsd", "rub", "sar", "sek", "sgd", "thb", "tnd", "try", "twd", "tzs",
    "uah", "ugx", "usd", "uyu", "uzs", "ves", "vnd", "zar"};

// Currencies with three decimal places, in which "423.923" is no thousands.
constexpr std::string_view kThreePlaces[] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};

// Units that make a number something else than a price, when they follow it at once or after one
// space.
constexpr std::string_view kUnits[] = {
    "th/s", "th",   "t/s",  "t",   "gh/s",   "gh",     "mh/s",  "mh",   "kh/s", "ph/s",  "ph",
    "h/s",  "ksol", "sol",  "w",   "kw",     "kwh",    "v",     "a",    "hz",   "mm",    "cm",
    "m",    "kg",   "g",    "lb",  "lbs",    "oz",     "gb",    "tb",   "mb",   "ml",    "db",
    "nm",   "j/th", "w/th", "in",  "inch",   "months", "month", "days", "day",  "hours", "years",
    "year", "yrs",  "yr",   "pcs", "pieces", "piece",  "sets",  "x",    "ft",   "feet",  "foot"};

// Units that say so even behind a currency: "miner for BTC 110TH/s".
constexpr std::string_view kRates[] = {"th/s",   "th",   "t/s",  "gh/s", "gh",   "mh/s",
                                       "mh",     "kh/s", "ph/s", "ph",   "h/s",  "ksol",
                                       "ksol/s", "kwh",  "w",    "kw",   "watt", "watts"};

// Dollars that stand with their code before the sign: "AU $872.30", "NZD $100.70".
constexpr std::pair<std::string_view, std::string_view> kDollars[] = {
    {"us", "USD"},  {"usd", "USD"}, {"ca", "CAD"},  {"cad", "CAD"}, {"au", "AUD"},
    {"aud", "AUD"}, {"nz", "NZD"},  {"nzd", "NZD"}, {"hk", "HKD"},  {"hkd", "HKD"},
    {"sg", "SGD"},  {"sgd", "SGD"}, {"nt", "TWD"},  {"twd", "TWD"}, {"mx", "MXN"},
    {"mxn", "MXN"}, {"ars", "ARS"}, {"clp", "CLP"}, {"cop", "COP"}, {"uyu", "UYU"}};

// A bare number with more digits than this is a telephone or an article's number.
constexpr size_t kMaxBareDigits = 9;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// Letters of scripts that write words with spaces between: Latin, Greek, Cyrillic, Armenian.
// Chinese and Japanese stand next to a number without one.
bool IsWordLetter(char32_t c) {
  return (c < 0x80 && IsAlpha(static_cast<char>(c))) ||
         (c >= 0xC0 && c <= 0x58F && c != 0xD7 && c != 0xF7);
}

bool LetterAt(std::string_view text, size_t pos) {
  return pos < text.size() && IsWordLetter(DecodeUtf8(text, &pos));
}

bool LetterBefore(std::string_view text, size_t pos) {
  if (pos == 0) return false;
  size_t begin = pos - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) begin--;
  return IsWordLetter(DecodeUtf8(text, &begin));
}

// White space in prices: ASCII, no-break, narrow no-break and thin spaces. Its length at `pos`; 0.
size_t SpaceAt(std::string_view text, size_t pos) {
  if (pos >= text.size()) return 0;
  if (text[pos] == ' ' || text[pos] == '\t' || text[pos] == '\n') return 1;
  if (text.substr(pos, 2) == "\xC2\xA0") return 2;
  const std::string_view three = text.substr(pos, 3);
  return three == "\xE2\x80\xAF" || three == "\xE2\x80\x89" ? 3 : 0;
}

// Apostrophes that group digits: ' and U+2019.
size_t ApostropheAt(std::string_view text, size_t pos) {
  if (pos < text.size() && text[pos] == '\'') return 1;
  return text.substr(std::min(pos, text.size()), 3) == "\xE2\x80\x99" ? 3 : 0;
}

size_t DigitsAt(std::string_view text, size_t pos) {
  size_t end = pos;
  while (end < text.size() && IsDigit(text[end])) end++;
  return end - pos;
}

struct Number {
  Span span;
  std::string digits;                           // of all groups
  std::vector<std::pair<char, size_t>> breaks;  // separator, digits before it; ' ' for spaces
};

// Reads digits with their separators at text[pos], which is a digit.
Number ReadNumber(std::string_view text, size_t pos) {
  Number number;
  number.span.begin = static_cast<uint32_t>(pos);
  for (;;) {
    const size_t count = DigitsAt(text, pos);
    number.digits.append(text.substr(pos, count));
    pos += count;
    number.span.end = static_cast<uint32_t>(pos);
    if (pos >= text.size() || number.digits.size() > 18) break;
    size_t skip = 0;
    char separator = 0;
    if (text[pos] == '.' || text[pos] == ',') {
      skip = 1;
      separator = text[pos];
    } else if ((skip = ApostropheAt(text, pos)) > 0) {
      separator = '\'';
    } else if ((skip = SpaceAt(text, pos)) > 0) {
      // A space groups only between groups of three: "1 299" but not "2 1299" or "S9 14".
      separator = ' ';
      const size_t before = number.breaks.empty()
                                ? number.digits.size()
                                : number.digits.size() - number.breaks.back().second;
      if (before > 3 || DigitsAt(text, pos + skip) != 3) break;
    }
    if (skip == 0 || DigitsAt(text, pos + skip) == 0) break;
    number.breaks.emplace_back(separator, number.digits.size());
    pos += skip;
  }
  return number;
}

// Decides which separator is the decimal one. Returns the number of decimal places.
size_t DecimalPlaces(const Number& number, std::string_view currency) {
  if (number.breaks.empty()) return 0;
  const char last = number.breaks.back().first;
  const size_t before = number.breaks.back().second;
  const size_t after = number.digits.size() - before;
  if (last == ' ' || last == '\'') return 0;
  const auto count = std::count_if(number.breaks.begin(), number.breaks.end(),
                                   [last](const auto& b) { return b.first == last; });
  if (count > 1) return 0;                                   // 1.144.000
  if (number.breaks.size() > 1) return after;                // 1,299.00 and 1.299,00
  if (after != 3) return after;                              // 12.5, 12,99, 0.2443
  if (before == 0 || number.digits[0] == '0') return after;  // 0.123
  if (before > 3) return after;                              // 1234.567
  for (const std::string_view code : kThreePlaces) {
    if (code == currency) return after;
  }
  return 0;
}

std::optional<Decimal> ToDecimal(const Number& number, std::string_view currency) {
  std::string text = number.digits;
  const size_t places = DecimalPlaces(number, currency);
  if (places > 0) text.insert(text.size() - places, ".");
  if (text[0] == '.') text.insert(0, "0");
  return ParseDecimal(text);
}

struct CurrencyMatch {
  std::string code;
  size_t size = 0;  // bytes of the sign
  bool found = false;
};

CurrencyMatch Resolve(const CurrencySign& sign, std::string_view hint) {
  CurrencyMatch match;
  match.found = true;
  match.size = sign.sign.size();
  match.code = std::string(sign.code);
  if (!sign.code.empty()) return match;
  // A shared sign is the hint's where the hint is one of those that write it.
  const auto one_of = [&](std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), hint) != codes.end();
  };
  const std::string_view s = sign.sign;
  const bool fits = s == "$" ? one_of({"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS",
                                       "CLP", "COP", "TWD", "UYU", "BRL"})
                    : s == "¥" || s == "￥"   ? one_of({"CNY", "JPY"})
                    : s == "rs" || s == "rs." ? one_of({"INR", "PKR", "LKR", "NPR"})
                    : s == "kr" || s == "kr." ? one_of({"SEK", "NOK", "DKK", "ISK", "CZK"})
                                              : one_of({"ZAR", "BRL"});
  match.code = std::string(fits ? hint : sign.usual);
  return match;
}

// Signs that stand on one side of the number alone, as they are too short for the other one.
bool IsOnlyBefore(std::string_view sign) { return sign == "r" || sign == "sr"; }
bool IsOnlyAfter(std::string_view sign) { return sign == "Р" || sign == "р"; }

// "NZD $" for a "$" at the end of `text`: the code and the bytes of both; nothing when none stands
// there.
CurrencyMatch DollarsBefore(std::string_view text) {
  size_t end = text.size() - 1;
  if (end > 0 && text[end - 1] == ' ') end--;
  size_t begin = end;
  while (begin > 0 && end - begin < 4 && IsAlpha(text[begin - 1])) begin--;
  if (LetterBefore(text, begin)) return {};
  const std::string word = absl::AsciiStrToLower(text.substr(begin, end - begin));
  for (const auto& [name, code] : kDollars) {
    if (word == name) return {std::string(code), text.size() - begin, true};
  }
  return {};
}

CurrencyMatch SignBefore(std::string_view text, std::string_view hint) {
  CurrencyMatch best;
  for (const CurrencySign& sign : kSigns) {
    if (sign.sign.size() <= best.size || !absl::EndsWithIgnoreCase(text, sign.sign)) continue;
    if (sign.sign == "r" && hint != "ZAR") continue;  // else any word's initial is a currency
    if (IsOnlyAfter(sign.sign)) continue;
    // A sign of letters must not be part of a longer word.
    const size_t begin = text.size() - sign.sign.size();
    if (LetterAt(sign.sign, 0) && LetterBefore(text, begin)) continue;
    best = Resolve(sign, hint);
  }
  if (best.found && text.back() == '$' && best.size == 1) {
    if (CurrencyMatch dollars = DollarsBefore(text); dollars.found) return dollars;
  }
  if (text.size() >= 3) {
    const std::string word = absl::AsciiStrToLower(text.substr(text.size() - 3));
    const bool bounded = !LetterBefore(text, text.size() - 3);
    if (best.size < 3 && bounded &&
        std::binary_search(std::begin(kCodes), std::end(kCodes), std::string_view(word))) {
      best = {absl::AsciiStrToUpper(word), 3, true};
    }
  }
  return best;
}

CurrencyMatch SignAfter(std::string_view text, std::string_view hint) {
  CurrencyMatch best;
  for (const CurrencySign& sign : kSigns) {
    if (sign.sign.size() <= best.size || !absl::StartsWithIgnoreCase(text, sign.sign)) continue;
    const size_t end = sign.sign.size();
    const bool word = LetterBefore(sign.sign, end);
    if (word && end < text.size() && (LetterAt(text, end) || IsDigit(text[end]))) continue;
    if (IsOnlyBefore(sign.sign)) continue;
    if (sign.sign == "ft" && text[0] == 'f' && hint != "HUF") continue;  // feet
    best = Resolve(sign, hint);
  }
  const std::string word = absl::AsciiStrToLower(text.substr(0, 3));
  const bool bounded =
      text.size() <= 3 || !absl::ascii_isalnum(static_cast<unsigned char>(text[3]));
  if (best.size < 3 && word.size() == 3 && bounded &&
      std::binary_search(std::begin(kCodes), std::end(kCodes), std::string_view(word))) {
    best = {absl::AsciiStrToUpper(word), 3, true};
  }
  return best;
}

size_t SkipSpaces(std::string_view text, size_t pos, size_t most) {
  const size_t begin = pos;
  for (size_t n; (n = SpaceAt(text, pos)) > 0 && pos - begin < most;) pos += n;
  return pos;
}

size_t SkipSpacesBack(std::string_view text, size_t pos, size_t most) {
  for (size_t i = 0; i < most && pos > 0; i++) {
    if (text[pos - 1] == ' ' || text[pos - 1] == '\t' || text[pos - 1] == '\n') {
      pos--;
    } else if (pos >= 2 && SpaceAt(text, pos - 2) == 2) {
      pos -= 2;
    } else if (pos >= 3 && SpaceAt(text, pos - 3) == 3) {
      pos -= 3;
    } else {
      break;
    }
  }
  return pos;
}

// The letters and slashes of a unit behind a number that ends at `end`, in lower case.
std::string UnitBehind(std::string_view text, size_t end) {
  if (end < text.size() && text[end] == ' ') end++;
  size_t unit_end = end;
  while (unit_end < text.size() && (IsAlpha(text[unit_end]) || text[unit_end] == '/')) unit_end++;
  return absl::AsciiStrToLower(text.substr(end, unit_end - end));
}

bool IsRate(std::string_view text, Span number) {
  const std::string unit = UnitBehind(text, number.end);
  return std::find(std::begin(kRates), std::end(kRates), std::string_view(unit)) !=
         std::end(kRates);
}

// "+86 138 0013 8000", "138-0013-8000", "(555) 123-4567": digits that go on behind another break
// than those of amounts, or too many of them.
bool IsTelephone(std::string_view text, const Number& number) {
  const size_t begin = number.span.begin, end = number.span.end;
  const bool decimals = !number.breaks.empty() &&
                        (number.breaks.back().first == '.' || number.breaks.back().first == ',');
  if (!decimals && number.digits.size() > kMaxBareDigits) return true;
  if (begin > 0 && text[begin - 1] == '+') return true;
  if (!decimals && number.digits.size() > 2 && number.digits.substr(0, 2) == "00") return true;
  const auto goes_on = [&](size_t at) { return at < text.size() && IsDigit(text[at]); };
  if (end < text.size() && text[end] == ')' && begin > 0 && text[begin - 1] == '(') {
    return goes_on(end + 1) || goes_on(end + 2);
  }
  return !decimals && end < text.size() && text[end] == '-' && goes_on(end + 1);
}

// The end of the telephone number whose first digits end at `pos`: up to 15 digits in groups, but
// not a group that has a currency behind it.
size_t SkipTelephone(std::string_view text, size_t pos, std::string_view hint) {
  constexpr size_t kMostDigits = 15;
  for (size_t digits = 0; digits < kMostDigits;) {
    size_t group = pos;
    while (group < text.size() && group < pos + kMaxGap &&
           absl::StrContains(" -().", text.substr(group, 1))) {
      group++;
    }
    const size_t count = DigitsAt(text, group);
    if (count == 0 ||
        SignAfter(text.substr(SkipSpaces(text, group + count, kMaxGap)), hint).found) {
      break;
    }
    digits += count;
    pos = group + count;
  }
  return pos;
}

// "Copyright 2021", "since 2014": four digits that can be a year, beside words.
bool IsYear(std::string_view text, const Number& number) {
  if (number.digits.size() != 4 || !number.breaks.empty()) return false;
  if (number.digits < "1990" || number.digits > "2039") return false;
  return LetterBefore(text, SkipSpacesBack(text, number.span.begin, kMaxGap)) ||
         LetterAt(text, SkipSpaces(text, number.span.end, kMaxGap));
}

// Whether the number is a quantity of something, a percentage, a date or a model number.
bool IsNoPrice(std::string_view text, const Number& bare, bool behind_dash) {
  if (IsTelephone(text, bare) || IsYear(text, bare)) return true;
  const Span number = bare.span;
  const size_t begin = number.begin, end = number.end;
  if (begin > 0) {
    const char before = text[begin - 1];
    if (IsAlpha(before) || before == '#' || before == '/' || before == ':') return true;
    if (!behind_dash && before == '-' && begin > 1 &&
        (IsDigit(text[begin - 2]) || LetterBefore(text, begin - 1))) {
      return true;
    }
  }
  if (end >= text.size()) return false;
  if (text[end] == '%' || text[end] == ':' || text[end] == '"' || text[end] == '+') return true;
  const bool digit_behind = end + 1 < text.size() && IsDigit(text[end + 1]);
  if (text[end] == '-' && end - begin == 4 && digit_behind) return true;  // "2021-10-08"
  if (text[end] == '/') return digit_behind;                              // a date, or "40.00/each"
  if (text[end] == ' ' && end + 1 < text.size() && text[end + 1] == '%') return true;
  const std::string unit = UnitBehind(text, end);
  for (const std::string_view known : kUnits) {
    if (unit == known) return true;
  }
  if (text[end] == '-' && LetterAt(text, end + 1)) return true;  // "5-year warranty"
  return IsAlpha(text[end]);  // "5nm", "3rd": glued letters that are no currency
}

struct Candidate {
  Decimal amount;
  std::string currency;
  bool has_sign = false;
  Span raw;
};

// ".75": the bytes of the point before a number without a whole part. 0 when what stands there is a
// row of dots or belongs to an abbreviation: "Rs.500", and so "$.75,333" with its groups, which
// leaves the second point of "$..75,333" as the decimal one.
size_t LeadingPoint(std::string_view text, const Number& number) {
  const size_t pos = number.span.begin;
  size_t begin = pos;
  while (begin > 0 && text[begin - 1] == '.') begin--;
  const size_t points = pos - begin;
  if (points == 0 || points > 2 || LetterBefore(text, begin)) return 0;
  if (points == 1 && !number.breaks.empty()) return 0;
  return begin == 0 || !(IsDigit(text[begin - 1]) || text[begin - 1] == '/') ? points : 0;
}

// The position behind "1.999,-", "199,--" and "105. –": a dash in the place of cents.
size_t SkipNoCents(std::string_view text, size_t pos) {
  if (pos + 1 >= text.size() || (text[pos] != ',' && text[pos] != '.')) return pos;
  size_t end = pos + 1;
  while (end < text.size() && text[end] == '-') end++;
  if (end == pos + 1 && absl::StartsWith(text.substr(end), "–")) end += 3;
  return end == pos + 1 ? pos : end;
}

// "$2k", "$1.5M": what the letter multiplies by; 1 for none.
int64_t MagnitudeAt(std::string_view text, size_t pos) {
  if (pos >= text.size() || LetterAt(text, pos + 1)) return 1;
  if (pos + 1 < text.size() && (text[pos + 1] == '/' || IsDigit(text[pos + 1]))) return 1;
  return text[pos] == 'k' || text[pos] == 'K' ? 1'000 : text[pos] == 'M' ? 1'000'000 : 1;
}

std::optional<Candidate> CandidateAt(std::string_view text, size_t pos, std::string_view hint,
                                     bool behind_dash, size_t* next) {
  Number number = ReadNumber(text, pos);
  *next = number.span.end;
  if (const size_t points = LeadingPoint(text, number); points > 0) {
    number.span.begin -= static_cast<uint32_t>(points);
    number.digits.insert(0, "0");
    number.breaks = {{'.', 1}};
  }
  const size_t before_end = SkipSpacesBack(text, number.span.begin, kMaxGap);
  const size_t number_end = SkipNoCents(text, number.span.end);
  const size_t after_begin = SkipSpaces(text, number_end, kMaxGap);
  CurrencyMatch before = SignBefore(text.substr(0, before_end), hint);
  if (!before.found && before_end == pos && pos > 1 && text[pos - 1] == '.') {
    before = SignBefore(text.substr(0, pos - 1), hint);  // "$.1,500"
    if (before.found) before.size++;
  }
  CurrencyMatch after = SignAfter(text.substr(after_begin), hint);
  // "110 V $45": a sign that touches the next number is that one's.
  const size_t after_end = after_begin + after.size;
  if (after.found && after_begin > number_end && after_end < text.size() &&
      IsDigit(text[after_end])) {
    after = {};
  }
  Candidate candidate;
  candidate.raw = number.span;
  // An exact code beats a shared sign: "$ 12 CAD".
  const bool shared_before =
      before.found && before.size == 1 && text[before_end - 1] == '$' && after.found;
  if (before.found && !shared_before) {
    candidate.currency = before.code;
    candidate.raw.begin = static_cast<uint32_t>(before_end - before.size);
  } else if (after.found) {
    candidate.currency = after.code;
    candidate.raw.end = static_cast<uint32_t>(after_begin + after.size);
    if (shared_before) candidate.raw.begin = static_cast<uint32_t>(before_end - before.size);
  }
  candidate.has_sign = before.found || after.found;
  if (candidate.has_sign) {
    if (IsRate(text, number.span)) return std::nullopt;
  } else if (IsNoPrice(text, number, behind_dash)) {
    if (IsTelephone(text, number)) *next = SkipTelephone(text, *next, hint);
    return std::nullopt;
  }
  // "US$ 5-year": a sign does not make a percentage a price.
  if (number.span.end < text.size() && text[number.span.end] == '%') return std::nullopt;
  if (candidate.currency.empty()) candidate.currency = std::string(hint);
  std::optional<Decimal> amount = ToDecimal(number, candidate.currency);
  if (!amount.has_value()) return std::nullopt;
  if (const int64_t times = MagnitudeAt(text, number.span.end); before.found && times > 1) {
    amount = Multiply(*amount, {times, 0}, 0);
    if (!amount.has_value()) return std::nullopt;
    candidate.raw.end = number.span.end + 1;
    *next = candidate.raw.end;
  }
  // "35€ 99", "1250€600": the sign stands where the decimal point would.
  if (after.found && candidate.currency == "EUR" && amount->scale == 0) {
    const size_t cents = SkipSpaces(text, after_begin + after.size, 1);
    const size_t places = DigitsAt(text, cents);
    const bool glued = cents == after_begin + after.size;
    const size_t end = cents + places;
    const bool bounded = end >= text.size() || SpaceAt(text, end) > 0;
    if ((places == 2 || (places == 3 && glued)) && bounded) {
      amount = ParseDecimal(FormatDecimal(*amount) + "." + std::string(text.substr(cents, places)));
      if (!amount.has_value()) return std::nullopt;
      candidate.raw.end = static_cast<uint32_t>(end);
      *next = end;
    }
  }
  candidate.amount = *amount;
  return candidate;
}

// The position behind a range's dash at `pos`; npos when there is none.
size_t AfterDash(std::string_view text, size_t pos) {
  pos = SkipSpaces(text, pos, kMaxGap);
  for (const std::string_view dash : {"-", "–", "—", "~", "～", "to ", "до ", "至", "a "}) {
    if (absl::StartsWith(text.substr(pos), dash)) {
      return SkipSpaces(text, pos + dash.size(), kMaxGap);
    }
  }
  return std::string_view::npos;
}

// Makes a range of `price` when a second amount stands behind a dash: "US $1,200.00 - 1,500.00",
// "97,39 - 128,72 €", and "149.00-159.00" alone.
//   out     whether one of the two has a currency sign
bool ExtendToRange(std::string_view text, std::string_view hint, const Candidate& first,
                   Price* price) {
  const size_t second = AfterDash(text, first.raw.end);
  if (second == std::string_view::npos) return first.has_sign;
  size_t digit = second;  // a currency may stand before it
  while (digit < text.size() && digit < second + 6 && !IsDigit(text[digit])) digit++;
  if (digit >= text.size() || !IsDigit(text[digit])) return first.has_sign;
  size_t next = digit;
  const std::optional<Candidate> other =
      CandidateAt(text, digit, first.currency.empty() ? hint : first.currency, true, &next);
  if (!other.has_value() || Compare(other->amount, first.amount) <= 0) return first.has_sign;
  const bool any = first.has_sign || other->has_sign;
  const bool both = first.has_sign && other->has_sign;
  if (both && other->currency != first.currency) return true;
  if (!any && (first.amount.scale != 2 || other->amount.scale != 2)) return false;
  // "$50 to 100 customers": a word joins two amounts only where the second is plainly one.
  const bool word = IsAlpha(text[SkipSpaces(text, first.raw.end, kMaxGap)]);
  if (word && !other->has_sign && SkipSpaces(text, other->raw.end, kMaxGap) < text.size()) {
    return first.has_sign;
  }
  price->amount_max = other->amount;
  price->raw.end = other->raw.end;
  if (!first.has_sign) price->currency = other->currency;
  return any;
}

}  // namespace

std::optional<Price> ParsePrice(std::string_view text, std::string_view currency_hint) {
  std::optional<Price> first;  // the first number, for a text that names no currency
  for (size_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos])) {
      pos++;
      continue;
    }
    size_t next = pos + 1;
    const std::optional<Candidate> candidate = CandidateAt(text, pos, currency_hint, false, &next);
    pos = next;
    if (!candidate.has_value()) continue;
    Price price;
    price.amount = candidate->amount;
    price.currency = candidate->currency;
    price.raw = candidate->raw;
    if (ExtendToRange(text, currency_hint, *candidate, &price)) return price;
    if (!first.has_value()) first = price;
  }
  return first;
}

}  // namespace touchstone

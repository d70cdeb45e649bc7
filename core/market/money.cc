#include "core/market/money.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/market/currency.h"

namespace touchstone {
namespace {

// Currencies in which "423.923" is no thousands: three decimal places, and coins that are worth
// more than most machines.
constexpr std::string_view kThreePlaces = "|BHD|JOD|KWD|LYD|OMR|TND|BTC|ETH|BCH|LTC|ZEC|XMR|";

// Units that make a number something else than a price, when they follow it at once or after one
// space.
constexpr std::string_view kUnits =
    "|th/s|th|t/s|t|gh/s|gh|mh/s|mh|kh/s|ph/s|ph|h/s|ksol|sol|w|kw|kwh|v|a|hz|mm|cm|m|kg|g|lb|lbs|"
    "oz|gb|tb|mb|ml|db|nm|j/th|w/th|in|inch|months|month|days|day|hours|years|year|yrs|yr|pcs|"
    "pieces|piece|sets|x|ft|feet|foot|watt|watts|ksol/s|";

// Units that say so even behind a currency: "miner for BTC 110TH/s".
constexpr std::string_view kRates =
    "|th/s|th|t/s|gh/s|gh|mh/s|mh|kh/s|ph/s|ph|h/s|ksol|ksol/s|kwh|w|kw|watt|watts|";

// What a bare number counts in Chinese and Japanese: parts of dates, pieces.
constexpr std::string_view kCounters[] = {"年", "月", "日", "号", "个", "台", "天", "小时", "次"};

// Magnitudes: the power of ten, the word, and the currency it is read beside, for what is a word of
// something else elsewhere ("50 bin" is Turkish for 50,000, and "buy it now").
constexpr std::string_view kMagnitudes =
    "8億|8亿|8억|4万|4萬|4만|3千|7천만|3천|5lakhs|5lakh|5lacs|5lac|7crores|7crore|7cr=INR|3тыс.|"
    "3тыс|3тис.|"
    "3тис|3тысяч|3тысячи|9млрд|6млн.|6млн|6mln|6mio.|6mio|6million|6millions|6milhões|6millones|"
    "6jt|"
    "6juta|3rb=IDR|3ribu|6tr=VND|6triệu|3nghìn|3ngàn|3bin=TRY|6milyon|3k|6m|9bn|3mil=BRL|3mil=EUR|"
    "3mil=MXN|3mil=ARS|3mil=COP|3mil=CLP|";

// A bare number with more digits than this is a telephone or an article's number.
constexpr size_t kMaxBareDigits = 9;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// Folded text has one space, or one line feed, where there was white space.
bool SpaceAt(std::string_view text, size_t pos) {
  return pos < text.size() && (text[pos] == ' ' || text[pos] == '\n');
}

size_t SkipSpace(std::string_view text, size_t pos) { return pos + (SpaceAt(text, pos) ? 1 : 0); }

size_t SkipSpaceBack(std::string_view text, size_t pos) {
  return pos - (pos > 0 && SpaceAt(text, pos - 1) ? 1 : 0);
}

size_t DigitsAt(std::string_view text, size_t pos) {
  size_t end = pos;
  while (end < text.size() && IsDigit(text[end])) end++;
  return end - pos;
}

struct Break {
  char first = 0;      // the separator
  uint8_t second = 0;  // digits before it
};

// The separators of a number. No amount has more digits than kMostDigits.
constexpr size_t kMostDigits = 18;

class Breaks {
 public:
  void Add(char separator, size_t digits) {
    breaks_[size_++] = {separator, static_cast<uint8_t>(digits)};
  }
  bool empty() const { return size_ == 0; }
  size_t size() const { return size_; }
  const Break& operator[](size_t i) const { return breaks_[i]; }
  const Break& back() const { return breaks_[size_ - 1]; }
  Break* begin() { return breaks_; }
  Break* end() { return breaks_ + size_; }
  void Clear() { size_ = 0; }

 private:
  Break breaks_[kMostDigits + 2];  // one for each digit, and raised cents
  size_t size_ = 0;
};

struct Number {
  size_t begin = 0, end = 0;
  std::string digits;  // of all groups
  Breaks breaks;
};

// The letters and slashes of a unit behind a number that ends at `end`.
std::string_view UnitBehind(std::string_view text, size_t end) {
  if (end < text.size() && text[end] == ' ') end++;
  size_t unit_end = end;
  while (unit_end < text.size() && (IsAlpha(text[unit_end]) || text[unit_end] == '/')) unit_end++;
  return text.substr(end, unit_end - end);
}

// Reads digits with their separators at text[pos], which is a digit.
Number ReadNumber(std::string_view text, size_t pos) {
  Number number;
  number.begin = pos;
  for (;;) {
    const size_t count = DigitsAt(text, pos);
    number.digits.append(text.substr(pos, count));
    number.end = pos += count;
    if (pos >= text.size() || number.digits.size() > kMostDigits) break;
    const char separator = text[pos];
    if (!absl::StrContains(".,' ", separator)) break;
    const size_t next = DigitsAt(text, pos + 1);
    if (next == 0) break;
    if (separator == ' ') {
      // A space groups only groups of three: "1 299" but not "2 1299", "S9 14", "2.00 100" or
      // "$50 220V".
      const auto& breaks = number.breaks;
      const size_t before = number.digits.size() - (breaks.empty() ? 0 : breaks.back().second);
      if (before > 3 || next != 3 || (!breaks.empty() && breaks.back().first != ' ')) break;
      const std::string_view unit = UnitBehind(text, pos + 4);
      if (unit != "ft" && InWords(kUnits, unit)) break;  // "12 500 Ft" are forints
    }
    number.breaks.Add(separator, number.digits.size());
    pos++;
  }
  return number;
}

// Digits of the last group, and whether all groups are those of an amount: three digits, or two as
// in "1,29,900". "2021.10.08", "10.08.2021" and "192.168.1.1" are no amounts.
size_t LastGroup(const Number& number, bool* regular) {
  size_t end = number.digits.size();
  const size_t last = number.breaks.empty() ? end : end - number.breaks.back().second;
  *regular = true;
  for (size_t i = 0; i + 1 < number.breaks.size(); i++) {
    const size_t size = number.breaks[i + 1].second - number.breaks[i].second;
    if (size != 3 && !(size == 2 && number.breaks[i].first == ',')) *regular = false;
  }
  const bool same =
      number.breaks.size() > 1 && number.breaks[0].first == number.breaks.back().first;
  if (same && last != 3) *regular = false;
  return last;
}

// Decides which separator is the decimal one. Returns the number of decimal places.
size_t DecimalPlaces(const Number& number, std::string_view currency, bool magnitude) {
  if (number.breaks.empty()) return 0;
  const auto [last, before] = number.breaks.back();
  const size_t after = number.digits.size() - before;
  if (last == ' ' || last == '\'') return 0;
  size_t count = 0;
  for (size_t i = 0; i < number.breaks.size(); i++) count += number.breaks[i].first == last ? 1 : 0;
  if (count > 1) return after == 3 || after > 4 ? 0 : after;  // 1.144.000, but 1.144.00
  if (number.breaks.size() > 1) return after;                 // 1,299.00 and 1.299,00
  if (after != 3 || magnitude) return after;                  // 12.5, 12,99, 0.2443, 1.234万
  if (before == 0 || number.digits[0] == '0') return after;   // 0.123
  if (before > 3) return after;                               // 1234.567
  const bool three =
      last == '.' ? InWords(kThreePlaces, currency) : currency == "TND" || currency == "LYD";
  return three ? after : 0;
}

std::optional<Decimal> ToDecimal(const Number& number, size_t places) {
  std::string text = number.digits;
  if (places > 0) text.insert(text.size() - places, ".");
  if (text[0] == '.') text.insert(0, "0");
  return ParseDecimal(text);
}

// Bytes of a magnitude at `pos`, and its power of ten; 0 for none.
//   in      currency: of the price, as far as it is known
//           sign: whether a currency stands before the number
size_t MagnitudeAt(const PriceText& price, size_t pos, std::string_view currency, bool sign,
                   int* power) {
  const std::string_view text = price.text;
  const size_t begin = pos < text.size() && text[pos] == ' ' ? pos + 1 : pos;
  if (begin >= text.size() || (!IsAlpha(text[begin]) && (text[begin] & 0x80) == 0)) return 0;
  for (size_t at = 0; at < kMagnitudes.size();) {
    const size_t bar = kMagnitudes.find('|', at);
    std::string_view word = kMagnitudes.substr(at + 1, bar - at - 1);
    const int digit = kMagnitudes[at] - '0';
    at = bar + 1;
    std::string_view only;
    if (const size_t equals = word.find('='); equals != std::string_view::npos) {
      only = word.substr(equals + 1);
      word = word.substr(0, equals);
    }
    if (!absl::StartsWith(text.substr(std::min(begin, text.size())), word)) continue;
    const size_t end = begin + word.size();
    if (word.size() == 1 && begin > pos) continue;  // "$50 m"
    if (LetterBefore(text, end) &&
        (LetterAt(text, end) || (end < text.size() && IsDigit(text[end])))) {
      // "5kusd" is no word; "2k€" is.
      continue;
    }
    if (word.size() == 1 && end < text.size() && text[end] == '/') continue;
    const CurrencyMatch after = CurrencyAfter(price, SkipSpace(text, end), only);
    if (!only.empty() && currency != only && after.code != only) continue;
    // A letter alone is one beside a currency alone; and "9050M" beside a coin is a hashrate.
    if (IsAlpha(word[0]) && word.size() <= 2 && (IsCoin(currency) || !(sign || after.found()))) {
      continue;
    }
    if (word == "m" && !sign) continue;
    *power = digit;
    return end - pos;
  }
  return 0;
}

int64_t PowerOfTen(int power) {
  int64_t value = 1;
  for (int i = 0; i < power; i++) value *= 10;
  return value;
}

// "10-20 $", "1200-1500 USD": whether digits without groups go on behind a dash, up to a currency.
bool IsPlainRange(const PriceText& price, size_t end) {
  const std::string_view text = price.text;
  if (end >= text.size() || text[end] != '-') return false;
  const size_t digits = DigitsAt(text, end + 1);
  return digits > 0 && CurrencyAfter(price, SkipSpace(text, end + 1 + digits), "").found();
}

// "+86 138 0013 8000", "138-0013-8000", "(555) 123-4567", "8 800 555 35 35": digits that go on
// behind another break than those of amounts, or too many of them.
bool IsTelephone(const PriceText& price, const Number& number) {
  const std::string_view text = price.text;
  const size_t begin = number.begin, end = number.end;
  const char last = number.breaks.empty() ? 0 : number.breaks.back().first;
  const bool decimals = last == '.' || last == ',';
  if (!decimals && number.digits.size() > kMaxBareDigits) return true;
  if (begin > 0 && text[begin - 1] == '+') return true;
  if (!decimals && number.digits.size() > 1 && number.digits[0] == '0') return true;
  const auto goes_on = [&](size_t at) { return at < text.size() && IsDigit(text[at]); };
  if (end < text.size() && text[end] == ')' && begin > 0 && text[begin - 1] == '(') {
    return goes_on(end + 1) || goes_on(end + 2);
  }
  if (SpaceAt(text, end)) {
    if (last == ' ' && goes_on(end + 1)) return true;
    return absl::StartsWith(text.substr(end + 1), "(") && goes_on(end + 2);  // "8 (495)"
  }
  return !decimals && end < text.size() && text[end] == '-' && goes_on(end + 1) &&
         !IsPlainRange(price, end);
}

// The end of the telephone number whose first digits end at `pos`: up to 15 digits in groups, but
// not a group that has a currency behind it.
size_t SkipTelephone(const PriceText& price, size_t pos) {
  constexpr size_t kMostTelephone = 15, kMostBreaks = 3;
  const std::string_view text = price.text;
  for (size_t digits = 0; digits < kMostTelephone;) {
    size_t group = pos;
    while (group < text.size() && group < pos + kMostBreaks &&
           absl::StrContains(" -().", text[group])) {
      group++;
    }
    const size_t count = DigitsAt(text, group);
    if (count == 0 || CurrencyAfter(price, SkipSpace(text, group + count), "").found()) break;
    digits += count;
    pos = group + count;
  }
  return pos;
}

// "Copyright 2021", "since 2014", "July, 2004": four digits that can be a year, beside words.
bool IsYear(std::string_view text, const Number& number) {
  if (number.digits.size() != 4 || !number.breaks.empty()) return false;
  if (number.digits < "1990" || number.digits > "2039") return false;
  size_t before = SkipSpaceBack(text, number.begin);
  if (before > 0 && text[before - 1] == ',') before--;
  return LetterBefore(text, before) || LetterAt(text, SkipSpace(text, number.end));
}

// Whether the number is a quantity of something, a percentage, a date or a model number.
bool IsNoPrice(const PriceText& price, const Number& number, bool behind_dash) {
  const std::string_view text = price.text;
  if (IsTelephone(price, number) || IsYear(text, number)) return true;
  bool regular = true;
  LastGroup(number, &regular);
  if (!regular) return true;
  const size_t begin = number.begin, end = number.end;
  if (begin > 0) {
    const char before = text[begin - 1];
    if (LetterBefore(text, begin) || absl::StrContains("#/:", before)) return true;
    if (!behind_dash && before == '-' && begin > 1 &&
        (IsDigit(text[begin - 2]) || LetterBefore(text, begin - 1))) {
      return true;
    }
  }
  if (end >= text.size()) return false;
  if (absl::StrContains("%:\"+", text[end])) return true;
  const bool digit_behind = end + 1 < text.size() && IsDigit(text[end + 1]);
  if (text[end] == '-' && end - begin == 4 && digit_behind) {
    return !IsPlainRange(price, end);  // "2021-10-08"
  }
  if (text[end] == '/') return digit_behind;  // a date, or "40.00/each"
  if (absl::StartsWith(text.substr(end), " %")) return true;
  if (InWords(kUnits, UnitBehind(text, end))) return true;
  for (const std::string_view counter : kCounters) {
    if (absl::StartsWith(text.substr(SkipSpace(text, end)), counter)) return true;
  }
  if (text[end] == '-' && LetterAt(text, end + 1)) return true;  // "5-year warranty"
  return IsAlpha(text[end]);  // "5nm", "3rd": glued letters that are no currency
}

struct Candidate {
  Decimal amount;
  std::string_view currency;
  bool has_sign = false;
  size_t begin = 0, end = 0;
};

// ".75": the bytes of the point before a number without a whole part. 0 when what stands there is a
// row of dots or belongs to an abbreviation: "Rs.500", and so "$.75,333" with its groups, which
// leaves the second point of "$..75,333" as the decimal one.
size_t LeadingPoint(std::string_view text, const Number& number) {
  size_t begin = number.begin;
  while (begin > 0 && text[begin - 1] == '.') begin--;
  const size_t points = number.begin - begin;
  if (points == 0 || points > 2 || LetterBefore(text, begin)) return 0;
  if (points == 1 && !number.breaks.empty()) return 0;
  return begin == 0 || !(IsDigit(text[begin - 1]) || text[begin - 1] == '/') ? points : 0;
}

// The position behind "1.999,-", "199,--", "105. –" and "1'299.—": a dash in the place of cents.
size_t SkipNoCents(std::string_view text, size_t pos) {
  if (pos + 1 >= text.size() || (text[pos] != ',' && text[pos] != '.')) return pos;
  size_t end = SkipSpace(text, pos + 1);
  const size_t begin = end;
  while (end < text.size() && text[end] == '-' && begin == pos + 1) end++;
  if (end == begin &&
      (absl::StartsWith(text.substr(end), "–") || absl::StartsWith(text.substr(end), "—"))) {
    end += 3;
  }
  return end == begin ? pos : end;
}

// What stands around one number.
struct Around {
  CurrencyMatch before, after;
  size_t before_end = 0;   // of the currency before
  size_t after_begin = 0;  // of the one behind
  size_t end = 0;          // of the number, its magnitude and its missing cents
  size_t magnitude = 0;    // bytes
  int power = 0;
  int64_t rest = 0;  // "3万5800円"
};

// Whether a currency that is a short word or a letter counts beside this number.
bool Needed(const CurrencyMatch& match, bool whole, bool before, const Number& number) {
  if (!match.found() || match.need == CurrencyMatch::Need::kNothing) return match.found();
  if (match.need == CurrencyMatch::Need::kWhole) return whole;
  // "R8,499", "R499.99", but not "R5" or "R9 390"; and no other letter beside more than its number.
  if (!before || number.breaks.empty() || number.breaks.back().first == ' ') return false;
  bool regular = true;
  const size_t last = LastGroup(number, &regular);
  return regular && (last == 2 || last == 3) && (whole || match.code == "ZAR");
}

//   in      taken: the end of the price before; its currency is not this one's ("10 € 20 €")
Around LookAround(const PriceText& price, const Number& number, std::string_view hint,
                  size_t taken) {
  const std::string_view text = price.text;
  Around around;
  around.before_end = SkipSpaceBack(text, number.begin);
  around.before = CurrencyBefore(price, around.before_end, hint);
  if (!around.before.found() && number.begin > 1 && text[number.begin - 1] == '.') {
    around.before = CurrencyBefore(price, number.begin - 1, hint);  // "$.1,500"
    if (around.before.found()) around.before.size++;
  }
  if (around.before.found() && around.before_end - around.before.size < taken) around.before = {};
  const std::string_view known = around.before.found() ? around.before.code : hint;
  around.magnitude = MagnitudeAt(price, number.end, known, around.before.found(), &around.power);
  around.end = around.magnitude > 0 ? number.end + around.magnitude : SkipNoCents(text, number.end);
  if (const size_t digits = DigitsAt(text, around.end);
      around.magnitude > 0 && around.power == 4 && digits > 0 && digits <= 4) {
    for (size_t i = 0; i < digits; i++) around.rest = around.rest * 10 + (text[around.end++] - '0');
  }
  around.after_begin = SkipSpace(text, around.end);
  around.after = CurrencyAfter(price, around.after_begin, hint);
  const size_t sign_end = around.after_begin + around.after.size;
  // "110 V $45": a sign that touches the next number is that one's.
  if (around.after_begin > around.end && sign_end < text.size() && IsDigit(text[sign_end])) {
    around.after = {};
  }
  // "2 BTC miners", "14 BTC antminer": whole coins before a word are what is mined.
  if (IsCoin(around.after.code) && number.breaks.empty() && SpaceAt(text, sign_end) &&
      LetterAt(text, sign_end + 1)) {
    around.after = {};
  }
  const bool first = number.begin == 0;
  const bool last = around.end == text.size();
  const bool opens = around.before_end == around.before.size;
  if (!Needed(around.before, opens && last, true, number)) around.before = {};
  if (!Needed(around.after, first && sign_end == text.size(), false, number)) around.after = {};
  return around;
}

// "$19 99", "19 90 €" as a whole text: cents that a page writes raised.
void TakeRaisedCents(const PriceText& price, std::string_view hint, Number* number) {
  const std::string_view text = price.text;
  const size_t cents = number->end + 1;
  if (!number->breaks.empty() && number->digits.size() - number->breaks.back().second != 3) return;
  if (number->digits.size() > 9 || !SpaceAt(text, number->end) || DigitsAt(text, cents) != 2)
    return;
  const size_t before_end = SkipSpaceBack(text, number->begin);
  const size_t sign = before_end == 0 ? 0 : CurrencyBefore(price, before_end, hint).size;
  const size_t after = SkipSpace(text, cents + 2);
  const size_t behind = after == text.size() ? 0 : CurrencyAfter(price, after, hint).size;
  if (sign != before_end || after + behind != text.size() || sign + behind == 0) return;
  for (auto& mark : number->breaks) mark.first = '\'';  // all others are groups
  number->breaks.Add('.', number->digits.size());
  number->digits.append(text.substr(cents, 2));
  number->end = cents + 2;
}

// Cents behind the sign: "35€ 99", "1250€600", "19$99", "5 990 руб. 90 коп.", and "3万5800円".
void TakeCentsBehind(const PriceText& price, const Around& around, Candidate* c) {
  const std::string_view text = price.text;
  const size_t sign_end = c->end;
  const size_t cents = SkipSpace(text, sign_end);
  const size_t places = DigitsAt(text, cents);
  if (c->amount.scale != 0 || places < 1 || places > 3 || around.after.hundredth) return;
  size_t end = cents + places;
  const bool glued = cents == sign_end;
  const bool bounded = end >= text.size() || SpaceAt(text, end);
  const bool euro = c->currency == "EUR" || (glued && text[sign_end - 1] == '$');
  bool fits = euro && bounded && (places == 2 || (places == 3 && glued));
  const CurrencyMatch minor = CurrencyAfter(price, SkipSpace(text, end), c->currency);
  if (minor.found()) fits = false;  // "10 € 20 €"
  if (minor.hundredth && minor.code == c->currency && places <= 2) {
    fits = true;
    end = SkipSpace(text, end) + minor.size;
  }
  if (!fits) return;
  const std::optional<Decimal> amount = ParseDecimal(
      absl::StrCat(FormatDecimal(c->amount), places == 1 ? ".0" : ".", text.substr(cents, places)));
  if (!amount.has_value()) return;
  c->amount = *amount;
  c->end = end;
}

// The amount with its magnitude and with what a sign of hundredths says.
std::optional<Decimal> AmountOf(const Number& number, const Around& around,
                                std::string_view currency, bool hundredth) {
  std::optional<Decimal> amount =
      ToDecimal(number, DecimalPlaces(number, currency, around.magnitude > 0));
  if (!amount.has_value()) return amount;
  if (hundredth) return Divide(*amount, {100, 0}, amount->scale + 2);
  if (around.magnitude == 0) return amount;
  amount = Multiply(*amount, {PowerOfTen(around.power), 0}, 0);
  if (amount.has_value()) amount->coefficient += around.rest;
  return amount;
}

// Whether nothing beside a number can be a currency's sign, a range's dash or raised cents: most
// numbers of a page, told at a glance.
bool StandsAlone(std::string_view text, const Number& number) {
  constexpr std::string_view kNoSign = " \n,+()*%;!?|\"&#=<>[]_0123456789";
  if (number.begin > 0) {
    const size_t before = SkipSpaceBack(text, number.begin);
    if (before > 0 && !absl::StrContains(kNoSign, text[before - 1])) return false;
  }
  if (number.end >= text.size()) return true;
  const char glued = text[number.end];
  const size_t next = number.end + 1;
  const bool digit_next = next < text.size() && IsDigit(text[next]);
  if (glued == '.' || glued == ',') {  // "105. –", "1.999,-"
    if (next >= text.size() || text[next] == '\n') return true;
    return text[next] == ' ' && next + 1 < text.size() &&
           absl::ascii_isalnum(static_cast<unsigned char>(text[next + 1]));
  }
  if (glued == ':' || glued == '/') return digit_next;
  if (!SpaceAt(text, number.end)) return absl::StrContains(kNoSign, glued);
  if (next >= text.size()) return true;
  return absl::StrContains(kNoSign, text[next]) && !(digit_next && number.begin == 0);
}

// The position behind a range's dash at `pos`; npos when there is none.
size_t AfterDash(std::string_view text, size_t pos) {
  pos = SkipSpace(text, pos);
  for (const std::string_view dash : {"-", "–", "—", "~", "〜", "to ", "до ", "至", "a ", "à ",
                                      "bis ", "through ", "hasta ", "até ", "tot "}) {
    if (absl::StartsWith(text.substr(pos), dash)) return SkipSpace(text, pos + dash.size());
  }
  return std::string_view::npos;
}

//   in      taken: the end of the price before; behind_dash: of a range
//           bare: whether a number without a currency is wanted
std::optional<Candidate> CandidateAt(const PriceText& price, size_t pos, std::string_view hint,
                                     size_t taken, bool behind_dash, bool bare, size_t* next) {
  const std::string_view text = price.text;
  Number number = ReadNumber(text, pos);
  *next = number.end;
  if (!bare && StandsAlone(text, number)) return std::nullopt;
  TakeRaisedCents(price, hint, &number);
  if (const size_t points = LeadingPoint(text, number); points > 0) {
    number.begin -= points;
    number.digits.insert(0, "0");
    number.breaks.Clear();
    number.breaks.Add('.', 1);
  }
  const Around around = LookAround(price, number, hint, taken);
  const CurrencyMatch &before = around.before, &after = around.after;
  Candidate c;
  c.begin = number.begin;
  c.end = around.magnitude > 0 ? around.end : number.end;
  // An exact code beats a shared sign: "$ 12 CAD".
  const bool shared = before.shared && after.found() && !after.shared;
  if (before.found()) c.begin = around.before_end - before.size;
  if (before.found() && !shared) {
    c.currency = before.code;
  } else if (after.found()) {
    c.currency = after.code;
    c.end = around.after_begin + after.size;
  }
  c.has_sign = before.found() || after.found();
  // Without a currency it may still be the first half of a range: "10 - 20 $".
  if (!bare && !c.has_sign && AfterDash(text, c.end) == std::string_view::npos) return std::nullopt;
  const std::string_view unit = UnitBehind(text, number.end);
  // "US$ 5%": a sign does not make a percentage a price.
  if (number.end < text.size() && text[number.end] == '%') return std::nullopt;
  if (c.has_sign) {
    if (around.magnitude == 0 && InWords(kRates, unit)) return std::nullopt;
    if (IsCoin(c.currency) && !after.found() && InWords(kUnits, unit)) return std::nullopt;
    if (IsCoin(c.currency) && !after.found() && LetterAt(text, number.end)) return std::nullopt;
  } else if (around.magnitude > 0 ? around.end < text.size()
                                  : IsNoPrice(price, number, behind_dash)) {
    if (IsTelephone(price, number)) *next = SkipTelephone(price, *next);
    return std::nullopt;
  }
  if (c.currency.empty() && !c.has_sign) c.currency = hint;
  const std::optional<Decimal> amount =
      AmountOf(number, around, c.currency, !before.found() && after.hundredth);
  if (!amount.has_value()) return std::nullopt;
  c.amount = *amount;
  if (after.found() && !(before.found() && !shared)) TakeCentsBehind(price, around, &c);
  *next = std::max(c.end, *next);
  return c;
}

constexpr std::u32string_view kHanDigits = U"零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖零一两";
constexpr std::u32string_view kHanPowers = U"十百千万亿拾佰仟萬億";

// Whether a numeral can begin here, by the last bits of the character: most Chinese text is none.
bool MayBeNumeral(std::string_view text, size_t pos) {
  constexpr uint64_t kBits = [] {
    uint64_t bits = 0;
    for (const char32_t c : kHanDigits) bits |= uint64_t{1} << (c % 64);
    for (const char32_t c : kHanPowers) bits |= uint64_t{1} << (c % 64);
    return bits;
  }();
  return pos + 2 < text.size() &&
         (kBits >> (static_cast<unsigned char>(text[pos + 2]) & 63) & 1) != 0;
}

// Chinese numerals, "三千", "一万二千五", read only before a currency. "百元机" is a class of
// goods.
std::optional<Candidate> HanCandidateAt(const PriceText& price, size_t pos, std::string_view hint,
                                        size_t* next) {
  constexpr int kMostCharacters = 16;
  Candidate c;
  c.begin = pos;
  int64_t total = 0, section = 0, digit = 0;
  for (int i = 0; pos < price.text.size() && i < kMostCharacters; i++) {
    size_t end = pos;
    const char32_t character = DecodeUtf8(price.text, &end);
    const size_t value = kHanDigits.find(character), power = kHanPowers.find(character);
    if (i == 0 && value == std::u32string_view::npos && power % 5 != 0) break;  // "百元机"
    if (value != std::u32string_view::npos) {
      digit = static_cast<int64_t>(value % 10);
    } else if (power == std::u32string_view::npos) {
      break;
    } else if (power % 5 < 3) {
      section += std::max<int64_t>(digit, 1) * PowerOfTen(static_cast<int>(power % 5) + 1);
      digit = 0;
    } else {
      total += (section + digit) * PowerOfTen(power % 5 == 3 ? 4 : 8);
      section = digit = 0;
    }
    pos = end;
  }
  *next = std::max(pos, *next);
  const CurrencyMatch after = CurrencyAfter(price, pos, hint);
  total += section + digit;
  if (pos == c.begin || total == 0 || total > PowerOfTen(12) || !after.found() ||
      after.need != CurrencyMatch::Need::kNothing) {
    return std::nullopt;
  }
  c.amount = {total, 0};
  c.currency = after.code;
  c.has_sign = true;
  c.end = *next = pos + after.size;
  return c;
}

// Makes a range of `price` when a second amount stands behind a dash: "US $1,200.00 - 1,500.00",
// "97,39 - 128,72 €", and "149.00-159.00" alone.
//   in      end: of the first amount, in text.text
//   out     whether one of the two has a currency sign; `end` moves behind the second
bool ExtendToRange(const PriceText& text, std::string_view hint, const Candidate& first,
                   Price* price, size_t* end) {
  constexpr size_t kMostSignBytes = 6;  // of a currency before the second amount
  const std::string_view t = text.text;
  const size_t second = AfterDash(t, first.end);
  if (second == std::string_view::npos) return first.has_sign;
  size_t digit = second;
  while (digit < t.size() && digit < second + kMostSignBytes && !IsDigit(t[digit])) digit++;
  if (digit >= t.size() || !IsDigit(t[digit])) return first.has_sign;
  size_t next = digit;
  const std::optional<Candidate> other = CandidateAt(
      text, digit, first.currency.empty() ? hint : first.currency, first.end, true, true, &next);
  if (!other.has_value() || Compare(other->amount, first.amount) <= 0) return first.has_sign;
  const bool any = first.has_sign || other->has_sign;
  const bool both = first.has_sign && other->has_sign;
  if (both && other->currency != first.currency) return true;
  if (!any && (first.amount.scale != 2 || other->amount.scale != 2)) return false;
  // "$50 to 100 customers": a word joins two amounts only where the second is plainly one.
  const bool word = IsAlpha(t[SkipSpace(t, first.end)]);
  if (word && !other->has_sign && SkipSpace(t, other->end) < t.size()) return first.has_sign;
  price->amount_max = other->amount;
  price->raw.end = text.Origin(first.begin, other->end).end;
  *end = other->end;
  if (!first.has_sign) price->currency = std::string(other->currency);
  return any;
}

// At most `most` prices with a currency; and, where it is wanted, the first number without one,
// which a text that names no currency is read as.
std::vector<Price> ReadAll(std::string_view of, std::string_view currency_hint, size_t most,
                           std::optional<Price>* bare) {
  std::vector<Price> prices;
  const PriceText text(of);
  const std::string named = ReadCurrency(currency_hint);
  const std::string_view hint = named.empty() ? "" : std::string_view(named);
  bool model =
      false;  // "R5 1600 3.2": behind a model's name numbers without a currency are its own
  size_t taken = 0;
  for (size_t pos = 0; pos < text.text.size() && prices.size() < most;) {
    const unsigned char byte = static_cast<unsigned char>(text.text[pos]);
    const bool digit = IsDigit(text.text[pos]);
    size_t next = pos + 1;
    std::optional<Candidate> c;
    if (digit) {
      c = CandidateAt(text, pos, hint, taken, false, bare != nullptr, &next);
      model = model || LetterBefore(text.text, pos);
    } else if (byte >= 0xE3 && byte <= 0xE9 && MayBeNumeral(text.text, pos)) {
      c = HanCandidateAt(text, pos, hint, &next);
    }
    pos = next;
    if (!c.has_value() || (model && !c->has_sign)) continue;
    Price price;
    price.amount = c->amount;
    price.currency = std::string(c->currency);
    price.raw = text.Origin(c->begin, c->end);
    const bool has_sign = ExtendToRange(text, hint, *c, &price, &next);
    if (has_sign) taken = pos = std::max(pos, next);
    if (has_sign) {
      prices.push_back(std::move(price));
    } else if (bare != nullptr && !bare->has_value()) {
      *bare = std::move(price);
    }
  }
  return prices;
}

}  // namespace

std::optional<Price> ParsePrice(std::string_view text, std::string_view currency_hint) {
  std::optional<Price> bare;
  std::vector<Price> prices = ReadAll(text, currency_hint, 1, &bare);
  if (!prices.empty()) return std::move(prices.front());
  return bare;
}

std::vector<Price> ParsePrices(std::string_view text, std::string_view currency_hint, size_t most) {
  return ReadAll(text, currency_hint, most, nullptr);
}

}  // namespace touchstone

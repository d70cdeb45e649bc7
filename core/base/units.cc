#include "core/base/units.h"

#include <chrono>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace touchstone {
namespace {

absl::int128 PowerOfTen(int exponent) {
  absl::int128 power = 1;
  for (int i = 0; i < exponent; i++) power *= 10;
  return power;
}

absl::int128 Absolute(absl::int128 value) { return value < 0 ? -value : value; }

// Divides and rounds half away from zero.
absl::int128 RoundedQuotient(absl::int128 numerator, absl::int128 denominator) {
  const bool negative = (numerator < 0) != (denominator < 0);
  const absl::int128 n = Absolute(numerator);
  const absl::int128 d = Absolute(denominator);
  const absl::int128 quotient = (n + d / 2) / d;
  return negative ? -quotient : quotient;
}

std::optional<Decimal> Fit(absl::int128 coefficient, int scale) {
  if (Absolute(coefficient) > std::numeric_limits<int64_t>::max()) return std::nullopt;
  return Decimal{static_cast<int64_t>(coefficient), scale};
}

std::optional<int> TwoDigits(std::string_view text) {
  if (!absl::ascii_isdigit(text[0]) || !absl::ascii_isdigit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

std::optional<Day> ParseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const std::optional<int> century = TwoDigits(text.substr(0, 2));
  const std::optional<int> year_of_century = TwoDigits(text.substr(2, 2));
  const std::optional<int> month = TwoDigits(text.substr(5, 2));
  const std::optional<int> day = TwoDigits(text.substr(8, 2));
  if (!century || !year_of_century || !month || !day) return std::nullopt;
  const int year = *century * 100 + *year_of_century;
  if (year < 1) return std::nullopt;
  const std::chrono::year_month_day civil{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(*month)),
                                          std::chrono::day(static_cast<unsigned>(*day))};
  if (!civil.ok()) return std::nullopt;
  return Day{static_cast<int32_t>(std::chrono::sys_days(civil).time_since_epoch().count())};
}

std::string FormatDay(Day day) {
  const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(day.value))};
  return absl::StrCat(absl::Dec(static_cast<int>(civil.year()), absl::kZeroPad4), "-",
                      absl::Dec(static_cast<unsigned>(civil.month()), absl::kZeroPad2), "-",
                      absl::Dec(static_cast<unsigned>(civil.day()), absl::kZeroPad2));
}

std::optional<Decimal> ParseDecimal(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  Decimal value;
  int digits = 0;
  bool point = false;
  for (const char c : text) {
    if (c == '.' && !point && digits > 0) {
      point = true;
      continue;
    }
    if (!absl::ascii_isdigit(c)) return std::nullopt;
    if (++digits > 18) return std::nullopt;
    if (point && ++value.scale > Decimal::kMaxScale) return std::nullopt;
    value.coefficient = value.coefficient * 10 + (c - '0');
  }
  if (digits == 0 || text.back() == '.') return std::nullopt;
  if (negative) value.coefficient = -value.coefficient;
  return value;
}

std::string FormatDecimal(Decimal value) {
  const bool negative = value.coefficient < 0;
  // Negating in unsigned arithmetic is right for INT64_MIN, too.
  const uint64_t magnitude = negative ? ~static_cast<uint64_t>(value.coefficient) + 1
                                      : static_cast<uint64_t>(value.coefficient);
  std::string digits = absl::StrCat(magnitude);
  const size_t scale = static_cast<size_t>(value.scale);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  return negative ? absl::StrCat("-", digits) : digits;
}

std::strong_ordering Compare(Decimal a, Decimal b) {
  const absl::int128 left = absl::int128(a.coefficient) * PowerOfTen(b.scale);
  const absl::int128 right = absl::int128(b.coefficient) * PowerOfTen(a.scale);
  if (left < right) return std::strong_ordering::less;
  if (right < left) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

std::optional<Decimal> Multiply(Decimal a, Decimal b, int scale) {
  const absl::int128 product = absl::int128(a.coefficient) * b.coefficient;
  const int places = a.scale + b.scale;
  if (places >= scale) return Fit(RoundedQuotient(product, PowerOfTen(places - scale)), scale);
  if (Absolute(product) > std::numeric_limits<int64_t>::max()) return std::nullopt;
  return Fit(product * PowerOfTen(scale - places), scale);
}

std::optional<Decimal> Divide(Decimal a, Decimal b, int scale) {
  if (b.coefficient == 0) return std::nullopt;
  // a / b at `scale` places: shift whichever side keeps both in 128 bits.
  const int shift = scale + b.scale - a.scale;
  absl::int128 numerator = a.coefficient;
  absl::int128 denominator = b.coefficient;
  if (shift > 18 || shift < -18) return std::nullopt;
  if (shift >= 0) {
    numerator *= PowerOfTen(shift);
  } else {
    denominator *= PowerOfTen(-shift);
  }
  return Fit(RoundedQuotient(numerator, denominator), scale);
}

std::string_view HashUnitName(HashUnit unit) {
  switch (unit) {
    case HashUnit::kHash:
      return "H/s";
    case HashUnit::kSolution:
      return "Sol/s";
    case HashUnit::kGraph:
      return "G/s";
  }
  return "H/s";
}

}  // namespace touchstone

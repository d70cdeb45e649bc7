// units.h: the quantities a listing speaks of, each an integer with its unit.
//
// No floating point: a verdict must come out the same, digit for digit, on every platform. Values
// that leave their range saturate or are refused, as each function says; nothing wraps around.
#ifndef TOUCHSTONE_CORE_BASE_UNITS_H_
#define TOUCHSTONE_CORE_BASE_UNITS_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

// A UTC calendar day.
//   units   days since 1970-01-01; years 0001 to 9999
struct Day {
  int32_t value = 0;

  friend auto operator<=>(const Day&, const Day&) = default;
};

// ParseDay reads "2021-10-08", and nothing shorter, longer or out of the calendar ("2021-02-29").
std::optional<Day> ParseDay(std::string_view text);

// FormatDay writes what ParseDay reads.
std::string FormatDay(Day day);

// A decimal number that keeps the places it was written with: "1999.00" is {199900, 2}.
//   units   value = coefficient / 10^scale; scale at most kMaxScale
struct Decimal {
  static constexpr int kMaxScale = 12;

  int64_t coefficient = 0;
  int scale = 0;
};

// ParseDecimal reads ASCII digits with at most one '.', and an optional '-'.
//   errors  nullopt when `text` is anything else, or needs more than 18 digits or kMaxScale places
std::optional<Decimal> ParseDecimal(std::string_view text);

// FormatDecimal writes what ParseDecimal reads, places kept: {199900, 2} is "1999.00".
std::string FormatDecimal(Decimal value);

// Compare orders by value: 1.50 equals 1.5.
std::strong_ordering Compare(Decimal a, Decimal b);

// Multiply and Divide round half away from zero to `scale` places.
//   errors  nullopt when the result does not fit, or for a division by zero
std::optional<Decimal> Multiply(Decimal a, Decimal b, int scale);
std::optional<Decimal> Divide(Decimal a, Decimal b, int scale);

// A rate of work. Algorithms count different things; the unit is part of the value.
enum class HashUnit : uint8_t { kHash, kSolution, kGraph };  // "H/s", "Sol/s", "G/s"

std::string_view HashUnitName(HashUnit unit);

struct Hashrate {
  int64_t per_second = 0;  // saturates at INT64_MAX, about 9.2 EH/s
  HashUnit unit = HashUnit::kHash;

  friend bool operator==(const Hashrate&, const Hashrate&) = default;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_UNITS_H_

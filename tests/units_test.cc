#include "core/base/units.h"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace touchstone {
namespace {

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();

std::string Dump(std::optional<Decimal> value) {
  return value.has_value() ? FormatDecimal(*value) : "none";
}

Decimal Of(std::string_view text) {
  const std::optional<Decimal> value = ParseDecimal(text);
  BOOST_REQUIRE_MESSAGE(value.has_value(), "no decimal: " << text);
  return *value;
}

}  // namespace

BOOST_AUTO_TEST_CASE(days_parse_only_as_calendar_days) {
  const struct {
    std::string_view text;
    std::optional<int32_t> value;
  } kCases[] = {
      {"1970-01-01", 0},
      {"1969-12-31", -1},
      {"2021-10-08", 18908},
      {"2000-02-29", 11016},
      {"0001-01-01", -719162},
      {"9999-12-31", 2932896},
      {"2021-02-29", std::nullopt},
      {"1900-02-29", std::nullopt},
      {"2021-13-01", std::nullopt},
      {"2021-00-10", std::nullopt},
      {"2021-04-31", std::nullopt},
      {"2021-10-00", std::nullopt},
      {"0000-01-01", std::nullopt},
      {"2021-10-8", std::nullopt},
      {"2021-1-08", std::nullopt},
      {"21-10-08", std::nullopt},
      {"2021/10/08", std::nullopt},
      {"2021-10-08 ", std::nullopt},
      {" 2021-10-08", std::nullopt},
      {"2021-10-08T00:00:00Z", std::nullopt},
      {"+021-10-08", std::nullopt},
      {"-021-10-08", std::nullopt},
      {"2021-1o-08", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& c : kCases) {
    const std::optional<Day> day = ParseDay(c.text);
    BOOST_TEST(day.has_value() == c.value.has_value(), c.text);
    if (!day.has_value() || !c.value.has_value()) continue;
    BOOST_TEST(day->value == *c.value, c.text);
    BOOST_TEST(FormatDay(*day) == c.text);
  }
}

BOOST_AUTO_TEST_CASE(days_print_what_they_were_parsed_from) {
  for (int32_t value = -719162; value <= 2932896; value += 97) {
    const std::string text = FormatDay(Day{value});
    const std::optional<Day> day = ParseDay(text);
    BOOST_TEST_REQUIRE(day.has_value(), text);
    BOOST_TEST_REQUIRE(day->value == value, text);
  }
}

BOOST_AUTO_TEST_CASE(decimals_keep_their_places) {
  const struct {
    std::string_view text, printed;
  } kCases[] = {
      {"0", "0"},
      {"1999.00", "1999.00"},
      {"0.05", "0.05"},
      {"-0.5", "-0.5"},
      {"-12", "-12"},
      {"007", "7"},
      {"999999999999999999", "999999999999999999"},
      {"0.000000000001", "0.000000000001"},
      {"1234567890123456789", "none"},
      {"0.0000000000001", "none"},
      {"", "none"},
      {"-", "none"},
      {".5", "none"},
      {"5.", "none"},
      {"1.2.3", "none"},
      {"1,5", "none"},
      {"1e5", "none"},
      {"+1", "none"},
      {" 1", "none"},
      {"--1", "none"},
      {"٣", "none"},
  };
  for (const auto& c : kCases) BOOST_TEST(Dump(ParseDecimal(c.text)) == c.printed, c.text);
}

BOOST_AUTO_TEST_CASE(decimals_print_at_the_ends_of_their_range) {
  BOOST_TEST(FormatDecimal({kLeast, 0}) == "-9223372036854775808");
  BOOST_TEST(FormatDecimal({kMost, 12}) == "9223372.036854775807");
  BOOST_TEST(FormatDecimal({-1, 3}) == "-0.001");
}

BOOST_AUTO_TEST_CASE(decimals_compare_by_value) {
  BOOST_TEST((Compare(Of("1.50"), Of("1.5")) == 0));
  BOOST_TEST((Compare(Of("0"), Of("-0.00")) == 0));
  BOOST_TEST((Compare(Of("1.5"), Of("1.49")) > 0));
  BOOST_TEST((Compare(Of("-1.5"), Of("1.49")) < 0));
  BOOST_TEST((Compare({kMost, 0}, {kMost, 12}) > 0));
  BOOST_TEST((Compare({kLeast, 0}, {kLeast, 12}) < 0));
}

BOOST_AUTO_TEST_CASE(products_and_quotients_round_half_away_from_zero) {
  const struct {
    std::string_view a, b;
    int scale;
    std::string_view product, quotient;
  } kCases[] = {
      {"2", "3", 2, "6.00", "0.67"},
      {"1", "8", 2, "8.00", "0.13"},
      {"-1", "8", 2, "-8.00", "-0.13"},
      {"0.5", "0.5", 1, "0.3", "1.0"},
      {"100", "0", 2, "0.00", "none"},
      {"1999.00", "0.14", 2, "279.86", "14278.57"},
      {"999999999999999999", "10", 0, "none", "100000000000000000"},
      {"999999999999999999", "999999999999999999", 0, "none", "1"},
      {"0.000000000001", "0.000000000001", 2, "0.00", "1.00"},
  };
  for (const auto& c : kCases) {
    BOOST_TEST(Dump(Multiply(Of(c.a), Of(c.b), c.scale)) == c.product, c.a << " * " << c.b);
    BOOST_TEST(Dump(Divide(Of(c.a), Of(c.b), c.scale)) == c.quotient, c.a << " / " << c.b);
  }
  BOOST_TEST(Dump(Multiply({kLeast, 0}, {kLeast, 0}, 0)) == "none");
  BOOST_TEST(Dump(Divide({kLeast, 12}, {1, 0}, 12)) == "none");
}

BOOST_AUTO_TEST_CASE(hash_units_have_names) {
  BOOST_TEST(HashUnitName(HashUnit::kHash) == "H/s");
  BOOST_TEST(HashUnitName(HashUnit::kSolution) == "Sol/s");
  BOOST_TEST(HashUnitName(HashUnit::kGraph) == "G/s");
}

}  // namespace touchstone

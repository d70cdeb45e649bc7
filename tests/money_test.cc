#include "core/market/money.h"

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

std::string Dump(std::string_view text, std::string_view hint = "") {
  const std::optional<Price> price = ParsePrice(text, hint);
  if (!price.has_value()) return "none";
  std::string dump = FormatDecimal(price->amount);
  if (price->amount_max.has_value()) dump += "-" + FormatDecimal(*price->amount_max);
  return dump + " " + (price->currency.empty() ? "?" : price->currency);
}

}  // namespace

BOOST_AUTO_TEST_CASE(prices_are_read_as_people_write_them) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"US $1,999.00", "1999.00 USD"},
      {"$1,999", "1999 USD"},
      {"1.299,00 €", "1299.00 EUR"},
      {"1 299,00 €", "1299.00 EUR"},
      {"CHF 1'299.50", "1299.50 CHF"},
      {"₹1,29,900", "129900 INR"},
      {"R$ 129,90", "129.90 BRL"},
      {"￥5499.00", "5499.00 CNY"},
      {"3200元", "3200 CNY"},
      {"12 500 ₽", "12500 RUB"},
      {"0.2443 BTC", "0.2443 BTC"},
      {"650 USDT", "650 USDT"},
      {"423.923 KD", "423.923 KWD"},
      {"u$s 7500", "7500 USD"},
      {"35€ 99", "35.99 EUR"},
      {"US $1,200.00 - 1,500.00", "1200.00-1500.00 USD"},
      {"97,39 – 128,72 €", "97.39-128.72 EUR"},
      {"Price: 2810.00 USD / piece", "2810.00 USD"},
      {"US$1,200.00-1,500.00", "1200.00-1500.00 USD"},
      {"149.00-159.00", "149.00-159.00 ?"},
      {"$50 - 110TH/s", "50 USD"},
      {"$50 - 24 months", "50 USD"},
      {"$50 to 100 customers", "50 USD"},
      {"$50 to $100", "50-100 USD"},
      {"$.75", "0.75 USD"},
      {"Rs.500", "500 INR"},
      {"1.999,- €", "1999 EUR"},
      {"$2k", "2000 USD"},
      {"$1.5M", "1500000 USD"},
      {"5 000 Р", "5000 RUB"},
      {"94,99 zł\u00A0/ szt", "94.99 PLN"},
      {"1.727 Ft", "1727 HUF"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(what_is_no_price_is_none) {
  for (const std::string_view text : {"",
                                      "no number",
                                      "S19",
                                      "14TH/s",
                                      "3250W",
                                      "15%",
                                      "24/7",
                                      "M30S++",
                                      "110 TH/s 3250 W",
                                      "2021-10-08",
                                      "4.8/5",
                                      "R5",
                                      "365 days",
                                      "12:30",
                                      "164 ft of cable",
                                      "5-year warranty",
                                      "A10 Pro ETH 750MH/s",
                                      "miner for BTC 110TH/s 3250 W",
                                      "since 2014",
                                      "Copyright 2021 Shop",
                                      "+1 (555) 123-4567",
                                      "WhatsApp +86 138 0013 8000",
                                      "0086 13800138000",
                                      "138-0013-8000",
                                      "Order 4455667788"}) {
    BOOST_TEST(Dump(text) == "none", text << ": " << Dump(text));
  }
}

BOOST_AUTO_TEST_CASE(a_price_is_found_behind_what_is_none) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Call 555-123-4567 for $1,999", "1999 USD"},
      {"+86 138 0013 8000 650 USDT", "650 USDT"},
      {"(2021) $650", "650 USD"},
      {"Antminer S9 14TH/s, 110 V $45", "45 USD"},
      {"v2.1 $30", "30 USD"},
      {"2021", "2021 ?"},  // alone in its place it can be nothing else
      {"100 рубашек", "100 ?"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(a_shared_sign_follows_the_hint) {
  BOOST_TEST(Dump("$872.30", "CAD") == "872.30 CAD");
  BOOST_TEST(Dump("$872.30") == "872.30 USD");
  BOOST_TEST(Dump("¥100", "JPY") == "100 JPY");
  BOOST_TEST(Dump("¥100") == "100 CNY");
  BOOST_TEST(Dump("R 100", "ZAR") == "100 ZAR");
  BOOST_TEST(Dump("$12 CAD") == "12 CAD");
  BOOST_TEST(Dump("AU $872.30") == "872.30 AUD");
  BOOST_TEST(Dump("AU $872.30", "USD") == "872.30 AUD");
  BOOST_TEST(Dump("NZD$100.70") == "100.70 NZD");
  BOOST_TEST(Dump("to us $12") == "12 USD");
  BOOST_TEST(Dump("menu $12", "CAD") == "12 CAD");
}

namespace {

// What the signs that people marked in real strings stand for, where a sign stands for one currency
// or is read as its usual one.
constexpr std::pair<std::string_view, std::string_view> kMarked[] = {
    {"$", "USD"},   {"AED", "AED"}, {"C$", "CAD"},   {"CA$", "CAD"},  {"CHF", "CHF"},
    {"DKK", "DKK"}, {"EUR", "EUR"}, {"Ft", "HUF"},   {"KD", "KWD"},   {"Kč", "CZK"},
    {"LEI", "RON"}, {"MX$", "MXN"}, {"NZD", "NZD"},  {"OMR", "OMR"},  {"PLN", "PLN"},
    {"R$", "BRL"},  {"RM", "MYR"},  {"Rp", "IDR"},   {"Rs", "INR"},   {"SGD", "SGD"},
    {"TL", "TRY"},  {"kr", "SEK"},  {"lei", "RON"},  {"pln", "PLN"},  {"zł", "PLN"},
    {"£", "GBP"},   {"đ", "VND"},   {"Р", "RUB"},    {"грн.", "UAH"}, {"лв.", "BGN"},
    {"р.", "RUB"},  {"руб", "RUB"}, {"руб.", "RUB"}, {"₤", "GBP"},    {"₪", "ILS"},
    {"₫", "VND"},   {"€", "EUR"},   {"₹", "INR"},    {"₽", "RUB"},  {"円", "JPY"},
};

std::string_view CodeOf(std::string_view marked) {
  for (const auto& [sign, code] : kMarked) {
    if (sign == marked) return code;
  }
  return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(real_price_strings_give_their_amounts_and_currencies) {
  const std::string path = SharedDir("price_strings.json");
  if (path.empty()) return;
  const absl::StatusOr<Json> strings = ParseJson(ReadAll(path));
  BOOST_REQUIRE(strings.ok());
  int right = 0, all = 0, currencies_right = 0, currencies = 0;
  for (const Json& row : strings->items) {
    if (row.Find("list")->text.find("XFAIL") != std::string::npos) continue;
    all++;
    const std::optional<Price> price = ParsePrice(row.Find("price_raw")->text, "");
    // The sign stands in some strings, and beside others.
    const std::string& raw = row.Find("price_raw")->text;
    const std::string& marked = row.Find("currency")->text;
    if (!CodeOf(marked).empty() && raw.find(marked) != std::string::npos) {
      currencies++;
      const bool fits = price.has_value() && price->currency == CodeOf(marked);
      currencies_right += fits ? 1 : 0;
      BOOST_TEST(fits, raw << ": currency of " << marked);
    }
    const Json& amount = *row.Find("amount");
    if (amount.kind == Json::Kind::kNull) {
      right += price.has_value() ? 0 : 1;
    } else {
      const std::optional<Decimal> expected = ParseDecimal(amount.text);
      right += price.has_value() && expected.has_value() && Compare(price->amount, *expected) == 0;
    }
  }
  std::fprintf(stderr, "price strings: %d of %d amounts, %d of %d currencies right\n", right, all,
               currencies_right, currencies);
  // One pair differs only by a decimal separator that is declared beside it.
  BOOST_TEST(right >= 416);
}

BOOST_AUTO_TEST_CASE(long_digits_end) {
  std::string text;
  for (int i = 0; i < 100'000; i++) text += "9,9'9.9 9";
  ParsePrice(text, "");
  BOOST_TEST(Dump(std::string(5'000, '7')) == "none");
}

}  // namespace touchstone

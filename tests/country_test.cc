#include "core/market/country.h"

#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>

namespace touchstone {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

}  // namespace

BOOST_AUTO_TEST_CASE(a_country_counts_in_its_currency) {
  const Row rows[] = {
      {"CO", "COP"},
      {"co", "COP"},
      {"Co", "COP"},
      {"DE", "EUR"},
      {"US", "USD"},
      {"UK", "GBP"},
      {"GB", "GBP"},
      {"EC", "USD"},
      {"SV", "USD"},
      {"LV", "EUR"},
      {"AE", "AED"},
      {"ZA", "ZAR"},
      // What stands across two entries of the table is no country.
      {"DA", ""},
      {"XX", ""},
      {"", ""},
      {"U", ""},
      {"USA", ""},
      {"1!", ""},
  };
  for (const auto& [country, currency] : rows) {
    BOOST_TEST(CurrencyOfCountry(country) == currency, country);
  }
}

BOOST_AUTO_TEST_CASE(a_host_counts_in_the_currency_of_its_domain) {
  const Row rows[] = {
      {"shop.example.de", "EUR"},
      {"example.co.uk", "GBP"},
      {"example.com.br", "BRL"},
      {"olx.com.pk", "PKR"},
      {"example.pl", "PLN"},
      {"de", ""},
      {"example.com", ""},
      {"example.shop", ""},
      {"de.example.com", ""},
      {"", ""},
      {".", ""},
      {"example.", ""},
      // Domains that anybody takes for their letters, and the countries they are of.
      {"example.co", ""},
      {"example.com.co", "COP"},
      {"example.io", ""},
      {"example.me", ""},
      {"example.co.in", "INR"},
      {"example.ai", ""},
      {"coin.co", ""},
      {"127.0.0.1", ""},
  };
  for (const auto& [host, currency] : rows) BOOST_TEST(CurrencyOfHost(host) == currency, host);
}

BOOST_AUTO_TEST_CASE(a_language_counts_in_the_currency_of_its_region_or_only_country) {
  const Row rows[] = {
      {"es-CO", "COP"}, {"es", ""},       {"es_MX", "MXN"}, {"pt-BR", "BRL"}, {"pt", ""},
      {"pl", "PLN"},    {"pl-PL", "PLN"}, {"en-US", "USD"}, {"en", ""},       {"zh-Hant-TW", "TWD"},
      {"zh", ""},       {"ja", "JPY"},    {"ja-jp", "JPY"}, {"lv", "EUR"},    {"fr-CH", "CHF"},
      {"", ""},         {"x", ""},        {"en-XX", ""},    {"-", ""},
  };
  for (const auto& [language, currency] : rows) {
    BOOST_TEST(CurrencyOfLanguage(language) == currency, language);
  }
}

}  // namespace touchstone

// country.h: which currency a place counts in.
#ifndef TOUCHSTONE_CORE_MARKET_COUNTRY_H_
#define TOUCHSTONE_CORE_MARKET_COUNTRY_H_

#include <string_view>

namespace touchstone {

// CurrencyOfCountry: "CO" -> "COP".
//   in      country: ISO 3166-1 alpha-2, upper or lower case
//   errors  "" for a country that is not known here
//   source  ISO 4217, list one
std::string_view CurrencyOfCountry(std::string_view country);

// CurrencyOfHost: that of the country whose domain a host stands in. Domains that shops of all
// countries take for their letters (.co, .io, .me) say nothing by themselves; "com.co" does.
std::string_view CurrencyOfHost(std::string_view host);

// CurrencyOfLanguage: that of a language's region ("es-CO", "pt_BR"), or of the one country that
// speaks it ("pl").
//   errors  "" for a language of many countries without a region
std::string_view CurrencyOfLanguage(std::string_view language);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_COUNTRY_H_

#include "core/market/country.h"

#include <cstddef>

#include "absl/strings/ascii.h"

namespace touchstone {
namespace {

// Country and currency, five letters each.
constexpr std::string_view kCountries =
    "AEAEDALALLAMAMDARARSATEURAUAUDAZAZNBABAMBDBDTBEEURBGEURBHBHDBOBOBBRBRLBYBYNCACADCHCHFCLCLP"
    "CNCNYCOCOPCRCRCCYEURCZCZKDEEURDKDKKDODOPDZDZDECUSDEEEUREGEGPESEURFIEURFREURGBGBPGEGELGHGHS"
    "GREURGTGTQHKHKDHNHNLHREURHUHUFIDIDRIEEURILILSININRIQIQDIRIRRISISKITEURJMJMDJOJODJPJPYKEKES"
    "KGKGSKHKHRKRKRWKWKWDKZKZTLALAKLBLBPLKLKRLTEURLUEURLVEURMAMADMDMDLMKMKDMMMMKMNMNTMTEURMXMXN"
    "MYMYRNGNGNNINIONLEURNONOKNPNPRNZNZDOMOMRPAPABPEPENPHPHPPKPKRPLPLNPTEURPYPYGQAQARRORONRSRSD"
    "RURUBSASARSESEKSGSGDSIEURSKEURSVUSDTHTHBTNTNDTRTRYTWTWDTZTZSUAUAHUGUGXUKGBPUSUSDUYUYUUZUZS"
    "VEVESVNVNDZAZAR";

// A language and the country where a shop that names no region is at home.
constexpr std::string_view kLanguages =
    "bgBGcsCZdaDKetEEfiFIheILhuHUhyAMidIDisISjaJPkaGEkkKZkmKHkoKRlvLVltLTmnMNnbNOnoNOplPLroROskSK"
    "slSIsvSEthTHtrTRukUAviVN";

// The value that stands behind a key of two letters in a list of such pairs.
std::string_view Look(std::string_view list, size_t value_size, std::string_view key) {
  for (size_t pos = 0; pos < list.size(); pos += 2 + value_size) {
    if (list.substr(pos, 2) == key) return list.substr(pos + 2, value_size);
  }
  return "";
}

// Sold to shops of any country.
bool IsForAnybody(std::string_view domain) {
  return Look("aiANccCCcoCOfmFMggGGioIOlyLYmeMEshSHtoTOtvTVwsWSlaLAcxCX", 2, domain) != "";
}

}  // namespace

std::string_view CurrencyOfCountry(std::string_view country) {
  if (country.size() != 2) return "";
  const char upper[] = {absl::ascii_toupper(static_cast<unsigned char>(country[0])),
                        absl::ascii_toupper(static_cast<unsigned char>(country[1]))};
  return Look(kCountries, 3, {upper, 2});
}

std::string_view CurrencyOfHost(std::string_view host) {
  const size_t dot = host.rfind('.');
  if (dot == host.npos || host.size() - dot != 3) return "";
  const std::string_view domain = host.substr(dot + 1);
  const std::string_view before = host.substr(0, dot);
  const std::string_view second = before.substr(before.rfind('.') + 1);
  const bool of_country = second == "com" || second == "co" || second == "net" || second == "org";
  if (IsForAnybody(domain) && !of_country) return "";
  return CurrencyOfCountry(domain);
}

std::string_view CurrencyOfLanguage(std::string_view language) {
  if (language.size() < 2) return "";
  if (language.size() >= 5 && (language[2] == '-' || language[2] == '_')) {
    // "zh-Hant-TW": the region is the last part.
    return CurrencyOfCountry(language.substr(language.size() - 2));
  }
  return CurrencyOfCountry(Look(kLanguages, 2, language.substr(0, 2)));
}

}  // namespace touchstone

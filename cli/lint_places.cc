// Hosts, adapters, policies and channels.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/types/span.h"
#include "cli/lint_checks.h"
#include "core/base/url.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

// Names below which anybody may have a host: as a whole they are nobody's.
//   source  https://publicsuffix.org/list/, those of two labels that shops and scams use most
constexpr std::string_view kPublicSuffixes[] = {
    "blogspot.com",  "co.id",      "co.il",           "co.in",       "co.jp",       "co.kr",
    "co.nz",         "co.th",      "co.uk",           "co.za",       "com.ar",      "com.au",
    "com.br",        "com.cn",     "com.co",          "com.hk",      "com.mx",      "com.my",
    "com.pe",        "com.ph",     "com.pk",          "com.sg",      "com.tr",      "com.tw",
    "com.ua",        "com.vn",     "firebaseapp.com", "github.io",   "gitlab.io",   "herokuapp.com",
    "myshopify.com", "net.au",     "net.cn",          "netlify.app", "org.cn",      "org.uk",
    "pages.dev",     "vercel.app", "web.app",         "weebly.com",  "wixsite.com", "wordpress.com",
    "workers.dev"};

constexpr int kHostDays = 366;  // a listed host is looked at again each year

bool IsPublicSuffix(std::string_view host) {
  return std::find(std::begin(kPublicSuffixes), std::end(kPublicSuffixes), host) !=
         std::end(kPublicSuffixes);
}

// Labels of letters, digits and inner hyphens; the last one no number, as in an address.
//   source  RFC 1123, section 2.1
bool IsHostName(std::string_view host) {
  const std::vector<std::string_view> labels = absl::StrSplit(host, '.');
  for (const std::string_view label : labels) {
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') {
      return false;
    }
    const bool plain = std::all_of(label.begin(), label.end(), [](char c) {
      return absl::ascii_islower(static_cast<unsigned char>(c)) ||
             absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
    });
    if (!plain) return false;
  }
  return labels.size() >= 2 && !absl::ascii_isdigit(static_cast<unsigned char>(labels.back()[0]));
}

void CheckHost(const JsonReader& reader, std::string_view host) {
  if (!IsHostName(host)) {
    reader.Fail("host name in lower case");
  } else if (IsPublicSuffix(host)) {
    reader.Fail("host of one owner, not a name below which anybody may have one");
  }
}

// A listed host, and what its listing covers: all hosts below it.
void CheckKnownHost(const JsonReader& entry, const KnownHost& known, const Ruleset& ruleset) {
  const JsonReader host = entry.Member("host");
  // Strangers' hosts below a public suffix are listed one by one.
  CheckHost(host, known.host);
  const std::optional<Day> expires = known.provenance.expires;
  if (expires.has_value() && expires->value - known.provenance.verified.value > kHostDays) {
    entry.Member("expires").Fail(absl::StrCat("at most ", kHostDays, " days behind verified"));
  }
  if (known.kind != HostKind::kKnownBad) return;
  if (absl::StartsWith(known.provenance.source, "judged") ||
      absl::StartsWith(known.provenance.source, "unverified")) {
    entry.Member("source").Fail("public list that people curate");
  }
  const auto check_below = [&](const std::vector<std::string>& hosts, const std::string& owner) {
    for (const std::string& below : hosts) {
      if (!HostIsWithin(below, known.host)) continue;
      host.Fail(absl::StrCat("no host above one of ", owner));
    }
  };
  for (const Site& site : ruleset.sites) check_below(site.hosts, site.id);
  for (const Manufacturer& maker : ruleset.manufacturers) check_below(maker.hosts, maker.id);
  for (const KnownHost& other : ruleset.hosts) {
    if (other.kind != HostKind::kKnownBad) check_below({other.host}, other.host);
  }
}

bool IsWithinOne(std::string_view url_text, const std::vector<std::string>& hosts) {
  const std::optional<Url> url = ParseUrl(url_text);
  return url.has_value() && std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
           return HostIsWithin(url->host, host);
         });
}

void CheckGoods(const JsonReader& reader, absl::Span<const Goods> goods) {
  std::set<Goods> seen;
  for (size_t i = 0; i < goods.size(); i++) {
    if (!seen.insert(goods[i]).second) reader.Item(i).Fail("goods that stand only once");
  }
}

// A sign that is an element's name alone stands on every page.
bool SaysNothing(const Selector& sign) {
  return std::all_of(
      sign.compounds.begin(), sign.compounds.end(), [](const Selector::Compound& compound) {
        return compound.id.empty() && compound.classes.empty() && compound.attributes.empty();
      });
}

// `fields`: as they stand in the document.
void CheckAdapter(const JsonReader& entry, const Json* fields, const Site& site) {
  for (size_t i = 0; i < site.signs.size(); i++) {
    // One that is no selector at all has its complaint already.
    if (!SaysNothing(site.signs[i])) continue;
    entry.Member("signs").Item(i).Fail("sign with an id, a class or an attribute");
  }
  std::set<std::string> seen;
  for (size_t i = 0; fields != nullptr && i < fields->items.size(); i++) {
    JsonWriter writer;
    writer.Value(fields->items[i]);
    if (seen.insert(std::move(writer).Finish()).second) continue;
    entry.Member("fields").Item(i).Fail("field that stands only once");
  }
}

void CheckPolicy(const JsonReader& entry, const Policy& policy) {
  CheckGoods(entry.Member("scope"), policy.scope);
  const std::string year = FormatDay(policy.announced).substr(0, 4);
  if (!absl::StrContains(policy.id, absl::StrCat("-", year, "-")) ||
      (!policy.site.empty() && !absl::StartsWith(policy.id, policy.site + "-"))) {
    entry.Member("id").Fail(
        absl::StrCat("id as ", policy.site.empty() ? "COUNTRY" : policy.site, "-", year, "-WHAT"));
  }
  const std::string message = absl::StrCat("policy_", absl::StrReplaceAll(policy.id, {{"-", "_"}}));
  if (policy.message != message) entry.Member("message").Fail(message);
}

bool HasMachine(const Ruleset& ruleset, std::string_view maker) {
  return std::any_of(ruleset.miners.begin(), ruleset.miners.end(),
                     [&](const Miner& miner) { return miner.manufacturer == maker; });
}

void CheckChannel(const JsonReader& entry, const Channel& channel, const Ruleset& ruleset) {
  CheckGoods(entry.Member("goods"), channel.goods);
  if (channel.goods.empty()) entry.Member("goods").Fail("at least one kind of goods");
  if (channel.kind == ChannelKind::kManufacturer) {
    const JsonReader makers = entry.Member("manufacturers");
    if (channel.manufacturers.size() != 1) makers.Fail("the one maker whose shop it is");
    for (size_t i = 0; i < channel.manufacturers.size(); i++) {
      const Manufacturer* maker = ruleset.FindManufacturer(channel.manufacturers[i]);
      if (maker == nullptr) continue;
      if (!IsWithinOne(channel.url, maker->hosts)) {
        entry.Member("url").Fail(absl::StrCat("address on an official host of ", maker->id));
      }
      if (!HasMachine(ruleset, maker->id)) makers.Item(i).Fail("maker of a machine in miners");
    }
    if (channel.released_after.empty() && channel.sold_months == 0) {
      entry.Member("sold_months").Fail("months for which it sells a machine");
    }
  }
  if (channel.kind == ChannelKind::kBuyerProtected) {
    const Site* site = ruleset.FindSite(channel.site);
    if (site != nullptr && !IsWithinOne(channel.url, site->hosts)) {
      entry.Member("url").Fail(absl::StrCat("address on a host of ", site->id));
    }
  }
}

}  // namespace

void CheckHostNames(const JsonReader& root, const Ruleset& ruleset) {
  std::map<std::string_view, std::string_view> owners;
  for (size_t i = 0; i < ruleset.sites.size(); i++) {
    const JsonReader hosts = EntryAt(root, "sites", i).Member("hosts");
    for (size_t j = 0; j < ruleset.sites[i].hosts.size(); j++) {
      CheckHost(hosts.Item(j), ruleset.sites[i].hosts[j]);
      owners.emplace(ruleset.sites[i].hosts[j], ruleset.sites[i].id);
    }
  }
  for (size_t i = 0; i < ruleset.manufacturers.size(); i++) {
    const JsonReader hosts = EntryAt(root, "manufacturers", i).Member("hosts");
    for (size_t j = 0; j < ruleset.manufacturers[i].hosts.size(); j++) {
      const std::string& host = ruleset.manufacturers[i].hosts[j];
      CheckHost(hosts.Item(j), host);
      const auto [it, is_new] = owners.emplace(host, ruleset.manufacturers[i].id);
      if (!is_new) {
        hosts.Item(j).Fail(absl::StrCat("host of one owner (", it->second, " has it, too)"));
      }
    }
  }
  for (size_t i = 0; i < ruleset.hosts.size(); i++) {
    CheckKnownHost(EntryAt(root, "hosts", i), ruleset.hosts[i], ruleset);
  }
}

void CheckPlaces(const JsonReader& root, const Json& document, const Ruleset& ruleset) {
  const Json* sites = document.Find("sites");
  for (size_t i = 0; i < ruleset.sites.size() && sites != nullptr; i++) {
    CheckAdapter(EntryAt(root, "sites", i), sites->items[i].Find("fields"), ruleset.sites[i]);
  }
  for (size_t i = 0; i < ruleset.policies.size(); i++) {
    CheckPolicy(EntryAt(root, "policies", i), ruleset.policies[i]);
  }
  for (size_t i = 0; i < ruleset.channels.size(); i++) {
    CheckChannel(EntryAt(root, "channels", i), ruleset.channels[i], ruleset);
  }
}

}  // namespace touchstone

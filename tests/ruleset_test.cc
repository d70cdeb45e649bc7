#include "core/rules/ruleset.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "core/base/url.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

// One entry of everything, all right.
constexpr std::string_view kWhole = R"json({
"format": 1, "version": 3, "published": "2026-11-24", "expires": "2027-05-31",
"min_core": "0.1.0",
"sites": [{"id": "alibaba", "name": "Alibaba.com", "hosts": ["alibaba.com"], "country": "CN",
  "currency": "USD", "marketplace": true,
  "fields": [{"field": "title", "selector": "h1.title", "platform_controlled": false}],
  "source": "site", "verified": "2026-11-22"},
  {"id": "ebay", "name": "eBay", "hosts": ["ebay.com", "ebay.de"], "fields": [],
  "source": "site", "verified": "2026-11-22"}],
"manufacturers": [{"id": "bitmain", "name": "Bitmain", "names": ["bitmain"],
  "hosts": ["bitmain.com"], "source": "maker", "verified": "2026-11-22"}],
"miners": [{"id": "bitmain-antminer-s9", "manufacturer": "bitmain", "model": "Antminer S9",
  "names": ["antminer s9"], "weak_names": ["s9"], "algorithm": "SHA-256",
  "hashrate_min": 11500000000000, "hashrate_max": 14000000000000, "unit": "H/s",
  "power_w_min": 1127, "power_w_max": 1372, "released": "2016-06", "source": "catalogue",
  "verified": "2026-11-22"}],
"price_bands": [{"miner": "bitmain-antminer-s9", "low_usd": "60", "typical_usd": "80",
  "as_of": "2026-08-31", "until": "2027-02-27", "source": "list", "verified": "2026-11-22"}],
"exchange_rates": [{"currency": "CNY", "usd": "0.14", "as_of": "2026-08-01",
  "until": "2027-01-28", "source": "bank", "verified": "2026-11-22"}],
"policies": [{"id": "alibaba-2021-miners", "site": "alibaba", "scope": ["miner"],
  "categories": ["Blockchain Miners"], "announced": "2021-09-27", "effective": "2021-10-08",
  "enforced": "2021-10-16", "message": "policy_x", "source": "news", "verified": "2026-11-22"}],
"channels": [{"id": "bitmain-shop", "kind": "manufacturer", "name": "Bitmain shop",
  "url": "https://shop.bitmain.com", "manufacturers": ["bitmain"], "released_after": "2023-01",
  "goods": ["miner"], "site": "ebay", "message": "channel_x", "source": "maker",
  "verified": "2026-11-22"}],
"vocabulary": [{"id": "offer-en", "topic": "offer", "language": "en", "phrases": ["for sale"],
  "match": ["for sale"], "near_miss": [], "source": "own", "verified": "2026-11-22"}],
"groups": [{"id": "payment", "cap_db": 9}],
"rules": [{"id": "usdt-only", "predicate": "only_phrases", "category": "irreversible_payment",
  "group": "payment", "weight_db": 6, "basis": "judged", "phrases": ["usdt only"],
  "unless": ["paypal"], "message": "usdt_only", "match": ["USDT only"], "near_miss": [],
  "source": "own", "verified": "2026-11-22", "expires": "2027-11-22"},
  {"id": "below", "predicate": "price_below_band", "category": "price_too_low",
  "group": "payment", "weight_db": 9, "basis": "judged", "number": 50, "message": "below",
  "source": "own", "verified": "2026-11-22"}],
"tombstones": [{"id": "old-rule", "reason": "never fired", "removed": "2026-01-01"}]
})json";

std::string LoadError(std::string_view document, std::string_view core = "0.1.0") {
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(document, core);
  return ruleset.ok() ? "ok" : std::string(ruleset.status().message());
}

// kWhole with its first `from` replaced.
std::string With(std::string_view from, std::string_view to) {
  std::string document(kWhole);
  const size_t at = document.find(from);
  BOOST_REQUIRE_MESSAGE(at != std::string::npos, "not in the document: " << from);
  return document.replace(at, from.size(), to);
}

Day DayOf(std::string_view text) {
  const std::optional<Day> day = ParseDay(text);
  BOOST_REQUIRE_MESSAGE(day.has_value(), "no day: " << text);
  return *day;
}

constexpr std::string_view kCategories =
    "one of price_too_low, price_bait, off_platform_contact, irreversible_payment, pre_order, "
    "unreleased_model, impossible_spec, spec_mismatch, brand_impersonation, lookalike_host, "
    "unreal_return, no_protection, new_or_bad_seller, category_evasion, used_as_new, urgency, "
    "fake_authorisation, cloud_mining_bait, contradiction, other";

}  // namespace

BOOST_AUTO_TEST_CASE(a_whole_ruleset_loads) {
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(kWhole, "0.1.0");
  BOOST_TEST_REQUIRE(ruleset.ok(), ruleset.status().ToString());
  BOOST_TEST(ruleset->version == 3);
  BOOST_TEST(FormatDay(ruleset->published) == "2026-11-24");
  BOOST_TEST(FormatDay(ruleset->expires.value()) == "2027-05-31");
  BOOST_TEST(ruleset->sites[0].marketplace);
  BOOST_TEST(!ruleset->sites[1].marketplace);
  BOOST_TEST((ruleset->sites[0].fields[0].field == Field::kTitle));
  BOOST_TEST(ruleset->sites[0].fields[0].selector.compounds.size() == 1u);
  BOOST_TEST(ruleset->miners[0].hashrate_max.per_second == 14'000'000'000'000);
  BOOST_TEST(FormatDecimal(ruleset->exchange_rates[0].usd) == "0.14");
  BOOST_TEST((ruleset->policies[0].scope == std::vector<Goods>{Goods::kMiner}));
  BOOST_TEST((ruleset->channels[0].kind == ChannelKind::kManufacturer));
  BOOST_TEST((ruleset->vocabulary[0].topic == Topic::kOffer));
  BOOST_TEST((ruleset->rules[0].predicate == Predicate::kOnlyPhrases));
  BOOST_TEST((ruleset->rules[0].basis == Basis::kJudged));
  BOOST_TEST(FormatDay(ruleset->rules[0].provenance.expires.value()) == "2027-11-22");
  BOOST_TEST(ruleset->rules[1].number == 50);
}

BOOST_AUTO_TEST_CASE(each_broken_ruleset_says_where_and_what) {
  const struct {
    std::string_view from, to, error;
  } kCases[] = {
      // The document.
      {"{\n\"format\"", "\"format\"", "document: byte 9: expected valid JSON"},
      {"\"version\": 3", "\"version\": 3, \"version\": 4",
       "document: expected each member name once, got \"version\" twice"},
      {"\"format\": 1", "\"format\": 2", "format: expected integer in [1, 1], got 2"},
      {"\"format\": 1, ", "", "format: expected integer in [1, 1], got nothing"},
      {"\"version\": 3", "\"version\": 0",
       "version: expected integer in [1, 9007199254740992], got 0"},
      {"\"version\": 3", "\"version\": 3.0",
       "version: expected integer in [1, 9007199254740992], got 3.0"},
      {"\"version\": 3", "\"version\": 3, \"author\": \"me\"",
       "author: expected no such key, got \"me\""},
      {"\"2026-11-24\"", "\"2026-11-31\"",
       "published: expected day as 2021-10-08, got \"2026-11-31\""},
      {"\"2027-05-31\"", "\"soon\"", "expires: expected day as 2021-10-08, got \"soon\""},
      {"\"min_core\": \"0.1.0\"", "\"min_core\": \"0.2\"",
       "min_core: expected at most 0.1.0, got \"0.2\""},
      {"\"min_core\": \"0.1.0\"", "\"min_core\": \"new\"",
       "min_core: expected version as \"0.1.0\", got \"new\""},
      {"\"tombstones\": [", "\"tombstones\": 0, \"x\": [",
       "x: expected no such key, got array of 1"},
      {"\"tombstones\"", "\"tomb\"", "tomb: expected no such key, got array of 1"},
      {"\"groups\": [{\"id\": \"payment\", \"cap_db\": 9}]", "\"groups\": {}",
       "groups: expected array, got object of 0"},
      // Sites.
      {"\"id\": \"alibaba\"", "\"id\": \"Alibaba\"",
       "sites/0/id: expected id of lower-case letters, digits and single hyphens, got \"Alibaba\""},
      {"\"id\": \"ebay\"", "\"id\": \"alibaba\"",
       "sites/1/id: expected id that stands only once, got \"alibaba\""},
      {"[\"alibaba.com\"]", "[\"https://alibaba.com\"]",
       "sites/0/hosts/0: expected host name in lower case, got \"https://alibaba.com\""},
      {"[\"alibaba.com\"]", "[\"Alibaba.com\"]",
       "sites/0/hosts/0: expected host name in lower case, got \"Alibaba.com\""},
      {"[\"ebay.com\", \"ebay.de\"]", "[\"ebay.com\", \"alibaba.com\"]",
       "sites/1/hosts/1: expected host of one site only, got \"alibaba.com\""},
      {"\"country\": \"CN\"", "\"country\": \"cn\"",
       "sites/0/country: expected country as \"CN\", got \"cn\""},
      {"\"currency\": \"USD\"", "\"currency\": \"$\"",
       "sites/0/currency: expected currency as \"USD\", got \"$\""},
      {"\"marketplace\": true", "\"marketplace\": \"yes\"",
       "sites/0/marketplace: expected true or false, got \"yes\""},
      {"h1.title", "h1:hover",
       "sites/0/fields/0/selector: expected selector of tags, #id, .class, .class--*, [attribute], "
       "' ' and '>', got \"h1:hover\""},
      {"\"field\": \"title\"", "\"field\": \"name\"",
       "sites/0/fields/0/field: expected one of title, price, currency, seller, seller_age, "
       "condition, category, description, payment, protection, quantity, card, card_title, "
       "card_price, card_link, card_seller, seller_id, rating, reviews, badge, shipping, location, "
       "posted, returns, got \"name\""},
      {"\"source\": \"site\", ", "", "sites/0/source: expected string, got nothing"},
      {"\"source\": \"site\"", "\"source\": \"\"",
       "sites/0/source: expected text that is not empty, got \"\""},
      {"\"verified\": \"2026-11-22\"", "\"verified\": \"2026-11-22\", \"expires\": \"2026-11-21\"",
       "sites/0/expires: expected day not before verified, got \"2026-11-21\""},
      // Makers and machines.
      {"\"names\": [\"bitmain\"]", "\"names\": [\"\"]",
       "manufacturers/0/names/0: expected 1 to 200 bytes, got \"\""},
      {"\"manufacturer\": \"bitmain\"", "\"manufacturer\": \"canaan\"",
       "miners/0/manufacturer: expected id of a manufacturer, got \"canaan\""},
      {"14000000000000", "11000000000000",
       "miners/0/hashrate_max: expected integer in [11500000000000, 9223372036854775807], got "
       "11000000000000"},
      {"\"power_w_max\": 1372", "\"power_w_max\": \"1372\"",
       "miners/0/power_w_max: expected integer in [1127, 1000000], got \"1372\""},
      {"\"unit\": \"H/s\"", "\"unit\": \"TH/s\"",
       "miners/0/unit: expected one of H/s, Sol/s, G/s, got \"TH/s\""},
      {"\"2016-06\"", "\"2016-13\"",
       "miners/0/released: expected month as \"2020-05\" or year as \"2020\", got \"2016-13\""},
      // Prices and rates.
      {"\"miner\": \"bitmain-antminer-s9\"", "\"miner\": \"bitmain-antminer-s8\"",
       "price_bands/0/miner: expected id of a miner, got \"bitmain-antminer-s8\""},
      {"\"low_usd\": \"60\"", "\"low_usd\": 60", "price_bands/0/low_usd: expected string, got 60"},
      {"\"low_usd\": \"60\"", "\"low_usd\": \"0\"",
       "price_bands/0/low_usd: expected positive decimal as \"12.50\", got \"0\""},
      {"\"typical_usd\": \"80\"", "\"typical_usd\": \"59\"",
       "price_bands/0/typical_usd: expected amount not below low_usd, got \"59\""},
      {"\"until\": \"2027-02-27\"", "\"until\": \"2026-08-30\"",
       "price_bands/0/until: expected day not before as_of, got \"2026-08-30\""},
      {"\"exchange_rates\": [",
       "\"exchange_rates\": [{\"currency\": \"CNY\", \"usd\": \"0.15\", \"as_of\": \"2026-08-01\", "
       "\"until\": \"2026-09-01\", \"source\": \"bank\", \"verified\": \"2026-11-22\"},",
       "exchange_rates/1/as_of: expected day that stands only once for CNY, got \"2026-08-01\""},
      {"\"usd\": \"0.14\"", "\"usd\": \"-0.14\"",
       "exchange_rates/0/usd: expected positive decimal as \"12.50\", got \"-0.14\""},
      // Policies and their clock.
      {"\"site\": \"alibaba\"", "\"site\": \"taobao\"",
       "policies/0/site: expected id of a site, got \"taobao\""},
      {"\"site\": \"alibaba\"", "\"site\": \"alibaba\", \"country\": \"CN\"",
       "policies/0: expected either site or country, got object of 11"},
      {"\"scope\": [\"miner\"]", "\"scope\": []",
       "policies/0/scope: expected at least one kind of goods, got array of 0"},
      {"\"scope\": [\"miner\"]", "\"scope\": [\"rig\"]",
       "policies/0/scope/0: expected one of miner, accessory, hosting, cloud_mining, coin, "
       "service, "
       "other, got \"rig\""},
      {"\"effective\": \"2021-10-08\"", "\"effective\": \"2021-09-26\"",
       "policies/0/effective: expected day not before announced, got \"2021-09-26\""},
      {"\"enforced\": \"2021-10-16\"", "\"enforced\": \"2021-10-07\"",
       "policies/0/enforced: expected day not before effective, got \"2021-10-07\""},
      {"\"enforced\": \"2021-10-16\"", "\"lifted\": \"2021-10-07\"",
       "policies/0/lifted: expected day not before effective, got \"2021-10-07\""},
      {"\"message\": \"policy_x\"", "\"message\": \"policy-x\"",
       "policies/0/message: expected message id of lower-case letters, digits and underscores, got "
       "\"policy-x\""},
      // Channels.
      {"https://shop.bitmain.com", "http://shop.bitmain.com",
       "channels/0/url: expected https address, got \"http://shop.bitmain.com\""},
      {"https://shop.bitmain.com", "javascript:alert(1)",
       "channels/0/url: expected https address, got \"javascript:alert(1)\""},
      {"\"manufacturers\": [\"bitmain\"]", "\"manufacturers\": [\"bitman\"]",
       "channels/0/manufacturers: expected ids of manufacturers, got array of 1"},
      {"\"site\": \"ebay\"", "\"site\": \"eboy\"",
       "channels/0/site: expected id of a site, got \"eboy\""},
      {"\"kind\": \"manufacturer\"", "\"kind\": \"friend\"",
       "channels/0/kind: expected one of manufacturer, buyer_protected, in_person, got \"friend\""},
      // Words.
      {"\"phrases\": [\"for sale\"]", "\"phrases\": []",
       "vocabulary/0/phrases: expected at least one phrase, got array of 0"},
      {"\"phrases\": [\"for sale\"]", "\"phrases\": \"for sale\"",
       "vocabulary/0/phrases: expected array, got \"for sale\""},
      // Groups and rules.
      {"\"cap_db\": 9", "\"cap_db\": 26", "groups/0/cap_db: expected integer in [1, 25], got 26"},
      {"\"weight_db\": 6", "\"weight_db\": 21",
       "rules/0/weight_db: expected integer in [0, 20], got 21"},
      {"\"weight_db\": 6", "\"weight_db\": -1",
       "rules/0/weight_db: expected integer in [0, 20], got -1"},
      {"\"group\": \"payment\"", "\"group\": \"money\"",
       "rules/0/group: expected id of a group, got \"money\""},
      {"\"basis\": \"judged\"", "\"basis\": \"felt\"",
       "rules/0/basis: expected one of measured, judged, got \"felt\""},
      {"\"phrases\": [\"usdt only\"],", "",
       "rules/0/phrases: expected at least one phrase, got nothing"},
      {"\"number\": 50", "\"number\": 0",
       "rules/1/number: expected integer in [1, 1000000000], got 0"},
      {"\"number\": 50,", "", "rules/1/number: expected integer in [1, 1000000000], got nothing"},
      {"\"number\": 50", "\"number\": 50, \"phrases\": [\"cheap\"]",
       "rules/1/phrases: expected no phrases here, got array of 1"},
      {"\"number\": 50", "\"number\": 50, \"algorithm\": \"SHA-256\"",
       "rules/1/algorithm: expected no algorithm here, got \"SHA-256\""},
      {"\"number\": 50", "\"number\": 50, \"regexp\": \"a+\"",
       "rules/1/regexp: expected no such key, got \"a+\""},
      {"\"id\": \"below\"", "\"id\": \"usdt-only\"",
       "rules/1/id: expected id that stands only once, got \"usdt-only\""},
      {"\"id\": \"below\"", "\"id\": \"old-rule\"",
       "rules/1/id: expected id that is not in tombstones, got \"old-rule\""},
      {"\"reason\": \"never fired\"", "\"reason\": 5",
       "tombstones/0/reason: expected string, got 5"},
  };
  for (const auto& c : kCases) BOOST_TEST(LoadError(With(c.from, c.to)) == c.error);
  BOOST_TEST(LoadError(With("\"category\": \"irreversible_payment\"", "\"category\": \"bad\"")) ==
             absl::StrCat("rules/0/category: expected ", kCategories, ", got \"bad\""));
  BOOST_TEST(LoadError(With("usdt only", std::string(201, 'x'))) ==
             absl::StrCat("rules/0/phrases/0: expected 1 to 200 bytes, got \"",
                          std::string(60, 'x'), "\""));
}

// Lists and keys that a ruleset may do without.
BOOST_AUTO_TEST_CASE(each_broken_addition_says_where_and_what) {
  constexpr std::string_view kTier =
      R"({"algorithm": "SHA-256", "unit": "H/s", "hashrate": 1000000000000,
      "efficiency_max": 20000, "low_usd": "5", "typical_usd": "6", "as_of": "2026-08-31",
      "until": "2027-02-27", "source": "list", "verified": "2026-11-22"},)";
  constexpr std::string_view kRevenue =
      R"({"algorithm": "SHA-256", "unit": "H/s", "hashrate": 1000000000000, "usd_per_day": "0.08",
      "as_of": "2026-01-01", "until": "2026-12-31", "source": "bound", "verified": "2026-11-22"})";
  constexpr std::string_view kHost =
      R"({"host": "bad.example", "kind": "known_bad", "brand": "bitmain", "source": "list",
      "verified": "2026-11-22", "expires": "2027-11-22"})";
  const auto whole = [&](std::string_view tier, std::string_view revenues, std::string_view hosts) {
    return absl::StrReplaceAll(
        kWhole, {{"\"price_bands\": [", absl::StrCat("\"price_bands\": [", tier)},
                 {"\"vocabulary\": [", absl::StrCat("\"revenues\": [", revenues, "], \"hosts\": [",
                                                    hosts, "], \"vocabulary\": [")},
                 {"\"enforced\":", "\"consequences\": [\"consequence_x\"], \"enforced\":"},
                 {"\"released_after\": \"2023-01\",",
                  "\"sold_months\": 36, \"window_days\": 30, \"covers_banned\": true, "
                  "\"excludes\": [\"x\"],"}});
  };
  const std::string good = whole(kTier, kRevenue, kHost);
  BOOST_TEST(LoadError(good) == "ok");
  const struct {
    std::string_view from, to, error;
  } kCases[] = {
      {"\"algorithm\": \"SHA-256\", \"unit\": \"H/s\", \"hashrate\": 1000000000000,\n      "
       "\"efficiency_max\": 20000",
       "\"algorithm\": \"SHA-256\", \"unit\": \"H/s\", \"hashrate\": 1000000000000",
       "price_bands/0/efficiency_max: expected integer in [1, 9223372036854775807], got nothing"},
      {"\"hashrate\": 1000000000000,\n", "\"hashrate\": 0,\n",
       "price_bands/0/hashrate: expected integer in [1, 9223372036854775807], got 0"},
      {"{\"algorithm\": \"SHA-256\", \"unit\": \"H/s\", \"hashrate\": 1000000000000,\n",
       "{\"miner\": \"bitmain-antminer-s9\", \"algorithm\": \"SHA-256\",\n",
       "price_bands/0: expected either miner or algorithm, got object of 9"},
      {"\"usd_per_day\": \"0.08\"", "\"usd_per_day\": \"0\"",
       "revenues/0/usd_per_day: expected positive decimal as \"12.50\", got \"0\""},
      {"\"until\": \"2026-12-31\"", "\"until\": \"2025-12-31\"",
       "revenues/0/until: expected day not before as_of, got \"2025-12-31\""},
      {"\"bad.example\"", "\"Bad.example\"",
       "hosts/0/host: expected host name in lower case, got \"Bad.example\""},
      {"\"bad.example\"", "\"shop.alibaba.com\"",
       "hosts/0/host: expected no host of a site or a maker, got \"shop.alibaba.com\""},
      {"\"bad.example\"", "\"www.bitmain.com\"",
       "hosts/0/host: expected no host of a site or a maker, got \"www.bitmain.com\""},
      {"\"known_bad\"", "\"evil\"",
       "hosts/0/kind: expected one of official, marketplace, reseller, known_bad, got \"evil\""},
      {"\"brand\": \"bitmain\"", "\"brand\": \"canaan\"",
       "hosts/0/brand: expected id of a manufacturer, got \"canaan\""},
      {"\"kind\": \"known_bad\", \"brand\": \"bitmain\", \"source\": \"list\",\n      "
       "\"verified\": \"2026-11-22\", \"expires\": \"2027-11-22\"",
       "\"kind\": \"known_bad\", \"source\": \"list\", \"verified\": \"2026-11-22\"",
       "hosts/0/expires: expected day, got nothing"},
      {"consequence_x", "consequence-x",
       "policies/0/consequences/0: expected message id of lower-case letters, digits and "
       "underscores, got \"consequence-x\""},
      {"\"sold_months\": 36", "\"sold_months\": 0",
       "channels/0/sold_months: expected integer in [1, 120], got 0"},
      {"\"window_days\": 30", "\"window_days\": 3661",
       "channels/0/window_days: expected integer in [1, 3660], got 3661"},
  };
  for (const auto& c : kCases) {
    std::string document = good;
    const size_t at = document.find(c.from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, c.from);
    BOOST_TEST(LoadError(document.replace(at, c.from.size(), c.to)) == c.error);
  }
  BOOST_TEST(LoadError(whole(kTier, kRevenue, absl::StrCat(kHost, ",", kHost))) ==
             "hosts/1/host: expected host that stands only once, got \"bad.example\"");
  BOOST_TEST(LoadError(whole(absl::StrCat(kTier, kTier), kRevenue, kHost)) ==
             "price_bands/1/as_of: expected day that stands only once for SHA-256 up to 20000, got "
             "\"2026-08-31\"");
}

BOOST_AUTO_TEST_CASE(hosts_and_revenues_are_found_by_their_keys) {
  const Ruleset& ruleset = SourceRuleset();
  const KnownHost* bad = ruleset.FindHost("www.bitmain.capital");
  BOOST_TEST_REQUIRE(bad != nullptr);
  BOOST_TEST((bad->kind == HostKind::kKnownBad));
  BOOST_TEST((ruleset.FindHost("capital") == nullptr));
  BOOST_TEST((ruleset.FindHost("pages.dev") == nullptr));
  BOOST_TEST(ruleset.MakerOfHost("shop.bitmain.com")->id == "bitmain");
  BOOST_TEST((ruleset.MakerOfHost("bitmain.com.example") == nullptr));
  const Revenue* revenue = ruleset.RevenueOn("SHA-256", DayOf("2026-11-20"));
  BOOST_TEST_REQUIRE(revenue != nullptr);
  BOOST_TEST(FormatDecimal(revenue->usd_per_day) == "0.08");
  BOOST_TEST((ruleset.RevenueOn("SHA-256", DayOf("2028-01-01")) == nullptr));
  BOOST_TEST((ruleset.RevenueOn("SHA-257", DayOf("2026-11-20")) == nullptr));
}

// Bands of one year say nothing of another, and neither do rates.
BOOST_AUTO_TEST_CASE(shipped_prices_and_rates_are_of_their_days) {
  const Ruleset& ruleset = SourceRuleset();
  const struct {
    std::string_view miner, day, band, tier;
  } kCases[] = {
      {"bitmain-antminer-s19-xp", "2026-11-20", "355", "1.99"},
      {"bitmain-antminer-s19-xp", "2027-02-27", "355", "1.99"},
      {"bitmain-antminer-s19-xp", "2027-02-28", "", ""},
      {"bitmain-antminer-s19-xp", "2023-06-01", "", "18"},
      {"bitmain-antminer-s19-pro", "2026-11-20", "", ""},
      {"bitmain-antminer-s19-pro", "2021-10-01", "", "32.4"},
      {"bitmain-antminer-s9", "2021-10-01", "", "15.75"},
      {"bitmain-antminer-s9", "2022-10-01", "", "3.54"},
      {"bitmain-antminer-s9", "2026-11-20", "", ""},
      {"iceriver-ks7", "2026-11-20", "1150", "28.72"},
      {"bitmain-antminer-ks7", "2026-11-20", "", "28.72"},
  };
  const auto low = [](const PriceBand* band) {
    return band == nullptr ? "" : FormatDecimal(band->low_usd);
  };
  for (const auto& [miner, day, band, tier] : kCases) {
    BOOST_TEST(low(ruleset.BandOn(miner, DayOf(day))) == band, miner << " on " << day);
    BOOST_TEST(low(ruleset.TierOn(*ruleset.FindMiner(miner), DayOf(day))) == tier,
               miner << " on " << day);
  }
  for (const std::string_view currency : {"CNY", "EUR", "GBP", "CAD", "RUB"}) {
    for (const std::string_view day : {"2014-01-14", "2021-10-01", "2026-02-06", "2026-11-20"}) {
      BOOST_TEST((ruleset.RateOn(currency, DayOf(day)) != nullptr), currency << " on " << day);
    }
    BOOST_TEST((ruleset.RateOn(currency, DayOf("2028-01-01")) == nullptr));
  }
}

BOOST_AUTO_TEST_CASE(junk_of_any_size_is_refused) {
  BOOST_TEST(LoadError("") == "document: byte 1: expected valid JSON");
  BOOST_TEST(LoadError("[]") == "document: expected object, got array of 0");
  BOOST_TEST(LoadError("\"x\"").find("expected object") != std::string::npos);
  BOOST_TEST(LoadError(std::string(100'000, '[')) ==
             "document: expected at most 64 levels, got more");
  BOOST_TEST(LoadError(std::string(kMaxRulesetBytes + 1, ' ')) ==
             "document: expected at most 8388608 bytes, got 8388609");
}

// Whatever is cut off a ruleset, what is left is refused, not half loaded.
BOOST_AUTO_TEST_CASE(every_beginning_of_a_ruleset_is_refused) {
  for (size_t size = 0; size + 1 < kWhole.size(); size++) {
    BOOST_TEST_REQUIRE(LoadError(kWhole.substr(0, size)) != "ok", size);
  }
}

BOOST_AUTO_TEST_CASE(versions_compare_as_numbers) {
  const struct {
    std::string_view min_core, core;
    bool loads;
  } kCases[] = {
      {"0.1.0", "0.1.0", true},  {"0.1", "0.1.0", true},     {"0.1.0", "0.1", true},
      {"0.9.0", "0.10.0", true}, {"0.10.0", "0.9.0", false}, {"1", "0.99.99", false},
      {"0.1.1", "0.1", false},   {"0.0.9", "0.1.0", true},
  };
  for (const auto& c : kCases) {
    const std::string document =
        With("\"min_core\": \"0.1.0\"", absl::StrCat("\"min_core\": \"", c.min_core, "\""));
    const absl::StatusOr<Ruleset> ruleset = LoadRuleset(document, c.core);
    BOOST_TEST(ruleset.ok() == c.loads, c.min_core << " on " << c.core);
    if (!c.loads) BOOST_TEST(absl::IsFailedPrecondition(ruleset.status()));
  }
}

BOOST_AUTO_TEST_CASE(sites_are_found_by_host_and_below_it) {
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(kWhole, "0.1.0");
  BOOST_TEST_REQUIRE(ruleset.ok());
  const struct {
    std::string_view host, site;
  } kCases[] = {
      {"alibaba.com", "alibaba"},
      {"www.alibaba.com", "alibaba"},
      {"a.b.c.alibaba.com", "alibaba"},
      {"ebay.de", "ebay"},
      {"notalibaba.com", ""},
      {"alibaba.com.evil.example", ""},
      {"com", ""},
      {"", ""},
      {".", ""},
      {"...", ""},
  };
  for (const auto& c : kCases) {
    const Site* site = ruleset->SiteOfHost(c.host);
    BOOST_TEST((site == nullptr ? "" : site->id) == c.site, c.host);
  }
  BOOST_TEST((ruleset->FindSite("ebay") == &ruleset->sites[1]));
  BOOST_TEST((ruleset->FindSite("e-bay") == nullptr));
  BOOST_TEST((ruleset->FindMiner("bitmain-antminer-s9") == &ruleset->miners[0]));
  BOOST_TEST((ruleset->FindManufacturer("bitmain") == &ruleset->manufacturers[0]));
  BOOST_TEST((ruleset->FindGroup("payment") == &ruleset->groups[0]));
  BOOST_TEST((ruleset->FindGroup("") == nullptr));
}

BOOST_AUTO_TEST_CASE(dated_entries_count_from_their_first_to_their_last_day) {
  const std::string document = With(
      "\"price_bands\": [",
      R"("price_bands": [{"miner": "bitmain-antminer-s9", "low_usd": "90", "typical_usd": "100",
      "as_of": "2026-06-01", "until": "2026-12-31", "source": "older", "verified": "2026-06-01",
      "expires": "2026-07-31"},)");
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(document, "0.1.0");
  BOOST_TEST_REQUIRE(ruleset.ok(), ruleset.status().ToString());
  const struct {
    std::string_view day, source;
  } kCases[] = {
      {"2021-10-01", ""},      {"2026-05-31", ""},     {"2026-06-01", "older"},
      {"2026-07-31", "older"}, {"2026-08-01", ""},     {"2026-08-30", ""},
      {"2026-08-31", "list"},  {"2027-02-27", "list"}, {"2027-02-28", ""},
  };
  for (const auto& c : kCases) {
    const PriceBand* band = ruleset->BandOn("bitmain-antminer-s9", DayOf(c.day));
    BOOST_TEST((band == nullptr ? "" : band->provenance.source) == c.source, c.day);
  }
  BOOST_TEST((ruleset->BandOn("bitmain-antminer-s8", DayOf("2026-09-01")) == nullptr));
  BOOST_TEST((ruleset->RateOn("CNY", DayOf("2026-09-01")) == &ruleset->exchange_rates[0]));
  BOOST_TEST((ruleset->RateOn("CNY", DayOf("2027-01-29")) == nullptr));
  BOOST_TEST((ruleset->RateOn("EUR", DayOf("2026-09-01")) == nullptr));
}

// What ships.

BOOST_AUTO_TEST_CASE(the_policy_of_2021_stands_as_it_was_announced) {
  const Ruleset& ruleset = SourceRuleset();
  const Policy* policy = nullptr;
  for (const Policy& p : ruleset.policies) {
    if (p.id == "alibaba-2021-miners") policy = &p;
  }
  BOOST_TEST_REQUIRE(policy != nullptr);
  BOOST_TEST(policy->site == "alibaba");
  BOOST_TEST(FormatDay(policy->announced) == "2021-09-27");
  BOOST_TEST(FormatDay(policy->effective) == "2021-10-08");
  BOOST_TEST(FormatDay(policy->enforced.value()) == "2021-10-16");
  BOOST_TEST(!policy->lifted.has_value());
  BOOST_TEST((std::set<Goods>(policy->scope.begin(), policy->scope.end()) ==
              std::set<Goods>{Goods::kMiner, Goods::kAccessory, Goods::kCoin, Goods::kService}));
  BOOST_TEST((policy->categories ==
              std::vector<std::string>{"Blockchain Miners", "Blockchain Miner Accessories"}));
  const std::set<std::string> terms(policy->scope_terms.begin(), policy->scope_terms.end());
  for (const char* coin : {"bitcoin", "litecoin", "ethereum", "quarkcoin", "beaocoin"}) {
    BOOST_TEST(terms.count(coin) == 1u, coin);
  }
}

BOOST_AUTO_TEST_CASE(the_marketplaces_are_known_by_their_hosts) {
  const struct {
    std::string_view host, site, country;
  } kCases[] = {
      {"www.alibaba.com", "alibaba", ""},
      {"m.alibaba.com", "alibaba", ""},
      {"detail.1688.com", "1688", "CN"},
      {"www.aliexpress.com", "aliexpress", ""},
      {"pt.aliexpress.com", "aliexpress", ""},
      {"item.taobao.com", "taobao", "CN"},
      {"2.taobao.com", "goofish", "CN"},
      {"www.goofish.com", "goofish", "CN"},
      {"detail.tmall.com", "tmall", "CN"},
      {"www.lazada.com.my", "lazada", ""},
      {"item.jd.com", "jd", "CN"},
      {"www.amazon.co.uk", "amazon", ""},
      {"www.amazon.com", "amazon", ""},
      {"www.ebay.com", "ebay", ""},
      {"www.ebay.com.au", "ebay", ""},
      {"www.facebook.com", "facebook", ""},
      {"birmingham.craigslist.org", "craigslist", ""},
  };
  for (const auto& c : kCases) {
    const Site* site = SourceRuleset().SiteOfHost(c.host);
    BOOST_TEST_REQUIRE(site != nullptr, c.host);
    BOOST_TEST(site->id == c.site);
    BOOST_TEST(site->country == c.country);
    BOOST_TEST(site->marketplace);
    BOOST_TEST(!site->fields.empty());
  }
}

BOOST_AUTO_TEST_CASE(shops_are_their_makers_own) {
  const Ruleset& ruleset = SourceRuleset();
  for (const Channel& channel : ruleset.channels) {
    if (channel.kind != ChannelKind::kManufacturer) continue;
    BOOST_TEST_REQUIRE(channel.manufacturers.size() == 1u, channel.id);
    const Manufacturer* maker = ruleset.FindManufacturer(channel.manufacturers[0]);
    const std::string host = ParseUrl(channel.url)->host;
    bool own = false;
    for (const std::string& official : maker->hosts) {
      own = own || host == official ||
            (host.size() > official.size() &&
             host.substr(host.size() - official.size() - 1) == "." + official);
    }
    BOOST_TEST(own, channel.id << " is at " << host);
    BOOST_TEST(channel.sold_months > 0, channel.id);
  }
}

BOOST_AUTO_TEST_CASE(weights_fit_their_groups) {
  const Ruleset& ruleset = SourceRuleset();
  for (const Rule& rule : ruleset.rules) {
    BOOST_TEST(rule.weight_db <= ruleset.FindGroup(rule.group)->cap_db, rule.id);
    // The rules of one idea share its message: "pre-order" and "pre-order-ru".
    std::string_view idea = rule.id;
    if (rule.language != "en" && !rule.language.empty()) {
      BOOST_TEST(absl::ConsumeSuffix(&idea, absl::StrCat("-", rule.language)), rule.id);
    }
    BOOST_TEST(rule.message == absl::StrReplaceAll(idea, {{"-", "_"}}), rule.id);
  }
}

}  // namespace touchstone

// What ships, what is counted of it, and which texts it names.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/messages.h"
#include "cli/ruleset_stats.h"
#include "tests/small_ruleset.h"

namespace touchstone {
namespace {

std::string Built(const SmallRuleset& ruleset) {
  LintResult result = LintEntries(ruleset.directory());
  BOOST_TEST(absl::StrJoin(result.complaints, "\n") == "");
  return WriteBuilt(std::move(result.document));
}

void Reverse(Json* json) {
  for (Json& item : json->items) Reverse(&item);
  for (auto& [name, member] : json->members) Reverse(&member);
  std::reverse(json->members.begin(), json->members.end());
}

Day DayOf(std::string_view text) { return ParseDay(text).value(); }

std::string Dump(const Counts& counts) {
  std::string dump;
  for (const auto& [name, count] : counts.items) {
    if (count > 0) absl::StrAppend(&dump, dump.empty() ? "" : ", ", name, " ", count);
  }
  return dump;
}

std::string Dump(const std::vector<Expiry>& expiries) {
  std::string dump;
  for (const Expiry& e : expiries) {
    absl::StrAppend(&dump, dump.empty() ? "" : ", ", e.path, " ", FormatDay(e.day));
  }
  return dump;
}

RulesetStats StatsOn(std::string_view day) {
  const SmallRuleset ruleset;
  return CountRuleset(LintEntries(ruleset.directory()).ruleset.value(), DayOf(day));
}

}  // namespace

// Another directory, entries and members in another order, other line ends: the same bytes.
BOOST_AUTO_TEST_CASE(the_same_entries_give_the_same_bytes) {
  const SmallRuleset first, second;
  const std::string built = Built(first);
  BOOST_TEST(Built(first) == built);
  BOOST_TEST(Built(second) == built);
  for (const LintSource& source : kSmallRuleset) {
    const std::string file = absl::StrCat(source.name, ".json");
    Json json = ParseJson(second.Read(file)).value();
    Reverse(&json);
    for (auto& [name, list] : json.members) std::reverse(list.items.begin(), list.items.end());
    JsonWriter writer(1);
    writer.Value(json);
    second.Write(file, absl::StrReplaceAll(std::move(writer).Finish(), {{"\n", "\r\n"}}));
  }
  BOOST_TEST(Built(second) == built);
  // The fields of an adapter are in order of preference, phrases in that of their numbers.
  second.Change("sites.json", "\"samples\":[\"item.html\"]", "\"samples\":[\"shop.html\"]");
  BOOST_TEST(Built(second) == built);
  second.Change("groups.json", "\"cap_db\":14", "\"cap_db\":15");
  BOOST_TEST(Built(second) != built);
}

BOOST_AUTO_TEST_CASE(what_ships_is_one_line_without_what_lint_alone_reads) {
  const SmallRuleset sources;
  const std::string built = Built(sources);
  BOOST_TEST(built.find('\n') == built.size() - 1);
  for (const char* member : {"samples", "match", "near_miss", "excludes"}) {
    BOOST_TEST(!absl::StrContains(built, absl::StrCat("\"", member, "\"")), member);
  }
  BOOST_TEST(absl::StartsWith(built, "{\"expires\":\"2027-05-31\",\"format\":1,"));
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(built, "0.1.0");
  BOOST_TEST_REQUIRE(ruleset.ok(), ruleset.status().ToString());
  BOOST_TEST(ruleset->rules.size() == 3u);
  BOOST_TEST(ruleset->rules[2].phrases.size() == 2u);
  BOOST_TEST(ruleset->rules[2].provenance.source == "judged: no way back for the buyer");
}

BOOST_AUTO_TEST_CASE(entries_are_counted_by_what_they_are) {
  const RulesetStats stats = StatsOn("2026-11-25");
  BOOST_TEST(Dump(stats.entries) ==
             "sites 3, manufacturers 2, miners 2, price_bands 1, exchange_rates 1, policies 1, "
             "channels 3, revenues 1, hosts 2, vocabulary 3, rules 3, groups 2, tombstones 1");
  BOOST_TEST(Dump(stats.kinds) ==
             "sites/marketplace 2, sites/shop_system 1, price_bands/machine 1, policies/site 1, "
             "channels/manufacturer 1, channels/buyer_protected 1, channels/in_person 1, "
             "hosts/known_bad 1, hosts/reseller 1, vocabulary/new 1, "
             "vocabulary/offer 1, vocabulary/used 1, rules/price_below_band 1, "
             "rules/efficiency_impossible 1, rules/only_phrases 1");
  BOOST_TEST(Dump(stats.phrases) == "en 6");
  BOOST_TEST(Dump(stats.basis) == "judged 3, cited 19");
}

BOOST_AUTO_TEST_CASE(entries_age_and_expire_by_the_day) {
  const struct {
    std::string_view day, verified, expired, expiring;
  } kCases[] = {
      {"2026-11-22", "0-30 22", "", "exchange_rates/CNY 2027-01-28"},
      {"2026-11-29", "0-30 22", "",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27"},
      {"2026-12-22", "0-30 22", "",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27"},
      {"2026-12-23", "31-90 22", "",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27"},
      {"2027-01-28", "31-90 22", "",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27"},
      {"2027-01-29", "31-90 22", "exchange_rates/CNY 2027-01-28",
       "price_bands/bitmain-antminer-s9 2027-02-27"},
      {"2027-11-22", "181-365 22",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27, "
       "revenues/SHA-256 2027-04-30, ruleset 2027-05-31",
       "hosts/bitmain-sale.example 2027-11-22, hosts/rigs.example 2027-11-22, "
       "rules/usdt-only 2027-11-22"},
      {"2027-11-23", "366- 22",
       "exchange_rates/CNY 2027-01-28, price_bands/bitmain-antminer-s9 2027-02-27, "
       "revenues/SHA-256 2027-04-30, ruleset 2027-05-31, hosts/bitmain-sale.example 2027-11-22, "
       "hosts/rigs.example 2027-11-22, rules/usdt-only 2027-11-22",
       ""},
  };
  for (const auto& c : kCases) {
    const RulesetStats stats = StatsOn(c.day);
    BOOST_TEST(Dump(stats.verified) == c.verified, c.day);
    BOOST_TEST(Dump(stats.expired) == c.expired, c.day);
    BOOST_TEST(Dump(stats.expiring) == c.expiring, c.day);
  }
}

BOOST_AUTO_TEST_CASE(every_message_is_listed_with_its_arguments) {
  const SmallRuleset ruleset;
  std::string listed;
  for (const MessageUse& use : MessagesOf(LintEntries(ruleset.directory()).ruleset.value())) {
    if (absl::StartsWith(use.id, "category_")) continue;
    absl::StrAppend(&listed, use.id, "(", absl::StrJoin(use.args, ", "), ") ");
  }
  BOOST_TEST(listed ==
             "channel_buyer_protected(name) channel_in_person() channel_manufacturer(maker) "
             "policy_alibaba_2021_miners() policy_country_ban() policy_platform_ban() "
             "price_low(percent, typical_usd) site_alibaba() too_good(claimed, best) usdt_only() ");
}

// A newer ruleset brings ids that this command does not know.
BOOST_AUTO_TEST_CASE(an_unknown_message_is_said_in_the_words_of_its_kind) {
  const Messages& english = Messages::English();
  const Messages* chinese = Messages::ForLanguage("zh_CN");
  BOOST_TEST_REQUIRE(chinese != nullptr);
  const struct {
    Message message;
    std::string_view fallback;
    std::string text;
  } kCases[] = {
      {{"urgency", {}}, "category_urgency", english.Get("urgency")},
      {{"of_2031", {{"x", "y"}}}, "category_urgency", english.Get("category_urgency")},
      {{"of_2031", {{"maker", "Bitmain"}}},
       "channel_manufacturer",
       "Bitmain sells its own machines here, with warranty."},
      {{"of_2031", {}}, "policy_country_ban", english.Get("policy_country_ban")},
      {{"of_2031", {}}, "category_of_2031", "of_2031"},
  };
  for (const auto& c : kCases) {
    BOOST_TEST(english.Text(c.message, c.fallback) == c.text, c.message.id << c.fallback);
  }
  BOOST_TEST(chinese->Text({"of_2031", {}}, "category_urgency") ==
             chinese->Get("category_urgency"));
  BOOST_TEST(chinese->Get("category_urgency") != english.Get("category_urgency"));
}

}  // namespace touchstone

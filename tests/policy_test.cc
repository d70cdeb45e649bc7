#include "core/judge/policy.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge_ruleset.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

std::string Dump(const Ban& ban) {
  return absl::StrCat(ban.policy->id, " ", BanPhaseName(ban.phase),
                      ban.days_left.has_value() ? absl::StrCat(" ", *ban.days_left) : "");
}

std::string Dump(const std::vector<Ban>& bans) {
  std::string out;
  for (const Ban& ban : bans) absl::StrAppend(&out, out.empty() ? "" : ", ", Dump(ban));
  return out;
}

Listing Of(Goods goods, std::string title = "") {
  Listing listing;
  listing.goods = goods;
  listing.title.value = std::move(title);
  return listing;
}

std::string BansOn(std::string_view day, const Listing& listing, std::string_view site,
                   std::string_view country = "", const Ruleset& ruleset = JudgeRuleset()) {
  return Dump(FindBans(listing, ruleset.FindSite(site), country, DayOf(day), ruleset));
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_clock_turns_on_the_days_of_the_contract) {
  const struct {
    std::string_view day, bans;
  } kCases[] = {
      {"2021-09-26", ""},
      {"2021-09-27", "alibaba-2021-miners announced 11"},
      {"2021-10-01", "alibaba-2021-miners announced 7"},
      {"2021-10-07", "alibaba-2021-miners announced 1"},
      {"2021-10-08", "alibaba-2021-miners in_force 8"},
      {"2021-10-15", "alibaba-2021-miners in_force 1"},
      {"2021-10-16", "alibaba-2021-miners enforced"},
      {"2022-06-01", "alibaba-2021-miners enforced"},
      {"2023-01-31", "alibaba-2021-miners enforced"},
  };
  for (const auto& [day, bans] : kCases) {
    BOOST_CHECK_EQUAL(BansOn(day, Of(Goods::kMiner), "alibaba"), bans);
  }
}

BOOST_AUTO_TEST_CASE(a_policy_without_a_day_of_enforcement_is_enforced_from_its_effective_day) {
  BOOST_CHECK_EQUAL(BansOn("2014-01-13", Of(Goods::kMiner), "taobao"),
                    "taobao-2014-mining announced 1");
  BOOST_CHECK_EQUAL(BansOn("2014-01-14", Of(Goods::kMiner), "taobao"),
                    "taobao-2014-mining enforced");
}

BOOST_AUTO_TEST_CASE(a_lifted_ban_is_told_as_lifted) {
  BOOST_CHECK_EQUAL(BansOn("2024-06-25", Of(Goods::kMiner), "", "BO"),
                    "bolivia-2014-coins enforced");
  BOOST_CHECK_EQUAL(BansOn("2024-06-26", Of(Goods::kMiner), "", "BO"), "bolivia-2014-coins lifted");
}

BOOST_AUTO_TEST_CASE(only_goods_in_scope_are_banned) {
  const struct {
    Goods goods;
    std::string_view title;
    bool banned;
  } kCases[] = {
      {Goods::kMiner, "", true},           {Goods::kAccessory, "", true},
      {Goods::kHosting, "", false},        {Goods::kOther, "", false},
      {Goods::kCoin, "1 Bitcoin", true},   {Goods::kCoin, "100 QuarkCoin (QRK)", true},
      {Goods::kCoin, "1 Dogecoin", false}, {Goods::kCoin, "Bitcoiner's mug", false},
  };
  for (const auto& [goods, title, banned] : kCases) {
    BOOST_CHECK_EQUAL(BansOn("2021-10-01", Of(goods, std::string(title)), "alibaba") != "", banned);
  }
}

BOOST_AUTO_TEST_CASE(a_countrys_policy_applies_to_its_buyers_and_to_its_sites) {
  const Listing miner = Of(Goods::kMiner);
  BOOST_CHECK_EQUAL(BansOn("2026-03-01", miner, "ebay"), "");
  BOOST_CHECK_EQUAL(BansOn("2026-03-01", miner, "ebay", "CN"), "china-2026-miner-sales enforced");
  BOOST_CHECK_EQUAL(BansOn("2026-03-01", miner, "", "CN"), "china-2026-miner-sales enforced");
  BOOST_CHECK_EQUAL(BansOn("2026-03-01", miner, "", "DE"), "");
  // Platforms come first, each ban once.
  BOOST_CHECK_EQUAL(BansOn("2026-03-01", miner, "taobao", "CN"),
                    "taobao-2014-mining enforced, china-2026-miner-sales enforced");
}

BOOST_AUTO_TEST_CASE(the_shipped_policies_turn_on_their_days) {
  const struct {
    std::string_view day, site, country;
    Goods goods;
    std::string_view bans;
  } kCases[] = {
      {"2021-09-26", "alibaba", "", Goods::kMiner, ""},
      {"2021-09-27", "alibaba", "", Goods::kMiner, "alibaba-2021-miners announced 11"},
      {"2021-10-07", "alibaba", "", Goods::kAccessory, "alibaba-2021-miners announced 1"},
      {"2021-10-08", "alibaba", "", Goods::kMiner, "alibaba-2021-miners in_force 8"},
      {"2021-10-15", "alibaba", "", Goods::kMiner, "alibaba-2021-miners in_force 1"},
      {"2021-10-16", "alibaba", "", Goods::kMiner, "alibaba-2021-miners enforced"},
      {"2026-11-20", "alibaba", "", Goods::kMiner, "alibaba-2021-miners enforced"},
      {"2021-10-16", "alibaba", "", Goods::kHosting, ""},
      {"2021-10-16", "aliexpress", "", Goods::kMiner, ""},
      {"2014-01-06", "taobao", "", Goods::kMiner, ""},
      {"2014-01-07", "taobao", "", Goods::kMiner, "taobao-2014-mining announced 7"},
      {"2014-01-14", "taobao", "", Goods::kMiner, "taobao-2014-mining enforced"},
      {"2026-02-05", "1688", "", Goods::kMiner, ""},
      {"2026-02-06", "1688", "", Goods::kMiner, "china-2026-miner-sales enforced"},
      {"2026-02-06", "ebay", "", Goods::kMiner, ""},
      {"2026-02-06", "ebay", "CN", Goods::kMiner, "china-2026-miner-sales enforced"},
      {"2021-09-23", "", "CN", Goods::kHosting, ""},
      {"2021-09-24", "", "CN", Goods::kHosting, "china-2021-mining enforced"},
      {"2022-12-30", "", "LY", Goods::kMiner, ""},
      {"2022-12-31", "", "LY", Goods::kMiner, "libya-2022-imports enforced"},
      {"2024-04-09", "", "AO", Goods::kMiner, ""},
      {"2024-04-10", "", "AO", Goods::kMiner, "angola-2024-mining enforced"},
      {"2025-04-22", "", "KW", Goods::kMiner, "kuwait-2025-mining enforced"},
      {"2025-07-24", "", "DZ", Goods::kMiner, "algeria-2025-crypto enforced"},
      {"2024-06-29", "", "BO", Goods::kCoin, "bolivia-2014-coins enforced"},
      {"2024-06-30", "", "BO", Goods::kCoin, "bolivia-2014-coins lifted"},
      {"2026-11-20", "", "NO", Goods::kMiner, ""},
      {"2026-11-20", "", "US", Goods::kMiner, ""},
  };
  for (const auto& [day, site, country, goods, bans] : kCases) {
    const std::string found = BansOn(day, Of(goods), site, country, SourceRuleset());
    BOOST_CHECK_MESSAGE(found == bans, day << ' ' << site << country << ": expected \"" << bans
                                           << "\", got \"" << found << '"');
  }
  for (const Policy& policy : SourceRuleset().policies) {
    BOOST_CHECK_MESSAGE(!policy.consequences.empty(), policy.id);
  }
}

}  // namespace touchstone

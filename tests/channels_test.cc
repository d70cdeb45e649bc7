#include "core/judge/channels.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge_ruleset.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

std::string Dump(const std::vector<Advice>& advice) {
  std::string out;
  for (const Advice& item : advice) {
    absl::StrAppend(&out, out.empty() ? "" : ", ", item.channel->id);
    for (const auto& [name, value] : item.why.args) absl::StrAppend(&out, " ", name, "=", value);
  }
  return out;
}

std::string ChannelsFor(std::string_view miner, std::string_view site, std::string_view day,
                        Goods goods = Goods::kMiner) {
  const Ruleset& ruleset = JudgeRuleset();
  Listing listing;
  listing.goods = goods;
  listing.miner.miner = ruleset.FindMiner(miner);
  return Dump(FindChannels(listing, ruleset.FindSite(site), DayOf(day), ruleset));
}

constexpr std::string_view kS19Pro = "bitmain-antminer-s19-pro";
constexpr std::string_view kProtected =
    "ebay name=eBay days=30, alibaba name=Alibaba Trade Assurance, paypal name=PayPal days=180, "
    "in-person";

}  // namespace

BOOST_AUTO_TEST_CASE(the_makers_shop_comes_first_and_in_person_last) {
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "", "2021-09-01"),
                    absl::StrCat("bitmain-shop maker=Bitmain, ", kProtected));
}

BOOST_AUTO_TEST_CASE(a_shop_sells_neither_old_models_nor_those_to_come_nor_another_makers) {
  BOOST_CHECK_EQUAL(ChannelsFor("bitmain-antminer-s1", "", "2021-09-01"), kProtected);
  BOOST_CHECK_EQUAL(ChannelsFor("bitmain-antminer-s21", "", "2021-09-01"), kProtected);
  BOOST_CHECK_EQUAL(ChannelsFor("canaan-nano", "", "2021-09-01"), kProtected);
  BOOST_CHECK_EQUAL(ChannelsFor("", "", "2021-09-01"), kProtected);
}

BOOST_AUTO_TEST_CASE(a_marketplace_that_bans_the_goods_is_no_way_out) {
  // Nor is a way to pay that does not cover what is banned where the buyer is.
  constexpr std::string_view kHere =
      "bitmain-shop maker=Bitmain, ebay name=eBay days=30, in-person";
  constexpr std::string_view kWithout =
      "bitmain-shop maker=Bitmain, ebay name=eBay days=30, paypal name=PayPal days=180, in-person";
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "alibaba", "2021-10-07"),
                    absl::StrCat("bitmain-shop maker=Bitmain, ", kProtected));
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "alibaba", "2021-10-08"), kHere);
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "ebay", "2021-10-08"), kWithout);
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "taobao", "2021-10-16"), kHere);
}

BOOST_AUTO_TEST_CASE(a_shop_sells_a_model_for_some_years_alone) {
  // Released in May 2020.
  BOOST_CHECK(ChannelsFor(kS19Pro, "", "2023-05-31").starts_with("bitmain-shop"));
  BOOST_CHECK(!ChannelsFor(kS19Pro, "", "2023-06-01").starts_with("bitmain-shop"));
}

// What ships: a machine that its maker no longer sells new is never answered with the maker's shop.
BOOST_AUTO_TEST_CASE(no_buyer_of_an_old_machine_is_sent_to_its_makers_shop) {
  const Ruleset& ruleset = SourceRuleset();
  const auto shop = [&](std::string_view id, std::string_view day) {
    Listing listing;
    listing.goods = Goods::kMiner;
    listing.miner.miner = ruleset.FindMiner(id);
    BOOST_REQUIRE_MESSAGE(listing.miner.miner != nullptr, id);
    const std::vector<Advice> advice = FindChannels(listing, nullptr, DayOf(day), ruleset);
    BOOST_REQUIRE(!advice.empty());
    BOOST_CHECK(advice.back().channel->kind == ChannelKind::kInPerson);
    const Channel& first = *advice.front().channel;
    return first.kind == ChannelKind::kManufacturer ? first.id : "";
  };
  const struct {
    std::string_view miner, day, shop;
  } kCases[] = {
      {"bitmain-antminer-s9", "2026-11-20", ""},
      {"bitmain-antminer-s9", "2021-10-01", ""},
      {"bitmain-antminer-s9", "2017-10-01", "bitmain-shop"},
      {"bitmain-antminer-s19j-pro", "2026-11-20", ""},
      {"bitmain-antminer-s19j-pro", "2021-10-01", "bitmain-shop"},
      {"bitmain-antminer-l7", "2026-11-20", ""},
      {"bitmain-antminer-s21-xp", "2026-11-20", "bitmain-shop"},
      {"bitmain-antminer-s21-xp", "2021-10-01", ""},
      {"bitmain-antminer-d9", "2026-11-20", ""},
      {"microbt-whatsminer-m30s-plus-plus", "2026-11-20", ""},
      {"microbt-whatsminer-m70s", "2026-11-20", "microbt-shop"},
      {"canaan-avalon-q", "2026-11-20", "canaan-shop"},
  };
  for (const auto& [miner, day, id] : kCases) {
    BOOST_CHECK_MESSAGE(shop(miner, day) == id, miner << " on " << day << ": " << shop(miner, day));
  }
}

BOOST_AUTO_TEST_CASE(channels_are_for_their_goods) {
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "", "2021-09-01", Goods::kCloudMining), "");
}

}  // namespace touchstone

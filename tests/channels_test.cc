#include "core/judge/channels.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/judge_ruleset.h"

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
    "ebay name=eBay, alibaba name=Alibaba Trade Assurance, in-person";

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
  constexpr std::string_view kWithout = "bitmain-shop maker=Bitmain, ebay name=eBay, in-person";
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "alibaba", "2021-10-07"),
                    absl::StrCat("bitmain-shop maker=Bitmain, ", kProtected));
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "alibaba", "2021-10-08"), kWithout);
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "ebay", "2021-10-08"), kWithout);
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "taobao", "2021-10-16"), kWithout);
}

BOOST_AUTO_TEST_CASE(channels_are_for_their_goods) {
  BOOST_CHECK_EQUAL(ChannelsFor(kS19Pro, "", "2021-09-01", Goods::kCloudMining), "");
}

}  // namespace touchstone

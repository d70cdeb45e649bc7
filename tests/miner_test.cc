#include "core/market/miner.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/rules/lexicon.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

std::string Dump(std::string_view text) {
  static const Lexicon* lexicon = new Lexicon(SourceRuleset());
  const MinerMatch match = IdentifyMiner(text, SourceRuleset(), *lexicon);
  return absl::StrCat(
      match.miner != nullptr ? match.miner->id : "none", match.several ? " several" : "",
      match.hashrate.has_value() ? absl::StrCat(" ", match.hashrate->per_second) : "",
      match.power_w.has_value() ? absl::StrCat(" ", *match.power_w, "W") : "");
}

}  // namespace

BOOST_AUTO_TEST_CASE(titles_name_their_machine_and_what_they_claim) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Bitmain Antminer S19 Pro 110TH/s 3250W", "bitmain-antminer-s19-pro 110000000000000 3250W"},
      {"S19jpro 104T 3068w", "bitmain-antminer-s19j-pro 104000000000000 3068W"},
      {"蚂蚁矿机S19XP 141T 二手", "bitmain-antminer-s19-xp 141000000000000"},
      {"Antminer S9 14TH/s Bitcoin Miner", "bitmain-antminer-s9 14000000000000"},
      {"WhatsMiner M30s++ 110T", "microbt-whatsminer-m30s-plus-plus 110000000000000"},
      {"DRAGONMINT T1 16TH/s", "halong-mining-dragonmint-t1 16000000000000"},
      {"Antminer L7 9500M Litecoin miner", "bitmain-antminer-l7 9500000000"},
      {"Antminer S21 XP 270Th 3.645kW", "bitmain-antminer-s21-xp 270000000000000 3645W"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(the_longest_name_wins) {
  BOOST_TEST(Dump("Antminer S19j Pro+") != Dump("Antminer S19j Pro"));
  BOOST_TEST(Dump("Antminer S19 Pro") != Dump("Antminer S19"));
}

BOOST_AUTO_TEST_CASE(a_short_name_needs_company) {
  BOOST_TEST(Dump("S9") == "none");
  BOOST_TEST(Dump("Samsung Galaxy S9 64 GB") == "none");
  BOOST_TEST(Dump("Samsung Galaxy S9 phone, not a bitcoin miner") == "none");
  BOOST_TEST(Dump("S9 bitcoin miner") == "bitmain-antminer-s9");
}

BOOST_AUTO_TEST_CASE(false_friends_are_no_machines) {
  for (const std::string_view text :
       {"ASICS Gel-Nimbus 25 running shoes", "Minecraft Creeper plush", "Data mining textbook",
        "Gold sluice box for prospecting", "GeForce RTX 3060 12GB graphics card",
        "LED wall sconce 7W 2700K", "iPhone 11 64G"}) {
    BOOST_TEST(Dump(text).substr(0, 4) == "none", text << ": " << Dump(text));
  }
}

BOOST_AUTO_TEST_CASE(several_machines_in_one_title_are_said_to_be_several) {
  BOOST_TEST(Dump("Antminer S19 Pro and Whatsminer M30S++ in stock").find("several") !=
             std::string::npos);
  BOOST_TEST(Dump("Antminer S19 Pro in stock").find("several") == std::string::npos);
}

}  // namespace touchstone

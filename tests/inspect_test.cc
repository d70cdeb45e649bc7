#include "core/inspect.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "tests/shipped_ruleset.h"

namespace touchstone {

BOOST_AUTO_TEST_CASE(tokens_have_the_form_of_html5lib) {
  BOOST_TEST(InspectTokens("", {}) == "[]");
  BOOST_TEST(InspectTokens("<a href=x>t&amp;t</a><!--c--><br/>", {}) ==
             R"([["StartTag","a",{"href":"x"}],["Character","t&t"],["EndTag","a"],)"
             R"(["Comment","c"],["StartTag","br",{},true]])");
}

BOOST_AUTO_TEST_CASE(a_string_without_a_price_gives_nulls) {
  BOOST_TEST(InspectPrice("no number here", "") ==
             R"({"amount":null,"amount_max":null,"currency":null,"raw":null})");
}

BOOST_AUTO_TEST_CASE(every_stage_prints_one_json_document) {
  const CheckInput input = {.input = "p.html",
                            .text = "<title>T</title><h1>Antminer S19 Pro 110T</h1><p>US $1,999.00",
                            .encoding = "utf-8",
                            .url = "https://shop.example.com/p",
                            .header_url = "",
                            .at = *ParseDay("2026-11-20"),
                            .country = ""};
  const Engine& engine = ShippedEngine();
  const Stages stages = engine.Read(input);
  for (const std::string& document :
       {InspectPage(stages), InspectListings(stages, input, engine),
        InspectFindings(stages, input, engine), InspectText("a  b"),
        InspectHost("bitmain.com", engine.ruleset()), InspectMiner("S19 Pro 110T", engine)}) {
    const absl::StatusOr<Json> json = ParseJson(document);
    BOOST_TEST(json.ok(), document);
  }
}

}  // namespace touchstone

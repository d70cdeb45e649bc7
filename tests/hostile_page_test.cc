// Pages that are written to be slow: each grows one thing that a later stage looks at. With time
// that grows as the square of the page, each of these takes minutes.
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/base/json.h"
#include "core/check.h"
#include "tests/shipped_ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kOffer =
    "<title>Antminer S21</title><h1>Antminer S21 200T</h1><p>US$1,000.00<p>add to cart";

std::string Many(std::string_view unit, size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += unit;
  return out;
}

std::string JsonLd(std::string_view json) {
  return absl::StrCat("<script type=application/ld+json>", json, "</script>");
}

// Checks a page, and that what comes out is a report.
Report Check(std::string_view what, std::string_view html) {
  Report report = ShippedEngine().Check({.input = "page.html",
                                         .text = html,
                                         .encoding = "utf-8",
                                         .url = "https://www.alibaba.com/product-detail/x_1.html",
                                         .header_url = "",
                                         .at = *ParseDay("2026-11-20"),
                                         .country = ""});
  BOOST_TEST(ParseJson(WriteReport(report, 0)).ok(), what);
  return report;
}

constexpr size_t kSize = 1'000'000;

}  // namespace

BOOST_AUTO_TEST_CASE(a_page_that_repeats_one_thing_is_judged_in_linear_time) {
  for (const std::string_view unit :
       {"<h1>Antminer S21</h1>", "<h2><div>Antminer ", "<p hidden>a<i>", "US$1,299.00 ", "a@",
        "a+1", "Antminer S21 ", "<a href=https://wa.me/x>a</a> ", "<p>whatsapp 12 34</p>",
        "<div class=price><i>", "western union whatsapp telegram only ", "&notit;",
        "<p>a<nav>b</nav>", "<i itemscope itemtype=Product itemprop=x></i>",
        "<meta property=og:title content=x>"}) {
    Check(unit, absl::StrCat(kOffer, "<main itemscope>", Many(unit, kSize)));
  }
}

BOOST_AUTO_TEST_CASE(one_long_thing_is_judged_in_linear_time) {
  Check("a word", absl::StrCat(kOffer, "<p>", std::string(kSize, 'a')));
  Check("a title", absl::StrCat("<title>", Many("Antminer S21 ", kSize), "</title>", kOffer));
  Check("a heading", absl::StrCat("<h1>", Many("Antminer S21 ", kSize), "</h1>"));
  Check("a class", absl::StrCat("<div class='", Many("price ", kSize), "'>", kOffer));
  Check("an address", absl::StrCat("<link rel=canonical href='https://a.example/",
                                   Many("../", kSize), "'>", kOffer));
  Check("a price", absl::StrCat(kOffer, JsonLd(absl::StrCat("{\"@type\":\"Product\",\"name\":\"x\","
                                                            "\"offers\":{\"price\":\"",
                                                            Many("1 ", kSize), "\"}}"))));
}

BOOST_AUTO_TEST_CASE(a_name_that_nearly_repeats_the_heading_is_compared_in_linear_time) {
  const std::string a(kSize, 'a');
  Check("names",
        absl::StrCat("<h1>", a, "b</h1>",
                     JsonLd(absl::StrCat("{\"@type\":\"Product\",\"name\":\"", a, a, "\"}"))));
}

BOOST_AUTO_TEST_CASE(products_behind_one_with_many_properties_are_read_in_linear_time) {
  std::string json = "[{\"@type\":\"Product\"";
  for (int i = 0; i < 100'000; i++) absl::StrAppend(&json, ",\"p", i, "\":1");
  absl::StrAppend(&json, "},", Many("{\"@type\":\"Product\"},", 400'000), "0]");
  Check("products", absl::StrCat(kOffer, JsonLd(json)));
}

BOOST_AUTO_TEST_CASE(blank_property_names_around_a_text_cost_nothing) {
  const std::string group = absl::StrCat(Many("<i itemprop=' '>", 8'000), Many("x ", 60'000),
                                         Many("</i>", 2'000), "</div><div itemscope>");
  Check("blank names", absl::StrCat(kOffer, "<div itemscope>", Many(group, 2 * kSize)));
}

BOOST_AUTO_TEST_CASE(stretches_of_a_seller_are_each_searched_to_their_own_end) {
  Check("stretches", absl::StrCat("<main>", kOffer, Many("<p>a</p><nav>b</nav>", 90'000), "<p>",
                                  Many("x ", 8 * kSize)));
}

}  // namespace touchstone

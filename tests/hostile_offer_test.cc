// Pages that are written to be slow to extract offers from: each grows what one part of the
// extraction looks through for each of what another one finds. With time that grows as the product
// of the two, each of these takes minutes; all of them together take seconds.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/market/listing.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

std::string Many(std::string_view unit, size_t times) {
  std::string out;
  out.reserve(unit.size() * times);
  for (size_t i = 0; i < times; i++) out += unit;
  return out;
}

// `unit` with its '#' replaced by 0, 1, 2, ...
std::string Numbered(std::string_view unit, size_t times) {
  const size_t at = unit.find('#');
  std::string out;
  for (size_t i = 0; i < times; i++) {
    absl::StrAppend(&out, unit.substr(0, at), i, unit.substr(at + 1));
  }
  return out;
}

constexpr std::string_view kCard = "<li><a href='/#'>Lamp of glass</a><img src=x>$5.00</li>";
constexpr std::string_view kOffer =
    "<title>Antminer S19 Pro</title><h1>Antminer S19 Pro 110TH/s</h1><p>$1,000.00</p>";

size_t Listings(std::string_view what, std::string_view html, std::string_view url = "") {
  BOOST_TEST_MESSAGE(what);
  const std::unique_ptr<Page> page = BuildPage(html);
  return ReadMarket(*page, url).listings.size();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_megabyte_of_prices_is_read_in_linear_time) {
  for (const std::string_view unit :
       {"<p>$1,299.00</p>", "$1,299.00 ", "<b>$5</b>", "<p class=price>5</p>", "1 ", "$",
        "<i>1</i><i>,</i>", "<s>$5</s>", "$5<sup>99</sup>", "<b aria-hidden=true>$5</b>",
        "<option>$5</option>", "<p>shipping $5, you save $4</p>", "<p>$5/", "$1 - "}) {
    Listings(unit, absl::StrCat(kOffer, Many(unit, 1'000'000 / unit.size())));
  }
}

BOOST_AUTO_TEST_CASE(floods_of_cards_are_read_in_linear_time) {
  BOOST_TEST(Listings("cards", Numbered(kCard, 100'000)) > 100u);
  Listings("cards of one link", Many(kCard, 100'000));
  Listings("cards in cards", Many("<div class=card><a href=/a>Lamp</a><img>$5", 100'000));
  Listings("cards without prices",
           absl::StrCat(Numbered(kCard, 10), Many("<li class=x>", 300'000)));
  Listings("brothers in turn",
           Numbered("<ul><li class=x><a href='/#'>Lamp of glass</a><img>$5</ul>", 50'000));
  BOOST_TEST(Listings("adapter's cards",
                      Numbered("<li class=m-card><a href='/#'>Lamp</a><p class=m-card-price>$5</p>"
                               "<p class=m-card-seller>Otto</p></li>",
                               50'000),
                      "https://mart.example/search") <= 1000u);
}

BOOST_AUTO_TEST_CASE(what_is_looked_up_for_each_card_is_not_long) {
  const std::string cards = Numbered(kCard, 1'000);
  Listings("a list with many attributes",
           absl::StrCat("<ul", Numbered(" a#", 900'000), ">", Numbered(kCard, 5'000), "</ul>"));
  const std::string card = absl::StrCat("<li class='", Numbered("x# ", 150), "'>",
                                        "<a href='/#'>Lamp of glass</a><img>$5.00</li>");
  Listings("cards with many classes each",
           absl::StrCat(Numbered(card, 4'000), "<li><a href=/z>Lamp of glass</a><img>$5.00</li>"));
  Listings("many meta tags", absl::StrCat(Many("<meta name=x content=y>", 400'000), cards));
  Listings("many items", absl::StrCat(Many("<i itemscope></i>", 100'000), cards));
  Listings("a long base", absl::StrCat("<base href='https://a.example/",
                                       std::string(8'000'000, 'a'), "'>", cards));
  Listings("a long base of steps",
           absl::StrCat("<base href='https://a.example/", Many("../a/", 400'000), "'>", cards));
  Listings("long links", Numbered(absl::StrCat("<li><a href='/#", std::string(20'000, 'a'),
                                               "'>Lamp of glass</a><img>$5.00</li>"),
                                  1'000));
  Listings("long titles", Numbered(absl::StrCat("<li><a href='/#'>", std::string(8'000, 'a'),
                                                "</a><img>$5.00</li>"),
                                   1'000));
}

BOOST_AUTO_TEST_CASE(floods_of_headings_are_read_in_linear_time) {
  for (const std::string_view unit :
       {"<h1>Lamp of glass</h1>", "<h1><div>Lamp ", "<h2>Antminer S19 Pro</h2>", "<h1>a</h1>",
        "<h1><p hidden>a</p></h1>", "<h3><p><b>"}) {
    Listings(unit, absl::StrCat("<title>Lamp of glass</title>", Many(unit, 50'000)));
  }
  Listings("a heading of many parts",
           absl::StrCat("<h1>", Many("<b>Lamp</b> ", 100'000), "</h1><p>$5"));
}

BOOST_AUTO_TEST_CASE(floods_of_names_are_read_in_linear_time) {
  Listings("classes of all", Many("<p class='price was sale related title card'>$5</p>", 50'000));
  Listings("classes in one another",
           absl::StrCat(Many("<div class='price product'>", 200'000), "$5"));
  Listings("a class of megabytes",
           absl::StrCat("<div class='", Many("price related ", 300'000), "'>", kOffer,
                        Many("<p class=m-price>$5</p>", 50'000)),
           kMartUrl);
  Listings("options", absl::StrCat(kOffer, "<select>", Many("<option class=price>5", 100'000)));
  Listings("struck in struck", absl::StrCat(kOffer, Many("<s><del>$5", 100'000)));
}

BOOST_AUTO_TEST_CASE(floods_of_what_an_adapter_points_to_are_read_in_linear_time) {
  for (const std::string_view name :
       {"m-title", "m-price", "m-seller", "m-age", "m-rating", "m-reviews", "m-badge",
        "m-condition", "m-crumb", "m-description", "m-payment", "m-quantity", "m-card",
        "m-card m-card-title m-card-price m-card-seller"}) {
    Listings(name,
             absl::StrCat(kOffer, Many(absl::StrCat("<p class='", name, "'>1 y</p>"), 50'000)),
             kMartUrl);
    Listings(name,
             absl::StrCat(kOffer, Many(absl::StrCat("<div class='", name, "'><img>"), 100'000)),
             kMartUrl);
  }
  const std::string places =
      absl::StrCat("<div class=m-card>", Many("<div class=m-card-seller>", 400));
  Listings("pictures without names", absl::StrCat(places, Many("<img src=a>", 100'000)), kMartUrl);
  Listings("pictures with many attributes",
           absl::StrCat(places, Many(absl::StrCat("<img", Numbered(" a#", 50), ">"), 10'000)),
           kMartUrl);
  const std::string number = std::string(1'000'000, '1');
  for (const std::string_view name : {"m-price", "m-age", "m-rating", "m-reviews", "m-quantity"}) {
    Listings(name, absl::StrCat(kOffer, "<p class=", name, ">", number), kMartUrl);
  }
}

BOOST_AUTO_TEST_CASE(megabytes_of_state_are_passed_over_in_linear_time) {
  const std::string filler = Many("{a:[1,'x',{b:null}]},", 400'000);
  Listings("a state before what is looked for",
           absl::StrCat("<script>window.mart={x:[", filler, "],item:{price:5}}</script>", kOffer),
           kMartUrl);
  Listings("many marks",
           absl::StrCat("<script>", Many("window.mart ", 400'000), "</script>", kOffer), kMartUrl);
  Listings("many states",
           absl::StrCat(Many("<script>window.mart={item:{price:5}}</script>", 50'000), kOffer),
           kMartUrl);
  Listings("calls in calls",
           absl::StrCat("<script>window.mart=", Many("JSON.parse(", 400'000), "</script>", kOffer),
           kMartUrl);
  Listings("states in attributes",
           absl::StrCat(kOffer, Many("<p class=m-stars data-v='{\"value\":4.5}'>", 50'000)),
           kMartUrl);
}

}  // namespace touchstone

#include "core/market/title.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kOrigins[] = {"json-ld", "microdata", "meta",
                                         "adapter", "visible",   "state"};

// "title (origin)", and " +" where the page's names agree with its heading.
std::string Title(std::string_view html, std::string_view url = "") {
  const std::unique_ptr<Page> page = BuildPage(html);
  const std::vector<MarkSet> marks = ReadMarks(*page);
  const Surroundings around(*page, marks);
  std::vector<Place> places;
  if (!url.empty()) places = ReadPlaces(*page, *MarketRuleset().FindSite("mart"));
  const MainTitle title = FindMainTitle(*page, around, places, FindMainProduct(*page),
                                        MarketRuleset(), MarketLexicon());
  if (title.text.empty()) return "none";
  return absl::StrCat(title.text, " (", kOrigins[static_cast<size_t>(title.origin)], ")",
                      title.agrees ? " +" : "");
}

struct Pair {
  std::string html;
  std::string_view title;
  std::string twin;
  std::string_view twin_title;
};

void Check(const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    BOOST_TEST(Title(pair.html) == pair.title, pair.html);
    BOOST_TEST(Title(pair.twin) == pair.twin_title, pair.twin);
  }
}

std::string Product(std::string_view name) {
  return absl::StrCat("<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"", name,
                      "\"}</script>");
}

constexpr std::string_view kNamed = "<title>Lamp of glass - Otto's shop</title>";

}  // namespace

BOOST_AUTO_TEST_CASE(the_heading_that_agrees_with_the_pages_name_is_the_title) {
  Check({
      {absl::StrCat(kNamed, "<h1>Welcome here</h1><h1>Lamp of glass</h1>"),
       "Lamp of glass (visible) +",
       absl::StrCat(kNamed, "<h1>Welcome here</h1><h1>Vase of clay</h1>"),
       "Welcome here (visible)"},
      {absl::StrCat(kNamed, "<h1>Welcome here</h1><h2>Lamp of glass</h2>"),
       "Lamp of glass (visible) +",
       absl::StrCat(kNamed, "<h1>Welcome here</h1><h2>Vase of clay</h2>"),
       "Welcome here (visible)"},
      // What a person reads, not what the page calls itself.
      {absl::StrCat(kNamed, "<h1>Lamp of green glass</h1>"), "Lamp of green glass (visible) +",
       absl::StrCat(kNamed, "<p>Lamp, green</p>"), "Lamp of glass - Otto's shop (meta)"},
  });
}

BOOST_AUTO_TEST_CASE(a_heading_that_is_not_seen_or_stands_around_the_offer_is_none) {
  const std::string good = "<h1>Lamp of glass</h1>";
  Check({
      {"<h1>Big vase</h1>" + good, "Big vase (visible)", "<h1 hidden>Big vase</h1>" + good,
       "Lamp of glass (visible)"},
      {"<div><h1>Big vase</h1></div>" + good, "Big vase (visible)",
       "<nav><h1>Big vase</h1></nav>" + good + std::string(99, 'x'), "Lamp of glass (visible)"},
      {"<h1>Big vase</h1>" + good, "Big vase (visible)", "<h1>-</h1>" + good,
       "Lamp of glass (visible)"},
      {"<h1>Big vase</h1>" + good, "Big vase (visible)",
       "<iframe srcdoc='<h1>Big vase</h1>'></iframe>" + good, "Lamp of glass (visible)"},
  });
}

BOOST_AUTO_TEST_CASE(a_logo_is_no_title) {
  const std::string name = "<title>Lamps of glass for every house and garden - Otto's shop</title>";
  Check({
      {name + "<h1>Otto's shop</h1><h1>Our best one</h1>", "Our best one (visible)",
       name + "<h1>Otto's barn</h1><h1>Our best one</h1>", "Otto's barn (visible)"},
  });
}

BOOST_AUTO_TEST_CASE(what_is_declared_counts_where_the_heading_speaks_of_something_else) {
  Check({
      {absl::StrCat(Product("Lamp of glass"), "<h1>Lamp of glass, green</h1>"),
       "Lamp of glass, green (visible) +",
       absl::StrCat(Product("Lamp of glass"), "<h1>Great offers</h1>"), "Lamp of glass (json-ld)"},
      {absl::StrCat(Product("Lamp of glass"), "<p>x"), "Lamp of glass (json-ld)",
       absl::StrCat(Product(""), "<p>x"), "none"},
      {"<meta property=og:title content='Lamp of glass'><p>x", "Lamp of glass (meta)",
       "<meta property=og:image content='Lamp of glass'><p>x", "none"},
      {"<div itemscope itemtype=http://schema.org/Product><meta itemprop=name content=Lamp></div>",
       "Lamp (microdata)",
       "<div itemscope itemtype=http://schema.org/Place><meta itemprop=name content=Lamp></div>",
       "none"},
  });
}

BOOST_AUTO_TEST_CASE(the_adapters_place_comes_before_all_others) {
  const std::string page = absl::StrCat(Product("Vase"), "<h1>Vase of clay</h1>");
  BOOST_TEST(Title(absl::StrCat(page, "<b class=m-title>Lamp of glass</b>"), kMartUrl) ==
             "Lamp of glass (adapter) +");
  BOOST_TEST(Title(absl::StrCat(page, "<b class=m-other>Lamp of glass</b>"), kMartUrl) ==
             "Vase of clay (visible) +");
  BOOST_TEST(Title(absl::StrCat(page, "<b class=m-title></b>"), kMartUrl) ==
             "Vase of clay (visible) +");
  BOOST_TEST(Title(absl::StrCat(page, "<b class=m-title hidden>Lamp of glass</b>"), kMartUrl) ==
             "Vase of clay (visible) +");
}

BOOST_AUTO_TEST_CASE(without_a_heading_a_text_that_the_page_is_called_is_its_title) {
  const std::string_view name = "<title>Lamp of green glass, 5 kg | Otto</title>";
  Check({
      {absl::StrCat(name, "<p>Lamp of green glass, 5 kg</p>"),
       "Lamp of green glass, 5 kg (visible) +",
       absl::StrCat(name, "<p>Lamp of red glass, 5 kg</p>"),
       "Lamp of green glass, 5 kg | Otto (meta)"},
      {absl::StrCat(name, "<p>Lamp of green glass, 5 kg</p>"),
       "Lamp of green glass, 5 kg (visible) +", absl::StrCat(name, "<p>Lamp of</p>"),
       "Lamp of green glass, 5 kg | Otto (meta)"},
  });
}

BOOST_AUTO_TEST_CASE(a_title_is_cut_and_a_flood_of_headings_is_not_compared) {
  const std::string long_title = Title(absl::StrCat("<h1>", std::string(3000, 'a'), "</h1>"));
  BOOST_TEST(long_title.size() <= kMaxTitleBytes + std::string_view(" (visible)").size());
  std::string html(kNamed);
  for (int i = 0; i < kMaxHeadings; i++) html += "<h2>Another thing</h2>";
  BOOST_TEST(Title(absl::StrCat("<h1>Lamp of glass</h1>", html)) == "Lamp of glass (visible) +");
}

}  // namespace touchstone

#include "core/market/prices.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

std::vector<SeenPrice> Find(const Page& page, std::string_view hint) {
  const std::vector<MarkSet> marks = ReadMarks(page);
  return FindPrices(page, Surroundings(page, marks), marks, hint, MarketRuleset(), MarketLexicon());
}

// "5.00 USD, 6-9 EUR": what a buyer sees, in order. Other text stands around it, so that nothing is
// most of the page.
std::string Prices(std::string_view html, std::string_view hint = "") {
  const std::unique_ptr<Page> page =
      BuildPage(absl::StrCat("<main>", html, "</main><p>", std::string(300, 'x'), "</p>"));
  std::string dump;
  uint32_t at = 0;
  for (const SeenPrice& seen : Find(*page, hint)) {
    if (!dump.empty()) dump += ", ";
    absl::StrAppend(&dump, FormatDecimal(seen.price.amount));
    if (seen.price.amount_max.has_value()) {
      absl::StrAppend(&dump, "-", FormatDecimal(*seen.price.amount_max));
    }
    if (!seen.price.currency.empty()) absl::StrAppend(&dump, " ", seen.price.currency);
    BOOST_TEST(seen.at >= at, html);  // in document order
    at = seen.at;
    // The quote begins in the element, where `at` says.
    const Span text = page->elements[seen.element].text;
    BOOST_TEST((text.begin <= seen.at && seen.at < text.end), html);
    BOOST_TEST(page->text[seen.at] == seen.quote[0], html);
  }
  return dump;
}

// What must be found, and its twin, which differs in one fact.
struct Pair {
  std::string_view html;
  std::string_view prices;
  std::string_view twin;
  std::string_view twin_prices;
};

void Check(const std::vector<Pair>& pairs, std::string_view hint = "") {
  for (const Pair& pair : pairs) {
    BOOST_TEST(Prices(pair.html, hint) == pair.prices, pair.html);
    BOOST_TEST(Prices(pair.twin, hint) == pair.twin_prices, pair.twin);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_number_with_a_currency_is_a_price_and_one_without_is_none) {
  Check({
      {"<p>US$5.00</p>", "5.00 USD", "<p>5.00</p>", ""},
      {"<p>EUR 5 and 6 EUR</p>", "5 EUR, 6 EUR", "<p>TUB 5 and 6 TUB</p>", ""},
      {"<b>US$5.00</b><b>US$6.00</b>", "5.00 USD, 6.00 USD", "<b>5.00</b><b>6.00</b>", ""},
      {"<p>US$5 - US$9</p>", "5-9 USD", "<p>US$5</p><p>US$9</p>", "5 USD, 9 USD"},
      {"<p>US$5</p>", "5 USD", "<p>US$0</p>", ""},
  });
}

BOOST_AUTO_TEST_CASE(an_ambiguous_sign_is_what_the_page_counts_in) {
  BOOST_TEST(Prices("<p>$5</p>", "CAD") == "5 CAD");
  BOOST_TEST(Prices("<p>$5</p>", "AUD") == "5 AUD");
  BOOST_TEST(Prices("<p>US$5</p>", "CAD") == "5 USD");
  BOOST_TEST(Prices("<p class=price>5</p>", "PKR") == "5 PKR");
}

BOOST_AUTO_TEST_CASE(a_bare_number_is_a_price_where_its_element_is_called_one) {
  Check({
      {"<p class=price>1.74</p>", "1.74", "<p class=piece>1.74</p>", ""},
      {"<p id=price>1.74</p>", "1.74", "<p>1.74</p>", ""},
      {"<p class=price><b>1.74</b></p>", "1.74", "<p class=price><i><b>1.74</b></i></p>", ""},
      {"<p class=price>1.74</p>", "1.74", "<p class=price>Pack of 3</p>", ""},
      {"<select><optgroup><option class=price>US$5</select>", "5 USD",
       "<select><optgroup><option class=price>5</select>", ""},
  });
}

BOOST_AUTO_TEST_CASE(a_price_in_parts_is_one) {
  Check({
      {"<p>US$<b>1,299</b><b>.00</b></p>", "1299.00 USD", "<p>US$<b>1,299</b><p>.00</p>",
       "1299 USD"},
      {"<p><b>US$</b><i>5</i></p>", "5 USD", "<p><b>TUB</b><i>5</i></p>", ""},
      {"<p>US$12<sup>99</sup></p>", "12.99 USD", "<p>US$12<sub>99</sub></p>", "12 USD"},
      {"<p>US$12<b class=cents>99</b></p>", "12.99 USD", "<p>US$12<b class=stock>99</b></p>",
       "12 USD"},
      {"<p>US$12<b class=fraction>99</b></p>", "12.99 USD", "<p>US$12<b class=fraction>999</b></p>",
       "12 USD"},
      {"<p>US$12.<sup>99</sup></p>", "12.99 USD", "<p>US$12 and <b>99</b></p>", "12 USD"},
  });
}

BOOST_AUTO_TEST_CASE(digits_of_two_elements_are_not_one_number) {
  Check({
      {"<p><b>US$19</b><b>99 left</b></p>", "19 USD", "<p><b>US$1999</b><b> left</b></p>",
       "1999 USD"},
      {"<p><b>US$5</b><b>4 days</b></p>", "5 USD", "<p><b>US$5</b><b> 4 days</b></p>", "5 USD"},
  });
}

BOOST_AUTO_TEST_CASE(what_is_drawn_and_what_is_read_aloud_are_apart) {
  // Shops draw a price from parts and name it for those who listen, off the screen.
  Check({
      {"<p><b style='position:absolute;left:-9999px'>US$12.99</b><b aria-hidden=true>US$12"
       "<i class=fraction>99</i></b></p>",
       "12.99 USD", "<p><b>US$12.99</b><b aria-hidden=true>US$12<i class=fraction>99</i></b></p>",
       "12.99 USD, 12.99 USD"},
      {"<p><b aria-hidden=true>US$5</b></p>", "5 USD", "<p><b hidden>US$5</b></p>", ""},
      {"<p><b aria-hidden=true>US$5</b></p>", "5 USD",
       "<p><b aria-hidden=true style='display:none'>US$5</b></p>", ""},
  });
}

BOOST_AUTO_TEST_CASE(what_is_struck_out_is_no_price) {
  Check({
      {"<p><b>US$9</b> US$5</p>", "9 USD, 5 USD", "<p><del>US$9</del> US$5</p>", "5 USD"},
      {"<p><b>US$9</b> US$5</p>", "9 USD, 5 USD", "<p><s>US$9</s> US$5</p>", "5 USD"},
      {"<p><b>US$9</b> US$5</p>", "9 USD, 5 USD", "<p><strike>US$9</strike> US$5</p>", "5 USD"},
      {"<p><b style='color:red'>US$9</b> US$5</p>", "9 USD, 5 USD",
       "<p><b style='text-decoration: line-through'>US$9</b> US$5</p>", "5 USD"},
      {"<p><b class=now>US$9</b> US$5</p>", "9 USD, 5 USD", "<p><b class=was>US$9</b> US$5</p>",
       "5 USD"},
      {"<p><b class='compare-tool now'>US$9</b></p>", "9 USD",
       "<p><b class=compare-at-price>US$9</b></p>", ""},
      {"<p><ins>US$9</ins> US$5</p>", "9 USD, 5 USD", "<p><del><i>US$9</i></del> US$5</p>",
       "5 USD"},
  });
}

BOOST_AUTO_TEST_CASE(what_stands_around_the_offer_is_not_read) {
  Check({
      {"<div>US$5</div>", "5 USD", "<nav>US$5</nav>", ""},
      {"<div>US$5</div>", "5 USD", "<footer>US$5</footer>", ""},
      {"<div>US$5</div>", "5 USD", "<aside>US$5</aside>", ""},
      {"<div class=details>US$5</div>", "5 USD", "<div class=related>US$5</div>", ""},
      {"<div class=details>US$5</div>", "5 USD", "<div id=sidebar>US$5</div>", ""},
      {"<div>US$5</div>", "5 USD", "<iframe srcdoc='US$5'></iframe>", ""},
      {"<div>US$5</div>", "5 USD", "<script>US$5</script>", ""},
      {"<article><header>US$5</header></article>", "5 USD", "<header>US$5</header>", ""},
  });
}

BOOST_AUTO_TEST_CASE(what_is_most_of_the_page_is_not_around_it) {
  const std::string text = absl::StrCat("<p>US$5</p><p>", std::string(1000, 'x'), "</p>");
  BOOST_TEST(Prices(absl::StrCat("<div class=related>", text, "</div>")) == "5 USD");
  BOOST_TEST(Prices(absl::StrCat("<div class=related><p>US$5</p></div>", text)) == "5 USD");
}

BOOST_AUTO_TEST_CASE(a_line_that_is_too_long_is_not_read) {
  const std::string words(400, 'x');
  BOOST_TEST(Prices(absl::StrCat("<p>", words.substr(0, 300), " US$5</p>")) == "5 USD");
  BOOST_TEST(Prices(absl::StrCat("<p>", words, " US$5</p>")) == "");
  BOOST_TEST(Prices(absl::StrCat("<p>", words, "</p><p>US$5</p>")) == "5 USD");
  BOOST_TEST(Prices(absl::StrCat("<p>", words, "<b>US$5</b></p>")) == "5 USD");
}

BOOST_AUTO_TEST_CASE(a_page_has_no_more_prices_than_the_limit) {
  std::string html;
  for (size_t i = 0; i < kMaxPagePrices + 10; i++) html += "<p>US$5";
  const std::unique_ptr<Page> page = BuildPage(html);
  BOOST_TEST(Find(*page, "").size() == kMaxPagePrices);
}

BOOST_AUTO_TEST_CASE(a_price_is_marked_by_what_is_close_around_it) {
  const auto marks = [](std::string_view html) {
    const std::unique_ptr<Page> page = BuildPage(html);
    const std::vector<SeenPrice> found = Find(*page, "");
    BOOST_REQUIRE_MESSAGE(found.size() == 1, html);
    return found[0].marks;
  };
  BOOST_TEST((marks("<p class=price>US$5</p>") & kMarkPrice) != 0);
  BOOST_TEST((marks("<p class=price><i><b>US$5</b></i></p>") & kMarkPrice) != 0);
  BOOST_TEST((marks("<p class=piece>US$5</p>") & kMarkPrice) == 0);
  // Not by what holds much else.
  const std::string text(500, 'x');
  BOOST_TEST((marks(absl::StrCat("<div class=price><p>US$5</p><p>", text, "</p></div>")) &
              kMarkPrice) == 0);
}

}  // namespace touchstone

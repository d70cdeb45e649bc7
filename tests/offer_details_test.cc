// What stands beside an offer: prices by quantity, stock, pictures, links out, the day, and what
// the page declares of payment, shipping and returns. Each is read on a page and not on its twin.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/market/listing.h"
#include "core/market/reading.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kUrl = "https://lamps.example/shop/lamp.html";

std::string Shop(std::string_view inner) {
  return absl::StrCat(
      "<title>Lamp of glass</title><nav><a href=https://elsewhere.example/nav>n</a>"
      "<img src=/logo.png></nav><main><h1>Lamp of glass</h1>",
      inner, "<p>A lamp that was blown by hand, with a switch and a cord of cotton.</p>",
      "<button>Add to cart</button></main>");
}

std::string Declared(std::string_view offer, std::string_view of_product = "") {
  return absl::StrCat(
      "<p class=price>$40.00</p><script type=application/ld+json>{\"@type\":\"Product\",\"name\":"
      "\"Lamp of glass\"",
      of_product, ",\"offers\":{\"@type\":\"Offer\",\"price\":\"40.00\",\"priceCurrency\":\"USD\"",
      offer, "}}</script>");
}

Listing ListingOf(std::string_view inner) {
  const std::unique_ptr<Page> page = BuildPage(Shop(inner));
  Market market = ReadMarket(*page, kUrl);
  BOOST_REQUIRE(market.listings.size() == 1);
  return market.listings[0];
}

Details DetailsOf(std::string_view inner, std::string_view url = kUrl) {
  const std::unique_ptr<Page> page = BuildPage(Shop(inner));
  const Market market = ReadMarket(*page, url);
  BOOST_REQUIRE(market.listings.size() == 1);
  return ReadDetails(*page, url, MarketLexicon().Scan(page->text), MarketRuleset(), MarketLexicon(),
                     market.site, market.listings[0]);
}

std::string TiersOf(std::string_view inner) {
  const Details details = DetailsOf(inner);
  std::vector<std::string> tiers;
  for (const PriceTier& tier : details.tiers) {
    tiers.push_back(absl::StrCat(tier.minimum, ": ", FormatDecimal(tier.price.amount), " ",
                                 tier.price.currency));
  }
  return absl::StrJoin(tiers, ", ");
}

std::string Text(const Fact<std::string>& fact) {
  return fact.has_value() ? fact.value : "not seen";
}

}  // namespace

BOOST_AUTO_TEST_CASE(prices_by_quantity_are_tiers) {
  struct Row {
    std::string_view inner, tiers;
  };
  const Row kRows[] = {
      {"<ul><li>2 - 9 pieces $40.00</li><li>10 - 49 pieces $36.00</li><li>≥50 pieces $30.00</li>"
       "</ul>",
       "2: 40.00 USD, 10: 36.00 USD, 50: 30.00 USD"},
      // The quantity has an element of its own.
      {"<div><div><p>2 - 9 pieces</p><p>$40.00</p></div><div><p>≥10 pieces</p><p>$36.00</p></div>"
       "</div>",
       "2: 40.00 USD, 10: 36.00 USD"},
      {"<div><div><p>Warm white</p><p>$40.00</p></div><div><p>Cold white</p><p>$36.00</p></div>"
       "</div>",
       ""},
      // One price for a pack is no ladder.
      {"<p class=price>$40.00</p><p>10 - 49 pieces</p>", ""},
  };
  for (const Row& row : kRows) BOOST_TEST(TiersOf(row.inner) == row.tiers, row.inner);
}

BOOST_AUTO_TEST_CASE(stock_is_what_the_page_declares) {
  struct Row {
    std::string inner;
    std::string_view stock;
  };
  const Row kRows[] = {
      {Declared(",\"availability\":\"https://schema.org/InStock\""), "in_stock"},
      {Declared(",\"availability\":\"http://schema.org/PreOrder\""), "pre_order"},
      {Declared(",\"availability\":\"SoldOut\""), "out_of_stock"},
      {Declared(""), "not seen"},
      {Declared(",\"availability\":\"https://schema.org/Unheard\""), "not seen"},
      {"<p class=price>$40.00</p><meta property=product:availability content='out of stock'>",
       "out_of_stock"},
      {"<p class=price>$40.00</p><meta property=product:condition content='out of stock'>",
       "not seen"},
  };
  for (const Row& row : kRows) {
    const Fact<Availability> stock = DetailsOf(row.inner).availability;
    BOOST_TEST((stock.has_value() ? AvailabilityName(stock.value) : "not seen") == row.stock,
               row.inner);
  }
}

BOOST_AUTO_TEST_CASE(payment_shipping_and_returns_may_be_declared) {
  const Listing declared = ListingOf(Declared(
      ",\"acceptedPaymentMethod\":[\"http://purl.org/goodrelations/v1#ByBankTransferInAdvance\","
      "{\"@type\":\"PaymentMethod\",\"name\":\"Cheque\"}],\"shippingDetails\":{\"@type\":"
      "\"OfferShippingDetails\",\"shippingRate\":{\"@type\":\"MonetaryAmount\",\"value\":\"4.50\","
      "\"currency\":\"USD\"}},\"hasMerchantReturnPolicy\":{\"@type\":\"MerchantReturnPolicy\","
      "\"merchantReturnDays\":30}"));
  BOOST_TEST(Text(declared.payment) == "ByBankTransferInAdvance, Cheque");
  BOOST_TEST(Text(declared.shipping) == "4.50 USD");
  BOOST_TEST(Text(declared.returns) == "30");
  const Listing silent = ListingOf(Declared(""));
  BOOST_TEST(Text(silent.payment) == "not seen");
  BOOST_TEST(Text(silent.shipping) == "not seen");
  BOOST_TEST(Text(silent.returns) == "not seen");
  BOOST_TEST(Text(ListingOf(Declared("") + "<p>Shipping $6.00</p>").shipping) == "$6.00");
}

BOOST_AUTO_TEST_CASE(pictures_are_those_of_the_offer_and_each_once) {
  const Details details = DetailsOf(
      Declared("", ",\"image\":[\"/a.jpg\",{\"@type\":\"ImageObject\",\"url\":\"/b.jpg\"}]") +
      "<img src=../a.jpg><img src=c.jpg><img src=d.jpg hidden><img src=data:image/png;base64,AA>");
  BOOST_TEST(absl::StrJoin(details.pictures, " ") ==
             "https://lamps.example/a.jpg https://lamps.example/b.jpg "
             "https://lamps.example/shop/c.jpg");
  // Of a page that does not say where it is from: as written.
  const Details saved = DetailsOf("<p class=price>$40.00</p><img src=lamp_files/c.jpg>", "");
  BOOST_TEST(absl::StrJoin(saved.pictures, " ") == "lamp_files/c.jpg");
}

BOOST_AUTO_TEST_CASE(links_out_are_those_of_the_sellers_text_to_other_sites) {
  const Details details = DetailsOf(
      "<p class=price>$40.00</p><p>See <a href=https://other.example/x>there</a>, "
      "<a href=/y>here</a>, <a href=https://lamps.example/z>here</a> and "
      "<a href=https://www.lamps.example/w>here</a>.</p>");
  BOOST_REQUIRE(details.links.size() == 1);
  BOOST_TEST(details.links[0].url == "https://other.example/x");
}

BOOST_AUTO_TEST_CASE(a_day_is_read_where_it_leaves_no_doubt) {
  struct Row {
    std::string_view text, day;
  };
  const Row kRows[] = {
      {"2021-10-08", "2021-10-08"},
      {"Posted 2021-10-08T09:30:00+0000", "2021-10-08"},
      {"2021/10/8", "2021-10-08"},
      {"2021年10月8日", "2021-10-08"},
      {"8.10.2021, 12:00", "2021-10-08"},
      {"08/10/2021", "none"},
      {"2021-13-08", "none"},
      {"2021-02-30", "none"},
      {"192.168.1.1", "none"},
      {"3.5.1", "none"},
      {"12021-10-08", "none"},
      {"2021-10-081", "none"},
      {"", "none"},
  };
  for (const Row& row : kRows) {
    const std::optional<Day> day = FindDay(row.text);
    BOOST_TEST((day.has_value() ? FormatDay(*day) : "none") == row.day, row.text);
  }
}

BOOST_AUTO_TEST_CASE(the_day_is_the_pages_own) {
  const auto posted = [](std::string_view inner) {
    const Details details = DetailsOf(inner);
    return details.posted.has_value() ? FormatDay(*details.posted) : "none";
  };
  BOOST_TEST(posted("<p class=price>$40.00</p><time datetime=2026-11-02T10:00>2 Nov</time>") ==
             "2026-11-02");
  BOOST_TEST(posted("<p class=price>$40.00</p><time>2 Nov</time>") == "none");
  BOOST_TEST(posted("<p class=price>$40.00</p><footer><time datetime=2026-11-02>2 "
                    "Nov</time></footer>") == "none");
  BOOST_TEST(posted(Declared("", ",\"datePosted\":\"2026-11-03\"")) == "2026-11-03");
}

}  // namespace touchstone

#include "core/market/listing.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

const Lexicon& SourceLexicon() {
  static const Lexicon* lexicon = new Lexicon(SourceRuleset());
  return *lexicon;
}

Market Read(const Page& page, std::string_view url = "") {
  return ExtractListings(page, url, SourceLexicon().Scan(page.text), SourceRuleset(),
                         SourceLexicon());
}

std::string DumpPrice(const Listing& listing) {
  if (!listing.price.has_value()) {
    return listing.price.presence == Presence::kAbsent ? "absent" : "not seen";
  }
  const Price& price = listing.price.value;
  return absl::StrCat(FormatDecimal(price.amount),
                      price.amount_max.has_value() ? "-" + FormatDecimal(*price.amount_max) : "",
                      " ", price.currency);
}

// "kind: goods | title | price | seller"
std::string Dump(std::string_view html, std::string_view url = "") {
  const std::unique_ptr<Page> page = BuildPage(html);
  const Market market = Read(*page, url);
  std::string dump(PageKindName(market.kind));
  for (const Listing& listing : market.listings) {
    absl::StrAppend(&dump, ": ", GoodsName(listing.goods), " | ", listing.title.value, " | ",
                    DumpPrice(listing), " | ", listing.seller.name.value);
  }
  return dump;
}

constexpr char kShop[] = R"(<!doctype html><html lang=en><head><title>TITLE - Example Shop</title>
<meta property="og:type" content="product"><meta property="og:site_name" content="Example Shop">
</head><body><header><a href="/cart">Cart $32,044.92</a><p>Free shipping over $199</p></header>
<main><h1>TITLE</h1><div class="summary">PRICE</div><button>Add to cart</button>
<p>Tested before shipping. TEXT</p></main>
<div class="related"><h2>Other offers</h2><p>Antminer S9 $49.00</p></div></body></html>)";

std::string Shop(std::string_view title, std::string_view price, std::string_view text = "") {
  return absl::StrReplaceAll(kShop, {{"TITLE", title}, {"PRICE", price}, {"TEXT", text}});
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_price_stands_behind_the_title) {
  BOOST_TEST(Dump(Shop("Antminer S19 Pro 110TH/s", "<span>$1,999.00</span>")) ==
             "listing: miner | Antminer S19 Pro 110TH/s | 1999.00 USD | Example Shop");
}

BOOST_AUTO_TEST_CASE(a_struck_out_price_is_none) {
  BOOST_TEST(Dump(Shop("Antminer S19 Pro 110TH/s", "<del>$2,999.00</del> <ins>$1,999.00</ins>")) ==
             "listing: miner | Antminer S19 Pro 110TH/s | 1999.00 USD | Example Shop");
  BOOST_TEST(Dump(Shop("Antminer S19 Pro 110TH/s",
                       "<p class='was-price'>$2,999.00</p><p>$1,999.00</p>")) ==
             "listing: miner | Antminer S19 Pro 110TH/s | 1999.00 USD | Example Shop");
}

BOOST_AUTO_TEST_CASE(no_price_is_taken_from_header_or_related_offers) {
  BOOST_TEST(Dump(Shop("Antminer S19 Pro 110TH/s", "<span>Ask for the price</span>")) ==
             "listing: miner | Antminer S19 Pro 110TH/s | not seen | Example Shop");
}

BOOST_AUTO_TEST_CASE(an_empty_place_of_the_adapter_is_absent_and_no_place_is_not_seen) {
  const std::string_view url = "https://www.alibaba.com/product-detail/x.html";
  const std::string page =
      "<h1 class=ma-title>Antminer S19 Pro 110TH/s</h1><div class=ma-price-wrap>"
      "<span class=ma-ref-price>PRICE</span></div><p>Contact supplier</p>"
      "<script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Antminer S19 Pro\"}"
      "</script>";
  BOOST_TEST(Dump(absl::StrReplaceAll(page, {{"PRICE", "US$1999"}}), url) ==
             "listing: miner | Antminer S19 Pro 110TH/s | 1999 USD | ");
  BOOST_TEST(Dump(absl::StrReplaceAll(page, {{"PRICE", ""}}), url) ==
             "listing: miner | Antminer S19 Pro 110TH/s | absent | ");
  BOOST_TEST(Dump(absl::StrReplaceAll(page, {{"ma-price-wrap", "x"}, {"PRICE", ""}}), url) ==
             "listing: miner | Antminer S19 Pro 110TH/s | not seen | ");
}

BOOST_AUTO_TEST_CASE(structured_data_gives_price_currency_and_seller) {
  const std::string_view json_ld =
      R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":)"
      R"("Product","name":"Antminer L7 9500M","offers":{"@type":"Offer","price":650,)"
      R"("priceCurrency":"EUR","seller":{"@type":"Organization","name":"Example GmbH"}}}]}</script>)"
      "<p>Add to cart</p>";
  BOOST_TEST(Dump(json_ld) == "listing: miner | Antminer L7 9500M | 650 EUR | Example GmbH");
  const std::string_view microdata =
      "<div itemscope itemtype='http://schema.org/Product'><h1 itemprop=name>Antminer L7 9500M</h1>"
      "<div itemprop=offers itemscope itemtype='http://schema.org/Offer'>"
      "<meta itemprop=priceCurrency content=EUR><span itemprop=price content=650.00>650</span>"
      "</div></div>";
  BOOST_TEST(Dump(microdata) == "listing: miner | Antminer L7 9500M | 650.00 EUR | ");
}

BOOST_AUTO_TEST_CASE(parts_are_no_machines_and_machines_with_parts_are) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Power supply for Antminer S19", "accessory"},
      {"Antminer S9 fan duct cooling shroud", "accessory"},
      {"Antminer S19 Pro 110TH/s, power supply included", "miner"},
      {"Innosilicon T2T 30Th/s Bitcoin Miner Include PSU", "miner"},
      {"GeForce RTX 5070 Ti graphics card", "other"},
      {"Gold sluice box for gold mining", "other"},
      {"Minecraft lamp", "other"},
      {"Cloud mining plan, 10 TH/s for a year", "cloud_mining"},
  };
  for (const auto& [title, goods] : rows) {
    BOOST_TEST(absl::StartsWith(Dump(Shop(title, "$99")), absl::StrCat("listing: ", goods, " |")),
               title << ": " << Dump(Shop(title, "$99")));
  }
}

BOOST_AUTO_TEST_CASE(pages_that_offer_nothing_give_no_listing) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "empty"},
      {"<title>x</title><script>a()</script><div id=root></div>", "empty"},
      {"<form><input type=password></form>", "login"},
      {"<form action='/errors/validateCaptcha'><input name=captcha></form><p>Type it", "captcha"},
      {"<body class='woocommerce-cart'><h1>Cart</h1><p>Antminer S9 14TH/s $3,950.00</p><p>The "
       "total of your order stands below, with everything that you have chosen. It is long enough "
       "to be read as a page and not as a shell that scripts would fill with text later on.</p>",
       "cart"},
  };
  for (const auto& [html, kind] : rows) BOOST_TEST(Dump(html) == kind, html);
}

BOOST_AUTO_TEST_CASE(news_of_a_scam_offers_nothing) {
  const std::string dump = Dump(
      "<meta property=og:type content=article><article><h1>Buyers lose money on Antminer S19 Pro "
      "offers</h1><p>Police warn of sellers who ask for USDT only. The bitcoin miner was offered "
      "for $650, far below what such mining machines cost, and the buyers were told to write on "
      "WhatsApp. Nobody got a machine. The marketplace has removed the offers since then.</p>"
      "</article>");
  BOOST_TEST(dump == "article");
}

BOOST_AUTO_TEST_CASE(machines_as_lower_headings_are_offers_when_they_have_prices) {
  const auto page = [](std::string_view first, std::string_view second, std::string_view price) {
    return Dump(absl::StrCat("<title>Our shop</title><h2>Machines</h2><div><h5>", first,
                             "</h5><h6>", price, "</h6></div><div><h5>", second, "</h5><h6>", price,
                             "</h6></div><p>", std::string(700, 'x')));
  };
  const std::string_view s19 = "Antminer S19 Pro 110TH/s", m30 = "Whatsminer M30S++ 110T";
  BOOST_TEST(page(s19, m30, "$1,999") == "results: miner | Antminer S19 Pro 110TH/s | not seen | ");
  BOOST_TEST(page(s19, "Cables", "$1,999") ==
             "listing: miner | Antminer S19 Pro 110TH/s | 1999 USD | ");
  BOOST_TEST(page(s19, m30, "110 TH/s") == "other");
  BOOST_TEST(page("Lamps", "Cables", "$1,999") == "other");
}

BOOST_AUTO_TEST_CASE(hidden_headings_are_no_titles) {
  BOOST_TEST(
      Dump("<h1 hidden>Antminer S9 14TH/s</h1><h1>Antminer S19 Pro 110TH/s</h1><p>$1,999</p>") ==
      "listing: miner | Antminer S19 Pro 110TH/s | 1999 USD | ");
}

}  // namespace touchstone

// The main offer of a page, field by field, by a ruleset of this test's own: which of several
// amounts is the price, and whether a field has a value, is absent, or was not seen.
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "core/market/listing.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kText =
    "<p>Something stands here that says nothing of the offer, so that there is a page around it "
    "that a person would read to its end without learning more of what is offered here.</p>";

// A shop's page about one lamp.
std::string Shop(std::string_view inner) {
  return absl::StrCat("<title>Lamp of glass</title><main><h1>Lamp of glass</h1>", inner, kText,
                      "<button>Add to cart</button></main>");
}

std::string Declared(std::string_view offer) {
  return absl::StrCat(
      "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Lamp of "
      "glass\",\"offers\":",
      offer, "}</script>");
}

std::string Offer(std::string_view price, std::string_view currency = "USD") {
  return Declared(absl::StrCat("{\"@type\":\"Offer\",\"price\":\"", price,
                               "\",\"priceCurrency\":\"", currency, "\"}"));
}

std::string DumpPrice(const Fact<Price>& price) {
  if (price.presence == Presence::kAbsent) return "absent";
  if (!price.has_value()) return "not seen";
  const std::string most =
      price.value.amount_max.has_value() ? "-" + FormatDecimal(*price.value.amount_max) : "";
  return absl::StrCat(FormatDecimal(price.value.amount), most, " ", price.value.currency);
}

// "12.50 USD", and " (declared: ...)" where the page declares another price.
std::string PriceOf(std::string_view html, std::string_view url = "") {
  const std::unique_ptr<Page> page = BuildPage(html);
  const Market market = ReadMarket(*page, url);
  if (market.listings.size() != 1) return absl::StrCat(market.listings.size(), " listings");
  const Listing& listing = market.listings[0];
  return absl::StrCat(DumpPrice(listing.price),
                      listing.declared_price.has_value()
                          ? absl::StrCat(" (declared: ", DumpPrice(listing.declared_price), ")")
                          : "");
}

struct Pair {
  std::string inner;
  std::string_view price;
  std::string twin;
  std::string_view twin_price;
};

void CheckPrices(const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    BOOST_TEST(PriceOf(Shop(pair.inner)) == pair.price, pair.inner);
    BOOST_TEST(PriceOf(Shop(pair.twin)) == pair.twin_price, pair.twin);
  }
}

// --- fields ---

template <typename T, typename Print>
std::string DumpFact(const Fact<T>& fact, const Print& print) {
  if (fact.presence == Presence::kAbsent) return "absent";
  if (!fact.has_value()) return "not seen";
  return absl::StrCat(print(fact.value), fact.platform_controlled ? " (platform)" : "");
}

std::string Text(const Fact<std::string>& fact) {
  return DumpFact(fact, [](const std::string& text) { return text; });
}

std::string Number(const Fact<int>& fact) {
  return DumpFact(fact, [](int number) { return absl::StrCat(number); });
}

std::string FieldOf(const Listing& listing, std::string_view name) {
  const Seller& seller = listing.seller;
  if (name == "title") return Text(listing.title);
  if (name == "price") return DumpPrice(listing.price);
  if (name == "seller") return Text(seller.name);
  if (name == "seller-id") return Text(seller.id);
  if (name == "age") return Number(seller.age_days);
  if (name == "reviews") return Number(seller.reviews);
  if (name == "badges") return absl::StrJoin(seller.badges, "+");
  if (name == "payment") return Text(listing.payment);
  if (name == "protection") return Text(listing.protection);
  if (name == "shipping") return Text(listing.shipping);
  if (name == "location") return Text(listing.location);
  if (name == "returns") return Text(listing.returns);
  if (name == "posted") return Text(listing.posted);
  if (name == "rating") {
    const std::string most =
        seller.rating_max.has_value() ? FormatDecimal(seller.rating_max.value) : "?";
    return DumpFact(seller.rating,
                    [&](Decimal rating) { return absl::StrCat(FormatDecimal(rating), "/", most); });
  }
  if (name == "condition") {
    return DumpFact(listing.condition,
                    [](Condition condition) { return ConditionName(condition); });
  }
  if (name == "category") {
    return DumpFact(listing.category, [](const std::vector<std::string>& steps) {
      return absl::StrJoin(steps, ">");
    });
  }
  BOOST_REQUIRE(name == "quantity");
  return DumpFact(listing.quantity, [](const Quantity& quantity) { return quantity.minimum; });
}

std::string FieldOn(std::string_view html, std::string_view name, std::string_view url = kMartUrl) {
  const std::unique_ptr<Page> page = BuildPage(html);
  const Market market = ReadMarket(*page, url);
  if (market.listings.size() != 1) return absl::StrCat(market.listings.size(), " listings");
  return FieldOf(market.listings[0], name);
}

// An offer on the marketplace that has an adapter.
std::string Mart(std::string_view inner) {
  return absl::StrCat(
      "<title>Lamp of glass</title><h1 class=m-title>Lamp of glass</h1>"
      "<p class=m-price>$12.50</p>",
      inner, kText);
}

struct FieldRow {
  std::string_view name;
  std::string_view inner;
  std::string_view value;
};

void CheckFields(const std::vector<FieldRow>& rows) {
  for (const FieldRow& row : rows) {
    BOOST_TEST(FieldOn(Mart(row.inner), row.name) == row.value, row.inner);
  }
}

}  // namespace

// --- which amount is the price
// --------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(what_is_declared_and_seen_is_the_price) {
  CheckPrices({
      {Offer("12.50") + "<p>$12.50</p>", "12.50 USD", "<p>$12.50</p>", "12.50 USD"},
      {Offer("12.50") + "<p>$19.00</p><p>$12.50</p>", "12.50 USD",
       Offer("19.00") + "<p>$19.00</p><p>$12.50</p>", "19.00 USD"},
      // Written otherwise, it is the same amount.
      {Offer("1250") + "<p>$1,250.00</p>", "1250 USD", Offer("1250.00") + "<p>$1,250</p>",
       "1250.00 USD"},
      // The page's currency, not the sign's.
      {Offer("12.50", "CAD") + "<p>$12.50</p>", "12.50 CAD",
       Offer("12.50", "AUD") + "<p>$12.50</p>", "12.50 AUD"},
  });
}

BOOST_AUTO_TEST_CASE(what_is_declared_and_not_seen_yields_to_what_is_surely_seen) {
  CheckPrices({
      {Offer("12.50") + "<p class=price>$19.00</p>", "19.00 USD (declared: 12.50 USD)",
       Offer("19.00") + "<p class=price>$19.00</p>", "19.00 USD"},
      {Offer("12.50") + "<p class=price>$19.00</p>", "19.00 USD (declared: 12.50 USD)",
       Offer("12.50") + "<p class=price>Ask us</p>", "12.50 USD"},
      {Offer("12.50") + "<p class=price>$19.00</p>", "19.00 USD (declared: 12.50 USD)",
       Offer("12.50") + "<p class=shipping>$19.00</p>", "12.50 USD"},
  });
}

BOOST_AUTO_TEST_CASE(a_declared_price_may_stand_in_microdata_or_meta_tags) {
  const std::string meta =
      "<meta property=product:price:amount content=12.50>"
      "<meta property=product:price:currency content=EUR>";
  BOOST_TEST(PriceOf(meta + Shop("")) == "12.50 EUR");
  BOOST_TEST(PriceOf(Shop("<div itemscope itemtype=http://schema.org/Product><b itemprop=name>Lamp "
                          "of glass</b><div itemprop=offers itemscope><b itemprop=price "
                          "content=12.50>12.50</b><meta itemprop=priceCurrency content=EUR></div>"
                          "</div>")) == "12.50 EUR");
  BOOST_TEST(PriceOf(Shop(Declared("{\"@type\":\"AggregateOffer\",\"lowPrice\":5,\"highPrice\":9,"
                                   "\"priceCurrency\":\"EUR\"}"))) == "5-9 EUR");
  BOOST_TEST(PriceOf(Shop(Declared("{\"@type\":\"Offer\",\"priceSpecification\":{\"price\":5,"
                                   "\"priceCurrency\":\"EUR\"}}"))) == "5 EUR");
  BOOST_TEST(PriceOf(Shop(Offer("0"))) == "not seen");
  BOOST_TEST(PriceOf(Shop(Offer("ask"))) == "not seen");
}

BOOST_AUTO_TEST_CASE(the_price_stands_by_the_title_and_not_before_it) {
  const std::string before =
      "<title>Lamp of glass</title><main><p>$99.00</p><h1>Lamp of glass</h1>";
  const std::string after = absl::StrCat(kText, "<button>Add to cart</button></main>");
  BOOST_TEST(PriceOf(absl::StrCat(before, "<p>$12.50</p>", after)) == "12.50 USD");
  BOOST_TEST(PriceOf(Shop("<p>$12.50</p><p>$99.00</p>")) == "12.50 USD");
  BOOST_TEST(PriceOf(Shop("<p>$99.00</p><p>$12.50</p>")) == "99.00 USD");
}

BOOST_AUTO_TEST_CASE(names_decide_between_amounts) {
  CheckPrices({
      {"<p>$19.00</p><p class=price>$12.50</p>", "12.50 USD", "<p>$19.00</p><p>$12.50</p>",
       "19.00 USD"},
      {"<p class=price>$19.00</p><p class='price now'>$12.50</p>", "12.50 USD",
       "<p class=price>$19.00</p><p class='price'>$12.50</p>", "19.00 USD"},
      {"<p class=regular-price>$19.00</p><p class=sale-price>$12.50</p>", "12.50 USD",
       "<p class=regular-price>$19.00</p>", "19.00 USD"},
  });
}

BOOST_AUTO_TEST_CASE(other_sums_beside_the_price_are_not_it) {
  CheckPrices({
      {"<p>shipping $4.00</p><p>$12.50</p>", "12.50 USD", "<p>glass $4.00</p><p>$12.50</p>",
       "4.00 USD"},
      {"<p class=shipping>$4.00</p><p>$12.50</p>", "12.50 USD",
       "<p class=glass>$4.00</p><p>$12.50</p>", "4.00 USD"},
      {"<p>you save $4.00</p><p>$12.50</p>", "12.50 USD", "<p>you see $4.00</p><p>$12.50</p>",
       "4.00 USD"},
      {"<p class=savings>$4.00</p><p>$12.50</p>", "12.50 USD",
       "<p class=all>$4.00</p><p>$12.50</p>", "4.00 USD"},
      {"<p class=monthly>$4.00</p><p>$12.50</p>", "12.50 USD",
       "<p class=all>$4.00</p><p>$12.50</p>", "4.00 USD"},
      {"<p class=cart-total>$99.00</p><p>$12.50</p>", "12.50 USD",
       "<p class=all>$99.00</p><p>$12.50</p>", "99.00 USD"},
      {"<p>$4.00/mo</p><p>$12.50</p>", "12.50 USD", "<p>$4.00</p><p>$12.50</p>", "4.00 USD"},
      {"<del>$19.00</del><p>$12.50</p>", "12.50 USD", "<ins>$19.00</ins><p>$12.50</p>",
       "19.00 USD"},
      {"<p class=variant>$4.00</p><p>$12.50</p>", "12.50 USD",
       "<p class=green>$4.00</p><p>$12.50</p>", "4.00 USD"},
  });
}

BOOST_AUTO_TEST_CASE(a_row_of_other_offers_has_prices_of_its_own) {
  std::string row;
  for (int i = 1; i < 5; i++) {
    absl::StrAppend(&row, "<li class=card><img><a href=/", i, ">Vase ", i, "</a><p>$", i, "5</p>");
  }
  BOOST_TEST(PriceOf(Shop(absl::StrCat("<p>$12.50</p><ul>", row, "</ul>"))) == "12.50 USD");
  BOOST_TEST(PriceOf(Shop(absl::StrCat("<p>$12.50</p><div class=related>", row, "</div>"))) ==
             "12.50 USD");
  BOOST_TEST(PriceOf(Shop(absl::StrCat(Offer("12.50"), "<ul>", row, "</ul>"))) == "12.50 USD");
}

// --- the adapter
// -----------------------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(a_price_is_seen_absent_or_not_seen) {
  const auto page = [](std::string_view price) {
    return absl::StrCat("<title>Lamp of glass</title><h1 class=m-title>Lamp of glass</h1>",
                        Declared("{}"), price, kText);
  };
  BOOST_TEST(PriceOf(page("<p class=m-price>$12.50</p>"), kMartUrl) == "12.50 USD");
  BOOST_TEST(PriceOf(page("<p class=m-price></p>"), kMartUrl) == "absent");
  BOOST_TEST(PriceOf(page("<p class=m-price>Ask the seller</p>"), kMartUrl) == "absent");
  BOOST_TEST(PriceOf(page("<p class=m-place></p>"), kMartUrl) == "not seen");
  // Elsewhere the same place means nothing.
  BOOST_TEST(PriceOf(page("<p class=m-price></p>"), "https://shop.example/") == "not seen");
}

BOOST_AUTO_TEST_CASE(a_price_may_stand_in_the_pages_state) {
  const auto page = [](std::string_view script) {
    return absl::StrCat("<title>Lamp of glass</title><h1 class=m-title>Lamp of glass</h1><script>",
                        script, "</script>", kText);
  };
  BOOST_TEST(PriceOf(page("window.mart = {item: {price: '12.50'}};"), kMartUrl) == "12.50 USD");
  BOOST_TEST(PriceOf(page("window.mart = {item: {cents: 1250}};"), kMartUrl) == "12.50 USD");
  BOOST_TEST(PriceOf(page("window.mart = {item: {cents: 5}};"), kMartUrl) == "0.05 USD");
  BOOST_TEST(PriceOf(page("window.mart = {item: {cost: 1250}};"), kMartUrl) != "1250 USD");
  BOOST_TEST(FieldOn(page("window.mart = {item: {price: 5}, seller: {name: 'Otto'}};"), "seller") ==
             "Otto (platform)");
}

BOOST_AUTO_TEST_CASE(a_shops_system_is_known_by_its_signs) {
  const auto page = [](std::string_view system) {
    return absl::StrCat("<meta name=generator content=", system, ">",
                        Shop("<p class=price>$99.00</p><p class=box-price>$12.50</p>"));
  };
  BOOST_TEST(PriceOf(page("Box"), "https://shop.example/") == "12.50 USD");
  BOOST_TEST(PriceOf(page("Bag"), "https://shop.example/") == "99.00 USD");
}

BOOST_AUTO_TEST_CASE(every_text_field_has_a_value_or_is_absent_or_was_not_seen) {
  for (const std::string_view name :
       {"seller", "payment", "protection", "shipping", "location", "returns", "posted"}) {
    const bool platform = name == "seller" || name == "protection";
    const auto field = [&](std::string_view text) {
      return FieldOn(Mart(absl::StrCat("<p class=m-", name, ">", text, "</p>")), name);
    };
    BOOST_TEST(
        field("Otto  of <b>Ulm</b>") == absl::StrCat("Otto of Ulm", platform ? " (platform)" : ""),
        name);
    BOOST_TEST(field("<img alt=Otto>") == absl::StrCat("Otto", platform ? " (platform)" : ""),
               name);
    BOOST_TEST(field("") == "absent", name);
    BOOST_TEST(field("<b hidden>Otto</b>") == "absent", name);
    BOOST_TEST(FieldOn(Mart(""), name) == "not seen", name);
    // A frame is the seller's own document.
    BOOST_TEST(field("<iframe srcdoc=Otto></iframe>") == "absent", name);
  }
}

BOOST_AUTO_TEST_CASE(an_age_is_counted_in_days) {
  CheckFields({
      {"age", "<p class=m-age>4 YRS</p>", "1460 (platform)"},
      {"age", "<p class=m-age>4 YRD</p>", "1460 (platform)"},
      {"age", "<p class=m-age>4 XRS</p>", "not seen"},
      {"age", "<p class=m-age>since 5 months</p>", "150 (platform)"},
      {"age", "<p class=m-age>12 days</p>", "12 (platform)"},
      {"age", "<p class=m-age>\u6765\u95F2\u9C7C12\u5929</p>", "12 (platform)"},
      {"age", "<p class=m-age>\u7B2C8\u5E74</p>", "2920 (platform)"},
      {"age", "<p class=m-age>5 \u4E2A\u6708</p>", "150 (platform)"},
      {"age", "<p class=m-age></p>", "absent"},
      {"age", "<p class=m-age>new here</p>", "not seen"},
      {"age", "<p class=m-age>new here</p><p class=m-age>2 years</p>", "730 (platform)"},
      {"age", "<p class=m-age>99999999999 years</p>", "not seen"},
      {"age", "<p class=m-age>101 years</p>", "not seen"},
      {"age", "", "not seen"},
  });
}

BOOST_AUTO_TEST_CASE(a_rating_is_of_five_or_of_a_hundred) {
  CheckFields({
      {"rating", "<p class=m-rating>4.8</p>", "4.8/5"},
      {"rating", "<p class=m-rating>4,8</p>", "4.8/5"},
      {"rating", "<p class=m-rating>4.8/5</p>", "4.8/5"},
      {"rating", "<p class=m-rating>98.6%</p>", "98.6/100"},
      {"rating", "<p class=m-rating>98.6 % positive</p>", "98.6/100"},
      {"rating", "<p class=m-rating>98.6 positive</p>", "not seen"},
      {"rating", "<p class=m-rating>100%</p>", "100/100"},
      {"rating", "<p class=m-rating>101%</p>", "not seen"},
      {"rating", "<p class=m-rating>5.</p>", "5/5"},
      {"rating", "<p class=m-rating>none yet</p>", "not seen"},
      {"rating", "<p class=m-rating></p>", "absent"},
      {"rating", "<p class=m-stars data-v='{\"value\": 4.5}'>", "4.5/5"},
      {"rating", "<p class=m-stars data-v='{\"other\": 4.5}'>", "not seen"},
      {"rating", "", "not seen"},
  });
}

BOOST_AUTO_TEST_CASE(reviews_are_counted) {
  CheckFields({
      {"reviews", "<p class=m-reviews>1,284 ratings</p>", "1284"},
      {"reviews", "<p class=m-reviews>1.284 ratings</p>", "1284"},
      {"reviews", "<p class=m-reviews>(7)</p>", "7"},
      {"reviews", "<p class=m-reviews>0 ratings</p>", "0"},
      {"reviews", "<p class=m-reviews>none</p>", "not seen"},
      {"reviews", "<p class=m-reviews>99999999999</p>", "not seen"},
      {"reviews", "<p class=m-reviews></p>", "absent"},
      {"reviews", "", "not seen"},
  });
}

BOOST_AUTO_TEST_CASE(a_condition_is_what_the_adapter_reads_then_what_is_declared) {
  const std::string declared =
      Declared("{\"@type\":\"Offer\",\"itemCondition\":\"https://schema.org/UsedCondition\"}");
  CheckFields({
      {"condition", "<p class=m-condition>Used</p>", "used"},
      {"condition", "<p class=m-condition>New</p>", "new"},
      {"condition", "<p class=m-condition>Used, for parts</p>", "for_parts"},
      {"condition", "<p class=m-condition>Unused</p>", "not seen"},
      {"condition", "<p class=m-condition></p>", "absent"},
      {"condition", "", "not seen"},
      {"condition", "<p>Used</p>", "not seen"},
  });
  BOOST_TEST(FieldOn(Mart(declared), "condition") == "used");
  BOOST_TEST(FieldOn(Mart(declared + "<p class=m-condition>New</p>"), "condition") == "new");
  BOOST_TEST(FieldOn(Mart(declared + "<p class=m-condition></p>"), "condition") == "used");
}

BOOST_AUTO_TEST_CASE(badges_steps_of_a_category_and_quantities_are_read) {
  CheckFields({
      {"badges", "<p class=m-badge>Gold</p><p class=m-badge>Verified</p>", "Gold+Verified"},
      {"badges", "<p class=m-badge></p><p class=m-badge>Verified</p>", "Verified"},
      {"badges", "<p class=m-badge><img alt=Verified></p>", "Verified"},
      {"badges", "<p>Verified</p>", ""},
      {"category", "<p class=m-crumb>Home</p><p class=m-crumb>Lamps</p>", "Home>Lamps"},
      {"category", "<p class=m-crumb></p>", "absent"},
      {"category", "<p>Lamps</p>", "not seen"},
      {"quantity", "<p class=m-quantity>Min. order: 10 pieces</p>", "10"},
      {"quantity", "<p class=m-quantity>0 pieces</p>", "not seen"},
      {"quantity", "<p class=m-quantity>any</p>", "not seen"},
      {"quantity", "<p class=m-quantity></p>", "absent"},
      {"quantity", "", "not seen"},
      {"seller-id", "<p class=m-seller><a href=/u/7>Otto</a></p>", "https://www.mart.example/u/7"},
      {"seller-id", "<p class=m-seller><a>Otto</a></p>", "absent"},
      {"seller-id", "<p class=m-seller>Otto</p>", "not seen"},
  });
}

BOOST_AUTO_TEST_CASE(a_shop_names_itself_and_a_marketplace_is_not_the_seller) {
  const std::string page = absl::StrCat("<meta property=og:site_name content=Otto>", Mart(""));
  BOOST_TEST(FieldOn(page, "seller", "https://otto.example/1") == "Otto");
  BOOST_TEST(FieldOn(page, "seller") == "not seen");
  const std::string declared = Declared(
      "{\"@type\":\"Offer\",\"price\":\"12.50\",\"seller\":{\"@type\":\"Person\",\"name\":\"Ida\"}"
      "}");
  BOOST_TEST(FieldOn(page + declared, "seller", "https://otto.example/1") == "Ida");
  BOOST_TEST(FieldOn(page + declared, "seller") == "Ida");
  BOOST_TEST(FieldOn(page + declared + "<p class=m-seller></p>", "seller") == "absent");
}

// --- a page of several offers
// -----------------------------------------------------------------------

BOOST_AUTO_TEST_CASE(cards_of_the_adapter_have_their_own_title_price_and_seller) {
  const auto cards = [](std::string_view card, std::string_view url) {
    std::string html = "<title>Lamps</title>";
    for (int i = 1; i < 5; i++) {
      absl::StrAppend(&html, "<div class=m-card><img><a href=/", i, ">Look at ", i, "</a>", card,
                      "</div>");
    }
    const std::unique_ptr<Page> page = BuildPage(html + std::string(kText));
    const Market market = ReadMarket(*page, url);
    if (market.listings.size() != 4) return absl::StrCat(market.listings.size(), " listings");
    const Listing& last = market.listings[3];
    return absl::StrCat(PageKindName(market.kind), ": ", last.title.value, " | ",
                        DumpPrice(last.price), " | ", Text(last.seller.name), " | ", last.url);
  };
  const std::string_view whole =
      "<p class=m-card-title>Lamp of glass</p><p>$99</p><p class=m-card-price>$12.50</p>"
      "<p class=m-card-seller>Otto</p>";
  BOOST_TEST(cards(whole, "https://www.mart.example/search") ==
             "results: Lamp of glass | 12.50 USD | Otto | https://www.mart.example/4");
  // Elsewhere the names tell as much as names do.
  BOOST_TEST(cards(whole, "https://shop.example/search") ==
             "results: Lamp of glass | 12.50 USD | not seen | https://shop.example/4");
  BOOST_TEST(cards("<p>$12.50</p>", "https://www.mart.example/search") ==
             "results: Look at 4 | 12.50 USD | not seen | https://www.mart.example/4");
}

}  // namespace touchstone

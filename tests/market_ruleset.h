// market_ruleset.h: a small ruleset for the tests of core/market, with an adapter of each kind.
// Nothing here follows the shipped ruleset when that learns.
#ifndef TOUCHSTONE_TESTS_MARKET_RULESET_H_
#define TOUCHSTONE_TESTS_MARKET_RULESET_H_

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "core/market/listing.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

inline constexpr std::string_view kMartUrl = "https://www.mart.example/item/1";

inline constexpr std::string_view kMarketRuleset = R"json({
"format": 1, "version": 1, "published": "2021-01-01", "min_core": "0.1.0",
"sites": [
  {"id": "mart", "name": "Mart", "hosts": ["mart.example"], "currency": "USD",
   "marketplace": true, "fields": [
    {"field": "title", "selector": ".m-title"},
    {"field": "price", "selector": ".m-price"},
    {"field": "price", "state": "window.mart", "path": "item.price"},
    {"field": "price", "state": "window.mart", "path": "item.cents", "cents": true},
    {"field": "currency", "selector": ".m-price", "attribute": "data-currency"},
    {"field": "seller", "selector": ".m-seller", "platform_controlled": true},
    {"field": "seller", "state": "window.mart", "path": "seller.name",
     "platform_controlled": true},
    {"field": "seller_id", "selector": ".m-seller a", "attribute": "href"},
    {"field": "seller_age", "selector": ".m-age", "platform_controlled": true},
    {"field": "rating", "selector": ".m-rating"},
    {"field": "rating", "selector": ".m-stars", "attribute": "data-v", "path": "value"},
    {"field": "reviews", "selector": ".m-reviews"},
    {"field": "badge", "selector": ".m-badge"},
    {"field": "condition", "selector": ".m-condition"},
    {"field": "category", "selector": ".m-crumb"},
    {"field": "description", "selector": ".m-description"},
    {"field": "payment", "selector": ".m-payment"},
    {"field": "protection", "selector": ".m-protection", "platform_controlled": true},
    {"field": "quantity", "selector": ".m-quantity"},
    {"field": "shipping", "selector": ".m-shipping"},
    {"field": "location", "selector": ".m-location"},
    {"field": "returns", "selector": ".m-returns"},
    {"field": "posted", "selector": ".m-posted"},
    {"field": "card", "selector": ".m-card"},
    {"field": "card_title", "selector": ".m-card .m-card-title"},
    {"field": "card_price", "selector": ".m-card .m-card-price"},
    {"field": "card_seller", "selector": ".m-card .m-card-seller"}],
   "source": "test", "verified": "2021-01-01"},
  {"id": "boxsystem", "name": "Box", "hosts": [], "signs": ["meta[name=generator][content=Box]"],
   "marketplace": false, "fields": [
    {"field": "title", "selector": ".box-title"},
    {"field": "price", "selector": ".box-price"}],
   "source": "test", "verified": "2021-01-01"}],
"manufacturers": [
  {"id": "bitmain", "name": "Bitmain", "names": ["bitmain", "antminer"], "hosts": ["bitmain.com"],
   "source": "test", "verified": "2021-01-01"}],
"miners": [
  {"id": "bitmain-antminer-s19-pro", "manufacturer": "bitmain", "model": "Antminer S19 Pro",
   "names": ["antminer s19 pro"], "weak_names": ["s19 pro"], "algorithm": "SHA-256",
   "hashrate_min": 92000000000000, "hashrate_max": 110000000000000, "unit": "H/s",
   "power_w_min": 2714, "power_w_max": 3250, "released": "2020-05", "source": "test",
   "verified": "2021-01-01"}],
"price_bands": [], "exchange_rates": [], "policies": [], "channels": [],
"vocabulary": [
  {"id": "mining-en", "topic": "mining_hardware", "language": "en", "phrases": ["miner", "asic"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "offer-en", "topic": "offer", "language": "en", "phrases": ["add to cart"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "shipping-en", "topic": "price_shipping", "language": "en", "phrases": ["shipping"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "saving-en", "topic": "price_saving", "language": "en", "phrases": ["you save"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "month-en", "topic": "unit_month", "language": "en", "phrases": ["mo", "month"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "piece-en", "topic": "unit_piece", "language": "en", "phrases": ["piece", "pieces"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "used-en", "topic": "used", "language": "en", "phrases": ["used"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "new-en", "topic": "new", "language": "en", "phrases": ["new"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "parts-en", "topic": "for_parts", "language": "en", "phrases": ["for parts"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"}],
"groups": [], "rules": [], "tombstones": []
})json";

inline const Ruleset& MarketRuleset() {
  static const auto* ruleset = [] {
    absl::StatusOr<Ruleset> loaded = LoadRuleset(kMarketRuleset, "0.1.0");
    BOOST_REQUIRE_MESSAGE(loaded.ok(), loaded.status().ToString());
    return new Ruleset(*std::move(loaded));
  }();
  return *ruleset;
}

inline const Lexicon& MarketLexicon() {
  static const auto* lexicon = new Lexicon(MarketRuleset());
  return *lexicon;
}

inline Market ReadMarket(const Page& page, std::string_view url = "") {
  return ExtractListings(page, url, MarketLexicon().Scan(page.text), MarketRuleset(),
                         MarketLexicon());
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_MARKET_RULESET_H_

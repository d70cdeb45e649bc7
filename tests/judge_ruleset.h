// judge_ruleset.h: a small ruleset for the tests of core/judge, and listings to judge by it.
// Nothing here follows the shipped ruleset when that learns.
#ifndef TOUCHSTONE_TESTS_JUDGE_RULESET_H_
#define TOUCHSTONE_TESTS_JUDGE_RULESET_H_

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/units.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

inline constexpr std::string_view kJudgeRuleset = R"json({
"format": 1, "version": 1, "published": "2021-01-01", "min_core": "0.1.0",
"sites": [
  {"id": "alibaba", "name": "Alibaba.com", "hosts": ["alibaba.com"], "currency": "USD",
   "marketplace": true, "fields": [], "source": "test", "verified": "2021-01-01"},
  {"id": "taobao", "name": "Taobao", "hosts": ["taobao.com"], "country": "CN", "currency": "CNY",
   "marketplace": true, "fields": [], "source": "test", "verified": "2021-01-01"},
  {"id": "ebay", "name": "eBay", "hosts": ["ebay.com"], "currency": "USD",
   "marketplace": true, "fields": [], "source": "test", "verified": "2021-01-01"},
  {"id": "rigshop", "name": "Rig Shop", "hosts": ["bitmain-rigs.example"], "currency": "USD", "marketplace": false, "fields": [], "source": "test",
   "verified": "2021-01-01"}],
"manufacturers": [
  {"id": "bitmain", "name": "Bitmain", "names": ["bitmain", "antminer", "蚂蚁矿机"],
   "hosts": ["bitmain.com"], "source": "bitmain.com", "verified": "2021-01-01"},
  {"id": "asicminer", "name": "ASICMiner", "names": ["asicminer"], "hosts": ["asicminer.co"],
   "source": "test", "verified": "2021-01-01"},
  {"id": "hashco", "name": "HashCo", "names": ["hashco"], "hosts": [], "source": "test",
   "verified": "2021-01-01"},
  {"id": "canaan", "name": "Canaan", "names": ["canaan", "avalonminer"],
   "hosts": ["canaan.io"], "source": "canaan.io", "verified": "2021-01-01"},
  {"id": "iceriver", "name": "IceRiver", "names": ["iceriver", "ice river"],
   "hosts": ["iceriver.io"], "source": "iceriver.io", "verified": "2021-01-01"},
  {"id": "jasminer", "name": "Jasminer", "names": ["jasminer"],
   "hosts": ["jasminer.com"], "source": "jasminer.com", "verified": "2021-01-01"},
  {"id": "microbt", "name": "MicroBT", "names": ["microbt", "whatsminer"],
   "hosts": ["microbt.com", "shop.whatsminer.com"], "source": "microbt.com",
   "verified": "2021-01-01"}],
"miners": [
  {"id": "bitmain-antminer-s19-pro", "manufacturer": "bitmain", "model": "Antminer S19 Pro",
   "names": ["antminer s19 pro"], "weak_names": ["s19 pro"], "algorithm": "SHA-256",
   "hashrate_min": 92000000000000, "hashrate_max": 110000000000000, "unit": "H/s",
   "power_w_min": 2714, "power_w_max": 3250, "released": "2020-05", "source": "data sheet",
   "verified": "2021-01-01"},
  {"id": "bitmain-antminer-s21", "manufacturer": "bitmain", "model": "Antminer S21",
   "names": ["antminer s21"], "weak_names": ["s21"], "algorithm": "SHA-256",
   "hashrate_min": 188000000000000, "hashrate_max": 200000000000000, "unit": "H/s",
   "power_w_min": 3290, "power_w_max": 3500, "released": "2024-01", "source": "data sheet",
   "verified": "2024-01-01"},
  {"id": "bitmain-antminer-s1", "manufacturer": "bitmain", "model": "Antminer S1",
   "names": ["antminer s1"], "weak_names": [], "algorithm": "SHA-256",
   "hashrate_min": 180000000000, "hashrate_max": 180000000000, "unit": "H/s",
   "power_w_min": 360, "power_w_max": 360, "released": "2013", "source": "data sheet",
   "verified": "2021-01-01"},
  {"id": "canaan-nano", "manufacturer": "canaan", "model": "Avalon Nano",
   "names": ["avalon nano"], "weak_names": [], "algorithm": "SHA-256",
   "hashrate_min": 3600000000, "hashrate_max": 3600000000, "unit": "H/s",
   "power_w_min": 5, "power_w_max": 5, "released": "2015-01", "source": "data sheet",
   "verified": "2021-01-01"}],
"price_bands": [
  {"miner": "bitmain-antminer-s19-pro", "low_usd": "1800", "typical_usd": "2100.00",
   "as_of": "2021-09-01", "until": "2022-02-28", "source": "price list", "verified": "2021-09-01"},
  {"miner": "bitmain-antminer-s1", "low_usd": "15", "typical_usd": "25",
   "as_of": "2021-09-01", "until": "2022-02-28", "source": "price list", "verified": "2021-09-01"},
  {"algorithm": "SHA-256", "unit": "H/s", "hashrate": 1000000000000, "efficiency_max": 20000,
   "low_usd": "20", "typical_usd": "24", "as_of": "2024-01-01", "until": "2024-06-30",
   "source": "index", "verified": "2024-01-01"},
  {"algorithm": "SHA-256", "unit": "H/s", "hashrate": 1000000000000, "efficiency_max": 38000,
   "low_usd": "9", "typical_usd": "12", "as_of": "2024-01-01", "until": "2024-06-30",
   "source": "index", "verified": "2024-01-01"}],
"revenues": [
  {"algorithm": "SHA-256", "unit": "H/s", "hashrate": 1000000000000, "usd_per_day": "0.40",
   "as_of": "2021-09-01", "until": "2022-02-28", "source": "bound", "verified": "2021-09-01"}],
"hosts": [
  {"host": "antminer-dealer.example", "kind": "reseller", "source": "test",
   "verified": "2021-01-01", "expires": "2030-12-31"},
  {"host": "cheap-rigs.example", "kind": "known_bad", "source": "list of example.org",
   "verified": "2021-01-01", "expires": "2022-12-31"},
  {"host": "bitmain-rigs-deal.example", "kind": "known_bad", "brand": "bitmain", "source": "test",
   "verified": "2021-01-01", "expires": "2022-12-31"},
  {"host": "once-bad.example", "kind": "known_bad", "source": "test",
   "verified": "2019-01-01", "expires": "2020-12-31"}],
"exchange_rates": [
  {"currency": "CNY", "usd": "0.155", "as_of": "2021-09-01", "until": "2022-02-28",
   "source": "central bank", "verified": "2021-09-01"}],
"policies": [
  {"id": "alibaba-2021-miners", "site": "alibaba", "scope": ["miner", "accessory", "coin"],
   "scope_terms": ["bitcoin", "quarkcoin"], "categories": ["Blockchain Miners"],
   "announced": "2021-09-27", "effective": "2021-10-08", "enforced": "2021-10-16",
   "message": "policy_alibaba_2021_miners", "source": "notice", "verified": "2021-10-01"},
  {"id": "taobao-2014-mining", "site": "taobao", "scope": ["miner"],
   "scope_terms": [], "categories": [], "announced": "2014-01-07", "effective": "2014-01-14",
   "message": "policy_taobao_2014_mining", "source": "notice", "verified": "2021-10-01"},
  {"id": "china-2026-miner-sales", "country": "CN", "scope": ["miner", "service"],
   "scope_terms": [], "categories": [], "announced": "2026-02-06", "effective": "2026-02-06",
   "message": "policy_china_2026_miner_sales", "source": "notice", "verified": "2026-02-07"},
  {"id": "bolivia-2014-coins", "country": "BO", "scope": ["miner"],
   "scope_terms": [], "categories": [], "announced": "2014-05-01", "effective": "2014-05-06",
   "lifted": "2024-06-26", "message": "policy_bolivia_2014_coins", "source": "notice",
   "verified": "2024-07-01"}],
"channels": [
  {"id": "in-person", "kind": "in_person", "name": "In person", "url": "", "manufacturers": [],
   "released_after": "", "goods": ["miner"], "message": "channel_in_person",
   "source": "test", "verified": "2021-01-01"},
  {"id": "ebay", "kind": "buyer_protected", "name": "eBay", "url": "https://www.ebay.com/",
   "manufacturers": [], "released_after": "", "goods": ["miner"], "site": "ebay",
   "window_days": 30, "covers_banned": true, "excludes": ["paid elsewhere"],
   "message": "channel_buyer_protected", "source": "test", "verified": "2021-01-01"},
  {"id": "alibaba", "kind": "buyer_protected", "name": "Alibaba Trade Assurance",
   "url": "https://www.alibaba.com/", "manufacturers": [], "released_after": "",
   "goods": ["miner"], "site": "alibaba", "message": "channel_buyer_protected", "source": "test",
   "verified": "2021-01-01"},
  {"id": "paypal", "kind": "buyer_protected", "name": "PayPal", "url": "https://www.paypal.com/",
   "goods": ["miner"], "window_days": 180, "message": "channel_paypal", "source": "test",
   "verified": "2021-01-01"},
  {"id": "bitmain-shop", "kind": "manufacturer", "name": "Bitmain",
   "url": "https://shop.bitmain.com/", "manufacturers": ["bitmain"], "released_after": "2020-01",
   "sold_months": 36, "goods": ["miner"], "message": "channel_manufacturer", "source": "test",
   "verified": "2021-01-01"}],
"vocabulary": [
  {"id": "mining-en", "topic": "mining_hardware", "language": "en",
   "phrases": ["miner", "miners", "asic", "asic miner"], "match": [], "near_miss": [],
   "source": "test", "verified": "2021-01-01"},
  {"id": "bundle-en", "topic": "bundle", "language": "en", "phrases": ["lot of", "bundle"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "for-parts-en", "topic": "for_parts", "language": "en",
   "phrases": ["for parts", "not working"], "match": [], "near_miss": [], "source": "test",
   "verified": "2021-01-01"},
  {"id": "used-en", "topic": "used", "language": "en", "phrases": ["second hand", "used machine"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "messenger", "topic": "messenger", "language": "",
   "phrases": ["whatsapp", "telegram", "wechat", "微信", "wa.me", "t.me"], "match": [],
   "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "earnings-en", "topic": "price_earnings", "language": "en",
   "phrases": ["daily profit", "monthly profit", "earns"], "match": [], "near_miss": [],
   "source": "test", "verified": "2021-01-01"},
  {"id": "day-en", "topic": "unit_day", "language": "en", "phrases": ["daily", "a day", "per day"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "month-en", "topic": "unit_month", "language": "en", "phrases": ["monthly", "a month"],
   "match": [], "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "host-words", "topic": "host_word", "language": "",
   "phrases": ["shop", "sale", "official", "finance", "global", "buy", "s", "miner"], "match": [],
   "near_miss": [], "source": "test", "verified": "2021-01-01"},
  {"id": "maker-homonyms", "topic": "maker_homonym", "language": "",
   "phrases": ["canaan", "jasmine", "microbit", "ice river spring water"], "match": [],
   "near_miss": [], "source": "test", "verified": "2021-01-01"}],
"groups": [
  {"id": "price", "cap_db": 10}, {"id": "contact", "cap_db": 7}, {"id": "payment", "cap_db": 9},
  {"id": "spec", "cap_db": 12}, {"id": "host", "cap_db": 10}, {"id": "identity", "cap_db": 7},
  {"id": "category", "cap_db": 5}, {"id": "condition", "cap_db": 4},
  {"id": "return", "cap_db": 10}],
"rules": [
  {"id": "price-far-below-market", "predicate": "price_below_band", "category": "price_too_low",
   "group": "price", "weight_db": 9, "basis": "judged", "number": 50, "goods": ["miner"],
   "message": "price_far_below_market", "source": "test", "verified": "2021-01-01"},
  {"id": "token-price", "predicate": "token_price", "category": "price_bait", "group": "price",
   "weight_db": 8, "basis": "judged", "number": 20, "goods": ["miner"], "message": "token_price",
   "source": "test", "verified": "2021-01-01"},
  {"id": "wide-price-range", "predicate": "price_range", "category": "price_bait",
   "group": "price", "weight_db": 5, "basis": "judged", "number": 10, "goods": ["miner"],
   "message": "wide_price_range", "source": "test", "verified": "2021-01-01"},
  {"id": "contact-off-platform", "predicate": "contact_off_platform",
   "category": "off_platform_contact", "group": "contact", "weight_db": 6, "basis": "judged",
   "message": "contact_off_platform", "source": "test", "verified": "2021-01-01"},
  {"id": "contact-before-order", "predicate": "phrase", "category": "off_platform_contact",
   "group": "contact", "weight_db": 3, "basis": "judged", "language": "en",
   "phrases": ["contact us before ordering"], "message": "contact_before_order",
   "match": ["Please contact us before ordering."], "near_miss": ["contact us"],
   "source": "test", "verified": "2021-01-01"},
  {"id": "irreversible-payment-only", "predicate": "only_phrases",
   "category": "irreversible_payment", "group": "payment", "weight_db": 6, "basis": "judged",
   "language": "en", "phrases": ["wire transfer", "usdt"], "unless": ["paypal", "credit card"],
   "message": "irreversible_payment_only", "match": ["we take USDT"],
   "near_miss": ["we take USDT and PayPal"], "source": "test", "verified": "2021-01-01"},
  {"id": "unreleased-model", "predicate": "released_later", "category": "unreleased_model",
   "group": "spec", "weight_db": 8, "basis": "judged", "number": 120,
   "message": "unreleased_model", "source": "test", "verified": "2021-01-01"},
  {"id": "hashrate-above-known", "predicate": "hashrate_above_known",
   "category": "spec_mismatch", "group": "spec", "weight_db": 7, "basis": "judged",
   "number": 15, "message": "hashrate_above_known", "source": "test", "verified": "2021-01-01"},
  {"id": "power-below-known", "predicate": "power_below_known", "category": "spec_mismatch",
   "group": "spec", "weight_db": 5, "basis": "judged", "number": 30,
   "message": "power_below_known", "source": "test", "verified": "2021-01-01"},
  {"id": "efficiency-impossible-sha256", "predicate": "efficiency_impossible",
   "category": "impossible_spec", "group": "spec", "weight_db": 12, "basis": "judged",
   "number": 8000, "algorithm": "SHA-256", "message": "efficiency_impossible_sha256",
   "source": "test", "verified": "2021-01-01"},
  {"id": "lookalike-host", "predicate": "host_lookalike", "category": "lookalike_host",
   "group": "host", "weight_db": 9, "basis": "judged", "message": "lookalike_host",
   "source": "test", "verified": "2021-01-01"},
  {"id": "brand-in-seller-name", "predicate": "brand_in_seller",
   "category": "brand_impersonation", "group": "identity", "weight_db": 6, "basis": "judged",
   "message": "brand_in_seller_name", "source": "test", "verified": "2021-01-01"},
  {"id": "young-seller", "predicate": "seller_young", "category": "new_or_bad_seller",
   "group": "identity", "weight_db": 3, "basis": "judged", "number": 90,
   "message": "young_seller", "source": "test", "verified": "2021-01-01"},
  {"id": "category-elsewhere", "predicate": "category_elsewhere",
   "category": "category_evasion", "group": "category", "weight_db": 5, "basis": "judged",
   "unless": ["electronics", "computers"], "message": "category_elsewhere", "source": "test",
   "verified": "2021-01-01"},
  {"id": "used-as-new", "predicate": "used_as_new", "category": "used_as_new",
   "group": "condition", "weight_db": 4, "basis": "judged", "message": "used_as_new",
   "source": "test", "verified": "2021-01-01"},
  {"id": "earnings-above-revenue", "predicate": "earnings_above_revenue",
   "category": "unreal_return", "group": "return", "weight_db": 6, "basis": "judged",
   "number": 150, "unless": ["electricity", "a year"], "goods": ["miner"],
   "message": "earnings_above_revenue", "source": "test", "verified": "2021-01-01"},
  {"id": "known-bad-host", "predicate": "host_known_bad", "category": "lookalike_host",
   "group": "host", "weight_db": 10, "basis": "judged", "message": "known_bad_host",
   "source": "test", "verified": "2021-01-01"},
  {"id": "old-scheme", "predicate": "phrase", "category": "other", "group": "contact",
   "weight_db": 3, "basis": "judged", "language": "en", "phrases": ["old scheme"],
   "message": "old_scheme", "match": ["old scheme"], "near_miss": ["new scheme"],
   "source": "test", "verified": "2019-01-01", "expires": "2020-12-31"}],
"tombstones": []
})json";

inline const Ruleset& JudgeRuleset() {
  static const auto* ruleset = [] {
    absl::StatusOr<Ruleset> loaded = LoadRuleset(kJudgeRuleset, "0.1.0");
    BOOST_REQUIRE_MESSAGE(loaded.ok(), loaded.status().ToString());
    return new Ruleset(*std::move(loaded));
  }();
  return *ruleset;
}

inline const Lexicon& JudgeLexicon() {
  static const auto* lexicon = new Lexicon(JudgeRuleset());
  return *lexicon;
}

inline Day DayOf(std::string_view text) {
  const std::optional<Day> day = ParseDay(text);
  BOOST_REQUIRE(day.has_value());
  return *day;
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_JUDGE_RULESET_H_

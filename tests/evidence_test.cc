#include "core/judge/evidence.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/judge/contact.h"
#include "core/judge/lookup.h"
#include "core/page/page.h"
#include "tests/judge_ruleset.h"

namespace touchstone {
namespace {

template <typename T>
void Set(Fact<T>* fact, T value, std::string quote = "") {
  fact->presence = Presence::kValue;
  fact->value = std::move(value);
  fact->quote = std::move(quote);
}

Price Usd(std::string_view amount, std::string_view amount_max = "") {
  Price price;
  price.amount = *ParseDecimal(amount);
  if (!amount_max.empty()) price.amount_max = ParseDecimal(amount_max);
  price.currency = "USD";
  return price;
}

// A page, its one listing and where it was seen. As it stands it is an honest offer.
struct Scene {
  std::string html = "<p>Antminer S19 Pro, 110 TH/s. We ship worldwide.</p>";
  Listing listing;
  std::string site = "alibaba";
  std::string url = "https://www.alibaba.com/product/1.html";
  bool url_is_trusted = true;
  std::string day = "2021-10-01";
  bool truncated = false;
  // Stretches of the page's text that the seller wrote, by their words; none: the whole page.
  std::vector<std::string> seller_text;

  Scene() {
    listing.goods = Goods::kMiner;
    Set<std::string>(&listing.title, "Bitmain Antminer S19 Pro 110 TH/s");
    Set(&listing.price, Usd("2000"), "US $2,000");
    Machine("bitmain-antminer-s19-pro");
  }

  void Machine(std::string_view id) { listing.miner.miner = JudgeRuleset().FindMiner(id); }

  void Claim(int64_t terahashes, int power_w) {
    listing.miner_text = absl::StrCat("does ", terahashes, " TH/s at ");
    const auto split = static_cast<uint32_t>(listing.miner_text.size());
    absl::StrAppend(&listing.miner_text, power_w, " W now");
    listing.miner.hashrate = Hashrate{terahashes * 1'000'000'000'000, HashUnit::kHash};
    listing.miner.hashrate_words = {5, split - 4};
    listing.miner.power_w = power_w;
    listing.miner.power_words = {split, static_cast<uint32_t>(listing.miner_text.size()) - 4};
  }

  EvidenceResult Find() {
    const std::unique_ptr<Page> page = BuildPage(html);
    page->truncated = truncated;
    const std::vector<Word> words = JudgeLexicon().Scan(page->text);
    for (const std::string& text : seller_text) {
      const size_t at = page->text.find(text);
      BOOST_REQUIRE_NE(at, std::string::npos);
      listing.seller_text.push_back(
          {static_cast<uint32_t>(at), static_cast<uint32_t>(at + text.size())});
    }
    Market market;
    market.site = JudgeRuleset().FindSite(site);
    market.listings.push_back(listing);
    return FindEvidence(market.listings[0], {.page = *page,
                                             .words = words,
                                             .market = market,
                                             .url = url,
                                             .url_is_trusted = url_is_trusted,
                                             .at = DayOf(day),
                                             .ruleset = JudgeRuleset()});
  }
};

std::string Dump(const Finding& finding) {
  std::string out = finding.id;
  for (const auto& [name, value] : finding.message.args) {
    absl::StrAppend(&out, " ", name, "=", value);
  }
  if (!finding.quote.empty()) absl::StrAppend(&out, " \"", finding.quote, "\"");
  return out;
}

std::string Dump(const EvidenceResult& result) {
  std::string out;
  for (const Finding& finding : result.findings) {
    absl::StrAppend(&out, out.empty() ? "" : "; ", Dump(finding));
  }
  return out;
}

struct SceneCase {
  std::string_view name;
  std::function<void(Scene*)> change;
  std::string_view findings;
};

void CheckAll(const std::vector<SceneCase>& cases) {
  for (const auto& [name, change, findings] : cases) {
    Scene scene;
    change(&scene);
    const std::string found = Dump(scene.Find());
    BOOST_CHECK_MESSAGE(found == findings,
                        name << ": expected [" << findings << "], got [" << found << ']');
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_honest_offer_gives_no_findings) {
  Scene scene;
  BOOST_CHECK_EQUAL(Dump(scene.Find()), "");
}

BOOST_AUTO_TEST_CASE(a_model_without_a_band_is_held_against_its_tier) {
  const auto price_on = [](std::string_view day, std::string_view machine, std::string_view usd) {
    return [=](Scene* s) {
      s->day = std::string(day);
      s->Machine(machine);
      Set(&s->listing.price, Usd(usd));
    };
  };
  constexpr std::string_view kS19Pro = "bitmain-antminer-s19-pro";
  CheckAll({
      // 9 USD/TH for 92 TH/s, 12 for 110: in its worst bin it needs 35.3 J/TH.
      {"below half of the tier's low price", price_on("2024-03-01", kS19Pro, "413"),
       "price-far-below-market percent=31 typical_usd=1320"},
      {"just at half", price_on("2024-03-01", kS19Pro, "414"), ""},
      {"on the tier's last day", price_on("2024-06-30", kS19Pro, "413"),
       "price-far-below-market percent=31 typical_usd=1320"},
      {"a day later", price_on("2024-07-01", kS19Pro, "413"), ""},
      {"a day before its first", price_on("2023-12-31", kS19Pro, "413"), ""},
      // 18.6 J/TH, 20 USD/TH for 188 TH/s: the narrowest tier counts.
      {"a better machine in a better tier", price_on("2024-05-01", "bitmain-antminer-s21", "1879"),
       "price-far-below-market percent=39 typical_usd=4800"},
      {"not below half there", price_on("2024-05-01", "bitmain-antminer-s21", "1880"), ""},
      // 2000 J/TH lie in no tier.
      {"an old machine", price_on("2024-03-01", "bitmain-antminer-s1", "21"), ""},
  });
}

BOOST_AUTO_TEST_CASE(earnings_above_what_the_network_pays_out_are_found) {
  const auto says = [](std::string_view html) {
    return [=](Scene* s) { s->html = std::string(html); };
  };
  // 0.40 USD/TH and day: 44 for 110 TH/s, and half as much again.
  CheckAll({
      {"above", says("<p>Daily profit $80</p>"),
       "earnings-above-revenue usd=80 most_usd=44 \"Daily profit $80\""},
      {"just at the bound", says("<p>Daily profit $66</p>"), ""},
      {"in two cells", says("<table><tr><td>Daily profit<td>$80</table>"),
       "earnings-above-revenue usd=80 most_usd=44 \"Daily profit $80\""},
      {"it earns $80 a day", says("<p>It earns $80 a day.</p>"),
       "earnings-above-revenue usd=80 most_usd=44 \"It earns $80 a day.\""},
      {"of a month", says("<p>Monthly profit $800</p>"), ""},
      {"of a year", says("<p>Daily profit, $800 a year</p>"), ""},
      {"a cost", says("<p>Electricity $80 a day, daily profit $12</p>"), ""},
      {"a price", says("<p>The daily price is $80</p>"), ""},
      {"more by the claimed rate",
       [](Scene* s) {
         s->html = "<p>Daily profit $80</p>";
         s->Claim(125, 3250);
       },
       "earnings-above-revenue usd=80 most_usd=50 \"Daily profit $80\""},
      {"of several machines",
       [](Scene* s) {
         s->html = "<p>Daily profit $80</p>";
         Set<std::string>(&s->listing.title, "Lot of 5 Antminer S19 Pro");
       },
       ""},
      {"on a day without a bound",
       [](Scene* s) {
         s->html = "<p>Daily profit $80</p>";
         s->day = "2022-03-01";
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(a_page_on_a_listed_host_is_found) {
  const auto at = [](std::string_view host, std::string_view day, bool trusted = true) {
    return [=](Scene* s) {
      s->site = "";
      s->url = absl::StrCat("https://", host, "/p/1");
      s->day = std::string(day);
      s->url_is_trusted = trusted;
    };
  };
  CheckAll({
      {"listed", at("www.cheap-rigs.example", "2021-10-01"),
       "known-bad-host host=www.cheap-rigs.example"},
      {"its neighbour", at("cheaprigs.example", "2021-10-01"), ""},
      {"from inside the page", at("www.cheap-rigs.example", "2021-10-01", false), ""},
      {"on its last day", at("cheap-rigs.example", "2022-12-31"),
       "known-bad-host host=cheap-rigs.example"},
      {"a day later", at("cheap-rigs.example", "2023-01-01"), ""},
      {"a dealer with a maker's name", at("antminer-dealer.example", "2021-10-01"), ""},
  });
}

BOOST_AUTO_TEST_CASE(a_price_far_below_the_band_is_found) {
  constexpr std::string_view kFar =
      "price-far-below-market percent=31 typical_usd=2100 \"US $650\"";
  const auto cheap = [](Scene* s) { Set(&s->listing.price, Usd("650"), "US $650"); };
  CheckAll({
      {"far below", cheap, kFar},
      {"just at half of the low end", [](Scene* s) { Set(&s->listing.price, Usd("900")); }, ""},
      {"just below it", [](Scene* s) { Set(&s->listing.price, Usd("899.99")); },
       "price-far-below-market percent=43 typical_usd=2100"},
      {"in another currency",
       [](Scene* s) {
         Set(&s->listing.price, Usd("4000"), "¥4000");
         s->listing.price.value.currency = "CNY";
       },
       "price-far-below-market percent=30 typical_usd=2100 \"¥4000\""},
      {"without a rate",
       [&](Scene* s) {
         cheap(s);
         s->listing.price.value.currency = "UAH";
       },
       ""},
      {"on a day for which no band counts",
       [&](Scene* s) {
         cheap(s);
         s->day = "2022-03-01";
       },
       ""},
      {"on the last day of the band",
       [&](Scene* s) {
         cheap(s);
         s->day = "2022-02-28";
       },
       kFar},
      {"of an unknown machine",
       [&](Scene* s) {
         cheap(s);
         s->listing.miner.miner = nullptr;
       },
       ""},
      {"when several models are offered",
       [&](Scene* s) {
         cheap(s);
         s->listing.miner.several = true;
       },
       ""},
      {"for parts",
       [&](Scene* s) {
         cheap(s);
         s->listing.title.value += " for parts";
       },
       ""},
      {"by its condition for parts",
       [&](Scene* s) {
         cheap(s);
         Set(&s->listing.condition, Condition::kForParts);
       },
       ""},
      {"a range is judged by its upper end",
       [](Scene* s) { Set(&s->listing.price, Usd("650", "2000")); }, ""},
      {"each by the hundred",
       [&](Scene* s) {
         cheap(s);
         Set(&s->listing.quantity, Quantity{100, "piece"});
       },
       ""},
      {"each of a few",
       [&](Scene* s) {
         cheap(s);
         Set(&s->listing.quantity, Quantity{5, "piece"});
       },
       kFar},
      {"by the kilogram",
       [&](Scene* s) {
         cheap(s);
         s->listing.price_per = "kilogram";
       },
       ""},
      {"by the terahash, as usual",
       [](Scene* s) {
         Set(&s->listing.price, Usd("19"));
         s->listing.price_per = "th";
       },
       ""},
      {"by the terahash, far below",
       [](Scene* s) {
         Set(&s->listing.price, Usd("5"), "$5/T");
         s->listing.price_per = "th";
       },
       "price-far-below-market percent=26 typical_usd=2100 \"$5/T\""},
      {"on request", [](Scene* s) { Set(&s->listing.price, Usd("0.00")); }, ""},
      {"a part is no machine",
       [&](Scene* s) {
         cheap(s);
         s->listing.goods = Goods::kAccessory;
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(the_source_of_our_side_stands_with_the_finding) {
  Scene scene;
  Set(&scene.listing.price, Usd("650"));
  const EvidenceResult result = scene.Find();
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1);
  BOOST_CHECK_EQUAL(result.findings[0].source, "price list");
  BOOST_CHECK_EQUAL(result.findings[0].weight_db, 9);
  BOOST_CHECK_EQUAL(result.findings[0].group, "price");
  BOOST_CHECK_EQUAL(result.findings[0].message.id, "price_far_below_market");
}

BOOST_AUTO_TEST_CASE(a_token_price_is_found) {
  const auto later = [](Scene* s, std::string_view amount) {
    s->day = "2023-01-01";  // no band counts
    Set(&s->listing.price, Usd(amount), absl::StrCat("$", amount));
  };
  CheckAll({
      {"one dollar", [&](Scene* s) { later(s, "1.00"); }, "token-price usd=1 \"$1.00\""},
      {"the most that counts", [&](Scene* s) { later(s, "20"); }, "token-price usd=20 \"$20\""},
      {"with cents", [&](Scene* s) { later(s, "9.9"); }, "token-price usd=9.90 \"$9.9\""},
      {"a cent more", [&](Scene* s) { later(s, "20.01"); }, ""},
      {"a lottery miner",
       [&](Scene* s) {
         later(s, "15");
         s->Machine("canaan-nano");
       },
       ""},
      {"an old machine that is worth no more",
       [](Scene* s) {
         s->Machine("bitmain-antminer-s1");
         Set(&s->listing.price, Usd("18"));
       },
       ""},
      {"nothing says that it is a machine of some size",
       [&](Scene* s) {
         later(s, "15");
         s->listing.miner.miner = nullptr;
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(a_wide_range_of_prices_is_found) {
  CheckAll({
      {"from bait to machine",
       [](Scene* s) { Set(&s->listing.price, Usd("100.00", "2100.00"), "$100 - $2,100"); },
       "wide-price-range amount=100.00 amount_max=2100.00 currency=USD \"$100 - $2,100\""},
      {"tenfold", [](Scene* s) { Set(&s->listing.price, Usd("210", "2100")); },
       "wide-price-range amount=210 amount_max=2100 currency=USD"},
      {"not quite", [](Scene* s) { Set(&s->listing.price, Usd("211", "2100")); }, ""},
      {"from nothing", [](Scene* s) { Set(&s->listing.price, Usd("0", "2100")); }, ""},
  });
}

BOOST_AUTO_TEST_CASE(claims_are_held_against_the_catalogue) {
  CheckAll({
      {"as known", [](Scene* s) { s->Claim(110, 3250); }, ""},
      {"a little more", [](Scene* s) { s->Claim(126, 3250); }, ""},
      {"far more", [](Scene* s) { s->Claim(127, 3250); },
       "hashrate-above-known claimed=127 TH/s known=110 TH/s model=Antminer S19 Pro \"127 TH/s\""},
      {"less power", [](Scene* s) { s->Claim(110, 1900); }, ""},
      {"far less power", [](Scene* s) { s->Claim(110, 1899); },
       "power-below-known claimed=1899 W known=2714 W model=Antminer S19 Pro \"1899 W\""},
      {"not of one of several machines",
       [](Scene* s) {
         s->Claim(500, 300);
         s->listing.miner.several = true;
       },
       ""},
      {"beyond any machine",
       [](Scene* s) {
         s->Claim(1200, 3000);
         s->listing.miner.miner = nullptr;
       },
       "efficiency-impossible-sha256 claimed=2.5 J/TH best=8 J/TH \"1200 TH/s at 3000 W\""},
      {"like the best machine",
       [](Scene* s) {
         s->Claim(375, 3000);
         s->listing.miner.miner = nullptr;
       },
       ""},
      {"a rate in the title and a power supply's watts in the text",
       [](Scene* s) {
         s->Claim(1200, 3000);
         s->listing.miner.miner = nullptr;
         s->listing.power_in_page = {0, 4};
       },
       ""},
      {"both on one line of the text",
       [](Scene* s) {
         s->html = "<p>Runs 1200 TH/s at 3000 W</p>";
         s->Claim(1200, 3000);
         s->listing.miner.miner = nullptr;
         s->listing.hashrate_in_page = {5, 14};
         s->listing.power_in_page = {18, 24};
       },
       "efficiency-impossible-sha256 claimed=2.5 J/TH best=8 J/TH \"Runs 1200 TH/s at 3000 W\""},
      {"a coin that is counted in gigahashes",
       [](Scene* s) {
         s->Claim(1, 1);
         s->listing.miner.hashrate->per_second = 900'000'000'000;
         s->listing.miner.miner = nullptr;
       },
       ""},
      {"the model is known then", [](Scene* s) { s->day = "2020-01-05"; }, ""},
      {"the model is not known then", [](Scene* s) { s->day = "2019-12-31"; },
       "unreleased-model model=Antminer S19 Pro released=2020-05"},
  });
}

BOOST_AUTO_TEST_CASE(phrases_count_where_the_seller_writes) {
  constexpr std::string_view kBefore =
      "contact-before-order \"Please contact us before ordering.\"";
  CheckAll({
      {"in the text",
       [](Scene* s) { s->html = "<p>In stock. Please contact us before ordering. Thanks.</p>"; },
       kBefore},
      {"in the seller's part",
       [](Scene* s) {
         s->html = "<p>Site news</p><div>Please contact us before ordering.</div>";
         s->seller_text = {"Please contact us before ordering."};
       },
       kBefore},
      {"not in the site's part",
       [](Scene* s) {
         s->html = "<p>Please contact us before ordering.</p><div>A machine.</div>";
         s->seller_text = {"A machine."};
       },
       ""},
      {"hidden text is text",
       [](Scene* s) { s->html = "<p hidden>Please contact us before ordering.</p>"; }, kBefore},
      {"a near miss", [](Scene* s) { s->html = "<p>Please contact us.</p>"; }, ""},
      {"an expired rule", [](Scene* s) { s->html = "<p>the old scheme</p>"; }, ""},
  });
}

BOOST_AUTO_TEST_CASE(a_quote_stands_with_the_innermost_element) {
  Scene scene;
  scene.html = "<div><p>One.</p><p>Please contact us <b>before</b> ordering.</p></div>";
  const EvidenceResult result = scene.Find();
  BOOST_REQUIRE_EQUAL(result.findings.size(), 1);
  BOOST_CHECK_EQUAL(result.findings[0].quote, "contact us before ordering");
  const std::unique_ptr<Page> page = BuildPage(scene.html);
  BOOST_REQUIRE_LT(result.findings[0].element, page->elements.size());
  BOOST_CHECK_EQUAL(page->elements[result.findings[0].element].tag, "p");
  BOOST_CHECK_EQUAL(page->TextOf(result.findings[0].element), "Please contact us before ordering.");
}

BOOST_AUTO_TEST_CASE(a_payment_is_the_only_one_until_another_is_named) {
  CheckAll({
      {"alone", [](Scene* s) { s->html = "<p>We take USDT only.</p>"; },
       "irreversible-payment-only \"We take USDT only.\""},
      {"with another", [](Scene* s) { s->html = "<p>We take USDT.</p><p>Or PayPal.</p>"; }, ""},
      {"with another that the listing names",
       [](Scene* s) {
         s->html = "<p>We take USDT.</p>";
         Set<std::string>(&s->listing.payment, "Visa, Credit Card");
       },
       ""},
      {"on a page that was not read to its end",
       [](Scene* s) {
         s->html = "<p>We take USDT only.</p>";
         s->truncated = true;
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(contacts_are_told_from_numbers) {
  const struct {
    std::string_view text;
    std::string_view contact;  // "": none
  } kCases[] = {
      {"Call +86 138 0013 8000 now", "+86 138 0013 8000"},
      {"Call +1 (650) 555-1234", "+1 (650) 555-1234"},
      {"+8613800138000", "+8613800138000"},
      {"WhatsApp: 0086 13800138000", "0086 13800138000"},
      {"whatsapp us at 6505551234", "6505551234"},
      {"微信：miner_king88", "miner_king88"},
      {"加微信miner888", "miner888"},
      {"WeChat: miner888", "miner888"},
      {"WeChat: 12345678", "12345678"},
      {"Telegram @minerking", "minerking"},
      {"write to sales@rig.example", "sales@rig.example"},
      {"see wa.me/8613800138000 today", "wa.me/8613800138000"},
      {"t.me/minerking", "t.me/minerking"},
      {"6505551234 (WhatsApp)", "6505551234"},
      // The honest twins.
      {"Share on WhatsApp", ""},
      {"wa.me/?text=look", ""},
      {"t.me/share/url?url=x", ""},
      {"write to help@service.alibaba.com", ""},
      {"WeChat: ask for details", ""},
      {"WeChat Pay accepted", ""},
      {"S19+ 110000000 H/s", ""},
      {"up to +20% hashrate", ""},
      {"WhatsApp since 2021-10-08, price 2,100,000,000", ""},
      {"WhatsApp, Telegram. 110 TH/s 3250 W 29.5 J/TH", ""},
      {"Telegram 2020 2021 model", ""},
      {"WhatsApp S19jPro in stock", ""},
      {"WeChat: 2021", ""},
      {"WeChat: 2021-10-08", ""},
      {"微信支付 2100000", ""},
      {"Order number 123456789012", ""},
      {"a @ b, @example, x@y", ""},
      {"icon @2x", ""},
  };
  for (const auto& [text, contact] : kCases) {
    Scene scene;
    scene.html = absl::StrCat("<p>", text, "</p>");
    std::string found;
    for (const Finding& finding : scene.Find().findings) {
      if (finding.id == "contact-off-platform") found = finding.message.args[0].second;
    }
    BOOST_CHECK_MESSAGE(found == contact,
                        text << ": expected \"" << contact << "\", got \"" << found << '"');
  }
}

BOOST_AUTO_TEST_CASE(links_in_the_sellers_text_are_contacts) {
  CheckAll({
      {"a messenger behind a word",
       [](Scene* s) { s->html = "<p>Ask <a href='https://wa.me/8613800138000'>here</a></p>"; },
       "contact-off-platform contact=wa.me/8613800138000 site=Alibaba.com \"here\""},
      {"a telephone behind a word",
       [](Scene* s) { s->html = "<p><a href='tel:+8613800138000'>call</a></p>"; },
       "contact-off-platform contact=+8613800138000 site=Alibaba.com \"call\""},
      {"a button that shares",
       [](Scene* s) {
         s->html =
             "<p><a href='https://t.me/share/url?url=x'>share</a>"
             "<a href='https://api.wa.me/send?text=x'>share</a></p>";
       },
       ""},
      {"outside of the seller's part",
       [](Scene* s) {
         s->html = "<p><a href='https://wa.me/8613800138000'>us</a></p><p>A machine.</p>";
         s->seller_text = {"A machine."};
       },
       ""},
      {"a shop of its own may be called",
       [](Scene* s) {
         s->html = "<p>Call +8613800138000</p>";
         s->site = "rigshop";
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(the_pages_own_host_may_imitate_a_maker) {
  const auto shop = [](Scene* s, std::string_view url) {
    s->site = "";
    s->url = std::string(url);
  };
  CheckAll({
      {"imitates", [&](Scene* s) { shop(s, "https://bitmainfinance.com/s19"); },
       "lookalike-host host=bitmainfinance.com maker=Bitmain"},
      {"is official", [&](Scene* s) { shop(s, "https://shop.bitmain.com/s19"); }, ""},
      {"is somebody", [&](Scene* s) { shop(s, "https://rigs.example/bitmain"); }, ""},
      {"is said by the page alone",
       [&](Scene* s) {
         shop(s, "https://bitmainfinance.com/s19");
         s->url_is_trusted = false;
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(a_seller_on_a_marketplace_is_no_maker) {
  const auto named = [](Scene* s, std::string name) {
    Set<std::string>(&s->listing.seller.name, name, name);
  };
  CheckAll({
      {"named as a maker", [&](Scene* s) { named(s, "Bitmain Official Store"); },
       "brand-in-seller-name seller=Bitmain Official Store maker=Bitmain "
       "\"Bitmain Official Store\""},
      {"in Chinese", [&](Scene* s) { named(s, "蚂蚁矿机专卖店"); },
       "brand-in-seller-name seller=蚂蚁矿机专卖店 maker=Bitmain \"蚂蚁矿机专卖店\""},
      {"part of another word", [&](Scene* s) { named(s, "Rabbitmain Ltd"); }, ""},
      {"a name that others bear, too", [&](Scene* s) { named(s, "Canaan Trading"); }, ""},
      {"a shop of its own",
       [&](Scene* s) {
         named(s, "Bitmain Shop");
         s->site = "rigshop";
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(what_the_platform_shows_is_evidence) {
  CheckAll({
      {"a young seller", [](Scene* s) { Set(&s->listing.seller.age_days, 89, "89 days"); },
       "young-seller days=89 \"89 days\""},
      {"an older one", [](Scene* s) { Set(&s->listing.seller.age_days, 90); }, ""},
      {"a place that was empty",
       [](Scene* s) { s->listing.seller.age_days.presence = Presence::kAbsent; }, ""},
      {"a category far away",
       [](Scene* s) {
         Set<std::vector<std::string>>(&s->listing.category, {"Home & Garden", "Toasters"},
                                       "Toasters");
       },
       "category-elsewhere category=Toasters \"Toasters\""},
      {"a category that fits",
       [](Scene* s) {
         Set<std::vector<std::string>>(&s->listing.category, {"Consumer Electronics", "Other"});
       },
       ""},
      {"a shelf of a shop of its own",
       [](Scene* s) {
         s->site = "rigshop";
         Set<std::vector<std::string>>(&s->listing.category, {"Home", "Shop"});
       },
       ""},
      {"a maker's shelf",
       [](Scene* s) {
         Set<std::vector<std::string>>(&s->listing.category, {"Things", "Antminer"});
       },
       ""},
      {"the category that a policy names",
       [](Scene* s) {
         Set<std::vector<std::string>>(&s->listing.category, {"Things", "Blockchain Miners"});
       },
       ""},
      {"used goods as new",
       [](Scene* s) {
         Set(&s->listing.condition, Condition::kNew);
         s->html = "<p>A second hand machine.</p>";
       },
       "used-as-new \"A second hand machine.\""},
      {"used goods as used",
       [](Scene* s) {
         Set(&s->listing.condition, Condition::kUsed);
         s->html = "<p>A second hand machine.</p>";
       },
       ""},
  });
}

BOOST_AUTO_TEST_CASE(what_was_not_seen_is_not_checked) {
  Scene bare;
  bare.listing = {};
  bare.listing.goods = Goods::kHosting;
  bare.html = "";
  bare.site = "";
  bare.url_is_trusted = false;
  EvidenceResult result = bare.Find();
  BOOST_CHECK_EQUAL(result.checked, 0);
  BOOST_CHECK_EQUAL(Dump(result), "");

  // Two phrase rules, the contact, the release, the range, the band, the token price, the host
  // and whether it is listed.
  Scene seen;
  BOOST_CHECK_EQUAL(seen.Find().checked, 9);
  Set(&seen.listing.seller.age_days, 700);
  BOOST_CHECK_EQUAL(seen.Find().checked, 10);
}

BOOST_AUTO_TEST_CASE(on_a_page_of_many_offers_strangers_words_accuse_nobody) {
  const std::unique_ptr<Page> page = BuildPage("<p>Please contact us before ordering.</p>");
  const std::vector<Word> words = JudgeLexicon().Scan(page->text);
  Market market;
  market.listings.resize(2);
  const EvidenceResult result = FindEvidence(market.listings[0], {.page = *page,
                                                                  .words = words,
                                                                  .market = market,
                                                                  .url = "",
                                                                  .url_is_trusted = false,
                                                                  .at = DayOf("2021-10-01"),
                                                                  .ruleset = JudgeRuleset()});
  BOOST_CHECK_EQUAL(Dump(result), "");
}

BOOST_AUTO_TEST_CASE(phrases_in_short_texts_stand_on_word_boundaries) {
  const struct {
    std::string_view text, phrase;
    bool found;
  } kCases[] = {
      {"bitmain store", "bitmain", true},
      {"rabbitmain", "bitmain", false},
      {"bitmaine", "bitmain", false},
      {"bitmaine bitmain", "bitmain", true},
      {"蚂蚁矿机店", "矿机", true},
      {"s19", "s1", false},
      {"антмайнер", "майнер", false},
      {"a майнер b", "Майнер", true},
      {"", "x", false},
      {"x", "", false},
      {"c++ miner", "c++", true},
  };
  for (const auto& [text, phrase, found] : kCases) {
    BOOST_CHECK_MESSAGE(FindPhrase(text, phrase).has_value() == found, text << " / " << phrase);
  }
}

BOOST_AUTO_TEST_CASE(hostile_texts_are_read_to_their_end) {
  for (const std::string_view piece :
       {"@", "+", "+1", "whatsapp ", "whatsapp +1 ", "whatsapp 1 1 1 1 1 1", "wa.me/", "a@b.",
        "contact us before ordering", "微信：", "second hand", "2021-10-08 "}) {
    Scene scene;
    scene.html.clear();
    while (scene.html.size() < 200'000) absl::StrAppend(&scene.html, piece);
    Set(&scene.listing.condition, Condition::kNew);
    scene.Find();
  }
  BOOST_CHECK(true);
}

}  // namespace touchstone

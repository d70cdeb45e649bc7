// The whole line, on small pages of our own.
#include "core/check.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "tests/shipped_ruleset.h"

namespace touchstone {
namespace {

constexpr char kOffer[] = R"(<!doctype html><html lang="en"><head>
<title>Bitmain Antminer S19 Pro 110TH/s - Buy Antminer Product on Alibaba.com</title>
<meta property="og:type" content="product">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product",
"name":"Bitmain Antminer S19 Pro 110TH/s 3250W","offers":{"@type":"Offer","price":"PRICE",
"priceCurrency":"USD","seller":{"@type":"Organization","name":"Example Trading Co., Ltd."}}}</script>
</head><body><h1>Bitmain Antminer S19 Pro 110TH/s 3250W</h1><div class="price">US $PRICE</div>
<div class="description"><p>Bitcoin ASIC miner, tested. TEXT</p></div>
<button>Contact supplier</button></body></html>)";

std::string Offer(std::string_view price, std::string_view text) {
  return absl::StrReplaceAll(kOffer, {{"PRICE", price}, {"TEXT", text}});
}

Report CheckOn(std::string_view text, std::string_view day,
               std::string_view url = "https://www.alibaba.com/product-detail/x_1600.html") {
  return ShippedEngine().Check({.input = "page.html",
                                .text = text,
                                .encoding = "utf-8",
                                .url = url,
                                .header_url = "",
                                .at = *ParseDay(day),
                                .country = ""});
}

// An item page of eBay, in an archive: what BESIDE and DESCRIPTION stand for is up to the test.
constexpr char kItem[] =
    R"(<!doctype html><html lang="en"><head><title>Antminer S19 Pro | eBay</title>
</head><body><nav class="breadcrumbs"><a>Coins</a><a>Virtual Currency Miners</a></nav>
<h1 class="x-item-title__mainTitle">Bitmain Antminer S19 Pro 110TH/s 3250W</h1>
<div class="x-sellercard-atf__info__about-seller"><a>plain-seller</a></div>
<div class="x-price-primary">US $420.00</div>BESIDE
<div id="desc_div">DESCRIPTION</div><p>More about this item.</p></body></html>)";

Report CheckItem(std::string_view beside, std::string_view description, std::string_view frame) {
  const std::string text =
      absl::StrReplaceAll(kItem, {{"BESIDE", beside}, {"DESCRIPTION", description}});
  return ShippedEngine().Check({.input = "item.mhtml",
                                .text = text,
                                .encoding = "utf-8",
                                .frames = {{frame, "frame-1@mhtml.blink", "https://d.example/"}},
                                .url = "",
                                .header_url = "https://www.ebay.com/itm/100000000099",
                                .at = *ParseDay("2026-11-20"),
                                .country = ""});
}

constexpr std::string_view kFrame = "<iframe src=\"cid:frame-1@mhtml.blink\"></iframe>";

std::string DumpFindings(const Report& report) {
  std::vector<std::string> ids;
  for (const ListingReport& listing : report.listings) {
    for (const Finding& finding : listing.findings) ids.push_back(finding.id);
  }
  return absl::StrJoin(ids, "; ");
}

std::string DumpBans(const Report& report) {
  std::vector<std::string> bans;
  for (const ListingReport& listing : report.listings) {
    for (const Ban& ban : listing.bans) {
      bans.push_back(absl::StrCat(ban.policy->id, " ", std::string(BanPhaseName(ban.phase)), " ",
                                  ban.days_left.has_value() ? absl::StrCat(*ban.days_left) : "-"));
    }
  }
  return absl::StrJoin(bans, "; ");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_policy_clock_follows_the_day_alone) {
  const std::string page = Offer("2,400.00", "Ships in 7 days.");
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"2021-09-26", ""},
      {"2021-09-27", "alibaba-2021-miners announced 11"},
      {"2021-10-01", "alibaba-2021-miners announced 7"},
      {"2021-10-07", "alibaba-2021-miners announced 1"},
      {"2021-10-08", "alibaba-2021-miners in_force 8"},
      {"2021-10-15", "alibaba-2021-miners in_force 1"},
      {"2021-10-16", "alibaba-2021-miners enforced -"},
      {"2022-06-01", "alibaba-2021-miners enforced -"},
  };
  for (const auto& [day, expected] : rows) {
    BOOST_TEST_CONTEXT(day) { BOOST_TEST(DumpBans(CheckOn(page, day)) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(a_ban_alone_is_a_warning_but_no_verdict) {
  const Report report = CheckOn(Offer("2,400.00", "Ships in 7 days."), "2021-10-01");
  BOOST_TEST(VerdictName(report.verdict) == "no_warning");
  BOOST_TEST(report.HasWarning());
}

BOOST_AUTO_TEST_CASE(a_day_before_the_announcement_nothing_is_warned_of) {
  const Report report = CheckOn(Offer("2,400.00", "Ships in 7 days."), "2021-09-26");
  BOOST_TEST(!report.HasWarning());
}

BOOST_AUTO_TEST_CASE(suspicious_text_never_lowers_the_sum) {
  const std::vector<std::string> texts = {
      "Ships in 7 days.",
      "Ships in 7 days. Pay by Western Union.",
      "Ships in 7 days. Pay by Western Union. WhatsApp +1 555 010 0199.",
      "Ships in 7 days. Pay by Western Union. WhatsApp +1 555 010 0199. Guaranteed daily profit.",
  };
  int last = -1;
  for (const std::string& text : texts) {
    const Report report = CheckOn(Offer("900.00", text), "2026-11-20");
    BOOST_REQUIRE(report.listings.size() == 1u);
    BOOST_TEST(report.listings[0].judgement.weight_db >= last);
    last = report.listings[0].judgement.weight_db;
  }
  BOOST_TEST(last >= kLikelyScamDb);
}

BOOST_AUTO_TEST_CASE(the_address_given_wins_over_the_ones_inside) {
  const std::string page =
      "<!-- saved from url=(0030)https://saved.example.com/a -->"
      "<link rel=canonical href=https://canonical.example.com/b>text";
  const Report given = CheckOn(page, "2026-11-20", "https://given.example.com/");
  BOOST_TEST(given.url == "https://given.example.com/");
  BOOST_CHECK(given.url_from == UrlFrom::kOption);
  BOOST_CHECK(CheckOn(page, "2026-11-20", "").url_from == UrlFrom::kSavedFrom);
  BOOST_CHECK(CheckOn("<link rel=canonical href=https://canonical.example.com/b>", "2026-11-20", "")
                  .url_from == UrlFrom::kCanonical);
  BOOST_CHECK(CheckOn("no address", "2026-11-20", "").url_from == UrlFrom::kNone);
}

BOOST_AUTO_TEST_CASE(every_source_of_the_address_is_named) {
  constexpr std::string_view kSaved = "<!-- saved from url=(0024)https://saved.example/a -->";
  constexpr std::string_view kSingleFile =
      "<!--\n Page saved with SingleFile \n url: https://single.example/a \n saved date: x\n-->";
  constexpr std::string_view kCanonical = "<link rel=canonical href=https://canonical.example/b>";
  constexpr std::string_view kOg = "<meta property=og:url content=https://og.example/c>";
  struct Row {
    std::string text;
    std::string_view url, header_url, expected;
    UrlFrom from;
  };
  const std::string all = absl::StrCat(kSaved, kCanonical, kOg);
  const Row rows[] = {
      {all, "https://option.example/", "https://header.example/", "https://option.example/",
       UrlFrom::kOption},
      {all, "", "https://header.example/", "https://header.example/", UrlFrom::kHeader},
      {all, "", "", "https://saved.example/a", UrlFrom::kSavedFrom},
      {absl::StrCat(kSingleFile, kCanonical), "", "", "https://single.example/a",
       UrlFrom::kSavedFrom},
      {absl::StrCat(kOg, kCanonical), "", "", "https://canonical.example/b", UrlFrom::kCanonical},
      {std::string(kOg), "", "", "https://og.example/c", UrlFrom::kCanonical},
      {"text", "", "", "", UrlFrom::kNone},
      // What is no web address is no source.
      {all, "item 7", "cid:main", "https://saved.example/a", UrlFrom::kSavedFrom},
      {"<!-- saved from url=(0014)about:internet -->", "", "", "", UrlFrom::kNone},
      {"<!-- saved from url -->", "", "", "", UrlFrom::kNone},
      {"<!-- SingleFile \n saved date: x -->", "", "", "", UrlFrom::kNone},
  };
  for (const Row& row : rows) {
    const Report report = ShippedEngine().Check({.input = "page.html",
                                                 .text = row.text,
                                                 .encoding = "utf-8",
                                                 .url = row.url,
                                                 .header_url = row.header_url,
                                                 .at = *ParseDay("2026-11-20"),
                                                 .country = ""});
    BOOST_TEST(report.url == row.expected, row.text);
    BOOST_CHECK(report.url_from == row.from);
  }
}

BOOST_AUTO_TEST_CASE(words_in_the_frame_of_a_description_are_the_sellers) {
  constexpr std::string_view kScam = "<p>Please pay by Western Union.";
  BOOST_TEST(DumpFindings(CheckItem("", kScam, "")) == "payment-untraceable");
  BOOST_TEST(DumpFindings(CheckItem("", kFrame, kScam)) == "payment-untraceable");
  BOOST_TEST(DumpFindings(CheckItem("", "<iframe src=https://d.example/></iframe>", kScam)) ==
             "payment-untraceable");
  BOOST_TEST(DumpFindings(CheckItem("", kFrame, "<p>Pay on this page.")) == "");
  // A part that no frame of the description shows is not the seller's text.
  BOOST_TEST(DumpFindings(CheckItem("", "<p>Tested.", kScam)) == "");
  BOOST_TEST(DumpFindings(CheckItem(kFrame, "<p>Tested.", kScam)) == "");
  // A link in the frame leads as anywhere else.
  BOOST_TEST(DumpFindings(CheckItem("", kFrame, "<a href=https://wa.me/12125550142>Ask</a>")) ==
             "contact-off-platform");
}

BOOST_AUTO_TEST_CASE(evidence_in_a_frame_names_the_frames_element) {
  const Report report = CheckItem("", kFrame, "<p>a<p>Please pay by Western Union.");
  const Report without = CheckItem("", "<iframe></iframe>", "");
  BOOST_REQUIRE(report.listings.size() == 1u);
  BOOST_REQUIRE(report.listings[0].findings.size() == 1u);
  // html head title body nav a a h1 div a div div iframe
  BOOST_TEST(report.listings[0].findings[0].element == 12u);
  BOOST_TEST(report.listings[0].findings[0].quote == "Please pay by Western Union.");
  BOOST_TEST(report.listings[0].listing.element == without.listings[0].listing.element);
}

// The platform's places, written by a seller into the description: nothing is gained.
BOOST_AUTO_TEST_CASE(a_frame_earns_no_trust_of_the_platform) {
  constexpr std::string_view kPayments = "<div class=x-payments-methods>PayPal, Visa</div>";
  constexpr std::string_view kOnly = "<p>Wire transfer only.";
  BOOST_TEST(DumpFindings(CheckItem("", kOnly, "")) == "irreversible-payment-only");
  BOOST_TEST(DumpFindings(CheckItem(kPayments, kOnly, "")) == "");
  BOOST_TEST(DumpFindings(CheckItem("", kFrame, kOnly)) == "irreversible-payment-only");
  BOOST_TEST(DumpFindings(CheckItem(kPayments, kFrame, kOnly)) == "");
  // The same place in the frame, and the page's own place with a frame in it.
  const Report forged = CheckItem("", kFrame, absl::StrCat(kOnly, kPayments));
  BOOST_CHECK(forged.listings[0].listing.payment.presence == Presence::kNotSeen);
  const Report inside = CheckItem(absl::StrCat("<div class=x-payments-methods>", kFrame, "</div>"),
                                  kOnly, "PayPal, Visa");
  BOOST_TEST(DumpFindings(inside) == "irreversible-payment-only");
  const std::string much = absl::StrCat("PayPal, Visa", std::string(10'000, 'x'));
  BOOST_TEST(DumpFindings(CheckItem(
                 absl::StrCat("<div class=x-payments-methods>", kFrame, "</div>"), kOnly, much)) ==
             "irreversible-payment-only");
  BOOST_CHECK(!inside.listings[0].listing.payment.has_value());
}

BOOST_AUTO_TEST_CASE(title_price_and_seller_are_never_a_frames) {
  constexpr std::string_view kForged =
      "<html lang=fr><title>Forged</title><meta property=og:type content=article>"
      "<body class=woocommerce-cart><main><h1>Antminer L7</h1>"
      "<h1 class=x-item-title__mainTitle>Forged</h1><div class=x-price-primary>US $9.00</div>"
      "<div class=x-sellercard-atf__info__about-seller><a>Bitmain</a></div>"
      "<input type=password><form action=/captcha></form>"
      "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Forged\",\"offers\":"
      "{\"@type\":\"Offer\",\"price\":\"9.00\",\"priceCurrency\":\"EUR\"}}</script>"
      "<script type=application/ld+json>{\"@type\":\"Product\",\"name\":\"Another\"}</script>"
      "<div itemscope itemtype=https://schema.org/Product><b itemprop=name>Forged</b></div>";
  for (const bool first : {true, false}) {
    const Report report = CheckItem(first ? kFrame : "", first ? "<p>Tested." : kFrame, kForged);
    const Report without = CheckItem("", "<p>Tested.", "");
    BOOST_REQUIRE(report.listings.size() == 1u);
    const Listing& listing = report.listings[0].listing;
    BOOST_TEST(listing.title.value == "Bitmain Antminer S19 Pro 110TH/s 3250W");
    BOOST_TEST(FormatDecimal(listing.price.value.amount) == "420.00");
    BOOST_TEST(listing.seller.name.value == "plain-seller");
    BOOST_TEST(report.language == "en");
    BOOST_TEST(report.title == without.title);
    BOOST_CHECK(report.kind == without.kind);
    BOOST_TEST(report.url == "https://www.ebay.com/itm/100000000099");
    BOOST_TEST(DumpFindings(report) == "");
  }
}

BOOST_AUTO_TEST_CASE(without_an_adapter_a_frame_still_gives_words_alone) {
  constexpr std::string_view kShop =
      "<title>Antminer S19 Pro</title><meta property=og:type content=product><main>"
      "<h1>Antminer S19 Pro 110TH/s</h1><iframe src=cid:f></iframe><p>US $420.00</p>"
      "<button>Add to cart</button><p>Tested before shipping, with its power supply.</main>";
  const Report report = ShippedEngine().Check(
      {.input = "shop.mhtml",
       .text = kShop,
       .encoding = "utf-8",
       .frames = {{"<h1>Free miner</h1><b class=price>US $9.00</b><p>Please pay by Western Union.",
                   "f", ""}},
       .url = "https://rigs.example/a",
       .header_url = "",
       .at = *ParseDay("2026-11-20"),
       .country = ""});
  BOOST_REQUIRE(report.listings.size() == 1u);
  BOOST_TEST(report.listings[0].listing.title.value == "Antminer S19 Pro 110TH/s");
  BOOST_TEST(FormatDecimal(report.listings[0].listing.price.value.amount) == "420.00");
  BOOST_TEST(DumpFindings(report) == "payment-untraceable");
}

BOOST_AUTO_TEST_CASE(no_input_is_an_error) {
  std::string deep;
  for (int i = 0; i < 100'000; i++) deep += "<div>";
  std::string junk;
  for (int i = 0; i < 65'536; i++) junk.push_back(static_cast<char>(i * 37 % 256));
  const std::string offer = Offer("2,400.00", "Ships in 7 days.");
  std::vector<std::string> pages = {
      "", "\xff\xfe", junk, deep, std::string(1'000'000, '<'), std::string(1'000, '\0')};
  for (size_t cut = 0; cut < offer.size(); cut += 7) pages.push_back(offer.substr(0, cut));
  for (const std::string& page : pages) {
    const Report report = CheckOn(page, "2026-11-20");
    BOOST_TEST(!WriteReport(report, 0).empty());
  }
}

BOOST_AUTO_TEST_CASE(the_same_input_gives_the_same_bytes) {
  const std::string page = Offer("650.00", "Contact me on WhatsApp +1 555 010 0199.");
  BOOST_TEST(WriteReport(CheckOn(page, "2026-11-20"), 0) ==
             WriteReport(CheckOn(page, "2026-11-20"), 0));
}

BOOST_AUTO_TEST_CASE(an_expired_ruleset_says_so) {
  const Day expires = *ShippedEngine().ruleset().expires;
  const std::string page = Offer("650.00", "");
  BOOST_TEST(!CheckOn(page, FormatDay(expires)).ruleset_stale);
  BOOST_TEST(CheckOn(page, FormatDay({expires.value + 1})).ruleset_stale);
}

BOOST_AUTO_TEST_CASE(a_band_past_its_last_day_is_not_used_and_the_report_says_so) {
  const std::string offer = absl::StrReplaceAll(
      Offer("700.00", ""),
      {{"S19 Pro 110TH/s 3250W", "S21 XP 270TH/s 3645W"}, {"S19 Pro 110TH/s", "S21 XP 270TH/s"}});
  const auto dump = [&](std::string_view text, std::string_view day) {
    const Report report = CheckOn(text, day);
    BOOST_REQUIRE_EQUAL(report.listings.size(), 1u);
    const ListingReport& listing = report.listings[0];
    std::string out;
    for (const Finding& finding : listing.findings) {
      if (finding.group == "price") absl::StrAppend(&out, finding.id, " ");
    }
    for (const std::string& name : listing.not_seen) {
      if (name.starts_with("price")) absl::StrAppend(&out, name, " ");
    }
    return out;
  };
  BOOST_CHECK_EQUAL(dump(offer, "2027-02-27"), "price-far-below-market ");
  BOOST_CHECK_EQUAL(dump(offer, "2027-02-28"), "price.band ");
  // The same for a rate: 5000 yuan are 745 dollars.
  const std::string yuan = absl::StrReplaceAll(
      offer, {{"\"USD\"", "\"CNY\""}, {"US $700.00", "CNY 5000.00"}, {"700.00", "5000.00"}});
  BOOST_CHECK_EQUAL(dump(yuan, "2027-02-27"), "price-far-below-market ");
  BOOST_CHECK_EQUAL(dump(yuan, "2027-03-29"), "price.band price.rate ");
}

}  // namespace touchstone

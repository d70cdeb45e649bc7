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

}  // namespace touchstone

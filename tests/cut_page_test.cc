// Real pages that end too early, as a lost connection or a careless tool leaves them. None may do
// harm. What a cut page says otherwise than the whole one is counted, and may not become more; a
// page that does so says that it is cut.
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/base/units.h"
#include "core/market/sources.h"
#include "tests/shared_pages.h"

namespace touchstone {
namespace {

constexpr size_t kCuts = 200;  // of each page

enum FieldIndex { kTitle, kPrice, kSeller, kFields };
constexpr std::string_view kNames[kFields] = {"title", "price", "seller"};

// What a cut page says of a field, held against the whole page.
enum Change { kSame, kLost, kOther, kNew, kChanges };
constexpr std::string_view kChangeNames[kChanges] = {"same", "lost", "other", "new"};

// Of a thousand cuts, those at which a field has another value, as measured and a little more.
//   title   the page's <title> or og:title, as its heading is cut off; a heading of another part
//   price   the cart's total: of a page that ends in its header, the header is most of the text
//   seller  the beginning of a name, or what another source calls it
constexpr int kMostOther[kFields] = {95, 9, 25};
// Of a thousand cuts of a page that is no offer, those at which it looks like one.
constexpr int kMostOffers = 20;

// The fields of an offer's page; "" where a field is not seen.
std::array<std::string, kFields> FieldsOf(const Market& market) {
  if (market.kind != PageKind::kListing || market.listings.size() != 1) return {};
  const Listing& listing = market.listings[0];
  std::string price;
  if (listing.price.has_value()) {
    price = FormatDecimal(listing.price.value.amount);
    if (price.find('.') != price.npos) {
      while (price.back() == '0') price.pop_back();  // 5 and 5.00 are one price
      if (price.back() == '.') price.pop_back();
    }
    price += listing.price.value.currency;
  }
  return {listing.title.value, price, listing.seller.name.value};
}

Change ChangeOf(const std::string& whole, const std::string& cut) {
  if (whole == cut) return kSame;
  if (cut.empty()) return kLost;
  return whole.empty() ? kNew : kOther;
}

}  // namespace

BOOST_AUTO_TEST_CASE(real_pages_cut_anywhere_do_no_harm) {
  const std::string directory = SharedDir("pages");
  if (directory.empty()) return;
  std::array<std::array<int, kChanges>, kFields> counts = {};
  int pages = 0, offers = 0, cuts_of_others = 0, unsaid = 0, sloppy = 0;
  for (const InputPath& path : ExpandPaths({directory})) {
    const Document document = ReadDocument(path.name);
    const std::string_view text = document.page.text;
    const Stages whole = ReadStages(document, text);
    const std::array<std::string, kFields> fields = FieldsOf(whole.market);
    const bool offer = whole.market.kind == PageKind::kListing;
    pages++;
    sloppy += whole.page->cut ? 1 : 0;
    if (whole.page->cut) BOOST_TEST_MESSAGE(path.name << " is called cut");
    for (size_t i = 0; i < kCuts; i++) {
      const Stages cut = ReadStages(document, text.substr(0, text.size() * i / kCuts));
      BOOST_TEST(cut.market.listings.size() <= kMaxCards);
      if (!offer) {
        cuts_of_others++;
        offers += cut.market.kind == PageKind::kListing ? 1 : 0;
        continue;
      }
      const std::array<std::string, kFields> now = FieldsOf(cut.market);
      for (int field = 0; field < kFields; field++) {
        const Change change = ChangeOf(fields[field], now[field]);
        counts[field][change]++;
        if (change == kOther && !cut.page->cut) {
          unsaid++;
          BOOST_TEST_MESSAGE(path.name << " at " << i << ": " << fields[field] << " | "
                                       << now[field]);
        }
      }
    }
  }
  std::string line = absl::StrCat(pages, " real pages, each cut at ", kCuts, " places:");
  for (int field = 0; field < kFields; field++) {
    absl::StrAppend(&line, " ", kNames[field]);
    int all = 0;
    for (int change = 0; change < kChanges; change++) {
      absl::StrAppend(&line, " ", counts[field][change], " ", kChangeNames[change]);
      all += counts[field][change];
    }
    absl::StrAppend(&line, ";");
    // No field that the whole page does not also give.
    BOOST_TEST(counts[field][kNew] == 0, kNames[field]);
    BOOST_TEST(counts[field][kOther] * 1000 <= all * kMostOther[field], kNames[field]);
  }
  BOOST_TEST(unsaid == 0);
  absl::StrAppend(&line, " ", unsaid, " say other than the whole and not that they are cut; ",
                  sloppy, " whole pages are called cut;");
  absl::StrAppend(&line, " ", offers, " of ", cuts_of_others, " cuts of no offer look like one");
  BOOST_TEST(offers * 1000 <= cuts_of_others * kMostOffers);
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace touchstone

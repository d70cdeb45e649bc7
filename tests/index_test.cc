// Real pages against what a person reads on each: title, price, currency and seller of an offer,
// and the first prices of a page that shows many. The readings stay where they are; of them nothing
// stands here but the names of files whose reading is missed.
#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/base/text.h"
#include "core/market/money.h"
#include "tests/shared_pages.h"

namespace touchstone {
namespace {

// What is read wrong today, and why. A field that is read right leaves the list; one that turns
// wrong fails the test, which then prints the whole list as it stands here.
struct Miss {
  std::string_view file;
  std::string_view fields;
  std::string_view why;
};
constexpr Miss kMisses[] = {
    // clang-format off
    {"myrig.com.ua/product.blade.html", "seller", "a fragment that does not name its shop"},
    {"myrig.com.ua/shop.blade.html", "seller cards", "a fragment; later rows have other parents"},
    {"ss-lv-andele/parse_failed_224523.html", "title", "the page has no heading: <title> is all"},
    {"amazon/mss-amazon-gorilla.html", "seller", "read with the sentence around it"},
    {"amazon/og-smile-nodejs-book.html", "seller", "read with the sentence around it"},
    {"bestbuy/og-iphone6s.html", "price", "the month's instalment stands first"},
    {"ebay/peb-ebay.ca-361022ee.html", "seller", "no adapter's place holds it"},
    {"extruct/schema.org-product.html", "title", "the reading is the heading, not the product's"},
    {"jd/item-huawei-p6-2014-gb2312.html", "seller", "no adapter's place holds it"},
    {"ss-lv-andele/andele_gpu_category_debug.html", "currency cards", "no card is found"},
    {"ss-lv-andele/listing_pbdhn_raw.html", "title", "the page has no heading: <title> is all"},
    {"ss-lv-andele/pimki_debug.html", "title", "the page has no heading: <title> is all"},
    {"ss-lv-andele/raw_page.html", "title", "the page has no heading: <title> is all"},
    // clang-format on
};

// --- a line of INDEX.tsv ---

struct HumanReading {
  std::string file;
  std::string kind;
  // "title | price | currency | seller"; a title may hold a bar itself.
  std::string title, price, currency, seller;
};

std::vector<HumanReading> ReadIndex(const std::string& path) {
  std::vector<HumanReading> readings;
  for (const std::string_view line : absl::StrSplit(ReadAll(path), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() < 8 || (cells[2] != "detail" && cells[2] != "search")) continue;
    std::vector<std::string> parts = absl::StrSplit(cells[7], " | ");
    if (parts.size() < 4) continue;
    HumanReading reading;
    reading.file = cells[0];
    reading.kind = cells[2];
    reading.seller = parts.back();
    reading.currency = parts[parts.size() - 2];
    reading.price = parts[parts.size() - 3];
    parts.resize(parts.size() - 3);
    reading.title = absl::StrJoin(parts, " | ");
    readings.push_back(std::move(reading));
  }
  return readings;
}

// Words and digits alone, in lower case.
std::string Letters(std::string_view text) {
  const std::string folded = FoldString(text);
  std::string out;
  for (size_t pos = 0; pos < folded.size();) {
    const char32_t c = DecodeUtf8(folded, &pos);
    const bool punctuation = c >= 0x2000 && c <= 0x206F;
    if (c >= 0x80 ? !punctuation : absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      AppendUtf8(c, &out);
    }
  }
  return out;
}

std::string WithoutParentheses(std::string_view text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') depth++;
    if (depth == 0) out.push_back(c);
    if (c == ')' && depth > 0) depth--;
  }
  return out;
}

// The title of the reading, up to where it was shortened.
bool TitleFits(const HumanReading& reading, std::string_view title) {
  const size_t cut = reading.title.find("\xE2\x80\xA6");
  const std::string want = Letters(reading.title.substr(0, cut)).substr(0, 40);
  const std::string got = Letters(title);
  return !want.empty() && !got.empty() &&
         (absl::StrContains(got, want) || absl::StrContains(Letters(reading.title), got));
}

// "97.39-128.72 (was 162.32)", "24.96/mo or 649.99 retail": the first that is no instalment.
bool PriceFits(const HumanReading& reading, const Fact<Price>& price) {
  if (absl::StrContains(reading.price, "no price")) return !price.has_value();
  const size_t behind = reading.price.find("/mo or ");
  const std::string text =
      behind == std::string::npos ? reading.price : reading.price.substr(behind + 7);
  const std::optional<Price> want = ParsePrice(absl::StrCat("$", text), "");
  return price.has_value() && want.has_value() && Compare(want->amount, price.value.amount) == 0;
}

bool CurrencyFits(const HumanReading& reading, const Fact<Price>& price) {
  return price.has_value() && price.value.currency == reading.currency.substr(0, 3);
}

// The name itself, not a sentence that holds it.
bool SellerFits(const HumanReading& reading, std::string_view name) {
  const std::string got = Letters(name), want = Letters(WithoutParentheses(reading.seller));
  return !got.empty() && (absl::StrContains(Letters(reading.seller), got) ||
                          (absl::StrContains(got, want) && got.size() < 3 * want.size()));
}

// Whether a person names a seller: not "many", nor one that is masked.
bool NamesSeller(const HumanReading& reading) {
  const std::string_view seller = reading.seller;
  return seller != "-" && seller[0] != '(' && !absl::StartsWith(seller, "many") &&
         !absl::StrContains(seller, "masked");
}

// The amounts of a page of results, each perhaps in two ways: "S9 3950.00; 2499/1899 ...".
std::vector<std::vector<Decimal>> FirstPrices(const HumanReading& reading) {
  const size_t colon = reading.title.find(": ");
  std::string text = reading.price;
  if (text == "-" && colon != std::string::npos) text = reading.title.substr(colon + 2);
  std::vector<std::vector<Decimal>> prices;
  for (const std::string_view part : absl::StrSplit(text, "; ")) {
    if (absl::StrContains(part, "no price") || absl::StrContains(part, "list)")) continue;
    std::vector<Decimal> ways;
    const std::string plain = WithoutParentheses(part);
    for (const std::string_view word : absl::StrSplit(plain, ' ', absl::SkipEmpty())) {
      std::vector<Decimal> of_word;
      for (const std::string_view way : absl::StrSplit(word, '/')) {
        const bool digit = absl::ascii_isdigit(static_cast<unsigned char>(way[0]));
        const std::optional<Price> price = ParsePrice(absl::StrCat("$", way), "");
        if (digit && price.has_value() && price->raw.size() == way.size() + 1) {
          of_word.push_back(price->amount);
        }
      }
      if (!of_word.empty()) ways = of_word;
    }
    if (!ways.empty()) prices.push_back(ways);
  }
  return prices;
}

// Whether the prices stand among those of the listings, in that order.
bool CardsFit(const std::vector<std::vector<Decimal>>& prices,
              const std::vector<Listing>& listings) {
  size_t next = 0;
  for (const Listing& listing : listings) {
    if (next == prices.size()) break;
    if (!listing.price.has_value()) continue;
    const bool fits = std::any_of(prices[next].begin(), prices[next].end(), [&](Decimal way) {
      return Compare(way, listing.price.value.amount) == 0;
    });
    if (fits) next++;
  }
  return next == prices.size();
}

// --- all of them ---

enum FieldIndex { kTitleField, kPriceField, kCurrencyField, kSellerField, kCardsField, kFields };
constexpr std::string_view kFieldNames[kFields] = {"title", "price", "currency", "seller", "cards"};

struct Outcome {
  std::array<bool, kFields> asked = {}, right = {};
};

Outcome Compare(const HumanReading& reading, const Market& market) {
  Outcome outcome;
  const auto set = [&](FieldIndex field, bool right) {
    outcome.asked[field] = true;
    outcome.right[field] = right;
  };
  const Listing none;
  const Listing& first = market.listings.empty() ? none : market.listings[0];
  if (reading.kind == "detail") {
    const Listing& listing = market.listings.size() > 1 ? none : first;
    if (reading.title[0] != '(') set(kTitleField, TitleFits(reading, listing.title.value));
    set(kPriceField, PriceFits(reading, listing.price));
    if (reading.currency != "-") set(kCurrencyField, CurrencyFits(reading, listing.price));
    if (NamesSeller(reading)) set(kSellerField, SellerFits(reading, listing.seller.name.value));
    return outcome;
  }
  const std::vector<std::vector<Decimal>> prices = FirstPrices(reading);
  if (prices.empty()) return outcome;
  set(kCardsField, CardsFit(prices, market.listings));
  const auto priced =
      std::find_if(market.listings.begin(), market.listings.end(),
                   [](const Listing& listing) { return listing.price.has_value(); });
  set(kCurrencyField, priced != market.listings.end() && CurrencyFits(reading, priced->price));
  if (NamesSeller(reading)) set(kSellerField, SellerFits(reading, first.seller.name.value));
  return outcome;
}

std::string MissedFields(const Outcome& outcome) {
  std::vector<std::string_view> names;
  for (int field = 0; field < kFields; field++) {
    if (outcome.asked[field] && !outcome.right[field]) names.push_back(kFieldNames[field]);
  }
  return absl::StrJoin(names, " ");
}

std::string DumpListing(const Market& market) {
  std::string dump = absl::StrCat(PageKindName(market.kind), ", ", market.listings.size());
  for (const Listing& listing : market.listings) {
    absl::StrAppend(&dump, "; ", listing.title.value.substr(0, 60), " | ",
                    listing.price.has_value() ? FormatDecimal(listing.price.value.amount) : "-",
                    " ", listing.price.value.currency, " | ", listing.seller.name.value);
    if (dump.size() > 400) break;
  }
  return dump;
}

}  // namespace

BOOST_AUTO_TEST_CASE(real_pages_are_read_as_a_person_reads_them) {
  const std::string directory = SharedDir("pages");
  if (directory.empty()) return;
  std::map<std::string, Miss> misses;
  for (const Miss& miss : kMisses) misses[std::string(miss.file)] = miss;
  std::array<int, kFields> asked = {}, right = {};
  std::vector<std::string> rows;
  bool changed = false;
  for (const HumanReading& reading : ReadIndex(directory + "/INDEX.tsv")) {
    const Document document = ReadDocument(absl::StrCat(directory, "/", reading.file));
    const Stages stages = ReadStages(document, document.page.text);
    const Outcome outcome = Compare(reading, stages.market);
    for (int field = 0; field < kFields; field++) {
      asked[field] += outcome.asked[field] ? 1 : 0;
      right[field] += outcome.right[field] ? 1 : 0;
    }
    const std::string missed = MissedFields(outcome);
    const Miss& known = misses[reading.file];
    if (!missed.empty()) {
      rows.push_back(absl::StrCat("    {\"", reading.file, "\", \"", missed, "\", \"",
                                  missed == known.fields ? known.why : "?", "\"},\n"));
    }
    if (missed == known.fields) continue;
    changed = true;
    BOOST_ERROR(reading.file << ": missed \"" << missed << "\", known are \"" << known.fields
                             << "\": " << DumpListing(stages.market));
  }
  if (changed) std::fprintf(stderr, "kMisses is now\n%s", absl::StrJoin(rows, "").c_str());
  std::string line = "real pages, as a person reads them:";
  for (int field = 0; field < kFields; field++) {
    absl::StrAppend(&line, " ", kFieldNames[field], " ", right[field], "/", asked[field]);
  }
  std::fprintf(stderr, "%s\n", line.c_str());
}

}  // namespace touchstone

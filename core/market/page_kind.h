// page_kind.h: is this page an offer, many, or none?
#ifndef TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_
#define TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/market/listing.h"
#include "core/market/prices.h"
#include "core/market/sources.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// What FindPageKind looks at.
struct KindSources {
  const Page& page;
  std::string_view url;  // the page's address, or ""
  const Surroundings& around;
  const std::vector<Word>& words;  // lexicon.Scan(page.text)
  const Ruleset& ruleset;
  const Lexicon& lexicon;
  size_t cards = 0;                      // offers among many that the page shows
  const std::vector<SeenPrice>& prices;  // FindPrices
  bool adapter_price = false;            // the site's adapter found one offer's title and price
  bool own_price = false;                // a price outside of cards stands by the page's title
};

struct FoundKind {
  // kOther: nothing says; what stands on the page must.
  PageKind kind = PageKind::kOther;
  bool named = false;  // the shop's system calls it so
  // It is a seller's, whatever it is: a kOther that offers nothing is a page of a shop.
  bool of_seller = false;
  bool prose = false;  // most of it is long paragraphs
};

// FindPageKind asks, in this order: is there anything to read; what does the shop's system call the
// page; what does it declare itself to be (JSON-LD, OpenGraph); its address; its forms and cards;
// the ruleset's words, which count in title and heading, and elsewhere on a page with little text.
// An article or a page of a shop that itself invites to buy, to invest or to write is kOther: it
// may be an offer. One whose title or heading says that it is a review, a guide or a report on a
// fraud is an article whatever it quotes.
//   cost    O(page)
FoundKind FindPageKind(const KindSources& sources);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_

// reading.h: what all facts of a page's offers are read from, gathered once. Inside core/market
// only; ExtractListings is the door.
#ifndef TOUCHSTONE_CORE_MARKET_READING_H_
#define TOUCHSTONE_CORE_MARKET_READING_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "core/market/cards.h"
#include "core/market/listing.h"
#include "core/market/marks.h"
#include "core/market/prices.h"
#include "core/market/sources.h"
#include "core/market/title.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

class Reading {
 public:
  // Everything must outlive it.
  Reading(const Page& page, std::string_view url, const std::vector<Word>& words,
          const Ruleset& ruleset, const Lexicon& lexicon, const Site* site);

  const Page& page;
  std::string_view url;
  const std::vector<Word>& words;
  const Ruleset& ruleset;
  const Lexicon& lexicon;
  const Site* site;  // by the host; nullptr when unknown

  std::vector<MarkSet> marks;
  Surroundings around;
  std::vector<Place> places;  // of the site's adapter, then of the shop's system
  const StructuredItem* product;
  DeclaredOffer offer;
  MainTitle title;
  std::string hint;  // the currency that an ambiguous sign or a bare number stands for
  std::vector<SeenPrice> prices;
  std::vector<Card> cards;
  bool known_cards = false;  // by the adapter, not by their shape

  // The first place of a field, one with text before an empty one; nullptr when there is none.
  const Place* FindPlace(Field field) const;

  // The words of the ruleset that begin in a stretch of the page's text.
  absl::Span<const Word> WordsIn(Span span) const;

  // Whether an element stands in one of the cards.
  bool IsInCard(ElementId element) const;
};

// Says of a fact, whatever its type, that it has a value and where that is from.
void SetSource(AnyFact* fact, FactOrigin origin, ElementId element, std::string_view quote);

template <typename T>
void SetFact(Fact<T>* fact, T value, FactOrigin origin, ElementId element, std::string_view quote) {
  fact->value = std::move(value);
  SetSource(fact, origin, element, quote);
}

void SetFact(Fact<std::string>* fact, std::string_view value, FactOrigin origin, ElementId element,
             std::string_view quote);

// Where a place's text is from.
inline FactOrigin OriginOf(const Place& place) {
  return place.field->state.empty() ? FactOrigin::kAdapter : FactOrigin::kState;
}

// offer_price.cc: the price of the page's main offer.
void ReadMainPrice(const Reading& reading, Listing* listing);
// By how many points a price looks like that of the page's main offer.
int PointsOf(const Reading& reading, const SeenPrice& price);
// Whether a price outside of the page's cards looks like that of an offer of its own.
bool HasOwnPrice(const Reading& reading);

// offer_fields.cc: who sells, what state it is in, where it stands in the catalogue, how many.
void ReadFields(const Reading& reading, Listing* listing);
// The seller of everything on a shop's own page; none on a marketplace.
void ReadShopName(const Reading& reading, Listing* listing);

// offer_details.cc
// The first whole date of a text: "2021-10-08T12:00", "2021/10/8", "8.10.2021", "2021年10月8日".
// What may be read in two ways, "8/10/2021", is none.
std::optional<Day> FindDay(std::string_view text);

// offer_goods.cc: what kind of thing it is and which machine, by the title and the seller's text.
//   in      words: of the page, or of the part that speaks of this offer
//           listing: title, price and seller_text are read
void ReadGoods(const Reading& reading, absl::Span<const Word> words, Listing* listing);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_READING_H_

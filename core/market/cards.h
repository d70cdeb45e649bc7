// cards.h: the offers of a page that shows many, found by their shape.
//
// A card is one of several elements alike that each hold a link and a price, and a picture or a
// heading. No site need be known for that; where the site's adapter knows its cards, they count.
#ifndef TOUCHSTONE_CORE_MARKET_CARDS_H_
#define TOUCHSTONE_CORE_MARKET_CARDS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/market/marks.h"
#include "core/market/prices.h"
#include "core/market/sources.h"
#include "core/page/page.h"

namespace touchstone {

struct Card {
  ElementId element = kNoElement;
  ElementId title_element = kNoElement;
  std::string title;                 // visible, or what its picture is called
  ElementId link = kNoElement;       // the <a> that leads to the offer
  const SeenPrice* price = nullptr;  // nullptr: none is shown
};

// What FindCards looks at. Everything must outlive the cards.
struct CardSources {
  const Page& page;
  const Surroundings& around;
  const std::vector<MarkSet>& marks;
  const std::vector<SeenPrice>& prices;
  ElementId heading = kNoElement;  // of the page: what holds it is no card
};

// FindCards returns the cards of the largest group of a page, in document order; none when there
// are fewer than three, or two of one class.
//   in      adapter: the elements that the site's adapter knows as cards; or empty
//   cost    O(page)
std::vector<Card> FindCards(const CardSources& sources, const std::vector<ElementId>& adapter);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_CARDS_H_

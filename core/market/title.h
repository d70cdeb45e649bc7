// title.h: what a page calls its main offer.
#ifndef TOUCHSTONE_CORE_MARKET_TITLE_H_
#define TOUCHSTONE_CORE_MARKET_TITLE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/market/listing.h"
#include "core/market/sources.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Headings of a page that are compared. More are not looked at.
inline constexpr int kMaxHeadings = 60;

struct MainTitle {
  std::string text;  // "" when the page has none
  FactOrigin origin = FactOrigin::kVisible;
  ElementId element = kNoElement;  // where it is said
  // Where the buyer reads it, which may be another place: prices are looked for behind it.
  ElementId heading = kNoElement;
  bool agrees = false;  // the heading agrees with what the page calls itself
  // A page without an h1 has several machines as its headings.
  bool several_machines = false;
};

// FindMainTitle takes the place that an adapter knows; else the heading that agrees best with what
// the page declares (structured data, og:title, <title>); else the declared name.
//   in      places: of the site's adapter
//           product: of the structured data; or nullptr
MainTitle FindMainTitle(const Page& page, const Surroundings& around,
                        const std::vector<Place>& places, const StructuredItem* product,
                        const Ruleset& ruleset, const Lexicon& lexicon);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_TITLE_H_

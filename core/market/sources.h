// sources.h: where the facts of an offer stand: the site's adapter, structured data, meta tags, and
// what is visible around the title.
#ifndef TOUCHSTONE_CORE_MARKET_SOURCES_H_
#define TOUCHSTONE_CORE_MARKET_SOURCES_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/market/listing.h"
#include "core/market/marks.h"
#include "core/page/page.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Limits of what an adapter points to. What lies beyond is not looked at.
inline constexpr size_t kMaxPlaces = 40;    // of one selector: a breadcrumb's steps, a table's rows
inline constexpr size_t kMaxCards = 1'000;  // of one page, and of one selector for what cards have
inline constexpr size_t kMaxPlaceBytes = 4096;           // of one place's text: its beginning
inline constexpr uint32_t kMaxPictureElements = 10'000;  // of one place, for its pictures' names

// A place that an adapter points to.
struct Place {
  const FieldSelector* field = nullptr;
  ElementId element = kNoElement;  // the script's, for what its state says
  // Visible, or an attribute's or a state's; may be empty: then the place was there and empty.
  std::string text;
};

// ReadPlaces finds what an adapter points to, in its order of preference.
//   cost    O(page), once more for every 256 parts of selectors
std::vector<Place> ReadPlaces(const Page& page, const Site& site);

// SystemsOf returns the shop systems that a page shows the signs of.
std::vector<const Site*> SystemsOf(const Page& page, const Ruleset& ruleset);

// The page's main product in its structured data; nullptr when it declares none or several.
const StructuredItem* FindMainProduct(const Page& page);

// The offer of a product item: the cheapest claim of the page for one piece.
struct DeclaredOffer {
  std::string price;
  std::string price_max;
  std::string currency;
  std::string seller;
  std::string condition;     // "NewCondition", "UsedCondition", ...
  std::string availability;  // "InStock", "PreOrder", ...
  std::string payment;       // what is accepted
  std::string shipping;      // what it costs, with its currency
  std::string returns;       // within how many days, or which kind of policy
  bool aggregate = false;    // of several sellers or kinds
  FactOrigin origin = FactOrigin::kJsonLd;
  ElementId element = kNoElement;
};
DeclaredOffer ReadOffer(const Page& page, const StructuredItem& product);

// The content of the first meta tag with one of these keys; "" when there is none.
std::string_view MetaContent(const Page& page, std::initializer_list<std::string_view> keys);

// The currency that the page declares for its prices, ISO 4217; "" when it declares none.
std::string DeclaredCurrency(const Page& page);

// Whether an element or one around it is navigation, header, footer, a sidebar, or a row of other
// offers, by tag, role, class and id. What holds most of the page's text is none of it, whatever it
// is called.
class Surroundings {
 public:
  Surroundings(const Page& page, const std::vector<MarkSet>& marks);
  bool IsAside(ElementId element) const { return aside_[element]; }
  // Whether its text is a price that no longer holds: struck out.
  bool IsStruck(ElementId element) const { return struck_[element]; }

 private:
  std::vector<char> aside_, struck_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_SOURCES_H_

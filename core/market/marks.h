// marks.h: what the names say that authors give to their elements.
//
// Shops of all languages call a price "price" in their classes, ids and itemprops. Such names are
// hints, never facts: they choose between places that a buyer sees.
#ifndef TOUCHSTONE_CORE_MARKET_MARKS_H_
#define TOUCHSTONE_CORE_MARKET_MARKS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/page/page.h"

namespace touchstone {

// Bytes of one class list or id that are looked at.
inline constexpr size_t kMaxNamesBytes = 1000;

// A set of hints; one bit each.
using MarkSet = uint16_t;
inline constexpr MarkSet kMarkPrice = 1 << 0;     // "price", "product-preis"
inline constexpr MarkSet kMarkOldPrice = 1 << 1;  // "was", "compare-at", "line-through"
inline constexpr MarkSet kMarkNowPrice = 1 << 2;  // "current", "sale", "final"
inline constexpr MarkSet kMarkOtherSum = 1 << 3;  // "shipping", "savings", "instalment", "cart"
inline constexpr MarkSet kMarkTitle = 1 << 4;     // "title", "headline"
inline constexpr MarkSet kMarkName = 1 << 5;      // "name"
inline constexpr MarkSet kMarkSeller = 1 << 6;    // "seller", "vendor", "shop"
inline constexpr MarkSet kMarkAside = 1 << 7;     // "related", "sidebar", "footer"
inline constexpr MarkSet kMarkCents = 1 << 8;     // "cents", "fraction"
inline constexpr MarkSet kMarkOffer = 1 << 9;     // "product", "card", "item", "listing"
inline constexpr MarkSet kMarkBuy = 1 << 10;      // "add-to-cart", "buy-button"
inline constexpr MarkSet kMarkRegular = 1 << 11;  // "regular": the price, or that before a sale
inline constexpr MarkSet kMarkMain = 1 << 12;     // "main", "summary", "detail"
inline constexpr MarkSet kMarkVariant = 1 << 13;  // "variant", "swatch", "option"

// MarksOf reads names: words are parted by what is no letter and by capitals ("salePrice").
MarkSet MarksOf(std::string_view names);

// ReadMarks reads the names of every element that holds text, by its index: class, id, itemprop and
// the data attributes that tests and scripts know elements by.
//   cost    O(elements and their attributes)
std::vector<MarkSet> ReadMarks(const Page& page);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_MARKS_H_

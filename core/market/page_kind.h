// page_kind.h: is this page an offer, many, or none?
#ifndef TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_
#define TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_

#include <cstddef>
#include <string_view>

#include "core/market/listing.h"
#include "core/market/sources.h"
#include "core/page/page.h"

namespace touchstone {

// FindPageKind decides by structure: addresses, types that pages declare, forms, and how much text
// there is. It knows no words of any language.
//   in      url: the page's address, or ""
//           adapter_price: the site's adapter found a title and a price
//           adapter_cards: how many offers of a page of results it found
PageKind FindPageKind(const Page& page, std::string_view url, const Surroundings& around,
                      bool adapter_price, size_t adapter_cards);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_PAGE_KIND_H_

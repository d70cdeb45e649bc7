// select.h: which elements of a page a ruleset's selectors mean.
#ifndef TOUCHSTONE_CORE_MARKET_SELECT_H_
#define TOUCHSTONE_CORE_MARKET_SELECT_H_

#include <cstddef>
#include <vector>

#include "core/page/page.h"
#include "core/rules/selector.h"

namespace touchstone {

// SelectAll returns for each selector the first `limit` elements that it means, in document order.
// As in a browser it means nothing inside a frame: what a frame shows is another document, and
// often the seller's. It may mean the frame itself.
//   cost    O(elements and their attributes) for all selectors together, while they have no more
//           than 256 parts; a part costs more only at elements that have its id or first class
std::vector<std::vector<ElementId>> SelectAll(const Page& page,
                                              const std::vector<const Selector*>& selectors,
                                              size_t limit);

// Select is SelectAll for one selector.
std::vector<ElementId> Select(const Page& page, const Selector& selector, size_t limit);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_SELECT_H_

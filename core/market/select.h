// select.h: which elements of a page a ruleset's selector means.
#ifndef TOUCHSTONE_CORE_MARKET_SELECT_H_
#define TOUCHSTONE_CORE_MARKET_SELECT_H_

#include <cstddef>
#include <vector>

#include "core/page/page.h"
#include "core/rules/selector.h"

namespace touchstone {

// Select returns the first `limit` elements that `selector` means, in document order. As in a
// browser it means nothing inside a frame: what a frame shows is another document, and often the
// seller's. It may mean the frame itself.
//   cost    O(elements and their attributes) for each part of the selector; two bytes an element
std::vector<ElementId> Select(const Page& page, const Selector& selector, size_t limit);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_SELECT_H_

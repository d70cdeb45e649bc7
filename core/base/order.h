// order.h: sorting. One sort serves all types: std::sort written out for a single type and order
// takes 2 KB of the module.
#ifndef TOUCHSTONE_CORE_BASE_ORDER_H_
#define TOUCHSTONE_CORE_BASE_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/base/text.h"

namespace touchstone {

// SortedOrder returns the places of `count` items in order; equal items keep theirs.
//   in      less(a, b): whether the item at place a comes before the one at place b
//   cost    O(count * log(count))
std::vector<uint32_t> SortedOrder(size_t count, absl::FunctionRef<bool(uint32_t, uint32_t)> less);

// SortItems sorts `items`; equal ones keep their order.
template <typename T, typename Less>
void SortItems(std::vector<T>* items, const Less& less) {
  std::vector<T> sorted;
  sorted.reserve(items->size());
  const auto less_at = [&](uint32_t a, uint32_t b) { return less((*items)[a], (*items)[b]); };
  for (const uint32_t place : SortedOrder(items->size(), less_at)) {
    sorted.push_back(std::move((*items)[place]));
  }
  *items = std::move(sorted);
}

// JoinSpans sorts `spans`, joins those that overlap or touch, and drops empty ones.
void JoinSpans(std::vector<Span>* spans);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_ORDER_H_

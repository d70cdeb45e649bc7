#include "core/base/order.h"

#include <algorithm>
#include <numeric>

namespace touchstone {

std::vector<uint32_t> SortedOrder(size_t count, absl::FunctionRef<bool(uint32_t, uint32_t)> less) {
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  // To the end it is a heap sort, the smallest that std has.
  std::partial_sort(order.begin(), order.end(), order.end(),
                    [&](uint32_t a, uint32_t b) { return less(a, b) || (a < b && !less(b, a)); });
  return order;
}

void JoinSpans(std::vector<Span>* spans) {
  SortItems(spans, [](Span a, Span b) { return a < b; });
  size_t kept = 0;
  for (const Span span : *spans) {
    if (span.empty()) continue;
    if (kept > 0 && span.begin <= (*spans)[kept - 1].end) {
      (*spans)[kept - 1].end = std::max((*spans)[kept - 1].end, span.end);
    } else {
      (*spans)[kept++] = span;
    }
  }
  spans->resize(kept);
}

}  // namespace touchstone

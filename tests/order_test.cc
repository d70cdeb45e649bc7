#include "core/base/order.h"

#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace touchstone {

BOOST_AUTO_TEST_CASE(equal_items_keep_their_order) {
  for (const size_t size : {0u, 1u, 2u, 3u, 100u, 5000u}) {
    std::vector<std::pair<std::string, uint32_t>> items;  // a key of few values, and its place
    for (uint32_t i = 0; i < size; i++) items.emplace_back(std::to_string(i * i % 7), i);
    SortItems(&items, [](const auto& a, const auto& b) { return a.first < b.first; });
    BOOST_TEST(items.size() == size);
    for (size_t i = 1; i < items.size(); i++) BOOST_REQUIRE((items[i - 1] < items[i]));
  }
}

BOOST_AUTO_TEST_CASE(spans_that_overlap_or_touch_are_joined) {
  const struct {
    std::vector<Span> spans, joined;
  } kCases[] = {
      {{}, {}},
      {{{3, 3}}, {}},
      {{{5, 9}, {1, 3}}, {{1, 3}, {5, 9}}},
      {{{3, 5}, {1, 3}}, {{1, 5}}},
      {{{2, 4}, {1, 9}, {9, 9}, {3, 5}, {10, 11}}, {{1, 9}, {10, 11}}},
  };
  for (const auto& c : kCases) {
    std::vector<Span> spans = c.spans;
    JoinSpans(&spans);
    BOOST_TEST((spans == c.joined));
  }
}

}  // namespace touchstone

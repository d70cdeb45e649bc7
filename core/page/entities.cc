#include "core/page/entities.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace touchstone {
namespace {

#include "core/page/entities.inc"

std::string_view Name(size_t index) {
  const Entry& entry = kEntries[index];
  return {kNames + entry.name, entry.name_size};
}

}  // namespace

EntityMatch FindEntity(std::string_view text) {
  // The range of names that share the first `length` bytes of `text`; it narrows byte by byte.
  size_t low = 0, high = std::size(kEntries);
  EntityMatch match;
  for (size_t length = 0; length < text.size() && low < high;) {
    const char c = text[length];
    const auto below = [&](size_t index, char limit) {
      const std::string_view name = Name(index);
      return name.size() <= length ||
             static_cast<unsigned char>(name[length]) < static_cast<unsigned char>(limit);
    };
    size_t first = low, count = high - low;
    while (count > 0) {
      const size_t half = count / 2;
      if (below(first + half, c)) {
        first += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    size_t last = first;
    count = high - first;
    while (count > 0) {
      const size_t half = count / 2;
      const std::string_view name = Name(last + half);
      if (name[length] == c) {
        last += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    low = first;
    high = last;
    length++;
    if (low < high && Name(low).size() == length) {
      match.length = length;
      match.text = {kTexts + kEntries[low].text, kEntries[low].text_size};
    }
  }
  return match;
}

}  // namespace touchstone

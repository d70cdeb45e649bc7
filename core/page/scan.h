// scan.h: looking for bytes in a source, sixteen at a time. Positions are in the whole source, so
// that a look past the end of a short stretch still reads what is there.
#ifndef TOUCHSTONE_CORE_PAGE_SCAN_H_
#define TOUCHSTONE_CORE_PAGE_SCAN_H_

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/base/bytes16.h"

namespace touchstone {

// What HTML calls white space; '\v', which a reader sees as such, is not part of it.
inline bool IsHtmlSpace(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r';
}

// The bytes from `pos` on; zeros behind the end of the source.
inline Bytes16 LoadAt(std::string_view source, uint32_t pos) {
  if (pos + size_t{16} <= source.size()) [[likely]] {
    return LoadBytes16(source.data() + pos);
  }
  char rest[16] = {};
  if (pos < source.size()) std::memcpy(rest, source.data() + pos, source.size() - pos);
  return LoadBytes16(rest);
}

// The index of the lowest set bit; `mask` is not 0.
inline uint32_t Lowest(uint32_t mask) { return static_cast<uint32_t>(std::countr_zero(mask)); }

// The first byte in [pos, end) for which `find` sets its bit, as in
//   ScanFor(source, pos, end, [](Bytes16 block) { return MaskOf(EqualBytes(block, '<')); });
// `end` when there is none.
//   cost  O(end - pos)
template <typename Find>
inline uint32_t ScanFor(std::string_view source, uint32_t pos, uint32_t end, const Find& find) {
  for (; pos < end; pos += 16) {
    const uint32_t mask = find(LoadAt(source, pos));
    if (mask != 0) return std::min(pos + Lowest(mask), end);
  }
  return end;
}

// The first byte in [pos, end) that Resolve may change: '&', CR, NUL.
inline uint32_t FindOdd(std::string_view source, uint32_t pos, uint32_t end) {
  return ScanFor(source, pos, end, [](Bytes16 block) {
    return MaskOf(EqualBytes(block, '&') | EqualBytes(block, '\r') | EqualBytes(block, '\0'));
  });
}

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_SCAN_H_

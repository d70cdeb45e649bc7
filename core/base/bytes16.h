// bytes16.h: sixteen bytes at once, for the loops that skip most of a page.
//
//   const Bytes16 block = LoadBytes16(p);
//   uint32_t found = MaskOf(EqualBytes(block, '<') | EqualBytes(block, '&'));  // bit i: byte i
//
// The compilers' vector types make SSE2, NEON or simd128 of it, or plain code where there is none
// of these; only the step from a vector to bits has a spelling of its own for each.
#ifndef TOUCHSTONE_CORE_BASE_BYTES16_H_
#define TOUCHSTONE_CORE_BASE_BYTES16_H_

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace touchstone {

using Bytes16 = uint8_t __attribute__((vector_size(16)));

// Reads 16 bytes at `p`, aligned or not.
inline Bytes16 LoadBytes16(const char* p) {
  Bytes16 block;
  std::memcpy(&block, p, sizeof block);
  return block;
}

inline Bytes16 FillBytes16(char c) { return Bytes16{} + static_cast<uint8_t>(c); }

// 0xFF in each byte that equals `c`, else 0.
inline Bytes16 EqualBytes(Bytes16 block, char c) { return (Bytes16)(block == FillBytes16(c)); }

// 0xFF in each byte that is at most `c`, as unsigned numbers.
inline Bytes16 AtMostBytes(Bytes16 block, char c) { return (Bytes16)(block <= FillBytes16(c)); }

// Bit i is the top bit of byte i.
inline uint32_t MaskOf(Bytes16 block) {
#if defined(__SSE2__)
  return static_cast<uint32_t>(_mm_movemask_epi8((__m128i)block));
#elif defined(__wasm_simd128__)
  return static_cast<uint32_t>(wasm_i8x16_bitmask((v128_t)block));
#else
  uint32_t mask = 0;
  for (int i = 0; i < 16; i++) mask |= static_cast<uint32_t>(block[i] >> 7) << i;
  return mask;
#endif
}

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_BYTES16_H_

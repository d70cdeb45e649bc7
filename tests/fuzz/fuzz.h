// fuzz.h: what the fuzz targets share.
//
// A target is one function over any bytes. It crashes on what ASan and UBSan see, and it stops by
// FUZZ_CHECK where two answers of the core that must agree do not. libFuzzer calls it with bytes of
// its own making (./dev fuzz); replay.cc calls it with the corpus in the tree, in every build.
#ifndef TOUCHSTONE_TESTS_FUZZ_FUZZ_H_
#define TOUCHSTONE_TESTS_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

// Stops the program with the place and the words of what does not hold.
#define FUZZ_CHECK(condition)                                                       \
  do {                                                                              \
    if (!(condition)) {                                                             \
      std::fprintf(stderr, "%s:%d: expected %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                 \
    }                                                                               \
  } while (false)

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace touchstone {

inline std::string_view View(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_FUZZ_FUZZ_H_

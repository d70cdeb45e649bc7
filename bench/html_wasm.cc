// html_wasm.cc: the first stages as a WebAssembly module of their own, for bench/html.mjs. The
// module that ships has no such exports.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/page/page.h"
#include "core/page/tokenizer.h"

extern "C" {

uint8_t* bench_alloc(size_t size) { return static_cast<uint8_t*>(std::malloc(size)); }

// The text at (text, size) is valid UTF-8. Each returns a count that shows that the work was done.
uint32_t bench_tokens(const char* text, size_t size) {
  uint32_t count = 0;
  touchstone::Tokenizer tokenizer(std::string_view(text, size));
  for (touchstone::Token token; tokenizer.Next(&token);) {
    count += 1 + static_cast<uint32_t>(token.attributes.size());
  }
  return count;
}

uint32_t bench_page(const char* text, size_t size) {
  return static_cast<uint32_t>(
      touchstone::BuildPage(std::string_view(text, size))->elements.size());
}

}  // extern "C"

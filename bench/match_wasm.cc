// match_wasm.cc: the matcher as a WebAssembly module of its own, for bench/match.mjs. The module
// that ships has no such exports.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/base/text.h"
#include "core/rules/matcher.h"

namespace {

touchstone::Matcher* matcher = nullptr;

uint32_t CountIn(std::string_view folded) {
  uint32_t count = 0;
  matcher->FindAll(folded, [&](const touchstone::PhraseMatch&) { count++; });
  return count;
}

}  // namespace

extern "C" {

uint8_t* bench_alloc(size_t size) { return static_cast<uint8_t*>(std::malloc(size)); }

// Phrases at (text, size), one a line. Returns their number.
uint32_t bench_build(const char* text, size_t size) {
  delete matcher;
  matcher = new touchstone::Matcher;
  for (std::string_view rest(text, size); !rest.empty();) {
    const size_t end = rest.find('\n');
    matcher->Add(rest.substr(0, end));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  matcher->Build();
  return static_cast<uint32_t>(matcher->size());
}

// The text at (text, size) is valid UTF-8; for bench_match it is folded. Each returns a count that
// shows that the work was done.
uint32_t bench_fold(const char* text, size_t size) {
  return static_cast<uint32_t>(touchstone::Fold(std::string_view(text, size)).text.size());
}

uint32_t bench_match(const char* text, size_t size) {
  return CountIn(std::string_view(text, size));
}

uint32_t bench_fold_match(const char* text, size_t size) {
  return CountIn(touchstone::Fold(std::string_view(text, size)).text);
}

}  // extern "C"

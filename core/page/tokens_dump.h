// tokens_dump.h: tokens in the form of the html5lib tokenizer tests.
#ifndef TOUCHSTONE_CORE_PAGE_TOKENS_DUMP_H_
#define TOUCHSTONE_CORE_PAGE_TOKENS_DUMP_H_

#include <string>
#include <string_view>

#include "core/page/tokenizer.h"

namespace touchstone {

// DumpTokens runs the bare tokenizer (start tags switch no mode) and writes one JSON array:
// adjacent characters joined, no error entries.
//   source  https://github.com/html5lib/html5lib-tests/blob/master/tokenizer/README.md
std::string DumpTokens(std::string_view text, TokenizerOptions options);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TOKENS_DUMP_H_

// decode_bytes: standard input, decoded as the native command decodes a page, to standard output.
// charsets.mjs compares it with the other hosts.
//
//   decode_bytes ENCODING < bytes > text
//
// Exit status: 1 when this system's iconv does not know the charset, 2 for wrong use.
#include <cstdio>
#include <string>

#include "cli/decode.h"
#include "cli/input.h"
#include "core/base/text.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  std::string bytes, text;
  if (!touchstone::ReadFile("-", size_t{1} << 28, &bytes).code.empty()) return 2;
  const bool is_known = touchstone::DecodeToUtf8(bytes, arguments[1], &text);
  // What the core does to all text first.
  text = touchstone::RepairUtf8(text);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return is_known ? 0 : 1;
}

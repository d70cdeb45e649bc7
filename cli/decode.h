// decode.h: bytes -> UTF-8, as the Encoding Standard's decoders have it. The core picks the
// charset; this is the native host's half. The decoders' structure (what is a sequence, how much of
// an ill-formed one a U+FFFD stands for) is code; what a sequence means comes from iconv, corrected
// where its tables are not the standard's. docs/charsets.md says what that leaves.
#ifndef TOUCHSTONE_CLI_DECODE_H_
#define TOUCHSTONE_CLI_DECODE_H_

#include <string>
#include <string_view>

namespace touchstone {

// DecodeToUtf8 decodes a whole document. Bytes that the charset has no meaning for become U+FFFD.
//   in      encoding: a WHATWG name, as ChooseEncoding gives it; bytes: without byte order mark
//   out     valid UTF-8; but for "utf-8" the bytes as they are, which the core repairs
//   errors  false when this system's iconv does not know the charset; `text` is then read as
//           windows-1252, which has a meaning for every byte
//   cost    O(bytes.size()); iconv is asked once a document for each different sequence of two
//   bytes source  https://encoding.spec.whatwg.org/
bool DecodeToUtf8(std::string_view bytes, std::string_view encoding, std::string* text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_DECODE_H_

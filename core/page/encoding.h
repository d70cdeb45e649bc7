// encoding.h: which charset are these bytes in? The core picks, the host decodes (iconv natively,
// TextDecoder in Node and browsers), so that large tables stay out of the module. docs/charsets.md
// says where the hosts differ.
#ifndef TOUCHSTONE_CORE_PAGE_ENCODING_H_
#define TOUCHSTONE_CORE_PAGE_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace touchstone {

struct EncodingChoice {
  // Why this one. Order of precedence, but for kValidUtf8, which overrules a false declaration.
  enum class Source { kByteOrderMark, kTransport, kMeta, kValidUtf8, kDefault };

  // The WHATWG name in lower case: "utf-8", "gbk", "utf-16le", "windows-1252", ...
  // A string literal; never empty.
  std::string_view name;
  Source source = Source::kDefault;
  size_t byte_order_mark_size = 0;  // bytes to skip before decoding
  // Tags and attributes of the search for a <meta>, and one for 16 bytes looked at, for the
  // linear-time test.
  uint64_t steps = 0;
};

// Where the search for a <meta> ends when the head does not end before. No loss: browsers do not
// look further, either.
inline constexpr size_t kMaxHeadBytes = 1 << 20;

// EncodingFromLabel maps a label ("GB2312", " latin1 ") to its name; "" for an unknown one.
//   source  https://encoding.spec.whatwg.org/#names-and-labels
std::string_view EncodingFromLabel(std::string_view label);

// ChooseEncoding looks for a byte order mark, then `transport_label`, then a <meta> in the first
// 1024 bytes or, beyond them, in the rest of the head (a browser that meets it there starts over,
// at most kMaxHeadBytes in). Bytes that hold non-ASCII text and are valid UTF-8 throughout are read
// as UTF-8 whatever a transport or meta says: saved pages keep declarations that are no longer
// true.
//   in      transport_label: the charset of a Content-Type header, or ""
//   cost    O(bytes.size())
//   source  https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
EncodingChoice ChooseEncoding(std::string_view bytes, std::string_view transport_label);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_ENCODING_H_

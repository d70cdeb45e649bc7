#include "cli/decode.h"

#include <iconv.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

// Where iconv's tables are not the standard's: the sequence, its bytes in order, and what it is.
struct Fix {
  uint32_t sequence;
  char32_t code_point;
};

#include "cli/charset_fixes.inc"

constexpr char32_t kIllFormed = 0xFFFD;
constexpr char32_t kUnknown = 0xFFFFFFFF;  // not asked for yet

bool Within(unsigned char byte, unsigned char first, unsigned char last) {
  return first <= byte && byte <= last;
}

unsigned char ByteAt(std::string_view bytes, size_t pos) {
  return static_cast<unsigned char>(bytes[pos]);
}

// What byte sequences of a charset mean: iconv's table, corrected.
class Index {
 public:
  Index() = default;
  ~Index() {
    if (iconv_ != kClosed) iconv_close(iconv_);
  }
  Index(const Index&) = delete;
  Index& operator=(const Index&) = delete;

  // Opens the first of `charsets`, names of iconv, that this system knows; false for none.
  bool Open(std::initializer_list<const char*> charsets, absl::Span<const Fix> fixes) {
    for (const char* charset : charsets) {
      if (iconv_ == kClosed) iconv_ = iconv_open("UTF-32LE", charset);
    }
    fixes_ = fixes;
    return iconv_ != kClosed;
  }

  // The code point of one whole sequence; 0 when it has none.
  char32_t Find(std::string_view sequence) {
    if (sequence.size() == 4) return Ask(sequence);
    // Sequences of three bytes all begin with the same one.
    const size_t slot = ByteAt(sequence, sequence.size() - 1) |
                        (sequence.size() > 1 ? ByteAt(sequence, sequence.size() - 2) << 8 : 0);
    if (found_.size() <= slot) found_.resize(sequence.size() > 1 ? 1 << 16 : 1 << 8, kUnknown);
    if (found_[slot] == kUnknown) found_[slot] = Ask(sequence);
    return found_[slot];
  }

 private:
  char32_t Ask(std::string_view sequence) {
    uint32_t number = 0;
    for (const char c : sequence) number = number << 8 | static_cast<unsigned char>(c);
    const auto* fix =
        std::lower_bound(fixes_.begin(), fixes_.end(), number,
                         [](const Fix& row, uint32_t key) { return row.sequence < key; });
    if (fix != fixes_.end() && fix->sequence == number) return fix->code_point;
    // iconv's signature is not const, though it does not write to its input.
    char* in = const_cast<char*>(sequence.data());
    size_t in_left = sequence.size();
    unsigned char buffer[16];
    char* out = reinterpret_cast<char*>(buffer);
    size_t out_left = sizeof buffer;
    const bool is_whole = iconv(iconv_, &in, &in_left, &out, &out_left) == 0 && in_left == 0;
    // BIG5-HKSCS holds a letter back that a mark may follow: this lets it go, and resets the state.
    iconv(iconv_, nullptr, nullptr, &out, &out_left);
    if (!is_whole || sizeof buffer - out_left != 4) return 0;
    return buffer[0] | buffer[1] << 8 | buffer[2] << 16 | static_cast<uint32_t>(buffer[3]) << 24;
  }

  inline static const iconv_t kClosed = reinterpret_cast<iconv_t>(-1);
  iconv_t iconv_ = kClosed;
  absl::Span<const Fix> fixes_;
  std::vector<char32_t> found_;  // by the last two bytes; filled as they come
};

// What stands at the beginning of some bytes.
struct Unit {
  char32_t code_point = kIllFormed;
  size_t size = 1;      // bytes; of an ill-formed sequence those that its U+FFFD stands for
  char32_t second = 0;  // a second code point, which four sequences of big5 have
};

// An ill-formed pair takes its second byte with it, unless that is ASCII: markup is never
// swallowed.
Unit Pair(std::string_view bytes, char32_t code_point) {
  if (code_point != 0) return {code_point, 2};
  return {kIllFormed, static_cast<size_t>(ByteAt(bytes, 1) < 0x80 ? 1 : 2)};
}

// --- one decoder for each charset of several bytes; `bytes` begins with one that is not ASCII
// -------

// https://encoding.spec.whatwg.org/#gb18030-decoder, which is gbk's, too
Unit NextGb18030(std::string_view bytes, Index& index) {
  const unsigned char lead = ByteAt(bytes, 0);
  if (lead == 0x80) return {0x20AC, 1};
  if (lead == 0xFF || bytes.size() == 1) return {};
  const unsigned char second = ByteAt(bytes, 1);
  if (!Within(second, '0', '9')) {
    const bool is_pair = Within(second, 0x40, 0x7E) || Within(second, 0x80, 0xFE);
    return Pair(bytes, is_pair ? index.Find(bytes.substr(0, 2)) : 0);
  }
  if (bytes.size() == 2) return {kIllFormed, 2};
  if (!Within(ByteAt(bytes, 2), 0x81, 0xFE)) return {};
  if (bytes.size() == 3) return {kIllFormed, 3};
  if (!Within(ByteAt(bytes, 3), '0', '9')) return {};
  const char32_t code_point = index.Find(bytes.substr(0, 4));
  return {code_point != 0 ? code_point : kIllFormed, 4};
}

// https://encoding.spec.whatwg.org/#big5-decoder
Unit NextBig5(std::string_view bytes, Index& index) {
  const unsigned char lead = ByteAt(bytes, 0);
  if (!Within(lead, 0x81, 0xFE) || bytes.size() == 1) return {};
  const unsigned char trail = ByteAt(bytes, 1);
  if (lead == 0x88) {
    constexpr char32_t kMacron = 0x304, kCaron = 0x30C;
    if (trail == 0x62) return {0xCA, 2, kMacron};
    if (trail == 0x64) return {0xCA, 2, kCaron};
    if (trail == 0xA3) return {0xEA, 2, kMacron};
    if (trail == 0xA5) return {0xEA, 2, kCaron};
  }
  const bool is_pair = Within(trail, 0x40, 0x7E) || Within(trail, 0xA1, 0xFE);
  return Pair(bytes, is_pair ? index.Find(bytes.substr(0, 2)) : 0);
}

// https://encoding.spec.whatwg.org/#euc-kr-decoder
Unit NextEucKr(std::string_view bytes, Index& index) {
  if (!Within(ByteAt(bytes, 0), 0x81, 0xFE) || bytes.size() == 1) return {};
  const bool is_pair = Within(ByteAt(bytes, 1), 0x41, 0xFE);
  return Pair(bytes, is_pair ? index.Find(bytes.substr(0, 2)) : 0);
}

constexpr char32_t kHalfWidthKatakana = 0xFF61;

// https://encoding.spec.whatwg.org/#shift_jis-decoder
Unit NextShiftJis(std::string_view bytes, Index& index) {
  const unsigned char lead = ByteAt(bytes, 0);
  if (lead == 0x80) return {0x80, 1};
  if (Within(lead, 0xA1, 0xDF)) return {kHalfWidthKatakana + lead - 0xA1, 1};
  if (lead == 0xA0 || lead > 0xFC || bytes.size() == 1) return {};
  const unsigned char trail = ByteAt(bytes, 1);
  const bool is_pair = Within(trail, 0x40, 0x7E) || Within(trail, 0x80, 0xFC);
  return Pair(bytes, is_pair ? index.Find(bytes.substr(0, 2)) : 0);
}

// The character of JIS X 0208, with its vendors' rows, at a row and cell from 0 to 93. It is asked
// for in Shift_JIS, as iconv's EUC-JP lacks the vendors' rows and its EUC-JP-MS has others.
char32_t FindJis0208(unsigned row, unsigned cell, Index& shift_jis) {
  const unsigned pointer = row * 94 + cell, lead = pointer / 188, trail = pointer % 188;
  const char pair[2] = {static_cast<char>(lead + (lead < 0x1F ? 0x81 : 0xC1)),
                        static_cast<char>(trail + (trail < 0x3F ? 0x40 : 0x41))};
  return shift_jis.Find(std::string_view(pair, 2));
}

// https://encoding.spec.whatwg.org/#euc-jp-decoder
Unit NextEucJp(std::string_view bytes, Index& shift_jis, Index& euc_jp) {
  const unsigned char lead = ByteAt(bytes, 0);
  const bool is_lead = lead == 0x8E || lead == 0x8F || Within(lead, 0xA1, 0xFE);
  if (!is_lead || bytes.size() == 1) return {};
  const unsigned char trail = ByteAt(bytes, 1);
  if (lead == 0x8E && Within(trail, 0xA1, 0xDF)) return {kHalfWidthKatakana + trail - 0xA1, 2};
  const bool is_pair = Within(trail, 0xA1, 0xFE);
  if (lead == 0x8F && is_pair) {
    if (bytes.size() == 2) return {kIllFormed, 2};
    const unsigned char third = ByteAt(bytes, 2);
    const char32_t code_point = Within(third, 0xA1, 0xFE) ? euc_jp.Find(bytes.substr(0, 3)) : 0;
    if (code_point != 0) return {code_point, 3};
    return {kIllFormed, static_cast<size_t>(third < 0x80 ? 2 : 3)};
  }
  const bool is_jis0208 = is_pair && lead >= 0xA1;
  return Pair(bytes, is_jis0208 ? FindJis0208(lead - 0xA1u, trail - 0xA1u, shift_jis) : 0);
}

void Append(const Unit& unit, std::string* text) {
  AppendUtf8(unit.code_point, text);
  if (unit.second != 0) AppendUtf8(unit.second, text);
}

// Calls `next` at each byte that is not ASCII.
template <typename Next>
void DecodeAsciiAnd(std::string_view bytes, Next next, std::string* text) {
  for (size_t pos = 0; pos < bytes.size();) {
    size_t end = pos;
    while (end < bytes.size() && ByteAt(bytes, end) < 0x80) end++;
    text->append(bytes, pos, end - pos);
    pos = end;
    if (pos == bytes.size()) break;
    const Unit unit = next(bytes.substr(pos));
    Append(unit, text);
    pos += unit.size;
  }
}

// --- the decoders with a state
// ----------------------------------------------------------------------

// https://encoding.spec.whatwg.org/#iso-2022-jp-decoder
void DecodeIso2022Jp(std::string_view bytes, Index& shift_jis, std::string* text) {
  enum class Set { kAscii, kRoman, kKatakana, kJis0208 } set = Set::kAscii;
  bool is_after_escape = false;
  for (size_t pos = 0; pos < bytes.size();) {
    const unsigned char byte = ByteAt(bytes, pos);
    if (byte == 0x1B) {
      const std::string_view escape = bytes.substr(pos + 1, 2);
      const bool is_escape =
          escape == "(B" || escape == "(J" || escape == "(I" || escape == "$@" || escape == "$B";
      // Two escapes with nothing between them could hide text from others: an error.
      if (!is_escape || is_after_escape) AppendUtf8(kIllFormed, text);
      is_after_escape = is_escape;
      pos += is_escape ? 3 : 1;
      if (!is_escape) continue;
      set = escape[0] == '$'   ? Set::kJis0208
            : escape[1] == 'I' ? Set::kKatakana
            : escape[1] == 'J' ? Set::kRoman
                               : Set::kAscii;
      continue;
    }
    is_after_escape = false;
    pos++;
    char32_t code_point = kIllFormed;
    if (set == Set::kKatakana) {
      if (Within(byte, 0x21, 0x5F)) code_point = kHalfWidthKatakana + byte - 0x21;
    } else if (set == Set::kJis0208) {
      // A second byte that is none goes with the first, but for the beginning of an escape.
      if (Within(byte, 0x21, 0x7E) && pos < bytes.size() && ByteAt(bytes, pos) != 0x1B) {
        const unsigned char trail = ByteAt(bytes, pos++);
        if (Within(trail, 0x21, 0x7E)) {
          const char32_t found = FindJis0208(byte - 0x21u, trail - 0x21u, shift_jis);
          if (found != 0) code_point = found;
        }
      }
    } else if (byte < 0x80 && byte != 0x0E && byte != 0x0F) {
      code_point = byte;
      if (set == Set::kRoman && byte == 0x5C) code_point = 0xA5;    // yen sign
      if (set == Set::kRoman && byte == 0x7E) code_point = 0x203E;  // overline
    }
    AppendUtf8(code_point, text);
  }
}

// https://encoding.spec.whatwg.org/#shared-utf-16-decoder
void DecodeUtf16(std::string_view bytes, bool is_big_endian, std::string* text) {
  const auto unit_at = [&](size_t pos) -> char32_t {
    const unsigned char first = ByteAt(bytes, pos), second = ByteAt(bytes, pos + 1);
    return is_big_endian ? first << 8 | second : second << 8 | first;
  };
  size_t pos = 0;
  while (pos + 2 <= bytes.size()) {
    char32_t code_point = unit_at(pos);
    pos += 2;
    if (0xD800 <= code_point && code_point <= 0xDBFF) {
      const bool is_last = pos + 2 > bytes.size();
      const char32_t low = is_last ? 0 : unit_at(pos);
      if (0xDC00 <= low && low <= 0xDFFF) {
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        pos += 2;
      } else if (is_last) {
        pos = bytes.size();  // with an odd last byte it is one error
      }
    }
    AppendUtf8(code_point, text);  // lone surrogates as U+FFFD
  }
  if (pos < bytes.size()) AppendUtf8(kIllFormed, text);
}

// --- charsets of one byte
// ---------------------------------------------------------------------------

// Bytes 0x80 to 0x9F of windows-1252, which is also what a charset that is not known is read as.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

void DecodeWindows1252(std::string_view bytes, std::string* text) {
  DecodeAsciiAnd(
      bytes,
      [](std::string_view rest) {
        const unsigned char byte = ByteAt(rest, 0);
        return Unit{byte < 0xA0 ? kWindows1252[byte - 0x80] : char32_t{byte}, 1};
      },
      text);
}

// https://encoding.spec.whatwg.org/#single-byte-decoder
bool DecodeSingleByte(std::string_view bytes, std::string_view encoding, std::string* text) {
  struct Row {
    std::string_view encoding;
    const char* charset;  // iconv's name
    absl::Span<const Fix> fixes;
  };
  static constexpr Row kRows[] = {
      {"iso-8859-8-i", "ISO-8859-8", {}},
      {"koi8-u", "KOI8-U", kKoi8UFixes},
      {"macintosh", "MACINTOSH", kMacintoshFixes},
      {"windows-1255", "WINDOWS-1255", kWindows1255Fixes},
      {"x-mac-cyrillic", "MAC-UK", kMacCyrillicFixes},
  };
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows),
                                 [&](const Row& one) { return one.encoding == encoding; });
  const bool is_listed = row != std::end(kRows);
  const std::string charset(is_listed ? row->charset : encoding);
  Index index;
  if (!index.Open({charset.c_str()}, is_listed ? row->fixes : absl::Span<const Fix>())) {
    return false;
  }
  // Vendors' charsets leave bytes of the C1 range without a meaning; the standard lets them stand
  // for themselves.
  DecodeAsciiAnd(
      bytes,
      [&](std::string_view rest) {
        const char32_t found = index.Find(rest.substr(0, 1));
        const unsigned char byte = ByteAt(rest, 0);
        return Unit{found != 0 ? found : byte < 0xA0 ? char32_t{byte} : kIllFormed, 1};
      },
      text);
  return true;
}

// --- which decoder
// ----------------------------------------------------------------------------------

// Charsets of which iconv knows nothing; false for others.
bool DecodeWithoutTables(std::string_view bytes, std::string_view encoding, std::string* text) {
  if (encoding == "utf-8") {
    text->assign(bytes);
  } else if (encoding == "utf-16le" || encoding == "utf-16be") {
    DecodeUtf16(bytes, encoding == "utf-16be", text);
  } else if (encoding == "windows-1252") {
    DecodeWindows1252(bytes, text);
  } else if (encoding == "x-user-defined") {
    DecodeAsciiAnd(
        bytes,
        [](std::string_view rest) {
          return Unit{0xF700u + ByteAt(rest, 0), 1};
        },
        text);
  } else if (encoding == "replacement") {
    if (!bytes.empty()) AppendUtf8(kIllFormed, text);
  } else {
    return false;
  }
  return true;
}

// False when iconv does not know the charset.
bool DecodeByTables(std::string_view bytes, std::string_view encoding, std::string* text) {
  Index index;
  const auto decode = [&](auto next) {
    DecodeAsciiAnd(
        bytes, [&](std::string_view rest) { return next(rest, index); }, text);
    return true;
  };
  if (encoding == "gbk" || encoding == "gb18030") {
    return index.Open({"GB18030"}, kGb18030Fixes) && decode(NextGb18030);
  }
  if (encoding == "big5") return index.Open({"BIG5-HKSCS"}, kBig5Fixes) && decode(NextBig5);
  if (encoding == "euc-kr") return index.Open({"CP949", "UHC"}, {}) && decode(NextEucKr);
  const bool is_euc_jp = encoding == "euc-jp", is_iso_2022_jp = encoding == "iso-2022-jp";
  if (!is_euc_jp && !is_iso_2022_jp && encoding != "shift_jis") {
    return DecodeSingleByte(bytes, encoding, text);
  }
  if (!index.Open({"CP932", "WINDOWS-31J"}, {})) return false;
  if (is_iso_2022_jp) {
    DecodeIso2022Jp(bytes, index, text);
    return true;
  }
  if (!is_euc_jp) return decode(NextShiftJis);
  Index euc_jp;
  if (!euc_jp.Open({"EUC-JP"}, {})) return false;
  return decode(
      [&](std::string_view rest, Index& shift_jis) { return NextEucJp(rest, shift_jis, euc_jp); });
}

}  // namespace

bool DecodeToUtf8(std::string_view bytes, std::string_view encoding, std::string* text) {
  text->clear();
  text->reserve(bytes.size() + bytes.size() / 4);
  if (DecodeWithoutTables(bytes, encoding, text)) return true;
  if (DecodeByTables(bytes, encoding, text)) return true;
  DecodeWindows1252(bytes, text);
  return false;
}

}  // namespace touchstone

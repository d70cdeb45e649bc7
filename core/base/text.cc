#include "core/base/text.h"

#include <bit>
#include <cstring>

#include "absl/strings/str_split.h"
#include "core/base/bytes16.h"

namespace touchstone {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Length of the well-formed sequence at text[pos]; 0 when there is none, with *bad set to the
// length of the maximal ill-formed subsequence that one U+FFFD stands for.
size_t SequenceLength(std::string_view text, size_t pos, size_t* bad) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(pos);
  *bad = 1;
  if (lead < 0x80) return 1;
  size_t length;
  unsigned char low = 0x80, high = 0xBF;  // bounds of the second byte
  if (lead >= 0xC2 && lead <= 0xDF) {
    length = 2;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    length = 3;
    if (lead == 0xE0) low = 0xA0;   // overlong
    if (lead == 0xED) high = 0x9F;  // surrogates
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    length = 4;
    if (lead == 0xF0) low = 0x90;   // overlong
    if (lead == 0xF4) high = 0x8F;  // above U+10FFFF
  } else {
    return 0;
  }
  for (size_t i = 1; i < length; i++) {
    if (pos + i >= text.size()) return 0;
    const unsigned char c = byte(pos + i);
    const bool ok = i == 1 ? c >= low && c <= high : IsContinuation(text[pos + i]);
    if (!ok) return 0;
    *bad = i + 1;
  }
  return length;
}

// The end of the run of ASCII that starts at `pos`.
size_t SkipAscii(std::string_view text, size_t pos) {
  if (pos < text.size() && static_cast<unsigned char>(text[pos]) >= 0x80) return pos;
  for (; pos + 64 <= text.size(); pos += 64) {
    const char* p = text.data() + pos;
    if (MaskOf((LoadBytes16(p) | LoadBytes16(p + 16)) |
               (LoadBytes16(p + 32) | LoadBytes16(p + 48))) != 0) {
      break;
    }
  }
  for (; pos + 16 <= text.size(); pos += 16) {
    const uint32_t mask = MaskOf(LoadBytes16(text.data() + pos));
    if (mask != 0) return pos + static_cast<size_t>(std::countr_zero(mask));
  }
  while (pos < text.size() && static_cast<unsigned char>(text[pos]) < 0x80) pos++;
  return pos;
}

bool IsSpace(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Characters that change how text looks or runs but are not text themselves.
bool IsInvisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2064) ||
         (c >= 0x2066 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
         (c >= 0xE0000 && c <= 0xE0FFF);
}

bool IsControl(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool IsCombining(char32_t c) {
  return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x20D0 && c <= 0x20FF);
}

// Simple lower case of the alphabets that our phrases are written in.
//   source  Unicode Character Database, simple case mappings of the blocks named
char32_t ToLower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
  if (c >= 0xC0 && c <= 0xDE) return c == 0xD7 ? c : c + 0x20;  // Latin-1
  if (c >= 0x100 && c <= 0x17F) {                               // Latin Extended-A
    if (c == 0x130) return 'i';
    if (c == 0x178) return 0xFF;
    const bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x131 || c == 0x138 || c == 0x149 || c == 0x17F) return c;
    return ((c & 1) == 1) == odd_is_upper ? c + 1 : c;
  }
  if (c >= 0x180 && c <= 0x24F) {  // Latin Extended-B, as far as its pairs stand side by side
    if (c == 0x1A0 || c == 0x1AF) return c + 1;  // Vietnamese O, U with horn
    if (c >= 0x1CD && c <= 0x1DC) return (c & 1) == 1 ? c + 1 : c;
    const bool pairs = (c >= 0x1DE && c <= 0x1EF) || (c >= 0x1F8 && c <= 0x21F) ||
                       (c >= 0x222 && c <= 0x233) || c >= 0x246;
    return pairs ? c | 1 : c;
  }
  if (c >= 0x386 && c <= 0x3AB) {  // Greek
    if (c >= 0x391) return c == 0x3A2 ? c : c + 0x20;
    if (c == 0x386) return 0x3AC;
    if (c >= 0x388 && c <= 0x38A) return c + 37;
    if (c == 0x38C) return 0x3CC;
    if (c == 0x38E || c == 0x38F) return c + 63;
    return c;
  }
  if (c == 0x3C2) return 0x3C3;                   // final sigma
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;  // Cyrillic
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c == 0x4C0) return 0x4CF;
  if (c >= 0x4C1 && c <= 0x4CE) return (c & 1) == 1 ? c + 1 : c;
  if ((c >= 0x460 && c <= 0x481) || (c >= 0x48A && c <= 0x52F)) return c == 0x4CF ? c : c | 1;
  if (c >= 0x1E00 && c <= 0x1EFF && !(c >= 0x1E95 && c <= 0x1E9F))
    return c | 1;  // Latin Additional
  return c;
}

char32_t FoldCharacter(char32_t c) {
  if (c >= 0x2E80 && c < 0xFF00) return c;      // Han, kana, Hangul: most that is not ASCII
  if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;  // full-width forms
  return ToLower(c);
}

// How many of the sixteen bytes at `p` fold one by one: visible ASCII, single spaces and LF
// between. They are written to `to`, and more behind them.
size_t FoldBlock(const char* p, char* to) {
  const Bytes16 block = LoadBytes16(p);
  const Bytes16 upper = AtMostBytes(block - FillBytes16('A'), 'Z' - 'A') & FillBytes16(0x20);
  const Bytes16 lower = block + upper;
  std::memcpy(to, &lower, sizeof lower);
  const uint32_t visible = MaskOf(AtMostBytes(block - FillBytes16('!'), '~' - '!'));
  const uint32_t spaces = MaskOf(EqualBytes(block, ' ') | EqualBytes(block, '\n'));
  return static_cast<size_t>(std::countr_one(visible | (spaces & visible >> 1)));
}

// Writes the character's bytes to `to` and returns their number.
size_t EncodeUtf8(char32_t c, char* to) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = kReplacement;
  if (c < 0x80) {
    to[0] = static_cast<char>(c);
    return 1;
  }
  const size_t size = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = size - 1; i > 0; i--, c >>= 6) to[i] = static_cast<char>(0x80 | (c & 0x3F));
  to[0] = static_cast<char>((0xF00 >> size & 0xF0) | c);
  return size;
}

}  // namespace

bool IsValidUtf8(std::string_view bytes) {
  size_t bad;
  for (size_t pos = SkipAscii(bytes, 0); pos < bytes.size(); pos = SkipAscii(bytes, pos)) {
    const size_t length = SequenceLength(bytes, pos, &bad);
    if (length == 0) return false;
    pos += length;
  }
  return true;
}

std::string RepairUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  size_t copied = 0;
  size_t pos = SkipAscii(bytes, 0);
  while (pos < bytes.size()) {
    size_t bad;
    const size_t length = SequenceLength(bytes, pos, &bad);
    if (length == 0) {
      out.append(bytes.substr(copied, pos - copied));
      AppendUtf8(kReplacement, &out);
      pos += bad;
      copied = pos;
    } else {
      pos += length;
    }
    pos = SkipAscii(bytes, pos);
  }
  out.append(bytes.substr(copied));
  return out;
}

void AppendUtf8(char32_t c, std::string* out) {
  char bytes[4];
  out->append(bytes, EncodeUtf8(c, bytes));
}

char32_t DecodeUtf8(std::string_view text, size_t* pos) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[*pos + i]); };
  const unsigned char lead = byte(0);
  size_t bad;
  const size_t length = SequenceLength(text, *pos, &bad);
  char32_t c = kReplacement;  // for a caller that broke its promise of valid text
  if (length == 1) {
    c = lead;
  } else if (length == 2) {
    c = static_cast<char32_t>((lead & 0x1F) << 6 | (byte(1) & 0x3F));
  } else if (length == 3) {
    c = static_cast<char32_t>((lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F));
  } else if (length == 4) {
    c = static_cast<char32_t>((lead & 0x07) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 |
                              (byte(3) & 0x3F));
  }
  *pos += length == 0 ? bad : length;
  return c;
}

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string CollapseSpaces(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    if (IsSpace(DecodeUtf8(text, &pos))) {
      space = true;
      continue;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.append(text.substr(start, pos - start));
  }
  return out;
}

std::string CutForQuote(std::string_view text, size_t max_bytes) {
  constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
  std::string out;
  size_t fits = 0;  // the longest prefix of `out` that leaves room for the ellipsis
  bool space = false;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    const char32_t c = DecodeUtf8(text, &pos);
    if (IsSpace(c)) {
      space = true;
      continue;
    }
    if (IsInvisible(c) || IsControl(c)) continue;
    const size_t needed = pos - start + (space && !out.empty() ? 1 : 0);
    if (out.size() + needed > max_bytes) {
      out.resize(fits);
      if (max_bytes >= kEllipsis.size()) out.append(kEllipsis);
      return out;
    }
    if (space && !out.empty()) out.push_back(' ');
    space = false;
    out.append(text.substr(start, pos - start));
    if (out.size() + kEllipsis.size() <= max_bytes) fits = out.size();
  }
  return out;
}

uint32_t FoldedText::OriginOf(size_t pos) const {
  size_t low = 0, high = shifts.size();  // the last shift that begins no later
  while (high - low > 1) {
    const size_t middle = low + (high - low) / 2;
    (shifts[middle].folded <= pos ? low : high) = middle;
  }
  return shifts[low].source + static_cast<uint32_t>(pos) - shifts[low].folded;
}

Span FoldedText::Origin(size_t begin, size_t end) const {
  const uint32_t origin = OriginOf(begin);
  return {origin, end > begin ? OriginOf(end) : origin};
}

std::vector<std::string_view> SplitAt(std::string_view text, std::string_view separators) {
  return absl::StrSplit(text, absl::ByAnyChar(separators));
}

FoldedText Fold(std::string_view text) {
  FoldedText folded;
  folded.text.resize(text.size());
  char* const to = folded.text.data();
  size_t size = 0, gap = 0;
  const auto begin_at = [&](size_t source) {
    if (source - size == gap && !folded.shifts.empty()) return;
    gap = source - size;
    folded.shifts.push_back({static_cast<uint32_t>(size), static_cast<uint32_t>(source)});
  };
  bool space = false, line = false;
  size_t space_at = 0;
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    if (!space && pos + 16 <= text.size() && text[pos] > ' ') {  // most of all text
      if (const size_t count = FoldBlock(text.data() + pos, to + size); count > 0) {
        begin_at(pos);
        size += count;
        pos += count;
        continue;
      }
    }
    char32_t c = static_cast<unsigned char>(text[pos]);
    if (c < 0x80) {
      pos++;
    } else {
      c = DecodeUtf8(text, &pos);
    }
    if (IsSpace(c)) {
      if (!space) space_at = start;
      space = true;
      line = line || c == '\n';
      continue;
    }
    if (c < 0x2E80 || c >= 0xFE00) {
      if (IsInvisible(c) || IsCombining(c) || IsControl(c)) continue;
    }
    if (space && size > 0) {
      begin_at(space_at);
      to[size++] = line ? '\n' : ' ';
    }
    space = line = false;
    begin_at(start);
    size += EncodeUtf8(FoldCharacter(c), to + size);
  }
  folded.text.resize(size);
  folded.shifts.push_back({static_cast<uint32_t>(size), static_cast<uint32_t>(text.size())});
  return folded;
}

std::string FoldString(std::string_view text) { return Fold(text).text; }

}  // namespace touchstone

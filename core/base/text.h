// text.h: Unicode text as pages carry it: repaired once, cut safely, folded for matching.
//
// Everything after RepairUtf8 may rely on valid UTF-8. Matching runs on folded text, and every
// folded byte knows where it came from, so that what is quoted is always the page's own text.
#ifndef TOUCHSTONE_CORE_BASE_TEXT_H_
#define TOUCHSTONE_CORE_BASE_TEXT_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

// A stretch of some text.
//   units   bytes, half-open: [begin, end)
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  bool empty() const { return begin == end; }
  uint32_t size() const { return end - begin; }
  friend bool operator==(const Span&, const Span&) = default;
  // By where they begin, the shorter of two first.
  friend auto operator<=>(const Span&, const Span&) = default;
};

inline std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

// IsValidUtf8 says whether RepairUtf8 would change nothing.
bool IsValidUtf8(std::string_view bytes);

// RepairUtf8 replaces each maximal ill-formed subsequence by U+FFFD.
//   source  https://encoding.spec.whatwg.org/#utf-8-decoder
std::string RepairUtf8(std::string_view bytes);

// AppendUtf8 appends one code point; surrogates and values above U+10FFFF become U+FFFD.
void AppendUtf8(char32_t code_point, std::string* out);

// DecodeUtf8 reads the code point at text[*pos] and moves *pos behind it.
//   in      text: valid UTF-8, *pos < text.size() at a character boundary
char32_t DecodeUtf8(std::string_view text, size_t* pos);

// IsContinuation says whether a byte is inside a character and not its first.
inline bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// HexDigit returns 0 to 15; -1 for what is no hexadecimal digit.
int HexDigit(char c);

// SplitAt parts a text at every one of `separators`; there may be empty parts. It is the one way to
// split: each form of absl::StrSplit takes a kilobyte of the module.
std::vector<std::string_view> SplitAt(std::string_view text, std::string_view separators);

// CollapseSpaces turns each run of white space (ASCII, NBSP, U+2000..200A, U+3000) into one space
// and trims both ends.
std::string CollapseSpaces(std::string_view text);

// CutForQuote shortens `text` to at most `max_bytes` at a character boundary, marks the cut with
// an ellipsis, collapses spaces and removes bidirectional and other control characters: a quote
// stands in our own interface and must not reorder or hide what stands around it.
std::string CutForQuote(std::string_view text, size_t max_bytes);

// Text folded for matching: lower case, full-width forms narrowed, zero-width, combining and
// control characters dropped, white space collapsed to one space, or to one LF where an LF stood in
// it: Page text has LF between blocks, and a phrase does not reach from one block into the next.
struct FoldedText {
  std::string text;  // valid UTF-8, never longer than the source

  // From text[folded] on, to the next shift, bytes came from the source's at `source`, one by one.
  // The first stands at 0, the last at the ends of both.
  struct Shift {
    uint32_t folded, source;
  };
  std::vector<Shift> shifts;

  // The source byte at which the character at text[pos] begins; its size for pos == text.size().
  //   in      pos: at a character boundary
  //   cost    O(log(shifts))
  uint32_t OriginOf(size_t pos) const;

  // The source bytes that folded bytes [begin, end) came from.
  Span Origin(size_t begin, size_t end) const;
};

// Fold folds `text`.
//   cost    O(size); 8 bytes for each place where characters are dropped or change their size
FoldedText Fold(std::string_view text);

// FoldString is Fold without the map, for patterns and keys.
std::string FoldString(std::string_view text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_TEXT_H_

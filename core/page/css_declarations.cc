#include "core/page/css_declarations.h"

#include <algorithm>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/page/scan.h"

namespace touchstone {
namespace {

int DepthOf(char c) {
  if (c == '(' || c == '[' || c == '{') return 1;
  return c == ')' || c == ']' || c == '}' ? -1 : 0;
}

}  // namespace

bool CssDeclarations::Next() {
  while (pos_ < style_.size()) {
    name_.Clear();
    value_.Clear();
    if (ReadName() && ReadValue()) return true;
  }
  return false;
}

// Up to a colon; false when there is none before the declaration's end.
bool CssDeclarations::ReadName() {
  int depth = 0;
  while (pos_ < style_.size()) {
    const char c = style_[pos_];
    if (depth == 0 && (c == ';' || c == ':')) {
      pos_++;
      return c == ':';
    }
    depth = std::max(depth + DepthOf(c), 0);
    ReadChar(&name_);
  }
  return false;
}

// Up to a semicolon outside of brackets; false for a value that is not valid.
bool CssDeclarations::ReadValue() {
  int depth = 0;
  bool valid = true;
  while (pos_ < style_.size()) {
    const char c = style_[pos_];
    if (c == ';' && depth == 0) {
      pos_++;
      break;
    }
    depth += DepthOf(c);
    if (depth < 0) {
      valid = false;
      depth = 0;
    }
    ReadChar(&value_);
  }
  return ReadImportant() && valid;
}

// "red !important"; another mark is not valid, but in the brackets of an address.
bool CssDeclarations::ReadImportant() {
  const std::string_view text = value_.text();
  const size_t mark = text.rfind('!');
  important_ = false;
  if (mark == std::string_view::npos) return true;
  const std::string_view after = absl::StripLeadingAsciiWhitespace(text.substr(mark + 1));
  if (after != "important") return absl::StrContains(after, ')') || !value_.whole();
  important_ = true;
  important_value_ = absl::StripTrailingAsciiWhitespace(text.substr(0, mark));
  return true;
}

// Moves over one character, comment, string or escape.
template <size_t kSize>
void CssDeclarations::ReadChar(CssWords<kSize>* text) {
  const char c = style_[pos_];
  if (c == '/' && pos_ + 1 < style_.size() && style_[pos_ + 1] == '*') {
    const size_t end = style_.find("*/", pos_ + 2);
    pos_ = end == std::string_view::npos ? style_.size() : end + 2;
    text->Add(' ');  // "no/**/ne" is two words
  } else if (c == '"' || c == '\'') {
    SkipString(c);
    text->Add('"');
  } else if (c == '\\') {
    text->Add(ReadEscape());
  } else {
    pos_++;
    text->Add(IsHtmlSpace(c) ? ' ' : absl::ascii_tolower(static_cast<unsigned char>(c)));
  }
}

void CssDeclarations::SkipString(char quote) {
  for (pos_++; pos_ < style_.size(); pos_++) {
    const char c = style_[pos_];
    if (c == '\n') return;
    if (c == quote) {
      pos_++;
      return;
    }
    if (c == '\\' && pos_ + 1 < style_.size()) pos_++;
  }
}

// An escape may stand for a letter of a name, but never for a mark, or a digit of a number.
char CssDeclarations::ReadEscape() {
  pos_++;
  if (pos_ == style_.size()) return '?';
  uint32_t code = 0;
  size_t digits = 0;
  for (; digits < 6 && pos_ < style_.size(); digits++, pos_++) {
    const int digit = HexDigit(style_[pos_]);
    if (digit < 0) break;
    code = code * 16 + static_cast<uint32_t>(digit);
  }
  if (digits == 0) {
    code = static_cast<unsigned char>(style_[pos_++]);
  } else if (pos_ < style_.size() && IsHtmlSpace(style_[pos_])) {
    pos_++;
  }
  const bool letter =
      code == '-' || (code < 128 && absl::ascii_isalpha(static_cast<uint8_t>(code)));
  return letter ? absl::ascii_tolower(static_cast<uint8_t>(code)) : '?';
}

}  // namespace touchstone

// css_declarations.h: the text of a style attribute -> its declarations.
#ifndef TOUCHSTONE_CORE_PAGE_CSS_DECLARATIONS_H_
#define TOUCHSTONE_CORE_PAGE_CSS_DECLARATIONS_H_

#include <cstddef>
#include <string_view>

namespace touchstone {

// Text of a declaration in a room of its own: lower case, white space collapsed.
template <size_t kSize>
class CssWords {
 public:
  void Clear() {
    size_ = 0;
    whole_ = true;
  }
  void Add(char c) {
    if (c == ' ' && (size_ == 0 || text_[size_ - 1] == ' ')) return;
    if (size_ == kSize) {
      whole_ = false;
    } else {
      text_[size_++] = c;
    }
  }
  // False when it was longer than its room.
  bool whole() const { return whole_; }
  std::string_view text() const {
    const bool space = size_ > 0 && text_[size_ - 1] == ' ';
    return {text_, size_ - (space ? 1 : 0)};
  }

 private:
  char text_[kSize];
  size_t size_ = 0;
  bool whole_ = true;
};

// CssDeclarations reads one declaration after the other, without allocating:
//
//   CssDeclarations declarations(style);
//   while (declarations.Next()) use(declarations.name(), declarations.value());
//
// Comments part words, a string stands as one '"', a letter's escape as the letter and any other as
// '?'. What a browser drops as not valid in itself (no colon, brackets without a partner) is left
// out; whether a value is valid for its property the caller knows.
//   cost    O(size) for all of them together
//   source  https://drafts.csswg.org/css-syntax/
class CssDeclarations {
 public:
  static constexpr size_t kNameRoom = 32, kValueRoom = 160;

  explicit CssDeclarations(std::string_view style) : style_(style) {}

  // Reads the next "name: value"; false at the end.
  bool Next();

  // Valid until the next Next(); "" for a name longer than kNameRoom.
  std::string_view name() const { return name_.whole() ? name_.text() : ""; }
  std::string_view value() const { return important_ ? important_value_ : value_.text(); }
  bool important() const { return important_; }
  // False when value() is only the beginning of the value.
  bool whole() const { return value_.whole(); }

 private:
  bool ReadName();
  bool ReadValue();
  bool ReadImportant();
  template <size_t kSize>
  void ReadChar(CssWords<kSize>* text);
  void SkipString(char quote);
  char ReadEscape();

  std::string_view style_;
  size_t pos_ = 0;
  CssWords<kNameRoom> name_;
  CssWords<kValueRoom> value_;
  bool important_ = false;
  std::string_view important_value_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_CSS_DECLARATIONS_H_

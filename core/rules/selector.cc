#include "core/rules/selector.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace touchstone {
namespace {

bool IsNameByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  std::optional<Selector> Run() {
    Selector selector;
    SkipSpaces();
    bool child = false;
    while (pos_ < text_.size()) {
      Selector::Compound compound;
      compound.child = child;
      if (!ReadCompound(&compound)) return std::nullopt;
      selector.compounds.push_back(std::move(compound));
      if (selector.compounds.size() > kMaxSelectorParts) return std::nullopt;
      SkipSpaces();
      child = Take('>');
      if (child) {
        SkipSpaces();
        if (pos_ == text_.size()) return std::nullopt;
      }
    }
    if (selector.compounds.empty()) return std::nullopt;
    return selector;
  }

 private:
  bool Take(char c) {
    if (pos_ >= text_.size() || text_[pos_] != c) return false;
    pos_++;
    return true;
  }

  void SkipSpaces() {
    while (Take(' ')) {
    }
  }

  std::string Name() {
    const size_t begin = pos_;
    while (pos_ < text_.size() && IsNameByte(text_[pos_])) pos_++;
    return std::string(text_.substr(begin, pos_ - begin));
  }

  bool ReadCompound(Selector::Compound* compound) {
    const size_t begin = pos_;
    compound->tag = absl::AsciiStrToLower(Name());
    for (;;) {
      if (Take('#')) {
        compound->id = Name();
        if (compound->id.empty()) return false;
      } else if (Take('.')) {
        compound->classes.push_back(Name());
        std::string& name = compound->classes.back();
        if (name.empty()) return false;
        if (Take('*')) {
          if (name.size() < 3 || !absl::EndsWith(name, "--")) return false;
          name.push_back('*');
        }
      } else if (Take('[')) {
        if (!ReadAttribute(compound)) return false;
      } else {
        return pos_ > begin;
      }
    }
  }

  bool ReadAttribute(Selector::Compound* compound) {
    Selector::AttributeTest test;
    test.name = absl::AsciiStrToLower(Name());
    if (test.name.empty()) return false;
    if (Take('=')) {
      const bool quoted = Take('"');
      const size_t end = text_.find(quoted ? '"' : ']', pos_);
      if (end == std::string_view::npos) return false;
      test.value = std::string(text_.substr(pos_, end - pos_));
      pos_ = end + (quoted ? 1 : 0);
    }
    compound->attributes.push_back(std::move(test));
    return Take(']');
  }

  std::string_view text_;
  size_t pos_ = 0;
};

}  // namespace

std::optional<Selector> ParseSelector(std::string_view text) { return Parser(text).Run(); }

}  // namespace touchstone

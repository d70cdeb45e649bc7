#include "core/page/json_repair.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/page/tokenizer.h"

namespace touchstone {
namespace {

// Bytes in which the end of a name is looked for, to tell whether a quote ends a string.
constexpr size_t kNameBytes = 64;

bool IsSpaceOrControl(char c) { return static_cast<unsigned char>(c) <= ' '; }

// One pass; what it writes is JSON whatever it reads. Commas and colons are written where they
// belong, so those of the text mean little.
class Repairer {
 public:
  explicit Repairer(std::string_view text) : text_(text) {}

  std::string Run() && {
    Open('[');
    while (pos_ < text_.size() && levels_.size() <= JsonLimits{}.max_depth) Step();
    while (!levels_.empty()) Close();
    return std::move(out_);
  }

 private:
  struct Level {
    char open;
    bool any = false;    // it has an entry
    bool named = false;  // a name is written, and its value is not
  };

  void Step() {
    if (SkipMark()) return;
    const char c = text_[pos_];
    const bool top = levels_.size() == 1;
    if (c == '{' || c == '[') {
      BeforeValue();
      Open(c);
    } else if (c == '}' || c == ']') {
      CloseTo(c == '}' ? '{' : '[');
    } else if (c == ',') {
      EndEntry();
    } else if (!top && (c == '"' || c == '\'')) {
      return ReadString(c);
    } else if (!top && !IsSpaceOrControl(c) && c != ':' && c != ';') {
      return ReadWord();
    }
    pos_++;
  }

  // Comments, and what hid a script from readers that did not know it.
  bool SkipMark() {
    const std::string_view rest = text_.substr(pos_);
    if (absl::StartsWith(rest, "//")) {
      const std::string_view behind = rest.substr(2);
      const bool mark = absl::StartsWith(behind, "<!") || absl::StartsWith(behind, "]]>") ||
                        absl::StartsWith(behind, "-->");
      pos_ += mark ? 2 : std::min(rest.find('\n'), rest.size());
    } else if (absl::StartsWith(rest, "/*")) {
      pos_ = std::min(text_.find("*/", pos_ + 2), text_.size() - 2) + 2;
    } else if (absl::StartsWith(rest, "<!--")) {
      // It may be a comment, or stand around all of the JSON.
      const std::string_view comment = rest.substr(0, rest.find_first_of("{["));
      const size_t end = comment.find("-->");
      pos_ += end == std::string_view::npos ? comment.size() : end + 3;
    } else if (absl::StartsWith(rest, "<![CDATA[")) {
      pos_ += 9;
    } else if (absl::StartsWith(rest, "]]>") || absl::StartsWith(rest, "-->") ||
               absl::StartsWith(rest, "\xEF\xBB\xBF")) {
      pos_ += 3;
    } else {
      return false;
    }
    return true;
  }

  // --- writing ---

  void Open(char bracket) {
    out_.push_back(bracket);
    levels_.push_back({bracket});
  }

  void Close() {
    EndEntry();
    out_.push_back(levels_.back().open == '{' ? '}' : ']');
    levels_.pop_back();
  }

  // Closes all that is inside the innermost bracket of that kind, and it.
  void CloseTo(char bracket) {
    size_t at = levels_.size() - 1;
    while (at > 0 && levels_[at].open != bracket) at--;
    while (at > 0 && levels_.size() > at) Close();
  }

  void EndEntry() {
    if (std::exchange(levels_.back().named, false)) out_ += ":null";
  }

  void BeforeEntry() {
    if (std::exchange(levels_.back().any, true)) out_.push_back(',');
  }

  bool InObject() const { return levels_.back().open == '{'; }
  bool WantsName() const { return InObject() && !levels_.back().named; }

  void BeforeValue() {
    if (!InObject()) return BeforeEntry();
    if (WantsName()) {
      BeforeEntry();
      out_ += "\"\"";
    }
    out_.push_back(':');
    levels_.back().named = false;
  }

  // --- strings ---

  void ReadString(char quote) {
    const bool name = WantsName();
    if (name) {
      BeforeEntry();
      levels_.back().named = true;
    } else {
      BeforeValue();
    }
    const size_t begin = out_.size();
    out_.push_back('"');
    for (pos_++; pos_ < text_.size();) {
      const char c = text_[pos_++];
      if (c == quote && (name || EndsValue())) {
        out_.push_back('"');
        return;
      }
      if (c == '\\') {
        ReadEscape();
      } else {
        WriteByte(c);
      }
    }
    out_.resize(begin);
    out_ += name ? "\"\"" : "null";
  }

  void WriteByte(char c) {
    if (c == '"' || c == '\\') out_.push_back('\\');
    out_.push_back(IsSpaceOrControl(c) ? ' ' : c);
  }

  size_t SkipSpaces(size_t at) const {
    while (at < text_.size() && IsSpaceOrControl(text_[at])) at++;
    return at;
  }

  char At(size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  // Whether the quote before pos_ ends its value: what follows a value follows.
  bool EndsValue() const {
    size_t at = SkipSpaces(pos_);
    char c = At(at);
    if (c == ',' || c == ';') {
      at = SkipSpaces(at + 1);
      c = At(at);
      if (!InObject() &&
          (absl::ascii_isalnum(static_cast<unsigned char>(c)) || absl::StrContains("\"'{[-", c))) {
        return true;
      }
      if (c == ',') return true;
    }
    if (c == '\0' || c == '}' || c == ']') return true;
    if (c == '/') return At(at + 1) == '/' || At(at + 1) == '*';
    return InObject() ? BeginsName(at) : c == ':';
  }

  // Whether a name and a colon stand at `at`.
  bool BeginsName(size_t at) const {
    const char quote = At(at);
    if (quote == '"' || quote == '\'') {
      const size_t size = text_.substr(at + 1, kNameBytes).find(quote);
      if (size == std::string_view::npos) return at + kNameBytes >= text_.size();  // cut off
      const char c = At(SkipSpaces(at + size + 2));
      return c == ':' || c == '\0';
    }
    const size_t begin = at;
    while (at < begin + kNameBytes && (absl::ascii_isalnum(static_cast<unsigned char>(At(at))) ||
                                       absl::StrContains("_$@", At(at)))) {
      at++;
    }
    return at > begin && At(at) == ':';
  }

  void ReadEscape() {
    static constexpr std::string_view kKept = "\"\\/bfnrt";
    if (pos_ == text_.size()) return;
    const char c = text_[pos_++];
    char32_t unit = 0, low = 0;
    if (c == 'u' && ReadUnit(pos_, &unit)) {
      pos_ += 4;
      if ((unit & 0xFC00) == 0xD800 && text_.substr(pos_, 2) == "\\u" && ReadUnit(pos_ + 2, &low) &&
          (low & 0xFC00) == 0xDC00) {
        pos_ += 6;
        unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
      }
      std::string text;
      AppendUtf8(unit, &text);
      for (const char byte : text) WriteByte(byte);
    } else if (absl::StrContains(kKept, c)) {
      out_.push_back('\\');
      out_.push_back(c);
    } else {
      WriteByte(c);
    }
  }

  bool ReadUnit(size_t at, char32_t* unit) const {
    *unit = 0;
    for (size_t i = at; i < at + 4; i++) {
      const unsigned char c = static_cast<unsigned char>(At(i));
      if (!absl::ascii_isxdigit(c)) return false;
      *unit = *unit * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return true;
  }

  // --- words ---

  // What stands without quotes: a number, a word, a name. Numbers become strings, as JSON forbids
  // some ("007", "1,299.00") and Json has them as text either way.
  void ReadWord() {
    const size_t begin = pos_;
    const bool name = WantsName();
    while (++pos_ < text_.size()) {
      const char c = text_[pos_];
      // No name begins with a digit, so this comma groups digits.
      const bool groups = c == ',' && InObject() && !name &&
                          absl::ascii_isdigit(static_cast<unsigned char>(At(pos_ + 1)));
      if (!groups && (IsSpaceOrControl(c) || absl::StrContains(",:;{}[]\"'", c))) break;
    }
    const std::string_view word = text_.substr(begin, pos_ - begin);
    if (name) {
      BeforeEntry();
      levels_.back().named = true;
    } else {
      BeforeValue();
    }
    if (!name && absl::ascii_isalpha(static_cast<unsigned char>(word[0]))) {
      out_ += word == "true" || word == "false" ? word : "null";
      return;
    }
    out_.push_back('"');
    for (const char c : word) WriteByte(c);
    out_.push_back('"');
  }

  std::string_view text_;
  size_t pos_ = 0;
  std::vector<Level> levels_;  // the first is the array of all that is read
  std::string out_;
};

}  // namespace

std::string RepairJson(std::string_view text) {
  std::string resolved;
  const size_t first = std::min(text.find_first_of("\"&"), text.size());
  for (const std::string_view reference : {"&quot;", "&#34;", "&#x22;"}) {
    if (!absl::StartsWith(text.substr(first), reference)) continue;
    Resolve(text, TextRules::kData, &resolved);
    text = resolved;
    break;
  }
  return Repairer(text).Run();
}

}  // namespace touchstone

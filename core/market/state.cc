#include "core/market/state.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/text.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

bool IsNameByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '$' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// The code point of four hexadecimal digits at text[pos]; 0xFFFD for anything else.
uint32_t HexAt(std::string_view text, size_t pos) {
  uint32_t value = 0;
  const bool ok = pos + 4 <= text.size() && absl::SimpleHexAtoi(text.substr(pos, 4), &value);
  return ok ? value : 0xFFFD;
}

// The value of a text as it stands between its quotes.
std::string Unescape(std::string_view text) {
  std::string out;
  for (size_t pos = 0; pos < text.size(); pos++) {
    if (text[pos] != '\\' || pos + 1 == text.size()) {
      out.push_back(text[pos]);
      continue;
    }
    const char c = text[++pos];
    if (c == 'u') {
      uint32_t code = HexAt(text, pos + 1);
      pos = std::min(pos + 4, text.size() - 1);
      if (code >= 0xD800 && code < 0xDC00 && text.substr(pos + 1, 2) == "\\u") {
        const uint32_t low = HexAt(text, pos + 3);
        if (low >= 0xDC00 && low < 0xE000) {
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          pos = std::min(pos + 6, text.size() - 1);
        }
      }
      AppendUtf8(code, &out);
    } else {
      constexpr std::string_view kNames = "ntrbf", kValues = "\n\t\r\b\f";
      const size_t at = kNames.find(c);
      out.push_back(at == kNames.npos ? c : kValues[at]);
    }
  }
  return out;
}

class StateReader {
 public:
  StateReader(std::string_view text, const std::vector<const std::vector<std::string>*>& paths,
              std::vector<StateValue>* found)
      : text_(text), paths_(paths), found_(found) {}

  // Reads the value at pos_ and moves behind it.
  //   in      active: bit i says that path i has led here, by its first `steps` steps
  //   out     false when the rest can't be read
  bool ReadValue(uint32_t active, size_t steps, int depth) {
    SkipSpace();
    if (pos_ >= text_.size() || found_->size() >= kMaxStateValues) return false;
    const char c = text_[pos_];
    if (c == '{' || c == '[') {
      if (active == 0 || depth >= kMaxStateDepth) return SkipBrackets();
      return c == '{' ? ReadObject(active, steps, depth) : ReadArray(active, steps, depth);
    }
    if (c == '"' || c == '\'' || c == '`') {
      std::string_view inner;
      if (!ReadQuoted(&inner)) return false;
      TakeText(inner, active, steps);
      return true;
    }
    return ReadWord(active, steps);
  }

 private:
  bool Ends(size_t path, size_t steps) const { return paths_[path]->size() == steps; }

  void SkipSpace() {
    while (pos_ < text_.size()) {
      if (absl::ascii_isspace(static_cast<unsigned char>(text_[pos_]))) {
        pos_++;
      } else if (absl::StartsWith(text_.substr(pos_), "/*")) {
        pos_ = std::min(text_.find("*/", pos_ + 2), text_.size() - 2) + 2;
      } else if (absl::StartsWith(text_.substr(pos_), "//")) {
        pos_ = std::min(text_.find('\n', pos_), text_.size());
      } else {
        break;
      }
    }
  }

  // Moves behind the closing quote.
  bool ReadQuoted(std::string_view* inner) {
    const char quote = text_[pos_];
    const size_t begin = ++pos_;
    while (pos_ < text_.size() && text_[pos_] != quote) pos_ += text_[pos_] == '\\' ? 2 : 1;
    if (pos_ >= text_.size()) return false;
    *inner = text_.substr(begin, pos_ - begin);
    pos_++;
    return true;
  }

  // Moves behind the bracket that closes the one at pos_.
  bool SkipBrackets() {
    size_t open = 0;
    while (pos_ < text_.size()) {
      const char c = text_[pos_];
      if (c == '"' || c == '\'' || c == '`') {
        std::string_view inner;
        if (!ReadQuoted(&inner)) return false;
        continue;
      }
      if (c == '/') {
        const size_t before = pos_;
        SkipSpace();  // a comment may hold quotes and brackets
        if (pos_ > before) continue;
      }
      pos_++;
      if (c == '{' || c == '[' || c == '(') open++;
      if ((c == '}' || c == ']' || c == ')') && --open == 0) return true;
    }
    return false;
  }

  void Take(std::string text, uint32_t active, size_t steps) {
    if (text.size() > kMaxStateValueBytes) return;
    for (size_t i = 0; i < paths_.size(); i++) {
      if (((active >> i) & 1) == 0 || !Ends(i, steps)) continue;
      if (found_->size() < kMaxStateValues) found_->push_back({i, text});
    }
  }

  // A text where a path goes on holds a state of its own: JSON.parse("{\"price\":...}").
  void TakeText(std::string_view inner, uint32_t active, size_t steps) {
    bool ends = false, goes_on = false;
    for (size_t i = 0; i < paths_.size(); i++) {
      if (((active >> i) & 1) != 0) (Ends(i, steps) ? ends : goes_on) = true;
    }
    if (ends && inner.size() <= 6 * kMaxStateValueBytes) Take(Unescape(inner), active, steps);
    if (!goes_on || inside_text_) return;
    const std::string state = Unescape(inner);
    StateReader reader(state, paths_, found_);
    reader.inside_text_ = true;
    reader.ReadValue(active, steps, 0);
  }

  // A number, true, or an expression of which nothing is known.
  bool ReadWord(uint32_t active, size_t steps) {
    const size_t begin = pos_;
    while (pos_ < text_.size() && (IsNameByte(text_[pos_]) || text_[pos_] == '.' ||
                                   text_[pos_] == '-' || text_[pos_] == '+')) {
      pos_++;
    }
    const std::string_view word = text_.substr(begin, pos_ - begin);
    SkipSpace();
    // At the end of the text, what stands inside of something may be cut.
    const bool whole = pos_ < text_.size() ? absl::StrContains(",}];)\n", text_[pos_]) : steps == 0;
    if (whole && !word.empty() && word != "null" && word != "undefined") {
      Take(std::string(word), active, steps);
    }
    if (word == "JSON.parse" && pos_ < text_.size() && text_[pos_] == '(') {
      pos_++;
      SkipSpace();
      // A text alone: calls inside one another would be read by as many calls of this.
      const bool text = pos_ < text_.size() && absl::StrContains("\"'`", text_[pos_]);
      if (text && !ReadValue(active, steps, kMaxStateDepth)) return false;
    }
    while (pos_ < text_.size() && !absl::StrContains(",}];", text_[pos_])) {
      const char c = text_[pos_];
      if (c == '{' || c == '[' || c == '(') {
        if (!SkipBrackets()) return false;
      } else if (c == '"' || c == '\'' || c == '`') {
        std::string_view inner;
        if (!ReadQuoted(&inner)) return false;
      } else {
        pos_++;
      }
    }
    return pos_ < text_.size() || begin < pos_;
  }

  // Of the paths that led here, those whose next step is `name`.
  uint32_t Follow(uint32_t active, size_t steps, std::string_view name) const {
    uint32_t next = 0;
    for (size_t i = 0; i < paths_.size(); i++) {
      if (((active >> i) & 1) == 0 || Ends(i, steps)) continue;
      const std::string& step = (*paths_[i])[steps];
      if (step == "*" || step == name) next |= uint32_t{1} << i;
    }
    return next;
  }

  bool ReadObject(uint32_t active, size_t steps, int depth) {
    pos_++;
    for (;;) {
      SkipSpace();
      if (pos_ >= text_.size()) return false;
      if (text_[pos_] == '}') break;
      if (text_[pos_] == ',') {
        pos_++;
        continue;
      }
      std::string_view name;
      if (text_[pos_] == '"' || text_[pos_] == '\'') {
        if (!ReadQuoted(&name)) return false;
      } else {
        const size_t begin = pos_;
        while (pos_ < text_.size() && IsNameByte(text_[pos_])) pos_++;
        name = text_.substr(begin, pos_ - begin);
        if (name.empty()) return false;
      }
      SkipSpace();
      if (pos_ >= text_.size() || text_[pos_] != ':') return false;
      pos_++;
      if (!ReadValue(Follow(active, steps, name), steps + 1, depth + 1)) return false;
    }
    pos_++;
    return true;
  }

  bool ReadArray(uint32_t active, size_t steps, int depth) {
    pos_++;
    for (size_t place = 0;; place++) {
      SkipSpace();
      if (pos_ >= text_.size()) return false;
      if (text_[pos_] == ']') break;
      if (text_[pos_] == '}' || text_[pos_] == ';') return false;
      const std::string name = absl::StrCat(place);
      if (!ReadValue(Follow(active, steps, name), steps + 1, depth + 1)) return false;
      SkipSpace();
      if (pos_ < text_.size() && text_[pos_] == ',') pos_++;
    }
    pos_++;
    return true;
  }

  std::string_view text_;
  const std::vector<const std::vector<std::string>*>& paths_;
  std::vector<StateValue>* found_;
  size_t pos_ = 0;
  bool inside_text_ = false;
};

}  // namespace

std::vector<StateValue> ReadState(std::string_view text,
                                  const std::vector<const std::vector<std::string>*>& paths) {
  std::vector<StateValue> found;
  if (paths.empty() || paths.size() > kMaxStatePaths) return found;
  const uint32_t all = static_cast<uint32_t>((uint64_t{1} << paths.size()) - 1);
  StateReader(text, paths, &found).ReadValue(all, 0, 0);
  return found;
}

std::string_view FindStateBehind(std::string_view script, std::string_view mark) {
  for (size_t pos = script.find(mark); pos != script.npos; pos = script.find(mark, pos + 1)) {
    size_t end = pos + mark.size();
    if (pos > 0 && IsNameByte(script[pos - 1])) continue;
    if (end < script.size() && (script[end] == '"' || script[end] == '\'' || script[end] == ']')) {
      end++;  // window["state"] = , "state":
      if (end < script.size() && script[end] == ']') end++;
    }
    while (end < script.size() && absl::ascii_isspace(static_cast<unsigned char>(script[end]))) {
      end++;
    }
    if (end < script.size() && (script[end] == '=' || script[end] == ':') &&
        script.substr(end, 2) != "==") {
      return script.substr(end + 1);
    }
  }
  return "";
}

}  // namespace touchstone

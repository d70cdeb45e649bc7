#include "core/page/inline_style.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "core/page/css_declarations.h"

namespace touchstone {
namespace {

// --- values ---

// A length in thousandths of its unit, at most a million units.
struct Length {
  enum class Unit : uint8_t { kNone, kPixels, kFont, kOther };  // kFont: em, rem, %, ...
  int thousandths = 0;
  Unit unit = Unit::kNone;
  bool root = false;  // rem: does not depend on the parent
};

// "e-3" behind a number.
int64_t ReadExponent(std::string_view text, size_t* pos, int64_t value, int64_t most) {
  size_t at = *pos + 1;
  if (*pos >= text.size() || text[*pos] != 'e') return value;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) at++;
  const size_t begin = at;
  int exponent = 0;
  for (; at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at])); at++) {
    exponent = std::min(exponent * 10 + (text[at] - '0'), 20);
  }
  if (at == begin) return value;  // "1em"
  *pos = at;
  for (; exponent > 0 && value != 0; exponent--) {
    value = negative ? value / 10 : std::min(value * 10, most);
  }
  return value;
}

// Reads the number and unit that begin at text[*pos]; false when there is none.
bool ReadLength(std::string_view text, size_t* pos, Length* length) {
  constexpr int64_t kMost = 1'000'000'000;
  size_t at = *pos;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) at++;
  int64_t value = 0;
  bool any = false, nonzero = false;
  int64_t scale = 1000;
  for (bool point = false; at < text.size(); at++) {
    if (text[at] == '.' && !point) {
      point = true;
      continue;
    }
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[at]))) break;
    any = true;
    nonzero = nonzero || text[at] != '0';
    if (point) scale /= 10;
    value = point ? value + (text[at] - '0') * scale
                  : std::min(value * 10 + (text[at] - '0') * 1000, kMost);
  }
  if (!any) return false;
  value = ReadExponent(text, &at, value, kMost);
  const size_t unit_begin = at;
  while (at < text.size() &&
         (absl::ascii_isalpha(static_cast<unsigned char>(text[at])) || text[at] == '%')) {
    at++;
  }
  const std::string_view unit = text.substr(unit_begin, at - unit_begin);
  // How many thousandths of a pixel a unit is.
  static constexpr std::pair<std::string_view, int> kAbsolute[] = {
      {"px", 1000}, {"pt", 1333}, {"pc", 16000}, {"mm", 3780}, {"cm", 37795}, {"in", 96000}};
  length->unit = unit.empty() ? Length::Unit::kNone : Length::Unit::kOther;
  for (const auto& [name, thousandths] : kAbsolute) {
    if (unit != name) continue;
    length->unit = Length::Unit::kPixels;
    value = std::min(value * thousandths / 1000, kMost);
  }
  length->root = unit == "rem";
  for (const std::string_view name : {"em", "rem", "%", "ex", "ch"}) {
    if (unit == name) length->unit = Length::Unit::kFont;
  }
  if (unit == "%") value /= 100;
  if (value == 0 && nonzero) value = 1;
  length->thousandths = static_cast<int>(negative ? -value : value);
  *pos = at;
  return true;
}

// The whole text as one length.
bool ReadWholeLength(std::string_view text, Length* length) {
  size_t pos = 0;
  return ReadLength(text, &pos, length) && pos == text.size() &&
         (length->unit != Length::Unit::kNone || length->thousandths == 0);
}

// Whether it moves something off the screen to the left or upwards.
bool IsFarBack(std::string_view text) {
  Length length;
  if (!ReadWholeLength(text, &length)) return false;
  // An em is some 16 pixels; a percent is of a box that is as wide as the screen at most.
  const int pixels = length.thousandths / 1000 * (length.unit == Length::Unit::kFont ? 10 : 1);
  return pixels <= -kFarPixels;
}

// Whether a box of that size holds nothing: a pixel or less.
bool IsNoSize(std::string_view text) {
  Length length;
  return ReadWholeLength(text, &length) && length.thousandths <= 1000 &&
         (length.unit == Length::Unit::kPixels || length.thousandths == 0);
}

InlineStyle::FontSize ReadFontSize(std::string_view text) {
  using FontSize = InlineStyle::FontSize;
  if (text == "smaller" || text == "larger" || text == "inherit" || text == "unset") {
    return FontSize::kRelative;
  }
  for (const std::string_view name : {"xx-small", "x-small", "small", "medium", "large", "x-large",
                                      "xx-large", "xxx-large", "initial"}) {
    if (text == name) return FontSize::kReadable;
  }
  Length length;
  if (!ReadWholeLength(text, &length) || length.thousandths < 0) return FontSize::kNotGiven;
  switch (length.unit) {
    case Length::Unit::kNone:
      return FontSize::kUnreadable;
    case Length::Unit::kPixels:
      return length.thousandths < kMinFontPixels * 1000 ? FontSize::kUnreadable
                                                        : FontSize::kReadable;
    case Length::Unit::kFont:
      if (length.thousandths < 100) return FontSize::kUnreadable;
      return length.root ? FontSize::kReadable : FontSize::kRelative;
    case Length::Unit::kOther:
      return length.thousandths == 0 ? FontSize::kUnreadable : FontSize::kReadable;
  }
  return FontSize::kNotGiven;
}

// The next word of a value, a function with its arguments being one; "" at the end.
std::string_view NextWord(std::string_view text, size_t* pos) {
  while (*pos < text.size() && (text[*pos] == ' ' || text[*pos] == ',')) (*pos)++;
  const size_t begin = *pos;
  int depth = 0;
  for (; *pos < text.size(); (*pos)++) {
    const char c = text[*pos];
    if (c == '(') depth++;
    if (c == ')') depth--;
    if (depth <= 0 && (c == ' ' || c == ',')) break;
  }
  return text.substr(begin, *pos - begin);
}

// The size in "italic bold 12px/30px Georgia": the first word that is a size, and no weight.
InlineStyle::FontSize ReadFont(std::string_view text) {
  if (absl::StrContains(text, ':')) return InlineStyle::FontSize::kNotGiven;
  size_t pos = 0;
  for (std::string_view word; !(word = NextWord(text, &pos)).empty();) {
    const auto size = ReadFontSize(word.substr(0, word.find('/')));
    if (size == InlineStyle::FontSize::kNotGiven) continue;
    // A family must follow.
    return NextWord(text, &pos).empty() ? InlineStyle::FontSize::kNotGiven : size;
  }
  return InlineStyle::FontSize::kNotGiven;
}

bool IsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool IsDefaulting(std::string_view text) {
  return IsOneOf(text, {"inherit", "initial", "unset", "revert", "revert-layer"});
}

bool IsDisplay(std::string_view text) {
  for (const std::string_view begin : {"block", "inline", "flex", "grid", "table", "contents",
                                       "list-item", "flow", "ruby", "run-in", "math", "-webkit-"}) {
    if (absl::StartsWith(text, begin)) return true;
  }
  return IsDefaulting(text);
}

bool IsBackgroundWord(std::string_view text) {
  if (!absl::ascii_isalpha(static_cast<unsigned char>(text.front()))) {
    return !absl::StrContains(text, ':') && text.front() != '{';  // a length, a slash, a string
  }
  return IsOneOf(text, {"none",  "repeat",     "repeat-x",    "repeat-y",   "no-repeat", "space",
                        "round", "scroll",     "fixed",       "local",      "left",      "right",
                        "top",   "bottom",     "center",      "cover",      "contain",   "auto",
                        "text",  "border-box", "content-box", "padding-box"}) ||
         IsDefaulting(text) || text.back() == ')';
}

// A number or a percentage.
bool ReadOpacity(std::string_view text, bool* invisible) {
  Length length;
  size_t pos = 0;
  if (!ReadLength(text, &pos, &length) || pos != text.size()) return IsDefaulting(text);
  if (length.unit != Length::Unit::kNone && text.back() != '%') return false;
  *invisible = length.thousandths < kMinOpacityPercent * 10;
  return true;
}

// "rect(0, 0, 0, 0)": top, right, bottom, left.
bool IsEmptyRect(std::string_view text) {
  if (!absl::ConsumePrefix(&text, "rect(") || !absl::ConsumeSuffix(&text, ")")) return false;
  int edges[4];
  size_t pos = 0;
  for (int& edge : edges) {
    Length length;
    if (!ReadWholeLength(NextWord(text, &pos), &length)) return false;
    edge = length.thousandths;
  }
  return edges[2] - edges[0] <= 1000 || edges[1] - edges[3] <= 1000;
}

// "inset(50%)", "circle(0)".
bool IsEmptyShape(std::string_view text) {
  Length length;
  size_t pos = text.find('(') + 1;
  if (pos == 0 || !ReadLength(text, &pos, &length)) return false;
  if (absl::StartsWith(text, "circle(")) return length.thousandths == 0;
  return absl::StartsWith(text, "inset(") && length.unit == Length::Unit::kFont &&
         length.thousandths >= 500;
}

// "scale(0)", "translateX(-9999px)".
bool IsTransformedAway(std::string_view text) {
  Length length;
  size_t pos = text.find('(') + 1;
  if (pos == 0 || !ReadLength(text, &pos, &length)) return false;
  if (absl::StartsWith(text, "scale")) return length.thousandths == 0;
  return absl::StartsWith(text, "translate") && length.thousandths <= -kFarPixels * 1000;
}

// --- properties ---

enum class Property : uint8_t {
  kBackground,
  kBackgroundClip,
  kBackgroundColor,
  kBackgroundImage,
  kBottom,
  kClip,
  kClipPath,
  kColor,
  kContentVisibility,
  kDisplay,
  kFont,
  kFontSize,
  kHeight,
  kLeft,
  kMarginLeft,
  kMarginTop,
  kMaxHeight,
  kMaxWidth,
  kOpacity,
  kOverflow,
  kPadding,
  kPosition,
  kRight,
  kTextFill,
  kTextIndent,
  kTop,
  kTransform,
  kVisibility,
  kWidth,
  kOther,
};
constexpr size_t kProperties = static_cast<size_t>(Property::kOther);

// Sorted by name.
constexpr std::pair<std::string_view, Property> kNames[] = {
    {"-webkit-background-clip", Property::kBackgroundClip},
    {"-webkit-text-fill-color", Property::kTextFill},
    {"-webkit-transform", Property::kTransform},
    {"background", Property::kBackground},
    {"background-clip", Property::kBackgroundClip},
    {"background-color", Property::kBackgroundColor},
    {"background-image", Property::kBackgroundImage},
    {"bottom", Property::kBottom},
    {"clip", Property::kClip},
    {"clip-path", Property::kClipPath},
    {"color", Property::kColor},
    {"content-visibility", Property::kContentVisibility},
    {"display", Property::kDisplay},
    {"font", Property::kFont},
    {"font-size", Property::kFontSize},
    {"height", Property::kHeight},
    {"left", Property::kLeft},
    {"margin-left", Property::kMarginLeft},
    {"margin-top", Property::kMarginTop},
    {"max-height", Property::kMaxHeight},
    {"max-width", Property::kMaxWidth},
    {"opacity", Property::kOpacity},
    {"overflow", Property::kOverflow},
    {"overflow-x", Property::kOverflow},
    {"overflow-y", Property::kOverflow},
    {"padding", Property::kPadding},
    {"padding-bottom", Property::kPadding},
    {"padding-top", Property::kPadding},
    {"position", Property::kPosition},
    {"right", Property::kRight},
    {"text-indent", Property::kTextIndent},
    {"top", Property::kTop},
    {"transform", Property::kTransform},
    {"visibility", Property::kVisibility},
    {"width", Property::kWidth},
};

Property PropertyNamed(std::string_view name) {
  const auto* it =
      std::lower_bound(std::begin(kNames), std::end(kNames), name,
                       [](const auto& entry, std::string_view key) { return entry.first < key; });
  return it != std::end(kNames) && it->first == name ? it->second : Property::kOther;
}

// Gathers declarations in their order.
class StyleReader {
 public:
  InlineStyle Read(std::string_view text) {
    CssDeclarations declarations(text);
    while (declarations.Next()) {
      const Property property = PropertyNamed(declarations.name());
      if (property == Property::kOther) continue;
      important_now_ = declarations.important();
      if (declarations.whole()) {
        Apply(property, declarations.value());
      } else if (property == Property::kBackground || property == Property::kBackgroundImage) {
        Take(Property::kBackgroundImage, true);  // gradients and pictures are long
      }
    }
    return Result();
  }

 private:
  // Whether a valid declaration counts beside those before it.
  bool Takes(Property property) {
    bool& important = important_[static_cast<size_t>(property)];
    if (important && !important_now_) return false;
    important = important_now_;
    return true;
  }
  void Take(Property property, bool flag) {
    if (Takes(property)) flags_[static_cast<size_t>(property)] = flag;
  }
  bool Is(Property property) const { return flags_[static_cast<size_t>(property)]; }

  void Apply(Property property, std::string_view value) {
    switch (property) {
      case Property::kDisplay:
        if (value != "none" && !IsDisplay(value)) return;
        if (!Takes(property)) return;
        style_.display =
            value == "none" ? InlineStyle::Display::kNone : InlineStyle::Display::kSome;
        return;
      case Property::kVisibility:
        return ApplyVisibility(value);
      case Property::kFont:
      case Property::kFontSize: {
        const auto size = property == Property::kFont ? ReadFont(value) : ReadFontSize(value);
        if (size == InlineStyle::FontSize::kNotGiven || !Takes(Property::kFontSize)) return;
        style_.font_size = size;
        return;
      }
      case Property::kColor:
      case Property::kTextFill:
      case Property::kBackgroundColor:
        return ApplyColor(property, value);
      case Property::kBackground:
        return ApplyBackground(value);
      case Property::kOpacity: {
        bool invisible = false;
        if (ReadOpacity(value, &invisible)) Take(property, invisible);
        return;
      }
      case Property::kTextIndent: {
        Length length;
        if (!ReadWholeLength(value, &length) || !Takes(property)) return;
        style_.indent_given = true;
        style_.indented_off = IsFarBack(value);
        return;
      }
      default:
        return Take(property, FlagOf(property, value));
    }
  }

  // Properties of which one question is asked.
  static bool FlagOf(Property property, std::string_view value) {
    switch (property) {
      case Property::kBackgroundClip:
        return value == "text";
      case Property::kBackgroundImage:
        return value != "none" && !IsDefaulting(value);
      case Property::kClip:
        return IsEmptyRect(value);
      case Property::kClipPath:
        return IsEmptyShape(value);
      case Property::kContentVisibility:
        return value == "hidden";
      case Property::kHeight:
      case Property::kWidth:
      case Property::kMaxHeight:
      case Property::kMaxWidth:
        return IsNoSize(value);
      case Property::kOverflow:
        return IsOneOf(value, {"hidden", "clip"});
      case Property::kPadding:
        return std::any_of(value.begin(), value.end(), [](char c) { return c > '0' && c <= '9'; });
      case Property::kPosition:
        return IsOneOf(value, {"absolute", "fixed", "relative", "sticky"});
      case Property::kTransform:
        return IsTransformedAway(value);
      default:
        return IsFarBack(value);
    }
  }

  void ApplyVisibility(std::string_view value) {
    using Visibility = InlineStyle::Visibility;
    Visibility visibility = Visibility::kNotGiven;
    if (value == "visible" || value == "initial") {
      visibility = Visibility::kVisible;
    } else if (value == "hidden" || value == "collapse") {
      visibility = Visibility::kHidden;
    } else if (!IsDefaulting(value)) {
      return;
    }
    if (Takes(Property::kVisibility)) style_.visibility = visibility;
  }

  void ApplyColor(Property property, std::string_view value) {
    Color color = ReadColor(value);
    const bool ground = property == Property::kBackgroundColor;
    if (color.kind == Color::Kind::kNotGiven) {
      if (!IsDefaulting(value) && value != "currentcolor") return;
      // What stands around decides; a ground in the colour of its text hides it, but that is rare.
      if (ground) color.kind = Color::Kind::kTransparent;
      if (value == "currentcolor" && ground) color.kind = Color::Kind::kOther;
      if (value == "initial" && !ground) color.kind = Color::Kind::kOther;
    }
    if (!Takes(property)) return;
    (ground ? style_.ground : property == Property::kColor ? style_.color : fill_) = color;
  }

  void ApplyBackground(std::string_view value) {
    if (value.empty()) return;
    Color color = {.kind = Color::Kind::kTransparent};
    bool picture = false, letters = false;
    size_t pos = 0;
    for (std::string_view word; !(word = NextWord(value, &pos)).empty();) {
      if (absl::StartsWith(word, "url(") || absl::StrContains(word, "gradient(") ||
          absl::StrContains(word, "image(") || absl::StrContains(word, "image-set(")) {
        picture = true;
      } else if (word == "text") {
        letters = true;
      } else if (const Color found = ReadColor(word); found.kind != Color::Kind::kNotGiven) {
        color = found;
      } else if (word == "currentcolor") {
        color = {.kind = Color::Kind::kOther};
      } else if (!IsBackgroundWord(word)) {
        return;
      }
    }
    Take(Property::kBackgroundImage, picture);
    Take(Property::kBackgroundClip, letters);
    if (Takes(Property::kBackgroundColor)) style_.ground = color;
  }

  InlineStyle Result() {
    if (Is(Property::kBackgroundImage)) style_.ground = {.kind = Color::Kind::kOther};
    if (fill_.kind != Color::Kind::kNotGiven) style_.color = fill_;
    style_.ground_in_letters = Is(Property::kBackgroundClip);
    const bool moved = Is(Property::kPosition) && (Is(Property::kLeft) || Is(Property::kRight) ||
                                                   Is(Property::kTop) || Is(Property::kBottom));
    const bool small = Is(Property::kHeight) || Is(Property::kWidth) || Is(Property::kMaxHeight) ||
                       Is(Property::kMaxWidth);
    const bool cropped = small && Is(Property::kOverflow) && !Is(Property::kPadding);
    style_.gone = Is(Property::kOpacity) || moved || cropped || Is(Property::kMarginLeft) ||
                  Is(Property::kMarginTop) || Is(Property::kTransform) || Is(Property::kClipPath) ||
                  (Is(Property::kClip) && Is(Property::kPosition)) ||
                  Is(Property::kContentVisibility);
    return style_;
  }

  InlineStyle style_;
  Color fill_;
  std::array<bool, kProperties> flags_ = {};
  std::array<bool, kProperties> important_ = {};
  bool important_now_ = false;
};

}  // namespace

InlineStyle ReadInlineStyle(std::string_view style) { return StyleReader().Read(style); }

}  // namespace touchstone

#include "core/page/color.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>

#include "absl/base/attributes.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

struct NamedColor {
  std::string_view name;
  uint32_t rgb;
};

// Sorted by name.
//   source  https://drafts.csswg.org/css-color/#named-colors
constexpr NamedColor kNamed[] = {
    {"aliceblue", 0xF0F8FF},
    {"antiquewhite", 0xFAEBD7},
    {"aqua", 0x00FFFF},
    {"aquamarine", 0x7FFFD4},
    {"azure", 0xF0FFFF},
    {"beige", 0xF5F5DC},
    {"bisque", 0xFFE4C4},
    {"black", 0x000000},
    {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF},
    {"blueviolet", 0x8A2BE2},
    {"brown", 0xA52A2A},
    {"burlywood", 0xDEB887},
    {"cadetblue", 0x5F9EA0},
    {"chartreuse", 0x7FFF00},
    {"chocolate", 0xD2691E},
    {"coral", 0xFF7F50},
    {"cornflowerblue", 0x6495ED},
    {"cornsilk", 0xFFF8DC},
    {"crimson", 0xDC143C},
    {"cyan", 0x00FFFF},
    {"darkblue", 0x00008B},
    {"darkcyan", 0x008B8B},
    {"darkgoldenrod", 0xB8860B},
    {"darkgray", 0xA9A9A9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xA9A9A9},
    {"darkkhaki", 0xBDB76B},
    {"darkmagenta", 0x8B008B},
    {"darkolivegreen", 0x556B2F},
    {"darkorange", 0xFF8C00},
    {"darkorchid", 0x9932CC},
    {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A},
    {"darkseagreen", 0x8FBC8F},
    {"darkslateblue", 0x483D8B},
    {"darkslategray", 0x2F4F4F},
    {"darkslategrey", 0x2F4F4F},
    {"darkturquoise", 0x00CED1},
    {"darkviolet", 0x9400D3},
    {"deeppink", 0xFF1493},
    {"deepskyblue", 0x00BFFF},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222},
    {"floralwhite", 0xFFFAF0},
    {"forestgreen", 0x228B22},
    {"fuchsia", 0xFF00FF},
    {"gainsboro", 0xDCDCDC},
    {"ghostwhite", 0xF8F8FF},
    {"gold", 0xFFD700},
    {"goldenrod", 0xDAA520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xADFF2F},
    {"grey", 0x808080},
    {"honeydew", 0xF0FFF0},
    {"hotpink", 0xFF69B4},
    {"indianred", 0xCD5C5C},
    {"indigo", 0x4B0082},
    {"ivory", 0xFFFFF0},
    {"khaki", 0xF0E68C},
    {"lavender", 0xE6E6FA},
    {"lavenderblush", 0xFFF0F5},
    {"lawngreen", 0x7CFC00},
    {"lemonchiffon", 0xFFFACD},
    {"lightblue", 0xADD8E6},
    {"lightcoral", 0xF08080},
    {"lightcyan", 0xE0FFFF},
    {"lightgoldenrodyellow", 0xFAFAD2},
    {"lightgray", 0xD3D3D3},
    {"lightgreen", 0x90EE90},
    {"lightgrey", 0xD3D3D3},
    {"lightpink", 0xFFB6C1},
    {"lightsalmon", 0xFFA07A},
    {"lightseagreen", 0x20B2AA},
    {"lightskyblue", 0x87CEFA},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xB0C4DE},
    {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00},
    {"limegreen", 0x32CD32},
    {"linen", 0xFAF0E6},
    {"magenta", 0xFF00FF},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66CDAA},
    {"mediumblue", 0x0000CD},
    {"mediumorchid", 0xBA55D3},
    {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371},
    {"mediumslateblue", 0x7B68EE},
    {"mediumspringgreen", 0x00FA9A},
    {"mediumturquoise", 0x48D1CC},
    {"mediumvioletred", 0xC71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1},
    {"moccasin", 0xFFE4B5},
    {"navajowhite", 0xFFDEAD},
    {"navy", 0x000080},
    {"oldlace", 0xFDF5E6},
    {"olive", 0x808000},
    {"olivedrab", 0x6B8E23},
    {"orange", 0xFFA500},
    {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6},
    {"palegoldenrod", 0xEEE8AA},
    {"palegreen", 0x98FB98},
    {"paleturquoise", 0xAFEEEE},
    {"palevioletred", 0xDB7093},
    {"papayawhip", 0xFFEFD5},
    {"peachpuff", 0xFFDAB9},
    {"peru", 0xCD853F},
    {"pink", 0xFFC0CB},
    {"plum", 0xDDA0DD},
    {"powderblue", 0xB0E0E6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xFF0000},
    {"rosybrown", 0xBC8F8F},
    {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513},
    {"salmon", 0xFA8072},
    {"sandybrown", 0xF4A460},
    {"seagreen", 0x2E8B57},
    {"seashell", 0xFFF5EE},
    {"sienna", 0xA0522D},
    {"silver", 0xC0C0C0},
    {"skyblue", 0x87CEEB},
    {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xFFFAFA},
    {"springgreen", 0x00FF7F},
    {"steelblue", 0x4682B4},
    {"tan", 0xD2B48C},
    {"teal", 0x008080},
    {"thistle", 0xD8BFD8},
    {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0},
    {"violet", 0xEE82EE},
    {"wheat", 0xF5DEB3},
    {"white", 0xFFFFFF},
    {"whitesmoke", 0xF5F5F5},
    {"yellow", 0xFFFF00},
    {"yellowgreen", 0x9ACD32},
};

// The same one behind the other, each a size, red, green, blue and the name: half of what the table
// takes. And where those of each letter begin.
constexpr size_t kColorHead = 4;  // bytes before a name
constexpr size_t kPackedSize = [] {
  size_t size = 0;
  for (const NamedColor& color : kNamed) size += kColorHead + color.name.size();
  return size;
}();

struct PackedColors {
  unsigned char bytes[kPackedSize] = {};
  uint16_t first[27] = {};
};

constexpr PackedColors kPacked = [] {
  PackedColors packed;
  size_t at = 0, letter = 0;
  for (const NamedColor& color : kNamed) {
    for (; letter <= static_cast<size_t>(color.name[0] - 'a'); letter++) {
      packed.first[letter] = static_cast<uint16_t>(at);
    }
    packed.bytes[at++] = static_cast<unsigned char>(color.name.size());
    for (const int shift : {16, 8, 0}) {
      packed.bytes[at++] = static_cast<unsigned char>(color.rgb >> shift & 0xFF);
    }
    for (const char c : color.name) packed.bytes[at++] = static_cast<unsigned char>(c);
  }
  for (; letter < 27; letter++) packed.first[letter] = static_cast<uint16_t>(at);
  return packed;
}();

Color Solid(uint32_t rgb) {
  return {Color::Kind::kSolid, static_cast<uint8_t>(rgb >> 16), static_cast<uint8_t>(rgb >> 8),
          static_cast<uint8_t>(rgb)};
}

// kNotGiven for anything else than three or six digits, and with `alpha` four or eight.
Color ReadHex(std::string_view digits, bool alpha) {
  const size_t size = digits.size();
  if (size != 3 && size != 6 && !(alpha && (size == 4 || size == 8))) return {};
  uint32_t channels[4] = {0, 0, 0, 255};
  const size_t width = size < 6 ? 1 : 2;
  for (size_t i = 0; i < size; i++) {
    const int value = HexDigit(digits[i]);
    if (value < 0) return {};
    const auto digit = static_cast<uint32_t>(value);
    uint32_t& channel = channels[i / width];
    if (width == 1) {
      channel = digit * 17;
    } else {
      channel = i % 2 == 0 ? digit * 16 : channel + digit;
    }
  }
  if (channels[3] * 20 < 255) return {.kind = Color::Kind::kTransparent};
  return Solid(channels[0] << 16 | channels[1] << 8 | channels[2]);
}

// Reads a number at text[*pos] in thousandths, at most a million; false when there is none.
bool ReadNumber(std::string_view text, size_t* pos, int* thousandths) {
  size_t at = *pos;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) at++;
  int whole = 0, part = 0, scale = 100;
  const size_t begin = at;
  for (; at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at])); at++) {
    whole = std::min(whole * 10 + (text[at] - '0'), 1000);
  }
  bool any = at > begin;
  if (at < text.size() && text[at] == '.') {
    at++;
    for (; at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at])); at++) {
      part += (text[at] - '0') * scale;
      scale /= 10;
      any = true;
    }
  }
  if (!any) return false;
  *thousandths = negative ? 0 : whole * 1000 + part;
  *pos = at;
  return true;
}

// "rgb(1, 2, 3)", "rgb(1 2 3 / 50%)", "rgba(1, 2, 3, .5)".
Color ReadFunction(std::string_view text) {
  const size_t open = text.find('(');
  if (!absl::StartsWith(text, "rgb") || (open != 3 && !(open == 4 && text[3] == 'a')) ||
      text.back() != ')') {
    return {.kind = Color::Kind::kOther};
  }
  int channels[4] = {0, 0, 0, 1000};
  size_t count = 0, pos = open + 1;
  while (pos + 1 < text.size()) {
    const char c = text[pos];
    if (c == ' ' || c == ',' || c == '/') {
      pos++;
      continue;
    }
    int number;
    if (count == 4 || !ReadNumber(text, &pos, &number)) return {.kind = Color::Kind::kOther};
    const bool percent = text[pos] == '%';
    if (percent) pos++;
    if (count == 3) {
      channels[3] = std::min(percent ? number / 100 : number, 1000);
    } else {
      channels[count] = std::min(percent ? number * 255 / 100'000 : (number + 500) / 1000, 255);
    }
    count++;
  }
  if (count < 3) return {};
  if (channels[3] < 50) return {.kind = Color::Kind::kTransparent};
  return {Color::Kind::kSolid, static_cast<uint8_t>(channels[0]), static_cast<uint8_t>(channels[1]),
          static_cast<uint8_t>(channels[2])};
}

// The color of a name; -1 for others.
ABSL_ATTRIBUTE_NOINLINE int RgbOf(std::string_view name) {
  if (name.empty() || name[0] < 'a' || name[0] > 'z') return -1;
  const size_t letter = static_cast<size_t>(name[0] - 'a');
  const unsigned char* entry = kPacked.bytes + kPacked.first[letter];
  const unsigned char* const end = kPacked.bytes + kPacked.first[letter + 1];
  for (; entry < end; entry += kColorHead + entry[0]) {
    if (name == std::string_view(reinterpret_cast<const char*>(entry) + kColorHead, entry[0])) {
      return entry[1] << 16 | entry[2] << 8 | entry[3];
    }
  }
  return -1;
}

}  // namespace

Color ReadColor(std::string_view text) {
  if (text.empty()) return {};
  if (text.front() == '#') return ReadHex(text.substr(1), true);
  if (text == "transparent") return {.kind = Color::Kind::kTransparent};
  if (absl::StrContains(text, '(')) return ReadFunction(text);
  const int rgb = RgbOf(text);
  return rgb >= 0 ? Solid(static_cast<uint32_t>(rgb)) : Color();
}

Color ReadLegacyColor(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  constexpr size_t kLongestName = 20;  // lightgoldenrodyellow
  if (text.empty() || text.size() > kLongestName) return {};
  if (text.front() == '#') text.remove_prefix(1);
  char lower[kLongestName];
  std::transform(text.begin(), text.end(), lower, [](char c) {
    return static_cast<char>(absl::ascii_tolower(static_cast<unsigned char>(c)));
  });
  const std::string_view name(lower, text.size());
  const int rgb = RgbOf(name);
  return rgb >= 0 ? Solid(static_cast<uint32_t>(rgb)) : ReadHex(name, false);
}

bool LookSame(const Color& a, const Color& b) {
  return a.kind == Color::Kind::kSolid && b.kind == Color::Kind::kSolid &&
         std::abs(a.red - b.red) <= kSameColorDistance &&
         std::abs(a.green - b.green) <= kSameColorDistance &&
         std::abs(a.blue - b.blue) <= kSameColorDistance;
}

}  // namespace touchstone

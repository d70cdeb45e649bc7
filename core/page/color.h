// color.h: colours as pages write them, as far as they tell whether text can be seen.
#ifndef TOUCHSTONE_CORE_PAGE_COLOR_H_
#define TOUCHSTONE_CORE_PAGE_COLOR_H_

#include <cstdint>
#include <string_view>

namespace touchstone {

struct Color {
  enum class Kind : uint8_t {
    kNotGiven,
    kSolid,
    kTransparent,  // less than a twentieth opaque
    kOther,        // a colour, but not one that is understood here: hsl(), var(), a picture
  };

  Kind kind = Kind::kNotGiven;
  uint8_t red = 0, green = 0, blue = 0;
};

// ReadColor reads one CSS colour: a name, #rgb, #rrggbb (both also with alpha), rgb(), rgba(),
// transparent.
//   in    text: lower case, without spaces around it
//   out   kNotGiven when it is no colour, as a browser then ignores it
//   cost  O(size), no allocation
Color ReadColor(std::string_view text);

// ReadLegacyColor reads the attributes bgcolor, text and color: a name, or six or three hexadecimal
// digits with or without '#', in any case.
Color ReadLegacyColor(std::string_view text);

// The most that two colours may differ in a channel, of 255, to count as the same: a contrast below
// 1.1, which nobody can read.
inline constexpr int kSameColorDistance = 8;

// LookSame says whether text of one colour on the other cannot be seen; false unless both are
// solid.
bool LookSame(const Color& a, const Color& b);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_COLOR_H_

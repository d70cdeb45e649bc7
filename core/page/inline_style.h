// inline_style.h: what a style attribute says about whether a reader sees the text. Style sheets
// are not read: they are not in the page.
#ifndef TOUCHSTONE_CORE_PAGE_INLINE_STYLE_H_
#define TOUCHSTONE_CORE_PAGE_INLINE_STYLE_H_

#include <cstdint>
#include <string_view>

#include "core/page/color.h"

namespace touchstone {

// Where text cannot be read, or a reader cannot get to it.
inline constexpr int kMinFontPixels = 2;      // smaller letters are dots
inline constexpr int kMinOpacityPercent = 5;  // less opaque is not seen
inline constexpr int kFarPixels = 999;        // moved so far left or up it is off every screen

struct InlineStyle {
  enum class Display : uint8_t { kNotGiven, kNone, kSome };
  enum class Visibility : uint8_t { kNotGiven, kVisible, kHidden };
  // kRelative: a part of the parent's, as 80% or 1em.
  enum class FontSize : uint8_t { kNotGiven, kRelative, kReadable, kUnreadable };

  Display display = Display::kNotGiven;
  Visibility visibility = Visibility::kNotGiven;
  FontSize font_size = FontSize::kNotGiven;
  // Transparent, cut to nothing, or moved off the page: with all that is in it.
  bool gone = false;
  // The first line begins off the page; an indent that is given and small ends that.
  bool indented_off = false;
  bool indent_given = false;
  Color color;
  // Of the background. kTransparent is what is behind it; kOther also stands for a picture.
  Color ground;
  // The background shows through the letters, whatever their colour is.
  bool ground_in_letters = false;
};

// ReadInlineStyle reads the declarations of a style attribute: the last valid one of a property
// counts, one that is !important before others. Comments, escapes, strings and blocks are read as
// CSS has them; a name or value longer than a few words is not understood.
//   in      style: character references resolved
//   cost    O(size), no allocation
//   source  https://drafts.csswg.org/css-style-attr/, https://drafts.csswg.org/css-syntax/
InlineStyle ReadInlineStyle(std::string_view style);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_INLINE_STYLE_H_

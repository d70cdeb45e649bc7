// disguise.h: words that are written so that a program does not find them, read as people do.
//
// A second reading never replaces the first: it adds what could be meant. What it does not take for
// a disguise stays as it is: models ("s19", "m30s++"), abbreviations ("U.S.A."), words that are
// wholly Cyrillic or Greek.
#ifndef TOUCHSTONE_CORE_RULES_DISGUISE_H_
#define TOUCHSTONE_CORE_RULES_DISGUISE_H_

#include <string_view>

#include "core/base/text.h"

namespace touchstone {

// What a digit one inside a word may stand for.
enum class One { kL, kI };

// ReadDisguised returns the lines of folded text in which something is written in disguise, read:
//   look-alikes  letters of other scripts and styled, circled or squared ones in a word that has
//                Latin letters, too, or no script of phrases ("whatsаpp" with a Cyrillic letter,
//                "ⓦⓔⓒⓗⓐⓣ"). Latin letters among Cyrillic ones that look like no Latin ones are read
//                as Cyrillic.
//   digits       in a word of at least five characters, most of them letters: "wh4ts4pp",
//                "te1egr4m", "p@yp@l", unless some digit looks like no letter.
//   letters      at least four that stand alone with the same mark between ("w h a t s",
//   "u.s.d.t"),
//                or at least two where a Han character is among them ("微 信").
//   out     each line ends with LF; "" when there is nothing. Its shifts lead into `folded`.
//           has_one: whether a digit one was read as a letter, so that the other reading differs
//   cost    O(folded)
FoldedText ReadDisguised(std::string_view folded, One one, bool* has_one);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_DISGUISE_H_

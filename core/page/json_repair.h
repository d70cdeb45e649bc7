// json_repair.h: what shops write in place of JSON -> JSON.
#ifndef TOUCHSTONE_CORE_PAGE_JSON_REPAIR_H_
#define TOUCHSTONE_CORE_PAGE_JSON_REPAIR_H_

#include <string>
#include <string_view>

namespace touchstone {

// RepairJson reads a text that was meant to be JSON and writes an array of the objects and arrays
// that stand in it one after another. What it does not understand it leaves out:
//   - comments, marks of HTML comments and CDATA, a byte order mark, code around the JSON
//   - commas and semicolons too many or too few, brackets that close nothing or are not closed
//   - control characters, wrong escapes and halves of surrogates in strings
//   - single quotes, names without quotes, values without quotes ("$5"; a word is null)
//   - quotes inside strings, where what follows tells that the string goes on
//   - a text cut off: a value that is not complete is null
//   - all of it with its quotes written as references (&quot;)
//   in      text: valid UTF-8
//   out     JSON that ParseJson reads, unless it is deeper than JsonLimits allows; names may stand
//           twice
//   cost    O(size)
std::string RepairJson(std::string_view text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_JSON_REPAIR_H_

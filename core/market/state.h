// state.h: facts out of the state that a page carries for its own scripts.
//
// Such state is JSON, or a literal of JavaScript that JSON would not allow: names without quotes,
// single quotes, comments, a comma too many. It may have megabytes; only what a path leads to is
// taken out, and nothing is built of the rest.
#ifndef TOUCHSTONE_CORE_MARKET_STATE_H_
#define TOUCHSTONE_CORE_MARKET_STATE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

// Limits of one state. What lies beyond is not looked at.
inline constexpr int kMaxStateDepth = 64;            // of nesting
inline constexpr size_t kMaxStateValues = 200;       // that paths lead to
inline constexpr size_t kMaxStateValueBytes = 4096;  // of one of them: a longer one is left out

// What a path leads to.
struct StateValue {
  size_t path = 0;   // which of the paths
  std::string text;  // a text's value; a number, true or false as it is written
};

// ReadState looks along several paths at once. Values come in the order they stand in.
//   in      text: begins with the state, white space before it allowed; what follows is not read
//           paths: steps (FieldSelector::path), at most kMaxStatePaths
//   errors  none: what is broken ends the reading, and what was found until then stays
//   cost    O(size of the state), once more for a state that is a text inside another one
std::vector<StateValue> ReadState(std::string_view text,
                                  const std::vector<const std::vector<std::string>*>& paths);

// FindStateBehind returns what follows `mark` and an '=' or ':' in a script, up to its end:
// "window.runParams" in "window.runParams = {...};". A mark inside a longer name is none.
//   errors  "" when it does not stand there
std::string_view FindStateBehind(std::string_view script, std::string_view mark);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_STATE_H_

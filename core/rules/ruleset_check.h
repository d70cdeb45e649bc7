// ruleset_check.h: what entries of a ruleset say of each other.
#ifndef TOUCHSTONE_CORE_RULES_RULESET_CHECK_H_
#define TOUCHSTONE_CORE_RULES_RULESET_CHECK_H_

#include "core/base/json.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// CheckRuleset tells `root` of the first thing that is wrong: an id or host that stands twice or
// was removed, two entries for one key from one day on, an id that nobody has.
//   in      ruleset: read from `root`, and indexed
//   cost    O(entries)
void CheckRuleset(const JsonReader& root, const Ruleset& ruleset);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_RULESET_CHECK_H_

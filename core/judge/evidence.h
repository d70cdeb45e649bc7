// evidence.h: facts x ruleset -> findings. Each predicate of the ruleset is one function here.
#ifndef TOUCHSTONE_CORE_JUDGE_EVIDENCE_H_
#define TOUCHSTONE_CORE_JUDGE_EVIDENCE_H_

#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/judge/finding.h"
#include "core/market/listing.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// What a predicate may look at.
struct Evidence {
  const Page& page;
  const std::vector<Word>& words;  // of Page::text
  const Market& market;
  std::string_view url;         // the page's own address, or ""
  bool url_is_trusted = false;  // it came from the host, not from inside the page
  Day at;
  const Ruleset& ruleset;
};

struct EvidenceResult {
  std::vector<Finding> findings;  // in the order of the ruleset's rules
  int checked = 0;                // rules whose operands were there
};

// FindEvidence tries every rule on one listing. What was not seen accuses nobody: a rule whose
// operands are missing is not counted as checked and finds nothing.
//   cost    O(words + rules)
EvidenceResult FindEvidence(const Listing& listing, const Evidence& evidence);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_EVIDENCE_H_

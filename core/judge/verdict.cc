#include "core/judge/verdict.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace touchstone {
namespace {

// A group that the ruleset does not define has the widest cap: nothing is lost by a typing error.
int CapOf(std::string_view group, const Ruleset& ruleset) {
  const Group* known = ruleset.FindGroup(group);
  return known == nullptr ? kMaxGroupCapDb : std::min(known->cap_db, kMaxGroupCapDb);
}

}  // namespace

Judgement Judge(const std::vector<Finding>& findings, const Ruleset& ruleset) {
  std::vector<std::pair<std::string_view, int>> strongest;  // of each group; those are few
  for (const Finding& finding : findings) {
    size_t i = 0;
    while (i < strongest.size() && strongest[i].first != finding.group) i++;
    if (i == strongest.size()) strongest.emplace_back(finding.group, 0);
    strongest[i].second = std::max(strongest[i].second, finding.weight_db);
  }
  Judgement judgement;
  int groups = 0;
  for (const auto& [group, weight] : strongest) {
    const int counted = std::min(weight, CapOf(group, ruleset));
    if (counted <= 0) continue;
    groups++;
    judgement.weight_db += counted;
  }
  if (judgement.weight_db >= kLikelyScamDb && groups >= 2) {
    judgement.verdict = Verdict::kLikelyScam;
  } else if (judgement.weight_db >= kCautionDb) {
    judgement.verdict = Verdict::kCaution;
  }
  return judgement;
}

std::string_view VerdictName(Verdict verdict) {
  switch (verdict) {
    case Verdict::kNone:
      return "none";
    case Verdict::kNoWarning:
      return "no_warning";
    case Verdict::kCaution:
      return "caution";
    case Verdict::kLikelyScam:
      return "likely_scam";
  }
  return "none";
}

}  // namespace touchstone

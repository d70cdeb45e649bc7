// verdict.h: findings -> verdict: groups, caps, thresholds.
#ifndef TOUCHSTONE_CORE_JUDGE_VERDICT_H_
#define TOUCHSTONE_CORE_JUDGE_VERDICT_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/judge/finding.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// In order: a page has the worst of its listings.
enum class Verdict : uint8_t { kNone, kNoWarning, kCaution, kLikelyScam };

// From this sum of decibans on. They stand in code: a ruleset cannot lower them.
inline constexpr int kCautionDb = 7;
inline constexpr int kLikelyScamDb = 13;

struct Judgement {
  Verdict verdict = Verdict::kNoWarning;
  int weight_db = 0;
};

// Judge weighs the findings of one listing that is relevant. Within a group the strongest counts,
// up to the group's cap; likely_scam needs two groups, however heavy one is.
Judgement Judge(const std::vector<Finding>& findings, const Ruleset& ruleset);

std::string_view VerdictName(Verdict verdict);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_VERDICT_H_

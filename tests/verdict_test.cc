#include "core/judge/verdict.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge_ruleset.h"

namespace touchstone {
namespace {

using Weights = std::vector<std::pair<std::string, int>>;

Judgement Weigh(const Weights& weights) {
  std::vector<Finding> findings;
  for (const auto& [group, weight] : weights) {
    Finding finding;
    finding.group = group;
    finding.weight_db = weight;
    findings.push_back(finding);
  }
  return Judge(findings, JudgeRuleset());
}

std::string Dump(const Judgement& judgement) {
  return absl::StrCat(VerdictName(judgement.verdict), " ", judgement.weight_db);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_strongest_of_a_group_counts_up_to_the_cap) {
  const struct {
    Weights weights;
    std::string_view judgement;
  } kCases[] = {
      {{}, "no_warning 0"},
      {{{"contact", 6}}, "no_warning 6"},
      {{{"contact", 6}, {"contact", 3}}, "no_warning 6"},
      {{{"price", 7}}, "caution 7"},
      {{{"price", 9}, {"price", 8}, {"price", 5}}, "caution 9"},
      {{{"price", 20}}, "caution 10"},
      {{{"price", 9}, {"condition", 4}}, "likely_scam 13"},
      {{{"price", 8}, {"condition", 4}}, "caution 12"},
      // One group never makes a likely scam, be it as heavy as it likes.
      {{{"unheard-of", 20}}, "caution 20"},
      {{{"unheard-of", 20}, {"price", 0}}, "caution 20"},
      {{{"unheard-of", 20}, {"price", 1}}, "likely_scam 21"},
      {{{"price", -5}, {"contact", 7}}, "caution 7"},
  };
  for (const auto& [weights, judgement] : kCases) {
    BOOST_CHECK_EQUAL(Dump(Weigh(weights)), judgement);
  }
}

BOOST_AUTO_TEST_CASE(the_order_of_findings_does_not_matter) {
  Weights weights = {{"price", 9}, {"price", 8}, {"contact", 6}, {"payment", 6}, {"spec", 12}};
  std::sort(weights.begin(), weights.end());
  const std::string expected = Dump(Weigh(weights));
  do {
    BOOST_REQUIRE_EQUAL(Dump(Weigh(weights)), expected);
  } while (std::next_permutation(weights.begin(), weights.end()));
}

BOOST_AUTO_TEST_CASE(one_more_finding_never_lowers) {
  const std::string kGroups[] = {"price", "contact", "condition", "unheard-of"};
  // Every list of three findings of these groups and weights, and each with a fourth.
  const int kWeights[] = {0, 2, 7, 15};
  std::vector<std::pair<std::string, int>> all;
  for (const std::string& group : kGroups) {
    for (const int weight : kWeights) all.emplace_back(group, weight);
  }
  for (const auto& a : all) {
    for (const auto& b : all) {
      for (const auto& c : all) {
        const Judgement before = Weigh({a, b});
        const Judgement after = Weigh({a, b, c});
        BOOST_REQUIRE_GE(after.weight_db, before.weight_db);
        BOOST_REQUIRE(after.verdict >= before.verdict);
      }
    }
  }
}

}  // namespace touchstone

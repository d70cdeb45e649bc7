// Rules, vocabulary, and the texts on which they are tried.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "cli/lint_checks.h"
#include "core/base/text.h"
#include "core/rules/lexicon.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

constexpr size_t kShortestRulePhrase = 3;  // bytes, folded

// --- rules --------------------------------------------------------------------------------------

bool ReadsNumber(Predicate predicate) {
  switch (predicate) {
    case Predicate::kPriceBelowBand:
    case Predicate::kTokenPrice:
    case Predicate::kPriceRange:
    case Predicate::kHashrateAboveKnown:
    case Predicate::kPowerBelowKnown:
    case Predicate::kEfficiencyImpossible:
    case Predicate::kReleasedLater:
    case Predicate::kSellerYoung:
    case Predicate::kEarningsAboveRevenue:
      return true;
    default:
      return false;
  }
}

bool ReadsUnless(Predicate predicate) {
  return predicate == Predicate::kPhrase || predicate == Predicate::kOnlyPhrases ||
         predicate == Predicate::kCategoryElsewhere || predicate == Predicate::kUsedAsNew ||
         predicate == Predicate::kEarningsAboveRevenue;
}

bool IsNumber(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

// "31 of 40 scams, 2 of 200 honest offers": two counts, each of a total.
bool HasCounts(std::string_view source) {
  const std::vector<std::string_view> words = absl::StrSplit(source, absl::ByAnyChar(" ,;()"));
  int counts = 0;
  for (size_t i = 1; i + 1 < words.size(); i++) {
    if (words[i] == "of" && IsNumber(words[i - 1]) && IsNumber(words[i + 1])) counts++;
  }
  return counts >= 2;
}

void CheckWeight(const JsonReader& entry, const Rule& rule, const Ruleset& ruleset) {
  if (rule.basis == Basis::kMeasured) {
    if (!HasCounts(rule.provenance.source)) {
      entry.Member("source").Fail("counts behind a measured weight, as \"31 of 40 ..., 2 of 200\"");
    }
  } else if (rule.weight_db > kJudgedWeightDb) {
    entry.Member("weight_db")
        .Fail(absl::StrCat("integer in [0, ", kJudgedWeightDb, "] for a judged weight"));
  }
  const Group* group = ruleset.FindGroup(rule.group);
  // A cap that is broken is read as 1.
  if (group != nullptr && group->cap_db > 1 && rule.weight_db > group->cap_db) {
    entry.Member("weight_db").Fail(absl::StrCat("at most the cap of its group, ", group->cap_db));
  }
}

void CheckRule(const JsonReader& entry, const Rule& rule, const Ruleset& ruleset) {
  CheckWeight(entry, rule, ruleset);
  if (entry.Has("number") && !ReadsNumber(rule.predicate)) {
    entry.Member("number").Fail("no number here");
  }
  if (!rule.unless.empty() && !ReadsUnless(rule.predicate)) {
    entry.Member("unless").Fail("no phrases here");
  }
  // Rules of several languages that say the same share a message: "urgency-de" says "urgency".
  const std::string message = absl::StrReplaceAll(rule.id, {{"-", "_"}});
  if (message != rule.message && message != absl::StrCat(rule.message, "_", rule.language)) {
    entry.Member("message").Fail(message);
  }
  const bool known = rule.algorithm.empty() ||
                     std::any_of(ruleset.miners.begin(), ruleset.miners.end(),
                                 [&](const Miner& m) { return m.algorithm == rule.algorithm; });
  if (!known) entry.Member("algorithm").Fail("algorithm of a machine in miners");
}

// --- phrases ------------------------------------------------------------------------------------

// Each phrase can match, and is said once. Returns them folded.
std::set<std::string> CheckList(const JsonReader& reader, const std::vector<std::string>& phrases,
                                size_t shortest) {
  std::set<std::string> seen;
  for (size_t i = 0; i < phrases.size(); i++) {
    const std::string folded = FoldString(phrases[i]);
    if (folded.empty() || folded == " ") {
      reader.Item(i).Fail("phrase that has letters or digits");
    } else if (folded.size() < shortest) {
      reader.Item(i).Fail("phrase of at least three characters");
    } else if (!seen.insert(folded).second) {
      reader.Item(i).Fail("phrase that stands only once");
    } else if (absl::AsciiStrToLower(phrases[i]) != phrases[i]) {
      reader.Item(i).Fail("phrase in lower case");
    }
  }
  return seen;
}

// Topics that say opposite things: a word of both says nothing.
constexpr std::pair<Topic, Topic> kOpposites[] = {
    {Topic::kUsed, Topic::kNew},
    {Topic::kForParts, Topic::kNew},
    {Topic::kMiningHardware, Topic::kNotMining},
};

// One phrase is of one entry in a topic and language, and of no entry of the opposite topic.
class Topics {
 public:
  void Add(const JsonReader& reader, const std::vector<std::string>& phrases,
           const Vocabulary& entry) {
    for (size_t i = 0; i < phrases.size(); i++) {
      const std::string folded = FoldString(phrases[i]);
      const auto [it, is_new] =
          owners_.emplace(std::tuple(entry.topic, folded, entry.language), entry.id);
      if (!is_new && it->second != entry.id) {
        reader.Item(i).Fail(absl::StrCat("phrase of one entry of its topic and language (",
                                         it->second, " has it, too)"));
      }
      for (const auto& [a, b] : kOpposites) {
        if (entry.topic != a && entry.topic != b) continue;
        const Topic opposite = entry.topic == a ? b : a;
        const auto other = owners_.lower_bound({opposite, folded, ""});
        if (other == owners_.end() || std::get<0>(other->first) != opposite ||
            std::get<1>(other->first) != folded) {
          continue;
        }
        reader.Item(i).Fail(absl::StrCat("phrase that ", other->second, " does not have"));
      }
    }
  }

 private:
  std::map<std::tuple<Topic, std::string, std::string>, std::string> owners_;
};

// --- examples -----------------------------------------------------------------------------------

bool HasWord(const std::vector<Word>& words, WordKind kind, size_t entry) {
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return word.kind == kind && word.entry == entry; });
}

// Whether the entry holds on `text`: a phrase is there, and nothing that a rule lists in `unless`.
bool Finds(const Lexicon& lexicon, std::string_view text, WordKind kind, size_t entry) {
  const std::vector<Word> words = lexicon.Scan(text);
  return HasWord(words, kind, entry) &&
         !(kind == WordKind::kRule && HasWord(words, WordKind::kRuleUnless, entry));
}

// Every example does what it says: `match` is found, `near_miss` is not.
template <typename Entry>
void CheckExamples(const JsonReader& reader, const Entry& entry, WordKind kind, size_t index,
                   const Lexicon& lexicon) {
  const JsonReader match = reader.Member("match"), near_miss = reader.Member("near_miss");
  if (entry.phrases.empty()) {
    if (!entry.match.empty()) match.Fail("no example of a predicate without phrases");
    if (!entry.near_miss.empty()) near_miss.Fail("no example of a predicate without phrases");
    return;
  }
  if (entry.match.empty()) match.Fail("at least one example");
  if (entry.near_miss.empty()) near_miss.Fail("at least one example");
  for (size_t j = 0; j < entry.match.size(); j++) {
    if (Finds(lexicon, entry.match[j], kind, index)) continue;
    match.Item(j).Fail(absl::StrCat("text that ", entry.id, " finds"));
  }
  for (size_t j = 0; j < entry.near_miss.size(); j++) {
    if (!Finds(lexicon, entry.near_miss[j], kind, index)) continue;
    near_miss.Item(j).Fail(absl::StrCat("text that ", entry.id, " does not find"));
  }
}

}  // namespace

void CheckRules(const JsonReader& root, const Ruleset& ruleset) {
  std::set<std::string_view> used;
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    CheckRule(EntryAt(root, "rules", i), ruleset.rules[i], ruleset);
    used.insert(ruleset.rules[i].group);
  }
  for (size_t i = 0; i < ruleset.groups.size(); i++) {
    if (used.count(ruleset.groups[i].id) > 0) continue;
    EntryAt(root, "groups", i).Member("id").Fail("group of at least one rule");
  }
}

void CheckPhrases(const JsonReader& root, const Ruleset& ruleset) {
  const Lexicon lexicon(ruleset);
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    const Rule& rule = ruleset.rules[i];
    const JsonReader entry = EntryAt(root, "rules", i);
    const auto phrases = CheckList(entry.Member("phrases"), rule.phrases, kShortestRulePhrase);
    CheckList(entry.Member("unless"), rule.unless, 1);
    for (size_t j = 0; j < rule.unless.size(); j++) {
      if (phrases.count(FoldString(rule.unless[j])) == 0) continue;
      entry.Member("unless").Item(j).Fail("phrase that is not in phrases");
    }
    CheckExamples(entry, rule, WordKind::kRule, i, lexicon);
  }
  Topics topics;
  for (size_t i = 0; i < ruleset.vocabulary.size(); i++) {
    const Vocabulary& vocabulary = ruleset.vocabulary[i];
    const JsonReader entry = EntryAt(root, "vocabulary", i);
    CheckList(entry.Member("phrases"), vocabulary.phrases, 1);
    topics.Add(entry.Member("phrases"), vocabulary.phrases, vocabulary);
    CheckExamples(entry, vocabulary, WordKind::kVocabulary, i, lexicon);
  }
}

}  // namespace touchstone

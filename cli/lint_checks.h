// lint_checks.h: what `ruleset lint` asks of a ruleset beyond what a core needs to load it. Each
// check fails readers of the document, so that every complaint has its path.
//
//   in      root: of the document with its lint-only members, collecting complaints
//           ruleset: loaded from it, entry by entry in the same places, defaults where it is broken
#ifndef TOUCHSTONE_CLI_LINT_CHECKS_H_
#define TOUCHSTONE_CLI_LINT_CHECKS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/rules/ruleset.h"

namespace touchstone {

inline JsonReader EntryAt(const JsonReader& root, std::string_view list, size_t index) {
  return root.Member(list).Item(index);
}

// The most that a weight may be which no count supports.
inline constexpr int kJudgedWeightDb = 12;

// The days that a price counts when its list gives no other span; another one is said in `source`
// behind "span: ".
inline constexpr int kPriceSpanDays = 180;

// Days, citations, languages, tombstones.
void CheckProvenance(const JsonReader& root, const Ruleset& ruleset);
// Makers and machines: names that only one has, figures that can be true.
void CheckCatalogue(const JsonReader& root, const Ruleset& ruleset);
// Price bands and exchange rates.
void CheckPrices(const JsonReader& root, const Ruleset& ruleset);
// Hosts: well formed, of one owner, and nobody else's below them.
void CheckHostNames(const JsonReader& root, const Ruleset& ruleset);
// Adapters, policies and channels.
void CheckPlaces(const JsonReader& root, const Json& document, const Ruleset& ruleset);
// Groups and rules: weights, and members that their predicate reads.
void CheckRules(const JsonReader& root, const Ruleset& ruleset);
// Phrases of rules and vocabulary, and the examples on which they are tried.
void CheckPhrases(const JsonReader& root, const Ruleset& ruleset);

// A file of texts for people, in the form of extension/_locales.
struct MessageFile {
  std::string file;  // "_locales/en/messages.json"
  std::string_view json;
};

// A message that a ruleset names, with the names of its arguments in order.
struct MessageUse {
  std::string id;
  std::vector<std::string_view> args;
};

// MessagesOf lists what a ruleset names, each once, sorted by id: of rules, policies and channels,
// the names of sites that ban, and the texts of all categories, to which unknown ids fall back.
std::vector<MessageUse> MessagesOf(const Ruleset& ruleset);

// CheckMessages holds the message files against them.
void CheckMessages(const std::vector<MessageFile>& files, const Ruleset& ruleset,
                   std::vector<std::string>* complaints);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_LINT_CHECKS_H_

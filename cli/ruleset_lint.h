// ruleset_lint.h: all that is wrong with a directory of ruleset sources.
#ifndef TOUCHSTONE_CLI_RULESET_LINT_H_
#define TOUCHSTONE_CLI_RULESET_LINT_H_

#include <optional>
#include <string>
#include <vector>

#include "cli/lint_checks.h"
#include "core/base/json.h"
#include "core/rules/ruleset.h"

namespace touchstone {

struct LintResult {
  // "DIR/rules.json: rules/3/weight_db: expected integer in [0, 20], got 21", file by file. One
  // path has one complaint: the first thing that is wrong there.
  std::vector<std::string> complaints;
  std::vector<std::string> notes;  // what was not checked
  Json document;                   // of all sources, lint-only members included
  std::optional<Ruleset> ruleset;  // what of it loads; nullopt when files are broken as files
};

// LintEntries checks what the entries say: what `build` refuses.
LintResult LintEntries(const std::string& directory);

// LintRuleset checks besides the form of the sources, every adapter on its samples, and the message
// files: what `lint` says.
//   in      messages: outlive the call
LintResult LintRuleset(const std::string& directory, const std::vector<MessageFile>& messages);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_RULESET_LINT_H_

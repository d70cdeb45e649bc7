// ruleset_command.h: `touchstone ruleset`: from JSON sources to the one file that ships.
#ifndef TOUCHSTONE_CLI_RULESET_COMMAND_H_
#define TOUCHSTONE_CLI_RULESET_COMMAND_H_

#include <string>
#include <vector>

namespace touchstone {

// Runs the command on the arguments behind "ruleset"; returns the exit status (0, or 2 for usage or
// a ruleset that is not right).
//
//   lint DIR [--at DATE]   every complaint on a line of its own: "file: path: expected X, got Y"
//   fmt DIR                rewrites the sources in canonical form: sorted, indented by two
//   build DIR [-o FILE]    the one document; refuses what lint refuses; the same bytes each time
//   stats DIR [--at DATE]  counts, and what expires within 90 days
//   messages DIR           one line for each message id, with the names of its arguments
int RulesetCommand(const std::vector<std::string>& args);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_RULESET_COMMAND_H_

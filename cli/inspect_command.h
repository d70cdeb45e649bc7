// inspect_command.h: `touchstone inspect`: one stage at a time.
#ifndef TOUCHSTONE_CLI_INSPECT_COMMAND_H_
#define TOUCHSTONE_CLI_INSPECT_COMMAND_H_

#include <string>
#include <vector>

namespace touchstone {

// Runs the command on the arguments behind "inspect"; returns the exit status (0, 2 usage or
// ruleset, 3 unreadable input).
int InspectCommand(const std::vector<std::string>& args);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_INSPECT_COMMAND_H_

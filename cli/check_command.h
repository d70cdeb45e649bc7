// check_command.h: `touchstone check`: saved pages in, reports out.
#ifndef TOUCHSTONE_CLI_CHECK_COMMAND_H_
#define TOUCHSTONE_CLI_CHECK_COMMAND_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/options.h"
#include "core/base/units.h"
#include "core/check.h"

namespace touchstone {

// Runs the command on the arguments behind "check"; returns the exit status (2 usage or ruleset,
// else 3 an input could not be read, else 1 a warning, else 0).
int CheckCommand(const std::vector<std::string>& args);

// LoadEngine reads --ruleset, or the ruleset that was built beside the command.
//   errors  "FILE: path: expected X, got Y"
absl::StatusOr<std::unique_ptr<Engine>> LoadEngine(const Options& options);

// ReadDay reads --at; today (UTC) without it.
absl::StatusOr<Day> ReadDay(const Options& options);

// ReadCountry reads --country, ISO 3166-1 alpha-2, into upper case; "" without it.
absl::StatusOr<std::string> ReadCountry(const Options& options);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_CHECK_COMMAND_H_

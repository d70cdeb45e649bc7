// options.h: command-line options, "--name value" or "--name=value", mixed with plain arguments.
#ifndef TOUCHSTONE_CLI_OPTIONS_H_
#define TOUCHSTONE_CLI_OPTIONS_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace touchstone {

struct OptionNames {
  std::vector<std::string_view> flags;   // "--json"
  std::vector<std::string_view> values;  // "--at" VALUE
};

struct Options {
  std::map<std::string, std::string, std::less<>> values;  // a flag has the value ""
  std::vector<std::string> arguments;                      // in order; all after "--" are here

  bool Has(std::string_view name) const { return values.find(name) != values.end(); }
  std::string Get(std::string_view name, std::string_view otherwise = "") const;
};

// ParseOptions reads the arguments of one command.
//   errors  kInvalidArgument: "--att: expected one of --at, --json, ..."
absl::StatusOr<Options> ParseOptions(const std::vector<std::string>& args,
                                     const OptionNames& names);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_OPTIONS_H_

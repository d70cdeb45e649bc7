#include "cli/options.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace touchstone {

std::string Options::Get(std::string_view name, std::string_view otherwise) const {
  const auto it = values.find(name);
  return it == values.end() ? std::string(otherwise) : it->second;
}

absl::StatusOr<Options> ParseOptions(const std::vector<std::string>& args,
                                     const OptionNames& names) {
  const auto has = [](const std::vector<std::string_view>& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
  };
  Options options;
  for (size_t i = 0; i < args.size(); i++) {
    const std::string& arg = args[i];
    if (arg == "--") {
      options.arguments.insert(options.arguments.end(), args.begin() + i + 1, args.end());
      break;
    }
    if (!absl::StartsWith(arg, "--")) {
      options.arguments.push_back(arg);
      continue;
    }
    const size_t equals = arg.find('=');
    const std::string name = arg.substr(0, equals);
    if (has(names.flags, name) && equals == std::string::npos) {
      options.values[name] = "";
    } else if (has(names.values, name) && equals != std::string::npos) {
      options.values[name] = arg.substr(equals + 1);
    } else if (has(names.values, name) && i + 1 < args.size()) {
      options.values[name] = args[++i];
    } else if (has(names.values, name)) {
      return absl::InvalidArgumentError(absl::StrCat(name, ": expected a value, got none"));
    } else {
      std::vector<std::string_view> known = names.flags;
      known.insert(known.end(), names.values.begin(), names.values.end());
      std::sort(known.begin(), known.end());
      return absl::InvalidArgumentError(absl::StrCat(
          arg, ": expected ", known.empty() ? "no option" : absl::StrJoin(known, ", ")));
    }
  }
  return options;
}

}  // namespace touchstone

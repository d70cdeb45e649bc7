// main.cc: the native command: which command is meant, and its exit status.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "cli/check_command.h"
#include "cli/inspect_command.h"
#include "cli/ruleset_command.h"
#include "core/check.h"

namespace {

constexpr char kUsage[] =
    R"(usage: touchstone COMMAND ...

  check [--json|--ndjson] [--at YYYY-MM-DD] [--url URL] [--country CC] [--lang LANG]
        [--ruleset FILE] [--jobs N] PATH...
      judges saved pages: .html .htm .xhtml .mhtml .mht, directories of them, or - for standard input
      exit status: 2 usage or ruleset, 3 an input could not be read, 1 a warning, 0 none
  inspect page|listings|findings [--url URL] [--at DATE] [--country CC] [--ruleset FILE] FILE
  inspect tokens [--state NAME] [--last-start-tag NAME] FILE
  inspect price [--currency-hint X] | text | host | miner [--ruleset FILE] [--] STRING...
      shows what one stage made of its input; strings are read from standard input when none is given
  ruleset lint|fmt|build|stats|messages ...
      checks and builds the ruleset; `touchstone ruleset --help` says more
  --version, --help
)";

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  const std::string_view command = args.empty() ? "" : std::string_view(args[0]);
  if (command == "--version") {
    std::printf("touchstone %s\n", std::string(touchstone::CoreVersion()).c_str());
    return 0;
  }
  if (command == "--help" || command == "help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  if (command == "check") return touchstone::CheckCommand({args.begin() + 1, args.end()});
  if (command == "inspect") return touchstone::InspectCommand({args.begin() + 1, args.end()});
  if (command == "ruleset") return touchstone::RulesetCommand({args.begin() + 1, args.end()});
  std::fputs(kUsage, stderr);
  if (!command.empty()) {
    std::fprintf(stderr, "\ntouchstone: expected a command, got \"%s\"\n", args[0].c_str());
  }
  return 2;
}

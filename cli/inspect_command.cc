#include "cli/inspect_command.h"

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/check_command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "core/check.h"
#include "core/inspect.h"

namespace touchstone {
namespace {

int Usage(std::string_view message) {
  std::fprintf(stderr, "touchstone inspect: %s\n", std::string(message).c_str());
  return 2;
}

void Print(std::string text) {
  text.push_back('\n');
  std::fwrite(text.data(), 1, text.size(), stdout);
}

int Unreadable(const InputError& error) {
  std::fprintf(stderr, "%s\n",
               WriteError(error.where, error.code, error.message, error.where, 0).c_str());
  return 3;
}

// The strings that were given, or each line of standard input.
std::vector<std::string> StringsOrLines(const std::vector<std::string>& arguments) {
  if (!arguments.empty()) return arguments;
  std::string bytes;
  ReadFile("-", kMaxInputBytes, &bytes);
  std::vector<std::string> lines;
  size_t begin = 0;
  while (begin < bytes.size()) {
    size_t end = bytes.find('\n', begin);
    if (end == std::string::npos) end = bytes.size();
    size_t length = end - begin;
    if (length > 0 && bytes[end - 1] == '\r') length--;
    lines.push_back(bytes.substr(begin, length));
    begin = end + 1;
  }
  return lines;
}

int InspectTokensCommand(const std::vector<std::string>& args) {
  absl::StatusOr<Options> options = ParseOptions(args, {{}, {"--state", "--last-start-tag"}});
  if (!options.ok()) return Usage(options.status().message());
  if (options->arguments.size() != 1) return Usage("tokens: expected one FILE");
  static constexpr std::pair<std::string_view, TokenizerState> kStates[] = {
      {"Data state", TokenizerState::kData},
      {"RCDATA state", TokenizerState::kRcdata},
      {"RAWTEXT state", TokenizerState::kRawtext},
      {"Script data state", TokenizerState::kScriptData},
      {"PLAINTEXT state", TokenizerState::kPlaintext},
      {"CDATA section state", TokenizerState::kCdataSection},
  };
  TokenizerOptions tokenizer_options;
  const std::string state = options->Get("--state", "Data state");
  bool known = false;
  for (const auto& [name, value] : kStates) {
    if (name != state) continue;
    tokenizer_options.initial_state = value;
    known = true;
  }
  if (!known) {
    return Usage(
        absl::StrCat("--state: expected \"Data state\", \"RCDATA state\", \"RAWTEXT state\", ",
                     "\"Script data state\", \"PLAINTEXT state\" or \"CDATA section state\", ",
                     "got \"", state, "\""));
  }
  const std::string last_start_tag = options->Get("--last-start-tag");
  tokenizer_options.last_start_tag = last_start_tag;
  std::string text;
  const InputError error = ReadFile(options->arguments[0], kMaxInputBytes, &text);
  if (!error.code.empty()) return Unreadable(error);
  Print(InspectTokens(RepairUtf8(text), tokenizer_options));
  return 0;
}

int InspectStringsCommand(std::string_view what, const std::vector<std::string>& args) {
  absl::StatusOr<Options> options = ParseOptions(args, {{}, {"--currency-hint", "--ruleset"}});
  if (!options.ok()) return Usage(options.status().message());
  std::unique_ptr<Engine> engine;
  if (what == "host" || what == "miner") {
    absl::StatusOr<std::unique_ptr<Engine>> loaded = LoadEngine(*options);
    if (!loaded.ok()) return Usage(loaded.status().message());
    engine = *std::move(loaded);
  }
  for (const std::string& raw : StringsOrLines(options->arguments)) {
    const std::string text = RepairUtf8(raw);
    if (what == "price") Print(InspectPrice(text, options->Get("--currency-hint")));
    if (what == "text") Print(InspectText(text));
    if (what == "host") Print(InspectHost(text, engine->ruleset()));
    if (what == "miner") Print(InspectMiner(text, *engine));
  }
  return 0;
}

int InspectPageCommand(std::string_view what, const std::vector<std::string>& args) {
  absl::StatusOr<Options> options =
      ParseOptions(args, {{}, {"--url", "--at", "--country", "--ruleset"}});
  if (!options.ok()) return Usage(options.status().message());
  if (options->arguments.size() != 1) return Usage(absl::StrCat(what, ": expected one FILE"));
  const absl::StatusOr<Day> at = ReadDay(*options);
  if (!at.ok()) return Usage(at.status().message());
  const absl::StatusOr<std::string> country = ReadCountry(*options);
  if (!country.ok()) return Usage(country.status().message());
  absl::StatusOr<std::unique_ptr<Engine>> engine = LoadEngine(*options);
  if (!engine.ok()) return Usage(engine.status().message());
  const std::string& name = options->arguments[0];
  const Document document = ReadDocument(name);
  if (!document.error.code.empty()) return Unreadable(document.error);
  const std::string url = options->Get("--url");
  CheckInput input = InputOf(document, name);
  input.url = url;
  input.at = *at;
  input.country = *country;
  const Stages stages = (*engine)->Read(input);
  if (what == "page") Print(InspectPage(stages));
  if (what == "listings") Print(InspectListings(stages, input, **engine));
  if (what == "findings") Print(InspectFindings(stages, input, **engine));
  return 0;
}

}  // namespace

int InspectCommand(const std::vector<std::string>& args) {
  const std::string what = args.empty() ? "" : args[0];
  const std::vector<std::string> rest(args.begin() + (args.empty() ? 0 : 1), args.end());
  if (what == "tokens") return InspectTokensCommand(rest);
  if (what == "price" || what == "text" || what == "host" || what == "miner") {
    return InspectStringsCommand(what, rest);
  }
  if (what == "page" || what == "listings" || what == "findings") {
    return InspectPageCommand(what, rest);
  }
  return Usage(absl::StrCat(
      "expected page, listings, findings, tokens, price, text, host or miner, got \"", what, "\""));
}

}  // namespace touchstone

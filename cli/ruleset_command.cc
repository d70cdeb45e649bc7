#include "cli/ruleset_command.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "cli/check_command.h"
#include "cli/messages.h"
#include "cli/options.h"
#include "cli/ruleset_lint.h"
#include "cli/ruleset_sources.h"
#include "cli/ruleset_stats.h"
#include "core/base/json.h"

namespace touchstone {
namespace {

constexpr char kUsage[] = R"(usage: touchstone ruleset lint|fmt|build|stats|messages DIR
  lint [--at DATE]     checks the sources, every site's adapter on its samples (DIR/samples), and
                       the message files; one complaint a line
  fmt                  rewrites the sources in canonical form
  build [-o FILE]      writes the one document that ships (standard output without -o)
  stats [--json] [--at DATE]
                       counts the entries by kind, language, age and basis, and lists what has
                       expired and what expires within 90 days
  messages             lists the ids of all messages with their arguments
)";

void PrintAll(const std::vector<std::string>& lines, std::string_view before = "") {
  for (const std::string& line : lines) {
    std::fprintf(stderr, "%s%s\n", std::string(before).c_str(), line.c_str());
  }
}

int Lint(const std::string& directory, Day at) {
  std::vector<MessageFile> messages;
  for (const auto& [language, json] : Messages::Files()) {
    messages.push_back({absl::StrCat("_locales/", language, "/messages.json"), json});
  }
  const LintResult result = LintRuleset(directory, messages);
  PrintAll(result.complaints);
  PrintAll(result.notes, "note: ");
  if (result.ruleset.has_value()) {
    for (const Expiry& expiry : CountRuleset(*result.ruleset, at).expired) {
      std::fprintf(stderr, "warning: %s: not used since %s\n", expiry.path.c_str(),
                   FormatDay(expiry.day).c_str());
    }
  }
  if (!result.complaints.empty()) {
    std::fprintf(stderr, "%s: %zu complaints\n", directory.c_str(), result.complaints.size());
    return 2;
  }
  std::printf("%s: version %lld is well formed\n", directory.c_str(),
              static_cast<long long>(result.ruleset->version));
  return 0;
}

int WriteFile(const std::string& name, const std::string& bytes) {
  std::FILE* file = std::fopen(name.c_str(), "wb");
  const bool written =
      file != nullptr && std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool closed = file == nullptr || std::fclose(file) == 0;
  if (written && closed) return 0;
  std::fprintf(stderr, "touchstone ruleset: %s: cannot write\n", name.c_str());
  return 2;
}

int Format(const std::string& directory) {
  const Sources sources = ReadSources(directory);
  PrintAll(sources.complaints);
  if (!sources.complaints.empty()) return 2;
  for (const Source& source : sources.files) {
    const std::string bytes = WriteSource(source.json);
    if (bytes != source.bytes && WriteFile(source.file, bytes) != 0) return 2;
  }
  return 0;
}

// A directory's ruleset as it ships. Complaints are printed; nullopt when there are any.
struct Built {
  std::string bytes;
  Ruleset ruleset;
};

std::optional<Built> BuildChecked(const std::string& directory) {
  LintResult result = LintEntries(directory);
  PrintAll(result.complaints);
  if (!result.complaints.empty()) return std::nullopt;
  return Built{WriteBuilt(std::move(result.document)), *std::move(result.ruleset)};
}

int Build(const std::string& directory, const std::string& output) {
  const std::optional<Built> built = BuildChecked(directory);
  if (!built.has_value()) return 2;
  // What ships is loaded once as a core will load it.
  const absl::StatusOr<Ruleset> loaded = LoadRuleset(built->bytes, CoreVersion());
  if (!loaded.ok()) {
    PrintAll({absl::StrCat(directory, ": ", loaded.status().message())});
    return 2;
  }
  if (!output.empty()) return WriteFile(output, built->bytes);
  std::fwrite(built->bytes.data(), 1, built->bytes.size(), stdout);
  return 0;
}

int Stats(const std::string& directory, Day at, bool json) {
  const std::optional<Built> built = BuildChecked(directory);
  if (!built.has_value()) return 2;
  const RulesetStats stats = CountRuleset(built->ruleset, at);
  const size_t bytes = built->bytes.size();
  const std::string text = json ? StatsJson(stats, built->ruleset, at, bytes)
                                : StatsText(stats, built->ruleset, at, bytes);
  std::fputs(text.c_str(), stdout);
  return 0;
}

int PrintMessages(const std::string& directory) {
  const std::optional<Built> built = BuildChecked(directory);
  if (!built.has_value()) return 2;
  for (const MessageUse& use : MessagesOf(built->ruleset)) {
    JsonWriter writer;
    writer.BeginObject().Key("id").String(use.id).Key("args").BeginArray();
    for (const std::string_view arg : use.args) writer.String(arg);
    writer.EndArray().EndObject();
    std::printf("%s\n", std::move(writer).Finish().c_str());
  }
  return 0;
}

int Usage(std::string_view message) {
  std::fprintf(stderr, "touchstone ruleset: %s\n%s", std::string(message).c_str(), kUsage);
  return 2;
}

}  // namespace

int RulesetCommand(const std::vector<std::string>& args) {
  if (!args.empty() && args[0] == "--help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  // "-o" is the one short option; it is "--output" here.
  std::vector<std::string> rest(args.begin() + (args.empty() ? 0 : 1), args.end());
  std::replace(rest.begin(), rest.end(), std::string("-o"), std::string("--output"));
  const absl::StatusOr<Options> options = ParseOptions(rest, {{"--json"}, {"--at", "--output"}});
  if (!options.ok()) return Usage(options.status().message());
  const absl::StatusOr<Day> at = ReadDay(*options);
  if (!at.ok()) return Usage(at.status().message());
  const std::string what = args.empty() ? "" : args[0];
  if (options->arguments.size() > 1) return Usage("expected one DIR");
  const std::string directory = options->arguments.empty() ? "ruleset" : options->arguments[0];
  if (what == "lint") return Lint(directory, *at);
  if (what == "fmt") return Format(directory);
  if (what == "build") return Build(directory, options->Get("--output"));
  if (what == "stats") return Stats(directory, *at, options->Has("--json"));
  if (what == "messages") return PrintMessages(directory);
  return Usage(absl::StrCat("expected lint, fmt, build, stats or messages, got \"", what, "\""));
}

}  // namespace touchstone

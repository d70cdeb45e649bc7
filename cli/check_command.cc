#include "cli/check_command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <cctype>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/human_report.h"
#include "cli/input.h"
#include "cli/messages.h"
#include "core/base/url.h"
#include "core/check.h"

namespace touchstone {
namespace {

constexpr int kMaxJobs = 256;
constexpr int kMaxWidth = 100;

enum class Format { kHuman, kJson, kNdjson };

// What became of one input: a report, or the reason why there is none.
struct Outcome {
  std::optional<Report> report;
  InputError error;
};

int Usage(std::string_view message) {
  std::fprintf(stderr, "touchstone check: %s\n", std::string(message).c_str());
  return 2;
}

void Write(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

Outcome CheckOne(const InputPath& path, const Engine& engine, const std::string& url, Day at,
                 const std::string& country) {
  if (!path.error.code.empty()) return {std::nullopt, path.error};
  const Document document = ReadDocument(path.name);
  if (!document.error.code.empty()) return {std::nullopt, document.error};
  CheckInput input = InputOf(document, path.name);
  input.url = url;
  input.at = at;
  input.country = country;
  return {engine.Check(input), {}};
}

// Runs `work(i)` for each i below `count` on `jobs` threads, and `done(i)` on the calling thread in
// order, each as soon as it and all before it are ready.
template <typename Work, typename Done>
void InOrder(size_t count, size_t jobs, const Work& work, const Done& done) {
  if (jobs <= 1) {
    for (size_t i = 0; i < count; i++) {
      work(i);
      done(i);
    }
    return;
  }
  std::mutex mutex;
  std::condition_variable ready;
  std::vector<bool> finished(count, false);
  std::atomic<size_t> next = 0;
  std::vector<std::thread> threads;
  for (size_t j = 0; j < std::min(jobs, count); j++) {
    threads.emplace_back([&] {
      for (size_t i = next++; i < count; i = next++) {
        work(i);
        const std::lock_guard<std::mutex> lock(mutex);
        finished[i] = true;
        ready.notify_one();
      }
    });
  }
  for (size_t i = 0; i < count; i++) {
    std::unique_lock<std::mutex> lock(mutex);
    ready.wait(lock, [&] { return finished[i]; });
    lock.unlock();
    done(i);
  }
  for (std::thread& thread : threads) thread.join();
}

// Indents every line of a JSON document, to stand inside an array.
std::string Indented(std::string_view json) {
  std::string out = "  ";
  for (const char c : json) {
    out.push_back(c);
    if (c == '\n') out += "  ";
  }
  return out;
}

int TerminalWidth() {
  winsize size = {};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    return std::min<int>(size.ws_col, kMaxWidth);
  }
  return 80;
}

bool UseColor() {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0');
}

// The file that a build writes for this format. One of a newer format may stand beside it: it is
// for newer cores, and is not looked at.
std::string BuiltRulesetName() { return absl::StrCat("ruleset-", kRulesetFormat, ".json"); }

std::filesystem::path ExecutablePath() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> LoadEngine(const Options& options) {
  const std::string file =
      options.Get("--ruleset", (ExecutablePath().parent_path() / BuiltRulesetName()).string());
  std::string json;
  const InputError error = ReadFile(file, kMaxRulesetBytes, &json);
  if (!error.code.empty()) {
    return absl::InvalidArgumentError(absl::StrCat("--ruleset: ", file, ": ", error.message));
  }
  absl::StatusOr<std::unique_ptr<Engine>> engine = Engine::Create(json);
  if (!engine.ok()) {
    return absl::Status(engine.status().code(),
                        absl::StrCat(file, ": ", engine.status().message()));
  }
  return engine;
}

absl::StatusOr<Day> ReadDay(const Options& options) {
  if (!options.Has("--at")) {
    return Day{static_cast<int32_t>(std::time(nullptr) / (24 * 60 * 60))};
  }
  const std::string text = options.Get("--at");
  if (const std::optional<Day> day = ParseDay(text)) return *day;
  return absl::InvalidArgumentError(
      absl::StrCat("--at: expected a date as 2021-10-08, got \"", text, "\""));
}

absl::StatusOr<std::string> ReadCountry(const Options& options) {
  const std::string country = absl::AsciiStrToUpper(options.Get("--country"));
  if (!options.Has("--country")) return country;
  if (country.size() == 2 && absl::ascii_isalpha(country[0]) && absl::ascii_isalpha(country[1])) {
    return country;
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "--country: expected two letters as in ISO 3166-1, got \"", options.Get("--country"), "\""));
}

int CheckCommand(const std::vector<std::string>& args) {
  absl::StatusOr<Options> options = ParseOptions(
      args,
      {{"--json", "--ndjson"}, {"--at", "--url", "--country", "--lang", "--ruleset", "--jobs"}});
  if (!options.ok()) return Usage(options.status().message());
  if (options->Has("--json") && options->Has("--ndjson")) {
    return Usage("expected --json or --ndjson, got both");
  }
  if (options->arguments.empty()) return Usage("expected a PATH, got none");
  const Format format = options->Has("--json")     ? Format::kJson
                        : options->Has("--ndjson") ? Format::kNdjson
                                                   : Format::kHuman;
  const absl::StatusOr<Day> at = ReadDay(*options);
  if (!at.ok()) return Usage(at.status().message());
  const absl::StatusOr<std::string> country = ReadCountry(*options);
  if (!country.ok()) return Usage(country.status().message());
  const std::string url = options->Get("--url");
  if (options->Has("--url") && !ParseUrl(url).has_value()) {
    return Usage(absl::StrCat("--url: expected an http or https address, got \"", url, "\""));
  }
  const std::string lang = options->Get("--lang", "en");
  const Messages* messages = Messages::ForLanguage(lang);
  if (messages == nullptr) {
    return Usage(absl::StrCat("--lang: expected ", Messages::Languages(), ", got \"", lang, "\""));
  }
  int jobs = 1;
  if (options->Has("--jobs") &&
      (!absl::SimpleAtoi(options->Get("--jobs"), &jobs) || jobs < 1 || jobs > kMaxJobs)) {
    return Usage(absl::StrCat("--jobs: expected integer in [1, ", kMaxJobs, "], got \"",
                              options->Get("--jobs"), "\""));
  }
  absl::StatusOr<std::unique_ptr<Engine>> engine = LoadEngine(*options);
  if (!engine.ok()) return Usage(engine.status().message());

  const std::vector<InputPath> inputs = ExpandPaths(options->arguments);
  if (inputs.empty()) {
    std::fputs("touchstone check: no .html, .htm, .xhtml, .mhtml or .mht files found\n", stderr);
  }
  std::vector<Outcome> outcomes(inputs.size());
  bool warned = false;
  bool unreadable = false;
  const bool progress = inputs.size() > 1 && isatty(STDERR_FILENO) == 1;
  if (format == Format::kJson) Write("[");
  InOrder(
      inputs.size(), static_cast<size_t>(jobs),
      [&](size_t i) { outcomes[i] = CheckOne(inputs[i], **engine, url, *at, *country); },
      [&](size_t i) {
        const Outcome& outcome = outcomes[i];
        const bool ok = outcome.report.has_value();
        warned = warned || (ok && outcome.report->HasWarning());
        unreadable = unreadable || !ok;
        if (progress) std::fprintf(stderr, "\r%zu of %zu", i + 1, inputs.size());
        const int indent = format == Format::kJson ? 2 : 0;
        if (format == Format::kHuman) {
          if (!ok) {
            std::fprintf(stderr, "%s%s: %s\n", progress ? "\r" : "", inputs[i].name.c_str(),
                         outcome.error.message.c_str());
          }
          return;
        }
        std::string json = ok ? WriteReport(*outcome.report, indent)
                              : WriteError(inputs[i].name, outcome.error.code,
                                           outcome.error.message, outcome.error.where, indent);
        if (format == Format::kJson) {
          Write(absl::StrCat(i == 0 ? "\n" : ",\n", Indented(json)));
        } else {
          Write(absl::StrCat(json, "\n"));
        }
        outcomes[i].report.reset();  // printed: a long run keeps no reports
      });
  if (progress) std::fputs("\r\x1b[K", stderr);
  if (format == Format::kJson) Write(inputs.empty() ? "]\n" : "\n]\n");
  if (format == Format::kHuman) {
    std::vector<const Report*> reports;
    for (const Outcome& outcome : outcomes) {
      if (outcome.report.has_value()) reports.push_back(&*outcome.report);
    }
    Write(HumanReports(reports, *messages, UseColor(), TerminalWidth()));
  }
  std::fflush(stdout);
  return unreadable ? 3 : warned ? 1 : 0;
}

}  // namespace touchstone

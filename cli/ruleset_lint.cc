#include "cli/ruleset_lint.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/ruleset_sources.h"
#include "cli/site_samples.h"
#include "core/check.h"

namespace touchstone {
namespace {

constexpr std::string_view kExpected = ": expected ";

std::string_view PathOf(std::string_view complaint) {
  return complaint.substr(0, complaint.find(kExpected));
}

bool IsBelow(std::string_view path, std::string_view above) {
  return path.size() > above.size() && absl::StartsWith(path, above) && path[above.size()] == '/';
}

// Members of an entry that are judged by another one: while that is broken, nothing is said of
// them.
constexpr struct {
  std::string_view cause, judged;
} kJudgedBy[] = {
    {"predicate", "number phrases unless algorithm match near_miss"},
    {"basis", "source weight_db"},
    {"phrases", "match near_miss"},
    {"kind", "manufacturers site url sold_months"},
};

// The last name of a path, and what stands before it.
std::pair<std::string_view, std::string_view> SplitPath(std::string_view path) {
  const size_t slash = path.rfind('/');
  if (slash == path.npos) return {"", path};
  return {path.substr(0, slash), path.substr(slash + 1)};
}

bool IsJudgedBy(std::string_view path, std::string_view cause) {
  const auto [entry, member] = SplitPath(cause);
  for (const auto& [name, judged] : kJudgedBy) {
    if (member != name || !IsBelow(path, entry)) continue;
    std::string_view rest = path.substr(entry.size() + 1);
    rest = rest.substr(0, rest.find('/'));
    for (const std::string_view one : absl::StrSplit(judged, ' ')) {
      if (one == rest) return true;
    }
  }
  return false;
}

// Complaints about one document, without those that only follow from others: a second one about a
// path, one about what lies below a value of the wrong kind, or what a broken member judges.
std::vector<std::string> WithoutFollowing(const std::vector<std::string>& all) {
  std::vector<std::string> kept;
  const auto follows = [&](const std::string& complaint) {
    const std::string_view path = PathOf(complaint);
    return std::any_of(kept.begin(), kept.end(), [&](const std::string& earlier) {
      const std::string_view other = PathOf(earlier);
      const std::string_view what = std::string_view(earlier).substr(other.size());
      const bool wrong_kind = absl::StartsWith(what, ": expected object, ") ||
                              absl::StartsWith(what, ": expected array, ");
      return path == other || (wrong_kind && IsBelow(path, other)) || IsJudgedBy(path, other);
    });
  };
  for (const std::string& complaint : all) {
    if (!follows(complaint)) kept.push_back(complaint);
  }
  return kept;
}

// Whether two complaints are about one file: then they keep their order.
bool IsOfEarlierFile(const std::string& a, const std::string& b) {
  return std::string_view(a).substr(0, a.find(".json")) <
         std::string_view(b).substr(0, b.find(".json"));
}

// What a core reads: lint's own members are unknown to it, but for examples.
std::string WithoutSamples(Json document) {
  DropSamples(&document);
  JsonWriter writer;
  writer.Value(document);
  return std::move(writer).Finish();
}

void CheckEntries(const std::string& directory, LintResult* result) {
  std::vector<std::string> found;
  absl::StatusOr<Ruleset> ruleset =
      LoadRuleset(WithoutSamples(result->document), CoreVersion(), &found);
  if (ruleset.ok()) {
    const JsonRoot root(result->document, "", &found);
    CheckProvenance(root, *ruleset);
    CheckCatalogue(root, *ruleset);
    CheckPrices(root, *ruleset);
    CheckHostNames(root, *ruleset);
    CheckPlaces(root, result->document, *ruleset);
    CheckRules(root, *ruleset);
    CheckPhrases(root, *ruleset);
    result->ruleset = *std::move(ruleset);
  } else if (found.empty()) {
    found.emplace_back(ruleset.status().message());
  }
  for (const std::string& complaint : WithoutFollowing(found)) {
    result->complaints.push_back(
        absl::StrCat(directory, "/", SourceFileOf(PathOf(complaint)), ": ", complaint));
  }
}

// Every adapter on its samples, unless one of them is broken already.
void TryAdapters(const std::string& directory, LintResult* result) {
  const std::string file = absl::StrCat(directory, "/sites.json: ");
  const auto is_of_sites = [&](const std::string& complaint) {
    return absl::StartsWith(complaint, file);
  };
  const Json* sites = result->document.Find("sites");
  if (sites == nullptr ||
      std::any_of(result->complaints.begin(), result->complaints.end(), is_of_sites)) {
    return;
  }
  std::vector<std::string> found;
  if (!CheckSamples(directory, *sites, *result->ruleset, &found)) {
    result->notes.push_back(
        absl::StrCat(directory, "/samples: no such directory; adapters were not tried"));
  }
  for (const std::string& complaint : found) result->complaints.push_back(file + complaint);
}

// Whether it is sure which messages are named: a broken entry may name another.
bool NamesMessages(const std::vector<std::string>& complaints) {
  return std::none_of(complaints.begin(), complaints.end(), [](const std::string& complaint) {
    const std::string_view member = SplitPath(PathOf(complaint)).second;
    return member == "message" || member == "predicate" || member == "kind" || member == "site";
  });
}

LintResult Lint(const std::string& directory, const Sources& sources) {
  LintResult result;
  result.complaints = sources.complaints;
  // Without one of the files every reference into it would be a complaint.
  if (!result.complaints.empty()) return result;
  result.document = Combine(sources);
  CheckEntries(directory, &result);
  return result;
}

}  // namespace

LintResult LintEntries(const std::string& directory) {
  return Lint(directory, ReadSources(directory));
}

LintResult LintRuleset(const std::string& directory, const std::vector<MessageFile>& messages) {
  const Sources sources = ReadSources(directory);
  LintResult result = Lint(directory, sources);
  if (result.ruleset.has_value()) {
    TryAdapters(directory, &result);
    if (NamesMessages(result.complaints)) {
      CheckMessages(messages, *result.ruleset, &result.complaints);
    }
  }
  CheckForm(sources, &result.complaints);
  std::stable_sort(result.complaints.begin(), result.complaints.end(), IsOfEarlierFile);
  return result;
}

}  // namespace touchstone

#include "cli/ruleset_sources.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "cli/input.h"
#include "core/base/text.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kMetaFile = "ruleset";

// The lists of a ruleset, one source file each, in the order of the built document.
constexpr std::array<std::string_view, 13> kLists = {
    "sites",    "manufacturers", "miners",    "price_bands", "exchange_rates",
    "policies", "channels",      "revenues",  "hosts",       "vocabulary",
    "groups",   "rules",         "tombstones"};

// Members that are there for lint and for reviewers alone.
constexpr std::array<std::string_view, 4> kLintOnly = {"samples", "match", "near_miss", "excludes"};

constexpr size_t kShownBytes = 40;  // of a source, in a complaint

template <size_t N>
bool IsOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// A stretch of a source between quotes, as complaints show it: with its spaces.
std::string Quoted(std::string_view text) {
  size_t size = std::min(text.size(), kShownBytes);
  while (size > 0 && size < text.size() && IsContinuation(text[size])) size--;
  JsonWriter writer;
  writer.String(text.substr(0, size));
  return std::move(writer).Finish();
}

// "byte 17: expected valid JSON" with the line, and with what stands there.
std::string SyntaxComplaint(std::string_view message, std::string_view bytes) {
  constexpr std::string_view kByte = "byte ";
  size_t place = 0;
  if (!absl::StartsWith(message, kByte) ||
      !absl::SimpleAtoi(message.substr(kByte.size(), message.find(':') - kByte.size()), &place)) {
    return std::string(message);
  }
  const size_t at = std::min(place == 0 ? 0 : place - 1, bytes.size());
  const auto line = 1 + std::count(bytes.begin(), bytes.begin() + at, '\n');
  const std::string_view there = bytes.substr(at, bytes.find('\n', at) - at);
  return absl::StrCat("line ", line, ", ", message, ", got ",
                      at == bytes.size() ? "the end" : Quoted(there));
}

// What entries are sorted by: their id; dated ones by what they price, then by date.
std::string SortKey(const Json& entry) {
  std::string key;
  for (const std::string_view name : {"id", "miner", "currency", "host", "algorithm"}) {
    const Json* member = entry.Find(name);
    if (member != nullptr) {
      key = member->text;
      break;
    }
  }
  const Json* as_of = entry.Find("as_of");
  return absl::StrCat(key, " ", as_of != nullptr ? as_of->text : "");
}

void SortLists(Json* json) {
  for (auto& [name, list] : json->members) {
    std::stable_sort(list.items.begin(), list.items.end(),
                     [](const Json& a, const Json& b) { return SortKey(a) < SortKey(b); });
  }
}

void SortMembers(Json* json) {
  for (Json& item : json->items) SortMembers(&item);
  for (auto& [name, member] : json->members) SortMembers(&member);
  std::sort(json->members.begin(), json->members.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
}

// The JSON of one file; nullopt after a complaint.
std::optional<Json> ParseSource(const Source& source, std::vector<std::string>* complaints) {
  absl::StatusOr<Json> json = ParseJson(source.bytes);
  if (!json.ok()) {
    complaints->push_back(
        absl::StrCat(source.file, ": ", SyntaxComplaint(json.status().message(), source.bytes)));
    return std::nullopt;
  }
  if (source.name == kMetaFile) {
    if (json->kind == Json::Kind::kObject) return *std::move(json);
    complaints->push_back(absl::StrCat(source.file, ": expected object, got something else"));
    return std::nullopt;
  }
  const Json* list = json->Find(source.name);
  if (json->members.size() == 1 && list != nullptr && list->kind == Json::Kind::kArray) {
    return *std::move(json);
  }
  std::string names;
  for (const auto& member : json->members) absl::StrAppend(&names, " \"", member.first, "\"");
  complaints->push_back(absl::StrCat(source.file, ": expected one array named \"", source.name,
                                     "\", got", names.empty() ? " nothing" : names));
  return std::nullopt;
}

// A misspelt file would be knowledge that is silently left out.
void CheckNoOthers(const std::string& directory, std::vector<std::string>* complaints) {
  std::vector<std::string> others;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string stem = entry.path().stem().string();
    if (entry.path().extension() != ".json" || stem == kMetaFile || IsOneOf(kLists, stem)) continue;
    others.push_back(entry.path().filename().string());
  }
  std::sort(others.begin(), others.end());
  for (const std::string& name : others) {
    complaints->push_back(
        absl::StrCat(directory, "/", name, ": expected a file of a ruleset, got \"", name, "\""));
  }
}

}  // namespace

Sources ReadSources(const std::string& directory) {
  Sources sources;
  std::vector<std::string_view> names = {kMetaFile};
  names.insert(names.end(), kLists.begin(), kLists.end());
  for (const std::string_view name : names) {
    Source source;
    source.name = name;
    source.file = absl::StrCat(directory, "/", name, ".json");
    const InputError error = ReadFile(source.file, kMaxRulesetBytes, &source.bytes);
    if (!error.code.empty()) {
      sources.complaints.push_back(
          absl::StrCat(source.file, ": expected a file, got: ", error.message));
      continue;
    }
    std::optional<Json> json = ParseSource(source, &sources.complaints);
    if (!json.has_value()) continue;
    source.json = *std::move(json);
    sources.files.push_back(std::move(source));
  }
  CheckNoOthers(directory, &sources.complaints);
  return sources;
}

std::string SourceFileOf(std::string_view path) {
  const std::string_view list = path.substr(0, path.find('/'));
  return absl::StrCat(IsOneOf(kLists, list) ? list : kMetaFile, ".json");
}

std::string WriteSource(Json json) {
  SortLists(&json);
  JsonWriter writer(2);
  writer.Value(json);
  return std::move(writer).Finish() + "\n";
}

void CheckForm(const Sources& sources, std::vector<std::string>* complaints) {
  for (const Source& source : sources.files) {
    const std::string canonical = WriteSource(source.json);
    if (canonical == source.bytes) continue;
    if (source.name != kMetaFile) {
      const std::vector<Json>& entries = source.json.members[0].second.items;
      for (size_t i = 1; i < entries.size(); i++) {
        const std::string before = SortKey(entries[i - 1]), key = SortKey(entries[i]);
        if (before <= key) continue;
        complaints->push_back(absl::StrCat(source.file, ": ", source.name, "/", i,
                                           ": expected entries in order (fmt sorts them), got ",
                                           Quoted(key), " behind ", Quoted(before)));
        break;
      }
    }
    const auto [ours, theirs] =
        std::mismatch(source.bytes.begin(), source.bytes.end(), canonical.begin(), canonical.end());
    const auto line_of = [](const std::string& bytes, std::string::const_iterator at) {
      if (at == bytes.end()) return std::string("the end");
      const size_t place = static_cast<size_t>(at - bytes.begin());
      const size_t begin = place == 0 ? 0 : bytes.rfind('\n', place - 1) + 1;
      return Quoted(std::string_view(bytes).substr(begin, bytes.find('\n', begin) - begin));
    };
    complaints->push_back(absl::StrCat(source.file, ": line ",
                                       1 + std::count(source.bytes.begin(), ours, '\n'),
                                       ": expected (as fmt writes it) ", line_of(canonical, theirs),
                                       ", got ", line_of(source.bytes, ours)));
  }
}

Json Combine(const Sources& sources) {
  Json document;
  document.kind = Json::Kind::kObject;
  for (const Source& source : sources.files) {
    for (const auto& member : source.json.members) document.members.push_back(member);
  }
  return document;
}

std::string WriteBuilt(Json document) {
  SortLists(&document);
  std::stable_sort(
      document.members.begin(), document.members.end(), [](const auto& a, const auto& b) {
        const bool a_list = IsOneOf(kLists, a.first), b_list = IsOneOf(kLists, b.first);
        return a_list != b_list ? b_list : !a_list && a.first < b.first;
      });
  for (auto& [name, list] : document.members) {
    for (Json& entry : list.items) {
      auto& members = entry.members;
      members.erase(
          std::remove_if(members.begin(), members.end(),
                         [](const auto& member) { return IsOneOf(kLintOnly, member.first); }),
          members.end());
      SortMembers(&entry);
    }
  }
  JsonWriter writer;
  writer.Value(document);
  return std::move(writer).Finish() + "\n";
}

}  // namespace touchstone

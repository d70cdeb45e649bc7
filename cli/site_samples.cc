#include "cli/site_samples.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <set>
#include <string_view>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/input.h"
#include "core/check.h"
#include "core/inspect.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

constexpr std::string_view kMember = "samples";

bool IsFileName(const std::string& name) {
  return !name.empty() && name[0] != '.' && name.find_first_of("/\\") == std::string::npos;
}

// The names of a site's samples.
std::vector<std::string> SamplesOf(const Json& entry) {
  std::vector<std::string> names;
  const Json* samples = entry.Find(kMember);
  if (samples == nullptr) return names;
  for (const Json& item : samples->items) names.push_back(item.text);
  return names;
}

// The adapter with its signs as fields: they are tried like these.
Site WithSigns(Site site) {
  for (const Selector& sign : site.signs) {
    FieldSelector field;
    field.field = Field::kCard;
    field.selector = sign;
    site.fields.push_back(std::move(field));
  }
  return site;
}

void CheckSite(const std::string& directory, const std::string& where, const Site& adapter,
               const std::vector<std::string>& names, std::vector<std::string>* complaints) {
  const Site site = WithSigns(adapter);
  if (site.fields.empty()) return;
  if (names.empty()) {
    complaints->push_back(absl::StrCat(where, "/samples: expected at least one page, got none"));
    return;
  }
  std::vector<bool> found(site.fields.size());
  for (size_t i = 0; i < names.size(); i++) {
    std::string text;
    InputError error;
    if (!IsFileName(names[i])) {
      error.message = "no file name";
    } else {
      error = ReadFile(absl::StrCat(directory, "/", names[i]), kMaxInputBytes, &text);
    }
    if (!error.message.empty()) {
      complaints->push_back(absl::StrCat(where, "/samples/", i, ": expected a page in ", directory,
                                         ", got \"", names[i], "\": ", error.message));
      return;
    }
    const std::vector<bool> here = FieldsFound(text, site);
    for (size_t j = 0; j < found.size(); j++) found[j] = found[j] || here[j];
  }
  for (size_t j = 0; j < found.size(); j++) {
    if (found[j]) continue;
    const bool sign = j >= adapter.fields.size();
    complaints->push_back(absl::StrCat(
        where, sign ? "/signs/" : "/fields/", sign ? j - adapter.fields.size() : j, ": expected ",
        sign ? "a sign" : kFieldNames[static_cast<size_t>(site.fields[j].field)], " of ", site.id,
        " that stands on one of its samples (", absl::StrJoin(names, ", "), "), got nothing"));
  }
}

}  // namespace

void DropSamples(Json* document) {
  for (auto& [name, list] : document->members) {
    if (name != "sites") continue;
    for (Json& entry : list.items) {
      auto& members = entry.members;
      members.erase(std::remove_if(members.begin(), members.end(),
                                   [](const auto& member) { return member.first == kMember; }),
                    members.end());
    }
  }
}

namespace {

// A page that no site names is tried on nothing.
void CheckAllNamed(const std::string& samples, const Json& sites,
                   std::vector<std::string>* complaints) {
  std::set<std::string> named, there;
  for (const Json& site : sites.items) {
    for (const std::string& name : SamplesOf(site)) named.insert(name);
  }
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(samples, error)) {
    there.insert(entry.path().filename().string());
  }
  for (const std::string& name : there) {
    if (named.count(name) > 0) continue;
    complaints->push_back(absl::StrCat("sites: expected a site for each page in ", samples,
                                       ", got none for \"", name, "\""));
  }
}

}  // namespace

bool CheckSamples(const std::string& directory, const Json& sites, const Ruleset& ruleset,
                  std::vector<std::string>* complaints) {
  const std::string samples = absl::StrCat(directory, "/", kMember);
  std::error_code error;
  if (!std::filesystem::is_directory(samples, error)) return false;
  for (size_t i = 0; i < sites.items.size() && i < ruleset.sites.size(); i++) {
    CheckSite(samples, absl::StrCat("sites/", i), ruleset.sites[i], SamplesOf(sites.items[i]),
              complaints);
  }
  CheckAllNamed(samples, sites, complaints);
  return true;
}

}  // namespace touchstone

// Where entries are from, and their days.
#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/lint_checks.h"

namespace touchstone {
namespace {

constexpr std::string_view kJudged = "judged:";
constexpr size_t kMinReasonBytes = 10;

// Whether somebody else can follow it: more than one word, or a host or a path.
bool IsCitation(std::string_view source) {
  if (absl::StartsWith(source, kJudged)) {
    return absl::StripAsciiWhitespace(source.substr(kJudged.size())).size() >= kMinReasonBytes;
  }
  return source.find_first_of(" ./") != source.npos;
}

bool HasWord(std::string_view text, std::string_view word) {
  const std::string lower = absl::AsciiStrToLower(text);
  for (const std::string_view one : absl::StrSplit(lower, absl::ByAnyChar(" ,.;:()"))) {
    if (one == word) return true;
  }
  return false;
}

// A language by its code, perhaps with a script or a country: "en", "zh-Hant", "pt-BR".
//   source  RFC 5646, section 2.1
bool IsLanguage(std::string_view text) {
  const std::vector<std::string_view> parts = absl::StrSplit(text, '-');
  const auto all = [](std::string_view part, bool (*is)(unsigned char)) {
    return std::all_of(part.begin(), part.end(),
                       [&](char c) { return is(static_cast<unsigned char>(c)); });
  };
  if (parts[0].size() < 2 || parts[0].size() > 3 || !all(parts[0], absl::ascii_islower)) {
    return false;
  }
  for (size_t i = 1; i < parts.size(); i++) {
    const bool script = parts[i].size() == 4 && absl::ascii_isupper(parts[i][0]) &&
                        all(parts[i].substr(1), absl::ascii_islower);
    const bool country = parts[i].size() == 2 && all(parts[i], absl::ascii_isupper);
    if (!script && !country) return false;
  }
  return parts.size() <= 3;
}

class Provenances {
 public:
  Provenances(const JsonReader& root, const Ruleset& ruleset)
      : root_(root),
        published_(ruleset.published),
        not_later_(absl::StrCat("day not after published (", FormatDay(published_), ")")) {}

  template <typename Entry>
  void Check(std::string_view list, const std::vector<Entry>& entries) const {
    for (size_t i = 0; i < entries.size(); i++) {
      CheckOne(EntryAt(root_, list, i), entries[i].provenance);
    }
  }

  void NotLater(const JsonReader& day_reader, Day day) const {
    const bool known = published_ != Day{};  // else it has its own complaint
    if (known && published_ < day) day_reader.Fail(not_later_);
  }

 private:
  void CheckOne(const JsonReader& entry, const Provenance& provenance) const {
    const JsonReader source = entry.Member("source");
    if (HasWord(provenance.source, "memory")) {
      source.Fail("citation (memory is no source; \"unverified\" says that there is none)");
    } else if (!IsCitation(provenance.source)) {
      source.Fail("citation that others can follow, or \"judged: \" with the reason");
    }
    if (absl::StrContains(provenance.source, "http://")) source.Fail("https addresses");
    NotLater(entry.Member("verified"), provenance.verified);
  }

  const JsonReader& root_;
  Day published_;
  std::string not_later_;
};

}  // namespace

void CheckProvenance(const JsonReader& root, const Ruleset& ruleset) {
  if (ruleset.expires.has_value() && *ruleset.expires <= ruleset.published) {
    root.Member("expires").Fail("day after published");
  }
  const Provenances provenances(root, ruleset);
  provenances.Check("sites", ruleset.sites);
  provenances.Check("manufacturers", ruleset.manufacturers);
  provenances.Check("miners", ruleset.miners);
  provenances.Check("price_bands", ruleset.price_bands);
  provenances.Check("exchange_rates", ruleset.exchange_rates);
  provenances.Check("policies", ruleset.policies);
  provenances.Check("channels", ruleset.channels);
  provenances.Check("revenues", ruleset.revenues);
  provenances.Check("hosts", ruleset.hosts);
  provenances.Check("vocabulary", ruleset.vocabulary);
  provenances.Check("rules", ruleset.rules);
  std::set<std::string_view> removed;
  for (size_t i = 0; i < ruleset.tombstones.size(); i++) {
    const JsonReader entry = EntryAt(root, "tombstones", i);
    provenances.NotLater(entry.Member("removed"), ruleset.tombstones[i].removed);
    if (!removed.insert(ruleset.tombstones[i].id).second) {
      entry.Member("id").Fail("id that stands only once");
    }
  }
  for (size_t i = 0; i < ruleset.policies.size(); i++) {
    provenances.NotLater(EntryAt(root, "policies", i).Member("announced"),
                         ruleset.policies[i].announced);
  }
  const auto check_language = [&](std::string_view list, size_t i, const std::string& language) {
    if (language.empty() || IsLanguage(language)) return;
    EntryAt(root, list, i).Member("language").Fail("language as \"en\" or \"zh-Hant\"");
  };
  for (size_t i = 0; i < ruleset.vocabulary.size(); i++) {
    check_language("vocabulary", i, ruleset.vocabulary[i].language);
  }
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    check_language("rules", i, ruleset.rules[i].language);
  }
}

}  // namespace touchstone

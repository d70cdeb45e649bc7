#include "cli/ruleset_command.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/check_command.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/site_samples.h"
#include "core/base/json.h"
#include "core/check.h"
#include "core/rules/lexicon.h"
#include "core/rules/names.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

constexpr std::string_view kMetaFile = "ruleset";

// The lists of a ruleset, one source file each, in the order of the built document.
constexpr std::array<std::string_view, 13> kLists = {
    "sites",    "manufacturers", "miners",    "price_bands", "exchange_rates",
    "policies", "channels",      "revenues",  "hosts",       "vocabulary",
    "groups",   "rules",         "tombstones"};

constexpr int kSoonDays = 90;

constexpr char kUsage[] = R"(usage: touchstone ruleset lint|fmt|build|stats|messages DIR
  lint [--at DATE]     checks the sources, and every site's adapter on its samples (DIR/samples);
                       one complaint a line
  fmt                  rewrites the sources in canonical form
  build [-o FILE]      writes the one document that ships (standard output without -o)
  stats [--at DATE]    counts the entries, and lists what expires within 90 days
  messages             lists the ids of all messages with their arguments
)";

std::string Canonical(const Json& json) {
  JsonWriter writer(2);
  writer.Value(json);
  return std::move(writer).Finish() + "\n";
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

struct Source {
  std::string file;
  std::string bytes;
  Json json;
};

// All sources of a directory, and what is wrong with them as files.
struct Sources {
  std::vector<Source> files;  // the meta file, then the lists in their order
  std::vector<std::string> complaints;
};

Sources ReadSources(const std::string& directory) {
  Sources sources;
  std::vector<std::string_view> names = {kMetaFile};
  names.insert(names.end(), kLists.begin(), kLists.end());
  for (const std::string_view name : names) {
    Source source;
    source.file = absl::StrCat(directory, "/", name, ".json");
    const InputError error = ReadFile(source.file, kMaxRulesetBytes, &source.bytes);
    if (!error.code.empty()) {
      sources.complaints.push_back(absl::StrCat(source.file, ": ", error.message));
      continue;
    }
    absl::StatusOr<Json> json = ParseJson(source.bytes);
    if (!json.ok()) {
      sources.complaints.push_back(absl::StrCat(source.file, ": ", json.status().message()));
      continue;
    }
    source.json = *std::move(json);
    if (name != kMetaFile) {
      const Json* list = source.json.Find(name);
      if (source.json.members.size() != 1 || list == nullptr || list->kind != Json::Kind::kArray) {
        sources.complaints.push_back(
            absl::StrCat(source.file, ": expected one array named \"", name, "\""));
        continue;
      }
    }
    sources.files.push_back(std::move(source));
  }
  return sources;
}

// The one document: the members of the meta file, then every list, without what is for lint alone.
Json Combine(const Sources& sources) {
  Json document;
  document.kind = Json::Kind::kObject;
  for (const Source& source : sources.files) {
    for (const auto& member : source.json.members) document.members.push_back(member);
  }
  DropSamples(&document);
  return document;
}

void SortLists(Json* json) {
  for (auto& [name, list] : json->members) {
    std::stable_sort(list.items.begin(), list.items.end(),
                     [](const Json& a, const Json& b) { return SortKey(a) < SortKey(b); });
  }
}

void CheckForm(const Sources& sources, std::vector<std::string>* complaints) {
  for (const Source& source : sources.files) {
    Json sorted = source.json;
    SortLists(&sorted);
    if (Canonical(sorted) != source.bytes) {
      complaints->push_back(absl::StrCat(
          source.file,
          ": expected canonical form, sorted by id; `touchstone ruleset fmt` writes it"));
    }
  }
}

bool HasWord(const std::vector<Word>& words, WordKind kind, size_t entry) {
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return word.kind == kind && word.entry == entry; });
}

// Whether the entry holds on `text`: a phrase is there, and nothing that a rule lists in `unless`.
bool Finds(const Lexicon& lexicon, std::string_view text, WordKind kind, size_t entry) {
  const std::vector<Word> words = lexicon.Scan(text);
  return HasWord(words, kind, entry) &&
         !(kind == WordKind::kRule && HasWord(words, WordKind::kRuleUnless, entry));
}

// Every example does what it says: `match` is found, `near_miss` is not.
template <typename Entry>
void CheckExamples(std::string_view list, const std::vector<Entry>& entries, WordKind kind,
                   const Lexicon& lexicon, std::vector<std::string>* complaints) {
  for (size_t i = 0; i < entries.size(); i++) {
    const Entry& entry = entries[i];
    if (!entry.phrases.empty() && entry.match.empty()) {
      complaints->push_back(
          absl::StrCat(list, "/", i, "/match: expected at least one example, got none"));
    }
    for (size_t j = 0; j < entry.match.size(); j++) {
      if (Finds(lexicon, entry.match[j], kind, i)) continue;
      complaints->push_back(absl::StrCat(list, "/", i, "/match/", j, ": expected text that ",
                                         entry.id, " finds, got \"", entry.match[j], "\""));
    }
    for (size_t j = 0; j < entry.near_miss.size(); j++) {
      if (!Finds(lexicon, entry.near_miss[j], kind, i)) continue;
      complaints->push_back(absl::StrCat(list, "/", i, "/near_miss/", j, ": expected text that ",
                                         entry.id, " does not find, got \"", entry.near_miss[j],
                                         "\""));
    }
  }
}

struct Expiry {
  std::string path;
  Day day;
};

// Every dated entry with the last day that it is used.
std::vector<Expiry> Expiries(const Ruleset& ruleset) {
  std::vector<Expiry> expiries;
  const auto add = [&](std::string_view list, const auto& entries) {
    for (const auto& entry : entries) {
      if (!entry.provenance.expires.has_value()) continue;
      expiries.push_back({absl::StrCat(list, "/", entry.id), *entry.provenance.expires});
    }
  };
  add("sites", ruleset.sites);
  add("manufacturers", ruleset.manufacturers);
  add("miners", ruleset.miners);
  add("policies", ruleset.policies);
  add("channels", ruleset.channels);
  add("vocabulary", ruleset.vocabulary);
  add("rules", ruleset.rules);
  for (const PriceBand& band : ruleset.price_bands) {
    const std::string& key = band.miner.empty() ? band.algorithm : band.miner;
    expiries.push_back({absl::StrCat("price_bands/", key), band.until});
  }
  for (const ExchangeRate& rate : ruleset.exchange_rates) {
    expiries.push_back({absl::StrCat("exchange_rates/", rate.currency), rate.until});
  }
  for (const Revenue& revenue : ruleset.revenues) {
    expiries.push_back({absl::StrCat("revenues/", revenue.algorithm), revenue.until});
  }
  for (const KnownHost& host : ruleset.hosts) {
    expiries.push_back({absl::StrCat("hosts/", host.host), *host.provenance.expires});
  }
  if (ruleset.expires.has_value()) expiries.push_back({"ruleset", *ruleset.expires});
  return expiries;
}

// A directory's ruleset, checked. Complaints are printed; nullopt when there are any.
struct Checked {
  std::string document;
  Ruleset ruleset;
};

std::optional<Checked> Check(const std::string& directory) {
  const Sources sources = ReadSources(directory);
  std::vector<std::string> complaints = sources.complaints;
  Checked checked;
  if (complaints.empty()) {
    CheckForm(sources, &complaints);
    JsonWriter writer;
    writer.Value(Combine(sources));
    checked.document = std::move(writer).Finish() + "\n";
    absl::StatusOr<Ruleset> ruleset = LoadRuleset(checked.document, CoreVersion());
    if (ruleset.ok()) {
      checked.ruleset = *std::move(ruleset);
      const Lexicon lexicon(checked.ruleset);
      CheckExamples("rules", checked.ruleset.rules, WordKind::kRule, lexicon, &complaints);
      CheckExamples("vocabulary", checked.ruleset.vocabulary, WordKind::kVocabulary, lexicon,
                    &complaints);
    } else {
      complaints.push_back(absl::StrCat(directory, ": ", ruleset.status().message()));
    }
  }
  for (const std::string& complaint : complaints) std::fprintf(stderr, "%s\n", complaint.c_str());
  if (!complaints.empty()) return std::nullopt;
  return checked;
}

// Whether every adapter finds what it names on its samples; complaints are printed.
bool LintSamples(const std::string& directory, const Ruleset& ruleset) {
  const Sources sources = ReadSources(directory);
  std::vector<std::string> complaints;
  for (const Source& source : sources.files) {
    const Json* sites = source.json.Find("sites");
    if (sites == nullptr) continue;
    if (CheckSamples(directory, *sites, ruleset, &complaints)) continue;
    std::fprintf(stderr, "note: %s/samples: no such directory; adapters were not tried\n",
                 directory.c_str());
  }
  for (const std::string& complaint : complaints) std::fprintf(stderr, "%s\n", complaint.c_str());
  return complaints.empty();
}

int Lint(const std::string& directory, Day at) {
  const std::optional<Checked> checked = Check(directory);
  if (!checked.has_value() || !LintSamples(directory, checked->ruleset)) return 2;
  for (const Expiry& expiry : Expiries(checked->ruleset)) {
    if (expiry.day < at) {
      std::fprintf(stderr, "warning: %s: not used since %s\n", expiry.path.c_str(),
                   FormatDay(expiry.day).c_str());
    }
  }
  std::printf("%s: version %lld is well formed\n", directory.c_str(),
              static_cast<long long>(checked->ruleset.version));
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
  Sources sources = ReadSources(directory);
  for (const std::string& complaint : sources.complaints) {
    std::fprintf(stderr, "%s\n", complaint.c_str());
  }
  if (!sources.complaints.empty()) return 2;
  for (Source& source : sources.files) {
    SortLists(&source.json);
    const std::string bytes = Canonical(source.json);
    if (bytes != source.bytes && WriteFile(source.file, bytes) != 0) return 2;
  }
  return 0;
}

int Build(const std::string& directory, const std::string& output) {
  const std::optional<Checked> checked = Check(directory);
  if (!checked.has_value()) return 2;
  if (!output.empty()) return WriteFile(output, checked->document);
  std::fwrite(checked->document.data(), 1, checked->document.size(), stdout);
  return 0;
}

int Stats(const std::string& directory, Day at) {
  const std::optional<Checked> checked = Check(directory);
  if (!checked.has_value()) return 2;
  const Ruleset& r = checked->ruleset;
  const std::pair<std::string_view, size_t> counts[] = {
      {"sites", r.sites.size()},
      {"manufacturers", r.manufacturers.size()},
      {"miners", r.miners.size()},
      {"price_bands", r.price_bands.size()},
      {"exchange_rates", r.exchange_rates.size()},
      {"policies", r.policies.size()},
      {"channels", r.channels.size()},
      {"revenues", r.revenues.size()},
      {"hosts", r.hosts.size()},
      {"vocabulary", r.vocabulary.size()},
      {"groups", r.groups.size()},
      {"rules", r.rules.size()},
      {"tombstones", r.tombstones.size()},
  };
  std::printf("version %lld, published %s, %zu bytes\n", static_cast<long long>(r.version),
              FormatDay(r.published).c_str(), checked->document.size());
  for (const auto& [name, count] : counts) {
    std::printf("%6zu %s\n", count, std::string(name).c_str());
  }
  std::map<std::string, size_t> phrases;
  for (const Vocabulary& entry : r.vocabulary) phrases[entry.language] += entry.phrases.size();
  for (const Rule& rule : r.rules) phrases[rule.language] += rule.phrases.size();
  for (const auto& [language, count] : phrases) {
    std::printf("%6zu phrases in %s\n", count, language.empty() ? "several" : language.c_str());
  }
  for (const Expiry& expiry : Expiries(r)) {
    if (expiry.day.value - at.value > kSoonDays) continue;
    std::printf("%s %s %s\n", FormatDay(expiry.day).c_str(),
                expiry.day < at ? "expired" : "expires", expiry.path.c_str());
  }
  return 0;
}

std::vector<std::string_view> ArgumentsOf(Predicate predicate) {
  switch (predicate) {
    case Predicate::kPhrase:
    case Predicate::kOnlyPhrases:
    case Predicate::kUsedAsNew:
      return {};
    case Predicate::kPriceBelowBand:
      return {"percent", "typical_usd"};
    case Predicate::kTokenPrice:
      return {"usd"};
    case Predicate::kPriceRange:
      return {"amount", "amount_max", "currency"};
    case Predicate::kHashrateAboveKnown:
    case Predicate::kPowerBelowKnown:
      return {"claimed", "known", "model"};
    case Predicate::kEfficiencyImpossible:
      return {"claimed", "best"};
    case Predicate::kReleasedLater:
      return {"model", "released"};
    case Predicate::kContactOffPlatform:
      return {"contact", "site"};
    case Predicate::kHostLookalike:
      return {"host", "maker"};
    case Predicate::kBrandInSeller:
      return {"seller", "maker"};
    case Predicate::kCategoryElsewhere:
      return {"category"};
    case Predicate::kSellerYoung:
      return {"days"};
    case Predicate::kEarningsAboveRevenue:
      return {"usd", "most_usd"};
    case Predicate::kHostKnownBad:
      return {"host"};
  }
  return {};
}

int PrintMessages(const std::string& directory) {
  const std::optional<Checked> checked = Check(directory);
  if (!checked.has_value()) return 2;
  std::map<std::string, std::vector<std::string_view>> messages;
  for (const Rule& rule : checked->ruleset.rules) {
    messages[rule.message] = ArgumentsOf(rule.predicate);
  }
  for (const Policy& policy : checked->ruleset.policies) {
    messages[policy.message] = {};
    for (const std::string& id : policy.consequences) messages[id] = {};
  }
  for (const Channel& channel : checked->ruleset.channels) {
    messages[channel.message] =
        channel.kind == ChannelKind::kManufacturer ? std::vector<std::string_view>{"maker"}
        : channel.kind == ChannelKind::kInPerson   ? std::vector<std::string_view>{}
        : channel.window_days > 0                  ? std::vector<std::string_view>{"name", "days"}
                                                   : std::vector<std::string_view>{"name"};
  }
  for (const std::string_view category : kCategoryNames) {
    messages[absl::StrCat("category_", category)] = {};
  }
  for (const auto& [id, args] : messages) {
    JsonWriter writer;
    writer.BeginObject().Key("id").String(id).Key("args").BeginArray();
    for (const std::string_view arg : args) writer.String(arg);
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
  const absl::StatusOr<Options> options = ParseOptions(rest, {{}, {"--at", "--output"}});
  if (!options.ok()) return Usage(options.status().message());
  const absl::StatusOr<Day> at = ReadDay(*options);
  if (!at.ok()) return Usage(at.status().message());
  const std::string what = args.empty() ? "" : args[0];
  if (options->arguments.size() > 1) return Usage("expected one DIR");
  const std::string directory = options->arguments.empty() ? "ruleset" : options->arguments[0];
  if (what == "lint") return Lint(directory, *at);
  if (what == "fmt") return Format(directory);
  if (what == "build") return Build(directory, options->Get("--output"));
  if (what == "stats") return Stats(directory, *at);
  if (what == "messages") return PrintMessages(directory);
  return Usage(absl::StrCat("expected lint, fmt, build, stats or messages, got \"", what, "\""));
}

}  // namespace touchstone

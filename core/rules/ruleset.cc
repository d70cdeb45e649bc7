#include "core/rules/ruleset.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/base/attributes.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/rules/names.h"
#include "core/rules/ruleset_check.h"

namespace touchstone {
namespace {

constexpr size_t kMaxPhrases = 5'000;  // of one entry
constexpr int kMaxPowerW = 1'000'000;
constexpr int kMaxMonths = 120;
constexpr int kMaxWindowDays = 3'660;
constexpr int64_t kMostHashrate = std::numeric_limits<int64_t>::max();

// What reads a value is called here, behind the member's name, and not where the value belongs: in
// the module each of the two hundred places takes a third of the bytes.
template <typename T>
ABSL_ATTRIBUTE_NOINLINE void Get(const JsonReader& r, std::string_view name,
                                 T (*read)(const JsonReader&), T* value) {
  *value = read(r.Member(name));
}

ABSL_ATTRIBUTE_NOINLINE int64_t Integer(const JsonReader& r, std::string_view name, int64_t min,
                                        int64_t max) {
  return r.Member(name).Integer(min, max);
}

std::string ReadOptionalText(const JsonReader& r) { return r.OptionalString(); }
std::vector<std::string> ReadOptionalTexts(const JsonReader& r) { return r.OptionalStrings(); }
bool ReadBoolean(const JsonReader& r) { return r.Boolean(); }

ABSL_ATTRIBUTE_NOINLINE void Fail(const JsonReader& r, std::string_view name,
                                  std::string_view expected) {
  r.Member(name).Fail(expected);
}

size_t ReadName(const JsonReader& r, absl::Span<const std::string_view> names) {
  const std::optional<size_t> index = IndexOfName(names, r.String());
  if (!index.has_value()) r.Fail(OneOf(names));
  return index.value_or(0);
}

template <typename Enum>
Enum ReadEnum(const JsonReader& r, absl::Span<const std::string_view> names) {
  return static_cast<Enum>(ReadName(r, names));
}

template <typename Enum>
Enum ReadEnum(const JsonReader& r, std::string_view name,
              absl::Span<const std::string_view> names) {
  return static_cast<Enum>(ReadName(r.Member(name), names));
}

bool IsId(std::string_view text) {
  if (text.empty() || text.size() > 100 || text.front() == '-' || text.back() == '-') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
  });
}

std::string ReadId(const JsonReader& r) {
  std::string id = r.String();
  if (!IsId(id)) r.Fail("id of lower-case letters, digits and single hyphens");
  return id;
}

// A message id: what Chromium's and Firefox's message files allow, in lower case.
std::string ReadMessageId(const JsonReader& r) {
  std::string id = r.String();
  const bool ok = !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_';
  });
  if (!ok) r.Fail("message id of lower-case letters, digits and underscores");
  return id;
}

std::string ReadText(const JsonReader& r) {
  std::string text = r.String();
  if (text.empty()) r.Fail("text that is not empty");
  return text;
}

Day ReadDay(const JsonReader& r) {
  const std::optional<Day> day = ParseDay(r.String());
  if (!day.has_value()) r.Fail("day as 2021-10-08");
  return day.value_or(Day{});
}

void ReadOptionalDay(const JsonReader& r, std::string_view name, std::optional<Day>* day) {
  if (r.Has(name)) *day = ReadDay(r.Member(name));
}

Decimal ReadAmount(const JsonReader& r) {
  const std::optional<Decimal> amount = ParseDecimal(r.String());
  if (!amount.has_value() || amount->coefficient <= 0) r.Fail("positive decimal as \"12.50\"");
  return amount.value_or(Decimal{});
}

// Upper-case letters: a country (2) or a currency (3 or 4).
std::string ReadCode(const JsonReader& r, size_t min, size_t max, std::string_view expected) {
  std::string code = r.String();
  const bool ok =
      code.size() >= min && code.size() <= max && std::all_of(code.begin(), code.end(), [](char c) {
        return absl::ascii_isupper(static_cast<unsigned char>(c));
      });
  if (!ok) r.Fail(expected);
  return code;
}

std::string ReadOptionalCountry(const JsonReader& r) {
  return r.Has("country") ? ReadCode(r.Member("country"), 2, 2, "country as \"CN\"") : "";
}

std::string ReadCurrency(const JsonReader& r) { return ReadCode(r, 3, 4, "currency as \"USD\""); }

std::vector<std::string> ReadPhrases(const JsonReader& r) {
  if (!r.present()) return {};
  std::vector<std::string> phrases = r.Strings();
  if (phrases.size() > kMaxPhrases) r.Fail(absl::StrCat("at most ", kMaxPhrases, " phrases"));
  for (size_t i = 0; i < phrases.size(); i++) {
    if (phrases[i].empty() || phrases[i].size() > kMaxPhraseBytes) {
      r.Item(i).Fail(absl::StrCat("1 to ", kMaxPhraseBytes, " bytes"));
    }
  }
  return phrases;
}

std::string ReadHost(const JsonReader& r) {
  std::string host = r.String();
  const std::optional<Url> url = ParseUrl(absl::StrCat("https://", host, "/"));
  if (!url.has_value() || url->host != host || !absl::StrContains(host, '.')) {
    r.Fail("host name in lower case");
  }
  return host;
}

std::vector<std::string> ReadHosts(const JsonReader& r) {
  std::vector<std::string> hosts;
  const size_t count = r.size();
  for (size_t i = 0; i < count; i++) hosts.push_back(ReadHost(r.Item(i)));
  return hosts;
}

std::vector<Goods> ReadGoods(const JsonReader& r) {
  std::vector<Goods> goods;
  if (!r.present()) return goods;
  const size_t count = r.size();
  for (size_t i = 0; i < count; i++) goods.push_back(ReadEnum<Goods>(r.Item(i), kGoodsNames));
  return goods;
}

// "2020-05" or "2020", or nothing.
std::string ReadMonth(const JsonReader& r) {
  std::string month = r.OptionalString();
  const bool ok = month.empty() || (month.size() == 4 && ParseDay(month + "-01-01").has_value()) ||
                  (month.size() == 7 && ParseDay(month + "-01").has_value());
  if (!ok) r.Fail("month as \"2020-05\" or year as \"2020\"");
  return month;
}

ABSL_ATTRIBUTE_NOINLINE void ReadProvenance(const JsonReader& r, Provenance* provenance) {
  Get(r, "source", ReadText, &provenance->source);
  Get(r, "verified", ReadDay, &provenance->verified);
  ReadOptionalDay(r, "expires", &provenance->expires);
  if (provenance->expires.has_value() && *provenance->expires < provenance->verified) {
    Fail(r, "expires", "day not before verified");
  }
}

Selector ReadSelector(const JsonReader& r) {
  std::optional<Selector> selector = ParseSelector(r.String());
  if (selector.has_value()) return *std::move(selector);
  r.Fail("selector of tags, #id, .class, .class--*, [attribute], ' ' and '>'");
  return {};
}

// "data.price.0.amount" as its steps.
std::vector<std::string> ReadPath(const JsonReader& r) {
  const std::string path = r.String();
  std::vector<std::string> steps;
  for (const std::string_view step : SplitAt(path, ".")) steps.emplace_back(step);
  const bool empty_step = std::find(steps.begin(), steps.end(), "") != steps.end();
  if (empty_step || steps.size() > kMaxPathSteps) {
    r.Fail(absl::StrCat("1 to ", kMaxPathSteps, " steps with '.' between"));
  }
  return steps;
}

void ReadField(const JsonReader& r, FieldSelector* field) {
  r.ExpectKeys("field selector attribute state path cents platform_controlled");
  field->field = ReadEnum<Field>(r, "field", kFieldNames);
  Get(r, "state", ReadOptionalText, &field->state);
  if (field->state.empty()) Get(r, "selector", ReadSelector, &field->selector);
  Get(r, "attribute", ReadOptionalText, &field->attribute);
  if (r.Has("path") || !field->state.empty()) Get(r, "path", ReadPath, &field->path);
  if (!field->state.empty() && (r.Has("selector") || r.Has("attribute"))) {
    r.Fail("either state or selector");
  }
  if (r.Has("path") && field->state.empty() && field->attribute.empty()) {
    Fail(r, "path", "state or attribute that it leads into");
  }
  if (r.Has("cents")) Get(r, "cents", ReadBoolean, &field->cents);
  if (r.Has("platform_controlled")) {
    Get(r, "platform_controlled", ReadBoolean, &field->platform_controlled);
  }
}

void ReadSite(const JsonReader& r, Site* site) {
  r.ExpectKeys("id name hosts country currency marketplace signs fields source verified expires");
  Get(r, "id", ReadId, &site->id);
  Get(r, "name", ReadText, &site->name);
  Get(r, "hosts", ReadHosts, &site->hosts);
  site->country = ReadOptionalCountry(r);
  if (r.Has("currency")) Get(r, "currency", ReadCurrency, &site->currency);
  if (r.Has("marketplace")) Get(r, "marketplace", ReadBoolean, &site->marketplace);
  if (r.Has("signs")) {
    const JsonReader signs = r.Member("signs");
    const size_t count = signs.size();
    for (size_t i = 0; i < count; i++) site->signs.push_back(ReadSelector(signs.Item(i)));
  }
  // A sign on a page is its author's: it says how the page is built, and earns no trust.
  if (site->hosts.empty() == site->signs.empty()) r.Fail("either hosts or signs");
  if (!site->signs.empty() && site->marketplace) {
    Fail(r, "marketplace", "no marketplace without hosts");
  }
  if (r.Has("fields")) {
    const JsonReader fields = r.Member("fields");
    const size_t count = fields.size();
    if (count > kMaxSiteFields) fields.Fail(absl::StrCat("at most ", kMaxSiteFields, " fields"));
    for (size_t i = 0; i < count && i < kMaxSiteFields; i++) {
      ReadField(fields.Item(i), &site->fields.emplace_back());
      if (site->fields.back().platform_controlled && site->hosts.empty()) {
        fields.Item(i).Fail("no platform_controlled without hosts");
      }
    }
  }
  ReadProvenance(r, &site->provenance);
}

void ReadManufacturer(const JsonReader& r, Manufacturer* maker) {
  r.ExpectKeys("id name names prefixes hosts source verified expires");
  Get(r, "id", ReadId, &maker->id);
  Get(r, "name", ReadText, &maker->name);
  Get(r, "names", ReadPhrases, &maker->names);
  Get(r, "prefixes", ReadOptionalTexts, &maker->prefixes);
  Get(r, "hosts", ReadHosts, &maker->hosts);
  ReadProvenance(r, &maker->provenance);
}

HashUnit ReadUnit(const JsonReader& r) {
  constexpr std::array<std::string_view, 3> kUnits = {"H/s", "Sol/s", "G/s"};
  return ReadEnum<HashUnit>(r, kUnits);
}

// A day's reading: from `as_of` to `until`, both ends in.
template <typename T>
void ReadDays(const JsonReader& r, T* entry) {
  Get(r, "as_of", ReadDay, &entry->as_of);
  Get(r, "until", ReadDay, &entry->until);
  if (entry->until < entry->as_of) Fail(r, "until", "day not before as_of");
  ReadProvenance(r, &entry->provenance);
}

Hashrate ReadHashrate(const JsonReader& r) {
  return {Integer(r, "hashrate", 1, kMostHashrate), ReadUnit(r.Member("unit"))};
}

void ReadMiner(const JsonReader& r, Miner* miner) {
  r.ExpectKeys(
      "id manufacturer model names weak_names algorithm hashrate_min hashrate_max unit power_w_min "
      "power_w_max released source verified expires");
  Get(r, "id", ReadId, &miner->id);
  Get(r, "manufacturer", ReadId, &miner->manufacturer);
  Get(r, "model", ReadText, &miner->model);
  Get(r, "names", ReadPhrases, &miner->names);
  Get(r, "weak_names", ReadPhrases, &miner->weak_names);
  Get(r, "algorithm", ReadText, &miner->algorithm);
  const HashUnit unit = ReadUnit(r.Member("unit"));
  miner->hashrate_min = {Integer(r, "hashrate_min", 0, kMostHashrate), unit};
  miner->hashrate_max = {Integer(r, "hashrate_max", miner->hashrate_min.per_second, kMostHashrate),
                         unit};
  miner->power_w_min = static_cast<int>(Integer(r, "power_w_min", 0, kMaxPowerW));
  miner->power_w_max = static_cast<int>(Integer(r, "power_w_max", miner->power_w_min, kMaxPowerW));
  Get(r, "released", ReadMonth, &miner->released);
  ReadProvenance(r, &miner->provenance);
}

void ReadPriceBand(const JsonReader& r, PriceBand* band) {
  r.ExpectKeys(
      "miner algorithm unit hashrate efficiency_max low_usd typical_usd as_of until source "
      "verified expires");
  if (r.Has("miner")) {
    Get(r, "miner", ReadId, &band->miner);
    if (r.Has("algorithm")) r.Fail("either miner or algorithm");
  } else {
    Get(r, "algorithm", ReadText, &band->algorithm);
    band->hashrate = ReadHashrate(r);
    band->efficiency_max = Integer(r, "efficiency_max", 1, kMostHashrate);
  }
  Get(r, "low_usd", ReadAmount, &band->low_usd);
  Get(r, "typical_usd", ReadAmount, &band->typical_usd);
  if (Compare(band->typical_usd, band->low_usd) < 0) {
    Fail(r, "typical_usd", "amount not below low_usd");
  }
  ReadDays(r, band);
}

void ReadRate(const JsonReader& r, ExchangeRate* rate) {
  r.ExpectKeys("currency usd as_of until source verified expires");
  Get(r, "currency", ReadCurrency, &rate->currency);
  Get(r, "usd", ReadAmount, &rate->usd);
  ReadDays(r, rate);
}

void ReadRevenue(const JsonReader& r, Revenue* revenue) {
  r.ExpectKeys("algorithm unit hashrate usd_per_day as_of until source verified expires");
  Get(r, "algorithm", ReadText, &revenue->algorithm);
  revenue->hashrate = ReadHashrate(r);
  Get(r, "usd_per_day", ReadAmount, &revenue->usd_per_day);
  ReadDays(r, revenue);
}

// Who is called bad is not so for ever: a domain is sold, or was listed by mistake.
void ReadKnownHost(const JsonReader& r, KnownHost* host) {
  r.ExpectKeys("host kind brand source verified expires");
  Get(r, "host", ReadHost, &host->host);
  host->kind = ReadEnum<HostKind>(r, "kind", kHostKindNames);
  if (r.Has("brand")) Get(r, "brand", ReadId, &host->brand);
  ReadProvenance(r, &host->provenance);
  if (!host->provenance.expires.has_value()) Fail(r, "expires", "day");
}

std::vector<std::string> ReadMessageIds(const JsonReader& r) {
  std::vector<std::string> ids = r.OptionalStrings();
  for (size_t i = 0; i < ids.size(); i++) ReadMessageId(r.Item(i));
  return ids;
}

void ReadPolicy(const JsonReader& r, Policy* policy) {
  r.ExpectKeys(
      "id site country scope scope_terms categories announced effective enforced lifted message "
      "consequences source verified expires");
  Get(r, "id", ReadId, &policy->id);
  if (r.Has("site")) Get(r, "site", ReadId, &policy->site);
  policy->country = ReadOptionalCountry(r);
  if (policy->site.empty() == policy->country.empty()) r.Fail("either site or country");
  Get(r, "scope", ReadGoods, &policy->scope);
  if (policy->scope.empty()) Fail(r, "scope", "at least one kind of goods");
  Get(r, "scope_terms", ReadPhrases, &policy->scope_terms);
  Get(r, "categories", ReadOptionalTexts, &policy->categories);
  Get(r, "announced", ReadDay, &policy->announced);
  Get(r, "effective", ReadDay, &policy->effective);
  ReadOptionalDay(r, "enforced", &policy->enforced);
  ReadOptionalDay(r, "lifted", &policy->lifted);
  if (policy->effective < policy->announced) {
    Fail(r, "effective", "day not before announced");
  }
  if (policy->enforced.has_value() && *policy->enforced < policy->effective) {
    Fail(r, "enforced", "day not before effective");
  }
  if (policy->lifted.has_value() && *policy->lifted < policy->effective) {
    Fail(r, "lifted", "day not before effective");
  }
  Get(r, "message", ReadMessageId, &policy->message);
  Get(r, "consequences", ReadMessageIds, &policy->consequences);
  ReadProvenance(r, &policy->provenance);
}

void ReadChannel(const JsonReader& r, Channel* channel) {
  r.ExpectKeys(
      "id kind name url manufacturers released_after sold_months goods site window_days "
      "covers_banned excludes message source verified expires");
  Get(r, "id", ReadId, &channel->id);
  channel->kind = ReadEnum<ChannelKind>(r, "kind", kChannelKindNames);
  Get(r, "name", ReadText, &channel->name);
  Get(r, "url", ReadOptionalText, &channel->url);
  const std::optional<Url> url = ParseUrl(channel->url);
  const bool advice = channel->kind == ChannelKind::kInPerson && channel->url.empty();
  if (!advice && (!url.has_value() || url->scheme != "https")) Fail(r, "url", "https address");
  Get(r, "manufacturers", ReadOptionalTexts, &channel->manufacturers);
  Get(r, "released_after", ReadMonth, &channel->released_after);
  if (r.Has("sold_months")) {
    channel->sold_months = static_cast<int>(Integer(r, "sold_months", 1, kMaxMonths));
  }
  Get(r, "goods", ReadGoods, &channel->goods);
  if (r.Has("window_days")) {
    channel->window_days = static_cast<int>(Integer(r, "window_days", 1, kMaxWindowDays));
  }
  if (r.Has("covers_banned")) Get(r, "covers_banned", ReadBoolean, &channel->covers_banned);
  Get(r, "excludes", ReadOptionalTexts, &channel->excludes);
  if (r.Has("site")) Get(r, "site", ReadId, &channel->site);
  Get(r, "message", ReadMessageId, &channel->message);
  ReadProvenance(r, &channel->provenance);
}

void ReadVocabulary(const JsonReader& r, Vocabulary* entry) {
  r.ExpectKeys("id topic language phrases match near_miss source verified expires");
  Get(r, "id", ReadId, &entry->id);
  entry->topic = ReadEnum<Topic>(r, "topic", kTopicNames);
  Get(r, "language", ReadOptionalText, &entry->language);
  Get(r, "phrases", ReadPhrases, &entry->phrases);
  if (entry->phrases.empty()) Fail(r, "phrases", "at least one phrase");
  Get(r, "match", ReadOptionalTexts, &entry->match);
  Get(r, "near_miss", ReadOptionalTexts, &entry->near_miss);
  ReadProvenance(r, &entry->provenance);
}

void ReadGroup(const JsonReader& r, Group* group) {
  r.ExpectKeys("id cap_db");
  Get(r, "id", ReadId, &group->id);
  group->cap_db = static_cast<int>(Integer(r, "cap_db", 1, kMaxGroupCapDb));
}

bool TakesPhrases(Predicate predicate) {
  return predicate == Predicate::kPhrase || predicate == Predicate::kOnlyPhrases;
}

// Predicates whose number is a bound that nothing or everything would pass if it were 0.
bool NeedsNumber(Predicate predicate) {
  return predicate == Predicate::kPriceBelowBand || predicate == Predicate::kTokenPrice ||
         predicate == Predicate::kPriceRange || predicate == Predicate::kEfficiencyImpossible ||
         predicate == Predicate::kSellerYoung || predicate == Predicate::kEarningsAboveRevenue;
}

void ReadRule(const JsonReader& r, Rule* rule) {
  r.ExpectKeys(
      "id predicate category group polarity weight_db basis number algorithm language phrases "
      "unless goods "
      "message match near_miss source verified expires");
  Get(r, "id", ReadId, &rule->id);
  rule->predicate = ReadEnum<Predicate>(r, "predicate", kPredicateNames);
  rule->category = r.Member("category").String();
  if (!IndexOfName(kCategoryNames, rule->category).has_value()) {
    Fail(r, "category", OneOf(kCategoryNames));
  }
  Get(r, "group", ReadId, &rule->group);
  if (r.Has("polarity")) rule->polarity = ReadEnum<Polarity>(r, "polarity", kPolarityNames);
  const bool neutral = rule->polarity == Polarity::kNeutral;
  rule->weight_db =
      static_cast<int>(Integer(r, "weight_db", 0, neutral ? kMaxNeutralDb : kMaxWeightDb));
  rule->basis = ReadEnum<Basis>(r, "basis", kBasisNames);
  if (r.Has("number") || NeedsNumber(rule->predicate)) {
    rule->number = Integer(r, "number", NeedsNumber(rule->predicate) ? 1 : 0, 1'000'000'000);
  }
  Get(r, "algorithm", ReadOptionalText, &rule->algorithm);
  if ((rule->predicate == Predicate::kEfficiencyImpossible) == rule->algorithm.empty()) {
    Fail(r, "algorithm", rule->algorithm.empty() ? "algorithm" : "no algorithm here");
  }
  Get(r, "language", ReadOptionalText, &rule->language);
  Get(r, "phrases", ReadPhrases, &rule->phrases);
  Get(r, "unless", ReadPhrases, &rule->unless);
  if (TakesPhrases(rule->predicate) == rule->phrases.empty()) {
    Fail(r, "phrases", rule->phrases.empty() ? "at least one phrase" : "no phrases here");
  }
  Get(r, "goods", ReadGoods, &rule->goods);
  Get(r, "message", ReadMessageId, &rule->message);
  Get(r, "match", ReadOptionalTexts, &rule->match);
  Get(r, "near_miss", ReadOptionalTexts, &rule->near_miss);
  ReadProvenance(r, &rule->provenance);
}

void ReadTombstone(const JsonReader& r, Tombstone* tombstone) {
  r.ExpectKeys("id reason removed");
  Get(r, "id", ReadId, &tombstone->id);
  Get(r, "reason", ReadText, &tombstone->reason);
  Get(r, "removed", ReadDay, &tombstone->removed);
}

size_t CountEntries(const JsonReader& list) {
  const size_t count = list.size();
  if (count > kMaxEntries) list.Fail(absl::StrCat("at most ", kMaxEntries, " entries"));
  return std::min(count, kMaxEntries);
}

template <typename T>
void ReadList(const JsonReader& root, std::string_view name, void (*read)(const JsonReader&, T*),
              std::vector<T>* entries) {
  const JsonReader list = root.Member(name);
  *entries = std::vector<T>(CountEntries(list));
  for (size_t i = 0; i < entries->size() && root.ok(); i++) read(list.Item(i), &(*entries)[i]);
}

// A list that a ruleset may do without.
template <typename T>
void ReadOptionalList(const JsonReader& root, std::string_view name,
                      void (*read)(const JsonReader&, T*), std::vector<T>* entries) {
  if (root.Has(name)) ReadList(root, name, read, entries);
}

// "0.10.2" as a number that compares as versions do; nullopt when it is no version of one to three
// numbers below a hundred thousand.
std::optional<int64_t> ParseVersion(std::string_view text) {
  constexpr int64_t kStep = 100'000;
  int64_t version = 0;
  int parts = 0;
  for (const std::string_view part : SplitAt(text, ".")) {
    int64_t number = 0;
    if (part.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(part[0])) ||
        !absl::SimpleAtoi(part, &number) || number >= kStep || ++parts > 3) {
      return std::nullopt;
    }
    version = version * kStep + number;
  }
  for (; parts < 3; parts++) version *= kStep;  // "0.1" is "0.1.0"
  return version;
}

}  // namespace

absl::StatusOr<Ruleset> LoadRuleset(std::string_view json, std::string_view core_version,
                                    std::vector<std::string>* complaints) {
  if (json.size() > kMaxRulesetBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("document: expected at most ", kMaxRulesetBytes, " bytes, got ", json.size()));
  }
  absl::StatusOr<Json> document = ParseJson(json);
  if (!document.ok()) {
    return absl::InvalidArgumentError(absl::StrCat("document: ", document.status().message()));
  }
  const JsonRoot root(*document, "", complaints);
  Ruleset ruleset;
  // The version comes first: of a newer format nothing else can be expected to hold.
  ruleset.format = static_cast<int>(root.Member("format").Integer(kRulesetFormat, kRulesetFormat));
  ruleset.min_core = root.Member("min_core").String();
  const std::optional<int64_t> min_core = ParseVersion(ruleset.min_core);
  if (!min_core.has_value()) root.Member("min_core").Fail("version as \"0.1.0\"");
  if (!root.ok()) return root.status();
  if (complaints != nullptr && !complaints->empty()) {
    return absl::InvalidArgumentError(complaints->front());
  }
  if (*min_core > ParseVersion(core_version).value_or(0)) {
    return absl::FailedPreconditionError(absl::StrCat("min_core: expected at most ", core_version,
                                                      ", got \"", ruleset.min_core, "\""));
  }
  root.ExpectKeys(
      "format version published expires min_core sites manufacturers miners price_bands "
      "exchange_rates policies channels revenues hosts vocabulary groups rules tombstones");
  ruleset.version = root.Member("version").Integer(1, int64_t{1} << 53);
  ruleset.published = ReadDay(root.Member("published"));
  ReadOptionalDay(root, "expires", &ruleset.expires);
  ReadList(root, "sites", ReadSite, &ruleset.sites);
  ReadList(root, "manufacturers", ReadManufacturer, &ruleset.manufacturers);
  ReadList(root, "miners", ReadMiner, &ruleset.miners);
  ReadList(root, "price_bands", ReadPriceBand, &ruleset.price_bands);
  ReadList(root, "exchange_rates", ReadRate, &ruleset.exchange_rates);
  ReadList(root, "policies", ReadPolicy, &ruleset.policies);
  ReadList(root, "channels", ReadChannel, &ruleset.channels);
  ReadOptionalList(root, "revenues", ReadRevenue, &ruleset.revenues);
  ReadOptionalList(root, "hosts", ReadKnownHost, &ruleset.hosts);
  ReadList(root, "vocabulary", ReadVocabulary, &ruleset.vocabulary);
  ReadList(root, "groups", ReadGroup, &ruleset.groups);
  ReadList(root, "rules", ReadRule, &ruleset.rules);
  ReadList(root, "tombstones", ReadTombstone, &ruleset.tombstones);
  if (!root.ok()) return root.status();
  ruleset.Index();
  CheckRuleset(root, ruleset);
  if (!root.ok()) return root.status();
  return ruleset;
}

}  // namespace touchstone

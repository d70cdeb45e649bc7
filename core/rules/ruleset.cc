#include "core/rules/ruleset.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/base/json.h"
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

size_t ReadName(const JsonReader& r, absl::Span<const std::string_view> names) {
  const std::optional<size_t> index = IndexOfName(names, r.String());
  if (!index.has_value()) r.Fail(OneOf(names));
  return index.value_or(0);
}

template <typename Enum>
Enum ReadEnum(const JsonReader& r, absl::Span<const std::string_view> names) {
  return static_cast<Enum>(ReadName(r, names));
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

std::optional<Day> ReadOptionalDay(const JsonReader& r, std::string_view name) {
  if (!r.Has(name)) return std::nullopt;
  return ReadDay(r.Member(name));
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

Provenance ReadProvenance(const JsonReader& r) {
  Provenance provenance;
  provenance.source = ReadText(r.Member("source"));
  provenance.verified = ReadDay(r.Member("verified"));
  provenance.expires = ReadOptionalDay(r, "expires");
  if (provenance.expires.has_value() && *provenance.expires < provenance.verified) {
    r.Member("expires").Fail("day not before verified");
  }
  return provenance;
}

Selector ReadSelector(const JsonReader& r) {
  std::optional<Selector> selector = ParseSelector(r.String());
  if (selector.has_value()) return *std::move(selector);
  r.Fail("selector of tags, #id, .class, .class--*, [attribute], ' ' and '>'");
  return {};
}

// "data.price.0.amount" as its steps.
std::vector<std::string> ReadPath(const JsonReader& r) {
  std::vector<std::string> steps = absl::StrSplit(r.String(), '.');
  const bool empty_step = std::find(steps.begin(), steps.end(), "") != steps.end();
  if (empty_step || steps.size() > kMaxPathSteps) {
    r.Fail(absl::StrCat("1 to ", kMaxPathSteps, " steps with '.' between"));
  }
  return steps;
}

FieldSelector ReadField(const JsonReader& r) {
  r.ExpectKeys("field selector attribute state path cents platform_controlled");
  FieldSelector field;
  field.field = ReadEnum<Field>(r.Member("field"), kFieldNames);
  field.state = r.Member("state").OptionalString();
  if (field.state.empty()) field.selector = ReadSelector(r.Member("selector"));
  field.attribute = r.Member("attribute").OptionalString();
  if (r.Has("path") || !field.state.empty()) field.path = ReadPath(r.Member("path"));
  if (!field.state.empty() && (r.Has("selector") || r.Has("attribute"))) {
    r.Fail("either state or selector");
  }
  if (r.Has("path") && field.state.empty() && field.attribute.empty()) {
    r.Member("path").Fail("state or attribute that it leads into");
  }
  if (r.Has("cents")) field.cents = r.Member("cents").Boolean();
  if (r.Has("platform_controlled")) {
    field.platform_controlled = r.Member("platform_controlled").Boolean();
  }
  return field;
}

Site ReadSite(const JsonReader& r) {
  r.ExpectKeys("id name hosts country currency marketplace signs fields source verified expires");
  Site site;
  site.id = ReadId(r.Member("id"));
  site.name = ReadText(r.Member("name"));
  site.hosts = ReadHosts(r.Member("hosts"));
  site.country = ReadOptionalCountry(r);
  if (r.Has("currency")) site.currency = ReadCurrency(r.Member("currency"));
  if (r.Has("marketplace")) site.marketplace = r.Member("marketplace").Boolean();
  if (r.Has("signs")) {
    const JsonReader signs = r.Member("signs");
    const size_t count = signs.size();
    for (size_t i = 0; i < count; i++) site.signs.push_back(ReadSelector(signs.Item(i)));
  }
  // A sign on a page is its author's: it says how the page is built, and earns no trust.
  if (site.hosts.empty() == site.signs.empty()) r.Fail("either hosts or signs");
  if (!site.signs.empty() && site.marketplace) {
    r.Member("marketplace").Fail("no marketplace without hosts");
  }
  if (r.Has("fields")) {
    const JsonReader fields = r.Member("fields");
    const size_t count = fields.size();
    if (count > kMaxSiteFields) fields.Fail(absl::StrCat("at most ", kMaxSiteFields, " fields"));
    for (size_t i = 0; i < count && i < kMaxSiteFields; i++) {
      site.fields.push_back(ReadField(fields.Item(i)));
      if (site.fields.back().platform_controlled && site.hosts.empty()) {
        fields.Item(i).Fail("no platform_controlled without hosts");
      }
    }
  }
  site.provenance = ReadProvenance(r);
  return site;
}

Manufacturer ReadManufacturer(const JsonReader& r) {
  r.ExpectKeys("id name names prefixes hosts source verified expires");
  Manufacturer maker;
  maker.id = ReadId(r.Member("id"));
  maker.name = ReadText(r.Member("name"));
  maker.names = ReadPhrases(r.Member("names"));
  maker.prefixes = r.Member("prefixes").OptionalStrings();
  maker.hosts = ReadHosts(r.Member("hosts"));
  maker.provenance = ReadProvenance(r);
  return maker;
}

HashUnit ReadUnit(const JsonReader& r) {
  constexpr std::array<std::string_view, 3> kUnits = {"H/s", "Sol/s", "G/s"};
  return ReadEnum<HashUnit>(r, kUnits);
}

// A day's reading: from `as_of` to `until`, both ends in.
template <typename T>
void ReadDays(const JsonReader& r, T* entry) {
  entry->as_of = ReadDay(r.Member("as_of"));
  entry->until = ReadDay(r.Member("until"));
  if (entry->until < entry->as_of) r.Member("until").Fail("day not before as_of");
  entry->provenance = ReadProvenance(r);
}

Hashrate ReadHashrate(const JsonReader& r) {
  return {r.Member("hashrate").Integer(1, kMostHashrate), ReadUnit(r.Member("unit"))};
}

Miner ReadMiner(const JsonReader& r) {
  r.ExpectKeys(
      "id manufacturer model names weak_names algorithm hashrate_min hashrate_max unit power_w_min "
      "power_w_max released source verified expires");
  Miner miner;
  miner.id = ReadId(r.Member("id"));
  miner.manufacturer = ReadId(r.Member("manufacturer"));
  miner.model = ReadText(r.Member("model"));
  miner.names = ReadPhrases(r.Member("names"));
  miner.weak_names = ReadPhrases(r.Member("weak_names"));
  miner.algorithm = ReadText(r.Member("algorithm"));
  const HashUnit unit = ReadUnit(r.Member("unit"));
  miner.hashrate_min = {r.Member("hashrate_min").Integer(0, kMostHashrate), unit};
  miner.hashrate_max = {
      r.Member("hashrate_max").Integer(miner.hashrate_min.per_second, kMostHashrate), unit};
  miner.power_w_min = static_cast<int>(r.Member("power_w_min").Integer(0, kMaxPowerW));
  miner.power_w_max =
      static_cast<int>(r.Member("power_w_max").Integer(miner.power_w_min, kMaxPowerW));
  miner.released = ReadMonth(r.Member("released"));
  miner.provenance = ReadProvenance(r);
  return miner;
}

PriceBand ReadPriceBand(const JsonReader& r) {
  r.ExpectKeys(
      "miner algorithm unit hashrate efficiency_max low_usd typical_usd as_of until source "
      "verified expires");
  PriceBand band;
  if (r.Has("miner")) {
    band.miner = ReadId(r.Member("miner"));
    if (r.Has("algorithm")) r.Fail("either miner or algorithm");
  } else {
    band.algorithm = ReadText(r.Member("algorithm"));
    band.hashrate = ReadHashrate(r);
    band.efficiency_max = r.Member("efficiency_max").Integer(1, kMostHashrate);
  }
  band.low_usd = ReadAmount(r.Member("low_usd"));
  band.typical_usd = ReadAmount(r.Member("typical_usd"));
  if (Compare(band.typical_usd, band.low_usd) < 0) {
    r.Member("typical_usd").Fail("amount not below low_usd");
  }
  ReadDays(r, &band);
  return band;
}

ExchangeRate ReadRate(const JsonReader& r) {
  r.ExpectKeys("currency usd as_of until source verified expires");
  ExchangeRate rate;
  rate.currency = ReadCurrency(r.Member("currency"));
  rate.usd = ReadAmount(r.Member("usd"));
  ReadDays(r, &rate);
  return rate;
}

Revenue ReadRevenue(const JsonReader& r) {
  r.ExpectKeys("algorithm unit hashrate usd_per_day as_of until source verified expires");
  Revenue revenue;
  revenue.algorithm = ReadText(r.Member("algorithm"));
  revenue.hashrate = ReadHashrate(r);
  revenue.usd_per_day = ReadAmount(r.Member("usd_per_day"));
  ReadDays(r, &revenue);
  return revenue;
}

// Who is called bad is not so for ever: a domain is sold, or was listed by mistake.
KnownHost ReadKnownHost(const JsonReader& r) {
  r.ExpectKeys("host kind brand source verified expires");
  KnownHost host;
  host.host = ReadHost(r.Member("host"));
  host.kind = ReadEnum<HostKind>(r.Member("kind"), kHostKindNames);
  if (r.Has("brand")) host.brand = ReadId(r.Member("brand"));
  host.provenance = ReadProvenance(r);
  if (!host.provenance.expires.has_value()) r.Member("expires").Fail("day");
  return host;
}

std::vector<std::string> ReadMessageIds(const JsonReader& r) {
  std::vector<std::string> ids = r.OptionalStrings();
  for (size_t i = 0; i < ids.size(); i++) ReadMessageId(r.Item(i));
  return ids;
}

Policy ReadPolicy(const JsonReader& r) {
  r.ExpectKeys(
      "id site country scope scope_terms categories announced effective enforced lifted message "
      "consequences source verified expires");
  Policy policy;
  policy.id = ReadId(r.Member("id"));
  if (r.Has("site")) policy.site = ReadId(r.Member("site"));
  policy.country = ReadOptionalCountry(r);
  if (policy.site.empty() == policy.country.empty()) r.Fail("either site or country");
  policy.scope = ReadGoods(r.Member("scope"));
  if (policy.scope.empty()) r.Member("scope").Fail("at least one kind of goods");
  policy.scope_terms = ReadPhrases(r.Member("scope_terms"));
  policy.categories = r.Member("categories").OptionalStrings();
  policy.announced = ReadDay(r.Member("announced"));
  policy.effective = ReadDay(r.Member("effective"));
  policy.enforced = ReadOptionalDay(r, "enforced");
  policy.lifted = ReadOptionalDay(r, "lifted");
  if (policy.effective < policy.announced) {
    r.Member("effective").Fail("day not before announced");
  }
  if (policy.enforced.has_value() && *policy.enforced < policy.effective) {
    r.Member("enforced").Fail("day not before effective");
  }
  if (policy.lifted.has_value() && *policy.lifted < policy.effective) {
    r.Member("lifted").Fail("day not before effective");
  }
  policy.message = ReadMessageId(r.Member("message"));
  policy.consequences = ReadMessageIds(r.Member("consequences"));
  policy.provenance = ReadProvenance(r);
  return policy;
}

Channel ReadChannel(const JsonReader& r) {
  r.ExpectKeys(
      "id kind name url manufacturers released_after sold_months goods site window_days "
      "covers_banned excludes message source verified expires");
  Channel channel;
  channel.id = ReadId(r.Member("id"));
  channel.kind = ReadEnum<ChannelKind>(r.Member("kind"), kChannelKindNames);
  channel.name = ReadText(r.Member("name"));
  channel.url = r.Member("url").OptionalString();
  const std::optional<Url> url = ParseUrl(channel.url);
  const bool advice = channel.kind == ChannelKind::kInPerson && channel.url.empty();
  if (!advice && (!url.has_value() || url->scheme != "https"))
    r.Member("url").Fail("https address");
  channel.manufacturers = r.Member("manufacturers").OptionalStrings();
  channel.released_after = ReadMonth(r.Member("released_after"));
  if (r.Has("sold_months")) {
    channel.sold_months = static_cast<int>(r.Member("sold_months").Integer(1, kMaxMonths));
  }
  channel.goods = ReadGoods(r.Member("goods"));
  if (r.Has("window_days")) {
    channel.window_days = static_cast<int>(r.Member("window_days").Integer(1, kMaxWindowDays));
  }
  if (r.Has("covers_banned")) channel.covers_banned = r.Member("covers_banned").Boolean();
  channel.excludes = r.Member("excludes").OptionalStrings();
  if (r.Has("site")) channel.site = ReadId(r.Member("site"));
  channel.message = ReadMessageId(r.Member("message"));
  channel.provenance = ReadProvenance(r);
  return channel;
}

Vocabulary ReadVocabulary(const JsonReader& r) {
  r.ExpectKeys("id topic language phrases match near_miss source verified expires");
  Vocabulary entry;
  entry.id = ReadId(r.Member("id"));
  entry.topic = ReadEnum<Topic>(r.Member("topic"), kTopicNames);
  entry.language = r.Member("language").OptionalString();
  entry.phrases = ReadPhrases(r.Member("phrases"));
  if (entry.phrases.empty()) r.Member("phrases").Fail("at least one phrase");
  entry.match = r.Member("match").OptionalStrings();
  entry.near_miss = r.Member("near_miss").OptionalStrings();
  entry.provenance = ReadProvenance(r);
  return entry;
}

Group ReadGroup(const JsonReader& r) {
  r.ExpectKeys("id cap_db");
  Group group;
  group.id = ReadId(r.Member("id"));
  group.cap_db = static_cast<int>(r.Member("cap_db").Integer(1, kMaxGroupCapDb));
  return group;
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

Rule ReadRule(const JsonReader& r) {
  r.ExpectKeys(
      "id predicate category group polarity weight_db basis number algorithm language phrases "
      "unless goods "
      "message match near_miss source verified expires");
  Rule rule;
  rule.id = ReadId(r.Member("id"));
  rule.predicate = ReadEnum<Predicate>(r.Member("predicate"), kPredicateNames);
  rule.category = r.Member("category").String();
  if (!IndexOfName(kCategoryNames, rule.category).has_value()) {
    r.Member("category").Fail(OneOf(kCategoryNames));
  }
  rule.group = ReadId(r.Member("group"));
  if (r.Has("polarity")) rule.polarity = ReadEnum<Polarity>(r.Member("polarity"), kPolarityNames);
  const bool neutral = rule.polarity == Polarity::kNeutral;
  rule.weight_db =
      static_cast<int>(r.Member("weight_db").Integer(0, neutral ? kMaxNeutralDb : kMaxWeightDb));
  rule.basis = ReadEnum<Basis>(r.Member("basis"), kBasisNames);
  if (r.Has("number") || NeedsNumber(rule.predicate)) {
    rule.number = r.Member("number").Integer(NeedsNumber(rule.predicate) ? 1 : 0, 1'000'000'000);
  }
  rule.algorithm = r.Member("algorithm").OptionalString();
  if ((rule.predicate == Predicate::kEfficiencyImpossible) == rule.algorithm.empty()) {
    r.Member("algorithm").Fail(rule.algorithm.empty() ? "algorithm" : "no algorithm here");
  }
  rule.language = r.Member("language").OptionalString();
  rule.phrases = ReadPhrases(r.Member("phrases"));
  rule.unless = ReadPhrases(r.Member("unless"));
  if (TakesPhrases(rule.predicate) == rule.phrases.empty()) {
    r.Member("phrases").Fail(rule.phrases.empty() ? "at least one phrase" : "no phrases here");
  }
  rule.goods = ReadGoods(r.Member("goods"));
  rule.message = ReadMessageId(r.Member("message"));
  rule.match = r.Member("match").OptionalStrings();
  rule.near_miss = r.Member("near_miss").OptionalStrings();
  rule.provenance = ReadProvenance(r);
  return rule;
}

Tombstone ReadTombstone(const JsonReader& r) {
  r.ExpectKeys("id reason removed");
  return {ReadId(r.Member("id")), ReadText(r.Member("reason")), ReadDay(r.Member("removed"))};
}

template <typename T>
std::vector<T> ReadList(const JsonReader& root, std::string_view name,
                        T (*read)(const JsonReader&)) {
  const JsonReader list = root.Member(name);
  const size_t count = list.size();
  if (count > kMaxEntries) list.Fail(absl::StrCat("at most ", kMaxEntries, " entries"));
  std::vector<T> entries;
  entries.reserve(count);
  for (size_t i = 0; i < count && root.ok(); i++) entries.push_back(read(list.Item(i)));
  return entries;
}

// A list that a ruleset may do without.
template <typename T>
std::vector<T> ReadOptionalList(const JsonReader& root, std::string_view name,
                                T (*read)(const JsonReader&)) {
  return root.Has(name) ? ReadList(root, name, read) : std::vector<T>();
}

// "0.10.2" as {0, 10, 2}, to be compared as numbers; nullopt when it is no dotted version.
std::optional<std::vector<uint32_t>> ParseVersion(std::string_view text) {
  std::vector<uint32_t> numbers;
  for (const std::string_view part : absl::StrSplit(text, '.')) {
    uint32_t number = 0;
    if (part.empty() || !absl::ascii_isdigit(static_cast<unsigned char>(part[0])) ||
        !absl::SimpleAtoi(part, &number)) {
      return std::nullopt;
    }
    numbers.push_back(number);
  }
  while (numbers.size() > 1 && numbers.back() == 0) numbers.pop_back();  // "0.1.0" is "0.1"
  return numbers;
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
  const std::optional<std::vector<uint32_t>> min_core = ParseVersion(ruleset.min_core);
  if (!min_core.has_value()) root.Member("min_core").Fail("version as \"0.1.0\"");
  if (!root.ok()) return root.status();
  if (complaints != nullptr && !complaints->empty()) {
    return absl::InvalidArgumentError(complaints->front());
  }
  if (*min_core > ParseVersion(core_version).value_or(std::vector<uint32_t>{0})) {
    return absl::FailedPreconditionError(absl::StrCat("min_core: expected at most ", core_version,
                                                      ", got \"", ruleset.min_core, "\""));
  }
  root.ExpectKeys(
      "format version published expires min_core sites manufacturers miners price_bands "
      "exchange_rates policies channels revenues hosts vocabulary groups rules tombstones");
  ruleset.version = root.Member("version").Integer(1, int64_t{1} << 53);
  ruleset.published = ReadDay(root.Member("published"));
  ruleset.expires = ReadOptionalDay(root, "expires");
  ruleset.sites = ReadList(root, "sites", ReadSite);
  ruleset.manufacturers = ReadList(root, "manufacturers", ReadManufacturer);
  ruleset.miners = ReadList(root, "miners", ReadMiner);
  ruleset.price_bands = ReadList(root, "price_bands", ReadPriceBand);
  ruleset.exchange_rates = ReadList(root, "exchange_rates", ReadRate);
  ruleset.policies = ReadList(root, "policies", ReadPolicy);
  ruleset.channels = ReadList(root, "channels", ReadChannel);
  ruleset.revenues = ReadOptionalList(root, "revenues", ReadRevenue);
  ruleset.hosts = ReadOptionalList(root, "hosts", ReadKnownHost);
  ruleset.vocabulary = ReadList(root, "vocabulary", ReadVocabulary);
  ruleset.groups = ReadList(root, "groups", ReadGroup);
  ruleset.rules = ReadList(root, "rules", ReadRule);
  ruleset.tombstones = ReadList(root, "tombstones", ReadTombstone);
  if (!root.ok()) return root.status();
  ruleset.Index();
  CheckRuleset(root, ruleset);
  if (!root.ok()) return root.status();
  return ruleset;
}

}  // namespace touchstone

#include "core/market/miner.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace touchstone {
namespace {

constexpr int kMaxPowerW = 200'000;
constexpr int kLeastPowerW = 100;  // of a machine of 10 TH/s
constexpr int64_t kTera = 1'000'000'000'000;
constexpr int64_t kMemoryGb = 16;      // "64 GB": no miner has that much, telephones do
constexpr uint32_t kAccessoryGap = 8;  // bytes between "PSU for" and the machine

// How far from its bins, in percent, a rate still speaks for a machine, and a bare number is one.
constexpr int kRateSlack = 12;
constexpr int kBareSlack = 3;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// A number with its unit's letters behind it: "104T", "9.5 GH/s", "3068W", "3,5 кВт".
struct Measure {
  int64_t thousandths = 0;  // of the number as written
  std::string unit;         // Latin letters and '/', lower case; "" when none follows
  Span span;                // in the folded text
};

// The letter of a unit at text[*pos]; 0: none. Units are written in Cyrillic by sound and by looks:
// "Тх", "ТН", "Вт".
char UnitLetter(std::string_view text, size_t* pos) {
  const char c = text[*pos];
  if (IsAlpha(c) || c == '/') {
    *pos += 1;
    return c;
  }
  static constexpr std::string_view kLetters[] = {"тt", "хh", "нh", "гg", "мm", "кk",
                                                  "пp", "сs", "вw", "аa", "бb"};
  for (const std::string_view letter : kLetters) {
    if (!absl::StartsWith(text.substr(*pos), letter.substr(0, 2))) continue;
    *pos += 2;
    return letter[2];
  }
  return '\0';
}

// Reads the digits at text[*pos] and moves *pos behind the number and its unit.
Measure ReadMeasure(std::string_view text, size_t* pos) {
  Measure measure;
  const size_t begin = *pos;
  size_t i = begin;
  int64_t whole = 0;
  int digits = 0;
  for (; i < text.size(); i++) {
    if (IsDigit(text[i])) {
      if (++digits > 12) break;
      whole = whole * 10 + (text[i] - '0');
    } else if (text[i] != ',' || i + 3 >= text.size() || !IsDigit(text[i + 1]) ||
               !IsDigit(text[i + 2]) || !IsDigit(text[i + 3])) {
      break;  // not "1,300"
    }
  }
  int64_t fraction = 0;
  int places = 0;
  if (i + 1 < text.size() && (text[i] == '.' || text[i] == ',') && IsDigit(text[i + 1])) {
    for (i++; i < text.size() && IsDigit(text[i]); i++) {
      if (places < 3) {
        fraction = fraction * 10 + (text[i] - '0');
        places++;
      }
    }
  }
  for (; places < 3; places++) fraction *= 10;
  *pos = i;
  measure.thousandths = whole * 1000 + fraction;
  measure.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(i)};
  if (i < text.size() && (text[i] == ' ' || text[i] == '\n')) i++;
  if (absl::StartsWith(text.substr(i), "瓦")) {
    measure.unit = "w";
    measure.span.end = static_cast<uint32_t>(i + 3);
    return measure;
  }
  const size_t unit = i;
  while (i < text.size() && !(i == unit && text[i] == '/')) {
    const char letter = UnitLetter(text, &i);
    if (letter == '\0') break;
    measure.unit.push_back(letter);
  }
  if (absl::EndsWith(measure.unit, "/")) {  // "154T/22J"
    measure.unit.pop_back();
    i--;
  }
  // "4TB2" is nothing; "104T二手" is a hashrate.
  if (measure.unit.size() > 8 || (i < text.size() && IsDigit(text[i]))) measure.unit.clear();
  if (!measure.unit.empty()) measure.span.end = static_cast<uint32_t>(i);
  return measure;
}

struct RateUnit {
  int64_t scale = 0;     // per second; 0: no hashrate
  bool spelled = false;  // not one letter alone, which may mean many things
  bool solutions = false;
};

RateUnit ReadRateUnit(std::string_view unit) {
  static constexpr std::string_view kPrefixes = "kmgtpe";
  RateUnit rate;
  int64_t scale = 1;
  std::string_view rest = unit;
  const size_t prefix = unit.empty() ? std::string_view::npos : kPrefixes.find(unit[0]);
  for (size_t i = 0; prefix != std::string_view::npos && i <= prefix; i++) scale *= 1000;
  if (scale > 1) rest.remove_prefix(1);
  const bool hash = rest == "h" || rest == "hs" || rest == "h/s" || rest == "hash" ||
                    rest == "hash/s" || rest == "hps";
  const bool sol = rest == "sol" || rest == "sol/s" || rest == "sols" || rest == "s/s";
  const bool alone = scale > 1 && (rest.empty() || rest == "/s");
  if (!(scale > 1 && hash) && !(sol && scale >= 1) && !alone) return rate;
  if (unit == "ms" || unit == "s/s") return rate;
  rate.scale = scale;
  rate.spelled = !rest.empty();
  rate.solutions = sol;
  return rate;
}

Hashrate ToHashrate(int64_t thousandths, const RateUnit& unit, HashUnit hash_unit) {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
  Hashrate rate;
  rate.unit = unit.solutions ? HashUnit::kSolution : hash_unit;
  if (unit.scale >= 1000) {
    const int64_t scale = unit.scale / 1000;
    rate.per_second = thousandths > kMost / scale ? kMost : thousandths * scale;
  } else {
    rate.per_second = thousandths * unit.scale / 1000;
  }
  return rate;
}

struct Rate {
  int64_t thousandths = 0;
  int64_t low = 0;  // thousandths of a range's lower end; 0: no range
  RateUnit unit;
  Span span;  // in the text
};

struct Claims {
  std::vector<Rate> rates;
  int power_w = 0;  // 0: none
  Span power_words;
  bool spelled = false;  // a rate has a unit that nothing else has
  bool memory = false;   // "64 GB"
};

// The lower end of a range whose upper end begins at `begin`: "83-90T", "90/95T". 0: none.
int64_t LowerEnd(std::string_view text, const Measure& before, uint32_t begin) {
  std::string_view between = text.substr(before.span.end, begin - before.span.end);
  while (absl::ConsumePrefix(&between, " ")) {
  }
  while (absl::ConsumeSuffix(&between, " ")) {
  }
  const bool range = between == "-" || between == "/" || between == "~" || between == "–";
  return range && before.unit.empty() ? before.thousandths : 0;
}

// Reads all figures of a text. A number inside a word or a name is none, unless it begins where a
// name ends: "s19jpro104t".
//   in      names: of machines, in order; in the text
Claims ReadFigures(const FoldedText& folded, absl::Span<const Span> names) {
  Claims claims;
  Measure before;
  const Span* name = names.data();
  const Span* const names_end = name + names.size();
  for (size_t pos = 0; pos < folded.text.size();) {
    if (!IsDigit(folded.text[pos])) {
      pos++;
      continue;
    }
    const size_t begin = pos;
    Measure measure = ReadMeasure(folded.text, &pos);
    const uint32_t origin = folded.OriginOf(begin);
    while (name != names_end && name->end < origin) name++;
    const bool in_name = name != names_end && name->begin <= origin && origin < name->end;
    const bool bin = measure.unit[0] == 't';  // "T3 39T" is a model
    if ((in_name && !bin) || (begin > 0 && IsAlpha(folded.text[begin - 1]) &&
                              (name == names_end || name->end != origin))) {
      before = {};
      continue;
    }
    const int64_t low = LowerEnd(folded.text, before, measure.span.begin);
    before = measure;
    if (measure.unit.empty() || measure.thousandths <= 0) continue;
    const Span span = folded.Origin(measure.span.begin, measure.span.end);
    const std::string& unit = measure.unit;
    const bool kilo = unit == "kw" || unit == "kwt";
    if (kilo || unit == "w" || unit == "wt" || unit == "watt" || unit == "watts") {
      const int64_t watts = kilo ? measure.thousandths : measure.thousandths / 1000;
      if (claims.power_w == 0 && watts >= 1 && watts <= kMaxPowerW) {
        claims.power_w = static_cast<int>(watts);
        claims.power_words = span;
      }
      continue;
    }
    if (unit == "gb" || unit == "tb") {
      claims.memory = claims.memory || unit == "tb" || measure.thousandths >= kMemoryGb * 1000;
    }
    const RateUnit rate = ReadRateUnit(unit);
    if (rate.scale == 0 || claims.rates.size() == kMaxRates) continue;
    claims.spelled = claims.spelled || rate.spelled;
    claims.rates.push_back({measure.thousandths, low < measure.thousandths ? low : 0, rate, span});
  }
  return claims;
}

// Whether a machine's bins have such a rate, give or take `slack` percent.
bool Fits(const Miner& miner, const Hashrate& rate, int slack) {
  const absl::int128 value = absl::int128(rate.per_second) * 100;
  return miner.hashrate_max.per_second > 0 && rate.unit == miner.hashrate_max.unit &&
         value >= absl::int128(miner.hashrate_min.per_second) * (100 - slack) &&
         value <= absl::int128(miner.hashrate_max.per_second) * (100 + slack);
}

bool Fits(const Miner& miner, const Rate& rate, int slack) {
  return Fits(miner, ToHashrate(rate.thousandths, rate.unit, miner.hashrate_max.unit), slack);
}

// The claims that are laid to `match`; see ReadClaims.
void TakeClaims(const Claims& claims, MinerMatch* match) {
  const HashUnit unit = match->miner != nullptr ? match->miner->hashrate_max.unit : HashUnit::kHash;
  const Rate* best = nullptr;
  int best_rank = 0;
  for (const Rate& rate : claims.rates) {
    if (!rate.unit.spelled && match->miner == nullptr) continue;
    int rank = rate.unit.spelled ? 2 : 1;
    if (match->miner != nullptr && Fits(*match->miner, rate, kRateSlack)) rank += 2;
    if (rank > best_rank) {
      best = &rate;
      best_rank = rank;
    }
  }
  if (best != nullptr) {
    match->hashrate = ToHashrate(best->thousandths, best->unit, unit);
    match->hashrate_words = best->span;
    if (best->low > 0) {
      match->hashrate_low = ToHashrate(best->low, best->unit, unit).per_second;
    }
  }
  // "34W" beside terahashes are watts for each of them.
  const bool each = claims.power_w < kLeastPowerW && match->hashrate.has_value() &&
                    match->hashrate->per_second >= 10 * kTera;
  if (claims.power_w > 0 && !each) {
    match->power_w = claims.power_w;
    match->power_words = claims.power_words;
  }
}

// "S19 95", "S9 13.5": a number behind the name that the machine's bins have, and that counts
// nothing ("S9 14 pcs").
void TakeBareRate(const FoldedText& folded, const std::vector<Word>& words, const Ruleset& ruleset,
                  MinerMatch* match) {
  size_t pos = 0;
  for (size_t end = folded.text.size(); pos < end;) {  // where the name has ended
    const size_t middle = (pos + end) / 2;
    if (folded.OriginOf(middle) < match->words.end) {
      pos = middle + 1;
    } else {
      end = middle;
    }
  }
  while (pos < folded.text.size() && (folded.text[pos] == ' ' || folded.text[pos] == '-')) pos++;
  if (pos >= folded.text.size() || !IsDigit(folded.text[pos])) return;
  const Measure measure = ReadMeasure(folded.text, &pos);
  if (pos < folded.text.size() && (IsAlpha(folded.text[pos]) || folded.text[pos] == '%')) return;
  const uint32_t next = folded.OriginOf(std::min(pos + 1, folded.text.size()));
  for (const Word& word : words) {
    if (word.kind == WordKind::kVocabulary && word.text.begin <= next && next < word.text.end &&
        IsPriceTopic(ruleset.vocabulary[word.entry].topic)) {
      return;
    }
  }
  for (int64_t scale = 1000; scale <= kTera * 1000; scale *= 1000) {
    const Hashrate rate =
        ToHashrate(measure.thousandths, {.scale = scale}, match->miner->hashrate_max.unit);
    if (!Fits(*match->miner, rate, kBareSlack)) continue;
    match->hashrate = rate;
    match->hashrate_words = folded.Origin(measure.span.begin, pos);
    return;
  }
}

// Reads which machines a text names, in one pass over its words.
class MachineReader {
 public:
  MachineReader(const std::vector<Word>& words, const Claims& claims, const Ruleset& ruleset)
      : words_(words), claims_(claims), ruleset_(ruleset), named_(ruleset.manufacturers.size()) {
    const auto has = [&](Topic topic) { return HasTopic(words, ruleset, topic); };
    mining_ = claims.spelled || has(Topic::kMiningHardware) || has(Topic::kHosting) ||
              has(Topic::kCloudMining);
    not_mining_ = has(Topic::kNotMining);
    for (const Word& word : words) {
      if (word.kind == WordKind::kManufacturer) {
        named_[word.entry] = true;
      } else if (word.kind == WordKind::kMinerOfMaker) {
        named_[MakerOf(ruleset.miners[word.entry])] = true;
      } else {
        continue;
      }
      mining_ = true;
    }
  }

  void Run(MinerMatch* match) {
    NamedMachine best;
    bool best_fits = false;
    for (const Word& word : words_) {
      if (word.kind == WordKind::kVocabulary) {
        const Topic topic = ruleset_.vocabulary[word.entry].topic;
        if (topic == Topic::kNotMining) friend_end_ = std::max(friend_end_, word.text.end);
        if (topic == Topic::kAccessory || topic == Topic::kPart) {
          accessory_end_ = std::max(accessory_end_, word.text.end);
        }
      }
      if (!IsMachineName(word.kind)) continue;
      if (word.text != best.words) Keep(&best, match);
      const Miner& miner = ruleset_.miners[word.entry];
      const bool fits = std::any_of(claims_.rates.begin(), claims_.rates.end(),
                                    [&](const Rate& r) { return Fits(miner, r, kRateSlack); });
      const int sure = SureOf(word, miner, fits);
      if (best.miner == nullptr || word.text != best.words || sure > best.sure ||
          (sure == best.sure && fits && !best_fits)) {
        best = {&miner, sure, word.text};
        best_fits = fits;
      }
    }
    Keep(&best, match);
  }

 private:
  size_t MakerOf(const Miner& miner) const {
    return static_cast<size_t>(ruleset_.FindManufacturer(miner.manufacturer) -
                               ruleset_.manufacturers.data());
  }

  int SureOf(const Word& word, const Miner& miner, bool fits) const {
    if (word.kind == WordKind::kMinerOfMaker) return 95;
    if (word.text.end <= friend_end_) return 0;
    const bool named = named_[MakerOf(miner)];
    const bool company = mining_ || fits;
    if (word.kind == WordKind::kMiner) {
      return company || named ? 90 : not_mining_ || claims_.memory ? 0 : 80;
    }
    if (named) return 70;
    if (not_mining_) return 0;
    // A rate in terahashes speaks for a machine whose figures are not known.
    const bool tera = miner.hashrate_max.per_second == 0 && word.text.size() > 2 &&
                      std::any_of(claims_.rates.begin(), claims_.rates.end(),
                                  [](const Rate& r) { return r.unit.scale == kTera; });
    if (company || tera) return 60;
    const bool behind = accessory_end_ > 0 && accessory_end_ <= word.text.begin &&
                        word.text.begin - accessory_end_ <= kAccessoryGap;
    return behind && !claims_.memory ? 50 : 0;
  }

  void Keep(NamedMachine* machine, MinerMatch* match) {
    std::vector<NamedMachine>& list = match->machines;
    bool keep = machine->sure > 0 && list.size() < kMaxMachines;
    for (const NamedMachine& other : list) keep = keep && other.miner != machine->miner;
    // Behind a machine, a short name of another maker's is more often something else.
    if (keep && !list.empty() && machine->sure <= 60) {
      keep = machine->miner->manufacturer == list[0].miner->manufacturer;
    }
    // "NerdAxe NerdQAxe++": the first is the maker, not its machine of that name.
    if (keep && list.size() == 1 && list[0].miner->manufacturer == machine->miner->manufacturer &&
        list[0].miner->model == ruleset_.manufacturers[MakerOf(*list[0].miner)].name) {
      list.clear();
    }
    if (keep) list.push_back(*machine);
    *machine = {};
  }

  const std::vector<Word>& words_;
  const Claims& claims_;
  const Ruleset& ruleset_;
  std::vector<char> named_;  // by maker
  bool mining_ = false;
  bool not_mining_ = false;
  uint32_t friend_end_ = 0;     // of the words read so far that say what is no mining
  uint32_t accessory_end_ = 0;  // of those that name an accessory
};

}  // namespace

void ReadClaims(std::string_view text, MinerMatch* match) {
  TakeClaims(ReadFigures(Fold(text), {}), match);
}

MinerMatch IdentifyMiner(std::string_view text, const Ruleset& ruleset, const Lexicon& lexicon) {
  return IdentifyMiner(text, lexicon.Scan(text), ruleset);
}

MinerMatch IdentifyMiner(std::string_view text, const std::vector<Word>& words,
                         const Ruleset& ruleset) {
  std::vector<Span> names;
  for (const Word& word : words) {
    if (IsMachineName(word.kind)) names.push_back(word.text);
  }
  const FoldedText folded = Fold(text);
  const Claims claims = ReadFigures(folded, names);
  MinerMatch match;
  MachineReader(words, claims, ruleset).Run(&match);
  if (!match.machines.empty()) {
    const NamedMachine& first = match.machines[0];
    match.miner = first.miner;
    match.sure = first.sure;
    match.words = first.words;
    match.several = match.machines.size() > 1;
  }
  TakeClaims(claims, &match);
  if (match.miner != nullptr && !match.hashrate.has_value()) {
    TakeBareRate(folded, words, ruleset, &match);
  }
  return match;
}

}  // namespace touchstone

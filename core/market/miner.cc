#include "core/market/miner.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/ascii.h"

namespace touchstone {
namespace {

constexpr int kMaxPowerW = 200'000;
constexpr int kSureByName = 90;
constexpr int kSureInCompany = 60;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

// A number with its unit's letters behind it: "104T", "9.5 GH/s", "3068W".
struct Measure {
  int64_t thousandths = 0;  // of the number as written
  std::string unit;         // letters and '/', lower case, at most 8; "th/s"
  Span span;
};

// Reads the measure at text[*pos], a digit; moves *pos behind the number. nullopt: no unit follows.
std::optional<Measure> ReadMeasure(std::string_view text, size_t* pos) {
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
  if (begin > 0 && IsAlpha(text[begin - 1])) return std::nullopt;  // "S19": a name
  if (i < text.size() && (text[i] == ' ' || text[i] == '\n')) i++;
  const size_t unit = i;
  while (i < text.size() && (IsAlpha(text[i]) || (text[i] == '/' && i > unit))) i++;
  if (i == unit || i - unit > 8) return std::nullopt;
  if (i < text.size() && (IsDigit(text[i]) || static_cast<unsigned char>(text[i]) >= 0x80)) {
    // "4TB2" is nothing; "104T二手" is a hashrate.
    if (IsDigit(text[i])) return std::nullopt;
  }
  measure.unit = absl::AsciiStrToLower(text.substr(unit, i - unit));
  measure.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(i)};
  return measure;
}

struct RateUnit {
  int64_t scale = 0;     // per second; 0: no hashrate
  bool spelled = false;  // not one letter alone, which may mean many things
  bool solutions = false;
};

RateUnit ReadRateUnit(std::string_view unit) {
  RateUnit rate;
  int64_t scale = 1;
  std::string_view rest = unit;
  switch (unit.empty() ? ' ' : unit[0]) {
    case 'k':
      scale = 1'000;
      break;
    case 'm':
      scale = 1'000'000;
      break;
    case 'g':
      scale = 1'000'000'000;
      break;
    case 't':
      scale = 1'000'000'000'000;
      break;
    case 'p':
      scale = 1'000'000'000'000'000;
      break;
    case 'e':
      scale = 1'000'000'000'000'000'000;
      break;
    default:
      break;
  }
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

bool HasSpelledRate(std::string_view text) {
  for (size_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos])) {
      pos++;
      continue;
    }
    const std::optional<Measure> measure = ReadMeasure(text, &pos);
    if (!measure.has_value()) continue;
    const RateUnit rate = ReadRateUnit(measure->unit);
    if (rate.scale > 0 && (rate.spelled || rate.scale == 1'000'000'000'000)) return true;
  }
  return false;
}

bool Overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

void ReadClaims(std::string_view text, MinerMatch* match) {
  const HashUnit unit = match->miner != nullptr ? match->miner->hashrate_max.unit : HashUnit::kHash;
  bool spelled = false;
  for (size_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos])) {
      pos++;
      continue;
    }
    const std::optional<Measure> measure = ReadMeasure(text, &pos);
    if (!measure.has_value() || measure->thousandths <= 0) continue;
    const bool kilo = measure->unit == "kw";
    if (kilo || measure->unit == "w" || measure->unit == "watt" || measure->unit == "watts") {
      const int64_t watts = kilo ? measure->thousandths : measure->thousandths / 1000;
      if (!match->power_w.has_value() && watts >= 1 && watts <= kMaxPowerW) {
        match->power_w = static_cast<int>(watts);
        match->power_words = measure->span;
      }
      continue;
    }
    const RateUnit rate = ReadRateUnit(measure->unit);
    if (rate.scale == 0 || (!rate.spelled && match->miner == nullptr)) continue;
    if (match->hashrate.has_value() && (spelled || !rate.spelled)) continue;
    match->hashrate = ToHashrate(measure->thousandths, rate, unit);
    match->hashrate_words = measure->span;
    spelled = rate.spelled;
  }
}

MinerMatch IdentifyMiner(std::string_view text, const Ruleset& ruleset, const Lexicon& lexicon) {
  return IdentifyMiner(text, lexicon.Scan(text), ruleset);
}

MinerMatch IdentifyMiner(std::string_view text, const std::vector<Word>& words,
                         const Ruleset& ruleset) {
  const bool in_company =
      HasTopic(words, ruleset, Topic::kMiningHardware) || HasSpelledRate(text) ||
      std::any_of(words.begin(), words.end(),
                  [](const Word& word) { return word.kind == WordKind::kManufacturer; });
  const auto is_false_friend = [&](const Word& word) {
    return std::any_of(words.begin(), words.end(), [&](const Word& other) {
      return other.kind == WordKind::kVocabulary &&
             ruleset.vocabulary[other.entry].topic == Topic::kNotMining &&
             other.text.begin <= word.text.begin && word.text.end <= other.text.end;
    });
  };

  // Names, the longest first where they overlap; a full name before a short one.
  std::vector<const Word*> names;
  for (const Word& word : words) {
    const bool weak = word.kind == WordKind::kMinerWeak;
    if (word.kind != WordKind::kMiner && !(weak && in_company && !is_false_friend(word))) continue;
    names.push_back(&word);
  }
  MinerMatch match;
  const Word* best = nullptr;
  for (const Word* word : names) {
    const bool beats = best == nullptr ||
                       (Overlap(word->text, best->text) && word->text.end > best->text.end) ||
                       (Overlap(word->text, best->text) && word->text.size() > best->text.size());
    if (beats) best = word;
  }
  if (best != nullptr) {
    match.miner = &ruleset.miners[best->entry];
    match.sure = best->kind == WordKind::kMiner ? kSureByName : kSureInCompany;
    match.words = best->text;
    match.several = std::any_of(names.begin(), names.end(), [&](const Word* word) {
      return word->entry != best->entry && !Overlap(word->text, best->text);
    });
  }
  ReadClaims(text, &match);
  return match;
}

}  // namespace touchstone

#include "core/market/price_roles.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/market/currency.h"

namespace touchstone {
namespace {

// How far a word may stand from its price when other words stand between, and when a colon ends
// them ("Shipping to Germany by DHL: $20").
constexpr size_t kMaxTextGap = 24;
constexpr size_t kMaxColonGap = 48;

// What may stand between a word and its price, and what parts them.
constexpr std::u32string_view kSoft = U" \u00A0\u2009\u202F\u3000:：(（[*~≈-–—=\"/";
constexpr std::u32string_view kBreaks = U",;|+•·)）]!?！？\n\r\t→，。；、";

// International unit signs behind a slash. "t" is a terahash here.
constexpr std::string_view kSymbols = "|th|gh|mh|kwh|kw|w|kg|g|lb|m|ft|l|ml|";

struct Cue {
  Topic topic;
  Span text;
};

struct Gap {
  bool text = false;    // words
  bool breaks = false;  // the clause ends
  bool opens_with_break = false;
  bool colon = false;  // at its end
};

Gap ShapeOf(std::string_view between) {
  Gap gap;
  for (size_t pos = 0; pos < between.size();) {
    const char32_t c = DecodeUtf8(between, &pos);
    const bool stop = c == '.' && (pos == between.size() || between[pos] == ' ');
    if (stop || kBreaks.find(c) != kBreaks.npos) {
      gap.opens_with_break = gap.opens_with_break || !(gap.text || gap.breaks);
      gap.breaks = true;
    } else if (kSoft.find(c) == kSoft.npos) {
      gap.text = true;
    }
    if (c != ' ') gap.colon = c == ':' || c == U'：';
  }
  return gap;
}

// The role that a word of a topic gives; kPlain for none.
PriceRole RoleOf(Topic topic) {
  switch (topic) {
    case Topic::kPriceFrom:
      return PriceRole::kFrom;
    case Topic::kPriceList:
      return PriceRole::kList;
    case Topic::kPriceSaving:
    case Topic::kPriceOff:
      return PriceRole::kSaving;
    case Topic::kPriceInstalment:
    case Topic::kUnitMonth:
      return PriceRole::kInstalment;
    case Topic::kPriceShipping:
      return PriceRole::kShipping;
    case Topic::kPriceThreshold:
      return PriceRole::kThreshold;
    case Topic::kPriceDeposit:
      return PriceRole::kDeposit;
    case Topic::kPriceCart:
    case Topic::kPriceItems:
      return PriceRole::kCartTotal;
    case Topic::kPriceEarnings:
    case Topic::kUnitDay:
      return PriceRole::kEarnings;
    case Topic::kPriceBalance:
      return PriceRole::kBalance;
    default:
      return PriceRole::kPlain;
  }
}

// Of two roles the one that says more: what is least like a price comes first.
int RankOf(PriceRole role) {
  constexpr PriceRole kRanks[] = {
      PriceRole::kThreshold, PriceRole::kShipping, PriceRole::kEarnings,  PriceRole::kInstalment,
      PriceRole::kDeposit,   PriceRole::kBalance,  PriceRole::kCartTotal, PriceRole::kSaving,
      PriceRole::kList,      PriceRole::kTier,     PriceRole::kFrom,      PriceRole::kPerUnit};
  return static_cast<int>(std::find(std::begin(kRanks), std::end(kRanks), role) -
                          std::begin(kRanks));
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

class LineReader {
 public:
  LineReader(std::string_view line, std::vector<PriceMention>* mentions)
      : line_(line), mentions_(*mentions) {}

  void AddCue(Topic topic, Span text) {
    // A word inside an amount is its currency's: "100 元", "5 set" is none.
    for (const PriceMention& m : mentions_) {
      if (text.begin < m.price.raw.end && m.price.raw.begin < text.end) return;
    }
    cues_.push_back({topic, text});
  }

  void Read() {
    for (const Cue& cue : cues_) Attach(cue);
    for (PriceMention& mention : mentions_) {
      ReadSigns(&mention);
      ReadPer(&mention);
      ReadTierBefore(&mention);
      ReadTierBehind(&mention);
      if (mention.role == PriceRole::kPlain && !mention.per.empty()) {
        mention.role = PriceRole::kPerUnit;
      }
    }
  }

 private:
  static void Give(PriceRole role, PriceMention* mention) {
    if (RankOf(role) < RankOf(mention->role)) mention->role = role;
  }

  char At(size_t pos) const { return pos < line_.size() ? line_[pos] : '\0'; }
  std::string_view From(size_t pos) const { return line_.substr(std::min(pos, line_.size())); }
  std::string_view UpTo(size_t pos) const { return line_.substr(0, pos); }

  size_t SkipSpaces(size_t pos) const {
    for (;;) {
      if (At(pos) == ' ') {
        pos++;
      } else if (absl::StartsWith(From(pos), "\u00A0")) {
        pos += 2;
      } else {
        return pos;
      }
    }
  }

  size_t SkipSpacesBack(size_t pos) const {
    for (;;) {
      if (pos > 0 && line_[pos - 1] == ' ') {
        pos--;
      } else if (absl::EndsWith(UpTo(pos), "\u00A0")) {
        pos -= 2;
      } else {
        return pos;
      }
    }
  }

  // A number of pieces at `pos`, "1,000" included; -1. Moves `pos` behind it.
  int64_t CountAt(size_t* pos) const {
    constexpr size_t kMostBytes = 9;
    int64_t count = -1;
    const size_t begin = *pos;
    while (*pos < begin + kMostBytes &&
           (IsDigit(At(*pos)) || (count >= 0 && At(*pos) == ',' && IsDigit(At(*pos + 1))))) {
      if (line_[*pos] != ',') count = std::max<int64_t>(count, 0) * 10 + (line_[*pos] - '0');
      (*pos)++;
    }
    return count;
  }

  // The same for the number that ends at `pos`; moves `pos` to its begin.
  int64_t CountBefore(size_t* pos) const {
    size_t begin = *pos;
    while (begin > 0 && (IsDigit(line_[begin - 1]) || (line_[begin - 1] == ',' && begin < *pos))) {
      begin--;
    }
    size_t end = begin;
    const int64_t count = CountAt(&end);
    if (count < 0 || end != *pos) return -1;
    *pos = begin;
    return count;
  }

  // The longest cue of a unit, or of what may stand before one, that begins or ends at `pos`.
  const Cue* CueAt(size_t pos, bool ends, Topic first, Topic last) const {
    for (const Cue& cue : cues_) {
      if ((ends ? cue.text.end : cue.text.begin) == pos && cue.topic >= first &&
          cue.topic <= last) {
        return &cue;
      }
    }
    return nullptr;
  }

  // Gives the cue's role to the price that it speaks of.
  void Attach(const Cue& cue) {
    PriceMention *prev = nullptr, *next = nullptr;
    for (PriceMention& m : mentions_) {
      if (m.price.raw.end <= cue.text.begin) prev = &m;
      if (m.price.raw.begin >= cue.text.end && next == nullptr) next = &m;
    }
    const size_t left_begin = prev != nullptr ? prev->price.raw.end : 0;
    const size_t right_end = next != nullptr ? next->price.raw.begin : line_.size();
    const std::string_view left = line_.substr(left_begin, cue.text.begin - left_begin);
    const std::string_view right = line_.substr(cue.text.end, right_end - cue.text.end);
    const bool each = cue.topic == Topic::kPriceEach;
    const PriceRole role = cue.topic >= Topic::kPriceEach ? PriceRole::kPlain : RoleOf(cue.topic);
    if (role == PriceRole::kPlain && !each) return;
    const Gap before = ShapeOf(left), behind = ShapeOf(right);
    bool to_next =
        next != nullptr && ReachesNext(cue, right, behind, prev == nullptr && !before.text);
    bool to_prev = prev != nullptr && !before.text && !before.breaks;
    if (cue.topic == Topic::kPriceOff) {
      to_next = false;
    } else if (cue.topic == Topic::kPriceItems) {
      size_t end = SkipSpacesBack(cue.text.begin);
      if (CountBefore(&end) < 0) return;
      to_prev = false;
    } else {
      const bool ends = behind.opens_with_break || !behind.text;
      to_prev = to_prev && (left.empty() || ends);
    }
    const bool glued = left.empty() && absl::StartsWith(right, ":") == false;
    PriceMention* mention = to_prev && (glued || !to_next) ? prev : to_next ? next : nullptr;
    if (mention == nullptr) return;
    if (each) {
      mention->per = "piece";
    } else {
      Give(role, mention);
    }
  }

  // in      first: nothing stands before the word in the line
  static bool ReachesNext(const Cue& cue, std::string_view right, const Gap& gap, bool first) {
    if (gap.breaks) return false;
    if (!gap.text) return true;
    switch (cue.topic) {
      case Topic::kPriceFrom:
      case Topic::kPriceThreshold:
      case Topic::kPriceEach:
        return false;
      case Topic::kPriceShipping:
        // "Fast shipping from Shenzhen $500" is no shipping's price; what a line begins with is.
        return gap.colon ? right.size() <= kMaxColonGap : first && right.size() <= kMaxTextGap;
      default:
        return right.size() <= (gap.colon ? kMaxColonGap : kMaxTextGap);
    }
  }

  // A minus or plus before the price, and "12x de R$ 99", "$99 x 12".
  void ReadSigns(PriceMention* mention) const {
    const Span raw = mention->price.raw;
    size_t pos = raw.begin;
    const size_t back = SkipSpacesBack(pos);
    const auto opens = [&](size_t at) {
      const size_t before = SkipSpacesBack(at);
      return before == 0 || before < at || line_[before - 1] == '(';
    };
    const size_t minus = absl::EndsWith(UpTo(pos), "−")   ? 3
                         : absl::EndsWith(UpTo(pos), "-") ? 1
                                                          : 0;
    if (minus > 0 && opens(pos - minus)) Give(PriceRole::kSaving, mention);
    if (back > 0 && line_[back - 1] == '+' && opens(back - 1)) {
      Give(PriceRole::kShipping, mention);
    }
    if (IsInstalmentBefore(raw.begin) || IsInstalmentBehind(raw.end)) {
      Give(PriceRole::kInstalment, mention);
    }
  }

  static size_t TimesAt(std::string_view text) {
    return absl::StartsWith(text, "x") || absl::StartsWith(text, "X")   ? 1
           : absl::StartsWith(text, "х") || absl::StartsWith(text, "×") ? 2
                                                                        : 0;
  }

  // "12x R$ 99", "12 x de R$ 99", but not the quantity of "2 x $50".
  bool IsInstalmentBefore(size_t begin) const {
    constexpr size_t kMostBytes = 8;  // of the sign, a short word and spaces
    for (size_t pos = begin - std::min(begin, kMostBytes); pos < begin; pos++) {
      const size_t times = TimesAt(From(pos));
      if (times == 0) continue;
      size_t digits = SkipSpacesBack(pos);
      const bool glued = digits == pos;
      const int64_t count = CountBefore(&digits);
      if (count < 3 || count > 72 || LetterBefore(line_, digits)) continue;
      size_t end = SkipSpaces(pos + times);
      const bool spaced = end > pos + times;
      const size_t word = end;
      while (spaced && LetterAt(line_, end)) DecodeUtf8(line_, &end);
      if (SkipSpaces(end) == begin && (glued || end > word)) return true;
    }
    return false;
  }

  // "$99 x 12": a usual number of months.
  bool IsInstalmentBehind(size_t end) const {
    const size_t sign = SkipSpaces(end);
    const size_t times = TimesAt(From(sign));
    if (times == 0) return false;
    size_t pos = SkipSpaces(sign + times);
    const int64_t count = CountAt(&pos);
    return count >= 6 && count <= 60 && count % 6 == 0 && !LetterAt(line_, pos) && At(pos) != '.';
  }

  static std::string_view NameOfUnit(Topic topic) {
    return topic == Topic::kUnitPiece ? "piece" : topic == Topic::kUnitSet ? "set" : "unit";
  }

  // "/piece", "per TH", "/ 100 g", "/mo".
  void ReadPer(PriceMention* mention) const {
    size_t pos = SkipSpaces(mention->price.raw.end);
    if (At(pos) == '/') {
      pos++;
    } else if (absl::StartsWith(From(pos), "／")) {
      pos += 3;
    } else if (const Cue* per = CueAt(pos, false, Topic::kPricePer, Topic::kPricePer)) {
      pos = per->text.end;
    } else {
      // "a month", "в сутки"
      const Cue* time = CueAt(pos, false, Topic::kUnitMonth, Topic::kUnitDay);
      if (time != nullptr && absl::StrContains(Slice(line_, time->text), ' ')) {
        Give(RoleOf(time->topic), mention);
      }
      return;
    }
    pos = SkipSpaces(pos);
    const int64_t count = CountAt(&pos);
    pos = SkipSpaces(pos);
    if (const Cue* unit = CueAt(pos, false, Topic::kPriceEach, Topic::kUnitDay)) {
      if (RoleOf(unit->topic) != PriceRole::kPlain) {
        Give(RoleOf(unit->topic), mention);
      } else {
        mention->per = count > 1                          ? "lot"
                       : unit->topic == Topic::kPriceEach ? "piece"
                                                          : NameOfUnit(unit->topic);
      }
      return;
    }
    size_t end = pos;
    while (end < line_.size() && absl::ascii_isalpha(static_cast<unsigned char>(line_[end]))) end++;
    std::string symbol = absl::AsciiStrToLower(line_.substr(pos, end - pos));
    if (LetterAt(line_, end) || symbol.empty() || IsDigit(At(end))) return;
    if (symbol == "t") symbol = "th";
    if (!InWords(kSymbols, symbol)) return;
    if (count == 100 && (symbol == "g" || symbol == "ml")) {
      mention->per = symbol == "g" ? "100g" : "100ml";
    } else if (count > 1) {
      mention->per = "lot";
    } else {
      mention->per = kSymbols.substr(kSymbols.find("|" + symbol + "|") + 1, symbol.size());
    }
  }

  size_t DashBefore(size_t pos) const {
    return pos > 0 && (line_[pos - 1] == '-' || line_[pos - 1] == '~') ? 1
           : absl::EndsWith(UpTo(pos), "–")                            ? 3
                                                                       : 0;
  }

  // "1 - 9 pieces $50", "≥100 sets: $45", "10+ $45", "10-99: $45".
  void ReadTierBefore(PriceMention* mention) const {
    size_t pos = SkipSpacesBack(mention->price.raw.begin);
    bool colon = false;
    for (const std::string_view mark : {":", "："}) {
      if (!absl::EndsWith(UpTo(pos), mark)) continue;
      colon = true;
      pos = SkipSpacesBack(pos - mark.size());
    }
    bool sure = false;
    if (absl::EndsWith(UpTo(pos), "以上")) {
      pos -= 6;
      sure = true;
    }
    if (const Cue* unit = CueAt(pos, true, Topic::kUnitPiece, Topic::kUnitUnit)) {
      pos = SkipSpacesBack(unit->text.begin);
      sure = true;
    }
    if (pos > 0 && line_[pos - 1] == '+') {
      pos--;
      sure = true;
    }
    int64_t count = CountBefore(&pos);
    if (count < 0) return;
    size_t back = SkipSpacesBack(pos);
    if (const size_t dash = DashBefore(back); dash > 0) {
      size_t first = SkipSpacesBack(back - dash);
      if (const int64_t least = CountBefore(&first); least >= 0 && least < count) {
        count = least;
        pos = first;
        back = SkipSpacesBack(pos);
        sure = sure || colon;
      }
    }
    for (const std::string_view mark : {"≥", ">=", ">", "＞", "≧"}) {
      sure = sure || absl::EndsWith(UpTo(back), mark);
    }
    if (!sure || LetterBefore(line_, pos) || (pos > 0 && line_[pos - 1] == '.')) return;
    Give(PriceRole::kTier, mention);
    if (mention->role == PriceRole::kTier) mention->min_quantity = count;
  }

  // "$45 (≥100 sets)", "$50 / 1-9 pieces", "$45 (10+)".
  void ReadTierBehind(PriceMention* mention) const {
    size_t pos = SkipSpaces(mention->price.raw.end);
    const bool opens = At(pos) == '(' || At(pos) == '/';
    if (opens) pos = SkipSpaces(pos + 1);
    bool sure = false;
    for (const std::string_view mark : {"≥", ">=", "≧"}) {
      if (!absl::StartsWith(From(pos), mark)) continue;
      sure = true;
      pos = SkipSpaces(pos + mark.size());
      break;
    }
    if (!opens && !sure) return;
    const int64_t count = CountAt(&pos);
    if (count < 0) return;
    sure = sure || At(pos) == '+';
    const size_t dash = SkipSpaces(pos);
    const size_t width = At(dash) == '-' || At(dash) == '~'  ? 1
                         : absl::StartsWith(From(dash), "–") ? 3
                                                             : 0;
    if (width > 0) {
      pos = SkipSpaces(dash + width);
      const bool range = CountAt(&pos) > count;
      const size_t unit = SkipSpaces(pos);
      sure = sure || (range && CueAt(unit, false, Topic::kUnitPiece, Topic::kUnitUnit) != nullptr);
    }
    if (!sure) return;
    Give(PriceRole::kTier, mention);
    if (mention->role == PriceRole::kTier) mention->min_quantity = count;
  }

  std::string_view line_;
  std::vector<PriceMention>& mentions_;
  std::vector<Cue> cues_;
};

}  // namespace

bool CanBePrice(PriceRole role) {
  return role == PriceRole::kPlain || role == PriceRole::kFrom || role == PriceRole::kPerUnit ||
         role == PriceRole::kTier;
}

std::vector<PriceMention> ReadPrices(std::string_view line, std::string_view currency_hint,
                                     const std::vector<Word>& words, const Ruleset& ruleset) {
  return ReadRoles(line, ParsePrices(line, currency_hint, kMaxPriceMentions), words, ruleset);
}

std::vector<PriceMention> ReadRoles(std::string_view line, std::vector<Price> prices,
                                    const std::vector<Word>& words, const Ruleset& ruleset) {
  std::vector<PriceMention> mentions;
  if (line.size() > kMaxPriceLineBytes) return mentions;
  for (Price& price : prices) mentions.emplace_back().price = std::move(price);
  if (mentions.empty()) return mentions;
  LineReader reader(line, &mentions);
  for (const Word& word : words) {
    if (word.kind != WordKind::kVocabulary || word.text.end > line.size()) continue;
    const Topic topic = ruleset.vocabulary[word.entry].topic;
    if (IsPriceTopic(topic) && topic != Topic::kPriceNone) reader.AddCue(topic, word.text);
  }
  reader.Read();
  return mentions;
}

std::string_view PriceRoleName(PriceRole role) {
  static constexpr std::string_view kNames[] = {
      "plain",   "from",       "list",     "saving", "instalment", "shipping", "threshold",
      "deposit", "cart_total", "per_unit", "tier",   "earnings",   "balance"};
  return kNames[static_cast<size_t>(role)];
}

}  // namespace touchstone

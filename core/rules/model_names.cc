#include "core/rules/model_names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/order.h"

namespace touchstone {
namespace {

constexpr uint32_t kAnyMaker = UINT32_MAX;
constexpr size_t kMaxNameSymbols = 48;
constexpr int kMaxJoints = 3;      // spaces and hyphens between two symbols of a name
constexpr int kMaxMakerNames = 3;  // "Bitmain Antminer ..."
constexpr size_t kMaxDoubtful = 3;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlnum(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }
bool IsJoint(char c) { return c == ' ' || c == '-' || c == '_' || c == '.'; }

// The Latin letter that а to я are read as: "С19" is "S19", "плюс" is "plus".
constexpr std::string_view kCyrillic = "abvgdejziiklmnoprstufxccss'i'eua";

// The symbol at text[pos], a lead byte, and where it ends; 0: no letter or digit of a name.
char SymbolAt(std::string_view text, size_t pos, size_t* end) {
  const unsigned char c = static_cast<unsigned char>(text[pos]);
  *end = pos + 1;
  if (c == '+' || IsAlnum(text[pos]) || c >= 0xE0 || (c & 0xC0) == 0x80) return text[pos];
  if ((c == 0xD0 || c == 0xD1) && pos + 1 < text.size()) {
    const size_t letter = (c - 0xD0u) * 64 + static_cast<unsigned char>(text[pos + 1]) - 0xB0u;
    *end = pos + 2;
    return letter < kCyrillic.size() ? kCyrillic[letter] : '\0';
  }
  return '\0';
}

// Reads the next symbol of a name, past what may stand between two. Two numbers stay apart: " ".
char NextSymbol(std::string_view text, size_t* pos, char before) {
  size_t at = *pos;
  while (at < text.size() && IsJoint(text[at])) {
    if (++at > *pos + kMaxJoints) return '\0';
  }
  if (at == text.size()) return '\0';
  if (at > *pos) {
    if (IsDigit(before) && IsDigit(text[at])) {
      *pos = at;
      return ' ';
    }
    // "M30S + 100T" is an M30S+, "KD Box + CK Box" are two.
    if (text[at] == '+' && at + 1 < text.size() && text[at + 1] != '+') {
      const size_t next = text[at + 1] == ' ' ? at + 2 : at + 1;
      if (next < text.size() && !IsDigit(text[next])) return '\0';
    }
  }
  return SymbolAt(text, at, pos);
}

std::string Squeeze(std::string_view name) {
  const std::string folded = FoldString(name);
  std::string out;
  char before = '\0';
  for (size_t pos = 0; pos < folded.size();) {
    const size_t start = pos;
    const char symbol = NextSymbol(folded, &pos, before);
    if (symbol == '\0') {
      pos = std::max(pos, start + 1);
      continue;
    }
    out.push_back(symbol);
    before = symbol;
  }
  return out;
}

// Whether a name may end at `end`: not inside a word, and not in a number's middle.
bool EndsAt(std::string_view text, size_t end, char last) {
  if (end >= text.size()) return true;
  const bool digit = IsDigit(last);
  if (digit && text[end] == '.' && end + 1 < text.size() && IsDigit(text[end + 1])) return false;
  if (digit ? IsAlnum(text[end]) : absl::ascii_isalpha(static_cast<unsigned char>(text[end]))) {
    return last == '+';
  }
  // Cyrillic goes on a Cyrillic word; Han and the like may follow anything.
  const unsigned char c = static_cast<unsigned char>(text[end]);
  return c < 0xD0 || c > 0xD3 || digit || last == '+' ||
         static_cast<unsigned char>(text[end - 1]) < 0x80;
}

}  // namespace

ModelNames::ModelNames(const Ruleset& ruleset) {
  for (uint32_t m = 0; m < ruleset.manufacturers.size(); m++) {
    const Manufacturer& maker = ruleset.manufacturers[m];
    for (const std::string& name : maker.names) Add(name, m, Kind::kMaker);
    for (const std::string& name : maker.prefixes) Add(name, m, Kind::kPrefix);
  }
  const size_t prefixes = keys_.size();
  for (uint32_t i = 0; i < ruleset.miners.size(); i++) {
    const Miner& miner = ruleset.miners[i];
    const Manufacturer* maker = ruleset.FindManufacturer(miner.manufacturer);
    makers_.push_back(
        maker == nullptr ? kAnyMaker : static_cast<uint32_t>(maker - ruleset.manufacturers.data()));
    // The model without the series: "S19 Pro" of "Antminer S19 Pro".
    const std::string model = Squeeze(miner.model);
    size_t series = 0;
    for (size_t p = 0; p < prefixes; p++) {
      const Key& key = keys_[p];
      if (key.entry == makers_[i] && key.text.size() < model.size() &&
          absl::StartsWith(model, key.text)) {
        series = std::max(series, key.text.size());
      }
    }
    Add(std::string_view(model).substr(series), i, Kind::kModel);
    for (const std::string& name : miner.names) Add(name, i, Kind::kFull);
    for (const std::string& name : miner.weak_names) {
      const bool letters = std::any_of(name.begin(), name.end(), [](char c) { return c > '9'; });
      Add(name, i, letters ? Kind::kWeak : Kind::kModel);
    }
  }
  SortItems(&keys_, [](const Key& a, const Key& b) { return a.text < b.text; });
  for (const Key& key : keys_) first_[static_cast<unsigned char>(key.text[0]) + 1]++;
  for (size_t c = 0; c < 256; c++) first_[c + 1] += first_[c];
}

// Adds a name as it is and with each part of a model's name that has two spellings in the other.
void ModelNames::Add(std::string_view name, uint32_t entry, Kind kind) {
  static constexpr std::pair<std::string_view, std::string_view> kSpellings[] = {
      {"plus", "+"},      {"+", "plus"},        {"hydro", "hyd"}, {"hyd", "hydro"},
      {"hydro", "gidro"}, {"immersion", "imm"}, {"iii", "3"},     {"ii", "2"},
  };
  std::vector<std::string> forms = {Squeeze(name)};
  if (forms[0].empty()) return;
  for (const auto& [from, to] : kSpellings) {
    for (size_t i = 0, count = kind <= Kind::kPrefix ? 0 : forms.size(); i < count; i++) {
      if (from == "hyd" && absl::StrContains(forms[i], "hydro")) continue;
      std::string form;
      for (size_t pos = 0; pos < forms[i].size();) {
        const bool here = absl::StartsWith(std::string_view(forms[i]).substr(pos), from);
        form.append(here ? to : std::string_view(forms[i]).substr(pos, 1));
        pos += here ? from.size() : 1;
      }
      if (std::find(forms.begin(), forms.end(), form) == forms.end()) {
        forms.push_back(std::move(form));
      }
    }
  }
  for (std::string& form : forms) keys_.push_back({std::move(form), entry, kind});
}

bool ModelNames::Names(const Key& key, uint32_t maker) const {
  if (key.kind <= Kind::kPrefix) return false;
  return maker == kAnyMaker ? key.kind != Kind::kModel : makers_[key.entry] == maker;
}

// Follows the keys that begin with what stands at `pos`.
void ModelNames::Read(std::string_view text, size_t pos, Maker maker, Best* best) const {
  const bool apart = pos < text.size() && IsJoint(text[pos]);
  uint32_t low = 0, high = static_cast<uint32_t>(keys_.size());
  char symbol = '\0';
  for (size_t depth = 0; depth < kMaxNameSymbols && low < high; depth++) {
    const size_t start = pos;
    const char before = symbol;
    symbol = NextSymbol(text, &pos, before);
    if (symbol == '\0') return;
    const unsigned char byte = static_cast<unsigned char>(symbol);
    if (depth == 0) {
      low = first_[byte];
      high = first_[byte + 1];
    } else {
      const auto less = [depth](const Key& key, unsigned char c) {
        return key.text.size() <= depth || static_cast<unsigned char>(key.text[depth]) < c;
      };
      const auto begin = keys_.begin();
      high = static_cast<uint32_t>(
          byte == 0xFF ? high
                       : std::lower_bound(begin + low, begin + high,
                                          static_cast<unsigned char>(byte + 1), less) -
                             begin);
      low = static_cast<uint32_t>(std::lower_bound(begin + low, begin + high, byte, less) - begin);
    }
    uint32_t last = low;
    bool names = false;
    for (; last < high && keys_[last].text.size() == depth + 1; last++) {
      const Key& key = keys_[last];
      names = names || Names(key, maker.index);
      if (key.kind > Kind::kPrefix || maker.names == kMaxMakerNames) continue;
      if (maker.index != kAnyMaker && maker.index != key.entry) continue;
      const bool doubtful = key.kind == Kind::kPrefix && (maker.names == 0 || maker.doubtful);
      Read(text, pos, {key.entry, maker.names + 1, doubtful}, best);
    }
    // In "S17 e T17", "S9 и L3+" and "M50 с БП" the letter is a word of its own.
    const bool word = text[start] == ' ' && (symbol == 'e' || symbol == 'a' || symbol == 'i' ||
                                             static_cast<unsigned char>(text[pos - 1]) >= 0x80);
    if (names && !word && pos > best->end && EndsAt(text, pos, symbol)) {
      *best = {pos, low, last, maker.index, maker.doubtful && apart && depth < kMaxDoubtful};
    }
  }
}

void ModelNames::FindAll(std::string_view text,
                         absl::FunctionRef<void(const NameMatch&)> found) const {
  // A name begins where a word does, and before any letter of a script without spaces.
  int before = 0;  // what stands before: 1 ASCII, 2 an alphabet's letter of two bytes
  for (size_t pos = 0; pos < text.size();) {
    const unsigned char c = static_cast<unsigned char>(text[pos]);
    // Latin letters with accents belong to the ASCII ones beside them.
    const int here = c < 0x80 ? IsAlnum(text[pos]) : c < 0xCC ? 1 : c < 0xE0 ? 2 : 0;
    size_t next = pos + (c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4);
    if (here != before || c >= 0xE0) {
      Best best;
      // In "TH/s 3" the letter is none of a name.
      const bool letter = pos + 1 < text.size() && text[pos + 1] == ' ';
      if ((here != 0 || c >= 0xE0) && !letter) Read(text, pos, {}, &best);
      for (uint32_t k = best.begin_key; k < best.end_key; k++) {
        const Key& key = keys_[k];
        if (!Names(key, best.maker)) continue;
        // The keys of one machine stand side by side.
        const Key& last = keys_[k > best.begin_key ? k - 1 : k];
        if (&last != &key && last.entry == key.entry && Names(last, best.maker)) continue;
        const NameStrength strength = best.doubtful             ? NameStrength::kWeak
                                      : best.maker != kAnyMaker ? NameStrength::kOfMaker
                                      : key.kind == Kind::kFull ? NameStrength::kFull
                                                                : NameStrength::kWeak;
        found({strength, key.entry, {static_cast<uint32_t>(pos), static_cast<uint32_t>(best.end)}});
      }
      next = std::max(next, best.end);
    }
    before = here;
    pos = next;
  }
}

}  // namespace touchstone

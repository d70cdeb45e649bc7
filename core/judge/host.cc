#include "core/judge/host.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/order.h"
#include "core/base/text.h"
#include "core/base/url.h"

namespace touchstone {
namespace {

constexpr size_t kMaxHostBytes = 253;  // RFC 1035, as text
constexpr size_t kMaxLabelBytes = 63;
constexpr size_t kMinBrandLetters = 5;  // shorter ones are everywhere by chance
constexpr size_t kMinBrandInside = 7;   // to count within any longer label
constexpr size_t kMinBrandOneEdit = 7;  // to count when one letter is off

// --- how a label looks ------------------------------------------------------------------------

// Decodes a label that begins with "xn--"; nullopt when it is no valid one.
//   source  https://www.rfc-editor.org/rfc/rfc3492#section-6.2
std::optional<std::vector<uint32_t>> DecodePunycode(std::string_view encoded) {
  constexpr uint32_t kBase = 36, kTMin = 1, kTMax = 26, kSkew = 38, kDamp = 700;
  std::vector<uint32_t> out;
  size_t in = 0;
  if (const size_t basic = encoded.rfind('-'); basic != encoded.npos) {
    for (size_t i = 0; i < basic; i++) out.push_back(static_cast<unsigned char>(encoded[i]));
    in = basic + 1;
  }
  uint32_t n = 0x80, bias = 72;
  uint64_t i = 0;
  while (in < encoded.size()) {
    const uint64_t old_i = i;
    uint64_t weight = 1;
    for (uint32_t k = kBase;; k += kBase) {
      if (in == encoded.size()) return std::nullopt;
      const char c = encoded[in++];
      const uint32_t digit = absl::ascii_isdigit(c)   ? static_cast<uint32_t>(c - '0') + 26
                             : absl::ascii_islower(c) ? static_cast<uint32_t>(c - 'a')
                                                      : kBase;
      if (digit >= kBase) return std::nullopt;
      i += digit * weight;
      const uint32_t t = k <= bias ? kTMin : std::min(k - bias, kTMax);
      if (digit < t) break;
      weight *= kBase - t;
      if (i > UINT32_MAX || weight > UINT32_MAX) return std::nullopt;
    }
    const uint64_t count = out.size() + 1;
    uint64_t delta = (i - old_i) / (old_i == 0 ? kDamp : 2);
    delta += delta / count;
    uint32_t k = 0;
    for (; delta > (kBase - kTMin) * kTMax / 2; k += kBase) delta /= kBase - kTMin;
    bias = k + static_cast<uint32_t>((kBase - kTMin + 1) * delta / (delta + kSkew));
    n += static_cast<uint32_t>(i / count);
    i %= count;
    if (n > 0x10FFFF) return std::nullopt;
    out.push_back(n);
    std::rotate(out.begin() + static_cast<std::ptrdiff_t>(i++), out.end() - 1, out.end());
  }
  return out;
}

// The ASCII letter that a character is taken for at a glance; '\0' when it resembles none. A small
// part of the confusables of UTS 39: what was seen in hosts, and the Latin letters with marks.
char Resembles(char32_t c) {
  // U+00C0 to U+017F, lower case, marks taken off.
  static constexpr std::string_view kLatin =
      "aaaaaaaceeeeiiiidnoooooxouuuuypbaaaaaaaceeeeiiiidnooooo?ouuuuypy"
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
      "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
  static_assert(kLatin.size() == 0x180 - 0xC0);
  static constexpr std::pair<char32_t, char> kOthers[] = {
      {0x0251, 'a'}, {0x0261, 'g'}, {0x0269, 'i'}, {0x026A, 'i'}, {0x03B1, 'a'}, {0x03B5, 'e'},
      {0x03B7, 'n'}, {0x03B9, 'i'}, {0x03BA, 'k'}, {0x03BD, 'v'}, {0x03BF, 'o'}, {0x03C1, 'p'},
      {0x03C4, 't'}, {0x03C5, 'u'}, {0x0430, 'a'}, {0x0432, 'b'}, {0x0435, 'e'}, {0x043A, 'k'},
      {0x043C, 'm'}, {0x043D, 'h'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'},
      {0x0443, 'y'}, {0x0445, 'x'}, {0x0455, 's'}, {0x0456, 'i'}, {0x0457, 'i'}, {0x0458, 'j'},
      {0x04BB, 'h'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}};
  if (c < 0x80) return absl::ascii_tolower(static_cast<unsigned char>(c));
  if (c >= 0xC0 && c < 0x180) return kLatin[c - 0xC0];
  for (const auto& [from, to] : kOthers) {
    if (c == from) return to;
  }
  return '\0';
}

// A label as it reads: punycode decoded, every letter its ASCII look-alike, hyphens dropped.
// `plain` says that nothing but ASCII stood there.
struct Label {
  std::string text;
  bool plain = true;
};

Label ReadLabel(std::string_view raw) {
  Label label;
  std::vector<uint32_t> letters;
  if (absl::StartsWith(raw, "xn--")) {
    letters = DecodePunycode(raw.substr(4)).value_or(std::vector<uint32_t>());
  } else {
    for (size_t pos = 0; pos < raw.size();) letters.push_back(DecodeUtf8(raw, &pos));
  }
  for (const uint32_t c : letters) {
    if (c >= 0x80) label.plain = false;
    const char look = Resembles(c);
    if (look == '-') continue;
    label.text.push_back(look == '\0' ? '?' : look);
  }
  return label;
}

// What is left of a label when digits and letters that are mistaken for each other are one.
std::string Skeleton(std::string_view text) {
  static constexpr std::pair<char, char> kAlike[] = {{'0', 'o'}, {'1', 'l'}, {'i', 'l'},
                                                     {'3', 'e'}, {'4', 'a'}, {'5', 's'},
                                                     {'7', 't'}, {'8', 'b'}};
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    const std::string_view pair = text.substr(i, 2);
    char c = pair == "rn" ? 'm' : pair == "vv" ? 'w' : '\0';
    if (c != '\0') {
      i++;
    } else {
      c = text[i];
      for (const auto& [from, to] : kAlike) {
        if (c == from) c = to;
      }
    }
    out.push_back(c);
  }
  return out;
}

// Whether one letter added, dropped, changed, or two neighbours swapped, turn `a` into `b`.
bool IsOneEdit(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1 || a == b) return false;
  size_t i = 0;
  while (i < a.size() && a[i] == b[i]) i++;
  if (a.size() < b.size()) return a.substr(i) == b.substr(i + 1);
  if (a.substr(i + 1) == b.substr(i + 1)) return true;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
         a.substr(i + 2) == b.substr(i + 2);
}

// --- what we know -----------------------------------------------------------------------------

struct Brand {
  std::string text;  // "bitmain": ASCII letters and digits alone
  const Manufacturer* maker = nullptr;
  bool has_homonym = false;  // it is also the name of others
};

// "Ant Miner" -> "antminer"; "" when it can't stand in an ASCII host.
std::string AsLabel(std::string_view name) {
  std::string out;
  for (const char c : FoldString(name)) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c))) {
      out.push_back(c);
    } else if (c != ' ' && c != '-') {
      return "";
    }
  }
  return out;
}

std::vector<std::string> LabelsOfTopic(Topic topic, const Ruleset& ruleset) {
  std::vector<std::string> labels;
  for (const Vocabulary& vocabulary : ruleset.vocabulary) {
    if (vocabulary.topic != topic) continue;
    for (const std::string& phrase : vocabulary.phrases) {
      std::string label = AsLabel(phrase);
      if (!label.empty()) labels.push_back(std::move(label));
    }
  }
  return labels;
}

bool Has(const std::vector<std::string>& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Known {
  std::vector<Brand> brands;
  std::vector<std::string> homonyms;      // "canaan", "microbit", "jasmine"
  std::vector<std::string> host_words;    // "shop", "us"
  std::vector<std::string> mining_words;  // "miner", "asic"
};

// Host words that mining phrases are made of: "miner", "asic".
void MarkMiningWords(const Ruleset& ruleset, Known* known) {
  for (const Vocabulary& vocabulary : ruleset.vocabulary) {
    if (vocabulary.topic != Topic::kMiningHardware) continue;
    for (const std::string& phrase : vocabulary.phrases) {
      for (const std::string_view word : SplitAt(phrase, " ")) {
        if (Has(known->host_words, word)) known->mining_words.emplace_back(word);
      }
    }
  }
}

// Brands are the names of a maker and the first label of its own domain. Where no official host is
// known, none can be told from it; and a name that is a word of the trade ("asicminer") is
// everybody's. Longer ones come first: a host that holds "antminer" is about that, not about
// "miner".
Known Gather(const Ruleset& ruleset) {
  Known known;
  known.homonyms = LabelsOfTopic(Topic::kMakerHomonym, ruleset);
  known.host_words = LabelsOfTopic(Topic::kHostWord, ruleset);
  known.mining_words = LabelsOfTopic(Topic::kMiningHardware, ruleset);
  for (const Manufacturer& maker : ruleset.manufacturers) {
    if (maker.hosts.empty()) continue;
    std::vector<std::string> names;
    for (const std::string& name : maker.names) names.push_back(AsLabel(name));
    for (const std::string& host : maker.hosts) {
      const std::vector<std::string_view> labels = SplitAt(host, ".");
      // "shop.bitmain.com" says "shop" first: only domains as short as "x.io" or "x.com.cn".
      if (labels.size() == 2 || (labels.size() == 3 && labels[1].size() <= 3)) {
        names.push_back(AsLabel(labels[0]));
      }
    }
    SortItems(&names, std::less<>());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    for (std::string& name : names) {
      if (name.size() < kMinBrandLetters || Has(known.mining_words, name)) continue;
      const bool has_homonym = Has(known.homonyms, name);
      known.brands.push_back({std::move(name), &maker, has_homonym});
    }
  }
  MarkMiningWords(ruleset, &known);
  SortItems(&known.brands,
            [](const Brand& a, const Brand& b) { return a.text.size() > b.text.size(); });
  return known;
}

// --- one label against one brand --------------------------------------------------------------

struct Segments {
  bool complete = false;  // known words, numbers and nothing else
  bool mining = false;    // a mining word or a maker's name is among them
};

// Segments `rest` into known words: may each byte be the end of a word? With a word about mining in
// it, if one way of cutting has one.
//   cost    O(rest * words)
Segments Segment(std::string_view rest, const Known& known) {
  // 0: cannot be reached, 1: by host words alone, 2: with a word about mining.
  std::array<uint8_t, kMaxLabelBytes + 1> reach{};
  reach[0] = 1;
  for (size_t i = 0; i < rest.size(); i++) {
    if (reach[i] == 0) continue;
    const auto step = [&](std::string_view word, bool mining) {
      if (word.empty() || !absl::StartsWith(rest.substr(i), word)) return;
      uint8_t& to = reach[i + word.size()];
      to = std::max<uint8_t>(to, mining ? 2 : reach[i]);
    };
    if (absl::ascii_isdigit(static_cast<unsigned char>(rest[i]))) step(rest.substr(i, 1), false);
    for (const std::string& word : known.host_words) step(word, false);
    for (const std::string& word : known.mining_words) step(word, true);
    for (const Brand& brand : known.brands) step(brand.text, true);
  }
  return {reach[rest.size()] != 0, reach[rest.size()] == 2};
}

// Whether what stands at [begin, begin + size) of a label is part of another's longer name.
bool IsInHomonym(std::string_view label, size_t begin, size_t size, const Known& known) {
  for (const std::string& homonym : known.homonyms) {
    if (homonym.size() <= size) continue;
    for (size_t at = label.find(homonym); at != label.npos; at = label.find(homonym, at + 1)) {
      if (at <= begin && begin + size <= at + homonym.size()) return true;
    }
  }
  return false;
}

// The reason for which `label` imitates `brand`; "" when it does not.
std::string_view Imitates(const Label& label, const Brand& brand, const Known& known) {
  const std::string& text = label.text;
  if (text.size() > kMaxLabelBytes || Has(known.homonyms, text)) return "";
  const size_t at = text.find(brand.text);
  if (at != text.npos) {
    if (IsInHomonym(text, at, brand.text.size(), known)) return "";
    if (text == brand.text) {
      if (!label.plain) return "homoglyph";
      return brand.has_homonym ? "" : "brand_label";
    }
    const Segments before = Segment(std::string_view(text).substr(0, at), known);
    const Segments behind = Segment(std::string_view(text).substr(at + brand.text.size()), known);
    const bool mining = before.mining || behind.mining;
    if (before.complete && behind.complete && (mining || !brand.has_homonym)) {
      return "brand_with_words";
    }
    const bool inside = brand.text.size() >= kMinBrandInside && !brand.has_homonym;
    return !inside ? "" : label.plain ? "brand_inside" : "homoglyph";
  }
  if (brand.has_homonym || brand.text.size() < kMinBrandOneEdit) return "";
  if (absl::StrContains(Skeleton(text), Skeleton(brand.text))) return "homoglyph";
  return IsOneEdit(text, brand.text) ? "one_edit" : "";
}

// Whether `official` stands in `host` as whole labels, but not at its end:
// "bitmain.com.evil.example" is at home with evil.example. One label behind it may be a country
// ("amazon.com.mx"), and proves nothing.
bool StandsInFront(std::string_view host, std::string_view official) {
  size_t at = host.find(official);
  for (; at != host.npos; at = host.find(official, at + 1)) {
    const size_t end = at + official.size();
    if (end >= host.size() || host[end] != '.' || (at > 0 && host[at - 1] != '.')) continue;
    if (absl::StrContains(host.substr(end + 1), '.')) return true;
  }
  return false;
}

HostJudgement FindImitation(std::string_view host, const Ruleset& ruleset) {
  for (const Manufacturer& maker : ruleset.manufacturers) {
    for (const std::string& official : maker.hosts) {
      if (StandsInFront(host, official)) {
        return {HostClass::kLookalike, maker.id, "official_host_in_front"};
      }
    }
  }
  for (const Site& site : ruleset.sites) {
    for (const std::string& official : site.hosts) {
      if (StandsInFront(host, official)) {
        return {HostClass::kLookalike, site.id, "official_host_in_front"};
      }
    }
  }
  const Known known = Gather(ruleset);
  const std::vector<std::string_view> raw = SplitAt(host, ".");
  if (raw.size() < 2) return {};
  std::vector<Label> labels;
  for (size_t i = 0; i + 1 < raw.size(); i++) labels.push_back(ReadLabel(raw[i]));
  for (const Brand& brand : known.brands) {
    for (const Label& label : labels) {
      const std::string_view why = Imitates(label, brand, known);
      if (!why.empty()) return {HostClass::kLookalike, brand.maker->id, std::string(why)};
    }
  }
  return {};
}

}  // namespace

HostJudgement ClassifyHost(std::string_view host, const Ruleset& ruleset) {
  if (host.empty() || host.size() > kMaxHostBytes) return {};
  const std::string lower = RepairUtf8(absl::AsciiStrToLower(host));
  std::string_view name = lower;
  if (absl::EndsWith(name, ".")) name.remove_suffix(1);
  if (const Manufacturer* maker = ruleset.MakerOfHost(name)) {
    return {HostClass::kOfficial, maker->id, "official_host"};
  }
  if (const Site* site = ruleset.SiteOfHost(name)) {
    const HostClass host_class = site->marketplace ? HostClass::kMarketplace : HostClass::kReseller;
    return {host_class, site->id, "known_site"};
  }
  const KnownHost* known = ruleset.FindHost(name);
  // No day is asked for: what had run out when the ruleset was published does not count.
  if (known != nullptr && known->provenance.expires < ruleset.published) known = nullptr;
  if (known == nullptr) return FindImitation(name, ruleset);
  if (known->kind != HostKind::kKnownBad) {
    return {static_cast<HostClass>(known->kind), known->brand, "listed"};
  }
  // Whom it imitates says more than that it is listed.
  HostJudgement judgement = FindImitation(name, ruleset);
  if (judgement.host_class == HostClass::kLookalike) return judgement;
  return {HostClass::kKnownBad, known->brand, "listed"};
}

static_assert(static_cast<int>(HostClass::kKnownBad) == static_cast<int>(HostKind::kKnownBad));

std::string_view HostClassName(HostClass host_class) {
  switch (host_class) {
    case HostClass::kOfficial:
      return "official";
    case HostClass::kMarketplace:
      return "marketplace";
    case HostClass::kReseller:
      return "reseller";
    case HostClass::kKnownBad:
      return "known_bad";
    case HostClass::kLookalike:
      return "lookalike";
    case HostClass::kUnknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace touchstone

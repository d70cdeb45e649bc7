#include "core/rules/matcher.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace touchstone {
namespace {

using Hits = std::vector<std::tuple<uint32_t, uint32_t, uint32_t>>;  // begin, end, pattern

Hits FoundBy(const Matcher& matcher, std::string_view folded) {
  Hits hits;
  matcher.FindAll(folded, [&](const PhraseMatch& match) {
    hits.emplace_back(match.folded.begin, match.folded.end, match.pattern);
  });
  std::sort(hits.begin(), hits.end());
  return hits;
}

bool IsWordByte(unsigned char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// The definition, without an automaton. For texts of ASCII and Han characters alone.
Hits FoundNaively(const std::vector<std::string>& patterns, std::string_view text) {
  Hits hits;
  for (uint32_t p = 0; p < patterns.size(); p++) {
    const std::string& pattern = patterns[p];
    if (pattern.empty()) continue;
    for (size_t at = text.find(pattern); at != text.npos; at = text.find(pattern, at + 1)) {
      const size_t end = at + pattern.size();
      if (at > 0 && IsWordByte(text[at - 1]) && IsWordByte(pattern.front())) continue;
      if (end < text.size() && IsWordByte(text[end]) && IsWordByte(pattern.back())) continue;
      hits.emplace_back(static_cast<uint32_t>(at), static_cast<uint32_t>(end), p);
    }
  }
  std::sort(hits.begin(), hits.end());
  return hits;
}

class Random {
 public:
  uint32_t Below(uint32_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state_ >> 33) % n;
  }

 private:
  uint64_t state_ = 2021;
};

std::string Dump(std::string_view text, const std::vector<std::string>& phrases) {
  Matcher matcher;
  for (const std::string& phrase : phrases) matcher.Add(phrase);
  matcher.Build();
  const std::string folded = FoldString(text);
  std::string out;
  for (const auto& [begin, end, pattern] : FoundBy(matcher, folded)) {
    if (!out.empty()) out += "|";
    out += folded.substr(begin, end - begin);
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(finds_what_naive_search_finds) {
  static constexpr std::string_view kPieces[] = {"a", "b", "ab", " ", "-", "1", "矿", "机"};
  Random random;
  const auto generate = [&](uint32_t most) {
    std::string text;
    for (uint32_t n = random.Below(most + 1); n > 0; n--) text += kPieces[random.Below(8)];
    return FoldString(text);
  };
  for (int round = 0; round < 400; round++) {
    Matcher matcher;
    std::vector<std::string> patterns;
    for (uint32_t n = 1 + random.Below(12); n > 0; n--) {
      patterns.push_back(generate(5));
      matcher.Add(patterns.back());
    }
    matcher.Build();
    for (int i = 0; i < 10; i++) {
      const std::string text = generate(40);
      BOOST_TEST_REQUIRE((FoundBy(matcher, text) == FoundNaively(patterns, text)), text);
    }
  }
}

BOOST_AUTO_TEST_CASE(phrases_end_where_words_end) {
  const struct {
    std::string_view text;
    std::vector<std::string> phrases;
    std::string_view found;
  } kCases[] = {
      {"wire transfer", {"wire"}, "wire"},
      {"wireless", {"wire"}, ""},
      {"hardwire", {"wire"}, ""},
      {"(wire)", {"wire"}, "wire"},
      {"Whatsminer M30S++", {"m30s", "m30s+", "m30s++"}, "m30s|m30s+|m30s++"},
      {"m30st", {"m30s"}, ""},
      {"S19Pro", {"s19", "s19pro"}, "s19pro"},
      {"全新矿机现货", {"矿机"}, "矿机"},
      {"矿机S19", {"矿机", "s19"}, "矿机|s19"},
      {"比特大陆antminer矿机", {"antminer"}, "antminer"},
      {"майнеры", {"майнер"}, ""},
      {"«wire», ¿wire? wire·", {"wire"}, "wire|wire|wire"},
      {"加wei❤️ V❤ ➕V", {"wei❤", "v❤", "➕v"}, "wei❤|v❤|➕v"},
      {"Майнер S9", {"майнер"}, "майнер"},
      {"mineri\u0301a", {"mineria"}, "mineria"},
      {"ＵＳＤＴ only", {"usdt only"}, "usdt only"},
      {"U\u200bSDT only", {"usdt only"}, "usdt only"},
      {"usdt\n only", {"usdt only"}, ""},
      {"usdt   only", {"usdt only"}, "usdt only"},
      {"a b a b a", {"a b a"}, "a b a|a b a"},
      {"", {"a"}, ""},
      {"a", {""}, ""},
      {"a", {}, ""},
      {"same", {"same", "SAME"}, "same|same"},
  };
  for (const auto& c : kCases) BOOST_TEST(Dump(c.text, c.phrases) == c.found, c.text);
}

BOOST_AUTO_TEST_CASE(numbers_count_from_zero_also_for_phrases_that_fold_to_nothing) {
  Matcher matcher;
  BOOST_TEST(matcher.Add("a") == 0u);
  BOOST_TEST(matcher.Add("\u200b") == 1u);
  BOOST_TEST(matcher.Add("a") == 2u);
  BOOST_TEST(matcher.size() == 3u);
  matcher.Build();
  BOOST_TEST((FoundBy(matcher, "a") == Hits{{0, 1, 0}, {0, 1, 2}}));
}

BOOST_AUTO_TEST_CASE(a_matcher_without_phrases_finds_nothing) {
  Matcher never_built;
  BOOST_TEST(FoundBy(never_built, "text").empty());
  Matcher empty;
  empty.Build();
  BOOST_TEST(FoundBy(empty, "text").empty());
}

// Occurrences grow with the text, not with its square, on the text that failure links fear most.
BOOST_AUTO_TEST_CASE(nested_phrases_on_one_letter_stay_linear) {
  Matcher matcher;
  for (size_t n = 1; n <= 50; n++) {
    std::string phrase = "矿";
    for (size_t i = 1; i < n; i++) phrase += "矿";
    matcher.Add(phrase);
  }
  matcher.Build();
  const auto count = [&](size_t letters) {
    std::string text;
    for (size_t i = 0; i < letters; i++) text += "矿";
    return FoundBy(matcher, text).size();
  };
  const size_t once = count(1000);
  BOOST_TEST(once == 50u * 1000u - 50u * 49u / 2u);
  BOOST_TEST(count(2000) <= 2 * once + 50 * 50);
}

// The text that the filter lets all through: every word begins the longest phrase, and many more
// begin alike. Twice as much of it takes twice the steps, and each byte at most the longest phrase
// times the bisection.
BOOST_AUTO_TEST_CASE(twice_the_nasty_text_takes_at_most_twice_the_steps) {
  Matcher matcher;
  std::string longest;
  for (size_t n = 0; n < 60; n++) {
    longest += n % 2 == 0 ? "no " : "矿";
    matcher.Add(longest + "x");
    matcher.Add(std::string(n, '-') + "y");
  }
  matcher.Build();
  for (const std::string_view unit : {"no 矿", "no ", "矿", "-", "x", "no 矿no 矿x"}) {
    const auto steps = [&](size_t times) {
      std::string text;
      for (size_t i = 0; i < times; i++) text += unit;
      return matcher.FindAll(FoldString(text), [](const PhraseMatch&) {});
    };
    const uint64_t once = steps(5000), twice = steps(10000);
    BOOST_TEST(once > 0u);
    BOOST_TEST(twice <= once * 2 + once / 50, unit << ": " << once << " then " << twice);
    BOOST_TEST(once <= 5000 * unit.size() * (longest.size() * 7 + 8), unit);
  }
}

}  // namespace touchstone

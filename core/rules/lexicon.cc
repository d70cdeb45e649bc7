#include "core/rules/lexicon.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "core/base/order.h"
#include "core/rules/disguise.h"

namespace touchstone {

Lexicon::Lexicon(const Ruleset& ruleset) : models_(ruleset) {
  const auto add = [&](WordKind kind, size_t entry, const std::vector<std::string>& phrases) {
    for (size_t i = 0; i < phrases.size(); i++) {
      matcher_.Add(phrases[i]);
      patterns_.push_back({kind, static_cast<uint32_t>(entry), static_cast<uint32_t>(i)});
    }
  };
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    add(WordKind::kRule, i, ruleset.rules[i].phrases);
    add(WordKind::kRuleUnless, i, ruleset.rules[i].unless);
  }
  for (size_t i = 0; i < ruleset.vocabulary.size(); i++) {
    add(WordKind::kVocabulary, i, ruleset.vocabulary[i].phrases);
    price_words_.push_back(IsPriceTopic(ruleset.vocabulary[i].topic));
  }
  for (size_t i = 0; i < ruleset.manufacturers.size(); i++) {
    add(WordKind::kManufacturer, i, ruleset.manufacturers[i].names);
  }
  matcher_.Build();
}

std::vector<Word> Lexicon::Scan(std::string_view text) const {
  const FoldedText folded = Fold(text);
  std::vector<Word> words;
  const auto add = [&](uint32_t match, Span where) {
    const Pattern& pattern = patterns_[match];
    words.push_back(
        {pattern.kind, pattern.entry, pattern.phrase, folded.Origin(where.begin, where.end)});
  };
  matcher_.FindAll(folded.text,
                   [&](const PhraseMatch& match) { add(match.pattern, match.folded); });
  bool has_one = true;
  for (const One one : {One::kL, One::kI}) {
    if (!has_one) break;
    const FoldedText read = ReadDisguised(folded.text, one, &has_one);
    matcher_.FindAll(read.text, [&](const PhraseMatch& match) {
      // To the end of its last character: the mark that stands behind that is not read.
      size_t end = match.folded.end;
      do {
        end--;
      } while (IsContinuation(read.text[end]));
      end = read.OriginOf(end);
      DecodeUtf8(folded.text, &end);
      add(match.pattern, {read.OriginOf(match.folded.begin), static_cast<uint32_t>(end)});
    });
  }
  models_.FindAll(folded.text, [&](const NameMatch& match) {
    constexpr WordKind kKindOf[] = {WordKind::kMinerOfMaker, WordKind::kMiner,
                                    WordKind::kMinerWeak};
    words.push_back({kKindOf[static_cast<size_t>(match.strength)], match.miner, 0,
                     folded.Origin(match.folded.begin, match.folded.end)});
  });
  SortItems(&words, [](const Word& a, const Word& b) {
    if (a.text.begin != b.text.begin) return a.text.begin < b.text.begin;
    if (a.text.end != b.text.end) return a.text.end > b.text.end;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.entry != b.entry) return a.entry < b.entry;
    return a.phrase < b.phrase;
  });
  // In this order a word lies inside an earlier, longer one of its kind exactly when it ends no
  // later than the furthest end so far. Equal words of several entries all stay.
  // Words beside prices are a kind of their own there: "free shipping over" hides no "free
  // shipping".
  constexpr int kKinds = static_cast<int>(WordKind::kManufacturer) + 1;
  Span furthest[kKinds + 1] = {};
  size_t kept = 0;
  for (size_t i = 0; i < words.size(); i++) {
    const Word& word = words[i];
    if (i > 0 && word == words[i - 1]) continue;  // a line that was read twice
    const bool price = word.kind == WordKind::kVocabulary && price_words_[word.entry];
    Span& longest = furthest[price ? kKinds : static_cast<int>(word.kind)];
    if (word.text.end <= longest.end && word.text != longest) continue;
    longest = word.text;
    words[kept++] = word;
  }
  words.resize(kept);
  return words;
}

bool HasTopic(absl::Span<const Word> words, const Ruleset& ruleset, Topic topic) {
  return std::any_of(words.begin(), words.end(), [&](const Word& word) {
    return word.kind == WordKind::kVocabulary && ruleset.vocabulary[word.entry].topic == topic;
  });
}

}  // namespace touchstone

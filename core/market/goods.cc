#include "core/market/goods.h"

#include <algorithm>
#include <cstddef>

namespace touchstone {
namespace {

// Words of a topic that a page without a telling title needs before it counts as mining goods.
constexpr size_t kWordsForGoods = 2;

std::optional<Span> FirstOf(const std::vector<Word>& words, const Ruleset& ruleset, Topic topic) {
  for (const Word& word : words) {
    if (word.kind == WordKind::kVocabulary && ruleset.vocabulary[word.entry].topic == topic) {
      return word.text;
    }
  }
  return std::nullopt;
}

bool InSpans(const std::vector<Span>& spans, Span span) {
  auto it = std::upper_bound(spans.begin(), spans.end(), span.begin,
                             [](uint32_t at, const Span& s) { return at < s.begin; });
  return it != spans.begin() && span.end <= std::prev(it)->end;
}

size_t Count(const GoodsInput& input, const Ruleset& ruleset, Topic topic) {
  return static_cast<size_t>(
      std::count_if(input.page_words.begin(), input.page_words.end(), [&](const Word& word) {
        return word.kind == WordKind::kVocabulary &&
               ruleset.vocabulary[word.entry].topic == topic &&
               InSpans(input.seller_text, word.text);
      }));
}

// Makers that the seller's text names.
size_t CountMakers(const GoodsInput& input) {
  return static_cast<size_t>(
      std::count_if(input.page_words.begin(), input.page_words.end(), [&](const Word& word) {
        return word.kind == WordKind::kManufacturer && InSpans(input.seller_text, word.text);
      }));
}

// The title speaks of a machine; a part for it, or a place for it to run, may be what is offered.
Goods GoodsOfTitle(const GoodsInput& input, const Ruleset& ruleset) {
  const std::optional<Span> accessory = FirstOf(input.title_words, ruleset, Topic::kAccessory);
  const bool machine = input.miner.miner != nullptr;
  if (accessory.has_value()) {
    // "Power supply for S19" against "S19 110T, power supply included".
    const bool before = !machine || accessory->begin < input.miner.words.begin;
    const bool whole_machine = input.miner.hashrate.has_value();
    if (before || !whole_machine) return Goods::kAccessory;
  }
  if (machine && input.miner.sure > 0) return Goods::kMiner;
  if (FirstOf(input.title_words, ruleset, Topic::kCloudMining).has_value()) {
    return Goods::kCloudMining;
  }
  if (FirstOf(input.title_words, ruleset, Topic::kHosting).has_value()) return Goods::kHosting;
  if (FirstOf(input.title_words, ruleset, Topic::kMiningHardware).has_value()) return Goods::kMiner;
  if (FirstOf(input.title_words, ruleset, Topic::kCoin).has_value()) return Goods::kCoin;
  return Goods::kOther;
}

bool SpeaksOfMining(const GoodsInput& input, const Ruleset& ruleset) {
  const auto& words = input.title_words;
  return HasTopic(words, ruleset, Topic::kMiningHardware) ||
         HasTopic(words, ruleset, Topic::kCloudMining) ||
         std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return word.kind == WordKind::kManufacturer; });
}

}  // namespace

Goods FindGoods(const GoodsInput& input, const Ruleset& ruleset) {
  const bool strong = input.miner.miner != nullptr && input.miner.sure >= 80;
  if (!strong && HasTopic(input.title_words, ruleset, Topic::kNotMining)) return Goods::kOther;
  const Goods of_title = GoodsOfTitle(input, ruleset);
  // "Power supply" alone is a part of many things.
  if (of_title == Goods::kAccessory && input.miner.miner == nullptr &&
      !SpeaksOfMining(input, ruleset) &&
      Count(input, ruleset, Topic::kMiningHardware) + CountMakers(input) < kWordsForGoods) {
    return Goods::kOther;
  }
  if (of_title != Goods::kOther) return of_title;
  // The title says nothing; the text must, with words that invite to buy.
  if (!HasTopic(input.page_words, ruleset, Topic::kOffer) && !input.has_price) return Goods::kOther;
  if (Count(input, ruleset, Topic::kNotMining) > 0) return Goods::kOther;
  if (Count(input, ruleset, Topic::kCloudMining) >= kWordsForGoods) return Goods::kCloudMining;
  const size_t hardware = Count(input, ruleset, Topic::kMiningHardware);
  if (hardware >= kWordsForGoods) return Goods::kMiner;
  return Goods::kOther;
}

std::optional<Condition> ConditionOf(const std::vector<Word>& words, const Ruleset& ruleset) {
  if (HasTopic(words, ruleset, Topic::kForParts)) return Condition::kForParts;
  if (HasTopic(words, ruleset, Topic::kUsed)) return Condition::kUsed;
  if (HasTopic(words, ruleset, Topic::kNew)) return Condition::kNew;
  return std::nullopt;
}

}  // namespace touchstone

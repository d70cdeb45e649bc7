#include "core/market/goods.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace touchstone {
namespace {

// Words of a topic that a page without a telling title needs before it counts as mining goods.
constexpr size_t kWordsForGoods = 2;
// Decibans of a rule whose phrases are bait; what weighs less stands in news, too.
constexpr int kBaitDb = 5;

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

bool SpeaksOfMining(const std::vector<Word>& words, const Ruleset& ruleset) {
  return HasTopic(words, ruleset, Topic::kMiningHardware) ||
         HasTopic(words, ruleset, Topic::kCloudMining) ||
         std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return word.kind == WordKind::kManufacturer; });
}

// The places of what a title says, or its end.
class TitleTopics {
 public:
  TitleTopics(const std::vector<Word>& words, const Ruleset& ruleset)
      : words_(words), ruleset_(ruleset) {}

  bool Has(Topic topic) const { return HasTopic(words_, ruleset_, topic); }
  uint32_t Begin(Topic topic) const {
    const std::optional<Span> first = FirstOf(words_, ruleset_, topic);
    return first.has_value() ? first->begin : UINT32_MAX;
  }

 private:
  const std::vector<Word>& words_;
  const Ruleset& ruleset_;
};

}  // namespace

size_t CountCloudMiningBait(absl::Span<const Word> words, const Ruleset& ruleset) {
  return static_cast<size_t>(std::count_if(words.begin(), words.end(), [&](const Word& word) {
    if (word.kind != WordKind::kRule) return false;
    const Rule& rule = ruleset.rules[word.entry];
    return rule.weight_db >= kBaitDb && rule.goods.size() == 1 &&
           rule.goods[0] == Goods::kCloudMining;
  }));
}

std::optional<Goods> GoodsOfTitle(const std::vector<Word>& words, const MinerMatch& miner,
                                  const Ruleset& ruleset) {
  const TitleTopics title(words, ruleset);
  const bool machine = miner.miner != nullptr;
  const bool figures = miner.hashrate.has_value();
  if (!machine && !SpeaksOfMining(words, ruleset) && !title.Has(Topic::kHosting)) {
    return title.Has(Topic::kCoin) && !title.Has(Topic::kNotMining) ? std::optional(Goods::kCoin)
                                                                    : std::nullopt;
  }
  if (title.Has(Topic::kNotMining) && !(machine && miner.sure >= 80 && figures)) {
    return Goods::kOther;
  }
  // Where the machine is named: what stands before is what is offered, what stands behind comes
  // with it when the machine has figures.
  const uint32_t at = machine ? miner.words.begin : title.Begin(Topic::kMiningHardware);
  const bool included = title.Has(Topic::kIncluded);
  const auto offered = [&](Topic topic) {
    const uint32_t begin = title.Begin(topic);
    return begin != UINT32_MAX && (begin < at || !(figures || included));
  };
  if (title.Begin(Topic::kService) < title.Begin(Topic::kPart) && !figures &&
      !title.Has(Topic::kForParts)) {
    return Goods::kService;
  }
  if (title.Has(Topic::kCloudMining)) return Goods::kCloudMining;
  if (offered(Topic::kHosting) || offered(Topic::kPlace)) return Goods::kHosting;
  // A machine is not sold with its boards, but for them.
  if (offered(Topic::kAccessory) || (title.Has(Topic::kPart) && !included)) {
    return Goods::kAccessory;
  }
  if (machine || title.Has(Topic::kMiningHardware)) return Goods::kMiner;
  return title.Has(Topic::kCoin) ? Goods::kCoin : Goods::kOther;
}

Goods FindGoods(const GoodsInput& input, const Ruleset& ruleset) {
  const std::optional<Goods> of_title = GoodsOfTitle(input.title_words, input.miner, ruleset);
  if (of_title.has_value() && *of_title != Goods::kOther) return *of_title;
  if (HasTopic(input.title_words, ruleset, Topic::kNotMining)) return Goods::kOther;
  // "Power supply" alone is a part of many things.
  if (HasTopic(input.title_words, ruleset, Topic::kAccessory) ||
      HasTopic(input.title_words, ruleset, Topic::kPart)) {
    return Count(input, ruleset, Topic::kMiningHardware) + CountMakers(input) < kWordsForGoods
               ? Goods::kOther
               : Goods::kAccessory;
  }
  // The title says nothing; the text must, with words that invite to buy.
  if (!HasTopic(input.page_words, ruleset, Topic::kOffer) && !input.has_price &&
      CountCloudMiningBait(input.page_words, ruleset) < kWordsForGoods) {
    return Goods::kOther;
  }
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

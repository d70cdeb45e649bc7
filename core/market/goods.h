// goods.h: what kind of thing is offered.
#ifndef TOUCHSTONE_CORE_MARKET_GOODS_H_
#define TOUCHSTONE_CORE_MARKET_GOODS_H_

#include <optional>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "core/base/text.h"
#include "core/market/listing.h"
#include "core/market/miner.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

struct GoodsInput {
  std::string_view title;
  const std::vector<Word>& title_words;
  absl::Span<const Word> page_words;
  const std::vector<Span>& seller_text;
  const MinerMatch& miner;  // of the title
  bool has_price = false;
};

// GoodsOfTitle says what a title offers: a machine, or an accessory for it, a place for it to run,
// work on it. What comes with a machine ("with psu", "power supply included") is no accessory.
//   in      miner: of the title; words: of the title
//   out     kOther for what only shows mining, such as a T-shirt; nullopt when the title says
//           nothing of mining
std::optional<Goods> GoodsOfTitle(const std::vector<Word>& words, const MinerMatch& miner,
                                  const Ruleset& ruleset);
// CountCloudMiningBait counts the phrases that speak only against offers of cloud mining ("sign-up
// bonus"). Such offers have no price and no button to buy; the bait is the invitation.
size_t CountCloudMiningBait(absl::Span<const Word> words, const Ruleset& ruleset);

// FindGoods decides by the title; by the seller's text only where the title says nothing of mining.
Goods FindGoods(const GoodsInput& input, const Ruleset& ruleset);

// The condition that vocabulary words name: for parts before used before new.
std::optional<Condition> ConditionOf(const std::vector<Word>& words, const Ruleset& ruleset);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_GOODS_H_

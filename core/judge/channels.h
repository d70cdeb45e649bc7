// channels.h: where to buy instead. Links come from the ruleset alone.
#ifndef TOUCHSTONE_CORE_JUDGE_CHANNELS_H_
#define TOUCHSTONE_CORE_JUDGE_CHANNELS_H_

#include <string_view>
#include <vector>

#include "core/judge/finding.h"
#include "core/market/listing.h"
#include "core/rules/ruleset.h"

namespace touchstone {

struct Advice {
  const Channel* channel = nullptr;
  Message why;
};

// FindChannels returns the channels that fit this machine, in this order: the maker's shop while it
// still sells the model, marketplaces with buyer protection where the goods are allowed on day
// `at`, and in person. Never the site that the buyer is on under a ban. A ban that is only
// announced leaves a marketplace in the list: until it takes effect the goods are allowed there.
//   in      site: the one that the buyer is on, or nullptr
//   cost    O(channels * policies)
std::vector<Advice> FindChannels(const Listing& listing, const Site* site, Day at,
                                 const Ruleset& ruleset);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_CHANNELS_H_

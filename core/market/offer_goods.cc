// offer_goods.cc: what kind of thing is offered, and which machine.
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/market/goods.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

class GoodsReader {
 public:
  explicit GoodsReader(const Reading& reading) : r_(reading) {}

  void Run(absl::Span<const Word> words, Listing* listing) {
    const std::vector<Word> title_words = r_.lexicon.Scan(listing->title.value);
    listing->miner_text = listing->title.value;
    listing->miner_element = listing->title.element;
    listing->miner = IdentifyMiner(listing->title.value, title_words, r_.ruleset);
    AddClaimsOfText(listing);
    const GoodsInput input = {.title = listing->title.value,
                              .title_words = title_words,
                              .page_words = words,
                              .seller_text = listing->seller_text,
                              .miner = listing->miner,
                              .has_price = listing->price.has_value()};
    listing->goods = FindGoods(input, r_.ruleset);
  }

 private:
  // A title that names the machine often leaves its figures to the description.
  void AddClaimsOfText(Listing* listing) {
    MinerMatch& match = listing->miner;
    if (match.miner == nullptr || (match.hashrate.has_value() && match.power_w.has_value())) return;
    // The first lines that have what is missing and name no other machine.
    size_t lines = 0;
    for (const Span span : listing->seller_text) {
      uint32_t begin = span.begin;
      while (begin < span.end && lines++ < kMaxClaimLines) {
        uint32_t end = begin;
        while (end < span.end && BreakAt(end) == 0) end++;
        const Span line{begin, end};
        begin = end + static_cast<uint32_t>(end < span.end ? BreakAt(end) : 1);
        if (line.size() > 300 || NamesAnother(line, *match.miner)) continue;
        MinerMatch claim = match;
        claim.hashrate.reset();
        claim.power_w.reset();
        ReadClaims(Slice(r_.page.text, line), &claim);
        const auto in_page = [&](Span words) {
          return Span{line.begin + words.begin, line.begin + words.end};
        };
        if (!match.hashrate.has_value() && claim.hashrate.has_value()) {
          match.hashrate = claim.hashrate;
          listing->hashrate_in_page = in_page(claim.hashrate_words);
        }
        if (!match.power_w.has_value() && claim.power_w.has_value()) {
          match.power_w = claim.power_w;
          listing->power_in_page = in_page(claim.power_words);
        }
      }
    }
  }

  // The bytes of what ends a line or a sentence at `at`, 0 when nothing does: a page with
  // preformatted text has one long line.
  size_t BreakAt(uint32_t at) const {
    const std::string_view rest = std::string_view(r_.page.text).substr(at);
    for (const std::string_view mark : {"\n", ". ", "; ", "\u3002", "\uFF1B"}) {
      if (absl::StartsWith(rest, mark)) return mark.size();
    }
    return 0;
  }

  // Whether another machine of the catalogue is named there: its figures are its own. Words that
  // are names of both ("KS3") name this one; equal words stand side by side.
  bool NamesAnother(Span line, const Miner& miner) const {
    Span own, other;
    for (const Word& word : r_.WordsIn(line)) {
      if (!IsMachineName(word.kind)) continue;
      if (!other.empty() && word.text != other) return true;
      if (&r_.ruleset.miners[word.entry] == &miner) {
        own = word.text;
        other = {};
      } else if (word.text != own) {
        other = word.text;
      }
    }
    return !other.empty();
  }

  const Reading& r_;
};

}  // namespace

void ReadGoods(const Reading& reading, absl::Span<const Word> words, Listing* listing) {
  GoodsReader(reading).Run(words, listing);
}

}  // namespace touchstone

// predicates_return.cc: can a machine earn that?
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/judge/lookup.h"
#include "core/judge/market_price.h"
#include "core/judge/predicates.h"
#include "core/market/price_roles.h"

namespace touchstone {
namespace {

// The most that one machine of this listing earns in a day: by the rate that it claims or that its
// model has, whichever is more.
std::optional<Decimal> MostUsdPerDay(const Case& c, const Revenue& revenue) {
  const MinerMatch& match = c.listing.miner;
  Hashrate rate = match.miner->hashrate_max;
  if (match.hashrate.has_value() && match.hashrate->unit == rate.unit) {
    rate.per_second = std::max(rate.per_second, match.hashrate->per_second);
  }
  if (rate.per_second <= 0 || rate.unit != revenue.hashrate.unit) return std::nullopt;
  const std::optional<Decimal> times =
      Divide({rate.per_second, 0}, {revenue.hashrate.per_second, 0}, 6);
  return times.has_value() ? Multiply(revenue.usd_per_day, *times, 4) : std::nullopt;
}

// The line of the word; with the next one where the word ends its line, as in a table.
Span LineOf(std::string_view text, Span word) {
  const size_t before = text.substr(0, word.begin).rfind('\n');
  const size_t begin = before == text.npos ? 0 : before + 1;
  size_t end = std::min(text.find('\n', word.end), text.size());
  if (end - word.end <= 2) end = std::min(text.find('\n', end + 1), text.size());
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// Whether the line speaks of one day, and of no longer time.
bool IsOfOneDay(std::string_view line, const Rule& rule, const Ruleset& ruleset) {
  const std::string folded = FoldString(line);
  if (!HasTopicWord(folded, Topic::kUnitDay, ruleset) ||
      HasTopicWord(folded, Topic::kUnitMonth, ruleset)) {
    return false;
  }
  return std::none_of(rule.unless.begin(), rule.unless.end(), [&](const std::string& word) {
    return FindPhrase(folded, word).has_value();
  });
}

// The words of the line, their spans relative to it.
std::vector<Word> WordsIn(Span line, const std::vector<Word>& words) {
  auto it =
      std::lower_bound(words.begin(), words.end(), line.begin,
                       [](const Word& word, uint32_t begin) { return word.text.begin < begin; });
  std::vector<Word> out;
  for (; it != words.end() && it->text.begin < line.end; ++it) {
    if (it->text.end > line.end) continue;
    out.push_back(*it);
    out.back().text.begin -= line.begin;
    out.back().text.end -= line.begin;
  }
  return out;
}

}  // namespace

// `unless` are words of longer times and of costs: "a year", "electricity".
Trial EarningsAboveRevenue(const Rule& rule, size_t, const Case& c) {
  const Evidence& evidence = c.evidence;
  const MinerMatch& match = c.listing.miner;
  if (match.miner == nullptr || c.words.earnings.empty() || IsAnotherLot(c.listing, evidence)) {
    return CouldNotLook();
  }
  const Revenue* revenue = evidence.ruleset.RevenueOn(match.miner->algorithm, evidence.at);
  if (revenue == nullptr) return CouldNotLook();
  const std::optional<Decimal> most = MostUsdPerDay(c, *revenue);
  if (!most.has_value()) return CouldNotLook();
  bool looked = false;
  for (const Word* word : c.words.earnings) {
    const Span span = LineOf(evidence.page.text, word->text);
    if (span.size() > kMaxPriceLineBytes) continue;
    std::string line(Slice(evidence.page.text, span));
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (!IsOfOneDay(line, rule, evidence.ruleset)) continue;
    for (const PriceMention& mention :
         ReadPrices(line, c.listing.price.value.currency, WordsIn(span, evidence.words),
                    evidence.ruleset)) {
      if (mention.role != PriceRole::kEarnings) continue;
      const std::optional<Decimal> usd =
          InUsd(mention.price.amount, mention.price.currency, evidence.at, evidence.ruleset);
      if (!usd.has_value()) continue;
      looked = true;
      if (!IsLess(*most, rule.number, *usd, 100)) continue;
      return Found(QuoteOfText(evidence.page, span),
                   {{"usd", FormatUsd(*usd)}, {"most_usd", FormatUsd(*most)}},
                   revenue->provenance.source);
    }
  }
  return looked ? Nothing() : CouldNotLook();
}

}  // namespace touchstone

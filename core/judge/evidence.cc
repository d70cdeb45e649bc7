#include "core/judge/evidence.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/order.h"
#include "core/judge/lookup.h"
#include "core/judge/predicates.h"

namespace touchstone {
namespace {

using PredicateFunction = Trial (*)(const Rule& rule, size_t index, const Case& c);

// In the order of Predicate.
constexpr std::array kPredicates = {
    &SellerPhrase,      &OnlyPhrases,        &PriceBelowBand,  &TokenPrice,
    &PriceRange,        &HashrateAboveKnown, &PowerBelowKnown, &EfficiencyImpossible,
    &ReleasedLater,     &ContactOffPlatform, &HostLookalike,   &BrandInSeller,
    &CategoryElsewhere, &SellerYoung,        &UsedAsNew,       &EarningsAboveRevenue,
    &HostKnownBad};
static_assert(kPredicates.size() == static_cast<size_t>(Predicate::kHostKnownBad) + 1);

// The listing's stretches in order, overlaps joined. A page with one offer and no known place for a
// description is read whole; with several, a stranger's words must not accuse this one.
std::vector<Span> SellerSpans(const Listing& listing, const Evidence& evidence) {
  const auto size = static_cast<uint32_t>(evidence.page.text.size());
  std::vector<Span> spans;
  for (Span span : listing.seller_text) {
    span.end = std::min(span.end, size);
    if (span.begin < span.end) spans.push_back(span);
  }
  if (spans.empty() && evidence.market.listings.size() <= 1 && size > 0) return {{0, size}};
  JoinSpans(&spans);
  return spans;
}

void Sort(const Word& word, const Evidence& evidence, SellerWords* out) {
  switch (word.kind) {
    case WordKind::kRule:
      if (out->first_of_rule[word.entry] == nullptr) out->first_of_rule[word.entry] = &word;
      break;
    case WordKind::kRuleUnless:
      out->has_unless[word.entry] = true;
      break;
    case WordKind::kVocabulary: {
      const Topic topic = evidence.ruleset.vocabulary[word.entry].topic;
      if (topic == Topic::kMessenger) out->messengers.push_back(&word);
      if (topic == Topic::kPriceEarnings && out->earnings.size() < kMaxEarningsWords) {
        out->earnings.push_back(&word);
      }
      if (topic == Topic::kUsed && out->used == nullptr) out->used = &word;
      break;
    }
    default:
      break;
  }
}

SellerWords ReadSellerWords(const Listing& listing, const Evidence& evidence) {
  SellerWords out;
  out.spans = SellerSpans(listing, evidence);
  out.first_of_rule.resize(evidence.ruleset.rules.size(), nullptr);
  out.has_unless.resize(evidence.ruleset.rules.size(), false);
  const std::vector<Word>& words = evidence.words;
  for (const Span span : out.spans) {
    auto it =
        std::lower_bound(words.begin(), words.end(), span.begin,
                         [](const Word& word, uint32_t begin) { return word.text.begin < begin; });
    for (; it != words.end() && it->text.begin < span.end; ++it) {
      if (it->text.end <= span.end) Sort(*it, evidence, &out);
    }
  }
  return out;
}

bool AppliesTo(const Rule& rule, const Listing& listing, Day at) {
  if (!IsCurrent(rule.provenance, at)) return false;
  return rule.goods.empty() ||
         std::find(rule.goods.begin(), rule.goods.end(), listing.goods) != rule.goods.end();
}

Finding MakeFinding(const Rule& rule, const Page& page, Trial trial) {
  return {.id = rule.id,
          .category = rule.category,
          .group = rule.group,
          .weight_db = rule.weight_db,
          .quote = std::move(trial.quote.text),
          .element = page.OrdinalOf(trial.quote.element),
          .message = {rule.message, std::move(trial.args)},
          .source = trial.source.empty() ? rule.provenance.source : std::move(trial.source)};
}

}  // namespace

EvidenceResult FindEvidence(const Listing& listing, const Evidence& evidence) {
  const SellerWords words = ReadSellerWords(listing, evidence);
  const Case c{listing, evidence, words};
  EvidenceResult result;
  std::string_view counted;
  const std::vector<Rule>& rules = evidence.ruleset.rules;
  for (size_t i = 0; i < rules.size(); i++) {
    if (!AppliesTo(rules[i], listing, evidence.at)) continue;
    Trial trial = kPredicates[static_cast<size_t>(rules[i].predicate)](rules[i], i, c);
    if (trial.outcome == Trial::Outcome::kCouldNotLook) continue;
    // The rules of one idea, one a language, stand side by side and are one check.
    if (rules[i].message != counted) result.checked++;
    counted = rules[i].message;
    if (trial.outcome == Trial::Outcome::kFound && result.findings.size() < kMaxFindings) {
      result.findings.push_back(MakeFinding(rules[i], evidence.page, std::move(trial)));
    }
  }
  return result;
}

}  // namespace touchstone

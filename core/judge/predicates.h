// predicates.h: what one rule asks of one listing. Inside core/judge only; FindEvidence is the
// door.
//
// A predicate says in three states what it saw: it could not look (an operand is missing), it
// looked and found nothing, or it found something. Each is one small function, in the table of
// evidence.cc.
#ifndef TOUCHSTONE_CORE_JUDGE_PREDICATES_H_
#define TOUCHSTONE_CORE_JUDGE_PREDICATES_H_

#include <string>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/judge/evidence.h"
#include "core/judge/finding.h"
#include "core/market/listing.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Words about earnings in one listing whose lines are read for amounts. Those behind are not.
inline constexpr size_t kMaxEarningsWords = 32;

// The ruleset's words in what the seller wrote, sorted out once for a listing. Words point into
// Evidence::words.
struct SellerWords {
  std::vector<Span> spans;                 // stretches of Page::text, in order, apart
  std::vector<const Word*> first_of_rule;  // by the rule's index; nullptr when there is none
  std::vector<char> has_unless;            // by the rule's index
  std::vector<const Word*> messengers;     // of Topic::kMessenger
  std::vector<const Word*> earnings;       // the first kMaxEarningsWords of Topic::kPriceEarnings
  const Word* used = nullptr;              // the first of Topic::kUsed
};

struct Case {
  const Listing& listing;
  const Evidence& evidence;
  const SellerWords& words;
};

// Words of the page and the innermost element that holds them.
struct Quote {
  std::string text;
  ElementId element = kNoElement;
};

struct Trial {
  enum class Outcome { kCouldNotLook, kNothing, kFound };

  Outcome outcome = Outcome::kCouldNotLook;
  Quote quote;
  std::vector<std::pair<std::string, std::string>> args;
  std::string source;  // "": the rule's own
};

inline Trial CouldNotLook() { return {}; }
inline Trial Nothing() { return {Trial::Outcome::kNothing, {}, {}, {}}; }
Trial Found(Quote quote, std::vector<std::pair<std::string, std::string>> args = {},
            std::string source = "");

// The sentence around `words`, as far as one element holds it.
Quote QuoteOfText(const Page& page, Span words);

inline Quote QuoteOfFact(const AnyFact& fact) {
  return {CutForQuote(fact.quote, kMaxQuoteBytes), fact.element};
}

// Several machines, a part of one, or a broken one: then what is said of money is not of one
// working machine.
bool IsAnotherLot(const Listing& listing, const Evidence& evidence);

// predicates_price.cc
Trial PriceBelowBand(const Rule& rule, size_t index, const Case& c);
Trial TokenPrice(const Rule& rule, size_t index, const Case& c);
Trial PriceRange(const Rule& rule, size_t index, const Case& c);

// predicates_return.cc
Trial EarningsAboveRevenue(const Rule& rule, size_t index, const Case& c);

// predicates_spec.cc
Trial HashrateAboveKnown(const Rule& rule, size_t index, const Case& c);
Trial PowerBelowKnown(const Rule& rule, size_t index, const Case& c);
Trial EfficiencyImpossible(const Rule& rule, size_t index, const Case& c);
Trial ReleasedLater(const Rule& rule, size_t index, const Case& c);

// predicates_text.cc
Trial SellerPhrase(const Rule& rule, size_t index, const Case& c);
Trial OnlyPhrases(const Rule& rule, size_t index, const Case& c);
Trial ContactOffPlatform(const Rule& rule, size_t index, const Case& c);
Trial HostLookalike(const Rule& rule, size_t index, const Case& c);
Trial HostKnownBad(const Rule& rule, size_t index, const Case& c);
Trial BrandInSeller(const Rule& rule, size_t index, const Case& c);
Trial CategoryElsewhere(const Rule& rule, size_t index, const Case& c);
Trial SellerYoung(const Rule& rule, size_t index, const Case& c);
Trial UsedAsNew(const Rule& rule, size_t index, const Case& c);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_PREDICATES_H_

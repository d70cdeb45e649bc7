// predicates_text.cc: what the seller writes, who the seller is, and where the page is from.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/judge/contact.h"
#include "core/judge/host.h"
#include "core/judge/lookup.h"
#include "core/judge/predicates.h"

namespace touchstone {
namespace {

constexpr uint32_t kQuoteBefore = 80;  // bytes of a sentence around the words that count
constexpr uint32_t kQuoteBehind = 120;
constexpr size_t kMaxNameBytesShown = 80;  // of a seller's name in a message
constexpr size_t kMinBrandBytes = 4;       // of a maker's name in a seller's

bool EndsSentence(std::string_view text, uint32_t i) {
  const char c = text[i];
  if (c == '\n') return true;
  if (c == '.' || c == '!' || c == '?') return i + 1 < text.size() && text[i + 1] == ' ';
  // A full stop of Chinese and Japanese ends at its last byte.
  for (const std::string_view stop : {"。", "！", "？"}) {
    if (i + 1 >= stop.size() && text.substr(i + 1 - stop.size(), stop.size()) == stop) return true;
  }
  return false;
}

Span SentenceAround(std::string_view text, Span words, Span within) {
  uint32_t begin = words.begin;
  while (begin > within.begin && words.begin - begin < kQuoteBefore &&
         !EndsSentence(text, begin - 1)) {
    begin--;
  }
  uint32_t end = words.end;
  while (end < within.end && end - words.end < kQuoteBehind && !EndsSentence(text, end)) end++;
  if (end < within.end && text[end] != '\n') {
    // Up to and with the full stop, or back to the last space when the sentence is longer.
    if (EndsSentence(text, end)) {
      end++;
    } else if (const size_t space = text.substr(0, end).rfind(' ');
               space != text.npos && space >= words.end) {
      end = static_cast<uint32_t>(space);
    }
  }
  if (words.begin - begin >= kQuoteBefore) {
    const size_t space = text.find(' ', begin);
    if (space < words.begin) begin = static_cast<uint32_t>(space) + 1;
  }
  while (begin < words.begin && IsContinuation(text[begin])) begin++;
  while (end > words.end && end < text.size() && IsContinuation(text[end])) end--;
  return {begin, end};
}

bool IsMarketplace(const Evidence& evidence) {
  return evidence.market.site != nullptr && evidence.market.site->marketplace;
}

// Whether a longer or equal name of others ("New Canaan") stands where the brand was read.
bool IsSomebodyElse(std::string_view seller, std::string_view brand, const Ruleset& ruleset) {
  for (const Vocabulary& vocabulary : ruleset.vocabulary) {
    if (vocabulary.topic != Topic::kMakerHomonym) continue;
    for (const std::string& phrase : vocabulary.phrases) {
      const std::string other = FoldString(phrase);
      if (FindPhrase(other, brand).has_value() && FindPhrase(seller, other).has_value())
        return true;
    }
  }
  return false;
}

}  // namespace

Trial Found(Quote quote, std::vector<std::pair<std::string, std::string>> args,
            std::string source) {
  return {Trial::Outcome::kFound, std::move(quote), std::move(args), std::move(source)};
}

Quote QuoteOfText(const Page& page, Span words) {
  const TextRun* run = page.RunAt(words.begin);
  if (run == nullptr) {
    return {CutForQuote(Slice(page.text, words), kMaxQuoteBytes), kNoElement};
  }
  if (words.end <= run->text.end) {
    const Span sentence = SentenceAround(page.text, words, run->text);
    return {CutForQuote(Slice(page.text, sentence), kMaxQuoteBytes), run->element};
  }
  // The words reach over several elements: the innermost one that holds them all.
  ElementId element = run->element;
  while (element != kNoElement && page.elements[element].text.end < words.end) {
    element = page.elements[element].parent;
  }
  return {CutForQuote(Slice(page.text, words), kMaxQuoteBytes), element};
}

Trial SellerPhrase(const Rule&, size_t index, const Case& c) {
  if (c.words.spans.empty()) return CouldNotLook();
  const Word* word = c.words.first_of_rule[index];
  return word == nullptr ? Nothing() : Found(QuoteOfText(c.evidence.page, word->text));
}

// That a way of payment is the only one is a statement about what is missing: a page that was not
// read to its end does not allow it. One that merely ends without its end tags does, or careless
// scam shops, which are many, would be spared.
Trial OnlyPhrases(const Rule& rule, size_t index, const Case& c) {
  if (c.words.spans.empty() || c.evidence.page.truncated) return CouldNotLook();
  const Word* word = c.words.first_of_rule[index];
  if (word == nullptr || c.words.has_unless[index]) return Nothing();
  if (c.listing.payment.has_value()) {
    const std::string payment = FoldString(c.listing.payment.value);
    for (const std::string& unless : rule.unless) {
      if (FindPhrase(payment, unless).has_value()) return Nothing();
    }
  }
  return Found(QuoteOfText(c.evidence.page, word->text));
}

Trial ContactOffPlatform(const Rule&, size_t, const Case& c) {
  if (!IsMarketplace(c.evidence) || c.words.spans.empty()) return CouldNotLook();
  const Site& site = *c.evidence.market.site;
  std::optional<Contact> contact = FindContact(c.evidence.page, c.words, site, c.evidence.ruleset);
  if (!contact.has_value()) return Nothing();
  return Found(std::move(contact->quote),
               {{"contact", std::move(contact->text)}, {"site", site.name}});
}

// An address from inside the page may be anybody's, and accuses nobody.
Trial HostLookalike(const Rule&, size_t, const Case& c) {
  if (!c.evidence.url_is_trusted) return CouldNotLook();
  const std::optional<Url> url = ParseUrl(c.evidence.url);
  if (!url.has_value()) return CouldNotLook();
  const HostJudgement judgement = ClassifyHost(url->host, c.evidence.ruleset);
  if (judgement.host_class != HostClass::kLookalike) return Nothing();
  std::string name = judgement.target;
  std::string source;
  if (const Manufacturer* maker = c.evidence.ruleset.FindManufacturer(judgement.target)) {
    name = maker->name;
    source = maker->provenance.source;
  } else if (const Site* site = c.evidence.ruleset.FindSite(judgement.target)) {
    name = site->name;
    source = site->provenance.source;
  }
  return Found({}, {{"host", CutForQuote(url->host, kMaxQuoteBytes)}, {"maker", std::move(name)}},
               std::move(source));
}

Trial HostKnownBad(const Rule&, size_t, const Case& c) {
  if (!c.evidence.url_is_trusted) return CouldNotLook();
  const std::optional<Url> url = ParseUrl(c.evidence.url);
  if (!url.has_value()) return CouldNotLook();
  const KnownHost* known = c.evidence.ruleset.FindHost(url->host);
  if (known == nullptr || known->kind != HostKind::kKnownBad ||
      !IsCurrent(known->provenance, c.evidence.at)) {
    return Nothing();
  }
  return Found({}, {{"host", CutForQuote(url->host, kMaxQuoteBytes)}}, known->provenance.source);
}

Trial BrandInSeller(const Rule&, size_t, const Case& c) {
  const Fact<std::string>& seller = c.listing.seller.name;
  if (!IsMarketplace(c.evidence) || !seller.has_value()) return CouldNotLook();
  const std::string name = FoldString(seller.value);
  for (const Manufacturer& maker : c.evidence.ruleset.manufacturers) {
    for (const std::string& brand : maker.names) {
      if (brand.size() < kMinBrandBytes || !FindPhrase(name, brand).has_value()) continue;
      if (IsSomebodyElse(name, FoldString(brand), c.evidence.ruleset)) continue;
      return Found(
          QuoteOfFact(seller),
          {{"seller", CutForQuote(seller.value, kMaxNameBytesShown)}, {"maker", maker.name}},
          maker.provenance.source);
    }
  }
  return Nothing();
}

// A rule lists in `unless` the words of categories where such goods belong; mining words belong
// there, too. Without such a list, nothing is known to be far.
Trial CategoryElsewhere(const Rule& rule, size_t, const Case& c) {
  const Fact<std::vector<std::string>>& category = c.listing.category;
  if (!IsMarketplace(c.evidence) || !category.has_value() || category.value.empty() ||
      rule.unless.empty()) {
    return CouldNotLook();
  }
  std::string path;
  for (const std::string& step : category.value) absl::StrAppend(&path, FoldString(step), "\n");
  const auto has_one = [&](const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return FindPhrase(path, word).has_value(); });
  };
  if (has_one(rule.unless)) return Nothing();
  if (HasTopicWord(path, Topic::kMiningHardware, c.evidence.ruleset)) return Nothing();
  for (const Manufacturer& maker : c.evidence.ruleset.manufacturers) {
    if (has_one(maker.names)) return Nothing();
  }
  return Found(QuoteOfFact(category),
               {{"category", CutForQuote(category.value.back(), kMaxNameBytesShown)}});
}

Trial SellerYoung(const Rule& rule, size_t, const Case& c) {
  const Fact<int>& age = c.listing.seller.age_days;
  if (!age.has_value()) return CouldNotLook();
  if (age.value >= rule.number) return Nothing();
  return Found(QuoteOfFact(age), {{"days", absl::StrCat(age.value)}});
}

// `unless` are words that take the vocabulary's back ("never used").
Trial UsedAsNew(const Rule&, size_t index, const Case& c) {
  if (!c.listing.condition.has_value() || c.words.spans.empty()) return CouldNotLook();
  if (c.listing.condition.value != Condition::kNew || c.words.has_unless[index]) return Nothing();
  const Word* word = c.words.used;
  return word == nullptr ? Nothing() : Found(QuoteOfText(c.evidence.page, word->text));
}

}  // namespace touchstone

// check.cc: the straight line on one screen.
#include "core/check.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/url.h"
#include "core/judge/evidence.h"
#include "core/judge/market_price.h"

namespace touchstone {
namespace {

// The page's address and where it is from, best source first. What stands inside the page may be
// anything its author likes; it identifies the layout and earns no trust.
std::pair<std::string, UrlFrom> ChooseUrl(const CheckInput& input, const Page& page) {
  std::string_view og_url;
  for (const MetaTag& meta : page.meta) {
    if (meta.key == "og:url" && og_url.empty()) og_url = meta.content;
  }
  const std::pair<std::string_view, UrlFrom> candidates[] = {
      {input.url, UrlFrom::kOption},          {input.header_url, UrlFrom::kHeader},
      {page.saved_from, UrlFrom::kSavedFrom}, {page.canonical, UrlFrom::kCanonical},
      {og_url, UrlFrom::kCanonical},
  };
  for (const auto& [text, from] : candidates) {
    if (ParseUrl(text).has_value()) return {std::string(text), from};
  }
  return {"", UrlFrom::kNone};
}

bool IsRelevant(Goods goods) { return goods != Goods::kOther; }

void ListPresence(std::string_view name, Presence presence, ListingReport* report) {
  if (presence == Presence::kNotSeen) report->not_seen.emplace_back(name);
  if (presence == Presence::kAbsent) report->absent.emplace_back(name);
}

bool HasActiveBan(const std::vector<Ban>& bans) {
  return std::any_of(bans.begin(), bans.end(),
                     [](const Ban& ban) { return ban.phase != BanPhase::kLifted; });
}

// What stood in the way of comparing the price: no band or no rate that counts on that day.
void ListPriceGaps(const Listing& listing, Day at, const Ruleset& ruleset, ListingReport* report) {
  const Miner* miner = listing.miner.miner;
  if (listing.goods != Goods::kMiner || miner == nullptr || !listing.price.has_value()) return;
  const Price& price = listing.price.value;
  if (!FindMarketPrice(*miner, at, ruleset).has_value()) report->not_seen.push_back("price.band");
  const bool told = !price.currency.empty();
  if (told && !InUsd(price.amount, price.currency, at, ruleset).has_value()) {
    report->not_seen.push_back("price.rate");
  }
}

// The names under which a report lists fields without a value, in alphabetical order.
void ListFields(const Listing& listing, Day at, const Ruleset& ruleset, ListingReport* report) {
  ListPresence("category", listing.category.presence, report);
  ListPresence("condition", listing.condition.presence, report);
  ListPresence("payment", listing.payment.presence, report);
  ListPresence("price", listing.price.presence, report);
  ListPriceGaps(listing, at, ruleset, report);
  ListPresence("protection", listing.protection.presence, report);
  ListPresence("quantity", listing.quantity.presence, report);
  ListPresence("seller.age", listing.seller.age_days.presence, report);
  ListPresence("seller.id", listing.seller.id.presence, report);
  ListPresence("seller.name", listing.seller.name.presence, report);
  ListPresence("seller.rating", listing.seller.rating.presence, report);
  ListPresence("seller.reviews", listing.seller.reviews.presence, report);
  ListPresence("shipping", listing.shipping.presence, report);
  ListPresence("title", listing.title.presence, report);
}

}  // namespace

std::string_view CoreVersion() { return TOUCHSTONE_VERSION; }

bool Report::HasWarning() const {
  return verdict >= Verdict::kCaution ||
         std::any_of(listings.begin(), listings.end(),
                     [](const ListingReport& listing) { return HasActiveBan(listing.bans); });
}

absl::StatusOr<std::unique_ptr<Engine>> Engine::Create(std::string_view ruleset_json) {
  absl::StatusOr<Ruleset> ruleset = LoadRuleset(ruleset_json, CoreVersion());
  if (!ruleset.ok()) return ruleset.status();
  std::unique_ptr<Engine> engine(new Engine);
  engine->ruleset_ = *std::move(ruleset);
  engine->lexicon_ = std::make_unique<Lexicon>(engine->ruleset_);
  return engine;
}

Stages Engine::Read(const CheckInput& input) const {
  Stages stages;
  stages.page = BuildPage(input.text, input.header_url, input.frames);
  if (input.truncated) stages.page->truncated = true;
  std::tie(stages.url, stages.url_from) = ChooseUrl(input, *stages.page);
  stages.words = lexicon_->Scan(stages.page->text);
  stages.market = ExtractListings(*stages.page, stages.url, stages.words, ruleset_, *lexicon_);
  return stages;
}

Report Engine::Check(const CheckInput& input) const {
  Stages stages = Read(input);
  Report report = DescribePage(stages, input);
  const Evidence evidence = EvidenceOf(stages, input);
  const Site* site = stages.market.site;
  for (Listing& found : stages.market.listings) {
    if (!IsRelevant(found.goods)) continue;
    // No rule looks at another listing.
    ListingReport item{.listing = std::move(found)};
    const Listing& listing = item.listing;
    ListFields(listing, input.at, ruleset_, &item);
    EvidenceResult result = FindEvidence(listing, evidence);
    item.checked = result.checked;
    item.findings = std::move(result.findings);
    item.judgement = Judge(item.findings, ruleset_);
    item.bans = FindBans(listing, site, input.country, input.at, ruleset_);
    const bool warned = item.judgement.verdict >= Verdict::kCaution || HasActiveBan(item.bans);
    if (listing.goods == Goods::kMiner && warned) {
      item.channels = FindChannels(listing, site, input.at, ruleset_);
    }
    report.verdict = std::max(report.verdict, item.judgement.verdict);
    report.listings.push_back(std::move(item));
  }
  return report;
}

Report Engine::DescribePage(const Stages& stages, const CheckInput& input) const {
  Report report;
  report.input = input.input;
  report.encoding = input.encoding;
  report.url = stages.url;
  report.url_from = stages.url_from;
  report.at = input.at;
  report.ruleset_stale = ruleset_.expires.has_value() && input.at > *ruleset_.expires;
  report.kind = stages.market.kind;
  report.readable = stages.market.readable;
  report.truncated = stages.page->truncated || stages.page->cut;
  report.site = stages.market.site != nullptr ? stages.market.site->id : "";
  report.language = stages.page->language;
  report.title = stages.page->title;
  report.ruleset = &ruleset_;
  return report;
}

Evidence Engine::EvidenceOf(const Stages& stages, const CheckInput& input) const {
  return {.page = *stages.page,
          .words = stages.words,
          .market = stages.market,
          .url = stages.url,
          .url_is_trusted = stages.url_from <= UrlFrom::kHeader,
          .at = input.at,
          .ruleset = ruleset_};
}

}  // namespace touchstone

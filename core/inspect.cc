#include "core/inspect.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/judge/evidence.h"
#include "core/judge/host.h"
#include "core/market/goods.h"
#include "core/market/miner.h"
#include "core/market/money.h"
#include "core/market/sources.h"
#include "core/page/tokens_dump.h"
#include "core/report_parts.h"

namespace touchstone {
namespace {

void WriteItem(JsonWriter& w, const Page& page, const StructuredItem& item) {
  static constexpr std::string_view kSyntaxes[] = {"json_ld", "microdata", "rdfa"};
  w.BeginObject();
  w.Key("syntax").String(kSyntaxes[static_cast<size_t>(item.syntax)]);
  w.Key("types").BeginArray();
  for (const std::string& type : item.types) w.String(type);
  w.EndArray();
  w.Key("element");
  WriteElement(w, page.OrdinalOf(item.element));
  w.Key("parent").Int(item.parent);
  w.Key("properties").BeginArray();
  for (const StructuredItem::Property& property : item.properties) {
    w.BeginObject();
    w.Key("name").String(property.name);
    if (property.item >= 0) {
      w.Key("item").Int(property.item);
    } else {
      w.Key("text").String(property.text);
    }
    w.Key("element");
    WriteElement(w, page.OrdinalOf(property.element));
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
}

void WriteSpan(JsonWriter& w, Span span) {
  w.BeginArray().Int(span.begin).Int(span.end).EndArray();
}

std::string_view OriginName(FactOrigin origin) {
  static constexpr std::string_view kNames[] = {"json_ld", "microdata", "meta",
                                                "adapter", "visible",   "state"};
  return kNames[static_cast<size_t>(origin)];
}

// Where a fact was read: its origin, the element, the page's own words.
template <typename T>
void WriteFact(JsonWriter& w, const Page& page, std::string_view name, const Fact<T>& fact) {
  if (fact.presence == Presence::kNotSeen) return;
  w.Key(name).BeginObject();
  w.Key("presence").String(fact.has_value() ? "value" : "absent");
  if (fact.has_value()) w.Key("origin").String(OriginName(fact.origin));
  w.Key("element");
  WriteElement(w, page.OrdinalOf(fact.element));
  if (fact.has_value()) w.Key("quote").String(CutForQuote(fact.quote, kMaxQuoteBytes));
  if (fact.platform_controlled) w.Key("platform_controlled").Bool(true);
  w.EndObject();
}

void WriteFacts(JsonWriter& w, const Page& page, const Listing& listing) {
  w.Key("facts").BeginObject();
  WriteFact(w, page, "title", listing.title);
  WriteFact(w, page, "price", listing.price);
  WriteFact(w, page, "declared_price", listing.declared_price);
  WriteFact(w, page, "quantity", listing.quantity);
  WriteFact(w, page, "condition", listing.condition);
  WriteFact(w, page, "category", listing.category);
  WriteFact(w, page, "seller.name", listing.seller.name);
  WriteFact(w, page, "seller.id", listing.seller.id);
  WriteFact(w, page, "seller.age", listing.seller.age_days);
  WriteFact(w, page, "seller.rating", listing.seller.rating);
  WriteFact(w, page, "seller.reviews", listing.seller.reviews);
  WriteFact(w, page, "payment", listing.payment);
  WriteFact(w, page, "protection", listing.protection);
  WriteFact(w, page, "shipping", listing.shipping);
  WriteFact(w, page, "location", listing.location);
  WriteFact(w, page, "returns", listing.returns);
  WriteFact(w, page, "posted", listing.posted);
  w.EndObject();
}

// What the verdict has no place for.
void WriteDetails(JsonWriter& w, const Page& page, const Listing& listing, const Details& details) {
  w.Key("details").BeginObject();
  w.Key("availability")
      .StringOrNull(details.availability.has_value() ? AvailabilityName(details.availability.value)
                                                     : "");
  w.Key("payment").StringOrNull(listing.payment.value);
  w.Key("protection").StringOrNull(listing.protection.value);
  w.Key("shipping").StringOrNull(listing.shipping.value);
  w.Key("location").StringOrNull(listing.location.value);
  w.Key("returns").StringOrNull(listing.returns.value);
  w.Key("posted").StringOrNull(details.posted ? FormatDay(*details.posted) : "");
  w.Key("tiers").BeginArray();
  for (const PriceTier& tier : details.tiers) {
    w.BeginObject();
    w.Key("minimum").Int(tier.minimum);
    w.Key("amount").String(FormatDecimal(tier.price.amount));
    w.Key("currency").StringOrNull(tier.price.currency);
    w.Key("element");
    WriteElement(w, page.OrdinalOf(tier.element));
    w.Key("quote").String(tier.quote);
    w.EndObject();
  }
  w.EndArray();
  w.Key("pictures").BeginArray();
  for (const std::string& picture : details.pictures) w.String(picture);
  w.EndArray();
  w.Key("links").BeginArray();
  for (const OutLink& link : details.links) {
    w.BeginObject();
    w.Key("url").String(link.url);
    w.Key("element");
    WriteElement(w, page.OrdinalOf(link.element));
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
}

}  // namespace

std::string InspectTokens(std::string_view text, const TokenizerOptions& options) {
  return DumpTokens(text, options);
}

std::string InspectPage(const Stages& stages) {
  const Page& page = *stages.page;
  JsonWriter w(1);
  w.BeginObject();
  w.Key("url").String(stages.url);
  w.Key("title").String(page.title);
  w.Key("language").String(page.language);
  w.Key("canonical").String(page.canonical);
  w.Key("saved_from").String(page.saved_from);
  w.Key("truncated").Bool(page.truncated);
  w.Key("cut").Bool(page.cut);
  w.Key("steps").Int(static_cast<int64_t>(page.steps));
  w.Key("elements").Int(static_cast<int64_t>(page.elements.size()));
  w.Key("meta").BeginArray();
  for (const MetaTag& meta : page.meta) {
    w.BeginObject();
    w.Key("key").String(meta.key);
    w.Key("content").String(meta.content);
    w.Key("element");
    WriteElement(w, page.OrdinalOf(meta.element));
    w.EndObject();
  }
  w.EndArray();
  w.Key("items").BeginArray();
  for (const StructuredItem& item : page.items) WriteItem(w, page, item);
  w.EndArray();
  w.Key("scripts").BeginArray();
  for (const Script& script : page.scripts) {
    w.BeginObject();
    w.Key("type").String(script.type);
    w.Key("id").String(script.id);
    w.Key("source");
    WriteSpan(w, script.source);
    w.Key("element");
    WriteElement(w, page.OrdinalOf(script.element));
    w.EndObject();
  }
  w.EndArray();
  w.Key("links").BeginArray();
  for (const Link& link : page.links) {
    w.BeginObject();
    w.Key("href").String(link.href);
    w.Key("rel").String(link.rel);
    w.Key("element");
    WriteElement(w, page.OrdinalOf(link.element));
    w.EndObject();
  }
  w.EndArray();
  w.Key("runs").BeginArray();
  for (const TextRun& run : page.runs) {
    w.BeginObject();
    w.Key("text").String(Slice(page.text, run.text));
    w.Key("element");
    WriteElement(w, page.OrdinalOf(run.element));
    if (run.hidden) w.Key("hidden").Bool(true);
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
  return std::move(w).Finish();
}

std::string InspectListings(const Stages& stages, const CheckInput& input, const Engine& engine) {
  const Report report = engine.DescribePage(stages, input);
  JsonWriter w(1);
  w.BeginObject();
  w.Key("page");
  WritePageFacts(w, report);
  w.Key("listings").BeginArray();
  for (const Listing& listing : stages.market.listings) {
    w.BeginObject();
    WriteListingFacts(w, listing, input.at, engine.ruleset());
    WriteFacts(w, *stages.page, listing);
    // Cards have none.
    const bool main =
        stages.market.kind == PageKind::kListing && stages.market.listings.size() == 1;
    WriteDetails(w, *stages.page, listing,
                 main ? ReadDetails(*stages.page, stages.url, stages.words, engine.ruleset(),
                                    engine.lexicon(), stages.market.site, listing)
                      : Details{});
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
  return std::move(w).Finish();
}

std::string InspectFindings(const Stages& stages, const CheckInput& input, const Engine& engine) {
  const Report report = engine.DescribePage(stages, input);
  const Evidence evidence = engine.EvidenceOf(stages, input);
  JsonWriter w(1);
  w.BeginObject();
  w.Key("page");
  WritePageFacts(w, report);
  w.Key("listings").BeginArray();
  for (const Listing& listing : stages.market.listings) {
    const EvidenceResult result = FindEvidence(listing, evidence);
    w.BeginObject();
    WriteListingFacts(w, listing, input.at, engine.ruleset());
    w.Key("origins").BeginObject();
    if (listing.title.has_value()) w.Key("title").String(OriginName(listing.title.origin));
    if (listing.price.has_value()) w.Key("price").String(OriginName(listing.price.origin));
    if (listing.seller.name.has_value()) {
      w.Key("seller").String(OriginName(listing.seller.name.origin));
    }
    w.EndObject();
    w.Key("seller_text").BeginArray();
    for (const Span span : listing.seller_text) {
      w.String(CutForQuote(Slice(stages.page->text, span), 2000));
    }
    w.EndArray();
    w.Key("checked").Int(result.checked);
    w.Key("findings").BeginArray();
    for (const Finding& finding : result.findings) WriteFinding(w, finding);
    w.EndArray();
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
  return std::move(w).Finish();
}

std::vector<bool> FieldsFound(std::string_view text, const Site& site) {
  const std::unique_ptr<Page> page = BuildPage(text);
  std::vector<bool> found(site.fields.size());
  for (const Place& place : ReadPlaces(*page, site)) {
    if (place.text.empty() && place.field->field != Field::kCard) continue;
    found[static_cast<size_t>(place.field - site.fields.data())] = true;
  }
  return found;
}

std::string InspectPrice(std::string_view text, std::string_view currency_hint) {
  const Price price = ParsePrice(text, currency_hint).value_or(Price{});
  const bool found = !price.raw.empty();
  JsonWriter w;
  w.BeginObject();
  w.Key("amount").StringOrNull(found ? FormatDecimal(price.amount) : "");
  w.Key("amount_max").StringOrNull(price.amount_max ? FormatDecimal(*price.amount_max) : "");
  w.Key("currency").StringOrNull(price.currency);
  w.Key("raw").StringOrNull(Slice(text, price.raw));
  w.EndObject();
  return std::move(w).Finish();
}

std::string InspectText(std::string_view text) {
  JsonWriter w;
  w.BeginObject();
  w.Key("text").String(CollapseSpaces(text));
  w.Key("folded").String(FoldString(text));
  w.EndObject();
  return std::move(w).Finish();
}

std::string InspectHost(std::string_view host, const Ruleset& ruleset) {
  const HostJudgement judgement = ClassifyHost(host, ruleset);
  JsonWriter w;
  w.BeginObject();
  w.Key("host").String(host);
  w.Key("class").String(HostClassName(judgement.host_class));
  w.Key("target").StringOrNull(judgement.target);
  w.Key("why").StringOrNull(judgement.why);
  w.EndObject();
  return std::move(w).Finish();
}

std::string InspectMiner(std::string_view text, const Engine& engine) {
  const std::vector<Word> words = engine.lexicon().Scan(text);
  const MinerMatch match = IdentifyMiner(text, words, engine.ruleset());
  const std::optional<Goods> goods = GoodsOfTitle(words, match, engine.ruleset());
  const auto int_or_null = [](JsonWriter& w, std::string_view key, std::optional<int64_t> value) {
    w.Key(key);
    if (value.has_value()) {
      w.Int(*value);
    } else {
      w.Null();
    }
  };
  JsonWriter w;
  const auto write_machine = [&](const Miner& miner) {
    const Manufacturer* maker = engine.ruleset().FindManufacturer(miner.manufacturer);
    w.Key("manufacturer").StringOrNull(maker != nullptr ? std::string_view(maker->name) : "");
    w.Key("model").String(miner.model);
  };
  w.BeginObject();
  w.Key("text").String(text);
  w.Key("goods").StringOrNull(goods.has_value() ? GoodsName(*goods) : "");
  w.Key("miner").StringOrNull(match.miner != nullptr ? std::string_view(match.miner->id) : "");
  if (match.miner != nullptr) {
    write_machine(*match.miner);
  } else {
    w.Key("manufacturer").Null();
    w.Key("model").Null();
  }
  w.Key("sure").Int(match.sure);
  w.Key("words").StringOrNull(match.miner != nullptr ? Slice(text, match.words) : "");
  w.Key("several").Bool(match.several);
  const bool rate = match.hashrate.has_value();
  int_or_null(w, "hashrate", rate ? std::optional(match.hashrate->per_second) : std::nullopt);
  int_or_null(w, "hashrate_low", match.hashrate_low);
  w.Key("unit").StringOrNull(rate ? HashUnitName(match.hashrate->unit) : "");
  int_or_null(w, "power_w", match.power_w);
  w.Key("machines").BeginArray();
  for (const NamedMachine& machine : match.machines) {
    w.BeginObject();
    w.Key("id").String(machine.miner->id);
    write_machine(*machine.miner);
    w.Key("sure").Int(machine.sure);
    w.Key("words").String(Slice(text, machine.words));
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
  return std::move(w).Finish();
}

}  // namespace touchstone

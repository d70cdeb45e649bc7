// report.cc: Report -> verdict JSON. The order of the fields lives here and nowhere else.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/check.h"
#include "core/judge/market_price.h"
#include "core/report_parts.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

void WriteDecimal(JsonWriter& w, const Fact<Decimal>& fact) {
  w.StringOrNull(fact.has_value() ? FormatDecimal(fact.value) : "");
}

void WriteCount(JsonWriter& w, const Fact<int>& fact) {
  if (fact.has_value()) {
    w.Int(fact.value);
  } else {
    w.Null();
  }
}

// Text of the page that a report repeats: a title of megabytes must not make a report of megabytes.
void WritePageText(JsonWriter& w, std::string_view text) {
  w.StringOrNull(CutForQuote(text, kMaxNameBytes));
}

void WriteFactText(JsonWriter& w, const Fact<std::string>& fact) {
  WritePageText(w, fact.has_value() ? std::string_view(fact.value) : std::string_view());
}

void WriteStrings(JsonWriter& w, const std::vector<std::string>& strings) {
  w.BeginArray();
  for (const std::string& text : strings) w.String(text);
  w.EndArray();
}

void WriteMessage(JsonWriter& w, const Message& message) {
  w.BeginObject();
  w.Key("id").String(message.id);
  w.Key("args").BeginObject();
  for (const auto& [name, value] : message.args) w.Key(name).String(value);
  w.EndObject();
  w.EndObject();
}

void WritePrice(JsonWriter& w, const Listing& listing, Day at, const Ruleset& ruleset) {
  if (!listing.price.has_value()) {
    w.Null();
    return;
  }
  const Price& price = listing.price.value;
  w.BeginObject();
  w.Key("amount").String(FormatDecimal(price.amount));
  w.Key("amount_max");
  w.StringOrNull(price.amount_max.has_value() ? FormatDecimal(*price.amount_max) : "");
  w.Key("currency").StringOrNull(price.currency);
  w.Key("per").StringOrNull(listing.price_per);
  const std::optional<Decimal> usd = InUsd(price.amount, price.currency, at, ruleset);
  w.Key("usd").StringOrNull(usd.has_value() ? FormatDecimal(*usd) : "");
  w.EndObject();
}

void WriteSeller(JsonWriter& w, const Seller& seller) {
  const bool known = seller.name.has_value() || seller.id.has_value() ||
                     seller.age_days.has_value() || seller.rating.has_value() ||
                     seller.reviews.has_value() || !seller.badges.empty();
  if (!known) {
    w.Null();
    return;
  }
  w.BeginObject();
  w.Key("name");
  WriteFactText(w, seller.name);
  w.Key("id");
  WriteFactText(w, seller.id);
  w.Key("age_days");
  WriteCount(w, seller.age_days);
  w.Key("rating");
  WriteDecimal(w, seller.rating);
  w.Key("rating_max");
  WriteDecimal(w, seller.rating_max);
  w.Key("reviews");
  WriteCount(w, seller.reviews);
  w.Key("badges");
  WriteStrings(w, seller.badges);
  w.EndObject();
}

void WriteHashRange(JsonWriter& w, const Hashrate& low, const Hashrate& high) {
  if (high.per_second == 0) {
    w.Null();
    return;
  }
  w.BeginArray().Int(low.per_second).Int(high.per_second).EndArray();
}

void WriteMiner(JsonWriter& w, const MinerMatch& match, const Ruleset& ruleset) {
  if (match.miner == nullptr) {
    w.Null();
    return;
  }
  const Miner& miner = *match.miner;
  const Manufacturer* maker = ruleset.FindManufacturer(miner.manufacturer);
  w.BeginObject();
  w.Key("id").String(miner.id);
  w.Key("manufacturer").String(maker != nullptr ? maker->name : miner.manufacturer);
  w.Key("model").String(miner.model);
  w.Key("claimed").BeginObject();
  w.Key("hashrate");
  if (match.hashrate.has_value()) {
    w.Int(match.hashrate->per_second);
  } else {
    w.Null();
  }
  w.Key("unit").String(
      HashUnitName(match.hashrate.has_value() ? match.hashrate->unit : miner.hashrate_max.unit));
  w.Key("power_w");
  if (match.power_w.has_value()) {
    w.Int(*match.power_w);
  } else {
    w.Null();
  }
  w.EndObject();
  w.Key("known").BeginObject();
  w.Key("hashrate");
  WriteHashRange(w, miner.hashrate_min, miner.hashrate_max);
  w.Key("unit").String(HashUnitName(miner.hashrate_max.unit));
  w.Key("power_w");
  if (miner.power_w_max == 0) {
    w.Null();
  } else {
    w.BeginArray().Int(miner.power_w_min).Int(miner.power_w_max).EndArray();
  }
  w.Key("released").StringOrNull(miner.released);
  w.EndObject();
  w.EndObject();
}

void WriteBan(JsonWriter& w, const Ban& ban) {
  const Policy& policy = *ban.policy;
  w.BeginObject();
  w.Key("policy").String(policy.id);
  w.Key("phase").String(BanPhaseName(ban.phase));
  w.Key("announced").String(FormatDay(policy.announced));
  w.Key("effective").String(FormatDay(policy.effective));
  w.Key("enforced").StringOrNull(policy.enforced.has_value() ? FormatDay(*policy.enforced) : "");
  w.Key("days_left");
  if (ban.days_left.has_value()) {
    w.Int(*ban.days_left);
  } else {
    w.Null();
  }
  w.Key("source").String(policy.provenance.source);
  w.EndObject();
}

void WriteAdvice(JsonWriter& w, const Advice& advice) {
  w.BeginObject();
  w.Key("id").String(advice.channel->id);
  w.Key("kind").String(kChannelKindNames[static_cast<size_t>(advice.channel->kind)]);
  w.Key("name").String(advice.channel->name);
  w.Key("url").StringOrNull(advice.channel->url);
  w.Key("why");
  WriteMessage(w, advice.why);
  w.EndObject();
}

std::string_view UrlFromName(UrlFrom from) {
  static constexpr std::string_view kNames[] = {"option", "header", "saved_from", "canonical",
                                                "none"};
  return kNames[static_cast<size_t>(from)];
}

}  // namespace

void WriteElement(JsonWriter& w, uint32_t ordinal) {
  if (ordinal == kNoElement) {
    w.Null();
  } else {
    w.Int(ordinal);
  }
}

void WriteFinding(JsonWriter& w, const Finding& finding) {
  w.BeginObject();
  w.Key("id").String(finding.id);
  w.Key("category").String(finding.category);
  w.Key("group").String(finding.group);
  w.Key("decibans").Int(finding.weight_db);
  w.Key("quote").StringOrNull(finding.quote);
  w.Key("element");
  WriteElement(w, finding.element);
  w.Key("message");
  WriteMessage(w, finding.message);
  w.Key("source").String(finding.source);
  w.EndObject();
}

void WriteListingFacts(JsonWriter& w, const Listing& listing, Day at, const Ruleset& ruleset) {
  w.Key("element");
  WriteElement(w, listing.element);
  w.Key("url").StringOrNull(listing.url);
  w.Key("title");
  WriteFactText(w, listing.title);
  w.Key("goods").String(GoodsName(listing.goods));
  w.Key("price");
  WritePrice(w, listing, at, ruleset);
  w.Key("quantity");
  if (listing.quantity.has_value()) {
    w.BeginObject();
    w.Key("minimum").Int(listing.quantity.value.minimum);
    w.Key("unit");
    w.StringOrNull(listing.quantity.value.unit);
    w.EndObject();
  } else {
    w.Null();
  }
  w.Key("condition");
  w.StringOrNull(listing.condition.has_value() ? ConditionName(listing.condition.value) : "");
  w.Key("category");
  if (listing.category.has_value()) {
    w.BeginArray();
    for (const std::string& step : listing.category.value) {
      w.String(CutForQuote(step, kMaxNameBytes));
    }
    w.EndArray();
  } else {
    w.Null();
  }
  w.Key("seller");
  WriteSeller(w, listing.seller);
  w.Key("miner");
  WriteMiner(w, listing.miner, ruleset);
}

void WritePageFacts(JsonWriter& w, const Report& report) {
  w.BeginObject();
  w.Key("url").StringOrNull(report.url);
  w.Key("url_from").String(UrlFromName(report.url_from));
  w.Key("site").StringOrNull(report.site);
  w.Key("readable").Bool(report.readable);
  w.Key("truncated").Bool(report.truncated);
  w.Key("kind").String(PageKindName(report.kind));
  w.Key("language").StringOrNull(report.language);
  w.Key("encoding").String(report.encoding);
  w.Key("title");
  WritePageText(w, report.title);
  w.EndObject();
}

std::string WriteReport(const Report& report, int indent) {
  const Ruleset& ruleset = *report.ruleset;
  JsonWriter w(indent);
  w.BeginObject();
  w.Key("format").Int(1);
  w.Key("core").String(CoreVersion());
  w.Key("ruleset").BeginObject();
  w.Key("format").Int(ruleset.format);
  w.Key("version").Int(ruleset.version);
  w.Key("published").String(FormatDay(ruleset.published));
  w.Key("stale").Bool(report.ruleset_stale);
  w.EndObject();
  w.Key("input").String(report.input);
  w.Key("at").String(FormatDay(report.at));
  w.Key("page");
  WritePageFacts(w, report);
  w.Key("verdict").String(VerdictName(report.verdict));
  w.Key("listings").BeginArray();
  for (const ListingReport& item : report.listings) {
    w.BeginObject();
    WriteListingFacts(w, item.listing, report.at, ruleset);
    w.Key("verdict").String(VerdictName(item.judgement.verdict));
    w.Key("decibans").Int(item.judgement.weight_db);
    w.Key("checked").Int(item.checked);
    w.Key("not_seen");
    WriteStrings(w, item.not_seen);
    w.Key("absent");
    WriteStrings(w, item.absent);
    w.Key("findings").BeginArray();
    for (const Finding& finding : item.findings) WriteFinding(w, finding);
    w.EndArray();
    w.Key("bans").BeginArray();
    for (const Ban& ban : item.bans) WriteBan(w, ban);
    w.EndArray();
    w.Key("channels").BeginArray();
    for (const Advice& advice : item.channels) WriteAdvice(w, advice);
    w.EndArray();
    w.EndObject();
  }
  w.EndArray();
  w.EndObject();
  return std::move(w).Finish();
}

std::string WriteError(std::string_view input, std::string_view code, std::string_view message,
                       std::string_view where, int indent) {
  JsonWriter w(indent);
  w.BeginObject();
  w.Key("format").Int(1);
  w.Key("input").String(input);
  w.Key("error").BeginObject();
  w.Key("code").String(code);
  w.Key("message").String(message);
  w.Key("where").String(where);
  w.EndObject();
  w.EndObject();
  return std::move(w).Finish();
}

}  // namespace touchstone

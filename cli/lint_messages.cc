// The texts for people that a ruleset names, and the files that have them.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/lint_checks.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

// Ids that the ruleset alone names, but for the texts that stand for those it does not know.
constexpr std::string_view kRulesetPrefixes[] = {"category_", "policy_", "consequence_"};
constexpr std::string_view kFallbacks[] = {"policy_country_ban", "policy_platform_ban"};

std::vector<std::string_view> ArgumentsOf(Predicate predicate) {
  switch (predicate) {
    case Predicate::kPhrase:
    case Predicate::kOnlyPhrases:
    case Predicate::kUsedAsNew:
      return {};
    case Predicate::kPriceBelowBand:
      return {"percent", "typical_usd"};
    case Predicate::kTokenPrice:
      return {"usd"};
    case Predicate::kPriceRange:
      return {"amount", "amount_max", "currency"};
    case Predicate::kHashrateAboveKnown:
    case Predicate::kPowerBelowKnown:
      return {"claimed", "known", "model"};
    case Predicate::kEfficiencyImpossible:
      return {"claimed", "best"};
    case Predicate::kReleasedLater:
      return {"model", "released"};
    case Predicate::kContactOffPlatform:
      return {"contact", "site"};
    case Predicate::kHostLookalike:
      return {"host", "maker"};
    case Predicate::kBrandInSeller:
      return {"seller", "maker"};
    case Predicate::kCategoryElsewhere:
      return {"category"};
    case Predicate::kSellerYoung:
      return {"days"};
    case Predicate::kEarningsAboveRevenue:
      return {"usd", "most_usd"};
    case Predicate::kHostKnownBad:
      return {"host"};
  }
  return {};
}

// `window`: a programme says for how many days.
std::vector<std::string_view> ArgumentsOf(ChannelKind kind, bool window) {
  switch (kind) {
    case ChannelKind::kManufacturer:
      return {"maker"};
    case ChannelKind::kBuyerProtected:
      if (window) return {"name", "days"};
      return {"name"};
    case ChannelKind::kInPerson:
      return {};
  }
  return {};
}

bool IsMessageId(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) ||
           absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '_';
  });
}

bool IsOfRulesetAlone(std::string_view id) {
  for (const std::string_view fallback : kFallbacks) {
    if (id == fallback) return false;
  }
  for (const std::string_view prefix : kRulesetPrefixes) {
    if (absl::StartsWith(id, prefix)) return true;
  }
  return false;
}

// "percent $1, usd $2", of the placeholders that a message declares.
std::string Declared(const Json& message) {
  std::vector<std::string> parts;
  const Json* placeholders = message.Find("placeholders");
  if (placeholders == nullptr) return "";
  for (const auto& [name, placeholder] : placeholders->members) {
    const Json* content = placeholder.Find("content");
    parts.push_back(absl::StrCat(absl::AsciiStrToLower(name), " ",
                                 content == nullptr ? "nothing" : content->text));
  }
  return absl::StrJoin(parts, ", ");
}

std::string Expected(const std::vector<std::string_view>& args) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < args.size(); i++) parts.push_back(absl::StrCat(args[i], " $", i + 1));
  return absl::StrJoin(parts, ", ");
}

void CheckOne(const Json& messages, const MessageUse& use, const std::string& where,
              std::vector<std::string>* complaints) {
  const Json* entry = messages.Find(use.id);
  const Json* text = entry == nullptr ? nullptr : entry->Find("message");
  if (text == nullptr || text->text.empty()) {
    complaints->push_back(absl::StrCat(where, use.id, ": expected a text, got nothing"));
    return;
  }
  const std::string declared = Declared(*entry), expected = Expected(use.args);
  const auto or_none = [](const std::string& names) { return names.empty() ? "none" : names; };
  if (declared != expected) {
    complaints->push_back(absl::StrCat(where, use.id, "/placeholders: expected ", or_none(expected),
                                       ", got ", or_none(declared)));
  }
  // A placeholder that is not declared would be shown as it stands.
  std::string_view rest = text->text;
  while (true) {
    const size_t open = rest.find('$');
    const size_t close = open == rest.npos ? rest.npos : rest.find('$', open + 1);
    if (close == rest.npos) break;
    const std::string name = absl::AsciiStrToLower(rest.substr(open + 1, close - open - 1));
    bool known = name.empty();  // "$$" is a dollar sign
    for (const std::string_view arg : use.args) known = known || arg == name;
    if (!known) {
      complaints->push_back(absl::StrCat(where, use.id, "/message: expected only placeholders ",
                                         or_none(expected), ", got ", name));
    }
    rest.remove_prefix(close + 1);
  }
}

}  // namespace

std::vector<MessageUse> MessagesOf(const Ruleset& ruleset) {
  std::map<std::string, std::vector<std::string_view>> uses;
  for (const Rule& rule : ruleset.rules) uses[rule.message] = ArgumentsOf(rule.predicate);
  for (const Policy& policy : ruleset.policies) {
    uses[policy.message] = {};
    for (const std::string& id : policy.consequences) uses[id] = {};
    if (policy.site.empty()) continue;
    uses[absl::StrCat("site_", absl::StrReplaceAll(policy.site, {{"-", "_"}}))] = {};
  }
  for (const Channel& channel : ruleset.channels) {
    uses[channel.message] = ArgumentsOf(channel.kind, channel.window_days > 0);
  }
  // What an id that a message file does not know falls back to.
  for (const std::string_view category : kCategoryNames) {
    uses[absl::StrCat("category_", category)] = {};
  }
  for (const ChannelKind kind :
       {ChannelKind::kManufacturer, ChannelKind::kBuyerProtected, ChannelKind::kInPerson}) {
    uses[absl::StrCat("channel_", kChannelKindNames[static_cast<size_t>(kind)])] =
        ArgumentsOf(kind, false);
  }
  for (const std::string_view id : kFallbacks) uses[std::string(id)] = {};
  std::vector<MessageUse> out;
  for (auto& [id, args] : uses) out.push_back({id, std::move(args)});
  return out;
}

void CheckMessages(const std::vector<MessageFile>& files, const Ruleset& ruleset,
                   std::vector<std::string>* complaints) {
  const std::vector<MessageUse> uses = MessagesOf(ruleset);
  std::set<std::string> named;
  for (const MessageUse& use : uses) named.insert(use.id);
  for (const MessageFile& file : files) {
    const std::string where = absl::StrCat(file.file, ": ");
    const absl::StatusOr<Json> messages = ParseJson(file.json);
    if (!messages.ok()) {
      complaints->push_back(
          absl::StrCat(where, "expected JSON of messages, got: ", messages.status().message()));
      continue;
    }
    for (const MessageUse& use : uses) {
      // An id that can be none has its complaint already.
      if (IsMessageId(use.id)) CheckOne(*messages, use, where, complaints);
    }
    for (const auto& [id, entry] : messages->members) {
      if (!IsOfRulesetAlone(id) || named.count(id) > 0) continue;
      complaints->push_back(
          absl::StrCat(where, id, ": expected an id that the ruleset names, got \"", id, "\""));
    }
  }
}

}  // namespace touchstone

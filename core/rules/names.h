// names.h: the words by which a ruleset's JSON calls the values of an enum.
#ifndef TOUCHSTONE_CORE_RULES_NAMES_H_
#define TOUCHSTONE_CORE_RULES_NAMES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// In the order of the enum.
inline constexpr std::array<std::string_view, 24> kFieldNames = {
    "title",      "price",       "currency",  "seller",      "seller_age", "condition",
    "category",   "description", "payment",   "protection",  "quantity",   "card",
    "card_title", "card_price",  "card_link", "card_seller", "seller_id",  "rating",
    "reviews",    "badge",       "shipping",  "location",    "posted",     "returns"};
inline constexpr std::array<std::string_view, 7> kGoodsNames = {
    "miner", "accessory", "hosting", "cloud_mining", "coin", "service", "other"};
inline constexpr std::array<std::string_view, 3> kChannelKindNames = {
    "manufacturer", "buyer_protected", "in_person"};
inline constexpr std::array<std::string_view, 4> kHostKindNames = {"official", "marketplace",
                                                                   "reseller", "known_bad"};
inline constexpr std::array<std::string_view, 48> kTopicNames = {"mining_hardware",
                                                                 "accessory",
                                                                 "hosting",
                                                                 "cloud_mining",
                                                                 "coin",
                                                                 "offer",
                                                                 "not_mining",
                                                                 "article",
                                                                 "bundle",
                                                                 "used",
                                                                 "new",
                                                                 "for_parts",
                                                                 "messenger",
                                                                 "host_word",
                                                                 "maker_homonym",
                                                                 "price_none",
                                                                 "price_from",
                                                                 "price_list",
                                                                 "price_saving",
                                                                 "price_off",
                                                                 "price_instalment",
                                                                 "price_shipping",
                                                                 "price_threshold",
                                                                 "price_deposit",
                                                                 "price_cart",
                                                                 "price_items",
                                                                 "price_earnings",
                                                                 "price_balance",
                                                                 "price_per",
                                                                 "price_each",
                                                                 "unit_piece",
                                                                 "unit_set",
                                                                 "unit_unit",
                                                                 "unit_month",
                                                                 "unit_day",
                                                                 "captcha_page",
                                                                 "login_page",
                                                                 "error_page",
                                                                 "cart_page",
                                                                 "checkout_page",
                                                                 "order_page",
                                                                 "forum_page",
                                                                 "shop_page",
                                                                 "invitation",
                                                                 "part",
                                                                 "included",
                                                                 "service",
                                                                 "place"};
inline constexpr std::array<std::string_view, 17> kPredicateNames = {"phrase",
                                                                     "only_phrases",
                                                                     "price_below_band",
                                                                     "token_price",
                                                                     "price_range",
                                                                     "hashrate_above_known",
                                                                     "power_below_known",
                                                                     "efficiency_impossible",
                                                                     "released_later",
                                                                     "contact_off_platform",
                                                                     "host_lookalike",
                                                                     "brand_in_seller",
                                                                     "category_elsewhere",
                                                                     "seller_young",
                                                                     "used_as_new",
                                                                     "earnings_above_revenue",
                                                                     "host_known_bad"};
inline constexpr std::array<std::string_view, 2> kBasisNames = {"measured", "judged"};
inline constexpr std::array<std::string_view, 2> kPolarityNames = {"red", "neutral"};
inline constexpr std::array<std::string_view, 20> kCategoryNames = {
    "price_too_low",       "price_bait",        "off_platform_contact", "irreversible_payment",
    "pre_order",           "unreleased_model",  "impossible_spec",      "spec_mismatch",
    "brand_impersonation", "lookalike_host",    "unreal_return",        "no_protection",
    "new_or_bad_seller",   "category_evasion",  "used_as_new",          "urgency",
    "fake_authorisation",  "cloud_mining_bait", "contradiction",        "other"};

// The place of `name` in a list; nullopt when it is not there.
inline std::optional<size_t> IndexOfName(absl::Span<const std::string_view> names,
                                         std::string_view name) {
  for (size_t i = 0; i < names.size(); i++) {
    if (names[i] == name) return i;
  }
  return std::nullopt;
}

// "one of a, b, c", for error messages.
inline std::string OneOf(absl::Span<const std::string_view> names) {
  std::string text = "one of ";
  for (size_t i = 0; i < names.size(); i++) {
    if (i > 0) text += ", ";
    text += names[i];
  }
  return text;
}

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_NAMES_H_

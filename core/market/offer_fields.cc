// offer_fields.cc: who sells, in what condition, where in the catalogue, how many at least.
//
// The site's adapter comes first, then what the page declares. What an adapter calls
// platform-controlled a seller cannot write.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "core/base/text.h"
#include "core/base/url.h"
#include "core/market/goods.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

constexpr size_t kMaxBadges = 20;
constexpr size_t kMaxShopNameBytes = 80;

// The digits that begin first in `text`.
Span FirstDigits(std::string_view text) {
  size_t begin = 0;
  while (begin < text.size() && !absl::ascii_isdigit(static_cast<unsigned char>(text[begin]))) {
    begin++;
  }
  size_t end = begin;
  while (end < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[end]))) end++;
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

class FieldReader {
 public:
  FieldReader(const Reading& reading, Listing* listing) : r_(reading), listing_(listing) {}

  void Run() {
    ReadSeller();
    ReadCondition();
    ReadCategory();
    ReadQuantity();
    ReadText(Field::kPayment, &listing_->payment);
    ReadText(Field::kProtection, &listing_->protection);
    ReadText(Field::kShipping, &listing_->shipping);
    ReadText(Field::kLocation, &listing_->location);
    ReadText(Field::kReturns, &listing_->returns);
    ReadText(Field::kPosted, &listing_->posted);
    ReadDeclared(r_.offer.payment, &listing_->payment);
    ReadDeclared(r_.offer.returns, &listing_->returns);
    ReadShipping();
  }

 private:
  void ReadText(Field field, Fact<std::string>* fact) {
    const Place* place = r_.FindPlace(field);
    if (place == nullptr) return;
    if (place->text.empty()) {
      fact->presence = Presence::kAbsent;
      fact->element = place->element;
      return;
    }
    SetFact(fact, place->text, OriginOf(*place), place->element, place->text);
    fact->platform_controlled = place->field->platform_controlled;
  }

  void ReadDeclared(const std::string& text, Fact<std::string>* fact) {
    if (text.empty() || fact->presence != Presence::kNotSeen) return;
    SetFact(fact, text, r_.offer.origin, r_.offer.element, text);
  }

  void ReadShipping() {
    ReadDeclared(r_.offer.shipping, &listing_->shipping);
    for (const SeenPrice& seen : r_.prices) {
      if (listing_->shipping.presence != Presence::kNotSeen) return;
      if (seen.role != PriceRole::kShipping || r_.IsInCard(seen.element)) continue;
      SetFact(&listing_->shipping, seen.quote, FactOrigin::kVisible, seen.element, seen.quote);
    }
  }

  void ReadSeller() {
    Seller& seller = listing_->seller;
    ReadText(Field::kSeller, &seller.name);
    ReadText(Field::kSellerId, &seller.id);
    if (seller.id.has_value()) {
      const std::string address = ResolveUrl(seller.id.value, r_.url);
      if (!address.empty()) seller.id.value = address;
    }
    ReadAge(&seller.age_days);
    ReadRating();
    ReadCount(Field::kReviews, &seller.reviews);
    for (const Place& place : r_.places) {
      if (place.field->field != Field::kBadge || place.text.empty()) continue;
      if (seller.badges.size() < kMaxBadges) seller.badges.push_back(place.text);
    }
    if (seller.name.presence == Presence::kNotSeen) ReadDeclaredSeller();
  }

  void ReadDeclaredSeller() {
    const DeclaredOffer& offer = r_.offer;
    if (offer.seller.empty()) {
      if (r_.site == nullptr && ReadNamedSeller()) return;
      return ReadShopName(r_, listing_);
    }
    SetFact(&listing_->seller.name, CollapseSpaces(offer.seller), offer.origin, offer.element,
            offer.seller);
  }

  // Where nobody knows the site: the first place that is called a seller's name.
  bool ReadNamedSeller() {
    constexpr MarkSet kSellerName = kMarkSeller | kMarkName;
    for (ElementId id = 0; id < r_.page.elements.size(); id++) {
      const Element& element = r_.page.elements[id];
      if ((r_.marks[id] & kSellerName) != kSellerName || element.hidden || element.in_frame)
        continue;
      if (element.text.empty() || element.text.size() > kMaxShopNameBytes) continue;
      if (r_.around.IsAside(id) || r_.IsInCard(id)) continue;
      const std::string name = r_.page.VisibleTextOf(id);
      if (name.empty()) continue;
      SetFact(&listing_->seller.name, name, FactOrigin::kVisible, id, name);
      return true;
    }
    return false;
  }

  // "4 YRS", "来闲鱼12天": the first of the adapter's places that counts days, months or years.
  void ReadAge(Fact<int>* fact) const {
    static constexpr std::pair<std::string_view, int> kUnits[] = {
        {"y", 365}, {"年", 365}, {"mon", 30}, {"月", 30}, {"个月", 30}, {"d", 1}, {"天", 1}};
    for (const Place& place : r_.places) {
      if (place.field->field != Field::kSellerAge) continue;
      if (place.text.empty() && fact->presence == Presence::kNotSeen) {
        fact->presence = Presence::kAbsent;
      }
      const std::string text = FoldString(place.text);
      const Span digits = FirstDigits(text);
      int64_t count = 0;
      if (!absl::SimpleAtoi(Slice(text, digits), &count)) continue;
      const std::string_view unit =
          absl::StripLeadingAsciiWhitespace(std::string_view(text).substr(digits.end));
      for (const auto& [name, days] : kUnits) {
        if (!absl::StartsWith(unit, name) || count > 36'500 / days) continue;
        SetFact(fact, static_cast<int>(count) * days, OriginOf(place), place.element, place.text);
        fact->platform_controlled = place.field->platform_controlled;
        return;
      }
    }
  }

  // "4.8", "4.8/5", "98.6% positive": of 5 where nothing says of what.
  void ReadRating() {
    const Place* place = r_.FindPlace(Field::kRating);
    if (place == nullptr) return;
    Seller& seller = listing_->seller;
    std::string text(place->text);
    std::replace(text.begin(), text.end(), ',', '.');
    size_t begin = FirstDigits(text).begin, end = begin;
    while (end < text.size() &&
           (absl::ascii_isdigit(static_cast<unsigned char>(text[end])) || text[end] == '.')) {
      end++;
    }
    std::string number = text.substr(begin, end - begin);
    while (absl::EndsWith(number, ".")) number.pop_back();
    const std::optional<Decimal> rating = ParseDecimal(number);
    if (!rating.has_value()) {
      if (text.empty()) seller.rating.presence = Presence::kAbsent;
      return;
    }
    const bool percent = absl::StartsWith(absl::StripLeadingAsciiWhitespace(text.substr(end)), "%");
    const Decimal most = percent ? Decimal{100, 0} : Decimal{5, 0};
    if (Compare(*rating, most) > 0) return;
    SetFact(&seller.rating, *rating, OriginOf(*place), place->element, place->text);
    SetFact(&seller.rating_max, most, OriginOf(*place), place->element, place->text);
    seller.rating.platform_controlled = place->field->platform_controlled;
  }

  // "1,284 ratings".
  void ReadCount(Field field, Fact<int>* fact) const {
    const Place* place = r_.FindPlace(field);
    if (place == nullptr) return;
    std::string digits;
    for (const char c : place->text.substr(FirstDigits(place->text).begin)) {
      if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
        digits.push_back(c);
      } else if (c != ',' && c != '.') {
        break;
      }
    }
    int64_t count = 0;
    if (absl::SimpleAtoi(digits, &count) && count <= std::numeric_limits<int>::max()) {
      SetFact(fact, static_cast<int>(count), OriginOf(*place), place->element, place->text);
      fact->platform_controlled = place->field->platform_controlled;
    } else if (place->text.empty()) {
      fact->presence = Presence::kAbsent;
    }
  }

  void ReadCondition() {
    static constexpr std::pair<std::string_view, Condition> kDeclared[] = {
        {"NewCondition", Condition::kNew},
        {"UsedCondition", Condition::kUsed},
        {"RefurbishedCondition", Condition::kRefurbished},
        {"DamagedCondition", Condition::kForParts},
    };
    Fact<Condition>* fact = &listing_->condition;
    const Place* place = r_.FindPlace(Field::kCondition);
    if (place != nullptr && !place->text.empty()) {
      const std::optional<Condition> condition =
          ConditionOf(r_.lexicon.Scan(place->text), r_.ruleset);
      if (condition.has_value()) {
        return SetFact(fact, *condition, OriginOf(*place), place->element, place->text);
      }
    } else if (place != nullptr) {
      fact->presence = Presence::kAbsent;
    }
    for (const auto& [name, condition] : kDeclared) {
      if (r_.offer.condition == name) {
        return SetFact(fact, condition, r_.offer.origin, r_.offer.element, name);
      }
    }
    const std::string_view meta = MetaContent(r_.page, {"product:condition", "og:condition"});
    if (absl::EqualsIgnoreCase(meta, "new")) {
      SetFact(fact, Condition::kNew, FactOrigin::kMeta, kNoElement, meta);
    } else if (absl::EqualsIgnoreCase(meta, "used")) {
      SetFact(fact, Condition::kUsed, FactOrigin::kMeta, kNoElement, meta);
    }
  }

  void ReadCategory() {
    std::vector<std::string> steps;
    ElementId element = kNoElement;
    FactOrigin origin = FactOrigin::kAdapter;
    bool platform = false, place_seen = false;
    for (const Place& place : r_.places) {
      if (place.field->field != Field::kCategory) continue;
      place_seen = true;
      if (place.text.empty()) continue;
      element = element == kNoElement ? place.element : element;
      origin = OriginOf(place);
      platform = place.field->platform_controlled;
      steps.push_back(place.text);
    }
    if (steps.empty()) {
      origin = FactOrigin::kJsonLd;
      for (const StructuredItem& item : r_.page.items) {
        if (!item.Is("BreadcrumbList") || !steps.empty()) continue;
        element = item.element;
        ReadBreadcrumbs(item, &steps);
      }
    }
    Fact<std::vector<std::string>>* fact = &listing_->category;
    if (!steps.empty()) {
      const std::string quote = steps.back();
      SetFact(fact, std::move(steps), origin, element, quote);
      fact->platform_controlled = platform;
    } else if (place_seen) {
      fact->presence = Presence::kAbsent;
    }
  }

  void ReadBreadcrumbs(const StructuredItem& list, std::vector<std::string>* steps) const {
    for (const StructuredItem::Property& property : list.properties) {
      if (property.name != "itemListElement" || property.item < 0) continue;
      const StructuredItem& step = r_.page.items[property.item];
      std::string_view name = step.Text("name");
      const StructuredItem::Property* inner = step.Find("item");
      if (name.empty() && inner != nullptr && inner->item >= 0) {
        name = r_.page.items[inner->item].Text("name");
      }
      if (!name.empty()) steps->push_back(CollapseSpaces(name));
    }
  }

  void ReadQuantity() {
    const Place* place = r_.FindPlace(Field::kQuantity);
    if (place == nullptr) return;
    Quantity quantity;
    if (absl::SimpleAtoi(Slice(place->text, FirstDigits(place->text)), &quantity.minimum) &&
        quantity.minimum >= 1) {
      SetFact(&listing_->quantity, quantity, OriginOf(*place), place->element, place->text);
    } else if (place->text.empty()) {
      listing_->quantity.presence = Presence::kAbsent;
    }
  }

  const Reading& r_;
  Listing* listing_;
};

// "Antminer L7 | Example Shop", "Example Shop - Miners": the part of the <title> that is not the
// offer's. Behind the offer's name it is the last one; where the offer is not named, the first one.
std::string_view ShopOfTitle(const Reading& reading) {
  const std::string_view title = reading.page.title;
  if (title.size() > kMaxTitleBytes) return "";
  const std::string folded = FoldString(title), offer = FoldString(reading.title.text);
  std::string_view first, last;
  for (const std::string_view mark : {" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00B7 "}) {
    const size_t begin = title.find(mark), end = title.rfind(mark);
    if (begin == title.npos) continue;
    first = title.substr(0, begin);
    last = title.substr(end + mark.size());
    break;
  }
  const bool named = !offer.empty() && absl::StrContains(folded, offer);
  const std::string_view shop = absl::StripAsciiWhitespace(named ? last : first);
  if (shop.size() > kMaxShopNameBytes || absl::StrContains(offer, FoldString(shop))) return "";
  return shop;
}

}  // namespace

void SetSource(AnyFact* fact, FactOrigin origin, ElementId element, std::string_view quote) {
  fact->presence = Presence::kValue;
  fact->origin = origin;
  fact->element = element;
  fact->quote = quote;
}

void SetFact(Fact<std::string>* fact, std::string_view value, FactOrigin origin, ElementId element,
             std::string_view quote) {
  fact->value = value;
  SetSource(fact, origin, element, quote);
}

void ReadFields(const Reading& reading, Listing* listing) { FieldReader(reading, listing).Run(); }

void ReadShopName(const Reading& reading, Listing* listing) {
  if (reading.site != nullptr) return;  // a marketplace's own name is not the seller's
  Fact<std::string>* fact = &listing->seller.name;
  const std::string_view name = MetaContent(reading.page, {"og:site_name", "application-name"});
  if (!name.empty()) {
    return SetFact(fact, CollapseSpaces(name), FactOrigin::kMeta, kNoElement, name);
  }
  for (const StructuredItem& item : reading.page.items) {
    if (!item.Is("Organization") && !item.Is("Store") && !item.Is("OnlineStore")) continue;
    const std::string_view own = item.Text("name");
    if (own.empty()) continue;
    return SetFact(fact, CollapseSpaces(own), FactOrigin::kJsonLd, item.element, own);
  }
  const std::string_view shop = ShopOfTitle(reading);
  if (!shop.empty()) SetFact(fact, std::string(shop), FactOrigin::kMeta, kNoElement, shop);
}

}  // namespace touchstone

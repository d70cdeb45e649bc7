// offer_price.cc: which of a page's amounts is the price of its offer.
//
// Sources, in order: the place that the site's adapter knows; what the page declares for machines
// (JSON-LD, microdata, RDFa, meta tags), where the buyer sees it, too; the amount that looks most
// like a price; what is declared and not seen. What the buyer sees wins: where a declared amount
// stands nowhere on the page and another one does, the declared one is kept beside it as a
// contradiction.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/units.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

// Points by which amounts compete. Judged on saved pages of many shops.
constexpr int kNamedPrice = 4;  // an element that is called a price
constexpr int kNamedNow = 3;    // ... of today
constexpr int kNamedRegular = -1;
constexpr int kNamedOtherSum = -5;  // shipping, savings, a cart's total
constexpr int kNamedVariant = -2;
constexpr int kOtherRole = -9;  // the words beside it say that it is something else
constexpr int kInProse = -2;
constexpr int kBehindTitle = 3;
constexpr int kBeforeTitle = -3;
constexpr int kInCard = -8;     // another offer's
constexpr int kRange = -2;      // from ... to: a filter's, or of all variants
constexpr int kFarBytes = 700;  // each so many bytes from the title cost a point,
constexpr int kMostFar = 5;     // up to so many
constexpr int kEnough = 2;      // fewer points are no price
constexpr int kNear = 3;        // the first so many bytes behind the title
constexpr uint32_t kNearBytes = 250;
constexpr int kSure = 8;  // so many outweigh what is declared and not seen

class PriceReader {
 public:
  explicit PriceReader(const Reading& reading) : r_(reading), title_(reading.title.heading) {}

  void Run(Listing* listing) {
    bool place_seen = false;
    for (const Place& place : r_.places) {
      if (place.field->field != Field::kPrice) continue;
      if (r_.site != nullptr && !place.field->state.empty() && place.text.empty()) continue;
      place_seen = true;
      if (TryPlace(place, listing)) return;
    }
    const std::optional<Price> declared = Declared();
    int points = 0;
    const SeenPrice* best = Best(&points);
    if (declared.has_value()) {
      if (const SeenPrice* seen = Seen(*declared)) return SetDeclared(*declared, seen, listing);
      if (best == nullptr || points < kSure) return SetDeclared(*declared, nullptr, listing);
      SetDeclared(*declared, nullptr, listing);
      listing->declared_price = listing->price;
    }
    if (best != nullptr && points >= kEnough) {
      listing->price_per = std::string(best->per);
      return SetFact(&listing->price, best->price, FactOrigin::kVisible, best->element,
                     best->quote);
    }
    if (place_seen) listing->price.presence = Presence::kAbsent;
  }

  bool HasOwn() {
    for (const Place& place : r_.places) {
      Listing listing;
      if (place.field->field == Field::kPrice && TryPlace(place, &listing)) return true;
    }
    // One offer is declared, and the page is about it.
    const std::optional<Price> declared = Declared();
    if (declared.has_value() && !r_.offer.aggregate && r_.title.agrees) return true;
    return std::any_of(r_.prices.begin(), r_.prices.end(), [&](const SeenPrice& seen) {
      if (r_.IsInCard(seen.element) || Points(seen) < kEnough) return false;
      const bool is_declared =
          declared.has_value() && Compare(seen.price.amount, declared->amount) == 0;
      return is_declared || IsNear(seen);
    });
  }

  // Close behind the title, as a shop's own price is; a range there is a filter's.
  bool IsNear(const SeenPrice& seen) const {
    if (title_ == kNoElement || seen.price.amount_max.has_value()) return false;
    const uint32_t end = r_.page.elements[title_].text.end;
    return r_.title.agrees && seen.at >= end && seen.at - end <= kNearBytes;
  }

  int Points(const SeenPrice& seen) const {
    int points = 0;
    if (!CanBePrice(seen.role)) points += kOtherRole;
    if (seen.in_prose) points += kInProse;
    if ((seen.marks & kMarkPrice) != 0) points += kNamedPrice;
    if ((seen.marks & kMarkNowPrice) != 0) points += kNamedNow;
    if ((seen.marks & kMarkRegular) != 0) points += kNamedRegular;
    if ((seen.marks & kMarkOtherSum) != 0) points += kNamedOtherSum;
    if ((seen.marks & kMarkVariant) != 0) points += kNamedVariant;
    if (r_.IsInCard(seen.element) && !(title_ != kNoElement && r_.IsInCard(title_))) {
      points += kInCard;
    }
    if (seen.price.amount_max.has_value()) points += kRange;
    if (r_.page.elements[seen.element].tag == "option") points += kNamedVariant;
    if (title_ == kNoElement) return points;
    const Span title = r_.page.elements[title_].text;
    const bool before = seen.at < title.begin;
    points += before ? kBeforeTitle : kBehindTitle;
    if (IsNear(seen)) points += kNear;
    const int far = static_cast<int>(before ? title.begin - seen.at : seen.at - title.begin);
    return points - std::min(far / kFarBytes, kMostFar);
  }

 private:
  bool TryPlace(const Place& place, Listing* listing) const {
    if (place.text.size() > kMaxPriceTextBytes * 4) return false;
    const Place* currency = r_.FindPlace(Field::kCurrency);
    const std::string hint = currency != nullptr && currency->text.size() == 3
                                 ? absl::AsciiStrToUpper(currency->text)
                                 : r_.hint;
    const std::optional<Price> price = ParsePrice(place.text, hint);
    if (!price.has_value() || price->amount.coefficient == 0) return false;
    SetFact(&listing->price, *price, OriginOf(place), place.element, Slice(place.text, price->raw));
    listing->price.platform_controlled = place.field->platform_controlled;
    return true;
  }

  // JSON-LD, microdata, RDFa: amounts without signs, the currency beside them.
  std::optional<Price> OfItem() const {
    const DeclaredOffer& offer = r_.offer;
    if (offer.price_max.size() > kMaxPriceTextBytes * 4) return std::nullopt;
    std::optional<Price> price = ParseDeclared(offer.price, offer.currency);
    if (!price.has_value()) return std::nullopt;
    if (const std::optional<Price> most = ParsePrice(offer.price_max, price->currency)) {
      if (Compare(most->amount, price->amount) > 0) price->amount_max = most->amount;
    }
    return price;
  }

  std::string_view MetaText() const {
    return MetaContent(r_.page,
                       {"product:sale_price:amount", "product:price:amount", "og:price:amount"});
  }

  std::optional<Price> ParseDeclared(std::string_view text, std::string_view currency) const {
    if (text.empty() || text.size() > kMaxPriceTextBytes * 4) return std::nullopt;
    std::optional<Price> price = ParsePrice(text, currency.empty() ? r_.hint : currency);
    if (!price.has_value() || price->amount.coefficient == 0) return std::nullopt;
    if (currency.size() == 3) price->currency = absl::AsciiStrToUpper(currency);
    return price;
  }

  // What the page declares: of two, the lower one, as one of them is often that before a sale.
  std::optional<Price> Declared() {
    const std::optional<Price> item = OfItem();
    const std::optional<Price> meta = ParseDeclared(MetaText(), "");
    by_meta_ = meta.has_value() &&
               (!item.has_value() ||
                (meta->currency == item->currency && Compare(meta->amount, item->amount) < 0 &&
                 Compare(Times(meta->amount, 3), item->amount) > 0));
    return by_meta_ ? meta : item;
  }

  static Decimal Times(Decimal value, int64_t times) {
    return Multiply(value, {times, 0}, value.scale).value_or(value);
  }

  // The declared amount among those that the buyer sees.
  const SeenPrice* Seen(const Price& declared) const {
    const SeenPrice* found = nullptr;
    for (const SeenPrice& seen : r_.prices) {
      if (Compare(seen.price.amount, declared.amount) != 0) continue;
      if (found == nullptr || Points(seen) > Points(*found)) found = &seen;
    }
    return found;
  }

  void SetDeclared(const Price& price, const SeenPrice* seen, Listing* listing) const {
    if (by_meta_) {
      SetFact(&listing->price, price, FactOrigin::kMeta, kNoElement, MetaText());
    } else {
      SetFact(&listing->price, price, r_.offer.origin, r_.offer.element, r_.offer.price);
    }
    if (seen == nullptr) return;
    listing->price.element = seen->element;
    listing->price.quote = seen->quote;
    if (price.currency.empty()) listing->price.value.currency = seen->price.currency;
  }

  const SeenPrice* Best(int* points) const {
    const SeenPrice* best = nullptr;
    for (const SeenPrice& seen : r_.prices) {
      const int own = Points(seen);
      if (best != nullptr && own <= *points) continue;
      best = &seen;
      *points = own;
    }
    return best;
  }

  const Reading& r_;
  ElementId title_;
  bool by_meta_ = false;  // the declared price stands in a meta tag
};

}  // namespace

void ReadMainPrice(const Reading& reading, Listing* listing) { PriceReader(reading).Run(listing); }

int PointsOf(const Reading& reading, const SeenPrice& price) {
  return PriceReader(reading).Points(price);
}

bool HasOwnPrice(const Reading& reading) { return PriceReader(reading).HasOwn(); }

}  // namespace touchstone

// listing.h: Page -> listings: what is offered, by whom, for how much. Any goods, no judgement.
#ifndef TOUCHSTONE_CORE_MARKET_LISTING_H_
#define TOUCHSTONE_CORE_MARKET_LISTING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/market/miner.h"
#include "core/market/money.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Limits of what is read as one listing's fields. What lies beyond is not looked at.
inline constexpr size_t kMaxTitleBytes = 1000;   // of a title: the rest is cut
inline constexpr size_t kMaxSellerSpans = 4000;  // stretches of the seller's text
inline constexpr size_t kMaxClaimLines = 200;    // of it, read for hashrate and power
inline constexpr size_t kMaxTiers = 20;          // prices by quantity
inline constexpr size_t kMaxPictures = 50;
inline constexpr size_t kMaxOutLinks = 50;  // links in the seller's text that lead elsewhere

// "Not seen" is not "absent": only kValue and kAbsent are evidence.
enum class Presence : uint8_t {
  kNotSeen,
  kAbsent,  // the adapter looked where it must stand, and the place was there and empty
  kValue,
};

// Who says so. A buyer sees kVisible; a seller cannot write what is `platform_controlled`.
enum class FactOrigin : uint8_t { kJsonLd, kMicrodata, kMeta, kAdapter, kVisible, kState };

// What a fact has whatever its type.
struct AnyFact {
  Presence presence = Presence::kNotSeen;
  FactOrigin origin = FactOrigin::kVisible;
  bool platform_controlled = false;
  ElementId element = kNoElement;
  std::string quote;  // the page's own words, uncut

  bool has_value() const { return presence == Presence::kValue; }
};

template <typename T>
struct Fact : AnyFact {
  T value{};
};

enum class Condition : uint8_t { kNew, kUsed, kRefurbished, kForParts };

struct Seller {
  Fact<std::string> name;
  Fact<std::string> id;
  Fact<int> age_days;
  Fact<Decimal> rating;
  Fact<Decimal> rating_max;
  Fact<int> reviews;
  std::vector<std::string> badges;
};

struct Quantity {
  int64_t minimum = 1;
  std::string unit;  // "piece", "set", ...; as a fixed English word
};

struct Listing {
  uint32_t element = kNoElement;  // the container a badge may stand in: its Element::ordinal
  std::string url;                // absolute, or ""
  Fact<std::string> title;
  Goods goods = Goods::kOther;
  Fact<Price> price;
  // What the page declares for machines, where the buyer sees another price.
  Fact<Price> declared_price;
  std::string price_per;  // "piece", "set", "th"; "" when not said
  Fact<Quantity> quantity;
  Fact<Condition> condition;
  Fact<std::vector<std::string>> category;
  Seller seller;
  Fact<std::string> payment;
  Fact<std::string> protection;
  Fact<std::string> shipping;
  Fact<std::string> location;  // of the goods
  Fact<std::string> returns;
  Fact<std::string> posted;  // the day, as the page writes it
  // The seller's own words: title and description, as stretches of Page::text. Where no adapter
  // says where the description stands, all visible text of the page's main part. Frames in it are
  // the seller's, too; no other fact is read from a frame.
  std::vector<Span> seller_text;
  MinerMatch miner;        // spans: in miner_text
  std::string miner_text;  // the text that `miner` was read from
  ElementId miner_element = kNoElement;
  // Claims that stand elsewhere in the seller's text, in Page::text; empty for those in miner_text.
  Span hashrate_in_page;
  Span power_in_page;
};

enum class Availability : uint8_t { kInStock, kOutOfStock, kPreOrder };

// What one piece costs from so many on.
struct PriceTier {
  int64_t minimum = 1;
  Price price;
  ElementId element = kNoElement;
  std::string quote;
};

struct OutLink {
  std::string url;
  ElementId element = kNoElement;
};

// What else stands beside the page's main offer. No rule looks at it yet: it is read where it is
// asked for, so that the module does without.
struct Details {
  std::optional<Day> posted;  // the day it was posted, where it is a date and leaves no doubt
  Fact<Availability> availability;
  std::vector<PriceTier> tiers;  // none, or two and more; as they stand on the page
  // Absolute addresses where the page's own is known, each once.
  std::vector<std::string> pictures;
  std::vector<OutLink> links;  // of the seller's text, to other sites
};

enum class PageKind : uint8_t {
  kListing,
  kResults,
  kShop,
  kArticle,
  kForum,
  kCart,
  kCheckout,
  kOrder,
  kLogin,
  kCaptcha,
  kError,
  kEmpty,
  kOther
};

struct Market {
  PageKind kind = PageKind::kOther;
  bool readable = true;           // false: a wall or a shell; nothing can be said
  const Site* site = nullptr;     // by the page's host
  std::vector<Listing> listings;  // listings[0] is the page's main offer
};

// ExtractListings reads the offers of a page.
//   in      url: the page's own address, or ""
//           words: lexicon.Scan(page.text)
//   cost    O(page)
Market ExtractListings(const Page& page, std::string_view url, const std::vector<Word>& words,
                       const Ruleset& ruleset, const Lexicon& lexicon);

// ReadDetails reads what else the page says of its main offer.
//   in      as ExtractListings; listing: its first one
//   cost    that of ExtractListings once more
Details ReadDetails(const Page& page, std::string_view url, const std::vector<Word>& words,
                    const Ruleset& ruleset, const Lexicon& lexicon, const Site* site,
                    const Listing& listing);

std::string_view PageKindName(PageKind kind);
std::string_view ConditionName(Condition condition);
std::string_view AvailabilityName(Availability availability);  // "in_stock", ...

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_MARKET_LISTING_H_

// ruleset.h: everything Touchstone knows, as plain values loaded from one JSON document.
//
// The ruleset may change what we know, never what we promise: bounds of weights, caps and counts
// stand here in code, and LoadRuleset refuses a document that passes one. It holds no expressions,
// no regular expressions and no scripts. Every entry says where it is from and when it was checked.
#ifndef TOUCHSTONE_CORE_RULES_RULESET_H_
#define TOUCHSTONE_CORE_RULES_RULESET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/name_map.h"
#include "core/base/units.h"
#include "core/rules/selector.h"

namespace touchstone {

// The format this core reads. A new key is a new format.
inline constexpr int kRulesetFormat = 1;

// Bounds of what a ruleset may say.
inline constexpr int kMaxWeightDb = 20;  // of one rule, judged or measured
inline constexpr int kMaxGroupCapDb = 25;
inline constexpr size_t kMaxEntries = 50'000;  // of one list
inline constexpr size_t kMaxPhraseBytes = 200;
inline constexpr size_t kMaxRulesetBytes = 8u << 20;

struct Provenance {
  std::string source;  // a citation
  Day verified;
  std::optional<Day> expires;  // from the next day on the entry is not used
};

// Where a fact of a listing stands on a site's pages.
enum class Field : uint8_t {
  kTitle,
  kPrice,
  kCurrency,
  kSeller,
  kSellerAge,  // text with a number of years, months or days
  kCondition,
  kCategory,     // the category path; each match or each link in it is a step
  kDescription,  // what the seller writes
  kPayment,
  kProtection,  // the platform's badge of buyer protection
  kQuantity,    // the minimum order
  kCard,        // one offer of a page of search results
  kCardTitle,   // inside a card, as the three below
  kCardPrice,
  kCardLink,
  kCardSeller,
  kSellerId,  // the address of the seller's profile
  kRating,    // "4.8", "4.8/5", "98.6%"
  kReviews,   // how many have rated
  kBadge,     // what the platform says of the seller; each match is one
  kShipping,
  kLocation,  // where the goods are, or are sent from
  kPosted,    // the day the offer was published
  kReturns,
};

// Bounds of one adapter.
inline constexpr size_t kMaxSiteFields = 200;
inline constexpr size_t kMaxStatePaths = 32;  // of one script's state
inline constexpr size_t kMaxPathSteps = 16;

// Where one fact stands: in an element, or in the state that a script of the page carries.
struct FieldSelector {
  Field field = Field::kTitle;
  Selector selector;      // no compounds: `state` says where
  std::string attribute;  // read this attribute instead of the text; or ""
  // What stands before the state in its script ("window.runParams"), or "#" and the script's id.
  std::string state;
  // The way into the state, or into the JSON that the attribute holds: names of members, places in
  // arrays ("0"), "*" for all of them. Empty: the text itself.
  std::vector<std::string> path;
  bool cents = false;                // a price in hundredths, without a decimal point
  bool platform_controlled = false;  // the seller cannot write it: it may exculpate
};

// An adapter: where the facts of an offer stand on the pages of one site, or of all shops that run
// on one system (then it has no hosts, and a page that shows one of `signs` is such a shop).
struct Site {
  std::string id;                     // "alibaba"
  std::string name;                   // "Alibaba.com"
  std::vector<std::string> hosts;     // "alibaba.com": the host itself and all below it
  std::string country;                // its own home market, ISO 3166-1; "" when international
  std::string currency;               // what a bare "$", "kr", "R" stands for there; or ""
  bool marketplace = false;           // sellers are third parties
  std::vector<Selector> signs;        // of a shop system; any one is enough
  std::vector<FieldSelector> fields;  // in order of preference within a field
  Provenance provenance;
};

struct Manufacturer {
  std::string id;                  // "bitmain"
  std::string name;                // "Bitmain"
  std::vector<std::string> names;  // as people write it: "bitmain", "antminer", "蚂蚁矿机"
  // What it is called by only before a model, as something else has the name, too: "avalon",
  // "蚂蚁".
  std::vector<std::string> prefixes;
  std::vector<std::string> hosts;  // official
  Provenance provenance;
};

struct Miner {
  std::string id;            // "bitmain-antminer-s19-pro"
  std::string manufacturer;  // a Manufacturer's id
  // "Antminer S19 Pro": without the series, "s19 pro" is its name behind a maker's.
  std::string model;
  std::vector<std::string> names;        // enough by themselves: "antminer s19 pro", "s19 pro"
  std::vector<std::string> weak_names;   // only with the maker's name or a mining word near: "s9"
  std::string algorithm;                 // "SHA-256"
  Hashrate hashrate_min, hashrate_max;   // over its bins
  int power_w_min = 0, power_w_max = 0;  // 0: not known
  std::string released;                  // "2020-05", or "2020", or "" when not known
  Provenance provenance;
};

// What a machine costs, for judging whether a price is far below: one model's band, or that of a
// tier, all machines of an algorithm that need no more energy than `efficiency_max`.
struct PriceBand {
  std::string miner;           // a Miner's id; "" for a tier
  std::string algorithm;       // of a tier
  Hashrate hashrate;           // of a tier: what its prices are for, as 1 TH/s
  int64_t efficiency_max = 0;  // of a tier: millijoules for 10^12 hashes, solutions or graphs
  Decimal low_usd;             // of one machine, or of `hashrate`; the cheapest honest offer known
  Decimal typical_usd;
  Day as_of;
  Day until;  // the last day it is used: as_of <= at <= until
  Provenance provenance;
};

struct ExchangeRate {
  std::string currency;  // "CNY"
  Decimal usd;           // US dollars for one unit
  Day as_of;
  Day until;
  Provenance provenance;
};

// The most that machines of an algorithm earned in a day, before power and fees: what a network
// pays out, by its rules, at a price above all those of these days, over a hashrate below all of
// them.
struct Revenue {
  std::string algorithm;
  Hashrate hashrate;  // what the amount is for, as 1 TH/s
  Decimal usd_per_day;
  Day as_of;
  Day until;
  Provenance provenance;  // `source` holds the derivation
};

enum class HostKind : uint8_t { kOfficial, kMarketplace, kReseller, kKnownBad };

// Whose a host is, beyond those of sites and makers. It stands for all hosts below it, too.
struct KnownHost {
  std::string host;
  HostKind kind = HostKind::kReseller;
  std::string brand;  // a Manufacturer's id: whose it is, or whom it imitates; or ""
  Provenance provenance;
};

enum class Goods : uint8_t { kMiner, kAccessory, kHosting, kCloudMining, kCoin, kService, kOther };

struct Policy {
  std::string id;    // "alibaba-2021-miners"
  std::string site;  // a Site's id; or "" when `country` says
  std::string country;
  std::vector<Goods> scope;
  std::vector<std::string> scope_terms;  // further narrowing for coins: "bitcoin"; or empty
  std::vector<std::string> categories;   // named category titles, for people and evasion
  Day announced;
  Day effective;
  std::optional<Day> enforced;  // the first day that penalties apply
  std::optional<Day> lifted;
  std::string message;  // message id: what it means for a buyer
  // Message ids, in the order in which they are said: what is forbidden, and what happens to an
  // offer, a seller, the buyer and the protection.
  std::vector<std::string> consequences;
  Provenance provenance;
};

enum class ChannelKind : uint8_t { kManufacturer, kBuyerProtected, kInPerson };

struct Channel {
  std::string id;  // "bitmain-shop"
  ChannelKind kind = ChannelKind::kInPerson;
  std::string name;
  std::string url;                         // https, or "" for advice in person
  std::vector<std::string> manufacturers;  // whose machines it sells; empty: any
  std::string released_after;              // a maker's shop: only models from this month on; or ""
  int sold_months = 0;                     // and only for so long after their release; 0: no end
  std::vector<Goods> goods;
  std::string site;  // the Site it is, so that it is not offered when its
                     // own policy bans the goods; or ""
  // Of a programme of buyer protection.
  int window_days = 0;                // to claim in; `message` says from when
  bool covers_banned = false;         // also what the place of sale does not allow
  std::vector<std::string> excludes;  // what it leaves out, in English, for reviewers
  std::string message;                // message id: why here
  Provenance provenance;
};

// Which words belong to which idea. Not evidence: they decide what a page is about.
enum class Topic : uint8_t {
  kMiningHardware,  // "asic miner", "矿机", "майнер"
  kAccessory,       // "power supply for", "control board"
  kHosting,         // "hosting contract"
  kCloudMining,     // "hashpower contract", "rent hash power"
  kCoin,            // "buy bitcoin"
  kOffer,           // "add to cart", "in stock", "contact supplier"
  kNotMining,       // "minecraft", "gold sluice", "data mining": these words are no mining words
  kArticle,         // "posted by", "read more", "published on"
  kBundle,          // "lot of", "set of", "for parts": a price is not one working machine's
  kUsed,            // condition words
  kNew,
  kForParts,
  kMessenger,     // "whatsapp", "微信", "wa.me": a number or a name beside one is a contact
  kHostWord,      // what shops add to a maker's name in a host: "shop", "official", "us"
  kMakerHomonym,  // others whose name is or contains a maker's: "canaan", "jasmine", "microbit"
  // Words beside prices (core/market/price_roles.h). Lexicon finds them whatever other words they
  // lie in.
  kPriceNone,        // "free shipping", "price list": these words say nothing of a price
  kPriceFrom,        // "from", "ab", "от"
  kPriceList,        // "was", "rrp", "list price"
  kPriceSaving,      // "save", "discount": before the amount
  kPriceOff,         // "off": behind it
  kPriceInstalment,  // "instalments of", "monthly payment"
  kPriceShipping,    // "shipping", "postage"
  kPriceThreshold,   // "orders over", "满"
  kPriceDeposit,     // "deposit", "保证金"
  kPriceCart,        // "subtotal", "cart total"
  kPriceItems,       // "items", behind a number: "17 items $35,994.92"
  kPriceEarnings,    // "daily profit"
  kPriceBalance,     // "wallet balance", "gift card"
  kPricePer,         // "per", "a", "за": between an amount and what it is for
  kPriceEach,        // "each", "每台"
  kUnitPiece,        // "piece", "шт", "台"
  kUnitSet,          // "set", "комплект"
  kUnitUnit,         // "unit"
  kUnitMonth,        // "month", "mo", "месяц"
  kUnitDay,          // "day"
  // What a page that is no offer calls itself, in its title and heading; see page_kind.h.
  kCaptchaPage,   // "verify you are human", "滑动验证"
  kLoginPage,     // "sign in", "请登录"
  kErrorPage,     // "page not found", "algo deu errado"
  kCartPage,      // "shopping cart", "корзина"
  kCheckoutPage,  // "checkout", "оформление заказа"
  kOrderPage,     // "order history", "已买到的宝贝"
  kForumPage,     // "view topic"
  kShopPage,      // "about us", "terms and conditions"
  kInvitation,    // of prose that offers: "contact us today", "invest now", "пишите в"
  // Of titles about a machine that is not what is offered; see goods.h.
  kPart,      // what a machine is made of: "hash board", "控制板"
  kIncluded,  // an accessory that comes with it: "with psu", "带电源"
  kService,   // work on it: "repair service", "прошивка"
  kPlace,     // hosting, when a machine is named: "hosting", "托管"
};

inline bool IsPriceTopic(Topic topic) {
  return topic >= Topic::kPriceNone && topic <= Topic::kUnitDay;
}

struct Vocabulary {
  std::string id;
  Topic topic = Topic::kOffer;
  std::string language;
  std::vector<std::string> phrases;
  std::vector<std::string> match;
  std::vector<std::string> near_miss;
  Provenance provenance;
};

// The fixed set of things code can test. Numbers are Rule::number, in the unit given here.
enum class Predicate : uint8_t {
  kPhrase,                // one of `phrases` stands in the visible text
  kOnlyPhrases,           // one of `phrases` stands there and none of `unless`
  kPriceBelowBand,        // price < number percent of the band's low
  kTokenPrice,            // a miner for at most `number` US dollars
  kPriceRange,            // amount_max >= number * amount
  kHashrateAboveKnown,    // claimed > known maximum by more than `number` percent
  kPowerBelowKnown,       // claimed < known minimum by more than `number` percent
  kEfficiencyImpossible,  // fewer joules per terahash than `number` / 1000 at that algorithm
  kReleasedLater,         // the model was released more than `number` days after `at`
  kContactOffPlatform,    // a phone number, handle or address in the text of a marketplace listing
  kHostLookalike,         // the page's own host imitates a maker's
  kBrandInSeller,         // the seller's name is a maker's, on a marketplace
  kCategoryElsewhere,     // the platform's category path is far from mining and electronics
  kSellerYoung,           // the platform shows an age below `number` days
  kUsedAsNew,             // the condition says new, the text says used
  kEarningsAboveRevenue,  // promised earnings > `number` percent of what the network pays out
  kHostKnownBad,          // the page's own host is listed as bad
};

enum class Basis : uint8_t { kMeasured, kJudged };

// A neutral rule is about what honest sellers write, too. It is shown, and weighs next to nothing.
enum class Polarity : uint8_t { kRed, kNeutral };
inline constexpr int kMaxNeutralDb = 2;

struct Rule {
  std::string id;  // "price-far-below-market"; permanent, never reused
  Predicate predicate = Predicate::kPhrase;
  std::string category;  // of the contract: "price_too_low", ...
  std::string group;     // a Group's id
  Polarity polarity = Polarity::kRed;
  int weight_db = 0;  // 0 to kMaxWeightDb: what a page says never lowers suspicion
  Basis basis = Basis::kJudged;
  int64_t number = 0;
  std::string algorithm;  // kEfficiencyImpossible
  std::string language;   // phrases: "en"; or ""
  std::vector<std::string> phrases;
  std::vector<std::string> unless;
  std::vector<Goods> goods;        // where it applies; empty: everywhere
  std::string message;             // message id
  std::vector<std::string> match;  // texts on which it must fire (phrase rules)
  std::vector<std::string> near_miss;
  Provenance provenance;
};

struct Group {
  std::string id;
  int cap_db = 0;  // the most that this group adds
};

// A removed entry: its id is never given again.
struct Tombstone {
  std::string id;
  std::string reason;
  Day removed;
};

class Ruleset {
 public:
  int format = kRulesetFormat;
  int64_t version = 0;
  Day published;
  std::optional<Day> expires;  // from the next day on the whole is `stale`
  std::string min_core;

  std::vector<Site> sites;
  std::vector<Manufacturer> manufacturers;
  std::vector<Miner> miners;
  std::vector<PriceBand> price_bands;
  std::vector<ExchangeRate> exchange_rates;
  std::vector<Policy> policies;
  std::vector<Channel> channels;
  std::vector<Revenue> revenues;
  std::vector<KnownHost> hosts;
  std::vector<Vocabulary> vocabulary;
  std::vector<Group> groups;
  std::vector<Rule> rules;
  std::vector<Tombstone> tombstones;

  // Lookups; nullptr when there is none. O(1), by host: O(labels of the host), by day: O(entries of
  // that machine, algorithm or currency).
  const Site* FindSite(std::string_view id) const;
  const Site* SiteOfHost(std::string_view host) const;
  const Manufacturer* FindManufacturer(std::string_view id) const;
  const Manufacturer* MakerOfHost(std::string_view host) const;  // by its official hosts
  const KnownHost* FindHost(std::string_view host) const;
  const Miner* FindMiner(std::string_view id) const;
  const Group* FindGroup(std::string_view id) const;
  // The entry that counts on day `at`, the newest when several do. TierOn returns the band of the
  // narrowest tier that the machine lies in, even in its worst bin; nullptr also when its power or
  // rate is not known.
  const PriceBand* BandOn(std::string_view miner, Day at) const;
  const PriceBand* TierOn(const Miner& miner, Day at) const;
  const ExchangeRate* RateOn(std::string_view currency, Day at) const;
  const Revenue* RevenueOn(std::string_view algorithm, Day at) const;

 private:
  friend absl::StatusOr<Ruleset> LoadRuleset(std::string_view json, std::string_view core_version,
                                             std::vector<std::string>* complaints);
  void Index();

  // The entries of a list that have one key, as a chain: the first one's number by the key, and
  // behind each entry the next one's.
  struct Chains {
    NameMap first;
    std::vector<uint32_t> next;
  };

  NameMap site_by_id_, site_by_host_, manufacturer_by_id_, manufacturer_by_host_, host_by_name_,
      miner_by_id_, group_by_id_;
  Chains bands_, rates_, revenues_;
};

// LoadRuleset reads a built ruleset: all or nothing.
//   in      complaints: for lint, which wants them all; then a ruleset of this format loads with
//           defaults where it is broken, and every complaint stands here
//   errors  kInvalidArgument, with the path into the document, what was expected and what stood
//           there; kFailedPrecondition when `min_core` is above `core_version`
//   cost    O(size)
absl::StatusOr<Ruleset> LoadRuleset(std::string_view json, std::string_view core_version,
                                    std::vector<std::string>* complaints = nullptr);

std::string_view GoodsName(Goods goods);  // "miner", "cloud_mining", ...

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_RULESET_H_

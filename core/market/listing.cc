#include "core/market/listing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "core/base/order.h"
#include "core/base/url.h"
#include "core/market/country.h"
#include "core/market/goods.h"
#include "core/market/page_kind.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

// So many cards make a page one of results, when it has no offer of its own.
constexpr size_t kCardsOfResults = 3;
// ... even when it says that it is an article.
constexpr size_t kCardsOfSurelyResults = 8;

// The page's main offer.
class MainOffer {
 public:
  explicit MainOffer(const Reading& reading) : r_(reading) {}

  Listing Read(PageKind kind) {
    Listing listing;
    listing.element = r_.page.OrdinalOf(ContainerElement());
    listing.url = ListingUrl();
    const MainTitle& title = r_.title;
    if (!title.text.empty()) {
      SetFact(&listing.title, title.text, title.origin, title.element, title.text);
    }
    if (kind == PageKind::kListing || kind == PageKind::kOther) ReadMainPrice(r_, &listing);
    ReadFields(r_, &listing);
    ReadSellerText(&listing);
    ReadGoods(r_, r_.words, &listing);
    return listing;
  }

 private:
  ElementId ContainerElement() const {
    if (r_.product != nullptr && r_.product->syntax == StructuredItem::Syntax::kMicrodata) {
      return r_.product->element;
    }
    for (ElementId id = 0; id < r_.page.elements.size(); id++) {
      if (r_.page.elements[id].in_frame) continue;
      if (r_.page.elements[id].tag == "main" ||
          r_.page.GetAttribute(id, "role") == std::string_view("main")) {
        return id;
      }
    }
    for (ElementId id = 0; id < r_.page.elements.size(); id++) {
      if (r_.page.elements[id].tag == "body") return id;
    }
    return kNoElement;
  }

  std::string ListingUrl() const {
    for (const std::string_view candidate :
         {std::string_view(r_.page.canonical), MetaContent(r_.page, {"og:url"}), r_.url}) {
      const std::string resolved = ResolveUrl(candidate, r_.url);
      if (!candidate.empty() && !resolved.empty()) return resolved;
    }
    return "";
  }

  // Frames included, which a place's own text leaves out.
  bool HasVisibleText(Span span) const {
    auto run = std::lower_bound(r_.page.runs.begin(), r_.page.runs.end(), span.begin,
                                [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
    while (run != r_.page.runs.end() && run->text.begin < span.end && run->hidden) ++run;
    return run != r_.page.runs.end() && run->text.begin < span.end;
  }

  // The seller's own words: title and description where the adapter knows the place, else all that
  // is not navigation, header, footer or other offers. What a frame there shows belongs to it.
  void ReadSellerText(Listing* listing) {
    std::vector<Span> spans;
    if (r_.title.heading != kNoElement) spans.push_back(r_.page.elements[r_.title.heading].text);
    bool described = false;
    for (const Place& place : r_.places) {
      if (place.field->field != Field::kDescription) continue;
      const Span text = r_.page.elements[place.element].text;
      if (place.text.empty() && !HasVisibleText(text)) continue;
      described = true;
      spans.push_back(text);
    }
    if (!described) {
      for (const TextRun& run : r_.page.runs) {
        if (run.element == kNoElement || r_.around.IsAside(run.element)) continue;
        if (!spans.empty() && run.text.begin <= spans.back().end + 1 &&
            run.text.begin >= spans.back().begin) {
          spans.back().end = std::max(spans.back().end, run.text.end);
        } else if (spans.size() < kMaxSellerSpans) {
          spans.push_back(run.text);
        }
      }
    }
    JoinSpans(&spans);
    listing->seller_text = std::move(spans);
  }

  const Reading& r_;
};

// One offer of a page that shows many.
class CardOffer {
 public:
  explicit CardOffer(const Reading& reading) : r_(reading) {
    ReadShopName(r_, &shop_);
    for (const Place& place : r_.places) {
      const Field field = place.field->field;
      if (field > Field::kCard && field <= Field::kCardSeller) places_.push_back(&place);
    }
    SortItems(&places_, [](const Place* a, const Place* b) { return a->element < b->element; });
  }

  Listing Read(const Card& card) const {
    Listing listing;
    listing.element = r_.page.OrdinalOf(card.element);
    listing.url = r_.page.base.empty() ? LinkOf(card, r_.url)
                                       : LinkOf(card, ResolveUrl(r_.page.base, r_.url));
    SetFact(&listing.title, card.title, FactOrigin::kVisible, card.title_element, card.title);
    if (card.price != nullptr) {
      SetFact(&listing.price, card.price->price, FactOrigin::kVisible, card.price->element,
              card.price->quote);
    }
    auto place =
        std::lower_bound(places_.begin(), places_.end(), card.element,
                         [](const Place* p, ElementId element) { return p->element < element; });
    const ElementId end = r_.page.elements[card.element].subtree_end;
    for (; place != places_.end() && (*place)->element < end; ++place) ReadPlace(**place, &listing);
    if (listing.seller.name.presence == Presence::kNotSeen) {
      listing.seller.name = shop_.seller.name;
    }
    const Span text = r_.page.elements[card.element].text;
    if (!text.empty()) listing.seller_text.push_back(text);
    ReadGoods(r_, r_.WordsIn(text), &listing);
    return listing;
  }

 private:
  std::string LinkOf(const Card& card, std::string_view base) const {
    if (card.link == kNoElement) return "";
    return ResolveUrl(r_.page.GetAttribute(card.link, "href").value_or(""), base);
  }

  void ReadPlace(const Place& place, Listing* listing) const {
    if (place.text.empty()) return;
    if (place.field->field == Field::kCardSeller) {
      SetFact(&listing->seller.name, place.text, OriginOf(place), place.element, place.text);
      listing->seller.name.platform_controlled = place.field->platform_controlled;
    } else if (place.field->field == Field::kCardTitle) {
      SetFact(&listing->title, place.text, OriginOf(place), place.element, place.text);
    } else if (place.field->field == Field::kCardPrice &&
               listing->price.origin != OriginOf(place)) {
      const std::optional<Price> price = ParsePrice(place.text, r_.hint);
      if (!price.has_value() || price->amount.coefficient == 0) return;
      SetFact(&listing->price, *price, OriginOf(place), place.element,
              Slice(place.text, price->raw));
    }
  }

  const Reading& r_;
  Listing shop_;                      // whose seller is that of every card that names none
  std::vector<const Place*> places_;  // of cards, by element
};

bool IsOfferPage(PageKind kind) {
  return kind == PageKind::kListing || kind == PageKind::kResults || kind == PageKind::kShop ||
         kind == PageKind::kOther;
}

// The currency of a bare number or an ambiguous sign: what the page declares, else where it stands.
std::string CurrencyHint(const Reading& reading) {
  const Page& page = reading.page;
  std::string hint = DeclaredCurrency(page);
  if (hint.empty() && reading.site != nullptr) hint = reading.site->currency;
  if (!hint.empty()) return hint;
  if (const std::optional<Url> parsed = ParseUrl(reading.url)) hint = CurrencyOfHost(parsed->host);
  if (hint.empty()) hint = CurrencyOfLanguage(MetaContent(page, {"og:locale"}));
  for (ElementId id = 0; id < page.elements.size() && hint.empty(); id++) {
    if (page.elements[id].tag != "html") continue;
    hint = CurrencyOfLanguage(page.GetAttribute(id, "lang").value_or(""));
    break;
  }
  return hint;
}

// Whether the site's adapter found what makes an offer: a title and a price.
bool HasAdapterPrice(const Reading& reading) {
  const Place* title = reading.FindPlace(Field::kTitle);
  const Place* price = reading.FindPlace(Field::kPrice);
  return title != nullptr && !title->text.empty() && price != nullptr &&
         !reading.IsInCard(price->element) && ParsePrice(price->text, reading.hint).has_value();
}

// Cards that are offers: those of other things have no prices, but for one or two by chance.
size_t OfferCards(const Reading& reading) {
  if (reading.known_cards) return reading.cards.size();
  return static_cast<size_t>(std::count_if(reading.cards.begin(), reading.cards.end(),
                                           [](const Card& card) { return card.price != nullptr; }));
}

FoundKind KindOf(const Reading& reading) {
  const Place* title = reading.FindPlace(Field::kTitle);
  const bool own = (title != nullptr && !title->text.empty()) || HasOwnPrice(reading);
  FoundKind found = FindPageKind({.page = reading.page,
                                  .url = reading.url,
                                  .around = reading.around,
                                  .words = reading.words,
                                  .ruleset = reading.ruleset,
                                  .lexicon = reading.lexicon,
                                  .cards = OfferCards(reading),
                                  .prices = reading.prices,
                                  .adapter_price = HasAdapterPrice(reading),
                                  .own_price = own});
  const size_t cards = OfferCards(reading);
  const bool many = cards >= kCardsOfResults;
  switch (found.kind) {
    case PageKind::kOther:
      if (many && !own) found.kind = PageKind::kResults;
      break;
    case PageKind::kResults:
      // Shops declare related products beside their own.
      if (!found.named && own && reading.product != nullptr && reading.title.agrees && !many) {
        found.kind = PageKind::kListing;
      }
      break;
    case PageKind::kListing:
    case PageKind::kArticle:
      if (!found.named && many && reading.cards.size() >= kCardsOfSurelyResults && !own)
        found.kind = PageKind::kResults;
      break;
    default:
      break;
  }
  return found;
}

bool IsInTable(const Page& page, ElementId element) {
  constexpr int kLevels = 4;
  for (int i = 0; i < kLevels && element != kNoElement; i++) {
    if (page.elements[element].tag == "td") return true;
    element = page.elements[element].parent;
  }
  return false;
}

std::vector<Listing> ReadCards(const Reading& reading) {
  std::vector<Listing> listings;
  const CardOffer offer(reading);
  for (const Card& card : reading.cards) listings.push_back(offer.Read(card));
  return listings;
}

}  // namespace

Reading::Reading(const Page& the_page, std::string_view the_url, const std::vector<Word>& the_words,
                 const Ruleset& the_ruleset, const Lexicon& the_lexicon, const Site* the_site)
    : page(the_page),
      url(the_url),
      words(the_words),
      ruleset(the_ruleset),
      lexicon(the_lexicon),
      site(the_site),
      marks(ReadMarks(page)),
      around(page, marks),
      product(FindMainProduct(page)) {
  if (site != nullptr) {
    places = ReadPlaces(page, *site);
  } else {  // a marketplace that has an adapter of its own is built by no shop system
    for (const Site* shop : SystemsOf(page, ruleset)) {
      for (Place& place : ReadPlaces(page, *shop)) places.push_back(std::move(place));
    }
  }
  if (product != nullptr) offer = ReadOffer(page, *product);
  title = FindMainTitle(page, around, places, product, ruleset, lexicon);
  hint = CurrencyHint(*this);
  prices = FindPrices(page, around, marks, hint, ruleset, lexicon);
  std::vector<ElementId> elements;
  for (const Place& place : places) {
    if (place.field->field == Field::kCard) elements.push_back(place.element);
  }
  const bool h1 = title.heading != kNoElement && page.elements[title.heading].tag == "h1";
  known_cards = !elements.empty();
  cards = FindCards({page, around, marks, prices, h1 ? title.heading : kNoElement}, elements);
}

const Place* Reading::FindPlace(Field field) const {
  const Place* empty = nullptr;
  for (const Place& place : places) {
    if (place.field->field != field) continue;
    if (!place.text.empty()) return &place;
    if (empty == nullptr) empty = &place;
  }
  return empty;
}

absl::Span<const Word> Reading::WordsIn(Span span) const {
  const auto begins_before = [](const Word& word, uint32_t at) { return word.text.begin < at; };
  const auto begin = std::lower_bound(words.begin(), words.end(), span.begin, begins_before);
  const auto end = std::lower_bound(begin, words.end(), span.end, begins_before);
  return absl::MakeConstSpan(words).subspan(static_cast<size_t>(begin - words.begin()),
                                            static_cast<size_t>(end - begin));
}

bool Reading::IsInCard(ElementId element) const {
  const auto after =
      std::upper_bound(cards.begin(), cards.end(), element,
                       [](ElementId id, const Card& card) { return id < card.element; });
  return after != cards.begin() && page.Contains(std::prev(after)->element, element);
}

Market ExtractListings(const Page& page, std::string_view url, const std::vector<Word>& words,
                       const Ruleset& ruleset, const Lexicon& lexicon) {
  Market market;
  if (const std::optional<Url> parsed = ParseUrl(url)) {
    market.site = ruleset.SiteOfHost(parsed->host);
  }
  const Reading reading(page, url, words, ruleset, lexicon, market.site);
  const FoundKind found = KindOf(reading);
  market.kind = found.kind;
  market.readable = market.kind != PageKind::kCaptcha && market.kind != PageKind::kLogin &&
                    market.kind != PageKind::kError && market.kind != PageKind::kEmpty;
  if (!IsOfferPage(market.kind)) return market;
  const bool many = market.kind == PageKind::kResults || market.kind == PageKind::kShop;
  if (many && !reading.cards.empty()) {
    market.listings = ReadCards(reading);
    return market;
  }
  MainOffer offer(reading);
  Listing listing = offer.Read(market.kind);
  if (market.kind == PageKind::kOther || market.kind == PageKind::kShop) {
    // A page that declares nothing is an offer when it names a price for what its title says, or
    // mining goods with words that invite to buy. In long prose "buy" is a word as any other: there
    // it counts in the title and on what can be clicked, or beside a plain invitation.
    const bool invites =
        (found.of_seller || !found.prose
             ? HasTopic(words, ruleset, Topic::kOffer) ||
                   HasTopic(lexicon.Scan(page.title), ruleset, Topic::kOffer)
             : HasTopic(words, ruleset, Topic::kInvitation)) ||
        (listing.goods == Goods::kCloudMining && CountCloudMiningBait(words, ruleset) > 0);
    const bool several = reading.title.several_machines;
    const bool maybe = market.kind == PageKind::kOther;
    // Among paragraphs a sum in a table is one that the text speaks of.
    if (maybe && found.prose && !found.of_seller && !invites && listing.price.has_value() &&
        listing.price.origin == FactOrigin::kVisible && IsInTable(page, listing.price.element)) {
      market.kind = PageKind::kArticle;
      return market;
    }
    if (maybe && listing.price.has_value() && !several) {
      market.kind = PageKind::kListing;
    } else if (maybe &&
               (OfferCards(reading) >= kCardsOfResults || (several && !reading.cards.empty()))) {
      market.kind = PageKind::kResults;
      market.listings = ReadCards(reading);
      return market;
    } else if (listing.goods != Goods::kOther &&
               (invites || (several && listing.price.has_value()))) {
      // A page about one machine with its figures, and no price.
      const bool one = maybe && listing.miner.hashrate.has_value();
      market.kind = several ? PageKind::kResults : one ? PageKind::kListing : PageKind::kShop;
      listing.price = {};  // of several machines each has its own
    } else {
      if (found.of_seller) market.kind = PageKind::kShop;
      return market;
    }
  }
  if (listing.title.has_value()) market.listings.push_back(std::move(listing));
  return market;
}

std::string_view PageKindName(PageKind kind) {
  static constexpr std::string_view kNames[] = {
      "listing", "results", "shop",    "article", "forum", "cart", "checkout",
      "order",   "login",   "captcha", "error",   "empty", "other"};
  return kNames[static_cast<size_t>(kind)];
}

std::string_view ConditionName(Condition condition) {
  static constexpr std::string_view kNames[] = {"new", "used", "refurbished", "for_parts"};
  return kNames[static_cast<size_t>(condition)];
}

}  // namespace touchstone

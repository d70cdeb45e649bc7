#include "core/market/listing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "core/base/url.h"
#include "core/market/page_kind.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

// The page's main offer.
class MainOffer {
 public:
  explicit MainOffer(const Reading& reading) : r_(reading) {}

  // After Read: a page without an h1 has several machines as its headings.
  bool several_machines() const { return several_machines_; }

  Listing Read(PageKind kind) {
    Listing listing;
    listing.element = r_.page.OrdinalOf(ContainerElement());
    listing.url = ListingUrl();
    ReadTitle(&listing);
    if (kind == PageKind::kListing || kind == PageKind::kOther) {
      ReadMainPrice(r_, title_element_, &listing);
    }
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

  // --- title ---

  // What of a text a title can hold: to look for all of one text in all of another takes the
  // product of their sizes.
  static std::string_view TitlePart(std::string_view text) {
    size_t end = std::min(text.size(), kMaxTitleBytes);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
      end--;
    }
    return text.substr(0, end);
  }

  // The heading that a reader takes for the title: the first visible h1 with text, one outside of
  // header and navigation before the others.
  ElementId Heading() {
    ElementId found = kNoElement;
    for (ElementId id = 0; id < r_.page.elements.size(); id++) {
      const Element& element = r_.page.elements[id];
      if (element.tag != "h1" || element.hidden || element.in_frame) continue;
      if (r_.page.TextOf(id).size() < 3) continue;
      if (!r_.around.IsAside(id)) return id;
      if (found == kNoElement) found = id;
    }
    return found != kNoElement ? found : MachineHeading();
  }

  // Without an h1, the first visible lower heading that names a machine.
  ElementId MachineHeading() {
    constexpr int kMostHeadings = 50;
    int headings = 0;
    ElementId found = kNoElement;
    const Miner* first = nullptr;
    for (ElementId id = 0; id < r_.page.elements.size() && headings < kMostHeadings; id++) {
      const std::string_view tag = r_.page.elements[id].tag;
      if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '2' || tag[1] > '6') continue;
      if (r_.page.elements[id].hidden || r_.page.elements[id].in_frame || r_.around.IsAside(id))
        continue;
      headings++;
      if (r_.page.elements[id].text.size() > kMaxPlaceBytes) continue;  // before it is copied
      const std::string text = r_.page.VisibleTextOf(id);
      if (text.size() > kMaxTitleBytes) continue;
      const Miner* miner = IdentifyMiner(text, r_.ruleset, r_.lexicon).miner;
      if (miner == nullptr) continue;
      if (found == kNoElement) {
        found = id;
        first = miner;
      } else if (miner != first) {
        several_machines_ = true;
      }
    }
    return found;
  }

  // "Antminer S9, 400 EUR - Example Classifieds": the short last part is the site's name, and a
  // heading that says the same is its logo.
  bool IsSiteName(std::string_view heading) const {
    const std::string title = FoldString(r_.page.title), name = FoldString(heading);
    if (name.empty() || title.size() < name.size() * 3 + 3 || !absl::EndsWith(title, name)) {
      return false;
    }
    const std::string_view before = std::string_view(title).substr(0, title.size() - name.size());
    return absl::EndsWith(before, " - ") || absl::EndsWith(before, " | ");
  }

  void ReadTitle(Listing* listing) {
    const Place* place = r_.FindPlace(Field::kTitle);
    if (place != nullptr && !place->text.empty()) {
      title_element_ = place->element;
      return SetTitle(listing, place->text, FactOrigin::kAdapter, place->element);
    }
    const ElementId heading = Heading();
    std::string visible = heading == kNoElement ? "" : r_.page.VisibleTextOf(heading);
    title_element_ = heading;
    if (IsSiteName(visible)) visible.clear();
    const std::string declared =
        r_.product != nullptr ? CollapseSpaces(r_.product->Text("name")) : "";
    if (!declared.empty()) {
      // What the buyer sees wins where both speak of the same thing.
      const std::string a = FoldString(TitlePart(declared)), b = FoldString(TitlePart(visible));
      const bool same = !b.empty() && (absl::StrContains(a, b) || absl::StrContains(b, a));
      const FactOrigin origin = r_.product->syntax == StructuredItem::Syntax::kJsonLd
                                    ? FactOrigin::kJsonLd
                                    : FactOrigin::kMicrodata;
      if (same) return SetTitle(listing, visible, FactOrigin::kVisible, heading);
      return SetTitle(listing, declared, origin, r_.product->element);
    }
    if (!visible.empty()) return SetTitle(listing, visible, FactOrigin::kVisible, heading);
    const std::string_view og = MetaContent(r_.page, {"og:title"});
    if (!og.empty()) return SetTitle(listing, CollapseSpaces(og), FactOrigin::kMeta, kNoElement);
    if (!r_.page.title.empty()) SetTitle(listing, r_.page.title, FactOrigin::kMeta, kNoElement);
  }

  void SetTitle(Listing* listing, std::string_view title, FactOrigin origin, ElementId element) {
    const std::string cut = CutForQuote(title, kMaxTitleBytes);
    SetFact(&listing->title, cut, origin, element, cut);
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
    if (title_element_ != kNoElement) spans.push_back(r_.page.elements[title_element_].text);
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
    std::sort(spans.begin(), spans.end());
    for (const Span span : spans) {
      if (span.empty()) continue;
      std::vector<Span>& kept = listing->seller_text;
      if (!kept.empty() && span.begin <= kept.back().end) {
        kept.back().end = std::max(kept.back().end, span.end);
      } else {
        kept.push_back(span);
      }
    }
  }

  const Reading& r_;
  ElementId title_element_ = kNoElement;
  bool several_machines_ = false;
};

// One offer of a page that shows many.
class CardOffer {
 public:
  explicit CardOffer(const Reading& reading) : r_(reading) {
    for (const Place& place : r_.places) {
      const Field field = place.field->field;
      if (field > Field::kCard && field <= Field::kCardSeller) places_.push_back(&place);
    }
    std::stable_sort(places_.begin(), places_.end(),
                     [](const Place* a, const Place* b) { return a->element < b->element; });
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
    if (listing.seller.name.presence == Presence::kNotSeen) ReadShopName(r_, &listing);
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
  std::vector<const Place*> places_;  // of cards, by element
};

bool IsOfferPage(PageKind kind) {
  return kind == PageKind::kListing || kind == PageKind::kResults || kind == PageKind::kShop ||
         kind == PageKind::kOther;
}

// Whether the site's adapter found what makes an offer: a title and a price.
bool HasAdapterPrice(const Reading& reading) {
  const Place* title = reading.FindPlace(Field::kTitle);
  const Place* price = reading.FindPlace(Field::kPrice);
  return title != nullptr && !title->text.empty() && price != nullptr &&
         ParsePrice(price->text, reading.hint).has_value();
}

PageKind KindOf(const Reading& reading) {
  size_t cards = 0;
  for (const Place& place : reading.places) {
    if (place.field->field == Field::kCard) cards++;
  }
  return FindPageKind(reading.page, reading.url, reading.around, HasAdapterPrice(reading), cards);
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
  if (site != nullptr) places = ReadPlaces(page, *site);
  for (const Site* system : SystemsOf(page, ruleset)) {
    for (Place& place : ReadPlaces(page, *system)) places.push_back(std::move(place));
  }
  if (product != nullptr) offer = ReadOffer(page, *product);
  hint = DeclaredCurrency(page);
  if (hint.empty() && site != nullptr) hint = site->currency;
  prices = FindPrices(page, around, marks, hint);
  std::vector<ElementId> known_cards;
  for (const Place& place : places) {
    if (place.field->field == Field::kCard) known_cards.push_back(place.element);
  }
  cards = FindCards({page, around, marks, prices}, known_cards);
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
  market.kind = KindOf(reading);
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
  if (market.kind == PageKind::kOther) {
    // A page that declares nothing is an offer when it names a price for what its title says, or
    // mining goods with words that invite to buy.
    const bool invites = HasTopic(words, ruleset, Topic::kOffer) ||
                         HasTopic(lexicon.Scan(page.title), ruleset, Topic::kOffer);
    const bool is_offer = listing.price.has_value() || (listing.goods != Goods::kOther && invites);
    if (!is_offer) return market;
    if (offer.several_machines()) {
      market.kind = PageKind::kResults;
      listing.price = {};  // each machine has its own
      if (!reading.cards.empty()) {
        market.listings = ReadCards(reading);
        return market;
      }
    } else {
      market.kind = listing.price.has_value() ? PageKind::kListing : PageKind::kShop;
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

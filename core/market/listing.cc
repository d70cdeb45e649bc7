#include "core/market/listing.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "core/base/url.h"
#include "core/market/goods.h"
#include "core/market/page_kind.h"
#include "core/market/sources.h"

namespace touchstone {
namespace {

// How far behind the title a price is looked for when nothing says where it stands.
constexpr uint32_t kPriceReachBytes = 4000;

template <typename T>
void Set(Fact<T>* fact, T value, FactOrigin origin, ElementId element, std::string_view quote) {
  fact->presence = Presence::kValue;
  fact->value = std::move(value);
  fact->origin = origin;
  fact->element = element;
  fact->quote = std::string(quote);
}

// What one page and its site's adapter give to all fields.
class Extraction {
 public:
  Extraction(const Page& page, std::string_view url, const std::vector<Word>& words,
             const Ruleset& ruleset, const Lexicon& lexicon, const Site* site)
      : page_(page),
        url_(url),
        words_(words),
        ruleset_(ruleset),
        lexicon_(lexicon),
        site_(site),
        around_(page),
        product_(FindMainProduct(page)) {
    if (site != nullptr) places_ = ReadPlaces(page, *site);
    if (product_ != nullptr) offer_ = ReadOffer(page, *product_);
    hint_ = DeclaredCurrency(page);
    if (hint_.empty() && site != nullptr) hint_ = site->currency;
  }

  const Surroundings& around() const { return around_; }

  // After Read: a page without an h1 has several machines as its headings.
  bool several_machines() const { return several_machines_; }

  size_t AdapterCards() const {
    return static_cast<size_t>(
        std::count_if(places_.begin(), places_.end(),
                      [](const Place& place) { return place.field->field == Field::kCard; }));
  }

  bool AdapterPrice() const {
    const Place* title = FindPlace(Field::kTitle);
    const Place* price = FindPlace(Field::kPrice);
    return title != nullptr && !title->text.empty() && price != nullptr &&
           ParsePrice(price->text, hint_).has_value();
  }

  Listing Read(PageKind kind) {
    Listing listing;
    listing.element = page_.OrdinalOf(ContainerElement());
    listing.url = ListingUrl();
    ReadTitle(&listing);
    if (kind == PageKind::kListing || kind == PageKind::kOther) ReadPrice(&listing);
    ReadSeller(&listing);
    ReadCondition(&listing);
    ReadCategory(&listing);
    ReadQuantity(&listing);
    ReadTextFact(Field::kPayment, &listing.payment);
    ReadTextFact(Field::kProtection, &listing.protection);
    ReadSellerText(&listing);
    ReadGoods(&listing);
    return listing;
  }

 private:
  // --- places ---

  // The first place of a field, one with text before an empty one.
  const Place* FindPlace(Field field) const {
    const Place* empty = nullptr;
    for (const Place& place : places_) {
      if (place.field->field != field) continue;
      if (!place.text.empty()) return &place;
      if (empty == nullptr) empty = &place;
    }
    return empty;
  }

  void ReadTextFact(Field field, Fact<std::string>* fact) {
    const Place* place = FindPlace(field);
    if (place == nullptr) return;
    if (place->text.empty()) {
      fact->presence = Presence::kAbsent;
      fact->element = place->element;
      return;
    }
    Set(fact, place->text, FactOrigin::kAdapter, place->element, place->text);
    fact->platform_controlled = place->field->platform_controlled;
  }

  ElementId ContainerElement() const {
    if (product_ != nullptr && product_->syntax == StructuredItem::Syntax::kMicrodata) {
      return product_->element;
    }
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      if (page_.elements[id].in_frame) continue;
      if (page_.elements[id].tag == "main" ||
          page_.GetAttribute(id, "role") == std::string_view("main")) {
        return id;
      }
    }
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      if (page_.elements[id].tag == "body") return id;
    }
    return kNoElement;
  }

  std::string ListingUrl() const {
    for (const std::string_view candidate :
         {std::string_view(page_.canonical), MetaContent(page_, {"og:url"}), url_}) {
      const std::string resolved = ResolveUrl(candidate, url_);
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
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      const Element& element = page_.elements[id];
      if (element.tag != "h1" || element.hidden || element.in_frame) continue;
      if (page_.TextOf(id).size() < 3) continue;
      if (!around_.IsAside(id)) return id;
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
    for (ElementId id = 0; id < page_.elements.size() && headings < kMostHeadings; id++) {
      const std::string_view tag = page_.elements[id].tag;
      if (tag.size() != 2 || tag[0] != 'h' || tag[1] < '2' || tag[1] > '6') continue;
      if (page_.elements[id].hidden || page_.elements[id].in_frame || around_.IsAside(id)) continue;
      headings++;
      if (page_.elements[id].text.size() > kMaxPlaceBytes) continue;  // before it is copied
      const std::string text = page_.VisibleTextOf(id);
      if (text.size() > kMaxTitleBytes) continue;
      const Miner* miner = IdentifyMiner(text, ruleset_, lexicon_).miner;
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
    const std::string title = FoldString(page_.title), name = FoldString(heading);
    if (name.empty() || title.size() < name.size() * 3 + 3 || !absl::EndsWith(title, name)) {
      return false;
    }
    const std::string_view before = std::string_view(title).substr(0, title.size() - name.size());
    return absl::EndsWith(before, " - ") || absl::EndsWith(before, " | ");
  }

  void ReadTitle(Listing* listing) {
    const Place* place = FindPlace(Field::kTitle);
    if (place != nullptr && !place->text.empty()) {
      title_element_ = place->element;
      return SetTitle(listing, place->text, FactOrigin::kAdapter, place->element);
    }
    const ElementId heading = Heading();
    std::string visible = heading == kNoElement ? "" : page_.VisibleTextOf(heading);
    title_element_ = heading;
    if (IsSiteName(visible)) visible.clear();
    const std::string declared = product_ != nullptr ? CollapseSpaces(product_->Text("name")) : "";
    if (!declared.empty()) {
      // What the buyer sees wins where both speak of the same thing.
      const std::string a = FoldString(TitlePart(declared)), b = FoldString(TitlePart(visible));
      const bool same = !b.empty() && (absl::StrContains(a, b) || absl::StrContains(b, a));
      const FactOrigin origin = product_->syntax == StructuredItem::Syntax::kJsonLd
                                    ? FactOrigin::kJsonLd
                                    : FactOrigin::kMicrodata;
      if (same) return SetTitle(listing, visible, FactOrigin::kVisible, heading);
      return SetTitle(listing, declared, origin, product_->element);
    }
    if (!visible.empty()) return SetTitle(listing, visible, FactOrigin::kVisible, heading);
    const std::string_view og = MetaContent(page_, {"og:title"});
    if (!og.empty()) return SetTitle(listing, CollapseSpaces(og), FactOrigin::kMeta, kNoElement);
    if (!page_.title.empty()) SetTitle(listing, page_.title, FactOrigin::kMeta, kNoElement);
  }

  void SetTitle(Listing* listing, std::string_view title, FactOrigin origin, ElementId element) {
    const std::string cut = CutForQuote(title, kMaxTitleBytes);
    Set(&listing->title, cut, origin, element, cut);
  }

  // --- price ---

  bool TryPrice(std::string_view text, FactOrigin origin, ElementId element, Listing* listing) {
    if (text.size() > kMaxPriceTextBytes * 4) return false;
    const std::optional<Price> price = ParsePrice(text, hint_);
    if (!price.has_value() || price->amount.coefficient == 0) return false;
    Set(&listing->price, *price, origin, element, Slice(text, price->raw));
    return true;
  }

  void ReadPrice(Listing* listing) {
    bool place_seen = false;
    for (const Place& place : places_) {
      if (place.field->field != Field::kPrice) continue;
      place_seen = true;
      if (TryPrice(place.text, FactOrigin::kAdapter, place.element, listing)) return;
    }
    if (DeclaredPrice(listing) || GenericPrice(listing) || VisiblePrice(listing)) return;
    if (place_seen) listing->price.presence = Presence::kAbsent;
  }

  // JSON-LD, microdata, meta tags: amounts without signs, the currency beside them.
  bool DeclaredPrice(Listing* listing) {
    const std::string_view meta = MetaContent(page_, {"product:price:amount", "og:price:amount"});
    const std::string_view declared = offer_.price.empty() ? meta : std::string_view(offer_.price);
    if (declared.empty() || declared.size() > kMaxPriceTextBytes * 4) return false;
    if (offer_.price_max.size() > kMaxPriceTextBytes * 4) return false;
    const FactOrigin origin = offer_.price.empty() ? FactOrigin::kMeta : offer_.origin;
    const std::string currency = offer_.currency.empty() ? hint_ : offer_.currency;
    std::optional<Price> price = ParsePrice(declared, currency);
    if (!price.has_value() || price->amount.coefficient == 0) return false;
    if (const std::optional<Price> most = ParsePrice(offer_.price_max, currency)) {
      if (Compare(most->amount, price->amount) > 0) price->amount_max = most->amount;
    }
    if (!currency.empty() && currency.size() == 3)
      price->currency = absl::AsciiStrToUpper(currency);
    Set(&listing->price, *price, origin, offer_.price.empty() ? kNoElement : offer_.element,
        declared);
    return true;
  }

  // Shops' common markup: the adapters in the ruleset that belong to no host.
  bool GenericPrice(Listing* listing) {
    for (const Site& site : ruleset_.sites) {
      if (!site.hosts.empty()) continue;
      for (const Place& place : ReadPlaces(page_, site)) {
        if (place.field->field != Field::kPrice || around_.IsAside(place.element) ||
            around_.IsStruck(place.element) || BeforeTitle(place.element)) {
          continue;
        }
        if (TryPrice(place.text, FactOrigin::kVisible, place.element, listing)) return true;
      }
    }
    return false;
  }

  // Carts and banners stand before the title, the price of the offer behind it.
  bool BeforeTitle(ElementId element) const {
    return title_element_ != kNoElement &&
           page_.elements[element].text.end <= page_.elements[title_element_].text.begin;
  }

  // The first amount with a currency behind the title: not struck out, not navigation, not in a
  // frame.
  bool VisiblePrice(Listing* listing) {
    if (title_element_ == kNoElement) return false;
    const uint32_t from = page_.elements[title_element_].text.begin;
    const uint32_t to = from + kPriceReachBytes;
    auto run = std::lower_bound(page_.runs.begin(), page_.runs.end(), from,
                                [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
    while (run != page_.runs.end() && run->text.begin < to) {
      // One line: runs up to the next separator, without what is hidden or no longer holds.
      uint32_t line_end = run->text.end;
      ElementId element = kNoElement;
      std::string line;
      for (; run != page_.runs.end() && run->text.begin < to; ++run) {
        if (run->text.begin > line_end) break;
        line_end = run->text.end;
        if (run->hidden || run->element == kNoElement || page_.elements[run->element].in_frame ||
            around_.IsAside(run->element) || around_.IsStruck(run->element)) {
          continue;
        }
        if (element == kNoElement) element = run->element;
        if (line.size() <= kMaxPriceTextBytes) line.append(Slice(page_.text, run->text));
      }
      if (line.empty() || line.size() > kMaxPriceTextBytes) continue;
      const std::optional<Price> price = ParsePrice(line, "");
      if (!price.has_value() || price->currency.empty()) continue;
      if (TryPrice(line, FactOrigin::kVisible, element, listing)) return true;
    }
    return false;
  }

  // --- the rest ---

  void ReadSeller(Listing* listing) {
    ReadTextFact(Field::kSeller, &listing->seller.name);
    ReadAge(&listing->seller.age_days);
    if (listing->seller.name.presence != Presence::kNotSeen) return;
    if (!offer_.seller.empty()) {
      Set(&listing->seller.name, CollapseSpaces(offer_.seller), offer_.origin, offer_.element,
          offer_.seller);
      return;
    }
    if (site_ != nullptr) return;  // a marketplace's own name is not the seller's
    const std::string_view name = MetaContent(page_, {"og:site_name", "application-name"});
    if (!name.empty()) {
      Set(&listing->seller.name, CollapseSpaces(name), FactOrigin::kMeta, kNoElement, name);
      return;
    }
    for (const StructuredItem& item : page_.items) {
      if (!item.Is("Organization") && !item.Is("Store") && !item.Is("OnlineStore")) continue;
      const std::string_view own = item.Text("name");
      if (own.empty()) continue;
      Set(&listing->seller.name, CollapseSpaces(own), FactOrigin::kJsonLd, item.element, own);
      return;
    }
  }

  // "4 YRS", "来闲鱼12天": the first of the adapter's places that counts days, months or years.
  void ReadAge(Fact<int>* fact) const {
    static constexpr std::pair<std::string_view, int> kUnits[] = {
        {"y", 365}, {"年", 365}, {"mon", 30}, {"月", 30}, {"d", 1}, {"天", 1}};
    for (const Place& place : places_) {
      if (place.field->field != Field::kSellerAge) continue;
      if (place.text.empty() && fact->presence == Presence::kNotSeen) {
        fact->presence = Presence::kAbsent;
      }
      const std::string text = FoldString(place.text);
      size_t begin = 0;
      while (begin < text.size() && !absl::ascii_isdigit(text[begin])) begin++;
      size_t end = begin;
      while (end < text.size() && absl::ascii_isdigit(text[end])) end++;
      int count = 0;
      if (!absl::SimpleAtoi(std::string_view(text).substr(begin, end - begin), &count)) continue;
      const std::string_view unit =
          absl::StripLeadingAsciiWhitespace(std::string_view(text).substr(end));
      for (const auto& [name, days] : kUnits) {
        if (!absl::StartsWith(unit, name) || count > 36'500 / days) continue;
        Set(fact, count * days, FactOrigin::kAdapter, place.element, place.text);
        fact->platform_controlled = place.field->platform_controlled;
        return;
      }
    }
  }

  void ReadCondition(Listing* listing) {
    static constexpr std::pair<std::string_view, Condition> kDeclared[] = {
        {"NewCondition", Condition::kNew},
        {"UsedCondition", Condition::kUsed},
        {"RefurbishedCondition", Condition::kRefurbished},
        {"DamagedCondition", Condition::kForParts},
    };
    const Place* place = FindPlace(Field::kCondition);
    if (place != nullptr && !place->text.empty()) {
      const std::vector<Word> words = lexicon_.Scan(place->text);
      const std::optional<Condition> condition = ConditionOf(words, ruleset_);
      if (condition.has_value()) {
        return Set(&listing->condition, *condition, FactOrigin::kAdapter, place->element,
                   place->text);
      }
    } else if (place != nullptr) {
      listing->condition.presence = Presence::kAbsent;
    }
    const std::string_view meta = MetaContent(page_, {"product:condition", "og:condition"});
    for (const auto& [name, condition] : kDeclared) {
      if (offer_.condition == name) {
        return Set(&listing->condition, condition, offer_.origin, offer_.element, name);
      }
    }
    if (absl::EqualsIgnoreCase(meta, "new")) {
      Set(&listing->condition, Condition::kNew, FactOrigin::kMeta, kNoElement, meta);
    } else if (absl::EqualsIgnoreCase(meta, "used")) {
      Set(&listing->condition, Condition::kUsed, FactOrigin::kMeta, kNoElement, meta);
    }
  }

  void ReadCategory(Listing* listing) {
    std::vector<std::string> steps;
    ElementId element = kNoElement;
    FactOrigin origin = FactOrigin::kAdapter;
    bool platform = false, place_seen = false;
    for (const Place& place : places_) {
      if (place.field->field != Field::kCategory) continue;
      place_seen = true;
      if (place.text.empty()) continue;
      element = element == kNoElement ? place.element : element;
      platform = place.field->platform_controlled;
      steps.push_back(place.text);
    }
    if (steps.empty()) {
      origin = FactOrigin::kJsonLd;
      for (const StructuredItem& item : page_.items) {
        if (!item.Is("BreadcrumbList") || !steps.empty()) continue;
        element = item.element;
        ReadBreadcrumbs(item, &steps);
      }
    }
    if (!steps.empty()) {
      const std::string quote = steps.back();
      Set(&listing->category, std::move(steps), origin, element, quote);
      listing->category.platform_controlled = platform;
    } else if (place_seen) {
      listing->category.presence = Presence::kAbsent;
    }
  }

  void ReadBreadcrumbs(const StructuredItem& list, std::vector<std::string>* steps) const {
    for (const StructuredItem::Property& property : list.properties) {
      if (property.name != "itemListElement" || property.item < 0) continue;
      const StructuredItem& step = page_.items[property.item];
      std::string_view name = step.Text("name");
      const StructuredItem::Property* inner = step.Find("item");
      if (name.empty() && inner != nullptr && inner->item >= 0) {
        name = page_.items[inner->item].Text("name");
      }
      if (!name.empty()) steps->push_back(CollapseSpaces(name));
    }
  }

  void ReadQuantity(Listing* listing) {
    const Place* place = FindPlace(Field::kQuantity);
    if (place == nullptr) return;
    size_t begin = 0;
    const std::string& text = place->text;
    while (begin < text.size() && !absl::ascii_isdigit(text[begin])) begin++;
    size_t end = begin;
    while (end < text.size() && absl::ascii_isdigit(text[end])) end++;
    Quantity quantity;
    if (absl::SimpleAtoi(std::string_view(text).substr(begin, end - begin), &quantity.minimum) &&
        quantity.minimum >= 1) {
      Set(&listing->quantity, quantity, FactOrigin::kAdapter, place->element, text);
    } else if (text.empty()) {
      listing->quantity.presence = Presence::kAbsent;
    }
  }

  // Frames included, which a place's own text leaves out.
  bool HasVisibleText(Span span) const {
    auto run = std::lower_bound(page_.runs.begin(), page_.runs.end(), span.begin,
                                [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
    while (run != page_.runs.end() && run->text.begin < span.end && run->hidden) ++run;
    return run != page_.runs.end() && run->text.begin < span.end;
  }

  // The seller's own words: title and description where the adapter knows the place, else all that
  // is not navigation, header, footer or other offers. What a frame there shows belongs to it.
  void ReadSellerText(Listing* listing) {
    std::vector<Span> spans;
    if (title_element_ != kNoElement) spans.push_back(page_.elements[title_element_].text);
    bool described = false;
    for (const Place& place : places_) {
      if (place.field->field != Field::kDescription) continue;
      const Span text = page_.elements[place.element].text;
      if (place.text.empty() && !HasVisibleText(text)) continue;
      described = true;
      spans.push_back(text);
    }
    if (!described) {
      for (const TextRun& run : page_.runs) {
        if (run.element == kNoElement || around_.IsAside(run.element)) continue;
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

  void ReadGoods(Listing* listing) {
    const std::vector<Word> title_words = lexicon_.Scan(listing->title.value);
    listing->miner_text = listing->title.value;
    listing->miner_element = listing->title.element;
    listing->miner = IdentifyMiner(listing->title.value, title_words, ruleset_);
    AddClaimsOfText(listing);
    const GoodsInput input = {.title = listing->title.value,
                              .title_words = title_words,
                              .page_words = words_,
                              .seller_text = listing->seller_text,
                              .miner = listing->miner,
                              .has_price = listing->price.has_value()};
    listing->goods = FindGoods(input, ruleset_);
  }

  // A title that names the machine often leaves its figures to the description.
  void AddClaimsOfText(Listing* listing) {
    MinerMatch& match = listing->miner;
    if (match.miner == nullptr || (match.hashrate.has_value() && match.power_w.has_value())) return;
    // The first lines that have what is missing and name no other machine.
    size_t lines = 0;
    for (const Span span : listing->seller_text) {
      uint32_t begin = span.begin;
      while (begin < span.end && lines++ < kMaxClaimLines) {
        uint32_t end = begin;
        while (end < span.end && BreakAt(end) == 0) end++;
        const Span line{begin, end};
        begin = end + static_cast<uint32_t>(end < span.end ? BreakAt(end) : 1);
        if (line.size() > 300 || NamesAnother(line, *match.miner)) continue;
        MinerMatch claim = match;
        claim.hashrate.reset();
        claim.power_w.reset();
        ReadClaims(Slice(page_.text, line), &claim);
        const auto in_page = [&](Span words) {
          return Span{line.begin + words.begin, line.begin + words.end};
        };
        if (!match.hashrate.has_value() && claim.hashrate.has_value()) {
          match.hashrate = claim.hashrate;
          listing->hashrate_in_page = in_page(claim.hashrate_words);
        }
        if (!match.power_w.has_value() && claim.power_w.has_value()) {
          match.power_w = claim.power_w;
          listing->power_in_page = in_page(claim.power_words);
        }
      }
    }
  }

  // The bytes of what ends a line or a sentence at `at`, 0 when nothing does: a page with
  // preformatted text has one long line.
  size_t BreakAt(uint32_t at) const {
    const std::string_view rest = std::string_view(page_.text).substr(at);
    for (const std::string_view mark : {"\n", ". ", "; ", "\u3002", "\uFF1B"}) {
      if (absl::StartsWith(rest, mark)) return mark.size();
    }
    return 0;
  }

  // Whether another machine of the catalogue is named there: its figures are its own.
  bool NamesAnother(Span line, const Miner& miner) const {
    auto it =
        std::lower_bound(words_.begin(), words_.end(), line.begin,
                         [](const Word& word, uint32_t begin) { return word.text.begin < begin; });
    for (; it != words_.end() && it->text.begin < line.end; ++it) {
      const bool is_name = it->kind == WordKind::kMiner || it->kind == WordKind::kMinerWeak;
      if (is_name && &ruleset_.miners[it->entry] != &miner) return true;
    }
    return false;
  }

  const Page& page_;
  std::string_view url_;
  const std::vector<Word>& words_;
  const Ruleset& ruleset_;
  const Lexicon& lexicon_;
  const Site* site_;
  Surroundings around_;
  const StructuredItem* product_;
  DeclaredOffer offer_;
  std::string hint_;  // the currency that an ambiguous sign or a bare number stands for
  std::vector<Place> places_;
  ElementId title_element_ = kNoElement;
  bool several_machines_ = false;
};

bool IsOfferPage(PageKind kind) {
  return kind == PageKind::kListing || kind == PageKind::kResults || kind == PageKind::kShop ||
         kind == PageKind::kOther;
}

}  // namespace

Market ExtractListings(const Page& page, std::string_view url, const std::vector<Word>& words,
                       const Ruleset& ruleset, const Lexicon& lexicon) {
  Market market;
  if (const std::optional<Url> parsed = ParseUrl(url)) {
    market.site = ruleset.SiteOfHost(parsed->host);
  }
  Extraction extraction(page, url, words, ruleset, lexicon, market.site);
  market.kind = FindPageKind(page, url, extraction.around(), extraction.AdapterPrice(),
                             extraction.AdapterCards());
  market.readable = market.kind != PageKind::kCaptcha && market.kind != PageKind::kLogin &&
                    market.kind != PageKind::kError && market.kind != PageKind::kEmpty;
  if (!IsOfferPage(market.kind)) return market;
  Listing listing = extraction.Read(market.kind);
  if (market.kind == PageKind::kOther) {
    // A page that declares nothing is an offer when it names a price for what its title says, or
    // mining goods with words that invite to buy.
    const bool invites = HasTopic(words, ruleset, Topic::kOffer) ||
                         HasTopic(lexicon.Scan(page.title), ruleset, Topic::kOffer);
    const bool offer = listing.price.has_value() || (listing.goods != Goods::kOther && invites);
    if (!offer) return market;
    if (extraction.several_machines()) {
      market.kind = PageKind::kResults;
      listing.price = {};  // each machine has its own
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

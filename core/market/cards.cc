#include "core/market/cards.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/name_map.h"
#include "core/base/order.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

constexpr size_t kMinCards = 2;
constexpr size_t kMinUnlikeCards = 3;          // when they share no class
constexpr uint32_t kMaxCardTextBytes = 8'000;  // of one card: more is a page, or a part of one
constexpr size_t kMaxHrefBytes = 2'000;
constexpr size_t kMinTitleBytes = 3;
constexpr size_t kMaxTitleTextBytes = 400;
constexpr size_t kMaxRangeBytes = 80;  // of a range of prices with its signs
constexpr int kMaxTitlePlaces = 60;    // of one card

bool IsHeading(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6';
}

bool IsRoot(std::string_view tag) { return tag == "html" || tag == "body" || tag == "main"; }

class Finder {
 public:
  explicit Finder(const CardSources& sources)
      : page_(sources.page),
        around_(sources.around),
        marks_(sources.marks),
        prices_(sources.prices),
        heading_(sources.heading) {}

  std::vector<Card> Run(const std::vector<ElementId>& adapter) {
    Count();
    std::vector<ElementId> elements = adapter;
    elements.erase(std::remove_if(elements.begin(), elements.end(),
                                  [&](ElementId id) { return IsUnseen(id); }),
                   elements.end());
    if (elements.empty()) elements = LargestGroup();
    std::vector<Card> cards;
    ElementId behind = 0;  // a card inside a card is a part of it
    for (const ElementId id : elements) {
      if (id < behind || cards.size() >= kMaxCards) continue;
      behind = page_.elements[id].subtree_end;
      Card card = ReadCard(id);
      if (card.title.empty()) continue;
      Card* same = Earlier(card, &cards);
      if (same == nullptr) {
        cards.push_back(std::move(card));
      } else if (IsBetter(card, *same)) {
        *same = std::move(card);
      }
    }
    if (cards.size() < kMinCards && adapter.empty()) cards.clear();
    return cards;
  }

 private:
  // What stands before each element, so that a difference counts what stands inside one.
  struct Counts {
    uint32_t prices = 0, links = 0, pictures = 0;
  };

  void Count() {
    counts_.resize(page_.elements.size() + 1);
    for (const SeenPrice& price : prices_) counts_[price.element + 1].prices++;
    depth_.resize(page_.elements.size());
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      const Element& element = page_.elements[id];
      Counts& behind = counts_[id + 1];
      behind.prices += counts_[id].prices;
      behind.links = counts_[id].links + (IsLink(id) ? 1 : 0);
      const bool picture =
          element.tag == "img" || element.tag == "picture" || IsHeading(element.tag);
      behind.pictures = counts_[id].pictures + (picture && !element.in_frame ? 1 : 0);
      depth_[id] = element.parent == kNoElement ? 0 : depth_[element.parent] + 1;
    }
  }

  bool IsUnseen(ElementId id) const {
    return page_.elements[id].hidden && !page_.elements[id].unspoken;
  }

  bool IsLink(ElementId id) const {
    const Element& element = page_.elements[id];
    if (element.tag != "a" || element.in_frame) return false;
    const std::string_view href = page_.GetAttribute(id, "href").value_or("");
    return !href.empty() && href[0] != '#' && !absl::StartsWithIgnoreCase(href, "javascript:") &&
           !absl::StartsWithIgnoreCase(href, "tel:") &&
           !absl::StartsWithIgnoreCase(href, "mailto:");
  }

  Counts Inside(ElementId id) const {
    const Counts& begin = counts_[id];
    const Counts& end = counts_[page_.elements[id].subtree_end];
    return {end.prices - begin.prices, end.links - begin.links, end.pictures - begin.pictures};
  }

  bool MayBeCard(ElementId id) const {
    const Element& element = page_.elements[id];
    if (IsRoot(element.tag) || element.text.size() > kMaxCardTextBytes) return false;
    if (heading_ != kNoElement && page_.Contains(id, heading_)) return false;
    return Inside(id).links > 0;
  }

  // Some of a group show a picture or a heading; others may wait for a script to load theirs.
  bool LooksLikeCard(ElementId id) const { return MayBeCard(id) && Inside(id).pictures > 0; }

  // Elements alike stand at one depth, in parents alike.
  uint64_t KindOf(ElementId id) const {
    const ElementId parent = page_.elements[id].parent;
    uint64_t kind = depth_[id];
    const auto mix = [&](std::string_view text) {
      for (const char c : text.substr(0, 200)) {
        kind = (kind ^ static_cast<unsigned char>(c)) * 1099511628211u;
      }
      kind = (kind ^ 0x100u) * 1099511628211u;
    };
    mix(page_.elements[id].tag);
    if (parent == kNoElement) return kind;
    mix(page_.elements[parent].tag);
    mix(page_.GetAttribute(parent, "class").value_or(""));
    const ElementId above = page_.elements[parent].parent;
    if (above != kNoElement) mix(page_.elements[above].tag);
    return kind;
  }

  std::vector<ElementId> LargestGroup() {
    // All elements around prices that look like cards, each once.
    std::vector<std::pair<uint64_t, ElementId>> found;
    std::vector<ElementId> others;
    std::vector<char> visited(page_.elements.size());
    for (const SeenPrice& price : prices_) {
      for (ElementId id = price.element; id != kNoElement && !visited[id];
           id = page_.elements[id].parent) {
        visited[id] = true;
        if (LooksLikeCard(id)) {
          found.emplace_back(KindOf(id), id);
        } else if (MayBeCard(id)) {
          others.push_back(id);
        }
      }
    }
    SortItems(&found, std::less<>());
    // The group with the most members; of two, the one higher up, as it holds the other.
    size_t best = 0, best_size = 0;
    for (size_t begin = 0; begin < found.size();) {
      size_t end = begin;
      while (end < found.size() && found[end].first == found[begin].first) end++;
      const size_t size = end - begin;
      if (size > best_size ||
          (size == best_size && depth_[found[begin].second] < depth_[found[best].second])) {
        best = begin;
        best_size = size;
      }
      begin = end;
    }
    if (best_size < kMinCards) return {};
    std::vector<ElementId> group;
    for (size_t i = best; i < best + best_size; i++) group.push_back(found[i].second);
    if (best_size < kMinUnlikeCards && SharedClass(group).empty()) return {};
    for (const auto& [kind, id] : found) others.push_back(id);
    AddOfClass(others, &group);
    return WithUnpriced(std::move(group));
  }

  // What shares the group's class is of it, wherever it stands: an offer between two banners.
  void AddOfClass(const std::vector<ElementId>& found, std::vector<ElementId>* group) const {
    const std::string_view shared = SharedClass(*group);
    if (shared.empty()) return;
    const std::string_view tag = page_.elements[group->front()].tag;
    const uint16_t depth = depth_[group->front()];
    group->clear();
    for (const ElementId id : found) {
      if (depth_[id] == depth && page_.elements[id].tag == tag && page_.HasClass(id, shared)) {
        group->push_back(id);
      }
    }
    SortItems(group, std::less<>());
  }

  // A card may show no price: sold out, or "ask". Its brothers' kind tells it.
  std::vector<ElementId> WithUnpriced(std::vector<ElementId> group) const {
    const std::string_view shared = SharedClass(group);
    std::vector<ElementId> all;
    ElementId last_parent = kNoElement;  // brothers stand together, but for those inside others
    for (const ElementId member : group) {
      const ElementId parent = page_.elements[member].parent;
      if (parent == last_parent) continue;
      last_parent = parent;
      for (ElementId id = parent + 1; id < page_.elements[parent].subtree_end;
           id = page_.elements[id].subtree_end) {
        const bool priced = Inside(id).prices > 0;
        const bool alike = page_.elements[id].tag == page_.elements[member].tag && !IsUnseen(id);
        if (!alike || !MayBeCard(id) || around_.IsAside(id)) continue;
        const bool of_class = !shared.empty() && page_.HasClass(id, shared);
        if (priced || (of_class && LooksLikeCard(id))) all.push_back(id);
      }
    }
    SortItems(&all, std::less<>());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  // A class that all members have; "" when there is none.
  std::string_view SharedClass(const std::vector<ElementId>& group) const {
    std::string_view classes =
        page_.GetAttribute(group[0], "class").value_or("").substr(0, kMaxNamesBytes);
    while (!classes.empty()) {
      const size_t end = std::min(classes.find(' '), classes.size());
      const std::string_view name = classes.substr(0, end);
      classes.remove_prefix(std::min(end + 1, classes.size()));
      if (name.empty()) continue;
      const bool all = std::all_of(group.begin(), group.end(),
                                   [&](ElementId id) { return page_.HasClass(id, name); });
      if (all) return name;
    }
    return "";
  }

  // --- one card ---

  bool IsTitleText(std::string_view text) const {
    if (text.size() < kMinTitleBytes || text.size() > kMaxTitleTextBytes) return false;
    const bool letters = std::any_of(text.begin(), text.end(), [](char c) {
      return absl::ascii_isalpha(static_cast<unsigned char>(c)) ||
             (static_cast<unsigned char>(c) & 0x80) != 0;
    });
    if (!letters) return false;
    if (text.size() > kMaxRangeBytes * 2) return true;
    if (std::none_of(text.begin(), text.end(),
                     [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); })) {
      return true;
    }
    const std::vector<Price> prices = ParsePrices(text, "", 1);
    return prices.empty() || prices[0].currency.empty() || prices[0].raw.size() * 2 < text.size();
  }

  Card ReadCard(ElementId id) const {
    Card card;
    card.element = id;
    ReadTitle(id, &card);
    ReadLink(id, &card);
    ReadPrice(id, &card);
    return card;
  }

  // How likely an element is to hold the title: a heading, then a name that says so, then a link.
  int TitleRank(ElementId id) const {
    const Element& element = page_.elements[id];
    const MarkSet marks = marks_[id];
    if ((marks & (kMarkSeller | kMarkPrice)) != 0) return 0;
    if (IsHeading(element.tag)) return 4;
    if ((marks & kMarkTitle) != 0) return 3;
    if ((marks & kMarkName) != 0) return 2;
    return IsLink(id) ? 1 : 0;
  }

  void ReadTitle(ElementId card_id, Card* card) const {
    int best_rank = 0, places = 0;
    const ElementId end = page_.elements[card_id].subtree_end;
    for (ElementId id = card_id; id < end && places < kMaxTitlePlaces; id++) {
      const Element& element = page_.elements[id];
      if (IsUnseen(id) || element.in_frame || element.text.empty()) continue;
      const int rank = TitleRank(id);
      // Of two links the longer one: the first may be a label, or the seller.
      const bool longer = rank == 1 && best_rank == 1 && element.text.size() > card->title.size();
      if (rank <= best_rank && !longer) continue;
      places++;
      if (element.text.size() > 2 * kMaxTitleTextBytes) continue;
      std::string text = page_.VisibleTextOf(id);
      if (!IsTitleText(text)) continue;
      best_rank = rank;
      card->title = std::move(text);
      card->title_element = id;
    }
    if (best_rank <= 1) ReadLineTitle(card_id, card);
    if (card->title.empty()) ReadPictureTitle(card_id, card);
  }

  // A link around the whole card, or none with text: the longest of the card's own texts.
  void ReadLineTitle(ElementId card_id, Card* card) const {
    const Span span = page_.elements[card_id].text;
    auto run = std::lower_bound(page_.runs.begin(), page_.runs.end(), span.begin,
                                [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
    if (!card->title.empty() && card->title.size() * 2 < span.size()) return;
    std::string_view best;
    int places = 0;
    for (; run != page_.runs.end() && run->text.begin < span.end; ++run) {
      if (run->hidden || page_.elements[run->element].in_frame || ++places > kMaxTitlePlaces)
        continue;
      const std::string_view text = absl::StripAsciiWhitespace(Slice(page_.text, run->text));
      if (text.size() <= best.size() || !IsTitleText(text)) continue;
      best = text;
      card->title_element = run->element;
    }
    if (!best.empty()) card->title = CollapseSpaces(best);
  }

  void ReadPictureTitle(ElementId card_id, Card* card) const {
    const ElementId end = page_.elements[card_id].subtree_end;
    for (const std::string_view name : {"alt", "title", "aria-label"}) {
      int places = 0;
      for (ElementId id = card_id; id < end && places < kMaxTitlePlaces * 4; id++, places++) {
        if (page_.elements[id].in_frame) continue;
        const std::string text =
            CutForQuote(page_.GetAttribute(id, name).value_or(""), kMaxTitleTextBytes);
        if (!IsTitleText(text)) continue;
        card->title = text;
        card->title_element = id;
        return;
      }
    }
  }

  // The link in or around the title, else the first one of the card; the card may be one, or stand
  // in one.
  void ReadLink(ElementId card_id, Card* card) const {
    if (card->title_element != kNoElement) {
      const ElementId end = page_.elements[card->title_element].subtree_end;
      for (ElementId id = card->title_element; id < end; id++) {
        if (IsLink(id)) return void(card->link = id);
      }
      for (ElementId id = card->title_element; id != kNoElement && id >= card_id;
           id = page_.elements[id].parent) {
        if (IsLink(id)) return void(card->link = id);
      }
    }
    for (ElementId id = card_id; id < page_.elements[card_id].subtree_end; id++) {
      if (IsLink(id)) return void(card->link = id);
    }
  }

  // What is called the price of today before what is called a price, before the first.
  void ReadPrice(ElementId card_id, Card* card) const {
    const ElementId end = page_.elements[card_id].subtree_end;
    auto price =
        std::lower_bound(prices_.begin(), prices_.end(), page_.elements[card_id].text.begin,
                         [](const SeenPrice& p, uint32_t at) { return p.at < at; });
    int best_rank = -1;
    for (; price != prices_.end() && price->at < page_.elements[card_id].text.end; ++price) {
      if (price->element < card_id || price->element >= end) continue;
      if (!CanBePrice(price->role)) continue;
      int rank = 1;
      if ((price->marks & kMarkPrice) != 0) rank = 2;
      if ((price->marks & kMarkNowPrice) != 0) rank = 3;
      if ((price->marks & kMarkOtherSum) != 0) rank = 0;
      if (rank <= best_rank) continue;
      best_rank = rank;
      card->price = &*price;
    }
  }

  // The card of the same offer: a carousel's copy, or the other half of this one.
  Card* Earlier(const Card& card, std::vector<Card>* cards) {
    if (card.link == kNoElement) return nullptr;
    std::string_view href = page_.GetAttribute(card.link, "href").value_or("");
    href = href.substr(0, std::min(href.find('#'), kMaxHrefBytes));
    if (href.empty()) return nullptr;
    const uint32_t earlier = by_link_.Add(href, static_cast<uint32_t>(cards->size()));
    return earlier == NameMap::kNone ? nullptr : &(*cards)[earlier];
  }

  static bool IsBetter(const Card& card, const Card& than) {
    if ((card.price != nullptr) != (than.price != nullptr)) return card.price != nullptr;
    return card.title.size() > than.title.size();
  }

  const Page& page_;
  const Surroundings& around_;
  const std::vector<MarkSet>& marks_;
  const std::vector<SeenPrice>& prices_;
  ElementId heading_;
  std::vector<Counts> counts_;  // one more than elements
  std::vector<uint16_t> depth_;
  NameMap by_link_;
};

}  // namespace

std::vector<Card> FindCards(const CardSources& sources, const std::vector<ElementId>& adapter) {
  return Finder(sources).Run(adapter);
}

}  // namespace touchstone

// offer_details.cc: what else stands beside an offer: prices by quantity, stock, pictures, links
// out, the day it was posted.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/url.h"
#include "core/market/price_roles.h"
#include "core/market/reading.h"

namespace touchstone {
namespace {

constexpr size_t kMaxTierBytes = 80;      // of the text that holds a price and its quantity
constexpr size_t kMaxTierTries = 60;      // prices of a page that are looked at for a quantity
constexpr int kTierLevels = 3;            // elements up from a price that may hold its quantity
constexpr size_t kMaxPicturesSeen = 400;  // of a page, those of other offers among them

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// A number of `most` digits at most at text[*pos]; -1 when there is none. Moves behind it.
int NumberAt(std::string_view text, size_t most, size_t* pos) {
  size_t end = *pos;
  while (end < text.size() && IsDigit(text[end]) && end - *pos <= most) end++;
  int number = -1;
  if (end - *pos > most || !absl::SimpleAtoi(text.substr(*pos, end - *pos), &number)) return -1;
  *pos = end;
  return number;
}

// The bytes of what parts the numbers of a date: "-", "/", ".", "年", "月"; 0 when there is none.
size_t DateMarkAt(std::string_view text, size_t pos) {
  if (pos >= text.size()) return 0;
  if (absl::StrContains("-/.", text[pos])) return 1;
  const std::string_view rest = text.substr(pos);
  return absl::StartsWith(rest, "年") || absl::StartsWith(rest, "月") ? 3 : 0;
}

class DetailReader {
 public:
  DetailReader(const Reading& reading, const Listing& listing) : r_(reading), listing_(listing) {}

  Details Run() && {
    ReadTiers();
    ReadAvailability();
    ReadPictures();
    ReadLinks();
    ReadPosted();
    return std::move(details_);
  }

 private:
  // "2 - 9 pieces $1,240": one price for each quantity. The quantity may stand in an element of its
  // own beside the price.
  void ReadTiers() {
    size_t tries = 0;
    for (const SeenPrice& seen : r_.prices) {
      if (r_.IsInCard(seen.element) || details_.tiers.size() >= kMaxTiers) continue;
      int64_t minimum = seen.min_quantity;
      if (minimum == 0 && seen.role == PriceRole::kPlain && tries++ < kMaxTierTries) {
        minimum = QuantityBeside(seen);
      }
      if (minimum > 0) {
        details_.tiers.push_back({minimum, seen.price, seen.element, seen.quote});
      }
    }
    std::vector<PriceTier>& tiers = details_.tiers;
    if (tiers.size() < 2) tiers.clear();
  }

  // The quantity in the small element around a price, which holds no other price.
  int64_t QuantityBeside(const SeenPrice& seen) const {
    ElementId id = seen.element;
    for (int level = 0; level < kTierLevels && id != kNoElement; level++) {
      const Element& element = r_.page.elements[id];
      if (element.text.size() > kMaxTierBytes) break;
      const std::string text = r_.page.VisibleTextOf(id);
      std::vector<Price> prices = ParsePrices(text, r_.hint, 2);
      if (prices.size() != 1) break;
      const std::vector<PriceMention> mentions =
          ReadRoles(text, std::move(prices), r_.lexicon.Scan(text), r_.ruleset);
      if (mentions[0].min_quantity > 0) return mentions[0].min_quantity;
      id = element.parent;
    }
    return 0;
  }

  void ReadAvailability() {
    static constexpr std::pair<std::string_view, Availability> kDeclared[] = {
        {"instock", Availability::kInStock},    {"limitedavailability", Availability::kInStock},
        {"onlineonly", Availability::kInStock}, {"outofstock", Availability::kOutOfStock},
        {"soldout", Availability::kOutOfStock}, {"discontinued", Availability::kOutOfStock},
        {"preorder", Availability::kPreOrder},  {"presale", Availability::kPreOrder},
        {"backorder", Availability::kPreOrder}, {"availablefororder", Availability::kPreOrder},
    };
    const bool declared = !r_.offer.availability.empty();
    const std::string_view text =
        declared ? std::string_view(r_.offer.availability)
                 : MetaContent(r_.page, {"product:availability", "og:availability"});
    // "InStock", "in stock", "instock"
    std::string name;
    for (const char c : text.substr(0, 40)) {
      if (absl::ascii_isalpha(static_cast<unsigned char>(c))) {
        name.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
      }
    }
    for (const auto& [known, availability] : kDeclared) {
      if (name != known) continue;
      return SetFact(&details_.availability, availability,
                     declared ? r_.offer.origin : FactOrigin::kMeta,
                     declared ? r_.offer.element : kNoElement, text);
    }
  }

  // --- pictures and links ---

  std::string_view Base() const { return r_.page.base.empty() ? r_.url : r_.page.base; }

  void AddPicture(std::string_view address) {
    std::vector<std::string>& pictures = details_.pictures;
    if (address.empty() || pictures.size() >= kMaxPictures) return;
    std::string absolute = ResolveUrl(address, Base());
    if (absolute.empty()) {
      // A saved page may not say where it is from: then as written.
      if (absl::StrContains(address, ':') || address.size() > kMaxUrlBytes) return;
      absolute = std::string(address);
    }
    if (std::find(pictures.begin(), pictures.end(), absolute) == pictures.end()) {
      pictures.push_back(std::move(absolute));
    }
  }

  // What the page declares, then what it shows outside of navigation and other offers.
  void ReadPictures() {
    if (r_.product != nullptr) {
      for (const StructuredItem::Property& property : r_.product->properties) {
        if (property.name != "image") continue;
        if (property.item < 0) {
          AddPicture(property.text);
        } else {
          const StructuredItem& image = r_.page.items[property.item];
          AddPicture(image.Text("contentUrl").empty() ? image.Text("url")
                                                      : image.Text("contentUrl"));
        }
      }
    }
    AddPicture(MetaContent(r_.page, {"og:image"}));
    size_t seen = 0;
    for (ElementId id = 0; id < r_.page.elements.size() && seen < kMaxPicturesSeen; id++) {
      const Element& element = r_.page.elements[id];
      if (element.tag != "img" || element.hidden || element.in_frame) continue;
      seen++;
      if (!r_.around.IsAside(id) && !r_.IsInCard(id)) {
        AddPicture(r_.page.GetAttribute(id, "src").value_or(""));
      }
    }
  }

  // Links in the seller's text that lead to another site.
  void ReadLinks() {
    const std::optional<Url> own = ParseUrl(r_.url);
    auto span = listing_.seller_text.begin();
    for (const Link& link : r_.page.links) {
      if (link.element == kNoElement || details_.links.size() >= kMaxOutLinks) continue;
      const Element& element = r_.page.elements[link.element];
      if (element.tag != "a" || element.hidden) continue;
      while (span != listing_.seller_text.end() && span->end <= element.text.begin) ++span;
      if (span == listing_.seller_text.end()) break;
      if (element.text.begin < span->begin) continue;
      const std::optional<Url> url = ParseUrl(link.href);  // what is relative stays on the site
      if (!url.has_value()) continue;
      if (own.has_value() && (HostIsWithin(url->host, own->host) ||
                              HostIsWithin(own->host, url->host) || SameSite(url->host))) {
        continue;
      }
      details_.links.push_back({url->Href(), link.element});
    }
  }

  bool SameSite(std::string_view host) const {
    return r_.site != nullptr && r_.ruleset.SiteOfHost(host) == r_.site;
  }

  // --- the day ---

  void ReadPosted() {
    if (listing_.posted.has_value()) {
      details_.posted = FindDay(listing_.posted.value);
      return;
    }
    for (const std::string_view name : {"datePosted", "datePublished", "dateCreated"}) {
      if (r_.product == nullptr || details_.posted.has_value()) break;
      details_.posted = FindDay(r_.product->Text(name));
    }
    for (ElementId id = 0; id < r_.page.elements.size() && !details_.posted.has_value(); id++) {
      if (r_.page.elements[id].tag != "time" || r_.page.elements[id].in_frame) continue;
      if (r_.around.IsAside(id) || r_.IsInCard(id)) continue;
      details_.posted = FindDay(r_.page.GetAttribute(id, "datetime").value_or(""));
    }
  }

  const Reading& r_;
  const Listing& listing_;
  Details details_;
};

}  // namespace

std::optional<Day> FindDay(std::string_view text) {
  text = text.substr(0, kMaxPlaceBytes);
  for (size_t pos = 0; pos < text.size();) {
    if (!IsDigit(text[pos]) || (pos > 0 && IsDigit(text[pos - 1]))) {
      pos++;
      continue;
    }
    size_t end = pos;
    int numbers[3] = {};
    bool dots = true;
    for (int i = 0; i < 3; i++) {
      const size_t mark = i == 0 ? 0 : DateMarkAt(text, end);
      if (i > 0 && mark == 0) break;
      if (i > 0 && text[end] != '.') dots = false;
      end += mark;
      const int number = NumberAt(text, 4, &end);
      if (number < 0) break;
      numbers[i] = number;
    }
    const bool whole = end >= text.size() || !IsDigit(text[end]);
    // "8.10.2021" is the eighth of October wherever points part a date; "8/10/2021" may be August.
    if (dots && numbers[2] > 31) std::swap(numbers[0], numbers[2]);
    if (whole && numbers[0] > 1990) {
      const std::optional<Day> day =
          ParseDay(absl::StrCat(numbers[0], numbers[1] < 10 ? "-0" : "-", numbers[1],
                                numbers[2] < 10 ? "-0" : "-", numbers[2]));
      if (day.has_value()) return day;
    }
    pos = std::max(end, pos + 1);
  }
  return std::nullopt;
}

Details ReadDetails(const Page& page, std::string_view url, const std::vector<Word>& words,
                    const Ruleset& ruleset, const Lexicon& lexicon, const Site* site,
                    const Listing& listing) {
  const Reading reading(page, url, words, ruleset, lexicon, site);
  return DetailReader(reading, listing).Run();
}

std::string_view AvailabilityName(Availability availability) {
  static constexpr std::string_view kNames[] = {"in_stock", "out_of_stock", "pre_order"};
  return kNames[static_cast<size_t>(availability)];
}

}  // namespace touchstone

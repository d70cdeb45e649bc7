#include "core/market/sources.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/market/select.h"

namespace touchstone {
namespace {

bool IsSubProduct(const Page& page, const StructuredItem& item) {
  for (int parent = item.parent; parent >= 0; parent = page.items[parent].parent) {
    const StructuredItem& above = page.items[parent];
    // A page about a product may wrap it; a list or another product has it beside others.
    if (above.Is("Product") || above.Is("ItemList") || above.Is("ListItem") || above.Is("Offer")) {
      return true;
    }
  }
  return false;
}

void ReadOneOffer(const Page& page, const StructuredItem& offer, DeclaredOffer* declared) {
  const auto take = [](std::string_view text, std::string* to) {
    if (to->empty()) *to = std::string(text);
  };
  take(offer.Text("price"), &declared->price);
  take(offer.Text("lowPrice"), &declared->price);
  take(offer.Text("highPrice"), &declared->price_max);
  take(offer.Text("priceCurrency"), &declared->currency);
  for (const StructuredItem::Property& property : offer.properties) {
    if (property.name == "itemCondition") {
      const size_t cut = property.text.find_last_of("/#:");
      take(cut == std::string::npos ? property.text : property.text.substr(cut + 1),
           &declared->condition);
    }
    if (property.item < 0) {
      if (property.name == "seller") take(property.text, &declared->seller);
      continue;
    }
    const StructuredItem& below = page.items[property.item];
    if (property.name == "seller" || property.name == "offeredBy") {
      take(below.Text("name"), &declared->seller);
    } else if (property.name == "priceSpecification") {
      take(below.Text("price"), &declared->price);
      take(below.Text("priceCurrency"), &declared->currency);
    } else if (property.name == "offers") {
      ReadOneOffer(page, below, declared);  // AggregateOffer; depth is bounded by the JSON's
    }
  }
}

// Whether one of the words of a class or id begins with one of `stems`.
bool HasStem(std::string_view names, std::initializer_list<std::string_view> stems) {
  for (size_t pos = 0; pos < names.size();) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(names[pos]))) {
      pos++;
      continue;
    }
    size_t end = pos;
    while (end < names.size() && absl::ascii_isalnum(static_cast<unsigned char>(names[end]))) end++;
    const std::string_view word = names.substr(pos, end - pos);
    for (const std::string_view stem : stems) {
      if (absl::StartsWithIgnoreCase(word, stem)) return true;
    }
    pos = end;
  }
  return false;
}

// What VisibleTextOf begins with. Nested places may each hold the whole page: no more than this is
// looked at.
std::string Beginning(const Page& page, ElementId element) {
  const Span span = page.elements[element].text;
  std::string text;
  auto run = std::lower_bound(page.runs.begin(), page.runs.end(), span.begin,
                              [](const TextRun& r, uint32_t at) { return r.text.end <= at; });
  for (size_t seen = 0; seen < kMaxPlaceBytes && text.size() < kMaxPlaceBytes; seen++, ++run) {
    if (run == page.runs.end() || run->text.begin >= span.end) break;
    if (run->hidden || page.elements[run->element].in_frame) continue;
    if (run->text.begin > 0 && page.text[run->text.begin - 1] == '\n') text.push_back(' ');
    text.append(Slice(page.text, run->text).substr(0, kMaxPlaceBytes + 4));  // to be cut below
  }
  return CutForQuote(text, kMaxPlaceBytes);
}

// What pictures and icons inside an element are called: a row of payment logos has no text, but it
// is not empty.
std::string PictureNames(const Page& page, ElementId element) {
  std::string names;
  const ElementId end = std::min(page.elements[element].subtree_end, element + kMaxPictureElements);
  for (ElementId id = element; id < end; id++) {
    if (names.size() > kMaxPlaceBytes) break;
    if (page.elements[id].in_frame) continue;
    for (const std::string_view name : {"aria-label", "alt", "title"}) {
      const std::string_view value = page.GetAttribute(id, name).value_or("");
      if (value.empty()) continue;
      if (!names.empty()) names += ", ";
      names += CutForQuote(value, 100);
      break;
    }
  }
  return names;
}

}  // namespace

std::vector<Place> ReadPlaces(const Page& page, const Site& site) {
  std::vector<Place> places;
  for (const FieldSelector& field : site.fields) {
    for (const ElementId element : Select(page, field.selector, kMaxPlaces)) {
      Place place;
      place.field = &field;
      place.element = element;
      if (!field.attribute.empty()) {
        const std::string_view value = page.GetAttribute(element, field.attribute).value_or("");
        place.text = value.size() <= kMaxPlaceBytes ? std::string(value)
                                                    : CutForQuote(value, kMaxPlaceBytes);
      } else if (page.elements[element].text.size() <= kMaxPlaceBytes) {
        place.text = page.VisibleTextOf(element);
      } else {
        place.text = Beginning(page, element);
      }
      if (place.text.empty() && field.attribute.empty()) place.text = PictureNames(page, element);
      places.push_back(std::move(place));
    }
  }
  return places;
}

const StructuredItem* FindMainProduct(const Page& page) {
  const StructuredItem* main = nullptr;
  bool main_priced = false;
  for (const StructuredItem& item : page.items) {
    const bool product = item.Is("Product") || item.Is("ProductGroup") ||
                         item.Is("IndividualProduct") || item.Is("Book") || item.Is("Vehicle");
    if (!product || IsSubProduct(page, item)) continue;
    // The same product often stands in JSON-LD and in microdata: the one with a price is better.
    const bool priced = item.Find("offers") != nullptr;
    if (main != nullptr && (main_priced || !priced)) continue;
    main = &item;
    main_priced = priced;
  }
  return main;
}

DeclaredOffer ReadOffer(const Page& page, const StructuredItem& product) {
  DeclaredOffer declared;
  declared.origin = product.syntax == StructuredItem::Syntax::kJsonLd ? FactOrigin::kJsonLd
                                                                      : FactOrigin::kMicrodata;
  declared.element = product.element;
  for (const StructuredItem::Property& property : product.properties) {
    if (property.name == "offers" && property.item >= 0) {
      declared.element = property.element;
      ReadOneOffer(page, page.items[property.item], &declared);
    }
  }
  // Microdata of old shops has the price beside the offer.
  if (declared.price.empty()) {
    declared.price = std::string(product.Text("price"));
    if (declared.currency.empty()) declared.currency = std::string(product.Text("priceCurrency"));
  }
  return declared;
}

std::string_view MetaContent(const Page& page, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    for (const MetaTag& meta : page.meta) {
      if (meta.key == key && !meta.content.empty()) return meta.content;
    }
  }
  return "";
}

std::string DeclaredCurrency(const Page& page) {
  std::string currency = absl::AsciiStrToUpper(absl::StripAsciiWhitespace(
      MetaContent(page, {"product:price:currency", "og:price:currency", "pricecurrency"})));
  if (currency.empty()) {
    for (const StructuredItem& item : page.items) {
      const std::string_view declared = item.Text("priceCurrency");
      if (declared.empty()) continue;
      currency = absl::AsciiStrToUpper(absl::StripAsciiWhitespace(declared));
      break;
    }
  }
  const bool code =
      currency.size() == 3 && std::all_of(currency.begin(), currency.end(), [](char c) {
        return absl::ascii_isupper(static_cast<unsigned char>(c));
      });
  return code ? currency : "";
}

Surroundings::Surroundings(const Page& page)
    : aside_(page.elements.size()), struck_(page.elements.size()) {
  for (ElementId id = 0; id < page.elements.size(); id++) {
    const Element& element = page.elements[id];
    const std::string_view tag = element.tag;
    if (element.parent != kNoElement && (tag != "main" || element.in_frame)) {
      aside_[id] = aside_[element.parent];
      struck_[id] = struck_[element.parent];
    }
    if (element.attribute_count == 0 && tag != "nav" && tag != "header" && tag != "footer" &&
        tag != "aside" && tag != "del" && tag != "s" && tag != "strike") {
      continue;
    }
    const std::string_view classes = page.GetAttribute(id, "class").value_or("");
    const std::string_view name = page.GetAttribute(id, "id").value_or("");
    const std::string_view role = page.GetAttribute(id, "role").value_or("");
    const bool root = tag == "html" || tag == "body" || tag == "main";
    if (tag == "nav" || tag == "footer" || tag == "aside" || role == "navigation" ||
        role == "contentinfo" || role == "banner") {
      aside_[id] = true;
    } else if (tag == "header" && element.parent != kNoElement &&
               page.elements[element.parent].tag != "article") {
      aside_[id] = true;
    } else if (!root) {
      const auto names = {std::string_view("related"),  std::string_view("recommend"),
                          std::string_view("upsell"),   std::string_view("sidebar"),
                          std::string_view("footer"),   std::string_view("navbar"),
                          std::string_view("minicart"), std::string_view("breadcrumb"),
                          std::string_view("similar"),  std::string_view("crosssell")};
      if (HasStem(classes, names) || HasStem(name, names)) aside_[id] = true;
    }
    if (tag == "del" || tag == "s" || tag == "strike") {
      struck_[id] = true;
    } else if (!root && HasStem(classes, {"old", "was", "compare", "strike", "struck", "original",
                                          "msrp", "listprice", "crossed"})) {
      struck_[id] = true;
    }
  }
}

}  // namespace touchstone

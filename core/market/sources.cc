#include "core/market/sources.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/market/select.h"
#include "core/market/state.h"

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

// "https://schema.org/InStock": "InStock".
std::string_view EndOfName(std::string_view text) {
  const size_t cut = text.find_last_of("/#:");
  return cut == std::string_view::npos ? text : text.substr(cut + 1);
}

void ReadOneOffer(const Page& page, const StructuredItem& offer, DeclaredOffer* declared) {
  const auto take = [](std::string_view text, std::string* to) {
    if (to->empty()) *to = std::string(text);
  };
  if (offer.Is("AggregateOffer")) declared->aggregate = true;
  take(offer.Text("price"), &declared->price);
  take(offer.Text("lowPrice"), &declared->price);
  take(offer.Text("highPrice"), &declared->price_max);
  take(offer.Text("priceCurrency"), &declared->currency);
  for (const StructuredItem::Property& property : offer.properties) {
    if (property.name == "itemCondition") take(EndOfName(property.text), &declared->condition);
    if (property.name == "availability") take(EndOfName(property.text), &declared->availability);
    if (property.name == "acceptedPaymentMethod") {
      const std::string_view name =
          property.item < 0 ? EndOfName(property.text) : page.items[property.item].Text("name");
      const bool room = declared->payment.size() < kMaxPlaceBytes && !name.empty();
      if (room) absl::StrAppend(&declared->payment, declared->payment.empty() ? "" : ", ", name);
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
    } else if (property.name == "shippingDetails") {
      const StructuredItem::Property* rate = below.Find("shippingRate");
      if (rate == nullptr || rate->item < 0) continue;
      const StructuredItem& cost = page.items[rate->item];
      take(absl::StrCat(cost.Text("value"), " ", cost.Text("currency")), &declared->shipping);
    } else if (property.name == "hasMerchantReturnPolicy") {
      const std::string_view days = below.Text("merchantReturnDays");
      take(days.empty() ? EndOfName(below.Text("returnPolicyCategory")) : days, &declared->returns);
    } else if (property.name == "offers") {
      ReadOneOffer(page, below, declared);  // AggregateOffer; depth is bounded by the JSON's
    }
  }
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

// "87230" in hundredths: "872.30".
std::string FromCents(std::string text) {
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
  if (!digits) return text;
  if (text.size() < 3) text.insert(0, 3 - text.size(), '0');
  text.insert(text.size() - 2, ".");
  return text;
}

// The state of a script that a mark leads to; "" when it has none of it.
std::string_view StateIn(const Page& page, const Script& script, std::string_view mark) {
  const std::string_view source = Slice(page.source, script.source);
  if (mark[0] != '#') return FindStateBehind(source, mark);
  return script.id == mark.substr(1) ? source : std::string_view();
}

// What the page's own state says, for all fields with the same mark at once.
void ReadStatePlaces(const Page& page, const Site& site,
                     std::vector<std::vector<Place>>* by_field) {
  std::vector<char> done(site.fields.size());
  for (size_t first = 0; first < site.fields.size(); first++) {
    const std::string& mark = site.fields[first].state;
    if (mark.empty() || done[first]) continue;
    std::vector<size_t> fields;
    std::vector<const std::vector<std::string>*> paths;
    for (size_t i = first; i < site.fields.size() && paths.size() < kMaxStatePaths; i++) {
      if (site.fields[i].state != mark || done[i]) continue;
      done[i] = true;
      fields.push_back(i);
      paths.push_back(&site.fields[i].path);
    }
    // A page may send its state in parts that are called the same: the first that says something.
    std::vector<StateValue> values;
    const Script* script = page.scripts.data();
    const Script* const end = script + page.scripts.size();
    for (; script != end && values.empty(); ++script) {
      values = ReadState(StateIn(page, *script, mark), paths);
    }
    for (StateValue& value : values) {
      const size_t i = fields[value.path];
      if ((*by_field)[i].size() >= kMaxPlaces) continue;
      (*by_field)[i].push_back({&site.fields[i], script[-1].element, std::move(value.text)});
    }
  }
}

// One place of a field without state: visible text, an attribute, or JSON in one.
void ReadElementPlace(const Page& page, const FieldSelector& field, ElementId element,
                      std::vector<Place>* places) {
  Place place{&field, element, ""};
  if (field.attribute.empty()) {
    place.text = page.elements[element].text.size() <= kMaxPlaceBytes ? page.VisibleTextOf(element)
                                                                      : Beginning(page, element);
    if (place.text.empty()) place.text = PictureNames(page, element);
    return places->push_back(std::move(place));
  }
  const std::string_view value = page.GetAttribute(element, field.attribute).value_or("");
  if (field.path.empty()) {
    place.text =
        value.size() <= kMaxPlaceBytes ? std::string(value) : CutForQuote(value, kMaxPlaceBytes);
    return places->push_back(std::move(place));
  }
  for (StateValue& found : ReadState(value, {&field.path})) {
    if (places->size() < kMaxPlaces) places->push_back({&field, element, std::move(found.text)});
  }
}

bool IsOfCard(Field field) { return field >= Field::kCard && field <= Field::kCardSeller; }

}  // namespace

std::vector<Place> ReadPlaces(const Page& page, const Site& site) {
  std::vector<std::vector<Place>> by_field(site.fields.size());
  std::vector<const Selector*> selectors;
  for (const FieldSelector& field : site.fields) selectors.push_back(&field.selector);
  const std::vector<std::vector<ElementId>> found = SelectAll(page, selectors, kMaxCards);
  for (size_t i = 0; i < site.fields.size(); i++) {
    const FieldSelector& field = site.fields[i];
    for (const ElementId element : found[i]) {
      if (field.field == Field::kCard) {
        by_field[i].push_back({&field, element, ""});
      } else if (by_field[i].size() < (IsOfCard(field.field) ? kMaxCards : kMaxPlaces)) {
        ReadElementPlace(page, field, element, &by_field[i]);
      }
    }
  }
  ReadStatePlaces(page, site, &by_field);
  std::vector<Place> places;
  for (std::vector<Place>& of_field : by_field) {
    for (Place& place : of_field) {
      if (place.field->cents) place.text = FromCents(std::move(place.text));
      places.push_back(std::move(place));
    }
  }
  return places;
}

std::vector<const Site*> SystemsOf(const Page& page, const Ruleset& ruleset) {
  std::vector<const Selector*> signs;
  std::vector<const Site*> of_sign, systems;
  for (const Site& site : ruleset.sites) {
    for (const Selector& sign : site.signs) {
      signs.push_back(&sign);
      of_sign.push_back(&site);
    }
  }
  const std::vector<std::vector<ElementId>> found = SelectAll(page, signs, 1);
  for (size_t i = 0; i < signs.size(); i++) {
    const bool twice = !systems.empty() && systems.back() == of_sign[i];
    if (!found[i].empty() && !twice) systems.push_back(of_sign[i]);
  }
  return systems;
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

namespace {

// A struck price is a few words; a shop whose list is called "compare" is not struck out.
constexpr uint32_t kMaxStruckBytes = 40;

bool IsAsideTag(const Page& page, ElementId id) {
  const Element& element = page.elements[id];
  const std::string_view tag = element.tag;
  if (tag == "nav" || tag == "footer" || tag == "aside") return true;
  if (tag == "header") {
    return element.parent != kNoElement && page.elements[element.parent].tag != "article";
  }
  if (element.attribute_count == 0) return false;
  const std::string_view role = page.GetAttribute(id, "role").value_or("");
  return role == "navigation" || role == "contentinfo" || role == "banner";
}

bool IsStruckOut(const Page& page, ElementId id, MarkSet marks) {
  const Element& element = page.elements[id];
  if (element.tag == "del" || element.tag == "s" || element.tag == "strike") return true;
  if (element.attribute_count == 0 || element.text.size() > kMaxStruckBytes) return false;
  if ((marks & kMarkOldPrice) != 0 && (marks & kMarkNowPrice) == 0) return true;
  return absl::StrContains(page.GetAttribute(id, "style").value_or(""), "line-through");
}

}  // namespace

Surroundings::Surroundings(const Page& page, const std::vector<MarkSet>& marks)
    : aside_(page.elements.size()), struck_(page.elements.size()) {
  for (ElementId id = 0; id < page.elements.size(); id++) {
    const Element& element = page.elements[id];
    const std::string_view tag = element.tag;
    if (element.parent != kNoElement && (tag != "main" || element.in_frame)) {
      aside_[id] = aside_[element.parent];
      struck_[id] = struck_[element.parent];
    }
    const bool root = tag == "html" || tag == "body" || tag == "main";
    const bool most = element.text.size() > page.text.size() / 2;
    if (!aside_[id] && !root && !most) {
      aside_[id] = (marks[id] & kMarkAside) != 0 || IsAsideTag(page, id);
    }
    if (!struck_[id] && !root) struck_[id] = IsStruckOut(page, id, marks[id]);
  }
}

}  // namespace touchstone

#include "core/page/structured.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/name_map.h"
#include "core/base/text.h"
#include "core/page/json_repair.h"
#include "core/page/tokenizer.h"

namespace touchstone {
namespace {

// "http://schema.org/Product", "schema:Product" and "https://schema.org/Product/" are "Product".
std::string_view LastSegment(std::string_view iri) {
  iri = absl::StripAsciiWhitespace(iri);
  while (iri.ends_with('/') || iri.ends_with('#')) iri.remove_suffix(1);
  const size_t cut = absl::StrContains(iri, '/') ? iri.find_last_of("/#:") : iri.find(':');
  return iri.substr(cut + 1);  // all of it for npos
}

// What a page may still add to its items. False, and the page marked, when that is used up.
class Room {
 public:
  explicit Room(Page* page) : page_(*page) {
    for (const StructuredItem& item : page_.items) {
      properties_ += item.properties.size();
      for (const StructuredItem::Property& property : item.properties) {
        bytes_ += property.name.size() + property.text.size();
      }
    }
  }

  bool ForItem() { return Mark(page_.items.size() < kMaxItems); }

  bool ForType(const StructuredItem& item) { return Mark(item.types.size() < kMaxItemTypes); }

  bool ForValue(size_t bytes) { return Mark(bytes <= kMaxMarkupValueBytes); }

  bool ForReference() { return Mark(references_++ < kMaxReferences); }

  bool ForProperty(size_t bytes) {
    if (properties_ >= kMaxProperties || bytes > kMaxItemBytes - bytes_) return Mark(false);
    properties_++;
    bytes_ += bytes;
    return true;
  }

 private:
  bool Mark(bool room) {
    if (!room) page_.truncated = true;
    return room;
  }

  Page& page_;
  size_t properties_ = 0, bytes_ = 0, references_ = 0;
};

int AddItem(Page* page, Room* room, StructuredItem::Syntax syntax, ElementId element, int parent) {
  if (!room->ForItem()) return -1;
  page->items.emplace_back();
  StructuredItem& item = page->items.back();
  item.syntax = syntax;
  item.element = element;
  item.parent = parent;
  return static_cast<int>(page->items.size()) - 1;
}

// False when there is no room for more.
bool AddType(StructuredItem* item, Room* room, std::string_view type) {
  if (!room->ForType(*item)) return false;
  item->types.emplace_back(LastSegment(type));
  return true;
}

// --- JSON-LD ---

struct JsonLdScript {
  Json json;
  ElementId element;
};

// Whether this is {"en": "...", "de-AT": "..."}: texts in several languages. "id" is one, too, but
// on pages it is a name.
bool IsLanguageMap(const Json& json) {
  for (const auto& [name, value] : json.members) {
    const bool tag = name.size() >= 2 && absl::ascii_islower(static_cast<unsigned char>(name[0])) &&
                     absl::ascii_islower(static_cast<unsigned char>(name[1])) &&
                     (name.size() == 2 || name[2] == '-') && name != "id";
    if (!tag || value.kind != Json::Kind::kString) return false;
  }
  return !json.members.empty();
}

// The node that an object only refers to, or "".
std::string_view ReferenceOf(const Json& json) {
  const Json* id = json.Find("@id");
  const bool only = json.members.size() == 1 || (json.members.size() == 2 && json.Find("@type"));
  return id != nullptr && only ? std::string_view(id->text) : "";
}

// Turns JSON-LD scripts into items. Recursion is bounded by ParseJson's depth limit, once more for
// each reference inside of another.
class JsonLdReader {
 public:
  JsonLdReader(Page* page, Room* room, const std::vector<JsonLdScript>& scripts)
      : page_(*page), room_(*room), scripts_(scripts) {}

  void Run() {
    for (const JsonLdScript& script : scripts_) {
      element_ = script.element;
      Read(script.json);
    }
  }

 private:
  void Read(const Json& json) {
    for (const Json& item : json.items) Read(item);
    if (json.kind == Json::Kind::kObject) Add(json, -1);
  }

  int Add(const Json& json, int parent) {
    const int index = AddItem(&page_, &room_, StructuredItem::Syntax::kJsonLd, element_, parent);
    if (index < 0) return -1;
    open_.push_back(&json);
    for (const auto& [name, value] : json.members) {
      if (name == "@type") {
        AddTypes(value, index);
      } else if (name == "@graph") {
        Read(value);
      } else if (name != "@context") {
        AddProperty(index, LastSegment(name), value);
      }
    }
    open_.pop_back();
    return index;
  }

  void AddTypes(const Json& value, int index) {
    if (value.kind == Json::Kind::kString) AddType(&page_.items[index], &room_, value.text);
    for (const Json& item : value.items) AddTypes(item, index);
  }

  // False when there is no room for more.
  bool AddProperty(int index, std::string_view name, const Json& value) {
    StructuredItem::Property property;
    property.element = element_;
    switch (value.kind) {
      case Json::Kind::kNull:
        return true;
      case Json::Kind::kArray:
        for (const Json& item : value.items) {
          if (!AddProperty(index, name, item)) return false;
        }
        return true;
      case Json::Kind::kObject:
        for (const std::string_view wrap : {"@value", "@list", "@set"}) {
          if (const Json* inner = value.Find(wrap)) return AddProperty(index, name, *inner);
        }
        if (IsLanguageMap(value)) {
          for (const auto& [language, text] : value.members) {
            if (!AddProperty(index, name, text)) return false;
          }
          return true;
        }
        property.item = AddNested(value, index, name);
        if (property.item < 0) return false;
        break;
      case Json::Kind::kBool:
        property.text = value.boolean ? "true" : "false";
        break;
      case Json::Kind::kNumber:
      case Json::Kind::kString:
        if (absl::StrContains(value.text, '&')) {
          Resolve(value.text, TextRules::kAttribute, &property.text);
        } else {
          property.text = value.text;
        }
        break;
    }
    if (!room_.ForProperty(name.size() + property.text.size())) return false;
    property.name = std::string(name);
    page_.items[index].properties.push_back(std::move(property));
    return true;
  }

  int AddNested(const Json& json, int parent, std::string_view name) {
    const std::string_view id = ReferenceOf(json);
    if (id.empty() || name == "item" || references_ >= kMaxReferenceDepth) return Add(json, parent);
    if (!collected_) {
      for (const JsonLdScript& script : scripts_) Collect(script.json);
      collected_ = true;
    }
    const uint32_t found = node_by_id_.Find(id);
    if (found == NameMap::kNone) return Add(json, parent);
    const Json* node = nodes_[found];
    // None stands inside of itself.
    if (std::find(open_.begin(), open_.end(), node) != open_.end() || !room_.ForReference()) {
      return Add(json, parent);
    }
    references_++;
    const int index = Add(*node, parent);
    references_--;
    return index;
  }

  void Collect(const Json& json) {
    const Json* id = json.Find("@id");
    if (id != nullptr && json.Find("@type") != nullptr && ReferenceOf(json).empty()) {
      const auto place = static_cast<uint32_t>(nodes_.size());
      if (node_by_id_.Add(id->text, place) == NameMap::kNone) nodes_.push_back(&json);
    }
    for (const Json& item : json.items) Collect(item);
    for (const auto& [name, value] : json.members) Collect(value);
  }

  Page& page_;
  Room& room_;
  const std::vector<JsonLdScript>& scripts_;
  ElementId element_ = kNoElement;
  std::vector<const Json*> open_;  // whose items are being made
  size_t references_ = 0;          // that are being followed
  bool collected_ = false;         // the two below are filled
  NameMap node_by_id_;
  std::vector<const Json*> nodes_;
};

// --- microdata and RDFa ---

// The words of an attribute that holds several.
std::vector<std::string_view> Words(std::string_view text) {
  std::vector<std::string_view> words = SplitAt(text, " \t\n\f\r");
  words.erase(std::remove(words.begin(), words.end(), std::string_view()), words.end());
  return words;
}

class MarkupReader {
 public:
  MarkupReader(Page* page, Room* room, bool rdfa) : page_(*page), room_(*room), rdfa_(rdfa) {}

  void Run() {
    if (Read(0, static_cast<ElementId>(page_.elements.size()), -1)) FollowReferences();
  }

 private:
  // An item that is open at an element.
  struct Open {
    int index;
    ElementId end;             // of its subtree
    std::string_view hanging;  // properties whose value is the next item inside
  };

  struct Reference {
    int item;
    std::string_view id;
  };

  bool Has(ElementId id, std::string_view name) const {
    return page_.GetAttribute(id, name).has_value();
  }
  std::string_view Value(ElementId id, std::string_view name) const {
    return page_.GetAttribute(id, name).value_or("");
  }

  // Reads the elements [id, end), inside of an item or of none (-1). False when there is no room
  // for more.
  bool Read(ElementId id, ElementId end, int item) {
    std::vector<Open> open = {{item, end, ""}};
    for (; id < end; id++) {
      while (open.back().end <= id) open.pop_back();
      if (page_.elements[id].attribute_count == 0 || page_.elements[id].in_frame) continue;
      const bool scope = Has(id, rdfa_ ? "typeof" : "itemscope");
      std::string_view names = Value(id, rdfa_ ? "property" : "itemprop");
      const int parent = open.back().index;
      std::string_view literals;  // properties of the item that begins here
      if (rdfa_ && scope && (Has(id, "content") || Has(id, "datatype"))) literals.swap(names);
      if (rdfa_ && names.empty()) {
        names = RelOf(id);
        if (names.empty() && scope) names = open.back().hanging;
        if (!names.empty() && !scope && LinkOf(id).empty()) {
          open.push_back({parent, page_.elements[id].subtree_end, names});
          continue;
        }
      }
      int own = -1;
      if (scope) {
        own = Add(id, names.empty() ? -1 : parent);
        if (own < 0) return false;
        open.push_back({own, page_.elements[id].subtree_end, ""});
      }
      if (!AddProperties(parent, names, id, own) || !AddProperties(own, literals, id, -1)) {
        return false;
      }
    }
    return true;
  }

  int Add(ElementId id, int parent) {
    const int index = AddItem(
        &page_, &room_, rdfa_ ? StructuredItem::Syntax::kRdfa : StructuredItem::Syntax::kMicrodata,
        id, parent);
    if (index < 0) return -1;
    for (const std::string_view type : Words(Value(id, rdfa_ ? "typeof" : "itemtype"))) {
      if (!AddType(&page_.items[index], &room_, type)) break;
    }
    if (rdfa_ || following_) return index;
    for (const std::string_view reference : Words(Value(id, "itemref"))) {
      references_.push_back({index, reference});
    }
    return index;
  }

  // Adds a value of the element, or `item` unless that is -1, to an item, or to none (-1).
  bool AddProperties(int index, std::string_view names, ElementId id, int item) {
    std::vector<std::string_view> words = Words(names);  // itemprop="sku mpn" is both
    if (index < 0 || words.empty()) return true;
    for (std::string_view& word : words) word = LastSegment(word);
    if (item >= 0 && words.size() > kMaxItemTypes) words.resize(kMaxItemTypes);
    const std::string text = item < 0 ? ValueOf(id) : "";
    for (auto word = words.begin(); word != words.end(); ++word) {
      // An item that were the value of a property twice, of one that were so, too, and so on, would
      // be millions.
      if (item >= 0 && std::find(words.begin(), word, *word) != word) continue;
      if (!room_.ForProperty(word->size() + text.size())) return false;
      StructuredItem::Property property;
      property.name = std::string(*word);
      property.text = text;
      property.element = id;
      property.item = item;
      page_.items[index].properties.push_back(std::move(property));
    }
    return true;
  }

  // The attribute rel, where it is RDFa's: "gr:includes", not "nofollow".
  std::string_view RelOf(ElementId id) const {
    const std::string_view rel = Value(id, "rel");
    return absl::StrContains(rel, ':') ? rel : "";
  }

  // The attribute in which RDFa has an address, or "".
  std::string_view LinkOf(ElementId id) const {
    for (const std::string_view name : {"resource", "href", "src"}) {
      if (Has(id, name)) return name;
    }
    return "";
  }

  // The attribute that is the value of a property, or "" when its text is.
  std::string_view ValueAttributeOf(ElementId id) const {
    static constexpr std::pair<std::string_view, std::string_view> kByTag[] = {
        {"a", "href"},     {"area", "href"},  {"link", "href"},   {"audio", "src"},
        {"embed", "src"},  {"iframe", "src"}, {"img", "src"},     {"source", "src"},
        {"track", "src"},  {"video", "src"},  {"object", "data"}, {"data", "value"},
        {"meter", "value"}};
    const std::string_view tag = page_.elements[id].tag;
    if (tag == "meta" || Has(id, "content")) return "content";
    if ((rdfa_ || tag == "time") && Has(id, "datetime")) return "datetime";
    if (rdfa_) {
      const bool text = Has(id, "datatype") || (Has(id, "property") && !RelOf(id).empty());
      return text ? "" : LinkOf(id);
    }
    for (const auto& [name, attribute] : kByTag) {
      if (tag == name) return attribute;
    }
    return "";
  }

  std::string ValueOf(ElementId id) {
    const std::string_view name = ValueAttributeOf(id);
    if (!name.empty()) {
      const std::string_view value = Value(id, name);
      // A page in one file has its pictures in its src attributes: nothing that one would read.
      return value.size() <= kMaxMarkupValueBytes ? std::string(value) : "";
    }
    if (!room_.ForValue(page_.elements[id].text.size())) return "";
    return CollapseSpaces(page_.TextOf(id));
  }

  void FollowReferences() {
    if (references_.empty()) return;
    following_ = true;
    const ElementId count = static_cast<ElementId>(page_.elements.size());
    NameMap by_id;  // to places in `targets`
    std::vector<ElementId> targets;
    for (const Reference& reference : references_) {
      by_id.Add(reference.id, static_cast<uint32_t>(targets.size()));
      targets.push_back(kNoElement);
    }
    for (ElementId id = 0; id < count; id++) {
      if (page_.elements[id].in_frame) continue;
      const uint32_t found = by_id.Find(Value(id, "id"));
      if (found != NameMap::kNone && targets[found] == kNoElement) targets[found] = id;
    }
    ElementId left = count;
    for (const auto& [item, name] : references_) {
      const ElementId id = targets[by_id.Find(name)];
      if (id == kNoElement) continue;
      const ElementId own = page_.items[item].element;
      if (page_.Contains(id, own) || page_.Contains(own, id)) continue;
      const ElementId end = page_.elements[id].subtree_end;
      if (end - id > left) {
        page_.truncated = true;
        return;
      }
      left -= end - id;
      if (!Read(id, end, item)) return;
    }
  }

  Page& page_;
  Room& room_;
  const bool rdfa_;
  bool following_ = false;  // what is read now was referred to
  std::vector<Reference> references_;
};

}  // namespace

bool StructuredItem::Is(std::string_view type) const {
  for (const std::string& own : types) {
    if (own == type) return true;
  }
  return false;
}

const StructuredItem::Property* StructuredItem::Find(std::string_view name) const {
  for (const Property& property : properties) {
    if (property.name == name) return &property;
  }
  return nullptr;
}

std::string_view StructuredItem::Text(std::string_view name) const {
  for (const Property& property : properties) {
    if (property.name == name && property.item < 0) return property.text;
  }
  return "";
}

void ReadJsonLd(Page* page) {
  Room room(page);
  std::vector<JsonLdScript> scripts;
  size_t bytes_left = kMaxStructuredBytes;
  for (const Script& script : page->scripts) {
    if (!absl::StartsWith(script.type, "application/ld+json")) continue;
    if (script.source.size() > bytes_left) {
      page->truncated = true;
      continue;
    }
    bytes_left -= script.source.size();
    const std::string_view text = Slice(page->source, script.source);
    constexpr JsonLimits kLimits = {.unique_names = false};
    absl::StatusOr<Json> json = ParseJson(text, kLimits);
    if (absl::IsInvalidArgument(json.status())) json = ParseJson(RepairJson(text), kLimits);
    if (absl::IsResourceExhausted(json.status())) page->truncated = true;
    if (json.ok()) scripts.push_back({*std::move(json), script.element});
  }
  JsonLdReader(page, &room, scripts).Run();
}

void ReadMarkup(Page* page) {
  Room room(page);
  if (page->has_microdata) MarkupReader(page, &room, false).Run();
  if (page->has_rdfa) MarkupReader(page, &room, true).Run();
}

}  // namespace touchstone

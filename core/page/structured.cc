#include "core/page/structured.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace touchstone {
namespace {

// "http://schema.org/Product" and "schema:Product" are "Product".
std::string_view LastSegment(std::string_view iri) {
  const size_t cut = iri.find_last_of("/#:");
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
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

  bool ForValue(size_t bytes) { return Mark(bytes <= kMaxMicrodataValueBytes); }

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
  size_t properties_ = 0, bytes_ = 0;
};

// --- JSON-LD ---

// Blanks out what shops leave in JSON by mistake. Strings are kept, but for control characters.
std::string RepairJson(std::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  for (const std::string_view mark : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    absl::ConsumePrefix(&text, mark);
  }
  for (const std::string_view mark : {"-->", "//]]>", "/*]]>*/", "]]>"}) {
    absl::ConsumeSuffix(&text, mark);
    text = absl::StripTrailingAsciiWhitespace(text);
  }
  while (absl::ConsumeSuffix(&text, ";")) text = absl::StripTrailingAsciiWhitespace(text);
  std::string out;
  out.reserve(text.size());
  bool in_string = false;
  for (size_t i = 0; i < text.size(); i++) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\' && i + 1 < text.size()) {
        out.push_back(c);
        out.push_back(text[++i]);
      } else if (static_cast<unsigned char>(c) < 0x20) {
        out.push_back(' ');
      } else {
        out.push_back(c);
        if (c == '"') in_string = false;
      }
    } else if (c == '"') {
      in_string = true;
      out.push_back(c);
    } else if (c == '/' && i + 1 < text.size() && text[i + 1] == '*') {
      const size_t end = text.find("*/", i + 2);
      i = end == std::string_view::npos ? text.size() : end + 1;
    } else if (c == '/' && i + 1 < text.size() && text[i + 1] == '/') {
      const size_t end = text.find('\n', i);
      i = end == std::string_view::npos ? text.size() : end;
    } else if (c == ']' || c == '}') {
      while (!out.empty() &&
             (absl::ascii_isspace(static_cast<unsigned char>(out.back())) || out.back() == ',')) {
        out.pop_back();
      }
      out.push_back(c);
    } else {
      out.push_back(c);
    }
  }
  return out;
}

// Turns one JSON-LD document into items. Recursion is bounded by ParseJson's depth limit.
class JsonLdReader {
 public:
  JsonLdReader(Page* page, Room* room, ElementId element)
      : page_(*page), room_(*room), element_(element) {}

  void Read(const Json& json) {
    if (json.kind == Json::Kind::kArray) {
      for (const Json& item : json.items) Read(item);
    } else if (json.kind == Json::Kind::kObject) {
      AddItem(json, -1);
    }
  }

 private:
  int AddItem(const Json& json, int parent) {
    if (!room_.ForItem()) return -1;
    const int index = static_cast<int>(page_.items.size());
    page_.items.emplace_back();
    page_.items.back().syntax = StructuredItem::Syntax::kJsonLd;
    page_.items.back().element = element_;
    page_.items.back().parent = parent;
    for (const auto& [name, value] : json.members) {
      if (name == "@type") {
        AddTypes(value, index);
      } else if (name == "@graph") {
        Read(value);
      } else if (name != "@context") {
        AddProperty(index, LastSegment(name), value);
      }
    }
    return index;
  }

  void AddTypes(const Json& value, int index) {
    if (value.kind == Json::Kind::kString) {
      StructuredItem& item = page_.items[index];
      if (room_.ForType(item)) item.types.emplace_back(LastSegment(value.text));
    }
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
        if (const Json* literal = value.Find("@value")) return AddProperty(index, name, *literal);
        property.item = AddItem(value, index);
        if (property.item < 0) return false;
        break;
      case Json::Kind::kBool:
        property.text = value.boolean ? "true" : "false";
        break;
      case Json::Kind::kNumber:
      case Json::Kind::kString:
        property.text = value.text;
        break;
    }
    if (!room_.ForProperty(name.size() + property.text.size())) return false;
    property.name = std::string(name);
    page_.items[index].properties.push_back(std::move(property));
    return true;
  }

  Page& page_;
  Room& room_;
  ElementId element_;
};

// --- microdata ---

// The words of an attribute that holds several.
std::vector<std::string_view> Words(std::string_view text) {
  return absl::StrSplit(text, absl::ByAnyChar(" \t\n\f\r"), absl::SkipEmpty());
}

std::string MicrodataValue(const Page& page, ElementId element, Room* room) {
  const std::string_view tag = page.elements[element].tag;
  const auto attribute = [&](std::string_view name) {
    const std::string_view value = page.GetAttribute(element, name).value_or("");
    // A page in one file has its pictures in its src attributes: nothing that one would read.
    return value.size() <= kMaxMicrodataValueBytes ? std::string(value) : "";
  };
  // The standard reads `content` on meta alone; shops put it on any element, and readers follow.
  if (page.GetAttribute(element, "content").has_value()) return attribute("content");
  if (tag == "a" || tag == "area" || tag == "link") return attribute("href");
  if (tag == "img" || tag == "audio" || tag == "video" || tag == "source" || tag == "iframe") {
    return attribute("src");
  }
  if (tag == "time" && page.GetAttribute(element, "datetime").has_value()) {
    return attribute("datetime");
  }
  if (tag == "data" || tag == "meter") return attribute("value");
  if (!room->ForValue(page.elements[element].text.size())) return "";
  return CollapseSpaces(page.TextOf(element));
}

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
  for (size_t i = 0; i < page->scripts.size(); i++) {
    const Script script = page->scripts[i];
    if (!absl::StartsWith(script.type, "application/ld+json")) continue;
    if (script.source.size() > kMaxStructuredBytes) {
      page->truncated = true;
      continue;
    }
    const std::string_view text = Slice(page->source, script.source);
    absl::StatusOr<Json> json = ParseJson(text);
    if (!json.ok()) json = ParseJson(RepairJson(text));
    if (absl::IsResourceExhausted(json.status())) page->truncated = true;
    if (json.ok()) JsonLdReader(page, &room, script.element).Read(*json);
  }
}

void ReadMicrodata(Page* page) {
  if (!page->has_microdata) return;
  // The items that are open at an element, by the end of their subtrees.
  struct OpenItem {
    int index;
    ElementId end;
  };
  std::vector<OpenItem> open;
  Room room(page);
  for (ElementId id = 0; id < page->elements.size(); id++) {
    while (!open.empty() && open.back().end <= id) open.pop_back();
    if (page->elements[id].attribute_count == 0 || page->elements[id].in_frame) continue;
    const bool scope = page->GetAttribute(id, "itemscope").has_value();
    const std::string_view names = page->GetAttribute(id, "itemprop").value_or("");
    if (!scope && names.empty()) continue;
    const int parent = open.empty() ? -1 : open.back().index;
    int item = -1;
    if (scope) {
      if (!room.ForItem()) return;
      item = static_cast<int>(page->items.size());
      page->items.emplace_back();
      StructuredItem& added = page->items.back();
      added.syntax = StructuredItem::Syntax::kMicrodata;
      added.element = id;
      added.parent = names.empty() ? -1 : parent;
      for (const std::string_view type : Words(page->GetAttribute(id, "itemtype").value_or(""))) {
        if (!room.ForType(added)) break;
        added.types.emplace_back(LastSegment(type));
      }
      open.push_back({item, page->elements[id].subtree_end});
    }
    if (parent < 0) continue;
    const std::vector<std::string_view> words = Words(names);  // itemprop="sku mpn" is both
    if (words.empty()) continue;
    std::string text;
    if (item < 0) text = MicrodataValue(*page, id, &room);
    for (const std::string_view name : words) {
      StructuredItem::Property property;
      property.name = std::string(LastSegment(name));
      property.text = text;
      property.element = id;
      property.item = item;
      if (!room.ForProperty(property.name.size() + text.size())) return;
      page->items[parent].properties.push_back(std::move(property));
    }
  }
}

}  // namespace touchstone

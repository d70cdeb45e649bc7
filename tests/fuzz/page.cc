// page.cc: any bytes -> Page. All that page.h says of a Page holds, and a second run is equal.
#include "core/page/page.h"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/text.h"
#include "core/page/structured.h"
#include "tests/fuzz/fuzz.h"

namespace touchstone {
namespace {

bool Inside(Span part, Span whole) {
  return whole.begin <= part.begin && part.begin <= part.end && part.end <= whole.end;
}

bool IsElement(const Page& page, ElementId id) { return id < page.elements.size(); }

void CheckElements(const Page& page) {
  const ElementId count = static_cast<ElementId>(page.elements.size());
  const Span all_text{0, static_cast<uint32_t>(page.text.size())};
  const Span all_source{0, static_cast<uint32_t>(page.source.size())};
  uint32_t ordinal = 0;
  std::vector<uint32_t> depth(page.elements.size(), 1);
  for (ElementId id = 0; id < count; id++) {
    const Element& element = page.elements[id];
    FUZZ_CHECK(!element.tag.empty());
    FUZZ_CHECK((id == 0) == (element.parent == kNoElement));
    FUZZ_CHECK(id < element.subtree_end && element.subtree_end <= count);
    FUZZ_CHECK(Inside(element.text, all_text));
    FUZZ_CHECK(Inside(element.source, all_source));
    if (!element.source.empty()) FUZZ_CHECK(page.source[element.source.begin] == '<');
    FUZZ_CHECK(element.first_attribute + element.attribute_count <= page.attributes.size());
    if (element.in_frame) {
      FUZZ_CHECK(element.source.empty());
      FUZZ_CHECK(element.ordinal == page.elements[element.parent].ordinal);
    } else {
      FUZZ_CHECK(element.ordinal == ordinal++);
    }
    if (element.parent == kNoElement) continue;
    FUZZ_CHECK(element.parent < id);
    const Element& parent = page.elements[element.parent];
    FUZZ_CHECK(element.subtree_end <= parent.subtree_end);
    FUZZ_CHECK(Inside(element.text, parent.text));
    FUZZ_CHECK(page.Contains(element.parent, id));
    depth[id] = depth[element.parent] + 1;
    FUZZ_CHECK(depth[id] <= (kMaxOpenElements + 4) * (kMaxFrameDepth + 1));
  }
  FUZZ_CHECK(count <= kMaxElements + 4);
}

void CheckText(const Page& page) {
  FUZZ_CHECK(IsValidUtf8(page.text));
  FUZZ_CHECK(page.text.size() <= kMaxTextBytes);
  FUZZ_CHECK(page.text.find('\0') == std::string::npos);
  for (const char* twice : {"  ", "\n\n", " \n", "\n "}) {
    FUZZ_CHECK(!absl::StrContains(page.text, twice));
  }
  uint32_t at = 0;
  for (const TextRun& run : page.runs) {
    FUZZ_CHECK(!run.text.empty());
    if (run.text.begin != at) FUZZ_CHECK(run.text.begin == at + 1 && page.text[at] == '\n');
    if (run.text.begin != at) FUZZ_CHECK(page.RunAt(at) == nullptr);
    at = run.text.end;
    FUZZ_CHECK(IsElement(page, run.element));
    const Element& element = page.elements[run.element];
    FUZZ_CHECK(Inside(run.text, element.text));
    FUZZ_CHECK(run.hidden == element.hidden);
    FUZZ_CHECK(page.RunAt(run.text.begin) == &run && page.RunAt(run.text.end - 1) == &run);
  }
  FUZZ_CHECK(at == page.text.size());
  if (page.elements.empty()) return;
  const std::string visible = page.VisibleTextOf(0);
  FUZZ_CHECK(IsValidUtf8(visible) && CollapseSpaces(visible) == visible);
}

void CheckFacts(const Page& page) {
  const Span all_source{0, static_cast<uint32_t>(page.source.size())};
  for (const Attribute& attribute : page.attributes) {
    FUZZ_CHECK(!attribute.name.empty() && IsValidUtf8(attribute.name));
    FUZZ_CHECK(IsValidUtf8(attribute.value));
    FUZZ_CHECK(std::none_of(attribute.name.begin(), attribute.name.end(),
                            [](char c) { return c >= 'A' && c <= 'Z'; }));
  }
  for (const MetaTag& meta : page.meta) {
    FUZZ_CHECK(IsElement(page, meta.element) && page.elements[meta.element].tag == "meta");
  }
  for (const Link& link : page.links) {
    FUZZ_CHECK(IsElement(page, link.element) && !link.href.empty());
    FUZZ_CHECK(page.GetAttribute(link.element, "href") == link.href);
  }
  for (const Script& script : page.scripts) {
    FUZZ_CHECK(IsElement(page, script.element) && page.elements[script.element].tag == "script");
    FUZZ_CHECK(Inside(script.source, all_source));
  }
  FUZZ_CHECK(IsValidUtf8(page.title) && CollapseSpaces(page.title) == page.title);
}

void CheckItems(const Page& page) {
  size_t properties = 0;
  FUZZ_CHECK(page.items.size() <= kMaxItems);
  for (size_t i = 0; i < page.items.size(); i++) {
    const StructuredItem& item = page.items[i];
    FUZZ_CHECK(IsElement(page, item.element));
    FUZZ_CHECK(item.parent < static_cast<int>(i));
    properties += item.properties.size();
    for (const StructuredItem::Property& property : item.properties) {
      FUZZ_CHECK(IsElement(page, property.element));
      FUZZ_CHECK(IsValidUtf8(property.name) && IsValidUtf8(property.text));
      if (property.item < 0) continue;
      FUZZ_CHECK(static_cast<size_t>(property.item) < page.items.size());
      FUZZ_CHECK(page.items[property.item].parent == static_cast<int>(i));
      FUZZ_CHECK(property.text.empty());
      // An item is the value of no name twice.
      FUZZ_CHECK(std::count_if(item.properties.begin(), item.properties.end(),
                               [&property](const StructuredItem::Property& other) {
                                 return other.item == property.item && other.name == property.name;
                               }) == 1);
    }
  }
  FUZZ_CHECK(properties <= kMaxProperties);
}

void AppendSpan(Span span, std::string* out) {
  absl::StrAppend(out, span.begin, "-", span.end, " ");
}

// All of a page but its source, in a form in which two can be compared.
std::string Dump(const Page& page) {
  std::string out = absl::StrCat(page.text, "\n", page.title, "\n", page.language, "\n", page.base,
                                 "\n", page.canonical, "\n", page.saved_from, "\n", page.truncated,
                                 " ", page.steps, "\n");
  for (const Element& element : page.elements) {
    absl::StrAppend(&out, element.tag, " ", element.parent, " ", element.subtree_end, " ",
                    element.hidden, " ");
    AppendSpan(element.text, &out);
  }
  for (const Attribute& attribute : page.attributes) {
    absl::StrAppend(&out, attribute.name, "=", attribute.value, "\n");
  }
  for (const TextRun& run : page.runs) AppendSpan(run.text, &out);
  for (const MetaTag& meta : page.meta) absl::StrAppend(&out, meta.key, "=", meta.content, "\n");
  for (const Link& link : page.links) absl::StrAppend(&out, link.href, " ", link.rel, "\n");
  for (const Script& script : page.scripts) {
    absl::StrAppend(&out, script.type, " ", script.id, " ");
    AppendSpan(script.source, &out);
  }
  for (const StructuredItem& item : page.items) {
    absl::StrAppend(&out, "item ", item.element, " ", item.parent, "\n");
    for (const std::string& type : item.types) absl::StrAppend(&out, type, " ");
    for (const StructuredItem::Property& property : item.properties) {
      absl::StrAppend(&out, property.name, "=", property.text, property.item, "\n");
    }
  }
  return out;
}

}  // namespace
}  // namespace touchstone

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace touchstone;
  const std::string_view bytes = View(data, size);
  const std::unique_ptr<Page> page = BuildPage(bytes);
  FUZZ_CHECK(page->source == RepairUtf8(bytes));
  CheckElements(*page);
  CheckText(*page);
  CheckFacts(*page);
  CheckItems(*page);
  // A byte costs at most a walk over all that is open, for each part of a table it may end.
  FUZZ_CHECK(page->steps <= 2 * kMaxOpenElements * (page->source.size() + 16));
  FUZZ_CHECK(Dump(*BuildPage(bytes)) == Dump(*page));
  return 0;
}

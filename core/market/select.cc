#include "core/market/select.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace touchstone {
namespace {

bool Fits(const Page& page, ElementId id, const Selector::Compound& compound) {
  if (!compound.tag.empty() && page.elements[id].tag != compound.tag) return false;
  if (!compound.id.empty() && page.GetAttribute(id, "id") != std::string_view(compound.id)) {
    return false;
  }
  for (const std::string& name : compound.classes) {
    if (!page.HasClass(id, name)) return false;
  }
  for (const Selector::AttributeTest& test : compound.attributes) {
    const std::optional<std::string_view> value = page.GetAttribute(id, test.name);
    if (!value.has_value() || (test.value.has_value() && *value != *test.value)) return false;
  }
  return true;
}

}  // namespace

// Each element is looked at once, parents before children: bit i of `ends` says that the parts up
// to i lead to it, of `above` that they lead to it or to one of its ancestors. To walk up from each
// element instead would read an ancestor's class list, which may be megabytes, for each of them.
std::vector<ElementId> Select(const Page& page, const Selector& selector, size_t limit) {
  const auto& parts = selector.compounds;
  static_assert(kMaxSelectorParts <= 8, "a bit for each part");
  struct Reached {
    uint8_t ends = 0, above = 0;
  };
  std::vector<Reached> reached(parts.size() > 1 ? page.elements.size() : 0);
  std::vector<ElementId> found;
  for (ElementId id = 0; id < page.elements.size() && found.size() < limit; id++) {
    if (page.elements[id].in_frame) continue;
    if (parts.size() == 1) {
      if (Fits(page, id, parts[0])) found.push_back(id);
      continue;
    }
    const ElementId parent = page.elements[id].parent;
    const Reached up = parent == kNoElement ? Reached() : reached[parent];
    uint8_t ends = 0;
    for (size_t i = 0; i < parts.size(); i++) {
      const uint8_t before = parts[i].child ? up.ends : up.above;
      if (i > 0 && ((before >> (i - 1)) & 1) == 0) continue;
      if (Fits(page, id, parts[i])) ends = static_cast<uint8_t>(ends | (1u << i));
    }
    reached[id] = {ends, static_cast<uint8_t>(ends | up.above)};
    if (((ends >> (parts.size() - 1)) & 1) != 0) found.push_back(id);
  }
  return found;
}

}  // namespace touchstone

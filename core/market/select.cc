#include "core/market/select.h"

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

bool Matches(const Page& page, ElementId element, const Selector& selector) {
  if (page.elements[element].in_frame) return false;
  const auto& compounds = selector.compounds;
  if (!Fits(page, element, compounds.back())) return false;
  // Right to left. A descendant step takes the nearest ancestor that fits; only when a child step
  // fails behind it is the search taken up again above (`retry`).
  ElementId at = element;
  size_t i = compounds.size() - 1;
  ElementId retry_at = kNoElement;
  size_t retry_i = 0;
  while (i > 0) {
    const bool child = compounds[i].child;
    ElementId parent = page.elements[at].parent;
    if (!child) {
      while (parent != kNoElement && !Fits(page, parent, compounds[i - 1])) {
        parent = page.elements[parent].parent;
      }
      if (parent == kNoElement) return false;
      retry_at = parent;
      retry_i = i;
    } else if (parent == kNoElement || !Fits(page, parent, compounds[i - 1])) {
      if (retry_at == kNoElement) return false;
      at = retry_at;  // look for a higher ancestor in the last descendant step
      i = retry_i;
      continue;
    }
    at = parent;
    i--;
  }
  return true;
}

std::vector<ElementId> Select(const Page& page, const Selector& selector, size_t limit) {
  std::vector<ElementId> found;
  for (ElementId id = 0; id < page.elements.size() && found.size() < limit; id++) {
    if (Matches(page, id, selector)) found.push_back(id);
  }
  return found;
}

}  // namespace touchstone

#include "core/base/name_map.h"

namespace touchstone {

NameMap::NameMap() = default;
NameMap::NameMap(NameMap&& from) noexcept = default;
NameMap& NameMap::operator=(NameMap&& from) noexcept = default;
NameMap::~NameMap() = default;

uint32_t NameMap::Add(std::string_view name, uint32_t number) {
  const auto [it, added] = numbers_.try_emplace(name, number);
  return added ? kNone : it->second;
}

uint32_t NameMap::Find(std::string_view name) const {
  const auto it = numbers_.find(name);
  return it == numbers_.end() ? kNone : it->second;
}

void NameMap::Clear() { numbers_.clear(); }

}  // namespace touchstone

// name_map.h: the one hash table from names to numbers: each type of a hash table that is
// instantiated takes 3 KB of the module.
#ifndef TOUCHSTONE_CORE_BASE_NAME_MAP_H_
#define TOUCHSTONE_CORE_BASE_NAME_MAP_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace touchstone {

class NameMap {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  NameMap();
  NameMap(NameMap&& from) noexcept;
  NameMap& operator=(NameMap&& from) noexcept;
  ~NameMap();

  // Add gives `name` a number, below kNone, unless it has one. Returns the one it had before; kNone
  // when the name is new. O(name)
  uint32_t Add(std::string_view name, uint32_t number = 0);
  // Find returns the number of `name`; kNone when there is none. O(name)
  uint32_t Find(std::string_view name) const;

  bool empty() const { return numbers_.empty(); }
  void Clear();

 private:
  absl::flat_hash_map<std::string, uint32_t> numbers_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_NAME_MAP_H_

// memo.h: what was found out about a name, for names that come again and again.
//
// A page writes the same few class lists on thousands of elements. Their meaning is worked out
// once.
#ifndef TOUCHSTONE_CORE_BASE_MEMO_H_
#define TOUCHSTONE_CORE_BASE_MEMO_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace touchstone {

// DESCRIPTION
//   A table of a fixed size from names to numbers that may forget.
// IMPLEMENTATION
//   One slot for each hash of the size and the last bytes; a new name takes the slot of the one
//   before, so that no page makes it slow or large.
class Memo {
 public:
  Memo() : slots_(kSlots) {}

  // Slot returns the number kept for `name`, and whether it is that of this name already. If not,
  // the caller writes it. Names must outlive the table.
  //   cost    O(name)
  uint32_t* Slot(std::string_view name, bool* known) {
    uint64_t tail = 0;
    std::memcpy(&tail, name.data() + (name.size() < 8 ? 0 : name.size() - 8),
                name.size() < 8 ? name.size() : 8);
    const uint64_t hash = (tail ^ uint64_t{name.size()} << 56) * 0x9E3779B97F4A7C15;
    Entry& entry = slots_[hash >> 54];
    *known = entry.name.data() != nullptr && entry.name == name;
    if (!*known) entry.name = name;
    return &entry.number;
  }

 private:
  static constexpr size_t kSlots = 1024;
  struct Entry {
    std::string_view name;
    uint32_t number = 0;
  };
  std::vector<Entry> slots_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_MEMO_H_

// tag_set.h: a set of tags that is made by the compiler; asking it takes one shift.
#ifndef TOUCHSTONE_CORE_PAGE_TAG_SET_H_
#define TOUCHSTONE_CORE_PAGE_TAG_SET_H_

#include <cstdint>
#include <initializer_list>

#include "core/page/tags.h"

namespace touchstone {

class TagSet {
 public:
  constexpr TagSet(std::initializer_list<Tag> tags) {
    for (const Tag tag : tags) words_[Index(tag) / 64] |= uint64_t{1} << (Index(tag) % 64);
  }

  constexpr bool Has(Tag tag) const { return (words_[Index(tag) / 64] >> (Index(tag) % 64)) & 1; }

  // The union of both.
  constexpr TagSet operator|(const TagSet& other) const {
    TagSet both = *this;
    for (size_t i = 0; i < kWords; i++) both.words_[i] |= other.words_[i];
    return both;
  }

 private:
  static constexpr size_t kWords = (kTagCount + 63) / 64;
  static constexpr size_t Index(Tag tag) { return static_cast<size_t>(tag); }
  uint64_t words_[kWords] = {};
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TAG_SET_H_

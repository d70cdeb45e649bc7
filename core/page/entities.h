// entities.h: named character references.
#ifndef TOUCHSTONE_CORE_PAGE_ENTITIES_H_
#define TOUCHSTONE_CORE_PAGE_ENTITIES_H_

#include <cstddef>
#include <string_view>

namespace touchstone {

struct EntityMatch {
  size_t length = 0;      // bytes of the name, with its ';' if it has one; 0: no match
  std::string_view text;  // UTF-8
};

// FindEntity returns the longest name that `text` (what follows an '&') begins with.
//   source  https://html.spec.whatwg.org/multipage/named-characters.html
//   cost    bounded: at most seven look-ups of a name of at most 31 bytes
EntityMatch FindEntity(std::string_view text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_ENTITIES_H_

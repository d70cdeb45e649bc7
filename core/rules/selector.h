// selector.h: the small part of CSS that a site adapter may use to say where a fact stands.
//
// Tag, #id, .class, [attribute], [attribute=value], descendant (space) and child (>). Nothing
// more: every selector is tried on every element, in time linear in the page.
//
// A class may end in "--*": sites that build their class names put a hash behind "--", a new one
// with each release ("item-user-info-nick--Q3kzW9pM"), and what stands before it is the name.
#ifndef TOUCHSTONE_CORE_RULES_SELECTOR_H_
#define TOUCHSTONE_CORE_RULES_SELECTOR_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone {

// Compounds of one selector; a longer one is none.
inline constexpr size_t kMaxSelectorParts = 8;

struct Selector {
  struct AttributeTest {
    std::string name;                  // lower case
    std::optional<std::string> value;  // nullopt: present is enough
  };
  struct Compound {
    std::string tag;  // lower case; "" for any
    std::string id;
    std::vector<std::string> classes;  // "name", or "name--*"
    std::vector<AttributeTest> attributes;
    bool child = false;  // joined to the one before by '>', not by a space
  };
  std::vector<Compound> compounds;  // left to right; at most kMaxSelectorParts
};

// ParseSelector reads one selector.
//   errors  nullopt for anything outside the subset above
std::optional<Selector> ParseSelector(std::string_view text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_SELECTOR_H_

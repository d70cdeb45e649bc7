// structured.h: JSON-LD, microdata and RDFa -> Page::items.
#ifndef TOUCHSTONE_CORE_PAGE_STRUCTURED_H_
#define TOUCHSTONE_CORE_PAGE_STRUCTURED_H_

#include "core/page/page.h"

namespace touchstone {

// Items and properties that one page may have, types that one item may have (and names that it is
// the value of), and bytes of all names
// and values together; more are left out (`truncated`). A name stands in the source once and in the
// items once for each of its values, and a text once for each element around it: without the last
// limit a page of 100 KB could ask for gigabytes. Types are looked through for each item below.
inline constexpr size_t kMaxItems = 20'000;
inline constexpr size_t kMaxItemTypes = 16;
inline constexpr size_t kMaxProperties = 200'000;
inline constexpr size_t kMaxItemBytes = 16u << 20;

// Bytes of a value in elements: a longer one is no value (`truncated`), as it would be copied for
// each element around it.
inline constexpr size_t kMaxMarkupValueBytes = 64u << 10;

// References between the JSON-LD nodes of a page that are followed; further ones stay references
// (`truncated`). So do those more than three deep in one another.
inline constexpr size_t kMaxReferences = 1'000;
inline constexpr size_t kMaxReferenceDepth = 3;

// ReadJsonLd appends the items of every application/ld+json script. A script that is no valid JSON
// is repaired (json_repair.h).
//
// A value that is a reference ({"@id": "#offer"}) to another node of the page, in whatever script,
// is that node's item, made once more for each place; but for `item`, since a list says where its
// things are, and not that they stand here. A name that stands twice has both values, and so has a
// language map. Character references in values are resolved: shops escape them for HTML.
//   source  https://www.w3.org/TR/json-ld11/ as far as shops use it: nesting, arrays, @graph, @id,
//           @value, @list, @set, language maps; contexts are not read
//   cost    O(size), and O(1) for each item and property of what is referred to
void ReadJsonLd(Page* page);

// ReadMarkup appends the items of itemscope elements (microdata), then those of typeof elements
// (RDFa), nested ones included; those in frames are another document's and are left out, as are
// values of more than 64 KiB.
//
// Microdata is read as the standard has it, but that a `content` attribute is the value on any
// element, as readers of shops' pages have it. What an itemref leads to is read for the item that
// refers to it, without its own itemrefs; all of a page's lead to at most as many elements as the
// page has.
//
// RDFa is RDFa Lite, and of the rest the attribute rel with a prefix ("gr:includes"). Vocabularies
// are not looked at, nor is it known which items are one by their `resource`.
//   source  https://html.spec.whatwg.org/multipage/microdata.html, https://www.w3.org/TR/rdfa-lite/
//   cost    O(elements and attributes), for pages that have such items
void ReadMarkup(Page* page);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_STRUCTURED_H_

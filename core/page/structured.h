// structured.h: JSON-LD and microdata -> Page::items.
#ifndef TOUCHSTONE_CORE_PAGE_STRUCTURED_H_
#define TOUCHSTONE_CORE_PAGE_STRUCTURED_H_

#include "core/page/page.h"

namespace touchstone {

// Items and properties that one page may have, types that one item may have, and bytes of all names
// and values together; more are left out (`truncated`). A name stands in the source once and in the
// items once for each of its values, and a text once for each element around it: without the last
// limit a page of 100 KB could ask for gigabytes. Types are looked through for each item below.
inline constexpr size_t kMaxItems = 20'000;
inline constexpr size_t kMaxItemTypes = 16;
inline constexpr size_t kMaxProperties = 200'000;
inline constexpr size_t kMaxItemBytes = 16u << 20;

// Bytes of a microdata value: a longer one is no value (`truncated`), as it would be copied for
// each element around it.
inline constexpr size_t kMaxMicrodataValueBytes = 64u << 10;

// ReadJsonLd appends the items of every application/ld+json script. A script that is no valid JSON
// is repaired once (comments, CDATA marks, control characters in strings, commas and semicolons too
// many), else left out.
//   source  https://www.w3.org/TR/json-ld11/ as far as shops use it: nesting, arrays, @graph
void ReadJsonLd(Page* page);

// ReadMicrodata appends the items of itemscope elements, nested ones included; those in frames are
// another document's and are left out, as are values of more than 64 KiB.
//   source  https://html.spec.whatwg.org/multipage/microdata.html, without itemref
void ReadMicrodata(Page* page);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_STRUCTURED_H_

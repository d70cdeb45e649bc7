// report_parts.h: the parts of the verdict JSON that `inspect` prints, too.
#ifndef TOUCHSTONE_CORE_REPORT_PARTS_H_
#define TOUCHSTONE_CORE_REPORT_PARTS_H_

#include "core/base/json.h"
#include "core/check.h"

namespace touchstone {

// An element's ordinal (Page::OrdinalOf), or null for kNoElement.
void WriteElement(JsonWriter& writer, uint32_t ordinal);

// The "page" object.
void WritePageFacts(JsonWriter& writer, const Report& report);

// The members from "element" to "miner", inside an object that the caller has begun.
void WriteListingFacts(JsonWriter& writer, const Listing& listing, Day at, const Ruleset& ruleset);

void WriteFinding(JsonWriter& writer, const Finding& finding);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_REPORT_PARTS_H_

// inspect.h: what each stage made of its input, as one JSON document, for debugging and for tests;
// and what an adapter finds on a page.
#ifndef TOUCHSTONE_CORE_INSPECT_H_
#define TOUCHSTONE_CORE_INSPECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/check.h"
#include "core/page/tokenizer.h"

namespace touchstone {

// InspectTokens writes tokens in the form of html5lib's tokenizer tests, adjacent text joined:
// [["StartTag","a",{"href":"x"}],["Character","text"],["EndTag","a"]]
std::string InspectTokens(std::string_view text, const TokenizerOptions& options);

// InspectPage writes elements, text, links, meta, scripts and items.
std::string InspectPage(const Stages& stages);

// InspectListings writes {"page", "listings"} as in the verdict, for goods of any kind; each
// listing has one member more, "facts": where each fact was read, in the page's own words.
std::string InspectListings(const Stages& stages, const CheckInput& input, const Engine& engine);

// InspectFindings writes each listing with its findings, before they are weighed.
std::string InspectFindings(const Stages& stages, const CheckInput& input, const Engine& engine);

// FieldsFound tries each of an adapter's fields on a page, whatever its address.
//   in      text: the page, decoded to UTF-8
//   out     for each of site.fields: whether it leads to a text, or to a card
std::vector<bool> FieldsFound(std::string_view text, const Site& site);

// One line of NDJSON each, for one string.
std::string InspectPrice(std::string_view text, std::string_view currency_hint);
std::string InspectText(std::string_view text);  // {"text","folded"}
std::string InspectHost(std::string_view host, const Ruleset& ruleset);
std::string InspectMiner(std::string_view text, const Engine& engine);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_INSPECT_H_

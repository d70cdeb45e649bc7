// source_ruleset.h: the ruleset of this tree, put together from its sources without the command:
// for tests of floor 1, and for those that run as wasm.
#ifndef TOUCHSTONE_TESTS_SOURCE_RULESET_H_
#define TOUCHSTONE_TESTS_SOURCE_RULESET_H_

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "core/base/json.h"
#include "core/rules/ruleset.h"
#include "tests/shared_data.h"

namespace touchstone {

inline std::string SourceRulesetJson() {
  Json document;
  document.kind = Json::Kind::kObject;
  for (const char* name :
       {"ruleset", "sites", "manufacturers", "miners", "price_bands", "exchange_rates", "policies",
        "channels", "revenues", "hosts", "vocabulary", "groups", "rules", "tombstones"}) {
    const absl::StatusOr<Json> source =
        ParseJson(ReadAll(std::string(TOUCHSTONE_SOURCE_DIR "/ruleset/") + name + ".json"));
    BOOST_REQUIRE_MESSAGE(source.ok(), name << ": " << source.status().ToString());
    for (const auto& member : source->members) document.members.push_back(member);
  }
  // Samples are for `ruleset lint`; the built document has none.
  for (auto& [name, list] : document.members) {
    for (Json& entry : list.items) {
      auto& members = entry.members;
      members.erase(std::remove_if(members.begin(), members.end(),
                                   [](const auto& m) { return m.first == "samples"; }),
                    members.end());
    }
  }
  JsonWriter writer;
  writer.Value(document);
  return std::move(writer).Finish();
}

inline const Ruleset& SourceRuleset() {
  static const Ruleset* ruleset = [] {
    absl::StatusOr<Ruleset> loaded = LoadRuleset(SourceRulesetJson(), "0.1.0");
    BOOST_REQUIRE_MESSAGE(loaded.ok(), loaded.status().ToString());
    return new Ruleset(*std::move(loaded));
  }();
  return *ruleset;
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_SOURCE_RULESET_H_

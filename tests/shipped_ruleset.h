// shipped_ruleset.h: the ruleset that the native build makes from ruleset/, for tests above
// floor 3.
#ifndef TOUCHSTONE_TESTS_SHIPPED_RULESET_H_
#define TOUCHSTONE_TESTS_SHIPPED_RULESET_H_

#include <boost/test/unit_test.hpp>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "core/check.h"

namespace touchstone {

inline std::string ShippedRuleset() {
  std::ifstream file(TOUCHSTONE_RULESET, std::ios::binary);
  BOOST_REQUIRE_MESSAGE(file.good(), "cannot read " TOUCHSTONE_RULESET "");
  return {std::istreambuf_iterator<char>(file), {}};
}

inline const Engine& ShippedEngine() {
  static const std::unique_ptr<Engine> engine = [] {
    absl::StatusOr<std::unique_ptr<Engine>> created = Engine::Create(ShippedRuleset());
    BOOST_REQUIRE_MESSAGE(created.ok(), created.status().ToString());
    return *std::move(created);
  }();
  return *engine;
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_SHIPPED_RULESET_H_

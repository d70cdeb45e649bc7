// shared_pages.h: real pages, decoded as the native host does it, through the stages up to the
// listings, by the ruleset of this tree.
#ifndef TOUCHSTONE_TESTS_SHARED_PAGES_H_
#define TOUCHSTONE_TESTS_SHARED_PAGES_H_

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string_view>
#include <utility>

#include "cli/input.h"
#include "core/check.h"
#include "tests/shared_data.h"
#include "tests/source_ruleset.h"

namespace touchstone {

inline const Engine& SourceEngine() {
  static const std::unique_ptr<Engine> engine = [] {
    absl::StatusOr<std::unique_ptr<Engine>> created = Engine::Create(SourceRulesetJson());
    BOOST_REQUIRE_MESSAGE(created.ok(), created.status().ToString());
    return *std::move(created);
  }();
  return *engine;
}

// ReadStages reads a document, or a part of its page's text.
inline Stages ReadStages(const Document& document, std::string_view text) {
  BOOST_REQUIRE_MESSAGE(document.error.code.empty(), document.error.message);
  CheckInput input = InputOf(document, "page.html");
  input.text = text;
  input.at = *ParseDay("2026-11-20");
  return SourceEngine().Read(input);
}

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_SHARED_PAGES_H_

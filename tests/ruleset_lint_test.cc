// What `ruleset lint` says of a broken ruleset: a small one without a fault, and one thing changed.
#include "cli/ruleset_lint.h"

#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/small_ruleset.h"

namespace touchstone {
BOOST_AUTO_TEST_CASE(the_small_ruleset_has_no_fault) { BOOST_TEST(SmallRuleset().Lint() == ""); }

BOOST_AUTO_TEST_CASE(each_kind_of_broken_input_has_its_complaint) {
  std::set<std::string_view> names;
  for (const LintCase& c : kLintCases) {
    SmallRuleset ruleset;
    const std::string file = absl::StrCat(c.file, ".json");
    if (c.how == LintCase::kMessages) {
      ruleset.ChangeMessages(std::string(c.file), c.from, c.to);
    } else if (c.how == LintCase::kBytes) {
      ruleset.ChangeBytes(file, c.from, c.to);
    } else {
      ruleset.Change(file, c.from, c.to);
    }
    const std::string said = ruleset.Lint();
    // " ... " stands for a list of names that grows.
    const size_t gap = c.complaints.find(" ... ");
    const bool as_expected = gap == std::string_view::npos
                                 ? said == c.complaints
                                 : absl::StartsWith(said, c.complaints.substr(0, gap)) &&
                                       absl::EndsWith(said, c.complaints.substr(gap + 5));
    BOOST_CHECK_MESSAGE(as_expected,
                        c.name << "\n  expected " << c.complaints << "\n  got      " << said);
    BOOST_TEST(names.insert(c.name).second, c.name);
    BOOST_TEST(absl::StrContains(said, ": expected "), c.name);
    BOOST_TEST(absl::StrContains(said, ", got"), c.name);
  }
  BOOST_TEST_MESSAGE(names.size() << " kinds of broken input");
  BOOST_TEST(names.size() >= 90u);
}

// What no change of one text shows.
BOOST_AUTO_TEST_CASE(files_that_are_missing_or_too_many_have_their_complaints) {
  {
    const SmallRuleset ruleset;
    ruleset.Remove("groups.json");
    BOOST_TEST(ruleset.Lint() == "groups.json: expected a file, got: No such file or directory");
  }
  {
    const SmallRuleset ruleset;
    ruleset.Write("rulez.json", "{}");
    BOOST_TEST(ruleset.Lint() == "rulez.json: expected a file of a ruleset, got \"rulez.json\"");
  }
  {
    const SmallRuleset ruleset;
    ruleset.Write("samples/left.html", "<p>");
    BOOST_TEST(ruleset.Lint() ==
               "sites.json: sites: expected a site for each page in samples, got none for "
               "\"left.html\"");
  }
  {
    const SmallRuleset ruleset;
    ruleset.Remove("samples");
    BOOST_TEST(ruleset.Lint() == "");
    BOOST_TEST(LintRuleset(ruleset.directory(), {}).notes.size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(entries_out_of_order_are_named) {
  const SmallRuleset ruleset;
  const absl::StatusOr<Json> json = ParseJson(ruleset.Read("groups.json"));
  BOOST_TEST_REQUIRE(json.ok());
  Json swapped = *json;
  std::swap(swapped.members[0].second.items[0], swapped.members[0].second.items[1]);
  JsonWriter writer(2);
  writer.Value(swapped);
  ruleset.Write("groups.json", std::move(writer).Finish() + "\n");
  BOOST_TEST(ruleset.Lint() ==
             "groups.json: groups/1: expected entries in order (fmt sorts them), got \"payment \" "
             "behind \"price \"\n"
             "groups.json: line 4: expected (as fmt writes it) \"      \\\"id\\\": "
             "\\\"payment\\\",\", got \"      \\\"id\\\": \\\"price\\\",\"");
}

// Nothing is hidden behind the first complaint: of several files, of several entries, of one entry.
BOOST_AUTO_TEST_CASE(all_complaints_are_said_at_once) {
  SmallRuleset ruleset;
  ruleset.Change("groups.json", "\"cap_db\":14", "\"cap_db\":26");
  ruleset.Change("miners.json", "\"2016-06\"", "\"2016-13\"");
  ruleset.Change("miners.json", "\"Sol/s\"", "\"H/s\"");
  ruleset.Change("rules.json", "\"weight_db\":9", "\"weight_db\":21");
  ruleset.Change("rules.json", "\"price_too_low\"", "\"cheap\"");
  ruleset.Change("rules.json", "\"USDT only, no refunds\"", "\"cash\"");
  ruleset.Change("ruleset.json", "\"version\":3", "\"version\":0");
  ruleset.ChangeMessages("de", "\"No way back.\"", "\"\"");
  std::string paths;
  for (const std::string_view line : absl::StrSplit(ruleset.Lint(), '\n')) {
    absl::StrAppend(&paths, line.substr(0, line.find(": expected ")), "\n");
  }
  BOOST_TEST(paths ==
             "groups.json: groups/1/cap_db\n"
             "miners.json: miners/0/released\n"
             "miners.json: miners/1/unit\n"
             "rules.json: rules/0/category\n"
             "rules.json: rules/0/weight_db\n"
             "rules.json: rules/2/match/0\n"
             "ruleset.json: version\n"
             "de.json: usdt_only\n");
}

// Any value in the place of any other is a complaint or none, never a crash: lint goes on behind a
// complaint, over defaults.
BOOST_AUTO_TEST_CASE(whatever_stands_in_a_source_is_survived) {
  const SmallRuleset ruleset;
  constexpr std::string_view kValues[] = {"null", "true", "-1", "\"x\"", "[]", "[[]]", "{}", "1e9"};
  size_t said = 0, tried = 0;
  for (const LintSource& source : kSmallRuleset) {
    const std::string file = absl::StrCat(source.name, ".json");
    const std::string whole = ruleset.Read(file);
    // Each value of the source, by where it begins behind ": ".
    for (size_t at = whole.find(": "); at != std::string::npos; at = whole.find(": ", at + 1)) {
      const size_t end = whole.find('\n', at);
      const bool comma = whole[end - 1] == ',';
      if (whole[end - 1] == '[' || whole[end - 1] == '{') continue;
      for (const std::string_view value : kValues) {
        ruleset.Write(file, absl::StrCat(whole.substr(0, at + 2), value, comma ? "," : "",
                                         whole.substr(end)));
        said += LintEntries(ruleset.directory()).complaints.empty() ? 0 : 1;
        tried++;
      }
    }
    ruleset.Write(file, whole);
  }
  BOOST_TEST_MESSAGE(said << " of " << tried << " values were refused");
  BOOST_TEST(tried > 800u);
  BOOST_TEST(said * 10 > tried * 8);
}

}  // namespace touchstone

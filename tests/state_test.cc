#include "core/market/state.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

// Each value as "path=text", in order. Paths are parted by spaces, steps by dots; "." is the path
// without steps.
std::vector<std::string> Values(std::string_view text, std::string_view paths) {
  std::vector<std::vector<std::string>> steps;
  const std::vector<std::string> names = absl::StrSplit(paths, ' ');
  for (const std::string& name : names) {
    steps.push_back(name == "." ? std::vector<std::string>() : absl::StrSplit(name, '.'));
  }
  std::vector<const std::vector<std::string>*> pointers;
  for (const std::vector<std::string>& path : steps) pointers.push_back(&path);
  std::vector<std::string> values;
  for (const StateValue& value : ReadState(text, pointers)) {
    values.push_back(absl::StrCat(names[value.path], "=", value.text));
  }
  return values;
}

std::string Dump(std::string_view text, std::string_view paths) {
  return absl::StrJoin(Values(text, paths), "|");
}

std::string Many(std::string_view unit, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; i++) out += unit;
  return out;
}

struct Row {
  std::string_view text;
  std::string_view paths;
  std::string_view values;
};

void CheckRows(const std::vector<Row>& rows) {
  for (const Row& row : rows) BOOST_TEST(Dump(row.text, row.paths) == row.values, row.text);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_path_leads_through_members_and_places) {
  CheckRows({
      {R"({"price": 12.50})", "price", "price=12.50"},
      {R"({"prices": 12.50})", "price", ""},
      {R"({"a": {"price": "9"}, "price": "8"})", "price", "price=8"},
      {R"({"a": {"price": "9"}, "price": "8"})", "a.price", "a.price=9"},
      {R"({"a": [1, {"b": "x"}, 3]})", "a.1.b", "a.1.b=x"},
      {R"({"a": [1, {"b": "x"}, 3]})", "a.2", "a.2=3"},
      {R"({"a": [1, {"b": "x"}, 3]})", "a.3", ""},
      {R"({"a": {"1": "x"}})", "a.1", "a.1=x"},
      {R"([[0, "x"]])", "0.1", "0.1=x"},
      {R"("text")", ".", ".=text"},
      {"  7  ", ".", ".=7"},
      // What a path leads to is a value, not what holds others.
      {R"({"a": {"b": 1}})", "a", ""},
      {R"({"a": [1]})", "a", ""},
      {R"({"a": 1})", "a.b", ""},
  });
}

BOOST_AUTO_TEST_CASE(a_wildcard_leads_to_every_member) {
  CheckRows({
      {R"([{"p": 1}, {"p": 2}, {"q": 3}])", "*.p", "*.p=1|*.p=2"},
      {R"({"x": {"p": 1}, "y": {"p": 2}})", "*.p", "*.p=1|*.p=2"},
      {R"({"x": [1, 2], "y": [3]})", "*.*", "*.*=1|*.*=2|*.*=3"},
      {R"([[1, [2]], 3])", "*", "*=3"},
  });
}

BOOST_AUTO_TEST_CASE(several_paths_are_followed_at_once_in_the_order_of_the_text) {
  CheckRows({
      {R"({"b": 2, "a": 1})", "a b", "b=2|a=1"},
      {R"({"a": {"x": 1, "y": 2}})", "a.y a.x a.*", "a.x=1|a.*=1|a.y=2|a.*=2"},
      {R"({"a": 1})", "a a", "a=1|a=1"},
      {R"({"a": "1", "b": {"a": "2"}})", "a b.a b.b", "a=1|b.a=2"},
  });
  const std::vector<std::string> step = {"a"};
  BOOST_TEST(ReadState("{a: 1}", std::vector(kMaxStatePaths, &step)).size() == kMaxStatePaths);
  BOOST_TEST(ReadState("{a: 1}", std::vector(kMaxStatePaths + 1, &step)).empty());
  BOOST_TEST(ReadState("{a: 1}", {}).empty());
}

BOOST_AUTO_TEST_CASE(literals_of_javascript_are_read_as_json_is) {
  CheckRows({
      {"{price: 5}", "price", "price=5"},
      {"{$price_1: 5}", "$price_1", "$price_1=5"},
      {"{'price': '5'}", "price", "price=5"},
      {"{price: `5`}", "price", "price=5"},
      {"{цена: 5}", "цена", "цена=5"},
      {"{7: 5}", "7", "7=5"},
      {"{a: 1, price: 5,}", "price", "price=5"},
      {"{a: [1, 2,], price: 5}", "a.1 price", "a.1=2|price=5"},
      {"[, , 5]", "2", "2=5"},
      {"{/* price: 4, */ price: 5}", "price", "price=5"},
      {"{price: /* it's */ 5}", "price", "price=5"},
      {"{price: 5 /* it's */, b: 6}", "b", "b=6"},
      {"{ // don't\n price: 5 // \"\n}", "price", "price=5"},
      {"{a: -1.5e+3}", "a", "a=-1.5e+3"},
      {"{a: true, b: false}", "a b", "a=true|b=false"},
  });
}

BOOST_AUTO_TEST_CASE(null_and_undefined_are_no_values) {
  CheckRows({
      {R"({"a": null, "b": 1})", "a b", "b=1"},
      {R"({"a": "null", "b": 1})", "a b", "a=null|b=1"},
      {"{a: undefined, b: 1}", "a b", "b=1"},
      {"{a: nullable, b: 1}", "a b", "a=nullable|b=1"},
      {R"({"a": "", "b": 1})", "a b", "a=|b=1"},
  });
}

BOOST_AUTO_TEST_CASE(expressions_are_passed_over) {
  CheckRows({
      {"{a: f(1, {b: 2}), price: 5}", "a price", "price=5"},
      {"{a: x ? 'y, z' : [1, 2], price: 5}", "a price", "price=5"},
      {"{a: function (b) { return {price: 4}; }, price: 5}", "price", "price=5"},
      {"{a: new Date('2020, 1'), price: 5}", "price", "price=5"},
      {"{a: 1 + 'y', price: 5}", "price", "price=5"},
      {"{price: 1 + 2}", "price", ""},
      {"{price: 12 34}", "price", ""},
  });
}

BOOST_AUTO_TEST_CASE(brackets_and_quotes_in_texts_are_text) {
  CheckRows({
      {R"({"a": "}", "price": 5})", "price", "price=5"},
      {R"({"a": "\"}", "price": 5})", "price", "price=5"},
      {R"({"a": "\\", "price": 5})", "price", "price=5"},
      {R"({"a": {"b": "}]"}, "price": 5})", "price", "price=5"},
      {R"({"a": {"b": '"'}, "price": 5})", "price", "price=5"},
      {R"({"a": {"b": "it's"}, "price": 5})", "price", "price=5"},
      {R"({"a": "\"price\": 4", "price": 5})", "price", "price=5"},
      {R"({"a": "/*", "price": 5})", "price", "price=5"},
      {R"({"a": "https://a.example/x", "price": 5})", "a price", "a=https://a.example/x|price=5"},
  });
}

BOOST_AUTO_TEST_CASE(comments_in_what_is_passed_over_are_comments) {
  CheckRows({
      {"{a: {/* it's */ b: 1}, price: 5}", "price", "price=5"},
      {"{a: { // it's\n b: 1}, price: 5}", "price", "price=5"},
      {"{a: {/* } */ b: {price: 4}}, price: 5}", "price", "price=5"},
      {"{a: {b: 'x/*y'}, price: 5}", "price", "price=5"},
      {"{a: {b: 6 / 2}, price: 5}", "price", "price=5"},
  });
}

BOOST_AUTO_TEST_CASE(escapes_are_resolved_in_values) {
  CheckRows({
      {R"({"a": "x\"y\\z\/"})", "a", "a=x\"y\\z/"},
      {R"({"a": "x\n\t"})", "a", "a=x\n\t"},
      {R"({'a': 'it\'s'})", "a", "a=it's"},
      {R"({"a": "\u20ac5"})", "a",
       "a=\u20ac"
       "5"},
      {R"({"a": "\u005c\u0022"})", "a", "a=\\\""},
      {R"({"a": "\ud83d\ude00!"})", "a", "a=\U0001F600!"},
      {R"({"a": "\uD83D\uDE00"})", "a", "a=\U0001F600"},
      {R"({"a": "\ud83d!"})", "a", "a=\uFFFD!"},
      {R"({"a": "\ude00\ud83d"})", "a", "a=\uFFFD\uFFFD"},
      {R"({"a": "\ud83d\u0041"})", "a", "a=\uFFFDA"},
      {R"({"a": "\u12"})", "a", "a=\uFFFD"},
      {R"({"a": "\uzzzz!"})", "a", "a=\uFFFD!"},
  });
}

BOOST_AUTO_TEST_CASE(a_state_that_is_a_text_is_read_as_one) {
  CheckRows({
      {R"(JSON.parse("{\"price\": 5}"))", "price", "price=5"},
      {R"(JSON.parse('{"price": "5"}'))", "price", "price=5"},
      {R"("{\"price\": 5}")", "price", "price=5"},
      {R"({"a": "{\"price\": 5}", "b": 1})", "a.price b", "a.price=5|b=1"},
      {R"({"a": "{\"price\": 5}"})", "a a.price", "a={\"price\": 5}|a.price=5"},
      {R"({"a": JSON.parse("[{\"p\": \"\\u20ac\"}]"), "b": 1})", "a.0.p b", "a.0.p=\u20ac|b=1"},
      {R"({a: JSON.stringify("{\"price\": 5}"), b: 1})", "a.price b", "b=1"},
      // Once: a text inside such a text is one.
      {R"("{\"a\": \"{\\\"b\\\": 1}\"}")", "a.b", ""},
      {R"("{\"a\": \"{\\\"b\\\": 1}\"}")", "a", "a={\"b\": 1}"},
  });
}

BOOST_AUTO_TEST_CASE(limits_hold_and_what_is_inside_them_stays) {
  const std::string whole(kMaxStateValueBytes, 'x');
  const auto text = [](std::string_view x) { return absl::StrCat("{\"a\": \"", x, "\", b: 1}"); };
  BOOST_TEST(Dump(text(whole), "a b") == absl::StrCat("a=", whole, "|b=1"));
  BOOST_TEST(Dump(text(whole + "x"), "a b") == "b=1");
  // Counted after escapes are resolved.
  BOOST_TEST(Dump(text(Many("\\u0041", kMaxStateValueBytes)), "a b") ==
             absl::StrCat("a=", std::string(kMaxStateValueBytes, 'A'), "|b=1"));

  const std::string values = absl::StrCat("[", Many("1,", kMaxStateValues + 5), "]");
  BOOST_TEST(Values(values, "*").size() == kMaxStateValues);
  BOOST_TEST(Values(values, "* *").size() == kMaxStateValues);

  const auto nested = [](int depth) {
    return absl::StrCat(Many("[", static_cast<size_t>(depth)), "7",
                        Many("]", static_cast<size_t>(depth)));
  };
  const auto deep = [&](int depth) {
    const std::vector<std::string> path(static_cast<size_t>(depth), "0");
    return ReadState(nested(depth), {&path}).size();
  };
  BOOST_TEST(deep(kMaxStateDepth) == 1u);
  BOOST_TEST(deep(kMaxStateDepth + 1) == 0u);
  // Depth that no path enters has no limit.
  BOOST_TEST(Dump(absl::StrCat("{a: ", nested(100'000), ", b: 1}"), "b") == "b=1");
}

BOOST_AUTO_TEST_CASE(what_is_broken_ends_the_reading_and_what_was_found_stays) {
  CheckRows({
      {"", "a", ""},
      {"   ", "a", ""},
      {"/*", "a", ""},
      {"//", "a", ""},
      {"{", "a", ""},
      {"}", "a", ""},
      {"{a: 1, b", "a b", "a=1"},
      {"{a: 1, 'b", "a b", "a=1"},
      {"{a: 1, b: 'x", "a b", "a=1"},
      {"{a: 1; b: 2}", "a b", "a=1"},
      {"{a: 1] b: 2}", "a b", "a=1"},
      {"{a: 1, b 2}", "a b", "a=1"},
      {"{a: 1, b: {c: ", "a b.c", "a=1"},
      {"[1, 2}", "0 1", "0=1|1=2"},
      {"{a: 1}} {b: 2}", "a b", "a=1"},
      {"{a: 1, b: f(", "a b", "a=1"},
      {"{a: 1, b: \"\\", "a b", "a=1"},
  });
}

BOOST_AUTO_TEST_CASE(a_cut_state_gives_the_first_values_of_the_whole) {
  constexpr std::string_view kState =
      "{ // it's\n 'a': 12.50, \"b\": [{x: \"\\ud83d\\ude00\"}, {x: 'two'}, null], c: f({d: [1]}, "
      "'}'), d: JSON.parse(\"{\\\"e\\\": [1234, 5678]}\"), /* } */ \"f\": {\"g\": {h: true}},}; "
      "more()";
  constexpr std::string_view kPaths = "a b.*.x d.e.* f.g.h c";
  const std::vector<std::string> whole = Values(kState, kPaths);
  BOOST_TEST(absl::StrJoin(whole, "|") ==
             "a=12.50|b.*.x=\U0001F600|b.*.x=two|d.e.*=1234|d.e.*=5678|f.g.h=true");
  for (size_t cut = 0; cut < kState.size(); cut++) {
    const std::vector<std::string> got = Values(kState.substr(0, cut), kPaths);
    BOOST_REQUIRE_MESSAGE(got.size() <= whole.size(), kState.substr(0, cut));
    const std::vector<std::string> want(whole.begin(), whole.begin() + got.size());
    BOOST_TEST(got == want, kState.substr(0, cut) << ": " << absl::StrJoin(got, "|"));
  }
}

BOOST_AUTO_TEST_CASE(every_short_text_is_read_to_an_end) {
  constexpr std::string_view kBytes = "{}[]():,'\"/*\\a1 ;";
  size_t values = 0;
  std::string text;
  for (size_t size = 0; size <= 4; size++) {
    size_t count = 1;
    for (size_t i = 0; i < size; i++) count *= kBytes.size();
    for (size_t number = 0; number < count; number++) {
      text.clear();
      for (size_t i = 0, rest = number; i < size; i++, rest /= kBytes.size()) {
        text.push_back(kBytes[rest % kBytes.size()]);
      }
      for (const char* head : {"", "{a:", "[[", "{a:JSON.parse('"}) {
        values += Values(head + text, "a * . *.a").size();
      }
    }
  }
  BOOST_TEST(values > 1000u);
}

BOOST_AUTO_TEST_CASE(a_state_stands_behind_its_mark) {
  struct Mark {
    std::string_view script;
    std::string_view mark;
    std::string_view behind;
  };
  const Mark rows[] = {
      {"window.state = {a: 1};", "window.state", " {a: 1};"},
      {"window.state={a: 1};", "window.state", "{a: 1};"},
      {"var x = 1; state = 2", "state", " 2"},
      {"f({state: 2})", "state", " 2})"},
      {"f({\"state\": 2})", "state", " 2})"},
      {"window['state'] = 2", "state", " 2"},
      {"window[\"state\"]=2", "state", "2"},
      {"window.state\n  = 2", "window.state", " 2"},
      // A longer name, a comparison, a use.
      {"mystate = 2", "state", ""},
      {"states = 2", "state", ""},
      {"state == 2", "state", ""},
      {"if (state) {}", "state", ""},
      {"state", "state", ""},
      {"", "state", ""},
      {"state == 2; state = 3", "state", " 3"},
      {"mystate = 2; state = 3", "state", " 3"},
      {"f(state); state = 3", "state", " 3"},
  };
  for (const Mark& row : rows) {
    BOOST_TEST(FindStateBehind(row.script, row.mark) == row.behind, row.script);
  }
}

BOOST_AUTO_TEST_CASE(megabytes_of_state_are_read_in_linear_time) {
  // With time that grows as the square of the state, each of these takes minutes.
  const std::vector<std::string> path = {"*", "x", "*", "y"};
  const std::vector<const std::vector<std::string>*> paths(kMaxStatePaths, &path);
  for (const std::string_view unit :
       {"[", "{a:", "\"{\\\"x\\\":1}\",", "{x:[{y:null}]},", "f(", "/*", "/* */", "//\n", "'", "\\",
        "JSON.parse(", "JSON.parse(\"[", "x:", ",", "{'x':'[{\"y\":null}]'},", "a.b ", "\n"}) {
    for (const std::string_view head : {"[", "{x:[", "[{x:\"", "{a:{"}) {
      BOOST_TEST(ReadState(absl::StrCat(head, Many(unit, 2'000'000 / unit.size())), paths).empty(),
                 head << unit);
    }
  }
  const std::string marks = Many("state ", 300'000);
  BOOST_TEST(FindStateBehind(marks, "state") == "");
  BOOST_TEST(FindStateBehind(Many("state", 300'000), "state") == "");
}

}  // namespace touchstone

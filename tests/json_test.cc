#include "core/base/json.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/text.h"

namespace touchstone {
namespace {

std::string Print(const Json& json, int indent = 0) {
  JsonWriter writer(indent);
  writer.Value(json);
  return std::move(writer).Finish();
}

// What parsing and printing makes of a text, or what was wrong.
std::string Dump(std::string_view text, const JsonLimits& limits = {}) {
  const absl::StatusOr<Json> json = ParseJson(text, limits);
  return json.ok() ? Print(*json) : std::string(json.status().message());
}

Json Parsed(std::string_view text) {
  absl::StatusOr<Json> json = ParseJson(text);
  BOOST_REQUIRE_MESSAGE(json.ok(), json.status().ToString());
  return *std::move(json);
}

}  // namespace

BOOST_AUTO_TEST_CASE(documents_print_as_they_were_parsed) {
  for (const std::string_view text : {
           R"(null)",
           R"([])",
           R"({})",
           R"("")",
           R"([true,false,null])",
           R"({"b":1,"a":{"c":[1,2,{"d":[]}]}})",
           R"("矿机 \"S19\" \\ \n")",
           R"([0,-1,9223372036854775807,-9223372036854775808,18446744073709551615])",
           R"([1999.00,0.10,1e5,1E-7,123456789012345678901234567890])",
       }) {
    BOOST_TEST(Dump(text) == text);
  }
}

BOOST_AUTO_TEST_CASE(numbers_of_any_form_are_taken) {
  BOOST_TEST(Dump("-0") == "0");
  BOOST_TEST(Dump("[-0.0,1.0e+2]") == "[-0.0,1.0e+2]");
  BOOST_TEST(Dump("1e400") == "byte 5: expected valid JSON");
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused) {
  const struct {
    std::string_view text, error;
  } kCases[] = {
      {"", "byte 1: expected valid JSON"},
      {"{", "byte 2: expected valid JSON"},
      {"[1,]", "byte 4: expected valid JSON"},
      {"{\"a\":1,}", "byte 8: expected valid JSON"},
      {"[1] 2", "byte 5: expected valid JSON"},
      {"'a'", "byte 1: expected valid JSON"},
      {"nul", "byte 4: expected valid JSON"},
      {"[01]", "byte 3: expected valid JSON"},
      {"NaN", "byte 1: expected valid JSON"},
      {"\"\x01\"", "byte 2: expected valid JSON"},
      {"\"\xff\"", "byte 2: expected valid JSON"},
      {R"("\ud800")", "byte 8: expected valid JSON"},
      {R"({"a":1,"a":2})", "expected each member name once, got \"a\" twice"},
      {R"([{"x":{"a":1,"b":2,"a":3}}])", "expected each member name once, got \"a\" twice"},
  };
  for (const auto& c : kCases) BOOST_TEST(Dump(c.text) == c.error, c.text);
}

BOOST_AUTO_TEST_CASE(equal_names_in_different_objects_are_no_error) {
  BOOST_TEST(Dump(R"([{"a":1},{"a":{"a":2}}])") == R"([{"a":1},{"a":{"a":2}}])");
}

BOOST_AUTO_TEST_CASE(limits_hold) {
  BOOST_TEST(Dump("[[[]]]", {.max_depth = 3}) == "[[[]]]");
  BOOST_TEST(Dump("[[[]]]", {.max_depth = 2}) == "expected at most 2 levels, got more");
  BOOST_TEST(Dump("[1,2]", {.max_values = 3}) == "[1,2]");
  BOOST_TEST(Dump("[1,2]", {.max_values = 2}) == "expected at most 2 values, got more");
  // A tower far deeper than any stack.
  BOOST_TEST(Dump(std::string(1'000'000, '[')) == "expected at most 64 levels, got more");
}

BOOST_AUTO_TEST_CASE(the_writer_indents) {
  BOOST_TEST(Print(Parsed(R"({"a":[1,{"b":[]}],"c":{}})"), 2) ==
             "{\n  \"a\": [\n    1,\n    {\n      \"b\": []\n    }\n  ],\n  \"c\": {}\n}");
}

BOOST_AUTO_TEST_CASE(written_strings_are_valid_and_parse_back) {
  for (const std::string_view text :
       {"plain", "quote \" slash / back \\", "\n\r\t\b\f", "\x7f\x1f", "矿机 ⛏ 😀", "</script>"}) {
    JsonWriter writer;
    writer.String(text);
    BOOST_TEST(Parsed(std::move(writer).Finish()).text == text);
  }
  JsonWriter writer;
  writer.String("a\xff\xe7\x9f");
  const std::string broken = std::move(writer).Finish();
  BOOST_TEST(IsValidUtf8(broken));
  BOOST_TEST(Parsed(broken).text.substr(0, 4) == "a\xef\xbf\xbd");
}

BOOST_AUTO_TEST_CASE(the_writer_writes_in_order) {
  JsonWriter writer;
  writer.BeginObject().Key("z").Int(-5).Key("a").Bool(true).Key("n").Null().Key("l").BeginArray();
  writer.String("x").Int(0).EndArray().EndObject();
  BOOST_TEST(std::move(writer).Finish() == R"({"z":-5,"a":true,"n":null,"l":["x",0]})");
}

BOOST_AUTO_TEST_CASE(the_reader_names_the_path_of_the_first_error) {
  const Json root = Parsed(R"({"phrases":[{"weight_db":"5"},{"weight_db":99}],"n":1.5,"s":"x",
      "b":1,"u":{"known":1,"new":2},"nothing":null})");
  const struct {
    void (*read)(const JsonReader&);
    std::string_view error;
  } kCases[] = {
      {[](const JsonReader& r) {
         r.Member("phrases").Item(0).Member("weight_db").Integer(-60, 60);
       },
       "phrases/0/weight_db: expected integer in [-60, 60], got \"5\""},
      {[](const JsonReader& r) { r.Member("phrases").Item(1).Member("weight_db").Integer(0, 20); },
       "phrases/1/weight_db: expected integer in [0, 20], got 99"},
      {[](const JsonReader& r) { r.Member("n").Integer(0, 9); },
       "n: expected integer in [0, 9], got 1.5"},
      {[](const JsonReader& r) { r.Member("missing").String(); },
       "missing: expected string, got nothing"},
      {[](const JsonReader& r) { r.Member("nothing").String(); },
       "nothing: expected string, got null"},
      {[](const JsonReader& r) { r.Member("phrases").String(); },
       "phrases: expected string, got array of 2"},
      {[](const JsonReader& r) { r.Member("u").Boolean(); },
       "u: expected true or false, got object of 2"},
      {[](const JsonReader& r) { r.Member("s").size(); }, "s: expected array, got \"x\""},
      {[](const JsonReader& r) { r.Member("s").Member("t").String(); },
       "s: expected object, got \"x\""},
      {[](const JsonReader& r) { r.Member("phrases").Strings(); },
       "phrases/0: expected string, got object of 1"},
      {[](const JsonReader& r) { r.Member("phrases").Item(7).String(); },
       "phrases/7: expected string, got null"},
      {[](const JsonReader& r) { r.Member("u").ExpectKeys({"known"}); },
       "u/new: expected no such key, got 2"},
      {[](const JsonReader& r) { r.ExpectKeys({"phrases"}); }, "n: expected no such key, got 1.5"},
      {[](const JsonReader& r) { r.Fail("something else"); },
       "document: expected something else, got object of 6"},
      {[](const JsonReader& r) {
         r.Member("s").Integer(0, 1);
         r.Member("n").String();
       },
       "s: expected integer in [0, 1], got \"x\""},
  };
  for (const auto& c : kCases) {
    const JsonRoot reader(root);
    c.read(reader);
    BOOST_TEST(!reader.ok());
    BOOST_TEST(reader.status().message() == c.error);
  }
}

BOOST_AUTO_TEST_CASE(optional_members_may_be_missing) {
  const Json root = Parsed(R"({"null":null,"list":["a","b"],"text":"t"})");
  const JsonRoot r(root);
  BOOST_TEST(r.Member("missing").OptionalString() == "");
  BOOST_TEST(r.Member("null").OptionalString() == "");
  BOOST_TEST(r.Member("text").OptionalString() == "t");
  BOOST_TEST(r.Member("missing").OptionalStrings().empty());
  BOOST_TEST(r.Member("list").OptionalStrings().size() == 2u);
  BOOST_TEST(r.Has("text"));
  BOOST_TEST(!r.Has("null"));
  BOOST_TEST(!r.Has("missing"));
  BOOST_TEST(!r.Member("missing").present());
  BOOST_TEST(r.ok());
}

BOOST_AUTO_TEST_CASE(long_values_are_cut_in_errors) {
  const Json root = Parsed("{\"a\":\"" + std::string(500, 'x') + "\"}");
  const JsonRoot r(root);
  r.Member("a").Integer(0, 1);
  BOOST_TEST(r.status().message().size() < 120u);
}

// For tools that say all that is wrong: nothing stops, and what is read behind a failure is a
// default.
BOOST_AUTO_TEST_CASE(a_reader_may_collect_all_complaints) {
  const Json root = Parsed(R"({"a":"x","b":{"c":[1,"y"]}})");
  std::vector<std::string> complaints;
  const JsonRoot r(root, "here", &complaints);
  BOOST_TEST(r.Member("a").Integer(3, 9) == 3);
  BOOST_TEST(r.Member("b").Member("c").Item(0).String() == "");
  BOOST_TEST(r.Member("b").Member("c").Item(1).String() == "y");
  r.Member("d").Boolean();
  r.ExpectKeys("a");
  BOOST_TEST(r.ok());
  const std::vector<std::string> expected = {
      "here/a: expected integer in [3, 9], got \"x\"",
      "here/b/c/0: expected string, got 1",
      "here/d: expected true or false, got nothing",
      "here/b: expected no such key, got object of 1",
  };
  BOOST_TEST(complaints == expected, boost::test_tools::per_element());
  for (size_t i = 0; i < 2 * kMaxComplaints; i++) r.Fail("less");
  BOOST_TEST(complaints.size() == kMaxComplaints);
}

}  // namespace touchstone

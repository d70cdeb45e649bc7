#include "core/page/tokenizer.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/json.h"
#include "core/page/tokens_dump.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

TokenizerState StateNamed(std::string_view name) {
  if (name == "RCDATA state") return TokenizerState::kRcdata;
  if (name == "RAWTEXT state") return TokenizerState::kRawtext;
  if (name == "Script data state") return TokenizerState::kScriptData;
  if (name == "PLAINTEXT state") return TokenizerState::kPlaintext;
  if (name == "CDATA section state") return TokenizerState::kCdataSection;
  BOOST_REQUIRE_MESSAGE(name == "Data state", name);
  return TokenizerState::kData;
}

// Undoes the second level of escapes of a "doubleEscaped" test; false when it holds a surrogate,
// which no UTF-8 text can.
bool Unescape(std::string* text) {
  std::string out;
  for (size_t i = 0; i < text->size(); i++) {
    if ((*text)[i] != '\\' || i + 5 >= text->size() || (*text)[i + 1] != 'u') {
      out.push_back((*text)[i]);
      continue;
    }
    const char32_t code = static_cast<char32_t>(std::stoul(text->substr(i + 2, 4), nullptr, 16));
    if (code >= 0xD800 && code <= 0xDFFF) return false;
    AppendUtf8(code, &out);
    i += 5;
  }
  *text = out;
  return true;
}

bool UnescapeAll(Json* json) {
  if (json->kind == Json::Kind::kString && !Unescape(&json->text)) return false;
  for (Json& item : json->items) {
    if (!UnescapeAll(&item)) return false;
  }
  for (auto& [name, value] : json->members) {
    if (!Unescape(&name) || !UnescapeAll(&value)) return false;
  }
  return true;
}

// One canonical form for both sides: attributes sorted, adjacent characters joined.
std::string Canonical(const Json& tokens) {
  JsonWriter w;
  w.BeginArray();
  std::string characters;
  const auto flush = [&] {
    if (!characters.empty()) w.BeginArray().String("Character").String(characters).EndArray();
    characters.clear();
  };
  for (Json token : tokens.items) {
    if (token.items[0].text == "Character") {
      characters += token.items[1].text;
      continue;
    }
    flush();
    for (Json& part : token.items) {
      std::sort(part.members.begin(), part.members.end(),
                [](const auto& a, const auto& b) { return a.first < b.first; });
    }
    w.Value(token);
  }
  flush();
  w.EndArray();
  return std::move(w).Finish();
}

struct Counts {
  int run = 0;
  int surrogates = 0;  // inputs that are no Unicode text
};

void RunTest(const Json& test, const std::string& file, Counts* counts) {
  std::string input = test.Find("input")->text;
  Json output = *test.Find("output");
  if (test.Find("doubleEscaped") != nullptr && (!Unescape(&input) || !UnescapeAll(&output))) {
    counts->surrogates++;
    return;
  }
  std::vector<std::string> states = {"Data state"};
  if (const Json* named = test.Find("initialStates")) {
    states.clear();
    for (const Json& state : named->items) states.push_back(state.text);
  }
  const Json* last = test.Find("lastStartTag");
  for (const std::string& state : states) {
    TokenizerOptions options;
    options.initial_state = StateNamed(state);
    if (last != nullptr) options.last_start_tag = last->text;
    const absl::StatusOr<Json> got = ParseJson(DumpTokens(input, options));
    BOOST_REQUIRE(got.ok());
    counts->run++;
    BOOST_TEST(Canonical(*got) == Canonical(output),
               file << ": " << test.Find("description")->text << " (" << state << "): got "
                    << Canonical(*got) << ", expected " << Canonical(output));
  }
}

// Every token's span begins where the last one ended, and the last one ends with the source.
void CheckTiles(std::string_view text) {
  Tokenizer tokenizer(text);
  uint32_t at = 0;
  for (Token token; tokenizer.Next(&token);) {
    BOOST_REQUIRE_EQUAL(token.span.begin, at);
    BOOST_REQUIRE(token.span.end > at);
    at = token.span.end;
  }
  BOOST_REQUIRE_EQUAL(at, text.size());
}

uint64_t Steps(std::string_view text) {
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.Next(&token);) {
  }
  return tokenizer.steps();
}

std::string Repeat(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; i++) out += text;
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(html5lib_tests_pass_in_every_state_they_name) {
  const std::string directory = SharedDir("html5lib-tests/tokenizer");
  if (directory.empty()) return;
  Counts counts;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    if (entry.path().extension() != ".test") continue;
    const absl::StatusOr<Json> file = ParseJson(ReadAll(entry.path().string()));
    BOOST_REQUIRE_MESSAGE(file.ok(), entry.path() << ": " << file.status().ToString());
    // xmlViolationTests are for a mode that coerces to XML, which no browser has.
    const Json* tests = file->Find("tests");
    if (tests == nullptr) continue;
    for (const Json& test : tests->items) RunTest(test, entry.path().filename().string(), &counts);
  }
  std::fprintf(stderr, "html5lib tokenizer tests: %d run, %d left out (lone surrogates)\n",
               counts.run, counts.surrogates);
  BOOST_TEST(counts.run > 6000);
}

BOOST_AUTO_TEST_CASE(spans_tile_the_input) {
  // Every string of up to five of these characters, then some longer ones.
  const std::string_view alphabet = "<>/!-=\"a &";
  std::string text;
  for (int length = 1; length <= 5; length++) {
    std::vector<size_t> digits(static_cast<size_t>(length), 0);
    for (bool more = true; more;) {
      text.clear();
      for (const size_t digit : digits) text.push_back(alphabet[digit]);
      CheckTiles(text);
      more = false;
      for (size_t& digit : digits) {
        if (++digit < alphabet.size()) {
          more = true;
          break;
        }
        digit = 0;
      }
    }
  }
  CheckTiles("<script><!--<script></script>--></script><title>a</titl></title><plaintext></p>");
  CheckTiles("</><a b=c d='e' f=\"g\"/></a ><!doctype html public 'x' \"y\"><![CDATA[x]]>");
}

BOOST_AUTO_TEST_CASE(start_tags_switch_text_modes) {
  Tokenizer tokenizer("<title>a&lt;<b></title><style><b></style><b>");
  std::vector<std::string> kinds;
  for (Token token; tokenizer.Next(&token);) {
    kinds.push_back(token.kind == TokenKind::kStartTag ? "start"
                    : token.kind == TokenKind::kEndTag ? "end"
                                                       : "text");
  }
  const std::vector<std::string> expected = {"start", "text", "end",  "start",
                                             "text",  "end",  "start"};
  BOOST_TEST(kinds == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(doubling_a_nasty_input_at_most_doubles_the_steps) {
  const std::string_view units[] = {"<",
                                    "<!--",
                                    "<!-- -- ",
                                    "<a ",
                                    "<a b='",
                                    "<a b=c ",
                                    "</",
                                    "<![CDATA[",
                                    "&amp",
                                    "<script><!--<script>",
                                    "<title>",
                                    "<div>",
                                    "</p>",
                                    "<!doctype ",
                                    "<a/a/",
                                    "-->",
                                    "<svg><![CDATA[",
                                    "<textarea><",
                                    "&#x1F600",
                                    "\r\n\0"};
  for (const std::string_view unit : units) {
    const uint64_t once = Steps(Repeat(unit, 20'000));
    const uint64_t twice = Steps(Repeat(unit, 40'000));
    BOOST_TEST(twice <= once * 2 + once / 50 + 16, unit << ": " << once << " then " << twice);
  }
}

BOOST_AUTO_TEST_CASE(nul_and_the_replacement_character_are_one_name) {
  const std::string_view tags[] = {std::string_view("<a \0=1 \xEF\xBF\xBD=2>", 13),
                                   std::string_view("<a \xEF\xBF\xBD=1 \0=2>", 13)};
  for (const std::string_view tag : tags) {
    Token token;
    Tokenizer(tag).Next(&token);
    BOOST_TEST(token.attributes.size() == 1u);
  }
}

BOOST_AUTO_TEST_CASE(equal_attributes_are_found_among_few_and_many) {
  for (const int count : {1, 2, 15, 16, 17, 40, 200}) {
    std::string tag = "<a";
    for (int i = 0; i < count; i++) absl::StrAppend(&tag, " x", i, "=1");
    for (int i = 0; i < count; i++) absl::StrAppend(&tag, " X", i, "=2");
    Token token;
    Tokenizer(tag + " last>").Next(&token);
    BOOST_TEST(token.attributes.size() == static_cast<size_t>(count) + 1);
  }
}

BOOST_AUTO_TEST_CASE(a_tag_keeps_the_first_of_equal_attributes_and_at_most_the_limit) {
  Token token;
  Tokenizer twice("<a B=1 b=2 c>");
  twice.Next(&token);
  BOOST_TEST(token.attributes.size() == 2u);
  std::string flood = "<a";
  for (int i = 0; i < 5'000; i++) flood += absl::StrCat(" x", i, "=1");
  flood += ">";
  Tokenizer tokenizer(flood);
  BOOST_TEST(tokenizer.Next(&token));
  BOOST_TEST(token.attributes.size() == Tokenizer::kMaxAttributes);
  BOOST_TEST(token.span.end == flood.size());
}

}  // namespace touchstone

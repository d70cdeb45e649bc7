#include "core/base/text.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace touchstone {

BOOST_AUTO_TEST_CASE(ill_formed_utf8_is_repaired_as_the_standard_has_it) {
  const std::string_view r = "\xEF\xBF\xBD";
  const std::pair<std::string_view, std::string> rows[] = {
      {"plain", "plain"},
      {"\xE7\x9F\xBF", "\xE7\x9F\xBF"},
      {"a\xFF"
       "b",
       "a" + std::string(r) + "b"},
      {"\xC0\xAF", std::string(r) + std::string(r)},                       // overlong
      {"\xED\xA0\x80", std::string(r) + std::string(r) + std::string(r)},  // a surrogate
      {"\xE7\x9F", std::string(r)},                                        // cut: one mark
      {"\xF0\x9F\x98x", std::string(r) + "x"},
      {"\xF4\x90\x80\x80", std::string(r) + std::string(r) + std::string(r) + std::string(r)},
      {"\x80", std::string(r)},
  };
  for (const auto& [bytes, expected] : rows) {
    BOOST_TEST(RepairUtf8(bytes) == expected);
    BOOST_TEST(IsValidUtf8(bytes) == (bytes == expected));
    BOOST_TEST(RepairUtf8(RepairUtf8(bytes)) == expected);
  }
}

BOOST_AUTO_TEST_CASE(repair_of_every_two_bytes_is_valid) {
  for (int a = 0; a < 256; a++) {
    for (int b = 0; b < 256; b++) {
      const std::string bytes = {static_cast<char>(a), static_cast<char>(b), 'x'};
      const std::string repaired = RepairUtf8(bytes);
      BOOST_REQUIRE(IsValidUtf8(repaired));
      BOOST_REQUIRE(repaired.back() == 'x');
    }
  }
}

BOOST_AUTO_TEST_CASE(code_points_survive_the_way_there_and_back) {
  for (char32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    AppendUtf8(c, &text);
    size_t pos = 0;
    BOOST_REQUIRE(DecodeUtf8(text, &pos) == c);
    BOOST_REQUIRE(pos == text.size());
  }
  std::string surrogate;
  AppendUtf8(0xD800, &surrogate);
  BOOST_TEST(surrogate == "\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_CASE(folding_lowers_narrows_and_drops_what_is_not_seen) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"WhatsApp", "whatsapp"},
      {"ÄÖÜ ÉÑ", "äöü éñ"},
      {"МАЙНЕР Ё", "майнер ё"},
      {"ΑΒΓ Ά", "αβγ ά"},
      {"ŁÓDŹ İ", "łódź i"},
      {"ȘȚ ǍǓ ƠƯ", "șț ǎǔ ơư"},
      {"ӘҚӀ", "әқӏ"},
      {"ＷｅＣｈａｔ　１", "wechat 1"},
      {"w\xE2\x80\x8Bh\xC2\xAD"
       "a\xEF\xB8\x8Ft",
       "what"},
      {"e\xCC\x81", "e"},
      {"what\001s\177app", "whatsapp"},
      {"  a \t\xC2\xA0 b  ", "a b"},
      {"a \n b", "a\nb"},
      {"矿机", "矿机"},
      {"", ""},
  };
  for (const auto& [text, folded] : rows) {
    BOOST_TEST(FoldString(text) == folded, text);
    BOOST_TEST(Fold(text).text == folded, text);
  }
}

BOOST_AUTO_TEST_CASE(folded_bytes_know_where_they_came_from) {
  const std::string_view text =
      "x W\xE2\x80\x8B"
      "E矿  y";
  const FoldedText folded = Fold(text);
  BOOST_TEST(folded.text == "x we矿 y");
  const size_t at = folded.text.find("we矿");
  BOOST_TEST(Slice(text, folded.Origin(at, at + 5)) ==
             "W\xE2\x80\x8B"
             "E矿");
  BOOST_TEST(Slice(text, folded.Origin(0, folded.text.size())) == text);
}

BOOST_AUTO_TEST_CASE(quotes_are_cut_at_characters_and_lose_their_controls) {
  BOOST_TEST(CutForQuote("short", 10) == "short");
  BOOST_TEST(CutForQuote("exactly ten", 11) == "exactly ten");
  BOOST_TEST(CutForQuote("one two three", 10) == "one two\xE2\x80\xA6");
  BOOST_TEST(CutForQuote("矿机矿机", 9) == "矿机\xE2\x80\xA6");
  BOOST_TEST(CutForQuote("a\xE2\x80\xAE"
                         "b\x1B[31mc",
                         40) == "ab[31mc");
  BOOST_TEST(CutForQuote(" a \n b ", 40) == "a b");
  for (size_t limit = 0; limit < 20; limit++) {
    const std::string quote = CutForQuote("矿机 and more of it", limit);
    BOOST_TEST(quote.size() <= limit);
    BOOST_TEST(IsValidUtf8(quote));
  }
}

BOOST_AUTO_TEST_CASE(spaces_collapse_and_ends_are_trimmed) {
  BOOST_TEST(CollapseSpaces("  a \n\t b\xE3\x80\x80"
                            "c ") == "a b c");
  BOOST_TEST(CollapseSpaces(" ") == "");
}

BOOST_AUTO_TEST_CASE(hexadecimal_digits_have_values_and_nothing_else_has) {
  int digits = 0;
  for (int c = -128; c < 128; c++) {
    const int value = HexDigit(static_cast<char>(c));
    if (value < 0) continue;
    BOOST_TEST(std::string_view("0123456789abcdef")[value] == (c | 0x20));
    digits++;
  }
  BOOST_TEST(digits == 22);
}

}  // namespace touchstone

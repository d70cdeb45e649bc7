#include "cli/decode.h"

#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/input.h"
#include "core/base/text.h"
#include "core/page/encoding.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

std::string Decode(std::string_view encoding, std::string_view bytes) {
  std::string text;
  BOOST_TEST(DecodeToUtf8(bytes, encoding, &text), encoding);
  return text;
}

struct Row {
  std::string_view encoding;
  std::string_view bytes;
  std::string_view text;
};

void CheckRows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    BOOST_TEST(Decode(row.encoding, row.bytes) == row.text,
               absl::StrCat(row.encoding, ": ", row.text));
  }
}

}  // namespace

// Every sequence of every charset is compared in tests/node/charsets.mjs; these are the cases that
// show what goes wrong.

BOOST_AUTO_TEST_CASE(labels_lead_to_the_table_that_pages_mean_by_them) {
  const std::vector<Row> rows = {
      {"iso-8859-1", "\x93\x80\x94", "“€”"},  // windows-1252
      {"gb2312", "\x80\xFE\x50", "€⺁"},      // gbk, by gb18030's decoder
      {"gbk", "\x95\x32\x82\x36", "𠀀"},
      {"shift_jis", "\x81\x60\x87\x40\xFA\x40", "～①ⅰ"},  // with the vendors' rows
      {"x-euc-jp", "\xA1\xC1\xAD\xA1\x8E\xB1", "～①ｱ"},
      {"iso-2022-jp", "\x1B$B!A-!\x1B(B~\x1B(J~", "～①~‾"},
      {"ks_c_5601-1987", "\x8C\x63\xB0\xA1", "똠가"},  // with all syllables
      {"big5-hkscs", "\xA4\xA4\xFA\x40\x88\x62", "中𠕇Ê̄"},
      {"latin5", "\xDD\x80", "İ€"},
      {"tis-620", "\xA1\x80", "ก€"},
      {"koi8-ru", "\xA4\xAE", "єў"},
      {"mac", "\xDB\xF0", "€\uF8FF"},
      {"x-mac-ukrainian", "\xFF\xA2", "€Ґ"},
      {"logical", "\xE0", "א"},
      {"x-user-defined", "A\xFF", "A\uF7FF"},
  };
  for (const Row& row : rows) {
    const std::string_view name = EncodingFromLabel(row.encoding);
    BOOST_TEST(Decode(name, row.bytes) == row.text, row.encoding);
  }
}

BOOST_AUTO_TEST_CASE(utf_16_is_read_both_ways_with_and_without_its_mark) {
  const std::string little("<\0t\0>\0\xFF\x77\x3D\xD8\x00\xDE", 12);
  const std::string big("\0<\0t\0>\x77\xFF\xD8\x3D\xDE\x00", 12);
  BOOST_TEST(Decode("utf-16le", little) == "<t>矿😀");
  BOOST_TEST(Decode("utf-16be", big) == "<t>矿😀");
  const EncodingChoice little_choice = ChooseEncoding("\xFF\xFE" + little, "");
  BOOST_TEST(little_choice.name == "utf-16le");
  BOOST_TEST(little_choice.byte_order_mark_size == 2u);
  const EncodingChoice big_choice = ChooseEncoding("\xFE\xFF" + big, "gbk");
  BOOST_TEST(big_choice.name == "utf-16be");
  BOOST_TEST(big_choice.byte_order_mark_size == 2u);
  BOOST_TEST(ChooseEncoding(little, "utf-16").name == "utf-16le");
  BOOST_TEST(ChooseEncoding(little, "utf-16").byte_order_mark_size == 0u);
  CheckRows({
      {"utf-16le", {"\x00\xD8\x41\x00", 4}, "\uFFFDA"},  // a surrogate alone
      {"utf-16le", {"\x00\xDC\x41\x00", 4}, "\uFFFDA"},
      {"utf-16le", {"\x00\xD8\x00\xD8\x00\xDC", 6}, "\uFFFD𐀀"},
      {"utf-16be", {"\x00\x41\x00", 3}, "A\uFFFD"},  // an odd last byte
      {"utf-16le", {"\x00\xD8\x41", 3}, "\uFFFD"},
      {"utf-16be", {"\xFE\xFF\x00\x41", 4}, "\uFEFFA"},  // the mark is cut before, not here
  });
}

BOOST_AUTO_TEST_CASE(an_ill_formed_sequence_swallows_no_markup) {
  CheckRows({
      {"gbk", "\xB0<b>", "\uFFFD<b>"},
      {"gbk", "\xB0\xFF<", "\uFFFD<"},
      {"gb18030", "\x81\x30<", "\uFFFD0<"},
      {"gb18030", "\x81\x30\x81<", "\uFFFD0\uFFFD<"},
      {"gb18030", "\xFE\x39\xFE\x39<", "\uFFFD<"},
      {"big5", "\x87<", "\uFFFD<"},
      {"big5", "\xA3\xFE<", "\uFFFD<"},
      {"euc-kr", "\xB0<", "\uFFFD<"},
      {"euc-kr", "\xFE\xFE<", "\uFFFD<"},
      {"shift_jis", "\x81<", "\uFFFD<"},
      {"shift_jis", "\xFD<", "\uFFFD<"},
      {"euc-jp", "\x8F\xA1<\xA1\xA1", "\uFFFD<　"},
      {"euc-jp", "\x8E<", "\uFFFD<"},
      {"iso-2022-jp", "\x1B(Z<", "\uFFFD(Z<"},
      {"iso-2022-jp", "\x1B$B\x1B(B<", "\uFFFD<"},
      {"windows-1253", "\xAA<", "\uFFFD<"},
      {"windows-1253", "\x81<", "\u0081<"},
      {"replacement", "<p>", "\uFFFD"},
      {"replacement", "", ""},
  });
}

BOOST_AUTO_TEST_CASE(what_ends_within_a_sequence_is_one_replacement_character) {
  CheckRows({
      {"gb18030", "\x81", "\uFFFD"},
      {"gb18030", "\x81\x30", "\uFFFD"},
      {"gb18030", "\x81\x30\x81", "\uFFFD"},
      {"big5", "\xA4", "\uFFFD"},
      {"euc-kr", "\xB0", "\uFFFD"},
      {"shift_jis", "\x81", "\uFFFD"},
      {"euc-jp", "\x8F", "\uFFFD"},
      {"euc-jp", "\x8F\xA1", "\uFFFD"},
      {"iso-2022-jp", "\x1B$B0", "\uFFFD"},
  });
}

BOOST_AUTO_TEST_CASE(every_charset_of_the_standard_is_known_to_this_system) {
  for (const std::string_view name :
       {"big5",         "euc-jp",       "euc-kr",       "gb18030",       "gbk",
        "ibm866",       "iso-2022-jp",  "iso-8859-10",  "iso-8859-13",   "iso-8859-14",
        "iso-8859-15",  "iso-8859-16",  "iso-8859-2",   "iso-8859-3",    "iso-8859-4",
        "iso-8859-5",   "iso-8859-6",   "iso-8859-7",   "iso-8859-8",    "iso-8859-8-i",
        "koi8-r",       "koi8-u",       "macintosh",    "shift_jis",     "windows-1250",
        "windows-1251", "windows-1253", "windows-1254", "windows-1255",  "windows-1256",
        "windows-1257", "windows-1258", "windows-874",  "x-mac-cyrillic"}) {
    BOOST_TEST(Decode(name, "<p>") == "<p>", name);
  }
}

BOOST_AUTO_TEST_CASE(a_charset_that_is_not_known_is_read_as_windows_1252) {
  std::string text;
  BOOST_TEST(!DecodeToUtf8("\x80 \x81 \xE9", "no-such-charset", &text));
  BOOST_TEST(text == "€ \u0081 é");
}

BOOST_AUTO_TEST_CASE(real_pages_in_other_charsets_have_the_title_that_was_seen) {
  const std::string directory = SharedDir("pages");
  if (directory.empty()) return;
  const std::set<std::string> other = {"gb2312", "gbk", "gbk->utf-8", "utf-16le(BOM)"};
  int pages = 0;
  for (const std::string_view line : absl::StrSplit(ReadAll(directory + "/INDEX.tsv"), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() < 8 || other.count(cells[4]) == 0) continue;
    const std::string title = cells[7].substr(0, cells[7].find(" | "));
    const Document document = ReadDocument(directory + "/" + cells[0]);
    BOOST_TEST(document.error.code == "", cells[0]);
    // "(garbled)": a page that was saved with its text lost.
    if (absl::StartsWith(title, "(")) continue;
    BOOST_TEST(absl::StrContains(document.page.text, title), cells[0]);
    BOOST_TEST(IsValidUtf8(document.page.text), cells[0]);
    pages++;
  }
  BOOST_TEST(pages == 4);
}

}  // namespace touchstone

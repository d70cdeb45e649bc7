#include "core/page/encoding.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/page/archive.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

std::string Choose(std::string_view bytes, std::string_view transport = "") {
  return std::string(ChooseEncoding(bytes, transport).name);
}

}  // namespace

BOOST_AUTO_TEST_CASE(labels_map_to_their_encoding) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"UTF-8", "utf-8"},
      {" latin1 ", "windows-1252"},
      {"iso-8859-1", "windows-1252"},
      {"GB2312", "gbk"},
      {"Shift_JIS", "shift_jis"},
      {"sjis", "shift_jis"},
      {"ks_c_5601-1987", "euc-kr"},
      {"unicode", "utf-16le"},
      {"big5-hkscs", "big5"},
      {"koi8-r", "koi8-r"},
      {"hz-gb-2312", "replacement"},
      {"no such charset", ""},
      {"", ""},
  };
  for (const auto& [label, name] : rows) BOOST_TEST(EncodingFromLabel(label) == name, label);
}

BOOST_AUTO_TEST_CASE(the_order_is_mark_transport_meta) {
  const std::string gbk = "\xD6\xD0";  // not UTF-8
  BOOST_TEST(Choose("\xEF\xBB\xBF" + gbk, "gbk") == "utf-8");
  BOOST_TEST(Choose("\xFF\xFE"
                    "a",
                    "gbk") == "utf-16le");
  BOOST_TEST(Choose("\xFE\xFF"
                    "a",
                    "gbk") == "utf-16be");
  BOOST_TEST(Choose("<meta charset=big5>" + gbk, "gbk") == "gbk");
  BOOST_TEST(Choose("<meta charset=big5>" + gbk) == "big5");
  BOOST_TEST(Choose(gbk) == "windows-1252");
  BOOST_TEST(Choose("plain") == "utf-8");
}

BOOST_AUTO_TEST_CASE(valid_utf8_overrules_a_false_declaration) {
  BOOST_TEST(Choose("<meta charset=gbk>\xE7\x9F\xBF\xE6\x9C\xBA") == "utf-8");
  BOOST_TEST(Choose("<meta charset=gbk>\xBF\xF3\xBB\xFA") == "gbk");
}

BOOST_AUTO_TEST_CASE(meta_elements_are_read_as_the_standard_has_it) {
  const std::string tail = "\xD6\xD0";
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<meta charset='gbk'>", "gbk"},
      {"<META CHARSET = gbk >", "gbk"},
      {"<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "gbk"},
      {"<meta content='text/html; charset=\"gbk\"' http-equiv=content-type>", "gbk"},
      {"<meta content='text/html; charset=gbk'>", "windows-1252"},
      {"<!-- <meta charset=gbk> -->", "windows-1252"},
      {"<script charset=gbk></script>", "windows-1252"},
      {"<meta charset=utf-16le>", "utf-8"},
      {"<title a='<meta charset=gbk>'>", "windows-1252"},
      {"<meta charset=nonsense content='text/html; charset=gbk' http-equiv=content-type>",
       "windows-1252"},
      {"<meta content='text/html; charset=gbk' content=x http-equiv=content-type>", "gbk"},
      {"<meta charset=big5 charset=gbk>", "big5"},
      {"<meta a=b c><p><meta charset=gbk>", "gbk"},
  };
  for (const auto& [html, name] : rows) {
    BOOST_TEST(Choose(absl::StrCat(html, tail)) == name, html);
  }
}

BOOST_AUTO_TEST_CASE(utf16_without_a_mark_shows_in_its_xml_declaration) {
  BOOST_TEST(Choose(std::string_view("<\0?\0x\0m\0", 8)) == "utf-16le");
  BOOST_TEST(Choose(std::string_view("\0<\0?\0x\0m", 8)) == "utf-16be");
}

BOOST_AUTO_TEST_CASE(html5lib_encoding_tests_pass) {
  const std::string directory = SharedDir("html5lib-tests/encoding");
  if (directory.empty()) return;
  int run = 0;
  for (const char* name : {"tests1.dat", "tests2.dat", "test-yahoo-jp.dat"}) {
    const std::string file = ReadAll(directory + "/" + name);
    const std::string_view rest = file;
    constexpr std::string_view kData = "#data\n", kEncoding = "\n#encoding\n";
    for (size_t at = rest.find(kData); at != std::string_view::npos; at = rest.find(kData, at)) {
      const size_t begin = at + kData.size(), end = rest.find(kEncoding, begin);
      BOOST_REQUIRE(end != std::string_view::npos);
      const size_t label = end + kEncoding.size();
      at = std::min(rest.find('\n', label), rest.size());
      // Plain ASCII would be read as UTF-8 whatever is declared: one byte more makes it matter.
      const std::string data = absl::StrCat(rest.substr(begin, end - begin), "\xFF");
      BOOST_TEST(Choose(data) == EncodingFromLabel(rest.substr(label, at - label)), data);
      run++;
    }
  }
  std::fprintf(stderr, "html5lib encoding tests: %d run\n", run);
  BOOST_TEST(run == 82);
}

BOOST_AUTO_TEST_CASE(a_flood_of_attributes_in_a_meta_takes_no_longer_for_each) {
  // With time that grows as the square this is minutes.
  std::string flood = "<meta";
  for (int i = 0; i < 100'000; i++) absl::StrAppend(&flood, " a", i);
  BOOST_TEST(Choose(flood + " charset=gbk>\xD6\xD0") == "gbk");
}

BOOST_AUTO_TEST_CASE(a_late_declaration_in_the_head_counts_and_one_in_the_body_does_not) {
  const std::string filler = "<script>" + std::string(5000, 'x') + "</script>";
  BOOST_TEST(Choose("<head>" + filler + "<meta charset=gbk></head>\xD6\xD0") == "gbk");
  BOOST_TEST(Choose("<head></head><body>" + filler + "<meta charset=gbk>\xD6\xD0") ==
             "windows-1252");
}

BOOST_AUTO_TEST_CASE(real_pages_have_the_encoding_that_was_seen) {
  const std::string directory = SharedDir("pages");
  if (directory.empty()) return;
  const std::string index = ReadAll(directory + "/INDEX.tsv");
  int pages = 0;
  for (const std::string_view line : absl::StrSplit(index, '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() < 8 || cells[0] == "file" || cells[4].substr(0, 5) == "MHTML") continue;
    // "gbk->utf-8": declared, and what the bytes are; "utf-8(BOM)".
    std::string want = cells[4];
    if (const size_t arrow = want.find("->"); arrow != std::string::npos) {
      want = want.substr(arrow + 2);
    }
    want = want.substr(0, want.find('('));
    if (want == "gb2312") want = "gbk";
    BOOST_TEST(Choose(ReadAll(directory + "/" + cells[0])) == want, cells[0]);
    pages++;
  }
  BOOST_TEST(pages > 90);
}

}  // namespace touchstone

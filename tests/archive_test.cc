#include "core/page/archive.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

constexpr char kArchive[] =
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/page\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n"
    "\tboundary=\"----B\"\r\n\r\n\r\n------B\r\nContent-Type: image/png\r\n\r\nx\r\n"
    "------B\r\ncontent-type: text/html; charset=utf-8\r\nContent-ID: <frame@x>\r\n"
    "Content-Transfer-Encoding: ENCODING\r\nContent-Location: https://example.com/page\r\n\r\n"
    "BODY\r\n------B\r\nContent-Type: text/html\r\n\r\n<p>frame\r\n------B--\r\n";

std::string Archive(std::string_view encoding, std::string_view body) {
  return absl::StrReplaceAll(kArchive, {{"ENCODING", encoding}, {"BODY", body}});
}

std::string Main(std::string_view archive) {
  const std::optional<ArchivedDocument> document = ReadArchive(archive);
  if (!document.has_value()) return "none";
  return absl::StrCat(document->bytes, " | ", document->charset_label, " | ", document->url,
                      document->truncated ? " | truncated" : "");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_html_part_is_the_page) {
  const std::string_view rest = " | utf-8 | https://example.com/page";
  BOOST_TEST(Main(Archive("binary", "<p>a=3Db")) == absl::StrCat("<p>a=3Db", rest));
  BOOST_TEST(Main(Archive("quoted-printable", "<p>a=3Db =\r\nc=E2=82=AC =zz")) ==
             absl::StrCat("<p>a=b c\xE2\x82\xAC =zz", rest));
  BOOST_TEST(Main(Archive("base64", "PHA+\r\naGVsbG8=")) == absl::StrCat("<p>hello", rest));
}

BOOST_AUTO_TEST_CASE(a_line_that_only_begins_like_the_boundary_is_text) {
  BOOST_TEST(Main(Archive("binary", "a\r\n------Bc\r\nd")) ==
             "a\r\n------Bc\r\nd | utf-8 | https://example.com/page");
  BOOST_TEST(Main(absl::StrReplaceAll(Archive("binary", "a"), {{"------B\r\n", "------B \r\n"}})) ==
             "a | utf-8 | https://example.com/page");
}

BOOST_AUTO_TEST_CASE(html_is_no_archive) {
  BOOST_TEST(LooksLikeArchive(Archive("binary", "x")));
  for (const std::string_view text :
       {"", "<html>", "\xEF\xBB\xBF<html>", "Content-Type: text/html\r\n\r\n<p>",
        "<!-- Content-Type: multipart/related -->", "plain text"}) {
    BOOST_TEST(!LooksLikeArchive(text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_cut_archive_gives_what_is_there_and_says_so) {
  const std::string whole = Archive("quoted-printable", "<p>text</p>");
  for (size_t size = 0; size < whole.size(); size++) {
    const std::optional<ArchivedDocument> document = ReadArchive(whole.substr(0, size));
    if (!document.has_value()) continue;
    const bool all = document->bytes == "<p>text</p>";
    BOOST_TEST((all || document->truncated));
  }
}

BOOST_AUTO_TEST_CASE(an_archive_without_html_is_none) {
  BOOST_TEST(
      Main("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png"
           "\r\n\r\nx\r\n--b--") == "none");
  BOOST_TEST(Main("Content-Type: multipart/related\r\n\r\n") == "none");
}

BOOST_AUTO_TEST_CASE(archives_that_a_browser_saved_give_their_html) {
  const std::string directory = SharedDir("pages/mhtml");
  if (directory.empty()) return;
  for (const char* name : {"example.com.mhtml", "hn.mhtml", "mdn.mhtml"}) {
    const std::string bytes = ReadAll(directory + "/" + name);
    BOOST_TEST(LooksLikeArchive(bytes), name);
    const std::optional<ArchivedDocument> document = ReadArchive(bytes);
    BOOST_REQUIRE(document.has_value());
    BOOST_TEST(document->bytes.find("</html>") != std::string::npos, name);
    BOOST_TEST(document->url.substr(0, 4) == "http", name);
    BOOST_TEST(!document->truncated, name);
  }
}

}  // namespace touchstone

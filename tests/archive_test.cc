#include "core/page/archive.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/page/saved_page.h"
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

std::string WithBody(std::string_view encoding, std::string_view body) {
  return absl::StrReplaceAll(kArchive, {{"ENCODING", encoding}, {"BODY", body}});
}

// An archive of these parts, each "HEADERS\n\nBODY", with line breaks as mail has them.
std::string Of(std::string_view type, std::initializer_list<std::string_view> parts) {
  std::string text = absl::StrCat("Content-Type: ", type, "; boundary=b\n\n");
  for (const std::string_view part : parts) absl::StrAppend(&text, "--b\n", part, "\n");
  return absl::StrReplaceAll(text + "--b--\n", {{"\n", "\r\n"}});
}

std::string_view BytesOf(const Archive& archive, size_t document) {
  return Slice(archive.bytes, archive.documents[document].bytes);
}

std::string Main(std::string_view text) {
  const std::optional<Archive> archive = ReadArchive(text);
  if (!archive.has_value()) return "none";
  return absl::StrCat(BytesOf(*archive, 0), " | ", archive->documents[0].charset_label, " | ",
                      archive->url, archive->truncated ? " | truncated" : "");
}

// The documents' bytes, and how each is named: "a <id> @location; b".
std::string Documents(std::string_view text) {
  const std::optional<Archive> archive = ReadArchive(text);
  if (!archive.has_value()) return "none";
  std::vector<std::string> lines;
  for (size_t i = 0; i < archive->documents.size(); i++) {
    const ArchivedDocument& document = archive->documents[i];
    std::string line(BytesOf(*archive, i));
    if (!document.content_id.empty()) absl::StrAppend(&line, " <", document.content_id, ">");
    if (!document.location.empty()) absl::StrAppend(&line, " @", document.location);
    lines.push_back(line);
  }
  return absl::StrJoin(lines, "; ") + (archive->truncated ? " | truncated" : "");
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_first_html_part_is_the_page) {
  const std::string_view rest = " | utf-8 | https://example.com/page";
  BOOST_TEST(Main(WithBody("binary", "<p>a=3Db")) == absl::StrCat("<p>a=3Db", rest));
  BOOST_TEST(Main(WithBody("quoted-printable", "<p>a=3Db =\r\nc=E2=82=AC =zz")) ==
             absl::StrCat("<p>a=b c\xE2\x82\xAC =zz", rest));
  BOOST_TEST(Main(WithBody("base64", "PHA+\r\naGVsbG8=")) == absl::StrCat("<p>hello", rest));
}

BOOST_AUTO_TEST_CASE(transfer_encodings_survive_what_mail_did_to_them) {
  const std::tuple<std::string_view, std::string_view, std::string_view> rows[] = {
      {"quoted-printable", "a= \t\r\nb", "ab"},    // spaces behind a soft line break
      {"quoted-printable", "a  \r\nb", "a\nb"},    // spaces at the end of a line
      {"quoted-printable", "a=\r\n=\r\nb", "ab"},  // soft line breaks in a row
      {"quoted-printable", "=e2=82=aC", "\xE2\x82\xAC"},
      {"Quoted-Printable", "a=3D=3", "a==3"},     // cut in an escape
      {"quoted-printable", "a=\nb\nc", "ab\nc"},  // bare line feeds
      {"BASE64", "PH\r\nA+ *aG!Vs\xFF\r\n\r\nbG8", "<p>hello"},
      {"base64", "PHA+aGVsbG8", "<p>hello"},  // no padding
      {"base64", "PHA+a", "<p>"},             // cut in the middle of a byte
      {"base64", "", ""},
      {"binary", "a\r\n\0b\xFF", "a\r\n"},
      {"x-unknown", "a=3D", "a=3D"},
      {"8bit", "\xE4", "\xE4"},
  };
  for (const auto& [encoding, body, expected] : rows) {
    const std::optional<Archive> archive = ReadArchive(WithBody(encoding, body));
    BOOST_REQUIRE(archive.has_value());
    BOOST_TEST(BytesOf(*archive, 0) == expected, encoding << ": " << body);
    BOOST_TEST(!archive->truncated);
  }
}

BOOST_AUTO_TEST_CASE(every_html_part_is_a_document_with_its_names) {
  BOOST_TEST(Documents(Of("multipart/related",
                          {"Content-Type: text/css\n\np{}",
                           "Content-Type: text/html\nContent-ID: <a@x>\n\nA",
                           "Content-Type: application/xhtml+xml\nContent-Location: http://x/b\n\nB",
                           "Content-Type: image/png\n\nC", "Content-Type: TEXT/HTML\n\nD", "E"})) ==
             "A <a@x>; B @http://x/b; D");
  BOOST_TEST(Documents(Of("multipart/related", {"Content-Type: text/html\n\n"})) == "");
}

BOOST_AUTO_TEST_CASE(the_start_parameter_names_the_page) {
  const std::initializer_list<std::string_view> parts = {
      "Content-Type: text/html\nContent-ID: <a>\n\nA",
      "Content-Type: text/html\nContent-ID: <b>\n\nB",
      "Content-Type: text/html\nContent-ID: <c>\n\nC"};
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"multipart/related", "A <a>; B <b>; C <c>"},
      {"multipart/related; start=\"<b>\"", "B <b>; A <a>; C <c>"},
      {"multipart/related; start=c", "C <c>; A <a>; B <b>"},
      {"multipart/related; start=\"<gone>\"", "A <a>; B <b>; C <c>"},
      {"multipart/related; start=", "A <a>; B <b>; C <c>"},
      {"multipart/related; x=\"; start=<c>; \\\"\"; start=<b>", "B <b>; A <a>; C <c>"},
  };
  for (const auto& [type, expected] : rows)
    BOOST_TEST(Documents(Of(type, parts)) == expected, type);
}

BOOST_AUTO_TEST_CASE(multiparts_inside_are_read_up_to_their_depth) {
  const std::string_view alternative =
      "Content-Type: multipart/alternative; boundary=\"in b\"\nContent-ID: <alt>\n\npreamble\n"
      "--in b\nContent-Type: text/plain\n\nplain\n--in b\nContent-Type: text/html\n\nrich\n--in "
      "b--";
  BOOST_TEST(Documents(Of("multipart/related",
                          {alternative, "Content-Type: text/html\n\nframe"})) == "rich; frame");
  BOOST_TEST(Documents(Of("multipart/related; start=<alt>",
                          {"Content-Type: text/html\n\nframe", alternative})) == "rich; frame");
  // A start inside says nothing of what is outside.
  BOOST_TEST(Documents(Of("multipart/related",
                          {"Content-Type: text/html\n\npage",
                           "Content-Type: multipart/related; boundary=c; start=\"<x>\"\n\n--c\n"
                           "Content-Type: text/html\nContent-ID: <x>\n\ninner\n--c--"})) ==
             "page; inner <x>");
  // No end inside, and no boundary at all.
  BOOST_TEST(Documents(Of("multipart/related",
                          {"Content-Type: multipart/mixed; boundary=c\n\n--c\nContent-Type: "
                           "text/html\n\ninner"})) == "inner | truncated");
  BOOST_TEST(Documents(Of("multipart/related", {"Content-Type: text/html\n\na",
                                                "Content-Type: multipart/mixed\n\nx"})) ==
             "a | truncated");
  std::string nested = "Content-Type: text/html\n\ninnermost";
  for (int depth = 1; depth <= kMaxArchiveDepth + 1; depth++) {
    BOOST_TEST(Documents("Content-Type: multipart/related; boundary=top\n\n--top\n" + nested +
                         "\n--top--") == (depth <= kMaxArchiveDepth ? "innermost" : "none"));
    nested = absl::StrCat("Content-Type: multipart/mixed; boundary=", depth, "\n\n--", depth, "\n",
                          nested, "\n--", depth, "--");
  }
}

BOOST_AUTO_TEST_CASE(the_address_is_the_first_web_address_of_the_headers) {
  const auto url = [](std::string_view snapshot, std::string_view own, std::string_view top) {
    std::string text = "Content-Type: multipart/related; boundary=b\n";
    if (!snapshot.empty()) absl::StrAppend(&text, "Snapshot-Content-Location: ", snapshot, "\n");
    if (!top.empty()) absl::StrAppend(&text, "Content-Location: ", top, "\n");
    absl::StrAppend(&text, "\n--b\nContent-Type: text/html\n");
    if (!own.empty()) absl::StrAppend(&text, "Content-Location: ", own, "\n");
    return ReadArchive(text + "\nx\n--b--")->url;
  };
  BOOST_TEST(url("https://s.example/", "https://o.example/", "https://t.example/") ==
             "https://o.example/");
  BOOST_TEST(url("https://s.example/", "", "https://t.example/") == "https://s.example/");
  BOOST_TEST(url("https://s.example/", "cid:main", "") == "https://s.example/");
  BOOST_TEST(url("https://s.example/", "file://C:\\page.htm", "") == "https://s.example/");
  BOOST_TEST(url("", "page.htm", "https://t.example/") == "https://t.example/");
  BOOST_TEST(url("", "", "") == "");
}

BOOST_AUTO_TEST_CASE(a_line_that_only_begins_like_the_boundary_is_text) {
  BOOST_TEST(Main(WithBody("binary", "a\r\n------Bc\r\nd")) ==
             "a\r\n------Bc\r\nd | utf-8 | https://example.com/page");
  BOOST_TEST(
      Main(absl::StrReplaceAll(WithBody("binary", "a"), {{"------B\r\n", "------B \r\n"}})) ==
      "a | utf-8 | https://example.com/page");
}

BOOST_AUTO_TEST_CASE(html_is_no_archive) {
  BOOST_TEST(LooksLikeArchive(WithBody("binary", "x")));
  for (const std::string_view text :
       {"", "<html>", "\xEF\xBB\xBF<html>", "Content-Type: text/html\r\n\r\n<p>",
        "<!-- Content-Type: multipart/related -->", "plain text"}) {
    BOOST_TEST(!LooksLikeArchive(text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_cut_archive_gives_what_is_there_and_says_so) {
  const std::string whole = WithBody("quoted-printable", "<p>text</p>");
  const size_t end = whole.rfind("--");  // the last boundary is whole from here on
  for (size_t size = 0; size < whole.size(); size++) {
    const std::optional<Archive> archive = ReadArchive(whole.substr(0, size));
    if (!archive.has_value()) continue;
    BOOST_TEST((archive->truncated || size >= end + 2), size);
    if (archive->documents.size() == 2) BOOST_TEST(BytesOf(*archive, 0) == "<p>text</p>");
  }
}

BOOST_AUTO_TEST_CASE(an_archive_without_html_is_none) {
  BOOST_TEST(
      Main("Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png"
           "\r\n\r\nx\r\n--b--") == "none");
  BOOST_TEST(Main("Content-Type: multipart/related\r\n\r\n") == "none");
}

BOOST_AUTO_TEST_CASE(parts_and_documents_are_bounded) {
  std::string many = "Content-Type: multipart/related; boundary=b\n\n";
  for (int i = 0; i < kMaxArchiveParts + 10; i++) many += "--b\nContent-Type: text/html\n\nx\n";
  const std::optional<Archive> archive = ReadArchive(many + "--b--");
  BOOST_REQUIRE(archive.has_value());
  BOOST_TEST(archive->documents.size() == kMaxArchiveDocuments);
  BOOST_TEST(archive->truncated);
}

// Each of these is of megabytes: what takes more than linear time does not come to its end here.
BOOST_AUTO_TEST_CASE(hostile_headers_and_boundaries_are_read_to_their_end) {
  const std::string semicolons(kMaxArchiveHeaderBytes - 100, ';');
  const std::string quotes(kMaxArchiveHeaderBytes - 100, '"');
  std::string headers = "Content-Type: multipart/related; boundary=b\n\n";
  for (int i = 0; i < 400; i++) {
    absl::StrAppend(&headers, "--b\nContent-Type: text/html", i % 2 == 0 ? semicolons : quotes,
                    "\n\nx\n");
  }
  BOOST_TEST(ReadArchive(headers + "--b--")->documents.size() == 200u);
  std::string lines =
      "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n";
  for (int i = 0; i < 2'000'000; i++) lines += "--b-\n";
  BOOST_TEST(ReadArchive(lines)->documents[0].bytes.size() > 9'000'000u);
  std::string opened = "Content-Type: multipart/related; boundary=b\n\n";
  for (int i = 0; i < 1'000'000; i++) opened += "--b\n";
  BOOST_TEST(!ReadArchive(opened).has_value());
}

BOOST_AUTO_TEST_CASE(a_saved_page_is_the_file_or_what_its_archive_holds) {
  const SavedPage file = OpenSavedPage("\xEF\xBB\xBFx", "");
  BOOST_TEST(!file.archive);
  BOOST_REQUIRE(file.documents.size() == 1u);
  BOOST_CHECK((file.documents[0].bytes == Span{3, 4}));
  const std::string bytes =
      Of("multipart/related",
         {"Content-Type: text/html\nContent-Location: https://example.com/\n\n<p>x",
          "Content-Type: text/html; charset=gb2312\nContent-ID: <f@x>\n\n<p>\xD6\xD0",
          "Content-Type: text/html\n\n\xFF\xFEx",
          "Content-Type: text/html; charset=gb2312\n\n<p>\xE4\xB8\xAD"});
  const SavedPage page = OpenSavedPage(bytes, "big5");
  BOOST_TEST(page.archive);
  BOOST_TEST(page.url == "https://example.com/");
  BOOST_REQUIRE(page.documents.size() == 4u);
  const std::string_view encodings[] = {"utf-8", "gbk", "utf-16le", "utf-8"};
  for (size_t i = 0; i < 4; i++) BOOST_TEST(page.documents[i].encoding == encodings[i]);
  BOOST_TEST(page.documents[1].content_id == "f@x");
  BOOST_TEST(Slice(page.unpacked, page.documents[2].bytes) == "x");
}

BOOST_AUTO_TEST_CASE(an_archive_without_a_page_is_an_empty_page) {
  const SavedPage page = OpenSavedPage("Content-Type: multipart/related; boundary=b\n\n", "");
  BOOST_TEST(page.archive);
  BOOST_TEST(page.truncated);
  BOOST_REQUIRE(page.documents.size() == 1u);
  BOOST_TEST(page.documents[0].bytes.empty());
}

BOOST_AUTO_TEST_CASE(names_of_documents_are_valid_utf8) {
  const SavedPage page =
      OpenSavedPage(Of("multipart/related", {"Content-Type: text/html\nContent-ID: <\xFF>\n"
                                             "Content-Location: https://example.com/\xC0\n\nx"}),
                    "");
  BOOST_TEST(page.documents[0].content_id == "\xEF\xBF\xBD");
  BOOST_TEST(page.url == "https://example.com/\xEF\xBF\xBD");
}

BOOST_AUTO_TEST_CASE(archives_that_a_browser_saved_give_their_html) {
  const std::string directory = SharedDir("pages/mhtml");
  if (directory.empty()) return;
  for (const char* name : {"example.com.mhtml", "hn.mhtml", "mdn.mhtml"}) {
    const std::string bytes = ReadAll(directory + "/" + name);
    BOOST_TEST(LooksLikeArchive(bytes), name);
    const std::optional<Archive> archive = ReadArchive(bytes);
    BOOST_REQUIRE(archive.has_value());
    BOOST_TEST(BytesOf(*archive, 0).find("</html>") != std::string::npos, name);
    BOOST_TEST(archive->url.substr(0, 4) == "http", name);
    BOOST_TEST(!archive->truncated, name);
  }
}

}  // namespace touchstone

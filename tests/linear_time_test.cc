// Linear time and bounded memory from bytes to a page. The core counts steps: twice as much of a
// nasty input takes at most twice as many. No clock is looked at.
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "core/page/archive.h"
#include "core/page/encoding.h"
#include "core/page/page.h"
#include "core/page/structured.h"
#include "core/page/tokenizer.h"

#ifndef __EMSCRIPTEN__
#include <malloc.h>

// Counts what is allocated, for the tests of memory below.
namespace {
size_t live_bytes = 0, peak_bytes = 0;
}  // namespace

void* operator new(size_t size) {
  void* memory = std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  live_bytes += malloc_usable_size(memory);
  if (live_bytes > peak_bytes) peak_bytes = live_bytes;
  return memory;
}

void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

void operator delete(void* memory, size_t) noexcept { operator delete(memory); }
#endif

namespace touchstone {
namespace {

// An input that grows: `unit` many times, between a head and a tail.
struct Nasty {
  std::string_view unit;
  std::string_view head = "";
  std::string_view tail = "";
};

std::string Grow(const Nasty& nasty, size_t times) {
  std::string out(nasty.head);
  out.reserve(nasty.head.size() + nasty.unit.size() * times + nasty.tail.size());
  for (size_t i = 0; i < times; i++) out += nasty.unit;
  out += nasty.tail;
  return out;
}

uint64_t TokenSteps(std::string_view text) {
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.Next(&token);) tokenizer.SetForeign(false);
  return tokenizer.steps();
}

uint64_t PageSteps(std::string_view text) { return BuildPage(text)->steps; }

uint64_t EncodingSteps(std::string_view bytes) { return ChooseEncoding(bytes, "").steps; }

uint64_t ArchiveSteps(std::string_view bytes) {
  const std::optional<Archive> archive = ReadArchive(bytes);
  BOOST_REQUIRE(archive.has_value());
  return archive->steps;
}

void CheckDoubling(const Nasty& nasty, size_t times, uint64_t (*steps)(std::string_view)) {
  const uint64_t once = steps(Grow(nasty, times));
  const uint64_t twice = steps(Grow(nasty, 2 * times));
  BOOST_TEST(twice > once, nasty.head << nasty.unit << ": does not grow");
  BOOST_TEST(twice <= once * 2 + once / 50 + 64,
             nasty.head << nasty.unit << ": " << once << " then " << twice);
}

// Tokens and pages of all these, from both ends of what the standard allows.
constexpr Nasty kNastyText[] = {
    {"<"},
    {"<!--"},
    {"<!-- -- "},
    {"-", "<!--"},
    {"--!", "<!--"},
    {"<![CDATA["},
    {"]]", "<svg><![CDATA["},
    {"<svg><![CDATA["},
    {" x", "<p", ">"},
    {" x=1 y=2", "<p", ">"},
    {" x='>'", "<p"},
    {"=", "<p ", ">"},
    {"/", "<p ", ">"},
    {"<p a='"},
    {"&", ""},
    {"&notit;", "<p a='", "'>"},
    {"&amp", ""},
    {"&#x1F600;", "<title>"},
    {"&#", ""},
    {"<script>", "<script><!--"},
    {"<!--<script>", "<script>"},
    {"</script", "<script>"},
    {"--><!--", "<script>"},
    {"</titl", "<title>"},
    {"</textarea", "<textarea>"},
    {"<!doctype html public '"},
    {"<div>"},
    {"<b>"},
    {"<a></b>"},
    {"</X>"},
    {"<p X>"},
    {"<table><tr><td>"},
    {"<li><div>"},
    {"<svg><p>"},
    {"<X>", "<template>"},
    {"x<br>"},
    {std::string_view("\0", 1), "<title>"},
    {"\r\n"},
    {"\xFF", ""},
};

}  // namespace

BOOST_AUTO_TEST_CASE(twice_the_nasty_text_takes_at_most_twice_the_steps_as_tokens) {
  for (const Nasty& nasty : kNastyText) CheckDoubling(nasty, 20'000, &TokenSteps);
}

BOOST_AUTO_TEST_CASE(twice_the_nasty_text_takes_at_most_twice_the_steps_as_a_page) {
  for (const Nasty& nasty : kNastyText) CheckDoubling(nasty, 20'000, &PageSteps);
}

BOOST_AUTO_TEST_CASE(twice_the_nasty_bytes_take_at_most_twice_the_steps_to_a_charset) {
  const Nasty kInputs[] = {
      {"<!-- -->", "", "\xFF"},
      {"<p a=b>", "", "\xFF"},
      {" a", "<meta", ">\xFF"},
      {" a=b", "<p", ">\xFF"},
      {"charset", "<meta http-equiv=content-type content='", "'>\xFF"},
      {"</1>", "", "\xFF"},
      {"<!x>", "", "\xFF"},
      {"<meta charset>", "", "\xFF"},
      {"x<", "", "\xFF"},
  };
  for (const Nasty& nasty : kInputs) CheckDoubling(nasty, 20'000, &EncodingSteps);
}

BOOST_AUTO_TEST_CASE(twice_the_nasty_archive_takes_at_most_twice_the_steps) {
  constexpr std::string_view kHead =
      "Content-Type: multipart/related; boundary=B; start=no\n\n--B\nContent-Type: text/html\n\n";
  constexpr std::string_view kQuoted =
      "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n"
      "Content-Transfer-Encoding: quoted-printable\n\n";
  constexpr std::string_view kBase64 =
      "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n"
      "Content-Transfer-Encoding: base64\n\n";
  const Nasty kInputs[] = {
      {"x", kHead},
      {"\n--", kHead},
      {"\n--Bx", kHead},
      {"\n--B        x", kHead},
      {"\n--B\n", kHead},
      {"\n--B\na:b\nc", kHead},
      {"\n--B\nContent-ID: x\n\ny", kHead},
      {"=41", kQuoted},
      {"=\n", kQuoted},
      {" ", kQuoted},
      {"=", kQuoted},
      {"PHA+", kBase64},
      {"\n", kBase64},
  };
  // Not more parts than the limit, behind which nothing is looked at.
  for (const Nasty& nasty : kInputs) CheckDoubling(nasty, kMaxArchiveParts / 2 - 1, &ArchiveSteps);
}

BOOST_AUTO_TEST_CASE(an_archive_with_too_many_parts_or_headers_says_so) {
  const Nasty parts = {"\n--B\n\n",
                       "Content-Type: multipart/related; boundary=B; start=no\n\n--B\n"
                       "Content-Type: text/html\n\n<p>"};
  const std::optional<Archive> archive = ReadArchive(Grow(parts, kMaxArchiveParts));
  BOOST_REQUIRE(archive.has_value());
  BOOST_TEST(archive->truncated);
  BOOST_TEST(archive->bytes == "<p>");
  // A header that does not end within its limit is none.
  const std::string flood = Grow({"a:b\n"}, kMaxArchiveHeaderBytes);
  BOOST_TEST(!LooksLikeArchive(flood + "Content-Type: multipart/related; boundary=B\n\n"));
}

BOOST_AUTO_TEST_CASE(a_page_with_too_many_attributes_keeps_the_first_and_says_so) {
  const std::unique_ptr<Page> page = BuildPage(Grow({"<p a b c d e f g h>"}, 300'000));
  BOOST_TEST(page->truncated);
  BOOST_TEST(page->attributes.size() == kMaxPageAttributes);
  BOOST_TEST(page->elements.size() > 300'000u);
  const Element& last = page->elements.back();
  BOOST_TEST(last.first_attribute + last.attribute_count == page->attributes.size());
}

BOOST_AUTO_TEST_CASE(an_item_with_too_many_types_keeps_the_first_and_says_so) {
  // Types are looked through for each item below: without a limit this is minutes.
  const std::string json =
      Grow({"\"x\",", "<script type=application/ld+json>{\"@type\":[", "\"y\"],\"k\":["}, 400'000) +
      Grow({"{\"@type\":\"Product\"},", "", "0]}</script>"}, 10'000);
  const std::string microdata = Grow({"x ", "<p itemscope itemtype='", "'>"}, 400'000) +
                                Grow({"<b itemprop=a itemscope itemtype=Product></b>"}, 10'000);
  for (const std::string& html : {json, microdata}) {
    const std::unique_ptr<Page> page = BuildPage(html);
    BOOST_TEST(page->truncated);
    BOOST_REQUIRE(page->items.size() == 10'001u);
    BOOST_TEST(page->items[0].types.size() == kMaxItemTypes);
  }
}

BOOST_AUTO_TEST_CASE(json_ld_beyond_a_limit_is_left_out_and_says_so) {
  for (const std::string_view unit : {"[", "{\"a\":"}) {
    BOOST_TEST(BuildPage(Grow({unit, "<script type=application/ld+json>"}, 1000))->truncated);
  }
  BOOST_TEST(!BuildPage("<script type=application/ld+json>[[[")->truncated);
}

// What takes too long as WebAssembly, and what counts memory.
#ifndef __EMSCRIPTEN__

BOOST_AUTO_TEST_CASE(a_quoted_printable_line_of_50_megabytes_is_decoded) {
  constexpr size_t kTimes = 50'000'000 / 3;
  const std::string archive =
      Grow({"=41",
            "Content-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n"
            "Content-Transfer-Encoding: quoted-printable\n\n",
            "\n--B--"},
           kTimes);
  const std::optional<Archive> read = ReadArchive(archive);
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST(read->bytes.size() == kTimes);
  BOOST_TEST(read->bytes.substr(0, 3) == "AAA");
  BOOST_TEST(read->steps <= archive.size());
}

BOOST_AUTO_TEST_CASE(a_million_nested_tags_are_one_page) {
  for (const std::string_view unit : {"<div>", "<b>", "<svg>", "<i itemscope itemprop=a>"}) {
    const std::unique_ptr<Page> page = BuildPage(Grow({unit, "", "text"}, 1'000'000));
    BOOST_TEST(page->truncated, unit);
    BOOST_TEST(page->elements.size() <= kMaxElements, unit);
  }
}

BOOST_AUTO_TEST_CASE(a_text_of_200_megabytes_is_read_to_its_end) {
  constexpr std::string_view kUnit =
      "<li class=\"item  x\"><a href='/p?a=1&amp;b=2'>Text of a page &euro; 5</a><!-- - -->\n";
  constexpr size_t kTimes = 100'000'000 / kUnit.size();
  CheckDoubling({kUnit}, kTimes, &TokenSteps);
  // One byte more than the limit, and it is the last that counts.
  const std::string text(size_t{Tokenizer::kMaxSourceBytes} + 1, 'x');
  Tokenizer tokenizer(text);
  Token token;
  BOOST_TEST(tokenizer.Next(&token));
  BOOST_TEST(token.span.end == Tokenizer::kMaxSourceBytes);
}

// The most memory that a page needs while it is built.
size_t PeakOf(std::string_view html) {
  const size_t before = peak_bytes = live_bytes;
  BuildPage(html);
  return peak_bytes - before;
}

void CheckPeak(std::string_view what, std::string_view html) {
  const size_t peak = PeakOf(html), most = kPageBytesPerByte * html.size() + kPageBytesOfLimits;
  BOOST_TEST(peak <= most, what << ": " << peak << " bytes for " << html.size());
}

BOOST_AUTO_TEST_CASE(a_page_takes_a_few_bytes_for_each_of_its_own_and_what_its_limits_allow) {
  constexpr size_t kBytes = 8u << 20;
  for (const Nasty& nasty : kNastyText) {
    const std::string html = Grow(nasty, kBytes / nasty.unit.size());
    // Half of what the limits allow: what the tree takes, for no single thing but its nodes takes
    // more than its bytes.
    const size_t peak = PeakOf(html);
    BOOST_TEST(peak <= kPageBytesPerByte * html.size() + kPageBytesOfLimits / 4 * 3,
               nasty.head << nasty.unit << ": " << peak);
  }
}

BOOST_AUTO_TEST_CASE(a_page_that_passes_all_limits_stays_within_its_memory) {
  const std::string elements = Grow({"<a A=1 href=2 rel=3>z</a><meta name=A>"}, 300'000) +
                               Grow({"<p A B C D E F G>"}, 100'000);
  const std::string microdata =
      Grow({"<b itemprop=a itemscope itemtype=b></b>", "<p itemscope>"}, kMaxItems + 1);
  for (const std::string_view unit : {"0,", "[],", "{\"\":0},", "\"\","}) {
    const size_t times = (kMaxStructuredBytes - 10) / unit.size();
    const std::string json =
        Grow({unit, "<script type=application/ld+json>[", "0]</script>"}, times);
    const std::string html = elements + microdata + json;
    CheckPeak(unit, html);
  }
}

#endif

}  // namespace touchstone

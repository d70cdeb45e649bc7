#include "core/page/page.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

// Elements by nesting: "html(head body(p b))".
std::string Shape(std::string_view html) {
  const std::unique_ptr<Page> page = BuildPage(html);
  std::string shape;
  std::vector<ElementId> open;  // ends of subtrees
  for (ElementId id = 0; id < page->elements.size(); id++) {
    while (!open.empty() && open.back() <= id) {
      shape += ")";
      open.pop_back();
    }
    if (!shape.empty() && shape.back() != '(') shape += " ";
    absl::StrAppend(&shape, page->elements[id].tag);
    if (page->elements[id].subtree_end > id + 1) {
      shape += "(";
      open.push_back(page->elements[id].subtree_end);
    }
  }
  return shape + std::string(open.size(), ')');
}

// The text, '|' between blocks.
std::string Text(std::string_view html) {
  return absl::StrReplaceAll(BuildPage(html)->text, {{"\n", "|"}});
}

uint64_t Steps(std::string_view unit, int times) {
  std::string html;
  for (int i = 0; i < times; i++) html += unit;
  return BuildPage(html)->steps;
}

}  // namespace

BOOST_AUTO_TEST_CASE(elements_nest_as_in_a_browser) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", "html(head body)"},
      {"text", "html(head body)"},
      {"<p>a<p>b", "html(head body(p p))"},
      {"<title>t</title><h1>x", "html(head(title) body(h1))"},
      {"<html><head></head><meta><body><br>", "html(head(meta) body(br))"},
      {"<ul><li>a<li>b</ul>c", "html(head body(ul(li li)))"},
      {"<table><tr><td>a<td>b<tr><td>c</table>", "html(head body(table(tbody(tr(td td) tr(td)))))"},
      {"<select><option>a<option>b</select>", "html(head body(select(option option)))"},
      {"<dl><dt>a<dd>b<dt>c</dl>", "html(head body(dl(dt dd dt)))"},
      {"<div><span></div><b>", "html(head body(div(span) b))"},
      {"<p><div></p>", "html(head body(p div(p)))"},
      {"<template><p>a</p></template><p>b", "html(head(template) body(p))"},
      {"<svg><title>s</title><path/></svg><p>", "html(head body(svg(title path) p))"},
      {"<svg><g><p>x", "html(head body(svg(g) p))"},
      {"<body a=1><body b=2><html c=3>x", "html(head body)"},
      {"<h1>a</h2>b<p>", "html(head body(h1 p))"},
      {"x</p></br>", "html(head body(p br))"},
      {"</p></br>", "html(head body(br))"},
  };
  for (const auto& [html, shape] : rows) BOOST_TEST(Shape(html) == shape, html);
}

BOOST_AUTO_TEST_CASE(text_is_what_a_reader_sees) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<p>a  b\n c<p>d", "a b c|d"},
      {"a<b>b</b> c", "ab c"},
      {"a<br>b<div>c</div>d", "a|b|c|d"},
      {"<table><tr><td>a<td>b</table>", "a|b"},
      {"<script>x</script><style>y</style>z<noscript>n</noscript>", "z"},
      {"<title>t</title>a<textarea>b</textarea>c", "a|c"},
      {"a&amp;b &lt;c&gt; &#x20AC;5",
       "a&b <c> \xE2\x82\xAC"
       "5"},
      {"a\xC2\xA0 b", "a b"},
      {"<template>a</template>b", "b"},
      {"<svg><title>s</title></svg>x", "sx"},
      {std::string_view("What\0sApp \0 x", 13), "WhatsApp x"},
  };
  for (const auto& [html, text] : rows) BOOST_TEST(Text(html) == text, html);
}

BOOST_AUTO_TEST_CASE(hidden_text_is_marked_and_kept) {
  for (const std::string_view attribute :
       {"hidden", "style='display: none'", "style='color:red;VISIBILITY : hidden'",
        "aria-hidden=true"}) {
    const std::unique_ptr<Page> page =
        BuildPage(absl::StrCat("<p ", attribute, ">a <b>c</b></p><p>d"));
    BOOST_TEST(page->text == "a c\nd", attribute);
    BOOST_TEST(page->RunAt(0)->hidden, attribute);
    BOOST_TEST(page->RunAt(2)->hidden, attribute);
    BOOST_TEST(!page->RunAt(4)->hidden, attribute);
    BOOST_TEST(page->VisibleTextOf(0) == "d", attribute);
  }
}

BOOST_AUTO_TEST_CASE(a_hidden_input_is_hidden) {
  const std::unique_ptr<Page> page = BuildPage("<input type=HIDDEN value=5><input type=text>");
  BOOST_REQUIRE(page->elements.size() == 5u);
  BOOST_TEST(page->elements[3].hidden);
  BOOST_TEST(!page->elements[4].hidden);
}

BOOST_AUTO_TEST_CASE(runs_tile_the_text_but_for_separators) {
  const std::unique_ptr<Page> page = BuildPage("<p>a <b>b</b> c<p>d<td>e");
  uint32_t at = 0;
  for (const TextRun& run : page->runs) {
    if (run.text.begin != at) {
      BOOST_TEST(run.text.begin == at + 1);
      BOOST_TEST(page->text[at] == '\n');
    }
    at = run.text.end;
  }
  BOOST_TEST(at == page->text.size());
}

BOOST_AUTO_TEST_CASE(facts_of_the_head_are_found) {
  const std::unique_ptr<Page> page = BuildPage(
      "<!-- saved from url=(0024)https://example.com/item -->\n<html lang=zh-CN>"
      "<title> A &amp; B </title><svg><title>no</title></svg><base href=/b>"
      "<link rel=canonical href='https://example.com/c'><meta property=og:type content=product>"
      "<meta name=Description content='x &lt; y'><script id=s type=TEXT/x>code</script>"
      "<a href=/l rel=nofollow>l</a>");
  BOOST_TEST(page->title == "A & B");
  BOOST_TEST(page->language == "zh");
  BOOST_TEST(page->base == "/b");
  BOOST_TEST(page->canonical == "https://example.com/c");
  BOOST_TEST(page->saved_from == "https://example.com/item");
  BOOST_REQUIRE(page->meta.size() == 2u);
  BOOST_TEST(page->meta[1].key == "description");
  BOOST_TEST(page->meta[1].content == "x < y");
  BOOST_REQUIRE(page->scripts.size() == 1u);
  BOOST_TEST(page->scripts[0].type == "text/x");
  BOOST_TEST(Slice(page->source, page->scripts[0].source) == "code");
  BOOST_TEST(page->links.size() == 2u);
}

BOOST_AUTO_TEST_CASE(classes_are_whole_words) {
  const std::unique_ptr<Page> page = BuildPage("<p class=' price old-price\tx '>");
  const ElementId p = 3;
  BOOST_TEST(page->elements[p].tag == "p");
  BOOST_TEST(page->HasClass(p, "price"));
  BOOST_TEST(page->HasClass(p, "old-price"));
  BOOST_TEST(page->HasClass(p, "x"));
  BOOST_TEST(!page->HasClass(p, "old"));
}

BOOST_AUTO_TEST_CASE(doubling_a_nasty_page_at_most_doubles_the_steps) {
  for (const std::string_view unit :
       {"<div>",         "</div>",     "<b><p>",   "<li>",          "<table><tr><td>", "</table>",
        "<a href=x>",    "<svg><p>",   "<option>", "<p hidden>a",   "</head><link>",   "<template>",
        "<h1></h2>",     "<td>",       "</p>",     "<dd><div>",     "<button>",        "x<br>",
        "<i itemscope>", "<",          "<!--",     "<a a=1 a=2>",   "<b></i>",         "<!-- -->",
        "<script>",      "<math><mi>", "&lt;",     "<form></table>"}) {
    const uint64_t once = Steps(unit, 20'000), twice = Steps(unit, 40'000);
    BOOST_TEST(twice <= once * 2 + once / 50 + 64, unit << ": " << once << " then " << twice);
  }
}

BOOST_AUTO_TEST_CASE(deep_pages_are_bounded_and_say_so) {
  std::string deep;
  for (int i = 0; i < 1'000'000; i++) deep += "<div>";
  const std::unique_ptr<Page> page = BuildPage(deep + "text");
  BOOST_TEST(page->truncated);
  BOOST_TEST(page->elements.size() <= kMaxElements);
}

BOOST_AUTO_TEST_CASE(junk_of_megabytes_is_read_to_its_end) {
  constexpr size_t kSize = 10'000'000;
  const std::unique_ptr<Page> angles = BuildPage(std::string(kSize, '<'));
  BOOST_TEST(angles->text.size() == kSize);
  BOOST_TEST(angles->elements.size() == 3u);
  const std::unique_ptr<Page> nuls = BuildPage(std::string(kSize, '\0'));
  BOOST_TEST(nuls->text == "");
  const std::unique_ptr<Page> comment = BuildPage("a<!--" + std::string(kSize, '-'));
  BOOST_TEST(comment->text == "a");
  const std::unique_ptr<Page> value = BuildPage("a<b c='" + std::string(kSize, 'x'));
  BOOST_TEST(value->text == "a");
}

BOOST_AUTO_TEST_CASE(real_pages_cut_anywhere_are_read) {
  const std::string directory = SharedDir("pages/ebay");
  if (directory.empty()) return;
  for (const auto& entry : std::filesystem::directory_iterator(directory)) {
    const std::string text = ReadAll(entry.path().string());
    for (size_t part = 0; part <= 50; part++) {
      const std::unique_ptr<Page> page = BuildPage(text.substr(0, text.size() * part / 50));
      for (const Element& element : page->elements) {
        BOOST_REQUIRE(element.text.begin <= element.text.end);
        BOOST_REQUIRE(element.text.end <= page->text.size());
        BOOST_REQUIRE(element.subtree_end <= page->elements.size());
      }
    }
  }
}

}  // namespace touchstone

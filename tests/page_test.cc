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
      // Formatting elements go on behind a block's end, and are split where tags cross.
      {"<b><p>x</b>y", "html(head body(b p(b)))"},
      {"<p><b>x</p>y", "html(head body(p(b) b))"},
      {"<b>x<i>y</b>z</i>", "html(head body(b(i) i))"},
      {"<a>x<div>y<a>z", "html(head body(a div(a a)))"},
      {"<a><p>x</a>y", "html(head body(a p(a)))"},
      {"<b><b><b><b></b></b></b></b><p>x", "html(head body(b(b(b(b))) p))"},
      {"<p><b><b><b><b><p>x", "html(head body(p(b(b(b(b)))) p(b(b(b)))))"},
      {"<nobr>a<nobr>b", "html(head body(nobr nobr))"},
      // What a table may not hold goes before it.
      {"<table>x<tr><td>y</table>", "html(head body(table(tbody(tr(td)))))"},
      {"<table><b><tr><td>y</table>z", "html(head body(b table(tbody(tr(td))) b))"},
      {"<table><tr><div>x</div><td>y", "html(head body(div table(tbody(tr(td)))))"},
      {"<table><form><tr><td><input></form></table>",
       "html(head body(table(form tbody(tr(td(input))))))"},
      {"<table><tr><td><table><tr><td>x</table>y</table>z",
       "html(head body(table(tbody(tr(td(table(tbody(tr(td)))))))))"},
      {"<!doctype html><p><table>", "html(head body(p table))"},
      {"<p><table>", "html(head body(p(table)))"},
      {"<form><form><div></form><p>", "html(head body(form(div(p))))"},
      {"<select><p>a<option>b<select>c", "html(head body(select(p option)))"},
      {"<select><div><option>a</div><input>", "html(head body(select(div(option)) input))"},
      {"<svg><foreignobject><p>x</svg>y", "html(head body(svg(foreignobject(p))))"},
      {"<svg><image/><a><title>t</title></a></svg>", "html(head body(svg(image a(title))))"},
      {"<math><mi><p>x</mi><mo>y", "html(head body(math(mi(p(mo)))))"},
      {"<image>", "html(head body(img))"},
      {"<frameset><frame><noframes>x</noframes></frameset>", "html(head frameset(frame noframes))"},
      {"x<frameset>", "html(head body)"},
      {"</head><noscript>x</noscript><meta>", "html(head body(noscript meta))"},
      {"<template><tr><td>a</template><table><template>x",
       "html(head(template) body(table(template)))"},
      // A tag that opens nothing does not turn what follows into text.
      {"<template><col><textarea></template><p>x", "html(head(template) body(p))"},
      {"<frameset><title><frame>", "html(head frameset(frame))"},
      {"<svg><title><style></title></svg><p>x", "html(head body(svg(title(style))))"},
      {"<svg><foreignobject><![CDATA[><textarea>]]></svg><p>x",
       "html(head body(svg(foreignobject) p))"},
      {"<ruby>a<rt>b<rp>c", "html(head body(ruby(rt rp)))"},
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
      {"<svg><style>s</style><script>t</script></svg>x", "x"},
      {"<table>x<tr><td>y</table>z", "x|y|z"},
      {"<b>a<p>b</b>c", "a|bc"},
      {std::string_view("<svg>a\0", 7), "a\xEF\xBF\xBD"},
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

// Each row is a page whose "x" is hidden, and one that differs in one fact, whose "x" is not.
BOOST_AUTO_TEST_CASE(hidden_text_and_its_honest_twin_differ_in_one_fact) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<p hidden>x", "<p>x"},
      {"<p hidden>x", "<p hidden style=display:block>x"},
      {"<p aria-hidden=true>x", "<p aria-hidden=false>x"},
      {"<p style=display:none>x", "<p style=--a:display:none>x"},
      {"<p style=visibility:hidden><b>x",
       "<p style=visibility:hidden><b style=visibility:visible>x"},
      {"<p style=display:none><b style=visibility:visible>x", "<p><b style=visibility:visible>x"},
      {"<p style=display:none><b style=display:block>x", "<p style=display:flex><b>x"},
      {"<p style=opacity:0><b style=opacity:1>x", "<p style=opacity:1><b style=opacity:1>x"},
      {"<p style=font-size:0><b>x", "<p style=font-size:0><b style=font-size:9px>x"},
      {"<p style=font-size:0><b style=font-size:2em>x",
       "<p style=font-size:9px><b style=font-size:2em>x"},
      {"<p style=font-size:0><b>x", "<p style=font-size:0><b class=price>x"},
      {"<p style=font-size:0><font>x", "<p style=font-size:0><font size=4>x"},
      {"<p style=color:#fff;background:#fff>x", "<p style=color:#fff>x"},
      {"<p style=color:#fff;background:#fff>x", "<p style=color:#fff;background:#000>x"},
      {"<div style=background:white><p style=color:#fefefe>x",
       "<div style=background:white><p style=color:#eee>x"},
      {"<div style=background:white><p><b style=color:#fff>x",
       "<div style=background:white><p style=background:black><b style=color:#fff>x"},
      {"<div style=background:white><p><b style=color:#fff>x",
       "<div style=background:white><p class=bar><b style=color:#fff>x"},
      {"<div style=background:white><p style=color:#fff>x",
       "<div style='background:white url(a)'><p style=color:#fff>x"},
      {"<div style=background:white;color:white>x", "<div style=background:white;color:white><a>x"},
      {"<body bgcolor=#FFFFFF><font color=white>x", "<body bgcolor=#000000><font color=white>x"},
      {"<body bgcolor=white text=white>x", "<body bgcolor=white text=black>x"},
      {"<p style=color:transparent>x", "<p style=color:transparent;background-clip:text>x"},
      {"<p style=text-indent:-9999px>x", "<p style=text-indent:-9999px><b style=text-indent:0>x"},
      {"<p style=position:absolute;left:-9999px>x", "<p style=position:absolute;left:9px>x"},
  };
  for (const auto& [hidden, honest] : rows) {
    const std::unique_ptr<Page> page = BuildPage(hidden), twin = BuildPage(honest);
    BOOST_TEST(page->text == "x", hidden);
    BOOST_TEST(page->RunAt(0)->hidden, hidden);
    BOOST_TEST(!twin->RunAt(0)->hidden, honest);
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
  for (const std::string_view unit : {"<div>",
                                      "</div>",
                                      "<b><p>",
                                      "<li>",
                                      "<table><tr><td>",
                                      "</table>",
                                      "<a href=x>",
                                      "<svg><p>",
                                      "<option>",
                                      "<p hidden>a",
                                      "</head><link>",
                                      "<template>",
                                      "<h1></h2>",
                                      "<td>",
                                      "</p>",
                                      "<dd><div>",
                                      "<button>",
                                      "x<br>",
                                      "<i itemscope>",
                                      "<",
                                      "<!--",
                                      "<a a=1 a=2>",
                                      "<b></i>",
                                      "<!-- -->",
                                      "<script>",
                                      "<math><mi>",
                                      "&lt;",
                                      "<form></table>",
                                      "<b><p></b>",
                                      "<a><div></a>",
                                      "<p><i><b>",
                                      "<table>x",
                                      "<table><b>",
                                      "<nobr>",
                                      "<b></p><i></b>",
                                      "<p><font color=1>",
                                      "</a><a><p>",
                                      "<object><b>",
                                      "<td><object>",
                                      "<select><p>",
                                      "<html a=1>",
                                      "<body b>",
                                      "<template><td>",
                                      "<svg><desc>",
                                      "<frameset>",
                                      "<table><tr>x",
                                      "<div></b>",
                                      "<p style='a:b;'>",
                                      "<b style=color:red;",
                                      "<math><p></mi>"}) {
    const uint64_t once = Steps(unit, 20'000), twice = Steps(unit, 40'000);
    BOOST_TEST(twice <= once * 2 + once / 50 + 64, unit << ": " << once << " then " << twice);
  }
}

// Formatting elements that differ are not held to three: only their limit bounds what they cost.
BOOST_AUTO_TEST_CASE(formatting_that_never_ends_is_bounded_and_says_so) {
  const auto steps = [](int times) {
    std::string html;
    for (int i = 0; i < times; i++) absl::StrAppend(&html, "<p><font color=", i, " size=1></b>x");
    const std::unique_ptr<Page> page = BuildPage(html);
    BOOST_TEST(page->truncated);
    BOOST_TEST(page->elements.size() <= size_t{66} * times + 3);
    return page->steps;
  };
  const uint64_t once = steps(3000), twice = steps(6000);
  BOOST_TEST(twice <= once * 2 + once / 20);
  // "<b a><i a><b b>...</b>": each end tag walks over what others left open.
  const auto crossed = [](int times) {
    std::string html;
    for (int i = 0; i < times; i++) absl::StrAppend(&html, "<b a=", i, "><div><i a=", i, "></b>");
    return BuildPage(html)->steps;
  };
  BOOST_TEST(crossed(20'000) <= crossed(10'000) * 21 / 10);
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

BOOST_AUTO_TEST_CASE(a_document_that_ends_in_the_middle_says_so) {
  struct Row {
    std::string_view html;
    bool cut;
  };
  const Row kRows[] = {
      {"<!DOCTYPE html><html><head><title>a</title></head><body><p>b</p></body></html>", false},
      {"<!DOCTYPE html><html><head><title>a</title></head><body><p>b</p></body>", false},
      {"<!DOCTYPE html><html><head><title>a</title></head><body><p>b</p>", true},
      {"<!DOCTYPE html><html><head><title>a</title>", true},
      // What is left open inside is the author's carelessness.
      {"<html><body><div><b>a</body></html>", false},
      {"<html><body><table><tr><td>a</body></html>", false},
      // Pieces without html and body.
      {"<h1>a</h1><p>b<ul><li>c<li>d</ul><p>e", false},
      {"<table><tr><td>a</table>", false},
      {"<h1>a</h1><div><p>b", true},
      {"<h1>a</h1><script>let a = '", true},
      {"", false},
      {"words", false},
  };
  for (const Row& row : kRows) BOOST_TEST(BuildPage(row.html)->cut == row.cut, row.html);
}

}  // namespace touchstone

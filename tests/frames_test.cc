// What frames show, read in their place.
#include "core/page/frames.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/page/page.h"

namespace touchstone {
namespace {

constexpr std::string_view kLocation = "https://shop.example/items/1?a=b";

// The text of a page with these documents beside it, '|' between blocks.
std::string Text(std::string_view html, const std::vector<FrameDocument>& frames = {}) {
  return absl::StrReplaceAll(BuildPage(html, kLocation, frames)->text, {{"\n", "|"}});
}

// As an attribute's value.
std::string Escaped(std::string_view html) {
  return absl::StrReplaceAll(html, {{"&", "&amp;"}, {"'", "&#39;"}});
}

std::string Srcdoc(std::string_view html) {
  return absl::StrCat("<iframe srcdoc='", Escaped(html), "'>fallback</iframe>");
}

ElementId Find(const Page& page, std::string_view tag, int skip = 0) {
  for (ElementId id = 0; id < page.elements.size(); id++) {
    if (page.elements[id].tag == tag && skip-- == 0) return id;
  }
  return kNoElement;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_frame_shows_the_document_that_its_src_names) {
  const std::vector<FrameDocument> frames = {
      {"<p>by id", "frame-1@mhtml.blink", "about:blank"},
      {"<p>by address", "", "https://desc.example/d?item=1"},
      {"<p>by relative address", "", "frames/d.html"},
      {"<p>odd", "a%b@x", "file://C:\\d.htm"},
  };
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"cid:frame-1@mhtml.blink", "by id"},
      {" CID:frame%2D1@mhtml.blink\n", "by id"},
      {"about:blank", "by id"},
      {"https://desc.example/d?item=1", "by address"},
      {"HTTPS://DESC.example/d?item=1#top", "by address"},
      {"//desc.example/d?item=1", "by address"},
      {"https://desc.example/d?item=2", ""},
      {"http://desc.example/d?item=1", ""},
      {"frames/d.html", "by relative address"},
      {"/items/frames/d.html", "by relative address"},
      {"https://shop.example/items/frames/d.html", "by relative address"},
      {"file://C:\\d.htm", "odd"},
      {"cid:a%25b@x", "odd"},
      {"cid:a%b@x", "odd"},
      {"cid:frame-2@mhtml.blink", ""},
      {"frame-1@mhtml.blink", ""},
      {"javascript:1", ""},
      {"", ""},
  };
  for (const auto& [src, text] : rows) {
    BOOST_TEST(Text(absl::StrCat("<iframe src='", src, "'></iframe>"), frames) == text, src);
  }
  BOOST_TEST(Text("<base href=/items/frames/><iframe src=d.html></iframe>", frames) ==
             "by relative address");
}

BOOST_AUTO_TEST_CASE(what_a_frame_shows_stands_in_its_place) {
  const std::vector<FrameDocument> frames = {{"<!doctype html><h1>b</h1>c", "f", ""}};
  const std::unique_ptr<Page> page =
      BuildPage("<div>a<iframe src=cid:f>no</iframe>d</div><p>e", "", frames);
  BOOST_TEST(page->text == "a\nb\nc\nd\ne");
  const ElementId frame = Find(*page, "iframe"), heading = Find(*page, "h1");
  BOOST_TEST(page->TextOf(frame) == "b\nc");
  BOOST_TEST(page->TextOf(Find(*page, "div")) == "a\nb\nc\nd");
  BOOST_TEST(page->Contains(frame, heading));
  BOOST_TEST(!page->Contains(frame, Find(*page, "p")));
  BOOST_TEST(page->elements[Find(*page, "html", 1)].parent == frame);
  BOOST_TEST(page->elements[heading].in_frame);
  BOOST_TEST(!page->elements[frame].in_frame);
  // innerText leaves out what another document says.
  BOOST_TEST(page->VisibleTextOf(Find(*page, "div")) == "a d");
  BOOST_TEST(page->VisibleTextOf(frame) == "");
  BOOST_TEST(page->VisibleTextOf(heading) == "b");
}

BOOST_AUTO_TEST_CASE(ordinals_count_the_page_alone) {
  const std::unique_ptr<Page> page = BuildPage("<p>" + Srcdoc("<p>a" + Srcdoc("b")) + "<p>c");
  const std::string_view tags[] = {"html", "head", "body",   "p",    "iframe", "html", "head",
                                   "body", "p",    "iframe", "html", "head",   "body", "p"};
  const uint32_t ordinals[] = {0, 1, 2, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5};
  BOOST_REQUIRE(page->elements.size() == std::size(tags));
  for (ElementId id = 0; id < page->elements.size(); id++) {
    BOOST_TEST(page->elements[id].tag == tags[id]);
    BOOST_TEST(page->OrdinalOf(id) == ordinals[id]);
  }
  BOOST_TEST(page->OrdinalOf(kNoElement) == kNoElement);
}

BOOST_AUTO_TEST_CASE(srcdoc_is_a_document) {
  const std::pair<std::string, std::string_view> rows[] = {
      {Srcdoc("<p>a<p>b"), "a|b"},
      {"x" + Srcdoc("a & <b>b</b>") + "y", "x|a & b|y"},
      {Srcdoc(Srcdoc("<p>inner") + "outer"), "inner|outer"},
      {Srcdoc(""), ""},
      {"<iframe srcdoc src=cid:f></iframe>", ""},  // srcdoc goes before src
      {"<embed srcdoc=a><p srcdoc=b>c", "c"},
      {"<frameset><frame srcdoc=a></frameset>", ""},
      {"<template>" + Srcdoc("a") + "</template>b", "b"},
      {"<noscript>" + Srcdoc("a") + "</noscript>b", "b"},
      {"<svg>" + Srcdoc("a") + "</svg>", "fallback"},
      {"<svg><foreignObject>" + Srcdoc("a") + "</foreignObject></svg>", "a"},
      // What is open inside a frame is not open outside, nor the other way round.
      {"<table><tr><td>" + Srcdoc("</td></tr></table><div><b>a") + "</b>b<td>c</table>d",
       "a|b|c|d"},
      {"<p>" + Srcdoc("</p>a<p>b") + "c</p>d", "a|b|c|d"},
      {Srcdoc("<plaintext>a</iframe>") + "b", "a</iframe>|b"},
      {Srcdoc("<script>") + "a<script>b</script>c", "ac"},
      {Srcdoc("<!--") + "a", "a"},
  };
  for (const auto& [html, text] : rows) {
    BOOST_TEST(Text(html, {{"by src", "f", ""}}) == text, html);
  }
}

BOOST_AUTO_TEST_CASE(framesets_show_their_frames) {
  const std::vector<FrameDocument> frames = {{"<p>menu", "", "menu.htm"},
                                             {"<p>item", "", "item.htm"}};
  const std::unique_ptr<Page> page = BuildPage(
      "<title>t</title><frameset rows=1><frameset cols=2><frame src=menu.htm></frameset>"
      "<frame src=item.htm><noframes>none</noframes></frameset>",
      kLocation, frames);
  BOOST_TEST(page->text == "menu\nitem");
  BOOST_TEST(page->elements[Find(*page, "frame", 1)].subtree_end > Find(*page, "frame", 1) + 1);
  BOOST_TEST(Text("<p>a<frame src=menu.htm>b", frames) == "ab");  // only in a frameset
}

BOOST_AUTO_TEST_CASE(a_frame_says_nothing_of_the_page) {
  const std::string_view document =
      "<!-- saved from url=(0020)https://evil.example --><html lang=de><title>evil</title>"
      "<base href=https://evil.example/><link rel=canonical href=https://evil.example/c>"
      "<meta property=og:title content=evil><script type=application/ld+json>"
      "{\"@type\":\"Product\",\"name\":\"evil\"}</script><script>evil</script>"
      "<div itemscope itemtype=Product><b itemprop=name>evil</b></div><a "
      "href=https://e.example/>x</a>";
  for (const bool first : {true, false}) {
    const std::string own =
        "<title>own</title><base href=/own/><link rel=canonical href=/c>"
        "<meta property=og:title content=own><script type=application/ld+json>{\"@type\":\"Offer\"}"
        "</script>";
    const std::string frame = "<div itemscope><iframe src=cid:f></iframe></div>";
    const std::unique_ptr<Page> page = BuildPage(
        "<html lang=en>" + (first ? frame + own : own + frame), kLocation, {{document, "f", ""}});
    BOOST_TEST(page->title == "own");
    BOOST_TEST(page->language == "en");
    BOOST_TEST(page->base == "/own/");
    BOOST_TEST(page->canonical == "/c");
    BOOST_TEST(page->saved_from == "");
    BOOST_TEST(page->meta.size() == 1u);
    BOOST_REQUIRE(page->scripts.size() == 1u);
    BOOST_TEST(Slice(page->source, page->scripts[0].source) == "{\"@type\":\"Offer\"}");
    BOOST_REQUIRE(page->items.size() == 2u);
    BOOST_TEST(page->items[0].Is("Offer"));
    BOOST_TEST(page->items[1].properties.empty());
    bool linked = false;
    for (const Link& link : page->links) linked = linked || link.href == "https://e.example/";
    BOOST_TEST(linked);
  }
}

BOOST_AUTO_TEST_CASE(addresses_in_a_frame_are_relative_to_the_frame) {
  const std::vector<FrameDocument> frames = {
      {"<iframe src=inner.html></iframe>", "f", "https://desc.example/d/outer.html"},
      {"<p>right", "", "https://desc.example/d/inner.html"},
      {"<p>wrong", "", "https://shop.example/items/inner.html"},
      {"<p>based", "", "https://desc.example/base/inner.html"},
  };
  BOOST_TEST(Text("<iframe src=cid:f></iframe>", frames) == "right");
  // A srcdoc document has the base of the one around it.
  BOOST_TEST(Text(Srcdoc("<iframe src=inner.html></iframe>"), frames) == "wrong");
  BOOST_TEST(Text(Srcdoc("<base href=https://desc.example/base/><iframe src=inner.html></iframe>"),
                  frames) == "based");
}

BOOST_AUTO_TEST_CASE(hidden_frames_make_hidden_text) {
  for (const std::string_view frame : {"<iframe hidden src=cid:f></iframe>",
                                       "<div style='display:none'><iframe src=cid:f></iframe>",
                                       "<iframe src=cid:f style='visibility: hidden'></iframe>"}) {
    const std::unique_ptr<Page> page = BuildPage(frame, "", {{"<p>a <b>b</b>", "f", ""}});
    BOOST_TEST(page->text == "a b");
    for (const TextRun& run : page->runs) BOOST_TEST(run.hidden, frame);
  }
  const std::unique_ptr<Page> page = BuildPage("<iframe src=cid:f></iframe>", "", {{"a", "f", ""}});
  BOOST_TEST(!page->runs[0].hidden);
}

BOOST_AUTO_TEST_CASE(each_document_is_read_once_and_only_where_a_frame_names_it) {
  const std::vector<FrameDocument> frames = {{"<p>a", "f", ""}, {"<p>lost", "g", ""}};
  std::string flood;
  for (int i = 0; i < 100'000; i++) flood += "<iframe src=cid:f></iframe>";
  const std::unique_ptr<Page> page = BuildPage(flood, "", frames);
  BOOST_TEST(page->text == "a");
  BOOST_TEST(page->truncated);  // beyond kMaxFrames nobody looked
  BOOST_TEST(
      !BuildPage("<iframe src=cid:f></iframe><iframe src=cid:f></iframe>", "", frames)->truncated);
}

BOOST_AUTO_TEST_CASE(frames_that_show_each_other_come_to_an_end) {
  const std::vector<FrameDocument> frames = {
      {"a<iframe src=cid:b></iframe>", "a", ""},
      {"b<iframe src=cid:a></iframe><iframe src=cid:b></iframe><iframe src=/></iframe>", "b", ""},
  };
  BOOST_TEST(Text("<iframe src=cid:a></iframe>", frames) == "a|b");
  BOOST_TEST(!BuildPage("<iframe src=cid:a></iframe>", "", frames)->truncated);
}

BOOST_AUTO_TEST_CASE(frames_inside_frames_are_read_up_to_their_depth) {
  std::string nested = "<p>0";
  for (int depth = 1; depth <= kMaxFrameDepth; depth++)
    nested = Srcdoc(nested) + absl::StrCat(depth);
  BOOST_TEST(!BuildPage(nested)->truncated);
  BOOST_TEST(Text(nested) == "0|1|2|3|4");
  const std::string deeper = Srcdoc(nested);
  BOOST_TEST(BuildPage(deeper)->truncated);
  BOOST_TEST(Text(deeper) == "1|2|3|4");
  // A document that was too deep is still there for a frame that is not.
  std::vector<FrameDocument> frames;
  std::vector<std::string> texts;
  for (int i = 0; i <= kMaxFrameDepth; i++) {
    texts.push_back(absl::StrCat("<p>", i, "<iframe src=cid:", i + 1, "></iframe>"));
  }
  const std::string ids[] = {"0", "1", "2", "3", "4"};
  for (int i = 0; i <= kMaxFrameDepth; i++) frames.push_back({texts[i], ids[i], ""});
  BOOST_TEST(Text("<iframe src=cid:0></iframe><iframe src=cid:4></iframe>", frames) == "0|1|2|3|4");
}

BOOST_AUTO_TEST_CASE(the_number_of_frames_is_bounded) {
  std::string flood;
  for (uint32_t i = 0; i < kMaxFrames; i++) flood += "<iframe srcdoc=x></iframe>";
  const std::unique_ptr<Page> most = BuildPage(flood);
  BOOST_TEST(!most->truncated);
  BOOST_TEST(most->text.size() == 2 * kMaxFrames - 1);
  const std::unique_ptr<Page> more = BuildPage(flood + "<iframe srcdoc=x></iframe>");
  BOOST_TEST(more->truncated);
  BOOST_TEST(more->text.size() == 2 * kMaxFrames - 1);
  // Where there is nothing to look for, any number is fine.
  flood.clear();
  for (uint32_t i = 0; i < 2 * kMaxFrames; i++) flood += "<iframe src=cid:f></iframe>";
  BOOST_TEST(!BuildPage(flood)->truncated);
}

BOOST_AUTO_TEST_CASE(doubling_frames_at_most_doubles_the_steps) {
  const std::string long_address = "https://shop.example/" + std::string(2'000, 'a');
  const std::vector<FrameDocument> frames = {{"<p>a", "f", ""}};
  const std::string nested = Srcdoc(Srcdoc(Srcdoc(Srcdoc(Srcdoc("<p>x")))));
  for (const std::string& unit :
       {std::string("<iframe src=cid:f></iframe>"), std::string("<iframe src=a></iframe>"),
        absl::StrCat("<iframe src=", long_address, "></iframe>"), Srcdoc("<div><p>a"), nested}) {
    const auto steps = [&](int times) {
      std::string html = absl::StrCat("<base href=", long_address, ">");
      for (int i = 0; i < times; i++) html += unit;
      return BuildPage(html, long_address, frames)->steps;
    };
    for (const int times : {100, 400, 2'000}) {
      const uint64_t once = steps(times), twice = steps(2 * times);
      BOOST_TEST(twice <= once * 2 + once / 50 + 64, unit.substr(0, 60)
                                                         << ": " << once << ", " << twice);
    }
  }
  // Nesting costs each level once: the whole is at most kMaxFrameDepth times its outermost text.
  std::string bomb = "<p>x";
  while (bomb.size() < 2'000'000) bomb = Srcdoc(bomb + bomb);
  const std::unique_ptr<Page> page = BuildPage(bomb);
  BOOST_TEST(page->truncated);
  BOOST_TEST(page->steps < bomb.size() * (kMaxFrameDepth + 1));
}

BOOST_AUTO_TEST_CASE(long_addresses_name_nothing) {
  const std::string address = "https://shop.example/" + std::string(kMaxFrameAddressBytes, 'a');
  const std::vector<FrameDocument> frames = {{"<p>a", address, address}};
  BOOST_TEST(Text(absl::StrCat("<iframe src=", address, "></iframe>"), frames) == "");
  BOOST_TEST(Text(absl::StrCat("<iframe src=cid:", address, "></iframe>"), frames) == "");
  BOOST_TEST(BuildPage("<iframe src=b></iframe>", address, {{"<p>b", "", "b"}})->text == "b");
}

BOOST_AUTO_TEST_CASE(frames_cut_anywhere_are_read) {
  const std::string whole =
      "<p>a" + Srcdoc("<table><td>b" + Srcdoc("<svg><p>c") + "d") + "<frameset><frame src=cid:f>";
  for (size_t size = 0; size <= whole.size(); size++) {
    const std::unique_ptr<Page> page = BuildPage(whole.substr(0, size), "", {{whole, "f", ""}});
    for (const Element& element : page->elements) {
      BOOST_REQUIRE(element.text.begin <= element.text.end);
      BOOST_REQUIRE(element.text.end <= page->text.size());
      BOOST_REQUIRE(element.subtree_end <= page->elements.size());
    }
  }
}

// A page in one file, as SingleFile saves it: its pictures and styles are data addresses.
BOOST_AUTO_TEST_CASE(data_addresses_cost_their_length_and_are_not_copied) {
  const std::string picture = "data:image/png;base64," + std::string(3'000'000, 'A');
  const std::string html = absl::StrCat(
      "<html><!--\n Page saved with SingleFile \n url: https://shop.example/item?x=1 \n saved "
      "date: "
      "Fri Nov 20 2026 \n--><style>body{background:url(",
      picture, ")}</style><img src='", picture,
      "'><div itemscope><img itemprop=image src=", picture, "></div><iframe src='", picture,
      "'></iframe><p style='background:url(", picture, ")'>text");
  const std::unique_ptr<Page> page = BuildPage(html, "", {{"x", "f", ""}});
  BOOST_TEST(page->text == "text");
  BOOST_TEST(page->saved_from == "https://shop.example/item?x=1");
  BOOST_TEST(!page->truncated);
  BOOST_TEST(page->steps < html.size() / 8);
  const std::string_view src = *page->GetAttribute(Find(*page, "img"), "src");
  BOOST_TEST(src.size() == picture.size());
  BOOST_TEST((src.data() >= page->source.data() && src.data() < page->source.data() + html.size()));
  BOOST_REQUIRE(page->items.size() == 1u);
  BOOST_TEST(page->items[0].Text("image") == "");
}

}  // namespace touchstone

// The page against libgumbo, an HTML parser of its own authors and tests: the same elements, each
// with the same parent, and the same text in title, h1 and table cells.
//
// libgumbo 0.10.1 follows the standard as it was in 2015. Where the standard has changed since, or
// libgumbo strays from it, the page follows today's standard; the differences that this makes are
// named below, with the reason, and both a new one and one that is gone fail the test. For each of
// them Chromium 156 makes the elements that the page has.
#include <gumbo.h>

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/input.h"
#include "core/page/page.h"
#include "core/page/tokenizer.h"
#include "tests/shared_data.h"

namespace touchstone {
namespace {

// A document as both parsers can say it.
struct Tree {
  struct Element {
    std::string name;
    size_t parent = 0;
    std::string text;  // of title, h1, td, th: without spaces
  };
  std::vector<Element> elements;
};

bool IsCompared(std::string_view name) {
  return name == "title" || name == "h1" || name == "td" || name == "th";
}

// Separators between blocks are the page's own, so that words are compared without what is between.
std::string WithoutSpaces(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    if (text.substr(i, 2) == "\xC2\xA0") {
      i++;
    } else if (!absl::ascii_isspace(static_cast<unsigned char>(text[i]))) {
      out += text[i];
    }
  }
  return out;
}

// --- libgumbo's tree ---

std::string NameOf(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  gumbo_tag_from_original_text(&piece);
  return absl::AsciiStrToLower(std::string_view(piece.data, piece.length));
}

bool IsTextless(std::string_view name, bool html) {
  if (name == "script" || name == "style") return true;
  static constexpr std::string_view kNames[] = {"head",     "iframe",   "noembed",  "noframes",
                                                "noscript", "template", "textarea", "title"};
  return html && std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

void GatherText(const GumboNode& node, std::string* text) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
    absl::StrAppend(text, node.v.text.text);
  }
  if (node.type != GUMBO_NODE_ELEMENT) return;
  for (unsigned i = 0; i < node.v.element.children.length; i++) {
    const auto& child = *static_cast<const GumboNode*>(node.v.element.children.data[i]);
    const bool html = child.v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
    if (child.type != GUMBO_NODE_ELEMENT || !IsTextless(NameOf(child.v.element), html)) {
      GatherText(child, text);
    }
  }
}

void Gather(const GumboNode& node, size_t parent, Tree* tree) {
  if (node.type != GUMBO_NODE_ELEMENT && node.type != GUMBO_NODE_TEMPLATE) return;
  const size_t id = tree->elements.size();
  Tree::Element element;
  element.name = NameOf(node.v.element);
  element.parent = parent;
  if (IsCompared(element.name)) {
    GatherText(node, &element.text);
    element.text = WithoutSpaces(element.text);
  }
  tree->elements.push_back(element);
  if (node.type == GUMBO_NODE_TEMPLATE) return;
  for (unsigned i = 0; i < node.v.element.children.length; i++) {
    Gather(*static_cast<const GumboNode*>(node.v.element.children.data[i]), id, tree);
  }
}

// libgumbo parses as without scripting, where <noscript> holds elements. It is given a name that is
// as long, holds text, and is taken in the same places.
std::string WithNoscriptAsText(const Page& page) {
  std::string source = page.source;
  bool in_head = false;
  size_t at = 0;
  Tokenizer tokenizer(page.source);
  for (Token token; tokenizer.Next(&token);) {
    if (token.kind != TokenKind::kStartTag && token.kind != TokenKind::kEndTag) continue;
    if (!absl::EqualsIgnoreCase(Slice(page.source, token.name), "noscript")) continue;
    if (token.kind == TokenKind::kStartTag) {
      while (at < page.elements.size() && page.elements[at].source != token.span) at++;
      in_head = at < page.elements.size() && page.elements[page.elements[at].parent].tag == "head";
    }
    source.replace(token.name.begin, 8, in_head ? "noframes" : "noembed ");
  }
  return source;
}

Tree GumboTree(const std::string& source) {
  const std::unique_ptr<GumboOutput, void (*)(GumboOutput*)> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, source.data(), source.size()),
      [](GumboOutput* made) { gumbo_destroy_output(&kGumboDefaultOptions, made); });
  Tree tree;
  Gather(*output->root, 0, &tree);
  return tree;
}

// --- the page's ---

// Without what its frames show: to libgumbo srcdoc is an attribute.
Tree PageTree(const Page& page) {
  Tree tree;
  for (ElementId id = 0; id < page.elements.size(); id++) {
    if (page.elements[id].in_frame) continue;
    Tree::Element element;
    element.name = page.elements[id].tag;
    if (element.name == "noscript") {
      const bool head = page.elements[page.elements[id].parent].tag == "head";
      element.name = head ? "noframes" : "noembed";
    }
    const ElementId parent = page.elements[id].parent;
    element.parent = parent == kNoElement ? 0 : page.OrdinalOf(parent);
    if (IsCompared(element.name)) element.text = WithoutSpaces(page.TextOf(id));
    tree.elements.push_back(element);
  }
  return tree;
}

// --- the comparison ---

bool IsInPicture(const Tree& tree, size_t element) {
  for (; element != 0; element = tree.elements[element].parent) {
    const std::string& name = tree.elements[element].name;
    if (name == "svg" || name == "math") return true;
  }
  return false;
}

// Where two trees first differ; "" when they do not.
std::string Difference(const Tree& page, const Tree& gumbo, std::string_view page_title) {
  const size_t count = std::min(page.elements.size(), gumbo.elements.size());
  bool title = false;
  for (size_t i = 0; i < count; i++) {
    const Tree::Element &a = page.elements[i], &b = gumbo.elements[i];
    if (a.name != b.name) return absl::StrCat("element ", i, ": ", a.name, ", not ", b.name);
    if (a.parent != b.parent) {
      return absl::StrCat("element ", i, ": ", a.name, " in ", page.elements[a.parent].name,
                          ", not ", gumbo.elements[b.parent].name);
    }
    if (a.name == "title") {  // a page has one title: the first that names no picture
      if (!IsInPicture(page, i) && !std::exchange(title, true) &&
          WithoutSpaces(page_title) != b.text)
        return "the title";
    } else if (a.text != b.text) {
      return absl::StrCat("text of element ", i, ", ", a.name);
    }
  }
  if (page.elements.size() == gumbo.elements.size()) return "";
  return absl::StrCat(page.elements.size(), " elements, not ", gumbo.elements.size());
}

std::string Difference(std::string_view html) {
  const std::unique_ptr<Page> page = BuildPage(html);
  return Difference(PageTree(*page), GumboTree(WithNoscriptAsText(*page)), page->title);
}

// Compares all pages below a directory; `known` names those that differ.
void ComparePages(const std::string& directory, const std::map<std::string, std::string>& known) {
  if (directory.empty()) return;
  size_t pages = 0, elements = 0;
  std::vector<std::string> missing;
  for (const auto& [name, reason] : known) missing.push_back(name);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".html" && extension != ".mhtml")) continue;
    const std::string text = RepairUtf8(ReadDocument(entry.path().string()).page.text);
    const std::string difference = Difference(text);
    const std::string name = entry.path().lexically_relative(directory).generic_string();
    pages++;
    elements += BuildPage(text)->elements.size();
    if (known.contains(name)) {
      BOOST_TEST(difference != "", name << " differs no more: " << known.at(name));
      missing.erase(std::find(missing.begin(), missing.end(), name));
    } else {
      BOOST_TEST(difference == "", name << ": " << difference);
    }
  }
  BOOST_TEST(missing.empty());
  BOOST_TEST_MESSAGE(pages << " pages, " << elements << " elements, " << known.size() << " known");
  std::printf("libgumbo: %zu pages with %zu elements compared, %zu known to differ\n", pages,
              elements, known.size());
}

// Why strings of tags may differ: what they hold, in that order, and the reason.
struct KnownClass {
  std::string_view first, then;
  std::string_view reason;
  size_t seen = 0;
};

const std::vector<KnownClass>& KnownClasses() {
  static const std::vector<KnownClass> classes = {
      {"<select>", "<", "a select holds any element since 2025; libgumbo drops all but options"},
      {"<svg>", "</p>", "since 2020 </p> and </br> leave svg and math, as their start tags do"},
      {"<math>", "</p>", "the same"},
      {"</br>", "<frameset>",
       "</br> is content, after which no frameset may come; libgumbo forgets"},
      {"<applet>", "</object>", "an applet ends the scope of what is around it; not in libgumbo"},
  };
  return classes;
}

// Compares all strings of up to `length` of these tags.
void CompareStrings(const std::vector<std::string_view>& tags, int length,
                    std::vector<KnownClass>* known) {
  std::vector<std::string> strings = {"<!doctype html>"};
  for (int round = 0; round < length; round++) {
    std::vector<std::string> longer;
    for (const std::string& begin : strings) {
      for (const std::string_view tag : tags) longer.push_back(absl::StrCat(begin, tag));
    }
    for (const std::string& html : longer) {
      const std::string difference = Difference(html);
      if (difference.empty()) continue;
      const auto why =
          std::find_if(known->begin(), known->end(), [&](const KnownClass& known_class) {
            const size_t first = html.find(known_class.first);
            return first != std::string::npos &&
                   html.find(known_class.then, first + known_class.first.size()) !=
                       std::string::npos;
          });
      BOOST_TEST((why != known->end()), html << ": " << difference);
      if (why != known->end()) why->seen++;
    }
    strings = std::move(longer);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(real_pages_have_the_elements_that_libgumbo_finds) {
  ComparePages(SharedDir("pages"), {});
}

BOOST_AUTO_TEST_CASE(bundled_pages_have_the_elements_that_libgumbo_finds) {
  ComparePages(TOUCHSTONE_SOURCE_DIR "/test_pages", {});
}

BOOST_AUTO_TEST_CASE(short_strings_of_tags_nest_as_in_libgumbo) {
  const std::vector<std::vector<std::string_view>> alphabets = {
      {"<p>", "</p>", "<b>", "</b>", "<a>", "</a>", "<div>", "</div>", "<i>", "</i>", "<nobr>",
       "<h1>", "</h2>", "<li>", "<ul>", "</ul>", "<button>", "x"},
      {"<dl>", "<dt>", "<dd>", "</dd>", "<address>", "<form>", "</form>", "<object>", "</object>",
       "<applet>", "<pre>", "<p>", "<b>", "</b>", "<ruby>", "<rt>", "<rp>", "x"},
      {"<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<tbody>", "<caption>", "<col>",
       "<form>", "<li>", "<input type=hidden>", "<b>", "</b>", "<p>", "<a>", "x", " "},
      {"<select>", "</select>", "<option>", "</option>", "<optgroup>", "<p>", "</p>", "<div>",
       "<b>", "<input>", "<hr>", "<table>", "<td>", "x"},
      {"<svg>", "</svg>", "<math>", "<foreignObject>", "<desc>", "<title>", "<mi>", "<mglyph>",
       "<annotation-xml>", "<p>", "</p>", "<g/>", "<font color=x>", "<font>", "<div>", "x"},
      {"<template>", "</template>", "<table>", "</table>", "<tr>", "<td>", "<col>", "<div>", "<b>",
       "<p>", "<title>t</title>", "<body>", "</body>", "<svg>", "x"},
      {"<html>", "</html>", "<head>", "</head>", "<body>", "</body>", "<frameset>", "</frameset>",
       "<frame>", "<noframes>", "<meta>", "<title>", "<p>", "<br>", "</br>", "x", " "},
  };
  std::vector<KnownClass> known = KnownClasses();
  for (const auto& tags : alphabets) CompareStrings(tags, 4, &known);
  for (const KnownClass& known_class : known) {
    BOOST_TEST(known_class.seen > 0, "differs no more: " << known_class.reason);
  }
}

}  // namespace touchstone

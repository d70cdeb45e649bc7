#include "core/market/select.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace touchstone {
namespace {

// The ids of the elements that a selector means.
std::string Found(std::string_view html, std::string_view selector, size_t limit = 100) {
  const std::unique_ptr<Page> page = BuildPage(html);
  std::vector<std::string> ids;
  for (const ElementId id : Select(*page, *ParseSelector(selector), limit)) {
    ids.emplace_back(page->GetAttribute(id, "id").value_or(page->elements[id].tag));
  }
  return absl::StrJoin(ids, " ");
}

// --- what a selector means, said as simply as can be: each part is tried on each ancestor ---

bool PartFits(const Page& page, ElementId id, const Selector::Compound& part) {
  if (!part.tag.empty() && part.tag != page.elements[id].tag) return false;
  if (!part.id.empty() && page.GetAttribute(id, "id") != std::string_view(part.id)) return false;
  for (const std::string& name : part.classes) {
    const std::string classes = absl::StrCat(" ", page.GetAttribute(id, "class").value_or(""), " ");
    if (classes.find(absl::StrCat(" ", name, " ")) == classes.npos) return false;
  }
  for (const Selector::AttributeTest& test : part.attributes) {
    const auto value = page.GetAttribute(id, test.name);
    if (!value.has_value()) return false;
    if (test.value.has_value() && *value != *test.value) return false;
  }
  return true;
}

bool Means(const Page& page, ElementId id, const Selector& selector, size_t parts) {
  const Selector::Compound& part = selector.compounds[parts - 1];
  if (!PartFits(page, id, part)) return false;
  if (parts == 1) return true;
  for (ElementId up = page.elements[id].parent; up != kNoElement; up = page.elements[up].parent) {
    if (Means(page, up, selector, parts - 1)) return true;
    if (part.child) return false;
  }
  return false;
}

// --- small trees and selectors of few names, so that they often meet ---

using Random = std::minstd_rand;  // the same numbers everywhere

size_t Upto(Random* random, size_t count) { return (*random)() % count; }

// div, span and b nest in any order, and nothing is implied between them.
constexpr std::string_view kTags[] = {"div", "span", "b"};

std::string RandomTree(Random* random) {
  std::string html;
  std::vector<std::string_view> open;
  for (int i = 0; i < 25; i++) {
    if (!open.empty() && Upto(random, 5) < 2) {
      absl::StrAppend(&html, "</", open.back(), ">");
      open.pop_back();
      continue;
    }
    open.push_back(kTags[Upto(random, 3)]);
    absl::StrAppend(&html, "<", open.back());
    if (Upto(random, 2) == 0) absl::StrAppend(&html, " id=i", Upto(random, 3));
    if (Upto(random, 3) > 0) {
      absl::StrAppend(&html, " class='", std::string(Upto(random, 2), ' '), "c", Upto(random, 3),
                      "  c", Upto(random, 3), "'");
    }
    if (Upto(random, 3) == 0) absl::StrAppend(&html, " k=", Upto(random, 2));
    html += ">";
  }
  return html;
}

std::string RandomSelector(Random* random) {
  std::string text;
  const size_t parts = 1 + Upto(random, 4);
  for (size_t i = 0; i < parts; i++) {
    if (i > 0) text += Upto(random, 3) == 0 ? " > " : " ";
    const size_t before = text.size();
    if (Upto(random, 2) == 0) text += kTags[Upto(random, 3)];
    if (Upto(random, 8) == 0) absl::StrAppend(&text, "#i", Upto(random, 3));
    if (Upto(random, 2) == 0) absl::StrAppend(&text, ".c", Upto(random, 3));
    if (Upto(random, 8) == 0) absl::StrAppend(&text, ".c", Upto(random, 3));
    if (Upto(random, 8) == 0) text += "[k]";
    if (Upto(random, 8) == 0) absl::StrAppend(&text, "[k=", Upto(random, 2), "]");
    if (text.size() == before) text += "b";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(selectors_mean_what_css_means_by_them) {
  constexpr std::string_view kPage =
      "<div id=a class='x y'><p id=b class=y><b id=c data-k=1></b></p><div id=d class=x>"
      "<span id=e><b id=f data-k=2 class='y z'></b></span></div></div><b id=g></b>";
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"b", "c f g"},
      {"#d", "d"},
      {".y", "a b f"},
      {".x.y", "a"},
      {"[data-k]", "c f"},
      {"[data-k=2]", "f"},
      {"div b", "c f"},
      {"div > b", ""},
      {"p > b", "c"},
      {"div div b", "f"},
      {"div > div > span > b", "f"},
      {".x > span b", "f"},
      {"div > span b", "f"},
      {"body > b", "g"},
      {"html body div", "a d"},
      {".y .y", "b f"},
      {".y > .y", "b"},
      {"#a span > b.z", "f"},
      {"b b", ""},
  };
  for (const auto& [selector, ids] : rows) BOOST_TEST(Found(kPage, selector) == ids, selector);
  BOOST_TEST(Found(kPage, "b", 2) == "c f");
}

BOOST_AUTO_TEST_CASE(a_class_that_ends_in_a_star_stands_for_any_hash_behind_its_dashes) {
  constexpr std::string_view kPage =
      "<p id=a class='x nick--Q3kz'></p><p id=b class='nick--m0_P-w y'></p><p id=c "
      "class=nick--></p>"
      "<p id=d class='nick Q3kz'></p><p id=e class='user-nick--Q3kz'></p>"
      "<p id=f class='nick--row--Q3kz'></p><p id=g class='nick-Q3kz'></p>";
  BOOST_TEST(Found(kPage, ".nick--*") == "a b f");
  BOOST_TEST(Found(kPage, ".nick--row--*") == "f");
  BOOST_TEST(Found(kPage, ".y.nick--*") == "b");
  BOOST_TEST(Found(kPage, ".nick--*.y") == "b");
  BOOST_TEST(Found(kPage, "i.nick--*") == "");
}

BOOST_AUTO_TEST_CASE(a_child_step_may_begin_at_any_ancestor) {
  // The nearest `.a` is no child of the `.r`, a higher one is.
  BOOST_TEST(Found("<p class=r><i class=a><u><i class=a><b id=x></b></i></u></i></p>",
                   ".r > .a b") == "x");
  BOOST_TEST(Found("<u><i class=a><u><i class=a><b id=x></b></i></u></i></u>", ".r > .a b") == "");
}

BOOST_AUTO_TEST_CASE(a_class_list_of_megabytes_around_a_page_is_not_read_for_each_element) {
  // With time that grows as the product this is minutes.
  std::string html = absl::StrCat("<div class='", std::string(4'000'000, 'a'), "'>");
  for (int i = 0; i < 100'000; i++) html += "<p class=b>x</p>";
  BOOST_TEST(Found(html, ".c .b", 1) == "");
  BOOST_TEST(Found(html, "div .b", 1) == "p");
}

BOOST_AUTO_TEST_CASE(many_selectors_at_once_mean_what_each_means_by_itself) {
  Random random(20);
  size_t found = 0;
  for (int round = 0; round < 300; round++) {
    const std::unique_ptr<Page> page = BuildPage(RandomTree(&random));
    std::vector<std::string> texts;
    std::vector<Selector> selectors;
    // More parts than one pass takes, now and then.
    const size_t count = round % 10 == 0 ? 200 : 20;
    while (selectors.size() < count) {
      texts.push_back(RandomSelector(&random));
      selectors.push_back(*ParseSelector(texts.back()));
    }
    std::vector<const Selector*> pointers;
    for (const Selector& selector : selectors) pointers.push_back(&selector);
    const std::vector<std::vector<ElementId>> all = SelectAll(*page, pointers, 100);
    const std::vector<std::vector<ElementId>> few = SelectAll(*page, pointers, 2);
    BOOST_REQUIRE(all.size() == count);
    for (size_t i = 0; i < count; i++) {
      std::vector<ElementId> want;
      for (ElementId id = 0; id < page->elements.size(); id++) {
        if (Means(*page, id, selectors[i], selectors[i].compounds.size())) want.push_back(id);
      }
      found += want.size();
      BOOST_TEST(all[i] == want, texts[i] << " in " << page->source);
      BOOST_TEST(Select(*page, selectors[i], 100) == want, texts[i] << " in " << page->source);
      if (want.size() > 2) want.resize(2);
      BOOST_TEST(few[i] == want, texts[i] << " in " << page->source);
    }
  }
  BOOST_TEST(found > 1000u);
}

BOOST_AUTO_TEST_CASE(no_selector_and_an_empty_one_mean_nothing) {
  const std::unique_ptr<Page> page = BuildPage("<b></b>");
  BOOST_TEST(SelectAll(*page, {}, 10).empty());
  const Selector none, b = *ParseSelector("b");
  const std::vector<std::vector<ElementId>> found = SelectAll(*page, {&none, &b, &none}, 10);
  BOOST_REQUIRE(found.size() == 3u);
  BOOST_TEST(found[0].empty());
  BOOST_TEST(found[1].size() == 1u);
  BOOST_TEST(found[2].empty());
}

BOOST_AUTO_TEST_CASE(a_selector_means_nothing_inside_a_frame_but_may_mean_the_frame) {
  constexpr std::string_view kPage =
      "<b id=a></b><iframe id=f srcdoc='<b id=x></b>'></iframe><b id=z></b>";
  BOOST_TEST(Found(kPage, "b") == "a z");
  BOOST_TEST(Found(kPage, "#x") == "");
  BOOST_TEST(Found(kPage, "iframe b") == "");
  BOOST_TEST(Found(kPage, "#f") == "f");
}

}  // namespace touchstone

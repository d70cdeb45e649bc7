#include "core/market/select.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
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

}  // namespace touchstone

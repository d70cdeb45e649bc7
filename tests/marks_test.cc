#include "core/market/marks.h"

#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace touchstone {
namespace {

std::string Dump(MarkSet marks) {
  static constexpr std::string_view kNames[] = {"price", "old",     "now",   "other",  "title",
                                                "name",  "seller",  "aside", "cents",  "offer",
                                                "buy",   "regular", "main",  "variant"};
  std::vector<std::string_view> names;
  for (size_t i = 0; i < std::size(kNames); i++) {
    if (((marks >> i) & 1) != 0) names.push_back(kNames[i]);
  }
  return absl::StrJoin(names, " ");
}

struct Row {
  std::string_view names;
  std::string_view marks;
};

// What one element of a page is marked as.
std::string MarksIn(std::string_view html, std::string_view tag) {
  const std::unique_ptr<Page> page = BuildPage(html);
  const std::vector<MarkSet> marks = ReadMarks(*page);
  for (ElementId id = 0; id < page->elements.size(); id++) {
    if (page->elements[id].tag == tag) return Dump(marks[id]);
  }
  return "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(names_are_parted_into_words) {
  const Row rows[] = {
      {"price", "price"},
      {"PRICE", "price"},
      {"prices", "price"},
      {"product-price", "price offer"},
      {"product_price", "price offer"},
      {"productPrice", "price offer"},
      {"ProductPrice", "price offer"},
      {"product.price/2", "price offer"},
      {"a price b", "price"},
      {"price2", "price"},
      {"2price", "price"},
      {"enterprise", ""},
      {"priority", ""},
      {"", ""},
      {"123 -- ::", ""},
      {"\xD1\x86\xD0\xB5\xD0\xBD\xD0\xB0", ""},
  };
  for (const Row& row : rows) BOOST_TEST(Dump(MarksOf(row.names)) == row.marks, row.names);
}

BOOST_AUTO_TEST_CASE(each_idea_has_its_words_and_words_like_them_have_none) {
  const Row rows[] = {
      {"preis", "price"},
      {"preisliste", "price"},
      {"pris", "price"},
      {"prisma", ""},
      {"was", "old"},
      {"wash", ""},
      {"compare-at", "old"},
      {"old", "old"},
      {"fold", ""},
      {"line-through", "old"},
      {"line through", "old"},
      {"line", ""},
      {"through", ""},
      {"list-price", "price old"},
      {"listing", "offer"},
      {"current", "now"},
      {"sale", "now"},
      {"salesman", ""},
      {"final", "now"},
      {"shipping", "other"},
      {"ship", ""},
      {"installment", "other"},
      {"savings", "other"},
      {"safe", ""},
      {"deposit", "other"},
      {"cart-total", "other"},
      {"cart", ""},
      {"total", ""},
      {"subtotal", "other"},
      {"title", "title"},
      {"subtitle", ""},
      {"name", "name"},
      {"username", ""},
      {"names", ""},
      {"vendor", "seller"},
      {"shop", "seller"},
      {"shopify", ""},
      {"store", "seller"},
      {"storefront", ""},
      {"related", "aside"},
      {"sidebar", "aside"},
      {"side", ""},
      {"cross-sell", "aside"},
      {"cross", ""},
      {"upsells", "aside"},
      {"you-may-also-like", "aside"},
      {"mini-cart", "aside"},
      {"minimal", ""},
      {"cents", "cents"},
      {"center", ""},
      {"fraction", "cents"},
      {"card", "offer"},
      {"cards", "offer"},
      {"cardigan", "offer"},
      {"add-to-cart", "buy"},
      {"addToCart", "buy"},
      {"buy", "buy"},
      {"buyer", ""},
      {"regular", "regular"},
      {"main", "main"},
      {"maintenance", ""},
      {"summary", "main"},
      {"variant", "variant"},
      {"swatch", "variant"},
      {"watch", ""},
  };
  for (const Row& row : rows) BOOST_TEST(Dump(MarksOf(row.names)) == row.marks, row.names);
}

BOOST_AUTO_TEST_CASE(a_button_that_buys_is_no_sum_whatever_it_is_called_after) {
  BOOST_TEST(Dump(MarksOf("delivery")) == "other");
  BOOST_TEST(Dump(MarksOf("delivery add-to-cart")) == "buy");
}

BOOST_AUTO_TEST_CASE(names_stand_in_classes_ids_properties_and_test_attributes) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<b class=price>", "price"},
      {"<b id=price>", "price"},
      {"<b itemprop=price>", "price"},
      {"<b property='product:price'>", "price offer"},
      {"<b data-testid=price>", "price"},
      {"<b data-qa=price>", "price"},
      {"<b data-hook=price>", "price"},
      {"<b title=price>", ""},
      {"<b href=price>", ""},
      {"<b data-price=1>", ""},
      {"<b price>", ""},
      {"<b class=was id=price>", "price old"},
      {"<div class=price><b>", ""},
  };
  for (const auto& [html, marks] : rows)
    BOOST_TEST(MarksIn(absl::StrCat(html, "5"), "b") == marks, html);
}

BOOST_AUTO_TEST_CASE(an_element_without_text_is_not_asked_for_its_names) {
  BOOST_TEST(MarksIn("<b class=price>5</b>", "b") == "price");
  BOOST_TEST(MarksIn("<b class=price></b>5", "b") == "");
}

BOOST_AUTO_TEST_CASE(only_the_beginning_of_long_names_is_looked_at) {
  const std::string room(kMaxNamesBytes - 6, ' ');
  BOOST_TEST(Dump(MarksOf(absl::StrCat(room, "price"))) == "price");
  BOOST_TEST(Dump(MarksOf(absl::StrCat(room, "      price"))) == "");
}

}  // namespace touchstone

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_split.h"
#include "core/inspect.h"
#include "core/market/sources.h"

namespace touchstone {
namespace {

FieldSelector InElement(std::string_view selector, std::string_view attribute = "") {
  FieldSelector field;
  field.field = Field::kTitle;
  field.selector = *ParseSelector(selector);
  field.attribute = std::string(attribute);
  return field;
}

FieldSelector InState(std::string_view state, std::string_view path) {
  FieldSelector field;
  field.field = Field::kSeller;
  field.state = std::string(state);
  field.path = absl::StrSplit(path, '.');
  return field;
}

bool Finds(std::string_view html, FieldSelector field) {
  Site site;
  site.fields.push_back(std::move(field));
  return FieldsFound(html, site)[0];
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_adapter_finds_a_field_where_its_place_says_something) {
  BOOST_TEST(Finds("<h1 class=t>Antminer S19</h1>", InElement("h1.t")));
  BOOST_TEST(!Finds("<h1 class=u>Antminer S19</h1>", InElement("h1.t")));
  BOOST_TEST(!Finds("<h1 class=t></h1>", InElement("h1.t")));
  BOOST_TEST(Finds("<p id=s title='4.8'></p>", InElement("#s", "title")));
  BOOST_TEST(!Finds("<p id=s></p>", InElement("#s", "title")));
  FieldSelector card = InElement("li.c");
  card.field = Field::kCard;
  BOOST_TEST(Finds("<ul><li class=c></li></ul>", card));
  BOOST_TEST(!Finds("<ul><li class=d></li></ul>", card));
}

BOOST_AUTO_TEST_CASE(a_state_that_comes_in_parts_is_read_from_the_first_that_says_something) {
  constexpr std::string_view kEmpty = "<script>{\"item\": {\"photos\": 3}}</script>";
  constexpr std::string_view kFull = "<script>{\"item\": {\"seller\": \"Ana\"}}</script>";
  constexpr std::string_view kOther = "<script>{\"items\": {\"seller\": \"Ana\"}}</script>";
  const FieldSelector seller = InState("item", "seller");
  BOOST_TEST(Finds(std::string(kEmpty) + std::string(kFull), seller));
  BOOST_TEST(!Finds(std::string(kEmpty) + std::string(kOther), seller));
  BOOST_TEST(!Finds("", seller));
}

}  // namespace touchstone

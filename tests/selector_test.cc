#include "core/rules/selector.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace touchstone {
namespace {

std::string Dump(std::string_view text) {
  const std::optional<Selector> selector = ParseSelector(text);
  if (!selector.has_value()) return "none";
  std::string out;
  for (const Selector::Compound& compound : selector->compounds) {
    if (!out.empty()) out += compound.child ? " > " : " ";
    out += compound.tag.empty() ? "*" : compound.tag;
    if (!compound.id.empty()) out += "#" + compound.id;
    for (const std::string& name : compound.classes) out += "." + name;
    for (const Selector::AttributeTest& test : compound.attributes) {
      out += "[" + test.name + (test.value.has_value() ? "='" + *test.value + "'" : "") + "]";
    }
  }
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(selectors_of_the_subset_parse) {
  const struct {
    std::string_view text, parsed;
  } kCases[] = {
      {"h1", "h1"},
      {"H1", "h1"},
      {"#productTitle", "*#productTitle"},
      {".price", "*.price"},
      {"div.a.b", "div.a.b"},
      {"div#x.y[z]", "div#x.y[z]"},
      {"[itemprop=price]", "*[itemprop='price']"},
      {"[data-pl=\"product title\"]", "*[data-pl='product title']"},
      {"[data-a=\"]\"]", "*[data-a=']']"},
      {"[a=]", "*[a='']"},
      {"ul li", "ul li"},
      {"ul  >  li", "ul > li"},
      {"ul>li a", "ul > li a"},
      {"  h1  ", "h1"},
      {".价格", "*.价格"},
      {"h1.title--*", "h1.title--*"},
      {".a--b--*.c > i", "*.a--b--*.c > i"},
      {"a b c d e f g h", "a b c d e f g h"},
  };
  for (const auto& c : kCases) BOOST_TEST(Dump(c.text) == c.parsed, c.text);
}

BOOST_AUTO_TEST_CASE(anything_else_is_refused) {
  for (const std::string_view text :
       {"",     " ",     ">",       "> a",      "a >",       "a > > b",
        "*",    ".*",    ".title*", ".title-*", ".--*",      "#title--*",
        "a, b", "a + b", "a ~ b",   "a:hover",  "a::before", "a:not(b)",
        "#",    ".",     "a..b",    "a#",       "[",         "[]",
        "[a",   "[a=b",  "[a=\"b]", "[a=\"b\"", "[a^=b]",    "[a~=b]",
        "[=b]", "a{}",   "a()",     "a\tb",     "a\nb",      "a b c d e f g h i",
        "@a",   "a/b"}) {
    BOOST_TEST(Dump(text) == "none", text);
  }
}

}  // namespace touchstone

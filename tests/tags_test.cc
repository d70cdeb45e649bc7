#include "core/page/tags.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace touchstone {

BOOST_AUTO_TEST_CASE(every_tag_is_found_by_its_name_in_any_case_and_anywhere) {
  for (size_t i = 1; i < kTagCount; i++) {
    const Tag tag = static_cast<Tag>(i);
    const std::string_view name = TagName(tag);
    BOOST_TEST((TagNamed(name) == tag), name);
    BOOST_TEST((TagNamed(absl::AsciiStrToUpper(name)) == tag), name);
    const uint32_t end = static_cast<uint32_t>(1 + name.size());
    BOOST_TEST((TagNamed(absl::StrCat("<", name), {1, end}) == tag), name);
    BOOST_TEST((TagNamed(absl::StrCat("<", name, ">and what follows"), {1, end}) == tag), name);
  }
}

BOOST_AUTO_TEST_CASE(what_is_only_like_a_tag_is_none) {
  for (const std::string_view name :
       {std::string_view(""), std::string_view("h1\0", 3), std::string_view("\0h1", 3),
        std::string_view("h7"), std::string_view("divx"), std::string_view("di"),
        std::string_view("section\x07"),
        std::string_view("t\xC3\xA4"
                         "ble"),
        std::string_view("h\x11"), std::string_view("blockquotes"),
        std::string_view("foreignobjec"), std::string_view("averylongname")}) {
    BOOST_TEST((TagNamed(name) == Tag::kUnknown), name);
  }
}

}  // namespace touchstone

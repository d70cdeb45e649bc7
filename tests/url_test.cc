#include "core/base/url.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

namespace touchstone {
namespace {

std::string Dump(std::string_view text) {
  const std::optional<Url> url = ParseUrl(text);
  return url.has_value() ? url->scheme + " " + url->host + " " + url->path : "none";
}

}  // namespace

BOOST_AUTO_TEST_CASE(addresses_give_scheme_host_and_path) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"https://www.Alibaba.com/a?b=c#d", "https www.alibaba.com /a?b=c"},
      {"HTTP://example.com", "http example.com /"},
      {"https://example.com:8443/x", "https example.com /x"},
      {"https://example.com./x", "https example.com /x"},
      {"https://example.com?q", "https example.com /?q"},
      {"https://alibaba.com@evil.example/", "https evil.example /"},
      {"https://alibaba.com\\@evil.example/", "https alibaba.com /@evil.example/"},
      {"javascript:alert(1)", "none"},
      {"ftp://example.com/", "none"},
      {"https:///x", "none"},
      {"https://a b/", "none"},
      {"//example.com/", "none"},
      {"", "none"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(references_resolve_against_their_page) {
  const std::string_view base = "https://shop.example.com/a/b?c";
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"/x", "https://shop.example.com/x"},
      {"x", "https://shop.example.com/a/x"},
      {"?y", "https://shop.example.com/a/b?y"},
      {"//other.example/z", "https://other.example/z"},
      {"http://other.example/z", "http://other.example/z"},
      {"../x", "https://shop.example.com/x"},
      {"../../../x/./y/..", "https://shop.example.com/x/"},
      {"..?z=/../", "https://shop.example.com/?z=/../"},
      {"#top", "https://shop.example.com/a/b?c"},
      {"javascript:alert(1)", ""},
      {"mailto:a@b.example", ""},
      {"data:text/html,x", ""},
  };
  for (const auto& [reference, expected] : rows) {
    BOOST_TEST(ResolveUrl(reference, base) == expected, reference);
  }
  BOOST_TEST(ResolveUrl("/x", "") == "");
}

BOOST_AUTO_TEST_CASE(an_address_that_is_too_long_is_none) {
  const std::string host = "https://a.example/";
  const std::string path(kMaxUrlBytes - host.size(), 'a');
  BOOST_TEST(ResolveUrl(host + path, "") == host + path);
  BOOST_TEST(ResolveUrl(host + path + "a", "") == "");
  BOOST_TEST(ResolveUrl("/" + path, host) == host + path);
  BOOST_TEST(ResolveUrl("/" + path + "a", host) == "");
  BOOST_TEST(ResolveUrl("b", host + path + "a") == "");
}

BOOST_AUTO_TEST_CASE(a_host_is_within_its_domain_and_not_within_a_longer_word) {
  BOOST_TEST(HostIsWithin("alibaba.com", "alibaba.com"));
  BOOST_TEST(HostIsWithin("m.alibaba.com", "alibaba.com"));
  BOOST_TEST(!HostIsWithin("xalibaba.com", "alibaba.com"));
  BOOST_TEST(!HostIsWithin("alibaba.com.evil.example", "alibaba.com"));
}

}  // namespace touchstone

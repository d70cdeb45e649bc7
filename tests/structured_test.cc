#include "core/page/structured.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace touchstone {
namespace {

// "Product{name=x,offers=#1};Offer{price=2}"
std::string Dump(std::string_view html) {
  const std::unique_ptr<Page> page = BuildPage(html);
  std::string dump;
  for (const StructuredItem& item : page->items) {
    if (!dump.empty()) dump += ";";
    dump += absl::StrJoin(item.types, "+") + "{";
    for (size_t i = 0; i < item.properties.size(); i++) {
      const StructuredItem::Property& property = item.properties[i];
      absl::StrAppend(&dump, i > 0 ? "," : "", property.name, "=",
                      property.item >= 0 ? absl::StrCat("#", property.item) : property.text);
    }
    dump += "}";
  }
  return dump;
}

std::string JsonLd(std::string_view json) {
  return absl::StrCat("<script type=\"application/ld+json\">", json, "</script>");
}

}  // namespace

BOOST_AUTO_TEST_CASE(json_ld_nests_lists_and_graphs) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"({"@context":"https://schema.org","@type":"Product","name":"x","offers":{"@type":"Offer","price":2.50}})",
       "Product{name=x,offers=#1};Offer{price=2.50}"},
      {R"([{"@type":"http://schema.org/Product","name":"x"},{"@type":["A","B"]}])",
       "Product{name=x};A+B{}"},
      {R"({"@graph":[{"@type":"Product","name":"x"}]})", "{};Product{name=x}"},
      {R"({"@type":"Product","image":["a","b"],"gone":null,"ok":true})",
       "Product{image=a,image=b,ok=true}"},
      {R"({"@type":"Offer","price":{"@value":"7"}})", "Offer{price=7}"},
      {R"(17)", ""},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
}

BOOST_AUTO_TEST_CASE(what_shops_break_is_repaired_once) {
  for (const std::string_view json :
       {"/* c */{\"@type\":\"P\",\"name\":\"a b\"}", "{\"@type\":\"P\",\"name\":\"a\nb\"}",
        "{\"@type\":\"P\",\"name\":\"a b\",}", "{\"@type\":\"P\",\"name\":\"a b\"};",
        "//<![CDATA[\n{\"@type\":\"P\",\"name\":\"a b\"}\n//]]>",
        "<!--{\"@type\":\"P\",\"name\":\"a b\"}-->"}) {
    BOOST_TEST(Dump(JsonLd(json)) == "P{name=a b}", json);
  }
  BOOST_TEST(Dump(JsonLd("{\"@type\":\"P\"")) == "");
  BOOST_TEST(Dump(JsonLd("")) == "");
}

BOOST_AUTO_TEST_CASE(a_script_of_another_type_is_no_json_ld) {
  BOOST_TEST(Dump("<script type=text/javascript>{\"@type\":\"P\"}</script>") == "");
}

BOOST_AUTO_TEST_CASE(microdata_values_come_from_where_the_standard_has_them) {
  BOOST_TEST(
      Dump("<div itemscope itemtype=https://schema.org/Product><h1 itemprop=name>A <b>b</b></h1>"
           "<img itemprop=image src=i.png><a itemprop=url href=/u>link</a>"
           "<div itemprop=offers itemscope itemtype=https://schema.org/Offer>"
           "<meta itemprop=priceCurrency content=USD><span itemprop=price content=5>five</span>"
           "</div><time itemprop=date datetime=2021-10-08>Friday</time></div>") ==
      "Product{name=A b,image=i.png,url=/u,offers=#1,date=2021-10-08};"
      "Offer{priceCurrency=USD,price=5}");
  BOOST_TEST(Dump("<p itemprop=name>outside of an item</p>") == "");
  BOOST_TEST(Dump("<p itemscope itemtype='http://schema.org/Product http://x.org/Car'>"
                  "<b itemprop='sku mpn'>7</b>") == "Product+Car{sku=7,mpn=7}");
}

BOOST_AUTO_TEST_CASE(nesting_beyond_the_limit_is_left_out) {
  std::string json;
  for (int i = 0; i < 100'000; i++) json += "{\"a\":";
  BOOST_TEST(Dump(JsonLd(json)) == "");
  std::string html;
  for (int i = 0; i < 30'000; i++) html += "<i itemscope>";
  const std::unique_ptr<Page> page = BuildPage(html);
  BOOST_TEST(page->items.size() == kMaxItems);
  BOOST_TEST(page->truncated);
}

BOOST_AUTO_TEST_CASE(items_take_bounded_memory_whatever_repeats_in_them) {
  const auto bytes = [](const std::string& html, bool truncated) {
    const std::unique_ptr<Page> page = BuildPage(html);
    BOOST_TEST(page->truncated == truncated);
    size_t sum = 0;
    for (const StructuredItem& item : page->items) {
      for (const StructuredItem::Property& property : item.properties) {
        sum += property.name.size() + property.text.size();
      }
    }
    return sum;
  };
  // One long name with many values.
  std::string json = absl::StrCat("{\"", std::string(100'000, 'k'), "\":[");
  for (int i = 0; i < 1'000; i++) json += "1,";
  BOOST_TEST(bytes(JsonLd(json + "1]}"), true) <= kMaxItemBytes);
  // One long text inside of many properties.
  std::string html = "<div itemscope>";
  for (int i = 0; i < 400; i++) html += "<i itemprop=a>";
  html += std::string(60'000, 'x');
  BOOST_TEST(bytes(html, true) <= kMaxItemBytes);
  // Many properties, script after script.
  json = "{\"k\":[";
  for (int i = 0; i < 100'000; i++) json += "1,";
  json = JsonLd(json + "1]}");
  BOOST_TEST(bytes(json, false) == 2 * 100'001u);
  BOOST_TEST(bytes(json + json, true) == 2 * kMaxProperties);
}

}  // namespace touchstone

#include "core/page/structured.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/page/json_repair.h"

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

BOOST_AUTO_TEST_CASE(types_and_names_are_what_their_address_ends_with) {
  for (const std::string_view type :
       {"Product", "schema:Product", "http://schema.org/Product", "https://schema.org/Product/",
        "https://schema.org/#Product", " Product "}) {
    BOOST_TEST(Dump(JsonLd(absl::StrCat("{\"@type\":\"", type, "\"}"))) == "Product{}", type);
  }
  BOOST_TEST(Dump(JsonLd(R"({"schema:name":"x","http://schema.org/sku":"7"})")) ==
             "{name=x,sku=7}");
}

BOOST_AUTO_TEST_CASE(json_ld_values_come_in_several_forms) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"({"name":{"@value":"x","@language":"en"}})", "{name=x}"},
      {R"({"name":[{"@value":"x"},{"@value":null}]})", "{name=x}"},
      {R"({"image":{"@list":["a","b"]}})", "{image=a,image=b}"},
      {R"({"image":{"@set":["a"]}})", "{image=a}"},
      {R"({"name":{"en":"x","de-AT":"y"}})", "{name=x,name=y}"},
      // No languages, but a thing without a type.
      {R"({"name":{"en":"x","sku":"y"}})", "{name=#1};{en=x,sku=y}"},
      {R"({"brand":{"id":"7"}})", "{brand=#1};{id=7}"},
      {R"({"name":{}})", "{name=#1};{}"},
      // A name that stands twice is as good as an array.
      {R"({"price":1,"price":2})", "{price=1,price=2}"},
      // Shops escape for HTML what is none.
      {R"({"name":"A &#8211; B &amp; C"})", "{name=A \u2013 B & C}"},
      {R"({"url":"/?a=1&copy=2&b","name":"AT&T"})", "{url=/?a=1&copy=2&b,name=AT&T}"},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
}

BOOST_AUTO_TEST_CASE(a_reference_to_a_node_is_that_node) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"([{"@type":"P","offers":{"@id":"#o"}},{"@id":"#o","@type":"O","price":5}])",
       "P{offers=#1};O{@id=#o,price=5};O{@id=#o,price=5}"},
      {R"([{"@type":"P","offers":{"@type":"O","@id":"#o"}},{"@id":"#o","@type":"O","price":5}])",
       "P{offers=#1};O{@id=#o,price=5};O{@id=#o,price=5}"},
      // Through another one.
      {R"({"@graph":[{"@id":"#s","@type":"S","name":"x"},{"@id":"#o","@type":"O","seller":{"@id":"#s"}},)"
       R"({"@type":"P","offers":[{"@id":"#o"}]}]})",
       "{};S{@id=#s,name=x};O{@id=#o,seller=#3};S{@id=#s,name=x};"
       "P{offers=#5};O{@id=#o,seller=#6};S{@id=#s,name=x}"},
      // Another one's name, none of its own, a value that is more than a reference, an address.
      {R"([{"offers":{"@id":"#p"}},{"@id":"#o","@type":"O","price":5}])",
       "{offers=#1};{@id=#p};O{@id=#o,price=5}"},
      {R"([{"offers":{"@id":"#o","price":6}},{"@id":"#o","@type":"O","price":5}])",
       "{offers=#1};{@id=#o,price=6};O{@id=#o,price=5}"},
      {R"([{"offers":"#o"},{"@id":"#o","@type":"O","price":5}])", "{offers=#o};O{@id=#o,price=5}"},
      // A list says where its things are.
      {R"([{"item":{"@id":"#o"}},{"@id":"#o","@type":"O","price":5}])",
       "{item=#1};{@id=#o};O{@id=#o,price=5}"},
      // Not inside of itself.
      {R"({"@id":"#a","@type":"A","b":{"@id":"#b","@type":"B","a":{"@id":"#a"}}})",
       "A{@id=#a,b=#1};B{@id=#b,a=#2};{@id=#a}"},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
  BOOST_TEST(Dump(JsonLd(R"({"@type":"P","offers":{"@id":"#o"}})") +
                  JsonLd(R"({"@id":"#o","@type":"O","price":5})")) ==
             "P{offers=#1};O{@id=#o,price=5};O{@id=#o,price=5}");
}

BOOST_AUTO_TEST_CASE(references_that_lead_everywhere_are_bounded) {
  // Each of 30 nodes refers to all of them: there are 30! ways.
  std::string json = "[", all;
  for (int i = 0; i < 30; i++) absl::StrAppend(&all, i > 0 ? "," : "", "{\"@id\":\"#", i, "\"}");
  for (int i = 0; i < 30; i++) {
    absl::StrAppend(&json, i > 0 ? "," : "", "{\"@type\":\"T\",\"@id\":\"#", i, "\",\"a\":[", all,
                    "]}");
  }
  const std::unique_ptr<Page> page = BuildPage(JsonLd(json + "]"));
  BOOST_TEST(page->truncated);
  BOOST_TEST(page->items.size() < 40 * kMaxReferences);
  std::vector<size_t> depth(page->items.size());
  for (size_t i = 0; i < page->items.size(); i++) {
    if (page->items[i].parent >= 0) depth[i] = depth[page->items[i].parent] + 1;
    BOOST_TEST_REQUIRE(depth[i] <= kMaxReferenceDepth + 1);
  }
  // A chain is followed so far, and no further.
  json = "[";
  for (int i = 9; i >= 0; i--) {
    absl::StrAppend(&json, "{\"@type\":\"T\",\"@id\":\"#", i, "\",\"a\":{\"@id\":\"#", i + 1,
                    "\"}}", i > 0 ? "," : "]");
  }
  const std::unique_ptr<Page> chain = BuildPage(JsonLd(json));
  BOOST_TEST(!chain->truncated);
  BOOST_TEST(chain->items.back().Text("@id") == "#4");
  BOOST_TEST(chain->items.back().types.empty());
}

BOOST_AUTO_TEST_CASE(what_shops_break_is_repaired) {
  const std::string_view rows[] = {
      R"(/* c */{"@type":"P","name":"a b"})",
      "{\"@type\":\"P\", // {\"c\"\n\"name\":\"a b\"}",
      "{\"@type\":\"P\",\"name\":\"a\nb\"}",
      "{\"@type\":\"P\",\"name\":\"a\tb\"}",
      R"({"@type":"P","name":"a b",})",
      R"({"@type":"P","name":"a b",,})",
      R"({"@type":"P","name":"a b"};)",
      R"({"@type":"P","name":"a b";})",
      R"({"@type":"P" "name":"a b"})",
      R"({"@type":["P",],"name":"a b"})",
      "//<![CDATA[\n{\"@type\":\"P\",\"name\":\"a b\"}\n//]]>",
      R"(//<![CDATA[ {"@type":"P","name":"a b"} //]]>)",
      R"(/*<![CDATA[*/{"@type":"P","name":"a b"}/*]]>*/)",
      R"(<![CDATA[{"@type":"P","name":"a b"}]]>)",
      R"(<!--{"@type":"P","name":"a b"}-->)",
      "<!-- it's \"data\" -->\n{\"@type\":\"P\",\"name\":\"a b\"}",
      "\xEF\xBB\xBF{\"@type\":\"P\",\"name\":\"a b\"}",
      R"(var data = {"@type":"P","name":"a b"};)",
      R"({"@type":"P","name":"a b"}})",
      R"({&quot;@type&quot;:&quot;P&quot;,&quot;name&quot;:&quot;a b&quot;})",
      R"({'@type':'P','name':'a b'})",
      R"({"@type":"P",name:'a b'})",
      R"({"@type":"P","name":"a \b"}, )",
      // Cut off.
      R"({"@type":"P","name":"a b")",
      R"({"@type":"P","name":"a b",)",
      R"({"@type":"P","name":"a b","of)",
      R"({"@type":"P","name":"a b","of")",
      R"({"@type":"P","name":"a b","of": "t)",
      R"({"@type":"P","name":"a b","of": "t\)",
      R"({"@type":"P","name":["a b","c)",
  };
  for (const std::string_view json : rows) {
    std::string dump = Dump(JsonLd(json));
    if (absl::StrContains(json, "\\b")) dump.erase(dump.find('\b'), 1).insert(9, "b");
    BOOST_TEST(dump == "P{name=a b}", json);
  }
  for (const std::string_view json :
       {"", "17", "x", "\"{}\"", "}", "<!--", "/*", "//", "{\"", "[[["}) {
    BOOST_TEST(absl::StrReplaceAll(Dump(JsonLd(json)), {{"{}", ""}}) == "", json);
  }
}

BOOST_AUTO_TEST_CASE(several_roots_are_read_one_after_another) {
  for (const std::string_view json :
       {R"({"@type":"P","name":"x"}{"@type":"Q"})", R"({"@type":"P","name":"x"},{"@type":"Q"})",
        R"([{"@type":"P","name":"x"}] [{"@type":"Q"}])", R"({"@type":"P","name":"x"};{"@type":"Q")",
        R"([{"@type":"P","name":"x"} {"@type":"Q"}])"}) {
    BOOST_TEST(Dump(JsonLd(json)) == "P{name=x};Q{}", json);
  }
}

BOOST_AUTO_TEST_CASE(a_quote_ends_a_string_where_a_value_may_end) {
  // Each breaks in the same way, so that it is repaired: a comma at its end.
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"({"name":"19" rack","price":5,})", R"({name=19" rack,price=5})"},
      {R"({"name":"the "best" one","price":5,})", R"({name=the "best" one,price=5})"},
      {R"({"name":"7", 8" and 9"","price":5,})", R"({name=7", 8" and 9",price=5})"},
      {R"({"name":"so: "best": really","price":5,})", R"({name=so: "best": really,price=5})"},
      {R"({"name":["19" rack","x"],})", R"({name=19" rack,name=x})"},
      {R"({"name":"x" , "price" : 5 ,})", "{name=x,price=5}"},
      {R"({"name":"x" /* c */, "price":5,})", "{name=x,price=5}"},
      {R"({"a":{"name":"x"},"price":5,})", "{a=#1,price=5};{name=x}"},
      {R"({"name":"a\"b","price":5,})", R"({name=a"b,price=5})"},
      {R"({'name':'it's "so"','price':5})", R"({name=it's "so",price=5})"},
      {R"({name:'x', price:5})", "{name=x,price=5}"},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
}

BOOST_AUTO_TEST_CASE(what_stands_without_quotes_is_not_guessed_at) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"({"price":1,299.00,"a":2,})", "{price=1,299.00,a=2}"},
      {R"({"price":[1,299],})", "{price=1,price=299}"},
      {R"({"price":$1299,})", "{price=$1299}"},
      {R"({"price":007,})", "{price=007}"},
      {R"({"price":1e999})", "{price=1e999}"},
      {R"({"price":,"a":2})", "{a=2}"},
      {R"({"price":undefined,"a":2})", "{a=2}"},
      {R"({"ok":true,"not":false,"none":null,})", "{ok=true,not=false}"},
      {R"({"a":{"b":1],"c":2})", "{a=#1};{b=1,c=2}"},
      {R"({"a":[{"b":1},"c":2})", "{a=#1,a=c,a=2};{b=1}"},
      {R"({{"b":1}})", "{=#1};{b=1}"},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
}

BOOST_AUTO_TEST_CASE(escapes_in_broken_strings_are_read) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {R"({"a":"\u00e9\ud83d\ude00",})", "{a=\u00e9\U0001F600}"},
      {R"({"a":"\ud83d!"})", "{a=\uFFFD!}"},
      {R"({"a":"\ud83d\u0041"})", "{a=\uFFFDA}"},
      {R"({"a":"\u0022\u005c\u000A",})", "{a=\"\\ }"},
      {R"({"a":"\u12","b":"\'\x"})", "{a=u12,b='x}"},
      {R"({"a":"\n\/\\",})", "{a=\n/\\}"},
  };
  for (const auto& [json, expected] : rows) BOOST_TEST(Dump(JsonLd(json)) == expected, json);
}

// Each would take hours if a step of the repair looked at all that follows.
BOOST_AUTO_TEST_CASE(repair_takes_time_in_proportion) {
  for (const std::string_view unit :
       {"<!--", "/*", "//", "\"a\",", "\" ", "\"   \"", "{\"a\":\"", "<!--{", "]", "\\u", "'\"",
        "\"a\" :", "[]", "{}", "a", "a:", "1,", "-->", "&quot;"}) {
    for (const std::string_view head : {"{\"a\":\"", "[\"", "{a:'", ""}) {
      std::string json(head);
      while (json.size() < 1'000'000) json += unit;
      const std::string repaired = RepairJson(json);
      BOOST_TEST(repaired.size() < 12 * json.size());
      const absl::StatusOr<Json> parsed = ParseJson(repaired, {.unique_names = false});
      BOOST_TEST((parsed.ok() || absl::IsResourceExhausted(parsed.status())), head << unit);
    }
  }
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

BOOST_AUTO_TEST_CASE(a_content_attribute_is_the_value_on_any_element) {
  BOOST_TEST(Dump("<p itemscope><span itemprop=price content=1299.00>$1,299</span>"
                  "<link itemprop=url content=/c href=/h><img itemprop=image content=c src=s>"
                  "<time itemprop=date content=c datetime=d>t</time>") ==
             "{price=1299.00,url=/c,image=c,date=c}");
  BOOST_TEST(Dump("<p itemscope><span itemprop=price title=1299.00>$1,299</span>"
                  "<link itemprop=url href=/h><img itemprop=image src=s>"
                  "<time itemprop=date datetime=d>t</time><time itemprop=date>t</time>") ==
             "{price=$1,299,url=/h,image=s,date=d,date=t}");
}

BOOST_AUTO_TEST_CASE(microdata_values_come_from_the_attribute_of_their_element) {
  BOOST_TEST(Dump("<p itemscope><meta itemprop=a value=n><data itemprop=b value=v>t</data>"
                  "<meter itemprop=c value=2>t</meter><object itemprop=d data=o>t</object>"
                  "<embed itemprop=e src=s><video itemprop=f src=s><track itemprop=g src=s></video>"
                  "<area itemprop=h href=h><a itemprop=i>t</a><b itemprop=j href=h>t</b>") ==
             "{a=,b=v,c=2,d=o,e=s,f=s,g=s,h=h,i=,j=t}");
}

BOOST_AUTO_TEST_CASE(an_item_is_the_value_of_each_name_once) {
  BOOST_TEST(Dump("<p itemscope><b itemprop='brand maker brand x:brand' itemscope>") ==
             "{brand=#1,maker=#1};{}");
  BOOST_TEST(Dump("<p itemscope><b itemprop='brand maker brand'>x</b>") ==
             "{brand=x,maker=x,brand=x}");
}

BOOST_AUTO_TEST_CASE(an_itemref_adds_what_it_leads_to) {
  BOOST_TEST(Dump("<i id=a><b itemprop=name>x</b></i><p itemscope itemref='a b c'></p>"
                  "<b id=b itemprop=sku>7</b>") == "{name=x,sku=7}");
  // Not without it, not twice when it is inside, not around itself, none that is not there.
  BOOST_TEST(Dump("<i id=a><b itemprop=name>x</b></i><p itemscope></p>") == "{}");
  BOOST_TEST(Dump("<p itemscope itemref=a><b id=a itemprop=name>x</b></p>") == "{name=x}");
  BOOST_TEST(Dump("<div id=a><b itemprop=name>x</b><p itemscope itemref=a></p></div>") == "{}");
  BOOST_TEST(Dump("<p itemscope itemref=z></p>") == "{}");
  // An item is made once more, without its own references; the first of an id counts.
  BOOST_TEST(Dump("<p itemscope itemref=a></p><div id=a itemprop=offers itemscope itemref=b>"
                  "<b itemprop=price>5</b></div><b id=b itemprop=sku>7</b><b id=b itemprop=x>") ==
             "{offers=#2};{price=5,sku=7};{price=5}");
  // Two that refer to each other.
  BOOST_TEST(Dump("<p id=a itemprop=x itemscope itemref=b></p>"
                  "<p id=b itemprop=y itemscope itemref=a></p>") == "{y=#2};{x=#3};{};{}");
}

BOOST_AUTO_TEST_CASE(itemrefs_lead_to_a_bounded_number_of_elements) {
  std::string html = "<div id=a>";
  for (int i = 0; i < 1'000; i++) html += "<b itemprop=x>y</b>";
  html += "</div>";
  const std::unique_ptr<Page> one = BuildPage(html + "<p itemscope itemref=a>");
  BOOST_TEST(!one->truncated);
  BOOST_TEST(one->items[0].properties.size() == 1'000u);
  for (int i = 0; i < 1'000; i++) html += "<p itemscope itemref=a>";
  const std::unique_ptr<Page> many = BuildPage(html);
  BOOST_TEST(many->truncated);
  BOOST_TEST(many->items[0].properties.size() == 1'000u);
  BOOST_TEST(many->items[999].properties.empty());
}

BOOST_AUTO_TEST_CASE(rdfa_lite_is_read) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<div vocab=https://schema.org/ typeof=Product><h1 property=name>A <b>b</b></h1>"
       "<img property=image src=i.png><a property=url href=/u>link</a>"
       "<div property=offers typeof=Offer><meta property=priceCurrency content=USD>"
       "<span property=price content=5>five</span></div>"
       "<time property=date datetime=2021-10-08>Friday</time></div>",
       "Product{name=A b,image=i.png,url=/u,offers=#1,date=2021-10-08};"
       "Offer{priceCurrency=USD,price=5}"},
      // The same without types holds no item.
      {"<div vocab=https://schema.org/><h1 property=name>A</h1></div>", ""},
      // Prefixes, several names and types.
      {"<div typeof='schema:Product gr:SomeItems'><b property='schema:name gr:name'>x</b>",
       "Product+SomeItems{name=x,name=x}"},
      {"<div typeof=og:product><meta property=og:price:amount content=5></div>",
       "product{price:amount=5}"},
      // A link of its own, and `resource` before it.
      {"<div typeof=P><a property=url resource=#r href=/u>x</a>", "P{url=#r}"},
      {"<div typeof=P resource=#p><b property=name resource=#b>x</b>", "P{name=#b}"},
      {"<div typeof=P><a href=/u>x</a><a rel=nofollow href=/v>y</a></div>", "P{}"},
      // The text is the value where rel has the link, or a datatype says that it is a literal.
      {"<div typeof=v:Breadcrumb><a rel=v:url property=v:title href=/u>x</a>",
       "Breadcrumb{title=x}"},
      {"<div typeof=P><a property=name datatype='' href=/u>x</a>", "P{name=x}"},
      // An item may hold a literal of its own.
      {"<div typeof=P><a typeof=C property=label datatype='' href=/u>x</a></div>",
       "P{};C{label=x}"},
      {"<div typeof=P><a typeof=C property=label href=/u>x</a></div>", "P{label=#1};C{}"},
      // What rel leads to, on the element and inside of it.
      {"<div typeof=gr:Offering><div rel=gr:hasPriceSpecification>"
       "<i><div typeof=gr:UnitPriceSpecification property=x><b property=gr:hasCurrencyValue "
       "content=5></b></div></i></div><b property=gr:name>n</b></div>",
       "Offering{x=#1,name=n};UnitPriceSpecification{hasCurrencyValue=5}"},
      {"<div typeof=gr:Offering><div rel=gr:hasPriceSpecification>"
       "<i><div typeof=gr:UnitPriceSpecification></div></i></div><b typeof=T></b></div>",
       "Offering{hasPriceSpecification=#1};UnitPriceSpecification{};T{}"},
      {"<div typeof=P><b rel=schema:offers typeof=O></b><a rel=schema:url href=/u>x</a></div>",
       "P{offers=#1,url=/u};O{}"},
  };
  for (const auto& [html, expected] : rows) BOOST_TEST(Dump(html) == expected, html);
}

BOOST_AUTO_TEST_CASE(each_syntax_is_read_by_itself) {
  const std::unique_ptr<Page> page =
      BuildPage(JsonLd(R"({"@type":"A"})") +
                "<div itemscope itemtype=B><div typeof=C><b itemprop=x property=y>z</b>"
                "<iframe srcdoc='<p itemscope><p typeof=D>'></iframe></div></div>");
  BOOST_TEST_REQUIRE(page->items.size() == 3u);
  using Syntax = StructuredItem::Syntax;
  BOOST_TEST((page->items[0].syntax == Syntax::kJsonLd && page->items[0].Is("A")));
  BOOST_TEST((page->items[1].syntax == Syntax::kMicrodata && page->items[1].Text("x") == "z"));
  BOOST_TEST((page->items[2].syntax == Syntax::kRdfa && page->items[2].Text("y") == "z"));
  BOOST_TEST(page->items[2].parent == -1);
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

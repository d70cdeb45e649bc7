#include "core/page/inline_style.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/page/color.h"
#include "core/page/css_declarations.h"

namespace touchstone {
namespace {

std::string Dump(const Color& color) {
  switch (color.kind) {
    case Color::Kind::kNotGiven:
      return "-";
    case Color::Kind::kTransparent:
      return "transparent";
    case Color::Kind::kOther:
      return "other";
    case Color::Kind::kSolid:
      return absl::StrCat(int{color.red}, ",", int{color.green}, ",", int{color.blue});
  }
  return "";
}

// What a style says that is not the rule: "none hidden tiny gone color=1,2,3".
std::string Dump(std::string_view style) {
  const InlineStyle read = ReadInlineStyle(style);
  std::string out;
  const auto add = [&](bool on, std::string_view word) {
    if (on) absl::StrAppend(&out, out.empty() ? "" : " ", word);
  };
  add(read.display == InlineStyle::Display::kNone, "none");
  add(read.display == InlineStyle::Display::kSome, "shown");
  add(read.visibility == InlineStyle::Visibility::kHidden, "hidden");
  add(read.visibility == InlineStyle::Visibility::kVisible, "visible");
  add(read.font_size == InlineStyle::FontSize::kUnreadable, "tiny");
  add(read.font_size == InlineStyle::FontSize::kReadable, "readable");
  add(read.font_size == InlineStyle::FontSize::kRelative, "relative");
  add(read.gone, "gone");
  add(read.indented_off, "indented");
  add(read.ground_in_letters, "letters");
  add(read.color.kind != Color::Kind::kNotGiven, absl::StrCat("color=", Dump(read.color)));
  add(read.ground.kind != Color::Kind::kNotGiven, absl::StrCat("ground=", Dump(read.ground)));
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(declarations_are_cut_as_css_cuts_them) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"", ""},
      {"a:b;c:d", "a=b|c=d|"},
      {" A : B  C ;; ;", "a=b c|"},
      {"a:url(x;y:z);b:c", "a=url(x;y:z)|b=c|"},
      {"a:';b:c';d:e", "a=\"|d=e|"},
      {"a:'\\';b:c';d:e", "a=\"|d=e|"},
      {"a/**/b:c;d:e/*;f:g", "a b=c|d=e|"},
      {"a;b:c", "b=c|"},
      {"a{b:c}d:e;f:g", "a{b:c}d=e|f=g|"},
      {"a:b};c:d", "c=d|"},
      {"a:b!important;c:d ! IMPORTANT;e:f!imp", "a=b!|c=d!|"},
      {"a:url(x!y);b:c", "a=url(x!y)|b=c|"},
      {"d\\69splay:n\\o ne;\\3b:x", "display=no ne|?=x|"},
      {"a:\\31 px", "a=?px|"},
      {"a\\", ""},
      {"a:(", "a=(|"},
  };
  for (const auto& [style, expected] : rows) {
    std::string got;
    CssDeclarations declarations(style);
    while (declarations.Next()) {
      absl::StrAppend(&got, declarations.name(), "=", declarations.value(),
                      declarations.important() ? "!|" : "|");
    }
    BOOST_TEST(got == expected, style);
  }
}

BOOST_AUTO_TEST_CASE(long_names_and_values_are_not_understood) {
  const std::string style = absl::StrCat(std::string(33, 'n'), ":x;color:", std::string(161, 'x'));
  CssDeclarations declarations(style);
  BOOST_TEST(declarations.Next());
  BOOST_TEST(declarations.name() == "");
  BOOST_TEST(declarations.Next());
  BOOST_TEST(declarations.name() == "color");
  BOOST_TEST(!declarations.whole());
  BOOST_TEST(Dump(style) == "");
}

BOOST_AUTO_TEST_CASE(styles_say_what_cannot_be_seen) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"display:none", "none"},
      {"DISPLAY : None", "none"},
      {"display:block", "shown"},
      {"display:nonesuch", ""},
      {"display:none;display:nonesuch", "none"},
      {"display:none;display:block", "shown"},
      {"display:none!important;display:block", "none"},
      {"display:none;display:block!important;display:none", "shown"},
      {"--x:display:none", ""},
      {"background:url(display:none)", "ground=other"},
      {"/* display:none */color:red", "color=255,0,0"},
      {"visibility:hidden", "hidden"},
      {"visibility:collapse", "hidden"},
      {"visibility:visible", "visible"},
      {"opacity:0", "gone"},
      {"opacity:.04", "gone"},
      {"opacity:0%", "gone"},
      {"opacity:.4", ""},
      {"opacity:1", ""},
      {"font-size:0", "tiny"},
      {"font-size:0.0em", "tiny"},
      {"font-size:1px", "tiny"},
      {"font-size:1pt", "tiny"},
      {"font-size:1e-3px", "tiny"},
      {"font-size:2px", "readable"},
      {"font-size:12pt", "readable"},
      {"font-size:0%", "tiny"},
      {"font-size:80%", "relative"},
      {"font-size:1", ""},
      {"font:0/0 a", "tiny"},
      {"font:bold 12px/1 Georgia,serif", "readable"},
      {"font:0px", ""},
      {"text-indent:-9999px", "indented"},
      {"text-indent:-100em", "indented"},
      {"text-indent:-20px", ""},
      {"position:absolute;left:-9999px", "gone"},
      {"position:absolute;left:-99px", ""},
      {"left:-9999px", ""},
      {"margin-left:-9999px", "gone"},
      {"transform:scale(0)", "gone"},
      {"transform:scale(.9)", ""},
      {"transform:translateX(-9999px)", "gone"},
      {"position:absolute;clip:rect(0 0 0 0)", "gone"},
      {"position:absolute;clip:rect(1px,1px,1px,1px)", "gone"},
      {"position:absolute;clip:rect(0,100px,20px,0)", ""},
      {"clip-path:inset(50%)", "gone"},
      {"clip-path:inset(5%)", ""},
      {"height:0;overflow:hidden", "gone"},
      {"width:1px;height:1px;overflow:hidden", "gone"},
      {"height:0", ""},
      {"height:0;overflow:hidden;padding-bottom:56%", ""},
      {"height:20px;overflow:hidden", ""},
      {"color:transparent", "color=transparent"},
      {"color:#fff;background:#FFFFFF", "color=255,255,255 ground=255,255,255"},
      {"color:rgba(1, 2, 3, .5)", "color=1,2,3"},
      {"color:rgb(100% 0% 0% / 1%)", "color=transparent"},
      {"color:white;-webkit-text-fill-color:red", "color=255,0,0"},
      {"color:nosuchcolor", ""},
      {"color:#12", ""},
      {"color:hsl(0 0% 100%)", "color=other"},
      {"background:#fff url(x.png) no-repeat", "ground=other"},
      {"background:white;background-image:none", "ground=255,255,255"},
      {"background:white;background:url(x) white;background:bad word", "ground=other"},
      {"background:none", "ground=transparent"},
      {"background-clip:text;color:transparent", "letters color=transparent"},
  };
  for (const auto& [style, expected] : rows) BOOST_TEST(Dump(style) == expected, style);
}

BOOST_AUTO_TEST_CASE(colors_are_read_in_every_common_form) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"white", "255,255,255"},
      {"rebeccapurple", "102,51,153"},
      {"#abc", "170,187,204"},
      {"#abcf", "170,187,204"},
      {"#a1b2c3", "161,178,195"},
      {"#a1b2c300", "transparent"},
      {"#abcg", "-"},
      {"", "-"},
      {"rgb(1,2,3)", "1,2,3"},
      {"rgb(1 2 3)", "1,2,3"},
      {"rgb(300,0,-5)", "255,0,0"},
      {"rgb(1,2)", "-"},
      {"rgba(0,0,0,0)", "transparent"},
      {"var(--x)", "other"},
      {"rgb(a,b,c)", "other"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(ReadColor(text)) == expected, text);
  BOOST_TEST(Dump(ReadLegacyColor("#FFFFFF")) == "255,255,255");
  BOOST_TEST(Dump(ReadLegacyColor("ffffff")) == "255,255,255");
  BOOST_TEST(Dump(ReadLegacyColor(" White ")) == "255,255,255");
  BOOST_TEST(Dump(ReadLegacyColor("no such colour at all, no")) == "-");
}

BOOST_AUTO_TEST_CASE(colors_a_hair_apart_look_the_same) {
  BOOST_TEST(LookSame(ReadColor("#fff"), ReadColor("#f7f7f7")));
  BOOST_TEST(!LookSame(ReadColor("#fff"), ReadColor("#f6f7f7")));
  BOOST_TEST(!LookSame(ReadColor("transparent"), ReadColor("transparent")));
}

}  // namespace touchstone

#include "core/market/cards.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "core/market/select.h"
#include "tests/market_ruleset.h"

namespace touchstone {
namespace {

// "title 5.00 /link; title - /link": the cards of a page.
//   in      adapter: a selector of the cards that the site's adapter knows, or ""
//           heading: a selector of the page's main heading, or ""
std::string Cards(std::string_view html, std::string_view adapter = "",
                  std::string_view heading = "") {
  const std::unique_ptr<Page> page = BuildPage(html);
  const std::vector<MarkSet> marks = ReadMarks(*page);
  const Surroundings around(*page, marks);
  const std::vector<SeenPrice> prices =
      FindPrices(*page, around, marks, "USD", MarketRuleset(), MarketLexicon());
  std::vector<ElementId> known;
  if (!adapter.empty()) known = Select(*page, *ParseSelector(adapter), 100);
  ElementId main = kNoElement;
  if (!heading.empty()) main = Select(*page, *ParseSelector(heading), 1).at(0);
  std::string dump;
  ElementId behind = 0;
  for (const Card& card : FindCards({*page, around, marks, prices, main}, known)) {
    if (!dump.empty()) dump += "; ";
    absl::StrAppend(&dump, card.title, " ",
                    card.price != nullptr ? FormatDecimal(card.price->price.amount) : "-");
    if (card.link != kNoElement) {
      absl::StrAppend(&dump, " ", page->GetAttribute(card.link, "href").value_or(""));
      BOOST_TEST(
          (page->Contains(card.element, card.link) || page->Contains(card.link, card.element)));
    }
    BOOST_TEST(card.element >= behind);  // in document order, none inside another one
    behind = page->elements[card.element].subtree_end;
    if (card.price != nullptr) BOOST_TEST(page->Contains(card.element, card.price->element));
  }
  return dump;
}

// `card` three times, with its N as 1, 2, 3, between `head` and `tail`.
std::string Three(std::string_view card, std::string_view head = "", std::string_view tail = "") {
  std::string html(head);
  for (const std::string_view n : {"1", "2", "3"}) {
    html += absl::StrReplaceAll(card, {{"N", n}});
  }
  return html + std::string(tail);
}

constexpr std::string_view kThree = "Lamp 1 10 /1; Lamp 2 20 /2; Lamp 3 30 /3";

struct Pair {
  std::string html;
  std::string_view cards;
  std::string twin;
  std::string_view twin_cards;
};

void Check(const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    BOOST_TEST(Cards(pair.html) == pair.cards, pair.html);
    BOOST_TEST(Cards(pair.twin) == pair.twin_cards, pair.twin);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(elements_alike_with_link_picture_and_price_are_cards) {
  const std::string_view inner = "<img src=a><a href=/N>Lamp N</a><p>$N0</p>";
  for (const std::string_view tag : {"li", "div", "article", "section", "span"}) {
    const std::string card = absl::StrCat("<", tag, ">", inner, "</", tag, ">");
    BOOST_TEST(Cards(Three(card)) == kThree, tag);
  }
  // The card itself is a link.
  BOOST_TEST(Cards(Three("<a href=/N><img src=a><h3>Lamp N</h3><p>$N0</p></a>")) == kThree);
  // One around it.
  BOOST_TEST(Cards(Three("<a href=/N><div><img src=a><h3>Lamp N</h3><p>$N0</p></div></a>")) ==
             kThree);
  // A heading is as good as a picture.
  BOOST_TEST(Cards(Three("<li><h3><a href=/N>Lamp N</a></h3><p>$N0</p></li>")) == kThree);
}

BOOST_AUTO_TEST_CASE(what_lacks_one_of_them_is_no_card) {
  Check({
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li><img><b>Lamp N</b>$N0</li>"), ""},
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li><a href=/N>Lamp N</a> $N0</li>"), ""},
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li><img><a href=/N>Lamp N</a>N0</li>"), ""},
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li><img><a href='#N'>Lamp N</a> $N0</li>"), ""},
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li><img><a href='javascript:go(N)'>Lamp N</a> $N0</li>"), ""},
      {Three("<li><img><a href=/N>Lamp N</a> $N0</li>"), kThree,
       Three("<li hidden><img><a href=/N>Lamp N</a> $N0</li>"), ""},
      {Three("<div><img><a href=/N>Lamp N</a> $N0</div>"), kThree,
       Three("<div><img><a href=/N>Lamp N</a> $N0</div>", "<nav>",
             absl::StrCat("</nav>", std::string(300, 'x'))),
       ""},
  });
}

BOOST_AUTO_TEST_CASE(two_make_a_group_when_they_share_a_class) {
  const auto two = [](std::string_view a, std::string_view b) {
    return Cards(absl::StrCat("<li class='", a, "'><img><a href=/1>Lamp 1</a> $10</li><li class='",
                              b, "'><img><a href=/2>Lamp 2</a> $20</li>"));
  };
  BOOST_TEST(two("card", "card first") == "Lamp 1 10 /1; Lamp 2 20 /2");
  BOOST_TEST(two("card", "lamp") == "");
  BOOST_TEST(two("", "") == "");
  BOOST_TEST(Cards("<li class=card><img><a href=/1>Lamp 1</a> $10</li>") == "");
}

BOOST_AUTO_TEST_CASE(rows_of_columns_are_one_group) {
  const std::string_view column = "<div class=col><img><a href=/N>Lamp N</a> $N0</div>";
  const std::string row = Three(column, "<div class=row>", "</div>");
  const std::string second =
      absl::StrReplaceAll(row, {{"/1", "/4"}, {"/2", "/5"}, {"/3", "/6"}, {"Lamp", "Vase"}});
  BOOST_TEST(Cards(row + second) ==
             absl::StrCat(kThree, "; Vase 1 10 /4; Vase 2 20 /5; Vase 3 30 /6"));
}

BOOST_AUTO_TEST_CASE(table_rows_are_cards) {
  BOOST_TEST(Cards(Three("<tr><td><img></td><td><a href=/N>Lamp N</a></td><td>$N0</td></tr>",
                         "<table>", "</table>")) == kThree);
  BOOST_TEST(Cards(Three("<tr><td><a href=/N>Lamp N</a></td><td>$N0</td></tr>", "<table>",
                         "</table>")) == "");
}

BOOST_AUTO_TEST_CASE(a_card_without_a_price_belongs_to_those_of_its_class) {
  const std::string_view sold = "<li class=card><img><a href=/4>Lamp 4</a>Sold out</li>";
  const std::string cards = Three("<li class=card><img><a href=/N>Lamp N</a> $N0</li>", "<ul>");
  BOOST_TEST(Cards(absl::StrCat(cards, sold, "</ul>")) == absl::StrCat(kThree, "; Lamp 4 - /4"));
  BOOST_TEST(Cards(absl::StrCat(cards, absl::StrReplaceAll(sold, {{"class=card", "class=ad"}}),
                                "</ul>")) == kThree);
}

BOOST_AUTO_TEST_CASE(of_blocks_inside_one_another_the_outer_ones_are_cards) {
  BOOST_TEST(Cards(Three("<li><div><div><img><a href=/N>Lamp N</a></div><div>$N0</div></div></li>",
                         "<ul>", "</ul>")) == kThree);
}

BOOST_AUTO_TEST_CASE(the_largest_group_counts) {
  const std::string more = Three("<li class=card><img><a href=/N>Lamp N</a> $N0</li>", "<ul>",
                                 "<li class=card><img><a href=/4>Lamp 4</a> $40</li></ul>");
  const std::string fewer =
      Three("<p class=ad><img><a href=/aN>Vase N</a> $N5</p>", "<div>", "</div>");
  BOOST_TEST(Cards(more + fewer) == absl::StrCat(kThree, "; Lamp 4 40 /4"));
  BOOST_TEST(Cards(fewer + more) == absl::StrCat(kThree, "; Lamp 4 40 /4"));
}

BOOST_AUTO_TEST_CASE(a_carousels_copy_of_an_offer_is_the_same_one) {
  const std::string cards = Three("<li class=card><img><a href=/N>Lamp N</a> $N0</li>");
  const std::string_view copy = "<li class=card><img><a href=/1>Lamp 1</a> $10</li>";
  BOOST_TEST(Cards(absl::StrCat("<ul>", cards, copy, "</ul>")) == kThree);
  BOOST_TEST(Cards(absl::StrCat("<ul>", copy, cards, "</ul>")) == kThree);
  BOOST_TEST(Cards(absl::StrCat("<ul>", cards, absl::StrReplaceAll(copy, {{"/1", "/9"}}),
                                "</ul>")) == absl::StrCat(kThree, "; Lamp 1 10 /9"));
}

BOOST_AUTO_TEST_CASE(what_holds_the_pages_main_heading_is_no_card) {
  const std::string cards = Three("<div class=card><img><a href=/N>Lamp N</a> $N0</div>");
  const std::string main = "<div class=card><h1>Big lamp</h1><img><a href=/0>More</a> $99</div>";
  BOOST_TEST(Cards(main + cards, "", "h1") == kThree);
  BOOST_TEST(Cards(main + cards) == absl::StrCat("Big lamp 99 /0; ", kThree));
}

BOOST_AUTO_TEST_CASE(a_row_of_related_offers_is_none_of_the_pages) {
  const std::string cards = Three("<li><img><a href=/N>Lamp N</a> $N0</li>", "<ul>", "</ul>");
  const std::string text = absl::StrCat("<h1>Big lamp</h1><p>", std::string(400, 'x'), "</p>");
  BOOST_TEST(Cards(absl::StrCat(text, "<div class=list>", cards, "</div>"), "", "h1") == kThree);
  BOOST_TEST(Cards(absl::StrCat(text, "<div class=related>", cards, "</div>"), "", "h1") == "");
  BOOST_TEST(Cards(absl::StrCat(text, "<aside>", cards, "</aside>"), "", "h1") == "");
}

BOOST_AUTO_TEST_CASE(what_the_adapter_knows_counts_as_it_stands) {
  const std::string one = "<p class=m><a href=/1>Lamp 1</a> $10</p>";
  BOOST_TEST(Cards(one) == "");
  BOOST_TEST(Cards(one, ".m") == "Lamp 1 10 /1");
  const std::string others = Three("<li><img><a href=/N>Vase N</a> $N0</li>");
  BOOST_TEST(Cards(one + others, ".m") == "Lamp 1 10 /1");
  // Where it finds none, the shape counts.
  BOOST_TEST(Cards(others, ".m") == "Vase 1 10 /1; Vase 2 20 /2; Vase 3 30 /3");
  BOOST_TEST(Cards(absl::StrCat("<p class=m hidden>Lamp 1</p>", others), ".m") ==
             "Vase 1 10 /1; Vase 2 20 /2; Vase 3 30 /3");
  // A card inside a card is a part of it.
  BOOST_TEST(
      Cards("<div class=m><a href=/1>Big lamp 1</a> $10<div class=m><a href=/2>Lamp 2</a> $20"
            "</div></div>",
            ".m") == "Big lamp 1 10 /1");
}

BOOST_AUTO_TEST_CASE(a_cards_title_is_its_heading_then_its_named_text_then_its_longest_link) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<a href=/N>Very long link of a shop</a><h3>Lamp N</h3>", "Lamp 1"},
      {"<a href=/N>Very long link of a shop</a><p class=title>Lamp N</p>", "Lamp 1"},
      {"<a href=/N>Very long link of a shop</a><p class=text>Lamp N</p>",
       "Very long link of a shop"},
      {"<h3 hidden>Other</h3><a href=/N>Lamp N</a>", "Lamp 1"},
      {"<a href=/x>New</a><a href=/N>Lamp N of glass</a>", "Lamp 1 of glass"},
      {"<p class='seller name'>Otto of the lamps</p><a href=/N>Lamp N</a>", "Lamp 1"},
      {"<h3>$N0</h3><a href=/N>Lamp N</a>", "Lamp 1"},
      {"<h3>12</h3><a href=/N>Lamp N</a>", "Lamp 1"},
      {"<a href=/N><img alt='Lamp N'></a>", "Lamp 1"},
  };
  for (const auto& [inner, title] : rows) {
    const std::string cards = Cards(Three(absl::StrCat("<li><img>", inner, "<p>$N0</p></li>")));
    BOOST_TEST(cards.substr(0, cards.find(" 10 ")) == title, inner << ": " << cards);
  }
}

BOOST_AUTO_TEST_CASE(a_cards_price_is_that_of_today) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"<p>$N0</p><p>$N5</p>", "10"},
      {"<p>$N0</p><p class=price>$N5</p>", "15"},
      {"<p class=price>$N0</p><p class='price sale'>$N5</p>", "15"},
      {"<p class=was>$N0</p><p>$N5</p>", "15"},
      {"<del>$N0</del><p>$N5</p>", "15"},
      {"<p>shipping $N0</p><p>$N5</p>", "15"},
      {"<p class=shipping>$N0</p><p>$N5</p>", "15"},
      {"<p>$N0</p><p>you save $N5</p>", "10"},
  };
  for (const auto& [inner, price] : rows) {
    const std::string cards =
        Cards(Three(absl::StrCat("<li><img><a href=/N>Lamp N</a>", inner, "</li>")));
    BOOST_TEST(cards.substr(0, cards.find(';')) == absl::StrCat("Lamp 1 ", price, " /1"), inner);
  }
}

BOOST_AUTO_TEST_CASE(a_page_has_no_more_cards_than_the_limit) {
  std::string html;
  for (size_t i = 0; i < kMaxCards + 5; i++) {
    absl::StrAppend(&html, "<li><img><a href=/", i, ">Lamp of glass</a> $5</li>");
  }
  const std::string cards = Cards(html);
  BOOST_TEST(std::count(cards.begin(), cards.end(), ';') == kMaxCards - 1);
}

}  // namespace touchstone

#include "core/market/page_kind.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/market/listing.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "tests/shared_data.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

const Lexicon& SourceLexicon() {
  static const Lexicon* lexicon = new Lexicon(SourceRuleset());
  return *lexicon;
}

// The kind of a page, and "+" when a listing came out.
std::string Kind(std::string_view html, std::string_view url = "") {
  const std::unique_ptr<Page> page = BuildPage(html);
  const Market market = ExtractListings(*page, url, SourceLexicon().Scan(page->text),
                                        SourceRuleset(), SourceLexicon());
  return absl::StrCat(PageKindName(market.kind), market.listings.empty() ? "" : " +");
}

// Enough text to be read as a page, that says nothing.
std::string Text(size_t bytes = 400) {
  std::string text = "<p>";
  while (text.size() < bytes) text += "Something stands here that says nothing of its page. ";
  return text + "</p>";
}

std::string Links(int count) {
  std::string links;
  for (int i = 0; i < count; i++) absl::StrAppend(&links, "<a href='/", i, "'>Link</a> ");
  return links;
}

struct Pair {
  std::string page, kind;
  std::string twin, twin_kind;
  std::string_view url = "", twin_url = "";
};

void Check(const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    BOOST_TEST(Kind(pair.page, pair.url) == pair.kind,
               pair.page << ": " << Kind(pair.page, pair.url));
    BOOST_TEST(Kind(pair.twin, pair.twin_url) == pair.twin_kind,
               pair.twin << ": " << Kind(pair.twin, pair.twin_url));
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_shops_system_names_its_pages) {
  const std::string offer = "<h1>Antminer S19 Pro 110TH/s</h1><p>$1,999.00</p><p>Add to cart</p>";
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"class='single-product woocommerce'", "listing +"},
      {"class='woocommerce-cart woocommerce-page'", "cart"},
      {"class='woocommerce-checkout'", "checkout"},
      {"class='woocommerce-checkout woocommerce-order-received'", "order"},
      {"class='woocommerce-account woocommerce-orders'", "order"},
      {"class='error404 woocommerce'", "error"},
      {"class='archive tax-product_cat'", "results +"},
      {"class='template-product'", "listing +"},
      {"class='template-cart'", "cart"},
      {"class='template-404'", "error"},
      {"class='template-article'", "article"},
      {"class='catalog-product-view'", "listing +"},
      {"class='checkout-cart-index'", "cart"},
      {"class='sales-order-history'", "order"},
      {"class='cms-noroute-index'", "error"},
      {"id=product", "listing +"},
      {"id=cart", "cart"},
      {"id=history", "order"},
      {"id=pagenotfound", "error"},
      {"class='product-product-42 product-product'", "listing +"},
      {"class='checkout-checkout'", "checkout"},
      {"class='is-ctl-checkout is-act-cartpage'", "cart"},
      {"class='is-ctl-product is-act-index'", "listing +"},
      {"id=phpbb", "forum"},
      {"class='a-shop-theme'", "listing +"},  // nobody says: a price behind the title
  };
  for (const auto& [attributes, kind] : rows) {
    const std::string page = absl::StrCat("<body ", attributes, ">", offer, Text());
    BOOST_TEST(Kind(page) == kind, attributes << ": " << Kind(page));
  }
}

BOOST_AUTO_TEST_CASE(shopify_names_its_page_in_a_script) {
  const auto page = [](std::string_view name) {
    return absl::StrCat("<script id=__st>var __st={\"a\":1,\"p\":\"", name,
                        "\"};</script><h1>Antminer S19 Pro</h1><p>$1,999</p>", Text());
  };
  Check({{page("product"), "listing +", page("cart"), "cart"},
         {page("collection"), "results +", page("article"), "article"}});
  BOOST_TEST(Kind("<script>var __st</script><p>x") == "empty");  // cut short
}

BOOST_AUTO_TEST_CASE(a_wall_asks_whether_one_is_human_and_has_nothing_else) {
  const auto wall = [](std::string_view title, std::string_view body) {
    return absl::StrCat("<title>", title, "</title><script>a()</script>", body);
  };
  const std::string widget = "<div class='g-recaptcha'></div><p>One more step</p>";
  Check({
      {wall("Just a moment...", "<p>example.com</p>"), "captcha",
       wall("Just a miner", "<p>example.com</p>"), "empty"},
      {wall("x", "<p>Verify you are human by completing the action below.</p>"), "captcha",
       wall("x", "<p>Verify the machine by completing the action below.</p>"), "empty"},
      {wall("x", "<script>window._cf_chl_opt={}</script><p>x</p>"), "captcha",
       wall("x", "<script>window.__CF$cv$params={}</script><p>x</p>"), "empty"},
      {wall("访问验证", "<p>x</p>"), "captcha", wall("商品验证", "<p>x</p>"), "empty"},
      // A form to write to a shop has a captcha, too.
      {widget, "captcha", widget + "<form><textarea></textarea></form>" + Text(), "other"},
      {"<title>Verify you are human</title>" + Text(500), "captcha",
       "<title>Verify you are human</title>" + Text(3000), "other"},
  });
}

BOOST_AUTO_TEST_CASE(a_login_wall_asks_for_a_password_and_has_little_else) {
  const std::string form = "<form><input name=user><input type=password></form>";
  Check({
      {"<h1>Welcome</h1>" + form + Text(500), "login",
       "<h1>Welcome</h1><form><input name=user></form>" + Text(500), "other"},
      {"<title>Log in or sign up</title>" + form + Text(1000), "login",
       // The box for members beside an offer.
       "<h1>Antminer S19 Pro 110TH/s</h1><p>$1,999.00</p>" + form + Text(4000), "listing +"},
      {"<title>请登录</title><p>x</p>", "login", "<title>矿机</title><p>x</p>", "other"},
      {"<h1>Welcome</h1><p>Hello</p>" + Text(300), "login", "<h1>Welcome</h1><p>Hello</p>" + Text(),
       "other", "https://login.example.com/x", "https://www.example.com/x"},
  });
}

BOOST_AUTO_TEST_CASE(an_error_says_so_in_title_or_heading) {
  Check({
      {"<title>404 Not Found - Shop</title>" + Links(20) + Text(2000), "error",
       "<title>404 Miners - Shop</title>" + Links(20) + Text(2000), "other"},
      {"<h1>Страница не найдена</h1>" + Links(20) + Text(), "error",
       "<h1>Страница о лампах</h1>" + Links(20) + Text(), "other"},
      {"<title>x</title><p>Access Denied</p><p>You don't have permission to access this.</p>",
       "error", "<title>x</title><p>Access</p><p>You may have a look at this here.</p>", "other"},
      // A long page may speak of errors.
      {"<p>Page not found</p>" + Text(300), "error",
       "<h1>How to mend a site</h1><p>Page not found</p>" + Links(20) + Text(3000), "other"},
  });
}

BOOST_AUTO_TEST_CASE(a_shell_without_text_is_empty_and_a_menu_is_not) {
  const std::string shell = "<title>Shop</title><div id=root></div><script src=a.js></script>";
  Check({{shell, "empty", shell + "<nav>" + Links(20) + "</nav>", "other"},
         {shell, "empty", "<meta property=og:type content=product>" + shell, "listing +"}});
}

BOOST_AUTO_TEST_CASE(carts_checkouts_and_orders_say_so) {
  const std::string line = "<p>Antminer S19 Pro 110TH/s</p><p>$1,999.00</p>";
  const auto titled = [&](std::string_view title) {
    return absl::StrCat("<title>", title, "</title><h1>", title, "</h1>", line, Text());
  };
  const std::string miner = titled("Antminer S19 Pro 110TH/s");
  for (const std::string_view title :
       {"Your cart", "Shopping Cart", "Warenkorb", "Carrito de compras", "Carrinho", "Panier",
        "Корзина", "我的购物车", "Carrello", "Koszyk"}) {
    Check({{titled(title), "cart", miner, "listing +"}});
  }
  for (const std::string_view title : {"Checkout", "Оформление заказа", "Finalizar compra"}) {
    Check({{titled(title), "checkout", miner, "listing +"}});
  }
  for (const std::string_view title :
       {"Your Orders", "Order history", "Мои заказы", "Meus pedidos", "已买到的宝贝"}) {
    Check({{titled(title), "order", miner, "listing +"}});
  }
  // A thing may be called after a cart.
  BOOST_TEST(Kind(titled("Cart for two Antminer S19 Pro")) == "listing +");
  const std::string page = "<h1>Antminer S19 Pro 110TH/s</h1>" + line + Text();
  Check({
      {page, "cart", page, "listing +", "https://cart.example.com/x", "https://www.example.com/x"},
      {page, "cart", page, "listing +", "https://example.com/cart.htm?a=1",
       "https://example.com/carts.htm?a=1"},
      {page, "order", page, "listing +", "https://example.com/gp/your-account/order-history",
       "https://example.com/gp/your-account"},
      {page, "checkout", page, "listing +", "https://example.com/checkout/1",
       "https://example.com/check/1"},
  });
}

BOOST_AUTO_TEST_CASE(a_form_that_changes_the_cart_is_a_cart_where_one_may_pay) {
  const auto page = [](std::string_view action, std::string_view button) {
    return absl::StrCat("<form method=post action='", action,
                        "'><p>Antminer S19 Pro 110TH/s</p><p>$1,999.00</p></form><a href='/x'>",
                        button, "</a>", Text());
  };
  Check({{page("/cart/", "Оформить заказ"), "cart", page("/subscribe/", "Оформить заказ"), "other"},
         {page("/cart", "Checkout"), "cart", page("/cart", "Back"), "other"}});
}

BOOST_AUTO_TEST_CASE(the_front_page_of_a_shop_is_no_page_of_results) {
  std::string cards;
  for (const std::string_view price : {"$100", "$200", "$300", "$400"}) {
    absl::StrAppend(&cards, "<li class=product><a href='/p/", price, "'><img><h2>Lamp of ", price,
                    "</h2></a><span class=price>", price, "</span></li>");
  }
  const std::string page = "<h1>Lamps</h1><ul>" + cards + "</ul>" + Text();
  Check({{page, "shop +", page, "results +", "https://example.com/", "https://example.com/lamps"},
         {"<body class='home woocommerce'>" + page, "shop +",
          "<body class='archive tax-product_cat'>" + page, "results +"}});
}

BOOST_AUTO_TEST_CASE(an_address_says_whether_one_or_many_where_nothing_else_does) {
  std::string cards;
  for (const std::string_view price : {"$100", "$200", "$300", "$400"}) {
    absl::StrAppend(&cards, "<div class=x><a href='/p/", price, "'><img><h3>Lamp of ", price,
                    "</h3></a><b>", price, "</b></div>");
  }
  const std::string lamp = absl::StrCat("<h1>Lamp</h1><section>", cards, "</section>", Text());
  const std::string declared = "<meta property=og:type content=product>" + lamp;
  Check({
      {lamp, "listing +", lamp, "results +", "https://example.com/product/lamp",
       "https://example.com/search/lamp"},
      {lamp, "listing +", lamp, "results +", "https://item.example.com/1.html",
       "https://search.example.com/1.html"},
      {declared, "listing +", declared, "results +", "https://example.com/x?id=lamp",
       "https://example.com/x?q=lamp"},
      {declared, "listing +", lamp, "results +"},
  });
}

BOOST_AUTO_TEST_CASE(articles_offer_nothing_unless_they_invite) {
  const auto page = [](std::string_view head, std::string_view last) {
    return absl::StrCat(head, "<h1>The Antminer S19 Pro and what it earns</h1>", Text(1000),
                        "<p>The bitcoin miner was sold. ", last, "</p><p>$650</p>");
  };
  const std::string_view og = "<meta property=og:type content=article>";
  const std::string_view ld =
      "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"name\":\"x\"}</script>";
  Check({
      {page(og, "Police warn."), "article", page(og, "Contact us today."), "listing +"},
      {page(ld, "Police warn."), "article", page(ld, "Пишите в телеграм."), "listing +"},
      {page("<time>1 May</time>", "Police warn."), "article", page("", "Police warn."),
       "listing +"},
      // A table of costs among paragraphs of a site builder, and a price below them.
      {"<h1>The Antminer S19 Pro and what it earns</h1><div class=paragraph>The bitcoin miner was "
       "opened. " +
           std::string(Text(1000)) + "</div><table><tr><td>power<td>$0.03</table>",
       "article",
       "<h1>The Antminer S19 Pro and what it earns</h1><div class=paragraph>The bitcoin miner was "
       "opened. " +
           std::string(Text(1000)) + "</div><p>$650</p>",
       "listing +"},
      {page("<body class='single-post'>", "Police warn."), "article",
       page("<body class='single-product'>", "Police warn."), "listing +"},
  });
}

BOOST_AUTO_TEST_CASE(forums_say_so_by_their_program_their_types_or_their_address) {
  const std::string post = "<h1>Antminer S19 Pro, what for?</h1><p>$650</p>" + Text(800);
  Check({
      {"<html id=XF data-template=thread_view>" + post, "forum",
       "<html id=XF data-template=page>" + post, "listing +"},
      {"<meta name=generator content='Discourse 3.2'>" + post, "forum",
       "<meta name=generator content='WordPress 6'>" + post, "listing +"},
      {"<script type='application/ld+json'>{\"@type\":\"DiscussionForumPosting\"}</script>" + post,
       "forum", "<script type='application/ld+json'>{\"@type\":\"WebPage\"}</script>" + post,
       "listing +"},
      {post, "forum", post, "listing +", "https://bitcointalk.org/index.php?topic=1.0",
       "https://example.org/index.php?lamp=1.0"},
      {post, "forum", post, "listing +", "https://example.com/viewtopic.php?t=1",
       "https://example.com/view.php?t=1"},
  });
}

BOOST_AUTO_TEST_CASE(pages_about_a_shop_are_the_shops_and_offer_nothing) {
  const auto page = [](std::string_view heading) {
    return absl::StrCat("<body class=woocommerce-active><h1>", heading, "</h1>",
                        "<p>We sell every bitcoin miner and mining machine. Buy now.</p>",
                        Text(900));
  };
  Check({{page("About us"), "shop +", page("Lamps"), "shop +"},
         {"<h1>Our lamps</h1><a href='/x'>Add to cart</a>" + Text(), "shop",
          "<h1>Our lamps</h1><a href='/x'>Add a note</a>" + Text(), "other"}});
}

// --- what a person reads on real pages -----------------------------------------------------------

BOOST_AUTO_TEST_CASE(real_pages_are_of_the_kind_that_a_person_says) {
  const std::string directory = SharedDir("pages");
  if (directory.empty()) return;
  const std::map<std::string, std::set<std::string>> accepted = {
      {"detail", {"listing"}},
      {"search", {"results"}},
      {"shop", {"shop", "article"}},
      {"other",
       {"article", "forum", "cart", "checkout", "order", "login", "captcha", "error", "empty",
        "other"}},
  };
  // What the notes of the readings say of those that are no offer.
  const std::map<std::string, std::string> noted = {
      {"discountminers.com/cart.html", "cart"},
      {"myrig.com.ua/cart.blade.html", "cart"},
      {"amazon/blockpage-algo-deu-errado-br.html", "error"},
      {"facebook/og-login.html", "login"},
      {"magalu/blockpage-radware-captcha.html", "captcha"},
      {"taobao/search-2026-utf16le-shell.html", "empty"},  // of a search, and nothing came
  };
  // Known misses, each with its reason; a page that is read right leaves the list.
  const std::set<std::string> missed = {
      "taobao/search-2026-utf16le-shell.html",  // needs the host's decoder: read as bytes here
  };
  std::map<std::string, std::pair<int, int>> right;  // of all
  for (const std::string_view line : absl::StrSplit(ReadAll(directory + "/INDEX.tsv"), '\n')) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() < 8 || accepted.count(cells[2]) == 0) continue;
    const std::unique_ptr<Page> page = BuildPage(ReadAll(directory + "/" + cells[0]));
    std::string kind =
        Kind(page->source, page->saved_from.empty() ? page->canonical : page->saved_from);
    kind = kind.substr(0, kind.find(' '));
    const auto note = noted.find(cells[0]);
    const bool fits =
        note != noted.end() ? note->second == kind : accepted.at(cells[2]).count(kind) > 0;
    auto& [good, all] = right[cells[2]];
    all++;
    good += fits ? 1 : 0;
    BOOST_TEST(fits == (missed.count(cells[0]) == 0),
               cells[0] << ": a person says " << cells[2] << ", read as " << kind);
  }
  for (const auto& [kind, count] : right) {
    std::fprintf(stderr, "real pages: %d of %d are read as %s\n", count.first, count.second,
                 kind.c_str());
  }
}

}  // namespace touchstone

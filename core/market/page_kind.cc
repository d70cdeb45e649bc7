#include "core/market/page_kind.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "core/base/text.h"
#include "core/base/url.h"

namespace touchstone {
namespace {

// Bytes of visible text. With less than this a page is no page to read: a shell that scripts would
// fill, or a wall.
constexpr size_t kShellTextBytes = 200;
// With less than this a wall or an error can be all there is: what stands anywhere on it counts.
constexpr size_t kWallTextBytes = 1500;
constexpr size_t kErrorTextBytes = 700;
constexpr size_t kLoginTextBytes = 2500;
// Walls that scripts build are small; the scripts of a shop speak of captchas, too.
constexpr size_t kWallSourceBytes = 300'000;
constexpr size_t kManyCards = 3;
constexpr int kFewAnchors = 12;           // links of a page that has no menu
constexpr size_t kJunkBytes = 4 << 10;    // of a file: what is a picture is one from its beginning
constexpr size_t kNamesBytes = 2000;      // of one list of classes
constexpr size_t kArticleNameBytes = 40;  // of the classes that call something an article
constexpr uint32_t kParagraphBytes = 120;
constexpr uint32_t kProseBytes = 900;  // of all paragraphs

struct KindNames {
  PageKind kind;
  std::string_view names;  // between spaces
};

// What the well-known shop systems and forums call their pages: ".x" a class of <body>, "#x" its
// id, "*x" what is said of a template or a page's type. The first row that holds counts.
//   source  themes of WooCommerce, Shopify, Magento, PrestaShop, OpenCart, Shopware, BigCommerce;
//           phpBB, XenForo, bbPress, NodeBB, Invision
constexpr KindNames kPageNames[] = {
    {PageKind::kError,
     " .error404 *404 *notfound *not-found .cms-noroute-index #pagenotfound .error-not_found "
     ".error-not-found "},
    {PageKind::kOrder,
     " .woocommerce-order-received .woocommerce-orders .woocommerce-view-order "
     ".sales-order-history .sales-order-view .checkout-onepage-success .account-order "
     ".is-act-finishpage #history #order-detail #order-confirmation *order *orders *order-history "
     "*customers/order *customers/account "},
    {PageKind::kCart,
     " .woocommerce-cart .checkout-cart-index .checkout-cart .is-act-cartpage .cart-page *cart "
     "*basket #cart #shopping-cart "},
    {PageKind::kCheckout,
     " .woocommerce-checkout .checkout-index-index .checkout-onepage-index .checkout-checkout "
     ".onestepcheckout-index-index .is-act-confirmpage *checkout #checkout #order #order-opc "},
    {PageKind::kLogin,
     " .customer-account-login .customer-account-create .account-login .account-register "
     ".login-action-login #authentication *login *customers/login *customers/register "},
    {PageKind::kForum,
     " .section-viewtopic .section-viewforum #phpbb *thread_view *forum_view *forum_list "
     ".single-topic .bbpress .question-page .comments-page *topic .ipsapp "},
    {PageKind::kListing,
     " .single-product .catalog-product-view .product-product .is-ctl-product .is--ctl-detail "
     "*product #product .product-page .product-detail "},
    {PageKind::kShop,
     " .home *home *index .cms-index-index .cms-home .common-home .is-act-home .is--ctl-index "
     "#index "},
    {PageKind::kResults,
     " .tax-product_cat .tax-product_tag .post-type-archive-product .search-results "
     ".catalog-category-view .catalogsearch-result-index .product-category .product-search "
     ".is-ctl-search .is--ctl-listing .is--ctl-search *collection *list-collections *category "
     "*search *searchresults #category #search #best-sales #new-products #prices-drop "},
    {PageKind::kArticle, " .single-post .blog *article *blog *post "},
    {PageKind::kShop,
     " *policy *about *contact .contact-index-index .information-information .information-contact "
     "#contact "},
};

// Steps of an address, without what follows a dot in them.
constexpr KindNames kSteps[] = {
    {PageKind::kOrder,
     " order orders order-history order_history your-orders my-orders order-received order-details "
     "purchasehistory list_bought_items "},
    {PageKind::kCheckout, " checkout checkouts onepage onepagecheckout "},
    {PageKind::kCart, " cart basket shopping-cart shoppingcart shopping_cart viewcart "},
    {PageKind::kLogin, " login signin sign-in sign_in log-in logon passport authentication "},
    {PageKind::kForum,
     " forum forums threads thread topic topics viewtopic showthread viewthread bitcointalk "},
    {PageKind::kArticle, " blog blogs news article articles "},
    {PageKind::kListing,
     " product products p dp item itm listing product-detail offer produkt product_detail "},
    {PageKind::kResults,
     " search s sch category categories c collections catalog product-category product-tag "
     "catalogsearch wholesale "},
};

// What JSON-LD and microdata call a page.
constexpr KindNames kItemTypes[] = {
    {PageKind::kForum, " DiscussionForumPosting QAPage Question "},
    {PageKind::kCheckout, " CheckoutPage "},
    {PageKind::kResults, " SearchResultsPage OfferCatalog "},
    {PageKind::kArticle, " Article NewsArticle BlogPosting Report TechArticle "},
    {PageKind::kShop, " AboutPage ContactPage "},
};

// What the programs that ask whether one is human leave in their pages, and shops do not.
constexpr std::string_view kWallMarks[] = {"_cf_chl_opt",
                                           "captcha-delivery.com",
                                           "px-captcha",
                                           "x5secdata",
                                           "/_____tmd_____/",
                                           "AwsWafIntegration",
                                           "sec-if-cpt-container",
                                           "validateCaptcha",
                                           "perfdrive.com",
                                           "ddos-guard.net",
                                           "KPSDK",
                                           "_Incapsula_Resource",
                                           "distil_identify"};

template <size_t kRows>
size_t RowOf(const KindNames (&rows)[kRows], char form, std::string_view word) {
  if (word.empty() || word.size() > 40) return kRows;
  const std::string key = form == 0 ? absl::StrCat(" ", word, " ")
                                    : absl::StrCat(" ", std::string_view(&form, 1), word, " ");
  for (size_t row = 0; row < kRows; row++) {
    if (absl::StrContains(rows[row].names, key)) return row;
  }
  return kRows;
}

bool StartsWithAny(std::string_view text, absl::Span<const std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [text](std::string_view b) { return absl::StartsWith(text, b); });
}

// Calls take(word) for each word of `text` between characters of `between`.
template <typename Take>
void ForWords(std::string_view text, std::string_view between, Take take) {
  for (size_t pos = 0; pos < text.size();) {
    const size_t end = std::min(text.find_first_of(between, pos), text.size());
    if (end > pos) take(text.substr(pos, end - pos));
    pos = end + 1;
  }
}

class Signs {
 public:
  explicit Signs(const KindSources& sources) : s_(sources), page_(sources.page) {
    for (const TextRun& run : page_.runs) {
      if (!run.hidden) text_ += run.text.size();
    }
    ReadMeta();
    ReadItems();
    ReadScripts();
    ReadElements();
    ReadAddress();
    ReadWords();
  }

  FoundKind Decide() const {
    const PageKind kind = DecideKind();
    return {kind, kind == Named() && kind != PageKind::kOther, OfSeller(), prose_ >= kProseBytes};
  }

 private:
  // --- reading ---

  void ReadMeta() {
    for (const MetaTag& meta : page_.meta) {
      if (meta.key == "og:type") {
        if (og_type_.empty()) og_type_ = absl::AsciiStrToLower(meta.content.substr(0, 60));
      } else if (meta.key == "product:price:amount" || meta.key == "og:price:amount") {
        price_meta_ = true;
      } else if (meta.key == "generator") {
        const std::string name = absl::AsciiStrToLower(meta.content.substr(0, 60));
        if (StartsWithAny(name, {"discourse", "vbulletin", "flarum", "mybb", "smf"})) {
          TakeName(PageKind::kForum);
        }
        if (StartsWithAny(name, {"woocommerce", "prestashop", "opencart", "shopware", "bigcommerce",
                                 "nopcommerce", "zen cart", "oscommerce"})) {
          shop_ = true;
        }
      }
    }
  }

  void ReadItems() {
    typed_ = std::size(kItemTypes);
    for (const StructuredItem& item : page_.items) {
      const bool nested = item.parent >= 0;
      if (item.Is("Product")) {
        if (!nested) product_items_++;
        if (nested && page_.items[item.parent].Is("ListItem")) item_list_ = true;
      } else if (item.Is("ItemList") && item.properties.size() >= kManyCards) {
        item_list_ = true;
      }
      // What is said of a review or a comment says nothing of the page.
      if (nested && !page_.items[item.parent].Is("WebPage")) continue;
      for (const std::string& type : item.types) {
        typed_ = std::min(typed_, RowOf(kItemTypes, 0, type));
      }
    }
  }

  // Shopify says in a script of its own what the page is: var __st={...,"p":"product"}.
  void ReadScripts() {
    constexpr size_t kShopifyBytes = 1500;
    for (const Script& script : page_.scripts) {
      if (script.source.size() > kShopifyBytes) continue;
      const std::string_view code = Slice(page_.source, script.source);
      size_t at = code.find("__st");
      if (at == std::string_view::npos) continue;
      at = code.find("\"p\":", at);
      if (at == std::string_view::npos) continue;
      const size_t begin = std::min(code.find('"', at + 4), code.size() - 1) + 1;
      TakeName('*', code.substr(begin, code.find('"', begin) - begin));
      shop_ = true;
    }
  }

  void TakeName(char form, std::string_view word) {
    named_ = std::min(named_, RowOf(kPageNames, form, word));
  }

  void TakeName(PageKind kind) {
    for (size_t row = 0; row < named_; row++) {
      if (kPageNames[row].kind == kind) named_ = row;
    }
  }

  // <html>, <body>, <main>, and what stands directly in the body.
  void ReadNames(ElementId id) {
    const auto lower = [&](std::string_view name) {
      return absl::AsciiStrToLower(
          page_.GetAttribute(id, name).value_or("").substr(0, kNamesBytes));
    };
    const bool root = page_.elements[id].tag == "html" || page_.elements[id].tag == "body";
    TakeName(root ? '#' : '.', lower("id"));
    if (!root && page_.elements[id].tag != "main") return;
    for (const std::string_view name : {"data-template", "data-page-type", "data-pagetype"}) {
      TakeName('*', lower(name));
    }
    ForWords(lower("class"), " \t\n", [&](std::string_view word) {
      TakeName('.', word);
      for (const std::string_view before : {"template-", "page-type-", "pagetype-", "page-"}) {
        if (absl::StartsWith(word, before)) TakeName('*', word.substr(before.size()));
      }
      if (absl::StartsWith(word, "woocommerce")) shop_ = true;
      if (word == "woocommerce-account") account_ = true;
    });
  }

  // A thing of a list of things, as shops call it.
  static bool IsCardName(std::string_view classes) {
    bool found = false;
    ForWords(classes, " \t\n", [&](std::string_view word) {
      found |= word == "product" || word == "grid-product" || word == "grid__item" ||
               (absl::StartsWith(word, "product-") &&
                (word == "product-card" || word == "product-item" || word == "product-tile" ||
                 word == "product-miniature" || word == "product-layout"));
    });
    return found;
  }

  void ReadElements() {
    ElementId card_end = 0;  // of the last element that is called a card
    bool linked = false;
    const bool small = text_ < kErrorTextBytes;
    const bool count_cards = s_.cards < kManyCards;
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      const Element& element = page_.elements[id];
      const std::string_view tag = element.tag;
      if (element.in_frame) continue;
      if (tag == "main" || element.parent == kNoElement ||
          page_.elements[element.parent].tag == "html" ||
          page_.elements[element.parent].tag == "body") {
        ReadNames(id);
      }
      if (tag == "a") {
        if (!element.hidden) anchors_++;
        if (id < card_end && !linked) cards_++;
        linked = true;
      } else if (tag == "p") {
        if (element.text.size() < kParagraphBytes || s_.around.IsAside(id)) continue;
        prose_ += element.text.size();
      } else if (tag == "h1") {
        if (heading_ == kNoElement && !element.hidden && element.text.size() > 2) heading_ = id;
      } else if (tag == "time") {
        times_++;
      } else if (tag == "input") {
        ReadInput(id);
      } else if (tag == "textarea") {
        if (!element.hidden) written_++;
      } else if (tag == "form") {
        if (HasCaptcha(id, "action")) captcha_ = true;
        const std::string_view action = page_.GetAttribute(id, "action").value_or("");
        if ((absl::EndsWith(action, "/cart") || absl::EndsWith(action, "/cart/")) &&
            !s_.around.IsAside(id)) {
          changes_cart_ = true;
        }
        if (absl::StrContains(action, "/cart/add") || page_.HasClass(id, "cart")) cart_forms_++;
      } else if (tag == "iframe" || tag == "script" || tag == "img") {
        if (small && HasCaptcha(id, "src")) captcha_ = true;
      } else if (tag == "li" || tag == "div" || tag == "section" || tag == "article") {
        if (tag == "article") articles_++;
        const std::string_view classes = page_.GetAttribute(id, "class").value_or("");
        if (classes.size() < 4 || classes.size() > kNamesBytes) continue;
        if (small && absl::StrContains(classes, "captcha")) captcha_ = true;
        if (element.text.size() >= kParagraphBytes && absl::StrContains(classes, "paragraph") &&
            !s_.around.IsAside(id)) {
          prose_ += element.text.size();  // of site builders
        }
        if (classes.size() < kArticleNameBytes && absl::StrContains(classes, "article"))
          articles_++;
        if (count_cards && id >= card_end && IsCardName(classes) && !s_.around.IsAside(id)) {
          card_end = element.subtree_end;
          linked = false;
        }
      }
    }
    cards_ = std::max(cards_, s_.cards);
  }

  bool HasCaptcha(ElementId id, std::string_view attribute) const {
    const std::string_view value = page_.GetAttribute(id, attribute).value_or("");
    return absl::StrContains(value, "captcha") || absl::StrContains(value, "Captcha") ||
           absl::StrContains(value, "CAPTCHA");
  }

  void ReadInput(ElementId id) {
    const std::string_view type = page_.GetAttribute(id, "type").value_or("");
    if (absl::EqualsIgnoreCase(type, "password")) {
      if (!page_.elements[id].hidden) password_ = true;
    } else if (HasCaptcha(id, "name")) {
      captcha_ = true;
    } else if (absl::EqualsIgnoreCase(type, "email")) {
      written_++;
    }
  }

  void ReadAddress() {
    step_ = std::size(kSteps);
    const std::optional<Url> url = ParseUrl(s_.url);
    if (!url.has_value()) return;
    const std::string path = absl::AsciiStrToLower(url->path);
    const size_t query = path.find('?');
    front_ = query == std::string::npos && path.size() <= 1;
    // "cart.example.com" says as much as "/cart".
    const std::string_view host = url->host;
    // "/products" alone are many; "/products/x" and "item.htm?id=1" are one.
    const std::string_view steps = std::string_view(path).substr(0, query);
    const auto take = [&](std::string_view step) {
      const size_t row = RowOf(kSteps, 0, step.substr(0, step.find('.')));
      const bool last = step.data() + step.size() == steps.data() + steps.size();
      const bool one = row < std::size(kSteps) && kSteps[row].kind == PageKind::kListing;
      if (!one || !last || query != std::string::npos) step_ = std::min(step_, row);
    };
    take(host.substr(0, host.find('.')));
    ForWords(steps, "/", take);
    if (query == std::string::npos) return;
    ForWords(
        std::string_view(path).substr(query + 1, kNamesBytes), "&", [&](std::string_view part) {
          asks_ |= StartsWithAny(
              part,
              {"q=", "k=", "query=", "keyword=", "keywords=", "_nkw=", "searchtext=", "search="});
          if (absl::StartsWith(part, "topic=")) take("topic");
        });
  }

  // --- words ---

  // Whether a word is most of what a title or a heading says: "Cart" in "Cart - Example Shop", and
  // not in "Cart for two miners".
  static bool Fills(std::string_view text, Span word) {
    const auto parts = [&](size_t at) {
      const std::string_view rest = text.substr(at);
      const bool spaced = at > 0 && (text[at - 1] == ' ' || (text[at - 1] & 0x80) != 0);
      return absl::StrContains("|:_<>/!,.", rest.substr(0, 1)) || (spaced && rest[0] == '-') ||
             StartsWithAny(rest, {"\u2013", "\u2014", "\u00B7", "\u2026"});
    };
    size_t begin = word.begin, end = word.end;
    while (begin > 0 && !parts(begin - 1)) begin--;
    while (end < text.size() && !parts(end)) end++;
    const std::string_view part = absl::StripAsciiWhitespace(text.substr(begin, end - begin));
    return word.size() * 2 >= part.size();
  }

  void TakeTopic(const Word& word, bool fills) {
    if (word.kind != WordKind::kVocabulary) return;
    const Topic topic = s_.ruleset.vocabulary[word.entry].topic;
    (fills ? headed_ : said_) |= uint64_t{1} << static_cast<int>(topic);
  }

  void ReadWords() {
    constexpr size_t kHeadingBytes = 300;
    const std::string title = CutForQuote(page_.title, kHeadingBytes);
    for (const Word& word : s_.lexicon.Scan(title)) {
      TakeTopic(word, Fills(title, word.text));
      if (word.kind == WordKind::kVocabulary &&
          s_.ruleset.vocabulary[word.entry].topic == Topic::kOffer) {
        seller_words_ = true;
      }
    }
    Span heading;
    if (heading_ != kNoElement) heading = page_.elements[heading_].text;
    if (heading.size() > kHeadingBytes) heading = {};
    for (const Word& word : s_.words) {
      const bool in_heading = word.text.begin >= heading.begin && word.text.end <= heading.end;
      if (in_heading) {
        const Span inside = {word.text.begin - heading.begin, word.text.end - heading.begin};
        TakeTopic(word, Fills(Slice(page_.text, heading), inside));
      } else {
        ReadWord(word);
      }
    }
  }

  void ReadWord(const Word& word) {
    if (word.kind != WordKind::kVocabulary) return;
    const Topic topic = s_.ruleset.vocabulary[word.entry].topic;
    if (topic < Topic::kCaptchaPage && topic != Topic::kOffer) return;
    const TextRun* run = page_.RunAt(word.text.begin);
    if (run == nullptr || run->hidden || page_.elements[run->element].in_frame) return;
    TakeTopic(word, false);
    const bool aside = s_.around.IsAside(run->element);
    if (topic == Topic::kInvitation && !aside) invites_ = true;
    // What is offered to be clicked on is the site's own.
    if (topic != Topic::kOffer) return;
    ElementId id = run->element;
    for (int up = 0; up < 2 && id != kNoElement; up++, id = page_.elements[id].parent) {
      const std::string_view tag = page_.elements[id].tag;
      if (tag == "a" || tag == "button") seller_words_ = true;
    }
  }

  bool Headed(Topic topic) const { return (headed_ >> static_cast<int>(topic) & 1) != 0; }
  bool Said(Topic topic) const {
    return Headed(topic) || (said_ >> static_cast<int>(topic) & 1) != 0;
  }

  // --- deciding ---

  PageKind Named() const {
    return named_ < std::size(kPageNames) ? kPageNames[named_].kind : PageKind::kOther;
  }
  PageKind Step() const {
    return step_ < std::size(kSteps) ? kSteps[step_].kind : PageKind::kOther;
  }
  PageKind Typed() const {
    return typed_ < std::size(kItemTypes) ? kItemTypes[typed_].kind : PageKind::kOther;
  }

  bool DeclaresProduct() const {
    return product_items_ == 1 || price_meta_ || absl::StartsWith(og_type_, "product") ||
           absl::StrContains(og_type_, ":product") || s_.adapter_price;
  }

  bool IsCaptcha() const {
    if (text_ >= kWallTextBytes || DeclaresProduct()) return false;
    if (Headed(Topic::kCaptchaPage) || (Said(Topic::kCaptchaPage) && written_ == 0)) return true;
    if (page_.source.size() < kWallSourceBytes) {
      for (const std::string_view mark : kWallMarks) {
        if (absl::StrContains(page_.source, mark)) return true;
      }
    }
    // A form to write to a shop has one, too; there is something to write in it.
    return captcha_ && text_ < kErrorTextBytes && written_ == 0 && !password_ && !shop_ &&
           anchors_ < kFewAnchors;
  }

  // Pages with something to read, and nothing on offer.
  std::optional<PageKind> DecideWall() const {
    if (IsCaptcha()) return PageKind::kCaptcha;
    const PageKind named = Named(), step = Step();
    if (named == PageKind::kError || named == PageKind::kOrder || named == PageKind::kCart ||
        named == PageKind::kCheckout || (named == PageKind::kLogin && password_)) {
      return named;
    }
    if (DeclaresProduct() || named == PageKind::kListing) return std::nullopt;
    const bool bare = cards_ < kManyCards && !item_list_;
    if (Headed(Topic::kErrorPage) || (text_ < kErrorTextBytes && Said(Topic::kErrorPage))) {
      return PageKind::kError;
    }
    if (step == PageKind::kOrder || step == PageKind::kCart || step == PageKind::kCheckout) {
      if (text_ >= kShellTextBytes) return step;
    }
    if (Headed(Topic::kOrderPage)) return PageKind::kOrder;
    if (Headed(Topic::kCartPage)) return PageKind::kCart;
    if (Headed(Topic::kCheckoutPage)) return PageKind::kCheckout;
    if (changes_cart_ && bare && cart_forms_ == 0 && Said(Topic::kCheckoutPage)) {
      return PageKind::kCart;
    }
    if (password_ && bare && !s_.own_price &&
        (text_ < kLoginTextBytes || account_ || step == PageKind::kLogin ||
         Headed(Topic::kLoginPage))) {
      return PageKind::kLogin;
    }
    if (text_ < kErrorTextBytes && bare &&
        (Headed(Topic::kLoginPage) || step == PageKind::kLogin || Said(Topic::kLoginPage))) {
      return PageKind::kLogin;
    }
    if (text_ < kShellTextBytes && bare && anchors_ < kFewAnchors) {
      return text_ == 0 || !page_.scripts.empty() ? PageKind::kEmpty : PageKind::kOther;
    }
    return std::nullopt;
  }

  PageKind DecideKind() const {
    if (const std::optional<PageKind> wall = DecideWall()) return *wall;
    const PageKind named = Named(), step = Step(), typed = Typed();
    if (named == PageKind::kForum || typed == PageKind::kForum) return PageKind::kForum;
    if (named == PageKind::kListing) return named;
    const bool product = DeclaresProduct();
    if (named == PageKind::kResults && !s_.adapter_price) return named;
    if (named == PageKind::kShop && !product) return IsOfShop() ? named : PageKind::kOther;
    if (og_type_ == "product.group" || typed == PageKind::kResults) return PageKind::kResults;
    const bool article = typed == PageKind::kArticle || og_type_ == "article";
    if (!s_.adapter_price) {
      const bool own = s_.own_price;
      if (product_items_ >= kManyCards && !price_meta_ && !own) return Many();
      const bool asks = asks_ || (step == PageKind::kResults && !own);
      if (cards_ >= kManyCards && (asks || (item_list_ && !own))) return Many();
    }
    if (product) return PageKind::kListing;
    if (step == PageKind::kListing && heading_ != kNoElement) return PageKind::kListing;
    if (product_items_ > 1 && !s_.own_price) return Many();
    if (step == PageKind::kForum) return PageKind::kForum;
    if (cards_ >= kManyCards && cart_forms_ != 1 && !s_.own_price) return Many();
    if (item_list_ && !article) return Many();
    if (articles_ > 3 && s_.prices.size() > 3 && !article) return Many();
    if (cart_forms_ == 1) return PageKind::kListing;
    return DecideArticle();
  }

  // What has no product: articles, pages of a shop, and what nothing is said of.
  PageKind DecideArticle() const {
    if (Headed(Topic::kForumPage)) return PageKind::kForum;
    if (Headed(Topic::kShopPage)) return PageKind::kShop;
    const bool declared = Named() == PageKind::kArticle || Typed() == PageKind::kArticle ||
                          (og_type_ == "article" && !shop_);
    const bool looks = prose_ >= kProseBytes && !Said(Topic::kOffer) &&
                       (Step() == PageKind::kArticle || times_ > 0 || articles_ > 0);
    if (Said(Topic::kArticle)) return PageKind::kArticle;
    if (declared || looks) return invites_ ? PageKind::kOther : PageKind::kArticle;
    return PageKind::kOther;
  }

  // The front page of a shop shows many offers as a page of results does.
  PageKind Many() const { return front_ ? PageKind::kShop : PageKind::kResults; }

  bool IsOfShop() const { return shop_ || cards_ >= kManyCards; }
  bool OfSeller() const { return shop_ || seller_words_; }

  const KindSources& s_;
  const Page& page_;
  size_t text_ = 0;                       // bytes that are visible
  size_t named_ = std::size(kPageNames);  // rows
  size_t typed_ = std::size(kItemTypes);
  size_t step_ = std::size(kSteps);
  std::string og_type_;
  size_t product_items_ = 0;  // that are not part of another item
  size_t cards_ = 0;
  int cart_forms_ = 0, times_ = 0, articles_ = 0, written_ = 0, anchors_ = 0;
  uint64_t prose_ = 0;
  ElementId heading_ = kNoElement;
  uint64_t headed_ = 0, said_ = 0;  // topics, by their bits
  bool price_meta_ = false, item_list_ = false, shop_ = false, account_ = false, front_ = false,
       asks_ = false, password_ = false, captcha_ = false, invites_ = false, seller_words_ = false,
       changes_cart_ = false;
};

// Bytes that are no text, by how they begin. A picture or an archive is full of controls, and by
// chance has a tag or two; a text that was decoded wrongly has U+FFFD instead, and is still a page.
bool IsJunk(const Page& page) {
  const std::string_view text = std::string_view(page.source).substr(0, kJunkBytes);
  size_t characters = 0, controls = 0, replaced = 0;
  for (size_t i = 0; i < text.size(); i++) {
    const unsigned char c = static_cast<unsigned char>(text[i]);
    characters += (c & 0xC0) != 0x80;
    controls += (c < 0x20 && (c < '\t' || c > '\r')) || c == 0x7F;
    if (c < 0xC2) continue;
    // The second row of controls, and what stands for ill-formed bytes.
    if (c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0) {
      controls++;
    }
    replaced += c == 0xEF && absl::StartsWith(text.substr(i), "\uFFFD");
  }
  if (controls * 20 > characters) return true;
  if ((controls + replaced) * 50 <= characters) return false;
  return std::none_of(page.elements.begin(), page.elements.end(),
                      [](const Element& element) { return !element.source.empty(); });
}

}  // namespace

FoundKind FindPageKind(const KindSources& sources) {
  if (IsJunk(sources.page)) return {PageKind::kError};
  return Signs(sources).Decide();
}

}  // namespace touchstone

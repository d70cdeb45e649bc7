#include "core/market/page_kind.h"

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/url.h"

namespace touchstone {
namespace {

// Less visible text than this is no page to read: a shell that scripts would fill, or a wall.
constexpr size_t kShellTextBytes = 200;
constexpr size_t kErrorTextBytes = 700;
constexpr size_t kManyProducts = 3;

bool HasAny(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [text](std::string_view part) { return absl::StrContains(text, part); });
}

struct Signs {
  std::string body_classes;  // lower case
  std::string path;          // of the address, lower case
  std::string og_type;
  size_t product_items = 0;  // products that are not part of another item
  size_t product_cards = 0;
  int cart_forms = 0;
  bool item_list = false;
  bool article = false;
  bool password = false;
  bool captcha = false;
  bool price_meta = false;
};

bool IsProductCard(const Page& page, ElementId id) {
  const std::string_view tag = page.elements[id].tag;
  if (tag != "li" && tag != "div" && tag != "article") return false;
  return page.HasClass(id, "product") || page.HasClass(id, "product-card") ||
         page.HasClass(id, "grid-product") || page.HasClass(id, "grid__item") ||
         page.HasClass(id, "product-item");
}

void ReadElementSigns(const Page& page, const Surroundings& around, Signs* signs) {
  for (ElementId id = 0; id < page.elements.size(); id++) {
    const Element& element = page.elements[id];
    if (element.in_frame) continue;
    const auto attribute = [&](std::string_view name) {
      return absl::AsciiStrToLower(page.GetAttribute(id, name).value_or(""));
    };
    if (element.tag == "body") {
      signs->body_classes = " " + attribute("class") + " " + attribute("id") + " ";
    } else if (element.tag == "input") {
      if (attribute("type") == "password" && !element.hidden) signs->password = true;
      if (absl::StrContains(attribute("name"), "captcha")) signs->captcha = true;
    } else if (element.tag == "form") {
      const std::string action = attribute("action");
      if (HasAny(action, {"captcha", "validatecaptcha"})) signs->captcha = true;
      if (absl::StrContains(action, "/cart/add") || page.HasClass(id, "cart")) signs->cart_forms++;
    } else if (element.tag == "iframe" || element.tag == "script" || element.tag == "img") {
      if (HasAny(attribute("src"), {"captcha"})) signs->captcha = true;
    }
    if (IsProductCard(page, id) && !around.IsAside(id)) signs->product_cards++;
  }
}

Signs ReadSigns(const Page& page, std::string_view url, const Surroundings& around) {
  Signs signs;
  if (const std::optional<Url> parsed = ParseUrl(url)) {
    signs.path = absl::AsciiStrToLower(parsed->path);
  }
  for (const MetaTag& meta : page.meta) {
    if (meta.key == "og:type" && signs.og_type.empty()) {
      signs.og_type = absl::AsciiStrToLower(meta.content);
    }
    if (meta.key == "product:price:amount" || meta.key == "og:price:amount") {
      signs.price_meta = true;
    }
  }
  for (const StructuredItem& item : page.items) {
    const bool nested = item.parent >= 0;
    if (item.Is("Product") && !nested) signs.product_items++;
    if (item.Is("Product") && nested && page.items[item.parent].Is("ListItem")) {
      signs.item_list = true;
    }
    if (item.Is("ItemList") && item.properties.size() >= kManyProducts) signs.item_list = true;
    if (item.Is("Article") || item.Is("NewsArticle") || item.Is("BlogPosting")) {
      signs.article = true;
    }
  }
  ReadElementSigns(page, around, &signs);
  return signs;
}

// Bytes that are no text. A picture or an archive is full of controls, and by chance has a tag or
// two; a text that was decoded wrongly has U+FFFD instead, and is still a page.
bool IsJunk(const Page& page) {
  const bool markup = std::any_of(page.elements.begin(), page.elements.end(),
                                  [](const Element& element) { return !element.source.empty(); });
  size_t characters = 0, controls = 0, replaced = 0;
  for (size_t pos = 0; pos < page.source.size();) {
    const char32_t c = DecodeUtf8(page.source, &pos);
    const bool space = c == '\t' || c == '\n' || c == '\f' || c == '\r';
    characters++;
    if ((c < 0x20 && !space) || (c >= 0x7F && c < 0xA0)) controls++;
    if (c == 0xFFFD) replaced++;
  }
  return controls * 20 > characters || (!markup && (controls + replaced) * 50 > characters);
}

}  // namespace

PageKind FindPageKind(const Page& page, std::string_view url, const Surroundings& around,
                      bool adapter_price, size_t adapter_cards) {
  if (IsJunk(page)) return PageKind::kError;
  Signs signs = ReadSigns(page, url, around);
  signs.product_cards += adapter_cards;
  const size_t text = page.text.size();
  const bool one_product = signs.product_items == 1 || signs.price_meta ||
                           absl::StartsWith(signs.og_type, "product") ||
                           absl::StrContains(signs.og_type, ":product") || adapter_price;
  if (text < kErrorTextBytes && signs.captcha && !one_product) return PageKind::kCaptcha;
  if (text < kShellTextBytes && !one_product) {
    if (signs.password) return PageKind::kLogin;
    return text == 0 || !page.scripts.empty() ? PageKind::kEmpty : PageKind::kOther;
  }
  const std::string_view body = signs.body_classes;
  if (HasAny(body, {" woocommerce-cart ", " template-cart ", " cart-page "}) ||
      absl::EndsWith(signs.path, "/cart") || absl::EndsWith(signs.path, "/cart/") ||
      absl::EndsWith(signs.path, "/basket")) {
    return PageKind::kCart;
  }
  if (HasAny(body, {" woocommerce-checkout "}) || HasAny(signs.path, {"/checkout"})) {
    return PageKind::kCheckout;
  }
  if (HasAny(signs.path, {"/order-history", "/your-orders", "/my-orders", "/orders/"})) {
    return PageKind::kOrder;
  }
  const bool archive = HasAny(body, {" archive ", " template-collection ", " tax-product_cat ",
                                     " search-results "}) ||
                       signs.og_type == "product.group";
  if (!adapter_price && (archive || signs.item_list || signs.product_items >= kManyProducts)) {
    const bool says_product = absl::StartsWith(signs.og_type, "product") || signs.price_meta;
    if (archive || !says_product) return PageKind::kResults;
  }
  if (one_product) return PageKind::kListing;
  if (signs.product_items > 1) return PageKind::kResults;
  if (HasAny(body, {" single-product ", " template-product "}) || signs.cart_forms == 1) {
    return PageKind::kListing;
  }
  if (signs.article || signs.og_type == "article" || HasAny(body, {" single-post "})) {
    return PageKind::kArticle;
  }
  if (signs.password && text < kErrorTextBytes * 3) return PageKind::kLogin;
  if (signs.product_cards >= kManyProducts) return PageKind::kResults;
  if (text < kErrorTextBytes && page.links.size() <= 8 && page.elements.size() < 80) {
    return PageKind::kError;
  }
  return PageKind::kOther;
}

}  // namespace touchstone

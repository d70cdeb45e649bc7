#include "core/market/price_roles.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

std::string Dump(std::string_view line, std::string_view hint = "") {
  static const Lexicon* lexicon = new Lexicon(SourceRuleset());
  std::string dump;
  for (const PriceMention& m : ReadPrices(line, hint, lexicon->Scan(line), SourceRuleset())) {
    if (!dump.empty()) dump += "; ";
    dump += FormatDecimal(m.price.amount) + " " + std::string(PriceRoleName(m.role));
    if (m.min_quantity > 0) dump += " " + std::to_string(m.min_quantity);
    if (!m.per.empty()) dump += "/" + std::string(m.per);
  }
  return dump;
}

}  // namespace

// Each pair of lines differs in one fact.
BOOST_AUTO_TEST_CASE(words_say_what_a_price_is) {
  const struct {
    std::string_view line, roles, twin, twin_roles;
  } rows[] = {
      // from
      {"from $99", "99 from", "form $99", "99 plain"},
      {"ab 99 €", "99 from", "abc 99 €", "99 plain"},
      {"от 500 руб.", "500 from", "от производителя 500 руб.", "500 plain"},
      {"¥100起", "100 from", "¥100", "100 plain"},
      {"a partir de R$ 100", "100 from", "a parte R$ 100", "100 plain"},
      {"Ships from China $99", "99 plain", "Prices from $99", "99 from"},
      // list
      {"Was $50 Now $40", "50 list; 40 plain", "Only $50 Now $40", "50 plain; 40 plain"},
      {"RRP: £1,299.00", "1299.00 list", "Price: £1,299.00", "1299.00 plain"},
      {"List price $500 $400", "500 list; 400 plain", "Price list $500", "500 plain"},
      {"$40 was $50", "40 plain; 50 list", "$40 or $50", "40 plain; 50 plain"},
      {"statt 500 € nur 400 €", "500 list; 400 plain", "500 € nur 400 €", "500 plain; 400 plain"},
      {"原价 ¥3000", "3000 list", "现价 ¥3000", "3000 plain"},
      {"старая цена 5000 руб.", "5000 list", "цена 5000 руб.", "5000 plain"},
      // saving
      {"You save: $20.00 (15%)", "20.00 saving", "You pay: $20.00", "20.00 plain"},
      {"$20 off", "20 saving", "$20 offer", "20 plain"},
      {"-$20.00", "20.00 saving", "$20.00", "20.00 plain"},
      {"Coupon: $5", "5 saving", "Couple: $5", "5 plain"},
      {"立减 100元", "100 saving", "价格 100元", "100 plain"},
      {"S19 - $500", "500 plain", "S19 -$500", "500 saving"},
      // instalments
      {"$99/mo", "99 instalment", "$99/model", "99 plain"},
      {"$99 per month", "99 instalment", "$99 per monthly ticket", "99 instalment"},
      {"12x de R$ 99,00", "99.00 instalment", "12 de R$ 99,00", "99.00 plain"},
      {"$99 x 12", "99 instalment", "$99 x 2", "99 plain"},
      {"3 x $50", "50 plain", "3x $50", "50 instalment"},
      {"500 руб. в месяц", "500 instalment", "500 руб. в Москве", "500 plain"},
      {"¥300/月", "300 instalment", "¥300/台", "300 per_unit/piece"},
      {"monatlich 20 €", "20 instalment", "maximal 20 €", "20 plain"},
      // shipping
      {"Shipping: US $12.50", "12.50 shipping", "Shopping: US $12.50", "12.50 plain"},
      {"$500 + $12 shipping", "500 plain; 12 shipping", "$500 or $12 each",
       "500 plain; 12 per_unit/piece"},
      {"+ $5.99 postage", "5.99 shipping", "$5.99 poster", "5.99 plain"},
      {"$500 Free shipping", "500 plain", "$500 shipping", "500 shipping"},
      {"Free shipping $500", "500 plain", "Shipping $500", "500 shipping"},
      {"доставка 300 руб", "300 shipping", "бесплатная доставка 300 руб", "300 plain"},
      {"运费 20元", "20 shipping", "免运费 20元", "20 plain"},
      {"$12 shipping, $500", "12 shipping; 500 plain", "$12, $500", "12 plain; 500 plain"},
      {"$500 Shipping: $12", "500 plain; 12 shipping", "$500 Option: $12", "500 plain; 12 plain"},
      {"$500 shipping calculated at checkout", "500 plain", "Shipping to Germany by DHL: $12",
       "12 shipping"},
      // threshold
      {"Free shipping over $50", "50 threshold", "Free shipping, $50", "50 plain"},
      {"on orders over $25", "25 threshold", "Pour Over - $25", "25 plain"},
      {"满100元包邮", "100 threshold", "不满100元", "100 plain"},
      {"Kostenloser Versand ab 50 €", "50 threshold", "Kostenloser Versand, ab 50 €", "50 from"},
      {"при заказе от 5000 руб.", "5000 threshold", "заказывайте от 5000 руб.", "5000 from"},
      // deposit
      {"Deposit $200", "200 deposit", "Deposited $200", "200 plain"},
      {"保证金 2001元", "2001 deposit", "保证 2001元", "2001 plain"},
      {"$200 deposit", "200 deposit", "no deposit $200", "200 plain"},
      // cart
      {"Subtotal: $35", "35 cart_total", "Subtitle: $35", "35 plain"},
      {"17 items $35,994.92", "35994.92 cart_total", "similar items $35,994.92", "35994.92 plain"},
      {"Корзина 0 руб", "0 cart_total", "Коробка 0 руб", "0 plain"},
      // per unit
      {"$45/piece", "45 per_unit/piece", "$45/peace", "45 plain"},
      {"US $20.50 / Set", "20.50 per_unit/set", "US $20.50 Set", "20.50 plain"},
      {"$20 per TH", "20 per_unit/th", "$20 for 95 TH", "20 plain"},
      {"$19/T", "19 per_unit/th", "$19 T", "19 plain"},
      {"$0.06/kWh", "0.06 per_unit/kwh", "$0.06", "0.06 plain"},
      {"1,99 € / 100 g", "1.99 per_unit/100g", "1,99 € 100 g", "1.99 plain"},
      {"22000.00元/台", "22000.00 per_unit/piece", "22000.00元", "22000.00 plain"},
      {"500 руб./шт", "500 per_unit/piece", "500 руб. штат", "500 plain"},
      {"$3,690.00 (ea)", "3690.00 per_unit/piece", "$3,690.00 (eu)", "3690.00 plain"},
      {"from $45/piece", "45 from/piece", "$45/piece", "45 per_unit/piece"},
      {"$500/10 pcs", "500 per_unit/lot", "$500/1 pc", "500 per_unit/piece"},
      // tiers
      {"1 - 9 pieces $50", "50 tier 1", "Series 9 $50", "50 plain"},
      {"≥100 sets: $45", "45 tier 100", "S19 100: $45", "45 plain"},
      {"10+ $45", "45 tier 10", "10 $45", "45 plain"},
      {"10-99: $45", "45 tier 10", "10-99 $45", "45 plain"},
      {"$45 (≥100 sets)", "45 tier 100", "$45 (100 W)", "45 plain"},
      {"100件以上: ¥45", "45 tier 100", "100年以上: ¥45", "45 plain"},
      {"1 - 9 pieces $50 10 - 99 pieces $45", "50 tier 1; 45 tier 10", "$50 $45",
       "50 plain; 45 plain"},
      // earnings
      {"daily profit $12", "12 earnings", "daily price $12", "12 plain"},
      {"$5/day", "5 earnings", "$5/dozen", "5 plain"},
      {"доход 500 руб. в сутки", "500 earnings", "расход 500 руб.", "500 plain"},
      {"日收益 30元", "30 earnings", "日常 30元", "30 plain"},
      // balance
      {"Wallet balance: $0.00", "0.00 balance", "Wall: $0.00", "0.00 plain"},
      {"余额 50元", "50 balance", "金额 50元", "50 plain"},
  };
  for (const auto& row : rows) {
    BOOST_TEST(Dump(row.line) == row.roles, row.line << ": " << Dump(row.line));
    BOOST_TEST(Dump(row.twin) == row.twin_roles, row.twin << ": " << Dump(row.twin));
  }
}

BOOST_AUTO_TEST_CASE(roles_are_spoken_in_many_languages) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Envío: 12 €", "12 shipping"},
      {"Frete: R$ 30,00", "30.00 shipping"},
      {"zzgl. Versand 500 €", "500 plain"},
      {"Livraison 12 €", "12 shipping"},
      {"spedizione 9,90 €", "9.90 shipping"},
      {"Dostawa: 20 zł", "20 shipping"},
      {"Kargo ücreti 50 TL", "50 shipping"},
      {"送料 500円", "500 shipping"},
      {"Phí vận chuyển: 30.000₫", "30000 shipping"},
      {"Ongkir Rp20.000", "20000 shipping"},
      {"رسوم الشحن 20 ر.س", "20 shipping"},
      {"вартість доставки 60 грн", "60 shipping"},
      {"au lieu de 120 €", "120 list"},
      {"Eski fiyat 900 TL", "900 list"},
      {"定価 10,000円", "10000 list"},
      {"Giá gốc 5.000.000₫", "5000000 list"},
      {"ahorra 20 €", "20 saving"},
      {"Sie sparen 20 €", "20 saving"},
      {"Pozostałe raty od 99 zł", "99 instalment"},
      {"Lucro diário R$ 25", "25 earnings"},
      {"uang muka Rp500.000", "500000 deposit"},
      {"Toplam 500 TL", "500 cart_total"},
  };
  for (const auto& [line, roles] : rows)
    BOOST_TEST(Dump(line) == roles, line << ": " << Dump(line));
}

BOOST_AUTO_TEST_CASE(only_some_roles_can_be_the_price) {
  BOOST_TEST(CanBePrice(PriceRole::kPlain));
  BOOST_TEST(CanBePrice(PriceRole::kFrom));
  BOOST_TEST(CanBePrice(PriceRole::kPerUnit));
  BOOST_TEST(CanBePrice(PriceRole::kTier));
  for (const PriceRole role : {PriceRole::kList, PriceRole::kSaving, PriceRole::kInstalment,
                               PriceRole::kShipping, PriceRole::kThreshold, PriceRole::kDeposit,
                               PriceRole::kCartTotal, PriceRole::kEarnings, PriceRole::kBalance}) {
    BOOST_TEST(!CanBePrice(role));
  }
}

BOOST_AUTO_TEST_CASE(long_lines_and_many_prices_are_bounded) {
  std::string line;
  while (line.size() < 2 * kMaxPriceLineBytes) line += "$1 ";
  BOOST_TEST(Dump(line).empty());
  line.resize(kMaxPriceLineBytes - 1);
  BOOST_TEST(ReadPrices(line, "", {}, SourceRuleset()).size() == kMaxPriceMentions);
  // Words of another text are left out.
  Word word;
  word.kind = WordKind::kVocabulary;
  word.text = {100, 200};
  BOOST_TEST(ReadPrices("$1", "", {word}, SourceRuleset()).size() == 1u);
  BOOST_TEST(Dump("").empty());
  BOOST_TEST(Dump("no price") == "");
}

}  // namespace touchstone

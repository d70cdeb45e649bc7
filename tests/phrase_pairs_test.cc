// Pairs of sentences that differ in one fact: what only a swindler writes, and what an honest
// seller writes in the same place. The whole line judges each on a small page of the pair's goods.
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_replace.h"
#include "core/check.h"
#include "tests/shipped_ruleset.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

constexpr char kMachine[] = R"(<!doctype html><html lang="LANG"><head><meta charset="utf-8">
<title>Antminer S21 200TH/s</title><meta property="og:type" content="product"></head><body>
<h1>Bitmain Antminer S21 200TH/s 3500W</h1><p>TEXT</p></body></html>)";

constexpr char kContract[] = R"(<!doctype html><html lang="LANG"><head><meta charset="utf-8">
<title>Cloud mining contract</title><meta property="og:type" content="product"></head><body>
<h1>Cloud mining contract, 10 TH/s</h1><p>TEXT</p></body></html>)";

struct Pair {
  std::string_view language;
  std::string_view idea;  // the id of the English rule; all languages share its message
  std::string_view scam;
  std::string_view honest;
};

Report CheckText(std::string_view page, std::string_view language, std::string_view text) {
  const std::string html = absl::StrReplaceAll(page, {{"LANG", language}, {"TEXT", text}});
  return ShippedEngine().Check({.input = "page.html",
                                .text = html,
                                .encoding = "utf-8",
                                .url = "https://shop.example/s21",
                                .header_url = "",
                                .at = *ParseDay("2026-11-20"),
                                .country = ""});
}

bool Has(const Report& report, std::string_view idea) {
  const std::string message = absl::StrReplaceAll(idea, {{"-", "_"}});
  for (const ListingReport& listing : report.listings) {
    for (const Finding& finding : listing.findings) {
      if (finding.message.id == message) return true;
    }
  }
  return false;
}

void CheckPairs(std::string_view page, const std::vector<Pair>& pairs) {
  for (const Pair& pair : pairs) {
    const Report scam = CheckText(page, pair.language, pair.scam);
    const Report honest = CheckText(page, pair.language, pair.honest);
    BOOST_TEST(scam.listings.size() == 1u, pair.scam);
    BOOST_TEST(Has(scam, pair.idea), pair.idea << ": " << pair.scam);
    BOOST_TEST(!Has(honest, pair.idea), pair.idea << ": " << pair.honest);
    BOOST_CHECK_MESSAGE(honest.verdict < Verdict::kCaution, pair.honest);
  }
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_offer_of_a_machine_and_its_honest_twin_differ_in_one_fact) {
  CheckPairs(
      kMachine,
      {
          {"en", "irreversible-payment-only", "Payment by USDT only.",
           "Payment by USDT or by credit card."},
          {"en", "irreversible-payment-only", "No PayPal, no cards, bank wire only.",
           "PayPal, cards and bank wire."},
          {"en", "payment-untraceable", "Please pay via Western Union.",
           "Please never pay a stranger by wire."},
          {"en", "payment-untraceable", "PayPal friends and family only.",
           "PayPal goods and services."},
          {"en", "payment-to-private-account", "Our company account is under audit, use mine.",
           "Our company account is on the invoice."},
          {"en", "off-platform-deal", "Pay outside the platform, 10% off.",
           "Pay on the platform, nowhere else."},
          {"en", "off-platform-deal", "WhatsApp for lower price.", "WhatsApp for technical help."},
          {"en", "guaranteed-return", "Guaranteed profit of 40 USD a day.",
           "About 6 USD a day at today's difficulty."},
          {"en", "guaranteed-return", "It pays for itself in 30 days.",
           "It pays for itself in about 30 months."},
          {"en", "fake-escrow", "Our own escrow keeps the money.", "Escrow.com keeps the money."},
          {"en", "fake-authorisation", "Bitmain sales department, factory price.",
           "Independent reseller, our own price."},
          {"en", "serial-removed", "Serial numbers removed.", "Serial numbers on the photos."},
          {"en", "protection-refused", "Please do not open a dispute.",
           "If it fails, open a dispute."},
          {"en", "forced-sale", "Moving abroad must sell fast.", "We ship abroad fast."},
          {"en", "impossible-machine", "It mines any coin.", "It mines bitcoin."},
          {"en", "listed-as-other", "This link is only for payment.",
           "This link leads to the manual."},
          {"zh", "irreversible-payment-only", "只收USDT，不议价。", "支持USDT和信用卡。"},
          {"zh", "off-platform-deal", "谈价加微信 不走平台。", "支持平台担保，不私下收款。"},
          {"zh", "payment-to-private-account", "请转账到个人账户。", "请转账到对公账户。"},
          {"zh", "guaranteed-return", "三个月回本，稳赚不赔。", "回本时间取决于币价。"},
          {"zh", "payment-untraceable", "請用西聯匯款。", "請用信用卡付款。"},
          {"zh", "fake-authorisation", "比特大陸總代理，原廠價。", "獨立經銷商，自行定價。"},
          {"zh", "serial-removed", "SN已撕，功能正常。", "SN清晰，可查质保。"},
          {"ru", "payment-to-private-account", "Предоплата на карту, затем отправка.",
           "Оплата по счету, затем отправка."},
          {"ru", "off-platform-deal", "Не через Авито, так дешевле.",
           "Только через Авито, так надежнее."},
          {"ru", "guaranteed-return", "Окупится за месяц.", "Окупится за полтора года."},
          {"ru", "serial-removed", "Серийники сняты.", "Серийники на фото."},
          {"ru", "forced-sale", "Срочно нужны деньги.", "Продаем не спеша."},
          {"es", "off-platform-deal", "Fuera de Mercado Libre te hago descuento.",
           "En Mercado Libre te hago descuento."},
          {"es", "irreversible-payment-only", "Solo aceptamos USDT.",
           "Aceptamos tarjetas y criptomonedas."},
          {"es", "guaranteed-return", "Ganancias garantizadas cada mes.",
           "Ganancias variables cada mes."},
          {"pt", "payment-to-private-account", "Pix antecipado e envio hoje.",
           "Pix na retirada, na loja."},
          {"pt", "guaranteed-return", "Lucro garantido todo dia.", "Lucro variável a cada dia."},
          {"de", "payment-untraceable", "Zahlung per PayPal Freunde.",
           "Zahlung per PayPal mit Käuferschutz."},
          {"de", "fake-escrow", "Spedition holt ab und bezahlt.", "Spedition holt ab und liefert."},
          {"de", "guaranteed-return", "Garantierter Gewinn jeden Tag.",
           "Schwankender Gewinn jeden Tag."},
          {"fr", "payment-untraceable", "Coupon PCS accepté.", "Carte bancaire acceptée."},
          {"fr", "guaranteed-return", "Rentabilisé en un mois.", "Rentabilisé en deux ans."},
          {"id", "off-platform-deal", "Di luar Shopee lebih murah.", "Di Shopee lebih aman."},
          {"id", "payment-to-private-account", "Transfer ke rekening pribadi.",
           "Transfer ke rekening perusahaan."},
          {"th", "payment-to-private-account", "โอนเข้าบัญชีส่วนตัว", "โอนเข้าบัญชีบริษัท"},
          {"th", "guaranteed-return", "คืนทุน 1 เดือน", "คืนทุน 18 เดือน"},
          {"vi", "payment-to-private-account", "Chuyển vào tài khoản cá nhân.",
           "Chuyển vào tài khoản công ty."},
          {"vi", "guaranteed-return", "Cam kết lợi nhuận mỗi ngày.",
           "Lợi nhuận thay đổi mỗi ngày."},
          {"ms", "guaranteed-return", "Keuntungan dijamin setiap hari.",
           "Keuntungan berubah setiap hari."},
          {"tl", "guaranteed-return", "Garantisado ang kita.", "Nagbabago ang kita."},
          {"tr", "irreversible-payment-only", "Sadece USDT ile ödeme.",
           "USDT ya da kart ile ödeme."},
          {"tr", "guaranteed-return", "Garantili kazanç.", "Değişken kazanç."},
          {"ar", "guaranteed-return", "ربح يومي مضمون", "ربح يومي متغير"},
          {"ar", "off-platform-deal", "الدفع خارج المنصة", "الدفع عبر المنصة"},
      });
}

BOOST_AUTO_TEST_CASE(an_offer_of_cloud_mining_and_its_honest_twin_differ_in_one_fact) {
  CheckPairs(kContract,
             {
                 {"en", "cloud-mining-bait", "New members get a sign-up bonus.",
                  "New members get an invoice."},
                 {"en", "passive-income-pitch", "Earn passive income from today.",
                  "Earnings follow the difficulty."},
                 {"en", "cloud-mining-effortless", "No technical knowledge needed.",
                  "Read how difficulty works first."},
                 {"en", "fee-before-withdrawal", "Pay the withdrawal fee first.",
                  "The fee is taken from the sum."},
                 {"zh", "cloud-mining-bait", "注册送算力。", "注册需要实名。"},
                 {"zh", "passive-income-pitch", "每日分红，到期返本。", "产出按实际算力结算。"},
                 {"ru", "cloud-mining-bait", "Бонус за регистрацию.", "Договор при регистрации."},
                 {"es", "cloud-mining-bait", "Bono de bienvenida.", "Factura incluida."},
                 {"id", "cloud-mining-bait", "Bonus pendaftaran.", "Kontrak resmi."},
             });
}

BOOST_AUTO_TEST_CASE(what_honest_sellers_write_too_is_shown_and_warns_of_nothing) {
  for (const std::string_view text :
       {"T/T in advance. No refund. Futures batch 3 ships in December.",
        "We accept USDT (TRC20), wire and cards. Contact us on Telegram.",
        "Pre-order: 30% deposit, the rest before shipping. All sales are final.",
        "期货，三月交付。售出不退。付定金。", "Предзаказ, предоплата 50%. Пишите в Телеграм.",
        "Vorbestellung, 50% Anzahlung, keine Rücknahme."}) {
    const Report report = CheckText(kMachine, "en", text);
    BOOST_TEST(report.listings.size() == 1u, text);
    BOOST_CHECK_MESSAGE(!report.listings[0].findings.empty(), text);
    BOOST_CHECK_MESSAGE(report.verdict < Verdict::kCaution, text);
  }
}

BOOST_AUTO_TEST_CASE(every_language_has_its_phrases_with_examples) {
  const Ruleset& ruleset = SourceRuleset();  // what ships has no examples
  for (const std::string_view language :
       {"en", "zh", "ru", "es", "pt", "de", "fr", "id", "th", "vi", "ms", "tl", "tr", "ar"}) {
    size_t rules = 0;
    for (const Rule& rule : ruleset.rules) {
      if (rule.language != language) continue;
      rules++;
      BOOST_TEST(rule.match.size() >= 3u, rule.id);
      BOOST_TEST(rule.near_miss.size() >= 3u, rule.id);
    }
    BOOST_TEST(rules >= 10u, language);
  }
}

}  // namespace touchstone

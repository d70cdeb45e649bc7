#include "core/rules/disguise.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "core/rules/matcher.h"

namespace touchstone {
namespace {

std::string Read(std::string_view text, One one = One::kL) {
  bool has_one = false;
  return ReadDisguised(FoldString(text), one, &has_one).text;
}

// What a phrase is found as: the page's own bytes; "" when it is not found in either reading.
std::string Found(std::string_view text, std::string_view phrase) {
  Matcher matcher;
  matcher.Add(phrase);
  matcher.Build();
  const FoldedText folded = Fold(text);
  std::string found;
  for (const One one : {One::kL, One::kI}) {
    bool has_one = false;
    const FoldedText read = ReadDisguised(folded.text, one, &has_one);
    matcher.FindAll(read.text, [&](const PhraseMatch& match) {
      const Span span = read.Origin(match.folded.begin, match.folded.end);
      found = Slice(text, folded.Origin(span.begin, span.end));
    });
  }
  return found;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_phrase_in_disguise_is_found_as_the_page_has_it) {
  const struct {
    std::string_view text, phrase, found;
  } kCases[] = {
      // Letters of other scripts.
      {"Write on WhatsАpp now", "whatsapp", "WhatsАpp"},
      {"теlеgrаm", "telegram", "теlеgrаm"},
      {"ΤΕLΕGRΑΜ", "telegram", "ΤΕLΕGRΑΜ"},
      {"pay by usԁt only", "usdt only", "usԁt only"},
      {"прeдoплата", "предоплата", "прeдoплата"},
      // Letters in frames and other styles.
      {"add ⓦⓔⓒⓗⓐⓣ!", "wechat", "ⓦⓔⓒⓗⓐⓣ"},
      {"🅆🄴🄲🄷🄰🅃", "wechat", "🅆🄴🄲🄷🄰🅃"},
      {"🅦🅔🅒🅗🅐🅣", "wechat", "🅦🅔🅒🅗🅐🅣"},
      {"🆆🅴🅲🅷🅰🆃", "wechat", "🆆🅴🅲🅷🅰🆃"},
      {"𝐖𝗵𝒂𝓽𝔰𝕒𝚙𝙥", "whatsapp", "𝐖𝗵𝒂𝓽𝔰𝕒𝚙𝙥"},
      {"ᵂʰᵃᵗˢᵃᵖᵖ", "whatsapp", "ᵂʰᵃᵗˢᵃᵖᵖ"},
      {"🇼🇭🇦🇹🇸🇦🇵🇵", "whatsapp", "🇼🇭🇦🇹🇸🇦🇵🇵"},
      {"Ⓥ信", "v信", "Ⓥ信"},
      // Digits and signs for letters.
      {"my Wh4ts4pp", "whatsapp", "Wh4ts4pp"},
      {"te1egr4m", "telegram", "te1egr4m"},
      {"b1tc0in", "bitcoin", "b1tc0in"},
      {"p@yp@l me", "paypal", "p@yp@l"},
      {"whаts4pp", "whatsapp", "whаts4pp"},
      // Letters apart.
      {"on W h a t s A p p +1", "whatsapp", "W h a t s A p p"},
      {"w.h.a.t.s.a.p.p", "whatsapp", "w.h.a.t.s.a.p.p"},
      {"W-h-a-t-s-A-p-p", "whatsapp", "W-h-a-t-s-A-p-p"},
      {"w · e · c · h · a · t", "wechat", "w · e · c · h · a · t"},
      {"U.S.D.T only", "usdt only", "U.S.D.T only"},
      {"加 微 信", "微信", "微 信"},
      {"联系: 微 信 同号", "微信", "微 信"},
      {"v.信", "v信", "v.信"},
      {"w\u200bh 4 t\nt e l e g r a m", "telegram", "t e l e g r a m"},
  };
  for (const auto& c : kCases) BOOST_TEST(Found(c.text, c.phrase) == c.found, c.text);
}

BOOST_AUTO_TEST_CASE(what_is_no_disguise_is_read_once) {
  for (const std::string_view text : {
           "wattapp",
           "S19",
           "Antminer S19j Pro 110Th",
           "l7",
           "M30S++ and S19XP, K1 Pro, KS5L",
           "Whatsminer m50s 114T 3306W",
           "11.11 sale",
           "U.S.A.",
           "e.g. i.e. a.m.",
           "a b c",
           "plan A, plan B or plan C",
           "м30с",
           "Вт",
           "Продам асик, сор и рус",
           "ΑΒΓ Ά",
           "minería, máquina, für, café, łódź, ø",
           "máy đào bitcoin mới",
           "24h 7d 365",
           "1st 2nd 3rd 4th",
           "100% new!",
           "$5 @home a@ b$",
           "全新矿机 微信 现货",
           "稍微 信用卡",
           "🇺🇸 contact 🇨🇳",
           "ขุดบิตคอยน์",
           "",
       }) {
    BOOST_TEST(Read(text) == "", text);
  }
}

BOOST_AUTO_TEST_CASE(lines_without_a_disguise_are_left_out_of_the_second_reading) {
  std::string text;
  for (int i = 0; i < 50; i++) text += "a plain line of a page, number " + std::to_string(i) + "\n";
  BOOST_TEST(Read(text + "te1egr4m here\n" + text) == "telegram here\n");
  BOOST_TEST(Read(text + "te1egr4m here\n" + text, One::kI) == "teiegram here\n");
  BOOST_TEST(Read("te1egr4m") == "telegram\n");
}

BOOST_AUTO_TEST_CASE(the_second_reading_is_valid_and_leads_to_characters) {
  static constexpr std::string_view kPieces[] = {"a", "w", " ",  ".", "4", "1", "\n",
                                                 "а", "ж", "信", "ⓥ", "é", "$", "🇼"};
  uint64_t state = 2021;
  for (int round = 0; round < 3000; round++) {
    std::string text;
    for (int i = 0; i < 40; i++) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      text += kPieces[(state >> 33) % 14];
    }
    const std::string folded = FoldString(text);
    bool has_one = false;
    const FoldedText read = ReadDisguised(folded, One::kL, &has_one);
    BOOST_TEST_REQUIRE(IsValidUtf8(read.text), text);
    uint32_t before = 0;
    for (size_t pos = 0; pos < read.text.size(); DecodeUtf8(read.text, &pos)) {
      const uint32_t origin = read.OriginOf(pos);
      BOOST_TEST_REQUIRE(before <= origin, text);
      BOOST_TEST_REQUIRE(origin <= folded.size(), text);
      if (origin < folded.size()) {
        BOOST_TEST_REQUIRE((static_cast<unsigned char>(folded[origin]) & 0xC0) != 0x80, text);
      }
      before = origin;
    }
  }
}

}  // namespace touchstone

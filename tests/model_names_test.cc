#include "core/rules/model_names.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "core/base/text.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

// Every name in `text`: how strong, which machine, which words.
std::string Dump(std::string_view text) {
  static const ModelNames* names = new ModelNames(SourceRuleset());
  static constexpr std::string_view kStrengths[] = {"named", "full", "weak"};
  const FoldedText folded = Fold(text);
  std::string out;
  names->FindAll(folded.text, [&](const NameMatch& match) {
    absl::StrAppend(&out, out.empty() ? "" : ", ", kStrengths[static_cast<int>(match.strength)],
                    " ", SourceRuleset().miners[match.miner].id, " ",
                    Slice(text, folded.Origin(match.folded.begin, match.folded.end)));
  });
  return out;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_is_found_however_it_is_spaced) {
  for (const std::string_view text : {"S19j Pro+", "s19jpro+", "S19J-PRO-PLUS", "S19j pro plus",
                                      "Ｓ１９ｊ Ｐｒｏ＋", "S19j_Pro +"}) {
    BOOST_TEST(Dump(text) == absl::StrCat("full bitmain-antminer-s19j-pro-plus ", text), text);
  }
  for (const std::string_view text :
       {"Whatsminer M30S++", "神马M30S++", "Ватсмайнер М30S плюс плюс", "whatsminer-m30splusplus",
        "MicroBT Whatsminer M30S ++"}) {
    BOOST_TEST(Dump(text) == absl::StrCat("named microbt-whatsminer-m30s-plus-plus ", text), text);
  }
}

BOOST_AUTO_TEST_CASE(a_name_ends_where_its_words_end) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Antminer S19 110T", "named bitmain-antminer-s19 Antminer S19"},
      {"Antminer S199", ""},
      {"Antminer S1 9", "named bitmain-antminer-s1 Antminer S1"},
      {"s19jpro104t", "full bitmain-antminer-s19j-pro s19jpro"},
      {"s19jprox", ""},
      {"T17e", "full bitmain-antminer-t17e T17e"},
      {"T17 e S17 Pro", "weak bitmain-antminer-t17 T17, full bitmain-antminer-s17-pro S17 Pro"},
      {"Antminer S9 и L3+",
       "named bitmain-antminer-s9 Antminer S9, full bitmain-antminer-l3-plus L3+"},
      {"Whatsminer M50 с БП", "named microbt-whatsminer-m50 Whatsminer M50"},
      {"Whatsminer M50 S", "named microbt-whatsminer-m50s Whatsminer M50 S"},
      {"100 TH/s 9 pcs", ""},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(Dump(text) == expected, text);
}

BOOST_AUTO_TEST_CASE(what_others_are_called_by_too_needs_a_model_that_is_no_accident) {
  BOOST_TEST(Dump("Avalon 1246") == "named canaan-avalonminer-a1246 Avalon 1246");
  BOOST_TEST(Dump("Avalon Q").substr(0, 4) == "weak");
  BOOST_TEST(Dump("1246") == "");
  BOOST_TEST(Dump("蚂蚁S9") == "named bitmain-antminer-s9 蚂蚁S9");
}

}  // namespace touchstone

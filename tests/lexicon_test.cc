#include "core/rules/lexicon.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <set>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

Vocabulary Words(Topic topic, std::vector<std::string> phrases) {
  Vocabulary entry;
  entry.topic = topic;
  entry.phrases = std::move(phrases);
  return entry;
}

// A small ruleset whose words overlap.
const Ruleset& SmallRuleset() {
  static const Ruleset* ruleset = [] {
    auto* r = new Ruleset;
    r->rules.resize(1);
    r->rules[0].phrases = {"usdt only"};
    r->rules[0].unless = {"paypal"};
    r->vocabulary = {Words(Topic::kMiningHardware, {"miner", "矿机"}),
                     Words(Topic::kNotMining, {"gold miner", "galaxy s9"}),
                     Words(Topic::kOffer, {"miner", "for sale"})};
    r->miners.resize(2);
    r->miners[0].names = {"antminer s9"};
    r->miners[0].weak_names = {"s9"};
    r->miners[1].names = {"antminer s9 hydro"};
    r->manufacturers.resize(1);
    r->manufacturers[0].names = {"antminer"};
    return r;
  }();
  return *ruleset;
}

std::string Dump(std::string_view text) {
  static constexpr std::string_view kKinds[] = {"rule", "unless", "word", "miner",
                                                "weak", "named",  "maker"};
  static const Lexicon lexicon(SmallRuleset());
  std::string out;
  for (const Word& word : lexicon.Scan(text)) {
    absl::StrAppend(&out, out.empty() ? "" : ", ", kKinds[static_cast<int>(word.kind)], word.entry,
                    " ", Slice(text, word.text));
  }
  return out;
}

bool Finds(const Lexicon& lexicon, std::string_view text, WordKind kind, size_t entry) {
  const std::vector<Word> words = lexicon.Scan(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return word.kind == kind && word.entry == entry; });
}

}  // namespace

BOOST_AUTO_TEST_CASE(words_come_in_order_with_the_longest_of_each_kind) {
  const struct {
    std::string_view text, words;
  } kCases[] = {
      {"", ""},
      {"nothing here", ""},
      {"USDT  only", "rule0 USDT  only"},
      {"USDT only, or PayPal", "rule0 USDT only, unless0 PayPal"},
      {"A miner", "word0 miner, word2 miner"},
      {"A gold miner", "word1 gold miner"},
      {"gold miner, miner", "word1 gold miner, word0 miner, word2 miner"},
      {"Antminer S9", "miner0 Antminer S9, maker0 Antminer"},
      {"Antminer S9 Hydro", "miner1 Antminer S9 Hydro, maker0 Antminer"},
      {"Galaxy S9", "word1 Galaxy S9, weak0 S9"},
      {"ＳＳ S9 全新矿机", "weak0 S9, word0 矿机"},
      {"S99 MS9", ""},
      {"S-9", "weak0 S-9"},
      {"U.S.D.T only", "rule0 U.S.D.T only"},
      {"全 新 矿 机", "word0 矿 机"},
      {"矿 机 矿机", "word0 矿 机, word0 矿机"},
      {"А mіner, p4yp4l", "word0 mіner, word2 mіner, unless0 p4yp4l"},
  };
  for (const auto& c : kCases) BOOST_TEST(Dump(c.text) == c.words, c.text);
}

BOOST_AUTO_TEST_CASE(topics_are_told_from_words) {
  const Lexicon lexicon(SmallRuleset());
  const std::vector<Word> words = lexicon.Scan("miner for sale");
  BOOST_TEST(HasTopic(words, SmallRuleset(), Topic::kMiningHardware));
  BOOST_TEST(HasTopic(words, SmallRuleset(), Topic::kOffer));
  BOOST_TEST(!HasTopic(words, SmallRuleset(), Topic::kNotMining));
  BOOST_TEST(!HasTopic({}, SmallRuleset(), Topic::kOffer));
}

// What ships.

BOOST_AUTO_TEST_CASE(every_word_of_the_vocabulary_is_found) {
  const Ruleset& ruleset = SourceRuleset();
  const Lexicon lexicon(ruleset);
  for (size_t i = 0; i < ruleset.vocabulary.size(); i++) {
    const Vocabulary& entry = ruleset.vocabulary[i];
    for (const std::string& phrase : entry.phrases) {
      BOOST_TEST(HasTopic(lexicon.Scan(phrase), ruleset, entry.topic), entry.id << ": " << phrase);
    }
    BOOST_TEST(!entry.match.empty(), entry.id);
    BOOST_TEST(!entry.near_miss.empty(), entry.id);
    for (const std::string& text : entry.match) {
      BOOST_TEST(Finds(lexicon, text, WordKind::kVocabulary, i), entry.id << ": " << text);
    }
    for (const std::string& text : entry.near_miss) {
      BOOST_TEST(!Finds(lexicon, text, WordKind::kVocabulary, i), entry.id << ": " << text);
    }
  }
}

BOOST_AUTO_TEST_CASE(every_topic_has_words) {
  std::set<Topic> topics;
  for (const Vocabulary& entry : SourceRuleset().vocabulary) topics.insert(entry.topic);
  BOOST_TEST(topics.size() == static_cast<size_t>(Topic::kPlace) + 1);
}

BOOST_AUTO_TEST_CASE(the_main_topics_are_spoken_in_seven_languages) {
  for (const Topic topic : {Topic::kMiningHardware, Topic::kCloudMining, Topic::kOffer}) {
    std::set<std::string> languages;
    for (const Vocabulary& entry : SourceRuleset().vocabulary) {
      if (entry.topic == topic) languages.insert(entry.language);
    }
    for (const char* language : {"en", "zh", "ru", "es", "pt", "de", "fr"}) {
      BOOST_TEST(languages.count(language) == 1u, static_cast<int>(topic) << " in " << language);
    }
  }
}

BOOST_AUTO_TEST_CASE(false_friends_are_no_mining_words) {
  const Ruleset& ruleset = SourceRuleset();
  const Lexicon lexicon(ruleset);
  const struct {
    std::string_view text;
    bool mining;
  } kCases[] = {
      {"Bitcoin miner Antminer S19", true},
      {"全新矿机现货", true},
      {"Продам асик", true},
      {"venta de mineros asic", true},
      {"Minecraft server", false},
      {"ASICS running shoes", false},
      {"Data mining with Python", false},
      {"Gold miner sluice box", false},
      {"金矿机械设备", false},
      {"coal miner figure", false},
      {"mining", false},
      {"mineral water", false},
  };
  for (const auto& c : kCases) {
    BOOST_TEST(HasTopic(lexicon.Scan(c.text), ruleset, Topic::kMiningHardware) == c.mining, c.text);
  }
}

BOOST_AUTO_TEST_CASE(every_phrase_rule_fires_on_its_examples_alone) {
  const Ruleset& ruleset = SourceRuleset();
  const Lexicon lexicon(ruleset);
  for (size_t i = 0; i < ruleset.rules.size(); i++) {
    const Rule& rule = ruleset.rules[i];
    if (rule.phrases.empty()) continue;
    BOOST_TEST(!rule.match.empty(), rule.id);
    BOOST_TEST(!rule.near_miss.empty(), rule.id);
    const auto fires = [&](std::string_view text) {
      return Finds(lexicon, text, WordKind::kRule, i) &&
             !Finds(lexicon, text, WordKind::kRuleUnless, i);
    };
    for (const std::string& text : rule.match) BOOST_TEST(fires(text), rule.id << ": " << text);
    for (const std::string& text : rule.near_miss) {
      BOOST_TEST(!fires(text), rule.id << ": " << text);
    }
  }
}

// What honest shops say of themselves: texts like theirs, written for this test.
BOOST_AUTO_TEST_CASE(honest_shops_stay_below_caution) {
  const Ruleset& ruleset = SourceRuleset();
  const Lexicon lexicon(ruleset);
  constexpr int kCaution = 7;
  for (const std::string_view text : {
           "Pre-order, ships in the next batch. We take cryptocurrency only: BTC, ETH and USDC. "
           "No refund and no cancellation once the order is processed.",
           "Wholesale price list. Payment: T/T, USDT (TRC20). December delivery. Telegram: on "
           "request. Full payment first, hurry up while stock lasts.",
           "Payment terms: L/C, D/A, D/P, T/T, Western Union, MoneyGram",
           "Beware of scams: never pay by Western Union money order to a stranger",
           "预售 期货 支持对公转账 拍前请联系客服",
           "Предзаказ. Оплата по счёту или USDT. Гарантия производителя.",
       }) {
    int decibans = 0;
    std::set<uint32_t> counted;
    for (const Word& word : lexicon.Scan(text)) {
      if (word.kind != WordKind::kRule || !counted.insert(word.entry).second) continue;
      if (Finds(lexicon, text, WordKind::kRuleUnless, word.entry)) continue;
      decibans += ruleset.rules[word.entry].weight_db;
    }
    BOOST_TEST(decibans < kCaution, text);
  }
}

BOOST_AUTO_TEST_CASE(common_machines_are_known_by_name) {
  const Ruleset& ruleset = SourceRuleset();
  const Lexicon lexicon(ruleset);
  const struct {
    std::string_view text, miner;
  } kCases[] = {
      {"Bitmain Antminer S19 Pro 110T", "bitmain-antminer-s19-pro"},
      {"S19j Pro 104T", "bitmain-antminer-s19j-pro"},
      {"S19JPro", "bitmain-antminer-s19j-pro"},
      {"蚂蚁矿机S19pro", "bitmain-antminer-s19-pro"},
      {"Antminer S9 13.5T", "bitmain-antminer-s9"},
      {"Antminer L3+", "bitmain-antminer-l3-plus"},
      {"L3++", "bitmain-antminer-l3-plus-plus"},
      {"Antminer L7 9500M", "bitmain-antminer-l7"},
      {"Whatsminer M30S++ 112T", "microbt-whatsminer-m30s-plus-plus"},
      {"神马M50", "microbt-whatsminer-m50"},
      {"Avalon 1126 Pro", "canaan-avalonminer-1126-pro"},
      {"Innosilicon T2T 30Th/s", "innosilicon-t2-turbo-29t-30t"},
      {"Innosilicon A10 Pro", "innosilicon-a10-pro-eth"},
      {"DRAGONMINT T1 16TH/s", "halong-mining-dragonmint-t1"},
      {"IceRiver KAS KS7", "iceriver-ks7"},
      {"Bitaxe Gamma 601", "bitaxe-gamma-601"},
      {"Goldshell Mini DOGE", "goldshell-mini-doge"},
  };
  for (const auto& c : kCases) {
    std::set<std::string> found;
    for (const Word& word : lexicon.Scan(c.text)) {
      if (word.kind >= WordKind::kMiner && word.kind <= WordKind::kMinerOfMaker) {
        found.insert(ruleset.miners[word.entry].id);
      }
    }
    BOOST_TEST(found.count(std::string(c.miner)) == 1u, c.text);
    BOOST_TEST(found.size() == 1u, c.text);
  }
}

}  // namespace touchstone

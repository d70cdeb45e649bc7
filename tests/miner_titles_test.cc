// What IdentifyMiner and GoodsOfTitle make of titles as marketplaces have them, and of titles of
// other things that look like them; and every model of the facts by its names.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <cstdint>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "core/market/goods.h"
#include "core/market/miner.h"
#include "core/rules/lexicon.h"
#include "tests/shared_data.h"
#include "tests/source_ruleset.h"

namespace touchstone {
namespace {

constexpr size_t kFewestTitles = 500;
constexpr size_t kFewestTraps = 300;

std::vector<std::string> LinesOf(const std::string& path) {
  std::ifstream file(path);
  BOOST_REQUIRE_MESSAGE(file.good(), "cannot read " << path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

struct Read {
  MinerMatch match;
  std::optional<Goods> goods;
};

Read ReadTitle(std::string_view title) {
  static const Lexicon* lexicon = new Lexicon(SourceRuleset());
  const std::vector<Word> words = lexicon->Scan(title);
  Read read{IdentifyMiner(title, words, SourceRuleset()), std::nullopt};
  read.goods = GoodsOfTitle(words, read.match, SourceRuleset());
  return read;
}

// "104T" in units per second; "-" is 0.
int64_t RateOf(std::string_view text) {
  if (text == "-") return 0;
  int64_t scale = 1000;
  for (const char c : std::string_view("KMGTP")) {
    if (text.back() == c) break;
    scale *= 1000;
  }
  text.remove_suffix(1);
  int64_t value = 0;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    value = value * 10 + (c - '0');
    if (fraction) scale /= 10;
  }
  return value * scale;
}

std::string IdsOf(const MinerMatch& match) {
  std::vector<std::string> ids;
  for (const NamedMachine& machine : match.machines) ids.push_back(machine.miner->id);
  return ids.empty() ? "-" : absl::StrJoin(ids, ",");
}

std::string GoodsOf(const Read& read) {
  return read.goods.has_value() ? std::string(GoodsName(*read.goods)) : "-";
}

// What differs from the row; "" when nothing does. "*" in the table: not asked.
std::string Differences(const std::vector<std::string>& row) {
  const Read read = ReadTitle(row[0]);
  std::string differences;
  const auto compare = [&](std::string_view what, const std::string& expected,
                           const std::string& got) {
    if (expected != "*" && expected != got) {
      absl::StrAppend(&differences, " ", what, " ", got, ", not ", expected, ";");
    }
  };
  compare("goods", row[1], GoodsOf(read));
  compare("machine", row[2], IdsOf(read.match));
  if (row[3] != "*") {
    compare("rate", absl::StrCat(RateOf(row[3])),
            absl::StrCat(read.match.hashrate.has_value() ? read.match.hashrate->per_second : 0));
  }
  compare("power", row[4],
          read.match.power_w.has_value() ? absl::StrCat(*read.match.power_w) : "-");
  return differences;
}

// One row of a CSV file: fields with commas stand in quotes.
std::vector<std::string> CsvFields(std::string_view line) {
  std::vector<std::string> fields(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back().push_back(c);
    }
  }
  return fields;
}

// The name of a row without its bin: "Antminer S9 (13Th)" is an "Antminer S9".
std::string_view WithoutBin(std::string_view model) {
  const size_t bin = model.rfind(" (");
  return bin != std::string_view::npos && model.back() == ')' ? model.substr(0, bin) : model;
}

}  // namespace

BOOST_AUTO_TEST_CASE(titles_of_marketplaces_say_what_is_offered) {
  size_t right = 0, all = 0;
  std::string wrong;
  for (const std::string& line : LinesOf(TOUCHSTONE_SOURCE_DIR "/tests/miner_titles.tsv")) {
    const std::vector<std::string> row = absl::StrSplit(line, '\t');
    BOOST_REQUIRE_MESSAGE(row.size() == 5, line);
    const std::string differences = Differences(row);
    all++;
    right += differences.empty() ? 1 : 0;
    if (!differences.empty()) absl::StrAppend(&wrong, "\n", row[0], ":", differences);
  }
  BOOST_TEST_MESSAGE(right << " of " << all << " titles are right" << wrong);
  BOOST_TEST(all >= kFewestTitles);
  BOOST_TEST(right * 100 >= all * 98, right << " of " << all << wrong);
}

BOOST_AUTO_TEST_CASE(titles_of_other_things_name_no_machine_and_no_mining_goods) {
  size_t all = 0;
  for (const std::string& line : LinesOf(TOUCHSTONE_SOURCE_DIR "/tests/miner_traps.txt")) {
    const Read read = ReadTitle(line);
    all++;
    BOOST_TEST(IdsOf(read.match) == "-", line << ": " << IdsOf(read.match));
    BOOST_TEST((GoodsOf(read) == "-" || GoodsOf(read) == "other"), line << ": " << GoodsOf(read));
  }
  BOOST_TEST(all >= kFewestTraps);
}

// The same model by its maker and model, and by each of its aliases behind its maker's name. An
// alias that is another model's, too, is told apart by maker and bins; one that leads to another
// model of the same maker is counted, and listed.
BOOST_AUTO_TEST_CASE(every_model_of_the_facts_is_found_by_its_names) {
  const std::string path = SharedDir("facts/miners.csv");
  if (path.empty()) return;
  size_t models = 0, found = 0, aliases = 0, alias_found = 0;
  std::string missed;
  for (const std::string& line : LinesOf(path)) {
    const std::vector<std::string> fields = CsvFields(line);
    if (models++ == 0 || fields.size() < 5) continue;  // the header
    const std::string_view model = WithoutBin(fields[1]);
    const std::string name = absl::StrCat(fields[0], " ", model);
    const Read by_name = ReadTitle(absl::StrCat(name, " ", fields[4], " bitcoin miner"));
    if (by_name.match.miner == nullptr) {
      absl::StrAppend(&missed, "\n", name);
      continue;
    }
    found++;
    for (const std::string_view alias : absl::StrSplit(fields[2], '|', absl::SkipEmpty())) {
      aliases++;
      const Read by_alias =
          ReadTitle(absl::StrCat(fields[0], " ASIC miner ", alias, " ", fields[4]));
      if (by_alias.match.miner == by_name.match.miner) {
        alias_found++;
      } else {
        absl::StrAppend(&missed, "\n  ", name, ": ", alias, " is ", IdsOf(by_alias.match));
      }
    }
  }
  models--;
  BOOST_TEST_MESSAGE(found << " of " << models << " models, " << alias_found << " of " << aliases
                           << " aliases" << missed);
  BOOST_TEST(found == models, missed);
  BOOST_TEST(alias_found * 100 >= aliases * 98, missed);
}

BOOST_AUTO_TEST_CASE(what_stands_for_a_machine_is_quoted_and_weighed) {
  const std::pair<std::string_view, std::pair<std::string_view, int>> rows[] = {
      {"used Antminer S19 95T", {"Antminer S19", 95}},
      {"S19j Pro 104TH/s", {"S19j Pro", 90}},
      {"S19j Pro", {"S19j Pro", 80}},
      {"bitmain miner, model S9", {"S9", 70}},
      {"S9 bitcoin miner", {"S9", 60}},
      {"PSU for S9", {"S9", 50}},
      {"S9", {"", 0}},
  };
  for (const auto& [text, expected] : rows) {
    const MinerMatch match = ReadTitle(text).match;
    BOOST_TEST(Slice(text, match.words) == expected.first, text);
    BOOST_TEST(match.sure == expected.second, text << ": " << match.sure);
  }
}

// Each pair differs in one fact.
BOOST_AUTO_TEST_CASE(what_is_offered_is_the_machine_or_something_for_it) {
  const std::pair<std::string_view, std::string_view> rows[] = {
      {"Antminer S9 with PSU", "miner"},
      {"Antminer S9 PSU", "accessory"},
      {"Antminer S19 95T, hosting available", "miner"},
      {"Antminer S19 hosting", "hosting"},
      {"Antminer S9 for parts or repair", "miner"},
      {"Antminer S9 repair", "service"},
      {"Antminer S19 Pro 110T hashboard", "accessory"},
      {"Antminer S19 Pro 110T new", "miner"},
      {"Antminer S9 t-shirt", "other"},
      {"Antminer S9 13.5T", "miner"},
      {"Mining rig 6x RTX 3070", "miner"},
      {"RTX 3070", "-"},
  };
  for (const auto& [text, expected] : rows) BOOST_TEST(GoodsOf(ReadTitle(text)) == expected, text);
}

BOOST_AUTO_TEST_CASE(figures_are_read_in_every_form) {
  const std::pair<std::string_view, std::pair<int64_t, int>> rows[] = {
      {"Antminer S19 83-95T", {95'000'000'000'000, 0}},
      {"Antminer S9 13,5 TH/s", {13'500'000'000'000, 0}},
      {"Antminer S9 13.5", {13'500'000'000'000, 0}},
      {"Antminer S9 14 pcs", {0, 0}},
      {"Antminer S19 Pro 0.11 PH/s 3,25 кВт", {110'000'000'000'000, 3250}},
      {"Antminer S19 95 ТН 3250 Вт", {95'000'000'000'000, 3250}},
      {"Antminer S19 95T 34W/T", {95'000'000'000'000, 0}},
      {"Antminer S19 95T/34W", {95'000'000'000'000, 0}},
      {"Antminer L7 9,500M", {9'500'000'000, 0}},
      {"Antminer Z15 420 KSol", {420'000, 0}},
  };
  for (const auto& [text, expected] : rows) {
    const MinerMatch match = ReadTitle(text).match;
    BOOST_TEST((match.hashrate ? match.hashrate->per_second : 0) == expected.first, text);
    BOOST_TEST(match.power_w.value_or(0) == expected.second, text);
  }
}

}  // namespace touchstone

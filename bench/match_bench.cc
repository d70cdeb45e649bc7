// match_bench.cc: how fast phrases are found, against what else one could find them with.
//
//   match_bench [--runs N] [--write DIRECTORY] RULESET FILE...
//
// The texts are what stands visibly on each page. The phrases are those that ship, and 1,000 and
// 10,000 made by PhraseMaker. Each contender takes all texts, in turn, N times; medians of
// the thread's time are printed, with the time and the memory that one build took. Prints one JSON
// object, which bench/match.mjs shows to people; --write leaves texts and phrases in files, for
// Node's contenders.
#include <hs/hs.h>
#include <malloc.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "cli/input.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/matcher.h"
#include "core/rules/ruleset.h"

namespace touchstone {
namespace {

using Strings = std::vector<std::string>;

// Phrases of one to four words: four of five words are drawn from the phrases that ship, the fifth
// is two or three syllables. The same on every machine.
class PhraseMaker {
 public:
  explicit PhraseMaker(const Strings& shipped) {
    for (const std::string& phrase : shipped) {
      for (std::string_view word : absl::StrSplit(phrase, ' ')) words_.emplace_back(word);
    }
  }

  Strings Make(size_t count) {
    static constexpr std::string_view kSyllables[] = {"ba", "ren", "tok", "mi",  "sol",
                                                      "va", "gu",  "pre", "lin", "dor"};
    std::set<std::string> made;
    while (made.size() < count) {
      Strings words;
      for (uint32_t n = 1 + Below(4); n > 0; n--) {
        if (Below(5) > 0) {
          words.push_back(words_[Below(static_cast<uint32_t>(words_.size()))]);
          continue;
        }
        words.emplace_back();
        for (uint32_t s = 2 + Below(2); s > 0; s--) words.back() += kSyllables[Below(10)];
      }
      if (std::string phrase = absl::StrJoin(words, " "); phrase.size() > 3) {
        made.insert(std::move(phrase));
      }
    }
    return Strings(made.begin(), made.end());
  }

 private:
  uint32_t Below(uint32_t n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<uint32_t>(state_ >> 33) % n;
  }

  Strings words_;
  uint64_t state_ = 2021;
};

Strings ShippedPhrases(const Ruleset& ruleset) {
  std::set<std::string> phrases;
  const auto add = [&](const Strings& list) {
    for (const std::string& phrase : list) phrases.insert(FoldString(phrase));
  };
  for (const Rule& rule : ruleset.rules) add(rule.phrases), add(rule.unless);
  for (const Vocabulary& vocabulary : ruleset.vocabulary) add(vocabulary.phrases);
  for (const Miner& miner : ruleset.miners) add(miner.names), add(miner.weak_names);
  for (const Manufacturer& manufacturer : ruleset.manufacturers) add(manufacturer.names);
  phrases.erase("");
  return Strings(phrases.begin(), phrases.end());
}

std::string VisibleText(const Page& page) {
  std::string text;
  uint32_t end = 0;
  for (const TextRun& run : page.runs) {
    if (run.hidden) continue;
    if (run.text.begin > end && !text.empty() && text.back() != '\n') text.push_back('\n');
    text += Slice(page.text, run.text);
    end = run.text.end;
  }
  return text;
}

// One way to find phrases: `build` makes it ready, `read` counts what it finds in one text.
struct Contender {
  std::string name;
  std::function<void(const Strings&)> build;
  std::function<uint64_t(const std::string&)> read;
  std::function<void()> release;
  std::vector<double> seconds;
  double build_seconds = 0;
  int64_t build_bytes = 0;
  uint64_t count = 0;
};

int64_t HeapBytes() {
  const struct mallinfo2 heap = mallinfo2();
  return static_cast<int64_t>(heap.uordblks + heap.hblkhd);
}

// Of this thread alone: others on the machine do not count.
double CpuSeconds() {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// A fold alone, the matcher over what is folded already, and both: what the command does.
void AddOurs(std::vector<Contender>* contenders) {
  static std::unique_ptr<Matcher> matcher;
  const auto build = [](const Strings& phrases) {
    matcher = std::make_unique<Matcher>();
    for (const std::string& phrase : phrases) matcher->Add(phrase);
    matcher->Build();
  };
  const auto count_in = [](std::string_view folded) {
    uint64_t count = 0;
    matcher->FindAll(folded, [&](const PhraseMatch&) { count++; });
    return count;
  };
  const auto release = [] { matcher.reset(); };
  contenders->push_back({"fold", [](const Strings&) {},
                         [](const std::string& text) { return Fold(text).text.size(); }, [] {}});
  contenders->push_back({"match", build, count_in, release});
  contenders->push_back({"fold_match", build,
                         [=](const std::string& text) { return count_in(Fold(text).text); },
                         release});
}

void AddRe2(std::vector<Contender>* contenders) {
  static std::unique_ptr<re2::RE2::Set> set;
  contenders->push_back({"re2",
                         [](const Strings& phrases) {
                           re2::RE2::Options options;
                           options.set_literal(true);
                           options.set_case_sensitive(false);
                           options.set_max_mem(int64_t{1} << 30);
                           options.set_log_errors(false);
                           set = std::make_unique<re2::RE2::Set>(options, re2::RE2::UNANCHORED);
                           for (const std::string& phrase : phrases) set->Add(phrase, nullptr);
                           if (!set->Compile()) std::abort();
                         },
                         [](const std::string& text) {
                           std::vector<int> found;
                           set->Match(text, &found);
                           return uint64_t{found.size()};
                         },
                         [] { set.reset(); }});
}

void AddHyperscan(std::vector<Contender>* contenders) {
  static hs_database_t* database = nullptr;
  static hs_scratch_t* scratch = nullptr;
  contenders->push_back(
      {"hyperscan",
       [](const Strings& phrases) {
         std::vector<const char*> texts;
         std::vector<unsigned> flags(phrases.size(), HS_FLAG_CASELESS), ids;
         std::vector<size_t> sizes;
         for (const std::string& phrase : phrases) {
           ids.push_back(static_cast<unsigned>(ids.size()));
           texts.push_back(phrase.data());
           sizes.push_back(phrase.size());
         }
         hs_compile_error_t* error = nullptr;
         if (hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                                  static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr,
                                  &database, &error) != HS_SUCCESS ||
             hs_alloc_scratch(database, &scratch) != HS_SUCCESS) {
           std::abort();
         }
       },
       [](const std::string& text) {
         uint64_t count = 0;
         hs_scan(
             database, text.data(), static_cast<unsigned>(text.size()), 0, scratch,
             [](unsigned, unsigned long long, unsigned long long, unsigned, void* context) {
               ++*static_cast<uint64_t*>(context);
               return 0;
             },
             &count);
         return count;
       },
       [] {
         hs_free_scratch(scratch);
         hs_free_database(database);
         scratch = nullptr;
         database = nullptr;
       }});
}

void Measure(const Strings& phrases, const Strings& texts, const Strings& folded, int runs,
             JsonWriter* w) {
  std::vector<Contender> contenders;
  AddOurs(&contenders);
  AddRe2(&contenders);
  AddHyperscan(&contenders);
  for (Contender& c : contenders) {
    const int64_t before = HeapBytes();
    const double begin = CpuSeconds();
    c.build(phrases);
    c.build_seconds = CpuSeconds() - begin;
    c.build_bytes = HeapBytes() - before;
  }
  for (int run = 0; run < runs; run++) {
    for (Contender& c : contenders) {
      c.count = 0;
      const double begin = CpuSeconds();
      for (const std::string& text : c.name == "match" ? folded : texts) c.count += c.read(text);
      c.seconds.push_back(CpuSeconds() - begin);
    }
  }
  w->BeginObject();
  w->Key("phrases").Int(static_cast<int64_t>(phrases.size()));
  for (Contender& c : contenders) {
    std::sort(c.seconds.begin(), c.seconds.end());
    w->Key(c.name).BeginObject();
    w->Key("nanoseconds").Int(static_cast<int64_t>(c.seconds[c.seconds.size() / 2] * 1e9));
    w->Key("build_microseconds").Int(static_cast<int64_t>(c.build_seconds * 1e6));
    w->Key("build_bytes").Int(c.build_bytes);
    w->Key("count").Int(static_cast<int64_t>(c.count));
    w->EndObject();
    c.release();
  }
  w->EndObject();
}

}  // namespace
}  // namespace touchstone

int main(int argc, char** argv) {
  using namespace touchstone;
  int runs = 5, at = 1;
  std::string directory;
  for (; at + 1 < argc && std::string_view(argv[at]).substr(0, 2) == "--"; at += 2) {
    if (std::string_view(argv[at]) == "--runs") runs = std::atoi(argv[at + 1]);
    if (std::string_view(argv[at]) == "--write") directory = argv[at + 1];
  }
  std::string json;
  if (at + 1 >= argc || runs < 1 || !ReadFile(argv[at], kMaxRulesetBytes, &json).code.empty()) {
    std::fprintf(stderr, "usage: match_bench [--runs N] [--write DIRECTORY] RULESET FILE...\n");
    return 2;
  }
  const absl::StatusOr<Ruleset> ruleset = LoadRuleset(json, "999.0.0");
  if (!ruleset.ok()) {
    std::fprintf(stderr, "match_bench: %s\n", ruleset.status().ToString().c_str());
    return 3;
  }
  Strings texts, folded;
  int64_t bytes = 0, folded_bytes = 0;
  for (at++; at < argc; at++) {
    const Document document = ReadDocument(argv[at]);
    if (!document.error.code.empty()) continue;
    texts.push_back(VisibleText(*BuildPage(document.page.text)));
    folded.push_back(FoldString(texts.back()));
    bytes += static_cast<int64_t>(texts.back().size());
    folded_bytes += static_cast<int64_t>(folded.back().size());
  }
  const Strings shipped = ShippedPhrases(*ruleset);
  PhraseMaker maker(shipped);
  const std::pair<const char*, Strings> kSets[] = {
      {"shipped", shipped}, {"1k", maker.Make(1000)}, {"10k", maker.Make(10000)}};
  for (size_t i = 0; !directory.empty() && i < texts.size(); i++) {
    std::ofstream(absl::StrCat(directory, "/", 1000 + i, ".txt"), std::ios::binary) << texts[i];
  }
  JsonWriter w;
  w.BeginObject();
  w.Key("bytes").Int(bytes);
  w.Key("folded_bytes").Int(folded_bytes);
  w.Key("texts").Int(static_cast<int64_t>(texts.size()));
  for (const auto& [name, phrases] : kSets) {
    if (!directory.empty()) {
      std::ofstream(absl::StrCat(directory, "/", name, ".phrases"), std::ios::binary)
          << absl::StrJoin(phrases, "\n");
    }
    w.Key(name);
    Measure(phrases, texts, folded, runs, &w);
  }
  w.EndObject();
  std::printf("%s\n", std::move(w).Finish().c_str());
  return 0;
}

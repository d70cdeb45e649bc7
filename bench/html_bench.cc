// html_bench.cc: how fast pages are read, against what else one could read them with.
//
//   html_bench [--only NAME] [--runs N] FILE...
//
// Each contender reads all files, in turn, N times; what is printed are medians, so that a machine
// that slows down slows them all. Prints one JSON object: bytes, and for each contender the median
// seconds and a count that shows that it did its work. tests and tools read it; bench/html.mjs
// shows it to people.
#include <gumbo.h>
#include <libxml/HTMLparser.h>

#include <algorithm>
#include <bit>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/input.h"
#include "core/base/bytes16.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/page/page.h"
#include "core/page/tokenizer.h"

namespace touchstone {
namespace {

// The functions are not inlined, and have names of their own, so that a profiler can be told to
// count in one of them alone.

// The ceiling: looks at each byte once for '<', and once for whether the text is UTF-8.
__attribute__((noinline)) uint64_t ReadByScan(std::string_view text) {
  uint64_t count = IsValidUtf8(text) ? 1 : 0;
  for (size_t pos = 0; pos + 16 <= text.size(); pos += 16) {
    count += static_cast<uint64_t>(
        std::popcount(MaskOf(EqualBytes(LoadBytes16(text.data() + pos), '<'))));
  }
  return count;
}

__attribute__((noinline)) uint64_t ReadByTokens(std::string_view text) {
  uint64_t count = 0;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.Next(&token);) count += 1 + token.attributes.size();
  return count;
}

__attribute__((noinline)) uint64_t ReadByPage(std::string_view text) {
  return BuildPage(text)->elements.size();
}

uint64_t CountGumbo(const GumboNode* node) {
  if (node->type != GUMBO_NODE_ELEMENT && node->type != GUMBO_NODE_TEMPLATE) return 0;
  uint64_t count = 1;
  for (unsigned i = 0; i < node->v.element.children.length; i++) {
    count += CountGumbo(static_cast<const GumboNode*>(node->v.element.children.data[i]));
  }
  return count;
}

__attribute__((noinline)) uint64_t ReadByGumbo(std::string_view text) {
  GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, text.data(), text.size());
  const uint64_t count = CountGumbo(output->root);
  gumbo_destroy_output(&kGumboDefaultOptions, output);
  return count;
}

__attribute__((noinline)) uint64_t ReadByLibxml2(std::string_view text) {
  htmlDocPtr document = htmlReadMemory(
      text.data(), static_cast<int>(text.size()), nullptr, "utf-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  const uint64_t count = document != nullptr ? 1 : 0;
  if (document != nullptr) xmlFreeDoc(document);
  return count;
}

struct Contender {
  std::string_view name;
  uint64_t (*read)(std::string_view);
  std::vector<double> seconds;
  uint64_t count = 0;
};

}  // namespace
}  // namespace touchstone

int main(int argc, char** argv) {
  using namespace touchstone;
  std::string only, directory;
  int runs = 9;
  std::vector<std::string> texts;
  int64_t bytes = 0;
  for (int i = 1; i < argc; i++) {
    const std::string arg = argv[i];
    if (arg == "--only" && i + 1 < argc) {
      only = argv[++i];
    } else if (arg == "--runs" && i + 1 < argc) {
      runs = std::atoi(argv[++i]);
    } else if (arg == "--write" && i + 1 < argc) {
      directory = argv[++i];
    } else {
      Document document = ReadDocument(arg);
      if (!document.error.code.empty()) {
        std::fprintf(stderr, "html_bench: %s: %s\n", arg.c_str(), document.error.message.c_str());
        return 3;
      }
      texts.push_back(RepairUtf8(document.page.text));
      bytes += static_cast<int64_t>(texts.back().size());
    }
  }
  if (texts.empty() || runs < 1) {
    std::fprintf(stderr,
                 "usage: html_bench [--only NAME] [--runs N] [--write DIRECTORY] FILE...\n");
    return 2;
  }
  for (size_t i = 0; !directory.empty() && i < texts.size(); i++) {
    std::ofstream file(absl::StrCat(directory, "/", 1000 + i, ".html"), std::ios::binary);
    file.write(texts[i].data(), static_cast<std::streamsize>(texts[i].size()));
  }
  Contender contenders[] = {{"scan", ReadByScan, {}, 0},
                            {"tokens", ReadByTokens, {}, 0},
                            {"page", ReadByPage, {}, 0},
                            {"gumbo", ReadByGumbo, {}, 0},
                            {"libxml2", ReadByLibxml2, {}, 0}};
  for (int run = 0; run < runs; run++) {
    for (Contender& contender : contenders) {
      if (!only.empty() && contender.name != only) continue;
      contender.count = 0;
      const auto begin = std::chrono::steady_clock::now();
      for (const std::string& text : texts) contender.count += contender.read(text);
      const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
      contender.seconds.push_back(took.count());
    }
  }
  JsonWriter w;
  w.BeginObject();
  w.Key("bytes").Int(bytes);
  w.Key("files").Int(static_cast<int64_t>(texts.size()));
  for (Contender& contender : contenders) {
    if (contender.seconds.empty()) continue;
    std::sort(contender.seconds.begin(), contender.seconds.end());
    const double median = contender.seconds[contender.seconds.size() / 2];
    w.Key(contender.name).BeginObject();
    w.Key("nanoseconds").Int(static_cast<int64_t>(median * 1e9));
    w.Key("count").Int(static_cast<int64_t>(contender.count));
    w.EndObject();
  }
  w.EndObject();
  std::printf("%s\n", std::move(w).Finish().c_str());
  return 0;
}

// small_ruleset.h: the small ruleset of lint_cases.h as a directory of sources, to be broken.
#ifndef TOUCHSTONE_TESTS_SMALL_RULESET_H_
#define TOUCHSTONE_TESTS_SMALL_RULESET_H_

#include <unistd.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "cli/ruleset_lint.h"
#include "cli/ruleset_sources.h"
#include "core/rules/names.h"
#include "tests/lint_cases.h"

namespace touchstone {

// The texts that the small ruleset needs, in the form of extension/_locales.
inline std::string MessageJson() {
  std::string json = R"({"usdt_only":{"message":"No way back."},)"
                     R"("price_low":{"message":"$PERCENT$ % of $TYPICAL_USD$.","placeholders":)"
                     R"({"percent":{"content":"$1"},"typical_usd":{"content":"$2"}}},)"
                     R"("too_good":{"message":"$CLAIMED$, best $BEST$.","placeholders":)"
                     R"({"claimed":{"content":"$1"},"best":{"content":"$2"}}},)"
                     R"("policy_alibaba_2021_miners":{"message":"Closed."},)"
                     R"("site_alibaba":{"message":"Alibaba.com"},)"
                     R"("channel_manufacturer":{"message":"By $MAKER$.","placeholders":)"
                     R"({"maker":{"content":"$1"}}},)"
                     R"("channel_buyer_protected":{"message":"Safe.","placeholders":)"
                     R"({"name":{"content":"$1"}}},)"
                     R"("channel_in_person":{"message":"Meet."},)"
                     R"("policy_platform_ban":{"message":"Banned."},)"
                     R"("policy_country_ban":{"message":"Against the law."})";
  for (const std::string_view category : kCategoryNames) {
    absl::StrAppend(&json, ",\"category_", category, "\":{\"message\":\"", category, "\"}");
  }
  return json + "}";
}

// A directory that goes away, with the small ruleset's files and sample pages.
class SmallRuleset {
 public:
  SmallRuleset() {
    static int count = 0;
    directory_ = std::filesystem::temp_directory_path() /
                 absl::StrCat("touchstone-lint-", ::getpid(), "-", count++);
    std::filesystem::create_directories(directory_ / "samples");
    for (const LintSource& source : kSmallRuleset) {
      const absl::StatusOr<Json> json = ParseJson(source.json);
      BOOST_REQUIRE_MESSAGE(json.ok(), source.name << ": " << json.status().ToString());
      Write(absl::StrCat(source.name, ".json"), WriteSource(*json));
    }
    Write("samples/item.html", "<h1 class=title>Antminer S9</h1><p class=price>$80");
    Write("samples/shop.html", "<div id=shop-x><h1>Antminer S9</h1></div>");
    messages_ = {{"en", MessageJson()}, {"de", MessageJson()}};
  }
  SmallRuleset(const SmallRuleset&) = delete;
  SmallRuleset& operator=(const SmallRuleset&) = delete;
  ~SmallRuleset() { std::filesystem::remove_all(directory_); }

  std::string directory() const { return directory_.string(); }

  std::string Read(const std::string& name) const {
    std::ifstream file(directory_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  void Write(const std::string& name, std::string_view bytes) const {
    std::ofstream(directory_ / name, std::ios::binary) << bytes;
  }

  void Remove(const std::string& name) const { std::filesystem::remove_all(directory_ / name); }

  // Changes the one place where `from` stands in a source without spaces, and writes it in
  // canonical form; a source that is no longer JSON is written as it is.
  void Change(const std::string& name, std::string_view from, std::string_view to) const {
    const absl::StatusOr<Json> before = ParseJson(Read(name));
    BOOST_REQUIRE_MESSAGE(before.ok(), name);
    JsonWriter writer;
    writer.Value(*before);
    const std::string text = Replaced(std::move(writer).Finish(), from, to);
    const absl::StatusOr<Json> after = ParseJson(text);
    Write(name, after.ok() && after->members.size() > 0 ? WriteSource(*after) : text);
  }

  // The same in the bytes of a file.
  void ChangeBytes(const std::string& name, std::string_view from, std::string_view to) const {
    Write(name, Replaced(Read(name), from, to));
  }

  void ChangeMessages(const std::string& language, std::string_view from, std::string_view to) {
    messages_[language] = Replaced(messages_[language], from, to);
  }

  std::string Lint() const {
    std::vector<MessageFile> files;
    for (const auto& [language, json] : messages_) files.push_back({language + ".json", json});
    const LintResult result = LintRuleset(directory(), files);
    return absl::StrReplaceAll(absl::StrJoin(result.complaints, "\n"), {{directory() + "/", ""}});
  }

 private:
  static std::string Replaced(std::string text, std::string_view from, std::string_view to) {
    const size_t at = text.find(from);
    BOOST_REQUIRE_MESSAGE(at != std::string::npos, "nowhere: " << from << " in " << text);
    BOOST_REQUIRE_MESSAGE(text.find(from, at + 1) == std::string::npos, "twice: " << from);
    return text.replace(at, from.size(), to);
  }

  std::filesystem::path directory_;
  std::map<std::string, std::string> messages_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_TESTS_SMALL_RULESET_H_

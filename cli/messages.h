// messages.h: texts for people, by message id and arguments. They are the extension's own message
// files (extension/_locales, in Chrome's form), embedded when the command is built, so that the
// command and the browser say the same.
#ifndef TOUCHSTONE_CLI_MESSAGES_H_
#define TOUCHSTONE_CLI_MESSAGES_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/judge/finding.h"

namespace touchstone {

class Messages {
 public:
  static const Messages& English();

  // ForLanguage takes "en", "zh", "zh_CN", "zh-CN"; nullptr for a language without a message file.
  static const Messages* ForLanguage(std::string_view language);
  // The languages there are, for a message: "en, zh_CN".
  static std::string Languages();
  // The message files themselves, by language.
  static std::vector<std::pair<std::string_view, std::string_view>> Files();

  // Text resolves a message. An id that this command does not know (a newer ruleset brings it)
  // falls back to the text of its kind, with the same arguments.
  //   in      fallback: "category_" and a finding's category, "channel_" and a channel's kind, ...
  std::string Text(const Message& message, std::string_view fallback) const;

  // Get resolves a text of the command itself.
  //   in      id: "cli_price"; args in the order of the placeholders
  std::string Get(std::string_view id, const std::vector<std::string>& args = {}) const;

  bool Has(std::string_view id) const { return texts_.find(id) != texts_.end(); }

 private:
  // Reads messages.json. A placeholder $NAME$ stands for its content, in which $1 to $9 are
  // arguments.
  //   source  https://developer.chrome.com/docs/extensions/reference/api/i18n
  Messages(std::string_view json, const Messages* fallback);

  const std::string* Find(std::string_view id) const;

  std::map<std::string, std::string, std::less<>> texts_;  // named placeholders are resolved to $1
  const Messages* fallback_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_MESSAGES_H_

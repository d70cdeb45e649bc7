#include "cli/messages.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "core/base/json.h"

namespace touchstone {
namespace {

constexpr unsigned char kEnglish[] = {
#include "cli/messages_en.inc"
};

constexpr unsigned char kChinese[] = {
#include "cli/messages_zh_CN.inc"
};

template <size_t N>
std::string_view AsText(const unsigned char (&bytes)[N]) {
  return {reinterpret_cast<const char*>(bytes), N};
}

// "$NAME$" -> the placeholder's content ("$1"); anything else stays.
std::string ResolveNames(std::string_view text, const Json* placeholders) {
  std::string out;
  size_t pos = 0;
  while (pos < text.size()) {
    const size_t open = text.find('$', pos);
    if (open == text.npos) break;
    out.append(text.substr(pos, open - pos));
    const size_t close = text.find('$', open + 1);
    const Json* content = nullptr;
    if (close != text.npos && placeholders != nullptr) {
      const std::string name = absl::AsciiStrToLower(text.substr(open + 1, close - open - 1));
      for (const auto& [key, placeholder] : placeholders->members) {
        if (absl::AsciiStrToLower(key) == name) content = placeholder.Find("content");
      }
    }
    if (content == nullptr) {
      out.push_back('$');
      pos = open + 1;
    } else {
      out.append(content->text);
      pos = close + 1;
    }
  }
  return pos < text.size() ? out.append(text.substr(pos)) : out;
}

// "$1" -> the first argument, "$$" -> "$".
std::string Fill(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    if (text[i] != '$' || (next != '$' && (next < '1' || next > '9'))) {
      out.push_back(text[i]);
      continue;
    }
    const auto index = static_cast<size_t>(next - '1');
    if (next == '$') {
      out.push_back('$');
    } else if (index < args.size()) {
      out.append(args[index]);
    }
    i++;
  }
  return out;
}

}  // namespace

Messages::Messages(std::string_view json, const Messages* fallback) : fallback_(fallback) {
  // The file is part of the build, and a test reads it: it is no input.
  const absl::StatusOr<Json> root = ParseJson(json);
  if (!root.ok()) return;
  for (const auto& [id, entry] : root->members) {
    const Json* message = entry.Find("message");
    if (message != nullptr) {
      texts_.emplace(id, ResolveNames(message->text, entry.Find("placeholders")));
    }
  }
}

const Messages& Messages::English() {
  static const auto* messages = new Messages(AsText(kEnglish), nullptr);
  return *messages;
}

const Messages* Messages::ForLanguage(std::string_view language) {
  if (language == "en") return &English();
  if (language == "zh" || language == "zh_CN" || language == "zh-CN") {
    static const auto* messages = new Messages(AsText(kChinese), &English());
    return messages;
  }
  return nullptr;
}

std::string Messages::Languages() { return "en, zh_CN"; }

std::vector<std::pair<std::string_view, std::string_view>> Messages::Files() {
  return {{"en", AsText(kEnglish)}, {"zh_CN", AsText(kChinese)}};
}

const std::string* Messages::Find(std::string_view id) const {
  if (const auto it = texts_.find(id); it != texts_.end()) return &it->second;
  return fallback_ != nullptr ? fallback_->Find(id) : nullptr;
}

std::string Messages::Text(const Message& message, std::string_view fallback) const {
  std::vector<std::string> args;
  for (const auto& [name, value] : message.args) args.push_back(value);
  if (const std::string* text = Find(message.id)) return Fill(*text, args);
  if (const std::string* text = Find(fallback)) return Fill(*text, args);
  return message.id;
}

std::string Messages::Get(std::string_view id, const std::vector<std::string>& args) const {
  const std::string* text = Find(id);
  return text == nullptr ? std::string(id) : Fill(*text, args);
}

}  // namespace touchstone

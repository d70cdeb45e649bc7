#include "cli/input.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/page/saved_page.h"

namespace touchstone {
namespace {

namespace fs = std::filesystem;

bool HasPageExtension(const fs::path& path) {
  const std::string extension = absl::AsciiStrToLower(path.extension().string());
  return extension == ".html" || extension == ".htm" || extension == ".xhtml" ||
         extension == ".mhtml" || extension == ".mht";
}

// Every page below `directory`, in byte order, so that the order of a file system does not show. A
// folder that cannot be read has a record of its own; the rest goes on.
void ExpandDirectory(const std::string& directory, std::vector<InputPath>* inputs) {
  std::vector<InputPath> found;
  std::vector<fs::path> folders = {directory};
  while (!folders.empty()) {
    const fs::path folder = std::move(folders.back());
    folders.pop_back();
    std::error_code error;
    fs::directory_iterator it(folder, error);
    for (; !error && it != fs::directory_iterator(); it.increment(error)) {
      std::error_code ignored;  // a file that vanished is no directory and no page
      const fs::path& path = it->path();
      if (it->is_directory(ignored) && !it->is_symlink(ignored)) {
        if (!absl::EndsWith(path.filename().string(), "_files")) folders.push_back(path);
      } else if (HasPageExtension(path)) {
        found.push_back({path.string(), {}});
      }
    }
    if (error) {
      found.push_back({folder.string(),
                       {"unreadable", absl::StrCat("cannot read the directory: ", error.message()),
                        folder.string()}});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const InputPath& a, const InputPath& b) { return a.name < b.name; });
  for (InputPath& path : found) inputs->push_back(std::move(path));
}

// iconv's name for a WHATWG encoding, where it differs. glibc's and musl's tables are meant.
std::string_view IconvName(std::string_view encoding) {
  static constexpr std::pair<std::string_view, std::string_view> kNames[] = {
      {"gbk", "GB18030"},  // the standard decodes gbk with gb18030's decoder
      {"shift_jis", "CP932"},       {"euc-kr", "CP949"},
      {"big5", "BIG5-HKSCS"},       {"euc-jp", "EUC-JP-MS"},
      {"utf-16le", "UTF-16LE"},     {"utf-16be", "UTF-16BE"},
      {"x-mac-cyrillic", "MAC-UK"}, {"iso-8859-8-i", "ISO-8859-8"},
  };
  for (const auto& [name, iconv_name] : kNames) {
    if (name == encoding) return iconv_name;
  }
  return encoding;
}

struct IconvCloser {
  void operator()(iconv_t handle) const { iconv_close(handle); }
};

// Bytes 0x80 to 0x9F of windows-1252, which glibc leaves partly undefined.
constexpr char16_t kWindows1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::string DecodeWindows1252(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const unsigned char byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text.push_back(c);
    } else {
      AppendUtf8(byte < 0xA0 ? kWindows1252[byte - 0x80] : byte, &text);
    }
  }
  return text;
}

}  // namespace

std::vector<InputPath> ExpandPaths(const std::vector<std::string>& paths) {
  std::vector<InputPath> inputs;
  for (const std::string& path : paths) {
    if (path == "-") {
      inputs.push_back({path, {}});
      continue;
    }
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
      inputs.push_back({path, {"not_found", "no such file or directory", path}});
    } else if (error) {
      inputs.push_back({path, {"unreadable", error.message(), path}});
    } else if (fs::is_directory(status)) {
      ExpandDirectory(path, &inputs);
    } else {
      inputs.push_back({path, {}});
    }
  }
  return inputs;
}

InputError ReadFile(const std::string& name, size_t max_bytes, std::string* bytes) {
  bytes->clear();
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(nullptr, std::fclose);
  std::FILE* file = stdin;
  if (name != "-") {
    opened.reset(std::fopen(name.c_str(), "rb"));
    if (opened == nullptr) {
      const bool missing = errno == ENOENT;
      return {missing ? "not_found" : "unreadable", std::strerror(errno), name};
    }
    file = opened.get();
  }
  char buffer[1 << 16];
  for (;;) {
    const size_t count = std::fread(buffer, 1, sizeof buffer, file);
    bytes->append(buffer, count);
    if (bytes->size() > max_bytes) {
      bytes->clear();
      return {"too_large", absl::StrCat("expected at most ", max_bytes, " bytes"), name};
    }
    if (count < sizeof buffer) break;
  }
  if (std::ferror(file) != 0) {
    bytes->clear();
    return {"unreadable", std::strerror(errno), name};
  }
  return {};
}

bool DecodeToUtf8(std::string_view bytes, std::string_view encoding, std::string* text) {
  text->clear();
  if (encoding == "utf-8") {
    text->assign(bytes);
    return true;
  }
  if (encoding == "windows-1252") {
    *text = DecodeWindows1252(bytes);
    return true;
  }
  if (encoding == "replacement") {
    if (!bytes.empty()) AppendUtf8(0xFFFD, text);
    return true;
  }
  const iconv_t raw = iconv_open("UTF-8", std::string(IconvName(encoding)).c_str());
  if (raw == reinterpret_cast<iconv_t>(-1)) {
    *text = DecodeWindows1252(bytes);
    return false;
  }
  const std::unique_ptr<void, IconvCloser> handle(raw);
  // iconv's signature is not const, though it does not write to its input.
  char* in = const_cast<char*>(bytes.data());
  size_t in_left = bytes.size();
  char buffer[1 << 15];
  while (in_left > 0) {
    char* out = buffer;
    size_t out_left = sizeof buffer;
    const size_t result = iconv(raw, &in, &in_left, &out, &out_left);
    text->append(buffer, sizeof buffer - out_left);
    if (result != static_cast<size_t>(-1)) break;
    if (errno == E2BIG) continue;
    // An ill-formed or unfinished sequence: one U+FFFD for its first unit, and on with the next.
    AppendUtf8(0xFFFD, text);
    const size_t unit = absl::StartsWith(encoding, "utf-16") ? 2 : 1;
    const size_t skipped = std::min(unit, in_left);
    in += skipped;
    in_left -= skipped;
  }
  return true;
}

Document ReadDocument(const std::string& name) {
  Document document;
  std::string bytes;
  document.error = ReadFile(name, kMaxInputBytes, &bytes);
  if (!document.error.code.empty()) return document;
  SavedPage saved = OpenSavedPage(bytes, "");
  const std::string_view source = saved.archive ? saved.unpacked : bytes;
  for (EncodedDocument& encoded : saved.documents) {
    DecodedDocument decoded = {.text = "",
                               .encoding = std::string(encoded.encoding),
                               .content_id = std::move(encoded.content_id),
                               .location = std::move(encoded.location)};
    DecodeToUtf8(Slice(source, encoded.bytes), encoded.encoding, &decoded.text);
    if (&encoded == &saved.documents[0]) {
      document.page = std::move(decoded);
    } else {
      document.frames.push_back(std::move(decoded));
    }
  }
  document.header_url = std::move(saved.url);
  document.truncated = saved.truncated;
  return document;
}

CheckInput InputOf(const Document& document, std::string_view name) {
  CheckInput input = {.input = name,
                      .text = document.page.text,
                      .encoding = document.page.encoding,
                      .url = "",
                      .header_url = document.header_url,
                      .at = {},
                      .country = "",
                      .truncated = document.truncated};
  for (const DecodedDocument& frame : document.frames) {
    input.frames.push_back({frame.text, frame.content_id, frame.location});
  }
  return input;
}

}  // namespace touchstone

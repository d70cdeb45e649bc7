#include "cli/input.h"

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
#include "cli/decode.h"
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

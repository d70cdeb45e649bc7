#include "core/page/archive.h"

#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace touchstone {
namespace {

// A MIME header block is at most this long; what is not ended by then is no archive.
constexpr size_t kMaxHeaderBytes = 64 << 10;

struct Header {
  std::string name;   // lower case
  std::string value;  // unfolded
};

// Splits off one line, its line break removed.
std::string_view TakeLine(std::string_view* text) {
  const size_t end = text->find('\n');
  std::string_view line = text->substr(0, end);
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end + 1);
  if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
  return line;
}

// Reads headers up to the empty line; `text` is left at the body.
std::vector<Header> TakeHeaders(std::string_view* text) {
  std::vector<Header> headers;
  const size_t limit = text->size() > kMaxHeaderBytes ? text->size() - kMaxHeaderBytes : 0;
  while (!text->empty() && text->size() > limit) {
    const std::string_view line = TakeLine(text);
    if (line.empty()) break;
    if ((line[0] == ' ' || line[0] == '\t') && !headers.empty()) {
      headers.back().value.append(" ").append(absl::StripAsciiWhitespace(line));
      continue;
    }
    const size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    headers.push_back({absl::AsciiStrToLower(line.substr(0, colon)),
                       std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)))});
  }
  return headers;
}

std::string_view Find(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

// The media type of a Content-Type, lower case.
std::string MediaType(std::string_view value) {
  return absl::AsciiStrToLower(absl::StripAsciiWhitespace(value.substr(0, value.find(';'))));
}

// A parameter of a Content-Type: boundary="x".
std::string_view Parameter(std::string_view value, std::string_view name) {
  for (size_t semicolon = value.find(';'); semicolon != std::string_view::npos;
       semicolon = value.find(';', semicolon + 1)) {
    const std::string_view rest = absl::StripLeadingAsciiWhitespace(value.substr(semicolon + 1));
    const size_t equals = rest.find('=');
    if (equals == std::string_view::npos ||
        !absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(rest.substr(0, equals)), name)) {
      continue;
    }
    const std::string_view raw = absl::StripLeadingAsciiWhitespace(rest.substr(equals + 1));
    if (absl::StartsWith(raw, "\"")) return raw.substr(1, raw.find('"', 1) - 1);
    return absl::StripAsciiWhitespace(raw.substr(0, raw.find(';')));
  }
  return "";
}

int HexDigit(char c) {
  if (absl::ascii_isdigit(static_cast<unsigned char>(c))) return c - '0';
  const char lower = absl::ascii_tolower(static_cast<unsigned char>(c));
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// RFC 2045, 6.7; what is no valid escape stands for itself.
std::string DecodeQuotedPrintable(std::string_view body) {
  std::string out;
  out.reserve(body.size());
  while (!body.empty()) {
    const bool last = body.find('\n') == std::string_view::npos;
    std::string_view line = TakeLine(&body);
    line = absl::StripTrailingAsciiWhitespace(line);
    const bool soft = absl::EndsWith(line, "=");
    if (soft) line.remove_suffix(1);
    for (size_t i = 0; i < line.size(); i++) {
      if (line[i] == '=' && i + 2 < line.size()) {
        const int high = HexDigit(line[i + 1]), low = HexDigit(line[i + 2]);
        if (high >= 0 && low >= 0) {
          out.push_back(static_cast<char>(high * 16 + low));
          i += 2;
          continue;
        }
      }
      out.push_back(line[i]);
    }
    if (!soft && !last) out.push_back('\n');
  }
  return out;
}

std::string DecodeBody(std::string_view body, std::string_view encoding) {
  if (absl::EqualsIgnoreCase(encoding, "quoted-printable")) return DecodeQuotedPrintable(body);
  if (absl::EqualsIgnoreCase(encoding, "base64")) {
    std::string compact, out;
    for (const char c : body) {
      if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/') {
        compact.push_back(c);
      }
    }
    if (compact.size() % 4 == 1) compact.pop_back();  // cut in the middle of a byte
    absl::Base64Unescape(compact, &out);
    return out;
  }
  return std::string(body);
}

// Where the next line stands that is `delimiter`, maybe with "--" and spaces behind it: another
// boundary may begin with the same characters.
size_t FindDelimiter(std::string_view text, std::string_view delimiter, size_t from) {
  const std::string line = "\n" + std::string(delimiter);
  for (size_t at = text.find(line, from); at != std::string_view::npos;
       at = text.find(line, at + 1)) {
    std::string_view rest = text.substr(at + 1);
    rest = TakeLine(&rest).substr(delimiter.size());
    absl::ConsumePrefix(&rest, "--");
    if (absl::StripAsciiWhitespace(rest).empty()) return at;
  }
  return std::string_view::npos;
}

struct Part {
  std::vector<Header> headers;
  std::string_view body;
};

bool IsHtml(const Part& part) {
  const std::string type = MediaType(Find(part.headers, "content-type"));
  return type == "text/html" || type == "application/xhtml+xml";
}

}  // namespace

bool LooksLikeArchive(std::string_view bytes) {
  std::string_view text = bytes.substr(0, kMaxHeaderBytes);
  const std::string_view start = absl::StripLeadingAsciiWhitespace(text);
  if (start.empty() || start[0] == '<' || start[0] == '\xEF') return false;
  text = start;
  return MediaType(Find(TakeHeaders(&text), "content-type")) == "multipart/related";
}

std::optional<ArchivedDocument> ReadArchive(std::string_view bytes) {
  std::string_view text = absl::StripLeadingAsciiWhitespace(bytes);
  const std::vector<Header> headers = TakeHeaders(&text);
  const std::string_view type = Find(headers, "content-type");
  const std::string boundary = "--" + std::string(Parameter(type, "boundary"));
  const std::string start = std::string(Parameter(type, "start"));
  if (boundary.size() == 2) return std::nullopt;

  // Parts lie between lines that begin with the boundary; "--boundary--" ends the last one.
  std::optional<Part> main;
  bool complete = false;
  int parts = 0;
  size_t at = absl::StartsWith(text, boundary) ? 0 : FindDelimiter(text, boundary, 0);
  while (at != std::string_view::npos && !complete) {
    std::string_view rest = text.substr(text[at] == '\n' ? at + 1 : at);
    const std::string_view line = TakeLine(&rest);
    if (absl::StartsWith(line.substr(boundary.size()), "--")) {
      complete = true;
      break;
    }
    if (++parts > kMaxArchiveParts) break;
    const size_t body_begin = text.size() - rest.size();
    at = FindDelimiter(text, boundary, body_begin - 1);
    Part part;
    part.body = text.substr(body_begin, at == std::string_view::npos ? at : at - body_begin);
    part.headers = TakeHeaders(&part.body);
    if (absl::EndsWith(part.body, "\r")) part.body.remove_suffix(1);
    const bool named = !start.empty() && Find(part.headers, "content-id") == start;
    if (named || (!main.has_value() && IsHtml(part))) main = std::move(part);
    // What is named as the start is the page; nothing behind it can change that.
    if (named) {
      complete = at != std::string_view::npos;
      break;
    }
    if (main.has_value() && start.empty()) {
      complete = at != std::string_view::npos;
      break;
    }
  }
  if (!main.has_value()) return std::nullopt;

  ArchivedDocument document;
  const std::string_view part_type = Find(main->headers, "content-type");
  document.bytes = DecodeBody(main->body, Find(main->headers, "content-transfer-encoding"));
  document.charset_label = std::string(Parameter(part_type, "charset"));
  document.url = std::string(Find(main->headers, "content-location"));
  if (document.url.empty()) {
    document.url = std::string(Find(headers, "snapshot-content-location"));
  }
  document.truncated = !complete;
  return document;
}

}  // namespace touchstone

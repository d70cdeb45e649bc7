#include "core/page/archive.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "core/base/text.h"
#include "core/base/url.h"

namespace touchstone {
namespace {

struct Header {
  std::string name;   // lower case
  std::string value;  // unfolded
};

// Splits off one line, its line break removed.
std::string_view TakeLine(std::string_view* text, uint64_t* steps) {
  const size_t end = text->find('\n');
  std::string_view line = text->substr(0, end);
  *text = end == std::string_view::npos ? std::string_view() : text->substr(end + 1);
  if (absl::EndsWith(line, "\r")) line.remove_suffix(1);
  *steps += 1 + line.size() / 16;
  return line;
}

// Reads headers up to the empty line; `text` is left at the body.
std::vector<Header> TakeHeaders(std::string_view* text, uint64_t* steps) {
  std::vector<Header> headers;
  const size_t limit =
      text->size() > kMaxArchiveHeaderBytes ? text->size() - kMaxArchiveHeaderBytes : 0;
  while (!text->empty() && text->size() > limit) {
    const std::string_view line = TakeLine(text, steps);
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

// A parameter of a Content-Type: boundary="x". A ';' between quotes ends nothing.
std::string Parameter(std::string_view value, std::string_view name) {
  size_t pos = value.find(';');
  while (pos < value.size()) {
    pos++;
    const size_t name_begin = pos;
    while (pos < value.size() && value[pos] != '=' && value[pos] != ';') pos++;
    const std::string_view found =
        absl::StripAsciiWhitespace(value.substr(name_begin, pos - name_begin));
    if (pos == value.size() || value[pos] == ';') continue;  // a name without a value
    pos++;
    while (pos < value.size() && absl::ascii_isspace(static_cast<unsigned char>(value[pos]))) pos++;
    std::string text;
    if (pos < value.size() && value[pos] == '"') {
      for (pos++; pos < value.size() && value[pos] != '"'; pos++) {
        if (value[pos] == '\\' && pos + 1 < value.size()) pos++;
        text.push_back(value[pos]);
      }
      pos = value.find(';', pos);
    } else {
      const size_t begin = pos;
      pos = std::min(value.find(';', pos), value.size());
      text = std::string(absl::StripTrailingAsciiWhitespace(value.substr(begin, pos - begin)));
    }
    if (absl::EqualsIgnoreCase(found, name)) return text;
  }
  return "";
}

// RFC 2045, 6.7; what is no valid escape stands for itself.
void DecodeQuotedPrintable(std::string_view body, std::string* out, uint64_t* steps) {
  while (!body.empty()) {
    const bool last = body.find('\n') == std::string_view::npos;
    std::string_view line = TakeLine(&body, steps);
    line = absl::StripTrailingAsciiWhitespace(line);
    const bool soft = absl::EndsWith(line, "=");
    if (soft) line.remove_suffix(1);
    for (size_t i = 0; i < line.size(); i++) {
      if (line[i] == '=' && i + 2 < line.size()) {
        const int high = HexDigit(line[i + 1]), low = HexDigit(line[i + 2]);
        if (high >= 0 && low >= 0) {
          out->push_back(static_cast<char>(high * 16 + low));
          i += 2;
          continue;
        }
      }
      out->push_back(line[i]);
    }
    if (!soft && !last) out->push_back('\n');
  }
}

// RFC 2045, 6.8; what is no letter of base64 is skipped.
void DecodeBase64(std::string_view body, std::string* out) {
  std::string compact, plain;
  compact.reserve(body.size());
  for (const char c : body) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '+' || c == '/') {
      compact.push_back(c);
    }
  }
  if (compact.size() % 4 == 1) compact.pop_back();  // cut in the middle of a byte
  absl::Base64Unescape(compact, &plain);
  out->append(plain);
}

// Appends a part's body with its transfer encoding undone. An encoding that is not known is taken
// for none, as 7bit, 8bit and binary are.
void DecodeBody(std::string_view body, std::string_view encoding, std::string* out,
                uint64_t* steps) {
  *steps += body.size() / 16;
  if (absl::EqualsIgnoreCase(encoding, "quoted-printable")) {
    DecodeQuotedPrintable(body, out, steps);
  } else if (absl::EqualsIgnoreCase(encoding, "base64")) {
    DecodeBase64(body, out);
  } else {
    out->append(body);
  }
}

// Where the next line stands that is `delimiter`, maybe with "--" and spaces behind it: another
// boundary may begin with the same characters.
size_t FindDelimiter(std::string_view text, std::string_view delimiter, size_t from,
                     uint64_t* steps) {
  const std::string line = "\n" + std::string(delimiter);
  size_t seen = from;
  for (size_t at = text.find(line, from); at != std::string_view::npos;
       at = text.find(line, at + 1)) {
    *steps += (at - seen) / 16;
    seen = at;
    std::string_view rest = text.substr(at + 1);
    rest = TakeLine(&rest, steps).substr(delimiter.size());
    absl::ConsumePrefix(&rest, "--");
    if (absl::StripAsciiWhitespace(rest).empty()) return at;
  }
  *steps += (text.size() - std::min(seen, text.size())) / 16;
  return std::string_view::npos;
}

// "<frame-1@mhtml.blink>" without its brackets.
std::string_view BareId(std::string_view id) {
  absl::ConsumePrefix(&id, "<");
  absl::ConsumeSuffix(&id, ">");
  return id;
}

// Reads the parts of one archive, multiparts inside it included, into an Archive.
class Reader {
 public:
  explicit Reader(Archive* archive) : archive_(*archive) {}

  // The parts of one multipart.
  //   in      type: its Content-Type; is_start: an outer `start` names it
  void ReadMultipart(std::string_view text, std::string_view type, bool is_start, int depth) {
    // A line is read without the CR at its end, so a boundary has none, either.
    const std::string boundary =
        absl::StrCat("--", absl::StripTrailingAsciiWhitespace(Parameter(type, "boundary")));
    if (boundary.size() == 2 || depth > kMaxArchiveDepth) {
      archive_.truncated = true;
      return;
    }
    const std::string start(BareId(Parameter(type, "start")));
    // Parts lie between lines that are the boundary; "--boundary--" ends the last one.
    size_t at =
        absl::StartsWith(text, boundary) ? 0 : FindDelimiter(text, boundary, 0, &archive_.steps);
    while (at != std::string_view::npos) {
      std::string_view rest = text.substr(text[at] == '\n' ? at + 1 : at);
      const std::string_view line = TakeLine(&rest, &archive_.steps);
      if (absl::StartsWith(line.substr(boundary.size()), "--")) return;
      if (++parts_ > kMaxArchiveParts) break;
      const size_t begin = text.size() - rest.size();
      at = FindDelimiter(text, boundary, begin - 1, &archive_.steps);
      // An empty part has its end in the line break that its boundary ended with.
      std::string_view part = text.substr(begin, at == std::string_view::npos ? at
                                                 : at > begin                 ? at - begin
                                                                              : 0);
      ReadPart(part, start, is_start, depth);
    }
    archive_.truncated = true;  // no end
  }

  // Puts the page before the other documents.
  void PutPageFirst() {
    std::rotate(archive_.documents.begin(),
                archive_.documents.begin() + static_cast<std::ptrdiff_t>(page_),
                archive_.documents.begin() + static_cast<std::ptrdiff_t>(page_) + 1);
  }

 private:
  void ReadPart(std::string_view body, std::string_view start, bool is_start, int depth) {
    const std::vector<Header> headers = TakeHeaders(&body, &archive_.steps);
    if (absl::EndsWith(body, "\r")) body.remove_suffix(1);  // of the boundary's line break
    const std::string_view type = Find(headers, "content-type");
    const std::string media_type = MediaType(type);
    const std::string_view id = BareId(Find(headers, "content-id"));
    const bool is_page = (depth == 1 || is_start) && (start.empty() ? is_start : id == start);
    if (absl::StartsWith(media_type, "multipart/")) {
      return ReadMultipart(body, type, is_page, depth + 1);
    }
    if (media_type != "text/html" && media_type != "application/xhtml+xml") return;
    std::vector<ArchivedDocument>& documents = archive_.documents;
    if (documents.size() >= kMaxArchiveDocuments) {
      archive_.truncated = true;
      return;
    }
    if (is_page && !page_named_) {
      page_ = documents.size();
      page_named_ = true;
    }
    const uint32_t begin = static_cast<uint32_t>(archive_.bytes.size());
    DecodeBody(body, Find(headers, "content-transfer-encoding"), &archive_.bytes, &archive_.steps);
    documents.push_back({.bytes = {begin, static_cast<uint32_t>(archive_.bytes.size())},
                         .charset_label = RepairUtf8(Parameter(type, "charset")),
                         .content_id = RepairUtf8(id),
                         .location = RepairUtf8(Find(headers, "content-location"))});
  }

  Archive& archive_;
  int parts_ = 0;
  size_t page_ = 0;  // in Archive::documents
  bool page_named_ = false;
};

}  // namespace

bool LooksLikeArchive(std::string_view bytes) {
  std::string_view text = bytes.substr(0, kMaxArchiveHeaderBytes);
  const std::string_view start = absl::StripLeadingAsciiWhitespace(text);
  if (start.empty() || start[0] == '<' || start[0] == '\xEF') return false;
  text = start;
  uint64_t unused_steps = 0;
  return MediaType(Find(TakeHeaders(&text, &unused_steps), "content-type")) == "multipart/related";
}

std::optional<Archive> ReadArchive(std::string_view bytes) {
  std::string_view text = absl::StripLeadingAsciiWhitespace(bytes);
  Archive archive;
  const std::vector<Header> headers = TakeHeaders(&text, &archive.steps);
  Reader reader(&archive);
  reader.ReadMultipart(text, Find(headers, "content-type"), false, 1);
  if (archive.documents.empty()) return std::nullopt;
  reader.PutPageFirst();
  for (const std::string_view url :
       {std::string_view(archive.documents[0].location), Find(headers, "snapshot-content-location"),
        Find(headers, "content-location")}) {
    if (!ParseUrl(url).has_value()) continue;
    archive.url = RepairUtf8(url);
    break;
  }
  return archive;
}

}  // namespace touchstone

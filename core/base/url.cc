#include "core/base/url.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace touchstone {

std::string Url::Href() const { return absl::StrCat(scheme, "://", host, path); }

std::optional<Url> ParseUrl(std::string_view text) {
  if (text.size() > kMaxUrlBytes) return std::nullopt;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return std::nullopt;
  }
  Url url;
  if (absl::StartsWithIgnoreCase(text, "https://")) {
    url.scheme = "https";
    text.remove_prefix(8);
  } else if (absl::StartsWithIgnoreCase(text, "http://")) {
    url.scheme = "http";
    text.remove_prefix(7);
  } else {
    return std::nullopt;
  }
  const size_t authority_end = text.find_first_of("/?#\\");
  std::string_view authority = text.substr(0, authority_end);
  std::string_view rest =
      authority_end == std::string_view::npos ? std::string_view() : text.substr(authority_end);
  // What stands before the last '@' is a user name: "https://alibaba.com@evil.example/" is evil's.
  if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
    authority.remove_prefix(at + 1);
  }
  if (!absl::StartsWith(authority, "[")) authority = authority.substr(0, authority.find(':'));
  if (absl::EndsWith(authority, ".")) authority.remove_suffix(1);
  if (authority.empty()) return std::nullopt;
  url.host = absl::AsciiStrToLower(authority);
  rest = rest.substr(0, rest.find('#'));
  if (rest.empty() || rest[0] != '/') {
    url.path = absl::StrCat("/", !rest.empty() && rest[0] == '\\' ? rest.substr(1) : rest);
  } else {
    url.path = std::string(rest);
  }
  return url;
}

namespace {

// "/a/b/../c" and "/a/./c" without the dots; what stands behind '?' or '#' has none.
//   source  RFC 3986, section 5.2.4
std::string WithoutDots(std::string_view path) {
  const size_t end = std::min(path.find_first_of("?#"), path.size());
  std::string out;
  for (size_t pos = 0; pos < end;) {
    const size_t next = std::min(path.find('/', pos + 1), end);
    const std::string_view step = path.substr(pos, next - pos);
    pos = next;
    const bool up = step == "/..";
    if (up) out.resize(std::min(out.rfind('/'), out.size()));
    if (!up && step != "/.") {
      absl::StrAppend(&out, step);
    } else if (pos >= end) {
      out.push_back('/');
    }
  }
  if (out.empty()) out = "/";
  return absl::StrCat(out, path.substr(end));
}

}  // namespace

std::string ResolveUrl(std::string_view reference, std::string_view base) {
  reference = absl::StripAsciiWhitespace(reference);
  if (const std::optional<Url> absolute = ParseUrl(reference)) return absolute->Href();
  const std::optional<Url> url = ParseUrl(base);
  if (!url.has_value()) return "";
  if (absl::StartsWith(reference, "//")) {
    const std::optional<Url> other = ParseUrl(absl::StrCat(url->scheme, ":", reference));
    return other.has_value() ? other->Href() : "";
  }
  const size_t colon = reference.find(':');
  if (colon != std::string_view::npos && colon < reference.find_first_of("/?#")) {
    return "";  // a scheme that is not ours
  }
  std::string path;
  const std::string_view bare_path = std::string_view(url->path).substr(0, url->path.find('?'));
  if (reference.empty() || reference[0] == '#') {
    path = url->path;
  } else if (reference[0] == '/') {
    path = std::string(reference);
  } else if (reference[0] == '?') {
    path = absl::StrCat(bare_path, reference);
  } else {
    path = absl::StrCat(bare_path.substr(0, bare_path.rfind('/') + 1), reference);
  }
  const std::optional<Url> resolved =
      ParseUrl(absl::StrCat(url->scheme, "://", url->host, WithoutDots(path)));
  return resolved.has_value() ? resolved->Href() : "";
}

bool HostIsWithin(std::string_view host, std::string_view domain) {
  if (host == domain) return true;
  return host.size() > domain.size() && absl::EndsWith(host, domain) &&
         host[host.size() - domain.size() - 1] == '.';
}

}  // namespace touchstone

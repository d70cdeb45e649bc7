// url.h: the parts of a web address that a judgement needs.
#ifndef TOUCHSTONE_CORE_BASE_URL_H_
#define TOUCHSTONE_CORE_BASE_URL_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

// Bytes of one address: a longer one is none. Browsers and servers know none so long, and each link
// of a page is made absolute against the page's own address.
inline constexpr size_t kMaxUrlBytes = 16'384;

struct Url {
  std::string scheme;  // "https", lower case
  std::string host;    // lower case, no port, no trailing dot; userinfo is not part of it
  std::string path;    // from the first '/', with query and without fragment; at least "/"

  std::string Href() const;  // scheme://host/path (a port is kept in neither)
};

// ParseUrl reads an absolute http or https address.
//   errors  nullopt for anything else, for an empty host, white space or control characters, and
//           beyond kMaxUrlBytes
std::optional<Url> ParseUrl(std::string_view text);

// ResolveUrl makes `reference` absolute against `base`: absolute, "//host/x", "/x" and "x" forms.
//   errors  "" when the result is no http or https address (javascript:, data:, mailto:, ...)
std::string ResolveUrl(std::string_view reference, std::string_view base);

// HostIsWithin: "m.alibaba.com" and "alibaba.com" are within "alibaba.com"; "xalibaba.com" is not.
bool HostIsWithin(std::string_view host, std::string_view domain);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_URL_H_

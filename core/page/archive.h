// archive.h: MHTML, the one-file format in which Chrome and Edge save a page, to its main document.
#ifndef TOUCHSTONE_CORE_PAGE_ARCHIVE_H_
#define TOUCHSTONE_CORE_PAGE_ARCHIVE_H_

#include <optional>
#include <string>
#include <string_view>

namespace touchstone {

struct ArchivedDocument {
  std::string bytes;          // the HTML part, transfer encoding undone, charset not
  std::string charset_label;  // of the part's Content-Type, or ""
  std::string url;            // Content-Location, else Snapshot-Content-Location, else ""
  bool truncated = false;     // the part or the archive ended early, or a limit was passed
};

// Parts an archive may have; what follows is not looked at (`truncated`).
inline constexpr int kMaxArchiveParts = 10'000;

// LooksLikeArchive is true for a MIME header block with a multipart/related Content-Type. A cheap
// test on the first bytes; it never says yes to HTML.
bool LooksLikeArchive(std::string_view bytes);

// ReadArchive returns the main HTML document: the part that the header's `start` names, else the
// first one of type text/html or application/xhtml+xml.
//   errors  nullopt when there is no such part
//   cost    O(bytes.size())
//   source  RFC 2557, RFC 2045 (quoted-printable, base64), RFC 2046 (multipart)
std::optional<ArchivedDocument> ReadArchive(std::string_view bytes);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_ARCHIVE_H_

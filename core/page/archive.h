// archive.h: MHTML, the one-file format in which Chrome and Edge save a page, to its documents: the
// page, and what its frames show.
//
// An archive holds pictures, styles and documents side by side. Only documents are decoded; the
// rest costs no more than the search for where it ends.
#ifndef TOUCHSTONE_CORE_PAGE_ARCHIVE_H_
#define TOUCHSTONE_CORE_PAGE_ARCHIVE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace touchstone {

// Limits of one archive. Passing one sets Archive::truncated; what was read until then stays.
inline constexpr int kMaxArchiveParts = 10'000;             // of any kind
inline constexpr int kMaxArchiveDepth = 4;                  // multiparts inside one another
inline constexpr size_t kMaxArchiveDocuments = 1'000;       // the page and its frames
inline constexpr size_t kMaxArchiveHeaderBytes = 64 << 10;  // of one part

struct ArchivedDocument {
  Span bytes;                 // in Archive::bytes: transfer encoding undone, charset not
  std::string charset_label;  // of the part's Content-Type, or ""
  std::string content_id;     // without its angle brackets, or ""
  std::string location;       // Content-Location as written, or ""
};

struct Archive {
  std::string bytes;  // of all documents, in no order that matters
  // The page first, then all others in the archive's order. Never empty.
  std::vector<ArchivedDocument> documents;
  // The page's address as the headers give it, or "": the first http or https address of its own
  // Content-Location, the archive's Snapshot-Content-Location and the archive's Content-Location.
  std::string url;
  bool truncated = false;  // the archive ended early, or a limit was passed
  uint64_t steps = 0;      // lines, and one for 16 bytes looked at, for the linear-time test
};

// LooksLikeArchive is true for a MIME header block with a multipart/related Content-Type. A cheap
// test on the first bytes; it never says yes to HTML.
bool LooksLikeArchive(std::string_view bytes);

// ReadArchive returns every part of type text/html or application/xhtml+xml, also from multiparts
// inside multiparts, as old browsers wrote them. The page is the part that the header's `start`
// names (of a multipart so named, its first document), else the first document.
//   out     texts from headers are valid UTF-8
//   errors  nullopt when there is no document
//   cost    O(bytes.size()); what is decoded is never longer than what it is decoded from
//   source  RFC 2557, RFC 2045 (quoted-printable, base64), RFC 2046 (multipart)
std::optional<Archive> ReadArchive(std::string_view bytes);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_ARCHIVE_H_

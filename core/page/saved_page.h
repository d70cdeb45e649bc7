// saved_page.h: the bytes of a file -> the documents that a host has to decode. The core finds them
// and picks their charsets; a host decodes (iconv natively, TextDecoder in Node and browsers).
#ifndef TOUCHSTONE_CORE_PAGE_SAVED_PAGE_H_
#define TOUCHSTONE_CORE_PAGE_SAVED_PAGE_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace touchstone {

struct EncodedDocument {
  Span bytes;                 // without a byte order mark; in SavedPage::unpacked for an archive,
                              // else in the file itself
  std::string_view encoding;  // a WHATWG name; a string literal
  std::string content_id;     // as an archive names it, or ""
  std::string location;       // likewise
};

struct SavedPage {
  bool archive = false;
  std::string unpacked;                    // an archive's documents
  std::vector<EncodedDocument> documents;  // the page first, then what its frames may show
  std::string url;                         // an archive's, or ""
  bool truncated = false;                  // an archive that ended early, or passed a limit
};

// OpenSavedPage finds the documents of a file: the file itself, or the parts of an MHTML archive.
// There is always a page; that of an archive without one is empty (`truncated`).
//   in      bytes: at most 4 GiB
//           transport_label: the charset of a Content-Type header, or ""; an archive has its own
//   cost    O(bytes.size())
SavedPage OpenSavedPage(std::string_view bytes, std::string_view transport_label);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_SAVED_PAGE_H_

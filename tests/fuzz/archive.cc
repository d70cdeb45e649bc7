// archive.cc: any bytes -> MHTML's documents. They are never larger than the archive and tile what
// is unpacked, HTML is never taken for an archive, and a second run is equal.
#include "core/page/archive.h"

#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "tests/fuzz/fuzz.h"

namespace touchstone {
namespace {

void CheckArchive(std::string_view bytes, const Archive& archive) {
  FUZZ_CHECK(archive.bytes.size() <= bytes.size());
  FUZZ_CHECK(!archive.documents.empty() && archive.documents.size() <= kMaxArchiveDocuments);
  FUZZ_CHECK(IsValidUtf8(archive.url));
  size_t decoded = 0;
  for (const ArchivedDocument& document : archive.documents) {
    FUZZ_CHECK(document.bytes.begin <= document.bytes.end);
    FUZZ_CHECK(document.bytes.end <= archive.bytes.size());
    decoded += document.bytes.size();
    FUZZ_CHECK(IsValidUtf8(document.charset_label) && IsValidUtf8(document.content_id));
    FUZZ_CHECK(IsValidUtf8(document.location));
  }
  FUZZ_CHECK(decoded == archive.bytes.size());
  const std::optional<Archive> again = ReadArchive(bytes);
  FUZZ_CHECK(again.has_value() && again->bytes == archive.bytes && again->url == archive.url);
  FUZZ_CHECK(again->documents.size() == archive.documents.size());
  FUZZ_CHECK(again->truncated == archive.truncated);
}

}  // namespace
}  // namespace touchstone

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace touchstone;
  const std::string_view bytes = View(data, size);
  const bool looks = LooksLikeArchive(bytes);
  if (absl::StartsWith(absl::StripLeadingAsciiWhitespace(bytes), "<")) FUZZ_CHECK(!looks);
  if (const std::optional<Archive> archive = ReadArchive(bytes)) {
    CheckArchive(bytes, *archive);
    // Cut in the middle, there is no more of it than there was.
    if (const auto half = ReadArchive(bytes.substr(0, size / 2))) {
      FUZZ_CHECK(half->bytes.size() <= bytes.size() / 2);
    }
  }
  return 0;
}

#include "core/page/saved_page.h"

#include <cstdint>
#include <optional>
#include <utility>

#include "core/page/archive.h"
#include "core/page/encoding.h"

namespace touchstone {
namespace {

EncodedDocument Choose(std::string_view bytes, Span document, std::string_view label) {
  const EncodingChoice choice = ChooseEncoding(Slice(bytes, document), label);
  document.begin += static_cast<uint32_t>(choice.byte_order_mark_size);
  return {.bytes = document, .encoding = choice.name, .content_id = "", .location = ""};
}

}  // namespace

SavedPage OpenSavedPage(std::string_view bytes, std::string_view transport_label) {
  SavedPage page;
  page.archive = LooksLikeArchive(bytes);
  if (!page.archive) {
    const Span all{0, static_cast<uint32_t>(bytes.size())};
    page.documents.push_back(Choose(bytes, all, transport_label));
    return page;
  }
  std::optional<Archive> archive = ReadArchive(bytes);
  if (!archive.has_value()) {
    page.truncated = true;
    page.documents.push_back(Choose("", {}, ""));
    return page;
  }
  page.unpacked = std::move(archive->bytes);
  page.url = std::move(archive->url);
  page.truncated = archive->truncated;
  for (ArchivedDocument& document : archive->documents) {
    page.documents.push_back(Choose(page.unpacked, document.bytes, document.charset_label));
    page.documents.back().content_id = std::move(document.content_id);
    page.documents.back().location = std::move(document.location);
  }
  return page;
}

}  // namespace touchstone

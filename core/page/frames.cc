#include "core/page/frames.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "core/base/text.h"
#include "core/base/url.h"

namespace touchstone {
namespace {

// An address in the one form that two ways of writing it share; what is no web address stays as it
// is written, without its fragment.
std::string Normal(std::string_view address, std::string_view base) {
  address = absl::StripAsciiWhitespace(address);
  if (address.size() > kMaxFrameAddressBytes) return "";
  std::string resolved = ResolveUrl(address, base);
  if (!resolved.empty()) return resolved;
  return std::string(address.substr(0, address.find('#')));
}

// RFC 2392: a cid address is the percent-encoded Content-ID.
std::string Unescape(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); i++) {
    if (text[i] == '%' && i + 2 < text.size()) {
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high >= 0 && low >= 0) {
        out.push_back(static_cast<char>(high * 16 + low));
        i += 2;
        continue;
      }
    }
    out.push_back(text[i]);
  }
  return out;
}

}  // namespace

Frames::Frames(std::string_view location, const std::vector<FrameDocument>& documents)
    : taken_(documents.size()) {
  const std::string_view base = location.size() <= kMaxFrameAddressBytes ? location : "";
  for (const FrameDocument& document : documents) {
    const auto index = static_cast<uint32_t>(entries_.size());
    entries_.push_back({&document, Normal(document.location, base)});
    // The first of several with one name has it.
    const std::string& own = entries_.back().location;
    if (!own.empty()) by_name_.Add(own, index);
    if (!document.content_id.empty() && document.content_id.size() <= kMaxFrameAddressBytes) {
      by_name_.Add(absl::StrCat("cid:", document.content_id), index);
    }
  }
}

std::optional<size_t> Frames::Find(std::string_view src, std::string_view base) const {
  src = absl::StripAsciiWhitespace(src);
  if (by_name_.empty() || src.empty() || src.size() > kMaxFrameAddressBytes) return std::nullopt;
  const std::string name = absl::StartsWithIgnoreCase(src, "cid:")
                               ? absl::StrCat("cid:", Unescape(src.substr(4)))
                               : Normal(src, base);
  const uint32_t found = by_name_.Find(name);
  if (found == NameMap::kNone) return std::nullopt;
  return found;
}

std::optional<FrameContent> Frames::Open(Page* page, ElementId frame, int depth,
                                         std::string_view base) {
  const std::optional<std::string_view> srcdoc = page->GetAttribute(frame, "srcdoc");
  const bool inlined = srcdoc.has_value() && page->elements[frame].tag == "iframe";
  if (!inlined && by_name_.empty()) return std::nullopt;
  if (frames_ == kMaxFrames) {
    page->truncated = true;
    return std::nullopt;
  }
  frames_++;
  std::optional<size_t> named;
  if (!inlined) {
    named = Find(page->GetAttribute(frame, "src").value_or(""), base);
    if (!named.has_value() || taken_[*named]) return std::nullopt;
  }
  if (depth > kMaxFrameDepth) {
    page->truncated = true;
    return std::nullopt;
  }
  if (inlined) return FrameContent{*srcdoc, std::string(base)};
  taken_[*named] = true;
  const Entry& entry = entries_[*named];
  return FrameContent{page->Keep(RepairUtf8(entry.document->text)), entry.location};
}

std::string BaseOf(std::string_view href, std::string_view location) {
  if (href.size() > kMaxFrameAddressBytes) return std::string(location);
  std::string base = ResolveUrl(href, location);
  if (base.empty() || base.size() > kMaxFrameAddressBytes) return std::string(location);
  return base;
}

}  // namespace touchstone

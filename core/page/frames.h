// frames.h: which document a frame of a page shows.
//
// A frame has its document in its srcdoc attribute, or names one by its src: a part of the archive
// that the page is from, by Content-ID ("cid:frame-1@mhtml.blink") or by address. What is neither
// stays unread: there is no network here.
#ifndef TOUCHSTONE_CORE_PAGE_FRAMES_H_
#define TOUCHSTONE_CORE_PAGE_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/name_map.h"
#include "core/page/page.h"

namespace touchstone {

// Longer addresses name no document: the work for a frame stays bounded.
inline constexpr size_t kMaxFrameAddressBytes = 2048;

// What one frame shows.
struct FrameContent {
  std::string_view text;  // valid UTF-8, kept by the page
  std::string base;       // what its addresses are relative to; or ""
};

// The documents beside a page, each of which is given out once: however many frames name one, it is
// read in one place, and frames that show each other come to an end.
class Frames {
 public:
  // `documents` must outlive this.
  //   in      location: the page's address, or ""
  Frames(std::string_view location, const std::vector<FrameDocument>& documents);

  // Open returns what the element `frame` shows. Past kMaxFrames or kMaxFrameDepth that is nothing,
  // and the page is marked.
  //   in      depth: of the frame's document, 1 for the page's own frames
  //           base: what addresses are relative to where the frame stands
  //   cost    O(size of its attributes), and of the document when there is one
  std::optional<FrameContent> Open(Page* page, ElementId frame, int depth, std::string_view base);

 private:
  struct Entry {
    const FrameDocument* document;
    std::string location;  // absolute, or as written
  };

  std::optional<size_t> Find(std::string_view src, std::string_view base) const;

  std::vector<Entry> entries_;
  NameMap by_name_;  // "cid:..." and addresses -> entries_
  std::vector<char> taken_;
  uint32_t frames_ = 0;
};

// BaseOf returns what addresses are relative to in a document with <base href>.
std::string BaseOf(std::string_view href, std::string_view location);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_FRAMES_H_

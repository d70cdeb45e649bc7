// tags.h: the element names that mean something to the stages of this floor, as small numbers, so
// that a name is looked up once and compared as a number ever after.
#ifndef TOUCHSTONE_CORE_PAGE_TAGS_H_
#define TOUCHSTONE_CORE_PAGE_TAGS_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/text.h"

namespace touchstone {

// kUnknown stands for every name that is not in this list.
enum class Tag : uint8_t {
  kUnknown,
  // clang-format off
  kA, kAddress, kAnnotationXml, kApplet, kArea, kArticle, kAside, kB, kBase, kBasefont, kBgsound,
  kBig, kBlockquote, kBody, kBr, kButton, kCaption, kCenter, kCode, kCol, kColgroup, kDd, kDel,
  kDesc, kDetails, kDialog, kDir, kDiv, kDl, kDt, kEm, kEmbed, kFieldset, kFigcaption, kFigure,
  kFont, kFooter, kForeignobject, kForm, kFrame, kFrameset, kH1, kH2, kH3, kH4, kH5, kH6, kHead,
  kHeader, kHgroup, kHr, kHtml, kI, kIframe, kImage, kImg, kInput, kKeygen, kLegend, kLi, kLink,
  kListing, kMain, kMarquee, kMath, kMenu, kMeta, kMi, kMn, kMo, kMs, kMtext, kNav, kNobr,
  kNoembed, kNoframes, kNoscript, kObject, kOl, kOptgroup, kOption, kP, kParam, kPlaintext, kPre,
  kRb, kRp, kRt, kRtc, kRuby, kS, kScript, kSearch, kSection, kSelect, kSmall, kSource, kSpan,
  kStrike, kStrong, kStyle, kSub, kSummary, kSup, kSvg, kTable, kTbody, kTd, kTemplate, kTextarea,
  kTfoot, kTh, kThead, kTitle, kTr, kTrack, kTt, kU, kUl, kVar, kWbr, kXmp,
  // clang-format on
};

inline constexpr size_t kTagCount = static_cast<size_t>(Tag::kXmp) + 1;

// TagNamed looks up the name that stands at `name` in `source`, in any case of its letters;
// kUnknown when it is not in the list.
//   cost  O(1); no allocation
Tag TagNamed(std::string_view source, Span name);
inline Tag TagNamed(std::string_view name) {
  return TagNamed(name, {0, static_cast<uint32_t>(name.size())});
}

// TagName is the lower-case name; "" for kUnknown.
std::string_view TagName(Tag tag);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TAGS_H_

// check.cc: the whole line, any bytes -> report. The report is valid JSON, a second run gives the
// same bytes, and every element that it names is on the page.
#include "core/check.h"

#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/text.h"
#include "core/page/archive.h"
#include "tests/fuzz/fuzz.h"

namespace touchstone {
namespace {

const Engine& TheEngine() {
  static const Engine* engine = [] {
    std::ifstream file(TOUCHSTONE_SOURCE_DIR "/test_pages/ruleset-1.json", std::ios::binary);
    const std::string json(std::istreambuf_iterator<char>(file), {});
    auto created = Engine::Create(json);
    FUZZ_CHECK(created.ok());
    return created->release();
  }();
  return *engine;
}

void CheckReport(const Report& report, size_t elements) {
  const auto on_page = [&](ElementId id) { return id == kNoElement || id < elements; };
  for (const ListingReport& listing : report.listings) {
    FUZZ_CHECK(on_page(listing.listing.element));
    FUZZ_CHECK(listing.judgement.verdict <= report.verdict);
    for (const Finding& finding : listing.findings) {
      FUZZ_CHECK(on_page(finding.element));
      FUZZ_CHECK(finding.quote.size() <= kMaxQuoteBytes && IsValidUtf8(finding.quote));
    }
    FUZZ_CHECK(listing.findings.size() <= kMaxFindings);
  }
}

void CheckPage(std::string_view text, const std::vector<FrameDocument>& frames,
               std::string_view url) {
  const Engine& engine = TheEngine();
  const CheckInput input = {.input = "a.html",
                            .text = text,
                            .encoding = "utf-8",
                            .frames = frames,
                            .url = url,
                            .header_url = "",
                            .at = Day{18901},
                            .country = "CN"};
  const Report report = engine.Check(input);
  CheckReport(report, engine.Read(input).page->elements.size());
  const std::string json = WriteReport(report, 0);
  FUZZ_CHECK(IsValidUtf8(json));
  FUZZ_CHECK(ParseJson(json).ok());
  FUZZ_CHECK(WriteReport(engine.Check(input), 0) == json);
}

}  // namespace
}  // namespace touchstone

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace touchstone;
  constexpr std::array<std::string_view, 7> kUrls = {
      "https://www.alibaba.com/product-detail/x_1.html",
      "https://www.ebay.com/itm/1",
      "https://item.taobao.com/item.htm?id=1",
      "https://www.lazada.sg/products/i1.html",
      "https://www.facebook.com/marketplace/item/1",
      "https://detail.1688.com/offer/1.html",
      "https://bitmain.com.shop.example/"};
  std::string_view page = View(data, size);
  std::vector<FrameDocument> frames;
  const auto archive = LooksLikeArchive(page) ? ReadArchive(page) : std::nullopt;
  if (archive.has_value()) {
    for (const ArchivedDocument& document : archive->documents) {
      frames.push_back(
          {Slice(archive->bytes, document.bytes), document.content_id, document.location});
    }
    page = frames[0].text;
    frames.erase(frames.begin());
  }
  CheckPage(page, frames, "");
  CheckPage(page, frames, kUrls[size % kUrls.size()]);
  return 0;
}

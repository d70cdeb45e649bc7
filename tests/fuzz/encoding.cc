// encoding.cc: any bytes -> charset -> text. A charset is always found and known, what is decoded
// and repaired is valid UTF-8, and all that works on text keeps it so.
#include "core/page/encoding.h"

#include <array>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "tests/fuzz/fuzz.h"

// Decoding is the host's; the native command's is tested where it is built.
#ifndef __EMSCRIPTEN__
#include "cli/decode.h"
#endif

namespace touchstone {
namespace {

void CheckRepair(std::string_view bytes) {
  const std::string text = RepairUtf8(bytes);
  FUZZ_CHECK(IsValidUtf8(text));
  FUZZ_CHECK(IsValidUtf8(bytes) == (text == bytes));
  FUZZ_CHECK(RepairUtf8(text) == text);
  FUZZ_CHECK(text.size() <= 3 * bytes.size());
}

void CheckFold(std::string_view text) {
  const FoldedText folded = Fold(text);
  FUZZ_CHECK(IsValidUtf8(folded.text));
  FUZZ_CHECK(folded.text == FoldString(text));
  FUZZ_CHECK(folded.text.size() <= text.size());
  FUZZ_CHECK(folded.OriginOf(folded.text.size()) == text.size());
  for (size_t i = 1; i < folded.shifts.size(); i++) {
    FUZZ_CHECK(folded.shifts[i - 1].folded <= folded.shifts[i].folded);
    FUZZ_CHECK(folded.shifts[i - 1].source <= folded.shifts[i].source);
  }
  for (size_t pos = 0, before = 0; pos < folded.text.size(); DecodeUtf8(folded.text, &pos)) {
    const size_t origin = folded.OriginOf(pos);
    FUZZ_CHECK(before <= origin && (static_cast<unsigned char>(text[origin]) & 0xC0) != 0x80);
    before = origin;
  }
  FUZZ_CHECK(FoldString(folded.text) == folded.text);
}

void CheckQuotes(std::string_view text) {
  const std::string collapsed = CollapseSpaces(text);
  FUZZ_CHECK(IsValidUtf8(collapsed) && CollapseSpaces(collapsed) == collapsed);
  for (const size_t most : {0, 1, 2, 3, 7, 80}) {
    const std::string quote = CutForQuote(text, most);
    FUZZ_CHECK(quote.size() <= most && IsValidUtf8(quote));
  }
}

void CheckChoice(std::string_view bytes, std::string_view transport) {
  const EncodingChoice choice = ChooseEncoding(bytes, transport);
  FUZZ_CHECK(!choice.name.empty());
  FUZZ_CHECK(EncodingFromLabel(choice.name) == choice.name);
  FUZZ_CHECK(choice.byte_order_mark_size <= bytes.size());
  const EncodingChoice again = ChooseEncoding(bytes, transport);
  FUZZ_CHECK(again.name == choice.name && again.source == choice.source);
#ifndef __EMSCRIPTEN__
  std::string text;
  DecodeToUtf8(bytes.substr(choice.byte_order_mark_size), choice.name, &text);
  if (choice.name != "utf-8") FUZZ_CHECK(IsValidUtf8(text));
  CheckRepair(text);
#endif
}

}  // namespace
}  // namespace touchstone

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace touchstone;
  constexpr std::array<std::string_view, 9> kTransports = {
      "gbk", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "utf-16be", "gb18030", "x"};
  const std::string_view bytes = View(data, size);
  CheckRepair(bytes);
  CheckChoice(bytes, "");
  CheckChoice(bytes, kTransports[size % kTransports.size()]);
  CheckChoice(bytes, bytes.substr(0, bytes.find('\n')));  // labels, too, are anybody's
  const std::string text = RepairUtf8(bytes);
  CheckFold(text);
  CheckQuotes(text);
  return 0;
}

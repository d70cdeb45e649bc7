// tokenizer.cc: any text -> tokens. Spans tile the input, every part of a token lies inside it, a
// second run is equal, and neither where the text lies in memory nor what stands behind it counts.
#include "core/page/tokenizer.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/ascii.h"
#include "core/base/text.h"
#include "tests/fuzz/fuzz.h"

namespace touchstone {
namespace {

// How one run is done: the options, and the tags behind which content is foreign.
struct Mode {
  TokenizerOptions options;
  bool svg_is_foreign = false;
};

struct Run {
  std::vector<Token> tokens;
  uint64_t steps = 0;
};

Run ReadTokens(std::string_view text, const Mode& mode) {
  Run run;
  Tokenizer tokenizer(text, mode.options);
  Token token;
  while (tokenizer.Next(&token)) {
    if (token.kind != TokenKind::kStartTag) token.attributes.clear();
    run.tokens.push_back(token);
    if (mode.svg_is_foreign && token.kind == TokenKind::kStartTag) {
      const std::string name = LowerName(Slice(text, token.name));
      tokenizer.SetForeign(name == "svg" || name == "math");
    }
  }
  FUZZ_CHECK(token.kind == TokenKind::kEnd);
  FUZZ_CHECK(!tokenizer.Next(&token));  // the end stays the end
  run.steps = tokenizer.steps();
  return run;
}

bool SameAttributes(const Token& a, const Token& b) {
  return std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(),
                    b.attributes.end(), [](const TokenAttribute& x, const TokenAttribute& y) {
                      return x.name == y.name && x.value == y.value;
                    });
}

bool Same(const Token& a, const Token& b) {
  if (a.kind != b.kind || a.span != b.span) return false;
  switch (a.kind) {
    case TokenKind::kStartTag:
    case TokenKind::kEndTag:
      return a.name == b.name && a.self_closing == b.self_closing && SameAttributes(a, b);
    case TokenKind::kText:
    case TokenKind::kComment:
      return a.data == b.data && a.rules == b.rules;
    case TokenKind::kDoctype:
      return a.force_quirks == b.force_quirks && a.has_name == b.has_name &&
             (!a.has_name || a.name == b.name) && a.has_public_id == b.has_public_id &&
             (!a.has_public_id || a.public_id == b.public_id) &&
             a.has_system_id == b.has_system_id && (!a.has_system_id || a.system_id == b.system_id);
    case TokenKind::kEnd:
      return true;
  }
  return false;
}

void CheckSame(const Run& a, const Run& b) {
  FUZZ_CHECK(a.tokens.size() == b.tokens.size());
  for (size_t i = 0; i < a.tokens.size(); i++) FUZZ_CHECK(Same(a.tokens[i], b.tokens[i]));
}

bool Inside(Span part, Span whole) {
  return whole.begin <= part.begin && part.begin <= part.end && part.end <= whole.end;
}

void CheckTag(std::string_view text, const Token& token) {
  FUZZ_CHECK(Inside(token.name, token.span));
  FUZZ_CHECK(!token.name.empty());
  const std::string name = LowerName(Slice(text, token.name));
  FUZZ_CHECK(token.tag == TagNamed(name));
  FUZZ_CHECK(token.tag == Tag::kUnknown || TagName(token.tag) == name);
  FUZZ_CHECK(token.attributes.size() <= Tokenizer::kMaxAttributes);
  uint32_t at = token.name.end;
  std::set<std::string> names;
  for (const TokenAttribute& attribute : token.attributes) {
    FUZZ_CHECK(Inside(attribute.name, token.span) && Inside(attribute.value, token.span));
    FUZZ_CHECK(!attribute.name.empty() && attribute.name.begin >= at);
    FUZZ_CHECK(attribute.value.begin >= attribute.name.end);
    FUZZ_CHECK(names.insert(absl::AsciiStrToLower(Slice(text, attribute.name))).second);
    at = attribute.value.end;
  }
}

void CheckTokens(std::string_view text, const Run& run) {
  uint32_t at = 0;
  for (const Token& token : run.tokens) {
    FUZZ_CHECK(token.span.begin == at && token.span.end > at);
    at = token.span.end;
    FUZZ_CHECK(at <= text.size());
    if (token.kind == TokenKind::kStartTag || token.kind == TokenKind::kEndTag) {
      CheckTag(text, token);
    } else if (token.kind == TokenKind::kText || token.kind == TokenKind::kComment) {
      FUZZ_CHECK(Inside(token.data, token.span));
    } else if (token.kind == TokenKind::kDoctype) {
      FUZZ_CHECK(!token.has_name || Inside(token.name, token.span));
      FUZZ_CHECK(!token.has_public_id || Inside(token.public_id, token.span));
      FUZZ_CHECK(!token.has_system_id || Inside(token.system_id, token.span));
    }
  }
  FUZZ_CHECK(at == text.size());
  FUZZ_CHECK(run.steps <= 2 * text.size() + 16);
}

// The text alone in a buffer of its own size: ASan sees any read behind it. Then in the middle of
// characters that would change every token if one of them was looked at.
void CheckPlace(std::string_view text, const Mode& mode, const Run& expected) {
  for (const size_t offset : {0, 1, 7, 15}) {
    const std::unique_ptr<char[]> alone(new char[offset + text.size()]);
    std::memcpy(alone.get() + offset, text.data(), text.size());
    CheckSame(ReadTokens({alone.get() + offset, text.size()}, mode), expected);
  }
  constexpr std::string_view kBehind = "></script>-->\"'=<a b]]>!?/ &amp;;";
  const std::string crowd = std::string(kBehind) + std::string(text) + std::string(kBehind);
  CheckSame(ReadTokens(std::string_view(crowd).substr(kBehind.size(), text.size()), mode),
            expected);
}

// What comes later changes no token that ended before the end.
void CheckPrefix(std::string_view text, const Mode& mode, const Run& expected) {
  const std::string longer = std::string(text) + "'\"> --></title></script></svg>]]>";
  const Run run = ReadTokens(longer, mode);
  for (size_t i = 0; i < expected.tokens.size(); i++) {
    if (expected.tokens[i].span.end == text.size()) break;
    FUZZ_CHECK(i < run.tokens.size() && Same(run.tokens[i], expected.tokens[i]));
  }
}

void CheckResolve(std::string_view text, const Run& run) {
  constexpr std::array kRules = {TextRules::kData, TextRules::kRcdata, TextRules::kRaw,
                                 TextRules::kCdata, TextRules::kAttribute};
  const auto check = [text](Span span, TextRules rules) {
    const std::string_view raw = Slice(text, span);
    std::string resolved;
    Resolve(raw, rules, &resolved);
    FUZZ_CHECK(NeedsResolve(text, span, rules) || resolved == raw);
    FUZZ_CHECK(NeedsResolve(raw, {0, span.size()}, rules) == NeedsResolve(text, span, rules));
    FUZZ_CHECK(IsValidUtf8(resolved));
    FUZZ_CHECK(resolved.size() <= 3 * raw.size());  // a NUL becomes U+FFFD
  };
  for (const TextRules rules : kRules) check({0, static_cast<uint32_t>(text.size())}, rules);
  for (const Token& token : run.tokens) {
    if (token.kind == TokenKind::kText) check(token.data, token.rules);
    for (const TokenAttribute& attribute : token.attributes) {
      check(attribute.value, TextRules::kAttribute);
      const std::string_view name = Slice(text, attribute.name);
      FUZZ_CHECK(attribute.plain_name == (LowerName(name) == name));
      FUZZ_CHECK(!attribute.plain_value ||
                 !NeedsResolve(text, attribute.value, TextRules::kAttribute));
    }
  }
}

// As a page is read, and one of the ways in which conformance tests run the bare tokenizer.
std::vector<Mode> Modes(std::string_view text) {
  constexpr std::array kStates = {TokenizerState::kRcdata,     TokenizerState::kRawtext,
                                  TokenizerState::kScriptData, TokenizerState::kPlaintext,
                                  TokenizerState::kData,       TokenizerState::kCdataSection};
  Mode bare;
  bare.options.text_modes = false;
  bare.options.scripting = false;
  bare.options.initial_state = kStates[text.size() % kStates.size()];
  bare.options.last_start_tag =
      bare.options.initial_state == TokenizerState::kScriptData ? "script" : "title";
  Mode page;
  page.svg_is_foreign = true;
  return {page, bare};
}

}  // namespace
}  // namespace touchstone

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace touchstone;
  const std::string text = RepairUtf8(View(data, size));
  for (const Mode& mode : Modes(text)) {
    const Run run = ReadTokens(text, mode);
    CheckTokens(text, run);
    CheckSame(ReadTokens(text, mode), run);
    CheckPlace(text, mode, run);
    CheckPrefix(text, mode, run);
    CheckResolve(text, run);
  }
  return 0;
}

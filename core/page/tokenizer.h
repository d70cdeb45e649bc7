// tokenizer.h: text -> tokens, as the WHATWG HTML standard has it.
//
//   Tokenizer tokens(text);
//   for (Token token; tokens.Next(&token);) { ... }
//
// Total: every input yields tokens, and their spans tile it. Nothing is copied: a token points
// into the source, and only what a character reference or a NUL changes is decoded, on request.
//
// The tokenizer switches to the text modes that a start tag brings (title, textarea, style, script,
// xmp, iframe, noembed, noframes, plaintext, noscript when scripting) by itself, as a tree builder
// would in HTML content. Inside svg and math the caller turns that off (SetForeign).
#ifndef TOUCHSTONE_CORE_PAGE_TOKENIZER_H_
#define TOUCHSTONE_CORE_PAGE_TOKENIZER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"

namespace touchstone {

enum class TokenKind : uint8_t { kText, kStartTag, kEndTag, kComment, kDoctype, kEnd };

// The states in which a run may begin.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#tokenization
enum class TokenizerState : uint8_t {
  kData,
  kRcdata,
  kRawtext,
  kScriptData,
  kPlaintext,
  kCdataSection,
};

struct TokenAttribute {
  Span name;             // as written; compare with AsciiCaseEqual
  Span value;            // between the quotes, character references not yet resolved
  bool plain = true;     // value holds no '&', NUL or CR: the source bytes are the value
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Span span;             // all of it; spans of successive tokens tile the source
  Span name;             // tag or doctype name, as written
  Span data;             // kText: the text; kComment: the comment's text
  bool self_closing = false;
  bool plain = true;     // kText and kComment: `data` is the text, byte for byte
  bool raw = false;      // kText of a mode in which '&' is an ampersand (script, style, ...)
  bool in_cdata = false;
  // Duplicates are dropped: the first wins. Reused between tokens.
  std::vector<TokenAttribute> attributes;

  // kDoctype only.
  bool force_quirks = false;
  bool has_name = false;
  bool has_public_id = false;
  bool has_system_id = false;
  Span public_id;
  Span system_id;
};

struct TokenizerOptions {
  TokenizerState initial_state = TokenizerState::kData;
  std::string_view last_start_tag;  // for an initial state that ends at its end tag
  bool scripting = true;            // noscript is raw text
};

class Tokenizer {
 public:
  // `source` is valid UTF-8 and outlives the tokenizer; at most kMaxSourceBytes of it are read.
  explicit Tokenizer(std::string_view source, const TokenizerOptions& options = {});

  static constexpr uint32_t kMaxSourceBytes = 256u << 20;
  // Attributes that one tag keeps; more are dropped (the tag is whole all the same).
  static constexpr size_t kMaxAttributes = 512;

  // Next reads one token; false at the end, when `token->kind` is kEnd.
  //   cost    amortised O(token->span.size())
  bool Next(Token* token);

  // In foreign content (svg, math) start tags do not switch modes, and CDATA sections exist.
  void SetForeign(bool foreign);

  // Steps taken so far: state transitions, or bytes skipped in bulk counted as one for 16. Used by
  // tests to hold the whole to linear time.
  uint64_t steps() const { return steps_; }

 private:
  // The implementer adds what the states need.
  std::string_view source_;
  uint64_t steps_ = 0;
};

// Resolve writes the text that a span stands for: character references resolved (in attributes by
// the attribute rules), CR LF and CR as LF, NUL as U+FFFD where the standard says so.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
void ResolveText(std::string_view raw, std::string* out);
void ResolveAttribute(std::string_view raw, std::string* out);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TOKENIZER_H_

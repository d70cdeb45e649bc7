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
// would in HTML content. Where a tag opens no such element (in svg and math, and where it is
// ignored) the caller takes that back (StayInData).
#ifndef TOUCHSTONE_CORE_PAGE_TOKENIZER_H_
#define TOUCHSTONE_CORE_PAGE_TOKENIZER_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/name_map.h"
#include "core/base/text.h"
#include "core/page/tags.h"

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

// How the text of a span differs from its bytes.
enum class TextRules : uint8_t {
  kData,       // character references; NUL stays
  kRcdata,     // character references; NUL is U+FFFD
  kRaw,        // NUL is U+FFFD
  kCdata,      // NUL stays
  kAttribute,  // character references by the attribute rules; NUL is U+FFFD
};

struct TokenAttribute {
  Span name;                // as written
  Span value;               // between the quotes; Resolve with TextRules::kAttribute
  bool plain_name = true;   // true: LowerName changes nothing
  bool plain_value = true;  // true: Resolve changes nothing; false: it may
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  Tag tag = Tag::kUnknown;  // kStartTag, kEndTag
  Span span;                // all of it; spans of successive tokens tile the source
  Span name;                // tag or doctype name, as written
  Span data;                // kText: the text, possibly empty; kComment: the comment's text
  TextRules rules = TextRules::kData;
  bool self_closing = false;
  // Start tags only. Duplicates are dropped: the first wins. Reused between tokens.
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
  bool text_modes = true;           // start tags switch modes; off: the bare tokenizer
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

  // CDATA sections exist where the current node is of svg or math.
  void SetForeign(bool foreign) { foreign_ = foreign; }

  // What follows the start tag that was read last is markup, whatever its name is.
  void StayInData() { state_ = TokenizerState::kData; }

  // Steps taken so far: one a token and attribute, and one for 16 bytes skipped in bulk. Tests hold
  // the whole to linear time by it.
  uint64_t steps() const { return steps_; }

 private:
  bool At(uint32_t pos, std::string_view ascii_lower) const;
  uint32_t Find(char c, uint32_t pos) const;
  uint32_t SkipSpaces(uint32_t pos) const;

  void Emit(TokenKind kind, uint32_t end, Token* token);
  void EmitText(Span data, uint32_t end, TextRules rules, Token* token);
  void Markup(Token* token);
  void ReadTag(bool end_tag, Token* token);
  uint32_t TagAttributes(uint32_t pos, bool keep, Token* token);
  bool IsDuplicate(const TokenAttribute& attribute, const Token& token, uint64_t* seen);
  void Comment(Token* token);
  void BogusComment(uint32_t data_begin, Token* token);
  void Doctype(Token* token);
  bool DoctypeId(uint32_t* pos, Span* id, Token* token) const;
  void TextMode(Token* token);
  uint32_t FindEndTag(uint32_t pos) const;
  uint32_t FindScriptEnd(uint32_t pos) const;
  bool IsEndTag(uint32_t pos, std::string_view name) const;
  void SwitchMode(Tag tag);

  std::string_view source_;
  TokenizerOptions options_;
  TokenizerState state_;
  std::string last_start_tag_;  // lower case
  NameMap names_;               // of a tag with many attributes
  uint32_t pos_ = 0;
  bool foreign_ = false;
  uint64_t steps_ = 0;
};

// Resolve appends the text that a span stands for: character references resolved, CR LF and CR as
// LF, NUL as the rules say.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
void Resolve(std::string_view raw, TextRules rules, std::string* out);

// NeedsResolve is false when the span is its own text.
bool NeedsResolve(std::string_view source, Span span, TextRules rules);

// LowerName writes a tag or attribute name as the tokenizer means it: ASCII lower case, NUL as
// U+FFFD.
std::string LowerName(std::string_view raw);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TOKENIZER_H_

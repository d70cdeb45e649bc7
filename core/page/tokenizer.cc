// tokenizer.cc: the states of https://html.spec.whatwg.org/multipage/parsing.html#tokenization
// grouped by what they read: a tag with its attributes, a comment, a doctype, a stretch of text.
// Within such a group the standard's states are positions in the code.
#include "core/page/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/bytes16.h"
#include "core/page/entities.h"
#include "core/page/scan.h"

namespace touchstone {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;

// --- sixteen bytes at a time ---

// The first `c` from `pos` on; the source's size when there is none. `c` is not NUL.
uint32_t FindByte(std::string_view source, char c, uint32_t pos) {
  const uint32_t size = static_cast<uint32_t>(source.size());
  if (pos >= size) return size;
  if (const uint32_t mask = MaskOf(EqualBytes(LoadAt(source, pos), c)); mask != 0) {
    return pos + Lowest(mask);
  }
  pos += 16;
  for (; pos + size_t{64} <= size; pos += 64) {
    const char* p = source.data() + pos;
    const Bytes16 a = EqualBytes(LoadBytes16(p), c), b = EqualBytes(LoadBytes16(p + 16), c);
    const Bytes16 d = EqualBytes(LoadBytes16(p + 32), c), e = EqualBytes(LoadBytes16(p + 48), c);
    if (MaskOf((a | b) | (d | e)) != 0) break;
  }
  return ScanFor(source, pos, size, [c](Bytes16 block) { return MaskOf(EqualBytes(block, c)); });
}

// The first `a` or `b` likewise.
uint32_t FindEither(std::string_view source, char a, char b, uint32_t pos) {
  return ScanFor(source, pos, static_cast<uint32_t>(source.size()), [a, b](Bytes16 block) {
    return MaskOf(EqualBytes(block, a) | EqualBytes(block, b));
  });
}

struct Scanned {
  uint32_t end;
  bool plain;  // the bytes before `end` stand for themselves; false when that is not sure
};

enum class Stop { kTagName, kAttributeName, kUnquotedValue };

// Scans a name or an unquoted value from `pos` to what ends it: white space or '>', for names '/',
// for an attribute's name '='.
template <Stop kStop>
inline Scanned ScanWord(std::string_view source, uint32_t pos) {
  const uint32_t size = static_cast<uint32_t>(source.size());
  bool plain = true;
  for (; pos < size; pos += 16) {
    const Bytes16 block = LoadAt(source, pos);
    Bytes16 stops = AtMostBytes(block, ' ') | EqualBytes(block, '>');
    if (kStop != Stop::kUnquotedValue) stops |= EqualBytes(block, '/');
    if (kStop == Stop::kAttributeName) stops |= EqualBytes(block, '=');
    const Bytes16 odd = kStop == Stop::kUnquotedValue
                            ? EqualBytes(block, '&')
                            : AtMostBytes(block - FillBytes16('A'), 'Z' - 'A');
    const uint32_t odd_mask = MaskOf(odd);
    // What is at most a space is white space, the zeros behind the source, or a rare control.
    for (uint32_t mask = MaskOf(stops); mask != 0; mask &= mask - 1) {
      const uint32_t i = Lowest(mask);
      if (pos + i >= size) return {size, plain && odd_mask == 0};
      const char c = source[pos + i];
      if (static_cast<unsigned char>(c) < ' ' && !IsHtmlSpace(c)) {
        plain = plain && c != '\0';
        continue;
      }
      return {pos + i, plain && (odd_mask & ((1u << i) - 1)) == 0};
    }
    plain = plain && odd_mask == 0;
  }
  return {size, plain};
}

// Scans a quoted value from behind its quote to the closing one, or to the source's end.
inline Scanned ScanQuoted(std::string_view source, char quote, uint32_t pos) {
  const uint32_t size = static_cast<uint32_t>(source.size());
  uint32_t odd = 0;
  for (; pos < size; pos += 16) {
    const Bytes16 block = LoadAt(source, pos);
    const uint32_t mask = MaskOf(EqualBytes(block, quote));
    // NUL, CR and the few below CR, which are as rare.
    const uint32_t odd_mask = MaskOf(EqualBytes(block, '&') | AtMostBytes(block, '\r'));
    if (mask != 0) {
      odd |= odd_mask & (mask ^ (mask - 1));  // up to the quote, which is none of these
      return {pos + Lowest(mask), odd == 0};
    }
    odd |= odd_mask;
  }
  return {size, odd == 0};
}

bool EqualsName(std::string_view written, std::string_view lower) {
  return absl::EqualsIgnoreCase(written, lower);
}

// Code points that numeric references in 0x80..0x9F mean, as windows-1252 has them; 0: none.
//   source
//   https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
constexpr char16_t kC1[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                              0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// Reads a numeric reference at raw[pos] == '#'; returns the position behind it, or `pos` when it is
// none and the '&' stands for itself.
size_t NumericReference(std::string_view raw, size_t pos, std::string* out) {
  size_t i = pos + 1;
  const bool hex = i < raw.size() && (raw[i] == 'x' || raw[i] == 'X');
  if (hex) i++;
  const size_t digits = i;
  char32_t code = 0;
  for (; i < raw.size(); i++) {
    const int digit = HexDigit(raw[i]);
    if (digit < 0 || (digit > 9 && !hex)) break;
    code = std::min<char32_t>(code * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (i == digits) return pos;
  if (i < raw.size() && raw[i] == ';') i++;
  if (code == 0) code = 0xFFFD;
  if (code >= 0x80 && code <= 0x9F && kC1[code - 0x80] != 0) code = kC1[code - 0x80];
  AppendUtf8(code, out);
  return i;
}

// The references of which pages are full, as a short way past the table of all.
struct Frequent {
  std::string_view name;
  std::string_view text;
};
constexpr Frequent kFrequent[] = {
    {"amp;", "&"}, {"quot;", "\""}, {"nbsp;", "\u00A0"}, {"lt;", "<"}, {"gt;", ">"}};

// Reads the reference at raw[pos] == '&'; returns the position behind what it appended.
size_t Reference(std::string_view raw, size_t pos, bool attribute, std::string* out) {
  const size_t begin = pos + 1;
  if (begin < raw.size() && raw[begin] == '#') {
    const size_t end = NumericReference(raw, begin, out);
    if (end != begin) return end;
  } else if (begin < raw.size() && absl::ascii_isalnum(raw[begin])) {
    for (const Frequent& frequent : kFrequent) {
      if (absl::StartsWith(raw.substr(begin), frequent.name)) {
        out->append(frequent.text);
        return begin + frequent.name.size();
      }
    }
    const EntityMatch match = FindEntity(raw.substr(begin));
    if (match.length > 0) {
      const size_t end = begin + match.length;
      // For historical reasons "&copy=1" in an attribute is no reference.
      const bool bare = raw[end - 1] != ';';
      const bool literal = attribute && bare && end < raw.size() &&
                           (raw[end] == '=' || absl::ascii_isalnum(raw[end]));
      if (!literal) {
        out->append(match.text);
        return end;
      }
    }
  }
  out->push_back('&');
  return begin;
}

}  // namespace

bool NeedsResolve(std::string_view source, Span span, TextRules rules) {
  const bool references = rules != TextRules::kRaw && rules != TextRules::kCdata;
  uint32_t pos = FindOdd(source, span.begin, span.end);
  while (pos < span.end && source[pos] == '&' && !references) {
    pos = FindOdd(source, pos + 1, span.end);
  }
  return pos < span.end;
}

void Resolve(std::string_view raw, TextRules rules, std::string* out) {
  const bool references = rules != TextRules::kRaw && rules != TextRules::kCdata;
  const bool keep_nul = rules == TextRules::kData || rules == TextRules::kCdata;
  for (size_t pos = 0; pos < raw.size();) {
    const size_t plain =
        FindOdd(raw, static_cast<uint32_t>(pos), static_cast<uint32_t>(raw.size()));
    out->append(raw.substr(pos, plain - pos));
    pos = plain;
    if (pos == raw.size()) break;
    if (raw[pos] == '\r') {
      out->push_back('\n');
      pos += pos + 1 < raw.size() && raw[pos + 1] == '\n' ? 2 : 1;
    } else if (raw[pos] == '\0') {
      if (keep_nul) {
        out->push_back('\0');
      } else {
        AppendUtf8(0xFFFD, out);
      }
      pos++;
    } else if (references) {
      pos = Reference(raw, pos, rules == TextRules::kAttribute, out);
    } else {
      out->push_back('&');
      pos++;
    }
  }
}

std::string LowerName(std::string_view raw) {
  std::string name;
  name.reserve(raw.size());
  for (const char c : raw) {
    if (c == '\0') {
      AppendUtf8(0xFFFD, &name);
    } else {
      name.push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
  }
  return name;
}

Tokenizer::Tokenizer(std::string_view source, const TokenizerOptions& options)
    : source_(source.substr(0, kMaxSourceBytes)),
      options_(options),
      state_(options.initial_state),
      last_start_tag_(LowerName(options.last_start_tag)) {}

bool Tokenizer::At(uint32_t pos, std::string_view ascii_lower) const {
  return EqualsName(source_.substr(std::min<size_t>(pos, source_.size()), ascii_lower.size()),
                    ascii_lower);
}

// The first `c` from `pos` on; the source's size when there is none.
uint32_t Tokenizer::Find(char c, uint32_t pos) const { return FindByte(source_, c, pos); }

uint32_t Tokenizer::SkipSpaces(uint32_t pos) const {
  while (pos < source_.size() && IsHtmlSpace(source_[pos])) pos++;
  return pos;
}

void Tokenizer::Emit(TokenKind kind, uint32_t end, Token* token) {
  token->kind = kind;
  token->span = {pos_, end};
  steps_ += 1 + (end - pos_) / 16;
  pos_ = end;
}

void Tokenizer::EmitText(Span data, uint32_t end, TextRules rules, Token* token) {
  token->data = data;
  token->rules = rules;
  Emit(TokenKind::kText, end, token);
}

bool Tokenizer::Next(Token* token) {
  token->self_closing = false;
  token->attributes.clear();
  if (pos_ >= source_.size()) {
    token->kind = TokenKind::kEnd;
    token->span = {pos_, pos_};
    return false;
  }
  if (state_ != TokenizerState::kData) {
    TextMode(token);
  } else if (source_[pos_] == '<') {
    Markup(token);
  } else {
    const uint32_t end = Find('<', pos_);
    EmitText({pos_, end}, end, TextRules::kData, token);
  }
  return true;
}

// At '<': tag open state, and what follows from it.
void Tokenizer::Markup(Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  const char next = pos_ + 1 < size ? source_[pos_ + 1] : '\0';
  const bool end_tag = next == '/';
  const char first = !end_tag ? next : pos_ + 2 < size ? source_[pos_ + 2] : '\0';
  if (absl::ascii_isalpha(static_cast<unsigned char>(first))) return ReadTag(end_tag, token);
  if (end_tag) {
    if (pos_ + 2 >= size) return EmitText({pos_, size}, size, TextRules::kData, token);
    if (first == '>') return EmitText({pos_, pos_}, pos_ + 3, TextRules::kData, token);
    return BogusComment(pos_ + 2, token);
  }
  if (next == '?') return BogusComment(pos_ + 1, token);
  if (next == '!') {
    if (At(pos_ + 2, "--")) return Comment(token);
    if (At(pos_ + 2, "doctype")) return Doctype(token);
    if (foreign_ && source_.substr(pos_ + 2, 7) == "[CDATA[") {
      const uint32_t begin = pos_ + 9;
      const size_t close = source_.find("]]>", begin);
      const uint32_t end = close == std::string_view::npos ? size : static_cast<uint32_t>(close);
      return EmitText({begin, end}, std::min(end + 3, size), TextRules::kCdata, token);
    }
    return BogusComment(pos_ + 2, token);
  }
  const uint32_t end = Find('<', pos_ + 1);  // a '<' that opens nothing is text
  EmitText({pos_, end}, end, TextRules::kData, token);
}

// Tag name state to the '>'. A tag that the end of the file cuts is no token.
void Tokenizer::ReadTag(bool end_tag, Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  const uint32_t begin = pos_ + (end_tag ? 2 : 1);
  const Span name = {begin, ScanWord<Stop::kTagName>(source_, begin + 1).end};
  uint32_t end = name.end + 1;
  if (name.end >= size || source_[name.end] != '>') end = TagAttributes(name.end, !end_tag, token);
  if (end == kNowhere) {
    token->attributes.clear();
    return EmitText({size, size}, size, TextRules::kData, token);
  }
  token->name = name;
  token->tag = TagNamed(source_, name);
  if (end_tag) {
    token->self_closing = false;
  } else if (options_.text_modes) {
    SwitchMode(token->tag);
  }
  Emit(end_tag ? TokenKind::kEndTag : TokenKind::kStartTag, end, token);
}

// Before attribute name state; returns the position behind the '>', kNowhere at the end of the
// file.
uint32_t Tokenizer::TagAttributes(uint32_t pos, bool keep, Token* token) {
  const std::string_view source = source_;  // a local, as writes through `token` might change it
  const uint32_t size = static_cast<uint32_t>(source.size());
  uint64_t seen = 0;  // a bit for each name so far, by a rough hash
  if (!names_.empty()) names_.Clear();
  for (;;) {
    while (pos < size && (IsHtmlSpace(source[pos]) || source[pos] == '/')) {
      if (source[pos] == '/' && pos + 1 < size && source[pos + 1] == '>') {
        token->self_closing = true;
        return pos + 2;
      }
      pos++;
    }
    if (pos >= size) return kNowhere;
    if (source[pos] == '>') return pos + 1;
    // Attribute name state; a leading '=' is part of the name.
    const uint32_t name_begin = pos;
    const Scanned rest = ScanWord<Stop::kAttributeName>(source, pos + (source[pos] == '=' ? 1 : 0));
    TokenAttribute attribute;
    attribute.name = {name_begin, rest.end};
    attribute.plain_name = rest.plain;
    pos = rest.end;
    attribute.value = {pos, pos};
    if (pos >= size) return kNowhere;
    // After attribute name state.
    if (source[pos] != '=') pos = SkipSpaces(pos);
    if (pos >= size) return kNowhere;
    if (source[pos] == '=') {
      // Before attribute value state.
      pos++;
      if (pos < size && IsHtmlSpace(source[pos])) pos = SkipSpaces(pos);
      if (pos >= size) return kNowhere;
      Scanned value;
      if (const char quote = source[pos]; quote == '"' || quote == '\'') {
        value = ScanQuoted(source, quote, pos + 1);
        if (value.end >= size) return kNowhere;
        attribute.value = {pos + 1, value.end};
        pos = value.end + 1;
      } else {
        value = ScanWord<Stop::kUnquotedValue>(source, pos);
        attribute.value = {pos, value.end};
        pos = value.end;
      }
      attribute.plain_value = value.plain;
    }
    steps_++;
    if (!keep || token->attributes.size() >= kMaxAttributes) continue;
    if (IsDuplicate(attribute, *token, &seen)) continue;
    token->attributes.push_back(attribute);
  }
}

// Whether the tag has an attribute of that name already. The first few are compared with each other
// where `seen`, a bit for each name by a rough hash, says that it may be; more go into a set, so
// that a flood of attributes costs no more for each.
bool Tokenizer::IsDuplicate(const TokenAttribute& attribute, const Token& token, uint64_t* seen) {
  constexpr size_t kFew = 16;
  const std::string_view name = Slice(source_, attribute.name);
  if (token.attributes.size() >= kFew) {
    if (names_.empty()) {
      for (const TokenAttribute& other : token.attributes) {
        names_.Add(LowerName(Slice(source_, other.name)));
      }
    }
    return names_.Add(LowerName(name)) != NameMap::kNone;
  }
  // Letters differ from their other case in 0x20. A NUL stands for U+FFFD, which looks like nothing
  // of the kind: from then on all are compared.
  const unsigned first = static_cast<unsigned char>(name.front()) | 0x20u;
  const unsigned last = static_cast<unsigned char>(name.back()) | 0x20u;
  uint64_t bit = uint64_t{1} << ((first * 3 + last * 5 + name.size() * 7) % 64);
  if (!attribute.plain_name && name.find('\0') != std::string_view::npos) bit = ~uint64_t{0};
  const bool maybe = (*seen & bit) != 0;
  *seen |= bit;
  if (!maybe) return false;
  const bool nul = *seen == ~uint64_t{0};
  return std::any_of(token.attributes.begin(), token.attributes.end(),
                     [&](const TokenAttribute& other) {
                       const std::string_view taken = Slice(source_, other.name);
                       return nul ? LowerName(taken) == LowerName(name) : EqualsName(taken, name);
                     });
}

// At "<!--". The many states between "--" and '>' come to: the first "-->" or "--!>" ends it, and
// ">" or "->" at once do, too.
void Tokenizer::Comment(Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  const uint32_t begin = pos_ + 4;
  uint32_t data_end = kNowhere, end = size;
  if (At(begin, ">")) {
    data_end = begin;
    end = begin + 1;
  } else if (At(begin, "->")) {
    data_end = begin;
    end = begin + 2;
  }
  for (uint32_t at = begin; data_end == kNowhere; at++) {
    at = Find('>', at);
    if (at >= size) break;
    const std::string_view before = source_.substr(begin, at - begin);
    const uint32_t mark = absl::EndsWith(before, "--") ? 2 : absl::EndsWith(before, "--!") ? 3 : 0;
    if (mark == 0) continue;
    data_end = at - mark;
    end = at + 1;
  }
  if (data_end == kNowhere) {  // what may have begun its end is not part of it
    const std::string_view rest = source_.substr(begin);
    const uint32_t cut = absl::EndsWith(rest, "--!")  ? 3
                         : absl::EndsWith(rest, "--") ? 2
                         : absl::EndsWith(rest, "-")  ? 1
                                                      : 0;
    data_end = size - cut;
  }
  token->data = {begin, data_end};
  token->rules = TextRules::kRaw;
  Emit(TokenKind::kComment, end, token);
}

void Tokenizer::BogusComment(uint32_t data_begin, Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  const uint32_t end = Find('>', data_begin);
  token->data = {data_begin, end};
  token->rules = TextRules::kRaw;
  Emit(TokenKind::kComment, std::min(end + 1, size), token);
}

// Reads a quoted identifier at *pos; false when '>' or the end of the file cuts it.
bool Tokenizer::DoctypeId(uint32_t* pos, Span* id, Token* token) const {
  const char quote = source_[*pos];
  const uint32_t begin = *pos + 1;
  uint32_t end = begin;
  while (end < source_.size() && source_[end] != quote && source_[end] != '>') end++;
  *id = {begin, end};
  *pos = end;
  if (end >= source_.size() || source_[end] == '>') {
    token->force_quirks = true;
    return false;
  }
  *pos = end + 1;
  return true;
}

// At "<!doctype", any case.
void Tokenizer::Doctype(Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  token->force_quirks = token->has_name = token->has_public_id = token->has_system_id = false;
  token->name = token->public_id = token->system_id = {};
  uint32_t pos = SkipSpaces(pos_ + 9);
  const auto at_quote = [&] { return pos < size && (source_[pos] == '"' || source_[pos] == '\''); };
  const auto finish = [&] {  // bogus doctype state
    pos = Find('>', pos);
    Emit(TokenKind::kDoctype, std::min(pos + 1, size), token);
  };
  if (pos >= size || source_[pos] == '>') {
    token->force_quirks = true;
    return finish();
  }
  token->has_name = true;
  const uint32_t name_begin = pos;
  while (pos < size && !IsHtmlSpace(source_[pos]) && source_[pos] != '>') pos++;
  token->name = {name_begin, pos};
  pos = SkipSpaces(pos);
  if (pos >= size) token->force_quirks = true;
  if (pos >= size || source_[pos] == '>') return finish();
  const bool is_public = At(pos, "public");
  if (!is_public && !At(pos, "system")) {
    token->force_quirks = true;
    return finish();
  }
  pos = SkipSpaces(pos + 6);
  if (!at_quote()) {
    token->force_quirks = true;
    return finish();
  }
  if (is_public) {
    token->has_public_id = true;
    if (!DoctypeId(&pos, &token->public_id, token)) return finish();
    pos = SkipSpaces(pos);
    if (!at_quote()) {
      token->force_quirks = pos >= size || source_[pos] != '>';
      return finish();
    }
  }
  token->has_system_id = true;
  if (!DoctypeId(&pos, &token->system_id, token)) return finish();
  pos = SkipSpaces(pos);
  if (pos >= size) token->force_quirks = true;
  finish();
}

void Tokenizer::SwitchMode(Tag tag) {
  switch (tag) {
    case Tag::kTitle:
    case Tag::kTextarea:
      state_ = TokenizerState::kRcdata;
      break;
    case Tag::kScript:
      state_ = TokenizerState::kScriptData;
      break;
    case Tag::kPlaintext:
      state_ = TokenizerState::kPlaintext;
      break;
    case Tag::kNoscript:
      if (!options_.scripting) return;
      state_ = TokenizerState::kRawtext;
      break;
    case Tag::kStyle:
    case Tag::kIframe:
    case Tag::kXmp:
    case Tag::kNoembed:
    case Tag::kNoframes:
      state_ = TokenizerState::kRawtext;
      break;
    default:
      return;
  }
  last_start_tag_ = std::string(TagName(tag));
}

// Whether "</name" and a delimiter stand at `pos`.
bool Tokenizer::IsEndTag(uint32_t pos, std::string_view name) const {
  if (name.empty() || !At(pos, "</") || !At(pos + 2, name)) return false;
  const size_t after = pos + 2 + name.size();
  return after < source_.size() &&
         (IsHtmlSpace(source_[after]) || source_[after] == '/' || source_[after] == '>');
}

uint32_t Tokenizer::FindEndTag(uint32_t pos) const {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  if (last_start_tag_.empty()) return size;
  for (pos = Find('<', pos); pos < size; pos = Find('<', pos + 1)) {
    if (IsEndTag(pos, last_start_tag_)) return pos;
  }
  return size;
}

// Script data, with its escaped ("<!--") and double escaped ("<!--<script") states.
uint32_t Tokenizer::FindScriptEnd(uint32_t pos) const {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  enum { kPlain, kEscaped, kDoubleEscaped } mode = kPlain;
  const auto opens_script = [&](uint32_t at) {
    const size_t after = at + 7;
    return At(at, "<script") && after < size &&
           (IsHtmlSpace(source_[after]) || source_[after] == '/' || source_[after] == '>');
  };
  for (;;) {
    pos = mode == kPlain ? Find('<', pos) : FindEither(source_, '<', '-', pos);
    if (pos >= size) return size;
    if (source_[pos] == '-') {
      if (At(pos, "-->")) mode = kPlain;
      pos++;
    } else if (mode == kPlain && At(pos, "<!--")) {
      mode = kEscaped;
      pos += 2;  // its dashes may be the ones of a "-->"
    } else if (mode != kDoubleEscaped && IsEndTag(pos, last_start_tag_)) {
      return pos;
    } else if (mode == kEscaped && opens_script(pos)) {
      mode = kDoubleEscaped;
      pos += 8;
    } else if (mode == kDoubleEscaped && IsEndTag(pos, "script")) {
      mode = kEscaped;
      pos += 9;
    } else {
      pos++;
    }
  }
}

// RCDATA, RAWTEXT, script data, PLAINTEXT and CDATA section states: text, then the end tag.
void Tokenizer::TextMode(Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  if (state_ == TokenizerState::kPlaintext) {
    return EmitText({pos_, size}, size, TextRules::kRaw, token);
  }
  if (state_ == TokenizerState::kCdataSection) {
    const size_t close = source_.find("]]>", pos_);
    const uint32_t end = close == std::string_view::npos ? size : static_cast<uint32_t>(close);
    state_ = TokenizerState::kData;
    return EmitText({pos_, end}, std::min(end + 3, size), TextRules::kCdata, token);
  }
  const bool script = state_ == TokenizerState::kScriptData;
  const uint32_t end = script ? FindScriptEnd(pos_) : FindEndTag(pos_);
  if (end == pos_) {
    state_ = TokenizerState::kData;
    return ReadTag(true, token);
  }
  const TextRules rules = state_ == TokenizerState::kRcdata ? TextRules::kRcdata : TextRules::kRaw;
  EmitText({pos_, end}, end, rules, token);
}

}  // namespace touchstone

// tokenizer.cc: the states of https://html.spec.whatwg.org/multipage/parsing.html#tokenization
// grouped by what they read: a tag with its attributes, a comment, a doctype, a stretch of text.
// Within such a group the standard's states are positions in the code.
#include "core/page/tokenizer.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/page/entities.h"

namespace touchstone {
namespace {

constexpr uint32_t kNowhere = UINT32_MAX;

bool IsSpace(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r'; }

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
    const char c = raw[i];
    int digit;
    if (absl::ascii_isdigit(c)) {
      digit = c - '0';
    } else if (hex && absl::ascii_isxdigit(c)) {
      digit = absl::ascii_tolower(c) - 'a' + 10;
    } else {
      break;
    }
    code = std::min<char32_t>(code * (hex ? 16 : 10) + static_cast<char32_t>(digit), 0x110000);
  }
  if (i == digits) return pos;
  if (i < raw.size() && raw[i] == ';') i++;
  if (code == 0) code = 0xFFFD;
  if (code >= 0x80 && code <= 0x9F && kC1[code - 0x80] != 0) code = kC1[code - 0x80];
  AppendUtf8(code, out);
  return i;
}

// Reads the reference at raw[pos] == '&'; returns the position behind what it appended.
size_t Reference(std::string_view raw, size_t pos, bool attribute, std::string* out) {
  const size_t begin = pos + 1;
  if (begin < raw.size() && raw[begin] == '#') {
    const size_t end = NumericReference(raw, begin, out);
    if (end != begin) return end;
  } else if (begin < raw.size() && absl::ascii_isalnum(raw[begin])) {
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

bool NeedsResolve(std::string_view raw, TextRules rules) {
  const bool references = rules != TextRules::kRaw && rules != TextRules::kCdata;
  return (references && raw.find('&') != std::string_view::npos) ||
         raw.find('\r') != std::string_view::npos || raw.find('\0') != std::string_view::npos;
}

void Resolve(std::string_view raw, TextRules rules, std::string* out) {
  const bool references = rules != TextRules::kRaw && rules != TextRules::kCdata;
  const bool keep_nul = rules == TextRules::kData || rules == TextRules::kCdata;
  for (size_t pos = 0; pos < raw.size();) {
    size_t plain = pos;
    while (plain < raw.size() && raw[plain] != '&' && raw[plain] != '\r' && raw[plain] != '\0') {
      plain++;
    }
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
uint32_t Tokenizer::Find(char c, uint32_t pos) const {
  const size_t found = source_.find(c, pos);
  return static_cast<uint32_t>(found == std::string_view::npos ? source_.size() : found);
}

uint32_t Tokenizer::SkipSpaces(uint32_t pos) const {
  while (pos < source_.size() && IsSpace(source_[pos])) pos++;
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
  if (absl::ascii_isalpha(static_cast<unsigned char>(next))) return Tag(false, token);
  if (next == '/') {
    if (pos_ + 2 >= size) return EmitText({pos_, size}, size, TextRules::kData, token);
    const char third = source_[pos_ + 2];
    if (absl::ascii_isalpha(static_cast<unsigned char>(third))) return Tag(true, token);
    if (third == '>') return EmitText({pos_, pos_}, pos_ + 3, TextRules::kData, token);
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
void Tokenizer::Tag(bool end_tag, Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  const uint32_t begin = pos_ + (end_tag ? 2 : 1);
  uint32_t pos = begin;
  while (pos < size && !IsSpace(source_[pos]) && source_[pos] != '/' && source_[pos] != '>') pos++;
  const Span name = {begin, pos};
  const uint32_t end = TagAttributes(pos, !end_tag, token);
  if (end == kNowhere) {
    token->attributes.clear();
    return EmitText({size, size}, size, TextRules::kData, token);
  }
  token->name = name;
  if (end_tag) {
    token->self_closing = false;
  } else if (options_.text_modes && !foreign_) {
    SwitchMode(Slice(source_, name));
  }
  Emit(end_tag ? TokenKind::kEndTag : TokenKind::kStartTag, end, token);
}

// Before attribute name state; returns the position behind the '>', kNowhere at the end of the
// file.
uint32_t Tokenizer::TagAttributes(uint32_t pos, bool keep, Token* token) {
  const uint32_t size = static_cast<uint32_t>(source_.size());
  for (;;) {
    while (pos < size && (IsSpace(source_[pos]) || source_[pos] == '/')) {
      if (source_[pos] == '/' && pos + 1 < size && source_[pos + 1] == '>') {
        token->self_closing = true;
        return pos + 2;
      }
      pos++;
    }
    if (pos >= size) return kNowhere;
    if (source_[pos] == '>') return pos + 1;
    // Attribute name state; a leading '=' is part of the name.
    const uint32_t name_begin = pos++;
    while (pos < size && !IsSpace(source_[pos]) && source_[pos] != '/' && source_[pos] != '>' &&
           source_[pos] != '=') {
      pos++;
    }
    const bool kept = keep && AddAttribute({name_begin, pos}, token);
    steps_++;
    // After attribute name state.
    const uint32_t after = SkipSpaces(pos);
    if (after >= size) return kNowhere;
    if (source_[after] != '=') {
      pos = after;
      continue;
    }
    // Before attribute value state.
    pos = SkipSpaces(after + 1);
    if (pos >= size) return kNowhere;
    Span value;
    if (source_[pos] == '"' || source_[pos] == '\'') {
      const uint32_t end = Find(source_[pos], pos + 1);
      if (end >= size) return kNowhere;
      value = {pos + 1, end};
      pos = end + 1;
    } else {
      value.begin = pos;
      while (pos < size && !IsSpace(source_[pos]) && source_[pos] != '>') pos++;
      value.end = pos;
    }
    if (kept) token->attributes.back().value = value;
  }
}

// Starts a new attribute; false when the tag has one of that name, or kMaxAttributes.
bool Tokenizer::AddAttribute(Span name, Token* token) const {
  if (token->attributes.size() >= kMaxAttributes) return false;
  const std::string_view written = Slice(source_, name);
  for (const TokenAttribute& attribute : token->attributes) {
    if (EqualsName(Slice(source_, attribute.name), written)) return false;
  }
  token->attributes.push_back({name, {name.end, name.end}});
  return true;
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
  for (size_t dash = begin; data_end == kNowhere;) {
    dash = source_.find("--", dash);
    if (dash == std::string_view::npos) break;
    const uint32_t at = static_cast<uint32_t>(dash);
    if (At(at + 2, ">")) {
      data_end = at;
      end = at + 3;
    } else if (At(at + 2, "!>")) {
      data_end = at;
      end = at + 4;
    }
    dash++;
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
  while (pos < size && !IsSpace(source_[pos]) && source_[pos] != '>') pos++;
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

void Tokenizer::SwitchMode(std::string_view name) {
  static constexpr struct {
    std::string_view name;
    TokenizerState state;
  } kModes[] = {
      {"script", TokenizerState::kScriptData}, {"style", TokenizerState::kRawtext},
      {"title", TokenizerState::kRcdata},      {"textarea", TokenizerState::kRcdata},
      {"noscript", TokenizerState::kRawtext},  {"iframe", TokenizerState::kRawtext},
      {"xmp", TokenizerState::kRawtext},       {"noembed", TokenizerState::kRawtext},
      {"noframes", TokenizerState::kRawtext},  {"plaintext", TokenizerState::kPlaintext},
  };
  if (name.size() < 3 || name.size() > 9) return;
  for (const auto& mode : kModes) {
    if (!EqualsName(name, mode.name)) continue;
    if (mode.name == "noscript" && !options_.scripting) return;
    state_ = mode.state;
    last_start_tag_ = std::string(mode.name);
    return;
  }
}

// Whether "</name" and a delimiter stand at `pos`.
bool Tokenizer::IsEndTag(uint32_t pos, std::string_view name) const {
  if (name.empty() || !At(pos, "</") || !At(pos + 2, name)) return false;
  const size_t after = pos + 2 + name.size();
  return after < source_.size() &&
         (IsSpace(source_[after]) || source_[after] == '/' || source_[after] == '>');
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
           (IsSpace(source_[after]) || source_[after] == '/' || source_[after] == '>');
  };
  while (pos < size) {
    if (mode == kPlain) {
      pos = Find('<', pos);
      if (pos >= size) return size;
    }
    if (mode != kPlain && At(pos, "-->")) {
      mode = kPlain;
      pos += 3;
    } else if (source_[pos] != '<') {
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
  return size;
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
    return Tag(true, token);
  }
  const TextRules rules = state_ == TokenizerState::kRcdata ? TextRules::kRcdata : TextRules::kRaw;
  EmitText({pos_, end}, end, rules, token);
}

}  // namespace touchstone

#include "core/page/tokens_dump.h"

#include <utility>

#include "core/base/json.h"

namespace touchstone {
namespace {

std::string Text(std::string_view source, Span span, TextRules rules) {
  std::string text;
  Resolve(Slice(source, span), rules, &text);
  return text;
}

void WriteStartTag(std::string_view source, const Token& token, JsonWriter* w) {
  w->BeginArray().String("StartTag").String(LowerName(Slice(source, token.name))).BeginObject();
  for (const TokenAttribute& attribute : token.attributes) {
    w->Key(LowerName(Slice(source, attribute.name)))
        .String(Text(source, attribute.value, TextRules::kAttribute));
  }
  w->EndObject();
  if (token.self_closing) w->Bool(true);
  w->EndArray();
}

void WriteDoctype(std::string_view source, const Token& token, JsonWriter* w) {
  const auto string_or_null = [&](bool present, const std::string& text) {
    if (present) {
      w->String(text);
    } else {
      w->Null();
    }
  };
  w->BeginArray().String("DOCTYPE");
  string_or_null(token.has_name, LowerName(Slice(source, token.name)));
  string_or_null(token.has_public_id, Text(source, token.public_id, TextRules::kRaw));
  string_or_null(token.has_system_id, Text(source, token.system_id, TextRules::kRaw));
  w->Bool(!token.force_quirks).EndArray();
}

}  // namespace

std::string DumpTokens(std::string_view text, TokenizerOptions options) {
  options.text_modes = false;
  Tokenizer tokenizer(text, options);
  JsonWriter w;
  w.BeginArray();
  std::string characters;
  const auto flush = [&] {
    if (characters.empty()) return;
    w.BeginArray().String("Character").String(characters).EndArray();
    characters.clear();
  };
  for (Token token; tokenizer.Next(&token);) {
    if (token.kind == TokenKind::kText) {
      Resolve(Slice(text, token.data), token.rules, &characters);
      continue;
    }
    flush();
    if (token.kind == TokenKind::kStartTag) WriteStartTag(text, token, &w);
    if (token.kind == TokenKind::kDoctype) WriteDoctype(text, token, &w);
    if (token.kind == TokenKind::kEndTag) {
      w.BeginArray().String("EndTag").String(LowerName(Slice(text, token.name))).EndArray();
    }
    if (token.kind == TokenKind::kComment) {
      w.BeginArray().String("Comment").String(Text(text, token.data, token.rules)).EndArray();
    }
  }
  flush();
  w.EndArray();
  return std::move(w).Finish();
}

}  // namespace touchstone

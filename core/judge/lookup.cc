#include "core/judge/lookup.h"

#include <algorithm>
#include <string>

namespace touchstone {
namespace {

// Scripts written with spaces between words: there a phrase must not begin inside a word.
bool JoinsWords(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  if (c >= 0x0E00 && c <= 0x0EFF) return false;  // Thai, Lao
  if (c >= 0x1100 && c <= 0x11FF) return false;  // Hangul Jamo
  return c < 0x2000;                             // above: punctuation, kana, Han, Hangul, emoji
}

bool IsFoldedAscii(char c) { return c >= ' ' && c < 0x7F && (c < 'A' || c > 'Z'); }

char32_t CharacterBefore(std::string_view text, size_t pos) {
  size_t begin = pos - 1;
  while (begin > 0 && IsContinuation(text[begin])) begin--;
  return DecodeUtf8(text, &begin);
}

char32_t CharacterAt(std::string_view text, size_t pos) { return DecodeUtf8(text, &pos); }

bool IsWordAt(std::string_view text, size_t begin, size_t end) {
  if (begin > 0 && JoinsWords(CharacterAt(text, begin)) &&
      JoinsWords(CharacterBefore(text, begin))) {
    return false;
  }
  return end == text.size() || !JoinsWords(CharacterBefore(text, end)) ||
         !JoinsWords(CharacterAt(text, end));
}

}  // namespace

bool IsCurrent(const Provenance& provenance, Day at) {
  return !provenance.expires.has_value() || at <= *provenance.expires;
}

std::optional<Span> FindPhrase(std::string_view folded, std::string_view phrase) {
  // Most phrases are folded as they stand; folding is dearer than the search.
  std::string refolded;
  std::string_view wanted = phrase;
  if (!std::all_of(phrase.begin(), phrase.end(), IsFoldedAscii)) {
    refolded = FoldString(phrase);
    wanted = refolded;
  }
  if (wanted.empty()) return std::nullopt;
  for (size_t at = folded.find(wanted); at != folded.npos; at = folded.find(wanted, at + 1)) {
    const size_t end = at + wanted.size();
    if (IsWordAt(folded, at, end)) {
      return Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
    }
  }
  return std::nullopt;
}

bool HasTopicWord(std::string_view folded, Topic topic, const Ruleset& ruleset) {
  for (const Vocabulary& vocabulary : ruleset.vocabulary) {
    if (vocabulary.topic != topic) continue;
    for (const std::string& phrase : vocabulary.phrases) {
      if (FindPhrase(folded, phrase).has_value()) return true;
    }
  }
  return false;
}

}  // namespace touchstone

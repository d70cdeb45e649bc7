#include "core/rules/disguise.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <utility>

#include "core/base/bytes16.h"
#include "core/rules/matcher.h"

namespace touchstone {
namespace {

#include "core/rules/confusables.inc"

constexpr size_t kMinDigitWord = 5;  // characters of a word in which digits are read as letters
constexpr size_t kMinSpacedLetters = 4;
constexpr size_t kMaxSeparatorBytes = 4;  // between letters that stand alone
constexpr size_t kMinFlagLetters = 5;     // regional indicators; two are a flag

// The Latin letters that look like Cyrillic ones, and those.
constexpr std::string_view kCyrillicLooks = "abcehikmoptxy";
constexpr char16_t kCyrillic[] = u"авсенікмортху";

bool IsLatin(char32_t c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }
bool IsHan(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }
bool IsFlagLetter(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
// Greek, Cyrillic and Armenian: words of their own.
bool IsOwnScript(char32_t c) { return c >= 0x370 && c <= 0x58F; }

// The letter or digit that a character looks like; 0 when it looks like none.
char LooksLike(char32_t c) {
  if (c < 0x250) return 0;
  const uint32_t* entry = std::upper_bound(std::begin(kConfusables), std::end(kConfusables),
                                           static_cast<uint32_t>(c) << 11 | 0x7FF);
  if (entry == std::begin(kConfusables)) return 0;
  const uint32_t run = *--entry, step = static_cast<uint32_t>(c) - (run >> 11);
  if (step > (run >> 6 & 31)) return 0;
  const uint32_t place = (run & 63) + step;
  return static_cast<char>(place < 10 ? '0' + place : 'a' + place - 10);
}

// The letter that a digit or sign stands for inside of a word; 0 when for none.
char LetterOf(char32_t c, One one) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return one == One::kL ? 'l' : 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '7':
      return 't';
    case '8':
      return 'b';
    default:
      return 0;
  }
}

bool IsInWord(char32_t c) { return JoinsWords(c) || LooksLike(c) != 0; }

class DisguiseReader {
 public:
  DisguiseReader(std::string_view folded, One one) : text_(folded), one_(one) {}

  void ReadLine(size_t begin, size_t end);
  FoldedText Finish() {
    if (!out_.text.empty()) out_.shifts.push_back({Size(), static_cast<uint32_t>(text_.size())});
    return std::move(out_);
  }
  bool has_one() const { return has_one_; }

 private:
  uint32_t Size() const { return static_cast<uint32_t>(out_.text.size()); }
  char32_t At(size_t pos) const { return pos < end_ ? DecodeUtf8(text_, &pos) : U'\n'; }
  size_t After(size_t pos) const {
    DecodeUtf8(text_, &pos);
    return pos;
  }
  void Put(char32_t c, size_t from);
  void PutWord(size_t begin, size_t end);
  size_t PutSpaced(size_t begin);
  bool StandsAlone(size_t pos) const;

  std::string_view text_;
  One one_;
  size_t begin_ = 0, end_ = 0;  // of the line
  bool changed_ = false;        // in the line
  bool has_one_ = false;
  FoldedText out_;
};

void DisguiseReader::Put(char32_t c, size_t from) {
  const uint32_t source = static_cast<uint32_t>(from);
  if (out_.shifts.empty() ||
      source - Size() != out_.shifts.back().source - out_.shifts.back().folded) {
    out_.shifts.push_back({Size(), source});
  }
  AppendUtf8(c, &out_.text);
}

void DisguiseReader::PutWord(size_t begin, size_t end) {
  size_t count = 0, latin = 0, digits = 0, strange = 0, alike = 0, own = 0, flags = 0, cyrillic = 0;
  bool all_digits_read = true, one = false;
  for (size_t pos = begin; pos < end; count++) {
    char32_t c = DecodeUtf8(text_, &pos);
    if (c >= 0x80) {
      strange++;
      own += IsOwnScript(c);
      flags += IsFlagLetter(c);
      const char look = LooksLike(c);
      alike += look != 0;
      if (IsLatin(static_cast<char32_t>(look))) continue;
      c = static_cast<char32_t>(look);
    }
    if (IsLatin(c)) {
      latin++;
      cyrillic += kCyrillicLooks.find(static_cast<char>(c)) != kCyrillicLooks.npos;
    } else {
      digits++;
      all_digits_read = all_digits_read && LetterOf(c, one_) != 0;
      one = one || c == '1';
    }
  }
  const bool to_latin = strange > 0 && alike == strange && (latin > 0 || own < strange) &&
                        (flags < count || flags >= kMinFlagLetters);
  const bool to_cyrillic =
      !to_latin && latin > 0 && latin == cyrillic && own == strange && own > alike;
  const bool to_letters = count >= kMinDigitWord && digits > 0 && 2 * digits < count &&
                          all_digits_read && (to_latin || strange == 0);
  changed_ = changed_ || to_latin || to_cyrillic || to_letters;
  has_one_ = has_one_ || (to_letters && one);
  for (size_t pos = begin; pos < end;) {
    const size_t from = pos;
    char32_t c = DecodeUtf8(text_, &pos);
    if (to_latin && c >= 0x80) c = static_cast<char32_t>(LooksLike(c));
    if (to_letters && !IsLatin(c)) c = static_cast<char32_t>(LetterOf(c, one_));
    if (to_cyrillic && IsLatin(c)) c = kCyrillic[kCyrillicLooks.find(static_cast<char>(c))];
    Put(c, from);
  }
}

// Whether the character at `pos` is a letter or Han character with no other beside it.
bool DisguiseReader::StandsAlone(size_t pos) const {
  const char32_t c = At(pos);
  if (IsDigit(c) || !(IsHan(c) || IsInWord(c))) return false;
  const char32_t next = At(After(pos));
  if (IsHan(next) || IsInWord(next)) return false;
  if (pos == begin_) return true;
  size_t before = pos - 1;
  while (IsContinuation(text_[before])) before--;
  return !IsHan(At(before)) && !IsInWord(At(before));
}

// Reads letters that stand alone, from `begin` on, as one word. Returns where they end; `begin`
// when they are too few.
size_t DisguiseReader::PutSpaced(size_t begin) {
  std::string_view mark;
  size_t count = 0, end = begin;
  bool han = false, latin = false;
  for (size_t pos = begin; pos < end_ && StandsAlone(pos);) {
    const char32_t c = At(pos);
    han = han || IsHan(c);
    latin = latin || IsLatin(c);
    count++;
    end = After(pos);
    size_t next = end;
    while (next < end_ && next - end < kMaxSeparatorBytes && !IsHan(At(next)) &&
           !IsInWord(At(next)))
      next = After(next);
    const std::string_view between = text_.substr(end, next - end);
    if (count == 1) mark = between;
    if (between != mark || between.size() > kMaxSeparatorBytes) break;
    pos = next;
  }
  if (count < (han ? 2 : kMinSpacedLetters)) return begin;
  changed_ = true;
  for (size_t pos = begin; pos < end; pos = After(pos)) {
    const char32_t c = At(pos);
    if (!IsHan(c) && !IsInWord(c)) continue;
    const char look = latin ? LooksLike(c) : '\0';
    Put(look != 0 ? static_cast<char32_t>(look) : c, pos);
  }
  return end;
}

void DisguiseReader::ReadLine(size_t begin, size_t end) {
  begin_ = begin;
  end_ = end;
  changed_ = false;
  const size_t text = out_.text.size(), shifts = out_.shifts.size();
  for (size_t pos = begin; pos < end;) {
    const char32_t c = At(pos);
    if (!IsInWord(c) && !IsHan(c)) {
      Put(c, pos);
      pos = After(pos);
      continue;
    }
    if (const size_t spaced = StandsAlone(pos) ? PutSpaced(pos) : pos; spaced > pos) {
      pos = spaced;
      continue;
    }
    if (IsHan(c)) {
      Put(c, pos);
      pos = After(pos);
      continue;
    }
    // "p@yp@l": a sign between letters belongs to the word.
    size_t word_end = pos;
    while (word_end < end) {
      const char32_t at = At(word_end);
      const bool sign = (at == '@' || at == '$') && word_end > pos && IsInWord(At(word_end + 1));
      if (!sign && !IsInWord(at)) break;
      word_end = After(word_end);
    }
    PutWord(pos, word_end);
    pos = word_end;
  }
  if (changed_) {
    Put('\n', end);
  } else {
    out_.text.resize(text);
    out_.shifts.resize(shifts);
  }
}

Bytes16 InRange(Bytes16 block, char low, char high) {
  return AtMostBytes(block - FillBytes16(low), static_cast<char>(high - low));
}

// Bit i: something may stand in disguise at p[i]. Bytes p[-1] to p[18] are looked at.
uint32_t Suspicions(const char* p) {
  const auto letters = [p](int step) { return InRange(LoadBytes16(p + step), 'a', 'z'); };
  const auto words = [p](int step) {
    const Bytes16 block = LoadBytes16(p + step);
    return InRange(block, 'a', 'z') | InRange(block, '0', '9') | ~AtMostBytes(block, 0x7F);
  };
  const Bytes16 at = LoadBytes16(p), next_byte = LoadBytes16(p + 1);
  const Bytes16 before = letters(-1), letter = letters(0), next = letters(1);
  const Bytes16 digit = InRange(at, '0', '9') & before & (next | (Bytes16)(at == next_byte));
  const Bytes16 sign = (EqualBytes(at, '@') | EqualBytes(at, '$')) & before & next;
  // A letter alone, and another behind one mark.
  const Bytes16 spaced = letter & ~words(-1) & ~words(1) & letters(2) & ~words(3);
  // Phonetic letters, Greek, Cyrillic and Armenian beside Latin: two bytes each.
  const Bytes16 mixed = InRange(at, '\xC9', '\xD6') & (before | letters(2));
  // Phonetic letters; styled letters, and those in frames; circled ones, but not common marks and
  // currencies.
  const Bytes16 third = LoadBytes16(p + 2);
  const Bytes16 far =
      (EqualBytes(at, '\xE1') & InRange(next_byte, '\xB4', '\xB7')) |
      (EqualBytes(at, '\xF0') & (EqualBytes(next_byte, '\x9D') | InRange(third, '\x84', '\x87'))) |
      (EqualBytes(at, '\xE2') & InRange(next_byte, '\x84', '\x9E'));
  // A mark between a character and a Han character.
  const Bytes16 gap =
      ~AtMostBytes(at, 0x7F) & InRange(next_byte, ' ', '/') & InRange(third, '\xE3', '\xE9');
  return MaskOf(digit | sign | spaced | mixed | far | gap);
}

}  // namespace

FoldedText ReadDisguised(std::string_view folded, One one, bool* has_one) {
  DisguiseReader reader(folded, one);
  size_t line = 0;
  // The first and the last bytes are read without a filter.
  for (size_t pos = 0; pos < folded.size();) {
    bool suspicious = true;
    if (pos > 0 && pos + 19 <= folded.size()) {
      const uint32_t found = Suspicions(folded.data() + pos);
      suspicious = found != 0;
      if (!suspicious) {
        pos += 16;
        continue;
      }
      pos += static_cast<size_t>(std::countr_zero(found));
    }
    const size_t begin = std::max(folded.substr(0, pos).rfind('\n') + 1, line);
    const size_t end = std::min(folded.find('\n', pos), folded.size());
    reader.ReadLine(begin, end);
    line = pos = end + 1;
  }
  *has_one = reader.has_one();
  return reader.Finish();
}

}  // namespace touchstone

#include "core/page/encoding.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/page/scan.h"

namespace touchstone {
namespace {

// What the prescan looks at: the standard's 1024 bytes, and on to the end of the head, since
// browsers honour a declaration that comes late (by reading on, or by starting over).
constexpr size_t kPrescanBytes = 1024;

std::string_view HeadOf(std::string_view bytes) {
  bytes = bytes.substr(0, kMaxHeadBytes);
  for (size_t pos = bytes.find('<'); pos != std::string_view::npos;
       pos = bytes.find('<', pos + 1)) {
    const std::string_view rest = bytes.substr(pos);
    if (absl::StartsWithIgnoreCase(rest, "</head") || absl::StartsWithIgnoreCase(rest, "<body")) {
      return bytes.substr(0, std::max(pos, kPrescanBytes));
    }
  }
  return bytes;
}

// An encoding a line: its name, then its other labels.
//   source  https://encoding.spec.whatwg.org/#names-and-labels
constexpr std::string_view kLabels =
    "\nbig5 big5-hkscs cn-big5 csbig5 x-x-big5"
    "\neuc-jp cseucpkdfmtjapanese x-euc-jp"
    "\neuc-kr cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601"
    " ksc_5601 windows-949"
    "\ngb18030"
    "\ngbk chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 iso-ir-58 x-gbk"
    "\nibm866 866 cp866 csibm866"
    "\niso-2022-jp csiso2022jp"
    "\niso-8859-10 csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6"
    "\niso-8859-13 iso8859-13 iso885913"
    "\niso-8859-14 iso8859-14 iso885914"
    "\niso-8859-15 csisolatin9 iso8859-15 iso885915 iso_8859-15 l9"
    "\niso-8859-16"
    "\niso-8859-2 csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2"
    " latin2"
    "\niso-8859-3 csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3"
    " latin3"
    "\niso-8859-4 csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4"
    " latin4"
    "\niso-8859-5 csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5"
    " iso_8859-5:1988"
    "\niso-8859-6 arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114"
    " iso-8859-6-e iso-8859-6-i iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"
    "\niso-8859-7 csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597"
    " iso_8859-7 iso_8859-7:1987 sun_eu_greek"
    "\niso-8859-8 csiso88598e csisolatinhebrew hebrew iso-8859-8-e iso-ir-138 iso8859-8"
    " iso88598 iso_8859-8 iso_8859-8:1988 visual"
    "\niso-8859-8-i csiso88598i logical"
    "\nkoi8-r cskoi8r koi koi8 koi8_r"
    "\nkoi8-u koi8-ru"
    "\nmacintosh csmacintosh mac x-mac-roman"
    "\nreplacement csiso2022kr hz-gb-2312 iso-2022-cn iso-2022-cn-ext iso-2022-kr"
    "\nshift_jis csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis"
    "\nutf-16be unicodefffe"
    "\nutf-16le csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16"
    "\nutf-8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf8 x-unicode20utf8"
    "\nwindows-1250 cp1250 x-cp1250"
    "\nwindows-1251 cp1251 x-cp1251"
    "\nwindows-1252 ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100"
    " iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii x-cp1252"
    "\nwindows-1253 cp1253 x-cp1253"
    "\nwindows-1254 cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9"
    " iso_8859-9:1989 l5 latin5 x-cp1254"
    "\nwindows-1255 cp1255 x-cp1255"
    "\nwindows-1256 cp1256 x-cp1256"
    "\nwindows-1257 cp1257 x-cp1257"
    "\nwindows-1258 cp1258 x-cp1258"
    "\nwindows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620"
    "\nx-mac-cyrillic x-mac-ukrainian"
    "\nx-user-defined"
    "\n";

// The prescan of
// https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding
class Prescan {
 public:
  explicit Prescan(std::string_view bytes) : bytes_(HeadOf(bytes)) {}

  // The name of the encoding that a meta element declares; "" for none.
  std::string_view Run() {
    // An XML declaration in UTF-16, without its mark.
    if (absl::StartsWith(bytes_, std::string_view("<\0?\0x\0", 6))) return "utf-16le";
    if (absl::StartsWith(bytes_, std::string_view("\0<\0?\0x", 6))) return "utf-16be";
    while (pos_ < bytes_.size()) {
      const Counter counter(this);
      if (absl::StartsWith(Rest(), "<!--")) {
        const size_t end = bytes_.find("-->", pos_ + 2);
        if (end == std::string_view::npos) return "";
        pos_ = end + 3;
      } else if (AtMeta()) {
        pos_ += 5;
        const std::string_view name = Meta();
        if (!name.empty()) return name;
      } else if (AtTag()) {
        while (pos_ < bytes_.size() && !IsHtmlSpace(bytes_[pos_]) && bytes_[pos_] != '>') pos_++;
        std::string unused_name, unused_value;
        while (GetAttribute(&unused_name, &unused_value)) steps_++;
      } else if (absl::StartsWith(Rest(), "<!") || absl::StartsWith(Rest(), "</") ||
                 absl::StartsWith(Rest(), "<?")) {
        const size_t end = bytes_.find('>', pos_);
        if (end == std::string_view::npos) return "";
        pos_ = end + 1;
      } else {
        pos_ = std::min(bytes_.find('<', pos_ + 1), bytes_.size());
      }
    }
    return "";
  }

  uint64_t steps() const { return steps_; }

 private:
  // Counts one tag, comment or stretch of text, when it has been read.
  struct Counter {
    explicit Counter(Prescan* prescan) : scan(*prescan), begin(prescan->pos_) {}
    ~Counter() { scan.steps_ += 1 + (scan.pos_ - begin) / 16; }
    Prescan& scan;
    size_t begin;
  };

  std::string_view Rest() const { return bytes_.substr(pos_); }

  bool AtMeta() const {
    const std::string_view rest = Rest();
    return absl::StartsWithIgnoreCase(rest, "<meta") && rest.size() > 5 &&
           (IsHtmlSpace(rest[5]) || rest[5] == '/');
  }

  bool AtTag() const {
    const std::string_view rest = Rest();
    if (rest.size() < 2 || rest[0] != '<') return false;
    const size_t letter = rest[1] == '/' ? 2 : 1;
    return rest.size() > letter && absl::ascii_isalpha(static_cast<unsigned char>(rest[letter]));
  }

  std::string_view Meta() {
    bool got_pragma = false;
    int need_pragma = -1;  // unknown
    std::string_view charset;
    // Of equal attributes the first counts. Names that mean nothing here are not remembered: a tag
    // may have a hundred thousand of them.
    bool seen_equiv = false, seen_content = false, seen_charset = false;
    std::string name, value;
    while (GetAttribute(&name, &value)) {
      steps_++;
      if (name == "http-equiv" && !std::exchange(seen_equiv, true)) {
        got_pragma = value == "content-type";
      } else if (name == "content" && !std::exchange(seen_content, true)) {
        const std::string_view found = CharsetOfContent(value);
        // An unknown label in `charset` is a choice, too: the wrong one.
        if (!found.empty() && !seen_charset) {
          charset = found;
          need_pragma = 1;
        }
      } else if (name == "charset" && !std::exchange(seen_charset, true)) {
        charset = EncodingFromLabel(value);
        need_pragma = 0;
      }
    }
    if (need_pragma < 0 || (need_pragma == 1 && !got_pragma)) return "";
    // A document that was read as ASCII so far is not UTF-16.
    if (charset == "utf-16le" || charset == "utf-16be") return "utf-8";
    if (charset == "x-user-defined") return "windows-1252";
    return charset;
  }

  // https://html.spec.whatwg.org/multipage/urls-and-fetching.html#extracting-character-encodings-from-meta-elements
  static std::string_view CharsetOfContent(std::string_view value) {
    size_t pos = 0;
    for (;;) {
      pos = value.find("charset", pos);
      if (pos == std::string_view::npos) return "";
      pos += 7;
      while (pos < value.size() && IsHtmlSpace(value[pos])) pos++;
      if (pos < value.size() && value[pos] == '=') break;
    }
    pos++;
    while (pos < value.size() && IsHtmlSpace(value[pos])) pos++;
    if (pos >= value.size()) return "";
    if (value[pos] == '"' || value[pos] == '\'') {
      const size_t end = value.find(value[pos], pos + 1);
      if (end == std::string_view::npos) return "";
      return EncodingFromLabel(value.substr(pos + 1, end - pos - 1));
    }
    size_t end = pos;
    while (end < value.size() && !IsHtmlSpace(value[end]) && value[end] != ';') end++;
    return EncodingFromLabel(value.substr(pos, end - pos));
  }

  // https://html.spec.whatwg.org/multipage/parsing.html#concept-get-attributes-when-sniffing
  bool GetAttribute(std::string* name, std::string* value) {
    name->clear();
    value->clear();
    while (pos_ < bytes_.size() && (IsHtmlSpace(bytes_[pos_]) || bytes_[pos_] == '/')) pos_++;
    if (pos_ >= bytes_.size() || bytes_[pos_] == '>') return false;
    for (; pos_ < bytes_.size(); pos_++) {
      const char c = bytes_[pos_];
      if ((c == '=' && !name->empty()) || IsHtmlSpace(c)) break;
      if (c == '/' || c == '>') return true;
      name->push_back(absl::ascii_tolower(static_cast<unsigned char>(c)));
    }
    while (pos_ < bytes_.size() && IsHtmlSpace(bytes_[pos_])) pos_++;
    if (pos_ >= bytes_.size() || bytes_[pos_] != '=') return true;
    pos_++;
    while (pos_ < bytes_.size() && IsHtmlSpace(bytes_[pos_])) pos_++;
    if (pos_ >= bytes_.size()) return true;
    if (bytes_[pos_] == '"' || bytes_[pos_] == '\'') {
      const char quote = bytes_[pos_++];
      for (; pos_ < bytes_.size(); pos_++) {
        if (bytes_[pos_] == quote) {
          pos_++;
          return true;
        }
        value->push_back(absl::ascii_tolower(static_cast<unsigned char>(bytes_[pos_])));
      }
      return true;
    }
    for (; pos_ < bytes_.size() && !IsHtmlSpace(bytes_[pos_]) && bytes_[pos_] != '>'; pos_++) {
      value->push_back(absl::ascii_tolower(static_cast<unsigned char>(bytes_[pos_])));
    }
    return true;
  }

  std::string_view bytes_;
  size_t pos_ = 0;
  uint64_t steps_ = 0;
};

bool IsAscii(std::string_view bytes) {
  return std::none_of(bytes.begin(), bytes.end(),
                      [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

}  // namespace

std::string_view EncodingFromLabel(std::string_view label) {
  constexpr std::string_view kBetween = " \n";
  const std::string lower = absl::AsciiStrToLower(absl::StripAsciiWhitespace(label));
  if (lower.empty() || lower.find_first_of(kBetween) != lower.npos) return "";
  for (size_t at = kLabels.find(lower); at != kLabels.npos; at = kLabels.find(lower, at + 1)) {
    const char before = kLabels[at - 1], behind = kLabels[at + lower.size()];
    if (!absl::StrContains(kBetween, before) || !absl::StrContains(kBetween, behind)) continue;
    const size_t line = kLabels.rfind('\n', at - 1) + 1;
    return kLabels.substr(line, kLabels.find_first_of(kBetween, line) - line);
  }
  return "";
}

EncodingChoice ChooseEncoding(std::string_view bytes, std::string_view transport_label) {
  using Source = EncodingChoice::Source;
  if (absl::StartsWith(bytes, "\xEF\xBB\xBF")) return {"utf-8", Source::kByteOrderMark, 3, 0};
  if (absl::StartsWith(bytes, "\xFF\xFE")) return {"utf-16le", Source::kByteOrderMark, 2, 0};
  if (absl::StartsWith(bytes, "\xFE\xFF")) return {"utf-16be", Source::kByteOrderMark, 2, 0};
  EncodingChoice choice = {"", Source::kTransport, 0, 0};
  choice.name = EncodingFromLabel(transport_label);
  if (choice.name.empty()) {
    choice.source = Source::kMeta;
    Prescan prescan(bytes);
    choice.name = prescan.Run();
    choice.steps = prescan.steps();
  }
  const bool wide = choice.name == "utf-16le" || choice.name == "utf-16be";
  // ISO-2022-JP is ASCII bytes throughout, so that being valid UTF-8 says nothing about it.
  const bool undecided = choice.name.empty() || (!wide && choice.name != "iso-2022-jp");
  if (undecided && choice.name != "utf-8" && IsValidUtf8(bytes)) {
    if (!IsAscii(bytes) || choice.name.empty()) {
      return {"utf-8", Source::kValidUtf8, 0, choice.steps};
    }
  }
  if (choice.name.empty()) return {"windows-1252", Source::kDefault, 0, choice.steps};
  return choice;
}

}  // namespace touchstone

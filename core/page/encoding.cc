#include "core/page/encoding.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
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

struct Label {
  std::string_view label;
  std::string_view name;
};

// Sorted by label.
//   source  https://encoding.spec.whatwg.org/#names-and-labels
constexpr Label kLabels[] = {
    {"866", "ibm866"},
    {"ansi_x3.4-1968", "windows-1252"},
    {"arabic", "iso-8859-6"},
    {"ascii", "windows-1252"},
    {"asmo-708", "iso-8859-6"},
    {"big5", "big5"},
    {"big5-hkscs", "big5"},
    {"chinese", "gbk"},
    {"cn-big5", "big5"},
    {"cp1250", "windows-1250"},
    {"cp1251", "windows-1251"},
    {"cp1252", "windows-1252"},
    {"cp1253", "windows-1253"},
    {"cp1254", "windows-1254"},
    {"cp1255", "windows-1255"},
    {"cp1256", "windows-1256"},
    {"cp1257", "windows-1257"},
    {"cp1258", "windows-1258"},
    {"cp819", "windows-1252"},
    {"cp866", "ibm866"},
    {"csbig5", "big5"},
    {"cseuckr", "euc-kr"},
    {"cseucpkdfmtjapanese", "euc-jp"},
    {"csgb2312", "gbk"},
    {"csibm866", "ibm866"},
    {"csiso2022jp", "iso-2022-jp"},
    {"csiso2022kr", "replacement"},
    {"csiso58gb231280", "gbk"},
    {"csiso88596e", "iso-8859-6"},
    {"csiso88596i", "iso-8859-6"},
    {"csiso88598e", "iso-8859-8"},
    {"csiso88598i", "iso-8859-8-i"},
    {"csisolatin1", "windows-1252"},
    {"csisolatin2", "iso-8859-2"},
    {"csisolatin3", "iso-8859-3"},
    {"csisolatin4", "iso-8859-4"},
    {"csisolatin5", "windows-1254"},
    {"csisolatin6", "iso-8859-10"},
    {"csisolatin9", "iso-8859-15"},
    {"csisolatinarabic", "iso-8859-6"},
    {"csisolatincyrillic", "iso-8859-5"},
    {"csisolatingreek", "iso-8859-7"},
    {"csisolatinhebrew", "iso-8859-8"},
    {"cskoi8r", "koi8-r"},
    {"csksc56011987", "euc-kr"},
    {"csmacintosh", "macintosh"},
    {"csshiftjis", "shift_jis"},
    {"csunicode", "utf-16le"},
    {"cyrillic", "iso-8859-5"},
    {"dos-874", "windows-874"},
    {"ecma-114", "iso-8859-6"},
    {"ecma-118", "iso-8859-7"},
    {"elot_928", "iso-8859-7"},
    {"euc-jp", "euc-jp"},
    {"euc-kr", "euc-kr"},
    {"gb18030", "gb18030"},
    {"gb2312", "gbk"},
    {"gb_2312", "gbk"},
    {"gb_2312-80", "gbk"},
    {"gbk", "gbk"},
    {"greek", "iso-8859-7"},
    {"greek8", "iso-8859-7"},
    {"hebrew", "iso-8859-8"},
    {"hz-gb-2312", "replacement"},
    {"ibm819", "windows-1252"},
    {"ibm866", "ibm866"},
    {"iso-10646-ucs-2", "utf-16le"},
    {"iso-2022-cn", "replacement"},
    {"iso-2022-cn-ext", "replacement"},
    {"iso-2022-jp", "iso-2022-jp"},
    {"iso-2022-kr", "replacement"},
    {"iso-8859-1", "windows-1252"},
    {"iso-8859-10", "iso-8859-10"},
    {"iso-8859-11", "windows-874"},
    {"iso-8859-13", "iso-8859-13"},
    {"iso-8859-14", "iso-8859-14"},
    {"iso-8859-15", "iso-8859-15"},
    {"iso-8859-16", "iso-8859-16"},
    {"iso-8859-2", "iso-8859-2"},
    {"iso-8859-3", "iso-8859-3"},
    {"iso-8859-4", "iso-8859-4"},
    {"iso-8859-5", "iso-8859-5"},
    {"iso-8859-6", "iso-8859-6"},
    {"iso-8859-6-e", "iso-8859-6"},
    {"iso-8859-6-i", "iso-8859-6"},
    {"iso-8859-7", "iso-8859-7"},
    {"iso-8859-8", "iso-8859-8"},
    {"iso-8859-8-e", "iso-8859-8"},
    {"iso-8859-8-i", "iso-8859-8-i"},
    {"iso-8859-9", "windows-1254"},
    {"iso-ir-100", "windows-1252"},
    {"iso-ir-101", "iso-8859-2"},
    {"iso-ir-109", "iso-8859-3"},
    {"iso-ir-110", "iso-8859-4"},
    {"iso-ir-126", "iso-8859-7"},
    {"iso-ir-127", "iso-8859-6"},
    {"iso-ir-138", "iso-8859-8"},
    {"iso-ir-144", "iso-8859-5"},
    {"iso-ir-148", "windows-1254"},
    {"iso-ir-149", "euc-kr"},
    {"iso-ir-157", "iso-8859-10"},
    {"iso-ir-58", "gbk"},
    {"iso8859-1", "windows-1252"},
    {"iso8859-10", "iso-8859-10"},
    {"iso8859-11", "windows-874"},
    {"iso8859-13", "iso-8859-13"},
    {"iso8859-14", "iso-8859-14"},
    {"iso8859-15", "iso-8859-15"},
    {"iso8859-2", "iso-8859-2"},
    {"iso8859-3", "iso-8859-3"},
    {"iso8859-4", "iso-8859-4"},
    {"iso8859-5", "iso-8859-5"},
    {"iso8859-6", "iso-8859-6"},
    {"iso8859-7", "iso-8859-7"},
    {"iso8859-8", "iso-8859-8"},
    {"iso8859-9", "windows-1254"},
    {"iso88591", "windows-1252"},
    {"iso885910", "iso-8859-10"},
    {"iso885911", "windows-874"},
    {"iso885913", "iso-8859-13"},
    {"iso885914", "iso-8859-14"},
    {"iso885915", "iso-8859-15"},
    {"iso88592", "iso-8859-2"},
    {"iso88593", "iso-8859-3"},
    {"iso88594", "iso-8859-4"},
    {"iso88595", "iso-8859-5"},
    {"iso88596", "iso-8859-6"},
    {"iso88597", "iso-8859-7"},
    {"iso88598", "iso-8859-8"},
    {"iso88599", "windows-1254"},
    {"iso_8859-1", "windows-1252"},
    {"iso_8859-15", "iso-8859-15"},
    {"iso_8859-1:1987", "windows-1252"},
    {"iso_8859-2", "iso-8859-2"},
    {"iso_8859-2:1987", "iso-8859-2"},
    {"iso_8859-3", "iso-8859-3"},
    {"iso_8859-3:1988", "iso-8859-3"},
    {"iso_8859-4", "iso-8859-4"},
    {"iso_8859-4:1988", "iso-8859-4"},
    {"iso_8859-5", "iso-8859-5"},
    {"iso_8859-5:1988", "iso-8859-5"},
    {"iso_8859-6", "iso-8859-6"},
    {"iso_8859-6:1987", "iso-8859-6"},
    {"iso_8859-7", "iso-8859-7"},
    {"iso_8859-7:1987", "iso-8859-7"},
    {"iso_8859-8", "iso-8859-8"},
    {"iso_8859-8:1988", "iso-8859-8"},
    {"iso_8859-9", "windows-1254"},
    {"iso_8859-9:1989", "windows-1254"},
    {"koi", "koi8-r"},
    {"koi8", "koi8-r"},
    {"koi8-r", "koi8-r"},
    {"koi8-ru", "koi8-u"},
    {"koi8-u", "koi8-u"},
    {"koi8_r", "koi8-r"},
    {"korean", "euc-kr"},
    {"ks_c_5601-1987", "euc-kr"},
    {"ks_c_5601-1989", "euc-kr"},
    {"ksc5601", "euc-kr"},
    {"ksc_5601", "euc-kr"},
    {"l1", "windows-1252"},
    {"l2", "iso-8859-2"},
    {"l3", "iso-8859-3"},
    {"l4", "iso-8859-4"},
    {"l5", "windows-1254"},
    {"l6", "iso-8859-10"},
    {"l9", "iso-8859-15"},
    {"latin1", "windows-1252"},
    {"latin2", "iso-8859-2"},
    {"latin3", "iso-8859-3"},
    {"latin4", "iso-8859-4"},
    {"latin5", "windows-1254"},
    {"latin6", "iso-8859-10"},
    {"logical", "iso-8859-8-i"},
    {"mac", "macintosh"},
    {"macintosh", "macintosh"},
    {"ms932", "shift_jis"},
    {"ms_kanji", "shift_jis"},
    {"replacement", "replacement"},
    {"shift-jis", "shift_jis"},
    {"shift_jis", "shift_jis"},
    {"sjis", "shift_jis"},
    {"sun_eu_greek", "iso-8859-7"},
    {"tis-620", "windows-874"},
    {"ucs-2", "utf-16le"},
    {"unicode", "utf-16le"},
    {"unicode-1-1-utf-8", "utf-8"},
    {"unicode11utf8", "utf-8"},
    {"unicode20utf8", "utf-8"},
    {"unicodefeff", "utf-16le"},
    {"unicodefffe", "utf-16be"},
    {"us-ascii", "windows-1252"},
    {"utf-16", "utf-16le"},
    {"utf-16be", "utf-16be"},
    {"utf-16le", "utf-16le"},
    {"utf-8", "utf-8"},
    {"utf8", "utf-8"},
    {"visual", "iso-8859-8"},
    {"windows-1250", "windows-1250"},
    {"windows-1251", "windows-1251"},
    {"windows-1252", "windows-1252"},
    {"windows-1253", "windows-1253"},
    {"windows-1254", "windows-1254"},
    {"windows-1255", "windows-1255"},
    {"windows-1256", "windows-1256"},
    {"windows-1257", "windows-1257"},
    {"windows-1258", "windows-1258"},
    {"windows-31j", "shift_jis"},
    {"windows-874", "windows-874"},
    {"windows-949", "euc-kr"},
    {"x-cp1250", "windows-1250"},
    {"x-cp1251", "windows-1251"},
    {"x-cp1252", "windows-1252"},
    {"x-cp1253", "windows-1253"},
    {"x-cp1254", "windows-1254"},
    {"x-cp1255", "windows-1255"},
    {"x-cp1256", "windows-1256"},
    {"x-cp1257", "windows-1257"},
    {"x-cp1258", "windows-1258"},
    {"x-euc-jp", "euc-jp"},
    {"x-gbk", "gbk"},
    {"x-mac-cyrillic", "x-mac-cyrillic"},
    {"x-mac-roman", "macintosh"},
    {"x-mac-ukrainian", "x-mac-cyrillic"},
    {"x-sjis", "shift_jis"},
    {"x-unicode20utf8", "utf-8"},
    {"x-user-defined", "x-user-defined"},
    {"x-x-big5", "big5"},
};

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
  const std::string lower = absl::AsciiStrToLower(absl::StripAsciiWhitespace(label));
  const Label* it =
      std::lower_bound(std::begin(kLabels), std::end(kLabels), std::string_view(lower),
                       [](const Label& row, std::string_view key) { return row.label < key; });
  return it != std::end(kLabels) && it->label == lower ? it->name : std::string_view();
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

#include "core/market/currency.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace touchstone {
namespace {

// A line for each currency or group of them: codes first, what the signs usually mean before what
// a hint can make of them (none first: they mean nothing without a hint), then the signs, folded.
//   <    stands before the number alone             >    behind it alone
//   ~    Need::kWhole                               ^    Need::kShape
//   %    a hundredth of it                          *    at the end: a word that begins so, behind
//   a capital letter in ASCII: written so, and not folded
// One text instead of a table: pointers to 300 signs would be larger than the signs.
constexpr std::string_view kSigns =
    "USD,CAD,AUD,NZD,SGD,HKD,TWD,MXN,ARS,CLP,COP,UYU,BRL,DOP,CUP,NAD,JMD,TTD,BBD,GYD,BZD,FJD,"
    "LRD,BND,XCD,SRD,BSD,BMD,KYD,NIO|$|dollar*|dólar*|dolar*|доллар*|долар*|долл.|долл|дол.|"
    "دولار|달러|ドル|ดอลลาร์|%¢|%>cents|%>cent\n"
    "USD|us$|u$s|u$d|u$|$us|$ us|u.s.$|us dollars|美元|美金|米ドル\nCAD|ca$|cdn$|can$|$ca|$ "
    "ca|cnd\n"
    "CAD,NIO|c$\nAUD|au$|a$\nNZD|nz$\nHKD|hk$|港币|港幣|港元\nTWD|nt$|台币|台幣\nSGD|s$|sg$\nMXN|"
    "mx$\n"
    "ARS|ar$\nCLP|cl$\nCOP|co$|col$\nUYU|$u\nBRL|r$|reais\nJMD|j$\nGYD|g$\nBZD|bz$\nDOP|rd$\n"
    "TTD|tt$\nBBD|bds$\nXCD|ec$\nFJD|fj$\nNAD|n$\nTOP|t$\nWST|ws$\nMOP|mop$\nLRD|l$|~LD\n"
    ",MXN,ARS,CLP,COP,PHP,UYU,DOP,CUP|peso*|песо\n"
    "EUR|€|euro|euros|€uro|евро|євро|eurot|ευρώ|ευρω|欧元|歐元|ユーロ|유로|يورو\n"
    "GBP,EGP,LBP,SYP,SDG,GIP|£|₤|^pounds|^pound\nGBP|stg|英镑\nEGP|e£|ج.م|جنيه|^LE|^L.E.\n"
    "LBP|l£|ل.ل\nSYP|ل.س\nSDG|ج.س\nCNY,JPY|¥\nCNY,TWD,HKD|元|~块\nTWD,HKD,JPY,CNY|圓\n"
    "CNY|人民币|人民幣|rmb|yuan|юан*|위안|cn¥\nJPY|円|yen|иен|иены|jp¥|日元\nKRW|₩|원|~won\nINR|₹\n"
    "INR,PKR,LKR,NPR,MUR|rs.|rs|₨|~Re|rupee*|रु|रुपय|रुपए|روپے|روپیہ\nNPR|रू|नेरू\nLKR|රු\n"
    "BDT|৳|tk.|tk|taka|টাকা\nRUB,BYN|₽|руб.|руб|рубл*|р.|>р|~Rbl\n"
    "RUB,UAH|%коп.|%коп|%копе*|%копі*\nBYN,ETB|~Br\nUAH|₴|грн.|грн|гривн*\n"
    "PLN|zł|zl|złot*|zlot*|злот*\nCZK|kč|korun\nHUF|Ft|^ft|forint\n"
    "SEK,NOK,DKK,ISK,CZK|kr.|kr|>:-|kronor|kroner|krona|krone|krónur|крон\nRON,MDL|lei|leu\n"
    "HNL,MDL|^L|lempira*|<lps.\nBGN|лв.|лв|лева\nTRY|₺|tl|lira*\nILS|₪|ש\"ח|ש'ח|nis|שקל|ش.ج\n"
    "THB|฿|บาท|baht|бат\nVND|₫|đ|vnđ|đồng\nPHP|₱\nIDR|rp.|rp|rupiah\nMYR|rm|ringgit\n"
    "CHF|fr.|sfr.|sfr|~Fr|franken\n,CHF,XOF,XAF|franc|francs|франк*\nXOF,XAF|fcfa|f cfa|cfa\n"
    "RWF|r₣|frw\nKZT|₸|тг.|тг|тенге|теңге*|tenge\nUZS|so'm|сум|сўм\nKGS|сом\n"
    "AZN|₼|manat*|манат*\nAMD|֏|դրամ|драм|драмов|>~AMD|<^AMD\nGEL|₾|"
    "ლარი|"
    "ლ|"
    "лари\nMNT|"
    "₮|"
    "төг*"
    "\n"
    "BTC|₿|~bitcoin|bitcoins|~биткоин*|比特币\nETB|ብር|birr\nERN|ናቕፋ\n"
    "AED,MAD|dhs.|dhs|dh.|dh|درهم|dirham*|дирхам*\nAED|د.إ\nMAD|د.م\nDZD|د.ج|دج|~DA\n"
    "KWD|kd|د.ك|دينار كويتي\nBHD|<BD|~BD|د.ب|.د.ب|دينار بحريني\n"
    "JOD|<JD.|~JD|د.أ|د.ا|دينار أردني\nIQD|د.ع|~ID|دينار عراقي\nLYD|ل.د|د.ل\n"
    "TND|د.ت|~DT|دينار تونسي\n,KWD,IQD,BHD,JOD,LYD,TND,DZD,RSD|دينار|dinar*|динар*\n"
    "SAR|ر.س|<sr\nQAR|ر.ق|<QR|ريال قطري\nOMR|ر.ع|ريال عماني\nYER|ر.ي|ريال يمني\n"
    "SAR,QAR,OMR,YER,IRR|ريال|riyal*\nIRR|ریال|﷼\nIRT|تومان|toman\nAFN|؋|افغانی|~Afs\n"
    "NGN|₦|naira\nGHS|gh₵|₵|gh¢|cedi*\nKES|ksh.|ksh|kshs.|kshs\nTZS|tsh\nUGX|ush\n"
    "ZAR|<^R|rand\nPGK,ZMW,MMK|^K\nZMW|~ZK|kwacha\nMMK|~Ks|kyat*\nBWP,PHP|^P\nSZL|^E\n"
    "HTG|^G|gourde*\nMGA|~Ar|ariary\nMVR|~Rf\nMRU|~UM\nDJF|fdj\nAOA|~Kz|kwz|kwanza*\n"
    "MZN|~MT|~MTn|metical|meticais\nVUV|~VT|~Vt\nBTN|nu.|~Nu\nPEN|<s/.|<s/|soles\n"
    "PYG|₲|gs.|guaraní*\nCRC|₡|colones\nGTQ|<^Q|>~q|quetzal*\nPAB|b/.\n"
    "BOB,VES|bs.|<bs|~bs|$b|boliviano*\nVES|bs.s|bs.d|bolívar*\nMKD|~ден.|~ден|денар*\n"
    "RSD|~дин.|~дин|~din\nALL|lek|lekë\nBAM|^KM\nKHR|៛\nLAK|₭|kip\n";

// The same with each separator replaced by the length of the sign, or of the codes, behind it;
// codes are marked by kLine. So a search steps from sign to sign.
constexpr unsigned char kLine = 0x80;
struct SignList {
  unsigned char bytes[kSigns.size()] = {};
};

constexpr SignList MakeSignList() {
  SignList list;
  size_t head = 0;  // of the entry that is being copied, one byte on: its length is before it
  bool line = true;
  for (size_t i = 0; i < kSigns.size(); i++) {
    if (kSigns[i] != '|' && kSigns[i] != '\n') {
      list.bytes[i + 1] = static_cast<unsigned char>(kSigns[i]);
      continue;
    }
    list.bytes[head] = static_cast<unsigned char>((i - head) | (line ? kLine : 0));
    line = kSigns[i] == '\n';
    head = i + 1;
  }
  return list;
}

constexpr SignList kSignList = MakeSignList();
constexpr size_t kMaxSigns = 500;
static_assert(static_cast<size_t>(std::count(kSigns.begin(), kSigns.end(), '|')) < kMaxSigns);

// ISO 4217 codes, and the coins that prices are written in. Those that are words or units, too, are
// read in capitals alone: they have a "!".
constexpr std::string_view kCodes =
    "|AED|AFN|!ALL|!ANG|AOA|!ARS|AUD|AZN|!BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|!BOB|BRL|BSD|!BTN|"
    "BWP|BYN|BZD|CAD|CDF|CHF|CLP|CNY|!COP|CRC|!CUP|!CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|"
    "FJD|FKP|GBP|!GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL|HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|!ISK|"
    "JMD|JOD|JPY|KES|KGS|KHR|KMF|KRW|KWD|KYD|KZT|!LAK|LBP|LKR|LRD|LSL|!LTL|!LVL|LYD|!MAD|MDL|"
    "MGA|MKD|MMK|MNT|!MOP|MRU|!MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|!NPR|NZD|OMR|!PAB|"
    "!PEN|PGK|!PHP|PKR|PLN|PYG|QAR|!RON|RSD|RUB|RWF|!SAR|SBD|SCR|SDG|!SEK|SGD|SHP|!SLE|SOS|"
    "SRD|SSP|STN|SYP|SZL|THB|TJS|TMT|TND|!TOP|!TRY|TTD|TWD|TZS|UAH|UGX|USD|UYU|UZS|VES|VND|"
    "VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW|IRT|BTC|XBT|BCH|ETH|!ETC|LTC|ZEC|XMR|DOGE|!DASH|"
    "USDT|USDC|BUSD|!BNB|TRX|!KAS|";
constexpr std::string_view kCoins = "|BTC|BCH|ETH|ETC|LTC|ZEC|XMR|DOGE|DASH|BNB|TRX|KAS|";

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlpha(char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); }

bool IsWordLetter(char32_t c) {
  return (c < 0x80 && IsAlpha(static_cast<char>(c))) ||
         (c >= 0xC0 && c <= 0x58F && c != 0xD7 && c != 0xF7 && c != 0x58F);
}

// The zeros of other scripts' decimal digits: Arabic, Persian, Devanagari, Bengali, Gurmukhi,
// Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan, Burmese, Khmer.
constexpr char16_t kZeros[] = {0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6,  0xBE6, 0xC66,
                               0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0};

// Other forms of one character, in pairs: what is written and what it is read as.
constexpr char16_t kForms[] = u"٫.٬,،,’'ʼ'ʻ'‘'`'׳'״\"−-﹣-￥¥￡£￠¢￦₩∕/⁄/";

char32_t Plain(char32_t c) {
  if (c < 0x80) return c == '`' ? '\'' : c;
  for (const char16_t zero : kZeros) {
    if (c >= zero && c < zero + 10u) return '0' + (c - zero);
  }
  for (size_t i = 0; i + 1 < std::size(kForms); i += 2) {
    if (c == kForms[i]) return kForms[i + 1];
  }
  return c;
}

// What a line's codes and the hint make of a sign.
void Resolve(std::string_view codes, std::string_view hint, CurrencyMatch* match) {
  match->shared = absl::StrContains(codes, ',');
  match->code = codes.substr(0, codes.find(','));
  if (hint.empty() ||
      !absl::StrContains(absl::StrCat(",", codes, ","), absl::StrCat(",", hint, ","))) {
    return;
  }
  match->code = hint;
  match->need = CurrencyMatch::Need::kNothing;
}

bool IsMark(char c) { return c == '<' || c == '>' || c == '~' || c == '^' || c == '%'; }

struct Beside {
  std::string_view text;      // ends, or begins, where the currency does
  std::string_view original;  // of the same, not folded
  bool before;
};

// Bytes of `sign` where it stands beside the number; 0. `sign` has lost its marks.
size_t SizeOf(std::string_view sign, bool open, const Beside& beside) {
  const std::string_view text = beside.text;
  const std::string_view subject =
      absl::ascii_isupper(static_cast<unsigned char>(sign[0])) ? beside.original : text;
  if (beside.before) {
    // A sign of letters must not be part of a longer word.
    if (!absl::EndsWith(subject, sign)) return 0;
    const size_t begin = text.size() - sign.size();
    const bool bound = LetterAt(sign, 0) && begin > 0;
    return bound && (LetterBefore(text, begin) || IsDigit(text[begin - 1])) ? 0 : sign.size();
  }
  if (!absl::StartsWith(subject, sign)) return 0;
  size_t end = sign.size();
  if (open) {
    while (LetterAt(text, end)) DecodeUtf8(text, &end);
  } else if (end < text.size() && LetterBefore(sign, end)) {
    if (LetterAt(text, end) || IsDigit(text[end])) return 0;
  } else if (sign == ":-") {
    const size_t next = end + (absl::StartsWith(text.substr(end), " ") ? 1 : 0);
    if (next < text.size() && IsDigit(text[next])) return 0;  // "model 19:- 500"
  }
  return end;
}

void TrySign(std::string_view sign, std::string_view codes, std::string_view hint,
             const Beside& beside, CurrencyMatch* best) {
  CurrencyMatch match;
  bool fits = true;
  for (; IsMark(sign[0]); sign.remove_prefix(1)) {
    if (sign[0] == '<') fits = beside.before;
    if (sign[0] == '>') fits = !beside.before;
    if (sign[0] == '~') match.need = CurrencyMatch::Need::kWhole;
    if (sign[0] == '^') match.need = CurrencyMatch::Need::kShape;
    if (sign[0] == '%') match.hundredth = true;
  }
  const bool open = sign.back() == '*';
  if (open) sign.remove_suffix(1);
  if (!fits || ((open || match.hundredth) && beside.before)) return;
  match.size = SizeOf(sign, open, beside);
  if (match.size <= best->size) return;
  Resolve(codes, hint, &match);
  *best = match;
}

// The signs by their first and by their last byte, so that a number is held against few of them.
struct SignIndex {
  struct Entry {
    uint16_t sign = 0, codes = 0;  // where in kSignList; their lengths stand before them
    uint16_t next[2] = {};         // the next one with the same last, and first, byte; 0: none
  };

  SignIndex() {
    uint16_t codes = 0;
    size_t count = 1;
    for (size_t pos = 0; pos < kSigns.size();) {
      const unsigned char head = kSignList.bytes[pos++];
      const std::string_view sign = At(static_cast<uint16_t>(pos));
      if ((head & kLine) != 0) {
        codes = static_cast<uint16_t>(pos);
      } else {
        size_t first = 0;
        while (IsMark(sign[first])) first++;
        entries[count] = {static_cast<uint16_t>(pos), codes, {}};
        Add(0, sign.back(), count);
        Add(1, sign[first], count++);
      }
      pos += sign.size();
    }
  }

  // What stands at `pos` of the list.
  static std::string_view At(uint16_t pos) {
    const unsigned char size = kSignList.bytes[pos - 1];
    return {reinterpret_cast<const char*>(kSignList.bytes) + pos,
            static_cast<size_t>(size & ~kLine)};
  }

  void Add(int side, char own, size_t entry) {
    const unsigned char byte = absl::ascii_tolower(static_cast<unsigned char>(own));
    uint16_t* last = &heads[side][byte];
    while (*last != 0) last = &entries[*last].next[side];
    *last = static_cast<uint16_t>(entry);
  }

  uint16_t heads[2][256] = {};
  Entry entries[kMaxSigns];
};

CurrencyMatch FindSign(const Beside& beside, std::string_view hint) {
  static const SignIndex& index = *new SignIndex;
  CurrencyMatch best;
  if (beside.text.empty()) return best;
  const char nearest = beside.before ? beside.text.back() : beside.text.front();
  if (IsDigit(nearest) || absl::StrContains(" \n,-+()*%", nearest)) return best;  // no sign's
  const int side = beside.before ? 0 : 1;
  for (uint16_t i = index.heads[side][static_cast<unsigned char>(nearest)]; i != 0;
       i = index.entries[i].next[side]) {
    const SignIndex::Entry& entry = index.entries[i];
    TrySign(SignIndex::At(entry.sign), SignIndex::At(entry.codes), hint, beside, &best);
  }
  return best;
}

// The code that the letters of [begin, end) are; "".
std::string_view CodeAt(const PriceText& text, size_t begin, size_t end) {
  if (end - begin < 3 || end - begin > 4) return "";
  char upper[4];
  for (size_t i = begin; i < end; i++) {
    upper[i - begin] = absl::ascii_toupper(static_cast<unsigned char>(text.text[i]));
  }
  const std::string_view word(upper, end - begin);
  if (word == "XBT") return "BTC";
  for (size_t at = kCodes.find(upper[0]); at < kCodes.size(); at = kCodes.find(upper[0], at + 1)) {
    const bool strict = kCodes[at - 1] == '!';
    if ((!strict && kCodes[at - 1] != '|') || kCodes.substr(at, word.size()) != word) continue;
    if (kCodes[at + word.size()] != '|') continue;
    if (strict && Slice(text.source, text.Origin(begin, end)) != word) return "";
    return kCodes.substr(at, word.size());
  }
  return "";
}

}  // namespace

PriceText::PriceText(std::string_view of) : source(of) {
  const FoldedText folded = Fold(of);
  text.reserve(folded.text.size());
  for (size_t pos = 0; pos < folded.text.size();) {
    const uint32_t origin = folded.OriginOf(pos);
    if (const char c = folded.text[pos]; (c & 0x80) == 0) {
      text.push_back(static_cast<char>(Plain(static_cast<char32_t>(c))));
      origins.push_back(origin);
      pos++;
      continue;
    }
    if (const unsigned char lead = static_cast<unsigned char>(folded.text[pos]);
        lead >= 0xE4 && lead <= 0xE9) {  // of Han characters none has another plain form
      text.append(folded.text, pos, 3);
      pos += 3;
    } else {
      AppendUtf8(Plain(DecodeUtf8(folded.text, &pos)), &text);
    }
    origins.resize(text.size(), origin);
  }
  origins.push_back(static_cast<uint32_t>(of.size()));
}

bool LetterAt(std::string_view text, size_t pos) {
  return pos < text.size() && IsWordLetter(DecodeUtf8(text, &pos));
}

bool LetterBefore(std::string_view text, size_t pos) {
  if (pos == 0) return false;
  size_t begin = pos - 1;
  while (begin > 0 && IsContinuation(text[begin])) begin--;
  return IsWordLetter(DecodeUtf8(text, &begin));
}

bool InWords(std::string_view list, std::string_view word) {
  return !word.empty() && absl::StrContains(list, absl::StrCat("|", word, "|"));
}

bool IsCoin(std::string_view code) { return InWords(kCoins, code); }

CurrencyMatch CurrencyBefore(const PriceText& price, size_t pos, std::string_view hint) {
  const std::string_view text = std::string_view(price.text).substr(0, pos);
  const std::string_view original = price.source.substr(0, price.origins[pos]);
  CurrencyMatch best = FindSign({text, original, true}, hint);
  // "USD 12"; and "AU $872.30", "NZD $100.70", "SGD$4.90": a word before the sign says which.
  const bool dollars = best.size == 1 && text.back() == '$';
  size_t end = text.size() - (dollars ? 1 : 0);
  if (dollars && end > 0 && text[end - 1] == ' ') end--;
  size_t begin = end;
  while (begin > 0 && end - begin < 5 && IsAlpha(text[begin - 1])) begin--;
  if (begin == end || LetterBefore(text, begin) || (begin > 0 && IsDigit(text[begin - 1]))) {
    return best;
  }
  std::string_view code = CodeAt(price, begin, end);
  if (code.empty() && dollars && end - begin == 2) {
    const std::string joined = absl::StrCat(text.substr(begin, 2), "$");
    const CurrencyMatch known = FindSign({joined, joined, true}, "");
    if (known.size == 3) code = known.code;
  }
  if (!code.empty() && text.size() - begin > best.size) {
    best = CurrencyMatch{.code = code, .size = text.size() - begin};
  }
  return best;
}

CurrencyMatch CurrencyAfter(const PriceText& price, size_t pos, std::string_view hint) {
  const std::string_view text = std::string_view(price.text).substr(pos);
  CurrencyMatch best = FindSign({text, price.source.substr(price.origins[pos]), false}, hint);
  size_t end = 0;
  while (end < text.size() && end < 5 && IsAlpha(text[end])) end++;
  if (LetterAt(text, end) || (end < text.size() && IsDigit(text[end]))) return best;
  std::string_view code = CodeAt(price, pos, pos + end);
  if (!code.empty() && end > best.size) best = CurrencyMatch{.code = code, .size = end};
  return best;
}

std::string ReadCurrency(std::string_view text) {
  if (text.size() > kMaxCurrencyBytes) return "";
  const bool code = text.size() == 3 && absl::ascii_isupper(static_cast<unsigned char>(text[0])) &&
                    absl::ascii_isupper(static_cast<unsigned char>(text[1])) &&
                    absl::ascii_isupper(static_cast<unsigned char>(text[2]));
  if (code && text != "XBT") return std::string(text);
  const PriceText price(text);
  const CurrencyMatch all =
      CurrencyBefore(price, price.text.size(), "");  // "R", which stands before
  if (all.found() && all.size == price.text.size()) return std::string(all.code);
  for (size_t pos = 0; pos < price.text.size();) {
    if (!LetterBefore(price.text, pos)) {
      const CurrencyMatch match = CurrencyAfter(price, pos, "");
      const bool whole = match.size == price.text.size();
      if (match.found() && !match.code.empty() &&
          (match.need == CurrencyMatch::Need::kNothing || whole)) {
        return std::string(match.code);
      }
    }
    DecodeUtf8(price.text, &pos);
  }
  return "";
}

}  // namespace touchstone

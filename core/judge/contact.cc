#include "core/judge/contact.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "core/base/url.h"
#include "core/judge/lookup.h"

namespace touchstone {
namespace {

constexpr uint32_t kMaxEmailPart = 64;      // RFC 5321, of the local part; enough for a host
constexpr uint32_t kMaxNumberBytes = 32;    // of a telephone number with its separators
constexpr uint32_t kMinPrefixedDigits = 8;  // behind a '+'
constexpr uint32_t kMinBareDigits = 9;      // beside a messenger's name; a date has eight
constexpr uint32_t kMaxDigits = 15;         // E.164
constexpr uint32_t kMaxGap = 24;            // between a messenger's name and the number
constexpr uint32_t kMinHandle = 5;
constexpr uint32_t kMinAccountDigits = 7;
constexpr uint32_t kMaxPath = 200;  // of a link that is written out

constexpr std::string_view kWideColon = "：";

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }
bool IsAlnum(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }

bool IsLocalPart(char c) {
  return IsAlnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

bool IsHandle(char c) { return IsAlnum(c) || c == '_' || c == '.' || c == '-'; }

// One number that begins at `begin`: groups of digits, at most two separators between them.
struct Number {
  Span span;
  uint32_t digits = 0;
  bool has_date_shape = false;  // 4-2-2 or 2-2-4
};

Number ReadNumber(std::string_view text, uint32_t begin, uint32_t limit) {
  Number number{{begin, begin}, 0, false};
  std::vector<uint32_t> groups;
  limit = std::min<uint32_t>(limit, begin + kMaxNumberBytes);
  uint32_t separators = 2;  // the first group stands at `begin`
  for (uint32_t i = begin; i < limit; i++) {
    const char c = text[i];
    if (IsDigit(c)) {
      if (separators > 0) groups.push_back(0);
      groups.back()++;
      separators = 0;
      number.digits++;
      number.span.end = i + 1;
    } else if ((c == ' ' || c == '-' || c == '.' || c == '(' || c == ')') && separators < 2) {
      separators++;
    } else {
      break;
    }
  }
  number.has_date_shape =
      groups.size() >= 3 && ((groups[0] == 4 && groups[1] <= 2 && groups[2] <= 2) ||
                             (groups[0] <= 2 && groups[1] <= 2 && groups[2] == 4));
  return number;
}

// "12.5", "1,000": a digit goes on behind a point or comma, or letters of a unit follow at once.
bool GoesOn(std::string_view text, uint32_t end) {
  if (end >= text.size()) return false;
  const char c = text[end];
  if (c == '%' || c == '$') return true;
  return c == ',' && end + 1 < text.size() && IsDigit(text[end + 1]);
}

bool IsTelephone(const Number& number, uint32_t min_digits) {
  return number.digits >= min_digits && number.digits <= kMaxDigits && !number.has_date_shape;
}

// The path of a link to a messenger leads to somebody: "/8613800000000", "/name",
// "/send?phone=86...". Buttons that share the page lead to nobody: "/share?url=", "/send?text=".
bool LeadsToSomebody(std::string_view path) {
  if (const size_t phone = path.find("phone="); phone != path.npos) {
    return phone + 6 < path.size() &&
           (IsDigit(path[phone + 6]) || path[phone + 6] == '+' || path[phone + 6] == '%');
  }
  std::string_view name = absl::StripPrefix(path, "/");
  name = name.substr(0, name.find_first_of("?#/"));
  return name.size() >= 3 && !absl::StartsWith(name, "share") && name != "send" && name != "msg";
}

uint32_t SkipAny(std::string_view text, uint32_t pos, uint32_t limit, std::string_view ascii) {
  while (pos < limit) {
    if (ascii.find(text[pos]) != ascii.npos) {
      pos++;
    } else if (absl::StartsWith(text.substr(pos), kWideColon) && pos + kWideColon.size() <= limit) {
      pos += static_cast<uint32_t>(kWideColon.size());
    } else {
      break;
    }
  }
  return std::min(pos, limit);
}

uint32_t LineEnd(std::string_view text, uint32_t pos, uint32_t limit) {
  const size_t end = text.substr(0, limit).find('\n', pos);
  return end == text.npos ? limit : static_cast<uint32_t>(end);
}

// A name right behind "WeChat:" or "Telegram @". A word of the sentence ("WeChat: ask for details")
// is none, nor a model ("WhatsApp S19j Pro"): a handle has letters with digits or underscores, or
// an
// '@' before it, and a mark stands between; behind a Chinese word there need be none.
std::optional<Span> FindHandle(std::string_view text, uint32_t begin, uint32_t limit) {
  const uint32_t start = SkipAny(text, begin, limit, " :=@-/");
  const std::string_view between = Slice(text, {begin, start});
  const bool at_sign = absl::StrContains(between, '@');
  const bool chinese = begin > 0 && static_cast<unsigned char>(text[begin - 1]) >= 0x80;
  const bool marked = at_sign || between.find_first_of(":=") != between.npos ||
                      absl::StrContains(between, kWideColon) || chinese;
  bool has_letter = false, has_other = false;
  uint32_t end = start;
  for (; end < limit && IsHandle(text[end]); end++) {
    const bool letter = absl::ascii_isalpha(static_cast<unsigned char>(text[end]));
    has_letter = has_letter || letter;
    has_other = has_other || IsDigit(text[end]) || text[end] == '_';
  }
  while (end > start && (text[end - 1] == '.' || text[end - 1] == '-')) end--;
  if (end - start < kMinHandle || !marked) return std::nullopt;
  // A number alone may be an account's ("QQ: 12345678"), but then it is long and of one piece.
  if (!has_letter) {
    const bool one_piece = std::all_of(text.begin() + start, text.begin() + end, IsDigit);
    return one_piece && end - start >= kMinAccountDigits ? std::optional(Span{start, end})
                                                         : std::nullopt;
  }
  if (!at_sign && !has_other) return std::nullopt;
  return Span{start, end};
}

std::optional<Contact> FromText(const Page& page, Span span) {
  return Contact{CutForQuote(Slice(page.text, span), kMaxContactBytes), QuoteOfText(page, span)};
}

bool IsMessengerHost(std::string_view host, const Ruleset& ruleset) {
  for (const Vocabulary& vocabulary : ruleset.vocabulary) {
    if (vocabulary.topic != Topic::kMessenger) continue;
    for (const std::string& phrase : vocabulary.phrases) {
      if (absl::StrContains(phrase, '.') && HostIsWithin(host, phrase)) return true;
    }
  }
  return false;
}

// The contact that an address stands for; "" when it is none.
std::string ContactOfLink(std::string_view href, const Site& site, const Ruleset& ruleset) {
  if (href.size() > 2000) return "";
  for (const std::string_view scheme : {"mailto:", "tel:"}) {
    if (!absl::StartsWithIgnoreCase(href, scheme)) continue;
    const std::string rest(href.substr(scheme.size()));
    const Span all{0, static_cast<uint32_t>(rest.size())};
    if (scheme == "tel:") {
      const uint32_t begin = absl::StartsWith(rest, "+") ? 1 : 0;
      const Number number = ReadNumber(rest, begin, all.end);
      return IsTelephone(number, kMinPrefixedDigits) ? rest.substr(0, number.span.end) : "";
    }
    const std::optional<Span> email = FindEmail(rest, all, site);
    return email.has_value() ? std::string(Slice(rest, *email)) : "";
  }
  const std::optional<Url> url = ParseUrl(href);
  if (!url.has_value() || !IsMessengerHost(url->host, ruleset)) return "";
  return LeadsToSomebody(url->path) ? url->host + url->path : "";
}

std::optional<Contact> FindLink(const Page& page, Span span, const Site& site,
                                const Ruleset& ruleset) {
  const auto text_of = [&](const Link& link) {
    return link.element < page.elements.size() ? page.elements[link.element].text : Span{};
  };
  // Links stand in document order, and so does their text.
  auto it = std::partition_point(page.links.begin(), page.links.end(), [&](const Link& link) {
    return text_of(link).begin < span.begin;
  });
  for (; it != page.links.end() && text_of(*it).begin < span.end; ++it) {
    const std::string contact = ContactOfLink(it->href, site, ruleset);
    if (contact.empty()) continue;
    return Contact{CutForQuote(contact, kMaxContactBytes),
                   {CutForQuote(Slice(page.text, text_of(*it)), kMaxQuoteBytes), it->element}};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Span> FindEmail(std::string_view text, Span within, const Site& site) {
  // The search ends with the stretch: a page may have thousands, and none with a '@'.
  const std::string_view head = text.substr(0, within.end);
  for (size_t at = head.find('@', within.begin); at != head.npos; at = head.find('@', at + 1)) {
    size_t begin = at;
    while (begin > within.begin && at - begin < kMaxEmailPart && IsLocalPart(text[begin - 1])) {
      begin--;
    }
    size_t end = at + 1;
    while (end < within.end && end - at <= 2 * kMaxEmailPart &&
           (IsAlnum(text[end]) || text[end] == '.' || text[end] == '-')) {
      end++;
    }
    while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) end--;
    const std::string host = absl::AsciiStrToLower(text.substr(at + 1, end - at - 1));
    const size_t dot = host.rfind('.');
    if (begin == at || dot == host.npos || dot == 0 || host.size() - dot < 3) continue;
    if (!std::all_of(host.begin() + static_cast<std::ptrdiff_t>(dot) + 1, host.end(),
                     [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); })) {
      continue;
    }
    const bool on_site =
        std::any_of(site.hosts.begin(), site.hosts.end(),
                    [&](const std::string& own) { return HostIsWithin(host, own); });
    if (!on_site) return Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }
  return std::nullopt;
}

std::optional<Span> FindTelephone(std::string_view text, Span within) {
  const std::string_view head = text.substr(0, within.end);
  for (size_t plus = head.find('+', within.begin); plus != head.npos;
       plus = head.find('+', plus + 1)) {
    // "S19+ 110" is a model, "2+1" a sum.
    if (plus > within.begin && IsAlnum(text[plus - 1])) continue;
    uint32_t begin = static_cast<uint32_t>(plus) + 1;
    if (begin < within.end && text[begin] == '(') begin++;
    if (begin >= within.end || !IsDigit(text[begin]) || text[begin] == '0') continue;
    const Number number = ReadNumber(text, begin, within.end);
    if (IsTelephone(number, kMinPrefixedDigits) && !GoesOn(text, number.span.end)) {
      return Span{static_cast<uint32_t>(plus), number.span.end};
    }
  }
  return std::nullopt;
}

std::optional<Span> FindBesideMessenger(std::string_view text, Span within, Span messenger) {
  const uint32_t line_end =
      LineEnd(text, messenger.end, std::min(within.end, messenger.end + kMaxPath));
  if (messenger.end < line_end && text[messenger.end] == '/') {
    uint32_t end = messenger.end;
    while (end < line_end && text[end] > ' ') end++;
    const Span path{messenger.end, end};
    if (LeadsToSomebody(Slice(text, path))) return Span{messenger.begin, end};
    return std::nullopt;
  }
  const uint32_t limit = std::min(line_end, messenger.end + kMaxGap + kMaxNumberBytes);
  // A number within reach on the same line.
  for (uint32_t i = messenger.end; i < limit && i <= messenger.end + kMaxGap; i++) {
    if (!IsDigit(text[i])) continue;
    const Number number = ReadNumber(text, i, limit);
    if (IsTelephone(number, kMinBareDigits) && !GoesOn(text, number.span.end)) return number.span;
    i = number.span.end;
  }
  if (const std::optional<Span> handle = FindHandle(text, messenger.end, limit)) return handle;
  // "138 0000 0000 (WhatsApp)".
  const uint32_t reach = std::min(messenger.begin - within.begin, kMaxNumberBytes + 4);
  for (uint32_t i = messenger.begin - reach; i < messenger.begin; i++) {
    if (!IsDigit(text[i]) || (i > within.begin && IsAlnum(text[i - 1]))) continue;
    const Number number = ReadNumber(text, i, messenger.begin);
    if (IsTelephone(number, kMinBareDigits) && messenger.begin - number.span.end <= 4) {
      return number.span;
    }
    i = number.span.end;
  }
  return std::nullopt;
}

std::optional<Contact> FindContact(const Page& page, const SellerWords& words, const Site& site,
                                   const Ruleset& ruleset) {
  for (const Span span : words.spans) {
    if (const auto email = FindEmail(page.text, span, site)) return FromText(page, *email);
    if (const auto telephone = FindTelephone(page.text, span)) return FromText(page, *telephone);
  }
  for (const Word* word : words.messengers) {
    // The stretch that the word stands in: the last one that begins no later.
    auto span =
        std::upper_bound(words.spans.begin(), words.spans.end(), word->text.begin,
                         [](uint32_t begin, Span stretch) { return begin < stretch.begin; });
    if (span == words.spans.begin()) continue;
    --span;
    if (const auto beside = FindBesideMessenger(page.text, *span, word->text)) {
      return FromText(page, *beside);
    }
  }
  for (const Span span : words.spans) {
    if (auto link = FindLink(page, span, site, ruleset)) return link;
  }
  return std::nullopt;
}

}  // namespace touchstone

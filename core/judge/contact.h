// contact.h: ways to reach a seller past the marketplace, as they stand in a listing's text.
//
// Three shapes: an e-mail address; a telephone number with its country's prefix; a number, name or
// link beside the word for a messenger, which the ruleset knows (Topic::kMessenger). A messenger's
// name alone is no contact (a page's own "share" button says it, too), and a price, model, date or
// hashrate is no telephone number.
#ifndef TOUCHSTONE_CORE_JUDGE_CONTACT_H_
#define TOUCHSTONE_CORE_JUDGE_CONTACT_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/judge/predicates.h"
#include "core/page/page.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Bytes of a contact in a message.
inline constexpr size_t kMaxContactBytes = 80;

struct Contact {
  std::string text;  // "+86 138 0000 0000", "wa.me/8613800000000"
  Quote quote;       // where it stands
};

// FindContact returns the first contact in what the seller wrote, then the first among the links
// that stand there. Addresses on the site itself are no contacts.
//   cost    O(text + messengers + links in it)
std::optional<Contact> FindContact(const Page& page, const SellerWords& words, const Site& site,
                                   const Ruleset& ruleset);

// The shapes, for tests. Spans are in `text`.
//   in      within: where to look
std::optional<Span> FindEmail(std::string_view text, Span within, const Site& site);
std::optional<Span> FindTelephone(std::string_view text, Span within);
//   in      messenger: the messenger's name in `text`
std::optional<Span> FindBesideMessenger(std::string_view text, Span within, Span messenger);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_CONTACT_H_

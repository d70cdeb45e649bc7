// finding.h: one piece of evidence, as it stands in a report.
#ifndef TOUCHSTONE_CORE_JUDGE_FINDING_H_
#define TOUCHSTONE_CORE_JUDGE_FINDING_H_

#include <string>
#include <utility>
#include <vector>

#include "core/page/page.h"

namespace touchstone {

// Bytes of a quote in a report; longer ones are cut (CutForQuote).
inline constexpr size_t kMaxQuoteBytes = 240;
// Findings that one listing may have.
inline constexpr size_t kMaxFindings = 64;

// A text for people: the id of a message and its arguments, in the order of the placeholders. The
// texts themselves stand in the message files of the extension.
struct Message {
  std::string id;
  std::vector<std::pair<std::string, std::string>> args;
};

struct Finding {
  std::string id;  // of the rule
  std::string category;
  std::string group;
  int weight_db = 0;
  std::string quote;              // the page's words, at most kMaxQuoteBytes; "" when derived
                                  // from something that is not text (the host)
  uint32_t element = kNoElement;  // Element::ordinal of where the quote stands
  Message message;
  std::string source;  // what our side of the comparison rests on
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_FINDING_H_

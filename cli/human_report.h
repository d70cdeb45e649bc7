// human_report.h: reports for people at a terminal.
//
// All sentences come from the message files. What is quoted from a page has lost its control
// characters before it is printed: a page cannot write escape sequences into a terminal.
#ifndef TOUCHSTONE_CLI_HUMAN_REPORT_H_
#define TOUCHSTONE_CLI_HUMAN_REPORT_H_

#include <string>
#include <vector>

#include "cli/messages.h"
#include "core/check.h"

namespace touchstone {

// Up to this many pages are reported in full; of more, those with a warning, then a table of all.
inline constexpr size_t kMaxFullReports = 3;
// Findings, and listings of one page, that a report shows; the rest is counted.
inline constexpr size_t kMaxShownFindings = 5;
inline constexpr size_t kMaxShownListings = 5;

// HumanReport tells of one page: verdict, offer, strongest findings with quotes, bans, what was not
// seen, and where to buy instead.
//   in      color: escape sequences for a terminal; width: columns, at least 40
std::string HumanReport(const Report& report, const Messages& messages, bool color, int width);

// VerdictTable gives each page one row: verdict, decibans, bans, title, input.
std::string VerdictTable(const std::vector<const Report*>& reports, const Messages& messages,
                         bool color, int width);

// HumanReports is what `check` prints for its inputs.
std::string HumanReports(const std::vector<const Report*>& reports, const Messages& messages,
                         bool color, int width);

// DisplayWidth counts terminal columns: two for wide characters (Han, kana, Hangul, emoji), none
// for combining ones.
int DisplayWidth(std::string_view text);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_HUMAN_REPORT_H_

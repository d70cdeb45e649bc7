#include "cli/human_report.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/rules/names.h"

namespace touchstone {
namespace {

constexpr int kMinWidth = 40;
constexpr size_t kMaxTitleBytes = 300;
constexpr size_t kMaxPathBytes = 4096;

// --- columns ----------------------------------------------------------------------------------

int CharacterWidth(char32_t c) {
  static constexpr std::pair<char32_t, char32_t> kNone[] = {
      {0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
  static constexpr std::pair<char32_t, char32_t> kWide[] = {
      {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
      {0xFE30, 0xFE4F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}};
  for (const auto& [first, last] : kNone) {
    if (c >= first && c <= last) return 0;
  }
  for (const auto& [first, last] : kWide) {
    if (c >= first && c <= last) return 2;
  }
  return 1;
}

// Cuts to `columns`, with an ellipsis where something was lost.
std::string Cut(std::string_view text, int columns) {
  if (DisplayWidth(text) <= columns) return std::string(text);
  int used = 0;
  size_t pos = 0;
  while (pos < text.size()) {
    size_t next = pos;
    const int width = CharacterWidth(DecodeUtf8(text, &next));
    if (used + width > columns - 1) break;
    used += width;
    pos = next;
  }
  return absl::StrCat(absl::StripTrailingAsciiWhitespace(text.substr(0, pos)), "…");
}

// The same from the other end: the last part of a path says more than its first. A file's name may
// be any bytes.
std::string CutFront(std::string_view path, int columns) {
  std::string text = CutForQuote(RepairUtf8(path), kMaxPathBytes);
  if (DisplayWidth(text) <= columns) return text;
  int left = DisplayWidth(text);
  size_t pos = 0;
  while (pos < text.size() && left > columns - 1) left -= CharacterWidth(DecodeUtf8(text, &pos));
  return absl::StrCat("…", text.substr(pos));
}

std::string Pad(std::string_view text, int columns) {
  return absl::StrCat(
      text, std::string(static_cast<size_t>(std::max(0, columns - DisplayWidth(text))), ' '));
}

// Breaks a text into lines of at most `columns`: at spaces, and between wide characters.
std::vector<std::string> Wrap(std::string_view text, int columns) {
  std::vector<std::string> lines;
  std::string line;
  std::string word;
  int line_width = 0;
  int word_width = 0;
  const auto end_word = [&] {
    if (line_width + word_width > columns && line_width > 0) {
      lines.push_back(std::string(absl::StripTrailingAsciiWhitespace(line)));
      line.clear();
      line_width = 0;
      word = std::string(absl::StripLeadingAsciiWhitespace(word));
      word_width = DisplayWidth(word);
    }
    line += word;
    line_width += word_width;
    word.clear();
    word_width = 0;
  };
  for (size_t pos = 0; pos < text.size();) {
    const size_t begin = pos;
    const int width = CharacterWidth(DecodeUtf8(text, &pos));
    const std::string_view character = text.substr(begin, pos - begin);
    // A word longer than a line is broken where it must be.
    if (character == " " || width == 2 || word_width + width > columns) end_word();
    word += character;
    word_width += width;
  }
  end_word();
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

// --- colours ----------------------------------------------------------------------------------

enum class Ink { kPlain, kBold, kFaint, kRed, kYellow, kGreen, kBlue };

class Paint {
 public:
  explicit Paint(bool color) : color_(color) {}

  std::string operator()(Ink ink, std::string_view text) const {
    if (!color_ || ink == Ink::kPlain || text.empty()) return std::string(text);
    static constexpr std::string_view kCodes[] = {"", "1", "2", "1;31", "1;33", "32", "34"};
    return absl::StrCat("\x1b[", kCodes[static_cast<size_t>(ink)], "m", text, "\x1b[0m");
  }

 private:
  bool color_;
};

// --- words ------------------------------------------------------------------------------------

struct Look {
  Ink ink;
  std::string_view symbol;
};

Look LookOf(Verdict verdict) {
  switch (verdict) {
    case Verdict::kLikelyScam:
      return {Ink::kRed, "✖"};
    case Verdict::kCaution:
      return {Ink::kYellow, "▲"};
    case Verdict::kNoWarning:
      return {Ink::kBlue, "·"};
    case Verdict::kNone:
      return {Ink::kFaint, "–"};
  }
  return {Ink::kFaint, "–"};
}

std::string PageText(std::string_view text) { return CutForQuote(text, kMaxTitleBytes); }

std::string FieldName(std::string_view field, const Messages& messages) {
  const std::string id = absl::StrCat("cli_field_", absl::StrReplaceAll(field, {{".", "_"}}));
  return messages.Has(id) ? messages.Get(id) : std::string(field);
}

std::string PriceText(const Listing& listing, const Messages& messages) {
  if (!listing.price.has_value()) return "";
  const Price& price = listing.price.value;
  std::string out = FormatDecimal(price.amount);
  if (price.amount_max.has_value()) absl::StrAppend(&out, " – ", FormatDecimal(*price.amount_max));
  if (!price.currency.empty()) absl::StrAppend(&out, " ", price.currency);
  if (listing.price_per == "th") return messages.Get("cli_price_per_th", {out});
  return out;
}

std::string MachineText(const Listing& listing, const Ruleset* ruleset) {
  const Miner* miner = listing.miner.miner;
  if (miner == nullptr) return "";
  const Manufacturer* maker =
      ruleset != nullptr ? ruleset->FindManufacturer(miner->manufacturer) : nullptr;
  return maker != nullptr ? absl::StrCat(maker->name, " ", miner->model) : miner->model;
}

std::string BanText(const Ban& ban, const Messages& messages) {
  const Policy& policy = *ban.policy;
  const std::string days = ban.days_left.has_value() ? absl::StrCat(*ban.days_left) : "";
  switch (ban.phase) {
    case BanPhase::kAnnounced:
      return messages.Get("cli_ban_announced",
                          {FormatDay(policy.announced), FormatDay(policy.effective), days});
    case BanPhase::kInForce:
      return messages.Get("cli_ban_in_force",
                          {FormatDay(policy.effective),
                           FormatDay(policy.enforced.value_or(policy.effective)), days});
    case BanPhase::kEnforced:
      return messages.Get("cli_ban_enforced",
                          {FormatDay(policy.enforced.value_or(policy.effective))});
    case BanPhase::kLifted:
      return messages.Get("cli_ban_lifted", {FormatDay(policy.lifted.value_or(policy.effective))});
  }
  return "";
}

// --- one page ---------------------------------------------------------------------------------

// Writes blocks of lines below one left margin.
class Layout {
 public:
  Layout(const Report& report, const Messages& messages, bool color, int width)
      : report_(report), messages_(messages), paint_(color), width_(std::max(width, kMinWidth)) {}

  std::string Write() && {
    Line(paint_(Ink::kBold, CutFront(report_.input, width_)));
    if (report_.listings.empty()) {
      WriteNothing();
    } else {
      const size_t shown = std::min(report_.listings.size(), kMaxShownListings);
      for (size_t i = 0; i < shown; i++) WriteListing(report_.listings[i]);
      if (shown < report_.listings.size()) {
        Paragraph(
            2, Ink::kFaint,
            messages_.Get("cli_more_offers", {absl::StrCat(report_.listings.size() - shown)}));
      }
    }
    if (report_.ruleset_stale) Paragraph(2, Ink::kYellow, messages_.Get("cli_stale"));
    if (report_.truncated) Paragraph(2, Ink::kFaint, messages_.Get("cli_truncated"));
    while (out_.size() >= 2 && out_[out_.size() - 2] == '\n') out_.pop_back();
    return std::move(out_);
  }

 private:
  void Line(std::string_view text) { absl::StrAppend(&out_, text, "\n"); }

  void Paragraph(int indent, Ink ink, std::string_view text) {
    for (const std::string& line : Wrap(text, width_ - indent)) {
      Line(absl::StrCat(std::string(static_cast<size_t>(indent), ' '), paint_(ink, line)));
    }
  }

  // "  Price      650.00 USD": a label, and a value whose further lines stand below it.
  void Labelled(std::string_view label, std::string_view value, Ink ink = Ink::kPlain) {
    if (value.empty()) return;
    const std::vector<std::string> lines = Wrap(value, width_ - kMargin);
    for (size_t i = 0; i < lines.size(); i++) {
      const std::string left = Pad(i == 0 ? label : "", kMargin - 2);
      Line(absl::StrCat("  ", paint_(Ink::kFaint, left), paint_(ink, lines[i])));
    }
  }

  // A mark of up to three columns, and a text beside it.
  void Marked(std::string_view mark, Ink ink, std::string_view text) {
    const std::vector<std::string> lines = Wrap(text, width_ - kIndent);
    for (size_t i = 0; i < lines.size(); i++) {
      Line(absl::StrCat("   ", paint_(ink, Pad(i == 0 ? mark : "", kIndent - 3)), lines[i]));
    }
  }

  void Heading(std::string_view id) {
    Line("");
    Line(absl::StrCat("  ", paint_(Ink::kBold, messages_.Get(id))));
  }

  void WriteNothing() {
    const Look look = LookOf(Verdict::kNone);
    const std::string id = absl::StrCat("cli_kind_", PageKindName(report_.kind));
    const std::string why =
        messages_.Has(id) ? messages_.Get(id) : messages_.Get("cli_nothing_relevant");
    Line(absl::StrCat("  ", paint_(look.ink, absl::StrCat(look.symbol, " ", why))));
  }

  void WriteListing(const ListingReport& item) {
    const Look look = LookOf(item.judgement.verdict);
    const std::string word =
        messages_.Get(absl::StrCat("cli_verdict_", VerdictName(item.judgement.verdict)));
    Line(absl::StrCat(
        "  ", paint_(look.ink, absl::StrCat(look.symbol, " ", word)), "  ",
        paint_(Ink::kFaint, messages_.Get("cli_weight", {absl::StrCat(item.judgement.weight_db),
                                                         absl::StrCat(item.checked)}))));
    const Listing& listing = item.listing;
    if (listing.title.has_value()) Paragraph(2, Ink::kPlain, PageText(listing.title.value));
    Line("");
    Labelled(messages_.Get("cli_price"), PriceText(listing, messages_));
    Labelled(messages_.Get("cli_seller"), PageText(listing.seller.name.value));
    Labelled(messages_.Get("cli_machine"), MachineText(listing, report_.ruleset));
    WriteFindings(item.findings);
    WriteBans(item.bans);
    WriteChannels(item.channels);
    WriteNotSeen(item.not_seen);
    Line("");
  }

  void WriteFindings(const std::vector<Finding>& findings) {
    if (findings.empty()) return;
    std::vector<const Finding*> order;
    for (const Finding& finding : findings) order.push_back(&finding);
    std::stable_sort(order.begin(), order.end(), [](const Finding* a, const Finding* b) {
      return a->weight_db > b->weight_db;
    });
    Heading("cli_why");
    for (size_t i = 0; i < std::min(order.size(), kMaxShownFindings); i++) {
      const Finding& finding = *order[i];
      Marked(
          absl::StrCat("+", finding.weight_db), Ink::kYellow,
          CutForQuote(messages_.Text(finding.message, absl::StrCat("category_", finding.category)),
                      2 * kMaxTitleBytes));
      if (!finding.quote.empty()) {
        for (const std::string& line :
             Wrap(absl::StrCat("“", finding.quote, "”"), width_ - kIndent)) {
          Line(absl::StrCat(std::string(kIndent, ' '), paint_(Ink::kFaint, line)));
        }
      }
    }
    if (order.size() > kMaxShownFindings) {
      Paragraph(
          kIndent, Ink::kFaint,
          messages_.Get("cli_more_findings", {absl::StrCat(order.size() - kMaxShownFindings)}));
    }
  }

  void WriteBans(const std::vector<Ban>& bans) {
    if (bans.empty()) return;
    Heading("cli_bans");
    for (const Ban& ban : bans) {
      const bool lifted = ban.phase == BanPhase::kLifted;
      Marked(lifted ? "○" : "●", lifted ? Ink::kFaint : Ink::kRed, BanText(ban, messages_));
      const std::string_view fallback =
          ban.policy->site.empty() ? "policy_country_ban" : "policy_platform_ban";
      Paragraph(kIndent, Ink::kPlain, messages_.Text({ban.policy->message, {}}, fallback));
      for (const std::string& id : ban.policy->consequences) {
        if (!lifted && messages_.Has(id)) Marked("  -", Ink::kFaint, messages_.Get(id));
      }
      Paragraph(kIndent, Ink::kFaint, ban.policy->id);
    }
  }

  void WriteChannels(const std::vector<Advice>& channels) {
    if (channels.empty()) return;
    Heading("cli_channels");
    for (const Advice& advice : channels) {
      const Channel& channel = *advice.channel;
      Marked("→", Ink::kGreen, channel.name);
      const std::string_view kind = kChannelKindNames[static_cast<size_t>(channel.kind)];
      Paragraph(kIndent, Ink::kFaint, messages_.Text(advice.why, absl::StrCat("channel_", kind)));
      // An address stays in one piece, however long, so that a terminal can open it.
      if (channel.url.empty()) continue;
      Line(absl::StrCat(std::string(kIndent, ' '), paint_(Ink::kBlue, channel.url)));
    }
  }

  void WriteNotSeen(const std::vector<std::string>& fields) {
    if (fields.empty()) return;
    std::vector<std::string> names;
    for (const std::string& field : fields) names.push_back(FieldName(field, messages_));
    Line("");
    Labelled(messages_.Get("cli_not_seen"), absl::StrJoin(names, ", "), Ink::kFaint);
  }

  static constexpr int kMargin = 14;  // of labelled values
  static constexpr int kIndent = 7;   // of texts beside a mark

  const Report& report_;
  const Messages& messages_;
  Paint paint_;
  int width_;
  std::string out_;
};

// The listing that a page's verdict comes from: the first of the worst.
const ListingReport* WorstListing(const Report& report) {
  const ListingReport* worst = nullptr;
  for (const ListingReport& item : report.listings) {
    if (worst == nullptr || std::pair(item.judgement.verdict, item.judgement.weight_db) >
                                std::pair(worst->judgement.verdict, worst->judgement.weight_db)) {
      worst = &item;
    }
  }
  return worst;
}

// The most pressing phase of all bans; "" without one.
std::string BanColumn(const Report& report, const Messages& messages) {
  std::optional<Ban> worst;
  for (const ListingReport& item : report.listings) {
    for (const Ban& ban : item.bans) {
      const auto rank = [](const Ban& b) {
        return b.phase == BanPhase::kLifted ? -1 : static_cast<int>(b.phase);
      };
      if (!worst.has_value() || rank(ban) > rank(*worst)) worst = ban;
    }
  }
  if (!worst.has_value()) return "";
  std::string text = messages.Get(absl::StrCat("cli_phase_", BanPhaseName(worst->phase)));
  if (worst->days_left.has_value()) absl::StrAppend(&text, " ", *worst->days_left, "d");
  return text;
}

std::string Summary(const std::vector<const Report*>& reports, const Messages& messages) {
  size_t scams = 0, cautions = 0, bans = 0;
  for (const Report* report : reports) {
    if (report->verdict == Verdict::kLikelyScam) scams++;
    if (report->verdict == Verdict::kCaution) cautions++;
    const bool banned =
        std::any_of(report->listings.begin(), report->listings.end(), [](const auto& item) {
          return std::any_of(item.bans.begin(), item.bans.end(),
                             [](const Ban& ban) { return ban.phase != BanPhase::kLifted; });
        });
    if (banned) bans++;
  }
  return messages.Get("cli_summary", {absl::StrCat(reports.size()), absl::StrCat(scams),
                                      absl::StrCat(cautions), absl::StrCat(bans)});
}

}  // namespace

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t pos = 0; pos < text.size();) width += CharacterWidth(DecodeUtf8(text, &pos));
  return width;
}

std::string HumanReport(const Report& report, const Messages& messages, bool color, int width) {
  return Layout(report, messages, color, width).Write();
}

std::string VerdictTable(const std::vector<const Report*>& reports, const Messages& messages,
                         bool color, int width) {
  const Paint paint(color);
  struct Row {
    Look look;
    std::string verdict, decibans, ban, title, input;
  };
  std::vector<Row> rows;
  int verdict_width = DisplayWidth(messages.Get("cli_column_verdict"));
  int ban_width = DisplayWidth(messages.Get("cli_column_ban"));
  int input_width = DisplayWidth(messages.Get("cli_column_input"));
  for (const Report* report : reports) {
    const ListingReport* worst = WorstListing(*report);
    Row row{LookOf(report->verdict),
            messages.Get(absl::StrCat("cli_verdict_", VerdictName(report->verdict))),
            worst != nullptr ? absl::StrCat(worst->judgement.weight_db) : "",
            BanColumn(*report, messages),
            PageText(worst != nullptr && worst->listing.title.has_value()
                         ? std::string_view(worst->listing.title.value)
                         : std::string_view(report->title)),
            RepairUtf8(report->input)};
    verdict_width = std::max(verdict_width, DisplayWidth(row.verdict));
    ban_width = std::max(ban_width, DisplayWidth(row.ban));
    input_width = std::max(input_width, DisplayWidth(row.input));
    rows.push_back(std::move(row));
  }
  // What is left is shared by title and input; the input, which tells pages apart, goes first.
  const int fixed = 2 + verdict_width + 2 + 3 + 2 + ban_width + 2 + 2;
  const int left = std::max(width, kMinWidth) - fixed;
  input_width = std::clamp(input_width, 8, std::max(8, left * 3 / 5));
  const int title_width = std::max(8, left - input_width);
  const auto line = [&](const Row& row, Ink ink) {
    std::string text = absl::StrCat(
        paint(ink == Ink::kPlain ? row.look.ink : ink,
              absl::StrCat(Pad(row.look.symbol, 2), Pad(row.verdict, verdict_width))),
        "  ", std::string(3 - std::min<size_t>(3, row.decibans.size()), ' '), row.decibans, "  ",
        Pad(row.ban, ban_width), "  ", Pad(Cut(row.title, title_width), title_width), "  ",
        CutFront(row.input, input_width));
    return absl::StrCat(absl::StripTrailingAsciiWhitespace(text), "\n");
  };
  std::string out = line({{Ink::kFaint, ""},
                          messages.Get("cli_column_verdict"),
                          messages.Get("cli_column_decibans"),
                          messages.Get("cli_column_ban"),
                          messages.Get("cli_column_title"),
                          messages.Get("cli_column_input")},
                         Ink::kFaint);
  for (const Row& row : rows) out += line(row, Ink::kPlain);
  return out;
}

std::string HumanReports(const std::vector<const Report*>& reports, const Messages& messages,
                         bool color, int width) {
  std::string out;
  if (reports.empty()) return out;
  const bool many = reports.size() > kMaxFullReports;
  for (const Report* report : reports) {
    if (many && !report->HasWarning()) continue;
    if (!out.empty()) out += "\n";
    out += HumanReport(*report, messages, color, width);
  }
  if (reports.size() == 1) return out;
  if (many) {
    if (!out.empty()) out += "\n";
    out += VerdictTable(reports, messages, color, width);
  }
  return absl::StrCat(out, "\n", Summary(reports, messages), "\n");
}

}  // namespace touchstone

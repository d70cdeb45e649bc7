// check.h: the straight line, from a page's text to a report.
//
//   auto engine = Engine::Create(ruleset_json);          // once
//   if (!engine.ok()) ...
//   Report report = (*engine)->Check({.input = "a.html", .text = text, .at = day});
//   std::string json = WriteReport(report);
//
// Check is total: the content of a page is never an error. An Engine is immutable; any number of
// threads may use it.
#ifndef TOUCHSTONE_CORE_CHECK_H_
#define TOUCHSTONE_CORE_CHECK_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "core/base/units.h"
#include "core/judge/channels.h"
#include "core/judge/evidence.h"
#include "core/judge/finding.h"
#include "core/judge/policy.h"
#include "core/judge/verdict.h"
#include "core/market/listing.h"
#include "core/page/page.h"
#include "core/rules/lexicon.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// Core version, from the build's one version source: "0.1.0".
std::string_view CoreVersion();

// Largest page, in bytes before decoding. Hosts refuse larger inputs with error code "too_large".
inline constexpr size_t kMaxInputBytes = size_t{64} << 20;

// A title, seller's name or category step is cut to this in a report.
inline constexpr size_t kMaxNameBytes = 500;

struct CheckInput {
  std::string_view input;     // the name that the report repeats
  std::string_view text;      // the page, decoded to UTF-8
  std::string_view encoding;  // what it was decoded from: "utf-8", "gbk", ...
  // An archive's other documents, in its order; for pages that are none, empty.
  std::vector<FrameDocument> frames = {};
  std::string_view url;         // given by the user or the browser; or ""
  std::string_view header_url;  // from an archive's header; or ""
  Day at;
  std::string_view country;  // of the buyer, ISO 3166-1 alpha-2; or ""
  bool truncated = false;    // the host or the archive lost a part
};

enum class UrlFrom : uint8_t { kOption, kHeader, kSavedFrom, kCanonical, kNone };

struct ListingReport {
  Listing listing;
  Judgement judgement = {};
  int checked = 0;
  std::vector<std::string> not_seen = {};  // sorted names: "seller.age", "price", ...
  std::vector<std::string> absent = {};
  std::vector<Finding> findings = {};
  std::vector<Ban> bans = {};
  std::vector<Advice> channels = {};
};

// Pointers in it are to the engine's ruleset.
struct Report {
  std::string input;
  std::string encoding;
  std::string url;
  UrlFrom url_from = UrlFrom::kNone;
  Day at;
  bool ruleset_stale = false;
  PageKind kind = PageKind::kOther;
  bool readable = true;
  bool truncated = false;
  std::string site;
  std::string language;
  std::string title;
  Verdict verdict = Verdict::kNone;
  std::vector<ListingReport> listings;
  const Ruleset* ruleset = nullptr;

  // Exit status 1 of the command: caution or worse, or a ban that is not lifted.
  bool HasWarning() const;
};

// All stages' results of one page, for `inspect` and for Check.
struct Stages {
  std::unique_ptr<Page> page;
  std::string url;
  UrlFrom url_from = UrlFrom::kNone;
  std::vector<Word> words;
  Market market;
};

class Engine {
 public:
  // Create loads and compiles a built ruleset.
  //   errors  as LoadRuleset
  static absl::StatusOr<std::unique_ptr<Engine>> Create(std::string_view ruleset_json);

  Report Check(const CheckInput& input) const;

  // Read runs the stages up to the listings.
  Stages Read(const CheckInput& input) const;

  // DescribePage fills a report's members about the page itself; no listing, verdict none.
  Report DescribePage(const Stages& stages, const CheckInput& input) const;

  // EvidenceOf gathers what the predicates may look at. It points into `stages`.
  Evidence EvidenceOf(const Stages& stages, const CheckInput& input) const;

  const Ruleset& ruleset() const { return ruleset_; }
  const Lexicon& lexicon() const { return *lexicon_; }

 private:
  Engine() = default;
  Ruleset ruleset_;
  std::unique_ptr<Lexicon> lexicon_;
};

// WriteReport writes the verdict JSON, format 1, without a line feed at its end.
//   in      indent: 0 for one line
//   source  docs/verdict.md, docs/verdict.schema.json
std::string WriteReport(const Report& report, int indent);

// WriteError writes the record that stands for an input that could not be read.
//   in      code: "not_found", "unreadable", "too_large", ...: docs/verdict.md lists them
std::string WriteError(std::string_view input, std::string_view code, std::string_view message,
                       std::string_view where, int indent);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_CHECK_H_

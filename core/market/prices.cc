#include "core/market/prices.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"

namespace touchstone {
namespace {

// How many elements around a price may name it, and how much text they may hold besides.
constexpr int kMaxNamingElements = 5;
constexpr uint32_t kMaxNamedTextBytes = 160;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// What those elements close around a place say that speak of little else.
MarkSet MarksAround(const Page& page, const std::vector<MarkSet>& marks, ElementId element) {
  MarkSet all = 0;
  for (int i = 0; i < kMaxNamingElements && element != kNoElement; i++) {
    if (page.elements[element].text.size() > kMaxNamedTextBytes) break;
    all |= marks[element];
    element = page.elements[element].parent;
  }
  return all;
}

class Reader {
 public:
  Reader(const Page& page, const Surroundings& around, const std::vector<MarkSet>& marks,
         std::string_view hint, const Ruleset& ruleset, const Lexicon& lexicon)
      : page_(page),
        around_(around),
        marks_(marks),
        hint_(hint),
        ruleset_(ruleset),
        lexicon_(lexicon) {}

  std::vector<SeenPrice> Run() && {
    const std::string_view text = page_.text;
    auto run = page_.runs.begin();
    for (size_t begin = 0; begin < text.size() && prices_.size() < kMaxPagePrices;) {
      const size_t end = std::min(text.find('\n', begin), text.size());
      const std::string_view line = text.substr(begin, end - begin);
      if (std::any_of(line.begin(), line.end(), IsDigit)) {
        while (run != page_.runs.end() && run->text.end <= begin) ++run;
        ReadLine(run, static_cast<uint32_t>(end));
      }
      begin = end + 1;
    }
    return std::move(prices_);
  }

 private:
  using RunIterator = std::vector<TextRun>::const_iterator;

  // A stretch of the line that is being read: where in `line_`, and the run it is from.
  struct Part {
    size_t begin;
    RunIterator run;
  };

  bool IsSeen(const TextRun& run) const {
    return (!run.hidden || run.unspoken) && run.element != kNoElement &&
           !page_.elements[run.element].in_frame && !around_.IsAside(run.element);
  }

  // "12<sup>99</sup>": a small figure behind the whole amount, as the page's own point is drawn.
  bool IsCents(std::string_view text, ElementId element) const {
    if (text.size() != 2 || !IsDigit(text[0]) || !IsDigit(text[1]) || line_.empty() ||
        !IsDigit(line_.back())) {
      return false;
    }
    return page_.elements[element].tag == "sup" || (marks_[element] & kMarkCents) != 0;
  }

  // Whether a run begins something new on the line that is being read: digits at digits, or what is
  // drawn beside what is read aloud.
  bool IsApart(const TextRun& run, std::string_view text) const {
    if (parts_.empty()) return false;
    if (parts_.back().run->unspoken != run.unspoken) return true;
    if (!IsDigit(line_.back())) return false;
    if (IsDigit(text[0])) return !IsCents(text, run.element);
    // "Lamp 2" and "$10", where the sign is no other's.
    constexpr size_t kMaxSignBytes = 4;
    const size_t digit = text.find_first_of("0123456789");
    return digit <= kMaxSignBytes && text.find_first_of(" .,'") > digit;
  }

  void ReadLine(RunIterator run, uint32_t end) {
    line_.clear();
    parts_.clear();
    for (; run != page_.runs.end() && run->text.begin < end; ++run) {
      if (!IsSeen(*run)) continue;
      const std::string_view text = Slice(page_.text, run->text);
      if (line_.size() + text.size() > kMaxPriceTextBytes || IsApart(*run, text)) {
        ReadParts();
        line_.clear();
        parts_.clear();
        if (text.size() > kMaxPriceLineBytes) continue;
      }
      if (IsCents(absl::StripAsciiWhitespace(text), run->element)) line_.push_back('.');
      parts_.push_back({line_.size(), run});
      line_.append(text);
    }
    ReadParts();
  }

  // All prices of line_; or the one number that is all of it.
  void ReadParts() {
    if (!std::any_of(line_.begin(), line_.end(), IsDigit)) return;
    std::vector<Price> prices = ParsePrices(line_, hint_, kMaxPriceMentions);
    if (!prices.empty()) {
      for (const PriceMention& mention :
           ReadRoles(line_, std::move(prices), lexicon_.Scan(line_), ruleset_)) {
        Take(mention);
      }
      return;
    }
    if (parts_.empty() || !IsCalledPrice(parts_[0].run->element)) return;
    const std::optional<Price> bare = ParsePrice(line_, hint_);
    if (bare.has_value() && bare->raw.size() == absl::StripAsciiWhitespace(line_).size()) {
      Take({*bare, PriceRole::kPlain, "", 0});
    }
  }

  void Take(const PriceMention& mention) {
    const Price& found = mention.price;
    if (found.amount.coefficient == 0 || prices_.size() >= kMaxPagePrices) return;
    auto part = std::upper_bound(parts_.begin(), parts_.end(), found.raw.begin,
                                 [](size_t at, const Part& p) { return at < p.begin; });
    if (part == parts_.begin()) return;
    --part;
    const ElementId element = part->run->element;
    // It stood in the line for the words beside it: "now $5, before $9".
    if (around_.IsStruck(element)) return;
    prices_.push_back(
        {.price = found,
         .quote = std::string(Slice(line_, found.raw)),
         .element = element,
         .at = part->run->text.begin + static_cast<uint32_t>(found.raw.begin - part->begin),
         .marks = MarksAround(page_, marks_, element),
         .role = mention.role,
         .per = mention.per,
         .min_quantity = mention.min_quantity,
         .in_prose = line_.size() > kMaxPriceTextBytes});
  }

  // Whether a bare number there is a price: "1.74", not "Pack of 3".
  bool IsCalledPrice(ElementId element) const {
    if (page_.elements[element].tag == "option") return false;
    const ElementId parent = page_.elements[element].parent;
    return ((marks_[element] | (parent != kNoElement ? marks_[parent] : 0)) & kMarkPrice) != 0;
  }

  const Page& page_;
  const Surroundings& around_;
  const std::vector<MarkSet>& marks_;
  std::string_view hint_;
  const Ruleset& ruleset_;
  const Lexicon& lexicon_;
  std::vector<SeenPrice> prices_;
  std::string line_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<SeenPrice> FindPrices(const Page& page, const Surroundings& around,
                                  const std::vector<MarkSet>& marks, std::string_view hint,
                                  const Ruleset& ruleset, const Lexicon& lexicon) {
  return Reader(page, around, marks, hint, ruleset, lexicon).Run();
}

}  // namespace touchstone

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
         std::string_view hint)
      : page_(page), around_(around), marks_(marks), hint_(hint) {}

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
           !page_.elements[run.element].in_frame && !around_.IsAside(run.element) &&
           !around_.IsStruck(run.element);
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
    return IsDigit(line_.back()) && IsDigit(text[0]) && !IsCents(text, run.element);
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
        if (text.size() > kMaxPriceTextBytes) continue;
      }
      if (IsCents(absl::StripAsciiWhitespace(text), run->element)) line_.push_back('.');
      parts_.push_back({line_.size(), run});
      line_.append(text);
    }
    ReadParts();
  }

  // All prices of line_, one behind the other.
  void ReadParts() {
    for (size_t begin = 0; begin < line_.size() && prices_.size() < kMaxPagePrices;) {
      const std::string_view rest = std::string_view(line_).substr(begin);
      const std::optional<Price> price = ParsePrice(rest, "");
      if (!price.has_value() || price->raw.end == 0) break;
      Take(*price, begin);
      begin += price->raw.end;
    }
  }

  void Take(const Price& found, size_t begin) {
    const size_t from = begin + found.raw.begin;
    auto part = std::upper_bound(parts_.begin(), parts_.end(), from,
                                 [](size_t at, const Part& p) { return at < p.begin; });
    if (part == parts_.begin()) return;
    --part;
    SeenPrice seen;
    seen.element = part->run->element;
    seen.at = part->run->text.begin + static_cast<uint32_t>(from - part->begin);
    seen.marks = MarksAround(page_, marks_, seen.element);
    if (found.currency.empty() && !IsBarePrice(found, begin, seen.element)) return;
    seen.quote = line_.substr(from, found.raw.size());
    // Once more, for what an ambiguous sign stands for here.
    const std::optional<Price> price = ParsePrice(seen.quote, hint_);
    if (!price.has_value() || price->amount.coefficient == 0) return;
    seen.price = *price;
    prices_.push_back(std::move(seen));
  }

  // Whether the line holds a number and nothing else, in an element that is called a price: "1.74",
  // not "Pack of 3".
  bool IsBarePrice(const Price& found, size_t begin, ElementId element) const {
    const std::string_view line = absl::StripAsciiWhitespace(line_);
    if (begin != 0 || found.raw.size() != line.size()) return false;
    if (page_.elements[element].tag == "option") return false;
    const ElementId parent = page_.elements[element].parent;
    const MarkSet marks = marks_[element] | (parent != kNoElement ? marks_[parent] : 0);
    return (marks & kMarkPrice) != 0;
  }

  const Page& page_;
  const Surroundings& around_;
  const std::vector<MarkSet>& marks_;
  std::string_view hint_;
  std::vector<SeenPrice> prices_;
  std::string line_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<SeenPrice> FindPrices(const Page& page, const Surroundings& around,
                                  const std::vector<MarkSet>& marks, std::string_view hint) {
  return Reader(page, around, marks, hint).Run();
}

}  // namespace touchstone

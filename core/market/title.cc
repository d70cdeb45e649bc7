#include "core/market/title.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/text.h"
#include "core/market/miner.h"

namespace touchstone {
namespace {

constexpr size_t kMinHeadingBytes = 3;
constexpr size_t kMinLowHeadingBytes = 8;  // of one below h1, or of a text that is no heading
constexpr size_t kMaxRunsSearched = 20'000;

int LevelOf(std::string_view tag) {
  return tag.size() == 2 && tag[0] == 'h' && tag[1] >= '1' && tag[1] <= '6' ? tag[1] - '0' : 0;
}

// What of a text a title can hold: to look for all of one text in all of another takes the product
// of their sizes.
std::string FoldTitle(std::string_view text) {
  size_t end = std::min(text.size(), kMaxTitleBytes);
  while (end > 0 && end < text.size() && IsContinuation(text[end])) {
    end--;
  }
  return FoldString(text.substr(0, end));
}

// 3: one holds the other; 2: most words of `text` stand in `name`; 0: they speak of other things.
int Agreement(const std::string& text, const std::string& name) {
  if (text.empty() || name.empty()) return 0;
  if (absl::StrContains(name, text)) return 3;
  if (name.size() * 3 >= text.size() && absl::StrContains(text, name)) return 3;
  int words = 0, shared = 0;
  for (const std::string_view word : SplitAt(text, " ")) {
    if (word.size() < 2 || ++words > 40) continue;
    if (absl::StrContains(name, word)) shared++;
  }
  return words >= 2 && shared * 3 >= words * 2 ? 2 : 0;
}

class Finder {
 public:
  Finder(const Page& page, const Surroundings& around, const StructuredItem* product)
      : page_(page), around_(around) {
    if (product != nullptr) names_.push_back(FoldTitle(product->Text("name")));
    names_.push_back(FoldTitle(MetaContent(page, {"og:title", "twitter:title"})));
    names_.push_back(FoldTitle(page.title));
  }

  int AgreementWithNames(std::string_view text) const { return AgreementFrom(0, text); }

  // How well what the structured data call the product agrees with the page's other names.
  int AgreementOfProduct() const { return names_.size() > 2 ? AgreementFrom(1, names_[0]) : 0; }

  // The visible h1 that agrees best, one outside of navigation before the others, the first before
  // the second; a lower heading that agrees before an h1 that does not.
  ElementId Heading() const {
    ElementId found = kNoElement;
    int found_points = -1, looked = 0;
    for (ElementId id = 0; id < page_.elements.size() && looked < kMaxHeadings; id++) {
      const Element& element = page_.elements[id];
      const int level = LevelOf(element.tag);
      if (level == 0 || element.hidden || element.in_frame) continue;
      if (element.text.size() > kMaxPlaceBytes) continue;  // before it is copied
      const std::string text = page_.VisibleTextOf(id);
      if (text.size() < (level == 1 ? kMinHeadingBytes : kMinLowHeadingBytes)) continue;
      looked++;
      if (level == 1 && IsSiteName(text)) continue;
      const int agreement = AgreementWithNames(text);
      if (level > 1 && (agreement < 3 || around_.IsAside(id))) continue;
      int points = agreement * 4;
      if (level == 1) points += 3;
      if (!around_.IsAside(id)) points += 2;
      if (points > found_points) {
        found = id;
        found_points = points;
      }
    }
    return found;
  }

  // "Antminer S9, 400 EUR - Example Classifieds": the short last part is the site's name, and a
  // heading that says the same is its logo.
  bool IsSiteName(std::string_view heading) const {
    const std::string name = FoldTitle(heading);
    const std::string& title = names_.back();
    if (name.empty() || title.size() < name.size() * 3 + 3 || !absl::EndsWith(title, name)) {
      return false;
    }
    const std::string_view before = std::string_view(title).substr(0, title.size() - name.size());
    return absl::EndsWith(before, " - ") || absl::EndsWith(before, " | ");
  }

  // Without a heading: the longest text that the page's names hold, where they are about it.
  ElementId TextInNames() const {
    ElementId found = kNoElement;
    size_t found_size = kMinLowHeadingBytes;
    size_t looked = 0;
    for (const TextRun& run : page_.runs) {
      if (++looked > kMaxRunsSearched) break;
      if (run.hidden || run.text.size() <= found_size || run.text.size() > kMaxTitleBytes) continue;
      if (run.element == kNoElement || page_.elements[run.element].in_frame) continue;
      if (around_.IsAside(run.element)) continue;
      const std::string text = FoldTitle(Slice(page_.text, run.text));
      const bool named = std::any_of(names_.begin(), names_.end(), [&](const std::string& name) {
        return text.size() * 3 > name.size() && absl::StrContains(name, text);
      });
      if (!named) continue;
      found = run.element;
      found_size = run.text.size();
    }
    return found;
  }

 private:
  int AgreementFrom(size_t first, std::string_view text) const {
    const std::string folded = FoldTitle(text);
    int best = 0;
    for (size_t i = first; i < names_.size(); i++) {
      best = std::max(best, Agreement(folded, names_[i]));
    }
    return best;
  }

  const Page& page_;
  const Surroundings& around_;
  std::vector<std::string> names_;  // the last one is the <title>
};

// Without an h1, the first visible lower heading that names a machine.
void FindMachineHeading(const Page& page, const Surroundings& around, const Ruleset& ruleset,
                        const Lexicon& lexicon, MainTitle* title) {
  int headings = 0;
  const Miner* first = nullptr;
  for (ElementId id = 0; id < page.elements.size() && headings < kMaxHeadings; id++) {
    const Element& element = page.elements[id];
    if (LevelOf(element.tag) < 2 || element.hidden || element.in_frame || around.IsAside(id)) {
      continue;
    }
    headings++;
    if (element.text.size() > kMaxPlaceBytes) continue;  // before it is copied
    const std::string text = page.VisibleTextOf(id);
    if (text.size() > kMaxTitleBytes) continue;
    const Miner* miner = IdentifyMiner(text, ruleset, lexicon).miner;
    if (miner == nullptr) continue;
    if (first == nullptr) {
      title->heading = id;
      first = miner;
    } else if (miner != first) {
      title->several_machines = true;
    }
  }
}

void SetText(std::string_view text, FactOrigin origin, ElementId element, MainTitle* title) {
  title->text = CutForQuote(text, kMaxTitleBytes);
  title->origin = origin;
  title->element = element;
}

}  // namespace

MainTitle FindMainTitle(const Page& page, const Surroundings& around,
                        const std::vector<Place>& places, const StructuredItem* product,
                        const Ruleset& ruleset, const Lexicon& lexicon) {
  MainTitle title;
  for (const Place& place : places) {
    if (place.field->field != Field::kTitle || place.text.empty()) continue;
    const bool seen = place.field->state.empty() && place.field->attribute.empty();
    if (seen) title.heading = place.element;
    SetText(place.text, seen ? FactOrigin::kAdapter : FactOrigin::kState, place.element, &title);
    title.agrees = true;
    if (seen) return title;
    break;
  }
  const Finder finder(page, around, product);
  if (title.heading == kNoElement) title.heading = finder.Heading();
  const bool h1 = title.heading != kNoElement && page.elements[title.heading].tag == "h1";
  if (!h1) FindMachineHeading(page, around, ruleset, lexicon, &title);
  if (title.heading == kNoElement) title.heading = finder.TextInNames();
  if (!title.text.empty()) return title;
  const std::string visible = title.heading == kNoElement ? "" : page.VisibleTextOf(title.heading);
  const std::string declared = product != nullptr ? CollapseSpaces(product->Text("name")) : "";
  const bool agrees = !visible.empty() && finder.AgreementWithNames(visible) >= 2;
  title.agrees = agrees || finder.AgreementOfProduct() >= 2;
  // What the buyer sees wins, unless it speaks of something else than all that is declared.
  if (!declared.empty() && !agrees) {
    SetText(declared,
            product->syntax == StructuredItem::Syntax::kJsonLd ? FactOrigin::kJsonLd
                                                               : FactOrigin::kMicrodata,
            product->element, &title);
  } else if (!visible.empty()) {
    SetText(visible, FactOrigin::kVisible, title.heading, &title);
  } else if (const std::string_view og = MetaContent(page, {"og:title"}); !og.empty()) {
    SetText(CollapseSpaces(og), FactOrigin::kMeta, kNoElement, &title);
  } else if (!page.title.empty()) {
    SetText(page.title, FactOrigin::kMeta, kNoElement, &title);
  }
  return title;
}

}  // namespace touchstone

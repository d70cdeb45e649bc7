#include "core/market/marks.h"

#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/base/memo.h"

namespace touchstone {
namespace {

struct Stem {
  std::string_view stem;  // a word that begins with it has the mark; with a '.' at its end: is it
  MarkSet marks;
};

// By their first letters.
constexpr Stem kStems[] = {
    {"actual.", kMarkNowPrice},
    {"addon", kMarkOtherSum},
    {"addtobag", kMarkBuy},
    {"addtobasket", kMarkBuy},
    {"addtocart", kMarkBuy},
    {"affirm", kMarkOtherSum},
    {"afterpay", kMarkOtherSum},
    {"amount.", kMarkPrice},
    {"before", kMarkOldPrice},
    {"breadcrumb", kMarkAside},
    {"bundle", kMarkOtherSum},
    {"buy.", kMarkBuy},
    {"card", kMarkOffer},
    {"cena", kMarkPrice},
    {"cent.", kMarkCents},
    {"cents.", kMarkCents},
    {"compare", kMarkOldPrice},
    {"company", kMarkSeller},
    {"coupon", kMarkOtherSum},
    {"crossed", kMarkOldPrice},
    {"crosssell", kMarkAside},
    {"current", kMarkNowPrice},
    {"deal.", kMarkNowPrice},
    {"dealer", kMarkSeller},
    {"decimal", kMarkCents},
    {"delivery", kMarkOtherSum},
    {"deposit", kMarkOtherSum},
    {"detail", kMarkMain},
    {"discounted", kMarkNowPrice},
    {"final", kMarkNowPrice},
    {"financ", kMarkOtherSum},
    {"fiyat", kMarkPrice},
    {"footer", kMarkAside},
    {"fraction", kMarkCents},
    {"headline", kMarkTitle},
    {"hinta", kMarkPrice},
    {"instal", kMarkOtherSum},
    {"item", kMarkOffer},
    {"jiage", kMarkPrice},
    {"klarna", kMarkOtherSum},
    {"linethrough", kMarkOldPrice},
    {"listing", kMarkOffer},
    {"listprice", kMarkOldPrice | kMarkPrice},
    {"loyalty", kMarkOtherSum},
    {"main.", kMarkMain},
    {"merchant", kMarkSeller},
    {"minicart", kMarkAside},
    {"money", kMarkPrice},
    {"monthly", kMarkOtherSum},
    {"msrp", kMarkOldPrice},
    {"name.", kMarkName},
    {"navbar", kMarkAside},
    {"navigation", kMarkAside},
    {"now.", kMarkNowPrice},
    {"offer", kMarkOffer},
    {"old", kMarkOldPrice},
    {"option", kMarkVariant},
    {"original", kMarkOldPrice},
    {"our.", kMarkNowPrice},
    {"postage", kMarkOtherSum},
    {"preco", kMarkPrice},
    {"precio", kMarkPrice},
    {"preis", kMarkPrice},
    {"prezzo", kMarkPrice},
    {"previous", kMarkOldPrice},
    {"price", kMarkPrice},
    {"prijs", kMarkPrice},
    {"pris.", kMarkPrice},
    {"prix", kMarkPrice},
    {"prod.", kMarkOffer},
    {"product", kMarkOffer},
    {"promo.", kMarkNowPrice},
    {"recently", kMarkAside},
    {"recommend", kMarkAside},
    {"regular", kMarkRegular},
    {"related", kMarkAside},
    {"result", kMarkOffer},
    {"retail", kMarkOldPrice},
    {"reward", kMarkOtherSum},
    {"rrp", kMarkOldPrice},
    {"sale.", kMarkNowPrice},
    {"saving", kMarkOtherSum},
    {"save", kMarkOtherSum},
    {"scratch", kMarkOldPrice},
    {"seller", kMarkSeller},
    {"selling", kMarkNowPrice},
    {"shipping", kMarkOtherSum},
    {"shop.", kMarkSeller},
    {"sidebar", kMarkAside},
    {"similar", kMarkAside},
    {"special.", kMarkNowPrice},
    {"store.", kMarkSeller},
    {"strike", kMarkOldPrice},
    {"struck", kMarkOldPrice},
    {"subtotal", kMarkOtherSum},
    {"summary", kMarkMain},
    {"supplier", kMarkSeller},
    {"swatch", kMarkVariant},
    {"tile", kMarkOffer},
    {"title", kMarkTitle},
    {"upsell", kMarkAside},
    {"uvp", kMarkOldPrice},
    {"variant", kMarkVariant},
    {"variation", kMarkVariant},
    {"vendor", kMarkSeller},
    {"warranty", kMarkOtherSum},
    {"was.", kMarkOldPrice},
};

// The stems one behind the other, each behind its size and its marks: a third of what the table
// takes. And where those of each letter begin.
constexpr size_t kStemHead = 3;  // bytes before a stem
constexpr size_t kPackedSize = [] {
  size_t size = 0;
  for (const Stem& stem : kStems) size += kStemHead + stem.stem.size();
  return size;
}();

struct PackedStems {
  unsigned char bytes[kPackedSize] = {};
  std::array<uint16_t, 27> first = {};
};

constexpr PackedStems kPacked = [] {
  PackedStems packed;
  size_t at = 0, letter = 0;
  for (const Stem& stem : kStems) {
    for (; letter <= static_cast<size_t>(stem.stem[0] - 'a'); letter++) {
      packed.first[letter] = static_cast<uint16_t>(at);
    }
    packed.bytes[at++] = static_cast<unsigned char>(stem.stem.size());
    packed.bytes[at++] = static_cast<unsigned char>(stem.marks & 0xFF);
    packed.bytes[at++] = static_cast<unsigned char>(stem.marks >> 8);
    for (const char c : stem.stem) packed.bytes[at++] = static_cast<unsigned char>(c);
  }
  for (; letter < packed.first.size(); letter++) packed.first[letter] = static_cast<uint16_t>(at);
  return packed;
}();

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// The word that begins at names[pos], in lower case.
std::string_view WordAt(std::string_view names, size_t pos, std::array<char, 16>* room) {
  size_t size = 0;
  for (; pos + size < names.size() && size < room->size(); size++) {
    const char c = names[pos + size];
    if (!IsLower(c) && !IsUpper(c)) break;
    if (IsUpper(c) && size > 0 && IsLower(names[pos + size - 1])) break;
    (*room)[size] = absl::ascii_tolower(static_cast<unsigned char>(c));
  }
  return {room->data(), size};
}

MarkSet MarksOfWord(std::string_view word) {
  const size_t letter = static_cast<size_t>(word[0] - 'a');
  MarkSet marks = 0;
  const unsigned char* entry = kPacked.bytes + kPacked.first[letter];
  const unsigned char* const end = kPacked.bytes + kPacked.first[letter + 1];
  while (entry < end) {
    const std::string_view stem(reinterpret_cast<const char*>(entry) + kStemHead, entry[0]);
    const bool whole = stem.back() == '.';
    if (whole ? word == stem.substr(0, stem.size() - 1) : absl::StartsWith(word, stem)) {
      marks |= static_cast<MarkSet>(entry[1] | entry[2] << 8);
    }
    entry += kStemHead + stem.size();
  }
  return marks;
}

// Two words that mean something together only: "add-to-cart", "cross-sell", "line-through".
MarkSet MarksOfPair(std::string_view before, std::string_view word) {
  if (before == "to" && (word == "cart" || word == "basket" || word == "bag")) return kMarkBuy;
  if ((before == "cart" || before == "basket") &&
      (word == "total" || word == "summary" || word == "amount" || word == "count")) {
    return kMarkOtherSum;
  }
  if (before == "cross" && absl::StartsWith(word, "sell")) return kMarkAside;
  if (before == "line" && word == "through") return kMarkOldPrice;
  if (before == "list" && word == "price") return kMarkOldPrice;
  if (before == "also" || (before == "up" && absl::StartsWith(word, "sell"))) return kMarkAside;
  if (before == "mini" && word == "cart") return kMarkAside;
  return 0;
}

}  // namespace

MarkSet MarksOf(std::string_view names) {
  names = names.substr(0, kMaxNamesBytes);
  MarkSet marks = 0;
  std::array<char, 16> rooms[2];
  std::string_view before;
  size_t turn = 0;
  for (size_t pos = 0; pos < names.size();) {
    if (!IsLower(names[pos]) && !IsUpper(names[pos])) {
      pos++;
      continue;
    }
    const std::string_view word = WordAt(names, pos, &rooms[turn]);
    marks |= MarksOfWord(word);
    if (!before.empty()) marks |= MarksOfPair(before, word);
    pos += word.size();
    before = word;
    turn = 1 - turn;
  }
  // A button is no sum, whatever it is called after.
  return (marks & kMarkBuy) != 0 ? static_cast<MarkSet>(marks & ~kMarkOtherSum) : marks;
}

std::vector<MarkSet> ReadMarks(const Page& page) {
  std::vector<MarkSet> marks(page.elements.size());
  Memo memo;
  for (ElementId id = 0; id < page.elements.size(); id++) {
    const Element& element = page.elements[id];
    if (element.text.empty()) continue;  // nothing there to choose
    for (uint32_t i = 0; i < element.attribute_count; i++) {
      const Attribute& attribute = page.attributes[element.first_attribute + i];
      const std::string_view name = attribute.name;
      if (name == "class" || name == "id" || name == "itemprop" || name == "property" ||
          name == "data-testid" || name == "data-qa" || name == "data-test" ||
          name == "data-hook" || name == "data-role") {
        bool known = false;
        uint32_t* of_names = memo.Slot(attribute.value, &known);
        if (!known) *of_names = MarksOf(attribute.value);
        marks[id] |= static_cast<MarkSet>(*of_names);
      }
    }
  }
  return marks;
}

}  // namespace touchstone

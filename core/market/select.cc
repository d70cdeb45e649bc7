#include "core/market/select.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "core/base/memo.h"
#include "core/base/order.h"

namespace touchstone {
namespace {

constexpr size_t kMaxParts = 256;  // of one pass

// Whether an element has a class of that name; of "name--*" one that begins so and goes on.
bool HasClass(const Page& page, ElementId id, std::string_view name) {
  if (name.back() != '*') return page.HasClass(id, name);
  name.remove_suffix(1);
  const std::string_view classes = page.GetAttribute(id, "class").value_or("");
  for (size_t pos = 0; (pos = classes.find(name, pos)) != std::string_view::npos; pos++) {
    const size_t end = pos + name.size();
    if (pos > 0 && !absl::ascii_isspace(static_cast<unsigned char>(classes[pos - 1]))) continue;
    if (end < classes.size() && !absl::ascii_isspace(static_cast<unsigned char>(classes[end]))) {
      return true;
    }
  }
  return false;
}

bool Fits(const Page& page, ElementId id, const Selector::Compound& compound) {
  if (!compound.tag.empty() && page.elements[id].tag != compound.tag) return false;
  if (!compound.id.empty() && page.GetAttribute(id, "id") != std::string_view(compound.id)) {
    return false;
  }
  for (const std::string& name : compound.classes) {
    if (!HasClass(page, id, name)) return false;
  }
  for (const Selector::AttributeTest& test : compound.attributes) {
    const std::optional<std::string_view> value = page.GetAttribute(id, test.name);
    if (!value.has_value() || (test.value.has_value() && *value != *test.value)) return false;
  }
  return true;
}

// One bit for each part of all selectors.
struct Bits {
  std::array<uint64_t, kMaxParts / 64> words = {};

  bool Has(size_t i) const { return ((words[i / 64] >> (i % 64)) & 1) != 0; }
  void Set(size_t i) { words[i / 64] |= uint64_t{1} << (i % 64); }
  void Add(const Bits& other) {
    for (size_t i = 0; i < words.size(); i++) words[i] |= other.words[i];
  }
};

// A name that an element must have for a part to fit it: '#' id, '.' class, '[' attribute, or its
// tag. FNV-1a.
uint32_t KeyOf(char kind, std::string_view name) {
  uint32_t key = 2166136261u ^ static_cast<unsigned char>(kind);
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 16777619u;
  return key;
}

uint32_t KeyOf(const Selector::Compound& compound) {
  if (!compound.id.empty()) return KeyOf('#', compound.id);
  if (!compound.classes.empty()) {
    // Of "name--*" what stands before the star: TryClasses comes by it.
    const std::string_view name = compound.classes[0];
    return KeyOf('.', name.substr(0, name.size() - (name.back() == '*' ? 1 : 0)));
  }
  if (!compound.attributes.empty()) return KeyOf('[', compound.attributes[0].name);
  return KeyOf('<', compound.tag);
}

// Selectors that go through the page together. Each element is looked at once, parents before
// children: bit i of `ends` says that the parts up to i lead to it, of `above` that they lead to it
// or to one of its ancestors. To walk up from each element instead would read an ancestor's class
// list, which may be megabytes, for each of them.
class Pass {
 public:
  Pass(const Page& page, size_t limit) : page_(page), limit_(limit) {}

  // Whether there is room for this selector.
  bool Add(const Selector& selector, std::vector<ElementId>* found) {
    if (parts_.size() + selector.compounds.size() > kMaxParts) return false;
    for (size_t i = 0; i < selector.compounds.size(); i++) {
      const Selector::Compound& compound = selector.compounds[i];
      const uint32_t key = KeyOf(compound);
      keys_.push_back(uint64_t{key} << 32 | parts_.size());
      rare_[key % 1024 / 64] |= uint64_t{1} << (key % 64);
      const bool plain = compound.id.empty() && compound.classes.empty();
      if (plain && !compound.attributes.empty()) by_attribute_ = true;
      if (plain && compound.attributes.empty()) by_tag_ = true;
      const bool last = i + 1 == selector.compounds.size();
      parts_.push_back({&compound, i == 0, last ? found : nullptr});
    }
    return true;
  }

  void Run() {
    SortItems(&keys_, std::less<>());
    std::vector<Level> levels;
    for (ElementId id = 0; id < page_.elements.size(); id++) {
      const Element& element = page_.elements[id];
      if (element.in_frame) continue;
      while (!levels.empty() && levels.back().subtree_end <= id) levels.pop_back();
      Level level;
      level.subtree_end = element.subtree_end;
      const Level* parent = levels.empty() ? nullptr : &levels.back();
      tried_ = {};
      LookUp(id, parent, &level);
      if (element.subtree_end <= id + 1) continue;
      level.above = level.ends;
      if (parent != nullptr) level.above.Add(parent->above);
      levels.push_back(level);
    }
  }

 private:
  struct Part {
    const Selector::Compound* compound;
    bool first;
    std::vector<ElementId>* found;  // of the last part
  };
  struct Level {
    ElementId subtree_end = 0;
    Bits ends, above;
  };

  void LookUp(ElementId id, const Level* parent, Level* level) {
    const Element& element = page_.elements[id];
    if (by_tag_) TryKey(KeyOf('<', element.tag), id, parent, level);
    for (uint32_t i = 0; i < element.attribute_count; i++) {
      const Attribute& attribute = page_.attributes[element.first_attribute + i];
      if (attribute.name == "class") {
        // Of most class lists no selector knows any name.
        bool known = false;
        uint32_t* wanted = wanted_.Slot(attribute.value, &known);
        if (known && *wanted == 0) continue;
        *wanted = TryClasses(attribute.value, id, parent, level) ? 1 : 0;
      } else if (attribute.name == "id") {
        TryKey(KeyOf('#', attribute.value), id, parent, level);
      }
      if (by_attribute_) TryKey(KeyOf('[', attribute.name), id, parent, level);
    }
  }

  // Returns whether a part asks for one of the classes.
  bool TryClasses(std::string_view classes, ElementId id, const Level* parent, Level* level) {
    bool any = false;
    uint32_t key = KeyOf('.', "");
    bool inside = false;
    for (size_t pos = 0; pos <= classes.size(); pos++) {
      if (pos == classes.size() || absl::ascii_isspace(static_cast<unsigned char>(classes[pos]))) {
        if (inside && TryKey(key, id, parent, level)) any = true;
        key = KeyOf('.', "");
        inside = false;
      } else {
        key = (key ^ static_cast<unsigned char>(classes[pos])) * 16777619u;
        if (inside && classes[pos] == '-' && classes[pos - 1] == '-') {
          if (TryKey(key, id, parent, level)) any = true;
        }
        inside = true;
      }
    }
    return any;
  }

  // Returns whether a part asks for what has this key.
  bool TryKey(uint32_t key, ElementId id, const Level* parent, Level* level) {
    if (((rare_[key % 1024 / 64] >> (key % 64)) & 1) == 0) return false;
    bool any = false;
    auto it = std::lower_bound(keys_.begin(), keys_.end(), uint64_t{key} << 32);
    for (; it != keys_.end() && *it >> 32 == key; ++it) {
      const size_t i = *it & 0xFFFFFFFF;
      any = true;
      if (tried_.Has(i)) continue;
      tried_.Set(i);
      const Part& part = parts_[i];
      if (!part.first) {
        if (parent == nullptr) continue;
        if (!(part.compound->child ? parent->ends : parent->above).Has(i - 1)) continue;
      }
      if (!Fits(page_, id, *part.compound)) continue;
      level->ends.Set(i);
      if (part.found != nullptr && part.found->size() < limit_) part.found->push_back(id);
    }
    return any;
  }

  const Page& page_;
  size_t limit_;
  std::vector<Part> parts_;
  std::vector<uint64_t> keys_;          // a key and, in its lower half, a part
  std::array<uint64_t, 16> rare_ = {};  // which keys there may be
  bool by_attribute_ = false, by_tag_ = false;
  Memo wanted_;  // by class list: 1 where a part asks for one of its classes
  Bits tried_;
};

}  // namespace

std::vector<std::vector<ElementId>> SelectAll(const Page& page,
                                              const std::vector<const Selector*>& selectors,
                                              size_t limit) {
  std::vector<std::vector<ElementId>> found(selectors.size());
  for (size_t i = 0; i < selectors.size();) {
    Pass pass(page, limit);
    while (i < selectors.size() && pass.Add(*selectors[i], &found[i])) i++;
    pass.Run();
  }
  return found;
}

std::vector<ElementId> Select(const Page& page, const Selector& selector, size_t limit) {
  return std::move(SelectAll(page, {&selector}, limit)[0]);
}

}  // namespace touchstone

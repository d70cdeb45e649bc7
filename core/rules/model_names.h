// model_names.h: the names of machines, found however they are spaced.
//
// People write one name in many ways: "S19j Pro", "s19jpro", "S19J-PRO", "M30S Plus Plus",
// "蚂蚁S19", "Антмайнер С19". The ruleset holds one of them; this matcher reads past spaces,
// hyphens and underscores, spells "+" and "Hyd" out, and reads Cyrillic letters as Latin ones.
#ifndef TOUCHSTONE_CORE_RULES_MODEL_NAMES_H_
#define TOUCHSTONE_CORE_RULES_MODEL_NAMES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "core/base/text.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// What stands for a name, strongest first.
enum class NameStrength : uint8_t {
  // A maker's name directly before the model: "Antminer S19". One of Manufacturer::prefixes stands
  // for the maker before a model of more than kMaxDoubtful symbols, or glued to it: "Avalon 1246",
  // "蚂蚁S9"; else ("Avalon Q") the name is a weak one.
  kOfMaker,
  kFull,  // Miner::names
  kWeak,  // Miner::weak_names; those without a letter count behind a maker's name alone
};

struct NameMatch {
  NameStrength strength = NameStrength::kWeak;
  uint32_t miner = 0;  // index into Ruleset::miners
  Span folded;         // in FoldedText::text, the maker's name included
};

class ModelNames {
 public:
  explicit ModelNames(const Ruleset& ruleset);

  // FindAll calls `found` for the longest name at each place, left to right, once for every machine
  // that has it; names do not overlap unless they are the same words.
  //   cost    O(text): a name is at most kMaxNameSymbols long
  void FindAll(std::string_view folded_text, absl::FunctionRef<void(const NameMatch&)> found) const;

 private:
  enum class Kind : uint8_t { kMaker, kPrefix, kModel, kFull, kWeak };
  struct Key {
    std::string text;    // squeezed
    uint32_t entry = 0;  // a machine's index; of a maker's name or prefix: the maker's
    Kind kind = Kind::kModel;
  };
  struct Best {
    size_t end = 0;
    uint32_t begin_key = 0, end_key = 0;  // the keys with that text
    uint32_t maker = 0;
    bool doubtful = false;  // "Avalon Q"
  };
  struct Maker {  // whose name stands before
    uint32_t index = UINT32_MAX;
    int names = 0;
    bool doubtful = false;
  };

  void Add(std::string_view name, uint32_t entry, Kind kind);
  bool Names(const Key& key, uint32_t maker) const;
  void Read(std::string_view text, size_t pos, Maker maker, Best* best) const;

  std::vector<Key> keys_;         // sorted by text
  std::vector<uint32_t> makers_;  // by machine
  uint32_t first_[257] = {};      // by first byte: keys_[first_[c], first_[c + 1])
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_RULES_MODEL_NAMES_H_

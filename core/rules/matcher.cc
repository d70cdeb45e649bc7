#include "core/rules/matcher.h"

#include <algorithm>

#include "core/base/order.h"

namespace touchstone {
namespace {

// Whether a character joins its neighbours into words. Scripts written without spaces do not.
bool JoinsWords(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (c < 0xAA || c == 0xD7 || c == 0xF7) return false;
  if (c >= 0xE00 && c <= 0xEFF) return false;    // Thai, Lao
  if (c >= 0x2000 && c <= 0x2BFF) return false;  // punctuation, symbols
  return c < 0x2E80;                             // Han, kana, Hangul and all above
}

bool JoinsAt(std::string_view text, size_t pos) {
  return pos < text.size() && JoinsWords(DecodeUtf8(text, &pos));
}

bool JoinsBefore(std::string_view text, size_t pos) {
  if (pos == 0) return false;
  do {
    pos--;
  } while (pos > 0 && (static_cast<unsigned char>(text[pos]) & 0xC0) == 0x80);
  return JoinsAt(text, pos);
}

}  // namespace

uint32_t Matcher::Add(std::string_view phrase) {
  patterns_.push_back(FoldString(phrase));
  next_.push_back(kNone);
  return static_cast<uint32_t>(patterns_.size() - 1);
}

// Sorted patterns share their prefixes with their neighbours, so that the trie can be built level
// by level with each state's edges side by side.
void Matcher::Build() {
  const std::vector<uint32_t> order = SortedOrder(
      patterns_.size(), [&](uint32_t a, uint32_t b) { return patterns_[a] < patterns_[b]; });

  struct Group {  // patterns order[begin, end) share the path to `state`
    uint32_t state;
    size_t begin, end;
  };
  states_.assign(1, State());
  std::vector<Group> level = {{0, 0, order.size()}};
  std::vector<uint32_t> breadth_first;
  for (size_t depth = 0; !level.empty(); depth++) {
    std::vector<Group> below;
    for (const Group& group : level) {
      states_[group.state].first_edge = static_cast<uint32_t>(edges_.size());
      uint32_t* tail = &states_[group.state].pattern;
      for (size_t i = group.begin; i < group.end;) {
        const std::string& pattern = patterns_[order[i]];
        if (pattern.size() == depth) {
          if (depth > 0) {
            *tail = order[i];
            tail = &next_[order[i]];
          }
          i++;
          continue;
        }
        const char byte = pattern[depth];
        size_t end = i + 1;
        while (end < group.end && patterns_[order[end]][depth] == byte) end++;
        const uint32_t target = static_cast<uint32_t>(states_.size() + below.size());
        edges_.push_back({static_cast<unsigned char>(byte), target});
        below.push_back({target, i, end});
        i = end;
      }
      states_[group.state].edge_count =
          static_cast<uint32_t>(edges_.size()) - states_[group.state].first_edge;
      breadth_first.push_back(group.state);
    }
    states_.resize(states_.size() + below.size());
    level = std::move(below);
  }

  for (uint32_t i = 0; i < states_[0].edge_count; i++) root_[edges_[i].byte] = edges_[i].target;
  for (const uint32_t state : breadth_first) {
    for (uint32_t i = 0; i < states_[state].edge_count; i++) {
      const Edge& edge = edges_[states_[state].first_edge + i];
      State& target = states_[edge.target];
      target.failure = state == 0 ? 0 : Step(states_[state].failure, edge.byte);
      const State& failure = states_[target.failure];
      target.output = failure.pattern != kNone ? target.failure : failure.output;
    }
  }
}

uint32_t Matcher::FindEdge(uint32_t state, unsigned char byte) const {
  const Edge* begin = edges_.data() + states_[state].first_edge;
  const Edge* end = begin + states_[state].edge_count;
  const Edge* it = std::lower_bound(
      begin, end, byte, [](const Edge& edge, unsigned char key) { return edge.byte < key; });
  return it != end && it->byte == byte ? it->target : kNone;
}

uint32_t Matcher::Step(uint32_t state, unsigned char byte) const {
  while (state != 0) {
    const uint32_t target = FindEdge(state, byte);
    if (target != kNone) return target;
    state = states_[state].failure;
  }
  return root_[byte];
}

void Matcher::FindAll(std::string_view text,
                      absl::FunctionRef<void(const PhraseMatch&)> found) const {
  if (states_.empty()) return;
  uint32_t state = 0;
  for (size_t pos = 0; pos < text.size(); pos++) {
    state = Step(state, static_cast<unsigned char>(text[pos]));
    for (uint32_t at = state; at != kNone; at = states_[at].output) {
      for (uint32_t p = states_[at].pattern; p != kNone; p = next_[p]) {
        const std::string& pattern = patterns_[p];
        const size_t end = pos + 1, begin = end - pattern.size();
        const bool inside_word = (JoinsBefore(text, begin) && JoinsAt(pattern, 0)) ||
                                 (JoinsAt(text, end) && JoinsBefore(pattern, pattern.size()));
        if (!inside_word) {
          found({p, {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}});
        }
      }
    }
  }
}

}  // namespace touchstone

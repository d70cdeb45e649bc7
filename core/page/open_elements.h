// open_elements.h: the tree builder's stack of open elements.
#ifndef TOUCHSTONE_CORE_PAGE_OPEN_ELEMENTS_H_
#define TOUCHSTONE_CORE_PAGE_OPEN_ELEMENTS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/page/tag_set.h"
#include "core/page/tree.h"

namespace touchstone {

// Where a search for an open element ends without having found it.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope
enum class Scope : uint8_t { kNormal, kListItem, kButton, kTable };

// The root is at index 0, the current node at the end. Keeps Node::open.
class OpenElements {
 public:
  struct Entry {
    NodeId node = kNoNode;
    Tag tag = Tag::kUnknown;
    Namespace space = Namespace::kHtml;
    bool special = false;       // of the standard's "special" category
    bool barrier = false;       // ends every scope but the table's
    bool html_point = false;    // an HTML integration point
    bool mathml_point = false;  // a MathML text integration point

    bool IsHtml(Tag html_tag) const { return tag == html_tag && space == Namespace::kHtml; }
    bool IsOneOf(const TagSet& tags) const { return space == Namespace::kHtml && tags.Has(tag); }
  };
  static constexpr size_t kNotFound = SIZE_MAX;

  explicit OpenElements(Tree* tree) : tree_(*tree) {}

  size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  const Entry& operator[](size_t index) const { return entries_[index]; }
  const Entry& Top() const { return entries_.back(); }

  void Push(const Entry& entry);
  void Pop();
  void PopTo(size_t new_size);
  void Insert(size_t index, const Entry& entry);
  void Erase(size_t index);
  // Puts another element in the place of one.
  void Replace(size_t index, NodeId node);

  // Whether an HTML element of that tag is open anywhere.
  //   cost  O(1)
  bool Has(Tag tag) const { return counts_[static_cast<size_t>(tag)] != 0; }

  // The index of the innermost open HTML element, or kNotFound.
  //   cost  O(1) when none is open, else O(stack)
  size_t Find(Tag tag);
  size_t FindNode(NodeId node);
  size_t FindInScope(Tag tag, Scope scope);
  size_t FindInScope(const TagSet& tags, Scope scope);
  bool IsInScope(Tag tag, Scope scope) { return FindInScope(tag, scope) != kNotFound; }
  bool IsNodeInScope(NodeId node);

  // Steps taken by searches, for the linear-time test.
  uint64_t steps() const { return steps_; }

 private:
  bool EndsScope(const Entry& entry, Scope scope) const;
  void Count(const Entry& entry, int change);

  Tree& tree_;
  std::vector<Entry> entries_;
  std::array<uint32_t, kTagCount> counts_ = {};  // of open HTML elements
  uint64_t steps_ = 0;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_OPEN_ELEMENTS_H_

#include "core/page/open_elements.h"

#include <utility>

namespace touchstone {

void OpenElements::Count(const Entry& entry, int change) {
  tree_.nodes[entry.node].open = change > 0;
  if (entry.space == Namespace::kHtml) {
    counts_[static_cast<size_t>(entry.tag)] += static_cast<uint32_t>(change);
  }
}

void OpenElements::Push(const Entry& entry) {
  entries_.push_back(entry);
  Count(entry, 1);
}

void OpenElements::Pop() {
  Count(entries_.back(), -1);
  entries_.pop_back();
  steps_++;
}

void OpenElements::PopTo(size_t new_size) {
  while (entries_.size() > new_size) Pop();
}

void OpenElements::Insert(size_t index, const Entry& entry) {
  Push(entry);
  for (size_t i = entries_.size() - 1; i > index; i--) {
    steps_++;
    std::swap(entries_[i], entries_[i - 1]);
  }
}

void OpenElements::Erase(size_t index) {
  for (size_t i = index; i + 1 < entries_.size(); i++) {
    steps_++;
    std::swap(entries_[i], entries_[i + 1]);
  }
  Pop();
}

void OpenElements::Replace(size_t index, NodeId node) {
  Count(entries_[index], -1);
  entries_[index].node = node;
  Count(entries_[index], 1);
}

size_t OpenElements::Find(Tag tag) {
  if (!Has(tag)) return kNotFound;
  for (size_t i = entries_.size(); i-- > 0;) {
    steps_++;
    if (entries_[i].IsHtml(tag)) return i;
  }
  return kNotFound;
}

size_t OpenElements::FindNode(NodeId node) {
  if (node == kNoNode || !tree_.nodes[node].open) return kNotFound;
  for (size_t i = entries_.size(); i-- > 0;) {
    steps_++;
    if (entries_[i].node == node) return i;
  }
  return kNotFound;
}

bool OpenElements::EndsScope(const Entry& entry, Scope scope) const {
  static constexpr TagSet kTableScope = {Tag::kHtml, Tag::kTable, Tag::kTemplate};
  switch (scope) {
    case Scope::kNormal:
      return entry.barrier;
    case Scope::kButton:
      return entry.barrier || entry.IsHtml(Tag::kButton);
    case Scope::kListItem:
      return entry.barrier || entry.IsHtml(Tag::kUl) || entry.IsHtml(Tag::kOl);
    case Scope::kTable:
      return entry.IsOneOf(kTableScope);
  }
  return true;
}

size_t OpenElements::FindInScope(Tag tag, Scope scope) {
  if (!Has(tag)) return kNotFound;
  for (size_t i = entries_.size(); i-- > 0;) {
    steps_++;
    if (entries_[i].IsHtml(tag)) return i;
    if (EndsScope(entries_[i], scope)) return kNotFound;
  }
  return kNotFound;
}

size_t OpenElements::FindInScope(const TagSet& tags, Scope scope) {
  for (size_t i = entries_.size(); i-- > 0;) {
    steps_++;
    if (entries_[i].IsOneOf(tags)) return i;
    if (EndsScope(entries_[i], scope)) return kNotFound;
  }
  return kNotFound;
}

bool OpenElements::IsNodeInScope(NodeId node) {
  if (!tree_.nodes[node].open) return false;
  for (size_t i = entries_.size(); i-- > 0;) {
    steps_++;
    if (entries_[i].node == node) return true;
    if (EndsScope(entries_[i], Scope::kNormal)) return false;
  }
  return false;
}

}  // namespace touchstone

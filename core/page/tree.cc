#include "core/page/tree.h"

namespace touchstone {

void Tree::InsertBefore(NodeId sibling, NodeId node) {
  const NodeId parent = nodes[sibling].parent, previous = nodes[sibling].previous;
  nodes[node].parent = parent;
  nodes[node].previous = previous;
  nodes[node].next = sibling;
  nodes[sibling].previous = node;
  (previous != kNoNode ? nodes[previous].next : nodes[parent].first_child) = node;
}

void Tree::Detach(NodeId node) {
  Node& n = nodes[node];
  if (n.parent == kNoNode) return;
  (n.previous != kNoNode ? nodes[n.previous].next : nodes[n.parent].first_child) = n.next;
  (n.next != kNoNode ? nodes[n.next].previous : nodes[n.parent].last_child) = n.previous;
  n.parent = n.previous = n.next = kNoNode;
}

void Tree::MoveChildren(NodeId from, NodeId to) {
  const NodeId first = nodes[from].first_child;
  if (first == kNoNode) return;
  for (NodeId child = first; child != kNoNode; child = nodes[child].next) nodes[child].parent = to;
  const NodeId last = nodes[to].last_child;
  nodes[first].previous = last;
  (last != kNoNode ? nodes[last].next : nodes[to].first_child) = first;
  nodes[to].last_child = nodes[from].last_child;
  nodes[from].first_child = nodes[from].last_child = kNoNode;
}

}  // namespace touchstone

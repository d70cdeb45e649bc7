// The insertion modes of tables. What a table may not hold is "fostered": it goes before the table.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable
#include "absl/strings/match.h"
#include "core/page/tree_builder.h"

namespace touchstone {
namespace {

constexpr TagSet kSections = {Tag::kTbody, Tag::kTfoot, Tag::kThead};
constexpr TagSet kCells = {Tag::kTd, Tag::kTh};
constexpr TagSet kTable = {Tag::kTable};
constexpr TagSet kRow = {Tag::kTr};
// What ends a cell or a caption by beginning.
constexpr TagSet kTableStarts = {Tag::kCaption, Tag::kCol, Tag::kColgroup, Tag::kTbody, Tag::kTd,
                                 Tag::kTfoot,   Tag::kTh,  Tag::kThead,    Tag::kTr};
// End tags that mean nothing inside of a table when nothing of theirs is open.
constexpr TagSet kIgnoredEnds = {Tag::kBody, Tag::kCaption, Tag::kCol, Tag::kColgroup,
                                 Tag::kHtml, Tag::kTd,      Tag::kTh};
// Where text waits until it is known whether it is spaces alone.
constexpr TagSet kTextWaits = {Tag::kTable, Tag::kTbody, Tag::kTemplate,
                               Tag::kTfoot, Tag::kThead, Tag::kTr};

}  // namespace

bool TreeBuilder::ReadTableText(Piece piece) {
  if (!open_.Top().IsOneOf(kTextWaits)) return false;
  table_text_.push_back(piece);
  return true;
}

// Spaces stay in the table; once there is a word among them, all goes before it.
void TreeBuilder::FlushTableText() {
  bool words = false;
  for (const Piece piece : table_text_) words = words || KindOf(piece) == TextKind::kWords;
  for (const Piece piece : table_text_) {
    steps_++;
    if (words) {
      foster_ = true;
      ReadBodyText(piece, KindOf(piece));
      foster_ = false;
    } else {
      InsertText(piece);
    }
  }
  table_text_.clear();
}

// Leaves what is open inside of the innermost of `tags`.
void TreeBuilder::ClearBackTo(const TagSet& tags) {
  while (!open_.Top().IsOneOf(tags) && !open_.Top().IsHtml(Tag::kTemplate) &&
         !open_.Top().IsHtml(Tag::kHtml)) {
    open_.Pop();
  }
}

void TreeBuilder::CloseTable(size_t index) {
  open_.PopTo(index);
  ResetMode();
}

void TreeBuilder::StartInTable(const Markup& markup) {
  switch (markup.tag) {
    case Tag::kCaption:
      ClearBackTo(kTable);
      PushMarker();
      if (Insert(markup)) mode_ = Mode::kInCaption;
      return;
    case Tag::kColgroup:
      ClearBackTo(kTable);
      if (Insert(markup)) mode_ = Mode::kInColumnGroup;
      return;
    case Tag::kCol:
      ClearBackTo(kTable);
      if (!InsertImplied(Tag::kColgroup)) return;
      mode_ = Mode::kInColumnGroup;
      return Start(markup);
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead:
      ClearBackTo(kTable);
      if (Insert(markup)) mode_ = Mode::kInTableBody;
      return;
    case Tag::kTd:
    case Tag::kTh:
    case Tag::kTr:
      ClearBackTo(kTable);
      if (!InsertImplied(Tag::kTbody)) return;
      mode_ = Mode::kInTableBody;
      return Start(markup);
    case Tag::kTable: {
      const size_t index = open_.FindInScope(Tag::kTable, Scope::kTable);
      if (index == OpenElements::kNotFound) return;
      CloseTable(index);
      return Start(markup);
    }
    case Tag::kStyle:
    case Tag::kScript:
    case Tag::kTemplate:
      return StartInHead(markup);
    case Tag::kInput: {
      const Node node = NodeOf(markup);
      if (absl::EqualsIgnoreCase(Value(node, "type").value_or(""), "hidden")) {
        InsertNode(node);
        return;
      }
      break;
    }
    case Tag::kForm:
      if (form_ != kNoNode || open_.Has(Tag::kTemplate)) return;
      form_ = InsertNode(NodeOf(markup));
      return;
    default:
      break;
  }
  foster_ = true;
  StartInBody(markup);
  foster_ = false;
}

void TreeBuilder::StartInTableSection(Mode mode, const Markup& markup) {
  const bool cell = kCells.Has(markup.tag);
  if (mode == Mode::kInRow) {
    if (cell) {
      ClearBackTo(kRow);
      if (!Insert(markup)) return;
      mode_ = Mode::kInCell;
      PushMarker();
    } else if (!kTableStarts.Has(markup.tag)) {
      StartInTable(markup);
    } else if (CloseRow()) {
      Start(markup);
    }
    return;
  }
  if (markup.tag == Tag::kTr || cell) {
    ClearBackTo(kSections);
    if (!(cell ? InsertImplied(Tag::kTr) : Insert(markup))) return;
    mode_ = Mode::kInRow;
    if (cell) Start(markup);
  } else if (!kTableStarts.Has(markup.tag)) {
    StartInTable(markup);
  } else if (CloseSection()) {
    Start(markup);
  }
}

void TreeBuilder::StartInCellOrCaption(Mode mode, const Markup& markup) {
  if (!kTableStarts.Has(markup.tag)) return StartInBody(markup);
  if (CloseCellOrCaption(mode)) Start(markup);
}

void TreeBuilder::StartInColumnGroup(const Markup& markup) {
  if (markup.tag == Tag::kHtml) return StartInBody(markup);
  if (markup.tag == Tag::kCol) return InsertVoid(markup);
  if (markup.tag == Tag::kTemplate) return StartInHead(markup);
  if (!open_.Top().IsHtml(Tag::kColgroup)) return;
  open_.Pop();
  mode_ = Mode::kInTable;
  Start(markup);
}

void TreeBuilder::EndInTable(const Markup& markup) {
  if (markup.tag == Tag::kTable) {
    const size_t index = open_.FindInScope(Tag::kTable, Scope::kTable);
    if (index != OpenElements::kNotFound) CloseTable(index);
    return;
  }
  if (markup.tag == Tag::kTemplate) return CloseTemplate();
  if (kIgnoredEnds.Has(markup.tag) || kSections.Has(markup.tag) || markup.tag == Tag::kTr) return;
  foster_ = true;
  EndInBody(markup);
  foster_ = false;
}

void TreeBuilder::EndInTableBody(const Markup& markup) {
  if (kSections.Has(markup.tag)) {
    if (open_.IsInScope(markup.tag, Scope::kTable)) CloseSection();
  } else if (markup.tag == Tag::kTable) {
    if (CloseSection()) End(markup);
  } else if (!kIgnoredEnds.Has(markup.tag) && markup.tag != Tag::kTr) {
    EndInTable(markup);
  }
}

void TreeBuilder::EndInRow(const Markup& markup) {
  if (markup.tag == Tag::kTr) {
    CloseRow();
  } else if (markup.tag == Tag::kTable) {
    if (CloseRow()) End(markup);
  } else if (kSections.Has(markup.tag)) {
    if (open_.IsInScope(markup.tag, Scope::kTable) && CloseRow()) End(markup);
  } else if (!kIgnoredEnds.Has(markup.tag)) {
    EndInTable(markup);
  }
}

void TreeBuilder::EndInCellOrCaption(Mode mode, const Markup& markup) {
  const bool cell = mode == Mode::kInCell;
  if (cell ? kCells.Has(markup.tag) : markup.tag == Tag::kCaption) {
    if (!open_.IsInScope(markup.tag, Scope::kTable)) return;
    ImplyEnds(Tag::kUnknown);
    open_.PopTo(open_.FindInScope(markup.tag, Scope::kTable));
    ClearToMarker();
    mode_ = cell ? Mode::kInRow : Mode::kInTable;
    return;
  }
  const bool outer =
      markup.tag == Tag::kTable || (cell && (kSections.Has(markup.tag) || markup.tag == Tag::kTr));
  if (outer) {
    if (cell && !open_.IsInScope(markup.tag, Scope::kTable)) return;
    if (CloseCellOrCaption(mode)) End(markup);
    return;
  }
  const bool inner =
      kSections.Has(markup.tag) || markup.tag == Tag::kTr || (!cell && kCells.Has(markup.tag));
  if (inner || (kIgnoredEnds.Has(markup.tag) && !kCells.Has(markup.tag))) return;
  EndInBody(markup);
}

void TreeBuilder::EndInColumnGroup(const Markup& markup) {
  if (markup.tag == Tag::kTemplate) return CloseTemplate();
  if (markup.tag == Tag::kCol || !open_.Top().IsHtml(Tag::kColgroup)) return;
  open_.Pop();
  mode_ = Mode::kInTable;
  if (markup.tag != Tag::kColgroup) End(markup);
}

// Ends the open tbody, thead or tfoot; false when there is none.
bool TreeBuilder::CloseSection() {
  if (open_.FindInScope(kSections, Scope::kTable) == OpenElements::kNotFound) return false;
  ClearBackTo(kSections);
  open_.Pop();
  mode_ = Mode::kInTable;
  return true;
}

bool TreeBuilder::CloseRow() {
  if (!open_.IsInScope(Tag::kTr, Scope::kTable)) return false;
  ClearBackTo(kRow);
  open_.Pop();
  mode_ = Mode::kInTableBody;
  return true;
}

bool TreeBuilder::CloseCellOrCaption(Mode mode) {
  const bool cell = mode == Mode::kInCell;
  static constexpr TagSet kCaption = {Tag::kCaption};
  const TagSet& tags = cell ? kCells : kCaption;
  if (open_.FindInScope(tags, Scope::kTable) == OpenElements::kNotFound) return false;
  ImplyEnds(Tag::kUnknown);
  open_.PopTo(open_.FindInScope(tags, Scope::kTable));
  ClearToMarker();
  mode_ = cell ? Mode::kInRow : Mode::kInTable;
  return true;
}

}  // namespace touchstone

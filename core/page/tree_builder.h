// tree_builder.h: tokens -> Tree, as the WHATWG HTML standard has it: the same elements at the same
// places as in the buyer's browser, whatever the page's markup is like.
//
//   source  https://html.spec.whatwg.org/multipage/parsing.html#tree-construction
//
// Scripting counts as enabled (a <noscript> is text); there are no fragments. What a script of the
// page would do (document.write, a copy into <selectedcontent>) is not done.
#ifndef TOUCHSTONE_CORE_PAGE_TREE_BUILDER_H_
#define TOUCHSTONE_CORE_PAGE_TREE_BUILDER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page/open_elements.h"
#include "core/page/page.h"
#include "core/page/tag_set.h"
#include "core/page/tokenizer.h"
#include "core/page/tree.h"

namespace touchstone {

// Limits of a tree, beside those of a page. Passing one sets Page::truncated.
//
// Nodes, text and the contents of templates included; the rest of the page is not read.
inline constexpr size_t kMaxNodes = 2'000'000;
// Formatting elements that may wait to be opened again behind the end of a block, as in
// "<p><b><p>"; of more, the oldest one is forgotten. A page that never closes its <font>s would
// have each of its paragraphs wrapped in all of them.
inline constexpr size_t kMaxFormatting = 64;
// <html> and <body> tags behind the first whose attributes are added to the element.
inline constexpr int kMaxMergedTags = 16;

// A tree builder reads one page. Its members stand in files by what they are about: the document
// and its head (tree_builder.cc), the body (tree_body.cc), formatting elements
// (tree_formatting.cc), tables (tree_tables.cc), svg and math (tree_foreign.cc), and how nodes get
// into the tree (tree_elements.cc).
class TreeBuilder {
 public:
  // `page` gets the attributes and what only tokens know (saved_from, truncated, steps).
  //   in      source: valid UTF-8, stays where it is as long as the page
  //           in_frame: it is not the page's own document, and says nothing of the page
  TreeBuilder(Page* page, std::string_view source, bool in_frame, Tree* tree)
      : page_(*page), source_(source), in_frame_(in_frame), tree_(*tree), open_(tree) {}

  // Run reads all of the source.
  //   cost  O(size) steps; a step may move at most kMaxOpenElements entries of a stack
  void Run();

 private:
  // Insertion modes, in the standard's order and by its names. "in table text" is a list
  // (table_text_); "in head noscript" belongs to pages without scripting.
  enum class Mode : uint8_t {
    kInitial,
    kBeforeHtml,
    kBeforeHead,
    kInHead,
    kAfterHead,
    kInBody,
    kText,
    kInTable,
    kInCaption,
    kInColumnGroup,
    kInTableBody,
    kInRow,
    kInCell,
    kInTemplate,
    kAfterBody,
    kInFrameset,
    kAfterFrameset,
    kAfterAfterBody,
    kAfterAfterFrameset,
  };

  // A start or end tag.
  struct Markup {
    Tag tag = Tag::kUnknown;
    std::string_view name;  // lower case
    const Token* token = nullptr;
  };

  // Text as it stands in the source.
  struct Piece {
    Span span;
    TextRules rules = TextRules::kData;
    bool spaces = false;  // known to be nothing else
  };
  enum class TextKind : uint8_t { kEmpty, kSpaces, kWords };

  // Where a node goes: before a child of `parent`, or behind its last.
  struct Place {
    NodeId parent = kNoNode;
    NodeId before = kNoNode;
  };

  // --- tree_builder.cc ---
  bool EndsEarly() const;
  void ReadToken(const Token& token);
  void ReadDoctype(const Token& token);
  void ReadComment(std::string_view comment);
  void ReadText(Piece piece);
  void Start(const Markup& markup);
  void StartIn(Mode mode, const Markup& markup);
  void StartBeforeHead(const Markup& markup);
  void StartInHead(const Markup& markup);
  void StartAfterHead(const Markup& markup);
  void StartInTemplate(const Markup& markup);
  void StartInFrameset(const Markup& markup);
  void End(const Markup& markup);
  void EndIn(Mode mode, const Markup& markup);
  void EndBeforeBody(Mode mode, const Markup& markup);
  void EndInFrameset(const Markup& markup);
  void OpenTemplate(const Markup& markup);
  void CloseTemplate();
  void ResetMode();
  Mode ModeFor(const OpenElements::Entry& entry) const;
  TextKind KindOf(Piece piece);

  // --- tree_elements.cc ---
  std::string_view LowerView(Span span);
  std::string_view NameOf(const Token& token);
  std::string_view Resolved(Span span);
  std::optional<std::string_view> Value(const Node& node, std::string_view name) const;
  void AddAttributes(const Token& token, Node* node);
  void MergeAttributes(NodeId element, const Markup& markup);
  Node NodeOf(const Markup& markup);
  Place PlaceIn(NodeId target);
  void PutAt(Place place, NodeId node);
  void InsertText(Piece piece);
  NodeId InsertNode(const Node& node);
  bool Insert(const Markup& markup);
  bool InsertImplied(Tag tag);
  void InsertVoid(const Markup& markup);
  void InsertRaw(const Markup& markup);
  void InsertRoot(const Markup* markup);
  bool PushNode(NodeId node);

  // --- tree_foreign.cc ---
  bool TextIsForeign() const;
  bool StartIsForeign(const Markup& markup) const;
  void InsertForeign(const Markup& markup, Namespace space);
  void StartInForeign(const Markup& markup);
  void EndInForeign(const Markup& markup);
  bool LeavesForeign(const Markup& markup) const;
  void MarkForeign(const Node& node, OpenElements::Entry* entry) const;

  // --- tree_tables.cc ---
  bool ReadTableText(Piece piece);
  void FlushTableText();
  void StartInTable(const Markup& markup);
  void StartInTableSection(Mode mode, const Markup& markup);
  void StartInCellOrCaption(Mode mode, const Markup& markup);
  void StartInColumnGroup(const Markup& markup);
  void EndInTable(const Markup& markup);
  void EndInTableBody(const Markup& markup);
  void EndInRow(const Markup& markup);
  void EndInCellOrCaption(Mode mode, const Markup& markup);
  void EndInColumnGroup(const Markup& markup);
  void ClearBackTo(const TagSet& tags);
  void CloseTable(size_t index);
  bool CloseSection();
  bool CloseRow();
  bool CloseCellOrCaption(Mode mode);

  // --- tree_body.cc ---
  void ReadBodyText(Piece piece, TextKind kind);
  void StartInBody(const Markup& markup);
  void StartOther(const Markup& markup);
  void StartRare(const Markup& markup);
  void StartAgain(const Markup& markup);
  void StartInput(const Markup& markup);
  void StartForm(const Markup& markup);
  void StartListItem(const Markup& markup);
  void StartButton(const Markup& markup);
  void StartOption(const Markup& markup);
  void StartSelect(const Markup& markup);
  void StartRuby(const Markup& markup);
  void StartFrameset(const Markup& markup);
  void EndInBody(const Markup& markup);
  void EndForm();
  void EndParagraph();
  void EndHeading();
  void EndOfBody(const Markup& markup);
  void EndBlock(Tag tag, Scope scope);
  void EndOther(const Markup& markup);
  void CloseParagraph();
  void ImplyEnds(Tag except);

  // --- tree_formatting.cc ---
  void StartFormatting(const Markup& markup);
  void StartLink(const Markup& markup);
  void PushFormatting(NodeId element);
  void PushMarker() { formatting_.push_back(kNoNode); }
  void ClearToMarker();
  void EraseFormatting(size_t index);
  bool SameAttributes(const Node& a, const Node& b);
  size_t FindFormatting(Tag tag);
  size_t IndexInFormatting(NodeId element);
  void Reconstruct();
  void Adopt(const Markup& markup);
  bool AdoptOnce(const Markup& markup);
  NodeId LinkCopies(size_t formatting_index, size_t furthest, size_t* bookmark);
  NodeId Copy(NodeId element);

  Page& page_;
  std::string_view source_;
  bool in_frame_;
  Tree& tree_;
  OpenElements open_;
  std::vector<NodeId> formatting_;  // active formatting elements; kNoNode is a marker
  std::string template_modes_;      // a Mode for each open template
  std::vector<Piece> table_text_;
  std::string resolved_;
  std::string end_name_;
  Mode mode_ = Mode::kInitial;
  Mode after_text_ = Mode::kInitial;  // the mode that follows kText
  NodeId head_ = kNoNode;
  NodeId form_ = kNoNode;
  int merged_tags_ = 0;
  bool quirks_ = false;
  bool begun_ = false, ended_ = false;  // by a tag of html, body or frameset
  bool frameset_ok_ = true;
  bool foster_ = false;  // what a table may not hold goes before it
  uint64_t steps_ = 0;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_PAGE_TREE_BUILDER_H_

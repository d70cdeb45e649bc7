#include "core/page/tree_builder.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "core/page/scan.h"

namespace touchstone {
namespace {

constexpr TagSet kHeadTags = {Tag::kBase,     Tag::kBasefont, Tag::kBgsound, Tag::kLink,
                              Tag::kMeta,     Tag::kNoframes, Tag::kScript,  Tag::kStyle,
                              Tag::kTemplate, Tag::kTitle};
// Their end tags, alone, make what a document must have.
constexpr TagSet kMakingEnds = {Tag::kBody, Tag::kBr, Tag::kHtml};
constexpr TagSet kDocument = {Tag::kHtml, Tag::kBody, Tag::kFrameset};
// What may be open where a document ends.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody, end of file
constexpr TagSet kOpenAtEnd = {Tag::kBody,  Tag::kDd,       Tag::kDt,     Tag::kHead,  Tag::kHtml,
                               Tag::kLi,    Tag::kOptgroup, Tag::kOption, Tag::kP,     Tag::kRb,
                               Tag::kRp,    Tag::kRt,       Tag::kRtc,    Tag::kTbody, Tag::kTd,
                               Tag::kTfoot, Tag::kTh,       Tag::kThead,  Tag::kTr};

// Documents without a doctype, or with one of the first years, are laid out and parsed as then: a
// table stays in its paragraph.
//   source  https://html.spec.whatwg.org/multipage/parsing.html#the-initial-insertion-mode
bool IsQuirksDoctype(const Token& token, std::string_view source) {
  if (token.force_quirks || !absl::EqualsIgnoreCase(Slice(source, token.name), "html")) return true;
  const std::string_view public_id = Slice(source, token.public_id);
  const std::string_view system_id = Slice(source, token.system_id);
  for (const std::string_view whole :
       {"-//W3O//DTD W3 HTML Strict 3.0//EN//", "-/W3C/DTD HTML 4.0 Transitional/EN", "HTML"}) {
    if (absl::EqualsIgnoreCase(public_id, whole)) return true;
  }
  if (absl::EqualsIgnoreCase(system_id,
                             "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")) {
    return true;
  }
  static constexpr std::string_view kOldPrefixes[] = {
      "+//Silmaril//dtd html Pro v0r11 19970101//",
      "-//AS//DTD HTML 3.0 asWedit + extensions//",
      "-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
      "-//IETF//DTD HTML",
      "-//Metrius//DTD Metrius Presentational//",
      "-//Microsoft//DTD Internet Explorer 2.0 ",
      "-//Microsoft//DTD Internet Explorer 3.0 ",
      "-//Netscape Comm. Corp.//DTD HTML//",
      "-//Netscape Comm. Corp.//DTD Strict HTML//",
      "-//O'Reilly and Associates//DTD HTML ",
      "-//SQ//DTD HTML 2.0 HoTMetaL + extensions//",
      "-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
      "-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
      "-//Spyglass//DTD HTML 2.0 Extended//",
      "-//Sun Microsystems Corp.//DTD HotJava HTML//",
      "-//Sun Microsystems Corp.//DTD HotJava Strict HTML//",
      "-//W3C//DTD HTML 3 1995-03-24//",
      "-//W3C//DTD HTML 3.2",
      "-//W3C//DTD HTML 4.0 Frameset//",
      "-//W3C//DTD HTML 4.0 Transitional//",
      "-//W3C//DTD HTML Experimental 19960712//",
      "-//W3C//DTD HTML Experimental 970421//",
      "-//W3C//DTD W3 HTML 3.0//",
      "-//W3O//DTD W3 HTML 3.0//",
      "-//WebTechs//DTD Mozilla HTML",
  };
  for (const std::string_view prefix : kOldPrefixes) {
    if (absl::StartsWithIgnoreCase(public_id, prefix)) return true;
  }
  return !token.has_system_id &&
         (absl::StartsWithIgnoreCase(public_id, "-//W3C//DTD HTML 4.01 Frameset//") ||
          absl::StartsWithIgnoreCase(public_id, "-//W3C//DTD HTML 4.01 Transitional//"));
}

// The address in the comment that a browser or SingleFile writes into a page that it saves, or "":
// "saved from url=(0042)https://...", or "Page saved with SingleFile" and a line "url:
// https://...".
std::string_view SavedFrom(std::string_view comment) {
  constexpr std::string_view kUrlLine = "url: ";
  comment = absl::StripAsciiWhitespace(comment);
  size_t mark = std::string_view::npos;
  if (absl::StartsWith(comment, "saved from url=(")) {
    mark = comment.find(')');
  } else if (absl::StrContains(comment.substr(0, comment.find('\n')), "SingleFile")) {
    mark = comment.find(kUrlLine);
    if (mark != std::string_view::npos) mark += kUrlLine.size() - 1;
  }
  if (mark == std::string_view::npos) return "";
  const std::string_view url = absl::StripLeadingAsciiWhitespace(comment.substr(mark + 1));
  return url.substr(0, url.find_first_of(" \t\r\n"));
}

}  // namespace

// --- tokens ---

void TreeBuilder::Run() {
  // About what a page needs: it grows for those that need more.
  constexpr size_t kBytesPerNode = 100, kBytesPerAttribute = 120;
  tree_.nodes.reserve(source_.size() / kBytesPerNode);
  page_.attributes.reserve(page_.attributes.size() + source_.size() / kBytesPerAttribute);
  Tokenizer tokenizer(source_);
  for (Token token; tokenizer.Next(&token);) {
    ReadToken(token);
    if (tree_.nodes.size() >= kMaxNodes) {
      page_.truncated = true;
      break;
    }
    // Only a tag that opened an element of text changes how the tokenizer goes on.
    if (token.kind == TokenKind::kStartTag && mode_ != Mode::kText &&
        !open_.Top().IsHtml(Tag::kPlaintext)) {
      tokenizer.StayInData();
    }
    tokenizer.SetForeign(!open_.empty() && open_.Top().space != Namespace::kHtml);
  }
  FlushTableText();
  if (!in_frame_ && EndsEarly()) page_.cut = true;
  // Every document has html, head and body; a text that is nothing makes them.
  if (mode_ == Mode::kText) {
    open_.Pop();
    mode_ = after_text_;
  }
  while (open_.Has(Tag::kTemplate)) CloseTemplate();
  if (mode_ < Mode::kInBody) StartIn(mode_, {Tag::kBody, "body", nullptr});
  if (source_.size() > Tokenizer::kMaxSourceBytes) page_.truncated = true;
  page_.steps += tokenizer.steps() + steps_ + open_.steps();
}

// A document that was begun as one and never ended, or a piece in which something is open that has
// to be closed: a lost connection, a careless tool.
bool TreeBuilder::EndsEarly() const {
  if (ended_) return false;
  if (begun_ || mode_ == Mode::kText) return true;
  for (size_t i = 0; i < open_.size(); i++) {
    if (!open_[i].IsOneOf(kOpenAtEnd)) return true;
  }
  return false;
}

void TreeBuilder::ReadToken(const Token& token) {
  steps_++;
  switch (token.kind) {
    case TokenKind::kStartTag:
    case TokenKind::kEndTag: {
      if (!table_text_.empty()) FlushTableText();
      Markup markup;
      markup.token = &token;
      markup.tag = token.tag;
      markup.name = NameOf(token);
      if (kDocument.Has(markup.tag)) (token.kind == TokenKind::kStartTag ? begun_ : ended_) = true;
      if (token.kind == TokenKind::kStartTag) {
        StartIsForeign(markup) ? StartInForeign(markup) : Start(markup);
      } else if (!open_.empty() && open_.Top().space != Namespace::kHtml) {
        EndInForeign(markup);
      } else {
        End(markup);
      }
      break;
    }
    case TokenKind::kText:
      ReadText({token.data, token.rules});
      break;
    case TokenKind::kComment:
      if (!table_text_.empty()) FlushTableText();
      ReadComment(Slice(source_, token.data));
      break;
    case TokenKind::kDoctype:
      if (!table_text_.empty()) FlushTableText();
      ReadDoctype(token);
      break;
    case TokenKind::kEnd:
      break;
  }
}

void TreeBuilder::ReadDoctype(const Token& token) {
  if (mode_ != Mode::kInitial) return;
  quirks_ = IsQuirksDoctype(token, source_);
  mode_ = Mode::kBeforeHtml;
}

void TreeBuilder::ReadComment(std::string_view comment) {
  if (!in_frame_ && page_.saved_from.empty()) page_.saved_from = SavedFrom(comment);
}

// Whether a text holds words, or only spaces, or nothing: NUL does not count.
TreeBuilder::TextKind TreeBuilder::KindOf(Piece piece) {
  const std::string_view raw = Slice(source_, piece.span);
  const uint32_t word = ScanFor(source_, piece.span.begin, piece.span.end, [](Bytes16 block) {
    return ~MaskOf(EqualBytes(block, ' ') | EqualBytes(block, '\n') | EqualBytes(block, '\t') |
                   EqualBytes(block, '\r') | EqualBytes(block, '\f')) &
           0xFFFF;
  });
  const size_t pos = word - piece.span.begin;
  if (pos == raw.size()) return raw.empty() ? TextKind::kEmpty : TextKind::kSpaces;
  if (raw[pos] != '&' && raw[pos] != '\0') return TextKind::kWords;
  resolved_.clear();
  Resolve(raw, piece.rules, &resolved_);
  TextKind kind = TextKind::kEmpty;
  for (const char c : resolved_) {
    if (c == '\0') continue;
    if (!IsHtmlSpace(c)) return TextKind::kWords;
    kind = TextKind::kSpaces;
  }
  return kind;
}

void TreeBuilder::ReadText(Piece piece) {
  if (piece.span.empty()) return;
  if (mode_ == Mode::kText) return InsertText(piece);
  const TextKind kind = KindOf(piece);
  if (TextIsForeign()) {
    if (kind == TextKind::kWords) frameset_ok_ = false;
    return InsertText(piece);
  }
  if (kind == TextKind::kEmpty) return;
  piece.spaces = kind == TextKind::kSpaces;
  switch (mode_) {
    case Mode::kInitial:
    case Mode::kBeforeHtml:
    case Mode::kBeforeHead:
    case Mode::kInHead:
    case Mode::kAfterHead:
      // Spaces between these elements are nothing to a reader.
      if (kind == TextKind::kSpaces) return;
      while (IsHtmlSpace(source_[piece.span.begin])) piece.span.begin++;
      StartIn(mode_, {Tag::kBody, "body", nullptr});
      return ReadBodyText(piece, kind);
    case Mode::kInTable:
    case Mode::kInTableBody:
    case Mode::kInRow:
    case Mode::kInColumnGroup:
      if (mode_ == Mode::kInColumnGroup) {
        if (kind == TextKind::kSpaces || !open_.Top().IsHtml(Tag::kColgroup)) return;
        while (IsHtmlSpace(source_[piece.span.begin])) piece.span.begin++;
        open_.Pop();
        mode_ = Mode::kInTable;
      }
      if (ReadTableText(piece)) return;
      foster_ = true;
      ReadBodyText(piece, kind);
      foster_ = false;
      return;
    case Mode::kInFrameset:
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return;
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      if (kind == TextKind::kWords) mode_ = Mode::kInBody;
      return ReadBodyText(piece, kind);
    default:
      return ReadBodyText(piece, kind);
  }
}

// --- start tags ---

void TreeBuilder::Start(const Markup& markup) { StartIn(mode_, markup); }

void TreeBuilder::StartIn(Mode mode, const Markup& markup) {
  switch (mode) {
    case Mode::kInitial:
      quirks_ = true;
      [[fallthrough]];
    case Mode::kBeforeHtml:
      mode_ = Mode::kBeforeHead;
      if (markup.tag == Tag::kHtml) return InsertRoot(&markup);
      InsertRoot(nullptr);
      return Start(markup);
    case Mode::kBeforeHead:
      return StartBeforeHead(markup);
    case Mode::kInHead:
      return StartInHead(markup);
    case Mode::kAfterHead:
      return StartAfterHead(markup);
    case Mode::kText:  // its contents are text alone: the tokenizer did not take it for such
      open_.Pop();
      mode_ = after_text_;
      return Start(markup);
    case Mode::kInTable:
      return StartInTable(markup);
    case Mode::kInTableBody:
    case Mode::kInRow:
      return StartInTableSection(mode, markup);
    case Mode::kInCell:
    case Mode::kInCaption:
      return StartInCellOrCaption(mode, markup);
    case Mode::kInColumnGroup:
      return StartInColumnGroup(markup);
    case Mode::kInTemplate:
      return StartInTemplate(markup);
    case Mode::kInFrameset:
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return StartInFrameset(markup);
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      if (markup.tag != Tag::kHtml) mode_ = Mode::kInBody;
      return StartInBody(markup);
    case Mode::kInBody:
      return StartInBody(markup);
  }
}

void TreeBuilder::StartBeforeHead(const Markup& markup) {
  if (markup.tag == Tag::kHtml) return StartInBody(markup);
  mode_ = Mode::kInHead;
  if (markup.tag == Tag::kHead) {
    Insert(markup);
    head_ = open_.Top().node;
    return;
  }
  InsertImplied(Tag::kHead);
  head_ = open_.Top().node;
  Start(markup);
}

// What belongs in a head, wherever it comes; anything else ends the head.
void TreeBuilder::StartInHead(const Markup& markup) {
  switch (markup.tag) {
    case Tag::kHtml:
      return StartInBody(markup);
    case Tag::kBase:
    case Tag::kBasefont:
    case Tag::kBgsound:
    case Tag::kLink:
    case Tag::kMeta:
      return InsertVoid(markup);
    case Tag::kTitle:
    case Tag::kNoscript:
    case Tag::kNoframes:
    case Tag::kStyle:
    case Tag::kScript:
      return InsertRaw(markup);
    case Tag::kTemplate:
      return OpenTemplate(markup);
    case Tag::kHead:
      return;
    default:
      open_.Pop();
      mode_ = Mode::kAfterHead;
      return Start(markup);
  }
}

void TreeBuilder::StartAfterHead(const Markup& markup) {
  if (markup.tag == Tag::kHtml) return StartInBody(markup);
  if (markup.tag == Tag::kHead) return;
  if (kHeadTags.Has(markup.tag)) {
    PushNode(head_);
    StartInHead(markup);
    const size_t index = open_.FindNode(head_);
    if (index != OpenElements::kNotFound) open_.Erase(index);
    return;
  }
  if (markup.tag == Tag::kFrameset) {
    mode_ = Mode::kInFrameset;
    Insert(markup);
    return;
  }
  mode_ = Mode::kInBody;
  if (markup.tag == Tag::kBody && markup.token != nullptr) {
    frameset_ok_ = false;
    Insert(markup);
    return;
  }
  InsertImplied(Tag::kBody);
  if (markup.tag != Tag::kBody) Start(markup);
}

void TreeBuilder::StartInTemplate(const Markup& markup) {
  if (kHeadTags.Has(markup.tag)) return StartInHead(markup);
  Mode mode = Mode::kInBody;
  switch (markup.tag) {
    case Tag::kCaption:
    case Tag::kColgroup:
    case Tag::kTbody:
    case Tag::kTfoot:
    case Tag::kThead:
      mode = Mode::kInTable;
      break;
    case Tag::kCol:
      mode = Mode::kInColumnGroup;
      break;
    case Tag::kTr:
      mode = Mode::kInTableBody;
      break;
    case Tag::kTd:
    case Tag::kTh:
      mode = Mode::kInRow;
      break;
    default:
      break;
  }
  template_modes_.back() = static_cast<char>(mode);
  mode_ = mode;
  Start(markup);
}

void TreeBuilder::StartInFrameset(const Markup& markup) {
  if (markup.tag == Tag::kHtml) return StartInBody(markup);
  if (markup.tag == Tag::kNoframes) return StartInHead(markup);
  if (mode_ != Mode::kInFrameset) return;
  if (markup.tag == Tag::kFrameset) Insert(markup);
  if (markup.tag == Tag::kFrame) InsertVoid(markup);
}

// --- end tags ---

void TreeBuilder::End(const Markup& markup) { EndIn(mode_, markup); }

void TreeBuilder::EndIn(Mode mode, const Markup& markup) {
  switch (mode) {
    case Mode::kInitial:
    case Mode::kBeforeHtml:
    case Mode::kBeforeHead:
    case Mode::kInHead:
    case Mode::kAfterHead:
      return EndBeforeBody(mode, markup);
    case Mode::kText:
      open_.Pop();
      mode_ = after_text_;
      return;
    case Mode::kInTable:
      return EndInTable(markup);
    case Mode::kInTableBody:
      return EndInTableBody(markup);
    case Mode::kInRow:
      return EndInRow(markup);
    case Mode::kInCell:
    case Mode::kInCaption:
      return EndInCellOrCaption(mode, markup);
    case Mode::kInColumnGroup:
      return EndInColumnGroup(markup);
    case Mode::kInTemplate:
      if (markup.tag == Tag::kTemplate) CloseTemplate();
      return;
    case Mode::kInFrameset:
    case Mode::kAfterFrameset:
    case Mode::kAfterAfterFrameset:
      return EndInFrameset(markup);
    case Mode::kAfterBody:
    case Mode::kAfterAfterBody:
      if (mode == Mode::kAfterBody && markup.tag == Tag::kHtml) {
        mode_ = Mode::kAfterAfterBody;
        return;
      }
      mode_ = Mode::kInBody;
      return EndInBody(markup);
    case Mode::kInBody:
      return EndInBody(markup);
  }
}

void TreeBuilder::EndBeforeBody(Mode mode, const Markup& markup) {
  if (mode == Mode::kInitial) quirks_ = true;
  if (mode == Mode::kInitial) mode_ = Mode::kBeforeHtml;
  if (mode == Mode::kInHead && markup.tag == Tag::kHead) {
    open_.Pop();
    mode_ = Mode::kAfterHead;
    return;
  }
  if (markup.tag == Tag::kTemplate && (mode == Mode::kInHead || mode == Mode::kAfterHead)) {
    return CloseTemplate();
  }
  const bool early = mode < Mode::kInHead;
  if (!kMakingEnds.Has(markup.tag) && !(early && markup.tag == Tag::kHead)) return;
  if (markup.tag == Tag::kHead) {
    if (mode_ == Mode::kBeforeHtml) InsertRoot(nullptr);
    InsertImplied(Tag::kHead);
    head_ = open_.Top().node;
    open_.Pop();
    mode_ = Mode::kAfterHead;
    return;
  }
  StartIn(mode_, {Tag::kBody, "body", nullptr});
  End(markup);
}

void TreeBuilder::EndInFrameset(const Markup& markup) {
  if (mode_ == Mode::kAfterFrameset && markup.tag == Tag::kHtml) mode_ = Mode::kAfterAfterFrameset;
  if (mode_ != Mode::kInFrameset || markup.tag != Tag::kFrameset || open_.size() == 1) return;
  open_.Pop();
  if (!open_.Top().IsHtml(Tag::kFrameset)) mode_ = Mode::kAfterFrameset;
}

// --- templates, and the mode that a stack asks for ---

void TreeBuilder::OpenTemplate(const Markup& markup) {
  frameset_ok_ = false;
  if (!Insert(markup)) return;
  PushMarker();
  mode_ = Mode::kInTemplate;
  template_modes_.push_back(static_cast<char>(Mode::kInTemplate));
}

void TreeBuilder::CloseTemplate() {
  const size_t index = open_.Find(Tag::kTemplate);
  if (index == OpenElements::kNotFound) return;
  open_.PopTo(index);
  ClearToMarker();
  template_modes_.pop_back();
  ResetMode();
}

TreeBuilder::Mode TreeBuilder::ModeFor(const OpenElements::Entry& entry) const {
  if (entry.space != Namespace::kHtml) return Mode::kInitial;
  switch (entry.tag) {
    case Tag::kTd:
    case Tag::kTh:
      return Mode::kInCell;
    case Tag::kTr:
      return Mode::kInRow;
    case Tag::kTbody:
    case Tag::kThead:
    case Tag::kTfoot:
      return Mode::kInTableBody;
    case Tag::kCaption:
      return Mode::kInCaption;
    case Tag::kColgroup:
      return Mode::kInColumnGroup;
    case Tag::kTable:
      return Mode::kInTable;
    case Tag::kTemplate:
      return static_cast<Mode>(template_modes_.back());
    case Tag::kHead:
      return Mode::kInHead;
    case Tag::kBody:
      return Mode::kInBody;
    case Tag::kFrameset:
      return Mode::kInFrameset;
    case Tag::kHtml:
      return head_ == kNoNode ? Mode::kBeforeHead : Mode::kAfterHead;
    default:
      return Mode::kInitial;
  }
}

void TreeBuilder::ResetMode() {
  for (size_t i = open_.size(); i-- > 0;) {
    steps_++;
    mode_ = ModeFor(open_[i]);
    if (mode_ != Mode::kInitial) return;
  }
}

}  // namespace touchstone

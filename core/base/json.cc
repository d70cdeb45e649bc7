#include "core/base/json.h"

#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "core/base/name_map.h"
#include "core/base/text.h"

namespace touchstone {
namespace {

// The longest stretch of an offending value that an error message repeats.
constexpr size_t kMaxShownBytes = 60;

// A text as a JSON string, its quotes included. nlohmann's serializer does the same, and brings the
// printing of floating-point numbers into the module: 25 KB for what stands in no report.
//   source  RFC 8259, section 7
std::string Escaped(std::string_view text) {
  static constexpr std::string_view kShort = "b\bt\tn\nf\fr\r\"\"\\\\";
  std::string out = "\"";
  size_t copied = 0;
  const std::string repaired = RepairUtf8(text);
  for (size_t i = 0; i < repaired.size(); i++) {
    const char c = repaired[i];
    if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\') continue;
    out.append(repaired, copied, i - copied);
    copied = i + 1;
    size_t at = 1;  // each short form stands before what it means
    while (at < kShort.size() && kShort[at] != c) at += 2;
    if (at < kShort.size()) {
      out.append({'\\', kShort[at - 1]});
    } else {
      absl::StrAppend(&out, "\\u", absl::Hex(c, absl::kZeroPad4));
    }
  }
  out.append(repaired, copied);
  out.push_back('"');
  return out;
}

// What nlohmann's lexer asks of a JSON type. nlohmann::json itself stays out, and with it its
// parser, whose messages, exceptions and values nobody would see: 9 KB of the module.
struct JsonTypes {
  using number_integer_t = int64_t;
  using number_unsigned_t = uint64_t;
  using number_float_t = double;
  using string_t = std::string;
};

// Where that lexer reads its bytes from.
class Bytes {
 public:
  using char_type = char;

  explicit Bytes(std::string_view text) : text_(text) {}

  std::char_traits<char>::int_type get_character() {
    if (pos_ == text_.size()) return std::char_traits<char>::eof();
    return std::char_traits<char>::to_int_type(text_[pos_++]);
  }

 private:
  std::string_view text_;
  size_t pos_ = 0;
};

// Builds a Json from the tokens of nlohmann's lexer. It keeps the open values on a stack of its
// own: depth costs no stack of the program. A member name that stands twice would let two readers
// see two documents, so it is refused unless the limits allow it.
class Parser {
 public:
  Parser(std::string_view text, const JsonLimits& limits) : lexer_(Bytes(text)), limits_(limits) {}

  absl::Status status;
  Json root;

  // Says whether the whole text is a document; `status` has what is wrong if not.
  bool Run() {
    Next();
    for (;;) {  // with the first token of a value
      if (token_ == Token::begin_array || token_ == Token::begin_object) {
        if (!Open()) return false;
        Next();
        if (token_ != levels_.back().end) {
          if (!ReadName()) return false;
          continue;
        }
        levels_.pop_back();
      } else if (!ReadScalar()) {
        return false;
      }
      for (Next(); token_ != Token::value_separator || levels_.empty(); Next()) {
        if (levels_.empty()) return token_ == Token::end_of_input || Refuse();
        if (token_ != levels_.back().end) return Refuse();
        levels_.pop_back();
      }
      Next();
      if (!ReadName()) return false;
    }
  }

 private:
  using Lexer = nlohmann::detail::lexer<JsonTypes, Bytes>;
  using Token = Lexer::token_type;

  // An open array or object. Until it ends nothing is added to those around it, so that it stays
  // where it is.
  struct Level {
    Json* value;
    Token end;
    NameMap names;
  };

  void Next() { token_ = lexer_.scan(); }

  bool Refuse() {
    status = absl::InvalidArgumentError(
        absl::StrCat("byte ", lexer_.get_position().chars_read_total, ": expected valid JSON"));
    return false;
  }

  // In an object, reads a member's name and goes on to its value.
  bool ReadName() {
    if (levels_.back().end != Token::end_object) return true;
    if (token_ != Token::value_string) return Refuse();
    name_ = std::move(lexer_.get_string());
    if (limits_.unique_names && levels_.back().names.Add(name_) != NameMap::kNone) {
      status = absl::InvalidArgumentError(absl::StrCat("expected each member name once, got ",
                                                       Escaped(name_.substr(0, kMaxShownBytes)),
                                                       " twice"));
      return false;
    }
    Next();
    if (token_ != Token::name_separator) return Refuse();
    Next();
    return true;
  }

  // A new value in the innermost that is open; nullptr when there are too many.
  Json* Add(Json::Kind kind) {
    if (++values_ > limits_.max_values) {
      status = TooMany(limits_.max_values, " values");
      return nullptr;
    }
    Json* json = &root;
    if (!levels_.empty()) {
      Json& outer = *levels_.back().value;
      json = outer.kind == Json::Kind::kArray
                 ? &outer.items.emplace_back()
                 : &outer.members.emplace_back(std::move(name_), Json()).second;
    }
    json->kind = kind;
    return json;
  }

  static absl::Status TooMany(size_t limit, std::string_view what) {
    return absl::ResourceExhaustedError(
        absl::StrCat("expected at most ", limit, what, ", got more"));
  }

  bool Open() {
    const bool array = token_ == Token::begin_array;
    Json* json = Add(array ? Json::Kind::kArray : Json::Kind::kObject);
    if (json == nullptr) return false;
    if (levels_.size() >= limits_.max_depth) {
      status = TooMany(limits_.max_depth, " levels");
      return false;
    }
    levels_.push_back({json, array ? Token::end_array : Token::end_object, {}});
    return true;
  }

  bool ReadScalar() {
    Json::Kind kind = Json::Kind::kNumber;
    switch (token_) {
      case Token::literal_null:
        kind = Json::Kind::kNull;
        break;
      case Token::literal_true:
      case Token::literal_false:
        kind = Json::Kind::kBool;
        break;
      case Token::value_string:
        kind = Json::Kind::kString;
        break;
      case Token::value_integer:
      case Token::value_unsigned:
        break;
      case Token::value_float:
        if (const auto number = lexer_.get_number_float();
            number > std::numeric_limits<decltype(number)>::max() ||
            number < std::numeric_limits<decltype(number)>::lowest()) {
          return Refuse();
        }
        break;
      default:
        return Refuse();
    }
    Json* json = Add(kind);
    if (json == nullptr) return false;
    json->boolean = token_ == Token::literal_true;
    if (kind < Json::Kind::kNumber) return true;
    json->text = std::move(lexer_.get_string());
    if (token_ == Token::value_integer && json->text == "-0") json->text = "0";
    return true;
  }

  Lexer lexer_;
  JsonLimits limits_;
  Token token_ = Token::uninitialized;
  size_t values_ = 0;
  std::string name_;  // of the member whose value comes next
  std::vector<Level> levels_;
};

std::string Shown(const Json* value) {
  if (value == nullptr) return "nothing";
  switch (value->kind) {
    case Json::Kind::kNull:
      return "null";
    case Json::Kind::kBool:
      return value->boolean ? "true" : "false";
    case Json::Kind::kNumber:
      return value->text.substr(0, kMaxShownBytes);
    case Json::Kind::kString:
      return Escaped(value->text.substr(0, kMaxShownBytes));
    case Json::Kind::kArray:
      return absl::StrCat("array of ", value->items.size());
    case Json::Kind::kObject:
      return absl::StrCat("object of ", value->members.size());
  }
  return "nothing";
}

// Appends the name of a member, or of what stands at a place of an array, to a path.
void AppendStep(std::string_view name, size_t place, std::string* path) {
  if (!path->empty()) path->push_back('/');
  if (name.empty()) {
    absl::StrAppend(path, place);
  } else {
    absl::StrAppend(path, name);
  }
}

// Appends the way from `from` down to `to`; says whether there is one. Recursion is bounded: a Json
// is at most JsonLimits::max_depth deep.
bool AppendPath(const Json& from, const Json* to, std::string* path) {
  if (&from == to) return true;
  const size_t size = path->size();
  for (size_t i = 0; i < from.items.size(); i++) {
    AppendStep("", i, path);
    if (AppendPath(from.items[i], to, path)) return true;
    path->resize(size);
  }
  for (const auto& [name, value] : from.members) {
    AppendStep(name, 0, path);
    if (AppendPath(value, to, path)) return true;
    path->resize(size);
  }
  return false;
}

// Whether `word` is one of `words`, which have spaces between.
bool HoldsWord(std::string_view words, std::string_view word) {
  for (size_t at = words.find(word); at != words.npos; at = words.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) {
      return true;
    }
  }
  return false;
}

const Json& NullJson() {
  static const Json* null = new Json;
  return *null;
}

}  // namespace

Json::Json() = default;

const Json* Json::Find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

absl::StatusOr<Json> ParseJson(std::string_view text, const JsonLimits& limits) {
  Parser parser(text, limits);
  if (!parser.Run()) return std::move(parser.status);
  return std::move(parser.root);
}

// JsonWriter.

void JsonWriter::NewLine() {
  if (indent_ == 0) return;
  out_.push_back('\n');
  out_.append(levels_.size() * static_cast<size_t>(indent_), ' ');
}

void JsonWriter::BeforeValue() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  if (levels_.back().has_items) out_.push_back(',');
  levels_.back().has_items = true;
  NewLine();
}

JsonWriter& JsonWriter::BeginObject() {
  BeforeValue();
  out_.push_back('{');
  levels_.push_back({true, false});
  return *this;
}

JsonWriter& JsonWriter::EndObject() {
  const bool had_items = levels_.back().has_items;
  levels_.pop_back();
  if (had_items) NewLine();
  out_.push_back('}');
  return *this;
}

JsonWriter& JsonWriter::BeginArray() {
  BeforeValue();
  out_.push_back('[');
  levels_.push_back({false, false});
  return *this;
}

JsonWriter& JsonWriter::EndArray() {
  const bool had_items = levels_.back().has_items;
  levels_.pop_back();
  if (had_items) NewLine();
  out_.push_back(']');
  return *this;
}

JsonWriter& JsonWriter::Key(std::string_view name) {
  BeforeValue();
  out_ += Escaped(name);
  out_ += indent_ == 0 ? ":" : ": ";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::String(std::string_view value) {
  BeforeValue();
  out_ += Escaped(value);
  return *this;
}

JsonWriter& JsonWriter::StringOrNull(std::string_view value) {
  return value.empty() ? Null() : String(value);
}

JsonWriter& JsonWriter::Int(int64_t value) {
  BeforeValue();
  absl::StrAppend(&out_, value);
  return *this;
}

JsonWriter& JsonWriter::Bool(bool value) {
  BeforeValue();
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::Null() {
  BeforeValue();
  out_ += "null";
  return *this;
}

// Recursion is bounded: a Json is at most JsonLimits::max_depth deep.
JsonWriter& JsonWriter::Value(const Json& value) {
  switch (value.kind) {
    case Json::Kind::kNull:
      return Null();
    case Json::Kind::kBool:
      return Bool(value.boolean);
    case Json::Kind::kNumber:
      BeforeValue();
      out_ += value.text;
      return *this;
    case Json::Kind::kString:
      return String(value.text);
    case Json::Kind::kArray:
      BeginArray();
      for (const Json& item : value.items) Value(item);
      return EndArray();
    case Json::Kind::kObject:
      BeginObject();
      for (const auto& [name, member] : value.members) Key(name).Value(member);
      return EndObject();
  }
  return *this;
}

std::string JsonWriter::Finish() && { return std::move(out_); }

// JsonReader.

bool JsonReader::ok() const { return document_->status.ok(); }
absl::Status JsonReader::status() const { return document_->status; }

void JsonReader::Fail(std::string_view expected) const {
  if (!ok()) return;
  const bool found = parent_ == nullptr;
  std::string path(document_->name);
  AppendPath(document_->json, found ? value_ : parent_, &path);
  if (!found) AppendStep(name_, place_, &path);
  std::string complaint = absl::StrCat(path.empty() ? "document" : path, ": expected ", expected,
                                       ", got ", Shown(value_));
  if (document_->complaints == nullptr) {
    document_->status = absl::InvalidArgumentError(complaint);
  } else if (document_->complaints->size() < kMaxComplaints) {
    document_->complaints->push_back(std::move(complaint));
  }
}

JsonReader JsonReader::Member(std::string_view name) const {
  if (value_ == nullptr) return *this;
  JsonReader member(nullptr, document_);
  if (value_->kind == Json::Kind::kObject) {
    member.value_ = value_->Find(name);
  } else {
    Fail("object");
  }
  if (member.value_ == nullptr) {
    member.parent_ = value_;
    member.name_ = name;
  }
  return member;
}

bool JsonReader::Has(std::string_view name) const {
  const Json* member = value_ == nullptr ? nullptr : value_->Find(name);
  return member != nullptr && member->kind != Json::Kind::kNull;
}

size_t JsonReader::size() const {
  if (value_ == nullptr || value_->kind != Json::Kind::kArray) {
    Fail("array");
    return 0;
  }
  return value_->items.size();
}

JsonReader JsonReader::Item(size_t index) const {
  if (value_ != nullptr && value_->kind == Json::Kind::kArray && index < value_->items.size()) {
    return JsonReader(&value_->items[index], document_);
  }
  JsonReader item(&NullJson(), document_);
  item.parent_ = value_ != nullptr ? value_ : parent_;
  item.place_ = index;
  return item;
}

std::string JsonReader::String() const {
  if (value_ == nullptr || value_->kind != Json::Kind::kString) {
    Fail("string");
    return "";
  }
  return value_->text;
}

std::string JsonReader::OptionalString() const {
  if (value_ == nullptr || value_->kind == Json::Kind::kNull) return "";
  return String();
}

int64_t JsonReader::Integer(int64_t min, int64_t max) const {
  int64_t number = 0;
  if (value_ != nullptr && value_->kind == Json::Kind::kNumber &&
      absl::SimpleAtoi(value_->text, &number) && number >= min && number <= max) {
    return number;
  }
  Fail(absl::StrCat("integer in [", min, ", ", max, "]"));
  return min;
}

bool JsonReader::Boolean() const {
  if (value_ == nullptr || value_->kind != Json::Kind::kBool) {
    Fail("true or false");
    return false;
  }
  return value_->boolean;
}

std::vector<std::string> JsonReader::Strings() const {
  std::vector<std::string> strings;
  const size_t count = size();
  strings.reserve(count);
  for (size_t i = 0; i < count; i++) strings.push_back(Item(i).String());
  return strings;
}

std::vector<std::string> JsonReader::OptionalStrings() const {
  if (value_ == nullptr || value_->kind == Json::Kind::kNull) return {};
  return Strings();
}

void JsonReader::ExpectKeys(std::string_view names) const {
  if (value_ == nullptr || value_->kind != Json::Kind::kObject) {
    Fail("object");
    return;
  }
  for (const auto& [key, value] : value_->members) {
    if (HoldsWord(names, key)) continue;
    JsonReader(&value, document_).Fail("no such key");
    return;
  }
}

}  // namespace touchstone

// json.h: JSON in and out. nlohmann_json takes texts apart into tokens, inside json.cc alone: its
// headers change meaning with the exception setting, so no header of ours includes them.
//
//   JsonRoot r(root);
//   auto weight = r.Member("weight_db").Integer(-60, 60);
//   if (!r.ok()) return r.status();             // the first thing that was wrong
#ifndef TOUCHSTONE_CORE_BASE_JSON_H_
#define TOUCHSTONE_CORE_BASE_JSON_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace touchstone {

// A JSON value. Members keep their order; a number keeps its source text, since prices must not
// pass through floating point.
struct Json {
  enum class Kind : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

  Json();  // defined where the type of `members` is complete

  Kind kind = Kind::kNull;
  bool boolean = false;
  std::string text;                                   // kString: the value; kNumber: its digits
  std::vector<Json> items;                            // kArray
  std::vector<std::pair<std::string, Json>> members;  // kObject, in source order

  // Find returns the first member of that name, nullptr when there is none or this is no object.
  const Json* Find(std::string_view name) const;
};

struct JsonLimits {
  size_t max_depth = 64;
  size_t max_values = 2'000'000;
  bool unique_names = true;  // false: a name may stand twice in an object, and both are kept
};

// ParseJson reads one document, the whole of `text`.
//   errors  kInvalidArgument: "byte 17: expected ..." ; kResourceExhausted: a limit was passed;
//           a member name that stands twice in one object is an error, too, unless limits allow it
//   cost    O(size)
absl::StatusOr<Json> ParseJson(std::string_view text, const JsonLimits& limits = {});

// JsonWriter writes one document, members in the order they come.
//
//   JsonWriter w;
//   w.BeginObject();
//   w.Key("format").Int(1);
//   w.EndObject();
//   std::string bytes = std::move(w).Finish();
//
// Indent 0 writes one line without spaces. The caller keeps the nesting right; a mistake stops the
// program (CHECK), it is not a matter of the input.
class JsonWriter {
 public:
  explicit JsonWriter(int indent = 0) : indent_(indent) {}

  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view name);
  JsonWriter& String(std::string_view value);        // ill-formed UTF-8 becomes U+FFFD
  JsonWriter& StringOrNull(std::string_view value);  // null when empty
  JsonWriter& Int(int64_t value);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();
  JsonWriter& Value(const Json& value);

  std::string Finish() &&;

 private:
  void BeforeValue();
  void NewLine();

  struct Level {
    bool is_object = false;
    bool has_items = false;
  };

  int indent_;
  bool after_key_ = false;
  std::vector<Level> levels_;
  std::string out_;
};

// JsonReader walks a Json and remembers where it stands. The first error wins; after it every read
// returns a default, so that a loader can be written without a check at each line.
//   errors  "phrases/12/weight_db: expected integer in [-60, 60], got \"5\""
class JsonReader {
 public:
  bool ok() const;
  absl::Status status() const;
  bool present() const { return value_ != nullptr; }

  // Member goes down. A missing member gives a reader that is not present; reading it is an error,
  // asking Optional() first is not.
  JsonReader Member(std::string_view name) const;
  bool Has(std::string_view name) const;  // present and not null

  size_t size() const;  // items of an array; 0 and an error for another kind
  JsonReader Item(size_t index) const;

  std::string String() const;
  std::string OptionalString() const;  // "" when missing
  int64_t Integer(int64_t min, int64_t max) const;
  bool Boolean() const;
  std::vector<std::string> Strings() const;          // an array of strings
  std::vector<std::string> OptionalStrings() const;  // empty when missing

  // ExpectKeys reports the first member whose name is not listed in `names`, with spaces between:
  // within a format, unknown keys are errors.
  void ExpectKeys(std::string_view names) const;

  // Fail records "path: expected EXPECTED, got VALUE".
  //   cost    of the first failure O(document): only then the path is looked up
  void Fail(std::string_view expected) const;

 protected:
  struct Document {
    const Json& json;
    std::string_view name;  // stands before all paths
    std::vector<std::string>* complaints;
    absl::Status status;
  };

  JsonReader(const Json* value, Document* document) : value_(value), document_(document) {}

 private:
  const Json* value_;  // nullptr: missing
  Document* document_;
  // Of what is missing: where it was looked for, and under which name or at which place.
  const Json* parent_ = nullptr;
  std::string_view name_;
  size_t place_ = 0;
};

// The most complaints that one document collects; those behind them are lost.
inline constexpr size_t kMaxComplaints = 1'000;

// The reader of a whole document. It and `json` must outlive all readers made from it. With
// `complaints` failures are collected there, and no reader is ever not ok: for tools that say all
// that is wrong, and that expect a default to bring complaints of its own.
class JsonRoot : public JsonReader {
 public:
  explicit JsonRoot(const Json& json, std::string_view name = "",
                    std::vector<std::string>* complaints = nullptr)
      : JsonReader(&json, &document_), document_{json, name, complaints, absl::OkStatus()} {}
  JsonRoot(const JsonRoot&) = delete;
  JsonRoot& operator=(const JsonRoot&) = delete;

 private:
  mutable Document document_;
};

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_BASE_JSON_H_

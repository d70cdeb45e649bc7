// touchstone.cc: the C interface of touchstone.h over one Engine.
#include "wasm/touchstone.h"

#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "core/base/json.h"
#include "core/check.h"
#include "core/page/saved_page.h"

namespace touchstone {
namespace {

// All state of the instance. A module instance is the object; its memory is its own.
struct Instance {
  std::unique_ptr<Engine> engine;
  std::string result;
  std::string unpacked;  // an archive's documents
};

Instance& TheInstance() {
  static Instance* instance = new Instance;
  return *instance;
}

std::string_view View(const uint8_t* data, size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

int32_t Fail(absl::StatusCode code, std::string_view name, std::string_view message,
             std::string_view where) {
  TheInstance().result = WriteError("", name, message, where, 0);
  return static_cast<int32_t>(code);
}

struct DocumentPlace {
  Span text;
  std::string content_id, location;
};

struct Options {
  std::string input, encoding, url, header_url, country;
  Day day;
  bool truncated = false;
  std::vector<DocumentPlace> documents;  // the page first; empty: all of the text is the page
};

// The days that ParseDay can write: 0001-01-01 to 9999-12-31.
constexpr int64_t kFirstDay = -719162;
constexpr int64_t kLastDay = 2932896;

DocumentPlace ReadDocumentPlace(const JsonReader& reader, size_t text_size) {
  reader.ExpectKeys("text content_id location");
  const JsonReader text = reader.Member("text");
  if (text.size() != 2) text.Fail("[begin, end]");
  DocumentPlace place;
  const int64_t size = static_cast<int64_t>(text_size);
  const int64_t begin = text.Item(0).Integer(0, size);
  place.text = {static_cast<uint32_t>(begin),
                static_cast<uint32_t>(text.Item(1).Integer(begin, size))};
  place.content_id = reader.Member("content_id").OptionalString();
  place.location = reader.Member("location").OptionalString();
  return place;
}

absl::StatusOr<Options> ReadOptions(std::string_view text, size_t text_size) {
  absl::StatusOr<Json> json = ParseJson(text);
  if (!json.ok()) return json.status();
  const JsonRoot reader(*json, "options");
  reader.ExpectKeys("input encoding url header_url day country truncated documents");
  Options options;
  options.input = reader.Member("input").String();
  options.day.value = static_cast<int32_t>(reader.Member("day").Integer(kFirstDay, kLastDay));
  options.encoding = reader.Member("encoding").OptionalString();
  options.url = reader.Member("url").OptionalString();
  options.header_url = reader.Member("header_url").OptionalString();
  options.country = reader.Member("country").OptionalString();
  if (reader.Has("truncated")) options.truncated = reader.Member("truncated").Boolean();
  if (reader.Has("documents")) {
    const JsonReader documents = reader.Member("documents");
    if (documents.size() == 0) documents.Fail("at least one document");
    for (size_t i = 0; i < documents.size() && reader.ok(); i++) {
      options.documents.push_back(ReadDocumentPlace(documents.Item(i), text_size));
    }
  }
  if (!reader.ok()) return reader.status();
  if (options.encoding.empty()) options.encoding = "utf-8";
  return options;
}

}  // namespace
}  // namespace touchstone

using namespace touchstone;  // The functions below are the module's surface, not a header's.

extern "C" {

uint32_t touchstone_abi_version(void) { return 2; }

uint8_t* touchstone_alloc(size_t size) {
  return static_cast<uint8_t*>(std::malloc(size == 0 ? 1 : size));
}

void touchstone_free(uint8_t* pointer) { std::free(pointer); }

int32_t touchstone_load_ruleset(const uint8_t* json, size_t size) {
  absl::StatusOr<std::unique_ptr<Engine>> engine = Engine::Create(View(json, size));
  if (!engine.ok()) {
    return Fail(engine.status().code(), "ruleset", engine.status().message(), "");
  }
  Instance& instance = TheInstance();
  instance.engine = *std::move(engine);
  const Ruleset& ruleset = instance.engine->ruleset();
  JsonWriter writer;
  writer.BeginObject();
  writer.Key("format").Int(ruleset.format);
  writer.Key("version").Int(ruleset.version);
  writer.Key("published").String(FormatDay(ruleset.published));
  writer.EndObject();
  instance.result = std::move(writer).Finish();
  return 0;
}

int32_t touchstone_charset(const uint8_t* bytes, size_t size, const uint8_t* transport,
                           size_t transport_size) {
  Instance& instance = TheInstance();
  instance.unpacked.clear();
  if (size > kMaxInputBytes) {
    return Fail(absl::StatusCode::kResourceExhausted, "too_large",
                "expected at most 67108864 bytes", "");
  }
  SavedPage page = OpenSavedPage(View(bytes, size), View(transport, transport_size));
  JsonWriter writer;
  writer.BeginObject();
  writer.Key("archive").Bool(page.archive);
  writer.Key("url").String(page.url);
  writer.Key("truncated").Bool(page.truncated);
  writer.Key("documents").BeginArray();
  for (const EncodedDocument& document : page.documents) {
    writer.BeginObject();
    writer.Key("encoding").String(document.encoding);
    writer.Key("bytes").BeginArray();
    writer.Int(document.bytes.begin).Int(document.bytes.end);
    writer.EndArray();
    writer.Key("content_id").String(document.content_id);
    writer.Key("location").String(document.location);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  instance.unpacked = std::move(page.unpacked);
  instance.result = std::move(writer).Finish();
  return 0;
}

const uint8_t* touchstone_document_data(void) {
  return reinterpret_cast<const uint8_t*>(TheInstance().unpacked.data());
}
size_t touchstone_document_size(void) { return TheInstance().unpacked.size(); }

int32_t touchstone_check(const uint8_t* text, size_t size, const uint8_t* options_json,
                         size_t options_size) {
  Instance& instance = TheInstance();
  if (instance.engine == nullptr) {
    return Fail(absl::StatusCode::kFailedPrecondition, "no_ruleset",
                "expected a call of touchstone_load_ruleset before touchstone_check", "");
  }
  absl::StatusOr<Options> options = ReadOptions(View(options_json, options_size), size);
  if (!options.ok()) {
    return Fail(absl::StatusCode::kInvalidArgument, "usage", options.status().message(), "options");
  }
  CheckInput input = {.input = options->input,
                      .text = View(text, size),
                      .encoding = options->encoding,
                      .url = options->url,
                      .header_url = options->header_url,
                      .at = options->day,
                      .country = options->country,
                      .truncated = options->truncated};
  for (const DocumentPlace& document : options->documents) {
    const std::string_view own = Slice(View(text, size), document.text);
    if (&document == &options->documents[0]) {
      input.text = own;
    } else {
      input.frames.push_back({own, document.content_id, document.location});
    }
  }
  instance.result = WriteReport(instance.engine->Check(input), 0);
  return 0;
}

const uint8_t* touchstone_result_data(void) {
  return reinterpret_cast<const uint8_t*>(TheInstance().result.data());
}
size_t touchstone_result_size(void) { return TheInstance().result.size(); }

}  // extern "C"

// input.h: files and directories -> decoded documents. All that the native command does to bytes
// before the core sees text: reading, the archive, the charset (decode.h).
#ifndef TOUCHSTONE_CLI_INPUT_H_
#define TOUCHSTONE_CLI_INPUT_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/check.h"

namespace touchstone {

// Why an input could not be read. Codes are documented in docs/verdict.md.
struct InputError {
  std::string code;  // "not_found", "unreadable", "too_large"
  std::string message;
  std::string where;  // the path
};

// One input as the command line means it.
struct InputPath {
  std::string name;  // as a report repeats it: the path as given, or directory/relative path
  InputError error;  // code "" when it may be read
};

// ExpandPaths turns arguments into inputs, in order: a file stands for itself, a directory for
// every .html, .htm, .xhtml, .mhtml and .mht file below it in byte order of its path, "-" for
// standard input. The folders that browsers save beside a page (NAME_files) are skipped. A
// directory without pages stands for nothing.
std::vector<InputPath> ExpandPaths(const std::vector<std::string>& paths);

// One document of a file.
struct DecodedDocument {
  std::string text;        // UTF-8, perhaps ill-formed, as the core repairs it
  std::string encoding;    // what it was decoded from
  std::string content_id;  // as an archive names it
  std::string location;    // likewise
};

// A file, read.
struct Document {
  DecodedDocument page;
  std::vector<DecodedDocument> frames;  // an archive's other documents
  std::string header_url;               // an archive's
  bool truncated = false;
  InputError error;  // code "" when all went well
};

// InputOf is what the core is given of a document, to be completed with day, address and country.
//   in      document, name: outlive the result
CheckInput InputOf(const Document& document, std::string_view name);

// ReadDocument reads one file, or standard input for "-".
//   errors  Document::error; never a part of a file
Document ReadDocument(const std::string& name);

// ReadFile reads a whole file, or standard input for "-".
InputError ReadFile(const std::string& name, size_t max_bytes, std::string* bytes);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_INPUT_H_

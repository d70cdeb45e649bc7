// ruleset_sources.h: a ruleset's sources as files, and the one document that is built from them.
#ifndef TOUCHSTONE_CLI_RULESET_SOURCES_H_
#define TOUCHSTONE_CLI_RULESET_SOURCES_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

namespace touchstone {

struct Source {
  std::string name;  // "rules": of the list, and of the file without ".json"
  std::string file;  // as complaints name it: "ruleset/rules.json"
  std::string bytes;
  Json json;
};

// All sources of a directory, and what is wrong with them as files.
struct Sources {
  std::vector<Source> files;  // ruleset.json, then one file a list, in the order of the document
  std::vector<std::string> complaints;
};

// ReadSources reads every file that a ruleset has.
//   out     complaints: a file that is missing, is no JSON, holds another list, or that no ruleset
//   has
Sources ReadSources(const std::string& directory);

// SourceFileOf is the file in which a path of the document stands: "rules/3/id" in "rules.json".
std::string SourceFileOf(std::string_view path);

// CheckForm says which sources differ from what WriteSource writes: the first such line, and the
// first entry that is not in order.
void CheckForm(const Sources& sources, std::vector<std::string>* complaints);

// WriteSource is the canonical form of a source: entries sorted, indented by two.
std::string WriteSource(Json json);

// Combine is the one document: the members of ruleset.json, then every list.
Json Combine(const Sources& sources);

// WriteBuilt is what ships: one line without spaces, lists sorted, members of an entry in order of
// their names, and without what no core reads (samples, match, near_miss). The same entries give
// the same bytes, however the sources were ordered or broken into lines.
std::string WriteBuilt(Json document);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_RULESET_SOURCES_H_

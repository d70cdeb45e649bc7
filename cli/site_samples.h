// site_samples.h: tries every adapter of a ruleset on the sample pages that it names.
//
// A sample is a short page of our own in the structure of the site, in DIR/samples; several stand
// for several of a site's layouts. They are for `ruleset lint` alone: the built document names
// none.
#ifndef TOUCHSTONE_CLI_SITE_SAMPLES_H_
#define TOUCHSTONE_CLI_SITE_SAMPLES_H_

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/rules/ruleset.h"

namespace touchstone {

// DropSamples takes the key "samples" out of a ruleset's sites; the format does not know it.
void DropSamples(Json* document);

// CheckSamples reads the samples and says which selectors and paths find nothing on any of them,
// and which signs of a shop system stand on none.
//   in      directory: of the ruleset's sources
//           sites: its sites.json, in the order of ruleset.sites
//   out     complaints: where, what was expected and what is there, one a line
//   errors  false when the directory has no samples: nothing was checked
bool CheckSamples(const std::string& directory, const Json& sites, const Ruleset& ruleset,
                  std::vector<std::string>* complaints);

}  // namespace touchstone

#endif  // TOUCHSTONE_CLI_SITE_SAMPLES_H_

// host.h: what is this host: a maker's own, a marketplace, or one that imitates a maker?
#ifndef TOUCHSTONE_CORE_JUDGE_HOST_H_
#define TOUCHSTONE_CORE_JUDGE_HOST_H_

#include <string>
#include <string_view>

#include "core/rules/ruleset.h"

namespace touchstone {

// The first four as HostKind.
enum class HostClass : uint8_t {
  kOfficial,
  kMarketplace,
  kReseller,
  kKnownBad,
  kLookalike,
  kUnknown
};

struct HostJudgement {
  HostClass host_class = HostClass::kUnknown;
  std::string target;  // kOfficial, kLookalike: the maker's id; kMarketplace: the site's id; of a
                       // listed host its brand's maker, or ""
  std::string why;     // a short machine-readable reason: "brand_label", "one_edit", "homoglyph"
};

// ClassifyHost judges a lower-case host name (punycode or Unicode).
//   cost    O(host) where it is known, else O(host * brands)
HostJudgement ClassifyHost(std::string_view host, const Ruleset& ruleset);

std::string_view HostClassName(HostClass host_class);

}  // namespace touchstone

#endif  // TOUCHSTONE_CORE_JUDGE_HOST_H_

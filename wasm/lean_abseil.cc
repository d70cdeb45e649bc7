// lean_abseil.cc: what Abseil brings along and the module never runs, defined here as a trap.
//
// absl::Status can carry payloads, each a Cord; a Cord can be sampled, for which there is a list
// under a mutex, which knows threads, clocks and stack traces. No status of ours has a payload. And
// a StatusOr without a value words a message before it stops, which nobody could read.
//
// All of it is weak: where an Abseil needs more from one of the files that these functions are
// from, that file is linked and takes precedence. Another Abseil than the one that was read for
// this links without, and makes the module larger.
#include "absl/base/config.h"
#if defined(ABSL_LTS_RELEASE_VERSION) && ABSL_LTS_RELEASE_VERSION == 20220623

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/cord.h"

#define TOUCHSTONE_WEAK __attribute__((weak))

namespace absl {
ABSL_NAMESPACE_BEGIN

// cord.cc
TOUCHSTONE_WEAK Cord::operator std::string() const { __builtin_trap(); }
TOUCHSTONE_WEAK bool Cord::EqualsImpl(const Cord&, size_t) const { __builtin_trap(); }
TOUCHSTONE_WEAK void Cord::DestroyCordSlow() { __builtin_trap(); }
TOUCHSTONE_WEAK void Cord::InlineRep::UnrefTree() { __builtin_trap(); }

// cordz_info.cc
TOUCHSTONE_WEAK void cord_internal::CordzInfo::MaybeTrackCordImpl(InlineData&, const InlineData&,
                                                                  MethodIdentifier) {
  __builtin_trap();
}

// statusor.cc
namespace internal_statusor {
TOUCHSTONE_WEAK void Helper::HandleInvalidStatusCtorArg(Status*) { __builtin_trap(); }
TOUCHSTONE_WEAK void Helper::Crash(const Status&) { __builtin_trap(); }
TOUCHSTONE_WEAK void ThrowBadStatusOrAccess(Status) { __builtin_trap(); }
}  // namespace internal_statusor

ABSL_NAMESPACE_END
}  // namespace absl

#endif

#include "core/judge/policy.h"

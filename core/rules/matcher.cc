#include "core/rules/matcher.h"

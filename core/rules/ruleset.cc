#include "core/rules/ruleset.h"

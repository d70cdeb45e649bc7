#include "core/rules/selector.h"

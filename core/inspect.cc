#include "core/inspect.h"

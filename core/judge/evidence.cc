#include "core/judge/evidence.h"

#include "core/judge/verdict.h"

#include "core/judge/host.h"

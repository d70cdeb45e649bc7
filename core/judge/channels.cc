#include "core/judge/channels.h"

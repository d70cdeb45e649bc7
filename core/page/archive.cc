#include "core/page/archive.h"

#include "core/page/encoding.h"

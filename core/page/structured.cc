#include "core/page/page.h"

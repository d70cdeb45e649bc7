#include "core/base/url.h"

#include "core/market/money.h"

#include "core/market/listing.h"

#include "core/market/miner.h"

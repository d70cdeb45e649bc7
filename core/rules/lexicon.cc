#include "core/rules/lexicon.h"

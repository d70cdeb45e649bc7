#include "core/page/tokenizer.h"

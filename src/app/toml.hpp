// The TOML parser. Debian's version (3.3.0) asserts on some malformed files, which would end the
// process: here a failed assertion throws CheckFailed, and the reader of the file answers for it.
#pragma once
#include "base/check.hpp"

#define TOML_ASSERT(condition) ZT_CHECK(condition)
#include <toml++/toml.h>

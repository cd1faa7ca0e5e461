// CHECK: an assertion about our own code that stays on in release builds.
//
// A failed CHECK is our fault, never the user's: it throws `CheckFailed`, the request answers 500
// with its id, and the transaction rolls back. What a user can cause is a `Problem` (problem.hpp).
#pragma once
#include <source_location>
#include <stdexcept>

namespace zhantu {

class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void check_failed(const char* condition, std::source_location where);

}  // namespace zhantu

// An expression, so that it can stand before a comma.
#define ZT_CHECK(condition)           \
  ((condition) ? static_cast<void>(0) \
               : ::zhantu::check_failed(#condition, std::source_location::current()))

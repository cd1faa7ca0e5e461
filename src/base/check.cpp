#include "base/check.hpp"

#include <fmt/format.h>

namespace zhantu {

void check_failed(const char* condition, std::source_location where) {
  throw CheckFailed(
      fmt::format("CHECK({}) failed at {}:{}", condition, where.file_name(), where.line()));
}

}  // namespace zhantu

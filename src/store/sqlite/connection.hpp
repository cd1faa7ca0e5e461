// One connection to SQLite through SOCI, for the driver alone.
#pragma once
#include <soci/soci.h>

#include "store/store.hpp"

namespace zhantu::store {

class Connection {
 public:
  Connection(const std::string& path, bool writer);

  void run(const char* sql);  // no parameters, may hold several statements
  void query(const char* sql, std::span<const Param> params, std::span<const ColumnKind> shape,
             const std::function<void(std::span<const Value>)>& row);
  std::int64_t execute(const char* sql, std::span<const Param> params);

 private:
  soci::session session_;
};

}  // namespace zhantu::store

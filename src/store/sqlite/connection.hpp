// One connection to SQLite, for the driver alone. SOCI opens it; statements go straight to SQLite
// and stay prepared, because preparing one anew each time cost more than running it.
#pragma once
#include <soci/soci.h>

#include <memory>
#include <unordered_map>

#include "store/store.hpp"

namespace sqlite_api {
struct sqlite3_stmt;
}

namespace zhantu::store {

class Connection {
 public:
  Connection(const std::string& path, bool writer);

  void run(const char* sql);  // no parameters, may hold several statements
  void query(const char* sql, std::span<const Param> params, std::span<const ColumnKind> shape,
             const std::function<void(std::span<const Value>)>& row);
  // REQUIRES every parameter to occur in the SQL, and the SQL to be a literal.
  std::int64_t execute(const char* sql, std::span<const Param> params);
  // The same with the values in the order in which the SQL first names its parameters.
  std::int64_t execute_in_order(const char* sql, std::span<const Value> values);

 private:
  struct Finalize {
    void operator()(sqlite_api::sqlite3_stmt* statement) const;
  };
  using Statement = std::unique_ptr<sqlite_api::sqlite3_stmt, Finalize>;
  class Borrowed;

  Statement take(const char* sql);
  [[noreturn]] void fail();

  soci::session session_;
  std::unordered_map<const char*, Statement> statements_;  // by their literal
};

}  // namespace zhantu::store

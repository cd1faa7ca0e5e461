// One connection to SQLite through SOCI, for the driver alone.
#pragma once
#include <soci/soci.h>

#include <map>
#include <memory>

#include "store/store.hpp"

namespace zhantu::store {

class Connection {
 public:
  Connection(const std::string& path, bool writer);

  void run(const char* sql);  // no parameters, may hold several statements
  void query(const char* sql, std::span<const Param> params, std::span<const ColumnKind> shape,
             const std::function<void(std::span<const Value>)>& row);
  // REQUIRES every parameter to occur in the SQL, and the SQL to be a literal.
  std::int64_t execute(const char* sql, std::span<const Param> params);

 private:
  struct Finalize {
    void operator()(void* statement) const;
  };
  using Prepared = std::unique_ptr<void, Finalize>;

  soci::session session_;
  std::map<const char*, Prepared> prepared_;  // by the literal's address; ends before the session
};

}  // namespace zhantu::store

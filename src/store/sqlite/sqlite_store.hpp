// The SQLite driver: one writing thread with group commit, readers in a pool.
#pragma once
#include <memory>
#include <string>

#include "store/store.hpp"

namespace zhantu::store {

struct Migration {
  std::int64_t version = 0;  // the leading number of its file
  std::string name;
  std::string sql;
};

struct SqliteOptions {
  std::string path;
  std::vector<Migration> migrations;  // ascending
  std::function<std::string()> salt;  // 32 random hex digits
  std::function<void(const std::string&)>
      fatal;  // a failed fsync: stop the process; must not return
  int readers = 4;  // kept open between requests; more are opened while they are needed
};

// Opens or creates the database and brings its schema up to date; throws std::runtime_error with
// one sentence for the operator (newer schema than this binary knows, file not a database, no right
// to write).
std::unique_ptr<Store> open_sqlite(SqliteOptions options);

}  // namespace zhantu::store

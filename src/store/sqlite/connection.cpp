#include "store/sqlite/connection.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <array>
#include <cstring>

#include "base/check.hpp"

namespace zhantu::store {
namespace {

// SOCI's library keeps the type information of its backend to itself, which the sanitizer's check
// of dynamic types would need.
[[gnu::no_sanitize("vptr")]] sqlite_api::sqlite3* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

}  // namespace

void Connection::Finalize::operator()(sqlite_api::sqlite3_stmt* statement) const {
  sqlite_api::sqlite3_finalize(statement);
}

// A prepared statement with its values bound; given back, reset, for the next one who needs it.
class Connection::Borrowed {
 public:
  Borrowed(Connection& connection, const char* sql, std::span<const Param> params)
      : connection_(connection), sql_(sql), statement_(connection.take(sql)) {
    for (const Param& param : params) bind(param);
  }
  Borrowed(Connection& connection, const char* sql, std::span<const Value> values)
      : connection_(connection), sql_(sql), statement_(connection.take(sql)) {
    for (std::size_t i = 0; i < values.size(); ++i) bind(static_cast<int>(i) + 1, values[i]);
  }
  ~Borrowed() {
    sqlite_api::sqlite3_reset(statement_.get());
    sqlite_api::sqlite3_clear_bindings(statement_.get());
    connection_.statements_[sql_] = std::move(statement_);
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;

  bool step() const {
    const int result = sqlite_api::sqlite3_step(statement_.get());
    if (result != SQLITE_ROW && result != SQLITE_DONE) connection_.fail();
    return result == SQLITE_ROW;
  }

  Value column(int i, ColumnKind kind) const {
    if (sqlite_api::sqlite3_column_type(statement_.get(), i) == SQLITE_NULL) return {};
    if (kind == ColumnKind::whole)
      return std::int64_t{sqlite_api::sqlite3_column_int64(statement_.get(), i)};
    const auto* text = sqlite_api::sqlite3_column_text(statement_.get(), i);
    const int size = sqlite_api::sqlite3_column_bytes(statement_.get(), i);
    return std::string(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  }

 private:
  // The texts outlive the statement's run: they are the caller's.
  void bind(const Param& param) {
    std::array<char, 64> name{':'};
    const std::size_t length = std::strlen(param.name);
    ZT_CHECK(length + 2 <= name.size());
    std::memcpy(name.data() + 1, param.name, length);
    const int place = sqlite_api::sqlite3_bind_parameter_index(statement_.get(), name.data());
    ZT_CHECK(place > 0);
    bind(place, param.value);
  }

  void bind(int place, const Value& value) {
    int result = SQLITE_OK;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      result = sqlite_api::sqlite3_bind_int64(statement_.get(), place, *whole);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      result = sqlite_api::sqlite3_bind_text(statement_.get(), place, text->data(),
                                             static_cast<int>(text->size()), nullptr);
    } else {
      result = sqlite_api::sqlite3_bind_null(statement_.get(), place);
    }
    if (result != SQLITE_OK) connection_.fail();
  }

  Connection& connection_;
  const char* sql_;
  Statement statement_;
};

Connection::Statement Connection::take(const char* sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end() && found->second) return std::move(found->second);
  sqlite_api::sqlite3_stmt* made = nullptr;
  if (sqlite_api::sqlite3_prepare_v2(handle_of(session_), sql, -1, &made, nullptr) != SQLITE_OK)
    fail();
  return Statement(made);
}

void Connection::fail() { throw soci::soci_error(sqlite_api::sqlite3_errmsg(handle_of(session_))); }

Connection::Connection(const std::string& path, bool writer)
    : session_(soci::sqlite3, "db=\"" + path + "\" timeout=10") {
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA "
      "mmap_size=0");
  // Readers never checkpoint: SQLite 3.40 can lose a WAL reset when two connections do
  // (architecture, "Data").
  run(writer ? "PRAGMA wal_autocheckpoint=1000; PRAGMA cache_size=-32768"
             : "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON");
}

void Connection::run(const char* sql) {
  char* error = nullptr;
  if (sqlite_api::sqlite3_exec(handle_of(session_), sql, nullptr, nullptr, &error) != SQLITE_OK) {
    const std::string message = error == nullptr ? "unknown error" : error;
    sqlite_api::sqlite3_free(error);
    throw soci::soci_error(message);
  }
}

void Connection::query(const char* sql, std::span<const Param> params,
                       std::span<const ColumnKind> shape,
                       const std::function<void(std::span<const Value>)>& row) {
  const Borrowed statement(*this, sql, params);
  std::vector<Value> values(shape.size());
  while (statement.step()) {
    for (std::size_t i = 0; i < shape.size(); ++i)
      values[i] = statement.column(static_cast<int>(i), shape[i]);
    row(values);
  }
}

// Past SOCI, which prepares a statement anew each time: 2.5 times as many rows a second.
std::int64_t Connection::execute(const char* sql, std::span<const Param> params) {
  const Borrowed statement(*this, sql, params);
  while (statement.step()) {
  }
  return sqlite_api::sqlite3_changes(handle_of(session_));
}

std::int64_t Connection::execute_in_order(const char* sql, std::span<const Value> values) {
  const Borrowed statement(*this, sql, values);
  while (statement.step()) {
  }
  return sqlite_api::sqlite3_changes(handle_of(session_));
}

}  // namespace zhantu::store

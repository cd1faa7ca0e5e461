#include "store/sqlite/connection.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

namespace zhantu::store {
namespace {

// A bound value: SOCI keeps references, so each one needs a place of its own that does not move.
struct Slot {
  long long whole = 0;
  std::string text;
  soci::indicator state = soci::i_ok;
};

std::vector<Slot> bind(soci::statement& statement, std::span<const Param> params) {
  std::vector<Slot> slots(params.size());
  for (std::size_t i = 0; i < params.size(); ++i) {
    const Value& value = params[i].value;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      slots[i].whole = *whole;
      statement.exchange(soci::use(slots[i].whole, slots[i].state, params[i].name));
    } else {
      if (const auto* text = std::get_if<std::string>(&value)) {
        slots[i].text = *text;
      } else {
        slots[i].state = soci::i_null;
      }
      statement.exchange(soci::use(slots[i].text, slots[i].state, params[i].name));
    }
  }
  return slots;
}

// Leaves a statement ready for its next use, whatever happened.
struct Reset {
  sqlite_api::sqlite3_stmt* statement;
  ~Reset() {
    sqlite_api::sqlite3_reset(statement);
    sqlite_api::sqlite3_clear_bindings(statement);
  }
};

// SOCI's library keeps the type information of its backend to itself, which the sanitizer's check
// of dynamic types would need.
[[gnu::no_sanitize("vptr")]] sqlite_api::sqlite3* handle_of(soci::session& session) {
  return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

}  // namespace

Connection::Connection(const std::string& path, bool writer)
    : session_(soci::sqlite3, "db=\"" + path + "\" timeout=10") {
  run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA "
      "mmap_size=0");
  // Readers never checkpoint: SQLite 3.40 can lose a WAL reset when two connections do
  // (architecture, "Data").
  run(writer ? "PRAGMA wal_autocheckpoint=1000"
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
  soci::statement statement(session_);
  std::vector<Slot> in = bind(statement, params);
  std::vector<Slot> out(shape.size());
  for (std::size_t i = 0; i < shape.size(); ++i) {
    if (shape[i] == ColumnKind::whole) {
      statement.exchange(soci::into(out[i].whole, out[i].state));
    } else {
      statement.exchange(soci::into(out[i].text, out[i].state));
    }
  }
  statement.alloc();
  statement.prepare(sql);
  statement.define_and_bind();
  statement.execute(false);
  std::vector<Value> values(shape.size());
  while (statement.fetch()) {
    for (std::size_t i = 0; i < shape.size(); ++i) {
      if (out[i].state == soci::i_null) {
        values[i] = std::monostate{};
      } else if (shape[i] == ColumnKind::whole) {
        values[i] = std::int64_t{out[i].whole};
      } else {
        values[i] = out[i].text;
      }
    }
    row(values);
  }
}

// Past SOCI, which prepares a statement anew each time: 2.5 times as many rows a second.
std::int64_t Connection::execute(const char* sql, std::span<const Param> params) {
  using namespace sqlite_api;
  sqlite3* database = handle_of(session_);
  const auto check = [&](int result, int wanted) {
    if (result != wanted) throw soci::soci_error(sqlite3_errmsg(database));
  };
  Prepared& prepared = prepared_[sql];
  if (!prepared) {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v2(database, sql, -1, &made, nullptr), SQLITE_OK);
    prepared.reset(made);
  }
  auto* statement = static_cast<sqlite3_stmt*>(prepared.get());
  const Reset reset{statement};
  for (const Param& param : params) {
    const std::string name = std::string(":") + param.name;
    const int at = sqlite3_bind_parameter_index(statement, name.c_str());
    ZT_CHECK(at > 0);
    if (const auto* whole = std::get_if<std::int64_t>(&param.value)) {
      check(sqlite3_bind_int64(statement, at, *whole), SQLITE_OK);
    } else if (const auto* text = std::get_if<std::string>(&param.value)) {
      check(sqlite3_bind_text64(statement, at, text->data(), text->size(), nullptr, SQLITE_UTF8),
            SQLITE_OK);
    } else {
      check(sqlite3_bind_null(statement, at), SQLITE_OK);
    }
  }
  check(sqlite3_step(statement), SQLITE_DONE);
  return sqlite3_changes(database);
}

void Connection::Finalize::operator()(void* statement) const {
  sqlite_api::sqlite3_finalize(static_cast<sqlite_api::sqlite3_stmt*>(statement));
}

}  // namespace zhantu::store

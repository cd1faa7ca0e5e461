#include "store/sqlite/sqlite_store.hpp"

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "base/check.hpp"
#include "store/sqlite/connection.hpp"

namespace zhantu::store {
namespace {

constexpr std::size_t kGroupMax = 64;

void migrate(Connection& connection, const std::vector<Migration>& migrations) {
  connection.run(
      "CREATE TABLE IF NOT EXISTS schema_migration (version BIGINT NOT NULL PRIMARY KEY, name TEXT "
      "NOT NULL)");
  std::int64_t current = 0;
  const ColumnKind shape[] = {ColumnKind::whole};
  connection.query("select coalesce(max(version), 0) from schema_migration", {}, shape,
                   [&](std::span<const Value> v) { current = detail::whole(v[0]); });
  const std::int64_t newest = migrations.empty() ? 0 : migrations.back().version;
  if (current > newest) {
    throw std::runtime_error(
        fmt::format("the database is of a newer version ({}) than this program knows ({}): install "
                    "the newer zhantu; nothing was changed",
                    current, newest));
  }
  for (const Migration& migration : migrations) {
    if (migration.version <= current) continue;
    connection.run("BEGIN IMMEDIATE");
    connection.run(migration.sql.c_str());
    const Param params[] = {{"version", migration.version}, {"name", migration.name}};
    connection.execute("insert into schema_migration (version, name) values (:version, :name)",
                       params);
    connection.run("COMMIT");
  }
}

class SqliteTransaction final : public Transaction {
 public:
  SqliteTransaction(Connection& connection, const std::function<std::string()>& salt)
      : connection_(connection), salt_(salt) {}

  void query(Sql sql, std::span<const Param> params, std::span<const ColumnKind> shape,
             const std::function<void(std::span<const Value>)>& row) override {
    connection_.query(sql.text, params, shape, row);
  }

  std::int64_t next_ids(std::int64_t count) override { return next("record", count); }

  std::int64_t execute(Sql sql, std::span<const Param> params) override {
    const std::string_view text = sql.text;
    if (text.starts_with("update session ") || text.starts_with("delete from session "))
      change_.sessions = true;
    return connection_.execute(sql.text, params);
  }

  void record(const Deed& deed) override {
    journal::Sealed sealed = journal::seal(entry_of(deed, std::move(images_)), salt_);
    images_.clear();
    std::string hash = hex(journal::leaf_hash(sealed.bytes));
    add_entry(deed, std::move(sealed), std::move(hash));
  }

  void take(Draft draft) override {
    ZT_CHECK(!draft.has_unrecorded() && !has_unrecorded());
    boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
        [&](auto type) { write_rows(draft.rows<typename decltype(type)::type>()); });
    for (Draft::Entry& entry : draft.entries())
      add_entry(entry.deed, std::move(entry.sealed), std::move(entry.leaf_hash));
    change_.drafted = true;
  }

  bool has_unrecorded() const { return !images_.empty(); }
  Change take_change() { return std::move(change_); }

 private:
  void put(journal::Image image, Sql update, Sql insert) override {
    std::vector<Param> params;
    for (const journal::Field& field : image.fields)
      params.push_back({field.name.c_str(), field.value});
    if (connection_.execute(update.text, params) == 0) connection_.execute(insert.text, params);
    images_.push_back(std::move(image));
  }

  void put_new(journal::Image image, Sql insert) override {
    std::vector<Param> params;
    for (const journal::Field& field : image.fields)
      params.push_back({field.name.c_str(), field.value});
    connection_.execute(insert.text, params);
    images_.push_back(std::move(image));
  }

  template <class T>
  void write_rows(const Draft::Rows<T>& rows) {
    for (const T& record : rows.fresh) {
      values_to_insert(record, values_);
      connection_.execute_in_order(detail::kInsert<T>.text, values_);
    }
    for (const T& record : rows.standing) {
      values_to_update(record, values_);
      if (connection_.execute_in_order(detail::kUpdate<T>.text, values_) != 0) continue;
      values_to_insert(record, values_);
      connection_.execute_in_order(detail::kInsert<T>.text, values_);
    }
    if constexpr (!requires(T record) { record.campaign; } && !std::is_same_v<T, Campaign>) {
      for (const auto* list : {&rows.fresh, &rows.standing})
        change_.records.insert(change_.records.end(), list->begin(), list->end());
    }
  }

  void add_entry(const Deed& deed, journal::Sealed sealed, std::string leaf_hash) {
    JournalRow row{.id = next("journal"),
                   .tenant = deed.tenant,
                   .campaign = deed.campaign,
                   .account = deed.account,
                   .tenure = deed.tenure,
                   .at = deed.at,
                   .verb = deed.verb,
                   .subject = deed.subject,
                   .bytes = std::move(sealed.bytes),
                   .leaf_hash = std::move(leaf_hash)};
    const Param params[] = {{"id", row.id},
                            {"tenant", row.tenant.value},
                            {"campaign", row.campaign.value},
                            {"account", row.account.value},
                            {"tenure", row.tenure.value},
                            {"at", row.at.ms},
                            {"verb", row.verb},
                            {"subject", row.subject},
                            {"bytes", row.bytes},
                            {"leaf_hash", row.leaf_hash}};
    connection_.execute(
        "insert into journal_entry (id, tenant, campaign, account, tenure, at, verb, subject, "
        "bytes, leaf_hash) values "
        "(:id, :tenant, :campaign, :account, :tenure, :at, :verb, :subject, :bytes, :leaf_hash)",
        params);
    for (const journal::Secret& secret : sealed.secrets) {
      const Param secret_params[] = {{"tenant", deed.tenant.value},
                                     {"commitment", secret.commitment},
                                     {"salt", secret.salt},
                                     {"value", secret.value}};
      connection_.execute(
          "insert into journal_secret (tenant, commitment, salt, value) values (:tenant, "
          ":commitment, :salt, :value)",
          secret_params);
    }
    change_.rows.push_back(std::move(row));
  }

  void noted(AnyRecord record) override { change_.records.push_back(std::move(record)); }

  // The first of `count` numbers that follow each other.
  std::int64_t next(const char* name, std::int64_t count = 1) {
    const Param step[] = {{"name", std::string(name)}, {"count", count}};
    connection_.execute("update number_counter set last = last + :count where name = :name", step);
    const Param params[] = {{"name", std::string(name)}};
    std::int64_t last = 0;
    const ColumnKind shape[] = {ColumnKind::whole};
    connection_.query("select last from number_counter where name = :name", params, shape,
                      [&](std::span<const Value> v) { last = detail::whole(v[0]); });
    ZT_CHECK(last >= count);
    return last - count + 1;
  }

  Connection& connection_;
  const std::function<std::string()>& salt_;
  std::vector<journal::Image> images_;
  std::vector<Value> values_;
  Change change_;
};

struct Job {
  const std::function<bool(Transaction&)>* deed;
  std::promise<bool> done;
};

class SqliteStore final : public Store {
 public:
  explicit SqliteStore(SqliteOptions options)
      : options_(std::move(options)), writer_(options_.path, true) {
    migrate(writer_, options_.migrations);
    for (int i = 0; i < options_.readers; ++i)
      idle_.push_back(std::make_unique<Connection>(options_.path, false));
    thread_ = std::thread([this] { serve(); });
  }

  ~SqliteStore() override {
    {
      std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

  std::unique_ptr<Reader> read() override { return std::make_unique<View>(*this); }

  bool write(const std::function<bool(Transaction&)>& deed) override {
    std::future<bool> done;
    {
      std::lock_guard lock(mutex_);
      ZT_CHECK(!stopping_);
      queue_.push_back({&deed, {}});
      done = queue_.back().done.get_future();
    }
    wake_.notify_all();
    return done.get();
  }

  Draft draft() const override { return Draft(options_.salt); }

  std::uint64_t commits() const override { return commits_.load(); }

  void follow(Follower& follower) override {
    const std::scoped_lock lock(followers_mutex_);
    followers_.push_back(&follower);
  }
  void unfollow(Follower& follower) override {
    const std::scoped_lock lock(followers_mutex_);
    std::erase(followers_, &follower);
  }

  void on_commit(std::function<void(const std::vector<JournalRow>&)> listener) override {
    listener_ = std::move(listener);
  }

 private:
  // A pooled connection inside a read transaction, so that all queries see the same state.
  class View final : public Reader {
   public:
    explicit View(SqliteStore& store) : store_(store), connection_(store.lend()) {
      connection_->run("BEGIN");
    }
    ~View() override {
      try {
        connection_->run("COMMIT");
      } catch (const soci::soci_error&) {
        // A read transaction that cannot end takes its connection with it.
        connection_ = std::make_unique<Connection>(store_.options_.path, false);
      }
      store_.give_back(std::move(connection_));
    }
    void query(Sql sql, std::span<const Param> params, std::span<const ColumnKind> shape,
               const std::function<void(std::span<const Value>)>& row) override {
      connection_->query(sql.text, params, shape, row);
    }

   private:
    SqliteStore& store_;
    std::unique_ptr<Connection> connection_;
  };

  // Never waits: a reader that is held while another is asked for would otherwise block for ever.
  std::unique_ptr<Connection> lend() {
    {
      std::lock_guard lock(pool_mutex_);
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return std::make_unique<Connection>(options_.path, false);
  }

  void give_back(std::unique_ptr<Connection> connection) {
    std::lock_guard lock(pool_mutex_);
    if (static_cast<int>(idle_.size()) < options_.readers) idle_.push_back(std::move(connection));
  }

  void serve() {
    while (true) {
      std::deque<Job> group;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        while (!queue_.empty() && group.size() < kGroupMax) {
          group.push_back(std::move(queue_.front()));
          queue_.pop_front();
        }
      }
      run_group(group);
    }
  }

  struct Ran {
    bool kept = false;
    std::exception_ptr error;
  };

  void run_group(std::deque<Job>& group) {
    std::vector<Ran> results;
    std::vector<JournalRow> rows;
    const std::scoped_lock following(followers_mutex_);
    try {
      writer_.run("BEGIN IMMEDIATE");
      for (Job& job : group) results.push_back(run_one(*job.deed, rows));
      writer_.run("COMMIT");
    } catch (const std::exception& error) {
      give_up(group, error.what());
      return;
    }
    commits_.fetch_add(1);
    for (Follower* follower : followers_) follower->settled(true);
    if (listener_ && !rows.empty()) listener_(rows);
    for (std::size_t i = 0; i < group.size(); ++i) {
      if (results[i].error) {
        group[i].done.set_exception(results[i].error);
      } else {
        group[i].done.set_value(results[i].kept);
      }
    }
  }

  Ran run_one(const std::function<bool(Transaction&)>& deed, std::vector<JournalRow>& rows) {
    Ran ran;
    writer_.run("SAVEPOINT deed");
    for (Follower* follower : followers_) follower->begun();
    SqliteTransaction transaction(writer_, options_.salt);
    try {
      ran.kept = deed(transaction);
      ZT_CHECK(!ran.kept || !transaction.has_unrecorded());
    } catch (...) {
      ran.error = std::current_exception();
      ran.kept = false;
    }
    if (ran.kept) {
      Change change = transaction.take_change();
      for (Follower* follower : followers_) follower->kept(change);
      for (JournalRow& row : change.rows) rows.push_back(std::move(row));
    } else {
      writer_.run("ROLLBACK TO deed");
    }
    writer_.run("RELEASE deed");
    return ran;
  }

  void give_up(std::deque<Job>& group, const std::string& reason) {
    for (Follower* follower : followers_) follower->settled(false);
    try {
      writer_.run("ROLLBACK");
    } catch (const std::exception&) {
      // SQLite has rolled back by itself.
    }
    // After a failed fsync nobody knows what is on the disk: stop, and let recovery find out. Never
    // retry.
    if (reason.find("disk I/O error") != std::string::npos)
      options_.fatal("the disk reported an error while saving: " + reason);
    for (Job& job : group)
      job.done.set_exception(
          std::make_exception_ptr(std::runtime_error("could not save: " + reason)));
  }

  SqliteOptions options_;
  Connection writer_;
  std::function<void(const std::vector<JournalRow>&)> listener_;
  std::atomic<std::uint64_t> commits_{0};
  std::mutex followers_mutex_;  // held while a group runs: nobody goes away in the middle of one
  std::vector<Follower*> followers_;

  std::mutex pool_mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;

  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace

std::unique_ptr<Store> open_sqlite(SqliteOptions options) {
  const std::string path = options.path;
  try {
    return std::make_unique<SqliteStore>(std::move(options));
  } catch (const soci::soci_error& error) {
    throw std::runtime_error(fmt::format("cannot open the database {}: {}", path, error.what()));
  }
}

}  // namespace zhantu::store

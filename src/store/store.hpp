// What the app may ask and save. Drivers (store/sqlite) implement it; nobody above sees a database
// library.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "journal/entry.hpp"
#include "store/tables.hpp"

namespace zhantu::store {

struct Param {
  const char* name;  // as in the SQL, without the colon
  Value value;
};

// A consistent view of the tables.
class Reader {
 public:
  virtual ~Reader() = default;

  // Calls `row` for each row with its values in the order of `shape`.
  virtual void query(Sql sql, std::span<const Param> params, std::span<const ColumnKind> shape,
                     const std::function<void(std::span<const Value>)>& row) = 0;

  template <class T>
  std::vector<T> of_tenant(TenantId tenant) {
    const Param params[] = {{"tenant", tenant.value}};
    return records<T>(Sql(detail::kSelectOfTenant<T>.text), params);
  }
  template <class T>
  std::vector<T> of_campaign(TenantId tenant, CampaignId campaign) {
    const Param params[] = {{"tenant", tenant.value}, {"campaign", campaign.value}};
    return records<T>(Sql(detail::kSelectOfCampaign<T>.text), params);
  }
  // By a statement of select_of<T>.
  template <class T>
  std::vector<T> records(Sql sql, std::span<const Param> params) {
    std::vector<T> out;
    query(sql, params, shape_of<T>(),
          [&](std::span<const Value> values) { out.push_back(record_of<T>(values)); });
    return out;
  }
};

// Who does what, for the journal.
struct Deed {
  TenantId tenant;
  AccountId account;
  TenureId tenure;
  Instant at;
  std::string verb;
  std::string subject;
  CampaignId campaign;
};

// One write request. Rows saved through it and the journal entry beside them commit together or not
// at all.
class Transaction : public Reader {
 public:
  // A fresh number for a record; never given twice.
  std::int64_t next_id() { return next_ids(1); }
  // The first of `count` fresh numbers that follow each other.
  virtual std::int64_t next_ids(std::int64_t count) = 0;

  // Inserts or replaces a record; its image goes into the entry.
  template <class T>
  void save(const T& record) {
    put(image_of(record), Sql(detail::kUpdate<T>.text), Sql(detail::kInsert<T>.text));
    noted(record);
  }

  // The same for a record of which the caller knows that it is new. Throws if it is not.
  template <class T>
  void insert(const T& record) {
    put_new(image_of(record), Sql(detail::kInsert<T>.text));
    noted(record);
  }

  // Tables that are no part of the record: sessions, answers kept for repeats. Returns the number
  // of rows touched.
  virtual std::int64_t execute(Sql sql, std::span<const Param> params) = 0;

  // Writes the entry with the images saved since the last call. KEEPS: a transaction that saved and
  // did not record fails.
  virtual void record(const Deed& deed) = 0;

 private:
  virtual void put(journal::Image image, Sql update, Sql insert) = 0;
  virtual void put_new(journal::Image image, Sql insert) = 0;
  virtual void noted(AnyRecord record) = 0;
};

// An entry as it stands in the journal.
struct JournalRow {
  std::int64_t id = 0;  // in the order of commit
  TenantId tenant;
  CampaignId campaign;
  AccountId account;
  TenureId tenure;
  Instant at;
  std::string verb;
  std::string subject;
  std::string bytes;
  std::string leaf_hash;  // hex
};

// What one deed saved and recorded, each in its order.
struct Change {
  std::vector<AnyRecord> records;
  std::vector<JournalRow> rows;
  bool sessions = false;  // a session was changed or ended
};

// Keeps something in memory as the tables stand. Called on the writer's thread only; other nodes
// that write to the same database will be told of here, too.
class Follower {
 public:
  virtual ~Follower() = default;
  // A deed begins; what the one before it did is undone unless it was kept.
  virtual void begun() = 0;
  // A deed of the group was kept; deeds that run after it in the group see it, readers do not yet.
  virtual void kept(const Change& change) = 0;
  // The group was committed, or none of it was. No answer has left and no listener was called.
  virtual void settled(bool committed) = 0;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual std::unique_ptr<Reader> read() = 0;

  // Runs `deed` in the writer, in a group with others, and returns after the commit. `deed` returns
  // false to undo everything that it did. What it throws is thrown here, and nothing of it is kept.
  // It may run again only if it has not run before.
  virtual bool write(const std::function<bool(Transaction&)>& deed) = 0;

  // Number of committed groups since the start.
  virtual std::uint64_t commits() const = 0;

  // From the next group on, until unfollow(). The follower outlives the following.
  virtual void follow(Follower& follower) = 0;
  virtual void unfollow(Follower& follower) = 0;

  // Called after a commit with its entries, in order, from the writer. Set before the first write.
  virtual void on_commit(std::function<void(const std::vector<JournalRow>&)> listener) = 0;
};

// The journal of a tenant, oldest first, after `after`. With a campaign, only entries of it.
std::vector<JournalRow> journal_after(Reader& reader, TenantId tenant, CampaignId campaign,
                                      std::int64_t after, std::int64_t limit);
// Which entries: all that are given must fit. `table` and `number` are patterns of LIKE over the
// entry's bytes, which let through all that is looked for and little else.
struct JournalPart {
  CampaignId campaign;  // none: all
  PersonId by;          // none: all
  Instant from;
  Instant until{9'000'000'000'000'000};  // no longer in it
  std::string table = "%";
  std::string number = "%";
};
// Entries with numbers below `before`, newest first.
std::vector<JournalRow> journal_before(Reader& reader, TenantId tenant, const JournalPart& part,
                                       std::int64_t before, std::int64_t limit);
// Number of entries of a tenant and the last one's leaf hash ("" if there is none).
std::pair<std::int64_t, std::string> journal_head(Reader& reader, TenantId tenant);
// id of the newest entry of a campaign, 0 if there is none.
std::int64_t last_entry_of(Reader& reader, TenantId tenant, CampaignId campaign);

}  // namespace zhantu::store

// A large deed made ready outside of the writer: its records, and its entries sealed and hashed, so
// that in the writer only rows are written and others wait as little as possible.
//
// Like a transaction it saves, inserts and records; unlike one it reads nothing and keeps nothing
// until a Transaction takes it. Rows are written table by table, in the order of AllRecords, which
// is one that foreign keys allow.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "store/tables.hpp"

namespace zhantu::store {

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

journal::Entry entry_of(const Deed& deed, std::vector<journal::Image> images);

class Draft {
 public:
  using Salt = std::function<std::string()>;

  struct Entry {
    Deed deed;
    journal::Sealed sealed;
    std::string leaf_hash;  // hex
  };
  template <class T>
  struct Rows {
    std::vector<T> fresh, standing;  // to insert; to replace
  };

  // `salt` as in journal::seal.
  explicit Draft(Salt salt) : salt_(std::move(salt)) {}

  template <class T>
  void save(const T& record) {
    images_.push_back(image_of(record));
    rows<T>().standing.push_back(record);
  }
  // REQUIRES that the record is new: whoever takes the draft fails otherwise.
  template <class T>
  void insert(const T& record) {
    images_.push_back(image_of(record));
    rows<T>().fresh.push_back(record);
  }
  // An entry with the images since the last one.
  void record(const Deed& deed);

  bool has_unrecorded() const { return !images_.empty(); }
  std::vector<Entry>& entries() { return entries_; }
  template <class T>
  const Rows<T>& rows() const {
    return std::get<Rows<T>>(rows_);
  }
  template <class T>
  Rows<T>& rows() {
    return std::get<Rows<T>>(rows_);
  }

 private:
  template <class L>
  struct TupleOf;
  template <class... T>
  struct TupleOf<boost::mp11::mp_list<T...>> {
    using type = std::tuple<Rows<T>...>;
  };

  Salt salt_;
  TupleOf<AllRecords>::type rows_;
  std::vector<journal::Image> images_;
  std::vector<Entry> entries_;
};

}  // namespace zhantu::store

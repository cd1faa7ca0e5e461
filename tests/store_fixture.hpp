// A database in a folder of its own that goes with the test.
#pragma once
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "base/check.hpp"
#include "base/embedded.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace zhantu::store {

inline std::vector<Migration> shipped_migrations() {
  std::vector<Migration> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("migrations/")) continue;
    const std::string name(file.path.substr(11));
    std::int64_t version = 0;
    std::from_chars(name.data(), name.data() + 4, version);
    out.push_back({.version = version, .name = name, .sql = std::string(file.bytes)});
  }
  ZT_CHECK(!out.empty());
  return out;
}

class StoreFixture {
 public:
  StoreFixture() {
    static std::atomic<int> count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              fmt::format("zhantu-store-{}-{}", ::getpid(), count.fetch_add(1));
    std::filesystem::create_directories(folder_);
  }
  ~StoreFixture() {
    store_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  StoreFixture(const StoreFixture&) = delete;
  StoreFixture& operator=(const StoreFixture&) = delete;

  std::string path() const { return (folder_ / "zhantu.db").string(); }

  SqliteOptions options() {
    return {.path = path(),
            .migrations = shipped_migrations(),
            .salt = [this] { return fmt::format("{:032x}", ++salts_); },
            .fatal = [](const std::string& why) { ZT_CHECK(why.empty()); }};
  }

  Store& store() {
    if (!store_) store_ = open_sqlite(options());
    return *store_;
  }
  void close() { store_.reset(); }

 private:
  std::filesystem::path folder_;
  std::uint64_t salts_ = 0;
  std::unique_ptr<Store> store_;
};

inline Deed deed_of(std::string verb, CampaignId campaign = {}) {
  return {.tenant = {1},
          .account = {5},
          .tenure = {6},
          .at = {1'774'944'000'000},
          .verb = std::move(verb),
          .subject = "test",
          .campaign = campaign};
}

inline Unit unit_named(std::int64_t id, std::string name) {
  return {.tenant = {1},
          .id = {id},
          .parent = {},
          .kind = "town",
          .code = "code" + std::to_string(id),
          .name = std::move(name),
          .short_name = {},
          .sequence = id};
}

// The tenant that the rows of a test belong to.
inline void add_tenant(Store& store) {
  store.write([](Transaction& t) {
    t.save(Tenant{.tenant = {1}, .code = "379981", .name = "云溪县"});
    t.record(deed_of("set_up"));
    return true;
  });
}

}  // namespace zhantu::store

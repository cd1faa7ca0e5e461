#include "store/sqlite/sqlite_store.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <future>
#include <latch>
#include <set>
#include <thread>

#include "store_fixture.hpp"

namespace zhantu::store {
namespace {

constexpr const char* kHostile = "O'Neil \"云溪\"; drop table unit; -- %s :tenant ? \\ \n\t𠮷";

// Holds the writer, so that what is written meanwhile waits in one queue.
class HeldWriter {
 public:
  explicit HeldWriter(Store& store)
      : held_([this, &store] {
          store.write([this](Transaction&) {
            begun_.count_down();
            released_.wait();
            return true;
          });
        }) {
    begun_.wait();
  }
  void release() { released_.count_down(); }
  ~HeldWriter() { held_.join(); }

 private:
  std::latch begun_{1};
  std::latch released_{1};
  std::thread held_;
};

bool save_unit(Store& store, std::int64_t id, const std::string& name) {
  return store.write([&](Transaction& t) {
    t.save(unit_named(id, name));
    t.record(deed_of("save_unit"));
    return true;
  });
}

std::set<std::int64_t> unit_ids(Store& store) {
  std::set<std::int64_t> out;
  for (const Unit& unit : store.read()->of_tenant<Unit>({1})) out.insert(unit.id.value);
  return out;
}

std::vector<JournalRow> journal(Store& store) {
  return journal_after(*store.read(), {1}, {}, 0, 100'000);
}

std::int64_t last_number(Store& store, const std::string& name) {
  std::int64_t out = -1;
  const Param params[] = {{"name", name}};
  const ColumnKind shape[] = {ColumnKind::whole};
  store.read()->query("select last from number_counter where name = :name", params, shape,
                      [&](std::span<const Value> v) { out = detail::whole(v[0]); });
  return out;
}

// ---- Records of every kind, filled by the names and types of their members.

void fill(std::string_view name, bool, std::string& out) {
  out = name == "kind"      ? "headquarters"
        : name == "office"  ? "auditor"
        : name == "subject" ? "unit"
                            : kHostile;
}
void fill(std::string_view, bool, Personal& out) { out.text = kHostile; }
void fill(std::string_view name, bool, std::int64_t& out) {
  out = name == "utc_offset_minutes" ? 480 : name == "year" ? 2026 : 7;
}
void fill(std::string_view, bool, bool& out) { out = true; }
template <class Tag>
void fill(std::string_view, bool, Id<Tag>& out) {
  out = {1};
}
void fill(std::string_view, bool, Date& out) { out = Date::of(2024, 2, 29); }
void fill(std::string_view, bool, Instant& out) { out = {-1}; }
void fill(std::string_view, bool, Quantity& out) { out = {Quantity::kScaledMax}; }
void fill(std::string_view, bool, Money& out) { out = {-1'234'567'890'123'456'789}; }
void fill(std::string_view, bool, Period& out) { out = *Period::parse("2026-03b"); }
void fill(std::string_view, bool, PeriodKind& out) { out = PeriodKind::half_month; }
void fill(std::string_view, bool, Verdict& out) { out = Verdict::missed; }
void fill(std::string_view, bool, Card& out) { out = Card::red; }
template <class T>
void fill(std::string_view name, bool nulls, std::optional<T>& out) {
  out.reset();
  if (!nulls) fill(name, nulls, out.emplace());
}

template <class T>
T filled(bool nulls) {
  T record;
  boost::mp11::mp_for_each<Members<T>>(
      [&](auto member) { fill(member.name, nulls, record.*member.pointer); });
  return record;
}

// Another value in every text that nothing refers to.
template <class T>
T changed(T record) {
  boost::mp11::mp_for_each<Members<T>>([&](auto member) {
    using M = std::remove_cvref_t<decltype(record.*member.pointer)>;
    const std::string_view name = member.name;
    if (is_key<T>(name) || name == "mechanism" || name == "kind" || name == "office") return;
    if constexpr (std::is_same_v<M, std::string>) record.*member.pointer += " 之二";
    if constexpr (std::is_same_v<M, Personal>) (record.*member.pointer).text += " 之二";
    if constexpr (std::is_same_v<M, bool>) record.*member.pointer = false;
    if constexpr (std::is_same_v<M, Verdict>) record.*member.pointer = Verdict::exceeded;
  });
  return record;
}

template <class T>
std::vector<Value> values_of(const T& record) {
  std::vector<Value> out;
  for (const journal::Field& field : image_of(record).fields) out.push_back(field.value);
  return out;
}

template <class F>
void each_record(F&& take) {
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) { take(type); });
}

template <class Change>
void write_all(Store& store, bool nulls, Change&& change) {
  store.write([&](Transaction& t) {
    each_record([&](auto type) {
      using T = typename decltype(type)::type;
      t.save(change(filled<T>(nulls)));
    });
    t.record(deed_of("save_all"));
    return true;
  });
}

template <class Change>
void check_all(Store& store, bool nulls, Change&& change) {
  const auto reader = store.read();
  each_record([&](auto type) {
    using T = typename decltype(type)::type;
    INFO(Table<T>::name);
    const auto rows = reader->template of_tenant<T>(TenantId{1});
    REQUIRE(rows.size() == 1);
    CHECK(values_of(rows[0]) == values_of(change(filled<T>(nulls))));
  });
}

}  // namespace

TEST_CASE("store: every record is saved, updated and read back, empty fields too") {
  StoreFixture fixture;
  Store& store = fixture.store();
  const auto as_is = [](auto record) { return record; };
  const auto other = [](auto record) { return changed(record); };
  write_all(store, false, as_is);
  check_all(store, false, as_is);
  write_all(store, true, as_is);
  check_all(store, true, as_is);
  write_all(store, false, other);
  check_all(store, false, other);
  fixture.close();
  check_all(fixture.store(), false, other);
}

TEST_CASE("D-9.1 the entry holds the image of everything that was saved") {
  StoreFixture fixture;
  Store& store = fixture.store();
  write_all(store, false, [](auto record) { return record; });
  const auto rows = journal(store);
  REQUIRE(rows.size() == 1);
  const auto images = journal::images_of(rows[0].bytes);
  CHECK(images.size() == boost::mp11::mp_size<AllRecords>::value);
  CHECK(rows[0].leaf_hash == hex(journal::leaf_hash(rows[0].bytes)));
  CHECK(rows[0].verb == "save_all");
  CHECK(rows[0].account == AccountId{5});
  CHECK(rows[0].tenure == TenureId{6});
  CHECK(rows[0].at == Instant{1'774'944'000'000});
}

TEST_CASE("store: a deed that says no leaves neither rows nor entry nor numbers") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  CHECK(store.write([](Transaction& t) {
    t.save(unit_named(t.next_id(), "石桥镇"));
    t.record(deed_of("save_unit"));
    return true;
  }));
  const auto before = journal(store).size();
  CHECK(!store.write([](Transaction& t) {
    CHECK(t.next_id() == 2);
    t.save(unit_named(2, "云集镇"));
    t.record(deed_of("save_unit"));
    CHECK(t.of_tenant<Unit>({1}).size() == 2);  // the deed sees its own rows
    return false;
  }));
  CHECK(unit_ids(store) == std::set<std::int64_t>{1});
  CHECK(journal(store).size() == before);
  CHECK(last_number(store, "record") == 1);
  CHECK(last_number(store, "journal") == static_cast<std::int64_t>(before));
}

TEST_CASE("store: what a deed throws is thrown to its author, and nothing of it is kept") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  CHECK_THROWS_WITH_AS(store.write([](Transaction& t) -> bool {
    t.save(unit_named(1, "石桥镇"));
    t.record(deed_of("save_unit"));
    throw std::domain_error("the clerk stumbled");
  }),
                       "the clerk stumbled", std::domain_error);
  CHECK(unit_ids(store).empty());
  CHECK(journal(store).size() == 1);
}

TEST_CASE("store: a deed that saved and did not record fails as a whole") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  CHECK_THROWS_AS(store.write([](Transaction& t) {
    t.save(unit_named(1, "石桥镇"));
    return true;
  }),
                  CheckFailed);
  CHECK_THROWS_AS(store.write([](Transaction& t) {
    t.save(unit_named(1, "石桥镇"));
    t.record(deed_of("save_unit"));
    t.save(unit_named(2, "云集镇"));  // after the entry: in no entry at all
    return true;
  }),
                  CheckFailed);
  CHECK(unit_ids(store).empty());
  CHECK(journal(store).size() == 1);
}

TEST_CASE("store: a rule of the schema refuses the row, and the deed with it") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  CHECK_THROWS(save_unit(store, 1, ""));  // CHECK (name <> '')
  CHECK_THROWS(store.write([](Transaction& t) {
    t.save(Post{.tenant = {1}, .id = {9}, .unit = {404}, .title = "局长"});  // no such unit
    t.record(deed_of("save_post"));
    return true;
  }));
  CHECK(journal(store).size() == 1);
  CHECK(save_unit(store, 1, "石桥镇"));
}

TEST_CASE("store: one deed of a group that fails does not hurt the others") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  const auto commits = store.commits();
  std::vector<std::future<bool>> done;
  {
    HeldWriter held(store);
    for (std::int64_t id = 1; id <= 9; ++id) {
      done.push_back(std::async(std::launch::async, [&store, id] {
        return store.write([&](Transaction& t) {
          t.save(unit_named(id, id % 3 == 1 ? "石桥镇" : "云集镇"));
          t.record(deed_of("save_unit"));
          if (id % 3 == 0) throw std::domain_error("stumbled");
          return id % 3 == 1;
        });
      }));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    held.release();
  }
  for (std::int64_t id = 1; id <= 9; ++id) {
    INFO(id);
    auto& result = done[static_cast<std::size_t>(id - 1)];
    if (id % 3 == 0) {
      CHECK_THROWS_AS(result.get(), std::domain_error);
    } else {
      CHECK(result.get() == (id % 3 == 1));
    }
  }
  CHECK(unit_ids(store) == std::set<std::int64_t>{1, 4, 7});
  CHECK(journal(store).size() == 4);
  CHECK(store.commits() < commits + 10);
}

TEST_CASE("store: many writers share commits, and whatever was acknowledged is there") {
  constexpr int kThreads = 12, kEach = 25;
  StoreFixture fixture;
  Store& store = fixture.store();
  std::vector<std::int64_t> heard;
  store.on_commit([&](const std::vector<JournalRow>& rows) {
    for (const JournalRow& row : rows) heard.push_back(row.id);
  });
  add_tenant(store);
  const auto commits = store.commits();
  std::vector<std::thread> threads;
  std::vector<std::set<std::int64_t>> acknowledged(kThreads);
  {
    HeldWriter held(store);
    for (int n = 0; n < kThreads; ++n) {
      threads.emplace_back([&, n] {
        for (int i = 0; i < kEach; ++i) {
          std::int64_t id = 0;
          const bool kept = store.write([&](Transaction& t) {
            id = t.next_id();
            t.save(unit_named(id, kHostile));
            t.record(deed_of("save_unit"));
            return i % 5 != 4;
          });
          if (!kept) continue;
          acknowledged[static_cast<std::size_t>(n)].insert(id);
          // Acknowledged means committed: a reader that begins now finds it.
          if (i % 10 == 0 && !unit_ids(store).contains(id)) FAIL_CHECK("acknowledged, not there");
        }
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    held.release();
    for (std::thread& thread : threads) thread.join();
  }
  std::set<std::int64_t> all;
  std::size_t sum = 0;
  for (const auto& ids : acknowledged) {
    all.insert(ids.begin(), ids.end());
    sum += ids.size();
  }
  CHECK(sum == kThreads * kEach / 5 * 4);
  CHECK(all.size() == sum);  // no number was given twice
  CHECK(unit_ids(store) == all);
  CHECK(store.commits() - commits < kThreads * kEach);  // group commit
  const auto rows = journal(store);
  CHECK(rows.size() == sum + 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CHECK(rows[i].id == static_cast<std::int64_t>(i) + 1);  // no gap
    CHECK(heard.at(i) == rows[i].id);                       // told in order, each once
  }
  CHECK(heard.size() == rows.size());
  fixture.close();
  CHECK(unit_ids(fixture.store()) == all);
}

TEST_CASE("store: a reader sees one state from its first question to its last") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  save_unit(store, 1, "石桥镇");
  {
    const auto early = store.read();
    CHECK(early->of_tenant<Unit>({1}).size() == 1);
    save_unit(store, 2, "云集镇");
    save_unit(store, 1, "新名镇");
    CHECK(early->of_tenant<Unit>({1}).size() == 1);
    CHECK(early->of_tenant<Unit>({1})[0].name == "石桥镇");
    CHECK(journal_head(*early, {1}).first == 2);
    const auto late = store.read();
    CHECK(late->of_tenant<Unit>({1}).size() == 2);
    CHECK(journal_head(*late, {1}).first == 4);
  }
  CHECK(unit_ids(store).size() == 2);
}

TEST_CASE("store: readers come back to the pool, also after a question that failed") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  for (int i = 0; i < 12; ++i) {
    const auto reader = store.read();
    CHECK_THROWS(reader->query("select no_such_column from tenant", {}, {}, [](auto) {}));
    CHECK_THROWS_AS(reader->query("select tenant from tenant", {}, std::array{ColumnKind::whole},
                                  [](auto) { throw std::domain_error("row"); }),
                    std::domain_error);
    CHECK(reader->of_tenant<Tenant>({1}).size() == 1);
  }
}

TEST_CASE("store: a reader cannot write") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  const ColumnKind shape[] = {ColumnKind::whole};
  CHECK_THROWS(store.read()->query("delete from tenant returning tenant", {}, shape, [](auto) {}));
  CHECK(store.read()->of_tenant<Tenant>({1}).size() == 1);
}

TEST_CASE("store: quotes and SQL in a value are a value") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  save_unit(store, 1, kHostile);
  save_unit(store, 2, "' or 1 = 1 --");
  for (const std::string& name : {std::string(kHostile), std::string("' or 1 = 1 --")}) {
    std::vector<std::int64_t> found;
    const Param params[] = {{"name", name}};
    const ColumnKind shape[] = {ColumnKind::whole};
    store.read()->query("select id from unit where name = :name", params, shape,
                        [&](std::span<const Value> v) { found.push_back(detail::whole(v[0])); });
    CHECK(found.size() == 1);
  }
  CHECK(unit_ids(store).size() == 2);
}

TEST_CASE("store: any text comes back byte for byte, from the row and from the entry") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  std::vector<std::string> texts = {
      "",        " ",          std::string(1'000'000, 'x'), "a\nb\r\n",
      "\\u0041", "通车３公里", std::string("a\0b", 3),      std::string("\0", 1)};
  CHECK(rc::check("texts", [&] { texts.push_back(*rc::gen::arbitrary<std::string>()); }));
  store.write([&](Transaction& t) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      Unit unit = unit_named(static_cast<std::int64_t>(i) + 1, "镇");
      unit.short_name = texts[i];
      t.save(unit);
    }
    t.record(deed_of("save_units"));
    return true;
  });
  const auto reader = store.read();
  for (const Unit& unit : reader->of_tenant<Unit>({1}))
    CHECK(unit.short_name == texts.at(static_cast<std::size_t>(unit.id.value - 1)));
  const auto images = journal::images_of(journal(store).back().bytes);
  REQUIRE(images.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto field = std::ranges::find(images[i].fields, "short_name", &journal::Field::name);
    CHECK(field->value == Value(texts[i]));
  }
}

TEST_CASE("store: one tenant's rows and journal are not another's") {
  StoreFixture fixture;
  Store& store = fixture.store();
  add_tenant(store);
  store.write([](Transaction& t) {
    t.save(Tenant{.tenant = {2}, .code = "379982", .name = "邻县"});
    Unit unit = unit_named(1, "邻镇");  // the same number as a unit of the first
    unit.tenant = {2};
    t.save(unit);
    Deed deed = deed_of("set_up");
    deed.tenant = {2};
    t.record(deed);
    return true;
  });
  save_unit(store, 1, "石桥镇");
  const auto reader = store.read();
  REQUIRE(reader->of_tenant<Unit>({1}).size() == 1);
  CHECK(reader->of_tenant<Unit>({1})[0].name == "石桥镇");
  CHECK(reader->of_tenant<Unit>({2})[0].name == "邻镇");
  CHECK(journal_head(*reader, {1}).first == 2);
  CHECK(journal_head(*reader, {2}).first == 1);
}

TEST_CASE("store: the journal is read from any place on, by tenant and by campaign") {
  StoreFixture fixture;
  Store& store = fixture.store();
  CHECK(journal_head(*store.read(), {1}) == std::pair<std::int64_t, std::string>{0, ""});
  add_tenant(store);
  for (const std::int64_t campaign : {0, 8, 9, 8}) {
    store.write([&](Transaction& t) {
      t.record(deed_of("act", {campaign}));
      return true;
    });
  }
  const auto reader = store.read();
  const auto ids = [&](CampaignId campaign, std::int64_t after, std::int64_t limit) {
    std::vector<std::int64_t> out;
    for (const JournalRow& row : journal_after(*reader, {1}, campaign, after, limit))
      out.push_back(row.id);
    return out;
  };
  using Ids = std::vector<std::int64_t>;
  CHECK(ids({}, 0, 100) == Ids{1, 2, 3, 4, 5});
  CHECK(ids({}, 2, 2) == Ids{3, 4});
  CHECK(ids({8}, 0, 100) == Ids{3, 5});
  CHECK(ids({8}, 3, 100) == Ids{5});
  CHECK(ids({}, 5, 100) == Ids{});
  CHECK(last_entry_of(*reader, {1}, {8}) == 5);
  CHECK(last_entry_of(*reader, {1}, {77}) == 0);
  CHECK(journal_head(*reader, {1}).second == journal_after(*reader, {1}, {}, 4, 1)[0].leaf_hash);
}

TEST_CASE("store: reopening keeps the data and goes on counting") {
  StoreFixture fixture;
  add_tenant(fixture.store());
  save_unit(fixture.store(), 1, "石桥镇");
  fixture.close();
  Store& again = fixture.store();
  CHECK(again.commits() == 0);
  CHECK(unit_ids(again) == std::set<std::int64_t>{1});
  save_unit(again, 2, "云集镇");
  const auto rows = journal(again);
  REQUIRE(rows.size() == 3);
  CHECK(rows.back().id == 3);
}

TEST_CASE("store: a database of a newer program is refused in one sentence and left alone") {
  StoreFixture fixture;
  SqliteOptions newer = fixture.options();
  newer.migrations.push_back(
      {.version = 9'999, .name = "9999_later.sql", .sql = "create table later (x BIGINT);"});
  open_sqlite(newer).reset();
  std::string said;
  try {
    open_sqlite(fixture.options());
  } catch (const std::runtime_error& error) {
    said = error.what();
  }
  CHECK(said.find("newer version (9999)") != std::string::npos);
  CHECK(said.find("nothing was changed") != std::string::npos);
  CHECK(said.find('\n') == std::string::npos);
  CHECK_NOTHROW(open_sqlite(newer));
}

TEST_CASE("store: a migration that fails leaves no half of itself") {
  StoreFixture fixture;
  SqliteOptions broken = fixture.options();
  broken.migrations.push_back(
      {.version = 9'999, .name = "9999_bad.sql", .sql = "create table half (x BIGINT); nonsense;"});
  CHECK_THROWS_AS(open_sqlite(broken), std::runtime_error);
  Store& store = fixture.store();
  std::int64_t tables = -1;
  const ColumnKind shape[] = {ColumnKind::whole};
  store.read()->query("select count(*) from sqlite_master where name = 'half'", {}, shape,
                      [&](std::span<const Value> v) { tables = detail::whole(v[0]); });
  CHECK(tables == 0);
}

TEST_CASE("store: what is no database is refused in one sentence and left alone") {
  StoreFixture fixture;
  const std::string text = "这不是数据库。" + std::string(5'000, 'x');
  std::ofstream(fixture.path(), std::ios::binary) << text;
  std::string said;
  try {
    open_sqlite(fixture.options());
  } catch (const std::runtime_error& error) {
    said = error.what();
  }
  CHECK(said.find("cannot open the database " + fixture.path()) != std::string::npos);
  CHECK(said.find("not a database") != std::string::npos);
  CHECK(said.find('\n') == std::string::npos);
  std::ifstream file(fixture.path(), std::ios::binary);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == text);
}

TEST_CASE("store: a folder that is not there is refused in one sentence") {
  StoreFixture fixture;
  SqliteOptions options = fixture.options();
  options.path = fixture.path() + "/nowhere/zhantu.db";
  CHECK_THROWS_AS(open_sqlite(options), std::runtime_error);
}

}  // namespace zhantu::store

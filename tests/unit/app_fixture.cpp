#include "app_fixture.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/setup_county.hpp"
#include "base/hash.hpp"
#include "board_told.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace zhantu::test {
namespace {

namespace fs = std::filesystem;

// A folder that goes when the process ends.
const fs::path& folder() {
  struct Folder {
    fs::path path;
    Folder() {
      std::string pattern = (fs::temp_directory_path() / "zhantu-test-XXXXXX").string();
      path = mkdtemp(pattern.data());
    }
    ~Folder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  };
  static const Folder kFolder;
  return kFolder.path;
}

std::string fresh_path() {
  static std::atomic<int> count{0};
  return (folder() / fmt::format("{}.db", ++count)).string();
}

// Never the same twice in a process, and the same in every run.
std::string next_secret() {
  static std::atomic<int> count{0};
  return sm3_hex(fmt::format("secret {}", ++count));
}

std::vector<store::Migration> migrations() {
  std::vector<store::Migration> out;
  for (const auto& entry : fs::directory_iterator(ZHANTU_SOURCE_DIR "/src/store/migrations")) {
    const std::string name = entry.path().filename().string();
    out.push_back({.version = std::stoll(name.substr(0, 4)),
                   .name = name,
                   .sql = text_of_file(entry.path().string())});
  }
  std::ranges::sort(out, {}, &store::Migration::version);
  return out;
}

// One reader: a request that holds one while it asks for another would wait for ever, and here it
// does.
std::unique_ptr<store::Store> open(const std::string& path) {
  return store::open_sqlite({.path = path,
                             .migrations = migrations(),
                             .salt = [] { return next_secret().substr(0, 32); },
                             .fatal = [](const std::string&) { std::abort(); },
                             .readers = 1});
}

Instant local(Date day, int hour, int minute) {
  return {end_of_day({day.days - 1}, 480).ms + 1 + (hour * 60 + minute) * 60'000};
}

struct Original {
  std::string path;
  TenantId tenant;
  CampaignId campaign;
  Instant clock;
};

const std::string& county_toml() {
  static const std::string kText = text_of_file(ZHANTU_SOURCE_DIR "/demo/county.toml");
  return kText;
}

app::Ports ports_of(const std::shared_ptr<Instant>& clock) {
  return {.now = [clock] { return *clock; }, .secret = next_secret};
}

Original set_up() {
  Original made{.path = fresh_path(),
                .tenant = {},
                .campaign = {},
                .clock = local(Date::of(2025, 12, 31), 9, 0)};
  const auto clock = std::make_shared<Instant>(made.clock);
  const auto store = open(made.path);
  app::App app(*store, ports_of(clock));
  const auto county =
      app::set_up_county(app, county_toml(), kPassword, [](const std::string& name) {
        return text_of_file(ZHANTU_SOURCE_DIR "/mechanisms/" + name + ".toml");
      });
  ZT_CHECK(static_cast<bool>(county));
  made.tenant = county->tenant;
  made.campaign = county->campaign;
  return made;
}

Original played(const Original& fresh) {
  Original made = fresh;
  made.path = fresh_path();
  fs::copy_file(fresh.path, made.path);
  const auto clock = std::make_shared<Instant>(made.clock);
  const auto store = open(made.path);
  app::App app(*store, ports_of(clock));
  const auto done = app::play_history(
      app, county_toml(), made.campaign, [&](Instant at) { *clock = at; },
      [](const std::string&) {});
  ZT_CHECK(static_cast<bool>(done));
  made.clock = *clock;
  return made;
}

const Original& original(County county) {
  static const Original kFresh = set_up();
  if (county == County::fresh) return kFresh;
  static const Original kPlayed = played(kFresh);
  return kPlayed;
}

std::string text_of(const journal::Image& image) {
  std::string out = image.table;
  for (const journal::Field& field : image.fields) {
    out += "|";
    if (const auto* whole = std::get_if<std::int64_t>(&field.value)) out += std::to_string(*whole);
    if (const auto* text = std::get_if<std::string>(&field.value)) out += '"' + *text;
  }
  return out;
}

}  // namespace

Period month(int number) { return Period::month(2026, number); }

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string item_words(const Problem& problem) {
  std::string out;
  for (const ProblemItem& item : problem.items) out += (out.empty() ? "" : " ") + item.word;
  return out;
}

AppFixture::AppFixture(County county) : path_(fresh_path()) {
  const Original& from = original(county);
  fs::copy_file(from.path, path_);
  clock_ = std::make_shared<Instant>(from.clock);
  store_ = open(path_);
  app_ = std::make_unique<app::App>(*store_, ports_of(clock_));
  // As in the server: a commit makes its listener read, whoever may be waiting for the writer.
  store_->on_commit([this](const std::vector<store::JournalRow>&) { app_->board(campaign_); });
  tenant_ = from.tenant;
  campaign_ = from.campaign;
}

AppFixture::~AppFixture() {
  CHECK(kept_board_flaw() == "");
  app_.reset();
  store_.reset();
  std::error_code ignored;
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path_ + ending, ignored);
}

std::string AppFixture::kept_board_flaw() {
  app::App fresh(*store_, ports_of(clock_));
  const app::BoardPtr is = board(), should = fresh.board(campaign_);
  if (is->last_entry != should->last_entry)
    return fmt::format("last entry {}, not {}", is->last_entry, should->last_entry);
  const std::string a = told(is->board), b = told(should->board);
  if (a == b) return "";
  std::size_t from = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()) && a[i] == b[i]; ++i) {
    if (a[i] == '\n') from = i + 1;
  }
  return a.substr(from, a.find('\n', from) - from) + "\nshould be\n" +
         b.substr(from, b.find('\n', from) - from);
}

void AppFixture::set_clock(int month, int day, int hour, int minute) {
  *clock_ = local(Date::of(2026, month, day), hour, minute);
}

app::Actor AppFixture::as(const std::string& login) {
  const auto reader = store_->read();
  for (const Account& account : reader->of_tenant<Account>(tenant_)) {
    if (account.login.text != login) continue;
    app::Actor actor{.logged_in = true,
                     .tenant = tenant_,
                     .account = account.id,
                     .person = account.person,
                     .tenure = {},
                     .office = account.office};
    const auto held = app::tenures_held(*reader, tenant_, account.person, clock_->day_at(480));
    if (account.office.empty() && !held.empty()) actor.tenure = held.front().tenure.id;
    return actor;
  }
  FAIL("no log-in " << login);
  return {};
}

PersonId AppFixture::person(const std::string& name) {
  for (const Person& person : store_->read()->of_tenant<Person>(tenant_)) {
    if (person.name.text == name) return person.id;
  }
  FAIL("nobody is named " << name);
  return {};
}

UnitId AppFixture::unit(const std::string& short_name) {
  for (const Unit& unit : store_->read()->of_tenant<Unit>(tenant_)) {
    if (unit.short_name == short_name) return unit.id;
  }
  FAIL("no unit " << short_name);
  return {};
}

ProjectId AppFixture::project(int number) { return on(board(), number).project.id; }

const BoardProject& AppFixture::on(const app::BoardPtr& board, int number) {
  const std::string wanted = fmt::format("YX2026-{:02}", number);
  const auto found = std::ranges::find(board->board.projects, wanted,
                                       [](const BoardProject& p) { return p.project.number; });
  REQUIRE(found != board->board.projects.end());
  return *found;
}

RecordState AppFixture::state() {
  const auto reader = store_->read();
  std::string tables, journal;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, store::AllRecords>>(
      [&](auto type) {
        using T = typename decltype(type)::type;
        std::vector<std::string> rows;
        for (const T& record : reader->of_tenant<T>(tenant_))
          rows.push_back(text_of(store::image_of(record)));
        std::ranges::sort(rows);
        for (const std::string& row : rows) tables += row + "\n";
      });
  const auto entries = store::journal_after(*reader, tenant_, {}, 0, 1'000'000);
  for (const store::JournalRow& row : entries) journal += fmt::format("{} {}\n", row.id, row.bytes);
  return {sm3_hex(tables), sm3_hex(journal), static_cast<std::int64_t>(entries.size())};
}

std::vector<std::string> AppFixture::last_verbs(std::size_t count) {
  std::vector<std::string> verbs;
  for (const auto& row : store::journal_after(*store_->read(), tenant_, {}, 0, 1'000'000))
    verbs.push_back(row.verb);
  REQUIRE(verbs.size() >= count);
  return {verbs.end() - static_cast<std::ptrdiff_t>(count), verbs.end()};
}

std::string AppFixture::database_bytes() {
  return text_of_file(path_) + text_of_file(path_ + "-wal");
}

Outcome AppFixture::act(const app::Actor& actor,
                        const std::function<Outcome(app::Writing&)>& what) {
  const auto answer =
      app::write(*app_, actor, {}, [&](store::Transaction& transaction) -> Result<app::Answer> {
        auto writing = app::begin_writing(*app_, transaction, actor, campaign_);
        if (!writing) return writing.problem();
        const Outcome done = what(writing.value());
        if (!done) return done.problem();
        return app::Answer{};
      });
  if (!answer) return answer.problem();
  return Done{};
}

Outcome AppFixture::report(const std::string& login, int project, const Period& period,
                           std::optional<Quantity> quantity, const std::string& text) {
  return act(as(login), [&, id = this->project(project)](app::Writing& writing) {
    return app::report_actual(
        writing, {.project = id, .period = period, .text = text, .quantity = quantity});
  });
}

Outcome AppFixture::confirm(const std::string& login, int project, const Period& period) {
  return act(as(login), [&, id = this->project(project)](app::Writing& writing) {
    return app::confirm_report(writing, {.project = id, .period = period, .remark = ""});
  });
}

Outcome AppFixture::determine(const std::string& login, int project, const Period& period,
                              Verdict verdict, std::optional<Quantity> quantity,
                              const std::string& reason) {
  return act(as(login), [&, id = this->project(project)](app::Writing& writing) {
    return app::determine(writing, {.project = id,
                                    .period = period,
                                    .verdict = verdict,
                                    .quantity = quantity,
                                    .reason = reason});
  });
}

Outcome AppFixture::publish(const std::string& login, const Period& period) {
  return act(as(login), [&](app::Writing& writing) {
    return app::publish_period(writing, {.period = period, .remark = ""});
  });
}

Result<app::Corrected> AppFixture::correct(const std::string& login,
                                           const app::CorrectCommand& command, bool dry_run) {
  std::optional<app::Corrected> corrected;
  const Outcome done = act(as(login), [&](app::Writing& writing) -> Outcome {
    auto result = app::correct_publication(writing, command, dry_run);
    if (!result) return result.problem();
    corrected = std::move(result).value();
    return Done{};
  });
  if (!done) return done.problem();
  return *corrected;
}

void AppFixture::determine_the_rest(const Period& period) {
  const auto now = board();
  const Outcome done = act(as("office1"), [&](app::Writing& writing) -> Outcome {
    for (const BoardProject* project : without_verdict(now->board, period)) {
      const Outcome one = app::determine(writing, {.project = project->project.id,
                                                   .period = period,
                                                   .verdict = Verdict::no_target,
                                                   .quantity = {},
                                                   .reason = "首月不考核"});
      if (!one) return one;
    }
    return Done{};
  });
  REQUIRE(word_of(done) == "ok");
}

void AppFixture::publish_until(int last) {
  for (int number = 1; number <= last; ++number) {
    if (board()->board.published(month(number))) continue;
    determine_the_rest(month(number));
    REQUIRE(word_of(publish("office1", month(number))) == "ok");
  }
}

void AppFixture::amend(const std::function<void(store::Transaction&)>& change) {
  store_->write([&](store::Transaction& transaction) {
    change(transaction);
    transaction.record(app::deed(*app_, app::Actor{.tenant = tenant_}, "amend", "test", campaign_));
    return true;
  });
}

TenureId AppFixture::give_post(const std::string& name, const std::string& unit_name,
                               Date starts_on, std::optional<Date> ends_on) {
  const PersonId holder = person(name);
  const UnitId where = unit(unit_name);
  TenureId tenure;
  amend([&](store::Transaction& transaction) {
    const PostId post{transaction.next_id()};
    tenure = {transaction.next_id()};
    transaction.save(Post{.tenant = tenant_, .id = post, .unit = where, .title = "科员"});
    transaction.save(Tenure{.tenant = tenant_,
                            .id = tenure,
                            .person = holder,
                            .post = post,
                            .starts_on = starts_on,
                            .ends_on = ends_on});
  });
  return tenure;
}

}  // namespace zhantu::test

#include "app/kept_boards.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <random>
#include <thread>

#include "app/edit_project.hpp"
#include "app_fixture.hpp"
#include "board_told.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;
using test::month;
using test::told;
using test::word_of;

// Acts in a random order: those of daily work, those who change people and units, and one that
// comes to nothing.
class Anybody {
 public:
  Anybody(AppFixture& county, unsigned seed) : county_(county), random_(seed) {}

  void act() {
    now_ = county_.board();
    const auto count = static_cast<int>(now_->board.projects.size());
    project_ = now_->board.projects[static_cast<std::size_t>(below(count))];
    period_ = month(1 + below(12));
    switch (below(8)) {
      case 0: return report();
      case 1: return confirm();
      case 2: return county_.publish_until(1 + below(4));
      case 3: return correct();
      case 4: return edit();
      case 5: return undo();
      case 6: return county_.amend([&](store::Transaction& t) { add_project(t); });
      default: county_.give_post("曾文博", "石桥镇", month(1).first_day());
    }
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

  // Whoever may.
  void as_anybody(const std::function<Outcome(Writing&)>& what) {
    for (const auto& [id, tenure] : now_->board.tenures) {
      const Actor actor{.logged_in = true,
                        .tenant = county_.tenant(),
                        .account = {},
                        .person = tenure.person,
                        .tenure = id,
                        .office = {}};
      if (county_.act(actor, what)) return;
    }
  }
  void report() {
    const Quantity quantity = Quantity::of(below(50));
    as_anybody([&](Writing& w) {
      return report_actual(w, {.project = project_.project.id,
                               .period = period_,
                               .text = "推进",
                               .quantity = quantity});
    });
  }
  void confirm() {
    as_anybody([&](Writing& w) {
      return confirm_report(w,
                            {.project = project_.project.id, .period = period_, .remark = "属实"});
    });
  }
  void correct() {
    (void)county_.correct("office1", {.project = project_.project.id,
                                      .period = period_,
                                      .verdict = Verdict::missed,
                                      .quantity = Quantity::of(1),
                                      .reason = "复核"});
  }
  void edit() {
    const EditCommand command{.project = project_.project.id,
                              .version = project_.project.version,
                              .name = std::nullopt,
                              .category = std::nullopt,
                              .facts = fmt::format("规模{}", below(100)),
                              .flaw = {}};
    CHECK(county_.act(county_.as("office1"), [&](Writing& w) { return edit_project(w, command); }));
  }
  void undo() {
    CHECK_FALSE(county_.act(county_.as("office1"), [&](Writing& w) -> Outcome {
      Campaign campaign = w.board().campaign;
      campaign.revision += 1000;
      w.save(campaign);
      return Problem{.word = "not_permitted"};
    }));
  }
  void add_project(store::Transaction& t) {
    Project moved = project_.project;
    moved.sequence = below(40);
    t.save(moved);
    Project added = project_.project;
    added.id = {t.next_id()};
    added.number = fmt::format("YX2026-N{}", added.id.value);
    t.save(added);
    t.save(ProjectUnit{.tenant = added.tenant,
                       .campaign = added.campaign,
                       .project = added.id,
                       .unit = now_->board.units.begin()->first,
                       .role = "lead_unit",
                       .starts_on = month(1).first_day()});
    for (ProjectPerson person : project_.persons) {
      person.ends_on = period_.last_day();
      t.save(person);
    }
  }

  AppFixture& county_;
  std::mt19937 random_;
  BoardPtr now_;
  BoardProject project_;
  Period period_;
};

TEST_CASE("a kept board equals the loaded one after any sequence of acts") {
  for (const unsigned seed : {1U, 2U, 3U, 4U}) {
    AppFixture county;
    county.set_clock(12, 20);
    Anybody anybody(county, seed);
    for (int i = 0; i < 30; ++i) {
      anybody.act();
      const std::string flaw = county.kept_board_flaw();
      INFO("seed " << seed << ", act " << i);
      REQUIRE(flaw == "");
    }
  }
}

TEST_CASE("an act shares with the board before it all but the project that it touched") {
  AppFixture county;
  county.set_clock(1, 28);
  const BoardPtr before = county.board();
  REQUIRE(word_of(county.act(county.as("office1"), [&](Writing& w) {
            Project project = county.on(before, 3).project;
            project.facts = "另一个规模";
            w.save(project);
            w.transaction.record(deed(w.app, w.actor, "edit_project", "test", w.campaign));
            return Outcome(Done{});
          })) == "ok");
  const BoardPtr after = county.board();
  REQUIRE(after != before);
  CHECK(county.on(before, 3).project.facts != "另一个规模");  // readers keep what they have
  CHECK(county.on(after, 3).project.facts == "另一个规模");
  CHECK(&county.on(before, 4) == &county.on(after, 4));
  CHECK(before->board.units.same_as(after->board.units));
  CHECK(after->last_entry > before->last_entry);
}

TEST_CASE("a later act of the same group sees the earlier one, readers see both or none") {
  AppFixture county(County::played);
  constexpr int kThreads = 8, kEach = 12;
  std::vector<std::thread> threads;
  std::atomic<bool> done = false, torn = false;
  const Actor office = county.as("office1");
  const std::int64_t before = county.board()->board.campaign.revision;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int n = 0; n < kEach; ++n) {
        (void)county.act(office, [&](Writing& w) -> Outcome {
          Campaign campaign = w.board().campaign;
          campaign.revision += 1;
          w.save(campaign);
          Project project = w.board().projects[0].project;
          project.version = campaign.revision;
          w.save(project);
          w.transaction.record(deed(w.app, w.actor, "test", "test", w.campaign));
          if (campaign.revision % 5 == 0) return Problem{.word = "not_permitted"};
          return Done{};
        });
      }
    });
  }
  std::thread reader([&] {
    std::int64_t last = 0;
    while (!done) {
      const BoardPtr board = county.app().board(county.campaign());
      const std::int64_t revision = board->board.campaign.revision;
      if (revision < last ||
          (revision > before && board->board.projects[0].project.version != revision))
        torn = true;
      last = revision;
    }
  });
  for (std::thread& thread : threads) thread.join();
  done = true;
  reader.join();
  CHECK_FALSE(torn);
  CHECK(county.board()->board.campaign.revision % 5 == 4);  // every fifth is refused, for ever
  CHECK(county.kept_board_flaw() == "");
}

TEST_CASE("a write is seen by every read that begins after its answer") {
  AppFixture county;
  county.set_clock(1, 28);
  for (int i = 0; i < 20; ++i) {
    const std::string facts = fmt::format("规模{}", i);
    county.amend([&](store::Transaction& t) {
      Project project = county.on(county.board(), 1).project;
      project.facts = facts;
      t.save(project);
    });
    CHECK(county.on(county.board(), 1).project.facts == facts);
  }
}

TEST_CASE("records of daily work are taken over, not read anew") {
  AppFixture county;
  county.set_clock(1, 28);
  const BoardPtr before = county.board();
  county.determine_the_rest(month(1));
  const BoardPtr after = county.app().board_at_hand(county.campaign());
  REQUIRE(after != nullptr);
  CHECK(after->board.units.same_as(before->board.units));
}

}  // namespace
}  // namespace zhantu::app

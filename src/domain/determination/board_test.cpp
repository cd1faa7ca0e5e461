#include "domain/determination/board.hpp"

#include <doctest/doctest.h>

#include "board_fixture.hpp"

namespace zhantu {
namespace {

Board staffed_board() {
  Board board = small_board(1);
  board.units[{2}] = {.tenant = {1}, .id = {2}, .name = "县交通运输局"};
  board.posts[{3}] = {.tenant = {1}, .id = {3}, .unit = {2}, .title = "局长"};
  board.persons[{4}] = {.tenant = {1}, .id = {4}, .name = {"周明"}};
  board.persons[{5}] = {.tenant = {1}, .id = {5}, .name = {""}};
  board.tenures[{6}] = {.tenant = {1}, .id = {6}, .person = {4}, .post = {3}};
  board.tenures[{7}] = {.tenant = {1}, .id = {7}, .person = {5}, .post = {3}};
  return board;
}

}  // namespace

TEST_CASE("D-1.2 a holder is named by unit, post and person") {
  const Board board = staffed_board();
  CHECK(board.unit_name({2}) == "县交通运输局");
  CHECK(board.post_text({6}) == "县交通运输局局长");
  CHECK(board.holder_text({6}) == "县交通运输局局长 周明");
  CHECK(board.unit_name({99}) == "");
  CHECK(board.person_name({99}) == "");
  CHECK(board.post_text({99}) == "");
  CHECK(board.holder_text({99}) == "");
}

TEST_CASE("D-1.3 who sits in an organ on a day, in the order of the mechanism's roles") {
  Board board = staffed_board();
  board.mechanism.roles = {{.key = "commander"}, {.key = "deputy_commander"}, {.key = "member"}};
  const Date first = Date::of(2026, 1, 1), left = Date::of(2026, 3, 31);
  const auto seat = [&](std::int64_t tenure, std::string role, std::optional<Date> ends_on = {}) {
    board.members.push_back(OrganMember{.organ = {20},
                                        .tenure = {tenure},
                                        .role = std::move(role),
                                        .starts_on = first,
                                        .ends_on = ends_on});
  };
  seat(1, "member");
  seat(2, "guest");
  seat(3, "deputy_commander");
  seat(4, "commander", left);
  seat(5, "member");
  const auto told = [&](Date day) {
    std::string out;
    for (const OrganMember* member : board.seated({20}, day))
      out += std::to_string(member->tenure.value);
    return out;
  };
  CHECK(told(left) == "43152");
  CHECK(told(Date::of(2026, 4, 1)) == "3152");
  CHECK(board.seated({21}, left).empty());
}

TEST_CASE("D-9.3 an erased person is shown as erased, the post stays") {
  const Board board = staffed_board();
  CHECK(board.person_name({5}) == "（已删除）");
  CHECK(board.holder_text({7}) == "县交通运输局局长 （已删除）");
}

TEST_CASE("D-1.4 who leads is a question about a day") {
  Board board = small_board(1);
  auto& units = board.projects[0].units;
  units.push_back({.unit = {2},
                   .role = "lead_unit",
                   .starts_on = Date::of(2026, 1, 1),
                   .ends_on = Date::of(2026, 3, 31)});
  units.push_back({.unit = {3}, .role = "partner_unit", .starts_on = Date::of(2026, 1, 1)});
  units.push_back({.unit = {4}, .role = "lead_unit", .starts_on = Date::of(2026, 4, 1)});
  const BoardProject& project = board.projects[0];
  CHECK(!project.lead_unit(Date::of(2025, 12, 31)));
  CHECK(project.lead_unit(Date::of(2026, 3, 31)) == UnitId{2});
  CHECK(project.lead_unit(Date::of(2026, 4, 1)) == UnitId{4});
}

TEST_CASE("D-3.1 a cell is as far as its furthest record") {
  Board board = small_board(1);
  const Period january = month_of_2026(1);
  const auto state = [&] { return word(board.find({1})->cell(january).state()); };
  CHECK(state() == "planned");
  board.apply(Plan{.project = {1}, .period = january, .text = "路基开工"});
  CHECK(state() == "planned");
  board.apply(Report{.project = {1}, .period = january});
  CHECK(state() == "reported");
  board.apply(Confirmation{.project = {1}, .period = january});
  CHECK(state() == "confirmed");
  board.apply(verdict_on(1, january, Verdict::met));
  CHECK(state() == "determined");
  publish(board, january);
  CHECK(state() == "published");
  correct(board, 1, january, Verdict::missed);
  CHECK(state() == "corrected");
}

TEST_CASE("D-2.2 a plan of words or of a quantity is a target; an empty one is none") {
  CHECK(!Plan{}.has_target());
  CHECK(Plan{.text = "通车"}.has_target());
  CHECK(Plan{.quantity = Quantity{0}}.has_target());
}

TEST_CASE("a new project, or one that moves, takes its place in the order of the chart") {
  Board board = small_board(3);
  const Board before = board;
  const auto numbers = [](const Board& b) {
    std::string out;
    for (const BoardProject& project : b.projects) out += project.project.number + " ";
    return out;
  };
  board.apply(verdict_on(3, month_of_2026(1), Verdict::met));
  Project third = board.find({3})->project;
  third.sequence = 0;
  board.apply(third);
  CHECK(numbers(board) == "K3 K1 K2 ");
  CHECK(board.find({3})->cell(month_of_2026(1)).determination.has_value());
  Project fourth = third;
  fourth.id = {4};
  fourth.number = "K4";
  fourth.sequence = 2;
  board.apply(fourth);
  CHECK(numbers(board) == "K3 K1 K2 K4 ");
  third.sequence = 2;
  board.apply(third);
  CHECK(numbers(board) == "K1 K2 K3 K4 ");
  CHECK(numbers(before) == "K1 K2 K3 ");
}

TEST_CASE("units and people of a project are replaced by their key and kept in order") {
  Board board = small_board(1);
  const Date day = Date::of(2026, 1, 1);
  board.apply(ProjectUnit{.project = {1}, .unit = {7}, .role = "partner_unit", .starts_on = day});
  board.apply(ProjectUnit{.project = {1}, .unit = {8}, .role = "lead_unit", .starts_on = day});
  board.apply(ProjectUnit{
      .project = {1}, .unit = {7}, .role = "partner_unit", .starts_on = day, .ends_on = day});
  REQUIRE(board.projects[0].units.size() == 2);
  CHECK(board.projects[0].units[0].unit == UnitId{8});
  CHECK(board.projects[0].units[1].ends_on == day);
  ProjectPerson person{.project = {1}, .person = {5}, .role = "project_chief", .sequence = 2};
  board.apply(person);
  person.person = {6};
  person.sequence = 1;
  board.apply(person);
  person.ends_on = day;
  board.apply(person);
  std::erase_if(board.projects.edit(0).persons,
                [](const ProjectPerson& one) { return one.role == "accountable_person"; });
  REQUIRE(board.projects[0].persons.size() == 2);
  CHECK(board.projects[0].persons[0].person == PersonId{6});
  CHECK(board.projects[0].persons[0].ends_on == day);
}

TEST_CASE("a record of a project that is not on the board is our own fault") {
  Board board = small_board(1);
  CHECK_THROWS_AS(board.apply(verdict_on(9, month_of_2026(1), Verdict::met)), CheckFailed);
  CHECK_THROWS_AS(board.apply(ProjectUnit{.project = {9}}), CheckFailed);
  CHECK(board.find({9}) == nullptr);
  CHECK(board.organ({9}) == nullptr);
}

TEST_CASE("D-2.1 nothing hangs without its dates and a person who answers for it") {
  Board board = small_board(2);
  board.campaign.starts_on = Date::of(2026, 1, 1);
  board.campaign.ends_on = Date::of(2026, 12, 31);
  const Period march = month_of_2026(3), april = month_of_2026(4);
  const auto lacks = [&](Date day) {
    std::string out;
    for (const Lack lack : board.find({1})->lacks(day)) out += std::string(word(lack)) + " ";
    return out;
  };
  CHECK(board.on_wall(*board.find({1}), march));
  CHECK(board.kept_off(march.first_day()).empty());

  SUBCASE("a date is missing: from the first period that is not published on") {
    board.apply(verdict_on(1, month_of_2026(1), Verdict::met));
    board.apply(verdict_on(2, month_of_2026(1), Verdict::met));
    publish(board, month_of_2026(1));
    Project project = board.find({1})->project;
    project.finishes_on.reset();
    board.apply(project);
    CHECK(lacks(march.first_day()) == "missing_finishes_on ");
    CHECK(board.on_wall(*board.find({1}), month_of_2026(1)));
    CHECK(!board.on_wall(*board.find({1}), month_of_2026(2)));
    CHECK(board.hangs(*board.find({1})));
    CHECK(board.kept_off(march.first_day()).size() == 1);
    CHECK(without_verdict(board, month_of_2026(2)).size() == 1);
  }
  SUBCASE("nobody answers for it any more") {
    ProjectPerson person = board.find({1})->persons.front();
    person.ends_on = Date::of(2026, 3, 10);
    board.apply(person);
    CHECK(board.on_wall(*board.find({1}), march));
    CHECK(!board.on_wall(*board.find({1}), april));
    CHECK(lacks(april.first_day()) == "missing_accountable_person ");
  }
  SUBCASE("what is completed later hangs from the next period on, never in a published one") {
    Project project = board.find({1})->project;
    project.starts_on.reset();
    project.finishes_on.reset();
    board.apply(project);
    CHECK(lacks(march.first_day()) == "missing_starts_on missing_finishes_on ");
    CHECK(!board.hangs(*board.find({1})));
    for (const Period& month : {month_of_2026(1), month_of_2026(2), march}) {
      board.apply(verdict_on(2, month, Verdict::met));
      CHECK(cards_of(board, month).size() == 1);
      publish(board, month);
    }
    project.starts_on = Date::of(2026, 2, 1);
    project.finishes_on = Date::of(2026, 9, 1);
    board.apply(project);
    CHECK(!board.on_wall(*board.find({1}), march));
    CHECK(board.on_wall(*board.find({1}), april));
    CHECK(unpublished_before(board, april).empty());
  }
  SUBCASE("what has left is not missed") {
    Project project = board.find({1})->project;
    project.finishes_on.reset();
    project.withdrawn = march;
    board.apply(project);
    CHECK(board.kept_off(month_of_2026(2).first_day()).size() == 1);
    CHECK(board.kept_off(march.first_day()).empty());
  }
}

TEST_CASE("R-26 a project is judged by working days, and not at all in a year that nobody knows") {
  Board board = small_board(1);
  board.calendar.edit().learn(2026);
  board.calendar.edit().set(Date::of(2026, 3, 30), DayKind::public_holiday, "开渠节");
  Mechanism file = board.mechanism;
  CardRule rule{.subject = Subject::project};
  rule.measures = {
      {.key = "late", .unit = MeasureUnit::working_days, .known = KnownMeasure::working_days_late}};
  rule.bands = {
      {.card = Card::red,
       .all = {{.kind = ConditionKind::measure, .interval = {.low = Quantity::of(2), .high = {}}}}},
      {.card = Card::blue,
       .all = {{.kind = ConditionKind::measure,
                .interval = {.low = {}, .high = Quantity::of(2), .high_open = true}}}}};
  file.card = rule;
  const auto judged = [&](Date deadline, int month) {
    Project project = board.projects[0].project;
    project.finishes_on = deadline;
    board.apply(project);
    const Period period = month_of_2026(month);
    return PeriodJudge(board, period, file)
        .judge(board.projects[0], judged_cell(Cell{}, Verdict::missed));
  };
  // From Thursday to Tuesday the 31st: Friday and Tuesday, for Monday is free.
  CHECK(judged(Date::of(2026, 3, 26), 3).card == Card::red);
  CHECK(judged(Date::of(2026, 3, 27), 3).card == Card::blue);
  CHECK(judged(Date::of(2025, 12, 31), 3).missing == 0U);
}

}  // namespace zhantu

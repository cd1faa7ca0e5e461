#include "app/chart_subject.hpp"

#include <doctest/doctest.h>

#include "app/progress_view.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {
namespace {

using test::AppFixture;
using test::County;

std::set<std::string> numbers_of(const chart::ProgressChart& chart) {
  std::set<std::string> numbers;
  for (const chart::ProgressGroup& group : chart.groups) {
    for (const chart::ProgressRow& row : group.rows) numbers.insert(row.number);
  }
  return numbers;
}

TEST_CASE("a subject is written with its kind and id, and nothing else is understood") {
  CHECK(parse_subject("unit:12") == ChartSubject{SubjectKind::unit, 12});
  CHECK(parse_subject("leader:3") == ChartSubject{SubjectKind::leader, 3});
  CHECK(parse_subject("post:9007199254740993") ==
        ChartSubject{SubjectKind::post, 9007199254740993});
  for (const char* bad : {"", "unit", "unit:", "unit:0", "unit:-1", "unit:1x", "town:1", ":1",
                          "unit:1:2", "unit:99999999999999999999"}) {
    INFO(bad);
    CHECK_FALSE(parse_subject(bad).has_value());
  }
}

TEST_CASE("D-5.1 a unit's chart has what it leads and where it is a partner, and says which") {
  AppFixture county(County::played);
  const auto board = county.board();
  const Date today = county.app().today(board->board);
  for (const SubjectChoice& choice : subjects_of(board->board, today)) {
    INFO(choice.name);
    CHECK(choice.projects > 0);
    CHECK_FALSE(choice.name.empty());
    const bool leader = choice.subject.kind == SubjectKind::leader;
    CHECK(choice.post.empty() != leader);
    for (const BoardProject& project : board->board.projects) {
      const auto roles = roles_in(board->board, project, choice.subject, today);
      if (choice.subject.kind == SubjectKind::post) {
        CHECK(roles.empty());
        CHECK(concerns(board->board, project, choice.subject, today) ==
              (project.project.command_post.value == choice.subject.id));
        continue;
      }
      CHECK(concerns(board->board, project, choice.subject, today) == !roles.empty());
      if (choice.subject.kind == SubjectKind::unit && !roles.empty())
        CHECK((roles[0] == "牵头") == (project.lead_unit(today).value == choice.subject.id));
    }
  }
}

TEST_CASE("D-5.1 charts of all command posts together show each project once") {
  AppFixture county(County::played);
  const auto board = county.board();
  const Date today = county.app().today(board->board);
  std::set<std::string> seen;
  std::size_t rows = 0;
  for (const SubjectChoice& choice : subjects_of(board->board, today)) {
    if (choice.subject.kind != SubjectKind::post) continue;
    ChartQuestion question{.audience = chart::Audience::internal};
    question.subject = choice.subject;
    const auto view = progress_view(board->board, today, county.clock(), question);
    const auto numbers = numbers_of(view);
    CHECK(static_cast<int>(numbers.size()) == choice.projects);
    CHECK(view.title.find(choice.name) != std::string::npos);
    CHECK(view.race.empty());
    CHECK(view.blue + view.yellow + view.red + view.without_card <= choice.projects);
    rows += numbers.size();
    seen.insert(numbers.begin(), numbers.end());
  }
  CHECK(rows == board->board.projects.size());
  CHECK(seen.size() == rows);
}

TEST_CASE("who held the post on that day is the leader of the chart (D-1.2)") {
  AppFixture county(County::played);
  const auto present = county.board();
  Board board = present->board;
  const Date today = county.app().today(board);
  std::vector<OrganMember> members(board.members.begin(), board.members.end());
  const auto commander = std::ranges::find_if(members, [](const OrganMember& member) {
    return member.role == "commander" && !member.ends_on;
  });
  REQUIRE(commander != members.end());
  const PersonId person = board.tenures.at(commander->tenure).person;
  const ChartSubject subject{SubjectKind::leader, person.value};
  const auto count = [&](Date day) {
    return std::ranges::count_if(board.projects, [&](const BoardProject& project) {
      return concerns(board, project, subject, day);
    });
  };
  const auto before = count(today);
  CHECK(before > 0);
  commander->ends_on = Date{today.days - 10};
  board.members = Shared(members);
  CHECK(count(Date{today.days - 10}) == before);
  CHECK(count(today) < before);
}

TEST_CASE("nobody is named who is not in the campaign") {
  AppFixture county;
  const auto board = county.board();
  for (const SubjectKind kind : {SubjectKind::unit, SubjectKind::leader, SubjectKind::post})
    CHECK(subject_name(board->board, {kind, 4'711'000}).empty());
  for (const Organ& organ : board->board.organs) {
    if (organ.kind != "command_post")
      CHECK(subject_name(board->board, {SubjectKind::post, organ.id.value}).empty());
  }
}

}  // namespace
}  // namespace zhantu::app

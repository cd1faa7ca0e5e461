#include "base/problem.hpp"

#include <doctest/doctest.h>

#include <memory>

#include "base/id.hpp"

namespace zhantu {

TEST_CASE("result: a value or a problem, never both") {
  const Result<int> good = 7;
  CHECK(good);
  CHECK(good.value() == 7);
  CHECK(*good == 7);
  CHECK_THROWS_AS(good.problem(), CheckFailed);

  const Result<int> bad = Problem{.word = "not_found", .values = {{"id", "3"}}};
  CHECK(!bad);
  CHECK(bad.problem().word == "not_found");
  CHECK(bad.problem().values.at("id") == "3");
  CHECK_THROWS_AS(bad.value(), CheckFailed);
  CHECK_THROWS_AS(*bad, CheckFailed);
}

TEST_CASE("result: a value that only moves can be taken out") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(5);
  *result.value() = 6;
  const std::unique_ptr<int> taken = std::move(result).value();
  CHECK(*taken == 6);
}

TEST_CASE("outcome: done or refused") {
  const Outcome done = Done{};
  CHECK(done);
  const Outcome refused =
      Problem{.word = "verdicts_missing", .items = {{.where = "project 17", .word = "verdict"}}};
  CHECK(!refused);
  CHECK(refused.problem().items.front().where == "project 17");
}

TEST_CASE("a failed check names its condition and its place") {
  std::string said;
  try {
    ZT_CHECK(1 + 1 == 3);
  } catch (const CheckFailed& failure) {
    said = failure.what();
  }
  CHECK(said.find("1 + 1 == 3") != std::string::npos);
  CHECK(said.find("problem_test.cpp:") != std::string::npos);
}

TEST_CASE("ids of different things are different types, and 0 is none") {
  CHECK(!std::is_convertible_v<UnitId, ProjectId>);
  CHECK(!std::is_convertible_v<std::int64_t, ProjectId>);
  CHECK(!UnitId{});
  CHECK(UnitId{1});
  CHECK(UnitId{1} < UnitId{2});
  CHECK(std::hash<UnitId>{}(UnitId{9}) == std::hash<UnitId>{}(UnitId{9}));
}

}  // namespace zhantu

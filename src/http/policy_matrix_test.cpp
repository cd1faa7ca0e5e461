#include "http/policy_matrix.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>

#include "app/problem_table.hpp"
#include "app_fixture.hpp"
#include "http/router.hpp"

namespace zhantu::http {
namespace {

std::string text_of(const std::vector<MatrixRow>& rows) {
  std::string out;
  for (const MatrixRow& row : rows) {
    out += fmt::format("{:<16} {:<22} {:<6} {}\n", row.operation, row.role,
                       row.relation.empty() ? "-" : row.relation,
                       row.refusal.empty() ? "allowed" : row.refusal);
  }
  return out;
}

TEST_CASE("the matrix of route, role and relation is the one that was agreed") {
  const char* path = ZHANTU_SOURCE_DIR "/tests/golden/policy_matrix.txt";
  const std::string now = text_of(policy_matrix());
  if (std::getenv("ZHANTU_GOLDEN_UPDATE") != nullptr) std::ofstream(path) << now;
  // To accept a change, run with ZHANTU_GOLDEN_UPDATE=1 and read the difference.
  CHECK(now == test::text_of_file(path));
}

TEST_CASE("the matrix covers every route and refuses by words of the table") {
  const auto rows = policy_matrix();
  std::set<std::string> operations, roles;
  for (const MatrixRow& row : rows) {
    operations.insert(row.operation);
    roles.insert(row.role);
    if (!row.refusal.empty()) CHECK(app::find_problem(row.refusal) != nullptr);
  }
  CHECK(roles.size() == 9);
  for (const Route& route : routes()) CHECK(operations.contains(route.operation));
  CHECK(operations.size() == routes().size());  // no operation stands twice
}

TEST_CASE("no administrator, commander or leader gives a verdict, and nobody on the own project") {
  const std::set<std::string> verdicts{"determine", "correct", "publish"};
  for (const MatrixRow& row : policy_matrix()) {
    if (!verdicts.contains(row.operation)) continue;
    CAPTURE(row.operation);
    CAPTURE(row.role);
    CAPTURE(row.relation);
    if (row.role != "supervision_office") CHECK_FALSE(row.refusal.empty());
    if (row.relation == "own") CHECK_FALSE(row.refusal.empty());
  }
}

}  // namespace
}  // namespace zhantu::http

// Many reports of one period at once, as a clerk pastes them from a spreadsheet (D-3.1): taken over
// whole or not at all.
#pragma once
#include "app/period_acts.hpp"

namespace zhantu::app {

inline constexpr std::size_t kReportsMax = 500;

struct TypedReport {
  ProjectId project;
  std::string text;
  std::string
      quantity;  // as typed: full-width digits, thousands commas and the unit are understood
};

struct CheckedReport {
  ProjectId project;
  std::optional<Quantity> quantity;
  std::vector<ProblemItem> problems;  // where: "/quantity", "/text", or "/" for the row
};

struct CheckedReports {
  std::vector<CheckedReport> rows;  // in the order in which they came
  bool clean() const;
};

// Reads and checks every row; nothing is saved.
// REFUSES not_found and what the policy refuses to the person, for the whole; field_invalid (a
// project twice).
Result<CheckedReports> check_reports(const Writing& writing, const Period& period,
                                     const std::vector<TypedReport>& typed);

// REFUSES also reports_not_taken, with every wrong cell ("project 12/quantity"); then none is
// saved. Otherwise each is an act of its own in the journal.
Outcome report_many(Writing& writing, const Period& period, const std::vector<TypedReport>& typed);

}  // namespace zhantu::app

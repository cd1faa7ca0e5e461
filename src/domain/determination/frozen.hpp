// What a published period keeps: the people, units and days with which it was published (D-3.3,
// D-1.2).
#pragma once
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "domain/determination/board.hpp"

namespace zhantu {

// The last day of the published periods; none while nothing is published.
std::optional<Date> frozen_until(const Board& board);

// Where a row of an organ or a project begins if nothing is said: after the published days, at the
// latest today.
Date first_free_day(const Board& board, Date today);

struct RowDays {
  Date starts_on;
  std::optional<Date> ends_on;
};
// Rows begin after the published days and end on the last of them or later. day_order or day_frozen
// at `where` for a row as it was (none: a new one) and as it would be.
std::optional<ProblemItem> days_flaw(const Board& board, const std::string& where,
                                     const std::optional<RowDays>& before, const RowDays& after);

// The first published period in which the holder of a post would change, if the tenure was used in
// the campaign: it sits in an organ, its unit or person has a part in a project, or it acted.
std::optional<Period> frozen_by_tenure(const Board& board, const Tenure& before,
                                       const Tenure& after);

}  // namespace zhantu

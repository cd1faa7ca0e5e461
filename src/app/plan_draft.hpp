// The records of a plan workbook's rows (D-1.4, D-2.2), drafted outside of the writer.
#pragma once
#include <functional>

#include "app/plan_names.hpp"
#include "store/draft.hpp"

namespace zhantu::app {

// REQUIRES rows that were resolved on `board` and have no problems, and from `first_id` on a fresh
// number for each new project and each new person. Ends a role today where the workbook names
// somebody else. `saved` hears after each row how many there are.
void draft_plan_rows(store::Draft& draft, const Board& board, const PlanWorkbook& workbook,
                     const std::vector<const ResolvedRow*>& rows, Date today, std::int64_t first_id,
                     const std::function<void(std::size_t)>& saved);

}  // namespace zhantu::app

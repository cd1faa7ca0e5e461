// The clerk's own workbook given back with every problem and question as a comment in a red cell.
#pragma once
#include <string>
#include <string_view>

#include "app/import_plan.hpp"
#include "app/language.hpp"

namespace zhantu::app {

// For a table of text an .xlsx is made. REFUSES like read_plan_workbook.
Result<std::string> annotated_plan(std::string_view bytes, const Board& board,
                                   const PlanChoices& choices, Language language, Instant now);

}  // namespace zhantu::app

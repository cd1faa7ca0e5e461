#include "app/annotate_plan.hpp"

#include "app/problem_table.hpp"
#include "codec/csv_reader.hpp"
#include "codec/xlsx_annotate.hpp"

namespace zhantu::app {
namespace {

void add_notes(std::vector<codec::CellNote>& notes, const std::vector<Complaint>& list,
               Language language) {
  for (const Complaint& complaint : list) {
    notes.push_back({complaint.at.sheet, std::max(1, complaint.at.row),
                     std::max(1, complaint.at.column),
                     sentence(complaint.word, complaint.values, language)});
  }
}

}  // namespace

Result<std::string> annotated_plan(std::string_view bytes, const Board& board,
                                   const PlanChoices& choices, Language language, Instant now) {
  const auto workbook = codec::read_table_file(bytes, plan_caps());
  if (!workbook) return workbook.problem();
  const PlanScope scope = scope_of(board.campaign);
  const PlanWorkbook plan =
      read_plan(*workbook, scope, propose_layout(*workbook, scope, choices, board.plan_tables));
  Job job;
  const PlanImport result = check_plan(board, plan, job);
  std::vector<codec::CellNote> notes;
  add_notes(notes, result.problems, language);
  add_notes(notes, result.questions, language);
  if (workbook->text_separator == 0) {
    auto own = codec::annotate_xlsx(bytes, *workbook, notes, plan_caps());
    if (own) return own;
  }
  return codec::noted_copy(*workbook, notes, now);
}

}  // namespace zhantu::app

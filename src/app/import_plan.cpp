#include "app/import_plan.hpp"

#include "app/plan_draft.hpp"
#include "app/plan_ground.hpp"
#include "codec/csv_reader.hpp"

namespace zhantu::app {
namespace {

// Rows of one journal entry. A large import is several entries of one transaction: each stays small
// enough to be read and verified by itself.
constexpr std::size_t kRowsOfEntry = 500;
constexpr std::size_t kRowsOfStep = 100;  // between two looks at whether the job was cancelled
constexpr int kAttempts = 3;              // the last one inside the writer

struct Examined {
  PlanImport result;
  std::vector<ResolvedRow> rows;
  std::vector<std::size_t> changed;  // of rows
};

// As the project will be once the row is taken over; fields without a column stay.
std::vector<Lack> lacks_after(const PlanWorkbook& workbook, const ResolvedRow& row) {
  const BoardProject none;
  const BoardProject& now = row.existing == nullptr ? none : *row.existing;
  const auto has = [&](PlanField field) { return !workbook.absent.contains(field); };
  Project after = now.project;
  if (has(PlanField::starts_on)) after.starts_on = row.row->starts_on;
  if (has(PlanField::finishes_on)) after.finishes_on = row.row->finishes_on;
  const bool answered_for = has(PlanField::accountable_persons)
                                ? !row.accountable_persons.empty()
                                : !persons_now(now, "accountable_person").empty();
  return lacks_for_wall(after, answered_for);
}

void examine_gate(const PlanWorkbook& workbook, const ResolvedRow& row, PlanImport& result) {
  auto lacks = lacks_after(workbook, row);
  if (lacks.empty()) return;
  ++result.kept_off_count;
  if (result.kept_off.size() == kPlanChangesTold) return;
  result.kept_off.push_back({.number = row.row->number,
                             .name = row.row->name,
                             .lead_unit = row.row->lead_unit,
                             .lacks = std::move(lacks)});
}

void examine_row(const Board& board, const PlanWorkbook& workbook, PlanNames& names,
                 Complaints& complaints, const PlanRow& row, Examined& out) {
  PlanImport& result = out.result;
  out.rows.push_back(names.resolve(row, complaints));
  const ResolvedRow& now = out.rows.back();
  examine_gate(workbook, now, result);
  std::vector<FieldChange> fields;
  if (now.existing != nullptr) {
    fields = plan_changes(board, now, workbook, complaints);
    if (fields.empty()) {
      ++result.unchanged;
      return;
    }
    ++result.updated;
  } else {
    ++result.created;
  }
  out.changed.push_back(out.rows.size() - 1);
  if (result.changes.size() == kPlanChangesTold) return;
  result.changes.push_back({.number = row.number,
                            .name = row.name,
                            .create = now.existing == nullptr,
                            .fields = std::move(fields)});
}

Examined examine(const Board& board, const PlanWorkbook& workbook, Job& job) {
  Examined out;
  out.result.sheet = workbook.sheet;
  out.result.rows = static_cast<int>(workbook.rows.size());
  out.result.problems = workbook.complaints;
  out.result.questions = workbook.layout.questions;
  out.rows.reserve(workbook.rows.size());
  PlanNames names(board);
  {
    Complaints complaints(out.result.problems);  // tells the rest when it ends
    for (const PlanRow& row : workbook.rows) {
      if (out.rows.size() % kRowsOfStep == 0)
        job.advance(JobStage::checking, out.rows.size(), workbook.rows.size());
      examine_row(board, workbook, names, complaints, row, out);
    }
  }
  out.result.new_people = names.new_people();
  return out;
}

bool remembers_otherwise(const Board& board, const PlanTable& table) {
  if (table.fingerprint.empty()) return false;
  const auto known =
      std::ranges::find(board.plan_tables, table.fingerprint, &PlanTable::fingerprint);
  if (known == board.plan_tables.end()) return true;
  return std::tie(known->sheet, known->titles, known->heads, known->merges, known->uses,
                  known->units, known->year) != std::tie(table.sheet, table.titles, table.heads,
                                                         table.merges, table.uses, table.units,
                                                         table.year);
}

bool anything_chosen(const PlanLayout& layout) {
  return std::ranges::any_of(
      layout.columns, [](const LayoutColumn& column) { return column.known == Known::chosen; });
}

PlanTable remembered_by(const Actor& actor, CampaignId campaign, Instant at, PlanTable table) {
  table.tenant = actor.tenant;
  table.campaign = campaign;
  table.tenure = actor.tenure;
  table.at = at;
  return table;
}

Problem refusal_of(const PlanImport& result) {
  const auto& list = result.problems.empty() ? result.questions : result.problems;
  Problem problem{.word = result.problems.empty() ? "import_asks" : "import_refused",
                  .values = {{"count", std::to_string(list.size())}}};
  for (const Complaint& complaint : list) {
    problem.items.push_back(
        {complaint.at.sheet + "!" + complaint.at.name(), complaint.word, complaint.values});
  }
  return problem;
}

// An import that is ready to be written.
struct ReadyImport {
  PlanImport result;
  std::optional<store::Draft> draft;  // none where nothing changes
  std::shared_ptr<SharedBoard> next;  // the board with it
};
struct Outdated {};  // thrown out of the writer: the plan was changed meanwhile
using FreshIds = std::function<std::int64_t(std::int64_t count)>;  // the first of them

store::Draft draft_of(App& app, const Actor& actor, const Board& board,
                      const PlanWorkbook& workbook, const Examined& examined, bool remember,
                      Job& job, const FreshIds& ids) {
  store::Draft draft = app.store().draft();
  const store::Deed act =
      deed(app, actor, "import_plan", fmt::format("campaign/{}", board.campaign.id.value),
           board.campaign.id);
  if (remember) draft.save(remembered_by(actor, board.campaign.id, act.at, workbook.table));
  std::vector<const ResolvedRow*> rows;
  for (const std::size_t at : examined.changed) rows.push_back(&examined.rows[at]);
  const auto new_records =
      static_cast<std::int64_t>(examined.result.new_people.size()) + examined.result.created;
  draft_plan_rows(draft, board, workbook, rows, app.today(board),
                  new_records == 0 ? 0 : ids(new_records), [&](std::size_t done) {
                    if (done % kRowsOfStep == 0) job.advance(JobStage::saving, done, rows.size());
                    if (done % kRowsOfEntry == 0) draft.record(act);
                  });
  if (draft.has_unrecorded()) draft.record(act);
  return draft;
}

Result<ReadyImport> ready_import(App& app, const Actor& actor, const SharedBoard& base,
                                 const PlanWorkbook& workbook, Job& job, const FreshIds& ids) {
  const Board& board = base.board;
  if (board.campaign.tenant != actor.tenant) return Problem{.word = "not_found"};
  if (const auto word =
          refused(Act::import_plan, board, actor, app.today(board), nullptr, std::nullopt))
    return Problem{.word = std::string(*word)};
  Examined examined = examine(board, workbook, job);
  if (!examined.result.problems.empty() || !examined.result.questions.empty())
    return refusal_of(examined.result);
  ReadyImport out;
  const bool remember = (!examined.changed.empty() || anything_chosen(workbook.layout)) &&
                        remembers_otherwise(board, workbook.table);
  if (remember || !examined.changed.empty()) {
    out.draft = draft_of(app, actor, board, workbook, examined, remember, job, ids);
    out.next = board_with(base, *out.draft);
  }
  out.result = std::move(examined.result);
  return out;
}

void take_over(Writing& writing, store::Draft draft, std::shared_ptr<SharedBoard> next, Job& job) {
  job.close();
  writing.transaction.take(std::move(draft));
  writing.app.offer(writing.campaign, std::move(next));
}

}  // namespace

Result<PlanWorkbook> read_plan_workbook(std::string_view bytes, const Board& board,
                                        const PlanChoices& choices) {
  auto workbook = codec::read_table_file(bytes, plan_caps());
  if (!workbook) return workbook.problem();
  const PlanScope scope = scope_of(board.campaign);
  PlanWorkbook plan =
      read_plan(*workbook, scope, propose_layout(*workbook, scope, choices, board.plan_tables));
  if (workbook->text_separator != 0) {
    const char separator = workbook->text_separator;
    plan.layout.notes.push_back(
        {{plan.sheet, 1, 0},
         "",
         "text_table",
         {{"encoding", workbook->text_encoding},
          {"separator", separator == '\t' ? "Tab" : std::string(1, separator)}}});
  }
  return plan;
}

PlanImport check_plan(const Board& board, const PlanWorkbook& workbook, Job& job) {
  return examine(board, workbook, job).result;
}

Result<PlanImport> import_plan(Writing& writing, const PlanWorkbook& workbook, Job& job) {
  auto ready =
      ready_import(writing.app, writing.actor, *writing.shared, workbook, job,
                   [&](std::int64_t count) { return writing.transaction.next_ids(count); });
  if (!ready) return ready.problem();
  if (ready->draft) take_over(writing, std::move(*ready->draft), std::move(ready->next), job);
  return ready->result;
}

Result<Answer> apply_plan(App& app, const Actor& actor, const Repeat& repeat, CampaignId campaign,
                          const PlanWorkbook& workbook, Job& job,
                          const std::function<Answer(const PlanImport&)>& answer) {
  for (int attempt = 1;; ++attempt) {
    const BoardPtr base = app.board(campaign);
    if (!base) return Problem{.word = "not_found"};
    auto ready = ready_import(app, actor, *base, workbook, job, [&](std::int64_t count) {
      std::int64_t first = 0;
      app.store().write([&](store::Transaction& t) { return first = t.next_ids(count), true; });
      return first;
    });
    std::optional<Answer> made;
    if (ready) made = answer(ready->result);
    try {
      return write(app, actor, repeat, [&](store::Transaction& transaction) -> Result<Answer> {
        if (!ready) return ready.problem();
        auto writing = begin_writing(app, transaction, actor, campaign);
        if (!writing) return writing.problem();
        if (!ready->draft) return *made;
        if (auto next = rebased(*base, *writing->shared, *ready->next)) {
          take_over(writing.value(), std::move(*ready->draft), std::move(next), job);
          return *made;
        }
        if (attempt < kAttempts) throw Outdated{};
        const auto imported = import_plan(writing.value(), workbook, job);
        if (!imported) return imported.problem();
        return answer(*imported);
      });
    } catch (const Outdated&) {
      continue;
    }
  }
}

}  // namespace zhantu::app

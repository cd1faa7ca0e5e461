#include "app/import_plan.hpp"

#include "app/plan_names.hpp"
#include "codec/csv_reader.hpp"

namespace zhantu::app {
namespace {

// Rows of one journal entry. A large import is several entries of one transaction: each stays small
// enough to be read and verified by itself.
constexpr std::size_t kRowsOfEntry = 500;
constexpr std::size_t kRowsOfStep = 100;  // between two looks at whether the job was cancelled

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

// Writes the rows of an import that has no problems.
class Saver {
 public:
  Saver(Writing& writing, const PlanWorkbook& workbook)
      : writing_(writing), workbook_(workbook), today_(writing.app.today(writing.board())) {
    for (const BoardProject& p : writing.board().projects)
      last_sequence_ = std::max(last_sequence_, p.project.sequence);
  }

  void save(const ResolvedRow& resolved, bool create) {
    const PlanRow& row = *resolved.row;
    Project project = create ? fresh_project() : resolved.existing->project;
    if (!create) project.version += 1;
    take_over(project, row);
    project.command_post = resolved.command_post;
    if (create) {
      writing_.transaction.insert(project);
    } else {
      writing_.transaction.save(project);
    }
    const BoardProject none{};
    const BoardProject& now = create ? none : *resolved.existing;
    save_units(project, now, "lead_unit", {resolved.lead_unit});
    if (has(PlanField::partner_units))
      save_units(project, now, "partner_unit", resolved.partner_units);
    if (has(PlanField::deputy_commanders))
      save_people(project, now, "deputy_commander", resolved.deputy_commanders,
                  resolved.deputy_ids);
    if (has(PlanField::accountable_persons))
      save_people(project, now, "accountable_person", resolved.accountable_persons,
                  resolved.accountable_ids);
    for (const Period& period : workbook_.periods) save_plan(project, now, row, period);
  }

 private:
  bool has(PlanField field) const { return !workbook_.absent.contains(field); }

  // Fields without a column keep what the record has.
  void take_over(Project& project, const PlanRow& row) const {
    project.number = row.number;
    project.name = row.name;
    if (has(PlanField::category)) project.category = row.category;
    if (has(PlanField::facts)) project.facts = row.facts;
    if (has(PlanField::investment_total))
      project.investment_total = row.investment_total.value_or(Money{});
    if (has(PlanField::investment_year))
      project.investment_year = row.investment_year.value_or(Money{});
    if (has(PlanField::nature)) project.nature = row.nature;
    if (has(PlanField::starts_on)) project.starts_on = row.starts_on;
    if (has(PlanField::finishes_on)) project.finishes_on = row.finishes_on;
    if (has(PlanField::annual_target)) project.annual_target = row.annual_target;
    if (has(PlanField::annual_quantity)) project.annual_quantity = row.annual_quantity;
    if (has(PlanField::quantity_unit) || has(PlanField::annual_quantity))
      project.quantity_unit = row.quantity_unit;
  }

  Project fresh_project() {
    const Board& board = writing_.board();
    const auto published = board.latest_published();
    return Project{.tenant = board.campaign.tenant,
                   .campaign = board.campaign.id,
                   .id = {next_id()},
                   .admitted = published ? published->next() : board.campaign.periods().front(),
                   .sequence = last_sequence_ + ++added_,
                   .version = 1};
  }

  Date starts(const Project& project) const {
    return std::min(today_, project.admitted.first_day());
  }
  Date ends(Date started) const { return std::max(started, Date{today_.days - 1}); }

  void save_units(const Project& project, const BoardProject& now, const char* role,
                  const std::vector<UnitId>& wanted) {
    for (ProjectUnit unit : now.units) {
      if (unit.role != role || unit.ends_on || std::ranges::find(wanted, unit.unit) != wanted.end())
        continue;
      unit.ends_on = ends(unit.starts_on);
      writing_.transaction.save(unit);
    }
    const auto standing = units_now(now, role);
    for (UnitId unit : wanted) {
      if (std::ranges::find(standing, unit) != standing.end()) continue;
      writing_.transaction.insert(
          ProjectUnit{.tenant = project.tenant,
                      .campaign = project.campaign,
                      .project = project.id,
                      .unit = unit,
                      .role = role,
                      .starts_on = now.units.empty() ? starts(project) : today_});
    }
  }

  void save_people(const Project& project, const BoardProject& now, const char* role,
                   const std::vector<std::string>& names, const std::vector<PersonId>& ids) {
    std::vector<PersonId> wanted;
    for (std::size_t i = 0; i < ids.size(); ++i)
      wanted.push_back(ids[i] ? ids[i] : new_person(project.tenant, names[i]));
    for (ProjectPerson person : now.persons) {
      if (person.role != role || person.ends_on ||
          std::ranges::find(wanted, person.person) != wanted.end())
        continue;
      person.ends_on = ends(person.starts_on);
      writing_.transaction.save(person);
    }
    const auto standing = persons_now(now, role);
    std::int64_t sequence = 0;
    for (PersonId person : wanted) {
      ++sequence;
      if (std::ranges::find(standing, person) != standing.end()) continue;
      writing_.transaction.insert(
          ProjectPerson{.tenant = project.tenant,
                        .campaign = project.campaign,
                        .project = project.id,
                        .person = person,
                        .role = role,
                        .sequence = sequence,
                        .starts_on = now.persons.empty() ? starts(project) : today_});
    }
  }

  PersonId new_person(TenantId tenant, const std::string& name) {
    PersonId& id = new_people_[name];
    if (id) return id;
    id = {next_id()};
    writing_.transaction.insert(Person{.tenant = tenant, .id = id, .name = {name}});
    return id;
  }

  void save_plan(const Project& project, const BoardProject& now, const PlanRow& row,
                 const Period& period) {
    const Plan& standing = now.cell(period).plan;
    Plan plan = plan_in(workbook_, row, period, standing);
    if (plan.text == standing.text && plan.quantity == standing.quantity) return;
    plan.tenant = project.tenant;
    plan.campaign = project.campaign;
    plan.project = project.id;
    plan.period = period;
    if (now.cells.contains(period)) {
      writing_.transaction.save(plan);
    } else {
      writing_.transaction.insert(plan);
    }
  }

  std::int64_t next_id() {
    if (ids_left_ == 0) {
      next_ = writing_.transaction.next_ids(kRowsOfEntry);
      ids_left_ = kRowsOfEntry;
    }
    --ids_left_;
    return next_++;
  }

  Writing& writing_;
  const PlanWorkbook& workbook_;
  Date today_;
  std::int64_t last_sequence_ = 0, added_ = 0;
  std::int64_t next_ = 0;
  std::size_t ids_left_ = 0;
  std::map<std::string, PersonId> new_people_;
};

// "姓名", or "单位+姓名" where several people bear the name.
std::string distinct_name(const Board& board, PersonId id, Date day) {
  const std::string name = board.person_name(id);
  const auto bearers = std::ranges::count_if(
      board.persons, [&](const auto& person) { return person.second.name.text == name; });
  if (bearers < 2) return name;
  UnitId unit;
  for (const auto& [tenure_id, tenure] : board.tenures) {
    const auto post = board.posts.find(tenure.post);
    if (tenure.person != id || post == board.posts.end()) continue;
    if (!unit || tenure.holds_on(day)) unit = post->second.unit;
  }
  const auto found = board.units.find(unit);
  return found == board.units.end() ? name : found->second.short_name + "+" + name;
}

// A project of which no sum is known has a zero in the record.
std::optional<Money> money_in(Money money) {
  return money.fen == 0 ? std::nullopt : std::optional(money);
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

void remember_table(Writing& writing, PlanTable table) {
  table.tenant = writing.actor.tenant;
  table.campaign = writing.campaign;
  table.tenure = writing.actor.tenure;
  table.at = writing.app.now();
  writing.transaction.save(table);
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

}  // namespace

Result<PlanWorkbook> read_plan_workbook(std::string_view bytes, const Board& board,
                                        const PlanChoices& choices) {
  auto workbook = codec::read_table_file(bytes, plan_caps());
  if (!workbook) return workbook.problem();
  const int year = static_cast<int>(board.campaign.year);
  PlanWorkbook plan =
      read_plan(*workbook, year, propose_layout(*workbook, year, choices, board.plan_tables));
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
  const Board& board = writing.board();
  const Date today = writing.app.today(board);
  if (const auto word = refused(Act::import_plan, board, writing.actor, today, nullptr, {})) {
    return Problem{.word = std::string(*word)};
  }
  Examined examined = examine(board, workbook, job);
  PlanImport& result = examined.result;
  if (!result.problems.empty() || !result.questions.empty()) return refusal_of(result);
  const std::string subject = fmt::format("campaign/{}", writing.campaign.value);
  const auto record = [&] {
    writing.transaction.record(
        deed(writing.app, writing.actor, "import_plan", subject, writing.campaign));
  };
  const bool remember = (!examined.changed.empty() || anything_chosen(workbook.layout)) &&
                        remembers_otherwise(board, workbook.table);
  if (remember) remember_table(writing, workbook.table);
  Saver saver(writing, workbook);
  std::size_t done = 0;
  for (const std::size_t at : examined.changed) {
    const ResolvedRow& row = examined.rows[at];
    saver.save(row, row.existing == nullptr);
    ++done;
    if (done % kRowsOfStep == 0) job.advance(JobStage::saving, done, examined.changed.size());
    if (done % kRowsOfEntry == 0) record();
  }
  const bool unrecorded = done % kRowsOfEntry != 0 || (remember && done == 0);
  if (unrecorded) record();
  return std::move(result);
}

std::vector<PlanRow> plan_rows(const Board& board, Date day) {
  std::vector<PlanRow> rows;
  const auto unit_names = [&](const BoardProject& project, std::string_view role) {
    std::vector<std::string> names;
    for (UnitId unit : units_now(project, role)) names.push_back(board.unit_name(unit));
    return names;
  };
  const auto person_names = [&](const BoardProject& project, std::string_view role) {
    std::vector<std::string> names;
    for (PersonId person : persons_now(project, role))
      names.push_back(distinct_name(board, person, day));
    return names;
  };
  for (const BoardProject& project : board.projects) {
    const Project& p = project.project;
    const Organ* organ = board.organ(p.command_post);
    PlanRow row{.number = p.number,
                .name = p.name,
                .category = p.category,
                .command_post = organ == nullptr ? "" : organ->short_name,
                .partner_units = unit_names(project, "partner_unit"),
                .deputy_commanders = person_names(project, "deputy_commander"),
                .accountable_persons = person_names(project, "accountable_person"),
                .facts = p.facts,
                .annual_target = p.annual_target,
                .nature = p.nature,
                .investment_total = money_in(p.investment_total),
                .investment_year = money_in(p.investment_year),
                .starts_on = p.starts_on,
                .finishes_on = p.finishes_on,
                .annual_quantity = p.annual_quantity,
                .quantity_unit = p.quantity_unit};
    // Not who leads today: before the campaign begins nobody does.
    for (const std::string& lead : unit_names(project, "lead_unit")) row.lead_unit = lead;
    for (const auto& [period, cell] : project.cells) {
      if (cell.plan.has_target())
        row.periods.push_back(
            {.period = period, .text = cell.plan.text, .quantity = cell.plan.quantity});
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace zhantu::app

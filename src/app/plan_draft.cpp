#include "app/plan_draft.hpp"

#include "app/plan_changes.hpp"

namespace zhantu::app {
namespace {

// Writes the rows of an import that has no problems.
class RowWriter {
 public:
  RowWriter(store::Draft& draft, const Board& board, const PlanWorkbook& workbook, Date today,
            std::int64_t first_id)
      : draft_(draft), board_(board), workbook_(workbook), today_(today), next_id_(first_id) {
    for (const BoardProject& p : board.projects)
      last_sequence_ = std::max(last_sequence_, p.project.sequence);
  }

  void save(const ResolvedRow& resolved) {
    const PlanRow& row = *resolved.row;
    const bool create = resolved.existing == nullptr;
    Project project = create ? fresh_project() : resolved.existing->project;
    if (!create) project.version += 1;
    take_over(project, row);
    project.command_post = resolved.command_post;
    if (create) {
      draft_.insert(project);
    } else {
      draft_.save(project);
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
    const auto published = board_.latest_published();
    return Project{.tenant = board_.campaign.tenant,
                   .campaign = board_.campaign.id,
                   .id = {next_id_++},
                   .admitted = published ? published->next() : board_.campaign.periods().front(),
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
      draft_.save(unit);
    }
    const auto standing = units_now(now, role);
    for (UnitId unit : wanted) {
      if (std::ranges::find(standing, unit) != standing.end()) continue;
      draft_.insert(ProjectUnit{.tenant = project.tenant,
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
      draft_.save(person);
    }
    const auto standing = persons_now(now, role);
    std::int64_t sequence = 0;
    for (PersonId person : wanted) {
      ++sequence;
      if (std::ranges::find(standing, person) != standing.end()) continue;
      draft_.insert(ProjectPerson{.tenant = project.tenant,
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
    id = {next_id_++};
    draft_.insert(Person{.tenant = tenant, .id = id, .name = {name}});
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
      draft_.save(plan);
    } else {
      draft_.insert(plan);
    }
  }

  store::Draft& draft_;
  const Board& board_;
  const PlanWorkbook& workbook_;
  Date today_;
  std::int64_t next_id_;
  std::int64_t last_sequence_ = 0, added_ = 0;
  std::map<std::string, PersonId> new_people_;
};

}  // namespace

void draft_plan_rows(store::Draft& draft, const Board& board, const PlanWorkbook& workbook,
                     const std::vector<const ResolvedRow*>& rows, Date today, std::int64_t first_id,
                     const std::function<void(std::size_t)>& saved) {
  RowWriter writer(draft, board, workbook, today, first_id);
  std::size_t done = 0;
  for (const ResolvedRow* row : rows) {
    writer.save(*row);
    saved(++done);
  }
}

}  // namespace zhantu::app

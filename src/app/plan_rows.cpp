#include "app/import_plan.hpp"
#include "app/plan_names.hpp"

namespace zhantu::app {
namespace {

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

}  // namespace

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

#include "app/plan_ground.hpp"

namespace zhantu::app {
namespace {

template <class T>
bool same(const T& a, const T& b) {
  std::vector<Value> left, right;
  store::values_to_insert(a, left);
  store::values_to_insert(b, right);
  return left == right;
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
  return std::ranges::equal(a, b, [](const T& x, const T& y) { return same(x, y); });
}

// The plan of a project, whatever was reported or determined meanwhile.
bool same_plan(const BoardProject& a, const BoardProject& b) {
  if (!same(a.project, b.project) || !same(a.units, b.units) || !same(a.persons, b.persons))
    return false;
  const auto covers = [](const BoardProject& x, const BoardProject& y) {
    return std::ranges::all_of(x.cells, [&](const auto& cell) {
      const Plan& plan = y.cell(cell.first).plan;
      return cell.second.plan.text == plan.text && cell.second.plan.quantity == plan.quantity;
    });
  };
  return covers(a, b) && covers(b, a);
}

bool same_ground(const Board& a, const Board& b) {
  return same(a.tenant, b.tenant) && same(a.campaign, b.campaign) && a.adopted.same_as(b.adopted) &&
         a.phases.same_as(b.phases) && a.organs.same_as(b.organs) && a.members.same_as(b.members) &&
         a.organ_units.same_as(b.organ_units) && a.substitutes.same_as(b.substitutes) &&
         a.units.same_as(b.units) && a.persons.same_as(b.persons) && a.posts.same_as(b.posts) &&
         a.tenures.same_as(b.tenures) && a.publications.same_as(b.publications) &&
         a.corrections.same_as(b.corrections) && a.plan_tables.same_as(b.plan_tables) &&
         a.rolled_up.same_as(b.rolled_up) && a.effects.same_as(b.effects) &&
         a.projects.size() == b.projects.size();
}

}  // namespace

std::shared_ptr<SharedBoard> board_with(const SharedBoard& base, const store::Draft& draft) {
  auto next = std::make_shared<SharedBoard>(base);
  for (const Person& person : draft.rows<Person>().fresh) next->board.apply(person);
  for (const PlanTable& table : draft.rows<PlanTable>().standing) next->board.apply(table);
  next->board.apply(Board::Many{.projects = draft.rows<Project>().fresh,
                                .units = draft.rows<ProjectUnit>().fresh,
                                .persons = draft.rows<ProjectPerson>().fresh,
                                .plans = draft.rows<Plan>().fresh});
  next->board.apply(Board::Many{.projects = draft.rows<Project>().standing,
                                .units = draft.rows<ProjectUnit>().standing,
                                .persons = draft.rows<ProjectPerson>().standing,
                                .plans = draft.rows<Plan>().standing});
  return next;
}

std::shared_ptr<SharedBoard> rebased(const SharedBoard& base, const SharedBoard& now,
                                     const SharedBoard& next) {
  if (!same_ground(base.board, now.board)) return nullptr;
  auto out = std::make_shared<SharedBoard>(next);
  for (std::size_t i = 0; i < now.board.projects.size(); ++i) {
    if (now.board.projects.item(i) == base.board.projects.item(i)) continue;
    const BoardProject& project = now.board.projects[i];
    if (!same_plan(base.board.projects[i], project)) return nullptr;
    BoardProject& merged = out->board.projects.edit(i);
    for (const auto& [period, cell] : project.cells) {
      const Plan plan = merged.cell(period).plan;
      merged.cells[period] = cell;
      merged.cells[period].plan = plan;
    }
  }
  return out;
}

}  // namespace zhantu::app

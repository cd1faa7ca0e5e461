#include "app/plan_changes.hpp"

#include "app/why.hpp"

namespace zhantu::app {
namespace {

bool judged_before(const Board& board, const BoardProject& project) {
  return std::ranges::any_of(project.cells, [&](const auto& cell) {
    return board.published(cell.first) && cell.second.card() != nullptr;
  });
}

template <class T>
std::vector<T> sorted(std::vector<T> values) {
  std::ranges::sort(values);
  return values;
}

std::string plan_text(const Plan& plan) {
  if (!plan.has_target()) return "无目标";
  return plan.quantity ? plan.text + " " + plan.quantity->text() : plan.text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "、") + name;
  return out;
}

std::string text_of(const std::optional<Quantity>& quantity) {
  return quantity ? quantity->text() : "";
}
std::string text_of(const std::optional<Date>& day) { return day ? day->iso() : ""; }
std::string text_of(Money money) { return money.fen == 0 ? "" : money.in_wan() + "万元"; }

class Comparison {
 public:
  Comparison(const Board& board, const ResolvedRow& resolved, const PlanWorkbook& workbook,
             Complaints& complaints)
      : board_(board),
        resolved_(resolved),
        row_(*resolved.row),
        now_(*resolved.existing),
        workbook_(workbook),
        complaints_(complaints),
        judged_(judged_before(board, now_)) {}

  std::vector<FieldChange> compare() {
    compare_facts();
    compare_roles();
    compare_target();
    for (const Period& period : workbook_.periods) compare_plan(period);
    return std::move(changes_);
  }

 private:
  bool differs(bool different, PlanField field, std::string before, std::string after) {
    if (!different || workbook_.absent.contains(field)) return false;
    changes_.push_back(
        {{.kind = PlanUse::Kind::field, .field = field}, std::move(before), std::move(after)});
    return true;
  }
  void text(PlanField field, const std::string& before, const std::string& after) {
    differs(before != after, field, before, after);
  }
  void frozen(bool different, const CellRef& at, const std::string& value, const char* word) {
    if (different && judged_) complaints_.add(at, value, word, {});
  }

  void compare_facts() {
    const Project& p = now_.project;
    text(PlanField::name, p.name, row_.name);
    text(PlanField::category, p.category, row_.category);
    text(PlanField::facts, p.facts, row_.facts);
    const Money total = row_.investment_total.value_or(Money{});
    const Money year = row_.investment_year.value_or(Money{});
    differs(p.investment_total != total, PlanField::investment_total, text_of(p.investment_total),
            text_of(total));
    differs(p.investment_year != year, PlanField::investment_year, text_of(p.investment_year),
            text_of(year));
    text(PlanField::nature, p.nature, row_.nature);
    differs(p.starts_on != row_.starts_on, PlanField::starts_on, text_of(p.starts_on),
            text_of(row_.starts_on));
    differs(p.finishes_on != row_.finishes_on, PlanField::finishes_on, text_of(p.finishes_on),
            text_of(row_.finishes_on));
  }

  std::string units(const std::vector<UnitId>& ids) const {
    std::vector<std::string> names;
    for (const UnitId id : ids) names.push_back(board_.unit_name(id));
    return joined(names);
  }
  std::string persons(const std::vector<PersonId>& ids) const {
    std::vector<std::string> names;
    for (const PersonId id : ids) names.push_back(board_.person_name(id));
    return joined(names);
  }

  void compare_roles() {
    const Organ* post = board_.organ(now_.project.command_post);
    differs(resolved_.command_post != now_.project.command_post, PlanField::command_post,
            post == nullptr ? "" : post->short_name, row_.command_post);
    const auto leads = units_now(now_, "lead_unit");
    frozen(differs(leads != std::vector{resolved_.lead_unit}, PlanField::lead_unit, units(leads),
                   row_.lead_unit),
           row_.lead_unit_at, row_.lead_unit, "lead_unit_frozen");
    const auto partners = units_now(now_, "partner_unit");
    differs(partners != sorted(resolved_.partner_units), PlanField::partner_units, units(partners),
            joined(row_.partner_units));
    const auto deputies = persons_now(now_, "deputy_commander");
    differs(deputies != sorted(resolved_.deputy_ids), PlanField::deputy_commanders,
            persons(deputies), joined(row_.deputy_commanders));
    const auto people = persons_now(now_, "accountable_person");
    differs(people != sorted(resolved_.accountable_ids), PlanField::accountable_persons,
            persons(people), joined(row_.accountable_persons));
  }

  void compare_target() {
    const Project& p = now_.project;
    frozen(differs(row_.annual_target != p.annual_target, PlanField::annual_target, p.annual_target,
                   row_.annual_target),
           row_.annual_target_at, row_.annual_target, "target_frozen");
    const std::string quantity = text_of(row_.annual_quantity);
    frozen(differs(row_.annual_quantity != p.annual_quantity, PlanField::annual_quantity,
                   text_of(p.annual_quantity), quantity),
           row_.annual_quantity_at, quantity, "target_frozen");
    // A unit that stands in the head or in the cell comes with the annual figure.
    const bool unit_told = !workbook_.absent.contains(PlanField::quantity_unit) ||
                           !workbook_.absent.contains(PlanField::annual_quantity);
    if (!unit_told || row_.quantity_unit == p.quantity_unit) return;
    changes_.push_back({{.kind = PlanUse::Kind::field, .field = PlanField::quantity_unit},
                        p.quantity_unit,
                        row_.quantity_unit});
    frozen(true, row_.quantity_unit_at, row_.quantity_unit, "target_frozen");
  }

  void compare_plan(const Period& period) {
    const Cell& cell = now_.cell(period);
    const Plan& standing = cell.plan;
    const Plan wanted = plan_in(workbook_, row_, period, standing);
    const bool text_differs = standing.text != wanted.text;
    if (!text_differs && standing.quantity == wanted.quantity) return;
    const PlanUse use{.kind = text_differs ? PlanUse::Kind::text : PlanUse::Kind::figure,
                      .slot = {period.kind(), period.index()}};
    changes_.push_back({use, plan_text(standing), plan_text(wanted)});
    if (!board_.published(period) || cell.card() == nullptr) return;
    CellRef at = row_.number_at;
    for (const PlanPeriodInput& input : row_.periods) {
      if (input.period == period) at = text_differs ? input.text_at : input.quantity_at;
    }
    complaints_.add(
        at, plan_text(wanted), "plan_frozen",
        {{"period", period_label(period, Language::zh_hans)}, {"was", plan_text(standing)}});
  }

  const Board& board_;
  const ResolvedRow& resolved_;
  const PlanRow& row_;
  const BoardProject& now_;
  const PlanWorkbook& workbook_;
  Complaints& complaints_;
  bool judged_;
  std::vector<FieldChange> changes_;
};

}  // namespace

Plan plan_in(const PlanWorkbook& workbook, const PlanRow& row, const Period& period,
             const Plan& standing) {
  Plan plan;
  for (const PlanPeriodInput& input : row.periods) {
    if (input.period != period) continue;
    plan.text = input.text;
    plan.quantity = input.quantity;
    // A share has four decimals; what was finer before and is the same share stays as it is.
    const auto share = standing.quantity ? as_given(PlanFigure::percent, *standing.quantity, {},
                                                    row.annual_quantity)
                                         : std::nullopt;
    if (input.percent && share == input.percent) plan.quantity = standing.quantity;
  }
  if (workbook.without_text.contains(period)) plan.text = standing.text;
  if (workbook.without_quantity.contains(period)) plan.quantity = standing.quantity;
  return plan;
}

std::vector<FieldChange> plan_changes(const Board& board, const ResolvedRow& resolved,
                                      const PlanWorkbook& workbook, Complaints& complaints) {
  return Comparison(board, resolved, workbook, complaints).compare();
}

}  // namespace zhantu::app

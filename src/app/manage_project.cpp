#include "app/manage_project.hpp"

#include "domain/determination/frozen.hpp"

namespace zhantu::app {
namespace {

bool judged(const BoardProject& project) {
  return std::ranges::any_of(project.cells,
                             [](const auto& one) { return one.second.card() != nullptr; });
}

// Everything that a command makes of a project, and everything that is wrong with it.
class ProjectSaver {
 public:
  ProjectSaver(Writing& writing, const ProjectCommand& command, const BoardProject* now)
      : writing_(writing),
        board_(writing.board()),
        command_(command),
        now_(now),
        free_(first_free_day(board_, writing.app.today(board_))) {
    if (now != nullptr) {
      project = now->project;
      project.version += 1;
      return;
    }
    project.tenant = writing.actor.tenant;
    project.campaign = board_.campaign.id;
    const auto published = board_.latest_published();
    project.admitted = command.admitted.value_or(published ? published->next()
                                                           : board_.campaign.periods().front());
    for (const BoardProject& one : board_.projects)
      project.sequence = std::max(project.sequence, one.project.sequence);
    project.sequence += 1;
  }

  Project project;
  std::vector<ProblemItem> items;

  void check() {
    facts();
    check_facts();
    for (std::size_t i = 0; i < command_.units.size(); ++i) take(i, command_.units[i]);
    for (std::size_t i = 0; i < command_.persons.size(); ++i) take(i, command_.persons[i]);
    for (std::size_t i = 0; i < command_.plan.size(); ++i) take(i, command_.plan[i]);
    const bool led = now_ != nullptr || std::ranges::any_of(units_, [](const ProjectUnit& unit) {
                       return unit.role == "lead_unit";
                     });
    if (!led) flaw("/units", "field_missing");
  }

  void save() {
    if (!project.id) project.id = {writing_.transaction.next_id()};
    writing_.transaction.save(project);
    const auto each = [&](auto& rows) {
      for (auto& row : rows) {
        row.project = project.id;
        writing_.transaction.save(row);
      }
    };
    each(units_);
    each(persons_);
    each(plans_);
  }

 private:
  void flaw(std::string where, const char* word, std::map<std::string, std::string> values = {}) {
    items.push_back({.where = std::move(where), .word = word, .values = std::move(values)});
  }

  void facts() {
    const ProjectCommand& c = command_;
    if (c.number) project.number = *c.number;
    if (c.name) project.name = *c.name;
    if (c.category) project.category = *c.category;
    if (c.facts) project.facts = *c.facts;
    if (c.nature) project.nature = *c.nature;
    if (c.place) project.place = *c.place;
    if (c.investment_total) project.investment_total = *c.investment_total;
    if (c.investment_year) project.investment_year = *c.investment_year;
    if (c.starts_on) project.starts_on = *c.starts_on;
    if (c.finishes_on) project.finishes_on = *c.finishes_on;
    if (c.annual_target) project.annual_target = *c.annual_target;
    if (c.annual_quantity) project.annual_quantity = *c.annual_quantity;
    if (c.quantity_unit) project.quantity_unit = *c.quantity_unit;
    if (c.command_post) project.command_post = *c.command_post;
    if (c.sequence) project.sequence = *c.sequence;
    if (c.weight) project.weight = *c.weight;
  }

  void check_facts() {
    for (const auto& [value, where] : {std::pair{&project.number, "/number"},
                                       {&project.name, "/name"},
                                       {&project.annual_target, "/annual_target"}}) {
      if (value->empty()) flaw(where, "field_missing");
    }
    for (const BoardProject& one : board_.projects) {
      if (one.project.id != project.id && one.project.number == project.number)
        flaw("/number", "number_taken", {{"number", project.number}});
    }
    const Organ* post = board_.organ(project.command_post);
    if (post == nullptr || post->kind != "command_post" || (!now_ && post->ends_on))
      flaw("/command_post", "reference_unknown");
    if (project.place && !board_.units.contains(project.place)) flaw("/place", "reference_unknown");
    if (project.starts_on && project.finishes_on && *project.finishes_on < *project.starts_on)
      flaw("/finishes_on", "day_order");
    const bool weighed_anew = command_.weight && !project.weight.empty();
    if (weighed_anew && !board_.mechanism_on(writing_.app.today(board_)).opening(project.weight))
      flaw("/weight", "weight_unknown");
    if (project.annual_quantity && project.annual_quantity->scaled <= 0)
      flaw("/annual_quantity", "quantity_negative");
    if (now_ == nullptr) {
      if (!board_.campaign.covers(project.admitted)) {
        flaw("/admitted", "period_unknown", {{"period", project.admitted.text()}});
      } else if (board_.published(project.admitted)) {
        flaw("/admitted", "period_already_published", {{"period", project.admitted.text()}});
      }
      return;
    }
    const Project& before = now_->project;
    if (!judged(*now_)) return;
    if (project.annual_target != before.annual_target) flaw("/annual_target", "target_frozen");
    if (project.annual_quantity != before.annual_quantity)
      flaw("/annual_quantity", "target_frozen");
    if (project.quantity_unit != before.quantity_unit) flaw("/quantity_unit", "target_frozen");
  }

  bool known_role(const std::string& role, bool of_unit) const {
    const RoleKind* kind = board_.mechanism.role(role);
    return kind != nullptr && kind->held_by_unit == of_unit;
  }

  void days(const std::string& where, const std::optional<RowDays>& before, const RowDays& after) {
    if (auto found = days_flaw(board_, where, before, after)) items.push_back(std::move(*found));
  }

  void take(std::size_t place, const ProjectUnitRow& row) {
    const auto where = [&](const char* name) { return fmt::format("/units/{}/{}", place, name); };
    if (!board_.units.contains(row.unit)) flaw(where("unit"), "reference_unknown");
    if (!known_role(row.role, true)) flaw(where("role"), "role_unknown");
    ProjectUnit unit{.tenant = project.tenant,
                     .campaign = project.campaign,
                     .unit = row.unit,
                     .role = row.role,
                     .starts_on = row.starts_on.value_or(free_)};
    std::optional<RowDays> before;
    for (const ProjectUnit& one : now_ ? now_->units : std::vector<ProjectUnit>{}) {
      if (one.unit != unit.unit || one.role != unit.role || one.starts_on != unit.starts_on)
        continue;
      unit = one;
      before = RowDays{one.starts_on, one.ends_on};
    }
    if (row.undertaking) unit.undertaking = *row.undertaking;
    if (row.deadline) unit.deadline = *row.deadline;
    if (row.ends_on) unit.ends_on = *row.ends_on;
    days(where("ends_on"), before, {unit.starts_on, unit.ends_on});
    if (unit.role == "lead_unit" && !before) end_leads_before(unit, where("starts_on"));
    units_.push_back(unit);
  }

  void end_leads_before(const ProjectUnit& lead, const std::string& where) {
    for (ProjectUnit one : now_ ? now_->units : std::vector<ProjectUnit>{}) {
      const Date last = lead.ends_on.value_or(Date::of(9999, 12, 31));
      if (one.role != "lead_unit" || !one.overlaps(lead.starts_on, last)) continue;
      if (one.starts_on >= lead.starts_on) {
        flaw(where, "day_order");
      } else {
        one.ends_on = Date{lead.starts_on.days - 1};
        units_.push_back(one);
      }
    }
  }

  void take(std::size_t place, const ProjectPersonRow& row) {
    const auto where = [&](const char* name) { return fmt::format("/persons/{}/{}", place, name); };
    if (!board_.persons.contains(row.person)) flaw(where("person"), "reference_unknown");
    if (!known_role(row.role, false)) flaw(where("role"), "role_unknown");
    ProjectPerson person{.tenant = project.tenant,
                         .campaign = project.campaign,
                         .person = row.person,
                         .role = row.role,
                         .sequence = static_cast<std::int64_t>(place) + 1,
                         .starts_on = row.starts_on.value_or(free_)};
    std::optional<RowDays> before;
    for (const ProjectPerson& one : now_ ? now_->persons : std::vector<ProjectPerson>{}) {
      if (one.person != person.person || one.role != person.role ||
          one.starts_on != person.starts_on)
        continue;
      person = one;
      before = RowDays{one.starts_on, one.ends_on};
    }
    if (row.ends_on) person.ends_on = *row.ends_on;
    days(where("ends_on"), before, {person.starts_on, person.ends_on});
    persons_.push_back(person);
  }

  void take(std::size_t place, const PlanInput& input) {
    const auto where = [&](const char* name) { return fmt::format("/plan/{}/{}", place, name); };
    const std::map<std::string, std::string> values{{"period", input.period.text()}};
    if (!board_.campaign.covers(input.period))
      return flaw(where("period"), "period_unknown", values);
    const Cell& cell = now_ ? now_->cell(input.period) : empty_;
    if (cell.plan.text == input.text && cell.plan.quantity == input.quantity) return;
    if (cell.card() != nullptr) {
      const std::string was =
          cell.plan.quantity ? cell.plan.text + " " + cell.plan.quantity->text() : cell.plan.text;
      return flaw(where("text"), "plan_frozen", {{"period", input.period.text()}, {"was", was}});
    }
    if (input.quantity && !project.annual_quantity)
      flaw(where("quantity"), "quantity_not_expected");
    if (input.quantity && input.quantity->scaled < 0) flaw(where("quantity"), "quantity_negative");
    plans_.push_back(Plan{.tenant = project.tenant,
                          .campaign = project.campaign,
                          .period = input.period,
                          .text = input.text,
                          .quantity = input.quantity});
  }

  Writing& writing_;
  const Board& board_;
  const ProjectCommand& command_;
  const BoardProject* now_;
  Date free_;
  Cell empty_;
  std::vector<ProjectUnit> units_;
  std::vector<ProjectPerson> persons_;
  std::vector<Plan> plans_;
};

}  // namespace

std::string project_version(const BoardProject& project) {
  std::vector<journal::Image> images{store::image_of(project.project)};
  for (const ProjectUnit& unit : project.units) images.push_back(store::image_of(unit));
  for (const ProjectPerson& person : project.persons) images.push_back(store::image_of(person));
  for (const auto& [period, cell] : project.cells) images.push_back(store::image_of(cell.plan));
  return version_of(images);
}

Result<ProjectId> save_project(Writing& writing, const ProjectCommand& command) {
  const Board& board = writing.board();
  const BoardProject* now = command.id ? board.find(command.id) : nullptr;
  if (command.id && now == nullptr) return Problem{.word = "not_found"};
  const Act act = command.id ? Act::edit_project : Act::add_project;
  const Date today = writing.app.today(board);
  if (const auto word = refused(act, board, writing.actor, today, now, std::nullopt))
    return Problem{.word = std::string(*word)};
  if (now != nullptr) {
    TenantWriting tenant{writing.app, writing.transaction, writing.actor};
    const std::string subject = fmt::format("project/{}", now->project.id.value);
    if (auto flaw = version_flaw(tenant, subject, command.version, project_version(*now)))
      return *flaw;
  }
  ProjectSaver saver(writing, command, now);
  saver.check();
  if (!saver.items.empty())
    return Problem{.word = "field_invalid", .items = std::move(saver.items)};
  saver.save();
  writing.transaction.record(deed(writing.app, writing.actor, std::string(word(act)),
                                  fmt::format("project/{}", saver.project.id.value),
                                  board.campaign.id));
  return saver.project.id;
}

}  // namespace zhantu::app

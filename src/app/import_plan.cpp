#include "app/import_plan.hpp"

#include "app/why.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

// A row with everything that it names found in the tenant.
struct ResolvedRow {
  const PlanRow* row = nullptr;
  const BoardProject* existing = nullptr;
  OrganId command_post;
  UnitId lead_unit;
  std::vector<UnitId> partner_units;
  std::vector<std::string> deputy_commanders,
      accountable_persons;  // names, or "单位+姓名" already cut to the name
  std::vector<PersonId> deputy_ids, accountable_ids;  // none where the person is new
};

std::string close_name(const std::vector<std::string>& names, const std::string& name) {
  const std::string* best = nullptr;
  int best_distance = 4;
  for (const std::string& candidate : names) {
    const int distance = edit_distance(candidate, name);
    const bool part =
        candidate.find(name) != std::string::npos || name.find(candidate) != std::string::npos;
    if (distance < best_distance || (part && best == nullptr)) {
      best = &candidate;
      best_distance = std::min(best_distance, distance);
    }
  }
  return best == nullptr ? std::string{} : fmt::format("，是否指“{}”", *best);
}

std::vector<UnitId> units_now(const BoardProject& project, std::string_view role) {
  std::vector<UnitId> out;
  for (const ProjectUnit& unit : project.units) {
    if (unit.role == role && !unit.ends_on) out.push_back(unit.unit);
  }
  std::ranges::sort(out);
  return out;
}

std::vector<PersonId> persons_now(const BoardProject& project, std::string_view role) {
  std::vector<PersonId> out;
  for (const ProjectPerson& person : project.persons) {
    if (person.role == role && !person.ends_on) out.push_back(person.person);
  }
  std::ranges::sort(out);
  return out;
}

class Resolver {
 public:
  Resolver(const Board& board, PlanImport& result) : board_(board), result_(result) {
    for (const auto& [id, tenure] : board.tenures) {
      const auto post = board.posts.find(tenure.post);
      if (post != board.posts.end()) person_units_[tenure.person].insert(post->second.unit);
    }
  }

  ResolvedRow resolve(const PlanRow& row) {
    ResolvedRow out{.row = &row};
    for (const BoardProject& project : board_.projects) {
      if (project.project.number == row.number) out.existing = &project;
    }
    out.command_post = command_post(row);
    out.lead_unit = unit(row.lead_unit, row.lead_unit_at);
    for (const std::string& name : row.partner_units) {
      const UnitId id = unit(name, row.partner_units_at);
      if (std::ranges::find(out.partner_units, id) == out.partner_units.end())
        out.partner_units.push_back(id);
    }
    people(row.deputy_commanders, row.deputy_commanders_at,
           standing(out.existing, "deputy_commander"), out.deputy_commanders, out.deputy_ids);
    people(row.accountable_persons, row.accountable_persons_at,
           standing(out.existing, "accountable_person"), out.accountable_persons,
           out.accountable_ids);
    return out;
  }

 private:
  void complain(const CellRef& at, const std::string& value, std::string word,
                std::map<std::string, std::string> values) {
    result_.problems.push_back({at, value, std::move(word), std::move(values)});
  }

  OrganId command_post(const PlanRow& row) {
    std::vector<std::string> names;
    for (const Organ& organ : board_.organs) {
      if (organ.kind != "command_post") continue;
      if (organ.name == row.command_post || organ.short_name == row.command_post) return organ.id;
      names.push_back(organ.name);
      names.push_back(organ.short_name);
    }
    if (!row.command_post.empty()) {
      complain(row.command_post_at, row.command_post, "command_post_unknown",
               {{"name", row.command_post}, {"hint", close_name(names, row.command_post)}});
    }
    return {};
  }

  UnitId unit(const std::string& name, const CellRef& at) {
    std::vector<std::string> names;
    for (const auto& [id, candidate] : board_.units) {
      if (candidate.name == name || candidate.short_name == name) return id;
      names.push_back(candidate.name);
    }
    if (!name.empty())
      complain(at, name, "unit_unknown", {{"name", name}, {"hint", close_name(names, name)}});
    return {};
  }

  static std::vector<PersonId> standing(const BoardProject* project, std::string_view role) {
    return project == nullptr ? std::vector<PersonId>{} : persons_now(*project, role);
  }

  // Of several bearers of a name, the one who has the role already is meant.
  void people(const std::vector<std::string>& wanted, const CellRef& at,
              const std::vector<PersonId>& standing, std::vector<std::string>& names,
              std::vector<PersonId>& ids) {
    for (const std::string& text : wanted) {
      std::vector<PersonId> bearers, of_unit;
      std::string name = text;
      for (const auto& [id, person] : board_.persons) {
        if (person.name.text == text) bearers.push_back(id);
        if (!person.name.text.empty() && named_with_unit(id, person.name.text, text))
          of_unit.push_back(id);
      }
      if (bearers.size() != 1 && !of_unit.empty()) {
        bearers = of_unit;
        name = board_.persons.at(of_unit.front()).name.text;
      }
      std::vector<PersonId> already;
      std::ranges::copy_if(bearers, std::back_inserter(already), [&](PersonId id) {
        return std::ranges::find(standing, id) != standing.end();
      });
      if (already.size() == 1) bearers = already;
      if (bearers.size() > 1) {
        complain(at, text, "person_ambiguous",
                 {{"name", text}, {"count", std::to_string(bearers.size())}});
      }
      const PersonId id = bearers.size() == 1 ? bearers.front() : PersonId{};
      const bool twice = id ? std::ranges::find(ids, id) != ids.end()
                            : std::ranges::find(names, name) != names.end();
      if (twice) continue;
      names.push_back(name);
      ids.push_back(id);
      const bool known = std::ranges::find(result_.new_people, name) != result_.new_people.end();
      if (bearers.empty() && !known) result_.new_people.push_back(name);
    }
  }

  // "县住建局贺守信", "县住建局 贺守信", "县住建局+贺守信".
  bool named_with_unit(PersonId id, const std::string& name, const std::string& text) const {
    if (text.size() <= name.size() || !text.ends_with(name)) return false;
    std::string_view unit = trimmed(std::string_view(text).substr(0, text.size() - name.size()));
    if (unit.ends_with("+")) unit.remove_suffix(1);
    const auto units = person_units_.find(id);
    if (units == person_units_.end()) return false;
    return std::ranges::any_of(units->second, [&](UnitId u) {
      const auto found = board_.units.find(u);
      return found != board_.units.end() &&
             (found->second.name == unit || found->second.short_name == unit);
    });
  }

  const Board& board_;
  PlanImport& result_;
  std::map<PersonId, std::set<UnitId>> person_units_;
};

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

// The plan of a period as the row has it; empty if the row has none.
Plan plan_in(const PlanRow& row, const Period& period) {
  Plan plan;
  for (const PlanPeriodInput& input : row.periods) {
    if (input.period != period) continue;
    plan.text = input.text;
    plan.quantity = input.quantity;
  }
  return plan;
}

class Comparison {
 public:
  Comparison(const Board& board, PlanImport& result) : board_(board), result_(result) {}

  // Titles of the columns in which the row differs from the project, with complaints where a column
  // is frozen.
  std::vector<std::string> fields(const ResolvedRow& resolved, const std::vector<Period>& periods) {
    const PlanRow& row = *resolved.row;
    const BoardProject& now = *resolved.existing;
    const Project& p = now.project;
    const bool judged = judged_before(board_, now);
    std::vector<std::string> out;
    const auto differs = [&](bool different, const char* title) {
      if (different) out.emplace_back(title);
      return different;
    };
    const auto frozen = [&](bool different, const CellRef& at, const std::string& value,
                            const char* word) {
      if (different && judged) result_.problems.push_back({at, value, word, {}});
    };
    differs(row.name != p.name, "项目名称");
    differs(row.category != p.category, "类别");
    differs(resolved.command_post != p.command_post, "作战指挥部");
    frozen(differs(units_now(now, "lead_unit") != std::vector{resolved.lead_unit}, "主责单位"),
           row.lead_unit_at, row.lead_unit, "lead_unit_frozen");
    differs(units_now(now, "partner_unit") != sorted(resolved.partner_units), "配合单位");
    differs(persons_now(now, "deputy_commander") != sorted(resolved.deputy_ids), "副指挥长");
    differs(persons_now(now, "accountable_person") != sorted(resolved.accountable_ids), "责任人");
    differs(row.facts != p.facts, "项目基本情况");
    frozen(differs(row.annual_target != p.annual_target, "年度目标"), row.annual_target_at,
           row.annual_target, "target_frozen");
    frozen(differs(row.annual_quantity != p.annual_quantity, "年度目标量"), row.annual_quantity_at,
           row.annual_quantity ? row.annual_quantity->text() : "", "target_frozen");
    frozen(differs(row.quantity_unit != p.quantity_unit, "计量单位"), row.quantity_unit_at,
           row.quantity_unit, "target_frozen");
    for (const Period& period : periods) compare_plan(resolved, period, out);
    return out;
  }

 private:
  void compare_plan(const ResolvedRow& resolved, const Period& period,
                    std::vector<std::string>& out) {
    const Plan& standing = resolved.existing->cell(period).plan;
    const Plan wanted = plan_in(*resolved.row, period);
    if (standing.text == wanted.text && standing.quantity == wanted.quantity) return;
    const std::string label = period_label(period, Language::zh_hans);
    out.push_back(label + "计划");
    if (!board_.published(period) || resolved.existing->cell(period).card() == nullptr) return;
    CellRef at = resolved.row->number_at;
    for (const PlanPeriodInput& input : resolved.row->periods) {
      if (input.period == period)
        at = standing.text != wanted.text ? input.text_at : input.quantity_at;
    }
    result_.problems.push_back(
        {at, plan_text(wanted), "plan_frozen", {{"period", label}, {"was", plan_text(standing)}}});
  }

  const Board& board_;
  PlanImport& result_;
};

PlanImport examine(const Board& board, const PlanWorkbook& workbook,
                   std::vector<ResolvedRow>& resolved) {
  PlanImport result{.sheet = workbook.sheet,
                    .rows = static_cast<int>(workbook.rows.size()),
                    .problems = workbook.complaints};
  Resolver resolver(board, result);
  Comparison comparison(board, result);
  for (const PlanRow& row : workbook.rows) {
    resolved.push_back(resolver.resolve(row));
    const ResolvedRow& now = resolved.back();
    if (now.existing == nullptr) {
      ++result.created;
      result.changes.push_back(
          {.number = row.number, .name = row.name, .create = true, .fields = {}});
      continue;
    }
    auto fields = comparison.fields(now, workbook.periods);
    if (fields.empty()) {
      ++result.unchanged;
      continue;
    }
    ++result.updated;
    result.changes.push_back(
        {.number = row.number, .name = row.name, .create = false, .fields = std::move(fields)});
  }
  return result;
}

// Writes the rows of an import that has no problems.
class Saver {
 public:
  Saver(Writing& writing, const PlanWorkbook& workbook)
      : writing_(writing), workbook_(workbook), today_(writing.app.today(writing.board())) {}

  void save(const ResolvedRow& resolved, bool create) {
    const PlanRow& row = *resolved.row;
    Project project = create ? fresh_project() : resolved.existing->project;
    if (!create) project.version += 1;
    project.number = row.number;
    project.name = row.name;
    project.category = row.category;
    project.facts = row.facts;
    project.annual_target = row.annual_target;
    project.annual_quantity = row.annual_quantity;
    project.quantity_unit = row.quantity_unit;
    project.command_post = resolved.command_post;
    writing_.transaction.save(project);
    const BoardProject none{};
    const BoardProject& now = create ? none : *resolved.existing;
    save_units(project, now, "lead_unit", {resolved.lead_unit});
    save_units(project, now, "partner_unit", resolved.partner_units);
    save_people(project, now, "deputy_commander", resolved.deputy_commanders, resolved.deputy_ids);
    save_people(project, now, "accountable_person", resolved.accountable_persons,
                resolved.accountable_ids);
    for (const Period& period : workbook_.periods) save_plan(project, now, row, period);
  }

 private:
  Project fresh_project() {
    const Board& board = writing_.board();
    std::int64_t last = 0;
    for (const BoardProject& p : board.projects) last = std::max(last, p.project.sequence);
    const auto published = board.latest_published();
    return Project{.tenant = board.campaign.tenant,
                   .campaign = board.campaign.id,
                   .id = {writing_.transaction.next_id()},
                   .admitted = published ? published->next() : board.campaign.periods().front(),
                   .sequence = last + ++added_,
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
      writing_.transaction.save(
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
      writing_.transaction.save(
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
    id = {writing_.transaction.next_id()};
    writing_.transaction.save(Person{.tenant = tenant, .id = id, .name = {name}});
    return id;
  }

  void save_plan(const Project& project, const BoardProject& now, const PlanRow& row,
                 const Period& period) {
    const Plan& standing = now.cell(period).plan;
    Plan plan = plan_in(row, period);
    if (plan.text == standing.text && plan.quantity == standing.quantity) return;
    plan.tenant = project.tenant;
    plan.campaign = project.campaign;
    plan.project = project.id;
    plan.period = period;
    writing_.transaction.save(plan);
  }

  Writing& writing_;
  const PlanWorkbook& workbook_;
  Date today_;
  std::int64_t added_ = 0;
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

}  // namespace

Result<PlanWorkbook> read_plan_workbook(std::string_view bytes, std::int64_t year) {
  auto workbook = codec::read_xlsx(bytes, plan_caps());
  if (!workbook) return workbook.problem();
  return read_plan(*workbook, static_cast<int>(year));
}

PlanImport check_plan(const Board& board, const PlanWorkbook& workbook) {
  std::vector<ResolvedRow> resolved;
  return examine(board, workbook, resolved);
}

Result<PlanImport> import_plan(Writing& writing, const PlanWorkbook& workbook) {
  const Board& board = writing.board();
  const Date today = writing.app.today(board);
  if (const auto word = refused(Act::import_plan, board, writing.actor, today, nullptr, {})) {
    return Problem{.word = std::string(*word)};
  }
  std::vector<ResolvedRow> resolved;
  PlanImport result = examine(board, workbook, resolved);
  if (!result.problems.empty()) {
    Problem problem{.word = "import_refused",
                    .values = {{"count", std::to_string(result.problems.size())}}};
    for (const Complaint& complaint : result.problems) {
      problem.items.push_back(
          {complaint.at.sheet + "!" + complaint.at.name(), complaint.word, complaint.values});
    }
    return problem;
  }
  if (result.changes.empty()) return result;
  Saver saver(writing, workbook);
  for (const ResolvedRow& row : resolved) {
    const auto change = std::ranges::find(result.changes, row.row->number, &PlanChange::number);
    if (change != result.changes.end()) saver.save(row, change->create);
  }
  writing.transaction.record(deed(writing.app, writing.actor, "import_plan",
                                  fmt::format("campaign/{}", writing.campaign.value),
                                  writing.campaign));
  return result;
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

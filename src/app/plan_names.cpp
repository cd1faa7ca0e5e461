#include "app/plan_names.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kComplaintsMax = 1'000;
constexpr std::size_t kHintsMax = 200;  // each looks at every name there is
constexpr std::size_t kHintBytesMax = 300;

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

// "县住建局 贺守信", "县住建局+贺守信" and "县住建局贺守信" are one.
std::string run_together(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '+') out += c;
  }
  return out;
}

std::vector<PersonId> standing(const BoardProject* project, std::string_view role) {
  return project == nullptr ? std::vector<PersonId>{} : persons_now(*project, role);
}

}  // namespace

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

Complaints::~Complaints() {
  if (left_out_ == 0) return;
  list_.push_back({first_left_out_, "", "complaints_more", {{"count", std::to_string(left_out_)}}});
}

void Complaints::add(const CellRef& at, const std::string& value, std::string word,
                     std::map<std::string, std::string> values) {
  if (list_.size() < kComplaintsMax) {
    list_.push_back({at, value, std::move(word), std::move(values)});
  } else if (left_out_++ == 0) {
    first_left_out_ = at;
  }
}

PlanNames::PlanNames(const Board& board) : board_(board) {
  for (const BoardProject& project : board.projects) projects_[project.project.number] = &project;
  for (const Organ& organ : board.organs) {
    if (organ.kind != "command_post") continue;
    posts_.emplace(organ.name, organ.id);
    posts_.emplace(organ.short_name, organ.id);
    post_names_.push_back(organ.name);
    post_names_.push_back(organ.short_name);
  }
  for (const auto& [id, unit] : board.units) {
    units_[unit.name].insert(id);
    short_units_[unit.short_name].insert(id);
    unit_names_.push_back(unit.name);
  }
  for (const auto& [id, person] : board.persons) {
    if (!person.name.text.empty()) persons_[person.name.text].push_back(id);
  }
  for (const auto& [id, tenure] : board.tenures) {
    const auto post = board.posts.find(tenure.post);
    const auto person = board.persons.find(tenure.person);
    if (post == board.posts.end() || person == board.persons.end()) continue;
    const auto unit = board.units.find(post->second.unit);
    if (unit == board.units.end() || person->second.name.text.empty()) continue;
    for (const std::string& name : {unit->second.name, unit->second.short_name}) {
      auto& bearers = persons_of_units_[run_together(name + person->second.name.text)];
      if (std::ranges::find(bearers, tenure.person) == bearers.end())
        bearers.push_back(tenure.person);
    }
  }
}

ResolvedRow PlanNames::resolve(const PlanRow& row, Complaints& complaints) {
  ResolvedRow out{.row = &row};
  const auto project = projects_.find(row.number);
  if (project != projects_.end()) out.existing = project->second;
  out.command_post = command_post(row, complaints);
  out.lead_unit = unit(row.lead_unit, row.lead_unit_at, complaints);
  for (const std::string& name : row.partner_units) {
    const UnitId id = unit(name, row.partner_units_at, complaints);
    if (std::ranges::find(out.partner_units, id) == out.partner_units.end())
      out.partner_units.push_back(id);
  }
  people(row.deputy_commanders, row.deputy_commanders_at,
         standing(out.existing, "deputy_commander"), complaints, out.deputy_commanders,
         out.deputy_ids);
  people(row.accountable_persons, row.accountable_persons_at,
         standing(out.existing, "accountable_person"), complaints, out.accountable_persons,
         out.accountable_ids);
  return out;
}

std::string PlanNames::hint(const std::vector<std::string>& names, const std::string& name) {
  const auto known = hints_.find(name);
  if (known != hints_.end()) return known->second;
  if (hints_.size() >= kHintsMax || name.size() > kHintBytesMax) return {};
  return hints_[name] = close_name(names, name);
}

OrganId PlanNames::command_post(const PlanRow& row, Complaints& complaints) {
  const auto found = posts_.find(row.command_post);
  if (found != posts_.end()) return found->second;
  if (!row.command_post.empty()) {
    complaints.add(row.command_post_at, row.command_post, "command_post_unknown",
                   {{"name", row.command_post}, {"hint", hint(post_names_, row.command_post)}});
  }
  return {};
}

// The full name goes before the short one.
UnitId PlanNames::unit(const std::string& name, const CellRef& at, Complaints& complaints) {
  if (name.empty()) return {};
  for (const auto* names : {&units_, &short_units_}) {
    const auto found = names->find(name);
    if (found == names->end()) continue;
    if (found->second.size() == 1) return *found->second.begin();
    complaints.add(at, name, "unit_ambiguous",
                   {{"name", name}, {"count", std::to_string(found->second.size())}});
    return {};
  }
  complaints.add(at, name, "unit_unknown", {{"name", name}, {"hint", hint(unit_names_, name)}});
  return {};
}

// Of several bearers of a name, the one who has the role already is meant.
void PlanNames::people(const std::vector<std::string>& wanted, const CellRef& at,
                       const std::vector<PersonId>& standing, Complaints& complaints,
                       std::vector<std::string>& names, std::vector<PersonId>& ids) {
  for (const std::string& text : wanted) {
    std::vector<PersonId> bearers;
    std::string name = text;
    if (const auto found = persons_.find(text); found != persons_.end()) bearers = found->second;
    const auto of_unit = persons_of_units_.find(run_together(text));
    if (bearers.size() != 1 && of_unit != persons_of_units_.end()) {
      bearers = of_unit->second;
      name = board_.persons.at(bearers.front()).name.text;
    }
    std::vector<PersonId> already;
    std::ranges::copy_if(bearers, std::back_inserter(already), [&](PersonId id) {
      return std::ranges::find(standing, id) != standing.end();
    });
    if (already.size() == 1) bearers = already;
    if (bearers.size() > 1) {
      complaints.add(at, text, "person_ambiguous",
                     {{"name", text}, {"count", std::to_string(bearers.size())}});
    }
    const PersonId id = bearers.size() == 1 ? bearers.front() : PersonId{};
    const bool twice = id ? std::ranges::find(ids, id) != ids.end()
                          : std::ranges::find(names, name) != names.end();
    if (twice) continue;
    names.push_back(name);
    ids.push_back(id);
    if (bearers.empty() && new_names_.insert(name).second) new_people_.push_back(name);
  }
}

}  // namespace zhantu::app

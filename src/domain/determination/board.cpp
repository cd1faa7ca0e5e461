#include "domain/determination/board.hpp"

#include <unordered_map>

#include "base/check.hpp"

namespace zhantu {
namespace {

// Replaces the record with the same key, or adds it; then puts the list into its order.
template <class T>
void put(std::vector<T>& list, const T& record, auto key, auto order) {
  const auto found = std::ranges::find(list, std::invoke(key, record), key);
  if (found != list.end()) {
    *found = record;
  } else {
    list.push_back(record);
  }
  std::ranges::sort(list, {}, order);
}

auto order_of(const Project& project) { return std::tuple(project.sequence, project.id); }

void put_unit(BoardProject& project, const ProjectUnit& record) {
  const auto key = [](const ProjectUnit& u) { return std::tuple(u.role, u.unit, u.starts_on); };
  put(project.units, record, key, key);
}

void put_person(BoardProject& project, const ProjectPerson& record) {
  put(
      project.persons, record,
      [](const ProjectPerson& p) { return std::tuple(p.role, p.person, p.starts_on); },
      [](const ProjectPerson& p) { return std::tuple(p.sequence, p.role, p.person, p.starts_on); });
}

}  // namespace

std::string_view word(CellState state) {
  switch (state) {
    case CellState::planned: return "planned";
    case CellState::reported: return "reported";
    case CellState::confirmed: return "confirmed";
    case CellState::determined: return "determined";
    case CellState::published: return "published";
    case CellState::corrected: return "corrected";
  }
  return "";
}

CellState Cell::state() const {
  if (cards.size() > 1) return CellState::corrected;
  if (!cards.empty()) return CellState::published;
  if (determination) return CellState::determined;
  if (confirmation) return CellState::confirmed;
  if (report) return CellState::reported;
  return CellState::planned;
}

const Cell& BoardProject::cell(const Period& period) const {
  static const Cell kEmpty{};
  const auto found = cells.find(period);
  return found == cells.end() ? kEmpty : found->second;
}

bool BoardProject::finished_in(const Period& period) const {
  const PublishedCard* card = cell(period).card();
  return card != nullptr && project.annual_quantity && card->verified &&
         *card->verified >= *project.annual_quantity;
}

UnitId BoardProject::lead_unit(Date day) const {
  for (const ProjectUnit& unit : units) {
    if (unit.role == "lead_unit" && unit.overlaps(day, day)) return unit.unit;
  }
  return {};
}

std::vector<Lack> BoardProject::lacks(Date day) const {
  const bool answered_for = std::ranges::any_of(persons, [&](const ProjectPerson& person) {
    return person.role == "accountable_person" && (!person.ends_on || day <= *person.ends_on);
  });
  return lacks_for_wall(project, answered_for);
}

void Board::apply(const Project& record) {
  const SharedList<BoardProject>& list = projects;  // to look without taking a copy
  std::size_t place = 0;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const Project& standing = list[i].project;
    if (standing.id == record.id && order_of(standing) == order_of(record)) {
      projects.edit(i).project = record;
      return;
    }
    if (order_of(standing) < order_of(record)) place = i + 1;
  }
  BoardProject moved{.project = record, .units = {}, .persons = {}, .cells = {}};
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (list[i].project.id != record.id) continue;
    moved = list[i];
    moved.project = record;
    projects.erase(i);
    if (i < place) --place;
    break;
  }
  projects.insert(place, std::move(moved));
}

void Board::apply(const ProjectUnit& record) { put_unit(edit(record.project), record); }
void Board::apply(const ProjectPerson& record) { put_person(edit(record.project), record); }

void Board::apply(const Many& records) {
  const SharedList<BoardProject>& list = projects;
  std::unordered_map<std::int64_t, std::size_t> places;
  const auto index = [&] {
    for (std::size_t i = 0; i < list.size(); ++i) places[list[i].project.id.value] = i;
  };
  index();
  for (const Project& record : records.projects) {
    const auto standing = places.find(record.id.value);
    const bool stays =
        standing != places.end() && order_of(list[standing->second].project) == order_of(record);
    const bool last = standing == places.end() &&
                      (list.empty() || order_of(list.back().project) < order_of(record));
    if (stays) {
      projects.edit(standing->second).project = record;
    } else if (last) {
      places[record.id.value] = list.size();
      projects.push_back({.project = record, .units = {}, .persons = {}, .cells = {}});
    } else {
      apply(record);
      index();
    }
  }
  const auto of = [&](ProjectId id) -> BoardProject& {
    const auto place = places.find(id.value);
    ZT_CHECK(place != places.end());
    return projects.edit(place->second);
  };
  for (const ProjectUnit& record : records.units) put_unit(of(record.project), record);
  for (const ProjectPerson& record : records.persons) put_person(of(record.project), record);
  for (const Plan& record : records.plans) of(record.project).cells[record.period].plan = record;
}

void Board::apply(const PlanTable& record) {
  auto& tables = plan_tables.edit();
  std::erase_if(tables, [&](const PlanTable& t) { return t.fingerprint == record.fingerprint; });
  const auto order = [](const PlanTable& t) { return std::tuple(t.at, t.fingerprint); };
  tables.insert(std::ranges::upper_bound(tables, order(record), std::greater{}, order), record);
}

void Board::apply(const Plan& record) { cell_of(record.project, record.period).plan = record; }
void Board::apply(const Report& record) { cell_of(record.project, record.period).report = record; }
void Board::apply(const Confirmation& record) {
  cell_of(record.project, record.period).confirmation = record;
}
void Board::apply(const Determination& record) {
  cell_of(record.project, record.period).determination = record;
}
void Board::apply(const Publication& record) { publications.edit()[record.period] = record; }
void Board::apply(const PublishedCard& record) {
  put(cell_of(record.project, record.period).cards, record, &PublishedCard::correction,
      &PublishedCard::correction);
}
void Board::apply(const Correction& record) {
  put(corrections.edit(), record, &Correction::number, &Correction::number);
}

BoardProject& Board::edit(ProjectId project) {
  const auto found =
      std::ranges::find(projects, project, [](const BoardProject& p) { return p.project.id; });
  ZT_CHECK(found != projects.end());
  return projects.edit(static_cast<std::size_t>(found - projects.begin()));
}

Cell& Board::cell_of(ProjectId project, const Period& period) {
  return edit(project).cells[period];
}

// Each list keeps the order of its keys, so that a board does not depend on how it came about.
void Board::apply(const RolledUpCard& record) {
  const auto key = [](const RolledUpCard& c) {
    return std::tie(c.period, c.subject, c.holder, c.correction);
  };
  auto& list = rolled_up.edit();
  list.insert(std::ranges::upper_bound(list, key(record), {}, key), record);
}
void Board::apply(const DueEffect& record) {
  const auto key = [](const DueEffect& e) {
    return std::tie(e.period, e.subject, e.holder, e.correction, e.place);
  };
  auto& list = effects.edit();
  list.insert(std::ranges::upper_bound(list, key(record), {}, key), record);
}
void Board::apply(const AskedFigure& record) {
  auto& list = cell_of(record.project, record.period).asked;
  const auto place = std::ranges::lower_bound(list, record.measure, {}, &AskedFigure::measure);
  if (place != list.end() && place->measure == record.measure) {
    *place = record;
  } else {
    list.insert(place, record);
  }
}

void Board::apply(const CorrectedFigure& record) {
  const auto key = [](const CorrectedFigure& f) { return std::tie(f.correction, f.measure); };
  put(cell_of(record.project, record.period).corrected, record, key, key);
}

const BoardProject* Board::find(ProjectId id) const {
  for (const BoardProject& project : projects) {
    if (project.project.id == id) return &project;
  }
  return nullptr;
}

const Organ* Board::organ(OrganId id) const {
  const auto found = std::ranges::find(organs, id, &Organ::id);
  return found == organs.end() ? nullptr : &*found;
}

std::vector<const OrganMember*> Board::seated(OrganId organ, Date day) const {
  std::vector<const OrganMember*> out;
  for (const OrganMember& member : members) {
    if (member.organ == organ && member.overlaps(day, day)) out.push_back(&member);
  }
  const std::vector<RoleKind>& roles = mechanism_on(day).roles;
  std::ranges::stable_sort(out, {}, [&](const OrganMember* member) {
    return std::ranges::find(roles, member->role, &RoleKind::key) - roles.begin();
  });
  return out;
}

bool Board::on_wall(const BoardProject& project, const Period& period) const {
  const auto last = latest_published();
  if (last && period <= *last) return project.cell(period).card() != nullptr;
  return project.project.admitted_in(period) && project.lacks(period.first_day()).empty();
}

bool Board::hangs(const BoardProject& project) const {
  return std::ranges::any_of(campaign.periods(),
                             [&](const Period& period) { return on_wall(project, period); });
}

std::vector<const BoardProject*> Board::kept_off(Date day) const {
  std::vector<const BoardProject*> out;
  for (const BoardProject& project : projects) {
    const auto& withdrawn = project.project.withdrawn;
    const bool left = withdrawn && withdrawn->first_day() <= day;
    if (!left && !project.lacks(day).empty()) out.push_back(&project);
  }
  return out;
}

std::optional<Period> Board::latest_published() const {
  if (publications.empty()) return std::nullopt;
  return publications.rbegin()->first;
}

CellState Board::state(const Period& period) const {
  CellState lowest = CellState::determined;
  bool any = false, corrected = false;
  for (const BoardProject& project : projects) {
    if (!on_wall(project, period)) continue;
    const CellState state = project.cell(period).state();
    any = true;
    corrected = corrected || state == CellState::corrected;
    lowest = std::min(lowest, state);
  }
  if (published(period)) return corrected ? CellState::corrected : CellState::published;
  return any ? lowest : CellState::planned;
}

const Mechanism& Board::mechanism_on(Date day) const {
  for (auto it = adopted.rbegin(); it != adopted.rend(); ++it) {
    if (it->adoption.effective_from <= day) return it->mechanism;
  }
  return mechanism;
}

const Mechanism& Board::mechanism_for(const Period& period) const {
  const auto publication = publications.find(period);
  return publication == publications.end()
             ? mechanism_on(period.first_day())
             : mechanism_version(publication->second.mechanism_version);
}

const Mechanism& Board::mechanism_version(std::int64_t version) const {
  if (version == mechanism.version) return mechanism;
  const auto found = std::ranges::find(
      adopted, version, [](const AdoptedMechanism& one) { return one.adoption.version; });
  ZT_CHECK(found != adopted.end());
  return found->mechanism;
}

std::string Board::unit_name(UnitId id) const {
  const auto found = units.find(id);
  return found == units.end() ? std::string{} : found->second.name;
}

std::string Board::person_name(PersonId id) const {
  const auto found = persons.find(id);
  if (found == persons.end()) return {};
  return found->second.name.text.empty() ? "（已删除）" : found->second.name.text;
}

std::string Board::post_text(TenureId id) const {
  const auto tenure = tenures.find(id);
  if (tenure == tenures.end()) return {};
  const auto post = posts.find(tenure->second.post);
  if (post == posts.end()) return {};
  return post_in_unit(unit_name(post->second.unit), post->second.title);
}

std::string Board::holder_text(TenureId id) const {
  const auto tenure = tenures.find(id);
  return tenure == tenures.end() ? std::string{}
                                 : post_text(id) + " " + person_name(tenure->second.person);
}

}  // namespace zhantu

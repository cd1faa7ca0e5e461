#include "app/chart_subject.hpp"

#include <charconv>

namespace zhantu::app {
namespace {

constexpr std::pair<SubjectKind, std::string_view> kKinds[] = {
    {SubjectKind::unit, "unit"}, {SubjectKind::leader, "leader"}, {SubjectKind::post, "post"}};

std::string title_of(const Board& board, const std::string& role) {
  const RoleKind* kind = board.mechanism.role(role);
  return kind == nullptr ? role : kind->title;
}

bool commands(const OrganMember& member) {
  return member.role.find("commander") != std::string::npos;
}

PersonId person_of(const Board& board, TenureId id) {
  const auto tenure = board.tenures.find(id);
  return tenure == board.tenures.end() ? PersonId{} : tenure->second.person;
}

bool runs_on(const ProjectPerson& role, Date day) {
  return role.starts_on <= day && (!role.ends_on || day <= *role.ends_on);
}

void add_once(std::vector<std::string>& words, std::string word) {
  if (std::ranges::find(words, word) == words.end()) words.push_back(std::move(word));
}

std::vector<std::string> roles_of_leader(const Board& board, const BoardProject& project,
                                         PersonId person, Date day) {
  std::vector<std::string> roles;
  for (const OrganMember& member : board.members) {
    if (member.organ == project.project.command_post && commands(member) &&
        member.overlaps(day, day) && person_of(board, member.tenure) == person)
      add_once(roles, title_of(board, member.role));
  }
  for (const ProjectPerson& role : project.persons) {
    if (role.person == person && runs_on(role, day)) add_once(roles, title_of(board, role.role));
  }
  return roles;
}

std::vector<std::string> roles_of_unit(const BoardProject& project, UnitId unit, Date day) {
  std::vector<std::string> roles;
  for (const ProjectUnit& role : project.units) {
    if (role.unit == unit && role.overlaps(day, day))
      add_once(roles, role.role == "lead_unit" ? "牵头" : "配合");
  }
  return roles;
}

int count_of(const Board& board, const ChartSubject& subject, Date day) {
  return static_cast<int>(std::ranges::count_if(board.projects, [&](const BoardProject& project) {
    return board.hangs(project) && concerns(board, project, subject, day);
  }));
}

// Persons with a role on that day, in the order of their commands and projects.
std::vector<PersonId> leaders_of(const Board& board, Date day) {
  std::vector<PersonId> persons;
  const auto add = [&](PersonId person) {
    if (person && std::ranges::find(persons, person) == persons.end()) persons.push_back(person);
  };
  for (const OrganMember& member : board.members) {
    const Organ* organ = board.organ(member.organ);
    if (organ != nullptr && organ->kind == "command_post" && commands(member) &&
        member.overlaps(day, day))
      add(person_of(board, member.tenure));
  }
  for (const BoardProject& project : board.projects) {
    for (const ProjectPerson& role : project.persons) {
      if (runs_on(role, day)) add(role.person);
    }
  }
  return persons;
}

std::string post_of(const Board& board, PersonId person, Date day) {
  for (const auto& [id, tenure] : board.tenures) {
    if (tenure.person == person && tenure.holds_on(day)) return board.post_text(id);
  }
  return {};
}

}  // namespace

std::string_view word(SubjectKind kind) {
  return std::ranges::find(kKinds, kind, &std::pair<SubjectKind, std::string_view>::first)->second;
}

std::optional<ChartSubject> parse_subject(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = std::ranges::find(kKinds, text.substr(0, colon),
                                      &std::pair<SubjectKind, std::string_view>::second);
  if (kind == std::end(kKinds)) return std::nullopt;
  ChartSubject subject{kind->first, 0};
  const std::string_view id = text.substr(colon + 1);
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), subject.id);
  if (error != std::errc{} || end != id.data() + id.size() || subject.id < 1) return std::nullopt;
  return subject;
}

std::string subject_name(const Board& board, const ChartSubject& subject) {
  switch (subject.kind) {
    case SubjectKind::unit: return board.unit_name({subject.id});
    case SubjectKind::leader:
      return board.persons.contains({subject.id}) ? board.person_name({subject.id}) : std::string{};
    case SubjectKind::post: {
      const Organ* organ = board.organ({subject.id});
      return organ == nullptr || organ->kind != "command_post" ? std::string{} : organ->name;
    }
  }
  return {};
}

std::vector<std::string> roles_in(const Board& board, const BoardProject& project,
                                  const ChartSubject& subject, Date day) {
  switch (subject.kind) {
    case SubjectKind::unit: return roles_of_unit(project, {subject.id}, day);
    case SubjectKind::leader: return roles_of_leader(board, project, {subject.id}, day);
    case SubjectKind::post: return {};
  }
  return {};
}

bool concerns(const Board& board, const BoardProject& project, const ChartSubject& subject,
              Date day) {
  if (subject.kind == SubjectKind::post) return project.project.command_post.value == subject.id;
  return !roles_in(board, project, subject, day).empty();
}

std::vector<SubjectChoice> subjects_of(const Board& board, Date day) {
  std::vector<SubjectChoice> out;
  const auto add = [&](ChartSubject subject, std::string post) {
    const int projects = count_of(board, subject, day);
    if (projects > 0) {
      out.push_back({subject, subject_name(board, subject), std::move(post), projects});
    }
  };
  for (const Organ& organ : board.organs) {
    if (organ.kind == "command_post") add({SubjectKind::post, organ.id.value}, {});
  }
  for (const auto& [id, unit] : board.units) add({SubjectKind::unit, id.value}, {});
  for (const PersonId person : leaders_of(board, day))
    add({SubjectKind::leader, person.value}, post_of(board, person, day));
  return out;
}

}  // namespace zhantu::app

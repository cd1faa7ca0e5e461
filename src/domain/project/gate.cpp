#include "domain/project/gate.hpp"

namespace zhantu {

std::string_view word(Lack lack) {
  switch (lack) {
    case Lack::projects: return "missing_projects";
    case Lack::command_post: return "missing_command_post";
    case Lack::lead_unit: return "missing_lead_unit";
    case Lack::starts_on: return "missing_starts_on";
    case Lack::finishes_on: return "missing_finishes_on";
    case Lack::accountable_person: return "missing_accountable_person";
    case Lack::annual_target: return "missing_annual_target";
  }
  return "";
}

std::vector<Lack> lacks_for_wall(const Project& project, bool has_accountable_person) {
  std::vector<Lack> out;
  if (!project.starts_on) out.push_back(Lack::starts_on);
  if (!project.finishes_on) out.push_back(Lack::finishes_on);
  if (!has_accountable_person) out.push_back(Lack::accountable_person);
  return out;
}

}  // namespace zhantu

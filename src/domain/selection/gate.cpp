#include "domain/selection/gate.hpp"

namespace zhantu {

std::vector<Lack> lacks_for_wall(const Candidate& candidate) {
  std::vector<Lack> out;
  if (!candidate.command_post) out.push_back(Lack::command_post);
  if (!candidate.lead_unit) out.push_back(Lack::lead_unit);
  if (!candidate.starts_on) out.push_back(Lack::starts_on);
  if (!candidate.finishes_on) out.push_back(Lack::finishes_on);
  if (!candidate.accountable_person) out.push_back(Lack::accountable_person);
  if (candidate.annual_target.empty()) out.push_back(Lack::annual_target);
  return out;
}

}  // namespace zhantu

// The gate before the wall for a candidate (D-2.1, D-2.8): with all that a project needs.
#pragma once
#include "domain/project/gate.hpp"
#include "domain/selection/candidate.hpp"

namespace zhantu {

// What is missing before it may be chosen, in the order in which it is asked for.
std::vector<Lack> lacks_for_wall(const Candidate& candidate);

}  // namespace zhantu

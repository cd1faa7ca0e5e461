// Where a tenure was used, so that a published period keeps the people it was published with
// (D-3.3, D-1.2).
#pragma once
#include "app/registry.hpp"

namespace zhantu::app {

// tenure_frozen with `campaign` and `period`: a day on which the holder would change lies in a
// published period of a campaign in which the tenure sits in an organ, leads or partners a project
// through its unit, or acted. nullopt: the change stands.
std::optional<Problem> tenure_frozen(TenantWriting& writing, const Tenure& before,
                                     const Tenure& after);

}  // namespace zhantu::app

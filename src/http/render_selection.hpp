// The JSON of the task board and the candidate pool (api/openapi.yaml).
#pragma once
#include <boost/json.hpp>

#include "app/candidate_acts.hpp"
#include "app/task_acts.hpp"
#include "http/render.hpp"

namespace zhantu::http {

// Who looks, at what.
struct SelectionLook {
  Look look;
  const Selection& selection;
};

boost::json::object task_json(const SelectionLook& at, const Task& task);
// Projects of the wall, now or later, that lack dates or a person (D-2.1).
boost::json::array unready_json(const SelectionLook& at);
boost::json::object candidate_json(const SelectionLook& at, const Candidate& candidate);
boost::json::object selection_rule_json(const SelectionLook& at);
// What a choice does to the wall, foreseen or done.
boost::json::object chosen_json(const SelectionLook& at, const Candidate& candidate,
                                const app::Chosen& chosen, bool done);
// Names that forms offer: units, organs, persons, projects, periods that are open.
boost::json::object directory_json(const Look& look);

}  // namespace zhantu::http

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

// What is missing, and who supplies it.
boost::json::array lacks_json(const std::vector<Lack>& lacks, const std::string& who,
                              app::Language language);
boost::json::object task_json(const SelectionLook& at, const Task& task);
// Projects that the gate keeps off the wall, now or later, with who supplies what (D-2.1).
boost::json::array unready_json(const Look& look, std::size_t most = SIZE_MAX);
boost::json::object candidate_json(const SelectionLook& at, const Candidate& candidate);
boost::json::object selection_rule_json(const SelectionLook& at);
// What a choice does to the wall, foreseen or done.
boost::json::object chosen_json(const SelectionLook& at, const Candidate& candidate,
                                const app::Chosen& chosen, bool done);
// Names that forms offer: units, organs, persons, projects, periods that are open.
boost::json::object directory_json(const Look& look);

}  // namespace zhantu::http

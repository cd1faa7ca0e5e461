// The JSON of what a publication holds besides the cards of projects, and of asked figures.
#pragma once
#include "http/render.hpp"

namespace zhantu::http {

// Of a unit, a command post or a project.
std::string holder_name(const Board& board, Subject subject, std::int64_t holder);

// Cards of units or posts that stand in a published period. Names of units and posts only, so that
// it is the same for everybody.
boost::json::array roll_ups_json(const Look& look, const Period& period, Subject subject);
boost::json::array effects_json(const Look& look, const Period& period);

// What the rules ask of people, and what was given for one cell.
boost::json::array asked_json(const Look& look, const Mechanism& mechanism);
boost::json::object given_json(const Cell& cell);

}  // namespace zhantu::http

// The JSON of what a publication holds besides the cards of projects, and of asked figures.
#pragma once
#include "http/render.hpp"

namespace zhantu::http {

// Of a unit, a command post or a project.
std::string holder_name(const Board& board, Subject subject, std::int64_t holder);

// Cards of units or posts that stand in a published period. Names of units and posts only, so that
// it is the same for everybody.
boost::json::object roll_up_json(const Look& look, const RolledUpCard& card);
boost::json::array roll_ups_json(const Look& look, const Period& period, Subject subject);
boost::json::array effects_json(const Look& look, const Period& period);

// What the rules ask of people, and what was given for one cell.
boost::json::array asked_json(const Look& look, const Mechanism& mechanism);
boost::json::object given_json(const Cell& cell);
// Measures of which I may give the figure for this project now.
boost::json::array gives_json(const Look& look, const BoardProject& project, const Period& period);
// Causes that a verdict may name, with what the rules ask for each.
boost::json::array causes_json(const Look& look, const Mechanism& mechanism);
// The unit or the post that holds the card.
std::string holder_name(const Board& board, const RolledUpCard& card);

}  // namespace zhantu::http

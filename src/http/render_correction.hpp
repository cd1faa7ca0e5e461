// The JSON of what a verdict rests on besides its figure, and of a correction with all that it
// changed.
#pragma once
#include "http/render.hpp"

namespace zhantu::http {

// The cause that stands; null where none is named.
boost::json::value cause_json(const Look& look, const BoardProject& project, const Period& period);
// The weight of a matter with the title that the rules in force give it; null for the usual one.
boost::json::value weight_json(const Look& look, const std::string& weight);

// Whether a card of the period was changed by it.
bool touches(const Board& board, const Correction& correction, const Period& period);
// As the board has it.
boost::json::object correction_json(const Look& look, const Correction& correction, bool open);

}  // namespace zhantu::http

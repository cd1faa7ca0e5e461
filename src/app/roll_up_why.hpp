// Why a unit or a command post got its card, in one sentence: counts, clause and version (D-3.2).
#pragma once
#include <string>

#include "app/language.hpp"
#include "domain/determination/board.hpp"

namespace zhantu::app {

std::string why_roll_up(const Board& board, const RolledUpCard& card, Language language);

}  // namespace zhantu::app

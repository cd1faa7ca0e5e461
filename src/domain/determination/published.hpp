// What the published record says of one project, for everything that shows it.
#pragma once
#include <string>
#include <vector>

#include "domain/determination/board.hpp"

namespace zhantu {

// Finished in this period, and not in the one before.
bool struck_off_in(const BoardProject& project, const Period& period);

// What lags in a published period: the worst card first, and of one card the longest run.
std::vector<const BoardProject*> lagging_in(const Board& board, const Period& period);

// Why the verdict of a period was given: the reason of its latest correction where there is one.
std::string reason_of(const Board& board, const BoardProject& project, const Period& period);

}  // namespace zhantu

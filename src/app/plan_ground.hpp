// An import is reckoned outside of the writer, on a board that may be older than the one it meets
// there. Reports, confirmations and verdicts that came between do not touch it; anything else does.
#pragma once
#include <memory>

#include "app/kept_boards.hpp"
#include "store/draft.hpp"

namespace zhantu::app {

// The board with the records of an import's draft.
std::shared_ptr<SharedBoard> board_with(const SharedBoard& base, const store::Draft& draft);

// board_with(now, draft), from `next`, which is board_with(base, draft); nullptr where what the
// import was reckoned on is not what it was.
std::shared_ptr<SharedBoard> rebased(const SharedBoard& base, const SharedBoard& now,
                                     const SharedBoard& next);

}  // namespace zhantu::app

// The grounds of a card on the board: the rule that gave it, the facts, and the periods before it
// as they stood then. Reasons are made from them (reasons.hpp), and never from anything else.
#pragma once
#include "domain/determination/board.hpp"
#include "domain/determination/reasons.hpp"

namespace zhantu {

struct Grounds {
  const Mechanism* mechanism = nullptr;  // the version that judges the period
  const CardRule* rule = nullptr;        // of `mechanism`
  JudgedPeriod judged;
};

// Of a published card, superseded or not. What was frozen counts: where the engine would decide
// otherwise today, the parts of the rule that it does not keep are left out.
Grounds grounds_of(const Board& board, const BoardProject& project, const PublishedCard& card);
// Of the standing card of a unit or post.
Grounds grounds_of(const Board& board, const RolledUpCard& card);
// Of the card that would follow if `proposed` were determined now. REQUIRES an unpublished period.
Grounds grounds_if(const Board& board, const BoardProject& project, const Period& period,
                   Verdict proposed);

}  // namespace zhantu

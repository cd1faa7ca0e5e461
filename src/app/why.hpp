// The "why" of a card in one sentence: inputs with their values, clause and version (rules.md). One
// maker of sentences for projects, units and posts, published, proposed or simulated. And names of
// periods, verdicts and cards as the interface shows them.
#pragma once
#include <string>

#include "app/language.hpp"
#include "domain/determination/grounds.hpp"

namespace zhantu::app {

std::string period_label(const Period& period, Language language);       // "9月"
std::string period_long_label(const Period& period, Language language);  // "2026年9月"
std::string name_of(Verdict verdict, Language language);                 // "未完成"
std::string name_of(Card card, Language language);                       // "黄牌"

// REQUIRES a judgement of `rule`, which is one of `mechanism`. Where a measure is missing, the
// sentence says which one instead of a card.
std::string why(const Mechanism& mechanism, const CardRule& rule, const JudgedPeriod& judged,
                Language language);
inline std::string why(const Grounds& grounds, Language language) {
  return why(*grounds.mechanism, *grounds.rule, grounds.judged, language);
}

// Why the engine proposes what it proposes for a cell that is not published, and which card would
// follow; or why it proposes nothing.
std::string why_proposal(const Board& board, const BoardProject& project, const Period& period,
                         std::optional<Verdict> proposed, Language language);

}  // namespace zhantu::app

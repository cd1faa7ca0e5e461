// The "why" of a card in one sentence: inputs, clause and version (rules.md). And names of periods,
// verdicts and cards as the interface shows them.
#pragma once
#include <string>

#include "app/language.hpp"
#include "domain/determination/board.hpp"
#include "domain/determination/card.hpp"

namespace zhantu::app {

std::string period_label(const Period& period, Language language);       // "9月"
std::string period_long_label(const Period& period, Language language);  // "2026年9月"
std::string name_of(Verdict verdict, Language language);                 // "未完成"
std::string name_of(Card card, Language language);                       // "黄牌"

// Share of the annual target, if there is one, in basis points.
std::optional<std::int64_t> share_of_year(const Project& project, std::optional<Quantity> quantity);

// Why a card was published.
std::string why_card(const Board& board, const BoardProject& project, const PublishedCard& card,
                     Language language);

// Why the engine proposes what it proposes for a cell that is not published, and which card would
// follow.
std::string why_proposal(const Board& board, const BoardProject& project, const Cell& cell,
                         const Period& period, std::optional<Verdict> proposed, Language language);

}  // namespace zhantu::app

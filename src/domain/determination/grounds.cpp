#include "domain/determination/grounds.hpp"

#include <limits>

#include "base/check.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu {
namespace {

constexpr std::int64_t kNewest = std::numeric_limits<std::int64_t>::max();

// The revision of the campaign in which a card came to stand.
std::int64_t revision_of(const Board& board, const PublishedCard& card) {
  if (card.correction != 0) {
    const auto found = std::ranges::find(board.corrections, card.correction, &Correction::number);
    return found == board.corrections.end() ? kNewest : found->revision;
  }
  const auto found = board.publications.find(card.period);
  return found == board.publications.end() ? kNewest : found->second.revision;
}

const PublishedCard* standing_at(const Board& board, const Cell& cell, std::int64_t revision) {
  for (auto card = cell.cards.rbegin(); card != cell.cards.rend(); ++card) {
    if (revision == kNewest || revision_of(board, *card) <= revision) return &*card;
  }
  return nullptr;
}

void add_past(Grounds& grounds, const Board& board, const BoardProject& project,
              std::int64_t revision) {
  if (grounds.rule->runs.empty()) return;
  for (const auto& [earlier, cell] : project.cells) {
    if (earlier >= grounds.judged.period) break;
    const PublishedCard* card = standing_at(board, cell, revision);
    if (card == nullptr) continue;
    grounds.judged.past.push_back({.period = earlier,
                                   .facts = project_facts(board, *grounds.mechanism, project,
                                                          earlier, judged_cell(cell, *card)),
                                   .card = card->card});
  }
}

// A published card keeps the band of its worst part only; the other parts are judged again.
void add_parts(Grounds& grounds) {
  const CardRule& rule = *grounds.rule;
  if (rule.parts.size() < 2 && rule.openings.empty()) return;
  const CompiledRule compiled(rule);
  RunState state = compiled.start();
  for (const PastPeriod& past : grounds.judged.past) compiled.follow(state, past.facts, past.card);
  const Judgement again = compiled.judge(state, grounds.judged.facts);
  Judgement& kept = grounds.judged.judgement;
  if (!again.missing && again.card == kept.card && again.band == kept.band) kept = again;
}

template <class C>
Judgement kept_in(const C& card) {
  return {.card = card.card,
          .missed_run = static_cast<int>(card.missed_run),
          .band = static_cast<std::size_t>(card.band)};
}

Tally tally_of(const RolledUpCard& card) {
  Tally tally{.judged = card.judged, .missed = card.missed};
  const auto set = [&](Card one, std::int64_t n) {
    tally.cards.at(static_cast<std::size_t>(one)) = n;
  };
  set(Card::blue, card.blue);
  set(Card::yellow, card.yellow);
  set(Card::red, card.red);
  set(Card::green, card.green);
  set(Card::orange, card.orange);
  return tally;
}

}  // namespace

Grounds grounds_of(const Board& board, const BoardProject& project, const PublishedCard& card) {
  const Mechanism& mechanism = board.mechanism_for(card.period);
  const JudgedCell cell = judged_cell(project.cell(card.period), card);
  Grounds out{.mechanism = &mechanism, .rule = &mechanism.card, .judged = {.period = card.period}};
  out.judged.facts = project_facts(board, mechanism, project, card.period, cell);
  out.judged.judgement = kept_in(card);
  out.judged.beside = ProjectFigures{
      .planned = card.planned, .done = card.verified, .unit = project.project.quantity_unit};
  add_past(out, board, project, revision_of(board, card));
  add_parts(out);
  return out;
}

Grounds grounds_if(const Board& board, const BoardProject& project, const Period& period,
                   Verdict proposed) {
  const PeriodJudge judge(board, period);
  const Mechanism& mechanism = judge.mechanism();
  const Cell& cell = project.cell(period);
  const JudgedCell tried = judged_cell(cell, proposed);
  Grounds out{.mechanism = &mechanism, .rule = &mechanism.card, .judged = {.period = period}};
  out.judged.facts = project_facts(board, mechanism, project, period, tried);
  out.judged.judgement = judge.judge(project, tried);
  out.judged.beside = ProjectFigures{.planned = tried.planned,
                                     .done = tried.done,
                                     .unit = project.project.quantity_unit,
                                     .verified = cell.determination.has_value(),
                                     .proposed = true};
  add_past(out, board, project, kNewest);
  return out;
}

Grounds grounds_of(const Board& board, const RolledUpCard& card) {
  const Subject subject = subject_of(card.subject).value();
  const Mechanism& mechanism = board.mechanism_for(card.period);
  const CardRule* rule = mechanism.rule(subject);
  ZT_CHECK(rule != nullptr);
  Grounds out{.mechanism = &mechanism, .rule = rule, .judged = {.period = card.period}};
  out.judged.facts =
      group_facts(*rule, card.period, group_of(board, card.period, subject, card.holder));
  out.judged.judgement = kept_in(card);
  out.judged.beside = tally_of(card);
  for (const auto& [earlier, publication] : board.publications) {
    if (rule->runs.empty() || earlier >= card.period) break;
    const RollUpGroup group = group_of(board, earlier, subject, card.holder);
    if (group.projects.empty()) continue;
    const RolledUpCard* stood = roll_up_of(board, earlier, subject, card.holder);
    out.judged.past.push_back({.period = earlier,
                               .facts = group_facts(*rule, earlier, group),
                               .card = stood == nullptr ? Card::none : stood->card});
  }
  add_parts(out);
  return out;
}

}  // namespace zhantu

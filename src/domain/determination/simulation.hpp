// What another mechanism file would have given on the recorded past, and whom it changes (rules.md,
// "simulation"): projects, units and command posts. Nothing is saved: the verdicts and figures are
// those that were published, as they stand after corrections; only the rule is another.
#pragma once
#include <vector>

#include "domain/determination/publication.hpp"
#include "domain/determination/reasons.hpp"

namespace zhantu {

struct SimulatedCell {
  Period period;
  std::optional<Card> now;           // as it stands; none where the rules in force gave no card
  std::optional<JudgedPeriod> then;  // by the file, without its past; none: it judges no such thing

  bool cannot_judge() const { return then && then->judgement.missing; }
  std::optional<Card> card_then() const;
  bool changed() const;  // no card at all is like Card::none
};

struct SimulatedSubject {
  std::int64_t holder = 0;                // id of the project, the unit or the organ
  const BoardProject* project = nullptr;  // of a project
  std::vector<SimulatedCell> cells;       // published periods that count for it, oldest first

  bool changed() const;
  // With the simulated periods before it. REQUIRES that the file judges this one.
  JudgedPeriod judged(std::size_t cell) const;
};

struct Simulation {
  std::vector<Period> periods;                 // published ones, oldest first
  std::vector<SimulatedSubject> projects;      // in the order of the chart; those with cards
  std::vector<SimulatedSubject> units, posts;  // judged now or by the file, as people list them
};

// The run before a period is that of the simulated cards, and units and posts are judged from the
// simulated cards of their projects: the file is taken to have been in force from the beginning.
Simulation simulate(const Board& board, const Mechanism& file);

}  // namespace zhantu

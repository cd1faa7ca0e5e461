// What another mechanism file would have given on the recorded past, and whom it changes (rules.md,
// "simulation"). Nothing is saved: the verdicts and figures are those that were published, as they
// stand after corrections; only the rule is another.
#pragma once
#include <vector>

#include "domain/determination/publication.hpp"

namespace zhantu {

struct SimulatedCell {
  Period period;
  Card now = Card::none;  // as it stands
  Judgement then;         // by the other file; `missing` is set where it cannot judge
  bool changed() const { return then.missing.has_value() || then.card != now; }
};

struct SimulatedProject {
  const BoardProject* project = nullptr;
  std::vector<SimulatedCell> cells;  // published periods in which it has a card, oldest first
  bool changed() const;
};

struct Simulation {
  std::vector<Period> periods;             // published ones, oldest first
  std::vector<SimulatedProject> projects;  // in the order of the chart; those with cards
};

// The run before a period is that of the simulated cards: the file is taken to have been in force
// from the beginning.
Simulation simulate(const Board& board, const Mechanism& file);

}  // namespace zhantu

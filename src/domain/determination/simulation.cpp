#include "domain/determination/simulation.hpp"

namespace zhantu {

bool SimulatedProject::changed() const {
  return std::ranges::any_of(cells, [](const SimulatedCell& cell) { return cell.changed(); });
}

Simulation simulate(const Board& board, const Mechanism& file) {
  const CompiledRule rule(file.card);
  Simulation out;
  for (const auto& [period, publication] : board.publications) out.periods.push_back(period);
  for (const BoardProject& project : board.projects) {
    SimulatedProject simulated{.project = &project, .cells = {}};
    RunState state = rule.start();
    for (const auto& [period, cell] : project.cells) {
      const PublishedCard* card = cell.card();
      if (card == nullptr) continue;
      const Facts facts = project_facts(board, file, project, period, judged_cell(cell, *card));
      const Judgement then = rule.judge(state, facts);
      rule.follow(state, facts, then.card);
      simulated.cells.push_back({.period = period, .now = card->card, .then = then});
    }
    if (!simulated.cells.empty()) out.projects.push_back(std::move(simulated));
  }
  return out;
}

}  // namespace zhantu

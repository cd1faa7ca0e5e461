#include "domain/determination/simulation.hpp"

#include "domain/determination/roll_up.hpp"

namespace zhantu {
namespace {

// One subject, judged period after period by the file.
class Played {
 public:
  explicit Played(const std::optional<CompiledRule>& rule) : rule_(rule) {
    if (rule_) state_ = rule_->start();
  }

  std::optional<JudgedPeriod> next(JudgedPeriod judged) {
    if (!rule_) return std::nullopt;
    judged.judgement = rule_->judge(state_, judged.facts);
    rule_->follow(state_, judged.facts, judged.judgement.card);
    return judged;
  }

 private:
  const std::optional<CompiledRule>& rule_;
  RunState state_;
};

std::optional<CompiledRule> compiled(const Mechanism& file, Subject subject) {
  const CardRule* rule = file.rule(subject);
  return rule == nullptr ? std::nullopt : std::optional<CompiledRule>(*rule);
}

SimulatedSubject project_under(const Board& board, const Mechanism& file,
                               const std::optional<CompiledRule>& rule,
                               const BoardProject& project) {
  SimulatedSubject out{.holder = project.project.id.value, .project = &project, .cells = {}};
  Played played(rule);
  for (const auto& [period, cell] : project.cells) {
    const PublishedCard* card = cell.card();
    if (card == nullptr) continue;
    JudgedPeriod judged{.period = period};
    judged.facts = project_facts(board, file, project, period, judged_cell(cell, *card));
    judged.beside = ProjectFigures{
        .planned = card->planned, .done = card->verified, .unit = project.project.quantity_unit};
    out.cells.push_back(
        {.period = period, .now = card->card, .then = played.next(std::move(judged))});
  }
  return out;
}

// What the simulated cards of projects give to units or posts.
class Rolled {
 public:
  Rolled(const Board& board, const Mechanism& file, const Simulation& simulation, Subject subject)
      : board_(board), subject_(subject), rule_(compiled(file, subject)) {
    for (const SimulatedSubject& project : simulation.projects) {
      for (const SimulatedCell& cell : project.cells)
        cards_[{project.project, cell.period}] = cell.card_then();
    }
  }

  std::vector<SimulatedSubject> all(const std::vector<Period>& periods) const {
    std::vector<SimulatedSubject> out;
    for (const std::int64_t holder : holders_of(board_, subject_)) {
      SimulatedSubject one{.holder = holder, .project = nullptr, .cells = {}};
      Played played(rule_);
      for (const Period& period : periods) add(one, played, period);
      if (!one.cells.empty()) out.push_back(std::move(one));
    }
    return out;
  }

 private:
  void add(SimulatedSubject& one, Played& played, const Period& period) const {
    const RollUpGroup group = group_of(board_, period, subject_, one.holder);
    if (group.projects.empty()) return;
    const RolledUpCard* card = roll_up_of(board_, period, subject_, one.holder);
    if (card == nullptr && !rule_) return;
    std::vector<ProjectResult> results;
    for (const BoardProject* project : group.projects) {
      results.push_back(
          {.verdict = project->cell(period).card()->verdict, .card = cards_.at({project, period})});
    }
    JudgedPeriod judged{.period = period};
    if (rule_) judged.facts = rolled_up_facts(rule_->rule(), period, results);
    judged.beside = tally_of(results);
    one.cells.push_back({.period = period,
                         .now = card == nullptr ? std::nullopt : std::optional(card->card),
                         .then = played.next(std::move(judged))});
  }

  const Board& board_;
  Subject subject_;
  std::optional<CompiledRule> rule_;
  std::map<std::pair<const BoardProject*, Period>, std::optional<Card>> cards_;
};

}  // namespace

std::optional<Card> SimulatedCell::card_then() const {
  if (!then || then->judgement.missing) return std::nullopt;
  return then->judgement.card;
}

bool SimulatedCell::changed() const {
  if (cannot_judge()) return now.has_value();
  return now.value_or(Card::none) != card_then().value_or(Card::none);
}

bool SimulatedSubject::changed() const {
  return std::ranges::any_of(cells, &SimulatedCell::changed);
}

JudgedPeriod SimulatedSubject::judged(std::size_t cell) const {
  JudgedPeriod out = cells.at(cell).then.value();
  for (std::size_t i = 0; i < cell; ++i) {
    const JudgedPeriod& past = cells[i].then.value();
    out.past.push_back({past.period, past.facts, past.judgement.card});
  }
  return out;
}

Simulation simulate(const Board& board, const Mechanism& file) {
  Simulation out;
  for (const auto& [period, publication] : board.publications) out.periods.push_back(period);
  const auto rule = compiled(file, Subject::project);
  for (const BoardProject& project : board.projects) {
    SimulatedSubject simulated = project_under(board, file, rule, project);
    if (!simulated.cells.empty()) out.projects.push_back(std::move(simulated));
  }
  out.units = Rolled(board, file, out, Subject::unit).all(out.periods);
  out.posts = Rolled(board, file, out, Subject::command_post).all(out.periods);
  return out;
}

}  // namespace zhantu

// A small board for tests of rules: projects 1, 2, ... in a campaign of twelve months, judged by
// the mechanism file that ships.
#pragma once
#include <fstream>
#include <sstream>

#include "app/mechanism_file.hpp"
#include "domain/determination/board.hpp"
#include "domain/determination/publication.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu {

inline std::string shipped_mechanism_text() {
  std::ifstream file(ZHANTU_SOURCE_DIR "/mechanisms/command-posts.toml");
  std::stringstream text;
  text << file.rdbuf();
  ZT_CHECK(!text.str().empty());
  return text.str();
}

inline const Mechanism& shipped_mechanism() {
  static const Mechanism kMechanism = app::read_mechanism(shipped_mechanism_text()).value();
  return kMechanism;
}

inline Period month_of_2026(int month) { return Period::month(2026, month); }

inline Board small_board(int projects) {
  Board board;
  board.tenant = {.tenant = {1}, .code = "379981", .name = "云溪县"};
  board.campaign.tenant = {1};
  board.campaign.id = {10};
  board.campaign.year = 2026;
  board.campaign.period_kind = PeriodKind::month;
  board.mechanism = shipped_mechanism();
  for (int i = 1; i <= projects; ++i) {
    BoardProject project;
    project.project.tenant = {1};
    project.project.campaign = {10};
    project.project.id = {i};
    project.project.number = "K" + std::to_string(i);
    project.project.starts_on = Date::of(2026, 1, 1);
    project.project.finishes_on = Date::of(2026, 12, 31);
    project.project.admitted = month_of_2026(1);
    project.persons.push_back({.tenant = {1},
                               .campaign = {10},
                               .project = {i},
                               .person = {1000},
                               .role = "accountable_person",
                               .starts_on = Date::of(2026, 1, 1)});
    project.project.sequence = i;
    board.projects.push_back(std::move(project));
  }
  return board;
}

inline Determination verdict_on(std::int64_t project, const Period& period, Verdict verdict,
                                std::optional<Quantity> verified = std::nullopt) {
  return {.tenant = {1},
          .campaign = {10},
          .project = {project},
          .period = period,
          .verdict = verdict,
          .quantity = verified};
}

// Freezes the cards of a period, as the app does.
inline void publish(Board& board, const Period& period) {
  for (const PublishedCard& card : cards_of(board, period)) board.apply(card);
  const Mechanism& mechanism = board.mechanism_for(period);
  board.apply(Publication{.tenant = {1},
                          .campaign = {10},
                          .period = period,
                          .mechanism = mechanism.name,
                          .mechanism_version = mechanism.version});
}

// Determines and publishes months from January on with one project's verdicts.
inline Board played_board(const std::vector<Verdict>& verdicts) {
  Board board = small_board(1);
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const Period period = month_of_2026(static_cast<int>(i) + 1);
    board.apply(verdict_on(1, period, verdicts[i], Quantity::of(static_cast<int>(i) + 1)));
    publish(board, period);
  }
  return board;
}

// Carries a correction out, as the app does.
inline void correct(Board& board, std::int64_t project, const Period& period, Verdict verdict,
                    std::optional<Quantity> verified = std::nullopt) {
  const auto number = static_cast<std::int64_t>(board.corrections.size()) + 1;
  const auto changes =
      changes_by_correction(board, *board.find({project}), period,
                            {.number = number, .verdict = verdict, .verified = verified});
  for (const CardChange& change : changes) board.apply(change.after);
  board.apply(Correction{
      .tenant = {1}, .campaign = {10}, .number = number, .period = period, .project = {project}});
}

// Two units: 20 leads projects 1 and 2, 21 leads project 3; all of post 30.
inline Board grouped_board() {
  Board board = small_board(3);
  board.units[{20}] = {.tenant = {1}, .id = {20}, .name = "县水利局", .sequence = 2};
  board.units[{21}] = {.tenant = {1}, .id = {21}, .name = "石桥镇", .sequence = 1};
  board.organs.push_back(
      Organ{.tenant = {1}, .campaign = {10}, .id = {30}, .kind = "command_post"});
  for (std::size_t i = 0; i < 3; ++i) {
    BoardProject& project = board.projects[i];
    project.project.command_post = {30};
    project.units.push_back(
        {.unit = {i < 2 ? 20 : 21}, .role = "lead_unit", .starts_on = Date::of(2026, 1, 1)});
  }
  return board;
}

// As the app does: project cards, then those of units and posts, then what follows.
inline void publish_whole(Board& board, int number, const std::vector<Verdict>& verdicts) {
  const Period period = month_of_2026(number);
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    board.apply(verdict_on(static_cast<std::int64_t>(i) + 1, period, verdicts[i]));
  publish(board, period);
  for (const RolledUpCard& card : rolled_up_cards(board, period)) board.apply(card);
  for (const DueEffect& effect : effects_by(board, period, 0)) board.apply(effect);
}

// As `correct`, with the cards of units and posts that it changes.
inline void correct_whole(Board& board, std::int64_t project, const Period& period,
                          Verdict verdict) {
  correct(board, project, period, verdict);
  for (RolledUpCard card : changed_roll_ups(board, period)) {
    card.correction = static_cast<std::int64_t>(board.corrections.size());
    board.apply(card);
  }
}

}  // namespace zhantu

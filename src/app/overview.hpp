// What a person in a post must know at a glance (D-5.1, for the phone): the own projects, the red
// and yellow ones first, each with its "why"; what waits for this person; the campaign in figures.
// The phone computes none of it.
#pragma once
#include "app/app.hpp"
#include "domain/determination/card_counts.hpp"

namespace zhantu::app {

// A project in one period, as a mark of the strip of months.
struct OverviewMark {
  Card card = Card::none;   // as published
  Card shown = Card::none;  // the colour it is shown in since its arrears were made good
  std::string_view state;   // "off_wall", "no_target", or the word of a CellState
  bool struck_off = false;
};

struct OverviewProject {
  const BoardProject* project = nullptr;
  std::vector<std::string> roles;  // of this person, in the words of the mechanism
  Card card = Card::none;          // of the latest published period
  std::int64_t missed_run = 0;
  std::string why;                  // of that card; empty without one
  std::vector<OverviewMark> marks;  // as many as the campaign has periods
  // Cumulative shares of the year in basis points; the plan is that of the latest published period.
  std::optional<std::int64_t> plan, verified, claimed;
};

// So many projects wait in this period for an act of this person's.
struct OverviewTask {
  Act act = Act::report_actual;
  Period period;
  int count = 0;
};

struct Overview {
  std::optional<Period> period;  // the latest published one
  CardCounts campaign, mine;
  // Cards of the posts and lead units of the projects that `mine` counts, the late ones first;
  // empty where the mechanism judges neither.
  std::vector<const RolledUpCard*> posts, units;
  std::vector<OverviewTask> tasks;  // by period
  // Own ones before those that are only overseen; those whose card warns first, the worst at the
  // head; at most kOverviewMax.
  std::vector<OverviewProject> projects;
};

inline constexpr std::size_t kOverviewMax = 200;

// Own projects are those that the person commands or has a role in, and those that the unit of the
// post acted for leads. Headquarters and supervision office see the others as well; without any of
// their own, `mine` counts all.
Overview overview_of(const Board& board, const Actor& actor, Date today, Language language);

}  // namespace zhantu::app

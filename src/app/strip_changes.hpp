// Which strips of a chart that hangs are out of date (D-5.4), computed from the record: the chart
// is drawn as it stood at an earlier revision and compared with today's, row by row.
#pragma once
#include "app/progress_view.hpp"

namespace zhantu::app {

// Ids of the projects whose strip says something else than it did, in the order of the chart; a
// project that was not on the chart then counts as changed. What is only reported does not count: a
// strip is swapped when a month is published, a plan or a name changes, or a post changes hands.
std::vector<std::string> changed_strips(const chart::ProgressChart& then,
                                        const chart::ProgressChart& now);

// Names of the groups whose post has another card than it had, or other counts on it.
std::vector<std::string> changed_posts(const chart::ProgressChart& then,
                                       const chart::ProgressChart& now);

// When a revision was published. nullopt: there is no such revision.
std::optional<Instant> revision_instant(const Board& board, std::int64_t revision);

// The board as it stood when this revision was published. nullptr: there is no such revision.
BoardPtr board_at_revision(App& app, const Board& board, std::int64_t revision);

}  // namespace zhantu::app

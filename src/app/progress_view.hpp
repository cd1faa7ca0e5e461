// What the progress chart shows, from a board: the one place where record becomes picture (D-5.1,
// D-5.3).
#pragma once
#include "app/app.hpp"
#include "app/chart_subject.hpp"
#include "chart/progress_chart.hpp"

namespace zhantu::app {

// Which strips, on what. `changed_since`: those whose content is not what it was at that revision.
struct StripQuestion {
  chart::Paper sheet = chart::Paper::a3;
  std::optional<std::int64_t> changed_since;
  std::vector<std::string> projects;  // ids; none: all
};

struct ChartQuestion {
  bool wall = true;
  chart::Surface surface = chart::Surface::svg;
  chart::Paper paper = chart::Paper::a1;
  chart::Audience audience = chart::Audience::open;
  int page = 1;
  std::optional<Date> as_of;
  std::optional<ChartSubject> subject;  // the whole campaign where it is missing
  bool posts_apart = false;             // on paper, each command post begins a page
  std::optional<StripQuestion> strips;  // strips of the paper chart in place of the chart
  std::string base_url;                 // "https://host:8443", for the QR code
};

// The model. For the open audience unpublished figures and all persons stay out.
chart::ProgressChart progress_view(const Board& board, Date today, Instant now,
                                   const ChartQuestion& question);

// Number of projects that the chart shows; drawing takes chart::kProjectsMax of them.
int shown_projects(const Board& board, Date today, const ChartQuestion& question);

// Short code over the published record of one project, printed on its strip: it stays the same as
// long as nothing of this project is published or corrected.
std::string strip_code(const Board& board, const BoardProject& project, std::int64_t revision);

// Short code over the published record, printed on the chart: two charts of one revision that
// differ in a card differ in it.
std::string revision_code(const Board& board, std::int64_t revision);

// Facts for the wall's ticker, newest first: publications, corrections, and cards that changed
// colour.
std::vector<chart::TickerFact> ticker_facts(const Board& board);

}  // namespace zhantu::app

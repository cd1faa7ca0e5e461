// What the progress chart shows, from a board: the one place where record becomes picture (D-5.1,
// D-5.3).
#pragma once
#include "app/app.hpp"
#include "chart/progress_chart.hpp"

namespace zhantu::app {

struct ChartQuestion {
  bool wall = true;
  chart::Surface surface = chart::Surface::svg;
  chart::Paper paper = chart::Paper::a1;
  chart::Audience audience = chart::Audience::open;
  int page = 1;
  std::optional<Date> as_of;
  std::string base_url;  // "https://host:8443", for the QR code
};

// The model. For the open audience unpublished figures and all persons stay out.
chart::ProgressChart progress_view(const Board& board, Date today, Instant now,
                                   const ChartQuestion& question);

// Short code over the published record, printed on the chart: two charts of one revision that
// differ in a card differ in it.
std::string revision_code(const Board& board, std::int64_t revision);

// Facts for the wall's ticker, newest first: publications, corrections, and cards that changed
// colour.
std::vector<chart::TickerFact> ticker_facts(const Board& board);

}  // namespace zhantu::app

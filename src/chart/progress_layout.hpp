// The layouts of the progress chart: one scene for each page.
#pragma once
#include <vector>

#include "chart/paging.hpp"
#include "chart/paper_metrics.hpp"
#include "chart/progress_chart.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

// Height of the strips and distance between posts on all pages of a chart.
struct RowMeasure {
  double height = 0;
  double group_gap = 0;
};

// The pages of a chart on paper, laid out one by one, so that a page of a large chart costs a page.
// KEEPS the order of groups and rows; rows of a post stay together unless they exceed a page.
class PaperLayout {
 public:
  // Refers to the chart as long as it lives.
  PaperLayout(const ProgressChart& chart, Paper paper, bool posts_apart = false);

  int pages() const;             // at least 1
  Scene page(int number) const;  // from 1
  double row_height() const {
    return measure_.height;
  }  // of every strip, so that they can change places

 private:
  const ProgressChart& chart_;
  const PaperMetrics& metrics_;
  std::vector<PageOfGroups> row_pages_;
  PeriodSpans spans_;
  RowMeasure measure_;
};

std::vector<Scene> lay_out_paper(const ProgressChart& chart, Paper paper, bool posts_apart = false);
// At least one sheet. REQUIRES sheet a3 or a4.
std::vector<Scene> lay_out_strips(const ProgressChart& chart, const StripOptions& options);
std::vector<Scene> lay_out_wall(const ProgressChart& chart);

}  // namespace zhantu::chart

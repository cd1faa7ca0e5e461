// What stands around the strips on paper: title band, head of the table, footer. Each draws itself
// into its place on the page.
#pragma once
#include <span>

#include "chart/paper_metrics.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

// `sheet` says what stands on this one of several sheets; empty where there is one.
void draw_band(Scene& scene, const PaperMetrics& metrics, const ProgressChart& chart,
               const std::string& sheet);
void draw_head(Scene& scene, const PaperMetrics& metrics, std::span<const Column> columns,
               const ProgressChart& chart);
// Legend, how verdicts are made, the red projects by name, revision, QR code. `page` from 1.
void draw_footer(Scene& scene, const PaperMetrics& metrics, const ProgressChart& chart, int page,
                 int pages);
// In place of strips where there are none.
void draw_no_projects(Scene& scene, const PaperMetrics& metrics, const ProgressChart& chart,
                      const Box& box);

Box paper_rows_box(const PaperMetrics& metrics);

}  // namespace zhantu::chart

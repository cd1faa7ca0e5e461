// One project in one period on paper: plan above, below it the card with the verified figure and,
// hollow, the claimed one (D-11.4).
#pragma once
#include "chart/paper_metrics.hpp"
#include "chart/scene.hpp"

namespace zhantu::chart {

void draw_paper_cell(Scene& scene, const PaperMetrics& metrics, const Box& cell,
                     const ProgressCell& data);

// The badge alone. A solid shape holds what was verified; a hollow one what was only reported. What
// does not fit is left out in this order: the word before the claimed figure, the percent sign, the
// claimed figure, the difference. REQUIRES a card, or a claimed or verified figure.
void draw_badge(Scene& scene, const PaperMetrics& metrics, const Box& box,
                const ProgressCell& data);

// "更正" in a frame, of this size.
Box corrected_tag_at(const PaperMetrics& metrics, Point corner);
void draw_corrected_tag(Scene& scene, const PaperMetrics& metrics, const Box& tag);

}  // namespace zhantu::chart

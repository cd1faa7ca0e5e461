// From scenes to bytes. Only the files behind this header and the text measurer know how letters
// are painted.
#pragma once
#include <string>
#include <vector>

#include "chart/scene.hpp"

namespace zhantu::chart {

// One page for each scene, real size, fonts embedded as subsets, text selectable, title and author
// in the metadata. KEEPS: the same scenes give the same bytes.
std::string write_pdf(const std::vector<Scene>& pages);

// One scene with <text> elements, presentation attributes only (no style element or attribute, no
// script, nothing external), so that it may stand inside a page under a strict content security
// policy.
std::string write_svg(const Scene& scene);

// One scene, `width_px` wide. REQUIRES 1 <= width_px <= 20000.
std::string write_png(const Scene& scene, int width_px);

}  // namespace zhantu::chart

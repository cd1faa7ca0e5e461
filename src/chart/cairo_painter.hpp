// Paints a scene on a Cairo context whose user unit is the unit of the scene. Included by the PDF and PNG surfaces only.
#pragma once
#include <cairo.h>

#include "chart/scene.hpp"

namespace zhantu::chart {

// `links`: the surface can carry them (PDF).
void paint(cairo_t* cairo, const Scene& scene, bool links);

// Appends to a std::string given as closure.
cairo_status_t append_bytes(void* closure, const unsigned char* data, unsigned int length);

}  // namespace zhantu::chart

// Compression of answers.
#pragma once
#include <string>
#include <string_view>

namespace zhantu::http {

// One gzip member; the same bytes in give the same bytes out (no time stamp).
std::string gzip(std::string_view bytes);

// Does an Accept-Encoding header allow gzip: named or by "*", and not with q=0.
bool accepts_gzip(std::string_view accept_encoding);

// Texts that shrink: json, svg, html, css, javascript, yaml, xml, plain. Never an event stream.
bool is_compressible(std::string_view content_type);

}  // namespace zhantu::http

// Texts that a spreadsheet could take for a formula, when a file is re-typed or saved as CSV and
// opened again.
//
// A text that begins with = + - or @ (behind any number of apostrophes) gets one apostrophe in
// front; `unguarded` takes exactly one away again, so unguarded(guarded(x)) == x for every x.
#pragma once
#include <string>
#include <string_view>

namespace zhantu::codec {

std::string guarded(std::string_view text);
std::string_view unguarded(std::string_view text);

}  // namespace zhantu::codec

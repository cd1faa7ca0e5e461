// UTF-8 text from outside: validity, trimming, width and folding. All functions take and give
// UTF-8.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zhantu {

// Well-formed UTF-8 without overlong forms, surrogates or code points past U+10FFFF.
bool is_valid_utf8(std::string_view text);

// Code points of valid text. REQUIRES is_valid_utf8(text).
std::vector<char32_t> code_points(std::string_view text);
std::string encode_utf8(char32_t code_point);

// Cuts blanks at both ends: ASCII white space, no-break space, ideographic space, zero-width
// characters.
std::string_view trimmed(std::string_view text);

// Full-width digits, letters and punctuation become ASCII ("１２．５％" -> "12.5%"); everything
// else stays.
std::string to_half_width(std::string_view text);

// Removes control characters (but keeps line feeds) and characters that change writing direction.
std::string without_controls(std::string_view text);

// Display columns: 2 for CJK and full-width characters, 1 for others, 0 for combining marks.
int display_width(std::string_view text);

// Number of edits between two texts, in code points; used to propose the name that was meant.
int edit_distance(std::string_view a, std::string_view b);

}  // namespace zhantu

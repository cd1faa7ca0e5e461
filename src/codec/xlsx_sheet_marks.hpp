// Marks in the parts of a workbook, as text edits: red styles, cells that take them, comments.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace zhantu::codec {

using CellPlace = std::pair<int, int>;  // row and column, from 1

// The styles that these cells have now; 0 for a cell that is not there.
std::map<CellPlace, std::size_t> styles_at(std::string_view sheet_xml,
                                           const std::set<CellPlace>& places);

// The sheet with these cells in other styles; cells and rows that are missing are added.
std::string with_styles(std::string_view sheet_xml, const std::map<CellPlace, std::size_t>& styles);

// styles.xml with a red twin of each of these styles; `twins` tells their numbers. nullopt where
// the part has no list of styles or fills.
std::optional<std::string> with_red_twins(std::string_view styles_xml,
                                          std::map<std::size_t, std::size_t>& twins);

// The sheet with a reference to its drawing of comments, where the format wants it.
std::string with_legacy_drawing(std::string_view sheet_xml, std::string_view relation_id);
bool has_legacy_drawing(std::string_view sheet_xml);

// Comments and drawing, new or added to what is there ("" for none).
std::string with_comments(std::string_view comments_xml, const std::map<CellPlace, std::string>&);
std::string with_shapes(std::string_view vml, const std::map<CellPlace, std::string>& comments);

}  // namespace zhantu::codec

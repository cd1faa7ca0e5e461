#include "codec/xlsx_sheet_marks.hpp"

#include <charconv>
#include <vector>

#include "base/check.hpp"
#include "codec/xlsx_reader.hpp"
#include "codec/xlsx_text.hpp"
#include "codec/xml_scan.hpp"

namespace zhantu::codec {
namespace {

constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kAuthor = "Zhantu";
constexpr std::string_view kRed = "FFFF9999";
constexpr std::size_t kFillsOfFormat = 2;

std::size_t number_of(std::string_view text, std::size_t otherwise) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : otherwise;
}

std::size_t attribute_or(std::string_view tag, std::string_view name, std::size_t otherwise) {
  const auto found = tag_attribute(tag, name);
  return found ? number_of(*found, otherwise) : otherwise;
}

// Walks over rows and cells; with `edits` the wanted cells take their styles.
class SheetWalk {
 public:
  SheetWalk(std::string_view xml, const std::map<CellPlace, std::size_t>& wanted)
      : xml_(xml), scan_(xml), wanted_(wanted), next_(wanted.begin()) {}

  // Styles that the wanted cells have now.
  std::map<CellPlace, std::size_t> found;
  TextEdits edits;

  void walk();

 private:
  void row(const XmlTag& tag);
  void cell(const XmlTag& tag);
  void close_row(const XmlTag& tag);
  void rows_before(int row, std::size_t at);
  std::string cells_before(int column);
  std::string made_row();
  std::string made_cell() const;

  std::string_view xml_;
  XmlScan scan_;
  const std::map<CellPlace, std::size_t>& wanted_;
  std::map<CellPlace, std::size_t>::const_iterator next_;
  std::string prefix_;
  int row_ = 0, column_ = 0;
  bool in_rows_ = false, in_row_ = false;
};

std::string SheetWalk::made_cell() const {
  return fmt::format("<{}c r=\"{}\" s=\"{}\"/>", prefix_,
                     cell_name(next_->first.first, next_->first.second), next_->second);
}

std::string SheetWalk::cells_before(int column) {
  std::string out;
  for (; next_ != wanted_.end() && next_->first.first == row_ && next_->first.second < column;
       ++next_)
    out += made_cell();
  return out;
}

std::string SheetWalk::made_row() {
  row_ = next_->first.first;
  std::string out = fmt::format("<{}row r=\"{}\">", prefix_, row_);
  out += cells_before(1 << 20);
  return out + fmt::format("</{}row>", prefix_);
}

void SheetWalk::rows_before(int row, std::size_t at) {
  std::string out;
  while (next_ != wanted_.end() && next_->first.first < row) out += made_row();
  if (!out.empty()) edits.insert(at, std::move(out));
}

void SheetWalk::row(const XmlTag& tag) {
  const int number =
      static_cast<int>(attribute_or(scan_.text(tag), "r", static_cast<std::size_t>(row_) + 1));
  rows_before(number, tag.begin);
  row_ = number;
  column_ = 0;
  in_row_ = !tag.empty;
  if (!tag.empty) return;
  if (const std::string cells = cells_before(1 << 20); !cells.empty()) {
    std::string open(scan_.text(tag));
    open.erase(open.size() - 2, 1);
    edits.replace(tag.begin, tag.end, open + cells + fmt::format("</{}row>", prefix_));
  }
}

void SheetWalk::cell(const XmlTag& tag) {
  const auto reference = tag_attribute(scan_.text(tag), "r");
  const auto at = reference ? parse_reference(*reference) : std::nullopt;
  column_ = at ? at->column : column_ + 1;
  if (const std::string cells = cells_before(column_); !cells.empty())
    edits.insert(tag.begin, cells);
  if (next_ == wanted_.end() || next_->first != CellPlace{row_, column_}) return;
  found[next_->first] = attribute_or(scan_.text(tag), "s", 0);
  edits.replace(tag.begin, tag.end,
                with_attribute(scan_.text(tag), "s", std::to_string(next_->second)));
  ++next_;
}

void SheetWalk::close_row(const XmlTag& tag) {
  if (const std::string cells = cells_before(1 << 20); !cells.empty())
    edits.insert(tag.begin, cells);
  in_row_ = false;
}

void SheetWalk::walk() {
  while (const auto tag = scan_.next()) {
    if (tag->name == "sheetData") {
      prefix_ = tag->prefix;
      in_rows_ = !tag->closing && !tag->empty;
      if (tag->closing) rows_before(1 << 30, tag->begin);
      if (tag->empty) {
        std::string rows;
        while (next_ != wanted_.end()) rows += made_row();
        edits.replace(tag->begin, tag->end,
                      fmt::format("<{0}sheetData>{1}</{0}sheetData>", prefix_, rows));
      }
      if (!in_rows_) return;
    } else if (!in_rows_) {
      continue;
    } else if (tag->name == "row") {
      tag->closing ? close_row(*tag) : row(*tag);
    } else if (tag->name == "c" && !tag->closing && in_row_) {
      cell(*tag);
    }
  }
}

// The elements directly within the first element of this name, as they stand.
struct Children {
  XmlTag open, close;
  std::vector<std::string> elements;
  bool found = false;
};

Children children_of(std::string_view xml, std::string_view name) {
  Children out;
  XmlScan scan(xml);
  int depth = 0;
  std::size_t start = 0;
  while (const auto tag = scan.next()) {
    if (!out.found) {
      if (tag->name != name || tag->closing || tag->empty) continue;
      out.open = *tag;
      out.found = true;
      continue;
    }
    if (tag->closing && depth == 0) {
      out.close = *tag;
      return out;
    }
    if (!tag->closing && depth == 0) start = tag->begin;
    if (!tag->closing && !tag->empty) ++depth;
    if (tag->closing) --depth;
    if (depth == 0) out.elements.emplace_back(xml.substr(start, tag->end - start));
  }
  out.found = false;
  return out;
}

std::string counted(std::string_view xml, const XmlTag& open, std::size_t count) {
  return with_attribute(xml.substr(open.begin, open.end - open.begin), "count",
                        std::to_string(count));
}

std::string red_twin(const std::string& element, std::size_t fill) {
  XmlScan scan(element);
  const auto tag = scan.next();
  ZT_CHECK(tag.has_value());
  const std::string open = with_attribute(
      with_attribute(scan.text(*tag), "fillId", std::to_string(fill)), "applyFill", "1");
  return open + element.substr(tag->end);
}

std::string red_fill(std::string_view prefix) {
  return fmt::format(
      "<{0}fill><{0}patternFill patternType=\"solid\"><{0}fgColor rgb=\"{1}\"/><{0}bgColor "
      "indexed=\"64\"/></{0}patternFill></{0}fill>",
      prefix, kRed);
}

// The two that every workbook has, whether it says so or not, and the red one.
std::string first_fills(std::string_view prefix) {
  return fmt::format(
      "<{0}fills count=\"3\"><{0}fill><{0}patternFill patternType=\"none\"/></{0}fill><{0}fill>"
      "<{0}patternFill patternType=\"gray125\"/></{0}fill>{1}</{0}fills>",
      prefix, red_fill(prefix));
}

// Where the list of fills belongs in a part that has none.
std::size_t behind_fills(std::string_view styles_xml) {
  XmlScan scan(styles_xml);
  while (const auto tag = scan.next()) {
    for (const std::string_view name : {"borders", "cellStyleXfs", "cellXfs"}) {
      if (tag->name == name) return tag->begin;
    }
  }
  return styles_xml.size();
}

// Elements of a sheet that stand behind its drawing of comments.
bool behind_legacy_drawing(std::string_view name) {
  for (const std::string_view behind : {"legacyDrawingHF", "drawingHF", "picture", "oleObjects",
                                        "controls", "webPublishItems", "tableParts", "extLst"}) {
    if (name == behind) return true;
  }
  return false;
}

std::string comment_element(std::string_view prefix, const CellPlace& place,
                            const std::string& text, std::size_t author) {
  return fmt::format(
      "<{0}comment ref=\"{1}\" authorId=\"{2}\"><{0}text><{0}r><{0}t "
      "xml:space=\"preserve\">{3}</{0}t></{0}r></{0}text></{0}comment>",
      prefix, cell_name(place.first, place.second), author, xml_escaped(text));
}

std::string shape(const CellPlace& place, int number) {
  const int row = place.first - 1, column = place.second - 1;
  return fmt::format(
      "<v:shape id=\"_zhantu_s{0}\" type=\"#_zhantu_t202\" "
      "style=\"position:absolute;width:210pt;height:80pt;z-index:{0};visibility:hidden\" "
      "fillcolor=\"#fff4e5\" o:insetmode=\"auto\"><v:fill color2=\"#fff4e5\"/>"
      "<v:shadow color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/>"
      "<v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div>"
      "</v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>"
      "<x:Anchor>{1}, 15, {2}, 2, {3}, 15, {4}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
      "<x:Row>{5}</x:Row><x:Column>{6}</x:Column></x:ClientData></v:shape>",
      number, column + 1, row, column + 4, row + 5, row, column);
}

constexpr std::string_view kShapeType =
    "<v:shapetype id=\"_zhantu_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
    "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

}  // namespace

std::map<CellPlace, std::size_t> styles_at(std::string_view sheet_xml,
                                           const std::set<CellPlace>& places) {
  std::map<CellPlace, std::size_t> wanted;
  for (const CellPlace& place : places) wanted[place] = 0;
  SheetWalk walk(sheet_xml, wanted);
  walk.walk();
  for (const auto& [place, style] : walk.found) wanted[place] = style;
  return wanted;
}

std::string with_styles(std::string_view sheet_xml,
                        const std::map<CellPlace, std::size_t>& styles) {
  SheetWalk walk(sheet_xml, styles);
  walk.walk();
  return walk.edits.applied_to(sheet_xml);
}

std::optional<std::string> with_red_twins(std::string_view styles_xml,
                                          std::map<std::size_t, std::size_t>& twins) {
  const Children fills = children_of(styles_xml, "fills");
  const Children formats = children_of(styles_xml, "cellXfs");
  if (!formats.found || formats.elements.empty()) return std::nullopt;
  TextEdits edits;
  const std::size_t fill = fills.found ? fills.elements.size() : kFillsOfFormat;
  if (fills.found) {
    edits.replace(fills.open.begin, fills.open.end, counted(styles_xml, fills.open, fill + 1));
    edits.insert(fills.close.begin, red_fill(fills.open.prefix));
  } else {
    edits.insert(behind_fills(styles_xml), first_fills(formats.open.prefix));
  }
  std::size_t count = formats.elements.size();
  std::string made;
  for (auto& [style, twin] : twins) {
    made += red_twin(formats.elements[style < formats.elements.size() ? style : 0], fill);
    twin = count++;
  }
  edits.replace(formats.open.begin, formats.open.end, counted(styles_xml, formats.open, count));
  edits.insert(formats.close.begin, std::move(made));
  return edits.applied_to(styles_xml);
}

bool has_legacy_drawing(std::string_view sheet_xml) {
  XmlScan scan(sheet_xml);
  while (const auto tag = scan.next()) {
    if (tag->name == "legacyDrawing") return true;
  }
  return false;
}

std::string with_legacy_drawing(std::string_view sheet_xml, std::string_view relation_id) {
  XmlScan scan(sheet_xml);
  int depth = 0;
  while (const auto tag = scan.next()) {
    const bool end = tag->closing && depth == 1;
    if (end || (depth == 1 && behind_legacy_drawing(tag->name))) {
      TextEdits edits;
      edits.insert(tag->begin,
                   fmt::format("<{}legacyDrawing xmlns:ztr=\"http://schemas.openxmlformats.org/"
                               "officeDocument/2006/relationships\" ztr:id=\"{}\"/>",
                               tag->prefix, relation_id));
      return edits.applied_to(sheet_xml);
    }
    if (tag->closing) --depth;
    if (!tag->closing && !tag->empty) ++depth;
  }
  return std::string(sheet_xml);
}

std::string with_comments(std::string_view xml, const std::map<CellPlace, std::string>& comments) {
  std::string fresh;
  if (xml.empty()) {
    for (const auto& [place, text] : comments) fresh += comment_element("", place, text, 0);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments "
        "xmlns=\"{}\"><authors><author>{}</author></authors><commentList>{}</commentList>"
        "</comments>",
        kMain, kAuthor, fresh);
  }
  auto left = comments;
  TextEdits edits;
  XmlScan scan(xml);
  CellPlace inside;  // of the comment that is open; rows count from 1
  while (const auto tag = scan.next()) {
    if (tag->name == "comment" && !tag->closing) {
      const auto at = parse_reference(tag_attribute(scan.text(*tag), "ref").value_or(""));
      inside = at ? CellPlace{at->row, at->column} : CellPlace{};
    }
    const auto mine = left.find(inside);
    if (tag->name == "text" && tag->closing && mine != left.end()) {
      edits.insert(tag->begin, fmt::format("<{0}r><{0}t xml:space=\"preserve\">\n{1}</{0}t></{0}r>",
                                           tag->prefix, xml_escaped(mine->second)));
      left.erase(mine);
    }
    if (tag->name == "commentList" && tag->closing) {
      for (const auto& [place, text] : left) fresh += comment_element(tag->prefix, place, text, 0);
      edits.insert(tag->begin, fresh);
    }
  }
  return edits.applied_to(xml);
}

std::string with_shapes(std::string_view vml, const std::map<CellPlace, std::string>& comments) {
  std::string shapes(kShapeType);
  int number = 0;
  for (const auto& [place, text] : comments) shapes += shape(place, ++number);
  const auto end = vml.rfind("</xml>");
  if (vml.empty() || end == std::string_view::npos) {
    return fmt::format(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\">"
        "<o:idmap v:ext=\"edit\" data=\"1\"/></o:shapelayout>{}</xml>",
        shapes);
  }
  return std::string(vml.substr(0, end)) + shapes + std::string(vml.substr(end));
}

}  // namespace zhantu::codec

#include "codec/xlsx_annotate.hpp"

#include <zip.h>

#include <ctime>
#include <map>
#include <memory>

#include "codec/xlsx_parts.hpp"
#include "codec/xlsx_sheet_marks.hpp"
#include "codec/xlsx_writer.hpp"
#include "codec/xml_scan.hpp"
#include "codec/zip_source.hpp"

namespace zhantu::codec {
namespace {

constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kPackage =
    "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view kContentTypes = "[Content_Types].xml";
constexpr std::size_t kDepthMax = 64;
constexpr time_t kModified = 315'532'800;  // 1980-01-01, the first day that a zip knows

Problem malformed(std::string part) {
  return Problem{"workbook_malformed", {{"part", std::move(part)}}};
}

// Reads a part only to know that it can be read.
class Nothing : public XmlHandler {
 public:
  void opened(const XmlName&, const XmlAttributes&, std::size_t) override {}
};

std::string relations_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return part.substr(0, slash + 1) + "_rels/" + part.substr(slash + 1) + ".rels";
}

class Annotator {
 public:
  Annotator(ZipSource zip, const XlsxWorkbook& workbook)
      : zip_(std::move(zip)), workbook_(workbook) {}

  Outcome annotate(const std::vector<CellNote>& notes);
  const std::map<std::string, std::string>& changed() const { return changed_; }

 private:
  using Comments = std::map<CellPlace, std::string>;

  Result<std::string> part(const std::string& name);
  Outcome colour(const std::map<std::string, Comments>& by_part);
  Outcome comment(const std::string& sheet_part, const Comments& comments);
  std::string fresh_name(std::string_view stem, std::string_view tail);
  void declare();
  Outcome find_beside(const std::string& sheet_part, std::string& comments, std::string& drawing);

  ZipSource zip_;
  const XlsxWorkbook& workbook_;
  std::map<std::string, std::string> changed_;  // parts, by name
  std::vector<std::string> new_comments_;
  std::string types_;
};

Result<std::string> Annotator::part(const std::string& name) {
  const auto known = changed_.find(name);
  if (known != changed_.end()) return known->second;
  std::string bytes;
  Nothing nothing;
  XmlStream stream(nothing, kDepthMax, name);
  auto read = zip_.read(name, [&](std::string_view piece) {
    bytes += piece;
    return stream.feed(piece);
  });
  if (!read) return read.problem();
  if (auto done = stream.finish(); !done) return done.problem();
  const std::string_view head = std::string_view(bytes).substr(0, 100);
  const bool wide = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
                    head.find('\0') != std::string_view::npos;
  if (wide || (head.find("encoding") != std::string_view::npos &&
               head.find("UTF-8") == std::string_view::npos &&
               head.find("utf-8") == std::string_view::npos))
    return malformed(name);
  return bytes;
}

Outcome Annotator::annotate(const std::vector<CellNote>& notes) {
  std::map<std::string, Comments> by_part;
  for (const CellNote& note : notes) {
    for (const XlsxSheet& sheet : workbook_.sheets) {
      if (sheet.name != note.sheet || sheet.part.empty()) continue;
      std::string& text = by_part[sheet.part][{note.row, note.column}];
      text += (text.empty() ? "" : "\n") + note.text;
      break;
    }
  }
  auto types = part(std::string(kContentTypes));
  if (!types) return types.problem();
  types_ = std::move(types).value();
  if (auto done = colour(by_part); !done) return done;
  for (const auto& [sheet_part, comments] : by_part) {
    if (auto done = comment(sheet_part, comments); !done) return done;
  }
  declare();
  return Done{};
}

Outcome Annotator::colour(const std::map<std::string, Comments>& by_part) {
  const auto styles = part(workbook_.styles_part);
  if (!styles) return styles.problem();
  std::map<std::size_t, std::size_t> twins;
  std::map<std::string, std::map<CellPlace, std::size_t>> now;
  for (const auto& [name, comments] : by_part) {
    const auto sheet = part(name);
    if (!sheet) return sheet.problem();
    std::set<CellPlace> places;
    for (const auto& [place, text] : comments) places.insert(place);
    now[name] = styles_at(*sheet, places);
    for (const auto& [place, style] : now[name]) twins[style] = 0;
  }
  auto coloured = with_red_twins(*styles, twins);
  if (!coloured) return malformed(workbook_.styles_part);
  changed_[workbook_.styles_part] = std::move(*coloured);
  for (auto& [name, cells] : now) {
    for (auto& [place, style] : cells) style = twins.at(style);
    const auto sheet = part(name);
    changed_[name] = with_styles(*sheet, cells);
  }
  return Done{};
}

// The parts of comments and drawing that the sheet has already; "" for none.
Outcome Annotator::find_beside(const std::string& sheet_part, std::string& comments,
                               std::string& drawing) {
  const std::string name = relations_of(sheet_part);
  if (!zip_.has(name)) return Done{};
  Relations relations;
  XmlStream stream(relations, kDepthMax, name);
  auto read = zip_.read(name, [&](std::string_view piece) { return stream.feed(piece); });
  if (!read) return read;
  if (auto done = stream.finish(); !done) return done;
  for (const auto& [type, target] :
       {std::pair{"comments", &comments}, std::pair{"vmlDrawing", &drawing}}) {
    const Relation* relation = relations.first_of(type);
    if (relation == nullptr) continue;
    auto part_name = resolve_target(sheet_part, *relation);
    if (!part_name) return part_name.problem();
    *target = std::move(part_name).value();
  }
  return Done{};
}

std::string Annotator::fresh_name(std::string_view stem, std::string_view tail) {
  for (int number = 1;; ++number) {
    std::string name = fmt::format("{}{}{}", stem, number, tail);
    if (!zip_.has(name) && !changed_.contains(name)) return name;
  }
}

Outcome Annotator::comment(const std::string& sheet_part, const Comments& comments) {
  std::string comments_part, drawing_part, relations;
  if (auto found = find_beside(sheet_part, comments_part, drawing_part); !found) return found;
  const auto add = [&](const char* id, const char* type, const std::string& target) {
    relations += fmt::format("<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"/{}\"/>", id, kOffice,
                             type, target);
  };
  std::string old_comments, old_drawing;
  if (comments_part.empty()) {
    comments_part = fresh_name("xl/zhantuComments", ".xml");
    new_comments_.push_back(comments_part);
    add("rIdZhantuComments", "comments", comments_part);
  } else {
    auto old = part(comments_part);
    if (!old) return old.problem();
    old_comments = std::move(old).value();
  }
  const auto sheet = part(sheet_part);
  if (!sheet) return sheet.problem();
  if (drawing_part.empty() || !has_legacy_drawing(*sheet)) {
    drawing_part = fresh_name("xl/drawings/zhantuDrawing", ".vml");
    add("rIdZhantuDrawing", "vmlDrawing", drawing_part);
    changed_[sheet_part] = with_legacy_drawing(*sheet, "rIdZhantuDrawing");
  } else {
    auto old = part(drawing_part);
    if (!old) return old.problem();
    old_drawing = std::move(old).value();
  }
  changed_[comments_part] = with_comments(old_comments, comments);
  changed_[drawing_part] = with_shapes(old_drawing, comments);
  if (relations.empty()) return Done{};
  const std::string name = relations_of(sheet_part);
  if (!zip_.has(name)) {
    changed_[name] = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships "
        "xmlns=\"{}\">{}</Relationships>",
        kPackage, relations);
    return Done{};
  }
  auto old = part(name);
  if (!old) return old.problem();
  const auto end = old->rfind("</");
  if (end == std::string::npos || old->find("<Relationships") == std::string::npos)
    return malformed(name);
  changed_[name] = old->substr(0, end) + relations + old->substr(end);
  return Done{};
}

// New kinds of parts in the list of content types.
void Annotator::declare() {
  XmlScan scan(types_);
  bool knows_vml = false;
  XmlTag end;
  while (const auto tag = scan.next()) {
    if (tag->name == "Default")
      knows_vml = knows_vml || tag_attribute(scan.text(*tag), "Extension") == "vml";
    if (tag->name == "Types" && tag->closing) end = *tag;
  }
  std::string made;
  if (!knows_vml) {
    made += fmt::format(
        "<{}Default Extension=\"vml\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.vmlDrawing\"/>",
        end.prefix);
  }
  for (const std::string& name : new_comments_) {
    made += fmt::format(
        "<{}Override PartName=\"/{}\" ContentType=\"application/"
        "vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>",
        end.prefix, name);
  }
  TextEdits edits;
  edits.insert(end.begin, made);
  changed_[std::string(kContentTypes)] = edits.applied_to(types_);
}

struct Discard {
  void operator()(zip_t* zip) const { zip_discard(zip); }
};

// Parts that did not change are copied as they are packed.
std::string repacked(std::string_view bytes, const std::map<std::string, std::string>& changed) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  ZT_CHECK(source != nullptr);
  zip_source_keep(source);
  std::unique_ptr<zip_t, Discard> zip(zip_open_from_source(source, 0, &error));
  ZT_CHECK(zip != nullptr);
  for (const auto& [name, text] : changed) {
    zip_source_t* part = zip_source_buffer(zip.get(), text.data(), text.size(), 0);
    ZT_CHECK(part != nullptr);
    // Taken out and added anew: a part that is replaced keeps libzip's own slow way of packing.
    const zip_int64_t found = zip_name_locate(zip.get(), name.c_str(), ZIP_FL_NOCASE);
    if (found >= 0) ZT_CHECK(zip_delete(zip.get(), static_cast<zip_uint64_t>(found)) == 0);
    const zip_int64_t index = zip_file_add(zip.get(), name.c_str(), part, ZIP_FL_ENC_UTF_8);
    ZT_CHECK(index >= 0);
    // Packing takes longer than all the rest; the fastest is small enough.
    zip_set_file_compression(zip.get(), static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 1);
    zip_file_set_mtime(zip.get(), static_cast<zip_uint64_t>(index), kModified, 0);
  }
  ZT_CHECK(zip_close(zip.get()) == 0);
  static_cast<void>(zip.release());
  zip_stat_t stat;
  ZT_CHECK(zip_source_stat(source, &stat) == 0 && zip_source_open(source) == 0);
  std::string out(stat.size, '\0');
  ZT_CHECK(zip_source_read(source, out.data(), out.size()) == static_cast<zip_int64_t>(out.size()));
  zip_source_close(source);
  zip_source_free(source);
  return out;
}

}  // namespace

Result<std::string> annotate_xlsx(std::string_view bytes, const XlsxWorkbook& workbook,
                                  const std::vector<CellNote>& notes, const XlsxCaps& caps) {
  if (workbook.styles_part.empty()) return malformed("styles");
  auto zip =
      ZipSource::open(bytes, {caps.entries_max, 2 * caps.unpacked_bytes_max, caps.ratio_max});
  if (!zip) return zip.problem();
  Annotator annotator(std::move(zip).value(), workbook);
  if (auto done = annotator.annotate(notes); !done) return done.problem();
  return repacked(bytes, annotator.changed());
}

std::string noted_copy(const XlsxWorkbook& workbook, const std::vector<CellNote>& notes,
                       Instant created) {
  OutWorkbook out{.title = "", .created = created, .sheets = {}};
  for (const XlsxSheet& sheet : workbook.sheets) {
    OutSheet& copy = out.sheets.emplace_back();
    copy.name = sheet_name_of(sheet.name);
    const auto at = [&](int row, int column) -> OutCell& {
      if (copy.rows.size() < static_cast<std::size_t>(row))
        copy.rows.resize(static_cast<std::size_t>(row));
      auto& cells = copy.rows[static_cast<std::size_t>(row) - 1].cells;
      if (cells.size() < static_cast<std::size_t>(column))
        cells.resize(static_cast<std::size_t>(column));
      return cells[static_cast<std::size_t>(column) - 1];
    };
    for (const XlsxCell& cell : sheet.cells) at(cell.row, cell.column).value = cell.text;
    for (const CellNote& note : notes) {
      if (note.sheet != sheet.name) continue;
      OutCell& cell = at(note.row, note.column);
      cell.comment += (cell.comment.empty() ? "" : "\n") + note.text;
      cell.look = CellLook::problem;
    }
  }
  return write_xlsx(out);
}

}  // namespace zhantu::codec

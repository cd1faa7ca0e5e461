#include "codec/xlsx_reader.hpp"

#include "codec/file_kind.hpp"
#include "codec/xlsx_parts.hpp"
#include "codec/xlsx_sheet.hpp"
#include "codec/xml_stream.hpp"
#include "codec/zip_source.hpp"

namespace zhantu::codec {
namespace {

constexpr std::string_view kContentTypes = "[Content_Types].xml";
constexpr std::string_view kPackageRelations = "_rels/.rels";
constexpr std::size_t kTypesBytesLookedAt = 64 << 10;

class Reader {
 public:
  Reader(ZipSource zip, const XlsxCaps& caps) : zip_(std::move(zip)), caps_(caps), strings_(caps) {}

  Result<XlsxWorkbook> read() {
    if (auto done = check_package(); !done) return done.problem();
    if (auto done = read_workbook_part(); !done) return done.problem();
    if (auto done = read_sheets(); !done) return done.problem();
    return std::move(workbook_);
  }

 private:
  Outcome check_package();
  Problem not_ours(std::string_view part);
  Outcome read_workbook_part();
  Outcome read_optional(std::string_view type, XmlHandler& handler);
  Outcome read_sheets();
  Outcome read_sheet(const SheetEntry& entry);
  Outcome parse(const std::string& part, XmlHandler& handler);

  ZipSource zip_;
  XlsxCaps caps_;
  std::string workbook_part_;
  std::vector<SheetEntry> entries_;
  Relations relations_;
  Styles styles_;
  SharedStrings strings_;
  SheetTotals totals_;
  XlsxWorkbook workbook_;
};

Problem malformed(std::string part) {
  return Problem{"workbook_malformed", {{"part", std::move(part)}}};
}

std::string relations_of(const std::string& part) {
  const auto slash = part.rfind('/');
  if (slash == std::string::npos) return "_rels/" + part + ".rels";
  return part.substr(0, slash) + "/_rels/" + part.substr(slash + 1) + ".rels";
}

Outcome Reader::check_package() {
  if (!zip_.has(kContentTypes) || !zip_.has(kPackageRelations)) return not_ours("mimetype");
  ContentTypes types;
  if (auto done = parse(std::string(kContentTypes), types); !done) return done;
  if (!types.is_workbook) return not_ours(kContentTypes);
  if (types.has_macros || zip_.has_leaf("vbaproject.bin")) return Problem{"workbook_macros"};

  Relations package;
  if (auto done = parse(std::string(kPackageRelations), package); !done) return done;
  const Relation* main = package.first_of("officeDocument");
  if (!main) return malformed(std::string(kPackageRelations));
  auto part = resolve_target("", *main);
  if (!part) return part.problem();
  workbook_part_ = *part;
  return Done{};
}

// `part` tells what the package is.
Problem Reader::not_ours(std::string_view part) {
  std::string head;
  if (zip_.has(part)) {
    const auto read = zip_.read(part, [&](std::string_view piece) {
      head += piece.substr(0, kTypesBytesLookedAt);
      return head.size() < kTypesBytesLookedAt;
    });
    if (!read) return read.problem();
  }
  return Problem{"workbook_not_xlsx", {{"kind", std::string(zip_kind_word(head))}}};
}

Outcome Reader::read_workbook_part() {
  WorkbookPart part(caps_.sheets_max, workbook_part_);
  if (auto done = parse(workbook_part_, part); !done) return done;
  if (auto done = parse(relations_of(workbook_part_), relations_); !done) return done;
  if (part.sheets.empty()) return malformed(workbook_part_);
  if (relations_.first_of("xlMacrosheet") || relations_.first_of("xlIntlMacrosheet"))
    return Problem{"workbook_macros"};
  workbook_.dates_from_1904 = part.dates_from_1904;
  entries_ = std::move(part.sheets);
  if (const Relation* styles = relations_.first_of("styles")) {
    const auto styles_part = resolve_target(workbook_part_, *styles);
    if (!styles_part) return styles_part.problem();
    workbook_.styles_part = *styles_part;
  }
  if (auto done = read_optional("styles", styles_); !done) return done;
  return read_optional("sharedStrings", strings_);
}

Outcome Reader::read_optional(std::string_view type, XmlHandler& handler) {
  const Relation* relation = relations_.first_of(type);
  if (!relation) return Done{};
  const auto part = resolve_target(workbook_part_, *relation);
  if (!part) return part.problem();
  return parse(*part, handler);
}

Outcome Reader::read_sheets() {
  for (const SheetEntry& entry : entries_) {
    if (auto done = read_sheet(entry); !done) return done;
  }
  return Done{};
}

Outcome Reader::read_sheet(const SheetEntry& entry) {
  const auto relation = relations_.by_id.find(entry.relation_id);
  if (relation == relations_.by_id.end()) return malformed(workbook_part_);
  if (relation->second.type != "worksheet") return Done{};  // a chart sheet has no cells
  const auto part = resolve_target(workbook_part_, relation->second);
  if (!part) return part.problem();
  // Sixty sheets made of one part would unpack it sixty times.
  const bool shared = std::ranges::any_of(
      workbook_.sheets, [&](const XlsxSheet& other) { return other.part == *part; });
  if (shared) return Problem{"workbook_suspicious", {{"reason", "sheets"}}};
  XlsxSheet& sheet = workbook_.sheets.emplace_back(XlsxSheet{entry.name, entry.hidden, {}, {}});
  sheet.part = *part;
  SheetCells cells({caps_, strings_, styles_, workbook_.dates_from_1904, *part}, totals_, sheet);
  return parse(*part, cells);
}

Outcome Reader::parse(const std::string& part, XmlHandler& handler) {
  XmlStream stream(handler, caps_.depth_max, part);
  auto read = zip_.read(part, [&](std::string_view piece) { return stream.feed(piece); });
  if (!read) return read;
  return stream.finish();
}

}  // namespace

Result<XlsxWorkbook> read_xlsx(std::string_view bytes, const XlsxCaps& caps) {
  const FileKind kind = file_kind(bytes);
  if (kind == FileKind::empty) return Problem{"workbook_truncated"};
  if (kind == FileKind::encrypted) return Problem{"workbook_encrypted"};
  if (kind != FileKind::zip)
    return Problem{"workbook_not_xlsx", {{"kind", std::string(kind_word(kind))}}};
  if (bytes.size() > caps.file_bytes_max)
    return Problem{"workbook_too_large", {{"cap", "file_bytes"}}};
  auto zip = ZipSource::open(bytes, {caps.entries_max, caps.unpacked_bytes_max, caps.ratio_max});
  if (!zip) return zip.problem();
  return Reader(std::move(zip).value(), caps).read();
}

}  // namespace zhantu::codec

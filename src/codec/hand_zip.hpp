// Workbooks built by hand for tests: any part may be replaced by a hostile one.
#pragma once
#include <zip.h>

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace zhantu::testing {

struct HandPart {
  std::string name;
  std::string bytes;
  bool stored = false;
};

inline std::string zip_of(const std::vector<HandPart>& parts, bool encrypted = false) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* out = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(out);
  zip_t* zip = zip_open_from_source(out, ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (!zip) throw std::runtime_error("zip_open");
  for (const auto& part : parts) {
    zip_source_t* in = zip_source_buffer(zip, part.bytes.data(), part.bytes.size(), 0);
    const auto index = zip_file_add(zip, part.name.c_str(), in, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("zip_file_add " + part.name);
    const auto at = static_cast<zip_uint64_t>(index);
    zip_set_file_compression(zip, at, part.stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6);
    if (encrypted) zip_file_set_encryption(zip, at, ZIP_EM_AES_256, "secret");
  }
  if (zip_close(zip) != 0) throw std::runtime_error(zip_strerror(zip));
  zip_stat_t stat;
  zip_source_stat(out, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(out);
  zip_source_read(out, bytes.data(), bytes.size());
  zip_source_close(out);
  zip_source_free(out);
  return bytes;
}

inline constexpr std::string_view kSheetSpace =
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

// One sheet, four styles: 0 general, 1 day, 2 percent, 3 a custom format given by the test.
struct HandWorkbook {
  std::map<std::string, std::string> parts;

  explicit HandWorkbook(std::string_view sheet_data, std::string_view strings = "",
                        std::string_view custom_format = "0.00") {
    const std::string office =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
    const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    const std::string space(kSheetSpace);
    parts["[Content_Types].xml"] =
        "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
        "<Override PartName='/xl/workbook.xml' ContentType='" +
        type + "sheet.main+xml'/></Types>";
    parts["_rels/.rels"] = "<Relationships xmlns='" + package + "'><Relationship Id='r1' Type='" +
                           office + "/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    parts["xl/workbook.xml"] =
        "<workbook xmlns='" + space + "' xmlns:r='" + office +
        "'><sheets><sheet name='计划' sheetId='1' r:id='r1'/></sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] =
        "<Relationships xmlns='" + package + "'><Relationship Id='r1' Type='" + office +
        "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='r2' Type='" + office +
        "/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='r3' Type='" + office +
        "/styles' Target='styles.xml'/></Relationships>";
    parts["xl/styles.xml"] =
        "<styleSheet xmlns='" + space + "'><numFmts><numFmt numFmtId='164' formatCode='" +
        std::string(custom_format) +
        "'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"
        "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='9'/>"
        "<xf numFmtId='164'/></cellXfs></styleSheet>";
    parts["xl/sharedStrings.xml"] = "<sst xmlns='" + space + "'>" + std::string(strings) + "</sst>";
    parts["xl/worksheets/sheet1.xml"] = "<worksheet xmlns='" + space + "'><sheetData>" +
                                        std::string(sheet_data) + "</sheetData></worksheet>";
  }

  std::string bytes() const {
    std::vector<HandPart> list;
    for (const auto& [name, text] : parts) list.push_back({name, text});
    return zip_of(list);
  }
};

}  // namespace zhantu::testing

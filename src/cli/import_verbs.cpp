// The verb for plan workbooks: look at a table, say what its columns are, take it over.
#include <iostream>

#include "cli/files.hpp"
#include "cli/verbs.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

constexpr const char* kXlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

std::string text_of(const json::value& value, const char* name) {
  return std::string(value.at(name).as_string());
}

std::string choices_of(const ImportOptions& options) {
  std::string query;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) query += std::string("&") + name + "=" + encode(value);
  };
  add("sheet", options.sheet);
  add("head", options.head);
  add("columns", options.map);
  add("units", options.units);
  add("year", options.year);
  add("figures", options.figures);
  return query;
}

void print_layout(const json::value& layout) {
  if (layout.at("head_first").as_int64() == 0) return;
  std::cout << fmt::format("{}“{}”  {}{}-{}", say("工作表", "sheet "), text_of(layout, "sheet"),
                           say("表头第", "head in rows "), layout.at("head_first").as_int64(),
                           layout.at("head_last").as_int64())
            << '\n';
  std::map<std::string, std::string> titles;
  for (const json::value& use : layout.at("uses").as_array())
    titles[text_of(use, "use")] = text_of(use, "title");
  for (const json::value& column : layout.at("columns").as_array()) {
    const std::string use = text_of(column, "use"), unit = text_of(column, "unit");
    std::cout << fmt::format("  {:<3} {} -> {}{}\n", text_of(column, "column"),
                             text_of(column, "head"), use.empty() ? "?" : titles[use],
                             unit.empty() ? "" : " (" + unit + ")");
  }
}

void print_changes(const json::value& result) {
  for (const json::value& change : result.at("changes").as_array()) {
    const bool created = text_of(change, "what") == "create";
    std::cout << (created ? say("  新增 ", "  new      ") : say("  更新 ", "  changed  "))
              << text_of(change, "number") << "  " << text_of(change, "name") << '\n';
    for (const json::value& field : change.at("fields").as_array()) {
      std::cout << fmt::format("      {}: {} -> {}\n", text_of(field, "title"),
                               text_of(field, "before"), text_of(field, "after"));
    }
  }
  std::cout << fmt::format("{}{} {}{} {}{}", say("新增 ", "new "), result.at("created").as_int64(),
                           say("更新 ", "changed "), result.at("updated").as_int64(),
                           say("不变 ", "unchanged "), result.at("unchanged").as_int64())
            << '\n';
}

// Projects that hang only once somebody has supplied what is missing.
void print_kept_off(const json::value& result) {
  if (result.at("kept_off_count").as_int64() == 0) return;
  std::cout << say("暂不上图 ", "kept off the wall ") << result.at("kept_off_count").as_int64()
            << '\n';
  for (const json::value& one : result.at("kept_off").as_array()) {
    std::cout << "  " << text_of(one, "number") << "  " << text_of(one, "name") << '\n';
    for (const json::value& lack : one.at("lacks").as_array())
      std::cout << "      " << text_of(lack, "detail") << '\n';
  }
}

// "1. 表1!D7  不是数字 ...  [约10]"
void print_numbered(const json::array& list) {
  int number = 0;
  for (const json::value& one : list) {
    std::cerr << fmt::format("{}. {}!{}  {}", ++number, text_of(one, "sheet"), text_of(one, "cell"),
                             text_of(one, "detail"));
    const std::string value = text_of(one, "value");
    std::cerr << (value.empty() ? "" : "  [" + value + "]") << '\n';
  }
}

}  // namespace

void import_plan(const ImportOptions& options) {
  const std::string bytes = read_file(options.file);
  Remote remote(options.remote);
  std::cerr << say("正在上传并检查 ", "uploading and checking ") << options.file << " ..." << '\n';
  const std::string base =
      fmt::format("/api/v1/campaigns/{}/plan-imports", remote.campaign_id(options.campaign));
  const std::string choices = choices_of(options);
  const auto send = [&](const char* mode) {
    return remote.raw("POST", fmt::format("{}?mode={}{}", base, mode, choices), bytes, kXlsx);
  };
  json::value result = json::parse(send("check").body);
  const json::array& problems = result.at("problems").as_array();
  const json::array& questions = result.at("questions").as_array();
  const bool clean = problems.empty() && questions.empty();
  if (clean && !options.check) result = json::parse(send("apply").body);
  if (remote.options().json) {
    print(result);
  } else {
    print_layout(result.at("layout"));
    print_changes(result);
    print_kept_off(result);
    for (const json::value& note : result.at("layout").at("notes").as_array())
      std::cout << "· " << text_of(note, "detail") << '\n';
  }
  if (clean) return;
  if (!options.annotated.empty()) {
    const std::string path = base + "/annotated?" + (choices.empty() ? "" : choices.substr(1));
    write_file(options.annotated, remote.raw("POST", path, bytes, kXlsx).body);
    std::cerr << options.annotated << '\n';
  }
  print_numbered(problems);
  if (!questions.empty()) {
    std::cerr << say("请用 --map、--units、--figures、--sheet、--head 或 --year 回答：",
                     "answer with --map, --units, --figures, --sheet, --head or --year:")
              << '\n';
    print_numbered(questions);
  }
  throw Stop{kRefused};
}

void export_plan(const ExportOptions& options) {
  Remote remote(options.remote);
  const bool csv = options.out.ends_with(".csv");
  std::string path = fmt::format("/api/v1/campaigns/{}/plan-export.{}",
                                 remote.campaign_id(options.campaign), csv ? "csv" : "xlsx");
  if (!options.table.empty()) path += "?table=" + encode(options.table);
  write_file(options.out, remote.raw("GET", path).body);
  std::cout << options.out << '\n';
}

}  // namespace zhantu::cli

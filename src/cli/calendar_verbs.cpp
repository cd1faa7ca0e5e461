#include <filesystem>
#include <iostream>

#include "cli/files.hpp"
#include "cli/verbs.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::value& value, const char* name) {
  return value.at(name).as_string();
}

std::string kind_text(std::string_view kind) {
  if (kind == "public_holiday") return say("放假", "holiday");
  if (kind == "make_up_day") return say("补班", "make-up day");
  return kind == "weekend" ? say("周末", "weekend") : say("工作日", "working day");
}

void print_year(const json::value& year) {
  std::cout << fmt::format(
      "{}  {} {}  {} {}  {} {}  {}\n", year.at("year").as_int64(), say("工作日", "working days"),
      year.at("working_days").as_int64(), say("放假", "holidays"),
      year.at("public_holidays").as_int64(), say("补班", "make-up days"),
      year.at("make_up_days").as_int64(),
      year.at("note").is_null() ? text_of(year, "source") : text_of(year, "note"));
}

}  // namespace

void calendar_list(const CalendarOptions& options) {
  Remote remote(options.remote);
  if (options.year == 0) {
    const json::value years = remote.ask("GET", "/api/v1/calendar/years");
    if (remote.options().json) return print(years);
    for (const json::value& year : years.at("items").as_array()) print_year(year);
    return;
  }
  const json::value year =
      remote.ask("GET", fmt::format("/api/v1/calendar/years/{}", options.year));
  if (remote.options().json) return print(year);
  print_year(year);
  for (const json::value& day : year.at("days").as_array()) {
    const std::string_view kind = text_of(day, "kind");
    if (kind == "public_holiday" || kind == "make_up_day")
      std::cout << fmt::format("  {}  {}  {}\n", text_of(day, "day"), kind_text(kind),
                               text_of(day, "name"));
  }
}

void calendar_import(const CalendarOptions& options, bool check) {
  const std::string bytes = read_file(options.file);
  Remote remote(options.remote);
  const std::string path = fmt::format("/api/v1/calendar/imports?mode={}&source={}",
                                       check ? "check" : "apply", encode(options.source));
  const ApiResponse response = remote.raw("POST", path, bytes, "text/csv");
  const json::value result = json::parse(response.body);
  const json::array& problems = result.at("problems").as_array();
  if (remote.options().json) {
    print(result);
  } else {
    for (const json::value& year : result.at("years").as_array()) print_year(year);
    for (const json::value& change : result.at("changes").as_array()) {
      std::cout << fmt::format("  {}  {} -> {}  {}\n", text_of(change, "day"),
                               kind_text(text_of(change, "before")),
                               kind_text(text_of(change, "after")), text_of(change, "name"));
    }
  }
  for (const json::value& problem : problems) {
    std::cerr << fmt::format("{} {}  {}\n", say("第", "line"), problem.at("line").as_int64(),
                             text_of(problem, "detail"));
  }
  if (!problems.empty()) throw Stop{kRefused};
}

}  // namespace zhantu::cli

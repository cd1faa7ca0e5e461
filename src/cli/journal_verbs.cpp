#include <iostream>

#include "cli/verbs.hpp"

namespace zhantu::cli {
namespace {

namespace json = boost::json;

std::string_view text_of(const json::value& value, const char* name) {
  return value.at(name).as_string();
}

void print_entry(const json::value& entry) {
  std::cout << fmt::format("{}  {}  {}  {}\n", text_of(entry, "id"), text_of(entry, "at"),
                           text_of(entry, "verb"), text_of(entry, "by"));
  for (const json::value& record : entry.at("records").as_array()) {
    std::cout << fmt::format("  {}  {}\n", text_of(record, "kind"), text_of(record, "name"));
    for (const json::value& field : record.at("fields").as_array()) {
      if (text_of(field, "kind") == "hidden") {
        std::cout << fmt::format("    {}: {}\n", text_of(field, "field"),
                                 say("（已改，不显示）", "(changed, not shown)"));
      } else {
        std::cout << fmt::format("    {}: {} -> {}\n", text_of(field, "field"),
                                 text_of(field, "before"), text_of(field, "after"));
      }
    }
  }
  const std::int64_t more = entry.at("more").as_int64();
  if (more > 0) std::cout << fmt::format("  {}{}\n", say("另有记录：", "further records: "), more);
}

}  // namespace

void list_journal(const JournalOptions& options) {
  constexpr int kPageMax = 200;
  Remote remote(options.remote);
  std::string filters;
  for (const auto& [name, value] : {std::pair{"kind", &options.kind},
                                    {"record", &options.record},
                                    {"by", &options.by},
                                    {"from", &options.from},
                                    {"until", &options.until}}) {
    if (!value->empty()) filters += fmt::format("&{}={}", name, encode(*value));
  }
  json::array all;
  std::string after;
  do {
    const int left = options.limit - static_cast<int>(all.size());
    std::string path =
        fmt::format("/api/v1/journal/changes?limit={}{}", std::min(left, kPageMax), filters);
    if (!after.empty()) path += "&after=" + after;
    const json::value page = remote.ask("GET", path);
    for (const json::value& item : page.at("items").as_array()) all.push_back(item);
    const json::value& next = page.at("next");
    after = next.is_string() ? std::string(next.as_string()) : "";
  } while (!after.empty() && static_cast<int>(all.size()) < options.limit);
  if (remote.options().json) return print(all);
  for (const json::value& entry : all) print_entry(entry);
}

}  // namespace zhantu::cli

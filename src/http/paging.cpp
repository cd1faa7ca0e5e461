#include "http/paging.hpp"

namespace zhantu::http {
namespace {

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

Problem flaw(const char* where, std::string expected) {
  return {
      .word = "field_invalid",
      .items = {
          {.where = where, .word = "field_type", .values = {{"expected", std::move(expected)}}}}};
}

}  // namespace

Result<Page> page_of(const Request& request) {
  constexpr std::int64_t kLimitMax = 200;
  Page page;
  const std::string_view after = request.query_value("after"), limit = request.query_value("limit");
  if (!after.empty()) {
    const auto value = number(after);
    if (!value) return flaw("?after", "next");
    page.after = *value;
  }
  if (!limit.empty()) {
    const auto value = number(limit);
    if (!value || *value < 1 || *value > kLimitMax) return flaw("?limit", "1..200");
    page.limit = static_cast<std::size_t>(*value);
  }
  return page;
}

boost::json::object page_json(boost::json::array items, const Page& page,
                              const std::function<std::string(std::size_t)>& key) {
  boost::json::value next = nullptr;
  if (items.size() > page.limit) {
    items.resize(page.limit);
    next = boost::json::string(key(page.limit - 1));
  }
  return {{"items", std::move(items)}, {"next", std::move(next)}};
}

boost::json::object page_json(boost::json::array items, const Page& page) {
  std::string last;
  if (items.size() > page.limit) last = std::string(items[page.limit - 1].at("id").as_string());
  return page_json(std::move(items), page, [&](std::size_t) { return last; });
}

}  // namespace zhantu::http

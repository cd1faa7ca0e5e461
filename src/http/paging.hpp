// Keyset paging: a page starts after the key of the last item seen.
#pragma once
#include <boost/json.hpp>

#include "base/problem.hpp"
#include "http/message.hpp"

namespace zhantu::http {

struct Page {
  std::int64_t after = 0;
  std::size_t limit = 50;
};

// REFUSES field_invalid for a limit outside 1..200 or a key that is no number.
Result<Page> page_of(const Request& request);

// {"items": [...], "next": key or null}. `items` may hold one more than the limit, which tells that
// there is a next page; `key` gives the key of the last item kept.
boost::json::object page_json(boost::json::array items, const Page& page,
                              const std::function<std::string(std::size_t)>& key);
// The same for items that are in the order of their `id`.
boost::json::object page_json(boost::json::array items, const Page& page);

}  // namespace zhantu::http

// How ids, days and quantities stand in JSON: ids and quantities as text, what is absent as null.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/quantity.hpp"

namespace zhantu::http {

inline boost::json::string id_text(std::int64_t id) {
  return boost::json::string(std::to_string(id));
}
inline boost::json::value id_json(std::int64_t id) {
  return id == 0 ? boost::json::value(nullptr) : boost::json::value(id_text(id));
}
inline boost::json::value day_json(const std::optional<Date>& day) {
  return day ? boost::json::value(boost::json::string(day->iso())) : boost::json::value(nullptr);
}
inline boost::json::value quantity_json(const std::optional<Quantity>& quantity) {
  return quantity ? boost::json::value(boost::json::string(quantity->text()))
                  : boost::json::value(nullptr);
}

}  // namespace zhantu::http

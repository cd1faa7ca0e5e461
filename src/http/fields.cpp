#include "http/fields.hpp"

#include "base/text.hpp"

namespace zhantu::http {

namespace json = boost::json;

Result<Fields> Fields::read(const Request& request) {
  const std::string_view type = request.header("content-type");
  if (!request.body.empty() && !type.starts_with("application/json")) {
    return Problem{.word = "unsupported_media_type", .values = {{"expected", "application/json"}}};
  }
  json::error_code error;
  json::parse_options options;
  options.max_depth = 16;
  const json::value value =
      json::parse(request.body.empty() ? "{}" : request.body, error, {}, options);
  if (error || !value.is_object()) return Problem{.word = "request_malformed"};
  Fields fields;
  fields.body_ = value.as_object();
  return fields;
}

const json::value* Fields::find(const char* name, bool needed) {
  asked_.emplace_back(name);
  const json::value* value = body_.if_contains(name);
  if (value != nullptr && !value->is_null()) return value;
  if (needed) complain(name, "field_missing");
  return nullptr;
}

void Fields::complain(const std::string& name, std::string word,
                      std::map<std::string, std::string> values) {
  items_.push_back(
      {.where = prefix_ + "/" + name, .word = std::move(word), .values = std::move(values)});
}

std::optional<std::string> Fields::optional_text(const char* name, std::size_t characters_max) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string())
    return complain(name, "field_type", {{"expected", "string"}}), std::nullopt;
  const std::string text(value->as_string());
  if (!is_valid_utf8(text))
    return complain(name, "field_type", {{"expected", "UTF-8"}}), std::nullopt;
  const std::string clean = without_controls(text);
  if (code_points(clean).size() > characters_max) {
    return complain(name, "field_too_long", {{"max", std::to_string(characters_max)}}),
           std::nullopt;
  }
  return std::string(trimmed(clean));
}

std::string Fields::text(const char* name, std::size_t characters_max, bool needed) {
  const std::size_t before = items_.size();
  const auto value = optional_text(name, characters_max);
  if (needed && items_.size() == before && (!value || value->empty()))
    complain(name, "field_missing");
  return value.value_or(std::string{});
}

std::string Fields::verbatim(const char* name, std::size_t bytes_max) {
  const json::value* value = find(name, true);
  if (value == nullptr) return {};
  if (!value->is_string() || !is_valid_utf8(value->as_string()))
    return complain(name, "field_type", {{"expected", "string (UTF-8)"}}), std::string{};
  if (value->as_string().size() > bytes_max)
    return complain(name, "field_too_long", {{"max", std::to_string(bytes_max)}}), std::string{};
  return std::string(value->as_string());
}

std::optional<std::int64_t> Fields::whole(const char* name, std::int64_t least, std::int64_t most) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_int64() || value->as_int64() < least || value->as_int64() > most) {
    return complain(name, "field_type", {{"expected", fmt::format("{}..{}", least, most)}}),
           std::nullopt;
  }
  return value->as_int64();
}

std::int64_t Fields::id(const char* name) {
  const json::value* value = find(name, true);
  if (value == nullptr) return 0;
  std::int64_t out = 0;
  if (value->is_string()) {
    const std::string_view text(value->as_string());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || end != text.data() + text.size()) out = 0;
  }
  if (out <= 0) complain(name, "field_type", {{"expected", "id"}});
  return out;
}

std::optional<Quantity> Fields::quantity(const char* name) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  const auto quantity =
      value->is_string()
          ? Quantity::parse(trimmed(to_half_width(std::string_view(value->as_string()))))
          : std::nullopt;
  if (!quantity) complain(name, "quantity_malformed");
  return quantity;
}

std::optional<Verdict> Fields::verdict(const char* name) {
  const json::value* value = find(name, true);
  if (value == nullptr) return std::nullopt;
  const auto verdict =
      value->is_string() ? verdict_of(std::string_view(value->as_string())) : std::nullopt;
  if (!verdict) complain(name, "field_type", {{"expected", "exceeded, met, missed, no_target"}});
  return verdict;
}

std::optional<Date> Fields::day(const char* name) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  const auto day =
      value->is_string() ? Date::parse(std::string_view(value->as_string())) : std::nullopt;
  if (!day) complain(name, "day_malformed");
  return day;
}

std::optional<Period> Fields::period(const char* name) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  const auto period =
      value->is_string() ? Period::parse(std::string_view(value->as_string())) : std::nullopt;
  if (!period) complain(name, "field_type", {{"expected", "2026-03"}});
  return period;
}

std::optional<std::int64_t> Fields::optional_id(const char* name) {
  const json::value* value = body_.if_contains(name);
  if (value != nullptr && !value->is_null()) return id(name);
  asked_.emplace_back(name);
  return std::nullopt;
}

bool Fields::flag(const char* name) {
  const json::value* value = find(name, true);
  if (value == nullptr) return false;
  if (!value->is_bool()) return complain(name, "field_type", {{"expected", "true, false"}}), false;
  return value->as_bool();
}

std::vector<std::string> Fields::texts(const char* name, std::size_t most,
                                       std::size_t characters_max) {
  std::vector<std::string> out;
  each_item(name, most, [&](Fields& one) { out.push_back(one.text("", characters_max)); });
  return out;
}

std::vector<std::int64_t> Fields::ids(const char* name, std::size_t most) {
  std::vector<std::int64_t> out;
  each_item(name, most, [&](Fields& one) { out.push_back(one.id("")); });
  return out;
}

std::string Fields::choice(const char* name, std::initializer_list<std::string_view> known,
                           bool needed) {
  const json::value* value = find(name, needed);
  if (value != nullptr && value->is_string() &&
      std::ranges::find(known, std::string_view(value->as_string())) != known.end())
    return std::string(value->as_string());
  if (value != nullptr)
    complain(name, "field_type", {{"expected", fmt::format("{}", fmt::join(known, ", "))}});
  return std::string(*known.begin());
}

void Fields::each(const char* name, std::size_t most, const std::function<void(Fields&)>& read) {
  each_item(name, most, read);
}

// An item that is no object is read as the field with the empty name.
void Fields::each_item(const char* name, std::size_t most,
                       const std::function<void(Fields&)>& read) {
  const json::value* value = find(name, true);
  if (value == nullptr) return;
  if (!value->is_array() || value->as_array().size() > most)
    return complain(name, "field_type", {{"expected", fmt::format("list of 0..{}", most)}});
  std::size_t place = 0;
  for (const json::value& item : value->as_array()) {
    Fields inner;
    inner.prefix_ = fmt::format("{}/{}/{}", prefix_, name, place++);
    inner.body_ = item.is_object() ? item.as_object() : json::object{{"", item}};
    read(inner);
    const auto flaw = inner.flaw();
    if (flaw) items_.insert(items_.end(), flaw->items.begin(), flaw->items.end());
  }
}

bool Fields::given(const char* name) const { return body_.contains(name); }

std::optional<std::optional<Date>> Fields::given_day(const char* name) {
  if (!given(name)) return std::nullopt;
  return day(name);
}

std::int64_t Fields::id_or_none(const char* name) {
  return find(name, false) == nullptr ? 0 : id(name);
}

void Fields::each_id(const char* name, std::size_t most,
                     const std::function<void(std::int64_t)>& read) {
  const json::value* value = find(name, true);
  if (value == nullptr) return;
  if (!value->is_array() || value->as_array().size() > most)
    return complain(name, "field_type", {{"expected", fmt::format("list of 0..{}", most)}});
  std::size_t place = 0;
  for (const json::value& item : value->as_array()) {
    std::int64_t id = 0;
    if (item.is_string()) {
      const std::string_view text(item.as_string());
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
      if (error != std::errc{} || end != text.data() + text.size()) id = 0;
    }
    if (id <= 0) complain(fmt::format("{}/{}", name, place), "field_type", {{"expected", "id"}});
    ++place;
    read(id);
  }
}

std::optional<bool> Fields::given_flag(const char* name) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  if (!value->is_bool())
    return complain(name, "field_type", {{"expected", "true, false"}}), std::nullopt;
  return value->as_bool();
}

std::optional<Period> Fields::given_period(const char* name) {
  const json::value* value = find(name, false);
  if (value == nullptr) return std::nullopt;
  const auto period =
      value->is_string() ? Period::parse(std::string_view(value->as_string())) : std::nullopt;
  if (!period) complain(name, "field_type", {{"expected", "2026-03"}});
  return period;
}

std::vector<std::pair<std::string, std::optional<Quantity>>> Fields::figures(const char* name,
                                                                             std::size_t most) {
  const json::value* value = find(name, false);
  std::vector<std::pair<std::string, std::optional<Quantity>>> out;
  if (value == nullptr) return out;
  if (!value->is_object() || value->as_object().size() > most)
    return complain(name, "field_type", {{"expected", "object"}}), out;
  for (const auto& member : value->as_object()) {
    const json::value& figure = member.value();
    const auto parsed =
        figure.is_string() ? Quantity::parse(std::string_view(figure.as_string())) : std::nullopt;
    if (!parsed && !figure.is_null())
      complain(fmt::format("{}/{}", name, std::string_view(member.key())), "quantity_malformed");
    out.emplace_back(std::string(member.key()), parsed);
  }
  return out;
}

std::optional<Problem> Fields::flaw() {
  for (const auto& member : body_) {
    const std::string name(member.key());
    if (std::ranges::find(asked_, name) == asked_.end()) complain(name, "field_unknown");
  }
  if (items_.empty()) return std::nullopt;
  return Problem{.word = "field_invalid", .items = std::move(items_)};
}

}  // namespace zhantu::http

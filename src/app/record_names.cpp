#include "app/record_names.hpp"

#include "domain/people/people.hpp"

namespace zhantu::app {
namespace {

constexpr auto kWhole = store::ColumnKind::whole, kText = store::ColumnKind::text;

std::int64_t whole(const Value& value) { return std::get<std::int64_t>(value); }
const std::string& text(const Value& value) { return std::get<std::string>(value); }

}  // namespace

std::string RecordNames::of(std::string_view table, std::int64_t id) {
  if (id == 0) return {};
  const std::pair key{std::string(table), id};
  if (const auto known = names_.find(key); known != names_.end()) return known->second;
  return names_[key] = find(table, id);
}

std::optional<std::string> RecordNames::personal(const std::string& commitment) {
  std::optional<std::string> out;
  const store::Param params[] = {{"tenant", tenant_.value}, {"commitment", commitment}};
  const store::ColumnKind shape[] = {kText};
  reader_.query(
      "select value from journal_secret where tenant = :tenant and commitment = :commitment",
      params, shape, [&](std::span<const Value> v) { out = text(v[0]); });
  return out;
}

std::string RecordNames::find(std::string_view table, std::int64_t id) {
  const auto named = [&](store::Sql sql) {
    const auto found = row(sql, id, {kText});
    return found.empty() ? std::string{} : text(found[0]);
  };
  const auto numbered = [&](store::Sql sql) {
    const auto found = row(sql, id, {kText, kText});
    return found.empty() ? std::string{} : text(found[0]) + " " + text(found[1]);
  };
  if (table == "unit") return named("select name from unit where tenant = :tenant and id = :id");
  if (table == "organ")
    return named("select short_name from organ where tenant = :tenant and id = :id");
  if (table == "campaign")
    return named("select title from campaign where tenant = :tenant and id = :id");
  if (table == "criterion")
    return named("select name from criterion where tenant = :tenant and id = :id");
  if (table == "project")
    return numbered("select number, name from project where tenant = :tenant and id = :id");
  if (table == "task")
    return numbered("select number, name from task where tenant = :tenant and id = :id");
  if (table == "candidate")
    return numbered("select number, name from candidate where tenant = :tenant and id = :id");
  if (table == "person") {
    const auto found =
        row("select name from person where tenant = :tenant and id = :id", id, {kText});
    if (found.empty()) return {};
    return text(found[0]).empty() ? "（已删除）" : text(found[0]);
  }
  if (table == "post") {
    const auto found = row("select unit, title from post where tenant = :tenant and id = :id", id,
                           {kWhole, kText});
    return found.empty() ? std::string{}
                         : post_in_unit(of("unit", whole(found[0])), text(found[1]));
  }
  if (table == "tenure") {
    const auto found = row("select post, person from tenure where tenant = :tenant and id = :id",
                           id, {kWhole, kWhole});
    return found.empty() ? std::string{}
                         : of("post", whole(found[0])) + " " + of("person", whole(found[1]));
  }
  if (table == "account") {
    const auto found =
        row("select person from account where tenant = :tenant and id = :id", id, {kWhole});
    return found.empty() ? std::string{} : of("person", whole(found[0]));
  }
  return {};
}

std::vector<Value> RecordNames::row(store::Sql sql, std::int64_t id,
                                    std::initializer_list<store::ColumnKind> shape) {
  std::vector<Value> out;
  const store::Param params[] = {{"tenant", tenant_.value}, {"id", id}};
  reader_.query(sql, params, std::span(shape.begin(), shape.size()),
                [&](std::span<const Value> v) { out.assign(v.begin(), v.end()); });
  return out;
}

}  // namespace zhantu::app

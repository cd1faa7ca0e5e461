#include "app/calendar.hpp"

#include "app/calendar_file.hpp"
#include "app/problem_table.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

WorkingCalendar alone(const app::YearOfDays& year) {
  WorkingCalendar out;
  if (year.origin != app::CalendarOrigin::none) out.learn(year.year);
  for (const app::SpecialDay& day : year.days) out.set(day.day, day.kind, day.name);
  return out;
}

json::object summary_json(const Call& call, const app::YearOfDays& year) {
  const WorkingCalendar calendar = alone(year);
  const Date first = Date::of(year.year, 1, 1), last = Date::of(year.year, 12, 31);
  const std::string note = app::calendar_note(calendar, first, last, call.language);
  const auto of_kind = [&](DayKind kind) {
    return std::ranges::count(year.days, kind, &app::SpecialDay::kind);
  };
  return {{"year", year.year},
          {"origin", word(year.origin)},
          {"source", year.source},
          {"working_days", calendar.working_days_between(first, last)},
          {"public_holidays", of_kind(DayKind::public_holiday)},
          {"make_up_days", of_kind(DayKind::make_up_day)},
          {"note", note.empty() ? json::value(nullptr) : json::value(json::string(note))}};
}

json::object year_json(Call& call, const app::YearOfDays& year, bool may_edit) {
  const WorkingCalendar calendar = alone(year);
  json::object out = summary_json(call, year);
  out["may_edit"] = may_edit;
  json::array days;
  const Date last = Date::of(year.year, 12, 31);
  for (Date day = Date::of(year.year, 1, 1); day <= last; ++day.days) {
    days.push_back(json::object{{"day", day.iso()},
                                {"weekday", day.weekday()},
                                {"kind", word(calendar.kind(day))},
                                {"name", calendar.name(day)}});
  }
  out["days"] = std::move(days);
  return out;
}

std::string etag_of(const app::YearOfDays& year) { return fmt::format("\"{}\"", year.version); }

bool may_edit(Call& call) {
  return !app::calendar_refusal(call.app(), Act::edit_calendar, call.actor);
}

std::optional<Problem> barrier(Call& call, Act act) {
  const auto word = app::calendar_refusal(call.app(), act, call.actor);
  if (!word) return std::nullopt;
  return Problem{.word = std::string(*word)};
}

Result<int> year_in(const Call& call) {
  const std::string& text = call.path.at("year");
  int year = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc{} || end != text.data() + text.size() || year < 1990 || year > 2100)
    return Problem{.word = "not_found"};
  return year;
}

// Years that the tenant's campaigns reach: a clock may cross them, so they are listed even where
// nothing is known of them.
std::set<int> years_reached(Call& call) {
  std::set<int> years;
  for (const auto& [tenant, id] : call.app().campaigns()) {
    if (tenant != call.actor.tenant) continue;
    const app::BoardPtr board = call.app().board(id);
    if (!board) continue;
    const Campaign& campaign = board->board.campaign;
    years.insert({campaign.starts_on.year(), campaign.ends_on.year()});
    for (const BoardProject& project : board->board.projects) {
      if (project.project.finishes_on) years.insert(project.project.finishes_on->year());
    }
  }
  if (!years.empty()) years.insert(*years.rbegin() + 1);
  return years;
}

json::array changes_json(const app::YearOfDays& before, const app::YearOfDays& after) {
  const WorkingCalendar was = alone(before), is = alone(after);
  json::array out;
  const Date last = Date::of(after.year, 12, 31);
  for (Date day = Date::of(after.year, 1, 1); day <= last; ++day.days) {
    if (was.kind(day) == is.kind(day) && was.name(day) == is.name(day)) continue;
    out.push_back(json::object{{"day", day.iso()},
                               {"before", word(was.kind(day))},
                               {"after", word(is.kind(day))},
                               {"name", is.name(day)}});
  }
  return out;
}

json::object import_json(Call& call, const app::CalendarFile& file, std::string_view mode,
                         const std::vector<app::YearOfDays>& before) {
  json::array years, problems, changes;
  for (std::size_t i = 0; i < file.years.size(); ++i) {
    app::YearOfDays year = file.years[i];
    year.origin = app::CalendarOrigin::own;
    years.push_back(summary_json(call, year));
    for (json::value& change : changes_json(before[i], year)) changes.push_back(std::move(change));
  }
  for (const ProblemItem& item : file.problems) {
    std::int64_t line = 0;
    std::from_chars(item.where.data(), item.where.data() + item.where.size(), line);
    problems.push_back(
        json::object{{"line", line},
                     {"word", item.word},
                     {"detail", app::sentence(item.word, item.values, call.language)}});
  }
  return {{"mode", mode},
          {"years", std::move(years)},
          {"problems", std::move(problems)},
          {"changes", std::move(changes)}};
}

std::vector<app::YearOfDays> years_before(store::Reader& reader, TenantId tenant,
                                          const app::CalendarFile& file) {
  std::vector<app::YearOfDays> out;
  for (const app::YearOfDays& year : file.years)
    out.push_back(app::calendar_year(reader, tenant, year.year));
  return out;
}

Result<app::Answer> take_over(Call& call, store::Transaction& transaction,
                              const app::CalendarFile& file) {
  if (const auto problem = barrier(call, Act::edit_calendar)) return *problem;
  if (!file.problems.empty()) {
    Problem problem{.word = "calendar_import_refused",
                    .values = {{"count", std::to_string(file.problems.size())}},
                    .items = file.problems};
    for (ProblemItem& item : problem.items) item.where = "line " + item.where;
    return problem;
  }
  const auto before = years_before(transaction, call.actor.tenant, file);
  for (std::size_t i = 0; i < file.years.size(); ++i) {
    const auto done = app::set_calendar_year(call.app(), transaction, call.actor,
                                             {.year = file.years[i].year,
                                              .source = file.years[i].source,
                                              .days = file.years[i].days,
                                              .version = before[i].version});
    if (!done) return done.problem();
  }
  return answer_of(200, import_json(call, file, "apply", before));
}

}  // namespace

Response list_calendar_years(Call& call) {
  if (const auto problem = barrier(call, Act::see_calendar))
    return problem_response(call, *problem);
  const auto reader = call.app().store().read();
  const Tenant tenant = reader->of_tenant<Tenant>(call.actor.tenant).at(0);
  const Date today = call.app().now().day_at(static_cast<int>(tenant.utc_offset_minutes));
  auto known = app::calendar_years(*reader, call.actor.tenant);
  for (const int year : years_reached(call)) {
    if (std::ranges::find(known, year, &app::YearOfDays::year) == known.end())
      known.push_back({.year = year, .source = {}, .days = {}});
  }
  std::ranges::sort(known, {}, &app::YearOfDays::year);
  json::array items;
  for (const app::YearOfDays& year : known) items.push_back(summary_json(call, year));
  return json_response(
      200, json::object{
               {"items", std::move(items)}, {"may_edit", may_edit(call)}, {"today", today.iso()}});
}

Response get_calendar_year(Call& call) {
  if (const auto problem = barrier(call, Act::see_calendar))
    return problem_response(call, *problem);
  const auto number = year_in(call);
  if (!number) return problem_response(call, number.problem());
  const auto year =
      app::calendar_year(*call.app().store().read(), call.actor.tenant, number.value());
  return json_response(200, year_json(call, year, may_edit(call))).with("ETag", etag_of(year));
}

Response set_calendar_year(Call& call) {
  if (const auto problem = barrier(call, Act::edit_calendar))
    return problem_response(call, *problem);
  const auto year = year_in(call);
  if (!year) return problem_response(call, year.problem());
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::SetYearCommand command{.year = year.value(),
                              .source = fields->text("source", 120, false),
                              .days = {},
                              .version = version_in(call, 0)};
  fields->each("days", 366, [&](Fields& day) {
    const auto when = day.day("day");
    const std::string kind = day.choice("kind", {"public_holiday", "make_up_day"});
    command.days.push_back({.day = when.value_or(Date{}),
                            .kind = day_kind_of(kind).value_or(DayKind::public_holiday),
                            .name = day.text("name", 40, false)});
  });
  if (auto flaw = fields->flaw()) return problem_response(call, *flaw);
  const auto answer = app::write(call.app(), call.actor, call.repeat(),
                                 [&](store::Transaction& transaction) -> Result<app::Answer> {
                                   const auto done = app::set_calendar_year(call.app(), transaction,
                                                                            call.actor, command);
                                   if (!done) return done.problem();
                                   app::Answer made = answer_of(200, year_json(call, *done, true));
                                   made.etag = etag_of(*done);
                                   return made;
                                 });
  return answer ? answer_response(*answer) : problem_response(call, answer.problem());
}

Response import_calendar(Call& call) {
  if (const auto problem = barrier(call, Act::edit_calendar))
    return problem_response(call, *problem);
  const std::string_view mode = call.request.query_value("mode");
  if (mode != "check" && mode != "apply") {
    return problem_response(call, Problem{.word = "field_invalid",
                                          .items = {{.where = "?mode",
                                                     .word = "field_type",
                                                     .values = {{"expected", "check, apply"}}}}});
  }
  const auto file = app::read_calendar_file(call.request.body, call.request.query_value("source"));
  if (!file) return problem_response(call, file.problem());
  if (mode == "check") {
    const auto before = years_before(*call.app().store().read(), call.actor.tenant, file.value());
    return json_response(200, import_json(call, file.value(), mode, before));
  }
  const auto answer = app::write(call.app(), call.actor, call.repeat(),
                                 [&](store::Transaction& transaction) -> Result<app::Answer> {
                                   return take_over(call, transaction, file.value());
                                 });
  return answer ? answer_response(*answer) : problem_response(call, answer.problem());
}

}  // namespace zhantu::http::api

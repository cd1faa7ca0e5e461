#include "app/calendar.hpp"

#include "app/calendar_file.hpp"
#include "app/period_acts.hpp"
#include "app/problem_table.hpp"
#include "base/embedded.hpp"

namespace zhantu::app {
namespace {

constexpr const char* kOrdinary = "ordinary";

const std::vector<YearOfDays>& shipped_years() {
  static const std::vector<YearOfDays> kYears = [] {
    const EmbeddedFile* file = find_embedded("calendars/china.toml");
    ZT_CHECK(file != nullptr);
    auto read = read_calendar_file(file->bytes, {});
    ZT_CHECK(read && read->problems.empty());
    for (YearOfDays& year : read->years) year.origin = CalendarOrigin::shipped;
    return std::move(read->years);
  }();
  return kYears;
}

std::vector<YearOfDays> own_years(store::Reader& reader, TenantId tenant) {
  std::map<std::int64_t, YearOfDays> years;
  for (const CalendarYear& year : reader.of_tenant<CalendarYear>(tenant)) {
    years[year.year] = {.year = static_cast<int>(year.year),
                        .origin = CalendarOrigin::own,
                        .source = year.source,
                        .version = year.version,
                        .days = {}};
  }
  for (const CalendarDay& day : reader.of_tenant<CalendarDay>(tenant)) {
    if (day.kind == kOrdinary) continue;
    const auto kind = day_kind_of(day.kind);
    ZT_CHECK(kind.has_value());
    years[day.year].days.push_back({.day = day.day, .kind = *kind, .name = day.name});
  }
  std::vector<YearOfDays> out;
  for (auto& [number, year] : years) {
    std::ranges::sort(year.days, {}, &SpecialDay::day);
    out.push_back(std::move(year));
  }
  return out;
}

std::string note_of(std::string_view word, const WorkingCalendar& calendar, Date first, Date last,
                    Language language) {
  std::string years;
  for (const int year : calendar.unknown_years(first, last)) {
    if (!years.empty()) years += in_language(language, "、", "、", ", ");
    years += std::to_string(year);
  }
  return years.empty() ? std::string{} : sentence(word, {{"year", years}}, language);
}

// A campaign of the tenant's root unit speaks for the tenant; one of a town does not.
bool of_root_unit(const Board& board) {
  const auto unit = board.units.find(board.campaign.unit);
  return unit != board.units.end() && !unit->second.parent;
}

std::optional<Problem> flaw_in(const SetYearCommand& command) {
  Problem problem{.word = "field_invalid"};
  std::set<Date> seen;
  for (std::size_t i = 0; i < command.days.size(); ++i) {
    const SpecialDay& day = command.days[i];
    const auto complain = [&](const char* word) {
      problem.items.push_back(
          {.where = fmt::format("/days/{}", i),
           .word = word,
           .values = {{"day", day.day.iso()}, {"year", std::to_string(command.year)}}});
    };
    if (day.day.year() != command.year) complain("calendar_day_of_other_year");
    if (!seen.insert(day.day).second) complain("calendar_day_twice");
    if (day.kind == DayKind::make_up_day && day.day.weekday() < 6)
      complain("calendar_make_up_on_weekday");
  }
  if (problem.items.empty()) return std::nullopt;
  return problem;
}

std::string editor_of(store::Reader& reader, TenantId tenant, int year) {
  TenureId tenure;
  for (const CalendarYear& one : reader.of_tenant<CalendarYear>(tenant)) {
    if (one.year == year) tenure = one.tenure;
  }
  for (const Tenure& one : reader.of_tenant<Tenure>(tenant)) {
    if (one.id != tenure) continue;
    for (const Person& person : reader.of_tenant<Person>(tenant)) {
      if (person.id == one.person) return person.name.text;
    }
  }
  return {};
}

void save_days(store::Transaction& transaction, const Actor& actor, const SetYearCommand& command,
               const YearOfDays& before) {
  const auto save = [&](Date day, std::string kind, std::string name) {
    transaction.save(CalendarDay{.tenant = actor.tenant,
                                 .day = day,
                                 .year = command.year,
                                 .kind = std::move(kind),
                                 .name = std::move(name)});
  };
  std::set<Date> wanted;
  for (const SpecialDay& day : command.days) {
    wanted.insert(day.day);
    save(day.day, std::string(word(day.kind)), day.name);
  }
  if (before.origin != CalendarOrigin::own) return;
  for (const SpecialDay& day : before.days) {
    if (!wanted.contains(day.day)) save(day.day, kOrdinary, "");
  }
}

}  // namespace

std::string_view word(CalendarOrigin origin) {
  switch (origin) {
    case CalendarOrigin::none: return "none";
    case CalendarOrigin::shipped: return "shipped";
    case CalendarOrigin::own: return "own";
  }
  return "";
}

void add_shipped_years(WorkingCalendar& calendar) {
  for (const YearOfDays& year : shipped_years()) {
    if (calendar.knows(year.year)) continue;
    calendar.learn(year.year);
    for (const SpecialDay& day : year.days) calendar.set(day.day, day.kind, day.name);
  }
}

WorkingCalendar shipped_calendar() {
  WorkingCalendar out;
  add_shipped_years(out);
  return out;
}

WorkingCalendar calendar(store::Reader& reader, TenantId tenant) {
  WorkingCalendar out =
      calendar_of(reader.of_tenant<CalendarYear>(tenant), reader.of_tenant<CalendarDay>(tenant));
  add_shipped_years(out);
  return out;
}

std::vector<YearOfDays> calendar_years(store::Reader& reader, TenantId tenant) {
  std::vector<YearOfDays> years = own_years(reader, tenant);
  for (const YearOfDays& shipped : shipped_years()) {
    if (std::ranges::find(years, shipped.year, &YearOfDays::year) == years.end())
      years.push_back(shipped);
  }
  std::ranges::sort(years, {}, &YearOfDays::year);
  return years;
}

YearOfDays calendar_year(store::Reader& reader, TenantId tenant, int year) {
  for (YearOfDays& known : calendar_years(reader, tenant)) {
    if (known.year == year) return std::move(known);
  }
  return {.year = year, .origin = CalendarOrigin::none, .source = {}, .version = 0, .days = {}};
}

std::string calendar_note(const WorkingCalendar& calendar, Date first, Date last,
                          Language language) {
  return note_of("calendar_unknown", calendar, first, last, language);
}

std::string clock_note(const WorkingCalendar& calendar, Date first, Date last, Language language) {
  return note_of("clock_stands", calendar, first, last, language);
}

std::optional<std::string_view> calendar_refusal(App& app, Act act, const Actor& actor) {
  const auto word = refusal(act, standing_in_tenant(actor), {});
  if (!word) return std::nullopt;
  for (const auto& [tenant, id] : app.campaigns()) {
    if (!actor.logged_in || tenant != actor.tenant) continue;
    const BoardPtr board = app.board(id);
    if (!board || !of_root_unit(board->board)) continue;
    if (!refused(act, board->board, actor, app.today(board->board), nullptr, std::nullopt))
      return std::nullopt;
  }
  return word;
}

Result<YearOfDays> set_calendar_year(App& app, store::Transaction& transaction, const Actor& actor,
                                     const SetYearCommand& command) {
  if (const auto word = calendar_refusal(app, Act::edit_calendar, actor))
    return Problem{.word = std::string(*word)};
  if (!command.version) return Problem{.word = "precondition_required"};
  const YearOfDays before = calendar_year(transaction, actor.tenant, command.year);
  if (before.version != *command.version) {
    return Problem{.word = "calendar_conflict",
                   .values = {{"by", editor_of(transaction, actor.tenant, command.year)},
                              {"year", std::to_string(command.year)}}};
  }
  if (auto flaw = flaw_in(command)) return *flaw;
  YearOfDays after{.year = command.year,
                   .origin = CalendarOrigin::own,
                   .source = command.source,
                   .version = before.version + 1,
                   .days = command.days};
  std::ranges::sort(after.days, {}, &SpecialDay::day);
  if (after.days == before.days && after.source == before.source) return before;
  const store::Deed act =
      deed(app, actor, "set_calendar_year", fmt::format("calendar/{}", command.year));
  transaction.save(CalendarYear{.tenant = actor.tenant,
                                .year = command.year,
                                .source = command.source,
                                .version = after.version,
                                .tenure = actor.tenure,
                                .at = act.at});
  save_days(transaction, actor, command, before);
  transaction.record(act);
  return after;
}

}  // namespace zhantu::app

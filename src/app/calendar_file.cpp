#include "app/calendar_file.hpp"

#include "app/setup_reader.hpp"
#include "base/text.hpp"

namespace zhantu::app {
namespace {

constexpr std::size_t kBytesMax = 262'144;
constexpr std::size_t kNameMax = 40, kSourceMax = 120, kRowsMax = 4'000;
constexpr int kYearMin = 1990, kYearMax = 2100;

// Collects days into years and says what is wrong with them.
class Collector {
 public:
  void add(std::int64_t line, Date day, DayKind kind, const std::string& name,
           int year_wanted = 0) {
    const int year = year_wanted == 0 ? day.year() : year_wanted;
    if (day.year() != year)
      return complain(line, "calendar_day_of_other_year",
                      {{"day", day.iso()}, {"year", std::to_string(year)}});
    if (kind == DayKind::make_up_day && day.weekday() < 6)
      complain(line, "calendar_make_up_on_weekday", {{"day", day.iso()}});
    if (!seen_.insert(day).second)
      return complain(line, "calendar_day_twice", {{"day", day.iso()}});
    of(year).days.push_back({.day = day, .kind = kind, .name = name});
  }

  YearOfDays& of(int year) {
    YearOfDays& out = years_[year];
    out.year = year;
    return out;
  }

  void complain(std::int64_t line, std::string word, std::map<std::string, std::string> values) {
    problems_.push_back(
        {.where = std::to_string(line), .word = std::move(word), .values = std::move(values)});
  }

  Result<CalendarFile> finish() {
    if (years_.empty() && problems_.empty()) return Problem{.word = "calendar_file_empty"};
    CalendarFile file{.years = {}, .problems = std::move(problems_)};
    for (auto& [number, year] : years_) {
      std::ranges::sort(year.days, {}, &SpecialDay::day);
      file.years.push_back(std::move(year));
    }
    return file;
  }

 private:
  std::set<Date> seen_;
  std::map<int, YearOfDays> years_;
  std::vector<ProblemItem> problems_;
};

std::string plain(std::string_view text, std::size_t most) {
  const std::string clean(trimmed(without_controls(text)));
  const auto points = code_points(clean);
  if (points.size() <= most) return clean;
  std::string out;
  for (std::size_t i = 0; i < most; ++i) out += encode_utf8(points[i]);
  return out;
}

// 2026-10-01, 2026/10/1, 2026.10.1, 2026年10月1日.
std::optional<Date> day_of(std::string_view text) {
  std::vector<int> parts(1, 0);
  bool digits = false;
  for (const char32_t c : code_points(to_half_width(trimmed(text)))) {
    if (c >= '0' && c <= '9') {
      parts.back() = parts.back() * 10 + static_cast<int>(c - '0');
      if (parts.back() > 9999) return std::nullopt;
      digits = true;
    } else if (c == '-' || c == '/' || c == '.' || c == U'年' || c == U'月') {
      if (!digits || parts.size() == 3) return std::nullopt;
      parts.push_back(0);
      digits = false;
    } else if (c != U'日') {
      return std::nullopt;
    }
  }
  if (parts.size() != 3 || !digits || parts[0] < kYearMin || parts[0] > kYearMax)
    return std::nullopt;
  return Date::parse(fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]));
}

std::optional<DayKind> kind_of(const std::string& text) {
  static const std::map<std::string, DayKind, std::less<>> kWords = {
      {"public_holiday", DayKind::public_holiday},
      {"holiday", DayKind::public_holiday},
      {"休", DayKind::public_holiday},
      {"放假", DayKind::public_holiday},
      {"假", DayKind::public_holiday},
      {"节假日", DayKind::public_holiday},
      {"法定节假日", DayKind::public_holiday},
      {"make_up_day", DayKind::make_up_day},
      {"work", DayKind::make_up_day},
      {"班", DayKind::make_up_day},
      {"上班", DayKind::make_up_day},
      {"补班", DayKind::make_up_day},
      {"调休上班", DayKind::make_up_day},
      {"调休", DayKind::make_up_day}};
  const auto found = kWords.find(text);
  return found == kWords.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> cells_of(std::string_view line, char separator) {
  std::vector<std::string> out;
  while (true) {
    const auto end = line.find(separator);
    std::string_view cell = trimmed(line.substr(0, end));
    if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    out.emplace_back(cell);
    if (end == std::string_view::npos) return out;
    line.remove_prefix(end + 1);
  }
}

char separator_in(std::string_view line) {
  for (const char c : {'\t', ';'}) {
    if (line.find(c) != std::string_view::npos) return c;
  }
  return ',';
}

bool is_head(const std::vector<std::string>& cells) {
  static const std::set<std::string, std::less<>> kHeads = {"day", "date", "日期", "日", "天"};
  return kHeads.contains(cells.front());
}

Result<CalendarFile> read_table(std::string_view text, std::string_view source) {
  Collector collected;
  std::int64_t number = 0;
  std::size_t rows = 0;
  while (!text.empty()) {
    const auto end = text.find('\n');
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (++rows > kRowsMax)
      return Problem{.word = "calendar_file_unreadable",
                     .values = {{"line", std::to_string(number)}, {"reason", "rows"}}};
    const auto cells = cells_of(line, separator_in(line));
    if (rows == 1 && is_head(cells)) continue;
    const auto day = day_of(cells.front());
    if (!day) {
      collected.complain(number, "calendar_day_invalid", {{"value", plain(cells.front(), 40)}});
      continue;
    }
    const std::string wanted = cells.size() > 1 ? cells[1] : std::string{};
    const auto kind = kind_of(wanted);
    if (!kind) {
      collected.complain(number, "calendar_kind_unknown", {{"value", plain(wanted, 40)}});
      continue;
    }
    collected.add(number, *day, *kind, cells.size() > 2 ? plain(cells[2], kNameMax) : "");
    collected.of(day->year()).source = plain(source, kSourceMax);
  }
  return collected.finish();
}

void read_holiday(Collector& collected, const toml::table& holiday, int year) {
  const std::int64_t line = setup::line_of(holiday);
  const std::string name = plain(setup::text(holiday, "name"), kNameMax);
  const Date first = setup::day(holiday, "first"), last = setup::day(holiday, "last");
  if (last < first || last.days - first.days > 60)
    throw setup::Flaw{line, "\"last\" must follow \"first\" within 60 days"};
  for (Date day = first; day <= last; ++day.days)
    collected.add(line, day, DayKind::public_holiday, name, year);
  if (!holiday.contains("make_up")) return;
  const toml::array* list = holiday["make_up"].as_array();
  if (list == nullptr) throw setup::Flaw{line, "\"make_up\" must be a list of days"};
  for (const toml::node& node : *list) {
    const auto day = Date::parse(node.value_or(std::string{}));
    if (!day) throw setup::Flaw{setup::line_of(node), "\"make_up\" holds what is no day"};
    collected.add(setup::line_of(node), *day, DayKind::make_up_day, name, year);
  }
}

Result<CalendarFile> read_toml(std::string_view text) {
  const auto unreadable = [](std::int64_t line, const std::string& reason) {
    return Problem{.word = "calendar_file_unreadable",
                   .values = {{"line", std::to_string(line)}, {"reason", reason}}};
  };
  const auto root = setup::parse(text);
  if (!root) {
    Problem problem{.word = "calendar_file_unreadable", .values = root.problem().values};
    return problem;
  }
  try {
    Collector collected;
    setup::each(*root, "year", [&](const toml::table& t) {
      const std::int64_t year = setup::whole(t, "year");
      if (year < kYearMin || year > kYearMax)
        throw setup::Flaw{setup::line_of(t), fmt::format("{} is no year", year)};
      collected.of(static_cast<int>(year)).source = plain(setup::text(t, "source"), kSourceMax);
      setup::each(t, "holiday", [&](const toml::table& holiday) {
        read_holiday(collected, holiday, static_cast<int>(year));
      });
    });
    return collected.finish();
  } catch (const setup::Flaw& flaw) {
    return unreadable(flaw.line, flaw.reason);
  }
}

}  // namespace

Result<CalendarFile> read_calendar_file(std::string_view bytes, std::string_view source) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (bytes.size() > kBytesMax)
    return Problem{.word = "calendar_file_unreadable",
                   .values = {{"line", "1"}, {"reason", "size"}}};
  if (!is_valid_utf8(bytes))
    return Problem{.word = "calendar_file_unreadable",
                   .values = {{"line", "1"}, {"reason", "UTF-8"}}};
  const bool toml = bytes.find("[[year]]") != std::string_view::npos;
  return toml ? read_toml(bytes) : read_table(bytes, source);
}

}  // namespace zhantu::app

#include "app/selection.hpp"

#include "base/text.hpp"

namespace zhantu::app {
namespace {

template <class T>
std::vector<T> open_ones(std::vector<T> records) {
  std::erase_if(records, [](const T& one) { return one.ends_on.has_value(); });
  return records;
}

}  // namespace

Selection load_selection(store::Reader& reader, TenantId tenant, CampaignId campaign) {
  Selection out;
  out.categories = open_ones(reader.of_campaign<Category>(tenant, campaign));
  out.tasks = reader.of_campaign<Task>(tenant, campaign);
  out.shares = reader.of_campaign<TaskShare>(tenant, campaign);
  std::erase_if(out.shares, [](const TaskShare& one) { return !one.quantity; });
  out.links = open_ones(reader.of_campaign<TaskProject>(tenant, campaign));
  out.criteria = open_ones(reader.of_campaign<Criterion>(tenant, campaign));
  const auto rules = reader.of_campaign<SelectionRule>(tenant, campaign);
  out.rule = rules.empty() ? SelectionRule{.tenant = tenant, .campaign = campaign} : rules.front();
  out.candidates = reader.of_campaign<Candidate>(tenant, campaign);
  out.weighings = reader.of_campaign<Weighing>(tenant, campaign);
  out.choices = reader.of_campaign<Choice>(tenant, campaign);
  std::ranges::sort(out.categories, {}, &Category::sequence);
  std::ranges::sort(out.criteria, {},
                    [](const Criterion& c) { return std::pair(c.sequence, c.id); });
  std::ranges::sort(out.tasks, {}, &Task::number);
  std::ranges::sort(out.candidates, {}, &Candidate::number);
  std::ranges::sort(out.shares, {}, [](const TaskShare& s) { return std::pair(s.task, s.unit); });
  std::ranges::sort(out.links, {},
                    [](const TaskProject& l) { return std::pair(l.task, l.project); });
  std::ranges::sort(out.choices, {},
                    [](const Choice& c) { return std::pair(c.candidate, c.number); });
  return out;
}

bool weighs_by(const Board& board, const Actor& actor, Date today, const Criterion& criterion) {
  return std::ranges::any_of(board.members, [&](const OrganMember& member) {
    if (member.tenure != actor.tenure || !member.overlaps(today, today)) return false;
    if (criterion.organ) return member.organ == criterion.organ;
    const Organ* organ = board.organ(member.organ);
    return organ != nullptr && organ->kind == "supervision_office";
  });
}

Standing selection_standing(const Board& board, const Selection& selection, const Actor& actor,
                            Date today, const Candidate* candidate) {
  Standing who = standing_of(board, actor, today, nullptr, std::nullopt);
  if (!who.holds_post) return who;
  who.in_named_organ = std::ranges::any_of(selection.criteria, [&](const Criterion& criterion) {
    return criterion.organ && weighs_by(board, actor, today, criterion);
  });
  who.in_proposing_unit =
      candidate != nullptr && candidate->proposing_unit == unit_acted_for(board, actor.tenure);
  return who;
}

std::optional<std::string_view> selection_refusal(Act act, const Board& board,
                                                  const Selection& selection, const Actor& actor,
                                                  Date today, const Candidate* candidate) {
  return refusal(act, selection_standing(board, selection, actor, today, candidate), {});
}

std::string next_number(const std::vector<std::string>& numbers, const std::string& first) {
  std::map<std::string, std::pair<int, std::string>> by_beginning;  // count, highest digits
  for (const std::string& number : numbers) {
    const auto digits = number.find_last_not_of("0123456789");
    const std::size_t at = digits == std::string::npos ? 0 : digits + 1;
    const std::string tail = number.substr(at);
    if (tail.empty() || tail.size() > 6) continue;
    auto& [count, highest] = by_beginning[number.substr(0, at)];
    ++count;
    if (tail.size() > highest.size() || (tail.size() == highest.size() && tail > highest))
      highest = tail;
  }
  const auto best = std::ranges::max_element(by_beginning, {},
                                             [](const auto& entry) { return entry.second.first; });
  if (best == by_beginning.end()) return first;
  const std::string& digits = best->second.second;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return best->first + fmt::format("{:0{}}", value + 1, digits.size());
}

void FieldFlaws::text(const std::string& value, const char* where, std::size_t most, bool needed) {
  if (needed && trimmed(value).empty()) return add(where, "field_missing");
  if (code_points(value).size() > most)
    add(where, "field_too_long", {{"max", std::to_string(most)}});
}

Problem selection_conflict(const Board& board, TenureId tenure) {
  return {.word = "selection_conflict", .values = {{"by", board.holder_text(tenure)}}};
}

std::string supplier_of(const Board& board, const BoardProject& project) {
  for (const ProjectUnit& unit : project.units) {
    if (unit.role == "lead_unit" && !unit.ends_on) return board.unit_name(unit.unit);
  }
  return {};
}

bool is_unit(const Board& board, UnitId id) { return board.units.contains(id); }

bool is_organ(const Board& board, OrganId id, std::string_view kind) {
  const Organ* organ = board.organ(id);
  return organ != nullptr && (kind.empty() || organ->kind == kind);
}

}  // namespace zhantu::app

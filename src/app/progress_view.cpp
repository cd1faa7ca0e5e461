#include "app/progress_view.hpp"

#include <fmt/ranges.h>

#include "app/why.hpp"
#include "base/hash.hpp"
#include "chart/progress_text.hpp"
#include "domain/determination/card_counts.hpp"
#include "domain/determination/publication.hpp"
#include "domain/determination/published.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu::app {
namespace {

using chart::Audience;

constexpr Language kZh = Language::zh_hans;  // charts hang in Chinese offices

std::optional<int> points(const Project& project, std::optional<Quantity> quantity) {
  const auto share = project.share_of_year(quantity);
  return share ? std::optional(static_cast<int>(*share)) : std::nullopt;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
  return text;
}

// Short enough for a badge.
std::string verdict_word(Verdict verdict) {
  return verdict == Verdict::exceeded ? "超额" : name_of(verdict, kZh);
}

chart::ProgressCell cell_view(const Board& board, const BoardProject& project, const Period& period,
                              bool open) {
  const Cell& cell = project.cell(period);
  chart::ProgressCell view;
  view.on_wall = board.on_wall(project, period);
  if (!view.on_wall) return view;
  view.has_target = cell.plan.has_target();
  view.plan_text = cell.plan.text;
  view.plan_basis_points = points(project.project, cell.plan.quantity);
  const PublishedCard* card = cell.card();
  if (!open && cell.report)
    view.claimed_basis_points = points(project.project, cell.report->quantity);
  if (card != nullptr) {
    view.verified_basis_points = points(project.project, card->verified);
    view.card = card->card;
    if (const Recolouring* recolouring = shown_as(board, project, *card))
      view.shown = recolouring->shown;
    if (!view.verified_basis_points) view.verdict = verdict_word(card->verdict);
    view.missed_run = static_cast<int>(card->missed_run);
    view.corrected = cell.cards.size() > 1;
    view.struck_off = struck_off_in(project, period);
  } else if (!open && cell.determination) {
    view.verified_basis_points = points(project.project, cell.determination->quantity);
  }
  return view;
}

std::string names_of(const Board& board, const BoardProject& project, std::string_view role,
                     Date day) {
  std::string out;
  for (const ProjectPerson& person : project.persons) {
    if (person.role != role || person.starts_on > day || (person.ends_on && *person.ends_on < day))
      continue;
    if (!out.empty()) out += "、";
    out += board.person_name(person.person);
  }
  return out;
}

std::string commander_of(const Board& board, OrganId organ, Date day) {
  for (const OrganMember& member : board.members) {
    if (member.organ != organ || member.role != "commander" || !member.overlaps(day, day)) continue;
    const auto tenure = board.tenures.find(member.tenure);
    if (tenure != board.tenures.end()) return board.person_name(tenure->second.person);
  }
  return {};
}

// The reason of the latest missed verdict, for the red list. Published months only, so that nothing
// leaks early.
std::string blocker_of(const Board& board, const BoardProject& project) {
  for (auto it = project.cells.rbegin(); it != project.cells.rend(); ++it) {
    const Cell& cell = it->second;
    if (cell.card() == nullptr) continue;
    return cell.card()->verdict == Verdict::missed ? reason_of(board, project, it->first)
                                                   : std::string{};
  }
  return {};
}

// What all rows of a chart are looked at with.
struct ChartLook {
  const Board& board;
  Date day;
  std::optional<Period> current;
  bool open = false;
  std::vector<const RolledUpCard*> unit_cards = {};  // of the current period, in their order
};

chart::ProgressRow row_view(const ChartLook& look, const BoardProject& project) {
  const auto& [board, day, current, open, unit_cards] = look;
  const Project& p = project.project;
  const UnitId lead = project.lead_unit(day);
  const auto unit = board.units.find(lead);
  chart::ProgressRow row{
      .project = std::to_string(p.id.value),
      .number = p.number,
      .name = p.name,
      .facts = p.facts,
      .annual_target = p.annual_target,
      .lead_unit = board.unit_name(lead),
      .lead_unit_short = unit == board.units.end() ? std::string{} : unit->second.short_name,
      .blocker = blocker_of(board, project)};
  if (!open) {
    row.commander = commander_of(board, p.command_post, day);
    row.deputy_commanders = names_of(board, project, "deputy_commander", day);
    row.accountable_persons = names_of(board, project, "accountable_person", day);
  }
  if (current) {
    const UnitId judged = project.lead_unit(current->last_day());
    const auto found = std::ranges::find(unit_cards, judged.value, &RolledUpCard::holder);
    if (found != unit_cards.end()) row.unit_card = (*found)->card;
  }
  for (const Period& period : board.campaign.periods()) {
    row.cells.push_back(cell_view(board, project, period, open));
    if (!current || period > *current) continue;
    const chart::ProgressCell& cell = row.cells.back();
    if (cell.plan_basis_points) row.plan_basis_points = cell.plan_basis_points;
    if (cell.verified_basis_points && cell.card != Card::none)
      row.verified_basis_points = cell.verified_basis_points;
    if (cell.verified_basis_points && !row.verified_basis_points)
      row.verified_basis_points = cell.verified_basis_points;
  }
  return row;
}

using Shown = std::vector<const BoardProject*>;

Shown shown_in(const Board& board, Date day, const std::optional<ChartSubject>& subject) {
  Shown shown;
  for (const BoardProject& project : board.projects) {
    if (!board.hangs(project)) continue;
    if (!subject || concerns(board, project, *subject, day)) shown.push_back(&project);
  }
  return shown;
}

void count_cards(const Board& board, const Shown& shown, chart::ProgressChart& view,
                 std::optional<Period> current) {
  if (!current) return;
  CardCounts counts;
  for (const BoardProject* project : shown) counts.add(board, *project, current);
  view.blue = counts.of(Card::blue);
  view.green = counts.of(Card::green);
  view.yellow = counts.of(Card::yellow);
  view.orange = counts.of(Card::orange);
  view.red = counts.of(Card::red);
  view.without_card = counts.of(Card::none);
  view.struck_off = counts.struck_off;
}

// The day up to which the chart speaks: the end of the published period, or its publication if that
// came earlier.
Date data_day(const Board& board, std::optional<Period> current, Date otherwise) {
  if (!current) return otherwise;
  const int offset = static_cast<int>(board.tenant.utc_offset_minutes);
  return std::min(current->last_day(), board.publications.at(*current).at.day_at(offset));
}

std::string rule_text(const Mechanism& mechanism, Card card) {
  for (const CardBand& band : mechanism.card.bands) {
    if (band.card == card) return band.text.zh_hans;
  }
  return {};
}

void add_rules(chart::ProgressChart& view, const Mechanism& mechanism) {
  view.rule_blue = rule_text(mechanism, Card::blue);
  view.rule_green = rule_text(mechanism, Card::green);
  view.rule_yellow = rule_text(mechanism, Card::yellow);
  view.rule_orange = rule_text(mechanism, Card::orange);
  view.rule_red = rule_text(mechanism, Card::red);
  for (const Recolouring& one : mechanism.card.recolourings) {
    for (const Card card : {Card::red, Card::orange, Card::yellow}) {
      if ((one.from >> static_cast<unsigned>(card) & 1U) == 0) continue;
      view.recolourings.push_back({card, one.shown, one.text.zh_hans});
    }
  }
}

std::string long_day(Date day) {
  return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day());
}

std::vector<chart::RaceLine> race(const Board& board, std::optional<Period> current) {
  std::vector<chart::RaceLine> lines;
  if (!current) return lines;
  for (const RaceStanding& each : race_in(board, *current)) {
    lines.push_back({.name = board.units.at(each.unit).short_name,
                     .score = each.score,
                     .rank = each.rank,
                     .rank_change = each.rank_change});
  }
  return lines;
}

std::string issuer_of(const Board& board) {
  for (const Organ& organ : board.organs) {
    if (organ.kind == "supervision_office") return organ.name;
  }
  return board.unit_name(board.campaign.unit);
}

std::string subtitle_of(const Board& board, const Shown& shown, bool whole) {
  if (!whole)
    return fmt::format("{}年度 · {}项（全图{}项）", board.campaign.year, shown.size(),
                       shown_in(board, {}, std::nullopt).size());
  std::set<UnitId> towns;
  for (const BoardProject* project : shown) {
    const auto unit = board.units.find(project->project.place);
    if (unit != board.units.end() && unit->second.kind == "town") towns.insert(unit->first);
  }
  return fmt::format("{}年度 · {}个乡镇 · {}项", board.campaign.year, towns.size(), shown.size());
}

chart::RolledUpMark mark_of(const RolledUpCard& card, std::string name) {
  return {.name = std::move(name),
          .card = card.card,
          .judged = static_cast<int>(card.judged),
          .missed = static_cast<int>(card.missed),
          .corrected = card.correction > 0};
}

// Of the units that led a shown project when the period was judged.
std::vector<chart::RolledUpMark> unit_marks(const ChartLook& look, const Shown& shown) {
  std::set<std::int64_t> leading;
  for (const BoardProject* project : shown) {
    if (look.current) leading.insert(project->lead_unit(look.current->last_day()).value);
  }
  std::vector<chart::RolledUpMark> marks;
  for (const RolledUpCard* card : look.unit_cards) {
    if (leading.contains(card->holder))
      marks.push_back(mark_of(*card, look.board.unit_name({card->holder})));
  }
  return marks;
}

std::optional<chart::RolledUpMark> post_mark(const ChartLook& look, const Organ& post) {
  if (!look.current) return std::nullopt;
  const RolledUpCard* card =
      roll_up_of(look.board, *look.current, Subject::command_post, post.id.value);
  return card == nullptr ? std::nullopt : std::optional(mark_of(*card, post.name));
}

// Rows keep the number that they have on the whole chart, whoever's chart it is.
void add_groups(chart::ProgressChart& view, const ChartLook& look, const ChartQuestion& question) {
  const Board& board = look.board;
  const Date day = look.day;
  int sequence = 0;
  for (const Organ& organ : board.organs) {
    if (organ.kind != "command_post") continue;
    chart::ProgressGroup group{
        .name = organ.short_name, .rows = {}, .mark = post_mark(look, organ)};
    for (const BoardProject& project : board.projects) {
      if (project.project.command_post != organ.id || !board.hangs(project)) continue;
      ++sequence;
      if (question.subject && !concerns(board, project, *question.subject, day)) continue;
      chart::ProgressRow& row = group.rows.emplace_back(row_view(look, project));
      row.sequence = sequence;
      if (question.subject)
        row.role =
            fmt::format("{}", fmt::join(roles_in(board, project, *question.subject, day), "、"));
      row.strip_code = strip_code(board, project, board.campaign.revision);
      // Capitals make a smaller code, which a narrow strip needs; addresses of hosts know no case.
      row.qr_text =
          upper(fmt::format("{}/K/{}/{}/{}/{}", question.base_url, board.campaign.id.value,
                            board.campaign.revision, project.project.id.value, row.strip_code));
    }
    if (!group.rows.empty()) view.groups.push_back(std::move(group));
  }
}

// "9F3A-7C21-E04B": so many groups of four of a hash.
std::string check_code(const std::string& facts, std::size_t groups) {
  const std::string hash = upper(sm3_hex(facts));
  std::string code;
  for (std::size_t i = 0; i < groups; ++i) code += (i > 0 ? "-" : "") + hash.substr(i * 4, 4);
  return code;
}

using RevisionOfCorrection = std::map<std::int64_t, std::int64_t>;

RevisionOfCorrection correction_revisions(const Board& board) {
  RevisionOfCorrection revisions;
  for (const Correction& correction : board.corrections)
    revisions[correction.number] = correction.revision;
  return revisions;
}

// What was published of a project up to a revision, as text.
std::string published_facts(const Board& board, const RevisionOfCorrection& corrections,
                            const BoardProject& project, std::int64_t revision) {
  std::string facts;
  for (const auto& [period, cell] : project.cells) {
    const auto publication = board.publications.find(period);
    if (publication == board.publications.end() || publication->second.revision > revision)
      continue;
    for (const PublishedCard& card : cell.cards) {
      if (card.correction > 0 && corrections.at(card.correction) > revision) continue;
      facts += fmt::format("\n{}|{}|{}|{}|{}|{}", project.project.number, period.text(),
                           card.correction, word(card.verdict), word(card.card),
                           card.verified ? card.verified->text() : "");
    }
  }
  return facts;
}

}  // namespace

chart::ProgressChart progress_view(const Board& board, Date today, Instant now,
                                   const ChartQuestion& question) {
  const auto current = board.latest_published();
  const Date day = question.as_of.value_or(today);
  chart::ProgressChart view;
  view.place = board.unit_name(board.campaign.unit);
  view.title = board.campaign.title + "进度图";
  if (question.subject) {
    view.subject = subject_name(board, *question.subject);
    view.title += "（" + view.subject + "）";
  }
  const Shown shown = shown_in(board, day, question.subject);
  view.subtitle = subtitle_of(board, shown, !question.subject);
  view.issuer = issuer_of(board);
  if (current) view.period_text = period_label(*current, kZh);
  view.data_as_of = long_day(data_day(board, current, day));
  const Mechanism& rules =
      current ? board.mechanism_for(*current) : board.mechanism_on(board.campaign.starts_on);
  add_rules(view, rules);
  view.rule_note = rules.verdict_note;
  for (const Period& period : board.campaign.periods()) {
    view.periods.push_back({.text = period_label(period, kZh),
                            .published = board.published(period),
                            .current = current && *current == period});
  }
  ChartLook look{board, day, current, question.audience == Audience::open};
  if (current) look.unit_cards = roll_ups_of(board, *current, Subject::unit);
  add_groups(view, look, question);
  count_cards(board, shown, view, current);
  view.revision = static_cast<int>(board.campaign.revision);
  view.revision_code = revision_code(board, board.campaign.revision);
  view.qr_text = fmt::format("{}/open/check?campaign={}&revision={}&code={}", question.base_url,
                             board.campaign.id.value, view.revision, view.revision_code);
  view.past = question.as_of.has_value() &&
              *question.as_of < now.day_at(static_cast<int>(board.tenant.utc_offset_minutes));
  view.ticker = ticker_facts(board);
  view.units = unit_marks(look, shown);
  if (!question.subject) view.race = race(board, current);
  view.audience = question.audience;
  return view;
}

int shown_projects(const Board& board, Date today, const ChartQuestion& question) {
  return static_cast<int>(shown_in(board, question.as_of.value_or(today), question.subject).size());
}

std::string strip_code(const Board& board, const BoardProject& project, std::int64_t revision) {
  return check_code(fmt::format("{}|{}", board.campaign.tenant.value, board.campaign.id.value) +
                        published_facts(board, correction_revisions(board), project, revision),
                    2);
}

std::string revision_code(const Board& board, std::int64_t revision) {
  std::string facts =
      fmt::format("{}|{}|{}", board.campaign.tenant.value, board.campaign.id.value, revision);
  const RevisionOfCorrection corrections = correction_revisions(board);
  for (const BoardProject& project : board.projects)
    facts += published_facts(board, corrections, project, revision);
  return check_code(facts, 3);
}

std::vector<chart::TickerFact> ticker_facts(const Board& board) {
  constexpr std::size_t kFactsMax = 12;
  const int offset = static_cast<int>(board.tenant.utc_offset_minutes);
  const std::string office = issuer_of(board);
  std::vector<std::pair<Instant, chart::TickerFact>> facts;
  const auto time = [&](Instant at) {
    const Date day = at.day_at(offset);
    return fmt::format("{}月{}日", day.month(), day.day());
  };
  for (const Correction& correction : board.corrections) {
    const BoardProject* project = board.find(correction.project);
    if (project == nullptr) continue;
    facts.push_back({correction.at,
                     {.time = time(correction.at),
                      .text = fmt::format("更正：{}{}认定由{}改为{}", project->project.name,
                                          period_label(correction.period, kZh),
                                          name_of(correction.verdict_before, kZh),
                                          name_of(correction.verdict_after, kZh)),
                      .source = office}});
  }
  if (const auto current = board.latest_published()) {
    const Publication& publication = board.publications.at(*current);
    chart::ProgressChart counts;
    add_rules(counts, board.mechanism_for(*current));
    count_cards(board, shown_in(board, current->last_day(), std::nullopt), counts, current);
    std::vector<std::string> cards;
    for (const chart::CardCount& each : chart::cards_given(counts))
      cards.push_back(fmt::format("{}{}项", name_of(each.card, kZh), each.count));
    facts.push_back({{publication.at.ms + 1},
                     {.time = time(publication.at),
                      .text = fmt::format("{}认定公示：{}", period_label(*current, kZh),
                                          fmt::join(cards, "、")),
                      .source = office}});
    for (const BoardProject& project : board.projects) {
      const PublishedCard* card = project.cell(*current).card();
      const PublishedCard* before = project.cell(current->previous()).card();
      if (card == nullptr || before == nullptr || card->card == before->card ||
          card->card == Card::none)
        continue;
      if (before->card == Card::none) continue;
      facts.push_back({publication.at,
                       {.time = time(publication.at),
                        .text = fmt::format("{}由{}转为{}", project.project.name,
                                            name_of(before->card, kZh), name_of(card->card, kZh)),
                        .source = board.unit_name(project.lead_unit(current->last_day()))}});
    }
  }
  std::ranges::stable_sort(facts, std::greater{}, [](const auto& fact) { return fact.first; });
  std::vector<chart::TickerFact> out;
  for (auto& [at, fact] : facts) {
    if (out.size() < kFactsMax) out.push_back(std::move(fact));
  }
  return out;
}

}  // namespace zhantu::app

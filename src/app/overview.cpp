#include "app/overview.hpp"

#include <functional>

#include "app/chart_subject.hpp"
#include "app/why.hpp"
#include "domain/determination/published.hpp"
#include "domain/determination/roll_up.hpp"

namespace zhantu::app {
namespace {

std::vector<std::string> roles_of(const Board& board, const BoardProject& project,
                                  const Actor& actor, UnitId unit, Date today) {
  auto roles = roles_in(board, project, {SubjectKind::leader, actor.person.value}, today);
  if (unit && project.lead_unit(today) == unit) {
    const RoleKind* kind = board.mechanism.role("lead_unit");
    roles.push_back(kind == nullptr ? "lead_unit" : kind->title);
  }
  return roles;
}

OverviewMark mark_of(const Board& board, const BoardProject& project, const Period& period) {
  const Cell& cell = project.cell(period);
  if (!board.on_wall(project, period)) return {.state = "off_wall"};
  if (const PublishedCard* card = cell.card()) {
    const Recolouring* recolouring = shown_as(board, project, *card);
    const bool none = card->card == Card::none && card->verdict == Verdict::no_target;
    return {.card = card->card,
            .shown = recolouring == nullptr ? Card::none : recolouring->shown,
            .state = none ? "no_target" : word(cell.state()),
            .struck_off = struck_off_in(project, period)};
  }
  return {.state = cell.plan.has_target() ? word(cell.state()) : "no_target"};
}

std::string pick(Language language, std::string hans, std::string hant, std::string en) {
  return language == Language::en ? en : language == Language::zh_hant ? hant : hans;
}

std::string missed_text(const Period& period, std::int64_t run, Language language) {
  if (run < 2) return pick(language, "本期未完成", "本期未完成", "missed");
  const bool months = period.kind() == PeriodKind::month;
  return pick(language, fmt::format("连续{}{}未完成", run, months ? "个月" : "期"),
              fmt::format("連續{}{}未完成", run, months ? "個月" : "期"),
              fmt::format("missed {} in a row", run));
}

// What a reader on the way must know: since when, how far, why. The whole "why" with its clause
// stands on the project's own page.
std::string why_late(const Board& board, const BoardProject& project, const PublishedCard& card,
                     Language language) {
  std::string text = card.verdict == Verdict::missed
                         ? missed_text(card.period, card.missed_run, language)
                         : name_of(card.verdict, language);
  const std::string& unit = project.project.quantity_unit;
  if (card.planned && card.verified) {
    const std::string planned = card.planned->text() + unit,
                      verified = card.verified->text() + unit;
    text += pick(language, fmt::format("，计划{}、认定{}", planned, verified),
                 fmt::format("，計畫{}、認定{}", planned, verified),
                 fmt::format("; plan {}, verified {}", planned, verified));
  }
  const std::string reason = reason_of(board, project, card.period);
  if (!reason.empty()) text += pick(language, "：", "：", ": ") + reason;
  return text;
}

void add_shares(OverviewProject& out, const BoardProject& project, const Period& period,
                std::optional<Period> current) {
  const Cell& cell = project.cell(period);
  const auto share = [&](std::optional<Quantity> quantity) {
    return project.project.share_of_year(quantity);
  };
  if (current && period <= *current) {
    if (const auto plan = share(cell.plan.quantity)) out.plan = plan;
    if (cell.card() != nullptr) {
      if (const auto verified = share(cell.card()->verified)) out.verified = verified;
    }
  }
  if (cell.report) {
    if (const auto claimed = share(cell.report->quantity)) out.claimed = claimed;
  }
}

OverviewProject project_of(const Board& board, const BoardProject& project,
                           std::vector<std::string> roles, std::optional<Period> current,
                           Language language) {
  OverviewProject out{.project = &project, .roles = std::move(roles)};
  for (const Period& period : board.campaign.periods()) {
    out.marks.push_back(mark_of(board, project, period));
    if (board.on_wall(project, period)) add_shares(out, project, period, current);
  }
  const PublishedCard* card = current ? project.cell(*current).card() : nullptr;
  if (card != nullptr && board.on_wall(project, *current)) {
    out.card = card->card;
    out.missed_run = card->missed_run;
    if (warns(card->card)) out.why = why_late(board, project, *card, language);
  }
  return out;
}

std::vector<OverviewTask> tasks_of(const Board& board, const Actor& actor, Date today,
                                   const std::vector<const BoardProject*>& own) {
  std::vector<OverviewTask> tasks;
  for (const Period& period : board.campaign.periods()) {
    if (board.published(period) || period.first_day() > today) continue;
    OverviewTask report{Act::report_actual, period}, confirm{Act::confirm_report, period},
        determine{Act::determine, period};
    for (const BoardProject* project : own) {
      const Standing who = standing_of(board, actor, today, project, period);
      const ObjectState state = state_of(board, today, project, period);
      for (OverviewTask* task : {&report, &confirm, &determine})
        task->count += waits(task->act, who, state) ? 1 : 0;
    }
    for (const OverviewTask& task : {report, confirm, determine}) {
      if (task.count > 0) tasks.push_back(task);
    }
    if (period.last_day() < today && !refused(Act::publish, board, actor, today, nullptr, period))
      tasks.push_back({Act::publish, period, 1});
  }
  return tasks;
}

// The cards of these posts or units, the late ones first.
std::vector<const RolledUpCard*> cards_of(const Board& board, const Period& period, Subject subject,
                                          const std::set<std::int64_t>& holders) {
  auto cards = roll_ups_of(board, period, subject);
  std::erase_if(cards, [&](const RolledUpCard* card) { return !holders.contains(card->holder); });
  if (const CardRule* rule = board.mechanism_for(period).rule(subject)) {
    std::ranges::stable_sort(cards, std::greater{},
                             [&](const RolledUpCard* card) { return rule->lateness(card->card); });
  }
  return cards;
}

void add_cards(Overview& overview, const Board& board,
               const std::vector<const BoardProject*>& counted) {
  if (!overview.period) return;
  std::set<std::int64_t> posts, units;
  for (const BoardProject* project : counted) {
    posts.insert(project->project.command_post.value);
    units.insert(project->lead_unit(overview.period->last_day()).value);
  }
  overview.posts = cards_of(board, *overview.period, Subject::command_post, posts);
  overview.units = cards_of(board, *overview.period, Subject::unit, units);
}

}  // namespace

Overview overview_of(const Board& board, const Actor& actor, Date today, Language language) {
  const Standing who = standing_of(board, actor, today, nullptr, std::nullopt);
  const bool all = who.in_headquarters || who.in_supervision_office;
  const bool own_ones = std::ranges::any_of(board.projects, [&](const BoardProject& project) {
    return !roles_of(board, project, actor, unit_acted_for(board, actor.tenure), today).empty();
  });
  const UnitId unit = unit_acted_for(board, actor.tenure);
  Overview overview{.period = board.latest_published()};
  std::vector<const BoardProject*> own, counted;
  for (const BoardProject& project : board.projects) {
    if (!board.hangs(project)) continue;
    overview.campaign.add(board, project, overview.period);
    auto roles = roles_of(board, project, actor, unit, today);
    if (roles.empty() && !all) continue;
    own.push_back(&project);
    if (!roles.empty() || !own_ones) {
      overview.mine.add(board, project, overview.period);
      counted.push_back(&project);
    }
    overview.projects.push_back(
        project_of(board, project, std::move(roles), overview.period, language));
  }
  add_cards(overview, board, counted);
  overview.tasks = tasks_of(board, actor, today, own);
  const Mechanism& mechanism =
      overview.period ? board.mechanism_for(*overview.period) : board.mechanism_on(today);
  std::ranges::stable_sort(overview.projects, {}, [&](const OverviewProject& each) {
    return std::tuple(each.roles.empty() && own_ones, -mechanism.card.lateness(each.card),
                      -each.missed_run);
  });
  if (overview.projects.size() > kOverviewMax)
    overview.projects.erase(overview.projects.begin() + kOverviewMax, overview.projects.end());
  return overview;
}

}  // namespace zhantu::app

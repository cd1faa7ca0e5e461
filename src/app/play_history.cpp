#include "app/period_acts.hpp"
#include "app/play_selection.hpp"
#include "app/setup_county.hpp"
#include "app/setup_reader.hpp"

namespace zhantu::app {
namespace {

struct Told {
  std::string text;
  std::optional<Quantity> claimed;
  std::optional<Quantity> verified;
  std::optional<Verdict> verdict;
  std::string reason;
};
using Tale = std::map<Period, std::map<std::string, Told>>;  // by project number

Tale read_tale(const toml::table& root) {
  Tale tale;
  setup::each(root, "project", [&](const toml::table& project) {
    if (!project.contains("history")) return;
    setup::each(project, "history", [&](const toml::table& t) {
      Told told{.text = setup::text(t, "text"),
                .claimed = setup::quantity(t, "quantity"),
                .verified = setup::quantity(t, "verified"),
                .verdict = {},
                .reason = setup::optional_text(t, "reason")};
      if (!told.verified) told.verified = told.claimed;
      if (t.contains("verdict")) told.verdict = verdict_of(setup::text(t, "verdict"));
      tale[setup::period(t, "period")][setup::text(project, "number")] = std::move(told);
    });
  });
  return tale;
}

// Who may do an act today: the first tenure that the policy lets pass.
Actor actor_for(const Board& board, Act act, const BoardProject* project, const Period& period,
                Date today) {
  for (const auto& [id, tenure] : board.tenures) {
    const Actor actor{.logged_in = true,
                      .tenant = board.campaign.tenant,
                      .account = {},
                      .person = tenure.person,
                      .tenure = id,
                      .office = {}};
    const ObjectState state = state_of(board, today, project, std::nullopt);
    if (!refusal_of_person(act, standing_of(board, actor, today, project, period), state))
      return actor;
  }
  return {};
}

Instant at_minute(const Tenant& tenant, Date day, std::int64_t minute) {
  return {end_of_day(day, static_cast<int>(tenant.utc_offset_minutes)).ms + 1 - 86'400'000 +
          minute * 60'000};
}

class Player {
 public:
  Player(App& app, store::Transaction& transaction, CampaignId campaign, TenantId tenant,
         const std::function<void(Instant)>& set_clock)
      : app_(app),
        transaction_(transaction),
        campaign_(campaign),
        shared_(load_in(app, transaction, tenant, campaign)),
        set_clock_(set_clock) {}

  // One month, from the reports of its last days to its publication on the last.
  Outcome play(const Period& period, const std::map<std::string, Told>& month) {
    const Date last = period.last_day();
    std::int64_t minute = 8 * 60 + 30;
    for (const auto act : {Act::report_actual, Act::confirm_report, Act::determine}) {
      const int days_before = act == Act::report_actual ? 5 : act == Act::confirm_report ? 3 : 1;
      for (const BoardProject& project : shared_->board.projects) {
        const auto told = month.find(project.project.number);
        if (told == month.end()) continue;
        set_clock_(at_minute(shared_->board.tenant, Date{last.days - days_before},
                             minute + static_cast<std::int64_t>(project.project.sequence) * 9));
        const Outcome done = step(act, project, period, told->second);
        if (!done) return done;
      }
    }
    set_clock_(at_minute(shared_->board.tenant, last, 17 * 60));
    const Actor publisher = actor_for(shared_->board, Act::publish, nullptr, period, last);
    Writing writing{app_, transaction_, publisher, campaign_, shared_};
    return publish_period(writing, {.period = period, .remark = {}});
  }

 private:
  Outcome step(Act act, const BoardProject& project, const Period& period, const Told& told) {
    const Date today = app_.today(shared_->board);
    const Actor actor = actor_for(shared_->board, act, &project, period, today);
    Writing writing{app_, transaction_, actor, campaign_, shared_};
    const ProjectId id = project.project.id;
    if (act == Act::report_actual) {
      return report_actual(
          writing, {.project = id, .period = period, .text = told.text, .quantity = told.claimed});
    }
    if (act == Act::confirm_report)
      return confirm_report(writing, {.project = id, .period = period, .remark = {}});
    const Plan& plan = project.cell(period).plan;
    const auto proposed = propose(shared_->board.mechanism_for(period).proposal, plan.has_target(),
                                  plan.quantity, told.verified);
    const Verdict verdict = told.verdict.value_or(proposed.value_or(Verdict::met));
    return determine(writing, {.project = id,
                               .period = period,
                               .verdict = verdict,
                               .quantity = told.verified,
                               .reason = told.reason});
  }

  App& app_;
  store::Transaction& transaction_;
  CampaignId campaign_;
  std::shared_ptr<SharedBoard> shared_;
  const std::function<void(Instant)>& set_clock_;
};

}  // namespace

Outcome play_history(App& app, std::string_view toml_text, CampaignId campaign,
                     const std::function<void(Instant)>& set_clock,
                     const std::function<void(const std::string&)>& said) {
  const auto root = setup::parse(toml_text);
  if (!root) return root.problem();
  try {
    const BoardPtr board = app.board(campaign);
    if (!board) return Problem{.word = "not_found"};
    SelectionPlayer selection(app, campaign, *root, set_clock);
    for (const auto& [period, month] : read_tale(*root)) {
      // Before the reports of the month begin.
      const Outcome chosen = selection.play_until({period.last_day().days - 6});
      if (!chosen) return chosen;
      Outcome outcome = Done{};
      app.store().write([&](store::Transaction& transaction) {
        outcome = Player(app, transaction, campaign, board->board.tenant.tenant, set_clock)
                      .play(period, month);
        return static_cast<bool>(outcome);
      });
      if (!outcome) return outcome;
      said(period.text());
    }
    return Done{};
  } catch (const setup::Flaw& flaw) {
    return setup::malformed(flaw);
  }
}

}  // namespace zhantu::app

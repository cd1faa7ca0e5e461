#include "domain/determination/roll_up.hpp"

#include "base/check.hpp"

namespace zhantu {
namespace {

std::int64_t holder_of(const BoardProject& project, const Period& period, Subject subject) {
  return subject == Subject::unit ? project.lead_unit(period.last_day()).value
                                  : project.project.command_post.value;
}

std::vector<ProjectResult> results_of(const Period& period, const RollUpGroup& group) {
  std::vector<ProjectResult> results;
  for (const BoardProject* project : group.projects) {
    const PublishedCard& card = *project->cell(period).card();
    results.push_back({.verdict = card.verdict, .card = card.card});
  }
  return results;
}

void count(RolledUpCard& card, const RollUpGroup& group) {
  const Tally tally = tally_of(results_of(card.period, group));
  const auto of = [&](Card one) { return tally.cards.at(static_cast<std::size_t>(one)); };
  card.judged = tally.judged;
  card.missed = tally.missed;
  card.blue = of(Card::blue);
  card.yellow = of(Card::yellow);
  card.red = of(Card::red);
  card.green = of(Card::green);
  card.orange = of(Card::orange);
}

// The runs of a group before a period, under this rule: the facts of the earlier periods, with the
// cards that stand.
RunState followed(const Board& board, const CompiledRule& rule, const Period& period,
                  std::int64_t holder) {
  RunState state = rule.start();
  const Subject subject = rule.rule().subject;
  for (const auto& [earlier, publication] : board.publications) {
    if (earlier >= period) break;
    const RollUpGroup group = group_of(board, earlier, subject, holder);
    if (group.projects.empty()) continue;
    const RolledUpCard* card = roll_up_of(board, earlier, subject, holder);
    rule.follow(state, group_facts(rule.rule(), earlier, group),
                card == nullptr ? Card::none : card->card);
  }
  return state;
}

void add_cards(std::vector<RolledUpCard>& out, const Board& board, const Period& period,
               const CardRule& rule) {
  const CompiledRule compiled(rule);
  for (const RollUpGroup& group : groups_in(board, period, rule.subject)) {
    const Judgement judgement = compiled.judge(followed(board, compiled, period, group.holder),
                                               group_facts(rule, period, group));
    if (judgement.missing) continue;
    RolledUpCard card{.tenant = board.campaign.tenant,
                      .campaign = board.campaign.id,
                      .period = period,
                      .subject = std::string(word(rule.subject)),
                      .holder = group.holder,
                      .card = judgement.card,
                      .band = static_cast<std::int64_t>(judgement.band),
                      .missed_run = judgement.missed_run};
    count(card, group);
    out.push_back(std::move(card));
  }
}

bool same(const RolledUpCard& a, const RolledUpCard& b) {
  const auto told = [](const RolledUpCard& c) {
    return std::tuple(c.card, c.band, c.missed_run, c.judged, c.missed, c.blue, c.yellow, c.red,
                      c.green, c.orange);
  };
  return told(a) == told(b);
}

// The band of the last judged period before this one, if the same version of the rules judged it.
std::optional<std::size_t> band_before(const Board& board, const BoardProject& project,
                                       const Period& period) {
  const std::int64_t version = board.mechanism_for(period).version;
  for (auto it = project.cells.rbegin(); it != project.cells.rend(); ++it) {
    const PublishedCard* card = it->second.card();
    if (it->first >= period || card == nullptr || card->verdict == Verdict::no_target) continue;
    if (board.mechanism_for(it->first).version != version) return std::nullopt;
    return static_cast<std::size_t>(card->band);
  }
  return std::nullopt;
}

std::optional<std::size_t> band_before(const Board& board, const RolledUpCard& now) {
  const std::int64_t version = board.mechanism_for(now.period).version;
  const auto subject = subject_of(now.subject);
  for (auto it = board.publications.rbegin(); it != board.publications.rend(); ++it) {
    if (it->first >= now.period) continue;
    const RolledUpCard* card = roll_up_of(board, it->first, *subject, now.holder);
    if (card == nullptr || card->judged == 0) continue;
    if (board.mechanism_for(it->first).version != version) return std::nullopt;
    return static_cast<std::size_t>(card->band);
  }
  return std::nullopt;
}

void add_effects(std::vector<DueEffect>& out, const CardRule& rule, const DueEffect& cause,
                 std::optional<std::size_t> before) {
  const auto band = static_cast<std::size_t>(cause.band);
  for (const Effect* effect : effects_due(rule, band, before)) {
    DueEffect due = cause;
    due.place = effect - rule.bands[band].effects.data();
    due.kind = word(effect->kind);
    due.receiver = effect->receiver;
    due.limit_days = effect->limit.days;
    out.push_back(std::move(due));
  }
}

}  // namespace

std::vector<std::int64_t> holders_of(const Board& board, Subject subject) {
  std::vector<std::int64_t> out;
  if (subject == Subject::command_post) {
    for (const Organ& organ : board.organs) out.push_back(organ.id.value);
    return out;
  }
  std::vector<const Unit*> units;
  for (const auto& [id, unit] : board.units) units.push_back(&unit);
  std::ranges::stable_sort(units, {}, &Unit::sequence);
  for (const Unit* unit : units) out.push_back(unit->id.value);
  return out;
}

std::vector<RollUpGroup> groups_in(const Board& board, const Period& period, Subject subject) {
  std::map<std::int64_t, std::vector<const BoardProject*>> projects;
  for (const BoardProject& project : board.projects) {
    const std::int64_t holder = holder_of(project, period, subject);
    if (holder != 0 && project.cell(period).card() != nullptr) projects[holder].push_back(&project);
  }
  std::vector<RollUpGroup> out;
  for (const std::int64_t holder : holders_of(board, subject)) {
    const auto found = projects.find(holder);
    if (found != projects.end()) out.push_back({subject, holder, std::move(found->second)});
  }
  return out;
}

RollUpGroup group_of(const Board& board, const Period& period, Subject subject,
                     std::int64_t holder) {
  RollUpGroup out{.subject = subject, .holder = holder, .projects = {}};
  for (const BoardProject& project : board.projects) {
    if (holder_of(project, period, subject) == holder && project.cell(period).card() != nullptr)
      out.projects.push_back(&project);
  }
  return out;
}

Facts group_facts(const CardRule& rule, const Period& period, const RollUpGroup& group) {
  return rolled_up_facts(rule, period, results_of(period, group));
}

std::vector<RolledUpCard> rolled_up_cards(const Board& board, const Period& period) {
  std::vector<RolledUpCard> out;
  for (const Subject subject : {Subject::unit, Subject::command_post}) {
    const CardRule* rule = board.mechanism_for(period).rule(subject);
    if (rule != nullptr) add_cards(out, board, period, *rule);
  }
  return out;
}

std::vector<RolledUpCard> changed_roll_ups(const Board& board, const Period& period) {
  std::vector<RolledUpCard> out;
  Board now = board;
  for (const auto& [later, publication] : board.publications) {
    if (later < period) continue;
    for (const RolledUpCard& card : rolled_up_cards(now, later)) {
      const auto subject = subject_of(card.subject);
      const RolledUpCard* standing = roll_up_of(now, later, *subject, card.holder);
      // Periods of before there were such cards stay without.
      if (standing == nullptr || same(*standing, card)) continue;
      out.push_back(card);
      now.apply(card);
    }
  }
  return out;
}

const RolledUpCard* roll_up_of(const Board& board, const Period& period, Subject subject,
                               std::int64_t holder) {
  for (auto it = board.rolled_up.rbegin(); it != board.rolled_up.rend(); ++it) {
    if (it->period == period && it->holder == holder && it->subject == word(subject)) return &*it;
  }
  return nullptr;
}

std::vector<const RolledUpCard*> roll_ups_of(const Board& board, const Period& period,
                                             Subject subject) {
  std::vector<const RolledUpCard*> out;
  for (const RolledUpCard& card : board.rolled_up) {
    if (card.period != period || card.subject != word(subject) || card.correction != 0) continue;
    out.push_back(roll_up_of(board, period, subject, card.holder));
  }
  const auto order = holders_of(board, subject);
  std::ranges::stable_sort(out, {}, [&](const RolledUpCard* card) {
    return std::ranges::find(order, card->holder) - order.begin();
  });
  return out;
}

std::vector<DueEffect> effects_by(const Board& board, const Period& period,
                                  std::int64_t correction) {
  const Mechanism& mechanism = board.mechanism_for(period);
  std::vector<DueEffect> out;
  DueEffect cause{.tenant = board.campaign.tenant,
                  .campaign = board.campaign.id,
                  .period = period,
                  .correction = correction};
  for (const BoardProject& project : board.projects) {
    const PublishedCard* card = project.cell(period).card();
    if (card == nullptr || card->correction != correction) continue;
    cause.subject = word(Subject::project);
    cause.holder = project.project.id.value;
    cause.band = card->band;
    add_effects(out, mechanism.card, cause, band_before(board, project, period));
  }
  for (const RolledUpCard& card : board.rolled_up) {
    const auto subject = subject_of(card.subject);
    if (card.period != period || card.correction != correction) continue;
    cause.subject = card.subject;
    cause.holder = card.holder;
    cause.band = card.band;
    const CardRule* rule = mechanism.rule(*subject);
    ZT_CHECK(rule != nullptr);
    add_effects(out, *rule, cause, band_before(board, card));
  }
  return out;
}

std::vector<const DueEffect*> standing_effects(const Board& board, const Period& period) {
  std::vector<const DueEffect*> out;
  for (const DueEffect& effect : board.effects) {
    if (effect.period != period) continue;
    const auto subject = subject_of(effect.subject);
    std::int64_t standing = -1;
    if (subject == Subject::project) {
      const BoardProject* project = board.find({effect.holder});
      const PublishedCard* card = project == nullptr ? nullptr : project->cell(period).card();
      if (card != nullptr) standing = card->correction;
    } else if (const RolledUpCard* card = roll_up_of(board, period, *subject, effect.holder)) {
      standing = card->correction;
    }
    if (standing == effect.correction) out.push_back(&effect);
  }
  return out;
}

const Recolouring* shown_as(const Board& board, const BoardProject& project,
                            const PublishedCard& card) {
  const CardRule& rule = board.mechanism_for(card.period).card;
  if (rule.recolourings.empty() || card.verdict != Verdict::missed) return nullptr;
  std::vector<std::optional<Quantity>> later;
  for (const auto& [period, cell] : project.cells) {
    if (period <= card.period || cell.card() == nullptr) continue;
    later.push_back(cell.card()->verified);
  }
  return recoloured(rule, card.card, made_good_after(card.planned, later));
}

}  // namespace zhantu

#include "domain/selection/selection.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {
namespace {

Candidate whole(std::int64_t id) {
  Candidate out;
  out.tenant = {1};
  out.campaign = {10};
  out.id = {id};
  out.number = "HX" + std::to_string(id);
  out.name = "清渠改造";
  out.starts_on = Date::of(2026, 10, 8);
  out.finishes_on = Date::of(2027, 6, 30);
  out.annual_target = "主体完成";
  out.command_post = {3};
  out.proposing_unit = {4};
  out.lead_unit = {5};
  out.accountable_person = {6};
  return out;
}

// Two criteria of 60 and 40 points, one candidate.
Selection pool(std::initializer_list<std::pair<std::int64_t, Quantity>> scores) {
  Selection out;
  out.rule.enters_at_once = true;
  out.criteria = {
      {.id = {1}, .name = "投资额", .measures = "quantity", .weight = 60, .score_max = 10},
      {.id = {2}, .name = "带动效应", .measures = "quality", .weight = 40, .score_max = 7}};
  out.candidates = {whole(1)};
  for (const auto& [criterion, score] : scores)
    out.weighings.push_back({.candidate = {1}, .criterion = {criterion}, .score = score});
  return out;
}

void decide(Selection& selection, const char* decision) {
  selection.choices.push_back({.candidate = {1},
                               .number = static_cast<std::int64_t>(selection.choices.size()) + 1,
                               .decision = decision});
}

std::string words(const std::vector<Lack>& lacks) {
  std::string out;
  for (const Lack lack : lacks) out += std::string(word(lack)) + " ";
  return out;
}

const Period kOctober = Period::month(2026, 10);

std::string_view refused(const Selection& selection, const ChoiceState& state = {}) {
  return refusal_of_choice(selection, selection.candidates.front(), kOctober, state).value_or("ok");
}

}  // namespace

TEST_CASE("D-2.1 the gate: a candidate without dates or a person is not hung") {
  CHECK(lacks_for_wall(whole(1)).empty());
  Candidate bare;
  CHECK(words(lacks_for_wall(bare)) ==
        "missing_command_post missing_lead_unit missing_starts_on missing_finishes_on "
        "missing_accountable_person missing_annual_target ");
  Candidate one = whole(1);
  one.finishes_on.reset();
  CHECK(words(lacks_for_wall(one)) == "missing_finishes_on ");
}

TEST_CASE("D-2.1 the gate: a project has dates and a person") {
  Project project;
  CHECK(words(lacks_for_wall(project, false)) ==
        "missing_starts_on missing_finishes_on missing_accountable_person ");
  project.starts_on = Date::of(2026, 1, 1);
  project.finishes_on = Date::of(2026, 12, 1);
  CHECK(words(lacks_for_wall(project, false)) == "missing_accountable_person ");
  CHECK(lacks_for_wall(project, true).empty());
}

TEST_CASE("D-2.8 the sheet: points by weight, nothing until every criterion has a score") {
  CHECK_FALSE(weighed_total(pool({}), {1}));
  CHECK_FALSE(weighed_total(pool({{1, Quantity::of(10)}}), {1}));
  CHECK(weighed_total(pool({{1, Quantity::of(10)}, {2, Quantity::of(7)}}), {1}) ==
        Quantity::of(100));
  CHECK(weighed_total(pool({{1, Quantity::of(5)}, {2, Quantity{0}}}), {1}) == Quantity::of(30));
  // 40 x 3 / 7 = 17.142857..., rounded towards zero at four decimals.
  CHECK(weighed_total(pool({{1, Quantity{0}}, {2, Quantity::of(3)}}), {1})->text() == "17.1428");
  Selection none = pool({});
  none.criteria.clear();
  CHECK_FALSE(weighed_total(none, {1}));
  CHECK_THROWS_AS(weighed_total(pool({{1, Quantity::of(11)}, {2, Quantity::of(7)}}), {1}),
                  CheckFailed);
}

TEST_CASE("D-2.8 the sheet: never more than the weights, more score never gives less") {
  rc::check("total", [] {
    const Quantity first{*rc::gen::inRange<std::int64_t>(0, 100'001)};
    const Quantity second{*rc::gen::inRange<std::int64_t>(0, 70'001)};
    const auto total = weighed_total(pool({{1, first}, {2, second}}), {1});
    RC_ASSERT(total.has_value());
    RC_ASSERT(*total >= Quantity{0} && *total <= Quantity::of(100));
    const Quantity more{std::min<std::int64_t>(first.scaled + 10, 100'000)};
    RC_ASSERT(*weighed_total(pool({{1, more}, {2, second}}), {1}) >= *total);
  });
}

TEST_CASE("D-2.8 how a candidate stands: by the latest decision, or by its sheet") {
  Selection selection = pool({{1, Quantity::of(1)}});
  CHECK(state_of(selection, {1}) == CandidateState::proposed);
  selection.weighings.push_back({.candidate = {1}, .criterion = {2}, .score = Quantity::of(1)});
  CHECK(state_of(selection, {1}) == CandidateState::weighed);
  decide(selection, "declined");
  CHECK(state_of(selection, {1}) == CandidateState::declined);
  decide(selection, "kept");
  CHECK(state_of(selection, {1}) == CandidateState::kept);
  decide(selection, "chosen");
  CHECK(state_of(selection, {1}) == CandidateState::chosen);
  CHECK(selection.latest_choice({1})->number == 3);
  CHECK(selection.latest_choice({9}) == nullptr);
}

TEST_CASE("D-2.8 choosing: the first thing in the way is what headquarters hears") {
  Selection selection = pool({{1, Quantity::of(1)}, {2, Quantity::of(1)}});
  CHECK(refused(selection) == "ok");
  CHECK(refused(selection, {.period_known = false, .period_published = true}) == "period_unknown");
  CHECK(refused(selection, {.period_published = true, .number_taken = true}) ==
        "period_already_published");
  CHECK(refused(selection, {.number_taken = true}) == "candidate_number_taken");
  selection.candidates.front().starts_on.reset();
  CHECK(refused(selection, {.number_taken = true}) == "candidate_not_ready");
  CHECK(refused(pool({})) == "candidate_not_weighed");
  decide(selection, "chosen");
  CHECK(refused(selection, {.period_known = false}) == "candidate_already_chosen");
  Selection declined = pool({{1, Quantity::of(1)}, {2, Quantity::of(1)}});
  decide(declined, "declined");
  CHECK(refused(declined) == "ok");
}

TEST_CASE("D-2.8 newly signed or started ones enter at once, in the month when it happened") {
  Selection selection = pool({});
  Candidate& candidate = selection.candidates.front();
  candidate.news = "signed";
  candidate.news_on = Date::of(2026, 10, 31);
  CHECK(enters_at_once(selection, candidate, kOctober));
  CHECK(refused(selection) == "ok");
  candidate.news_on = Date::of(2026, 9, 30);
  CHECK(refused(selection) == "candidate_not_weighed");
  candidate.news_on = Date::of(2026, 10, 1);
  selection.rule.enters_at_once = false;
  CHECK(refused(selection) == "candidate_not_weighed");
}

TEST_CASE("D-2.8 nothing is typed twice: the project has what the candidate had") {
  Candidate candidate = whole(7);
  candidate.category = "产业项目";
  candidate.facts = "新建厂房两栋";
  candidate.investment_total = {12'345'678};
  candidate.annual_quantity = Quantity::of(12);
  candidate.quantity_unit = "公里";
  const Project project = project_of(candidate, {70}, kOctober, 31);
  CHECK(project.id == ProjectId{70});
  CHECK(project.number == candidate.number);
  CHECK(project.name == candidate.name);
  CHECK(project.category == candidate.category);
  CHECK(project.facts == candidate.facts);
  CHECK(project.investment_total == candidate.investment_total);
  CHECK(project.starts_on == candidate.starts_on);
  CHECK(project.finishes_on == candidate.finishes_on);
  CHECK(project.annual_target == candidate.annual_target);
  CHECK(project.annual_quantity == candidate.annual_quantity);
  CHECK(project.quantity_unit == candidate.quantity_unit);
  CHECK(project.command_post == candidate.command_post);
  CHECK(project.sequence == 31);
  CHECK(project.admitted_in(kOctober));
  CHECK_FALSE(project.admitted_in(kOctober.previous()));
}

TEST_CASE("D-2.1 what lower units were given adds up") {
  Selection selection;
  selection.shares = {{.task = {1}, .unit = {1}, .quantity = Quantity::of(30)},
                      {.task = {1}, .unit = {2}, .quantity = Quantity::of(12)},
                      {.task = {2}, .unit = {1}, .quantity = Quantity::of(5)},
                      {.task = {1}, .unit = {3}, .quantity = std::nullopt}};
  CHECK(selection.share_total({1}) == Quantity::of(42));
  CHECK(selection.share_total({9}) == Quantity{0});
}

}  // namespace zhantu

#include "app/candidate_acts.hpp"

#include <doctest/doctest.h>

#include "app/task_acts.hpp"
#include "app_fixture.hpp"

namespace zhantu::app {

using test::item_words;
using test::word_of;

namespace {

class Pool : public test::AppFixture {
 public:
  explicit Pool(test::County from = test::County::fresh) : AppFixture(from) {
    set_clock(from == test::County::fresh ? 1 : 10, 12);
  }

  template <class R>
  R run(const std::string& login, const std::function<R(Writing&)>& what) {
    const Actor actor = login.empty() ? Actor{} : as(login);
    std::optional<R> out;
    store().write([&](store::Transaction& transaction) {
      auto writing = begin_writing(app(), transaction, actor, campaign());
      out = writing ? what(writing.value()) : R(writing.problem());
      return static_cast<bool>(*out);
    });
    return *out;
  }

  Candidate wanted() {
    Candidate out;
    out.name = "南屏乡云岭茶叶加工厂";
    out.category = "产业项目";
    out.facts = "新建加工车间3000平方米";
    out.starts_on = Date::of(2026, 2, 24);
    out.finishes_on = Date::of(2026, 11, 30);
    out.annual_target = "建成投产";
    const auto shared = board();
    for (const Organ& organ : shared->board.organs) {
      if (organ.kind == "command_post" && !out.command_post) out.command_post = organ.id;
    }
    out.lead_unit = unit("石桥镇");
    out.accountable_person = person("申海鸥");
    out.reasons = "带动茶农增收";
    return out;
  }

  Result<CandidateId> propose(const std::string& login, const Candidate& candidate) {
    return run<Result<CandidateId>>(login, [&](Writing& writing) {
      return save_candidate(writing, {.wanted = candidate, .version = {}});
    });
  }
  Result<CandidateId> edit(const std::string& login, const Candidate& candidate,
                           std::optional<std::int64_t> version) {
    return run<Result<CandidateId>>(login, [&](Writing& writing) {
      return save_candidate(writing, {.wanted = candidate, .version = version});
    });
  }
  Outcome rule(const std::string& login, const RuleCommand& command) {
    return run<Outcome>(login,
                        [&](Writing& writing) { return set_selection_rule(writing, command); });
  }
  Outcome weigh(const std::string& login, const std::vector<Score>& sheet) {
    return run<Outcome>(login, [&](Writing& writing) { return weigh_candidates(writing, sheet); });
  }
  Result<Chosen> choose(const std::string& login, const ChooseCommand& command,
                        bool dry_run = false) {
    return run<Result<Chosen>>(
        login, [&](Writing& writing) { return choose_candidate(writing, command, dry_run); });
  }

  Selection selection() { return load_selection(*store().read(), tenant(), campaign()); }
  // Two criteria, and the ids that they got.
  std::vector<CriterionId> criteria() {
    REQUIRE(
        rule("chief",
             {.criteria = {{.name = "投资", .measures = "quantity", .weight = 60, .score_max = 10},
                           {.name = "带动", .measures = "quality", .weight = 40, .score_max = 10}},
              .version = 0}));
    std::vector<CriterionId> out;
    for (const Criterion& one : selection().criteria) out.push_back(one.id);
    return out;
  }
};

}  // namespace

TEST_CASE("D-2.8 proposed by any unit, weighed by the office, chosen by headquarters: a project") {
  Pool county;
  const auto id = county.propose("clerk-K01", county.wanted());
  REQUIRE(id);
  const Candidate made = *county.selection().find(*id);
  CHECK(made.number == "YX2026-31");
  CHECK(made.proposing_unit == county.unit("产业园区管委会"));
  const auto criteria = county.criteria();
  REQUIRE(county.weigh("office1", {{*id, criteria[0], Quantity::of(8), ""},
                                   {*id, criteria[1], Quantity::of(5), "茶农三百户"}}));
  CHECK(weighed_total(county.selection(), *id) == Quantity::of(68));
  const ChooseCommand chosen{
      .candidate = *id, .decision = "chosen", .reason = "", .period = test::month(2)};
  const auto before = county.state();
  const auto foreseen = county.choose("chief", chosen, true);
  REQUIRE(foreseen);
  CHECK(foreseen->on_wall_before + 1 == foreseen->on_wall_after);
  CHECK(county.state() == before);
  const auto done = county.choose("chief", chosen);
  REQUIRE(done);
  CHECK_FALSE(done->choice.at_once);
  const auto board = county.board();
  const BoardProject* project = board->board.find(done->choice.project);
  REQUIRE(project != nullptr);
  CHECK(project->project.number == "YX2026-31");
  CHECK(project->project.facts == made.facts);
  CHECK(project->project.admitted == test::month(2));
  CHECK(project->lead_unit(Date::of(2026, 2, 28)) == county.unit("石桥镇"));
  REQUIRE(project->persons.size() == 1);
  CHECK(project->persons[0].role == "accountable_person");
  CHECK(county.last_verbs(4) == std::vector<std::string>{"propose_candidate", "set_selection_rule",
                                                         "weigh_candidates", "choose_candidate"});
  // Frozen in the pool: its story goes on as a project.
  const auto after = county.state();
  CHECK(word_of(county.choose("chief", chosen)) == "candidate_already_chosen");
  CHECK(word_of(county.edit("clerk-K01", made, 1)) == "candidate_already_chosen");
  CHECK(item_words(county.weigh("office1", {{*id, criteria[0], Quantity::of(9), ""}}).problem()) ==
        "candidate_already_chosen");
  CHECK(county.state() == after);
}

TEST_CASE("D-2.8 who may not, and D-9.4 no administrator: nothing moves") {
  Pool county;
  const auto id = county.propose("clerk-K01", county.wanted());
  REQUIRE(id);
  const Candidate made = *county.selection().find(*id);
  const auto criteria = county.criteria();
  const auto before = county.state();
  const ChooseCommand chosen{
      .candidate = *id, .decision = "chosen", .reason = "", .period = test::month(2)};
  for (const char* login : {"admin", "office1", "clerk-K01", "bystander"})
    CHECK(word_of(county.choose(login, chosen)) == "not_permitted");
  for (const char* login : {"admin", "chief", "clerk-K01", "post1"})
    CHECK(word_of(county.weigh(login, {{*id, criteria[0], Quantity::of(1), ""}})) ==
          "not_permitted");
  for (const char* login : {"admin", "office1", "clerk-K01"})
    CHECK(word_of(county.rule(login, {.criteria = {}, .version = 1})) == "not_permitted");
  CHECK(word_of(county.propose("", county.wanted())) == "not_logged_in");
  CHECK(word_of(county.propose("admin", county.wanted())) == "not_permitted");
  CHECK(word_of(county.edit("post1", made, 1)) == "not_permitted");
  CHECK(county.state() == before);
}

TEST_CASE("D-2.1 D-2.8 what headquarters hears when it cannot hang") {
  Pool county;
  Candidate bare = county.wanted();
  bare.starts_on.reset();
  bare.accountable_person = {};
  const auto id = county.propose("clerk-K01", bare);
  REQUIRE(id);
  ChooseCommand chosen{
      .candidate = *id, .decision = "chosen", .reason = "", .period = test::month(2)};
  const auto before = county.state();
  const auto refused = county.choose("chief", chosen);
  CHECK(word_of(refused) == "candidate_not_ready");
  CHECK(item_words(refused.problem()) == "missing_starts_on missing_accountable_person");
  CHECK(refused.problem().items[0].values.at("who") == "云溪县产业园区管理委员会");
  CHECK(county.state() == before);
  Candidate fuller = *county.selection().find(*id);
  fuller.starts_on = Date::of(2026, 2, 24);
  fuller.accountable_person = county.person("申海鸥");
  REQUIRE(county.edit("clerk-K01", fuller, 1));
  const auto edited = county.state();
  CHECK(word_of(county.choose("chief", chosen)) == "candidate_not_weighed");
  chosen.period = Period::month(2027, 1);
  CHECK(word_of(county.choose("chief", chosen)) == "period_unknown");
  chosen.period.reset();
  CHECK(word_of(county.choose("chief", chosen)) == "field_invalid");
  for (const char* decision : {"kept", "declined"}) {
    const auto silent = county.choose("chief", {.candidate = *id, .decision = decision});
    CHECK(item_words(silent.problem()) == "reason_missing");
  }
  CHECK(word_of(county.choose("chief", {.candidate = {999'999}, .decision = "kept"})) ==
        "not_found");
  CHECK(county.state() == edited);
  // Newly started in February: it enters at once, without a sheet.
  fuller.news = "started";
  fuller.news_on = Date::of(2026, 2, 24);
  REQUIRE(county.edit("office1", fuller, 2));
  chosen.period = test::month(2);
  const auto done = county.choose("chief", chosen);
  REQUIRE(done);
  CHECK(done->choice.at_once);
}

TEST_CASE("D-3.3 D-2.8 nothing enters a published month; the next one is open") {
  Pool county(test::County::played);
  const Selection selection = county.selection();
  const auto weighed = std::ranges::find(selection.candidates, "HX01", &Candidate::number);
  REQUIRE(weighed != selection.candidates.end());
  ChooseCommand chosen{
      .candidate = weighed->id, .decision = "chosen", .reason = "", .period = test::month(9)};
  const auto before = county.state();
  CHECK(word_of(county.choose("chief", chosen)) == "period_already_published");
  CHECK(county.state() == before);
  chosen.period = test::month(10);
  REQUIRE(county.choose("chief", chosen));
  CHECK(county.board()->board.projects.size() == 31);
}

TEST_CASE("D-2.8 kept and declined stay in the pool with their reason, and can be chosen later") {
  Pool county;
  const auto id = county.propose("clerk-K01", county.wanted());
  REQUIRE(id);
  REQUIRE(
      county.choose("chief", {.candidate = *id, .decision = "declined", .reason = "用地未落实"}));
  CHECK(state_of(county.selection(), *id) == CandidateState::declined);
  REQUIRE(county.choose("chief", {.candidate = *id, .decision = "kept", .reason = "用地已报批"}));
  const Selection now = county.selection();
  CHECK(state_of(now, *id) == CandidateState::kept);
  CHECK(now.choices.size() == 2);
  CHECK(county.board()->board.projects.size() == 30);
}

TEST_CASE("candidates: what is wrong is named at its field, all at once") {
  Pool county;
  const auto before = county.state();
  Candidate wrong = county.wanted();
  wrong.number = "YX2026-01";
  wrong.name = "";
  wrong.finishes_on = Date::of(2026, 1, 1);
  wrong.annual_quantity = Quantity::of(0);
  wrong.lead_unit = {999'999};
  wrong.news = "signed";
  wrong.reasons = std::string(600, 'x');
  const auto refused = county.propose("clerk-K01", wrong);
  REQUIRE_FALSE(refused);
  CHECK(item_words(refused.problem()) ==
        "field_missing field_missing field_too_long quantity_not_positive finish_before_start "
        "field_missing not_in_campaign number_taken");
  Candidate others = county.wanted();
  others.proposing_unit = county.unit("石桥镇");
  CHECK(item_words(county.propose("clerk-K01", others).problem()) == "unit_not_own");
  CHECK(county.state() == before);
  REQUIRE(county.propose("office1", others));
}

TEST_CASE("candidates: an edit asks for the version that was seen") {
  Pool county;
  const auto id = county.propose("clerk-K01", county.wanted());
  REQUIRE(id);
  Candidate seen = *county.selection().find(*id);
  REQUIRE(county.edit("clerk-K01", seen, 1));
  const auto before = county.state();
  CHECK(word_of(county.edit("clerk-K01", seen, std::nullopt)) == "precondition_required");
  const auto late = county.edit("office1", seen, 1);
  CHECK(word_of(late) == "selection_conflict");
  CHECK_FALSE(late.problem().values.at("by").empty());
  CHECK(county.state() == before);
}

TEST_CASE("D-2.8 the sheet: scores by the organ that is named, within bounds, all or nothing") {
  Pool county;
  const auto id = county.propose("clerk-K01", county.wanted());
  REQUIRE(id);
  OrganId post;
  const auto shared = county.board();
  for (const Organ& organ : shared->board.organs) {
    if (organ.kind == "command_post" && !post) post = organ.id;
  }
  REQUIRE(county.rule(
      "chief",
      {.criteria = {{.name = "投资", .measures = "quantity", .weight = 60, .score_max = 10},
                    {.name = "现场条件",
                     .measures = "quality",
                     .weight = 40,
                     .score_max = 10,
                     .organ = post}},
       .version = 0}));
  const auto criteria = county.selection().criteria;
  const auto score = [&](std::size_t at, int points) {
    return Score{*id, criteria[at].id, Quantity::of(points), ""};
  };
  const auto before = county.state();
  CHECK(item_words(county.weigh("office1", {score(0, 5), score(1, 5)}).problem()) ==
        "criterion_of_other_organ");
  CHECK(item_words(county.weigh("office1", {score(0, 11)}).problem()) == "score_too_high");
  CHECK(item_words(county.weigh("office1", {{{999'999}, criteria[0].id, {}, ""}}).problem()) ==
        "not_in_campaign");
  CHECK(county.state() == before);
  REQUIRE(county.weigh("post1", {score(1, 5)}));
  REQUIRE(county.weigh("office1", {score(0, 5)}));
  const auto weighed = county.state();
  REQUIRE(county.weigh("office1", {score(0, 5)}));
  CHECK(county.state() == weighed);
  RuleCommand heavier{.criteria = {{.id = criteria[0].id,
                                    .name = "投资",
                                    .measures = "quantity",
                                    .weight = 80,
                                    .score_max = 10}},
                      .version = 1};
  CHECK(item_words(county.rule("chief", heavier).problem()) == "criterion_in_use");
  heavier.version = 0;
  CHECK(word_of(county.rule("chief", heavier)) == "selection_conflict");
  CHECK(county.state() == weighed);
}

TEST_CASE("numbers go on where the others stop") {
  CHECK(next_number({}, "RW01") == "RW01");
  CHECK(next_number({"RW09", "RW10"}, "RW01") == "RW11");
  CHECK(next_number({"YX2026-08", "YX2026-09", "旧1"}, "HX01") == "YX2026-10");
  CHECK(next_number({"无号"}, "RW01") == "RW01");
  CHECK(next_number({"RW99"}, "RW01") == "RW100");
}

}  // namespace zhantu::app

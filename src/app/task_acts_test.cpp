#include "app/task_acts.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::app {

using test::item_words;
using test::word_of;

namespace {

class TaskFixture : public test::AppFixture {
 public:
  TaskFixture() { set_clock(1, 12); }

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

  TaskCommand wanted() {
    TaskCommand out;
    out.name = "新开工亿元项目";
    out.source_kind = "handed_down";
    out.source = "市重大项目攻坚行动责任分解";
    const auto shared = board();
    for (const Organ& organ : shared->board.organs) {
      if (organ.kind == "headquarters") out.owner = organ.id;
    }
    out.effect = "全年新开工亿元以上项目12个";
    out.quantity = Quantity::of(12);
    out.quantity_unit = "个";
    out.due_on = Date::of(2026, 11, 30);
    return out;
  }
  Result<TaskId> save(const std::string& login, const TaskCommand& command) {
    return run<Result<TaskId>>(login,
                               [&](Writing& writing) { return save_task(writing, command); });
  }
  Outcome categories(const std::string& login, const std::vector<std::string>& names) {
    return run<Outcome>(login, [&](Writing& writing) { return set_categories(writing, names); });
  }
  Outcome share(const std::string& login, TaskId id, const std::vector<Share>& shares) {
    return run<Outcome>(login, [&](Writing& writing) { return share_task(writing, id, shares); });
  }
  Outcome link(const std::string& login, TaskId id, const std::vector<ProjectId>& projects) {
    return run<Outcome>(login, [&](Writing& writing) { return link_task(writing, id, projects); });
  }
  Selection selection() { return load_selection(*store().read(), tenant(), campaign()); }
};

}  // namespace

TEST_CASE("D-2.1 a task is put on the board, broken down over units, and becomes projects") {
  TaskFixture county;
  REQUIRE(county.categories("office1", {"关键改革", "攻坚任务", "底线任务"}));
  TaskCommand wanted = county.wanted();
  wanted.category = "攻坚任务";
  const auto id = county.save("chief", wanted);
  REQUIRE(id);
  CHECK(county.selection().find(*id)->number == "RW01");
  REQUIRE(county.share(
      "office1", *id,
      {{county.unit("石桥镇"), Quantity::of(5)}, {county.unit("云集镇"), Quantity::of(4)}}));
  CHECK(county.selection().share_total(*id) == Quantity::of(9));
  REQUIRE(county.share("office1", *id, {{county.unit("石桥镇"), Quantity::of(6)}}));
  CHECK(county.selection().share_total(*id) == Quantity::of(6));
  REQUIRE(county.link("office1", *id, {county.project(1), county.project(3)}));
  REQUIRE(county.link("office1", *id, {county.project(3)}));
  CHECK(county.selection().projects_of(*id) == std::vector{county.project(3)});
  const auto before = county.state();
  REQUIRE(county.link("office1", *id, {county.project(3)}));
  REQUIRE(county.share("office1", *id, {{county.unit("石桥镇"), Quantity::of(6)}}));
  REQUIRE(county.categories("office1", {"关键改革", "攻坚任务", "底线任务"}));
  CHECK(county.state() == before);
}

TEST_CASE("D-2.1 who keeps the board, and what is refused without a trace") {
  TaskFixture county;
  const auto id = county.save("office1", county.wanted());
  REQUIRE(id);
  const auto before = county.state();
  CHECK(word_of(county.save("", county.wanted())) == "not_logged_in");
  for (const char* login : {"admin", "clerk-K01", "bystander"}) {
    CHECK(word_of(county.save(login, county.wanted())) == "not_permitted");
    CHECK(word_of(county.categories(login, {"一"})) == "not_permitted");
    CHECK(word_of(county.share(login, *id, {})) == "not_permitted");
    CHECK(word_of(county.link(login, *id, {})) == "not_permitted");
  }
  TaskCommand wrong = county.wanted();
  wrong.number = "RW01";
  wrong.name = " ";
  wrong.owner = {999'999};
  wrong.quantity = Quantity::of(-1);
  wrong.quantity_unit = "";
  CHECK(item_words(county.save("office1", wrong).problem()) ==
        "field_missing field_missing number_taken not_in_campaign quantity_not_positive");
  CHECK(item_words(county.categories("office1", {"一", "一", ""}).problem()) ==
        "name_twice field_missing");
  CHECK(item_words(county.share("office1", *id, {{{999'999}, Quantity::of(1)}}).problem()) ==
        "not_in_campaign");
  CHECK(item_words(county.link("office1", *id, {{999'999}}).problem()) == "not_in_campaign");
  CHECK(word_of(county.link("office1", {999'999}, {})) == "not_found");
  CHECK(county.state() == before);
}

TEST_CASE("D-2.1 a category is one of the campaign's own set") {
  TaskFixture county;
  REQUIRE(county.categories("office1", {"关键改革"}));
  TaskCommand wanted = county.wanted();
  wanted.category = "别的";
  CHECK(item_words(county.save("office1", wanted).problem()) == "category_unknown");
  wanted.category = "关键改革";
  REQUIRE(county.save("office1", wanted));
  REQUIRE(county.categories("office1", {"攻坚任务"}));
  CHECK(county.selection().categories.size() == 1);
  CHECK(county.selection().tasks[0].category == "关键改革");
  REQUIRE(county.categories("office1", {"攻坚任务", "关键改革"}));
  CHECK(county.selection().categories[1].name == "关键改革");
}

TEST_CASE("tasks: an edit asks for the version that was seen; no quantity, nothing to break down") {
  TaskFixture county;
  TaskCommand words = county.wanted();
  words.quantity.reset();
  words.quantity_unit = "";
  const auto id = county.save("office1", words);
  REQUIRE(id);
  const auto before = county.state();
  TaskCommand edited = words;
  edited.id = *id;
  edited.number = "RW01";
  CHECK(word_of(county.save("office1", edited)) == "precondition_required");
  edited.version = 7;
  CHECK(word_of(county.save("office1", edited)) == "selection_conflict");
  CHECK(item_words(
            county.share("office1", *id, {{county.unit("石桥镇"), Quantity::of(1)}}).problem()) ==
        "task_without_quantity");
  CHECK(county.state() == before);
  edited.version = 1;
  edited.effect = "写清楚";
  REQUIRE(county.save("office1", edited));
  CHECK(county.selection().find(*id)->version == 2);
}

}  // namespace zhantu::app

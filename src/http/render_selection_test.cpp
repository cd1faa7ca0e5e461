#include "http/render_selection.hpp"

#include <doctest/doctest.h>

#include "app_fixture.hpp"

namespace zhantu::http {
namespace {

namespace json = boost::json;

// What the lists give to the office, as JSON.
class Shown : public test::AppFixture {
 public:
  Shown() : AppFixture(test::County::played) { set_clock(10, 20); }

  json::value show(const std::function<json::value(const SelectionLook&)>& render,
                   app::Language language = app::Language::zh_hans) {
    const auto shared = board();
    const app::Actor actor = as("office1");
    const auto reader = store().read();
    const Selection selection = app::load_selection(*reader, tenant(), campaign());
    const Look look{shared->board, actor, Date::of(2026, 10, 20), language};
    return render(SelectionLook{look, selection});
  }

  void change_project(int number, const std::function<void(Project&)>& change) {
    Project project = on(board(), number).project;
    change(project);
    amend([&](store::Transaction& transaction) { transaction.save(project); });
  }
};

}  // namespace

TEST_CASE("D-2.1 a project without dates is named on the board, with who supplies them") {
  Shown county;
  const auto unready = [](const SelectionLook& at) { return json::value(unready_json(at.look)); };
  CHECK(county.show(unready).as_array().empty());
  county.change_project(7, [](Project& project) {
    project.starts_on.reset();
    project.finishes_on.reset();
  });
  const json::value shown = county.show(unready);
  REQUIRE(shown.as_array().size() == 1);
  const json::array& lacks = shown.at(0).at("lacks").as_array();
  REQUIRE(lacks.size() == 2);
  CHECK(lacks[0].at("what") == "missing_starts_on");
  CHECK(lacks[0].at("detail").as_string().find("请云溪县") != json::string::npos);
  const json::value english = county.show(unready, app::Language::en);
  CHECK(
      english.at(0).at("lacks").at(1).at("detail").as_string().starts_with("There is no planned"));
}

TEST_CASE("D-2.1 a task whose project lacks something is not on the wall") {
  Shown county;
  const auto task = [](const SelectionLook& at) {
    const auto found = std::ranges::find(at.selection.tasks, "RW03", &Task::number);
    REQUIRE(found != at.selection.tasks.end());
    return json::value(task_json(at, *found));
  };
  CHECK(county.show(task).at("on_wall").as_bool());
  CHECK(county.show(task).at("share_difference") == "0");
  county.change_project(7, [](Project& project) { project.finishes_on.reset(); });
  const json::value shown = county.show(task);
  CHECK_FALSE(shown.at("on_wall").as_bool());
  CHECK(shown.at("projects").at(0).at("lacks").at(0).at("what") == "missing_finishes_on");
  // Nobody knows the holidays of 2027 yet: the clock stands, and says why.
  CHECK(shown.at("clock").at("working_days").is_null());
  CHECK(shown.at("clock").at("note").as_string().find("2027") != json::string::npos);
}

}  // namespace zhantu::http

#include "cli/record_verbs.hpp"

#include <iostream>

namespace zhantu::cli {
namespace {

namespace json = boost::json;

[[noreturn]] void misused(const std::string& why) {
  std::cerr << why << '\n';
  throw Stop{kUsage};
}

const RecordNoun& noun_named(const std::string& name) {
  for (const RecordNoun& noun : record_nouns()) {
    if (name == noun.name) return noun;
  }
  misused(say("没有这种记录：", "no such kind of record: ") + name);
}

std::string filled(std::string path, const std::string& place, const std::string& value) {
  const auto at = path.find(place);
  return at == std::string::npos ? path : path.replace(at, place.size(), encode(value));
}

// The id and the fields of the arguments.
struct Given {
  std::string id;
  json::object fields;
};

Given given_in(const std::vector<std::string>& arguments) {
  Given given;
  for (const std::string& argument : arguments) {
    const auto at = argument.find('=');
    if (at == std::string::npos) {
      if (!given.id.empty()) misused(say("不明白：", "not understood: ") + argument);
      given.id = argument;
    } else if (at > 0 && argument[at - 1] == ':') {
      json::error_code error;
      json::value value = json::parse(argument.substr(at + 1), error);
      if (error) misused(say("不是有效的 JSON：", "not valid JSON: ") + argument);
      given.fields[argument.substr(0, at - 1)] = std::move(value);
    } else {
      given.fields[argument.substr(0, at)] = argument.substr(at + 1);
    }
  }
  return given;
}

std::string plain(const json::value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_null()) return "";
  return json::serialize(value);
}

void print_line(const RecordNoun& noun, const json::object& record) {
  std::string line;
  for (const char* column : noun.columns) {
    const json::value* value = record.if_contains(column);
    line += (line.empty() ? "" : "  ") + (value == nullptr ? "" : plain(*value));
  }
  std::cout << line << '\n';
}

class Records {
 public:
  explicit Records(const RecordOptions& options)
      : options_(options),
        noun_(noun_named(options.noun)),
        given_(given_in(options.arguments)),
        remote_(options.remote) {}

  void run() {
    if (options_.verb == "list") return list();
    if (options_.verb == "show") return show();
    if (options_.verb == "add") return add();
    if (options_.verb == "edit") return edit();
    if (options_.verb == "end") return end();
    if (options_.verb == "password" && options_.noun == "account") return password();
    misused(say("没有这个动作：", "no such act: ") + options_.verb);
  }

 private:
  std::string path(const char* pattern, const std::string& id = {}) {
    std::string out = filled(pattern, "{id}", id);
    if (out.find("{campaign}") == std::string::npos) return out;
    return filled(out, "{campaign}", remote_.campaign_id(options_.campaign));
  }

  const std::string& id() {
    if (given_.id.empty()) misused(say("请给出编号。", "give the id."));
    return given_.id;
  }

  void tell(const json::value& record) {
    if (remote_.options().json) return print(record);
    print_line(noun_, record.as_object());
  }

  void list() {
    if (std::string_view(noun_.list).empty())
      misused(say("请用 person list 或 campaign show。", "use person list or campaign show."));
    json::array all;
    std::string after;
    do {
      std::string asked = path(noun_.list) + "?limit=200";
      if (!options_.q.empty()) asked += "&q=" + encode(options_.q);
      if (!after.empty()) asked += "&after=" + encode(after);
      const json::value page = remote_.ask("GET", asked);
      for (const json::value& item : page.at("items").as_array()) all.push_back(item);
      after = plain(page.at("next"));
    } while (!after.empty());
    if (remote_.options().json) return print(all);
    for (const json::value& item : all) print_line(noun_, item.as_object());
  }

  void show() { print(remote_.ask("GET", path(noun_.item, id()))); }

  void add() { tell(remote_.ask("POST", path(noun_.add), given_.fields)); }

  // The edit goes against the version that was looked at, so that nobody's work is overwritten.
  void change(const json::object& fields) {
    const std::string place = path(noun_.item, id());
    const std::string version = options_.version.empty()
                                    ? plain(remote_.ask("GET", place).at("version"))
                                    : options_.version;
    const ApiResponse response =
        remote_.raw("PATCH", place, json::serialize(fields), "application/json",
                    {{"If-Match", '"' + version + '"'}});
    tell(json::parse(response.body));
  }

  void edit() {
    if (given_.fields.empty()) misused(say("请给出 名称=内容。", "give name=value."));
    change(given_.fields);
  }

  void end() {
    if (options_.noun == "account") return change({{"active", false}});
    if (options_.on.empty())
      misused(say("请用 --on 给出最后一天。", "give the last day with --on."));
    change({{"ends_on", options_.on}});
  }

  void password() {
    const json::value made =
        remote_.ask("POST", path("/api/v1/accounts/{id}/password", id()), json::object{});
    if (remote_.options().json) return print(made);
    std::cout << plain(made.at("login")) << "  " << plain(made.at("password")) << '\n';
  }

  const RecordOptions& options_;
  const RecordNoun& noun_;
  Given given_;
  Remote remote_;
};

}  // namespace

std::span<const RecordNoun> record_nouns() {
  static const std::vector<RecordNoun> kNouns = {
      {"unit",
       "单位",
       "units",
       "/api/v1/units",
       "/api/v1/units",
       "/api/v1/units/{id}",
       {"id", "kind", "code", "name", "ends_on"}},
      {"person",
       "人员",
       "people",
       "/api/v1/people",
       "/api/v1/people",
       "/api/v1/people/{id}",
       {"id", "name", "ends_on"}},
      {"tenure",
       "任职（谁在哪天至哪天担任什么职务）",
       "who holds a post from when to when",
       "",
       "/api/v1/tenures",
       "/api/v1/tenures/{id}",
       {"id", "name", "unit_name", "title", "starts_on", "ends_on"}},
      {"account",
       "账号",
       "log-ins",
       "/api/v1/accounts",
       "/api/v1/accounts",
       "/api/v1/accounts/{id}",
       {"id", "login", "name", "office", "active"}},
      {"campaign",
       "战役",
       "campaigns",
       "/api/v1/campaigns",
       "/api/v1/campaigns",
       "/api/v1/campaigns/{id}/setup",
       {"id", "title", "year"}},
      {"organ",
       "战役的机构",
       "organs of a campaign",
       "",
       "/api/v1/campaigns/{campaign}/organs",
       "/api/v1/campaigns/{campaign}/organs/{id}",
       {"id", "kind", "name", "ends_on"}},
      {"project",
       "项目",
       "projects",
       "/api/v1/campaigns/{campaign}/projects",
       "/api/v1/campaigns/{campaign}/projects",
       "/api/v1/projects/{id}/record",
       {"id", "number", "name"}},
  };
  return kNouns;
}

void record_verb(const RecordOptions& options) { Records(options).run(); }

}  // namespace zhantu::cli

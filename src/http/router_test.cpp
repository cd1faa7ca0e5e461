#include "http/router.hpp"

#include <doctest/doctest.h>

#include "app/progress_view.hpp"
#include "door_fixture.hpp"

namespace zhantu::http {
namespace {

using test::body_of;
using test::County;
using test::Door;
using test::header_of;
using test::json_of;
using test::month;
using test::outcome;
using test::word_of;

constexpr const char* kReport = R"({"text":"封顶","quantity":"1300"})";

TEST_CASE("an unknown address and a wrong method are told apart") {
  Door door;
  for (const char* path : {"/api/v1/nothing", "/api/v1", "/api/v1/", "/api/v1/projects",
                           "/api/v1/campaigns/1/2/3/4", "/api//v1/session"}) {
    CAPTURE(path);
    CHECK(outcome(door.ask("GET", path)) == "404 not_found");
  }
  CHECK(outcome(door.ask("POST", "/nothing")) == "404 not_found");
  Response response = door.ask("PATCH", "/api/v1/session");
  CHECK(outcome(response) == "405 method_not_allowed");
  CHECK(header_of(response, "Allow") == "POST, GET, DELETE");
  response = door.ask("DELETE", door.project(1));
  CHECK(outcome(response) == "405 method_not_allowed");
  CHECK(header_of(response, "Allow") == "GET, PATCH");
  CHECK(door.ask("HEAD", "/health/live").status == 200);
  CHECK(outcome(door.ask("HEAD", "/api/v1/session")) == "401 not_logged_in");
}

TEST_CASE("every answer carries the headers that keep browsers in check") {
  Door door;
  for (const char* path : {"/api/v1/nothing", "/health/live", "/api/v1/problems", "/no.css"}) {
    CAPTURE(path);
    const Response response = door.ask("GET", path);
    CHECK(header_of(response, "X-Content-Type-Options") == "nosniff");
    CHECK(header_of(response, "X-Frame-Options") == "DENY");
    CHECK(header_of(response, "Referrer-Policy") == "same-origin");
    CHECK(header_of(response, "Cross-Origin-Resource-Policy") == "same-origin");
  }
}

TEST_CASE("without a log-in every route but the open ones asks for one, and nothing moves") {
  Door door;
  const auto before = door.county.state();
  for (const Route& route : routes()) {
    if (*route.act == Act::log_in || *route.act == Act::see_open_board) continue;
    std::string path = route.pattern;
    const auto put = [&](const char* name, const std::string& value) {
      if (const auto at = path.find(name); at != std::string::npos)
        path.replace(at, std::string_view(name).size(), value);
    };
    put("{campaign}", std::to_string(door.county.campaign().value));
    put("{project}", std::to_string(door.county.project(1).value));
    put("{period}", "2026-01");
    CAPTURE(route.operation);
    const std::string body = std::string_view(route.method) == "GET" ? "" : "{}";
    CHECK(outcome(door.ask(route.method, path, "", body)) == "401 not_logged_in");
    CHECK(outcome(door.ask(route.method, path, "", body,
                           {{"authorization", "Bearer " + std::string(64, 'f')}})) ==
          "401 not_logged_in");
  }
  CHECK(door.county.state() == before);
}

TEST_CASE("a problem speaks the language of the reader and keeps its word") {
  Door door;
  const auto in = [&](const char* language) {
    const Response response =
        door.ask("GET", "/api/v1/session", "", "", {{"accept-language", language}});
    CHECK(response.status == 401);
    CHECK(header_of(response, "Content-Type") == "application/problem+json");
    CHECK(header_of(response, "Cache-Control") == "no-store");
    const auto body = json_of(response);
    CHECK(body.at("word") == "not_logged_in");
    CHECK(body.at("title") == "not_logged_in");
    CHECK(body.at("type") == "urn:zhantu:problem:not_logged_in");
    CHECK(body.at("status") == 401);
    CHECK(body.at("request_id") == "r-1");
    return std::string(body.at("detail").as_string());
  };
  CHECK(in("zh-CN").starts_with("您还没有登录"));
  CHECK(in("zh-TW").starts_with("您還沒有登入"));
  CHECK(in("en-GB,en;q=0.9").starts_with("You are not logged in"));
}

TEST_CASE("a browser comes with its cookie, a program with its bearer") {
  Door door;
  const auto with_cookie = [&](Router& router, const char* name) {
    Request request = door.request("GET", "/api/v1/session");
    request.cookies[name] = door.secret("office1");
    return router.handle(request);
  };
  const Response mine = with_cookie(door.router, "__Host-zhantu");
  REQUIRE(mine.status == 200);
  CHECK(json_of(mine).at("login") == "office1");
  CHECK(json_of(mine).at("name") == "卢敬之");
  CHECK(outcome(with_cookie(door.router, "zhantu")) == "401 not_logged_in");
  Router plain({.app = door.county.app(), .charts = door.charts, .secure_cookies = false});
  CHECK(with_cookie(plain, "zhantu").status == 200);
  CHECK(outcome(with_cookie(plain, "__Host-zhantu")) == "401 not_logged_in");
  CHECK(json_of(door.ask("GET", "/api/v1/session", "admin")).at("system_administrator") == true);
}

TEST_CASE("a write with a cookie must come from our own pages") {
  Door door;
  door.county.set_clock(1, 28);
  const auto put = [&](std::map<std::string, std::string> headers) {
    Request request = door.request("PUT", door.project(1, "/periods/2026-01/report"), "", kReport,
                                   std::move(headers));
    request.cookies["__Host-zhantu"] = door.secret("clerk-K01");
    return outcome(door.router.handle(request));
  };
  door.secret("clerk-K01");
  const auto before = door.county.state();
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"sec-fetch-site", "cross-site"},
           {"sec-fetch-site", "same-site"},
           {"origin", "https://evil.example"},
           {"origin", "https://chart.example"},  // another port is another site
           {"origin", "null"}}) {
    CAPTURE(name);
    CAPTURE(value);
    CHECK(put({{name, value}}) == "403 cross_site");
    CHECK(put({{name, value}, {"authorization", "Basic YTpi"}}) == "403 cross_site");
  }
  CHECK(door.county.state() == before);
  CHECK(put({{"sec-fetch-site", "same-origin"}, {"origin", "https://chart.example:8443"}}) ==
        "200");
  CHECK(put({}) == "200");
  // A program's token is not sent by a browser on its own; and reading does no harm.
  CHECK(outcome(door.ask("PUT", door.project(1, "/periods/2026-01/report"), "clerk-K01", kReport,
                         {{"origin", "https://portal.example"}})) == "200");
  Request read = door.request("GET", "/api/v1/session", "", "", {{"sec-fetch-site", "cross-site"}});
  read.cookies["__Host-zhantu"] = door.secret("clerk-K01");
  CHECK(outcome(door.router.handle(read)) == "200");
}

TEST_CASE("logging in sets a cookie that scripts and other sites never see") {
  Door door;
  Response response = door.ask("POST", "/api/v1/session", "",
                               R"({"login":"office1","password":"zhantu-demo-2026"})");
  REQUIRE(response.status == 201);
  const std::string cookie = header_of(response, "Set-Cookie");
  CHECK(cookie.starts_with("__Host-zhantu="));
  for (const char* part : {"; Path=/;", "HttpOnly", "SameSite=Strict", "; Secure", "Max-Age=43200"})
    CHECK(cookie.find(part) != std::string::npos);
  const std::string secret = cookie.substr(14, 64);
  CHECK(body_of(response).find(secret) == std::string::npos);
  Request request = door.request("DELETE", "/api/v1/session");
  request.cookies["__Host-zhantu"] = secret;
  response = door.router.handle(request);
  CHECK(response.status == 204);
  CHECK(header_of(response, "Set-Cookie").find("Max-Age=0") != std::string::npos);
  CHECK(outcome(door.router.handle(request)) == "401 not_logged_in");
  CHECK(outcome(door.ask("POST", "/api/v1/session", "",
                         R"({"login":"office1","password":"wrong"})")) == "401 wrong_credentials");
  CHECK(outcome(door.ask("POST", "/api/v1/session", "", R"({"login":"office1"})")) ==
        "422 field_invalid");
}

TEST_CASE("a repeated write gives the same bytes and changes nothing") {
  Door door;
  door.county.set_clock(1, 28);
  const std::string path = door.project(1, "/periods/2026-01/report");
  const auto put = [&](const char* login, const char* key, const char* body) {
    return door.ask("PUT", path, login, body, {{"idempotency-key", key}});
  };
  door.secret("clerk-T01");
  const Response first = put("clerk-K01", "key-0001", kReport);
  REQUIRE(outcome(first) == "200");
  const auto after = door.county.state();
  door.county.advance_ms(5000);
  const Response again = put("clerk-K01", "key-0001", kReport);
  CHECK(again.status == 200);
  CHECK(body_of(again) == body_of(first));
  CHECK(outcome(put("clerk-K01", "key-0001", R"({"text":"封顶","quantity":"1301"})")) ==
        "422 idempotency_key_reused");
  CHECK(door.county.state() == after);

  // Another person's key is another key; a refusal is not kept, so that it can be tried again.
  CHECK(outcome(put("clerk-T01", "key-0001", kReport)) == "403 not_permitted");
  CHECK(outcome(put("clerk-K01", "key-0002", R"({"text":"封顶"})")) == "422 field_invalid");
  CHECK(door.county.state() == after);
  CHECK(outcome(put("clerk-K01", "key-0002", kReport)) == "200");
  CHECK(door.county.state() != after);

  // What is no key (too short, too long) repeats nothing.
  const auto entries = door.county.state().entries;
  for (const std::string& key : {std::string("short"), std::string(81, 'k')}) {
    put("clerk-K01", key.c_str(), kReport);
    put("clerk-K01", key.c_str(), kReport);
  }
  CHECK(door.county.state().entries == entries + 4);
}

TEST_CASE("an edit says which version it saw") {
  Door door;
  door.county.set_clock(1, 28);
  const std::string path = door.project(1);
  const Response seen = door.ask("GET", path, "office1");
  const std::string etag = header_of(seen, "ETag");
  REQUIRE(etag.starts_with("\"1."));
  CHECK(door.ask("GET", path, "office1", "", {{"if-none-match", etag}}).status == 304);
  const auto patch = [&](const char* login, const char* body, const char* if_match) {
    std::map<std::string, std::string> headers;
    if (*if_match != '\0') headers["if-match"] = if_match;
    return door.ask("PATCH", path, login, body, std::move(headers));
  };
  door.secret("clerk-K01");
  const auto before = door.county.state();
  const char* name = R"({"name":"标准厂房二期"})";
  CHECK(outcome(patch("office1", name, "")) == "428 precondition_required");
  CHECK(outcome(patch("office1", name, "\"7.1\"")) == "412 edit_conflict");
  CHECK(outcome(patch("office1", name, "rubbish")) == "412 edit_conflict");
  CHECK(outcome(patch("office1", R"({"name":" "})", etag.c_str())) == "422 field_invalid");
  CHECK(outcome(patch("office1", R"({"number":"X"})", etag.c_str())) == "422 field_invalid");
  // Permission is heard before the form of the request.
  CHECK(outcome(patch("clerk-K01", R"({"number":"X"})", "")) == "403 not_permitted");
  CHECK(door.county.state() == before);

  const Response changed = patch("office1", name, etag.c_str());
  REQUIRE(changed.status == 200);
  CHECK(header_of(changed, "ETag").starts_with("\"2."));
  CHECK(json_of(changed).at("name") == "标准厂房二期");
  const Response late = patch("office2", R"({"facts":"改"})", etag.c_str());
  CHECK(outcome(late) == "412 edit_conflict");
  CHECK(std::string(json_of(late).at("detail").as_string()).find("卢敬之") != std::string::npos);
  // Both versions can be shown: what stands there now, and the tag with which it can be changed.
  CHECK(json_of(late).at("current") == json_of(door.ask("GET", path, "office2")));
  CHECK(std::string(json_of(late).at("version").as_string()) ==
        header_of(door.ask("GET", path, "office2"), "ETag"));
  CHECK(patch("office2", R"({"category":"产业"})", ("W/" + header_of(changed, "ETag")).c_str())
            .status == 200);
  CHECK(patch("office2", R"({"category":""})", "*").status == 200);
}

TEST_CASE("a month over the whole way, and what the open board shows of it") {
  Door door;
  door.county.set_clock(2, 2);
  const std::string cell = door.project(1, "/periods/2026-01");
  CHECK(outcome(door.ask("PUT", cell + "/report", "clerk-K01", kReport)) == "200");
  CHECK(outcome(door.ask("PUT", cell + "/confirmation", "post1", R"({"remark":"属实"})")) == "200");
  const Response determined =
      door.ask("PUT", cell + "/determination", "office1",
               R"({"verdict":"exceeded","verified_quantity":"1260","reason":""})");
  REQUIRE(outcome(determined) == "200");
  CHECK(json_of(determined).at("state") == "determined");
  const std::string publication = door.campaign("/periods/2026-01/publication");
  const Response early = door.ask("POST", publication, "office1", "{}");
  REQUIRE(outcome(early) == "409 verdicts_missing");
  CHECK(json_of(early).at("items").as_array().size() == 27);
  CHECK(outcome(door.ask("GET", publication)) == "404 not_found");
  door.county.determine_the_rest(month(1));
  const Response published = door.ask("POST", publication, "office1", R"({"remark":"一月"})");
  REQUIRE(outcome(published) == "201");
  CHECK(body_of(published).find("卢敬之") != std::string::npos);

  const Response open = door.ask("GET", publication);
  REQUIRE(open.status == 200);
  const auto board = door.county.board();
  for (const auto& [id, person] : board->board.persons)
    CHECK(body_of(open).find(person.name.text) == std::string::npos);
  CHECK(json_of(open).at("by") == "中共云溪县委办公室副主任、督查室主任");
  CHECK(outcome(door.ask("PUT", cell + "/report", "clerk-K01", kReport)) ==
        "409 period_already_published");
  CHECK(outcome(door.ask("PUT", door.project(1, "/periods/2026-13/report"), "clerk-K01",
                         kReport)) == "404 period_unknown");
  CHECK(outcome(door.ask("PUT", "/api/v1/projects/999999/periods/2026-01/report", "clerk-K01",
                         kReport)) == "404 not_found");

  const std::string corrections = door.campaign("/periods/2026-01/corrections");
  const std::string body = fmt::format(
      R"({{"project":"{}","verdict":"missed","verified_quantity":"900","reason":"多报"}})",
      door.county.project(1).value);
  const auto before = door.county.state();
  const Response dry = door.ask("POST", corrections + "?dry_run=true", "office1", body);
  CHECK(outcome(dry) == "200");
  CHECK(json_of(dry).at("changes").as_array().size() == 1);
  CHECK(door.county.state() == before);
  CHECK(outcome(door.ask("POST", corrections, "office1", body)) == "201");
  CHECK(json_of(door.ask("GET", publication)).at("corrections").as_array().size() == 1);
}

TEST_CASE("charts: asked for by form, known by their tag, persons for the inside alone") {
  Door door(County::played);
  const std::string chart = door.campaign("/charts/progress");
  const Response wall = door.ask("GET", chart);
  REQUIRE(wall.status == 200);
  CHECK(header_of(wall, "Content-Type") == "image/svg+xml");
  CHECK(header_of(wall, "X-Chart-Revision") == "9");
  const std::string etag = header_of(wall, "ETag");
  const Response same = door.ask("GET", chart, "", "", {{"if-none-match", etag}});
  CHECK(same.status == 304);
  CHECK(body_of(same).empty());
  CHECK(outcome(door.ask("GET", chart + "?audience=internal")) == "401 not_logged_in");
  CHECK(outcome(door.ask("GET", chart + "?audience=internal", "admin")) == "403 not_permitted");
  CHECK(door.ask("GET", chart + "?audience=internal", "post1").status == 200);
  for (const char* query :
       {"?medium=tv", "?surface=gif", "?paper=a9", "?audience=all", "?page=0", "?page=10000",
        "?for=unit:x", "?posts=some", "?page=1x", "?as_of=2026-02-30"}) {
    CAPTURE(query);
    CHECK(outcome(door.ask("GET", chart + query)) == "422 field_invalid");
  }
  CHECK(outcome(door.ask("GET", chart + "?page=99")) == "404 chart_page_unknown");
  CHECK(outcome(door.ask("GET", chart + "?as_of=2020-01-01")) == "404 as_of_unknown");
  CHECK(outcome(door.ask("GET", "/api/v1/campaigns/424242/charts/progress")) == "404 not_found");
  const Response paper = door.ask("GET", chart + "?medium=paper&surface=svg&paper=a3");
  CHECK(header_of(paper, "Content-Disposition").find("-r9.svg") != std::string::npos);

  const std::string code = app::revision_code(door.county.board()->board, 9);
  const auto state = [&](const std::string& revision, const std::string& given) {
    const Response response = door.ask("GET", chart + "/revisions/" + revision + "?code=" + given);
    return response.status == 200 ? std::string(json_of(response).at("state").as_string())
                                  : outcome(response);
  };
  CHECK(state("9", code) == "current");
  CHECK(state("9", "0000-0000-0000") == "disagrees");
  CHECK(state("8", code) == "disagrees");
  CHECK(state("8", app::revision_code(door.county.board()->board, 8)) == "stale");
  CHECK(state("10", code) == "disagrees");
  CHECK(state("-1", code) == "404 not_found");
  CHECK(state("x", code) == "404 not_found");
}

TEST_CASE("D-9.4 the journal is for those who watch, page by page") {
  Door door;
  CHECK(outcome(door.ask("GET", "/api/v1/journal", "admin")) == "403 not_permitted");
  door.county.set_clock(1, 28);
  for (const char* path : {"/api/v1/journal", "/api/v1/journal/changes"}) {
    CAPTURE(path);
    for (const char* login : {"auditor", "security", "office1", "chief"}) {
      CAPTURE(login);
      CHECK(door.ask("GET", path, login).status == 200);
    }
    for (const char* login : {"clerk-K01", "admin", "bystander"}) {
      CAPTURE(login);
      CHECK(outcome(door.ask("GET", path, login)) == "403 not_permitted");
    }
  }
  std::vector<std::string> ids;
  std::string target = "/api/v1/journal?limit=2";
  while (true) {
    const auto page = json_of(door.ask("GET", target, "auditor"));
    for (const auto& item : page.at("items").as_array())
      ids.emplace_back(item.at("id").as_string());
    if (page.at("next").is_null()) break;
    target = "/api/v1/journal?limit=2&after=" + std::string(page.at("next").as_string());
  }
  CHECK(static_cast<std::int64_t>(ids.size()) == door.county.state().entries);
  const auto head = json_of(door.ask("GET", "/api/v1/journal/head", "clerk-K01"));
  CHECK(head.at("entries") == door.county.state().entries);
  CHECK(outcome(door.ask("GET", "/api/v1/journal?limit=0", "auditor")) == "422 field_invalid");
  for (const char* query : {"kind=session", "record=project", "record=project/x", "by=-1",
                            "from=2026-02-30", "record=journal_secret/1"}) {
    CAPTURE(query);
    const std::string path = std::string("/api/v1/journal/changes?") + query;
    CHECK(outcome(door.ask("GET", path, "auditor")) == "422 field_invalid");
  }
}

TEST_CASE("a plan comes back through the same door") {
  Door door;
  door.county.set_clock(1, 28);
  const Response sheet = door.ask("GET", door.campaign("/plan-template.xlsx"), "office1");
  REQUIRE(sheet.status == 200);
  const std::string type = header_of(sheet, "Content-Type");
  const std::string imports = door.campaign("/plan-imports");
  const auto post = [&](const char* query, const char* login, const std::string& body,
                        const std::string& content_type) {
    return door.ask("POST", imports + query, login, body, {{"content-type", content_type}});
  };
  const auto before = door.county.state();
  for (const char* mode : {"?mode=check", "?mode=apply"}) {
    const Response response = post(mode, "office1", sheet.body, type);
    REQUIRE(outcome(response) == "200");
    CHECK(json_of(response).at("unchanged") == 30);
    CHECK(json_of(response).at("problems").as_array().empty());
  }
  CHECK(outcome(post("?mode=check", "office1", "%PDF-1.7", type)) == "422 workbook_not_xlsx");
  CHECK(outcome(post("?mode=check", "office1", sheet.body, "application/json")) ==
        "415 unsupported_media_type");
  CHECK(outcome(post("", "office1", sheet.body, type)) == "422 field_invalid");
  CHECK(door.county.state() == before);
  CHECK(outcome(post("?mode=check", "clerk-K01", sheet.body, type)) == "403 not_permitted");
}

TEST_CASE("a stream's topic follows who asks, and nothing else is a stream") {
  Door door;
  door.county.set_clock(1, 28);
  const CampaignId campaign = door.county.campaign();
  const auto topic = [&](const std::string& method, const std::string& path,
                         const std::string& login = "") {
    return door.router.topic_of(door.request(method, path, login));
  };
  const std::string open = fmt::format("campaign/{}/open", campaign.value);
  CHECK(topic("GET", door.campaign("/events")) == open);
  CHECK(topic("GET", door.campaign("/events"), "clerk-K01") ==
        fmt::format("campaign/{}/internal", campaign.value));
  CHECK(topic("GET", door.campaign("/events"), "admin") == open);
  CHECK(topic("POST", door.campaign("/events")) == "");
  CHECK(topic("GET", door.campaign("/wall")) == "");
  CHECK(topic("GET", "/api/v1/campaigns/424242/events") == "");
  const Response stream = door.ask("GET", door.campaign("/events"));
  REQUIRE(stream.events.has_value());
  CHECK(stream.events->topic == open);
  CHECK(header_of(stream, "Content-Type") == "text/event-stream");
  const Response lost =
      door.ask("GET", door.campaign("/events"), "", "", {{"last-event-id", "nonsense"}});
  CHECK(lost.events->replay.find("event: reload") != std::string::npos);
}

TEST_CASE("a board that is not open shows nothing without a log-in") {
  Door door(County::played);
  Campaign closed = door.county.board()->board.campaign;
  closed.open_board = false;
  door.county.amend([&](store::Transaction& transaction) { transaction.save(closed); });
  for (const char* rest : {"/charts/progress", "/wall", "/events", "/periods/2026-01/publication",
                           "/charts/progress/revisions/1?code=x"}) {
    CAPTURE(rest);
    CHECK(outcome(door.ask("GET", door.campaign(rest))) == "401 not_logged_in");
    CHECK(door.ask("GET", door.campaign(rest), "clerk-K01").status == 200);
  }
  CHECK(json_of(door.ask("GET", "/api/v1/campaigns")).at("items").as_array().empty());
  CHECK(json_of(door.ask("GET", "/api/v1/campaigns", "clerk-K01")).at("items").as_array().size() ==
        1);
  CHECK(door.router.topic_of(door.request("GET", door.campaign("/events"))) == "");
}

}  // namespace
}  // namespace zhantu::http

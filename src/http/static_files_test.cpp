#include "http/static_files.hpp"

#include <doctest/doctest.h>

#include "base/embedded.hpp"
#include "door_fixture.hpp"

namespace zhantu::http {
namespace {

using test::body_of;
using test::Door;
using test::header_of;

// The client is embedded where it was built before; what needs its files is checked there only.
bool client_is_built() {
  if (find_embedded("web/index.html") != nullptr) return true;
  WARN_MESSAGE(false, "web/dist is empty: the pages of the client are not checked");
  return false;
}

TEST_CASE("what is not there is not there: no file of the machine or of the binary leaks") {
  Door door;
  for (const char* path :
       {"/../etc/passwd.txt", "/assets/../../mechanisms/command-posts.toml", "/../demo/county.toml",
        "/mechanisms/command-posts.toml", "/migrations/0001_first_path.sql", "/api.yaml",
        "/assets/no-such.js", "/favicon.gone", "/wall/missing.css", "//etc/passwd.txt",
        "/..%2f..%2fetc/passwd.txt", "/.vite/none.json"}) {
    CAPTURE(path);
    const Response response = door.ask("GET", path);
    CHECK(response.status == 404);
    CHECK(body_of(response) == "not found\n");
  }
}

TEST_CASE("the local authority's root can be fetched, where there is one") {
  Door door;
  const Response root = door.ask("GET", "/ca.crt");
  CHECK(root.status == 200);
  CHECK(body_of(root).starts_with("-----BEGIN CERTIFICATE-----"));
  CHECK(header_of(root, "Content-Type") == "application/x-x509-ca-cert");
  Router other({.app = door.county.app(), .charts = door.charts});
  CHECK(other.handle(door.request("GET", "/ca.crt")).status == 404);
}

TEST_CASE("pages of the client have one strict policy and are never stale") {
  if (!client_is_built()) return;
  Door door;
  const Response page = door.ask("GET", "/index.html");
  REQUIRE(page.status == 200);
  CHECK(header_of(page, "Content-Type") == "text/html; charset=utf-8");
  CHECK(header_of(page, "Cache-Control") == "no-cache");
  const std::string policy = header_of(page, "Content-Security-Policy");
  for (const char* part : {"default-src 'self'", "script-src 'self'", "style-src 'self'",
                           "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"})
    CHECK(policy.find(part) != std::string::npos);
  CHECK(policy.find("unsafe") == std::string::npos);
  // Every route of the client is the same page; the wall has one of its own.
  for (const char* path : {"/", "/login", "/campaigns/1/projects", "/open/check"}) {
    CAPTURE(path);
    CHECK(body_of(door.ask("GET", path)) == find_embedded("web/index.html")->bytes);
  }
  for (const char* path : {"/wall", "/wall/1"})
    CHECK(body_of(door.ask("GET", path)) == find_embedded("web/wall.html")->bytes);
  for (const char* path : {"/m", "/m/"})
    CHECK(body_of(door.ask("GET", path)) == find_embedded("web/phone.html")->bytes);
  CHECK(body_of(door.ask("GET", "/mine")) == find_embedded("web/index.html")->bytes);
  CHECK(body_of(door.ask("GET", "/wallpaper")) == find_embedded("web/index.html")->bytes);
}

TEST_CASE("assets are kept for ever, answered by their tag and compressed for who can read it") {
  if (!client_is_built()) return;
  const auto files = embedded_files();
  const auto script = std::ranges::find_if(files, [](const EmbeddedFile& file) {
    return file.path.starts_with("web/assets/") && file.path.ends_with(".js") && !file.gzip.empty();
  });
  REQUIRE(script != files.end());
  const std::string path(script->path.substr(3));
  Door door;
  const auto get = [&](std::map<std::string, std::string> headers) {
    return door.ask("GET", path, "", "", std::move(headers));
  };
  const Response plain = get({});
  CHECK(body_of(plain) == script->bytes);
  CHECK(header_of(plain, "Content-Type") == "text/javascript; charset=utf-8");
  CHECK(header_of(plain, "Content-Encoding") == "");
  CHECK(header_of(plain, "Vary") == "Accept-Encoding");
  CHECK(header_of(plain, "Cache-Control") == "public, max-age=31536000, immutable");
  const Response zipped = get({{"accept-encoding", "br, gzip"}});
  CHECK(body_of(zipped) == script->gzip);
  CHECK(header_of(zipped, "Content-Encoding") == "gzip");
  CHECK(body_of(get({{"accept-encoding", "gzip;q=0"}})) == script->bytes);
  const Response same = get({{"if-none-match", header_of(plain, "ETag")}});
  CHECK(same.status == 304);
  CHECK(body_of(same).empty());
  CHECK(get({{"if-none-match", "\"other\""}}).status == 200);
}

}  // namespace
}  // namespace zhantu::http

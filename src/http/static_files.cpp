#include "http/static_files.hpp"

#include "base/embedded.hpp"
#include "http/gzip.hpp"

namespace zhantu::http {
namespace {

// No inline script, nothing from elsewhere. Style attributes are set through the DOM, which this
// allows.
constexpr const char* kPolicy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
    "'none'";

std::string_view media_type(std::string_view path) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".json", "application/json"},
      {".woff2", "font/woff2"},
      {".webmanifest", "application/manifest+json"},
      {".map", "application/json"},
      {".txt", "text/plain; charset=utf-8"}};
  for (const auto& [ending, type] : kTypes) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

const EmbeddedFile* file_for(std::string_view path) {
  if (const EmbeddedFile* file = find_embedded("web" + std::string(path))) return file;
  const std::string_view last = path.substr(path.rfind('/') + 1);
  if (last.find('.') != std::string_view::npos) return nullptr;  // a missing asset is missing
  const auto below = [&](std::string_view entry) {
    return path.starts_with(entry) && (path.size() == entry.size() || path[entry.size()] == '/');
  };
  return find_embedded(below("/wall") ? "web/wall.html"
                       : below("/m")  ? "web/phone.html"
                                      : "web/index.html");
}

Response not_here() {
  Response response;
  response.status = 404;
  response.body = "not found\n";
  return response.with("Content-Type", "text/plain; charset=utf-8");
}

}  // namespace

Response static_file(const Services& services, const Request& request) {
  Response response;
  if (request.path == "/ca.crt" && !services.root_pem.empty()) {
    response.body = services.root_pem;
    return response.with("Content-Type", "application/x-x509-ca-cert")
        .with("Content-Disposition", "attachment; filename=\"zhantu-ca.crt\"");
  }
  const EmbeddedFile* file = file_for(request.path);
  if (file == nullptr) return not_here();
  const std::string etag = fmt::format("\"{}\"", file->hash);
  response.with("ETag", etag)
      .with("Cache-Control", file->path.starts_with("web/assets/")
                                 ? "public, max-age=31536000, immutable"
                                 : "no-cache")
      .with("Content-Security-Policy", kPolicy);
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    return response;
  }
  response.with("Content-Type", std::string(media_type(file->path)));
  const bool zipped = !file->gzip.empty() && accepts_gzip(request.header("accept-encoding"));
  if (!file->gzip.empty()) response.with("Vary", "Accept-Encoding");
  if (zipped) response.with("Content-Encoding", "gzip");
  response.body = zipped ? file->gzip : file->bytes;
  return response;
}

}  // namespace zhantu::http

#include "http/answer.hpp"

#include <openssl/rand.h>

#include <atomic>
#include <mutex>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "http/gzip.hpp"

namespace zhantu::http {
namespace {

constexpr std::size_t kCompressBytesMin = 1024;

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

const std::string* header_of(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (same_name(key, name)) return &value;
  }
  return nullptr;
}

bool is_owned_by_transport(std::string_view name) {
  for (const std::string_view owned : {"Date", "Content-Length", "Connection",
                                       "Transfer-Encoding", "Keep-Alive", "X-Request-Id"}) {
    if (same_name(name, owned)) return true;
  }
  return false;
}

bool is_token(std::string_view name) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_one_line(std::string_view value) {
  return value.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 206: return "Partial Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 423: return "Locked";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    default: return "Status";
  }
}

bool is_worth_packing(const Response& response) {
  if (response.events || !has_body(response.status)) return false;
  const std::string* type = header_of(response, "Content-Type");
  return body_of(response).size() > kCompressBytesMin && type != nullptr &&
         is_compressible(*type) && header_of(response, "Content-Encoding") == nullptr;
}

using SharedBytes = std::shared_ptr<const std::string>;

// The compressed form of bytes that many responses share, made once: whoever comes while it is
// being made waits for it.
class Packings {
 public:
  SharedBytes get(const SharedBytes& plain) {
    std::shared_ptr<Slot> slot;
    {
      const std::scoped_lock lock(mutex_);
      for (const auto& known : slots_) {
        if (known->plain == plain) slot = known;
      }
      if (!slot) {
        slot = std::make_shared<Slot>();
        slot->plain = plain;
        slots_[next_++ % slots_.size()] = slot;
      }
    }
    std::call_once(slot->once, [&] {
      slot->packed = std::make_shared<const std::string>(gzip(*plain));
      slot->done = true;
    });
    return slot->packed;
  }
  bool has(const SharedBytes& plain) const {
    const std::scoped_lock lock(mutex_);
    return std::ranges::any_of(
        slots_, [&](const auto& slot) { return slot->plain == plain && slot->done; });
  }

 private:
  struct Slot {
    SharedBytes plain;
    SharedBytes packed;
    std::once_flag once;
    std::atomic<bool> done = false;
  };

  mutable std::mutex mutex_;
  std::array<std::shared_ptr<Slot>, 16> slots_ = empty_slots();
  std::size_t next_ = 0;

  static std::array<std::shared_ptr<Slot>, 16> empty_slots() {
    std::array<std::shared_ptr<Slot>, 16> slots;
    for (auto& slot : slots) slot = std::make_shared<Slot>();
    return slots;
  }
};

// The head's Date, written once a second.
std::string_view http_date_now() {
  thread_local std::time_t second = -1;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != second) {
    text = http_date(now);
    second = now;
  }
  return text;
}

Packings& packings() {
  static Packings instance;
  return instance;
}

}  // namespace

Response transport_problem(int status, std::string_view word, std::string_view detail,
                           const std::string& request_id) {
  Response response;
  response.status = status;
  response.with("Content-Type", "application/problem+json").with("Cache-Control", "no-store");
  // Nothing from outside stands in these fields, so nothing needs escaping.
  response.body = fmt::format(
      R"({{"type":"urn:zhantu:problem:{0}","title":"{0}","status":{1},"word":"{0}",)"
      R"("detail":"{2}","request_id":"{3}"}})",
      word, status, detail, request_id);
  return response;
}

void compress(Response& response, std::string_view accept_encoding) {
  if (!is_worth_packing(response)) return;
  const std::string* vary = header_of(response, "Vary");
  if (vary == nullptr || vary->find("Accept-Encoding") == std::string::npos) {
    response.with("Vary", "Accept-Encoding");
  }
  if (!accepts_gzip(accept_encoding)) return;
  const std::size_t plain_bytes = body_of(response).size();
  if (response.shared_body) {
    const SharedBytes packed = packings().get(response.shared_body);
    if (packed->size() >= plain_bytes) return;
    response.shared_body = packed;
  } else {
    std::string packed = gzip(response.body);
    if (packed.size() >= plain_bytes) return;
    response.body = std::move(packed);
  }
  response.with("Content-Encoding", "gzip");
}

bool is_compressed_at_hand(const Response& response, std::string_view accept_encoding) {
  if (!is_worth_packing(response) || !accepts_gzip(accept_encoding)) return true;
  return response.shared_body && packings().has(response.shared_body);
}

void make_event_headers(Response& response) {
  std::erase_if(response.headers, [](const auto& header) {
    return same_name(header.first, "Content-Type") || same_name(header.first, "Cache-Control");
  });
  response.with("Content-Type", "text/event-stream")
      .with("Cache-Control", "no-store")
      .with("X-Accel-Buffering", "no");
}

std::string response_head(const Response& response, const HeadOptions& options) {
  ZT_CHECK(response.status >= 200 && response.status <= 599);
  std::string head;
  head.reserve(512);
  auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
  for (const auto& [name, value] : response.headers) {
    if (is_owned_by_transport(name)) continue;
    ZT_CHECK(is_token(name) && is_one_line(value));
    fmt::format_to(out, "{}: {}\r\n", name, value);
  }
  fmt::format_to(out, "Date: {}\r\nX-Request-Id: {}\r\n", http_date_now(), options.request_id);
  if (has_body(response.status) && !response.events) {
    fmt::format_to(out, "Content-Length: {}\r\n", body_of(response).size());
  }
  if (!options.keep_alive) {
    head += "Connection: close\r\n";
  } else if (options.http_1_0) {
    head += "Connection: keep-alive\r\n";
  }
  head += "\r\n";
  return head;
}

bool has_body(int status) { return status >= 200 && status != 204 && status != 304; }

std::string_view body_of(const Response& response) {
  return response.shared_body ? std::string_view(*response.shared_body)
                              : std::string_view(response.body);
}

std::string http_date(std::time_t at) {
  static constexpr std::string_view kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::string_view kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  std::tm t{};
  gmtime_r(&at, &t);
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
                     kDays[static_cast<std::size_t>(t.tm_wday)], t.tm_mday,
                     kMonths[static_cast<std::size_t>(t.tm_mon)], t.tm_year + 1900, t.tm_hour,
                     t.tm_min, t.tm_sec);
}

std::string random_request_id() {
  constexpr std::size_t kBytes = 16;
  // Asking for many at a time: the generator's lock and set-up cost more than the bytes.
  thread_local std::array<std::uint8_t, 256 * kBytes> pool;
  thread_local std::size_t used = pool.size();
  if (used == pool.size()) {
    ZT_CHECK(RAND_bytes(pool.data(), static_cast<int>(pool.size())) == 1);
    used = 0;
  }
  const std::span<const std::uint8_t> bytes(pool.data() + used, kBytes);
  used += kBytes;
  return hex(bytes);
}

}  // namespace zhantu::http

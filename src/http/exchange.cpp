#include "http/exchange.hpp"

#include <spdlog/spdlog.h>

#include "base/check.hpp"
#include "http/answer.hpp"
#include "http/uri.hpp"

namespace zhantu::http {
namespace {

const Refusal kBadFormat{400, "bad_request", "请求不符合 HTTP 格式。"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

bool is_plain_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '.' || c == '-' || c == ':' || c == '[' || c == ']';
  });
}

Refusal to_https(const Exchange& exchange) {
  const std::string_view host = exchange.request.header("host");
  Refusal refusal{308, "https_required", "此端口只接受 HTTPS，请用 https:// 访问。"};
  if (is_plain_host(host) && exchange.target.starts_with('/')) {
    refusal.header = {"Location", fmt::format("https://{}{}", host, exchange.target)};
  } else {
    refusal.status = 400;
  }
  return refusal;
}

void log_failure(const Request& request, const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const std::exception& known) {
    spdlog::error("request {} {} {} failed: {}", request.id, request.method, request.path,
                  known.what());
  } catch (...) {
    spdlog::error("request {} {} {} failed", request.id, request.method, request.path);
  }
}

Response call_handler(Service& service, const Request& request, std::function<void()> wake,
                      std::shared_ptr<Subscription>& subscription) {
  std::string topic = service.topic_of ? service.topic_of(request) : std::string();
  if (!topic.empty()) subscription = service.hub.subscribe(std::move(topic), std::move(wake));
  Response response = service.handler(request);
  if (response.events) {
    ZT_CHECK(subscription != nullptr && subscription->topic() == response.events->topic);
    ZT_CHECK(response.status == 200);
    make_event_headers(response);
  } else {
    subscription = nullptr;
    compress(response, request.header("accept-encoding"));
  }
  return response;
}

}  // namespace

bool BodyLease::grow_to(std::size_t bytes) {
  const std::size_t more = bytes - held_;
  held_ = bytes;
  return (service_.bodies_bytes += more) <= service_.options.bodies_bytes_max;
}

bool add_header(Request& request, std::string_view name, std::string_view value) {
  std::string key = lower(name);
  if (key == "x-request-id") return true;
  const std::string_view separator = key == "cookie" ? "; " : ", ";
  const bool unique = key == "host";
  const auto [known, added] = request.headers.try_emplace(std::move(key), value);
  if (added) return true;
  known->second += separator;
  known->second += value;
  return !unique;
}

std::optional<Refusal> check_head(Exchange& exchange, std::size_t target_bytes_max) {
  Request& request = exchange.request;
  if (exchange.target.size() > target_bytes_max) {
    return Refusal{414, "uri_too_long", "请求地址过长。"};
  }
  if (!exchange.http_1_0 && request.header("host").empty()) return kBadFormat;
  const std::string_view coding = request.header("transfer-encoding");
  if (!coding.empty() && (exchange.http_1_0 || lower(coding) != "chunked")) return kBadFormat;
  auto target = parse_target(exchange.target);
  if (!target || request.method == "CONNECT") {
    return Refusal{400, "bad_request", "请求地址无效。"};
  }
  request.path = std::move(target->path);
  request.query = std::move(target->query);
  request.cookies = parse_cookies(request.header("cookie"));
  if (exchange.insecure) return to_https(exchange);
  if (exchange.surplus) {
    return Refusal{503, "too_many_connections", "服务器连接数已满，请稍后再试。",
                   {"Retry-After", "5"}};
  }
  const std::string_view expect = request.header("expect");
  if (!expect.empty() && lower(expect) != "100-continue") {
    return Refusal{417, "expectation_failed", "服务器不支持该 Expect 要求。"};
  }
  return std::nullopt;
}

Answer answer_to(const Refusal& refusal, const Exchange& exchange) {
  const std::string& id = exchange.request.id;
  Answer answer;
  answer.response = transport_problem(refusal.status, refusal.word, refusal.detail, id);
  if (!refusal.header.first.empty()) {
    answer.response.with(refusal.header.first, refusal.header.second);
  }
  answer.head = response_head(answer.response, {id, false, exchange.http_1_0});
  spdlog::debug("{} from {} refused: {}", id, exchange.request.peer, refusal.word);
  return answer;
}

std::optional<Answer> answer_at_hand(Service& service, const Exchange& exchange) noexcept {
  if (!service.at_hand) return std::nullopt;
  const Request& request = exchange.request;
  try {
    auto response = service.at_hand(request);
    if (!response) return std::nullopt;
    const std::string_view encodings = request.header("accept-encoding");
    if (!is_compressed_at_hand(*response, encodings)) return std::nullopt;
    compress(*response, encodings);
    Answer answer;
    answer.response = std::move(*response);
    answer.keep_alive = exchange.keep_alive && !service.stopping.load();
    answer.head =
        response_head(answer.response, {request.id, answer.keep_alive, exchange.http_1_0});
    return answer;
  } catch (...) {
    log_failure(request, std::current_exception());
    return std::nullopt;
  }
}

Answer answer_by_handler(Service& service, const Exchange& exchange,
                         std::function<void()> wake) noexcept {
  const Request& request = exchange.request;
  Answer answer;
  try {
    answer.response = call_handler(service, request, std::move(wake), answer.subscription);
    answer.keep_alive =
        exchange.keep_alive && !answer.response.events && !service.stopping.load();
    answer.head =
        response_head(answer.response, {request.id, answer.keep_alive, exchange.http_1_0});
  } catch (...) {
    log_failure(request, std::current_exception());
    answer = answer_to({500, "internal_error", "服务器内部错误，请把请求编号告诉管理员。"},
                       exchange);
  }
  spdlog::debug("{} {} {} -> {}", request.id, request.method, request.path,
                answer.response.status);
  return answer;
}

}  // namespace zhantu::http

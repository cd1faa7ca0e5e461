#include "cli/api_client.hpp"

#include "cli/cli.hpp"

#include <curl/curl.h>

#include <filesystem>
#include <mutex>

#include "base/check.hpp"
#include "base/text.hpp"

namespace zhantu::cli {
namespace {

struct Free {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, Free>;
using Lines = std::unique_ptr<curl_slist, Free>;

// What the callbacks of one request write to.
struct Transfer {
  const ApiClientOptions& options;
  ApiResponse response = {};
  bool too_large = false;
};

template <class T>
void set(CURL* handle, CURLoption option, T value) {
  ZT_CHECK(curl_easy_setopt(handle, option, value) == CURLE_OK);
}

std::size_t take_body(char* data, std::size_t, std::size_t size, void* to) {
  auto& transfer = *static_cast<Transfer*>(to);
  if (transfer.response.body.size() + size > transfer.options.answer_bytes_max) {
    transfer.too_large = true;
    return 0;
  }
  transfer.response.body.append(data, size);
  return size;
}

std::size_t take_header(char* data, std::size_t, std::size_t size, void* to) {
  auto& headers = static_cast<Transfer*>(to)->response.headers;
  const std::string_view line(data, size);
  // A status line begins a new head: what an interim answer (100) said does not count.
  if (line.starts_with("HTTP/")) headers.clear();
  const std::size_t colon = line.find(':');
  if (line.starts_with("HTTP/") || colon == std::string_view::npos) return size;
  std::string name(line.substr(0, colon));
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  const std::string_view value = trimmed(line.substr(colon + 1));
  const auto [known, added] = headers.try_emplace(std::move(name), value);
  if (!added) known->second += ", " + std::string(value);
  return size;
}

int report(void* to, curl_off_t to_receive, curl_off_t received, curl_off_t to_send,
           curl_off_t sent) {
  const auto count = [](curl_off_t value) { return static_cast<std::uint64_t>(value); };
  const auto& progress = static_cast<Transfer*>(to)->options.progress;
  return progress({count(sent), count(to_send), count(received), count(to_receive)}) ? 0 : 1;
}

bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

void add_line(Lines& lines, const std::string& name, const std::string& value) {
  ZT_CHECK(is_one_line(name) && is_one_line(value));
  // "Name;" is how libcurl is told to send a header without a value.
  const std::string line = value.empty() ? name + ";" : name + ": " + value;
  curl_slist* longer = curl_slist_append(lines.get(), line.c_str());
  ZT_CHECK(longer != nullptr);
  static_cast<void>(lines.release());
  lines.reset(longer);
}

[[noreturn]] void give_up(std::string word, const std::string& sentence) {
  throw ApiUnreachable(std::move(word), sentence);
}

[[noreturn]] void explain(CURLcode code, const char* detail, const ApiClientOptions& options) {
  const std::string& url = options.base_url;
  const std::string why = *detail != '\0' ? detail : curl_easy_strerror(code);
  switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      give_up("bad_address",
              fmt::format(
                  fmt::runtime(say("服务器地址“{}”无效，应形如 https://主机:端口。",
                                   "\"{}\" is no address of a server; write https://host:port.")),
                  url));
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      give_up(
          "cannot_resolve",
          fmt::format(fmt::runtime(say("找不到服务器 {}，请检查域名和网络（{}）。",
                                       "cannot find the server {}; check name and network ({}).")),
                      url, why));
    case CURLE_COULDNT_CONNECT:
      give_up(
          "cannot_connect",
          fmt::format(fmt::runtime(say(
                          "无法连接 {}，请确认服务已启动、端口正确（{}）。",
                          "cannot connect to {}; is the server running and the port right? ({})")),
                      url, why));
    case CURLE_PEER_FAILED_VERIFICATION:
      give_up(
          "certificate_not_trusted",
          fmt::format(fmt::runtime(say(
                          "{} 的证书不受信任，请指定正确的根证书文件，并用证书中的名称访问（{}）。",
                          "the certificate of {} is not trusted; give its root with --ca and use a "
                          "name that it carries ({}).")),
                      url, why));
    case CURLE_SSL_CACERT_BADFILE:
      give_up("root_certificate_unreadable",
              fmt::format(fmt::runtime(say("根证书文件 {} 无法读取。",
                                           "cannot read the root certificate {}.")),
                          options.root_certificate_file));
    case CURLE_SSL_CONNECT_ERROR:
      give_up("tls_failed",
              fmt::format(
                  fmt::runtime(say("与 {} 建立加密连接失败，对方可能不是 HTTPS 服务（{}）。",
                                   "no encrypted connection to {}; it may not speak HTTPS ({}).")),
                  url, why));
    case CURLE_OPERATION_TIMEDOUT:
      give_up("timed_out", fmt::format(fmt::runtime(say("{} 在规定时间内没有回应（{}）。",
                                                        "{} did not answer in time ({}).")),
                                       url, why));
    case CURLE_ABORTED_BY_CALLBACK: give_up("cancelled", say("操作已取消。", "cancelled."));
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_PARTIAL_FILE:
      give_up("connection_lost",
              fmt::format(fmt::runtime(say("与 {} 的连接中断，请求可能已执行，也可能没有（{}）。",
                                           "the connection to {} was lost; the request may or may "
                                           "not have been carried out ({}).")),
                          url, why));
    default:
      give_up(
          "request_failed",
          fmt::format(fmt::runtime(say("请求 {} 失败（{}）。", "the request to {} failed ({}).")),
                      url, why));
  }
}

}  // namespace

struct ApiClient::State {
  ApiClientOptions options;
  Handle handle;
};

std::string_view ApiResponse::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view{} : std::string_view{found->second};
}

ApiClient::ApiClient(ApiClientOptions options) {
  static std::once_flag once;
  std::call_once(once, [] { ZT_CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK); });
  while (options.base_url.ends_with('/')) options.base_url.pop_back();
  if (!options.base_url.starts_with("https://") && !options.base_url.starts_with("http://")) {
    explain(CURLE_URL_MALFORMAT, "", options);
  }
  if (!options.root_certificate_file.empty() &&
      !std::filesystem::exists(options.root_certificate_file)) {
    explain(CURLE_SSL_CACERT_BADFILE, "", options);
  }
  state_ = std::make_unique<State>(State{std::move(options), Handle(curl_easy_init())});
  ZT_CHECK(state_->handle != nullptr);
}

ApiClient::~ApiClient() = default;
ApiClient::ApiClient(ApiClient&&) noexcept = default;
ApiClient& ApiClient::operator=(ApiClient&&) noexcept = default;

ApiResponse ApiClient::request(const std::string& method, const std::string& path,
                               std::string_view body, const std::string& content_type,
                               const std::map<std::string, std::string>& headers) {
  const ApiClientOptions& options = state_->options;
  ZT_CHECK(path.starts_with('/') && is_one_line(path) && is_one_line(method));
  CURL* handle = state_->handle.get();
  curl_easy_reset(handle);  // the connection stays
  Transfer transfer{options};
  std::array<char, CURL_ERROR_SIZE> detail{};
  set(handle, CURLOPT_ERRORBUFFER, detail.data());
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_URL, (options.base_url + path).c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_PATH_AS_IS, 1L);
  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!options.root_certificate_file.empty()) {
    set(handle, CURLOPT_CAINFO, options.root_certificate_file.c_str());
    set(handle, CURLOPT_CAPATH, static_cast<const char*>(nullptr));
  }
  set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_seconds));
  set(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.silence_seconds));
  set(handle, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
  set(handle, CURLOPT_ACCEPT_ENCODING, "");
  set(handle, CURLOPT_USERAGENT, "zhantu");
  set(handle, CURLOPT_WRITEFUNCTION, &take_body);
  set(handle, CURLOPT_WRITEDATA, &transfer);
  set(handle, CURLOPT_HEADERFUNCTION, &take_header);
  set(handle, CURLOPT_HEADERDATA, &transfer);
  if (options.progress) {
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &report);
    set(handle, CURLOPT_XFERINFODATA, &transfer);
  }
  Lines lines;
  if (!options.token.empty()) add_line(lines, "Authorization", "Bearer " + options.token);
  if (!content_type.empty()) add_line(lines, "Content-Type", content_type);
  for (const auto& [name, value] : headers) add_line(lines, name, value);
  if (method == "HEAD") {
    set(handle, CURLOPT_NOBODY, 1L);
  } else if (!body.empty() || method == "POST" || method == "PUT" || method == "PATCH") {
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    set(handle, CURLOPT_POSTFIELDS, body.data() ? body.data() : "");
    if (content_type.empty()) add_line(lines, "Content-Type", "application/octet-stream");
  }
  set(handle, CURLOPT_CUSTOMREQUEST, method.c_str());
  set(handle, CURLOPT_HTTPHEADER, lines.get());
  const CURLcode code = curl_easy_perform(handle);
  // Reads nothing of this call any more: its buffers end with it.
  set(handle, CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
  if (transfer.too_large) {
    give_up("answer_too_large",
            fmt::format(fmt::runtime(say("{} 的回答超过允许的大小。",
                                         "the answer of {} is larger than allowed.")),
                        options.base_url));
  }
  if (code != CURLE_OK) explain(code, detail.data(), options);
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  transfer.response.status = static_cast<int>(status);
  return std::move(transfer.response);
}

}  // namespace zhantu::cli

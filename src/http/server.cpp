#include "http/server.hpp"

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <mutex>
#include <thread>
#include <unordered_set>

// The thread sanitizer knows no fences; the locks of the queues order the same things.
#ifdef __SANITIZE_THREAD__
#define BOOST_ASIO_DISABLE_FENCED_BLOCK 1
#endif
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <spdlog/spdlog.h>

#include "base/check.hpp"
#include "http/answer.hpp"
#include "http/channel.hpp"
#include "http/exchange.hpp"

// g++ 12 takes the frame allocator of awaitables for a mismatch when it inlines one half of it.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace zhantu::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;
using std::chrono::seconds;

// The executor by its type, not type-erased: smaller coroutine frames, no reference counts.
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<Clock, asio::wait_traits<Clock>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> kAwait{};
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr std::size_t kReadBytes = 16 << 10;
constexpr std::size_t kJoinBytesMax = 16 << 10;  // head and body up to this go out as one record
constexpr std::size_t kDrainBytesMax = 1 << 20;  // of a refused upload: its sender shall read why
constexpr std::size_t kSurplusConnections = 64;  // accepted above the cap, only to be told so
constexpr std::size_t kBytesPerSecondMin = 2048;
constexpr auto kSweepEvery = std::chrono::milliseconds(250);
constexpr auto kStopLimit = seconds(5);
constexpr auto kFarewell = seconds(2);
constexpr char kTlsHandshake = 0x16;

// A channel with waiting and deadlines. All calls on the lane's thread.
class Wire {
 public:
  explicit Wire(Socket socket)
      : socket_(std::move(socket)), channel_(static_cast<int>(socket_.native_handle())) {}

  bool secure() const { return channel_.secure(); }
  bool timed_out() const { return timed_out_; }
  std::string peer() const;
  void set_options(int user_timeout_seconds);

  // Operations in flight fail once the deadline has passed and sweep() was called.
  void expire_after(Clock::duration time) { deadline_ = Clock::now() + time, timed_out_ = false; }
  void expire_by_rate(Clock::time_point start, int idle_seconds, std::size_t bytes) {
    deadline_ = start + seconds(idle_seconds) + seconds(bytes / kBytesPerSecondMin);
  }
  void never_expire() { deadline_ = Clock::time_point::max(); }
  void sweep(Clock::time_point now);
  void cancel();
  void abort();

  Task<char> peek();  // the first byte, left in place; 0 at the end
  Task<bool> handshake(TlsContext context);
  Task<bool> readable();
  Task<std::size_t> read_some(char* data, std::size_t size);  // 0: end, failure or deadline
  Task<bool> write_all(std::string_view bytes, int idle_seconds);
  Task<void> shut_down(Clock::duration limit);

 private:
  using Want = Channel::Want;
  Task<bool> ready(Want want);

  Socket socket_;
  Channel channel_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool timed_out_ = false;
};

std::string Wire::peer() const {
  error_code ec;
  const auto endpoint = socket_.remote_endpoint(ec);
  if (ec) return "";
  const auto address = endpoint.address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
  }
  return address.to_string();
}

void Wire::set_options(int user_timeout_seconds) {
  error_code ec;
  socket_.native_non_blocking(true, ec);
  channel_.set_options(user_timeout_seconds);
}

void Wire::sweep(Clock::time_point now) {
  if (now < deadline_) return;
  timed_out_ = true;
  cancel();
}

void Wire::cancel() {
  error_code ec;
  socket_.cancel(ec);
}

void Wire::abort() {
  channel_.set_broken();
  error_code ec;
  socket_.close(ec);
}

Task<char> Wire::peek() {
  for (;;) {
    char first = 0;
    const Channel::Step step = channel_.peek(first);
    if (step.bytes == 1 || step.want == Want::nothing) co_return first;
    const bool more = co_await ready(step.want);
    if (!more) co_return '\0';
  }
}

Task<bool> Wire::handshake(TlsContext context) {
  if (!channel_.start_tls(std::move(context))) co_return false;
  for (;;) {
    const Channel::Step step = channel_.handshake();
    if (step.bytes == 1 || step.want == Want::nothing) co_return step.bytes == 1;
    const bool more = co_await ready(step.want);
    if (more) continue;
    channel_.set_broken();
    co_return false;
  }
}

Task<bool> Wire::readable() {
  if (channel_.has_pending()) co_return true;
  const bool more = co_await ready(Want::read);
  co_return more;
}

Task<std::size_t> Wire::read_some(char* data, std::size_t size) {
  for (;;) {
    if (!socket_.is_open()) co_return 0;
    const Channel::Step step = channel_.read(data, size);
    if (step.bytes > 0 || step.want == Want::nothing) co_return step.bytes;
    const bool more = co_await ready(step.want);
    if (!more) co_return 0;
  }
}

Task<bool> Wire::write_all(std::string_view bytes, int idle_seconds) {
  const auto start = Clock::now();
  std::size_t written = 0;
  while (!bytes.empty()) {
    if (!socket_.is_open()) co_return false;
    const Channel::Step step = channel_.write(bytes);
    bytes.remove_prefix(step.bytes);
    written += step.bytes;
    if (step.bytes > 0) continue;
    if (step.want == Want::nothing) co_return false;
    expire_by_rate(start, idle_seconds, written);
    const bool more = co_await ready(step.want);
    if (more) continue;
    channel_.set_broken();
    co_return false;
  }
  co_return true;
}

// Says goodbye, then reads what is still on its way for a while: closing a socket with unread
// bytes resets it, and the client would lose an answer that it has not read yet.
Task<void> Wire::shut_down(Clock::duration limit) {
  expire_after(limit);
  if (!channel_.broken()) channel_.say_goodbye();
  std::array<char, 4096> scratch;
  std::size_t drained = 0;
  while (!channel_.broken() && drained < kDrainBytesMax) {
    const Channel::Step step = channel_.read_raw(scratch.data(), scratch.size());
    drained += step.bytes;
    if (step.bytes > 0) continue;
    if (step.want == Want::nothing) break;
    const bool more = co_await ready(step.want);
    if (!more) break;
  }
  abort();
}

Task<bool> Wire::ready(Want want) {
  if (timed_out_ || !socket_.is_open()) co_return false;
  error_code ec;
  co_await socket_.async_wait(want == Want::read ? Socket::wait_read : Socket::wait_write,
                              asio::redirect_error(kAwait, ec));
  co_return !ec && !timed_out_;
}

class Connection;

// One thread with its own connections: nothing in a connection needs a lock.
struct Lane {
  explicit Lane(asio::thread_pool& pool) : workers(pool) {}

  asio::thread_pool& workers;
  asio::io_context context{1};
  asio::executor_work_guard<Executor> work = asio::make_work_guard(context);
  std::unordered_set<Connection*> connections;  // on the lane's thread only
  std::thread thread;
};

// What all connections share, with what belongs to sockets.
struct Core : Service {
  using Service::Service;

  mutable std::mutex mutex;
  std::condition_variable connection_ended;
  std::size_t connections = 0;
  TlsContext tls;

  TlsContext tls_now() const {
    const std::scoped_lock lock(mutex);
    return tls;
  }
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Core& core, Lane& lane, Socket socket, bool surplus)
      : core_(core), lane_(lane), wire_(std::move(socket)), surplus_(surplus) {}

  static Task<void> run(std::shared_ptr<Connection> self);
  void sweep(Clock::time_point now) { wire_.sweep(now); }
  void stop();
  void abort();
  void unlist() { lane_.connections.erase(this); }

 private:
  // Only `reading` and `busy` are worth waiting for when the server stops.
  enum class State { opening, idle, reading, busy, streaming, closing };

  Task<bool> open();
  Task<bool> serve_one();
  Task<Refusal> read(Exchange& exchange, bool& refused);
  Task<Refusal> read_body(Exchange& exchange, Parser& parser, bool& refused);
  Task<error_code> step(Parser& parser);
  Refusal refusal_of(const error_code& ec, const Parser& parser) const;
  std::optional<Refusal> accept_head(Exchange& exchange, const Parser& parser) const;

  Task<Answer> handle(const Exchange& exchange);
  Answer make_answer(const Exchange& exchange);
  Task<bool> send(const Answer& answer, const Exchange& exchange);

  Task<void> stream(std::unique_ptr<Answer> answer);
  Task<void> watch(std::shared_ptr<Connection> self);
  void on_wake();

  Core& core_;
  Lane& lane_;
  Wire wire_;
  const bool surplus_;
  State state_ = State::opening;
  bool insecure_ = false;  // speaks plain http to the TLS port
  bool gone_ = false;
  beast::flat_buffer buffer_;
  std::shared_ptr<Subscription> subscription_;
  std::unique_ptr<Answer> stream_;  // that is to begin
  std::optional<Timer> bell_;  // of a stream: rings for new frames and for heartbeats
};

Task<void> Connection::run(std::shared_ptr<Connection> self) {
  Connection& c = *self;
  c.lane_.connections.insert(self.get());
  c.wire_.set_options(c.core_.options.idle_seconds);
  bool more = false;
  if (!c.core_.stopping) more = co_await c.open();
  while (more) more = co_await c.serve_one();
  if (c.stream_) co_await c.stream(std::move(c.stream_));
  c.state_ = State::closing;
  c.buffer_ = {};
  co_await c.wire_.shut_down(kFarewell);
}

void Connection::stop() {
  if (state_ == State::reading || state_ == State::busy) return;
  if (bell_) bell_->cancel();
  wire_.cancel();
}

void Connection::abort() {
  if (bell_) bell_->cancel();
  wire_.abort();
}

Task<bool> Connection::open() {
  if (core_.options.plain_http) co_return true;
  wire_.expire_after(seconds(core_.options.header_seconds));
  const char first = co_await wire_.peek();
  if (first == kTlsHandshake) {
    const bool shaken = co_await wire_.handshake(core_.tls_now());
    co_return shaken;
  }
  insecure_ = true;
  co_return first >= 'A' && first <= 'Z';
}

Task<bool> Connection::serve_one() {
  const bool first = state_ == State::opening;
  const ServerOptions& options = core_.options;
  wire_.expire_after(seconds(first ? options.header_seconds : options.idle_seconds));
  state_ = State::idle;
  if (buffer_.size() == 0) {
    buffer_ = {};
    const bool more = co_await wire_.readable();
    if (!more) co_return false;
  }
  if (core_.stopping) co_return false;
  state_ = State::reading;
  Exchange exchange(core_);
  exchange.request.id = random_request_id();
  exchange.request.peer = wire_.peer();
  exchange.request.tls = wire_.secure();
  exchange.insecure = insecure_;
  exchange.surplus = surplus_;
  bool refused = false;
  const Refusal refusal = co_await read(exchange, refused);
  state_ = State::busy;
  if (refused && refusal.status == 0) co_return false;
  if (refused) {
    const Answer answer = answer_to(refusal, exchange);
    wire_.expire_after(kFarewell);
    co_await send(answer, exchange);
    co_return false;
  }
  wire_.never_expire();
  Answer answer = co_await handle(exchange);
  if (answer.response.events && !exchange.head_only) {
    // Not from here: the request's memory would be held as long as the stream lives.
    stream_ = std::make_unique<Answer>(std::move(answer));
    co_return false;
  }
  const bool sent = co_await send(answer, exchange);
  co_return sent && answer.keep_alive;
}

Task<Refusal> Connection::read(Exchange& exchange, bool& refused) {
  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(core_.options.header_bytes_max));
  parser.body_limit(core_.options.body_bytes_max);
  parser.eager(false);
  wire_.expire_after(seconds(core_.options.header_seconds));
  refused = true;
  while (!parser.is_header_done()) {
    const error_code ec = co_await step(parser);
    if (ec) co_return refusal_of(ec, parser);
  }
  if (const auto refusal = accept_head(exchange, parser)) co_return *refusal;
  if (!parser.is_done()) {
    const Refusal refusal = co_await read_body(exchange, parser, refused);
    co_return refusal;
  }
  refused = false;
  co_return Refusal{};
}

Task<Refusal> Connection::read_body(Exchange& exchange, Parser& parser, bool& refused) {
  if (!exchange.request.header("expect").empty() && !exchange.http_1_0) {
    const bool sent =
        co_await wire_.write_all("HTTP/1.1 100 Continue\r\n\r\n", core_.options.idle_seconds);
    if (!sent) co_return Refusal{};
  }
  const auto start = Clock::now();
  while (!parser.is_done()) {
    const std::size_t received = parser.get().body().size();
    wire_.expire_by_rate(start, core_.options.idle_seconds, received);
    if (!exchange.lease.grow_to(received)) {
      co_return Refusal{503, "overloaded", "服务器正在处理过多的上传，请稍后再试。",
                        {"Retry-After", "10"}};
    }
    const error_code ec = co_await step(parser);
    if (ec) co_return refusal_of(ec, parser);
  }
  exchange.request.body = std::move(parser.get().body());
  refused = false;
  co_return Refusal{};
}

// Lets the parser take what is there, or waits for more bytes.
Task<error_code> Connection::step(Parser& parser) {
  error_code ec;
  if (buffer_.size() > 0) {
    buffer_.consume(parser.put(buffer_.data(), ec));
    if (ec != beast::http::error::need_more) co_return ec;
    ec = {};
  }
  if (buffer_.size() > core_.options.header_bytes_max + kReadBytes) {
    co_return make_error_code(beast::http::error::header_limit);
  }
  const auto space = buffer_.prepare(kReadBytes);
  const std::size_t got = co_await wire_.read_some(static_cast<char*>(space.data()), space.size());
  if (got == 0) co_return make_error_code(beast::http::error::end_of_stream);
  buffer_.commit(got);
  co_return ec;
}

Refusal Connection::refusal_of(const error_code& ec, const Parser& parser) const {
  using beast::http::error;
  if (ec == error::end_of_stream) {
    if (!wire_.timed_out()) return {};
    return {408, "request_timeout", "请求没有在规定时间内发送完毕。"};
  }
  if (ec == error::body_limit) return {413, "body_too_large", "请求内容超过服务器允许的大小。"};
  if (ec != error::header_limit) return {400, "bad_request", "请求不符合 HTTP 格式。"};
  // Before the first line is complete, nothing but the target can have been too long.
  if (parser.get().target().empty()) {
    return {414, "uri_too_long", "请求地址过长。"};
  }
  return {431, "header_too_large", "请求头超过服务器允许的大小。"};
}

std::optional<Refusal> Connection::accept_head(Exchange& exchange, const Parser& parser) const {
  const auto& message = parser.get();
  exchange.http_1_0 = message.version() == 10;
  exchange.keep_alive = message.keep_alive();
  exchange.head_only = message.method() == beast::http::verb::head;
  exchange.request.method = exchange.head_only ? "GET" : std::string(message.method_string());
  exchange.target = std::string(message.target());
  for (const auto& field : message) {
    if (!add_header(exchange.request, field.name_string(), field.value())) {
      return Refusal{400, "bad_request", "请求不符合 HTTP 格式。"};
    }
  }
  return check_head(exchange, core_.options.target_bytes_max);
}

Task<bool> Connection::send(const Answer& answer, const Exchange& exchange) {
  const int status = answer.response.status;
  const bool with_body = has_body(status) && !exchange.head_only && !answer.response.events;
  const std::string_view body = with_body ? body_of(answer.response) : std::string_view{};
  const int idle_seconds = core_.options.idle_seconds;
  if (answer.head.size() + body.size() <= kJoinBytesMax) {
    const std::string joined = answer.head + std::string(body);
    const bool sent = co_await wire_.write_all(joined, idle_seconds);
    co_return sent;
  }
  const bool headed = co_await wire_.write_all(answer.head, idle_seconds);
  if (!headed) co_return false;
  const bool sent = co_await wire_.write_all(body, idle_seconds);
  co_return sent;
}

// Runs the handler on a worker thread and comes back to the lane with the answer.
Task<Answer> Connection::handle(const Exchange& exchange) {
  auto start = [this, &exchange](auto done) {
    asio::post(lane_.workers, [this, &exchange, done = std::move(done)]() mutable {
      Answer answer = make_answer(exchange);
      asio::post(lane_.context,
                 [done = std::move(done), answer = std::move(answer)]() mutable {
                   std::move(done)(std::move(answer));
                 });
    });
  };
  return asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Answer)>(
      std::move(start), kAwait);
}

Answer Connection::make_answer(const Exchange& exchange) {
  // Called from publishers' threads: rings only, and only if the connection is still there.
  auto wake = [weak = weak_from_this(), &lane = lane_] {
    asio::post(lane.context, [weak] {
      if (const auto self = weak.lock()) self->on_wake();
    });
  };
  return answer_by_handler(core_, exchange, std::move(wake));
}

Task<void> Connection::stream(std::unique_ptr<Answer> answer) {
  const int idle_seconds = core_.options.idle_seconds;
  state_ = State::streaming;
  buffer_ = {};
  bell_.emplace(lane_.context);
  subscription_ = std::move(answer->subscription);
  asio::co_spawn(lane_.context, watch(shared_from_this()), asio::detached);
  bool sent = co_await wire_.write_all(answer->head, idle_seconds);
  if (sent) sent = co_await wire_.write_all(answer->response.events->replay, idle_seconds);
  answer = nullptr;
  while (sent && !gone_ && !core_.stopping && !subscription_->lagged()) {
    const std::vector<Frame> frames = subscription_->take();
    wire_.never_expire();
    if (frames.empty()) {
      error_code ec;
      bell_->expires_after(seconds(core_.options.heartbeat_seconds));
      co_await bell_->async_wait(asio::redirect_error(kAwait, ec));
      if (!ec) sent = co_await wire_.write_all(": alive\n\n", idle_seconds);
    } else if (frames.size() == 1) {
      sent = co_await wire_.write_all(*frames.front(), idle_seconds);
    } else {
      std::string joined;
      for (const Frame& frame : frames) joined += *frame;
      sent = co_await wire_.write_all(joined, idle_seconds);
    }
  }
  subscription_ = nullptr;
  state_ = State::closing;
  bell_.reset();
  wire_.cancel();
}

// Notices that the client left; what it sends on a stream means nothing.
Task<void> Connection::watch(std::shared_ptr<Connection> self) {
  std::array<char, 64> scratch;
  std::size_t got = 1;
  while (got > 0 && self->state_ == State::streaming) {
    got = co_await self->wire_.read_some(scratch.data(), scratch.size());
  }
  if (self->state_ != State::streaming) co_return;
  self->gone_ = true;
  if (self->bell_) self->bell_->cancel();
  self->wire_.cancel();
}

void Connection::on_wake() {
  if (bell_) bell_->cancel();
  // A client so slow that it is cut off has a write pending that would never end.
  if (subscription_ && subscription_->lagged()) wire_.abort();
}

class BeastServer final : public Server {
 public:
  BeastServer(ServerOptions options, Handler handler,
              std::function<std::string(const Request&)> topic_of);
  ~BeastServer() override;
  EventHub& events() override { return core_.hub; }
  unsigned short start() override;
  void replace_certificate(const std::string& certificate_pem,
                           const std::string& private_key_pem) override;
  std::size_t connections() const override;
  void stop() override;

 private:
  void listen();
  Task<void> accept_all();
  void admit(Lane& lane, Socket socket);
  static Task<void> sweep(Lane& lane, const Core& core);
  void on_every_lane(const std::function<void(Connection&)>& act);

  Core core_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::optional<Acceptor> acceptor_;
  asio::thread_pool workers_;
  bool started_ = false;
};

BeastServer::BeastServer(ServerOptions options, Handler handler,
                         std::function<std::string(const Request&)> topic_of)
    : core_(std::move(options), std::move(handler), std::move(topic_of)),
      workers_(static_cast<std::size_t>(core_.options.worker_threads)) {
  ZT_CHECK(core_.options.io_threads > 0 && core_.options.worker_threads > 0);
  ZT_CHECK(core_.options.heartbeat_seconds > 0 && core_.options.idle_seconds > 0);
  for (int i = 0; i < core_.options.io_threads; ++i) {
    lanes_.push_back(std::make_unique<Lane>(workers_));
  }
}

BeastServer::~BeastServer() {
  stop();
  workers_.stop();
  workers_.join();
  for (const auto& lane : lanes_) lane->context.stop();
  for (const auto& lane : lanes_) {
    if (lane->thread.joinable()) lane->thread.join();
  }
}

unsigned short BeastServer::start() {
  ZT_CHECK(!std::exchange(started_, true));
  const ServerOptions& options = core_.options;
  if (!options.plain_http) replace_certificate(options.certificate_pem, options.private_key_pem);
  listen();
  std::signal(SIGPIPE, SIG_IGN);
  rlimit files{};
  const rlim_t wanted = options.connections_max + kSurplusConnections + 256;
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_cur < wanted) {
    files.rlim_cur = std::min(wanted, files.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &files);
  }
  for (const auto& lane : lanes_) {
    asio::co_spawn(lane->context, sweep(*lane, core_), asio::detached);
    lane->thread = std::thread([&context = lane->context] { context.run(); });
  }
  asio::co_spawn(lanes_.front()->context, accept_all(), asio::detached);
  return acceptor_->local_endpoint().port();
}

void BeastServer::listen() {
  const ServerOptions& options = core_.options;
  error_code ec;
  const auto address = asio::ip::make_address(options.address, ec);
  if (ec) {
    throw std::runtime_error(fmt::format("监听地址 {} 不是有效的 IP 地址", options.address));
  }
  const tcp::endpoint endpoint(address, options.port);
  acceptor_.emplace(lanes_.front()->context);
  acceptor_->open(endpoint.protocol(), ec);
  if (!ec) acceptor_->set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec && address.is_v6()) acceptor_->set_option(asio::ip::v6_only(false), ec);
  if (!ec) acceptor_->bind(endpoint, ec);
  if (!ec) acceptor_->listen(1024, ec);
  if (!ec) return;
  std::string advice;
  if (ec == asio::error::address_in_use) advice = "，端口已被其他程序占用";
  if (ec == asio::error::access_denied) advice = "，没有权限（1024 以下的端口需要授权）";
  throw std::runtime_error(fmt::format("无法在 {} 的端口 {} 上监听{}：{}", options.address,
                                       options.port, advice, ec.message()));
}

void BeastServer::replace_certificate(const std::string& certificate_pem,
                                      const std::string& private_key_pem) {
  TlsContext made = make_tls_context(certificate_pem, private_key_pem);
  const std::scoped_lock lock(core_.mutex);
  core_.tls = std::move(made);
}

std::size_t BeastServer::connections() const {
  const std::scoped_lock lock(core_.mutex);
  return core_.connections;
}

Task<void> BeastServer::accept_all() {
  Timer pause(lanes_.front()->context);
  for (std::size_t turn = 0; acceptor_->is_open(); ++turn) {
    Lane& lane = *lanes_[turn % lanes_.size()];
    error_code ec;
    Socket socket =
        co_await acceptor_->async_accept(lane.context, asio::redirect_error(kAwait, ec));
    if (ec == asio::error::operation_aborted) co_return;
    if (!ec) {
      admit(lane, std::move(socket));
      continue;
    }
    // Out of file descriptors, mostly: trying again at once would only burn the processor.
    spdlog::warn("cannot accept a connection: {}", ec.message());
    pause.expires_after(std::chrono::milliseconds(100));
    co_await pause.async_wait(asio::redirect_error(kAwait, ec));
  }
}

void BeastServer::admit(Lane& lane, Socket socket) {
  const std::size_t cap = core_.options.connections_max;
  bool surplus = false;
  {
    const std::scoped_lock lock(core_.mutex);
    if (core_.connections >= cap + kSurplusConnections) return;
    surplus = core_.connections++ >= cap;
  }
  auto connection = std::make_shared<Connection>(core_, lane, std::move(socket), surplus);
  auto ended = [this, connection](const std::exception_ptr& failure) {
    if (failure) {
      connection->abort();
      spdlog::error("a connection ended by an exception");
    }
    connection->unlist();
    const std::scoped_lock lock(core_.mutex);
    --core_.connections;
    core_.connection_ended.notify_all();
  };
  asio::co_spawn(lane.context, Connection::run(connection), std::move(ended));
}

Task<void> BeastServer::sweep(Lane& lane, const Core& core) {
  Timer timer(lane.context);
  for (;;) {
    error_code ec;
    timer.expires_after(kSweepEvery);
    co_await timer.async_wait(asio::redirect_error(kAwait, ec));
    const auto now = Clock::now();
    for (Connection* connection : lane.connections) {
      if (core.stopping) connection->stop();
      connection->sweep(now);
    }
  }
}

void BeastServer::on_every_lane(const std::function<void(Connection&)>& act) {
  for (const auto& lane : lanes_) {
    asio::post(lane->context, [&lane = *lane, act] {
      for (Connection* connection : lane.connections) act(*connection);
    });
  }
}

void BeastServer::stop() {
  if (!started_ || core_.stopping.exchange(true)) return;
  asio::post(lanes_.front()->context, [this] {
    error_code ec;
    if (acceptor_) acceptor_->close(ec);
  });
  on_every_lane([](Connection& connection) { connection.stop(); });
  std::unique_lock lock(core_.mutex);
  const auto all_ended = [this] { return core_.connections == 0; };
  if (core_.connection_ended.wait_for(lock, kStopLimit, all_ended)) return;
  spdlog::warn("{} connections were still busy at the stop", core_.connections);
  lock.unlock();
  on_every_lane([](Connection& connection) { connection.abort(); });
}

}  // namespace

std::unique_ptr<Server> Server::make(ServerOptions options, Handler handler,
                                     std::function<std::string(const Request&)> topic_of) {
  return std::make_unique<BeastServer>(std::move(options), std::move(handler),
                                       std::move(topic_of));
}

}  // namespace zhantu::http

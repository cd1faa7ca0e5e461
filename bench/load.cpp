// A load generator for HTTP/1.1 without TLS: one thread, keep-alive connections, each with one
// request at a time. Reads are one fixed request; a share of the requests are writes, each with a
// key of its own, and no two writes to one target run at once.
//
//   zhantu_load PORT CONNECTIONS SECONDS RATE WRITE_SHARE < PLAN
//
// RATE 0: as fast as answers come. Otherwise requests fall due at that rate, and a delay counts
// from the moment at which its request was due, so that a stall is not hidden; as many connections
// again are there for the writes, so that a read never waits for a write on the generator's side.
//
// PLAN, a line each: "read PATH TOKEN", "write PATH TOKEN PROJECT PERIOD" (a report; its figure
// goes up by one with each write). Prints one line of JSON. Every kCheckEach-th answer to a read is
// kept and looked through when the run is over: each figure must be at least the one that was
// acknowledged when the read began.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <iostream>
#include <random>
#include <sstream>

#include "base/check.hpp"

namespace {

using Clock = std::chrono::steady_clock;

constexpr int kCheckEach = 50;
constexpr double kWarmUpSeconds = 0.5;

struct Target {
  std::string head;     // up to the idempotency key
  std::string project;  // id
  std::string period;
  std::int64_t sent = 0;
  std::int64_t acknowledged = 0;
  bool busy = false;
};

struct Plan {
  std::string read;  // the whole request
  std::vector<Target> targets;
};

struct Kept {
  std::string body;
  std::vector<std::int64_t> acknowledged;  // when the read began
};

struct Connection {
  int socket = -1;
  Target* target = nullptr;  // of the write that runs; none: a read
  Clock::time_point due;
  std::string head;           // of the answer, while it is incomplete
  std::size_t body_left = 0;  // bytes
  bool in_body = false;
  int status = 0;
  bool keeps_body = false;
  Kept kept;
};

// At a rate, what falls due while no connection is free waits.
struct Side {
  std::deque<Connection*> idle;
  std::deque<Clock::time_point> due;
};

struct Tally {
  std::vector<float> read_ms;
  std::vector<float> write_ms;
  std::int64_t failed = 0;
  std::int64_t checked = 0;
  std::int64_t stale = 0;
  std::string failure;
};

double seconds_between(Clock::time_point a, Clock::time_point b) {
  return std::chrono::duration<double>(b - a).count();
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

Plan read_plan() {
  Plan plan;
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string kind, path, token;
    words >> kind >> path >> token;
    const std::string common = fmt::format(
        "{} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}", path,
        token.empty() || token == "-" ? "" : fmt::format("Authorization: Bearer {}\r\n", token));
    if (kind == "read") plan.read = "GET " + common + "\r\n";
    if (kind != "write") continue;
    Target target{.head = "PUT " + common + "Content-Type: application/json\r\n"};
    words >> target.project >> target.period;
    plan.targets.push_back(std::move(target));
  }
  ZT_CHECK(!plan.read.empty());
  return plan;
}

class Load {
 public:
  Load(Plan plan, std::uint16_t port, int connections, double seconds, double rate, double share)
      : plan_(std::move(plan)), seconds_(seconds), rate_(rate), share_(share) {
    epoll_ = ::epoll_create1(0);
    readers_ = static_cast<std::size_t>(connections);
    connections_.resize(rate > 0 && share > 0 ? 2 * readers_ : readers_);
    for (std::size_t i = 0; i < connections_.size(); ++i) open(connections_[i], i, port);
    run_ = std::random_device{}();
  }

  void run() {
    start_ = Clock::now() + std::chrono::milliseconds(static_cast<int>(kWarmUpSeconds * 1000));
    const auto end = start_ + std::chrono::milliseconds(static_cast<int>(seconds_ * 1000));
    next_due_ = Clock::now();
    std::array<epoll_event, 128> events{};
    if (rate_ == 0) {
      for (Connection& connection : connections_) send_next(connection, Clock::now());
    } else {
      for (Connection& connection : connections_) side_of(connection).idle.push_back(&connection);
    }
    double cpu = cpu_seconds();
    bool warm = false;
    while (Clock::now() < end) {
      if (!warm && Clock::now() >= start_) {
        warm = true;
        cpu = cpu_seconds();
      }
      if (rate_ > 0) send_due();
      const timespec wait = until_due();
      const int ready =
          ::epoll_pwait2(epoll_, events.data(), static_cast<int>(events.size()), &wait, nullptr);
      for (int i = 0; i < ready; ++i)
        on_readable(connections_[events[static_cast<std::size_t>(i)].data.u64]);
    }
    cpu_ = cpu_seconds() - cpu;
    took_ = seconds_between(start_, Clock::now());
    for (const Kept& kept : kept_) check(kept);
  }

  void print() {
    const auto quantile = [](std::vector<float>& values, double q) {
      if (values.empty()) return 0.0;
      std::ranges::sort(values);
      return static_cast<double>(
          values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))]);
    };
    fmt::print(R"({{"reads":{},"writes":{},"seconds":{:.3f},"failed":{},"checked":{},"stale":{},)"
               R"("read_p50":{:.3f},"read_p99":{:.3f},"write_p50":{:.3f},"write_p99":{:.3f},)"
               R"("cpu":{:.3f},"failure":"{}"}})"
               "\n",
               tally_.read_ms.size(), tally_.write_ms.size(), took_, tally_.failed, tally_.checked,
               tally_.stale, quantile(tally_.read_ms, 0.5), quantile(tally_.read_ms, 0.99),
               quantile(tally_.write_ms, 0.5), quantile(tally_.write_ms, 0.99), cpu_,
               tally_.failure);
  }

 private:
  void open(Connection& connection, std::size_t place, std::uint16_t port) {
    connection.socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ZT_CHECK(::connect(connection.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) ==
             0);
    const int on = 1;
    ::setsockopt(connection.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ::fcntl(connection.socket, F_SETFL, O_NONBLOCK);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = place;
    ZT_CHECK(::epoll_ctl(epoll_, EPOLL_CTL_ADD, connection.socket, &event) == 0);
  }

  // Asleep to the microsecond: a generator that turns on the spot would take a core from the
  // server.
  timespec until_due() const {
    constexpr long kLongest = 100'000'000;
    if (rate_ == 0) return {.tv_sec = 0, .tv_nsec = kLongest};
    const double left = seconds_between(Clock::now(), next_due_);
    return {.tv_sec = 0, .tv_nsec = std::clamp(static_cast<long>(left * 1e9), 0L, kLongest)};
  }

  void send_due() {
    for (const auto now = Clock::now(); next_due_ <= now;
         next_due_ += std::chrono::nanoseconds(static_cast<std::int64_t>(1e9 / rate_)))
      (is_to_write() ? writes_ : reads_).due.push_back(next_due_);
    for (Side* side : {&reads_, &writes_}) {
      while (!side->due.empty() && !side->idle.empty()) {
        Connection& connection = *side->idle.front();
        connection.due = side->due.front();
        side->idle.pop_front();
        side->due.pop_front();
        side == &reads_ ? send_read(connection) : send_write(connection);
      }
    }
  }

  Side& side_of(const Connection& connection) {
    const auto place = static_cast<std::size_t>(&connection - connections_.data());
    return place < readers_ ? reads_ : writes_;
  }

  bool is_to_write() {
    return !plan_.targets.empty() && std::uniform_real_distribution<>()(random_) < share_;
  }

  Target* free_target() {
    for (std::size_t i = 0; i < plan_.targets.size(); ++i) {
      Target& target = plan_.targets[next_target_++ % plan_.targets.size()];
      if (!target.busy) return &target;
    }
    return nullptr;
  }

  void send_next(Connection& connection, Clock::time_point due) {
    connection.due = due;
    is_to_write() ? send_write(connection) : send_read(connection);
  }

  void send_read(Connection& connection) {
    connection.target = nullptr;
    connection.keeps_body = !plan_.targets.empty() && ++reads_sent_ % kCheckEach == 0;
    if (connection.keeps_body) {
      connection.kept.acknowledged.clear();
      for (const Target& target : plan_.targets)
        connection.kept.acknowledged.push_back(target.acknowledged);
    }
    put(connection, plan_.read);
  }

  // Waits for a free target, if need be, so that the share of the writes is what was asked for.
  void send_write(Connection& connection) {
    connection.target = free_target();
    if (connection.target == nullptr) return waiting_.push_back(&connection);
    Target& target = *connection.target;
    target.busy = true;
    connection.keeps_body = false;
    const std::string body =
        fmt::format(R"({{"text":"按计划推进","quantity":"{}"}})", ++target.sent);
    put(connection, fmt::format("{}Idempotency-Key: load-{}-{}-{}\r\nContent-Length: {}\r\n\r\n{}",
                                target.head, run_, target.project, target.sent, body.size(), body));
  }

  static void put(const Connection& connection, const std::string& bytes) {
    ZT_CHECK(::send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
             static_cast<ssize_t>(bytes.size()));
  }

  void on_readable(Connection& connection) {
    for (;;) {
      const auto got = ::recv(connection.socket, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
      if (got < 0) return;
      ZT_CHECK(got > 0);
      take(connection, {buffer_.data(), static_cast<std::size_t>(got)});
      if (static_cast<std::size_t>(got) < buffer_.size()) return;
    }
  }

  void take(Connection& connection, std::string_view bytes) {
    if (!connection.in_body) {
      connection.head += bytes;
      const auto end = connection.head.find("\r\n\r\n");
      if (end == std::string::npos) return;
      read_head(connection, end);
      bytes.remove_prefix(bytes.size() - (connection.head.size() - end - 4));
      connection.head.clear();
    }
    if (connection.keeps_body) connection.kept.body += bytes;
    ZT_CHECK(bytes.size() <= connection.body_left);
    connection.body_left -= bytes.size();
    if (connection.body_left == 0) finish(connection, bytes);
  }

  static void read_head(Connection& connection, std::size_t end) {
    const std::string_view head(connection.head.data(), end + 2);
    connection.in_body = true;
    connection.kept.body.clear();
    connection.status = std::atoi(head.substr(9, 3).data());
    const auto at = head.find("Content-Length: ");
    ZT_CHECK(at != std::string_view::npos);
    std::from_chars(head.data() + at + 16, head.data() + head.size(), connection.body_left);
  }

  void finish(Connection& connection, std::string_view tail) {
    const auto now = Clock::now();
    const bool counts = now >= start_;
    const auto ms = static_cast<float>(seconds_between(connection.due, now) * 1000);
    connection.in_body = false;
    if (connection.status != 200) {
      ++tally_.failed;
      tally_.failure = fmt::format("{} {}", connection.status, connection.target != nullptr);
      std::cerr << connection.status << ' ' << tail << '\n';
    }
    if (Target* target = connection.target) {
      target->busy = false;
      if (connection.status == 200) target->acknowledged = target->sent;
      if (!waiting_.empty()) {
        Connection* next = waiting_.front();
        waiting_.pop_front();
        send_write(*next);
      }
      if (counts) tally_.write_ms.push_back(ms);
    } else {
      if (counts) tally_.read_ms.push_back(ms);
      if (connection.keeps_body) kept_.push_back(std::move(connection.kept));
    }
    if (rate_ == 0) return send_next(connection, now);
    side_of(connection).idle.push_back(&connection);
  }

  // Read-your-writes, and everybody else's: what was answered before the read began is in it.
  void check(const Kept& kept) {
    ++tally_.checked;
    for (std::size_t i = 0; i < plan_.targets.size(); ++i) {
      const std::int64_t wanted = kept.acknowledged[i];
      if (wanted > 0 && claimed_in(kept.body, plan_.targets[i]) < wanted) ++tally_.stale;
    }
  }

  static std::int64_t claimed_in(const std::string& body, const Target& target) {
    auto at = body.find(fmt::format("{{\"id\":\"{}\"", target.project));
    if (at == std::string::npos) return std::numeric_limits<std::int64_t>::max();  // another board
    at = body.find(fmt::format("{{\"period\":\"{}\"", target.period), at);
    at = body.find("\"claimed\":\"", at);
    std::int64_t claimed = -1;
    if (at != std::string::npos)
      std::from_chars(body.data() + at + 11, body.data() + body.size(), claimed);
    return claimed;
  }

  Plan plan_;
  double seconds_, rate_, share_;
  int epoll_ = -1;
  unsigned run_ = 0;
  std::vector<Connection> connections_;
  std::size_t readers_ = 0;
  Side reads_, writes_;              // at a rate
  std::deque<Connection*> waiting_;  // for a free target
  std::size_t next_target_ = 0;
  std::int64_t reads_sent_ = 0;
  std::mt19937 random_{7};
  std::array<char, 65536> buffer_{};
  Clock::time_point start_, next_due_;
  Tally tally_;
  std::vector<Kept> kept_;
  double cpu_ = 0, took_ = 0;
};

// As the kernel defines it; linux/sched/types.h does not go with glibc's sched.h.
struct SchedulerAttributes {
  std::uint32_t size = sizeof(SchedulerAttributes);
  std::uint32_t policy = 0;
  std::uint64_t flags = 0;
  std::int32_t nice = 0;
  std::uint32_t priority = 0;
  std::uint64_t runtime = 0;
  std::uint64_t deadline = 0;
  std::uint64_t period = 0;
};

// Its own delays would be counted as the server's: it wakes to the microsecond, and runs at once
// where the kernel knows slices of a thread's own (Linux 6.12; elsewhere without effect).
void be_punctual() {
  ::prctl(PR_SET_TIMERSLACK, 1);
  SchedulerAttributes attributes;
  if (::syscall(SYS_sched_getattr, 0, &attributes, sizeof attributes, 0) != 0) return;
  attributes.runtime = 100'000;
  ::syscall(SYS_sched_setattr, 0, &attributes, 0);
}

}  // namespace

int main(int argc, char** argv) {
  be_punctual();
  if (argc != 6) {
    std::cerr << "zhantu_load PORT CONNECTIONS SECONDS RATE WRITE_SHARE < PLAN\n";
    return 64;
  }
  Load load(read_plan(), static_cast<std::uint16_t>(std::atoi(argv[1])), std::atoi(argv[2]),
            std::atof(argv[3]), std::atof(argv[4]), std::atof(argv[5]));
  load.run();
  load.print();
  return 0;
}

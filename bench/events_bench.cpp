// Event streams over loopback: one process serves, a forked one opens N TLS streams and reads.
// Prints the delay from publish() to the frame in the client's hands, and the server's memory per
// idle stream. The baseline in the same run is one stream: what a frame costs without fan-out.
#include <arpa/inet.h>
#include <fcntl.h>
#include <malloc.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "base/check.hpp"
#include "http/local_authority.hpp"
#include "http/server.hpp"

namespace {

using namespace zhantu;
using Clock = std::chrono::steady_clock;

constexpr std::string_view kMark = "data: ";
constexpr std::size_t kPaddingBytes = 60;  // a frame is about as long as a "published" event

struct Job {
  unsigned short port = 0;
  int streams = 0;  // 0: end
  int frames = 0;
};

struct Outcome {
  double p50_us = 0;
  double p99_us = 0;
  double max_us = 0;
  double client_cpu_s = 0;
  long long received = 0;
};

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now().time_since_epoch())
      .count();
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

template <class T>
void put(int pipe, const T& value) {
  ZT_CHECK(::write(pipe, &value, sizeof value) == static_cast<ssize_t>(sizeof value));
}

template <class T>
bool get(int pipe, T& value) {
  return ::read(pipe, &value, sizeof value) == static_cast<ssize_t>(sizeof value);
}

struct Stream {
  int socket = -1;
  SSL* ssl = nullptr;
  std::string pending = {};
};

Stream open_stream(SSL_CTX* context, unsigned short port) {
  Stream stream{::socket(AF_INET, SOCK_STREAM, 0), SSL_new(context)};
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ZT_CHECK(::connect(stream.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  ZT_CHECK(SSL_set_fd(stream.ssl, stream.socket) == 1 && SSL_connect(stream.ssl) == 1);
  constexpr std::string_view kAsk = "GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n";
  ZT_CHECK(SSL_write(stream.ssl, kAsk.data(), static_cast<int>(kAsk.size())) > 0);
  std::string head;
  std::array<char, 4096> piece;
  while (head.find("ready\n\n") == std::string::npos) {
    const int got = SSL_read(stream.ssl, piece.data(), static_cast<int>(piece.size()));
    ZT_CHECK(got > 0);
    head.append(piece.data(), static_cast<std::size_t>(got));
  }
  ::fcntl(stream.socket, F_SETFL, O_NONBLOCK);
  return stream;
}

// Notes the delay of every complete frame in what can be read without waiting.
void read_frames(Stream& stream, std::vector<double>& delays_us) {
  std::array<char, 16384> piece;
  for (;;) {
    ERR_clear_error();
    const int got = SSL_read(stream.ssl, piece.data(), static_cast<int>(piece.size()));
    if (got <= 0) break;
    stream.pending.append(piece.data(), static_cast<std::size_t>(got));
  }
  const std::int64_t now = now_ns();
  for (std::size_t end; (end = stream.pending.find("\n\n")) != std::string::npos;) {
    if (stream.pending.starts_with(kMark)) {
      const long long sent = std::atoll(stream.pending.c_str() + kMark.size());
      delays_us.push_back(static_cast<double>(now - sent) / 1e3);
    }
    stream.pending.erase(0, end + 2);
  }
}

Outcome outcome_of(std::vector<double>& delays_us, double cpu) {
  ZT_CHECK(!delays_us.empty());
  std::sort(delays_us.begin(), delays_us.end());
  const auto at = [&](double part) {
    return delays_us[static_cast<std::size_t>(part * static_cast<double>(delays_us.size() - 1))];
  };
  return {at(0.5), at(0.99), delays_us.back(), cpu, static_cast<long long>(delays_us.size())};
}

void serve_job(const Job& job, int to_parent) {
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  const int epoll = ::epoll_create1(0);
  std::vector<Stream> streams;
  for (int i = 0; i < job.streams; ++i) streams.push_back(open_stream(context, job.port));
  for (std::size_t i = 0; i < streams.size(); ++i) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ZT_CHECK(::epoll_ctl(epoll, EPOLL_CTL_ADD, streams[i].socket, &event) == 0);
  }
  put(to_parent, 'r');
  std::vector<double> delays_us;
  const std::size_t wanted =
      static_cast<std::size_t>(job.streams) * static_cast<std::size_t>(job.frames);
  delays_us.reserve(wanted);
  const double cpu_before = cpu_seconds();
  std::array<epoll_event, 256> events;
  while (delays_us.size() < wanted) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 60'000);
    if (ready <= 0) break;
    for (int i = 0; i < ready; ++i) {
      read_frames(streams[events[static_cast<std::size_t>(i)].data.u64], delays_us);
    }
  }
  put(to_parent, outcome_of(delays_us, cpu_seconds() - cpu_before));
  for (Stream& stream : streams) {
    SSL_free(stream.ssl);
    ::close(stream.socket);
  }
  ::close(epoll);
  SSL_CTX_free(context);
}

[[noreturn]] void run_client(int from_parent, int to_parent) {
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  for (Job job; get(from_parent, job) && job.streams > 0;) serve_job(job, to_parent);
  std::_Exit(0);
}

std::size_t heap_bytes() { return ::mallinfo2().uordblks + ::mallinfo2().hblkhd; }

std::size_t resident_bytes() {
  std::ifstream in("/proc/self/statm");
  std::size_t total = 0;
  std::size_t resident = 0;
  in >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

template <class Condition>
void wait_until(Condition condition) {
  while (!condition()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

void print_head() {
  fmt::print("One line per number of TLS streams; delays from publish() to the client's hands.\n"
             "Server and client times are processor time per delivered frame.\n"
             "{:>7} {:>8} {:>8} {:>8} {:>8} {:>7} {:>9} {:>9} {:>9} {:>9}\n",
             "streams", "frames", "p50 us", "p99 us", "max us", "to one", "heap/str.", "rss/str.",
             "server us", "client us");
}

// One round with N streams; the baseline's p50 is printed as a ratio.
Outcome measure(http::Server& server, const Job& job, int to_client, int from_client,
                double baseline_p50_us) {
  const auto subscribers = [&] { return static_cast<int>(server.events().subscribers()); };
  ::malloc_trim(0);
  const auto heap = static_cast<double>(heap_bytes());
  const auto resident = static_cast<double>(resident_bytes());
  put(to_client, job);
  char ready = 0;
  ZT_CHECK(get(from_client, ready));
  wait_until([&] { return subscribers() == job.streams; });
  std::this_thread::sleep_for(std::chrono::milliseconds(500));
  const double heap_each = (static_cast<double>(heap_bytes()) - heap) / job.streams;
  const double resident_each = (static_cast<double>(resident_bytes()) - resident) / job.streams;
  const double cpu_before = cpu_seconds();
  for (int i = 0; i < job.frames; ++i) {
    const std::string padding(kPaddingBytes, 'x');
    server.events().publish("bench", fmt::format("{}{} {}\n\n", kMark, now_ns(), padding));
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  Outcome outcome;
  ZT_CHECK(get(from_client, outcome));
  const auto received = static_cast<double>(outcome.received);
  fmt::print("{:>7} {:>8} {:>8.0f} {:>8.0f} {:>8.0f} {:>7.1f} "
             "{:>9.0f} {:>9.0f} {:>9.1f} {:>9.1f}\n",
             job.streams, outcome.received, outcome.p50_us, outcome.p99_us, outcome.max_us,
             baseline_p50_us > 0 ? outcome.p50_us / baseline_p50_us : 1.0, heap_each,
             resident_each, (cpu_seconds() - cpu_before) * 1e6 / received,
             outcome.client_cpu_s * 1e6 / received);
  std::fflush(stdout);
  wait_until([&] { return subscribers() == 0; });
  return outcome;
}

// A gate, as loose as a shared machine asks for: half a second is what a wall would notice.
bool holds(const Outcome& outcome, const Job& job) {
  const bool complete = outcome.received == static_cast<long long>(job.streams) * job.frames;
  if (complete && outcome.p99_us < 500'000) return true;
  fmt::print("gate broken: every frame must arrive, 99 of 100 within half a second\n");
  return false;
}

}  // namespace

int main(int count, char** arguments) {
  const int frames = count > 1 ? std::atoi(arguments[1]) : 100;
  std::array<int, 2> down{};
  std::array<int, 2> up{};
  ZT_CHECK(::pipe(down.data()) == 0 && ::pipe(up.data()) == 0);
  std::signal(SIGPIPE, SIG_IGN);
  const pid_t client = ::fork();
  if (client == 0) {
    ::close(down[1]);
    ::close(up[0]);
    run_client(down[0], up[1]);
  }
  ::close(down[0]);
  ::close(up[1]);
  std::string directory = "/tmp/zhantu-bench-XXXXXX";
  ZT_CHECK(::mkdtemp(directory.data()) != nullptr);
  const http::Certificate certificate = http::local_certificate(directory, {"localhost"});
  http::ServerOptions options;
  options.port = 0;
  options.certificate_pem = certificate.chain_pem;
  options.private_key_pem = certificate.key_pem;
  const auto server = http::Server::make(
      options,
      [](const http::Request&) {
        http::Response response;
        response.events = http::EventStream{"bench", "event: ready\n\n"};
        return response;
      },
      [](const http::Request&) { return std::string("bench"); });
  const unsigned short port = server->start();
  print_head();
  const double baseline = measure(*server, {port, 1, frames}, down[1], up[0], 0).p50_us;
  bool good = true;
  for (const int streams : {100, 1000}) {
    const Job job{port, streams, frames};
    good = holds(measure(*server, job, down[1], up[0], baseline), job) && good;
  }
  put(down[1], Job{});
  ::waitpid(client, nullptr, 0);
  server->stop();
  std::filesystem::remove_all(directory);
  return good ? 0 : 1;
}

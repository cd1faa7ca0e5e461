// Wall screens: each holds an event stream open and a second connection on which it fetches the
// drawing, compressed as a browser asks for it, when it hears of a publication.
//
//   zhantu_walls PORT SCREENS TLS(0|1) EVENTS_PATH DRAWING_PATH
//
// Prints "ready" when all listen and have fetched once, then, when all have the new drawing, one
// line of JSON: when each heard and saw it (milliseconds since 1970), and the time that this
// program took.
#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "base/check.hpp"

namespace {

double now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<double>(std::chrono::duration_cast<std::chrono::microseconds>(now).count()) /
         1000;
}

double cpu_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto in_seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime);
}

class Wire {
 public:
  Wire(std::uint16_t port, SSL_CTX* tls) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ZT_CHECK(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    if (tls == nullptr) return;
    ssl_ = SSL_new(tls);
    ZT_CHECK(SSL_set_fd(ssl_, socket_) == 1 && SSL_connect(ssl_) == 1);
  }

  int socket() const { return socket_; }
  void unblock() const { ::fcntl(socket_, F_SETFL, O_NONBLOCK); }

  void send(const std::string& bytes) const {
    const auto size = static_cast<int>(bytes.size());
    ZT_CHECK((ssl_ != nullptr ? SSL_write(ssl_, bytes.data(), size)
                              : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL)) == size);
  }

  // Adds what is there; with blocking sockets, waits for something.
  bool read(std::string& into) const {
    std::array<char, 32768> piece;
    ERR_clear_error();
    const auto got =
        ssl_ != nullptr
            ? static_cast<ssize_t>(SSL_read(ssl_, piece.data(), static_cast<int>(piece.size())))
            : ::recv(socket_, piece.data(), piece.size(), 0);
    if (got > 0) into.append(piece.data(), static_cast<std::size_t>(got));
    return got > 0;
  }

 private:
  int socket_;
  SSL* ssl_ = nullptr;
};

// The whole length of the answer that `bytes` begins with; 0 while its head is incomplete.
std::size_t answer_bytes(const std::string& bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string::npos) return 0;
  ZT_CHECK(bytes.starts_with("HTTP/1.1 200"));
  const auto at = bytes.find("Content-Length: ");
  ZT_CHECK(at < end);
  std::size_t length = 0;
  std::from_chars(bytes.data() + at + 16, bytes.data() + end, length);
  return end + 4 + length;
}

std::string revision_in(const std::string& answer) {
  const auto at = answer.find("X-Chart-Revision: ");
  ZT_CHECK(at != std::string::npos);
  return answer.substr(at + 18, answer.find("\r\n", at) - at - 18);
}

struct Screen {
  Wire stream, fetch;
  std::string heard_bytes = {}, drawing = {}, revision = {};
  double heard = 0, seen = 0;
};

class Walls {
 public:
  Walls(std::uint16_t port, int screens, bool tls, const char* events, const char* drawing)
      : ask_drawing_(fmt::format(
            "GET {} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n", drawing)) {
    SSL_CTX* context = tls ? SSL_CTX_new(TLS_client_method()) : nullptr;
    const std::string ask_events =
        fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", events);
    screens_.reserve(static_cast<std::size_t>(screens));
    for (int i = 0; i < screens; ++i) {
      Screen& screen = screens_.emplace_back(Wire(port, context), Wire(port, context));
      screen.stream.send(ask_events);
      while (screen.heard_bytes.find(": connected") == std::string::npos)
        ZT_CHECK(screen.stream.read(screen.heard_bytes));
      screen.heard_bytes.clear();
      screen.fetch.send(ask_drawing_);
      while (answer_bytes(screen.drawing) == 0 ||
             screen.drawing.size() < answer_bytes(screen.drawing))
        ZT_CHECK(screen.fetch.read(screen.drawing));
      screen.revision = revision_in(screen.drawing);
      screen.drawing.clear();
    }
    listen();
  }

  bool run() {
    const double cpu = cpu_seconds();
    std::array<epoll_event, 256> events{};
    while (left_ > 0) {
      const int ready =
          ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), 60'000);
      if (ready <= 0) return false;
      for (int i = 0; i < ready; ++i) {
        const std::uint64_t data = events[static_cast<std::size_t>(i)].data.u64;
        Screen& screen = screens_[data / 2];
        data % 2 == 0 ? on_stream(screen) : on_drawing(screen);
      }
    }
    cpu_ = cpu_seconds() - cpu;
    return true;
  }

  void print() const {
    std::string heard, seen;
    for (const Screen& screen : screens_) {
      heard += fmt::format("{}{:.3f}", heard.empty() ? "" : ",", screen.heard);
      seen += fmt::format("{}{:.3f}", seen.empty() ? "" : ",", screen.seen);
    }
    fmt::print("{{\"heard\":[{}],\"seen\":[{}],\"bytes\":{},\"cpu\":{:.3f}}}\n", heard, seen,
               bytes_, cpu_);
  }

 private:
  void listen() {
    epoll_ = ::epoll_create1(0);
    left_ = screens_.size();
    for (std::size_t i = 0; i < screens_.size(); ++i) {
      for (const bool drawing : {false, true}) {
        const Wire& wire = drawing ? screens_[i].fetch : screens_[i].stream;
        wire.unblock();
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i * 2 + (drawing ? 1 : 0);
        ZT_CHECK(::epoll_ctl(epoll_, EPOLL_CTL_ADD, wire.socket(), &event) == 0);
      }
    }
  }

  void on_stream(Screen& screen) {
    while (screen.stream.read(screen.heard_bytes)) {
    }
    if (screen.heard != 0 || screen.heard_bytes.find("event: published") == std::string::npos)
      return;
    screen.heard = now_ms();
    screen.fetch.send(ask_drawing_);
  }

  void on_drawing(Screen& screen) {
    while (screen.fetch.read(screen.drawing)) {
    }
    const std::size_t whole = answer_bytes(screen.drawing);
    if (whole == 0 || screen.drawing.size() < whole || screen.seen != 0) return;
    screen.seen = now_ms();
    ZT_CHECK(revision_in(screen.drawing) != screen.revision);
    bytes_ = whole;
    --left_;
  }

  std::string ask_drawing_;
  std::vector<Screen> screens_;
  int epoll_ = -1;
  std::size_t left_ = 0, bytes_ = 0;
  double cpu_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "zhantu_walls PORT SCREENS TLS EVENTS_PATH DRAWING_PATH\n";
    return 64;
  }
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &files);
  Walls walls(static_cast<std::uint16_t>(std::atoi(argv[1])), std::atoi(argv[2]),
              std::atoi(argv[3]) == 1, argv[4], argv[5]);
  std::cout << "ready" << std::endl;
  if (!walls.run()) return 1;
  walls.print();
  return 0;
}

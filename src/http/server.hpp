// The HTTPS server: sockets, TLS, limits, and server-sent events.
// server.cpp is the only file that sees the socket library.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"

namespace zhantu::http {

struct ServerOptions {
  std::string address = "127.0.0.1";     // an IP address; "::" serves both families
  unsigned short port = 8443;            // 0: any free port
  std::string certificate_pem;           // chain; empty with `plain_http`
  std::string private_key_pem;
  bool plain_http = false;               // an explicit setting, never the default
  int io_threads = 2;
  int worker_threads = 8;                // handlers run here and may block on the store
  std::size_t body_bytes_max = 16 << 20;
  std::size_t bodies_bytes_max = 256 << 20;  // of all requests in flight; beyond it 503
  std::size_t header_bytes_max = 16 << 10;
  std::size_t target_bytes_max = 8 << 10;
  std::size_t connections_max = 4096;
  int header_seconds = 10;               // from the first byte to the last header; also handshake
  // Between requests; also the head start of a body or an answer before 2 kB/s are asked for.
  int idle_seconds = 60;
  int heartbeat_seconds = 15;            // of event streams
};

// Fan-out of server-sent events. A frame is the complete text
// "id: 12\nevent: published\ndata: {...}\n\n".
// A subscriber that lags more than 256 frames is cut off; it reconnects with Last-Event-ID and
// catches up.
class EventHub {
 public:
  virtual ~EventHub() = default;
  virtual void publish(const std::string& topic, std::string frame) = 0;  // any thread
  virtual std::size_t subscribers() const = 0;
};

// What the transport refuses by itself is a problem with one of these words: bad_request,
// body_too_large, header_too_large, uri_too_long, expectation_failed, request_timeout,
// too_many_connections, overloaded, https_required, internal_error.
class Server {
 public:
  using Handler = std::function<Response(const Request&)>;
  using AtHand = std::function<std::optional<Response>(const Request&)>;

  // For an event stream, `handler` is called on subscription with the stream already registered
  // on its topic: what is published from then on is queued behind the replay. (The server learns
  // the topic through `topic_of`, which is called first; it returns "" for requests that are no
  // event stream.) Both are called on worker threads, several at a time.
  //
  // `at_hand` is asked before both, on the thread of the socket: it answers from memory or says
  // nullopt, and never waits.
  static std::unique_ptr<Server> make(ServerOptions options, Handler handler,
                                      std::function<std::string(const Request&)> topic_of,
                                      AtHand at_hand = nullptr);
  // Stops, then waits for handlers that still run: they may use what the caller destroys next.
  virtual ~Server() = default;
  virtual EventHub& events() = 0;
  // Binds and serves in the background; returns the port. Once only. Throws std::runtime_error
  // with a clear sentence. Ignores SIGPIPE in this process and raises its soft limit of open files.
  virtual unsigned short start() = 0;
  // New connections get this certificate (after a renewal). Throws like start(). Any thread.
  virtual void replace_certificate(const std::string& certificate_pem,
                                   const std::string& private_key_pem) = 0;
  virtual std::size_t connections() const = 0;
  // Takes no new connection, finishes running requests (at most 5 s), closes event streams.
  virtual void stop() = 0;
};

}  // namespace zhantu::http

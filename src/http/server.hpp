// The HTTPS server: sockets, TLS, limits, and server-sent events. server.cpp is the only file that sees the socket library.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"

namespace zhantu::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  unsigned short port = 8443;           // 0: any free port
  std::string certificate_pem;          // chain; empty with `plain_http`
  std::string private_key_pem;
  bool plain_http = false;              // an explicit setting, never the default
  int io_threads = 2;
  int worker_threads = 8;               // handlers run here and may block on the store
  std::size_t body_bytes_max = 16 << 20;
  std::size_t header_bytes_max = 16 << 10;
  std::size_t connections_max = 4096;
  int idle_seconds = 60;
  int heartbeat_seconds = 15;           // of event streams
};

// Fan-out of server-sent events. A frame is the complete text "id: 12\nevent: published\ndata: {...}\n\n".
// A subscriber that lags more than 256 frames is cut off; it reconnects with Last-Event-ID and catches up.
class EventHub {
 public:
  virtual ~EventHub() = default;
  virtual void publish(const std::string& topic, std::string frame) = 0;  // any thread
  virtual std::size_t subscribers() const = 0;
};

class Server {
 public:
  using Handler = std::function<Response(const Request&)>;

  // For an event stream, `handler` is called on subscription with the stream already registered on its topic: what is published
  // from then on is queued behind the replay. (The server learns the topic through `topic_of`, which is called first; it returns
  // "" for requests that are no event stream.)
  static std::unique_ptr<Server> make(ServerOptions options, Handler handler,
                                      std::function<std::string(const Request&)> topic_of);
  virtual ~Server() = default;
  virtual EventHub& events() = 0;
  virtual unsigned short start() = 0;   // binds and serves in the background; returns the port. Throws std::runtime_error with a clear sentence.
  virtual void stop() = 0;              // finishes running requests (at most 5 s), closes event streams
};

}  // namespace zhantu::http

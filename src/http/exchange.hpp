// One request and its answer, between the bytes and the handler; knows no socket.
#pragma once
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "http/event_hub.hpp"
#include "http/message.hpp"
#include "http/server.hpp"

namespace zhantu::http {

// What all connections share.
struct Service {
  Service(ServerOptions given, Server::Handler calls,
          std::function<std::string(const Request&)> topic, Server::AtHand quick)
      : options(std::move(given)),
        handler(std::move(calls)),
        topic_of(std::move(topic)),
        at_hand(std::move(quick)) {}

  ServerOptions options;
  Server::Handler handler;
  std::function<std::string(const Request&)> topic_of;
  Server::AtHand at_hand;
  TopicHub hub;
  std::atomic<bool> stopping = false;
  std::atomic<std::size_t> bodies_bytes = 0;
};

// The part of the common budget for bodies that one request holds.
class BodyLease {
 public:
  explicit BodyLease(Service& service) : service_(service) {}
  ~BodyLease() { service_.bodies_bytes -= held_; }
  BodyLease(const BodyLease&) = delete;
  BodyLease& operator=(const BodyLease&) = delete;

  bool grow_to(std::size_t bytes);  // false: the budget is used up

 private:
  Service& service_;
  std::size_t held_ = 0;
};

struct Exchange {
  explicit Exchange(Service& service) : lease(service) {}
  Request request;
  std::string target;      // as it came
  bool http_1_0 = false;
  bool keep_alive = false;
  bool head_only = false;
  bool insecure = false;   // plain http on the TLS port
  bool surplus = false;    // on a connection above the cap
  BodyLease lease;
};

struct Answer {
  Response response;
  std::string head;
  bool keep_alive = false;
  std::shared_ptr<Subscription> subscription;
};

// What the transport answers without asking the handler; the connection closes after it.
struct Refusal {
  int status = 0;  // 0: nobody is there to be told
  std::string_view word = "";
  std::string_view detail = "";
  std::pair<std::string, std::string> header = {};
};

// Adds one header line to the request. False on a second Host.
bool add_header(Request& request, std::string_view name, std::string_view value);

// Judges a complete head and fills in path, query and cookies.
std::optional<Refusal> check_head(Exchange& exchange, std::size_t target_bytes_max);

Answer answer_to(const Refusal& refusal, const Exchange& exchange);

// The answer that is at hand without waiting, if there is one.
std::optional<Answer> answer_at_hand(Service& service, const Exchange& exchange) noexcept;

// Subscribes, calls the handler, compresses, writes the head. An exception becomes a logged 500.
Answer answer_by_handler(Service& service, const Exchange& exchange,
                         std::function<void()> wake) noexcept;

}  // namespace zhantu::http

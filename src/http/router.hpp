// All routes of the product and the way from a request to its handler.
#pragma once
#include <span>

#include "http/call.hpp"

namespace zhantu::http {

struct Route {
  const char* method;
  const char* pattern;     // "/api/v1/projects/{project}"
  const char* operation;   // operationId of the contract
  std::optional<Act> act;  // its row in the policy; a route without one stops the start
  Response (*handler)(Call&);
  // Answers from memory, without ever waiting; nullopt: the handler shall do it. It asks the policy
  // like the handler does.
  std::optional<Response> (*at_hand)(Call&) = nullptr;
};

std::span<const Route> routes();

class Router {
 public:
  // Throws std::logic_error if a route has no row in the policy.
  explicit Router(Services services);

  Response handle(const Request& request);
  // The same where the answer is at hand: for threads that must not wait. nullopt: handle().
  std::optional<Response> answer_at_hand(const Request& request);
  // Topic of an event stream, "" for everything else (see Server::make).
  std::string topic_of(const Request& request);

 private:
  Services services_;
};

}  // namespace zhantu::http

// Server-sent events over a real server.
#include <atomic>
#include <mutex>

#include "http/event_hub.hpp"
#include "http/server_test_support.hpp"

namespace zhantu::http {

using namespace testing;

namespace {

constexpr std::string_view kSubscribe = "GET /events/a HTTP/1.1\r\nHost: a\r\n\r\n";

std::string topic_of(const Request& request) {
  return request.path.starts_with("/events/") ? request.path.substr(8) : "";
}

Response stream_of(const Request& request) {
  const std::string topic = topic_of(request);
  if (topic.empty()) return text("no stream");
  Response response;
  response.events = EventStream{topic, "id: 0\ndata: replay\n\n"};
  return response;
}

std::string frame(int number) { return fmt::format("id: {}\ndata: {}\n\n", number, number); }

}  // namespace

TEST_SUITE("http events") {
  TEST_CASE("replay first, then what was published while it was made, then live, in order") {
    Server* server = nullptr;
    Running running(
        plain(),
        [&](const Request& request) {
          server->events().publish("a", frame(1));
          server->events().publish("b", "data: of another topic\n\n");
          return stream_of(request);
        },
        topic_of);
    server = running.server.get();
    Tcp tcp(running.port);
    tcp.send(kSubscribe);
    const std::string start = tcp.receive(frame(1));
    CHECK(start.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(start.find("Content-Type: text/event-stream\r\n") != std::string::npos);
    CHECK(start.find("Cache-Control: no-store\r\n") != std::string::npos);
    CHECK(start.find("X-Accel-Buffering: no\r\n") != std::string::npos);
    CHECK(start.find("Content-Length") == std::string::npos);
    CHECK(start.ends_with("\r\n\r\nid: 0\ndata: replay\n\n" + frame(1)));
    std::string expected;
    for (int i = 2; i < 100; ++i) {
      expected += frame(i);
      running.server->events().publish("a", frame(i));
    }
    CHECK(tcp.receive(frame(99)) == expected);
  }

  TEST_CASE("a stream over TLS, gzip offered but not used") {
    Running running(secure(), stream_of, topic_of);
    std::thread publisher([&] {
      soon([&] { return running.server->events().subscribers() == 1; });
      running.server->events().publish("a", frame(7));
      std::this_thread::sleep_for(200ms);
      running.server->stop();
    });
    Curl curl;
    const Reply reply = curl.header("Accept-Encoding: gzip").get(running.url("/events/a"));
    publisher.join();
    CHECK(reply.code == CURLE_OK);  // the end came with a TLS goodbye, not as a cut
    CHECK(reply.body == "id: 0\ndata: replay\n\n" + frame(7));
  }

  TEST_CASE("a heartbeat when nothing happens") {
    ServerOptions options = plain();
    options.heartbeat_seconds = 1;
    options.idle_seconds = 1;
    Running running(options, stream_of, topic_of);
    Tcp tcp(running.port);
    tcp.send(kSubscribe);
    tcp.receive("replay\n\n");
    const auto start = Clock::now();
    CHECK(tcp.receive(": alive\n\n: alive\n\n: alive\n\n") ==
          ": alive\n\n: alive\n\n: alive\n\n");
    CHECK(Clock::now() - start > 2800ms);
    CHECK(Clock::now() - start < 4500ms);
  }

  TEST_CASE("a client that leaves is noticed without a frame being sent") {
    for (const bool tls : {false, true}) {
      Running running(tls ? secure() : plain(), stream_of, topic_of);
      if (tls) {
        Curl curl;
        curl.set(CURLOPT_TIMEOUT_MS, 300L);
        CHECK(curl.get(running.url("/events/a")).code == CURLE_OPERATION_TIMEDOUT);
      } else {
        Tcp tcp(running.port);
        tcp.send(kSubscribe);
        CHECK(soon([&] { return running.server->events().subscribers() == 1; }));
      }
      CHECK(soon([&] { return running.server->events().subscribers() == 0; }, 1s));
      CHECK(soon([&] { return running.server->connections() == 0; }, 1s));
    }
  }

  TEST_CASE("a client that does not read is cut off; the others miss nothing") {
    Running running(plain(), stream_of, topic_of);
    Tcp lazy(running.port);
    Tcp keen(running.port);
    lazy.send(kSubscribe);
    keen.send(kSubscribe);
    CHECK(soon([&] { return running.server->events().subscribers() == 2; }));
    const std::string big(40'000, 'x');
    std::size_t received = 0;
    std::thread reading([&] { received = keen.receive("data: the end\n\n").size(); });
    for (int i = 0; i < 600; ++i) {
      running.server->events().publish("a", "data: " + big + "\n\n");
      std::this_thread::sleep_for(2ms);
    }
    running.server->events().publish("a", "data: the end\n\n");
    reading.join();
    CHECK(received > 600 * big.size());
    CHECK(soon([&] { return running.server->events().subscribers() == 1; }));
    CHECK(lazy.receive().size() < 600 * big.size());
  }

  TEST_CASE("refusals and ordinary answers on a stream's address end the subscription") {
    Running running(
        plain(),
        [](const Request& request) {
          Response response = text("login first");
          response.status = 401;
          if (request.path == "/events/wrong") response.events = EventStream{"other", ""};
          return response;
        },
        topic_of);
    CHECK(Curl().get(running.url("/events/a")).status == 401);
    CHECK(Curl().get(running.url("/events/wrong")).status == 500);
    CHECK(running.server->events().subscribers() == 0);
    Curl head;
    CHECK(head.set(CURLOPT_NOBODY, 1L).get(running.url("/events/a")).status == 401);
  }

  TEST_CASE("HEAD on a stream gives its headers and ends") {
    Running running(plain(), stream_of, topic_of);
    Curl curl;
    const Reply reply = curl.set(CURLOPT_NOBODY, 1L).get(running.url("/events/a"));
    CHECK(reply.code == CURLE_OK);
    CHECK(reply.header("Content-Type") == "text/event-stream");
    CHECK(soon([&] { return running.server->events().subscribers() == 0; }));
  }

  TEST_CASE("200 subscribers, several publishers, one order for all") {
    Running running(plain(), stream_of, topic_of);
    std::vector<std::unique_ptr<Tcp>> clients;
    for (int i = 0; i < 200; ++i) {
      clients.push_back(std::make_unique<Tcp>(running.port));
      clients.back()->send(kSubscribe);
    }
    CHECK(soon([&] { return running.server->events().subscribers() == 200; }));
    std::vector<std::thread> publishers;
    for (int p = 0; p < 4; ++p) {
      publishers.emplace_back([&, p] {
        for (int i = 100; i < 125; ++i) running.server->events().publish("a", frame(100 * p + i));
      });
    }
    for (std::thread& publisher : publishers) publisher.join();
    running.server->events().publish("a", "data: the end\n\n");
    std::set<std::string> seen;
    for (const auto& client : clients) {
      const std::string all = client->receive("data: the end\n\n");
      seen.insert(all.substr(all.find("replay")));
    }
    REQUIRE(seen.size() == 1);
    for (int p = 0; p < 4; ++p) {
      CHECK(seen.begin()->find(frame(100 * p + 124)) != std::string::npos);
    }
    const auto start = Clock::now();
    running.server->stop();
    CHECK(Clock::now() - start < 4s);
    CHECK(running.server->events().subscribers() == 0);
  }
}

TEST_SUITE("event hub") {
  TEST_CASE("wakes once until frames are taken, and once more for the cut-off") {
    TopicHub hub;
    int woken = 0;
    const auto subscription = hub.subscribe("a", [&] { ++woken; });
    hub.publish("b", "not mine");
    CHECK(woken == 0);
    hub.publish("a", "1");
    hub.publish("a", "2");
    CHECK(woken == 1);
    const std::vector<Frame> frames = subscription->take();
    REQUIRE(frames.size() == 2);
    CHECK(*frames[0] == "1");
    CHECK(*frames[1] == "2");
    CHECK(subscription->take().empty());
    for (std::size_t i = 0; i < Subscription::kFramesMax; ++i) hub.publish("a", "x");
    CHECK(woken == 2);
    CHECK_FALSE(subscription->lagged());
    hub.publish("a", "one too many");
    CHECK(subscription->lagged());
    CHECK(woken == 3);
    CHECK(subscription->take().empty());
    hub.publish("a", "nothing more");
    CHECK(woken == 3);
  }

  TEST_CASE("a frame is stored once for all, and subscriptions end with their owner") {
    TopicHub hub;
    auto first = hub.subscribe("a", [] {});
    auto second = hub.subscribe("a", [] {});
    CHECK(hub.subscribers() == 2);
    hub.publish("a", "shared");
    CHECK(first->take().front() == second->take().front());
    first = nullptr;
    CHECK(hub.subscribers() == 1);
    hub.publish("a", "still there");
    CHECK(second->take().size() == 1);
    second = nullptr;
    CHECK(hub.subscribers() == 0);
  }
}

}  // namespace zhantu::http

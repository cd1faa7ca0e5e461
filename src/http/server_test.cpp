// A real server on a free port; libcurl and raw sockets as clients.
#include "http/server.hpp"

#include <openssl/ssl.h>

#include <atomic>
#include <random>

#include "base/text.hpp"
#include "http/server_test_support.hpp"

namespace zhantu::http {

using namespace testing;

namespace {

// OpenSSL's own client, for what libcurl does not tell.
class TlsClient {
 public:
  TlsClient(unsigned short port, int version, std::string_view protocols = "\x08http/1.1")
      : tcp_(port), context_(SSL_CTX_new(TLS_client_method()), &SSL_CTX_free) {
    SSL_CTX_set_max_proto_version(context_.get(), version);
    ssl_.reset(SSL_new(context_.get()));
    SSL_set_fd(ssl_.get(), tcp_.descriptor());
    SSL_set_alpn_protos(ssl_.get(), reinterpret_cast<const unsigned char*>(protocols.data()),
                        static_cast<unsigned int>(protocols.size()));
  }

  bool connect(SSL_SESSION* session = nullptr) {
    if (session != nullptr) SSL_set_session(ssl_.get(), session);
    return SSL_connect(ssl_.get()) == 1;
  }
  bool resumed() const { return SSL_session_reused(ssl_.get()) == 1; }
  std::string protocol() const {
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(ssl_.get(), &name, &size);
    return std::string(reinterpret_cast<const char*>(name), size);
  }
  SSL_SESSION* session() const { return SSL_get0_session(ssl_.get()); }
  std::string ask(std::string_view bytes) {
    SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    std::string all;
    std::array<char, 4096> piece;
    for (int got; (got = SSL_read(ssl_.get(), piece.data(), piece.size())) > 0;) {
      all.append(piece.data(), static_cast<std::size_t>(got));
    }
    return all;
  }

 private:
  Tcp tcp_;
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  std::unique_ptr<SSL, decltype(&SSL_free)> ssl_{nullptr, &SSL_free};
};

}  // namespace

TEST_SUITE("http server") {
  TEST_CASE("answers over TLS that curl verifies, on one kept connection") {
    Running running(secure(), echo);
    Curl curl;
    const Reply first = curl.header("X-Request-Id: forged").get(running.url("/a%20b?x=1&x=2"));
    CHECK(first.code == CURLE_OK);
    CHECK(first.status == 200);
    CHECK(first.body == "GET /a b\n?x=1\n");
    CHECK(first.header("Date").ends_with(" GMT"));
    CHECK(first.header("X-Request-Id").size() == 32);
    CHECK(first.header("Content-Length") == std::to_string(first.body.size()));
    const Reply second = curl.get(running.url("/"));
    CHECK(second.status == 200);
    CHECK(second.connects == 0);
    CHECK(second.header("X-Request-Id") != first.header("X-Request-Id"));
    CHECK(running.server->connections() == 1);
  }

  TEST_CASE("a client without the root refuses the certificate") {
    Running running(secure(), echo);
    Curl curl;
    curl.set(CURLOPT_CAINFO_BLOB, static_cast<curl_blob*>(nullptr));
    CHECK(curl.get(running.url("/")).code == CURLE_PEER_FAILED_VERIFICATION);
  }

  TEST_CASE("TLS 1.2 is spoken, 1.1 is not") {
    Running running(secure(), echo);
    Curl old;
    old.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_MAX_TLSv1_1));
    CHECK(old.get(running.url("/")).code == CURLE_SSL_CONNECT_ERROR);
    Curl modern;
    modern.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_MAX_TLSv1_2));
    CHECK(modern.get(running.url("/")).status == 200);
  }

  TEST_CASE("sessions are resumed; ALPN is http/1.1 or no connection") {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
      CAPTURE(version);
      Running running(secure(), echo);
      TlsClient first(running.port, version);
      REQUIRE(first.connect());
      CHECK_FALSE(first.resumed());
      CHECK(first.protocol() == "http/1.1");
      CHECK(first.ask(kGetAndClose).ends_with("GET /\n"));
      TlsClient second(running.port, version);
      CHECK(second.connect(first.session()));
      CHECK(second.resumed());
      CHECK(second.ask(kGetAndClose).ends_with("GET /\n"));
      TlsClient modern(running.port, version, "\x02h2");
      CHECK_FALSE(modern.connect());
      TlsClient plainly(running.port, version, "");
      CHECK(plainly.connect());
    }
  }

  TEST_CASE("a renewed certificate serves new connections") {
    const TestDirectory directory;
    const Certificate other = local_certificate(directory.path, {"localhost"});
    Running running(secure(), echo);
    CHECK_THROWS_AS(running.server->replace_certificate("junk", other.key_pem),
                    std::runtime_error);
    CHECK_THROWS_AS(running.server->replace_certificate(other.chain_pem, authority().key_pem),
                    std::runtime_error);
    CHECK(Curl().get(running.url("/")).code == CURLE_OK);
    running.server->replace_certificate(other.chain_pem, other.key_pem);
    CHECK(Curl().get(running.url("/")).code == CURLE_PEER_FAILED_VERIFICATION);
  }

  TEST_CASE("plain http on the TLS port is sent to https") {
    Running running(secure(), echo);
    const std::string answer =
        Tcp(running.port).ask("GET /x?y=1 HTTP/1.1\r\nHost: county.example:8443\r\n\r\n");
    CHECK(is_problem(answer, 308, "https_required"));
    CHECK(answer.find("Location: https://county.example:8443/x?y=1\r\n") != std::string::npos);
    const std::string bad = Tcp(running.port).ask("GET / HTTP/1.1\r\nHost: a/\"b\r\n\r\n");
    CHECK(is_problem(bad, 400, "https_required"));
    CHECK(Tcp(running.port).ask("\x01\x02\x03\x04\r\n\r\n").empty());
  }

  TEST_CASE("HEAD is a GET without the body") {
    Running running(plain(), echo);
    Curl curl;
    const Reply head = curl.set(CURLOPT_NOBODY, 1L).get(running.url("/"));
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.header("Content-Length") == std::to_string(std::string("GET /\n").size()));
    CHECK(curl.get(running.url("/")).connects == 0);
  }

  TEST_CASE("204 and 304 carry no body and keep the connection in step") {
    Running running(plain(), [](const Request& request) {
      Response response = text("must not be sent");
      response.status = request.path == "/204" ? 204 : request.path == "/304" ? 304 : 200;
      return response;
    });
    Tcp tcp(running.port);
    const std::string answers = tcp.ask(
        "GET /204 HTTP/1.1\r\nHost: a\r\n\r\nGET /304 HTTP/1.1\r\nHost: a\r\n\r\n"
        "GET /200 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const std::size_t first = answers.find("HTTP/1.1 204");
    const std::size_t second = answers.find("HTTP/1.1 304");
    const std::size_t third = answers.find("HTTP/1.1 200");
    REQUIRE(third != std::string::npos);
    CHECK(first < second);
    CHECK(second < third);
    CHECK(answers.substr(0, third).find("must not") == std::string::npos);
    CHECK(answers.substr(0, third).find("Content-Length") == std::string::npos);
    CHECK(answers.ends_with("\r\n\r\nmust not be sent"));
  }

  TEST_CASE("gzip where it pays and is wanted") {
    const std::string json = "[" + std::string(5000, '1') + "]";
    Running running(plain(), [&](const Request& request) {
      Response response;
      response.with("Content-Type", request.path == "/png" ? "image/png" : "application/json");
      if (request.path == "/shared") {
        response.shared_body = std::make_shared<const std::string>(json);
      } else {
        response.body = request.path == "/small" ? "[]" : json;
      }
      if (request.path == "/packed") response.with("Content-Encoding", "br");
      return response;
    });
    for (const char* path : {"/", "/shared"}) {
      Curl curl;
      const Reply reply = curl.set(CURLOPT_ACCEPT_ENCODING, "gzip").get(running.url(path));
      CHECK(reply.body == json);
      CHECK(reply.header("Content-Encoding") == "gzip");
      CHECK(reply.header("Vary") == "Accept-Encoding");
      CHECK(std::stoul(reply.header("Content-Length")) < 200);
    }
    for (const char* path : {"/small", "/png"}) {
      Curl curl;
      const Reply reply = curl.header("Accept-Encoding: gzip").get(running.url(path));
      CHECK(reply.header("Content-Encoding").empty());
    }
    CHECK(Curl().header("Accept-Encoding: gzip").get(running.url("/packed")).body == json);
    CHECK(Curl().header("Accept-Encoding: gzip;q=0").get(running.url("/")).body == json);
    CHECK(Curl().get(running.url("/")).body == json);
  }
}

TEST_SUITE("http server: limits and hostile clients") {
  TEST_CASE("malformed requests are problems, never handled") {
    std::atomic<int> handled = 0;
    Running running(plain(), [&](const Request& request) {
      ++handled;
      return echo(request);
    });
    for (const std::string_view bad : {
             "nonsense\r\n\r\n",
             "GET / HTTP/1.1\r\n\r\n",
             "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
             "GET /../etc HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET a HTTP/1.1\r\nHost: a\r\n\r\n",
             "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
             "GET / HTTP/3.0\r\nHost: a\r\n\r\n",
             "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\n1",
             "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nabc",
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
         }) {
      CAPTURE(bad);
      CHECK(is_problem(Tcp(running.port).ask(bad), 400, "bad_request"));
    }
    CHECK(handled == 0);
  }

  TEST_CASE("mutated requests: an orderly answer or an orderly end, and the server lives") {
    ServerOptions options = plain();
    options.header_seconds = 1;
    options.idle_seconds = 1;
    std::atomic<int> strange = 0;
    Running running(options, [&](const Request& request) {
      strange += !is_valid_utf8(request.path) || request.path.find("/..") != std::string::npos ||
                 request.path.find('\0') != std::string::npos;
      return text("ok");
    });
    const std::string seed =
        "POST /a/%E5%9B%BE?x=1&y=%20 HTTP/1.1\r\nHost: a\r\nCookie: a=b; c=d\r\n"
        "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc";
    std::minstd_rand random(20260301);
    for (int i = 0; i < 3000; ++i) {
      std::string mutated = seed;
      for (unsigned long changes = 1 + random() % 4; changes > 0; --changes) {
        const std::size_t at = random() % mutated.size();
        const std::size_t span = std::min<std::size_t>(random() % 12, mutated.size() - at);
        switch (random() % 4) {
          case 0: mutated[at] = static_cast<char>(random() % 256); break;
          case 1: mutated.erase(at, span); break;
          case 2: mutated.insert(at, mutated.substr(random() % mutated.size(), span)); break;
          default: mutated.insert(at, i % 3 == 0 ? "%2e%2e/" : "\r\n"); break;
        }
      }
      Tcp tcp(running.port);
      tcp.send(mutated);
      tcp.end_sending();
      const std::string answer = tcp.receive();
      CAPTURE(mutated);
      CHECK((answer.empty() || answer.starts_with("HTTP/1.1 ")));
      CHECK(answer.find(" 500 ") == std::string::npos);
    }
    CHECK(strange == 0);
    CHECK(soon([&] { return running.server->connections() == 0; }));
    CHECK(Curl().get(running.url("/")).body == "ok");
  }

  TEST_CASE("bodies: limit by length, by chunks, and what fits") {
    ServerOptions options = plain();
    options.body_bytes_max = 1000;
    std::atomic<int> handled = 0;
    Running running(options, [&](const Request& request) {
      ++handled;
      return text(std::to_string(request.body.size()));
    });
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    CHECK(is_problem(Tcp(running.port).ask(head + "Content-Length: 1001\r\n\r\n"), 413,
                     "body_too_large"));
    const std::string chunk = "1f4\r\n" + std::string(500, 'x') + "\r\n";
    CHECK(is_problem(
        Tcp(running.port)
            .ask(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + chunk + "0\r\n\r\n"),
        413, "body_too_large"));
    CHECK(handled == 0);
    const std::string fits =
        Tcp(running.port)
            .ask(head + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
    CHECK(fits.ends_with("\r\n\r\n1000"));
    const std::string exact =
        Tcp(running.port).ask(head + "Content-Length: 1000\r\n\r\n" + std::string(1000, 'y'));
    CHECK(exact.ends_with("\r\n\r\n1000"));
  }

  TEST_CASE("a refused upload that is still being sent learns why") {
    ServerOptions options = secure();
    options.body_bytes_max = 1000;
    Running running(options, echo);
    const std::string big(600'000, 'x');
    Curl curl;
    const Reply reply = curl.header("Expect:")
                            .set(CURLOPT_POSTFIELDSIZE, static_cast<long>(big.size()))
                            .set(CURLOPT_POSTFIELDS, big.c_str())
                            .get(running.url("/"));
    CHECK(reply.code == CURLE_OK);
    CHECK(reply.status == 413);
  }

  TEST_CASE("bodies of all requests share a budget") {
    ServerOptions options = plain();
    options.bodies_bytes_max = 100'000;
    std::atomic<bool> open = false;
    Running running(options, [&](const Request& request) {
      soon([&] { return open.load(); });
      return text(std::to_string(request.body.size()));
    });
    const std::string big = "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                            "80000\r\n\r\n" + std::string(80'000, 'x');
    Tcp first(running.port);
    first.send(big);
    std::this_thread::sleep_for(200ms);
    CHECK(is_problem(Tcp(running.port).ask(big), 503, "overloaded"));
    open = true;
    CHECK(first.receive().ends_with("\r\n\r\n80000"));
    CHECK(Tcp(running.port).ask(big).ends_with("\r\n\r\n80000"));
  }

  TEST_CASE("headers and target have their own limits") {
    ServerOptions options = plain();
    options.header_bytes_max = 4096;
    options.target_bytes_max = 1024;
    Running running(options, echo);
    const std::string long_header = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(5000, 'x');
    CHECK(is_problem(Tcp(running.port).ask(long_header + "\r\n\r\n"), 431, "header_too_large"));
    CHECK(is_problem(Tcp(running.port).ask(long_header), 431, "header_too_large"));
    for (const std::size_t size : {1100, 5000, 50'000}) {
      const std::string target = "/" + std::string(size, 'a');
      CHECK(is_problem(Tcp(running.port).ask("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"),
                       414, "uri_too_long"));
    }
    const std::string fits = "/" + std::string(1000, 'a');
    const std::string answer = Tcp(running.port).ask(
        "GET " + fits + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    CHECK(answer.ends_with("GET " + fits + "\n"));
  }

  TEST_CASE("Expect: 100-continue is answered before the body; other expectations are refused") {
    Running running(plain(), echo);
    Tcp tcp(running.port);
    tcp.send("PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n"
             "Connection: close\r\n\r\n");
    CHECK(tcp.receive("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(tcp.ask("ok").ends_with("PUT /\nok"));
    CHECK(is_problem(Tcp(running.port).ask("PUT / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n"
                                           "Content-Length: 2\r\n\r\n"),
                     417, "expectation_failed"));
  }

  TEST_CASE("HTTP/1.0 closes unless it asks to stay") {
    Running running(plain(), echo);
    CHECK(Tcp(running.port).ask("GET / HTTP/1.0\r\n\r\n").find("Connection: close") !=
          std::string::npos);
    Tcp tcp(running.port);
    tcp.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(tcp.receive("GET /\n").find("Connection: keep-alive") != std::string::npos);
    CHECK(tcp.ask("GET / HTTP/1.0\r\n\r\n").ends_with("GET /\n"));
  }

  TEST_CASE("pipelined requests are answered in order") {
    Running running(plain(), [](const Request& request) {
      if (request.path == "/0") std::this_thread::sleep_for(50ms);
      return text("<" + request.path + request.body + ">");
    });
    std::string all;
    for (int i = 0; i < 50; ++i) {
      all += fmt::format("POST /{} HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", i);
    }
    Tcp tcp(running.port);
    const std::string answers = tcp.ask(all + std::string(kGetAndClose));
    std::size_t at = 0;
    for (int i = 0; i < 50; ++i) {
      at = answers.find(fmt::format("</{}abc>", i), at);
      REQUIRE(at != std::string::npos);
    }
    CHECK(answers.ends_with("</>"));
  }

  TEST_CASE("slow clients are cut off: header, body, idle, handshake, unread answer") {
    ServerOptions options = plain();
    options.header_seconds = 1;
    options.idle_seconds = 1;
    Running running(options, [](const Request&) { return text(std::string(40 << 20, 'x')); });
    ServerOptions tls_options = secure();
    tls_options.header_seconds = 1;
    Running over_tls(tls_options, echo);
    const auto start = Clock::now();
    Tcp header(running.port);
    Tcp body(running.port);
    Tcp silent(running.port);
    Tcp unread(running.port);
    Tcp shaking(over_tls.port);
    body.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n");
    unread.send(kGet);
    shaking.send("\x16\x03\x01");
    // One byte every now and then must not buy time.
    bool alive = true;
    for (int i = 0; i < 16 && alive; ++i) {
      alive = header.send(i == 0 ? "GET / HTTP/1.1\r\nHost: a\r\nX: " : "y") && body.send("z");
      std::this_thread::sleep_for(100ms);
    }
    CHECK(is_problem(header.receive(), 408, "request_timeout"));
    CHECK(is_problem(body.receive(), 408, "request_timeout"));
    CHECK(silent.receive().empty());
    CHECK(shaking.receive().empty());
    CHECK(soon([&] { return running.server->connections() == 0; }, 10s));
    CHECK(Clock::now() - start < 10s);
    CHECK(unread.receive().size() < (40u << 20));
  }

  TEST_CASE("above the cap: told so once, let in again later") {
    for (const bool tls : {false, true}) {
      ServerOptions options = tls ? secure() : plain();
      options.connections_max = 2;
      Running running(options, echo);
      auto first = std::make_unique<Curl>();
      Curl second;
      CHECK(first->get(running.url("/")).status == 200);
      CHECK(second.get(running.url("/")).status == 200);
      const Reply refused = Curl().get(running.url("/"));
      CHECK(refused.status == 503);
      CHECK(refused.header("Retry-After") == "5");
      CHECK(refused.body.find("too_many_connections") != std::string::npos);
      first = nullptr;
      CHECK(soon([&] { return running.server->connections() < 2; }));
      CHECK(Curl().get(running.url("/")).status == 200);
    }
  }

  TEST_CASE("an exception or a header that breaks its line becomes a 500 with the request id") {
    Running running(plain(), [](const Request& request) -> Response {
      if (request.path == "/std") throw std::runtime_error("secret path of the store");
      if (request.path == "/int") throw 7;
      return text("x").with("X-Name", "a\r\nSet-Cookie: stolen");
    });
    for (const char* path : {"/std", "/int", "/split"}) {
      CAPTURE(path);
      const Reply reply = Curl().get(running.url(path));
      CHECK(reply.status == 500);
      CHECK(reply.body.find("\"word\":\"internal_error\"") != std::string::npos);
      CHECK(reply.body.find(reply.header("X-Request-Id")) != std::string::npos);
      CHECK((reply.head + reply.body).find("secret") == std::string::npos);
      CHECK(reply.head.find("stolen") == std::string::npos);
    }
  }
}

TEST_SUITE("http server: life") {
  TEST_CASE("many clients at once") {
    for (const bool tls : {false, true}) {
      Running running(tls ? secure() : plain(), [](const Request& request) {
        return text(request.path + std::string(20'000, 'x'));
      });
      std::atomic<int> good = 0;
      std::vector<std::thread> clients;
      for (int c = 0; c < 16; ++c) {
        clients.emplace_back([&, c] {
          Curl curl;
          for (int i = 0; i < 20; ++i) {
            const std::string path = fmt::format("/{}/{}", c, i);
            const Reply reply = curl.get(running.url(path));
            good += reply.status == 200 && reply.body == path + std::string(20'000, 'x');
          }
        });
      }
      for (std::thread& client : clients) client.join();
      CHECK(good == 16 * 20);
    }
  }

  TEST_CASE("a slow handler does not hold up the others") {
    ServerOptions options = plain();
    options.worker_threads = 2;
    Running running(options, [](const Request& request) {
      if (request.path == "/slow") std::this_thread::sleep_for(800ms);
      return text("done");
    });
    Tcp slow(running.port);
    slow.send("GET /slow HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    std::this_thread::sleep_for(50ms);
    const auto start = Clock::now();
    CHECK(Curl().get(running.url("/fast")).body == "done");
    CHECK(Clock::now() - start < 500ms);
    CHECK(slow.receive().ends_with("done"));
  }

  TEST_CASE("a client that leaves during the handler harms nobody") {
    std::atomic<int> ended = 0;
    Running running(secure(), [&](const Request&) {
      std::this_thread::sleep_for(1200ms);
      ++ended;
      return text(std::string(100'000, 'x'));
    });
    Curl curl;
    curl.set(CURLOPT_TIMEOUT_MS, 300L);
    CHECK(curl.get(running.url("/")).code == CURLE_OPERATION_TIMEDOUT);
    CHECK(soon([&] { return ended == 1 && running.server->connections() == 0; }));
  }

  TEST_CASE("stop finishes what runs and closes what idles") {
    Running running(plain(), [](const Request&) {
      std::this_thread::sleep_for(500ms);
      return text("finished");
    });
    Tcp idle(running.port);
    Tcp busy(running.port);
    busy.send(kGet);
    std::this_thread::sleep_for(100ms);
    const auto start = Clock::now();
    std::thread stopping([&] { running.server->stop(); });
    const std::string answer = busy.receive();
    CHECK(answer.ends_with("finished"));
    CHECK(answer.find("Connection: close") != std::string::npos);
    CHECK(idle.receive().empty());
    CHECK(idle.closed);
    stopping.join();
    CHECK(Clock::now() - start < 4s);
    CHECK(running.server->connections() == 0);
    CHECK(Curl().get(running.url("/")).code == CURLE_COULDNT_CONNECT);
  }

  TEST_CASE("destroyed while a handler runs and others wait for a worker: no wait, no crash") {
    ServerOptions options = plain();
    options.worker_threads = 1;
    auto running = std::make_unique<Running>(options, [](const Request&) {
      std::this_thread::sleep_for(6s);
      return text("late");
    });
    Tcp first(running->port);
    Tcp second(running->port);
    first.send(kGet);
    second.send(kGet);
    std::this_thread::sleep_for(100ms);
    const auto start = Clock::now();
    running->server->stop();
    CHECK(Clock::now() - start >= 4s);
    CHECK(Clock::now() - start < 6s);
    CHECK(second.receive().empty());
    running = nullptr;
    CHECK(Clock::now() - start < 8s);
  }

  TEST_CASE("start says in a sentence what is wrong") {
    Running running(plain(), echo);
    ServerOptions taken = plain();
    taken.port = running.port;
    CHECK_THROWS_WITH_AS(Server::make(taken, echo, nullptr)->start(),
                         doctest::Contains("端口已被其他程序占用"), std::runtime_error);
    ServerOptions named = plain();
    named.address = "county.example";
    CHECK_THROWS_WITH_AS(Server::make(named, echo, nullptr)->start(),
                         doctest::Contains("不是有效的 IP 地址"), std::runtime_error);
    ServerOptions bare;
    bare.port = 0;
    CHECK_THROWS_WITH_AS(Server::make(bare, echo, nullptr)->start(),
                         doctest::Contains("服务器证书无法读取"), std::runtime_error);
  }
}

}  // namespace zhantu::http

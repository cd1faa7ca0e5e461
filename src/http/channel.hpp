// Bytes over a non-blocking socket, with or without TLS, one attempt at a time: whoever waits for
// readiness between the attempts (the server) decides how.
#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

#include "http/tls.hpp"

struct ssl_st;

namespace zhantu::http {

// OpenSSL works on the descriptor itself: the TLS stream of the socket library would hold 50 kB
// of buffers for each idle connection. The descriptor stays the caller's.
class Channel {
 public:
  enum class Want { nothing, read, write };  // what to wait for before the next attempt
  struct Step {
    std::size_t bytes = 0;
    Want want = Want::nothing;  // with no bytes and nothing to want: the end, or a failure
  };

  explicit Channel(int descriptor) : descriptor_(descriptor) {}

  bool secure() const { return ssl_ != nullptr; }
  bool broken() const { return broken_; }  // nothing can be sent any more, not even goodbye
  void set_broken() { broken_ = true; }
  void set_options(int user_timeout_seconds);
  bool has_pending() const;  // bytes are waiting inside the TLS layer

  Step peek(char& first);  // the first byte, left in place
  bool start_tls(TlsContext context);
  Step handshake();  // done when bytes is 1
  Step read(char* data, std::size_t size);
  Step read_raw(char* data, std::size_t size);  // past the TLS layer, when it has said goodbye
  // The first of the two that is not empty, or both at once.
  Step write(std::string_view bytes, std::string_view more = {});
  void say_goodbye();  // close_notify, then no more sending

 private:
  struct Free {
    void operator()(ssl_st* ssl) const;
  };
  Step after(int result);

  const int descriptor_;
  TlsContext context_;
  std::unique_ptr<ssl_st, Free> ssl_;
  bool broken_ = false;
};

}  // namespace zhantu::http

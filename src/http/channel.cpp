#include "http/channel.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <cerrno>

namespace zhantu::http {

void Channel::Free::operator()(ssl_st* ssl) const { SSL_free(ssl); }

void Channel::set_options(int user_timeout_seconds) {
  const int on = 1;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // A peer that vanished without a word is noticed by the unanswered heartbeat.
  const auto timeout_ms = static_cast<unsigned int>(user_timeout_seconds) * 1000U;
  ::setsockopt(descriptor_, IPPROTO_TCP, TCP_USER_TIMEOUT, &timeout_ms, sizeof timeout_ms);
}

bool Channel::has_pending() const { return ssl_ && SSL_has_pending(ssl_.get()) == 1; }

Channel::Step Channel::peek(char& first) {
  const auto got = ::recv(descriptor_, &first, 1, MSG_PEEK | MSG_DONTWAIT);
  if (got == 1) return {1, Want::nothing};
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {0, Want::read};
  broken_ = true;
  return {};
}

bool Channel::start_tls(TlsContext context) {
  context_ = std::move(context);
  ssl_.reset(SSL_new(context_.get()));
  broken_ = !ssl_ || SSL_set_fd(ssl_.get(), descriptor_) != 1;
  return !broken_;
}

Channel::Step Channel::handshake() {
  ERR_clear_error();
  const int result = SSL_accept(ssl_.get());
  return result == 1 ? Step{1, Want::nothing} : after(result);
}

Channel::Step Channel::read(char* data, std::size_t size) {
  if (!ssl_) return read_raw(data, size);
  Step step;
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_.get(), data, size, &step.bytes);
  return result == 1 ? step : after(result);
}

Channel::Step Channel::read_raw(char* data, std::size_t size) {
  for (;;) {
    const auto got = ::recv(descriptor_, data, size, MSG_DONTWAIT);
    if (got > 0) return {static_cast<std::size_t>(got), Want::nothing};
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) return {0, Want::read};
    broken_ = broken_ || got < 0;
    return {};
  }
}

Channel::Step Channel::write(std::string_view bytes) {
  if (ssl_) {
    Step step;
    ERR_clear_error();
    const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &step.bytes);
    return result == 1 ? step : after(result);
  }
  for (;;) {
    const auto sent =
        ::send(descriptor_, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return {static_cast<std::size_t>(sent), Want::nothing};
    if (errno == EINTR) continue;
    if (errno == EAGAIN) return {0, Want::write};
    broken_ = true;
    return {};
  }
}

void Channel::say_goodbye() {
  ERR_clear_error();
  if (ssl_) SSL_shutdown(ssl_.get());
  ERR_clear_error();
  ::shutdown(descriptor_, SHUT_WR);
}

Channel::Step Channel::after(int result) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_WANT_READ: return {0, Want::read};
    case SSL_ERROR_WANT_WRITE: return {0, Want::write};
    case SSL_ERROR_ZERO_RETURN: return {};
    default: broken_ = true; return {};
  }
}

}  // namespace zhantu::http

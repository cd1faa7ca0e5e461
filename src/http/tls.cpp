#include "http/tls.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include "base/check.hpp"

namespace zhantu::http {
namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using X509Owned = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

Bio memory_bio(const std::string& text) {
  return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), &BIO_free};
}

// A key with a pass phrase must fail, not ask on the terminal of a service.
int no_pass_phrase(char*, int, int, void*) { return -1; }

[[noreturn]] void refuse(const std::string& what) {
  const unsigned long code = ERR_get_error();
  const char* reason = code != 0 ? ERR_reason_error_string(code) : nullptr;
  ERR_clear_error();
  throw std::runtime_error(reason ? fmt::format("{} ({})", what, reason) : what);
}

void use_chain(SSL_CTX* context, const std::string& pem) {
  const Bio bio = memory_bio(pem);
  const X509Owned leaf(PEM_read_bio_X509_AUX(bio.get(), nullptr, no_pass_phrase, nullptr),
                       &X509_free);
  if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) refuse("服务器证书无法读取");
  for (;;) {
    X509Owned next(PEM_read_bio_X509(bio.get(), nullptr, no_pass_phrase, nullptr), &X509_free);
    if (!next) break;
    if (SSL_CTX_add0_chain_cert(context, next.get()) != 1) refuse("服务器证书链无法使用");
    next.release();
  }
  ERR_clear_error();
}

void use_key(SSL_CTX* context, const std::string& pem) {
  const Bio bio = memory_bio(pem);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_pass_phrase, nullptr),
                &EVP_PKEY_free);
  if (!key) refuse("服务器私钥无法读取（不支持带口令的私钥）");
  if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1) {
    refuse("服务器私钥与证书不匹配");
  }
}

int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size,
                    const unsigned char* in, unsigned int in_size, void*) {
  static constexpr unsigned char kOurs[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, kOurs, sizeof kOurs - 1, in, in_size) !=
      OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

}  // namespace

TlsContext make_tls_context(const std::string& chain_pem, const std::string& key_pem) {
  ERR_clear_error();
  TlsContext context(SSL_CTX_new(TLS_server_method()), &SSL_CTX_free);
  ZT_CHECK(context != nullptr);
  SSL_CTX* ctx = context.get();
  ZT_CHECK(SSL_CTX_set_min_proto_version(ctx, TLS1_2_VERSION) == 1);
  ZT_CHECK(SSL_CTX_set_cipher_list(ctx, "ECDHE+AESGCM:ECDHE+CHACHA20") == 1);
  ZT_CHECK(SSL_CTX_set1_groups_list(ctx, "X25519:P-256:P-384") == 1);
  SSL_CTX_set_options(ctx, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                               SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
  SSL_CTX_set_mode(ctx, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                            SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  static constexpr unsigned char kSessionContext[] = "zhantu";
  SSL_CTX_set_session_id_context(ctx, kSessionContext, sizeof kSessionContext - 1);
  SSL_CTX_set_session_cache_mode(ctx, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_select_cb(ctx, choose_protocol, nullptr);
  use_chain(ctx, chain_pem);
  use_key(ctx, key_pem);
  return context;
}

}  // namespace zhantu::http

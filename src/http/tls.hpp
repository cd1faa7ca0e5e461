// The TLS settings of the server.
#pragma once
#include <memory>
#include <string>

struct ssl_ctx_st;

namespace zhantu::http {

using TlsContext = std::shared_ptr<ssl_ctx_st>;

// TLS 1.2 with forward secrecy and AEAD only, and TLS 1.3; ALPN http/1.1; resumption by tickets,
// so that sessions cost the server no memory; buffers are given back while a connection is idle.
// Throws std::runtime_error with a sentence if certificate or key cannot be used.
TlsContext make_tls_context(const std::string& chain_pem, const std::string& key_pem);

}  // namespace zhantu::http

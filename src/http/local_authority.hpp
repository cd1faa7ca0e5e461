// The operator's certificate, or one from a local authority that is made on first start
// (secure contexts of browsers need https, and trust in its certificate).
#pragma once
#include <chrono>
#include <string>
#include <vector>

namespace zhantu::http {

struct Certificate {
  std::string chain_pem;
  std::string key_pem;
  // The local authority's root, for devices to install; empty for an operator's certificate.
  std::string root_pem;
};

// Reads `directory`/{root.crt,root.key,server.crt,server.key}; makes what is missing; renews the
// server certificate when it has fewer than 30 days left, lacks one of `names` (DNS names and IP
// addresses), does not fit its key or was not signed by the root. Keys are EC P-256, files 0600,
// root ten years, server 397 days (never longer than the root). Written through a temporary file
// and rename, fsynced; two processes on one directory wait for each other.
//
// A root that exists is never replaced, because devices trust it, unless it has fewer than 30 days
// left. root.key may be kept elsewhere: it is needed only when something has to be signed.
// Throws std::runtime_error with a clear sentence. REQUIRES at least one name.
Certificate local_certificate(
    const std::string& directory, const std::vector<std::string>& names,
    std::chrono::system_clock::time_point now = std::chrono::system_clock::now());

}  // namespace zhantu::http

// The operator's certificate, or one from a local authority that is made on first start (web.md, "Secure context").
#pragma once
#include <string>
#include <vector>

namespace zhantu::http {

struct Certificate {
  std::string chain_pem;
  std::string key_pem;
  std::string root_pem;   // the local authority's root, for devices to install; empty for an operator's certificate
};

// Reads `directory`/{root.crt,root.key,server.crt,server.key}; makes what is missing; renews the server certificate when it has
// fewer than 30 days left or lacks one of `names` (DNS names and IP addresses). Keys are EC P-256, files 0600, root ten years,
// server 397 days. Written through a temporary file and rename, fsynced.
Certificate local_certificate(const std::string& directory, const std::vector<std::string>& names);

}  // namespace zhantu::http

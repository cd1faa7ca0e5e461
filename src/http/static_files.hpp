// The web client's files, from the binary itself.
#pragma once
#include "http/call.hpp"

namespace zhantu::http {

// GET of anything that is no API route: an asset, a page of the client, the local authority's root
// at /ca.crt.
Response static_file(const Services& services, const Request& request);

}  // namespace zhantu::http

// From a Response to the bytes of its head, and the answers that the transport gives by itself.
#pragma once
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace zhantu::http {

// A problem in the shape of the contract (`Problem` in api/openapi.yaml).
Response transport_problem(int status, std::string_view word, std::string_view detail,
                           const std::string& request_id);

struct HeadOptions {
  std::string request_id;
  bool keep_alive = true;
  bool http_1_0 = false;
};

// Compresses the body where that pays (text of more than 1 kB, gzip accepted, no
// Content-Encoding set). Strong ETags stay as they are: they name the version for If-Match.
// Bytes that responses share are compressed once for all of them.
void compress(Response& response, std::string_view accept_encoding);
// compress() would have nothing to do, or has done it for these shared bytes before.
bool is_compressed_at_hand(const Response& response, std::string_view accept_encoding);

// Content type, no caching, no buffering by proxies: what an event stream must say.
void make_event_headers(Response& response);

// Status line and headers up to the blank line. 1xx, 204 and 304 have neither body nor length.
// ZT_CHECKs that no header breaks its line: that would let a value smuggle headers in.
std::string response_head(const Response& response, const HeadOptions& options);

bool has_body(int status);
std::string_view body_of(const Response& response);
std::string http_date(std::time_t at);  // "Sun, 06 Nov 1994 08:49:37 GMT"
std::string random_request_id();        // 128 bits in hex

}  // namespace zhantu::http

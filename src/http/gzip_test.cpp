#include "http/gzip.hpp"

#include <doctest/doctest.h>
#include <zlib.h>

namespace zhantu::http {
namespace {

std::string unpacked(const std::string& packed) {
  z_stream stream{};
  REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

}  // namespace

TEST_SUITE("gzip") {
  TEST_CASE("what is packed comes out again, and the same each time") {
    std::string noise;
    for (unsigned int i = 0, x = 1; i < 70'000; ++i, x = x * 1664525 + 1013904223) {
      noise += static_cast<char>(x >> 24);
    }
    for (const std::string& text : {std::string(), std::string("图"), std::string(50'000, 'a'),
                                    noise}) {
      CHECK(unpacked(gzip(text)) == text);
      CHECK(gzip(text) == gzip(text));
    }
    CHECK(gzip(std::string(50'000, 'a')).size() < 1000);
  }

  TEST_CASE("Accept-Encoding") {
    for (const std::string_view yes : {"gzip", "GZIP", "deflate, gzip;q=0.5, br", "*", "x-gzip",
                                       "br;q=1.0,gzip;q=0.001", "*;q=0, gzip"}) {
      CAPTURE(yes);
      CHECK(accepts_gzip(yes));
    }
    for (const std::string_view no : {"", "br", "gzip;q=0", "gzip; q=0.000", "identity", "gzipped",
                                      "*;q=0", "gzip;q=0, *"}) {
      CAPTURE(no);
      CHECK_FALSE(accepts_gzip(no));
    }
  }

  TEST_CASE("content types") {
    for (const std::string_view yes :
         {"application/json", "application/json; charset=utf-8", "image/svg+xml", "text/html",
          "Text/CSS", "text/javascript", "application/javascript", "application/yaml",
          "application/problem+json", "text/csv", "application/manifest+json"}) {
      CAPTURE(yes);
      CHECK(is_compressible(yes));
    }
    for (const std::string_view no : {"", "image/png", "application/pdf", "text/event-stream",
                                      "text/event-stream; charset=utf-8", "font/woff2",
                                      "application/zip", "application/octet-stream"}) {
      CAPTURE(no);
      CHECK_FALSE(is_compressible(no));
    }
  }
}

}  // namespace zhantu::http

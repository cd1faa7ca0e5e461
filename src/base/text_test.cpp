#include "base/text.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu {
namespace {

rc::Gen<char32_t> any_code_point() {
  return rc::gen::map(rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x80),
                                     rc::gen::inRange<std::uint32_t>(0x4E00, 0x9FFF),
                                     rc::gen::inRange<std::uint32_t>(0x80, 0xD800),
                                     rc::gen::inRange<std::uint32_t>(0xE000, 0x110000)),
                      [](std::uint32_t c) { return static_cast<char32_t>(c); });
}

std::string any_text() {
  std::string out;
  for (char32_t c : *rc::gen::container<std::vector<char32_t>>(any_code_point()))
    out += encode_utf8(c);
  return out;
}

}  // namespace

TEST_CASE("utf-8: well-formed text") {
  for (std::string_view text :
       {"", "a", "县交通运输局", "é", "𠮷", "\x7F", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
        "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF"}) {
    CHECK(is_valid_utf8(text));
  }
  CHECK(is_valid_utf8(std::string_view("a\0b", 3)));
}

TEST_CASE("utf-8: overlong forms, surrogates, stray and cut bytes") {
  for (std::string_view text : {"\x80",
                                "\xBF",
                                "\xC0\x80",
                                "\xC0\xAF",
                                "\xC1\xBF",
                                "\xE0\x80\xAF",
                                "\xE0\x9F\xBF",
                                "\xF0\x80\x80\xAF",
                                "\xF0\x8F\xBF\xBF",
                                "\xED\xA0\x80",
                                "\xED\xBF\xBF",
                                "\xF4\x90\x80\x80",
                                "\xF5\x80\x80\x80",
                                "\xF8\x88\x80\x80\x80",
                                "\xFE",
                                "\xFF",
                                "\xC2",
                                "\xE4\xB8",
                                "\xF0\xA0\xAE",
                                "\xC2\x41",
                                "\xE4\x41\x80",
                                "\xE4\xB8\x41",
                                "县\xE5",
                                "\xCE\xD2\xC3\xC7"}) {
    CHECK(!is_valid_utf8(text));
    CHECK_THROWS_AS(code_points(text), CheckFailed);
  }
}

TEST_CASE("utf-8: code points and back") {
  CHECK(code_points("a县𠮷") == std::vector<char32_t>{U'a', U'县', U'𠮷'});
  for (char32_t c : {0U, 0x7FU, 0x80U, 0x7FFU, 0x800U, 0xFFFFU, 0x10000U, 0x10FFFFU})
    CHECK(code_points(encode_utf8(c)) == std::vector<char32_t>{c});
  CHECK(rc::check("encode then decode", [] {
    const auto points = *rc::gen::container<std::vector<char32_t>>(any_code_point());
    std::string text;
    for (char32_t c : points) text += encode_utf8(c);
    RC_ASSERT(is_valid_utf8(text));
    RC_ASSERT(code_points(text) == points);
  }));
  CHECK(rc::check("any bytes: valid means decodable to the same bytes", [](std::string bytes) {
    if (!is_valid_utf8(bytes)) return;
    std::string again;
    for (char32_t c : code_points(bytes)) again += encode_utf8(c);
    RC_ASSERT(again == bytes);
  }));
}

TEST_CASE("trimmed: every blank that a clerk cannot see") {
  CHECK(trimmed("") == "");
  CHECK(trimmed(" \t\r\n\v\f") == "");
  CHECK(trimmed("  东环路 改造\n") == "东环路 改造");
  for (std::string_view blank : {" ", "\u00A0", "\u2003", "\u2009", "\u200A", "\u200B", "\u200C",
                                 "\u200D", "\u202F", "\u205F", "\u2060", "\u3000", "\uFEFF"}) {
    CAPTURE(blank);
    const std::string both = std::string(blank) + "周明" + std::string(blank) + std::string(blank);
    CHECK(trimmed(both) == "周明");
    CHECK(trimmed(blank) == "");
  }
  CHECK(trimmed("周\u3000明") == "周\u3000明");
  CHECK(rc::check("trimming twice is trimming once", [] {
    const std::string text = any_text();
    RC_ASSERT(trimmed(trimmed(text)) == trimmed(text));
    RC_ASSERT(text.find(trimmed(text)) != std::string::npos);
  }));
}

TEST_CASE("half width: what an input method leaves behind") {
  CHECK(to_half_width("１２．５％") == "12.5%");
  CHECK(to_half_width("ＡＢｃ（一）") == "ABc(一)");
  CHECK(to_half_width("－１，２００") == "-1,200");
  CHECK(to_half_width("！～") == "!~");
  CHECK(to_half_width("甲\u3000乙\u00A0丙") == "甲 乙 丙");
  CHECK(to_half_width("。、《》￥") == "。、《》￥");
  CHECK(to_half_width("12.5%") == "12.5%");
}

TEST_CASE("controls and marks of direction are taken out, line feeds stay") {
  CHECK(without_controls("甲\n乙") == "甲\n乙");
  CHECK(without_controls("a\rb\tc\x01"
                         "d\x7F"
                         "e\u0085f") == "abcdef");
  CHECK(without_controls(std::string_view("a\0b", 3)) == "ab");
  for (std::string_view mark :
       {"\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069", "\uFEFF"}) {
    CHECK(without_controls("报" + std::string(mark) + "告") == "报告");
  }
  CHECK(without_controls("\u202F\u2065\u206A") == "\u202F\u2065\u206A");
}

TEST_CASE("display width in columns") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("东环路") == 6);
  CHECK(display_width("３号（东）") == 10);
  CHECK(display_width("K01东") == 5);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("\u200B\uFE0F") == 0);
  CHECK(display_width("𠮷") == 2);
  CHECK(display_width("ｱ") == 1);
}

TEST_CASE("edit distance in code points") {
  CHECK(edit_distance("", "") == 0);
  CHECK(edit_distance("", "住建局") == 3);
  CHECK(edit_distance("住建局", "") == 3);
  CHECK(edit_distance("住建局", "住建局") == 0);
  CHECK(edit_distance("住建局", "县住建局") == 1);
  CHECK(edit_distance("交通局", "交运局") == 1);
  CHECK(edit_distance("kitten", "sitting") == 3);
  CHECK(edit_distance("ab", "ba") == 2);
  CHECK(rc::check("a distance: symmetric, none only to itself, by the triangle", [] {
    const std::string a = any_text(), b = any_text(), c = any_text();
    RC_ASSERT(edit_distance(a, b) == edit_distance(b, a));
    RC_ASSERT((edit_distance(a, b) == 0) == (a == b));
    RC_ASSERT(edit_distance(a, c) <= edit_distance(a, b) + edit_distance(b, c));
  }));
}

}  // namespace zhantu

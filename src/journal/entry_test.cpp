#include "journal/entry.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include "base/check.hpp"

namespace zhantu::journal {
namespace {

// Salts 00...01, 00...02, ...
std::function<std::string()> counting_salt() {
  return [n = 0]() mutable { return fmt::format("{:032x}", ++n); };
}

Entry small_entry() {
  return {.tenant = {1},
          .account = {2},
          .tenure = {3},
          .at = {1'774'944'000'000},
          .verb = "publish",
          .subject = "campaign/4/period/2026-03",
          .campaign = {4},
          .images = {}};
}

Entry with_row(std::vector<Field> fields) {
  Entry entry = small_entry();
  entry.images.push_back({.table = "person", .fields = std::move(fields)});
  return entry;
}

std::string bytes_of(const Entry& entry) { return seal(entry, counting_salt()).bytes; }

// "{"row":{...},"table":"person"}" of the one image.
std::string image_text(std::vector<Field> fields) {
  const std::string bytes = bytes_of(with_row(std::move(fields)));
  const auto start = bytes.find("\"images\":[") + 10;
  return bytes.substr(start, bytes.find("],\"subject\"") - start);
}

}  // namespace

TEST_CASE("D-9.1 canonical bytes: who, in which post, when, what") {
  CHECK(bytes_of(small_entry()) ==
        R"({"account":2,"at":1774944000000,"campaign":4,"format":1,"images":[],)"
        R"("subject":"campaign/4/period/2026-03","tenant":1,"tenure":3,"verb":"publish"})");
  Entry two = with_row({{.name = "id", .value = std::int64_t{7}}});
  two.images.push_back({.table = "plan", .fields = {}});
  CHECK(bytes_of(two) ==
        R"({"account":2,"at":1774944000000,"campaign":4,"format":1,)"
        R"("images":[{"row":{"id":7},"table":"person"},{"row":{},"table":"plan"}],)"
        R"("subject":"campaign/4/period/2026-03","tenant":1,"tenure":3,"verb":"publish"})");
}

TEST_CASE("D-9.1 members are sorted by name, whatever the order of the columns") {
  const Field a{.name = "alpha", .value = std::int64_t{-1}}, b{.name = "beta", .value = "x"},
      c{.name = "gamma", .value = {}};
  const std::string expected = R"({"row":{"alpha":-1,"beta":"x","gamma":null},"table":"person"})";
  CHECK(image_text({a, b, c}) == expected);
  CHECK(image_text({c, b, a}) == expected);
  CHECK(image_text({b, a, c}) == expected);
}

TEST_CASE("D-9.1 text is escaped only where JSON demands it") {
  const auto text = [](std::string value) {
    return image_text({{.name = "t", .value = std::move(value)}});
  };
  CHECK(text("通车 \"3\" 公里") == R"({"row":{"t":"通车 \"3\" 公里"},"table":"person"})");
  CHECK(text("a\\b/c") == R"({"row":{"t":"a\\b/c"},"table":"person"})");
  CHECK(text("a\nb\tc\x01") ==
        "{\"row\":{\"t\":\"a\\u000ab\\u0009c\\u0001\"},\"table\":\"person\"}");
  CHECK(text(std::string(1, '\0')) == R"({"row":{"t":"\u0000"},"table":"person"})");
  CHECK(text("\x7F𠮷") == "{\"row\":{\"t\":\"\x7F𠮷\"},\"table\":\"person\"}");
  CHECK(text("</script>") == R"({"row":{"t":"</script>"},"table":"person"})");
}

TEST_CASE("D-9.1 every part of an entry changes its bytes") {
  const std::string base = bytes_of(small_entry());
  const auto changed = [&](auto change) {
    Entry entry = small_entry();
    change(entry);
    CHECK(bytes_of(entry) != base);
  };
  changed([](Entry& e) { e.tenant = {9}; });
  changed([](Entry& e) { e.account = {9}; });
  changed([](Entry& e) { e.tenure = {9}; });
  changed([](Entry& e) { e.at.ms += 1; });
  changed([](Entry& e) { e.verb = "correct"; });
  changed([](Entry& e) { e.subject += "b"; });
  changed([](Entry& e) { e.campaign = {9}; });
  changed([](Entry& e) { e.images.push_back({.table = "plan", .fields = {}}); });
  CHECK(bytes_of(small_entry()) == base);
}

TEST_CASE("D-9.3 a personal value stands in the bytes as a commitment only") {
  const Entry entry = with_row({{.name = "id", .value = std::int64_t{7}},
                                {.name = "name", .value = "周明远", .personal = true}});
  const Sealed sealed = seal(entry, counting_salt());
  CHECK(sealed.bytes.find("周明远") == std::string::npos);
  REQUIRE(sealed.secrets.size() == 1);
  const Secret& secret = sealed.secrets.front();
  CHECK(secret.value == "周明远");
  CHECK(secret.salt == "00000000000000000000000000000001");
  CHECK(secret.commitment == sm3_hex("00000000000000000000000000000001周明远"));
  CHECK(secret.commitment == commitment(secret.salt, secret.value));
  CHECK(sealed.bytes.find(secret.salt) == std::string::npos);
  CHECK(sealed.bytes.find("\"name\":{\"sm3\":\"" + secret.commitment + "\"}") != std::string::npos);
}

TEST_CASE("D-9.3 the same name in two entries cannot be told to be the same") {
  const Entry entry = with_row({{.name = "login", .value = "office1", .personal = true},
                                {.name = "name", .value = "office1", .personal = true}});
  const Sealed sealed = seal(entry, counting_salt());
  REQUIRE(sealed.secrets.size() == 2);
  CHECK(sealed.secrets[0].commitment != sealed.secrets[1].commitment);
  CHECK(commitment("aa", "x") != commitment("aa", "y"));
  CHECK(commitment("aa", "x") != commitment("ab", "x"));
}

TEST_CASE("D-9.3 an absent personal value needs no salt") {
  const Sealed sealed =
      seal(with_row({{.name = "name", .value = {}, .personal = true}}), counting_salt());
  CHECK(sealed.secrets.empty());
  CHECK(sealed.bytes.find("\"name\":null") != std::string::npos);
}

TEST_CASE("D-9.2 a leaf is hashed with the prefix 0x00, as in RFC 6962") {
  CHECK(leaf_hash("") == sm3(std::string_view("\0", 1)));
  CHECK(leaf_hash("abc") == sm3(std::string_view("\0abc", 4)));
  CHECK(leaf_hash("abc") != sm3("abc"));
}

TEST_CASE("D-9.1 images are read back as they were sealed") {
  CHECK(rc::check("images_of(seal(x)) is x", [] {
    Entry entry = small_entry();
    entry.subject = *rc::gen::arbitrary<std::string>();
    const int images = *rc::gen::inRange(0, 4);
    for (int i = 0; i < images; ++i) {
      Image image{.table = *rc::gen::arbitrary<std::string>(), .fields = {}};
      const auto names =
          *rc::gen::unique<std::vector<std::string>>(rc::gen::arbitrary<std::string>());
      for (const std::string& name : names) {
        Field field{.name = name, .value = {}};
        const int kind = *rc::gen::inRange(0, 4);
        if (kind == 1) field.value = *rc::gen::arbitrary<std::int64_t>();
        if (kind >= 2) field.value = *rc::gen::arbitrary<std::string>();
        field.personal = kind == 3;
        image.fields.push_back(std::move(field));
      }
      entry.images.push_back(std::move(image));
    }
    const Sealed sealed = seal(entry, counting_salt());
    const auto read = images_of(sealed.bytes);
    RC_ASSERT(read.size() == entry.images.size());
    std::size_t secret = 0;
    for (std::size_t i = 0; i < read.size(); ++i) {
      auto expected = entry.images[i].fields;
      std::ranges::sort(expected, {}, &Field::name);
      RC_ASSERT(read[i].table == entry.images[i].table);
      RC_ASSERT(read[i].fields.size() == expected.size());
      for (std::size_t f = 0; f < expected.size(); ++f) {
        RC_ASSERT(read[i].fields[f].name == expected[f].name);
        RC_ASSERT(read[i].fields[f].personal == expected[f].personal);
        if (expected[f].personal) {
          const Secret& kept = sealed.secrets.at(secret++);
          RC_ASSERT(read[i].fields[f].value == Value(kept.commitment));
          RC_ASSERT(Value(kept.value) == expected[f].value);
        } else {
          RC_ASSERT(read[i].fields[f].value == expected[f].value);
        }
      }
    }
    RC_ASSERT(secret == sealed.secrets.size());
  }));
}

TEST_CASE("D-9.2 a subject that looks like images does not deceive the reader") {
  Entry entry = with_row({{.name = "id", .value = std::int64_t{7}}});
  entry.subject = R"(","images":[{"row":{"id":8},"table":"person"}],")";
  entry.verb = entry.subject;
  const auto images = images_of(bytes_of(entry));
  REQUIRE(images.size() == 1);
  CHECK(images[0].fields[0].value == Value(std::int64_t{7}));
}

TEST_CASE("D-9.2 bytes that nobody sealed are found out, not guessed at") {
  for (std::string_view bytes :
       {"",
        "{}",
        "{\"images\":[",
        "{\"images\":[{",
        "{\"images\":[{\"row\":{\"a\":1",
        "{\"images\":[{\"row\":{\"a\":}",
        "{\"images\":[{\"row\":{\"a\":x},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":1}}]",
        "{\"images\":[{\"row\":{\"a\":\"\\",
        "{\"images\":[{\"row\":{\"a\":\"\\u00",
        "{\"images\":[{\"row\":{\"a\":\"\\u000",
        "{\"images\":[{\"row\":{\"a\":\"\\u0zz\"},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":\"\\u000z\"},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{,\"a\":1},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":1\"b\":2},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":1,},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{},\"table\":\"t\"}{\"row\":{},\"table\":\"t\"}]",
        "{\"images\":[,{\"row\":{},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":{\"sm3\":1}},\"table\":\"t\"}]",
        "{\"images\":[{\"row\":{\"a\":99999999999999999999},\"table\":\"t\"}]"}) {
    CAPTURE(bytes);
    CHECK_THROWS_AS(images_of(bytes), CheckFailed);
  }
}

TEST_CASE("D-9.2 cut off anywhere before the end of its images, an entry is refused") {
  const std::string bytes = bytes_of(with_row({{.name = "a", .value = "x\ny\"z"},
                                               {.name = "b", .value = std::int64_t{-12}},
                                               {.name = "c", .value = {}},
                                               {.name = "d", .value = "周", .personal = true}}));
  const auto end = bytes.find("],\"subject\"");
  for (std::size_t size = 0; size <= end; ++size) {
    CAPTURE(size);
    const std::vector<char> exact(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_THROWS_AS(images_of(std::string_view(exact.data(), exact.size())), CheckFailed);
  }
}

}  // namespace zhantu::journal

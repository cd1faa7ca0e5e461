#include "http/local_authority.hpp"

#include <doctest/doctest.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace zhantu::http {
namespace {

using std::chrono::hours;
using Time = std::chrono::system_clock::time_point;

struct TestDirectory {
  TestDirectory() {
    std::string pattern = "/tmp/zhantu-authority-XXXXXX";
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    path = pattern + "/tls";
    parent = pattern;
  }
  ~TestDirectory() { std::filesystem::remove_all(parent); }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;

  std::string read(const std::string& name) const {
    std::ifstream in(path + "/" + name, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path + "/" + name, std::ios::binary) << text;
  }

  std::string parent;
  std::string path;
};

using X509Owned = std::unique_ptr<X509, decltype(&X509_free)>;

X509Owned parse(const std::string& pem) {
  BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  X509Owned made(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr), &X509_free);
  BIO_free(bio);
  REQUIRE(made != nullptr);
  return made;
}

// What a browser does: path, dates, purpose and name.
int verified(const Certificate& certificate, const std::string& name, bool is_address, Time at) {
  const X509Owned root = parse(certificate.root_pem);
  const X509Owned leaf = parse(certificate.chain_pem);
  X509_STORE* store = X509_STORE_new();
  X509_STORE_add_cert(store, root.get());
  X509_STORE_CTX* context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, leaf.get(), nullptr);
  X509_VERIFY_PARAM* param = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_flags(param, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_time(param, std::chrono::system_clock::to_time_t(at));
  X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
  if (is_address) {
    X509_VERIFY_PARAM_set1_ip_asc(param, name.c_str());
  } else {
    X509_VERIFY_PARAM_set1_host(param, name.data(), name.size());
  }
  const int ok = X509_verify_cert(context);
  const int error = X509_STORE_CTX_get_error(context);
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  return ok == 1 ? X509_V_OK : error;
}

std::string serial_of(const std::string& pem) {
  BIGNUM* number = ASN1_INTEGER_to_BN(X509_get0_serialNumber(parse(pem).get()), nullptr);
  char* text = BN_bn2hex(number);
  std::string out = text;
  OPENSSL_free(text);
  BN_free(number);
  return out;
}

const Time kNow = std::chrono::system_clock::now();
const std::vector<std::string> kNames = {"zhantu.county.example", "192.168.7.20", "fd00::20"};

}  // namespace

TEST_SUITE("local authority") {
  TEST_CASE("first start: verifies strictly for every name, and for no other") {
    const TestDirectory directory;
    const Certificate made = local_certificate(directory.path, kNames, kNow);
    CHECK(verified(made, "zhantu.county.example", false, kNow) == X509_V_OK);
    CHECK(verified(made, "192.168.7.20", true, kNow) == X509_V_OK);
    CHECK(verified(made, "fd00::20", true, kNow) == X509_V_OK);
    CHECK(verified(made, "other.example", false, kNow) == X509_V_ERR_HOSTNAME_MISMATCH);
    CHECK(verified(made, "192.168.7.21", true, kNow) == X509_V_ERR_IP_ADDRESS_MISMATCH);
    CHECK(verified(made, kNames[0], false, kNow + hours(24 * 398)) ==
          X509_V_ERR_CERT_HAS_EXPIRED);
    CHECK(verified(made, kNames[0], false, kNow + hours(24 * 396)) == X509_V_OK);
    for (const char* name : {"root.crt", "root.key", "server.crt", "server.key"}) {
      struct stat status {};
      REQUIRE(::stat((directory.path + "/" + name).c_str(), &status) == 0);
      CHECK((status.st_mode & 0777) == 0600);
    }
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path),
                        std::filesystem::directory_iterator()) == 4);
    struct stat status {};
    REQUIRE(::stat(directory.path.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0700);
  }

  TEST_CASE("the extensions are what browsers ask for") {
    const TestDirectory directory;
    const Certificate made = local_certificate(directory.path, kNames, kNow);
    const X509Owned root = parse(made.root_pem);
    const X509Owned leaf = parse(made.chain_pem);
    CHECK(X509_check_ca(root.get()) == 1);
    CHECK(X509_get_pathlen(root.get()) == 0);
    CHECK(X509_check_ca(leaf.get()) == 0);
    CHECK(X509_get_key_usage(root.get()) == (KU_KEY_CERT_SIGN | KU_CRL_SIGN));
    CHECK(X509_get_key_usage(leaf.get()) == KU_DIGITAL_SIGNATURE);
    CHECK(X509_get_extended_key_usage(leaf.get()) == XKU_SSL_SERVER);
    for (const int nid : {NID_basic_constraints, NID_key_usage}) {
      for (X509* certificate : {root.get(), leaf.get()}) {
        const int at = X509_get_ext_by_NID(certificate, nid, -1);
        REQUIRE(at >= 0);
        CHECK(X509_EXTENSION_get_critical(X509_get_ext(certificate, at)) == 1);
      }
    }
    CHECK(X509_get0_subject_key_id(root.get()) != nullptr);
    REQUIRE(X509_get0_authority_key_id(leaf.get()) != nullptr);
    CHECK(ASN1_OCTET_STRING_cmp(X509_get0_authority_key_id(leaf.get()),
                                X509_get0_subject_key_id(root.get())) == 0);
    CHECK(serial_of(made.chain_pem).size() > 24);
    CHECK(serial_of(made.chain_pem) != serial_of(made.root_pem));
  }

  TEST_CASE("a second start changes nothing; the chain on disk is what is served") {
    const TestDirectory directory;
    const Certificate first = local_certificate(directory.path, kNames, kNow);
    const Certificate second = local_certificate(directory.path, {kNames[1]}, kNow + hours(1));
    CHECK(second.chain_pem == first.chain_pem);
    CHECK(second.key_pem == first.key_pem);
    CHECK(second.root_pem == first.root_pem);
    CHECK(directory.read("server.crt") == first.chain_pem);
    CHECK(directory.read("server.key") == first.key_pem);
    CHECK(directory.read("root.crt") == first.root_pem);
  }

  TEST_CASE("renewal: 30 days before the end, and for a new name; the root stays") {
    const TestDirectory directory;
    const Certificate first = local_certificate(directory.path, kNames, kNow);
    const Time early = kNow + hours(24 * 366);
    const Time late = kNow + hours(24 * 368);
    CHECK(local_certificate(directory.path, kNames, early).chain_pem == first.chain_pem);
    const Certificate renewed = local_certificate(directory.path, kNames, late);
    CHECK(renewed.chain_pem != first.chain_pem);
    CHECK(renewed.key_pem != first.key_pem);
    CHECK(renewed.root_pem == first.root_pem);
    CHECK(verified(renewed, kNames[0], false, late + hours(24 * 300)) == X509_V_OK);
    const Certificate named = local_certificate(directory.path, {kNames[0], "new.example"}, late);
    CHECK(named.chain_pem != renewed.chain_pem);
    CHECK(named.root_pem == first.root_pem);
    CHECK(verified(named, "new.example", false, late) == X509_V_OK);
  }

  TEST_CASE("ten years on: no server certificate outlives its root, then a new root is made") {
    const TestDirectory directory;
    const Certificate first = local_certificate(directory.path, kNames, kNow);
    const Time near_end = kNow + hours(24 * 3600);
    const Certificate last = local_certificate(directory.path, kNames, near_end);
    CHECK(last.root_pem == first.root_pem);
    CHECK(verified(last, kNames[0], false, near_end) == X509_V_OK);
    const X509Owned root = parse(last.root_pem);
    const X509Owned leaf = parse(last.chain_pem);
    CHECK(ASN1_TIME_compare(X509_get0_notAfter(leaf.get()), X509_get0_notAfter(root.get())) <= 0);
    const Time over = kNow + hours(24 * 3640);
    const Certificate next = local_certificate(directory.path, kNames, over);
    CHECK(next.root_pem != first.root_pem);
    CHECK(verified(next, kNames[0], false, over) == X509_V_OK);
  }

  TEST_CASE("half-written and foreign files: the server's are made anew, the root's are refused") {
    const TestDirectory directory;
    const Certificate first = local_certificate(directory.path, kNames, kNow);
    directory.write("server.crt", first.chain_pem.substr(0, 200));
    CHECK(verified(local_certificate(directory.path, kNames, kNow), kNames[0], false, kNow) ==
          X509_V_OK);
    directory.write("server.key", directory.read("root.key"));  // a crash between the two files
    const Certificate repaired = local_certificate(directory.path, kNames, kNow);
    CHECK(repaired.key_pem != directory.read("root.key"));
    const TestDirectory other;
    const Certificate foreign = local_certificate(other.path, kNames, kNow);
    directory.write("server.crt", foreign.chain_pem);
    directory.write("server.key", foreign.key_pem);
    CHECK(local_certificate(directory.path, kNames, kNow).chain_pem != foreign.chain_pem);
    const std::string root_key = directory.read("root.key");
    directory.write("root.key", other.read("root.key"));
    CHECK_THROWS_WITH_AS(local_certificate(directory.path, kNames, kNow),
                         doctest::Contains("不匹配"), std::runtime_error);
    directory.write("root.key", root_key);
    directory.write("root.crt", "junk");
    CHECK_THROWS_WITH_AS(local_certificate(directory.path, kNames, kNow),
                         doctest::Contains("已损坏"), std::runtime_error);
    CHECK(directory.read("root.crt") == "junk");
  }

  TEST_CASE("the root's key may be kept elsewhere until something must be signed") {
    const TestDirectory directory;
    const Certificate first = local_certificate(directory.path, kNames, kNow);
    std::filesystem::remove(directory.path + "/root.key");
    CHECK(local_certificate(directory.path, kNames, kNow).chain_pem == first.chain_pem);
    CHECK_THROWS_WITH_AS(local_certificate(directory.path, {"new.example"}, kNow),
                         doctest::Contains("缺少根私钥"), std::runtime_error);
    CHECK(directory.read("server.crt") == first.chain_pem);
  }

  TEST_CASE("names that are none, and a directory that cannot be") {
    const TestDirectory directory;
    for (const std::string name : {"", "a b", "a,DNS:evil.example", ".a", "图.example", "a/b"}) {
      CAPTURE(name);
      CHECK_THROWS_AS(local_certificate(directory.path, {name}, kNow), std::runtime_error);
    }
    CHECK_THROWS_AS(local_certificate(directory.path, {}, kNow), std::runtime_error);
    CHECK_THROWS_WITH_AS(local_certificate("/proc/zhantu", kNames, kNow),
                         doctest::Contains("无法打开证书目录"), std::runtime_error);
  }

  TEST_CASE("two processes that start together agree") {
    const TestDirectory directory;
    std::vector<Certificate> made(4);
    std::vector<std::thread> starting;
    for (Certificate& one : made) {
      starting.emplace_back([&] { one = local_certificate(directory.path, kNames, kNow); });
    }
    for (std::thread& thread : starting) thread.join();
    for (const Certificate& one : made) CHECK(one.chain_pem == made[0].chain_pem);
  }
}

}  // namespace zhantu::http

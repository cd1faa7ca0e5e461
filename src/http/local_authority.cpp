#include "http/local_authority.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace zhantu::http {
namespace {

template <auto kFree>
struct Freed {
  template <class T>
  void operator()(T* value) const {
    kFree(value);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using X509Owned = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Serial = std::unique_ptr<BIGNUM, Freed<BN_free>>;

constexpr std::time_t kDay = 86'400;
constexpr std::time_t kRootDays = 3652;
constexpr std::time_t kServerDays = 397;  // browsers refuse server certificates of 398 and more
constexpr std::time_t kRenewDays = 30;
constexpr std::time_t kClockSkew = 3600;  // of devices that are behind

[[noreturn]] void fail(const std::string& sentence) { throw std::runtime_error(sentence); }

// Holds the directory while certificates are read and made.
class DirectoryLock {
 public:
  explicit DirectoryLock(const std::string& directory)
      : descriptor_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::flock(descriptor_, LOCK_EX) != 0) {
      fail(fmt::format("无法打开证书目录 {}：{}", directory, std::strerror(errno)));
    }
  }
  ~DirectoryLock() { ::close(descriptor_); }
  DirectoryLock(const DirectoryLock&) = delete;
  DirectoryLock& operator=(const DirectoryLock&) = delete;

  void sync() const {
    if (::fsync(descriptor_) != 0) fail(fmt::format("证书目录无法落盘：{}", std::strerror(errno)));
  }

 private:
  int descriptor_;
};

void write_whole(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(fmt::format("无法写入 {}：{}", path, std::strerror(errno)));
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0) {
    fail(fmt::format("文件 {} 无法落盘：{}", path, std::strerror(errno)));
  }
}

void write_file(const DirectoryLock& directory, const std::string& path, std::string_view bytes) {
  const std::string temporary = path + ".new";
  ::unlink(temporary.c_str());
  const int descriptor =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) fail(fmt::format("无法写入 {}：{}", temporary, std::strerror(errno)));
  try {
    write_whole(descriptor, bytes, temporary);
  } catch (...) {
    ::close(descriptor);
    ::unlink(temporary.c_str());
    throw;
  }
  ::close(descriptor);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    fail(fmt::format("无法写入 {}：{}", path, std::strerror(errno)));
  }
  directory.sync();
}

// "" if the file is not there.
std::string read_file(const std::string& path) {
  if (!std::filesystem::exists(path)) return "";
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) fail(fmt::format("无法读取 {}", path));
  return bytes;
}

Bio reader(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<std::size_t>(size));
}

int no_pass_phrase(char*, int, int, void*) { return -1; }

X509Owned parse_certificate(const std::string& pem) {
  X509Owned parsed(PEM_read_bio_X509(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
  ERR_clear_error();
  return parsed;
}

Key parse_key(const std::string& pem) {
  Key parsed(PEM_read_bio_PrivateKey(reader(pem).get(), nullptr, no_pass_phrase, nullptr));
  ERR_clear_error();
  return parsed;
}

std::string pem_of(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  ZT_CHECK(PEM_write_bio_X509(bio.get(), certificate) == 1);
  return text_of(bio.get());
}

std::string pem_of(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  ZT_CHECK(PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) ==
           1);
  return text_of(bio.get());
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  ZT_CHECK(key != nullptr);
  return key;
}

void add_extension(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  ZT_CHECK(extension != nullptr);
  ZT_CHECK(X509_add_ext(certificate, extension.get(), -1) == 1);
}

void set_random_serial(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  ZT_CHECK(RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) == 1);
  const Serial number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  ZT_CHECK(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr);
}

void set_name(X509* certificate, const std::string& common_name) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto add = [&](const char* field, const std::string& value) {
    ZT_CHECK(X509_NAME_add_entry_by_txt(
                 name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                 static_cast<int>(value.size()), -1, 0) == 1);
  };
  add("O", "Zhantu");
  add("CN", common_name);
}

X509Owned make_blank(EVP_PKEY* key, const std::string& common_name, std::time_t from,
                     std::time_t to) {
  X509Owned made(X509_new());
  ZT_CHECK(made != nullptr && X509_set_version(made.get(), X509_VERSION_3) == 1);
  set_random_serial(made.get());
  set_name(made.get(), common_name);
  ZT_CHECK(ASN1_TIME_set(X509_getm_notBefore(made.get()), from) != nullptr);
  ZT_CHECK(ASN1_TIME_set(X509_getm_notAfter(made.get()), to) != nullptr);
  ZT_CHECK(X509_set_pubkey(made.get(), key) == 1);
  return made;
}

// The name carries a random mark, so that two counties' roots on one phone can be told apart.
X509Owned make_root(EVP_PKEY* key, std::time_t now) {
  std::array<std::uint8_t, 4> mark{};
  ZT_CHECK(RAND_bytes(mark.data(), static_cast<int>(mark.size())) == 1);
  X509Owned root = make_blank(key, "Zhantu local authority " + hex(mark), now - kClockSkew,
                              now - kClockSkew + kRootDays * kDay);
  X509* raw = root.get();
  ZT_CHECK(X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1);
  add_extension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(raw, raw, NID_subject_key_identifier, "hash");
  add_extension(raw, raw, NID_authority_key_identifier, "keyid:always");
  ZT_CHECK(X509_sign(raw, key, EVP_sha256()) > 0);
  return root;
}

bool is_ip_address(const std::string& name) {
  std::array<unsigned char, 16> bytes{};
  return ::inet_pton(AF_INET, name.c_str(), bytes.data()) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), bytes.data()) == 1;
}

bool is_dns_name(const std::string& name) {
  return !name.empty() && name.size() <= 253 && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '.' || c == '_';
         });
}

std::time_t end_of(const X509* certificate) {
  std::tm end{};
  ZT_CHECK(ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) == 1);
  return ::timegm(&end);
}

X509Owned make_server(EVP_PKEY* key, const std::vector<std::string>& names, X509* root,
                      EVP_PKEY* root_key, std::time_t now) {
  const std::time_t to = std::min(now - kClockSkew + kServerDays * kDay, end_of(root));
  X509Owned server = make_blank(key, names.front().substr(0, 64), now - kClockSkew, to);
  X509* raw = server.get();
  std::string alternatives;
  for (const std::string& name : names) {
    if (!alternatives.empty()) alternatives += ',';
    alternatives += (is_ip_address(name) ? "IP:" : "DNS:") + name;
  }
  ZT_CHECK(X509_set_issuer_name(raw, X509_get_subject_name(root)) == 1);
  add_extension(raw, root, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(raw, root, NID_key_usage, "critical,digitalSignature");
  add_extension(raw, root, NID_ext_key_usage, "serverAuth");
  add_extension(raw, root, NID_subject_alt_name, alternatives);
  add_extension(raw, root, NID_subject_key_identifier, "hash");
  add_extension(raw, root, NID_authority_key_identifier, "keyid:always");
  ZT_CHECK(X509_sign(raw, root_key, EVP_sha256()) > 0);
  return server;
}

bool has_name(X509* certificate, const std::string& name) {
  if (is_ip_address(name)) return X509_check_ip_asc(certificate, name.c_str(), 0) == 1;
  return X509_check_host(certificate, name.data(), name.size(), X509_CHECK_FLAG_NEVER_CHECK_SUBJECT,
                         nullptr) == 1;
}

bool is_good(X509* server, EVP_PKEY* key, X509* root, const std::vector<std::string>& names,
             std::time_t now) {
  if (!server || !key || X509_check_private_key(server, key) != 1) return false;
  const Key root_public(X509_get_pubkey(root));
  if (!root_public || X509_verify(server, root_public.get()) != 1) return false;
  if (end_of(server) - now < kRenewDays * kDay) return false;
  return std::all_of(names.begin(), names.end(),
                     [&](const std::string& name) { return has_name(server, name); });
}

struct Root {
  X509Owned certificate;
  Key key;  // null if it is kept elsewhere
};

Root root_in(const DirectoryLock& lock, const std::string& directory, std::time_t now) {
  const std::string crt_path = directory + "/root.crt";
  const std::string key_path = directory + "/root.key";
  const std::string crt = read_file(crt_path);
  const std::string key_pem = read_file(key_path);
  Root root{parse_certificate(crt), parse_key(key_pem)};
  if (!crt.empty() && !root.certificate) fail(fmt::format("根证书 {} 已损坏，请从备份恢复", crt_path));
  if (!key_pem.empty() && !root.key) fail(fmt::format("根私钥 {} 已损坏，请从备份恢复", key_path));
  if (root.certificate && root.key &&
      X509_check_private_key(root.certificate.get(), root.key.get()) != 1) {
    fail(fmt::format("根证书 {} 与私钥 {} 不匹配，请从备份恢复", crt_path, key_path));
  }
  if (root.certificate && end_of(root.certificate.get()) - now >= kRenewDays * kDay) return root;
  if (!root.key || root.certificate) root.key = make_key();
  root.certificate = make_root(root.key.get(), now);
  // A crash after the removal leaves a key without a certificate, which the next start completes.
  if (!crt.empty()) std::filesystem::remove(crt_path);
  write_file(lock, key_path, pem_of(root.key.get()));
  write_file(lock, crt_path, pem_of(root.certificate.get()));
  return root;
}

}  // namespace

Certificate local_certificate(const std::string& directory, const std::vector<std::string>& names,
                              std::chrono::system_clock::time_point now) {
  if (names.empty()) fail("请给出服务器的域名或 IP 地址，至少一个");
  for (const std::string& name : names) {
    if (!is_ip_address(name) && !is_dns_name(name)) {
      fail(fmt::format("“{}”不是有效的域名或 IP 地址", name));
    }
  }
  std::error_code ec;
  if (!std::filesystem::exists(directory)) {
    std::filesystem::create_directories(directory, ec);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all, ec);
  }
  const DirectoryLock lock(directory);
  const std::time_t time = std::chrono::system_clock::to_time_t(now);
  const Root root = root_in(lock, directory, time);
  const std::string root_pem = pem_of(root.certificate.get());
  const std::string crt_path = directory + "/server.crt";
  const std::string key_path = directory + "/server.key";
  std::string crt = read_file(crt_path);
  std::string key = read_file(key_path);
  if (is_good(parse_certificate(crt).get(), parse_key(key).get(), root.certificate.get(), names,
              time)) {
    return {crt, key, root_pem};
  }
  if (!root.key) {
    fail(fmt::format("需要签发新的服务器证书，但缺少根私钥 {}/root.key，请放回后重试", directory));
  }
  const Key fresh = make_key();
  crt = pem_of(make_server(fresh.get(), names, root.certificate.get(), root.key.get(), time).get());
  key = pem_of(fresh.get());
  write_file(lock, key_path, key);
  write_file(lock, crt_path, crt);
  return {crt, key, root_pem};
}

}  // namespace zhantu::http

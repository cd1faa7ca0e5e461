// The command line. Business verbs are clients of the HTTPS API with a person's token; only init,
// demo and serve touch files.
#pragma once
#include <functional>
#include <string>

namespace zhantu::cli {

// Documented in docs/operations.md; scripts rely on them.
enum ExitCode : int {
  kOk = 0,
  kRefused = 1,      // the server, or a check, said no; the sentence is on stderr
  kUsage = 2,        // the command line is wrong
  kUnreachable = 3,  // no answer from the server
  kFile = 4,         // a file, the data folder or the port cannot be used
  kInternal = 5,     // our fault
};

struct ServeOptions {
  std::string data;
  std::string address = "127.0.0.1";
  unsigned short port = 8443;
  std::vector<std::string> names;  // host names and addresses of the certificate
  std::string certificate, key;    // the operator's own
  bool plain_http = false;
  unsigned chart_cache_mb = 64;  // drawings kept for whoever asks again
  std::string test_clock;        // file with an instant; tests only
};

struct InitOptions {
  std::string data;
  std::string setup;              // setup file, or
  std::string code, name, login;  // an empty tenant with its first administrator
  std::string test_clock;         // file with an instant; tests only
  std::string password;           // from ZHANTU_PASSWORD or stdin
};

// What the composition root does for verbs that touch files.
struct Hooks {
  std::function<int(const ServeOptions&)> serve;
  std::function<int(const InitOptions&)> init;
  std::function<int(const std::string& data)> demo;
  std::function<std::string()> policy_json;
};

int run(int argc, char** argv, const Hooks& hooks);

// Chinese or English, by ZHANTU_LANG, LC_ALL, LC_MESSAGES or LANG.
std::string say(const char* chinese, const char* english);
bool speaks_english();

// A password without echo from a terminal, a line of stdin otherwise, or ZHANTU_PASSWORD.
std::string read_password();

}  // namespace zhantu::cli

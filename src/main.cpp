// Composition root: opens the store, makes the app, and hands both to the server or to a verb that
// touches files.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <latch>
#include <mutex>
#include <sstream>

#include "app/accounts.hpp"
#include "app/manage_accounts.hpp"
#include "app/problem_table.hpp"
#include "app/setup_county.hpp"
#include "base/embedded.hpp"
#include "base/text.hpp"
#include "cli/cli.hpp"
#include "http/event_frames.hpp"
#include "http/local_authority.hpp"
#include "http/policy_matrix.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace {

using namespace zhantu;
namespace fs = std::filesystem;

constexpr const char* kDemoPassword = "zhantu-demo-2026";

std::int64_t number_of(std::string_view digits) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    throw std::runtime_error("not a number: " + std::string(digits));
  }
  return value;
}

std::vector<store::Migration> migrations() {
  std::vector<store::Migration> out;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with("migrations/")) continue;
    const std::string name(file.path.substr(11));
    out.push_back(
        {.version = number_of(name.substr(0, 4)), .name = name, .sql = std::string(file.bytes)});
  }
  return out;
}

// One process at a time works on a data folder; the lock goes with the process, however it ends.
class DataLock {
 public:
  explicit DataLock(const std::string& data)
      : file_(::open((data + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (file_ >= 0 && ::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
    if (file_ >= 0) ::close(file_);
    throw std::runtime_error(
        cli::say("数据目录正被另一个 zhantu 使用，或无法写入：",
                 "the data folder is in use by another zhantu, or cannot be written: ") +
        data);
  }
  ~DataLock() { ::close(file_); }
  DataLock(const DataLock&) = delete;
  DataLock& operator=(const DataLock&) = delete;

 private:
  int file_;
};

void make_data_folder(const std::string& data) {
  fs::create_directories(data);
  fs::permissions(data, fs::perms::owner_all);
}

std::unique_ptr<store::Store> open_store(const std::string& data, const app::Ports& ports) {
  return store::open_sqlite({.path = data + "/zhantu.db",
                             .migrations = migrations(),
                             .salt = [secret = ports.secret] { return secret().substr(0, 32); },
                             .fatal =
                                 [](const std::string& why) {
                                   spdlog::critical("{}", why);
                                   std::_Exit(70);
                                 }});
}

std::string embedded_mechanism(const std::string& name) {
  const EmbeddedFile* file = find_embedded("mechanisms/" + name + ".toml");
  return file == nullptr ? std::string{} : std::string(file->bytes);
}

std::string read_text(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) throw std::runtime_error(cli::say("读不到文件：", "cannot read ") + path);
  return text.str();
}

int refused(const Problem& problem) {
  const auto language = cli::speaks_english() ? app::Language::en : app::Language::zh_hans;
  std::cerr << app::sentence(problem.word, problem.values, language) << " [" << problem.word << "]"
            << '\n';
  for (const ProblemItem& item : problem.items) {
    std::cerr << "  " << item.where << "  " << app::sentence(item.word, item.values, language)
              << '\n';
  }
  return cli::kRefused;
}

// What each log-in is for; the tests and `./dev run` read it.
void write_logins(const std::string& data, const app::SetupResult& setup) {
  boost::json::array out;
  for (const app::SetupLogin& login : setup.logins) {
    out.push_back(boost::json::object{{"login", login.login},
                                      {"name", login.name},
                                      {"post", login.post},
                                      {"unit", login.unit},
                                      {"role", login.role}});
  }
  std::ofstream(data + "/demo-logins.json") << boost::json::serialize(out) << "\n";
}

Instant instant_in(const std::string& path) {
  std::ifstream file(path);
  std::string text;
  std::getline(file, text);
  const auto day =
      Date::parse(std::string_view(text).substr(0, std::min<std::size_t>(text.size(), 10)));
  if (!day)
    throw std::runtime_error("the test clock " + path +
                             " holds no instant such as 2026-03-31T09:00:00Z");
  std::int64_t ms = static_cast<std::int64_t>(day->days) * 86'400'000;
  if (text.size() >= 19)
    ms += (number_of(text.substr(11, 2)) * 3600 + number_of(text.substr(14, 2)) * 60) * 1000;
  return Instant{ms};
}

// The present for tests that live in another month: an instant in a file that is replaced whole,
// looked for at each call and read when it is another one.
std::function<Instant()> clock_from(const std::string& path) {
  struct Last {
    std::mutex mutex;
    ino_t file = 0;
    timespec changed{};
    Instant instant;
  };
  return [path, last = std::make_shared<Last>()] {
    struct stat now {};
    const bool there = ::stat(path.c_str(), &now) == 0;
    const std::scoped_lock lock(last->mutex);
    if (!there || now.st_ino != last->file || now.st_mtim.tv_sec != last->changed.tv_sec ||
        now.st_mtim.tv_nsec != last->changed.tv_nsec) {
      last->instant = instant_in(path);
      last->file = now.st_ino;
      last->changed = now.st_mtim;
    }
    return last->instant;
  };
}

int init(const cli::InitOptions& options) {
  app::Ports ports = app::system_ports();
  if (!options.test_clock.empty()) ports.now = clock_from(options.test_clock);
  if (!is_valid_utf8(options.password) ||
      code_points(options.password).size() < app::kPasswordCharactersMin) {
    return refused(Problem{.word = "password_too_short"});
  }
  make_data_folder(options.data);
  const DataLock lock(options.data);
  const auto store = open_store(options.data, ports);
  app::App app(*store, ports);
  if (options.setup.empty()) {
    if (options.code.empty() || options.name.empty() || options.login.empty()) {
      std::cerr << cli::say("请给出 --setup，或 --code、--name 和 --login。",
                            "give --setup, or --code, --name and --login.")
                << '\n';
      return cli::kUsage;
    }
    const auto made =
        app::set_up_empty(app, options.code, options.name, options.login, options.password);
    return made ? cli::kOk : refused(made.problem());
  }
  const auto made =
      app::set_up_county(app, read_text(options.setup), options.password, embedded_mechanism);
  return made ? cli::kOk : refused(made.problem());
}

int demo(const std::string& data) {
  if (fs::exists(data + "/demo-logins.json")) {
    std::cerr << cli::say("演示县已经建好。", "the demo county is there already.") << '\n';
    return cli::kOk;
  }
  app::Ports ports = app::system_ports();
  Instant clock = end_of_day(Date::of(2025, 12, 30), 480);
  ports.now = [&clock] { return clock; };
  make_data_folder(data);
  const DataLock lock(data);
  const auto store = open_store(data, ports);
  app::App app(*store, ports);
  const EmbeddedFile* county = find_embedded("demo/county.toml");
  ZT_CHECK(county != nullptr);
  const auto made = app::set_up_county(app, county->bytes, kDemoPassword, embedded_mechanism);
  if (!made) return refused(made.problem());
  const auto played = app::play_history(
      app, county->bytes, made->campaign, [&](Instant at) { clock = at; },
      [](const std::string& period) {
        std::cerr << cli::say("已公示 ", "published ") << period << '\n';
      });
  if (!played) return refused(played.problem());
  write_logins(data, *made);
  return cli::kOk;
}

// Blocked in every thread, so that the one who waits gets them.
sigset_t blocked_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

// Until a signal to stop comes; `daily` runs once a day meanwhile.
void wait_for_signal(const sigset_t& signals, const std::function<void()>& daily) {
  constexpr timespec kDay{.tv_sec = 86'400, .tv_nsec = 0};
  while (sigtimedwait(&signals, nullptr, &kDay) < 0) {
    if (errno == EAGAIN) daily();
  }
}

// The address that QR codes carry: the first name of the certificate.
std::string base_url(const cli::ServeOptions& options, unsigned short port) {
  const std::string own = options.address == "0.0.0.0" ? "localhost" : options.address;
  return fmt::format("{}://{}:{}", options.plain_http ? "http" : "https",
                     options.names.empty() ? own : options.names.front(), port);
}

void announce(const cli::ServeOptions& options, unsigned short port, app::App& app) {
  const std::string url = base_url(options, port);
  std::cout << fmt::format("listening {}\n", url) << std::flush;
  if (!fs::exists(options.data + "/demo-logins.json")) return;
  std::cout << fmt::format("  {}  {}/\n", cli::say("工作台", "desk"), url);
  for (const auto& [tenant, campaign] : app.campaigns()) {
    std::cout << fmt::format("  {}  {}/wall/{}\n", cli::say("大屏  ", "wall"), url, campaign.value);
  }
  std::cout << cli::say(
                   "  登录名：office1 督考办公室、post1 指挥长、clerk-K01 主责单位、"
                   "chief 总指挥、admin 系统管理员；密码 ",
                   "  log-ins: office1 (supervision office), post1 (commander), "
                   "clerk-K01 (lead unit), chief, admin; password ")
            << kDemoPassword << '\n'
            << std::flush;
}

http::Certificate certificate_for(const cli::ServeOptions& options) {
  if (!options.certificate.empty()) {
    return {.chain_pem = read_text(options.certificate),
            .key_pem = read_text(options.key),
            .root_pem = ""};
  }
  std::vector<std::string> names = options.names;
  for (const char* own : {"localhost", "127.0.0.1"}) names.emplace_back(own);
  return http::local_certificate(options.data + "/tls", names);
}

// Every commit goes out to the event streams of its campaign.
void tell_streams(store::Store& store, app::App& app, http::Server& server) {
  store.on_commit([&](const std::vector<store::JournalRow>& rows) {
    for (const store::JournalRow& row : rows) {
      if (!row.campaign) continue;
      const auto board = app.board(row.campaign);
      const std::int64_t revision = board ? board->board.campaign.revision : 0;
      for (const bool internal : {true, false}) {
        std::string frame = http::event_frame(row, revision, internal);
        if (frame.empty()) continue;
        server.events().publish(http::event_topic(row.campaign, internal), std::move(frame));
      }
    }
  });
}

int serve(const cli::ServeOptions& options) {
  const sigset_t signals = blocked_signals();
  app::Ports ports = app::system_ports();
  if (!options.test_clock.empty()) ports.now = clock_from(options.test_clock);
  if (!fs::exists(options.data + "/zhantu.db")) {
    throw std::runtime_error(
        cli::say("这个目录里没有数据库，请先运行 zhantu init 或 zhantu demo：",
                 "there is no database in this folder; run zhantu init or zhantu demo first: ") +
        options.data);
  }
  const DataLock lock(options.data);
  const auto store = open_store(options.data, ports);
  app::App app(*store, ports);
  app::ChartCache charts(std::size_t{options.chart_cache_mb} * 1'000'000);
  http::ServerOptions server_options{
      .address = options.address, .port = options.port, .plain_http = options.plain_http};
  http::Services services{.app = app, .charts = charts, .secure_cookies = !options.plain_http};
  std::string chain;
  if (!options.plain_http) {
    const http::Certificate certificate = certificate_for(options);
    server_options.certificate_pem = certificate.chain_pem;
    server_options.private_key_pem = certificate.key_pem;
    services.root_pem = certificate.root_pem;
    chain = certificate.chain_pem;
  }
  std::unique_ptr<http::Router> router;
  // The router prints the port in QR codes, and the port is known only once the server listens.
  std::latch routed(1);
  const auto server = http::Server::make(
      server_options,
      [&](const http::Request& request) { return routed.wait(), router->handle(request); },
      [&](const http::Request& request) { return routed.wait(), router->topic_of(request); },
      [&](const http::Request& request) {
        return routed.try_wait() ? router->answer_at_hand(request) : std::nullopt;
      });
  tell_streams(*store, app, *server);
  const unsigned short port = server->start();
  services.base_url = base_url(options, port);
  router = std::make_unique<http::Router>(services);
  routed.count_down();
  announce(options, port, app);
  app::purge_outlived(app);
  wait_for_signal(signals, [&] {
    app::purge_outlived(app);
    if (options.plain_http) return;
    const http::Certificate fresh = certificate_for(options);
    if (fresh.chain_pem != chain) server->replace_certificate(fresh.chain_pem, fresh.key_pem);
    chain = fresh.chain_pem;
  });
  spdlog::info("stopping");
  server->stop();
  return cli::kOk;
}

std::string policy_json() {
  boost::json::array out;
  for (const http::MatrixRow& row : http::policy_matrix()) {
    out.push_back(boost::json::object{{"operation", row.operation},
                                      {"role", row.role},
                                      {"relation", row.relation},
                                      {"refusal", row.refusal}});
  }
  return boost::json::serialize(out);
}

}  // namespace

int main(int argc, char** argv) {
  spdlog::set_default_logger(spdlog::stderr_color_mt("zhantu"));
  return cli::run(argc, argv,
                  {.serve = serve, .init = init, .demo = demo, .policy_json = policy_json});
}

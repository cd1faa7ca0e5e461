// The demo county, set up and played through the app under a clock of the test's own.
#pragma once
#include "app/period_acts.hpp"
#include "app/setup_county.hpp"
#include "store_fixture.hpp"

namespace zhantu {

class DemoFixture {
 public:
  DemoFixture() : app_(files_.store(), ports()) {
    const auto made = app::set_up_county(app_, county(), "zhantu-test-2026", [](const auto& name) {
      const EmbeddedFile* file = find_embedded("mechanisms/" + name + ".toml");
      return file == nullptr ? std::string{} : std::string(file->bytes);
    });
    ZT_CHECK(static_cast<bool>(made));
    tenant_ = made->tenant;
    campaign_ = made->campaign;
  }

  // `published` hears of every month right after its publication.
  void play(const std::function<void(const Period&)>& published = [](const Period&) {}) {
    const auto played = app::play_history(
        app_, county(), campaign_, [this](Instant at) { clock_ = at; },
        [&](const std::string& period) { published(*Period::parse(period)); });
    ZT_CHECK(static_cast<bool>(played));
  }

  store::Store& store() { return files_.store(); }
  app::App& app() { return app_; }
  TenantId tenant() const { return tenant_; }
  CampaignId campaign() const { return campaign_; }
  Instant clock() const { return clock_; }
  void set_clock(Instant at) { clock_ = at; }

 private:
  static std::string_view county() {
    const EmbeddedFile* file = find_embedded("demo/county.toml");
    ZT_CHECK(file != nullptr);
    return file->bytes;
  }
  app::Ports ports() {
    app::Ports ports = app::system_ports();
    ports.now = [this] { return clock_; };
    return ports;
  }

  store::StoreFixture files_;
  Instant clock_ = end_of_day(Date::of(2025, 12, 30), 480);
  app::App app_;
  TenantId tenant_;
  CampaignId campaign_;
};

}  // namespace zhantu

#include "app/app.hpp"

#include "app/calendar.hpp"

#include "app/mechanism_file.hpp"
#include "base/check.hpp"

namespace zhantu::app {
namespace {

using store::ColumnKind;
using store::Param;

std::optional<Answer> earlier_answer(store::Reader& reader, const Actor& actor,
                                     const std::string& key, std::string& request_hash) {
  const Param params[] = {
      {"tenant", actor.tenant.value}, {"account", actor.account.value}, {"key", key}};
  const ColumnKind shape[] = {ColumnKind::text, ColumnKind::whole, ColumnKind::text,
                              ColumnKind::text};
  std::optional<Answer> answer;
  reader.query(
      "select request_hash, status, body, etag from idempotent_answer "
      "where tenant = :tenant and account = :account and idempotency_key = :key",
      params, shape, [&](std::span<const Value> v) {
        request_hash = std::get<std::string>(v[0]);
        answer = Answer{.status = static_cast<int>(std::get<std::int64_t>(v[1])),
                        .body = std::get<std::string>(v[2]),
                        .etag = std::get<std::string>(v[3])};
      });
  return answer;
}

void keep_answer(store::Transaction& transaction, const Actor& actor, const Repeat& repeat,
                 const Answer& answer, Instant at) {
  const Param params[] = {{"tenant", actor.tenant.value},
                          {"account", actor.account.value},
                          {"key", repeat.key},
                          {"hash", repeat.request_hash},
                          {"status", std::int64_t{answer.status}},
                          {"body", answer.body},
                          {"etag", answer.etag},
                          {"at", at.ms}};
  transaction.execute(
      "insert into idempotent_answer (tenant, account, idempotency_key, request_hash, status, "
      "body, etag, at) values "
      "(:tenant, :account, :key, :hash, :status, :body, :etag, :at)",
      params);
}

// What a board shows besides its records: rules that were read, and the calendar that ships.
std::shared_ptr<SharedBoard> whole(store::LoadedBoard loaded) {
  const auto read = [](const std::string& toml) {
    auto mechanism = read_mechanism(toml);
    ZT_CHECK(static_cast<bool>(mechanism));
    return std::move(mechanism).value();
  };
  loaded.board.mechanism = read(loaded.mechanism.toml);
  for (std::size_t i = 0; i < loaded.adopted_texts.size(); ++i)
    loaded.board.adopted.edit()[i].mechanism = read(loaded.adopted_texts[i].toml);
  add_shipped_years(loaded.board.calendar.edit());
  return std::make_shared<SharedBoard>(SharedBoard{std::move(loaded.board), loaded.last_entry});
}

}  // namespace

App::App(store::Store& store, Ports ports) : store_(store), ports_(std::move(ports)) {
  store_.follow(kept_);
  store_.follow(sessions_);
}

App::~App() {
  store_.unfollow(sessions_);
  store_.unfollow(kept_);
}

BoardPtr App::board(CampaignId campaign) {
  return kept_.find_or(campaign, [&]() -> BoardPtr {
    const TenantId tenant = tenant_of(campaign);
    if (!tenant) return nullptr;
    auto loaded = store::load_board(*store_.read(), tenant, campaign);
    return loaded ? whole(std::move(*loaded)) : nullptr;
  });
}

BoardPtr App::board_in(store::Transaction& transaction, TenantId tenant, CampaignId campaign) {
  return kept_.in_write(tenant, campaign, [&]() -> BoardPtr {
    auto loaded = store::load_board(transaction, tenant, campaign);
    return loaded ? whole(std::move(*loaded)) : nullptr;
  });
}

BoardPtr App::board_as_of(CampaignId campaign, Date day) {
  const BoardPtr present = board(campaign);
  if (!present) return nullptr;
  return board_at(campaign,
                  end_of_day(day, static_cast<int>(present->board.tenant.utc_offset_minutes)));
}

BoardPtr App::board_at(CampaignId campaign, Instant until) {
  const TenantId tenant = tenant_of(campaign);
  if (!tenant) return nullptr;
  auto loaded = store::load_board_as_of(*store_.read(), tenant, campaign, until);
  return loaded ? whole(std::move(*loaded)) : nullptr;
}

TenantId App::tenant_of(CampaignId campaign) {
  TenantId tenant;
  const Param params[] = {{"id", campaign.value}};
  const ColumnKind shape[] = {ColumnKind::whole};
  store_.read()->query("select tenant from campaign where id = :id", params, shape,
                       [&](std::span<const Value> v) { tenant = {std::get<std::int64_t>(v[0])}; });
  return tenant;
}

std::vector<std::pair<TenantId, CampaignId>> App::campaigns() {
  std::vector<std::pair<TenantId, CampaignId>> out;
  const ColumnKind shape[] = {ColumnKind::whole, ColumnKind::whole};
  store_.read()->query(
      "select tenant, id from campaign order by id", {}, shape, [&](std::span<const Value> v) {
        out.push_back({{std::get<std::int64_t>(v[0])}, {std::get<std::int64_t>(v[1])}});
      });
  return out;
}

CampaignId App::campaign_of(ProjectId project) {
  CampaignId campaign;
  const Param params[] = {{"id", project.value}};
  const ColumnKind shape[] = {ColumnKind::whole};
  store_.read()->query(
      "select campaign from project where id = :id", params, shape,
      [&](std::span<const Value> v) { campaign = {std::get<std::int64_t>(v[0])}; });
  return campaign;
}

std::shared_ptr<SharedBoard> load_in(App& app, store::Transaction& transaction, TenantId tenant,
                                     CampaignId campaign) {
  const BoardPtr board = app.board_in(transaction, tenant, campaign);
  return board ? std::make_shared<SharedBoard>(*board) : nullptr;
}

BoardPtr board_after(store::Transaction& transaction, TenantId tenant, CampaignId campaign) {
  auto loaded = store::load_board(transaction, tenant, campaign);
  return loaded ? whole(std::move(*loaded)) : nullptr;
}

Result<Answer> write(App& app, const Actor& actor, const Repeat& repeat,
                     const std::function<Result<Answer>(store::Transaction&)>& act) {
  std::optional<Result<Answer>> result;
  app.store().write([&](store::Transaction& transaction) {
    if (!repeat.key.empty()) {
      std::string request_hash;
      if (auto earlier = earlier_answer(transaction, actor, repeat.key, request_hash)) {
        result = request_hash == repeat.request_hash
                     ? Result<Answer>(*earlier)
                     : Result<Answer>(Problem{.word = "idempotency_key_reused"});
        return false;
      }
    }
    result = act(transaction);
    if (!*result) return false;
    if (!repeat.key.empty()) keep_answer(transaction, actor, repeat, result->value(), app.now());
    return true;
  });
  return std::move(*result);
}

bool answered(App& app, const Actor& actor, const std::string& key) {
  std::string request_hash;
  return earlier_answer(*app.store().read(), actor, key, request_hash).has_value();
}

store::Deed deed(const App& app, const Actor& actor, std::string verb, std::string subject,
                 CampaignId campaign) {
  return {.tenant = actor.tenant,
          .account = actor.account,
          .tenure = actor.tenure,
          .at = app.now(),
          .verb = std::move(verb),
          .subject = std::move(subject),
          .campaign = campaign};
}

}  // namespace zhantu::app

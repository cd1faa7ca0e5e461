#include "app/manage_accounts.hpp"
#include "http/api/handlers.hpp"
#include "http/api/write.hpp"
#include "http/fields.hpp"
#include "http/paging.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

json::object account_json(const app::Registry& registry, const Account& account) {
  json::array posts;
  for (const auto& [id, tenure] : registry.tenures) {
    if (tenure.person == account.person && tenure.holds_on(registry.today))
      posts.push_back(json::string(registry.post_text(tenure.post)));
  }
  return {{"id", std::to_string(account.id.value)},
          {"version", app::version_of(account)},
          {"login", account.login.text},
          {"person", std::to_string(account.person.value)},
          {"name", registry.person_name(account.person)},
          {"posts", std::move(posts)},
          {"office", account.office},
          {"active", account.active},
          {"password_given", account.password_hash.text != "!"},
          {"password_one_time", account.password_one_time}};
}

std::optional<json::object> account_now(Call& call, store::Reader& reader, AccountId id) {
  const app::AccountPage page = app::accounts_page(call.app(), reader, call.actor.tenant,
                                                   app::RegisterSearch::only(id.value));
  if (page.accounts.empty() || page.accounts.front().id != id) return std::nullopt;
  return account_json(page.registry, page.accounts.front());
}

}  // namespace

Response list_accounts(Call& call) {
  if (const auto word = app::refused_in_tenant(call.app(), call.actor, Act::see_accounts))
    return problem_response(call, Problem{.word = std::string(*word)});
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const app::AccountPage found =
      app::accounts_page(call.app(), *call.app().store().read(), call.actor.tenant,
                         {.q = std::string(call.request.query_value("q")),
                          .after = page->after,
                          .most = static_cast<std::int64_t>(page->limit) + 1});
  json::array items;
  for (const Account& account : found.accounts)
    items.push_back(account_json(found.registry, account));
  return json_response(200, page_json(std::move(items), *page));
}

Response get_account(Call& call) {
  if (const auto word = app::refused_in_tenant(call.app(), call.actor, Act::see_accounts))
    return problem_response(call, Problem{.word = std::string(*word)});
  const auto account = account_now(call, *call.app().store().read(), {number_in(call, "account")});
  if (!account) return problem_response(call, Problem{.word = "not_found"});
  return versioned_response(*account);
}

Response save_account(Call& call) {
  auto fields = Fields::read(call.request);
  if (!fields) return problem_response(call, fields.problem());
  app::AccountCommand command{.id = {number_in(call, "account")}, .version = tag_in(call)};
  if (!command.id) command.person = {fields->id("person")};
  command.login = fields->optional_text("login", 64);
  command.office = fields->optional_text("office", 40);
  command.active = fields->given_flag("active");
  const auto flaw = fields->flaw();
  return write_in_tenant(
      call, call.repeat(),
      [&](app::TenantWriting& writing) -> Result<app::Answer> {
        if (const auto word =
                refusal(Act::maintain_accounts, app::standing_in_tenant(call.actor), {}))
          return Problem{.word = std::string(*word)};
        if (flaw) return *flaw;
        const auto saved = app::save_account(writing, command);
        if (!saved) return saved.problem();
        return versioned(command.id ? 200 : 201, *account_now(call, writing.transaction, *saved));
      },
      [&] { return *account_now(call, *call.app().store().read(), command.id); });
}

Response give_password(Call& call) {
  if (!call.actor.logged_in) return problem_response(call, Problem{.word = "not_logged_in"});
  if (const auto word = refusal(Act::maintain_accounts, app::standing_in_tenant(call.actor), {}))
    return problem_response(call, Problem{.word = std::string(*word)});
  const AccountId id{number_in(call, "account")};
  const std::string password = app::one_time_password(call.app());
  const std::string hash = app::password_hash(password);  // slow: outside of the writer
  // Never kept for repeats: the answer holds the password. A repeat gives a newer one.
  return write_in_tenant(call, {}, [&](app::TenantWriting& writing) -> Result<app::Answer> {
    const auto done = app::give_password(writing, id, hash);
    if (!done) return done.problem();
    const json::object now = *account_now(call, writing.transaction, id);
    return answer_of(201, json::object{{"login", now.at("login")}, {"password", password}});
  });
}

}  // namespace zhantu::http::api

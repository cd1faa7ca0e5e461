#include "app/journal_view.hpp"
#include "http/api/handlers.hpp"
#include "http/paging.hpp"
#include "http/values.hpp"

namespace zhantu::http::api {
namespace {

namespace json = boost::json;

std::optional<Problem> refused(Call& call, Act act) {
  const auto word = app::refused_in_tenant(call.app(), call.actor, act);
  return word ? std::optional(Problem{.word = std::string(*word)}) : std::nullopt;
}

json::object entry_json(const app::JournalEntry& entry) {
  json::array records;
  for (const app::RecordChange& record : entry.records) {
    json::array fields;
    for (const app::ChangedField& field : record.fields)
      fields.push_back(json::object{{"field", field.field},
                                    {"kind", field.kind},
                                    {"before", field.before},
                                    {"after", field.after}});
    records.push_back(json::object{{"kind", record.kind},
                                   {"record", record.record},
                                   {"name", record.name},
                                   {"new", record.is_new},
                                   {"fields", std::move(fields)}});
  }
  return {{"id", id_text(entry.id)}, {"at", entry.at.iso()},     {"by", entry.by},
          {"verb", entry.verb},      {"subject", entry.subject}, {"records", std::move(records)},
          {"more", entry.more}};
}

// The query's own fields; what cannot be one of them is named.
class Asked {
 public:
  explicit Asked(Call& call) : call_(call) {}

  std::optional<Date> day(const char* name) {
    const std::string_view text = call_.request.query_value(name);
    const auto day = Date::parse(text);
    if (!text.empty() && !day) complain(name, "2026-03-31");
    return day;
  }
  std::int64_t id(const char* name) {
    const std::string_view text = call_.request.query_value(name);
    return text.empty() ? 0 : number(name, text);
  }
  std::string kind() {
    const std::string kind(call_.request.query_value("kind"));
    if (!kind.empty() && !app::is_journal_kind(kind)) complain("kind", "project");
    return kind;
  }
  std::string record() {
    const std::string record(call_.request.query_value("record"));
    const auto slash = record.find('/');
    if (record.empty()) return record;
    if (slash == std::string::npos || !app::is_journal_kind(record.substr(0, slash))) {
      complain("record", "project/71");
    } else {
      number("record", std::string_view(record).substr(slash + 1));
    }
    return record;
  }
  std::optional<Problem> flaw() const {
    if (items_.empty()) return std::nullopt;
    return Problem{.word = "field_invalid", .values = {}, .items = items_};
  }

 private:
  std::int64_t number(const char* name, std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 1) complain(name, "71");
    return value;
  }
  void complain(const std::string& name, std::string expected) {
    items_.push_back(
        {.where = "?" + name, .word = "field_type", .values = {{"expected", std::move(expected)}}});
  }

  Call& call_;
  std::vector<ProblemItem> items_;
};

// A page of the journal in words; `after` is the number of the last entry that was seen.
Response view(Call& call, app::JournalSearch search) {
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  if (page->after > 0) search.before = page->after;
  search.most = page->limit + 1;
  json::array items;
  for (const app::JournalEntry& entry :
       app::journal_view(*call.app().store().read(), call.actor.tenant, search))
    items.push_back(entry_json(entry));
  return json_response(200, page_json(std::move(items), *page));
}

}  // namespace

Response list_journal(Call& call) {
  if (const auto problem = refused(call, Act::read_journal))
    return problem_response(call, *problem);
  const auto page = page_of(call.request);
  if (!page) return problem_response(call, page.problem());
  const auto reader = call.app().store().read();
  json::array items;
  for (const store::JournalRow& row :
       store::journal_after(*reader, call.actor.tenant, {}, page->after,
                            static_cast<std::int64_t>(page->limit) + 1)) {
    items.push_back(json::object{
        {"id", id_text(row.id)},
        {"at", row.at.iso()},
        {"by", fmt::format("account/{} tenure/{}", row.account.value, row.tenure.value)},
        {"verb", row.verb},
        {"subject", row.subject},
        {"entry", row.bytes},
        {"leaf_hash", row.leaf_hash}});
  }
  return json_response(200, page_json(std::move(items), *page));
}

Response list_journal_changes(Call& call) {
  if (const auto problem = refused(call, Act::read_journal))
    return problem_response(call, *problem);
  Asked asked(call);
  const app::JournalSearch search{.kind = asked.kind(),
                                  .record = asked.record(),
                                  .by = {asked.id("by")},
                                  .from = asked.day("from"),
                                  .until = asked.day("until"),
                                  .see_accounts = !refused(call, Act::see_accounts)};
  if (const auto flaw = asked.flaw()) return problem_response(call, *flaw);
  return view(call, search);
}

Response get_project_history(Call& call) {
  const ProjectId id = project_in(call);
  const CampaignId campaign = call.app().campaign_of(id);
  const auto found = readable_board(call, Act::see_campaign, campaign);
  if (!found) return problem_response(call, found.problem());
  return view(call, {.campaign = campaign, .record = fmt::format("project/{}", id.value)});
}

Response journal_head(Call& call) {
  if (const auto problem = refused(call, Act::read_journal_head))
    return problem_response(call, *problem);
  const auto [entries, hash] = store::journal_head(*call.app().store().read(), call.actor.tenant);
  return json_response(200, json::object{{"entries", entries}, {"last_hash", hash}});
}

}  // namespace zhantu::http::api

#include "store/store.hpp"

namespace zhantu::store {
namespace {

constexpr std::array kShape = {
    ColumnKind::whole, ColumnKind::whole, ColumnKind::whole, ColumnKind::whole, ColumnKind::whole,
    ColumnKind::whole, ColumnKind::text,  ColumnKind::text,  ColumnKind::text,  ColumnKind::text};

JournalRow row_of(std::span<const Value> v) {
  return JournalRow{.id = detail::whole(v[0]),
                    .tenant = {detail::whole(v[1])},
                    .campaign = {detail::whole(v[2])},
                    .account = {detail::whole(v[3])},
                    .tenure = {detail::whole(v[4])},
                    .at = {detail::whole(v[5])},
                    .verb = detail::text(v[6]),
                    .subject = detail::text(v[7]),
                    .bytes = detail::text(v[8]),
                    .leaf_hash = detail::text(v[9])};
}

}  // namespace

std::vector<JournalRow> journal_after(Reader& reader, TenantId tenant, CampaignId campaign,
                                      std::int64_t after, std::int64_t limit) {
  std::vector<JournalRow> rows;
  const auto add = [&](std::span<const Value> values) { rows.push_back(row_of(values)); };
  if (campaign) {
    const Param params[] = {
        {"tenant", tenant.value}, {"campaign", campaign.value}, {"after", after}, {"most", limit}};
    reader.query(
        "select id, tenant, campaign, account, tenure, at, verb, subject, bytes, leaf_hash from "
        "journal_entry "
        "where tenant = :tenant and campaign = :campaign and id > :after order by id limit :most",
        params, kShape, add);
  } else {
    const Param params[] = {{"tenant", tenant.value}, {"after", after}, {"most", limit}};
    reader.query(
        "select id, tenant, campaign, account, tenure, at, verb, subject, bytes, leaf_hash from "
        "journal_entry "
        "where tenant = :tenant and id > :after order by id limit :most",
        params, kShape, add);
  }
  return rows;
}

std::vector<JournalRow> journal_before(Reader& reader, TenantId tenant, const JournalPart& part,
                                       std::int64_t before, std::int64_t limit) {
  std::vector<JournalRow> rows;
  const Param params[] = {{"tenant", tenant.value},
                          {"campaign", part.campaign.value},
                          {"person", part.by.value},
                          {"from", part.from.ms},
                          {"until", part.until.ms},
                          {"table", part.table},
                          {"number", part.number},
                          {"before", before},
                          {"most", limit}};
  reader.query(
      "select id, tenant, campaign, account, tenure, at, verb, subject, bytes, leaf_hash from "
      "journal_entry where tenant = :tenant and id < :before and at >= :from and at < :until and "
      "(:campaign = 0 or campaign = :campaign) and (:person = 0 or account in (select id from "
      "account where tenant = :tenant and person = :person) or tenure in (select id from tenure "
      "where tenant = :tenant and person = :person)) and (:table = '%' or bytes like :table) and "
      "(:number = '%' or bytes like :number) order by id desc limit :most",
      params, kShape, [&](std::span<const Value> values) { rows.push_back(row_of(values)); });
  return rows;
}

std::pair<std::int64_t, std::string> journal_head(Reader& reader, TenantId tenant) {
  std::pair<std::int64_t, std::string> head{0, ""};
  const Param params[] = {{"tenant", tenant.value}};
  const ColumnKind count[] = {ColumnKind::whole};
  const ColumnKind hash[] = {ColumnKind::text};
  reader.query("select count(*) from journal_entry where tenant = :tenant", params, count,
               [&](std::span<const Value> v) { head.first = detail::whole(v[0]); });
  reader.query(
      "select leaf_hash from journal_entry where tenant = :tenant order by id desc limit 1", params,
      hash, [&](std::span<const Value> v) { head.second = detail::text(v[0]); });
  return head;
}

std::int64_t last_entry_of(Reader& reader, TenantId tenant, CampaignId campaign) {
  std::int64_t last = 0;
  const Param params[] = {{"tenant", tenant.value}, {"campaign", campaign.value}};
  const ColumnKind shape[] = {ColumnKind::whole};
  reader.query(
      "select id from journal_entry where tenant = :tenant and campaign = :campaign order by id "
      "desc limit 1",
      params, shape, [&](std::span<const Value> v) { last = detail::whole(v[0]); });
  return last;
}

}  // namespace zhantu::store

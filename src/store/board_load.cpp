#include "store/board_load.hpp"

#include "base/check.hpp"

namespace zhantu::store {
namespace {

template <class T>
struct Rows {
  std::vector<T> rows;
};
template <class L>
struct TupleOf;
template <class... T>
struct TupleOf<boost::mp11::mp_list<T...>> {
  using type = std::tuple<Rows<T>...>;
};
using Records = TupleOf<AllRecords>::type;

template <class T>
std::vector<T>& rows(Records& records) {
  return std::get<Rows<T>>(records).rows;
}

template <class T>
concept OfCampaign = requires(T record) {
  record.campaign;
};

Records from_tables(Reader& reader, TenantId tenant, CampaignId campaign) {
  Records records;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (boost::mp11::mp_contains<OffBoard, T>::value) {
          return;
        } else if constexpr (OfCampaign<T>) {
          rows<T>(records) = reader.of_campaign<T>(tenant, campaign);
        } else {
          rows<T>(records) = reader.of_tenant<T>(tenant);
        }
      });
  return records;
}

// Personal values by commitment; an erased one is missing and reads as empty.
std::map<std::string, std::string> secrets_of(Reader& reader, TenantId tenant) {
  std::map<std::string, std::string> secrets;
  const Param params[] = {{"tenant", tenant.value}};
  const ColumnKind shape[] = {ColumnKind::text, ColumnKind::text};
  reader.query("select commitment, value from journal_secret where tenant = :tenant", params, shape,
               [&](std::span<const Value> v) { secrets[detail::text(v[0])] = detail::text(v[1]); });
  return secrets;
}

// The latest image of each row, by table and key.
class Replay {
 public:
  explicit Replay(std::map<std::string, std::string> secrets) : secrets_(std::move(secrets)) {}

  void apply(const std::vector<journal::Image>& images) {
    for (const journal::Image& image : images) {
      boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
          [&](auto type) {
            using T = typename decltype(type)::type;
            if (image.table == Table<T>::name) keep<T>(image);
          });
    }
  }

  template <class T>
  std::vector<T> rows() const {
    std::vector<T> out;
    const auto found = tables_.find(Table<T>::name);
    if (found == tables_.end()) return out;
    for (const auto& [key, values] : found->second) out.push_back(record_of<T>(values));
    return out;
  }

 private:
  template <class T>
  void keep(const journal::Image& image) {
    std::vector<Value> values, key;
    boost::mp11::mp_for_each<Members<T>>([&](auto member) {
      const auto field =
          std::ranges::find(image.fields, std::string_view(member.name), &journal::Field::name);
      // A column that came later than the entry has the value that its migration gave to old rows:
      // the one of a fresh record.
      if (field == image.fields.end()) {
        ZT_CHECK(!is_key<T>(member.name));
        using M = std::remove_cvref_t<decltype(T{}.*member.pointer)>;
        values.push_back(Column<M>::to(T{}.*member.pointer));
        return;
      }
      values.push_back(field->personal ? Value(revealed(std::get<std::string>(field->value)))
                                       : field->value);
      if (is_key<T>(member.name)) key.push_back(field->value);
    });
    tables_[Table<T>::name][key] = std::move(values);
  }

  std::string revealed(const std::string& commitment) const {
    const auto found = secrets_.find(commitment);
    return found == secrets_.end() ? std::string{} : found->second;
  }

  std::map<std::string, std::string> secrets_;
  std::map<std::string, std::map<std::vector<Value>, std::vector<Value>>> tables_;
};

void add_people(Board& board, Records& records) {
  for (Unit& unit : rows<Unit>(records)) board.units.emplace(unit.id, unit);
  for (Person& person : rows<Person>(records)) board.persons.emplace(person.id, person);
  for (Post& post : rows<Post>(records)) board.posts.emplace(post.id, post);
  for (Tenure& tenure : rows<Tenure>(records)) board.tenures.emplace(tenure.id, tenure);
}

void add_organs(Board& board, Records& records) {
  std::ranges::sort(rows<Phase>(records), {}, &Phase::sequence);
  std::ranges::sort(rows<Organ>(records), {},
                    [](const Organ& o) { return std::tuple(o.sequence, o.id); });
  std::ranges::sort(rows<OrganMember>(records), {}, [](const OrganMember& m) {
    return std::tuple(m.organ, m.tenure, m.role, m.starts_on);
  });
  std::ranges::sort(rows<OrganUnit>(records), {},
                    [](const OrganUnit& u) { return std::tuple(u.organ, u.unit); });
  std::ranges::sort(rows<Substitute>(records), {}, [](const Substitute& s) {
    return std::tuple(s.project, s.officer, s.holder, s.starts_on);
  });
  std::erase_if(rows<Phase>(records), &Phase::dropped);
  board.substitutes = std::move(rows<Substitute>(records));
  board.phases = std::move(rows<Phase>(records));
  board.organs = std::move(rows<Organ>(records));
  board.members = std::move(rows<OrganMember>(records));
  board.organ_units = std::move(rows<OrganUnit>(records));
}

void add_projects(Board& board, Records& records) {
  auto& rows_of_projects = rows<Project>(records);
  std::ranges::sort(rows_of_projects, {},
                    [](const Project& p) { return std::tuple(p.sequence, p.id); });
  std::vector<BoardProject> projects;
  std::map<ProjectId, std::size_t> place;
  for (Project& project : rows_of_projects) {
    place[project.id] = projects.size();
    projects.push_back({.project = std::move(project), .units = {}, .persons = {}, .cells = {}});
  }
  const auto of = [&](ProjectId id) -> BoardProject& { return projects[place.at(id)]; };
  for (ProjectUnit& unit : rows<ProjectUnit>(records)) of(unit.project).units.push_back(unit);
  for (ProjectPerson& person : rows<ProjectPerson>(records))
    of(person.project).persons.push_back(person);
  for (BoardProject& project : projects) {
    std::ranges::sort(project.units, {},
                      [](const ProjectUnit& u) { return std::tuple(u.role, u.unit, u.starts_on); });
    std::ranges::sort(project.persons, {}, [](const ProjectPerson& p) {
      return std::tuple(p.sequence, p.role, p.person, p.starts_on);
    });
  }
  for (Plan& plan : rows<Plan>(records)) of(plan.project).cells[plan.period].plan = plan;
  for (Report& report : rows<Report>(records))
    of(report.project).cells[report.period].report = report;
  for (Confirmation& c : rows<Confirmation>(records))
    of(c.project).cells[c.period].confirmation = c;
  for (Determination& d : rows<Determination>(records))
    of(d.project).cells[d.period].determination = d;
  auto& cards = rows<PublishedCard>(records);
  std::ranges::sort(cards, {}, &PublishedCard::correction);
  for (PublishedCard& card : cards) of(card.project).cells[card.period].cards.push_back(card);
  for (BoardProject& project : projects) board.projects.push_back(std::move(project));
}

void add_mechanisms(LoadedBoard& loaded, Records& records) {
  const Campaign& campaign = loaded.board.campaign;
  const auto text_of = [&](std::int64_t version) {
    const auto& texts = rows<MechanismText>(records);
    const auto found = std::ranges::find_if(texts, [&](const MechanismText& text) {
      return text.name == campaign.mechanism && text.version == version;
    });
    ZT_CHECK(found != texts.end());
    return *found;
  };
  std::vector<AdoptedMechanism> adopted;
  loaded.mechanism = text_of(campaign.mechanism_version);
  auto& adoptions = rows<MechanismAdoption>(records);
  std::ranges::sort(adoptions, {}, &MechanismAdoption::version);
  for (MechanismAdoption& adoption : adoptions) {
    loaded.adopted_texts.push_back(text_of(adoption.version));
    adopted.push_back({.adoption = std::move(adoption), .mechanism = {}});
  }
  loaded.board.adopted = std::move(adopted);
}

// Puts every list into an order of its own: tables and journal give rows in different ones, and a
// chart of a past day must be the same chart.
std::optional<LoadedBoard> assemble(Records& records, CampaignId campaign) {
  const auto& campaigns = rows<Campaign>(records);
  const auto found = std::ranges::find(campaigns, campaign, &Campaign::id);
  if (found == campaigns.end() || rows<Tenant>(records).empty()) return std::nullopt;
  LoadedBoard loaded;
  Board& board = loaded.board;
  board.tenant = rows<Tenant>(records).front();
  board.campaign = *found;
  add_people(board, records);
  add_organs(board, records);
  add_projects(board, records);
  for (Publication& publication : rows<Publication>(records))
    board.publications.emplace(publication.period, publication);
  std::ranges::sort(rows<Correction>(records), {}, &Correction::number);
  board.corrections = std::move(rows<Correction>(records));
  std::ranges::sort(rows<PlanTable>(records), std::greater{},
                    [](const PlanTable& t) { return std::tuple(t.at, t.fingerprint); });
  board.plan_tables = std::move(rows<PlanTable>(records));
  for (const RolledUpCard& card : rows<RolledUpCard>(records)) board.apply(card);
  for (const DueEffect& effect : rows<DueEffect>(records)) board.apply(effect);
  for (const AskedFigure& figure : rows<AskedFigure>(records)) board.apply(figure);
  for (const CorrectedFigure& figure : rows<CorrectedFigure>(records)) board.apply(figure);
  board.calendar = calendar_of(rows<CalendarYear>(records), rows<CalendarDay>(records));
  add_mechanisms(loaded, records);
  return loaded;
}

}  // namespace

std::optional<LoadedBoard> load_board(Reader& reader, TenantId tenant, CampaignId campaign) {
  Records records = from_tables(reader, tenant, campaign);
  auto loaded = assemble(records, campaign);
  if (loaded) loaded->last_entry = last_entry_of(reader, tenant, campaign);
  return loaded;
}

std::optional<LoadedBoard> load_board_as_of(Reader& reader, TenantId tenant, CampaignId campaign,
                                            Instant until) {
  constexpr std::int64_t kBatch = 500;
  Replay replay(secrets_of(reader, tenant));
  std::int64_t after = 0, last = 0;
  while (true) {
    const auto batch = journal_after(reader, tenant, {}, after, kBatch);
    for (const JournalRow& row : batch) {
      if (row.at > until || (row.campaign && row.campaign != campaign)) continue;
      replay.apply(journal::images_of(row.bytes));
      if (row.campaign == campaign) last = row.id;
    }
    if (static_cast<std::int64_t>(batch.size()) < kBatch) break;
    after = batch.back().id;
  }
  Records records;
  boost::mp11::mp_for_each<boost::mp11::mp_transform<std::type_identity, AllRecords>>(
      [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (!boost::mp11::mp_contains<OffBoard, T>::value)
          rows<T>(records) = replay.rows<T>();
      });
  auto loaded = assemble(records, campaign);
  if (loaded) loaded->last_entry = last;
  return loaded;
}

}  // namespace zhantu::store

#include "app/journal_view.hpp"

#include "app/record_names.hpp"
#include "app/record_shapes.hpp"

namespace zhantu::app {
namespace {

constexpr std::int64_t kBatch = 200;

struct RecordRef {
  std::string table;
  std::int64_t id = 0;
};

RecordRef ref_of(const std::string& record) {
  const auto slash = record.find('/');
  if (slash == std::string::npos) return {};
  RecordRef out{.table = record.substr(0, slash), .id = 0};
  std::from_chars(record.data() + slash + 1, record.data() + record.size(), out.id);
  return out;
}

const Value* value_of(const journal::Image& image, std::string_view field) {
  const auto found = std::ranges::find(image.fields, field, &journal::Field::name);
  return found == image.fields.end() ? nullptr : &found->value;
}

std::int64_t whole_of(const journal::Image& image, std::string_view field) {
  const Value* value = value_of(image, field);
  const auto* whole = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
  return whole == nullptr ? 0 : *whole;
}

std::string plain(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? std::string{} : *text;
}

// What tells a row of a table from the others.
std::string key_of(const journal::Image& image, const RecordShape& shape) {
  std::string key = image.table;
  for (const journal::Field& field : image.fields) {
    const FieldShape* known = shape.field(field.name);
    if (known != nullptr && known->key) key += "|" + plain(field.value);
  }
  return key;
}

// The table that a reference points to. Cards of units and posts hold the id of either.
std::string_view target_of(const journal::Image& image, const FieldShape& field) {
  if (!field.refers.empty() || field.name != "holder") return field.refers;
  const Value* subject = value_of(image, "subject");
  const std::string kind = subject == nullptr ? std::string{} : plain(*subject);
  return kind == "command_post" ? "organ"
         : kind == "unit"       ? "unit"
         : kind == "project"    ? "project"
                                : "";
}

bool names(const journal::Image& image, const RecordShape& shape, const RecordRef& ref) {
  return std::ranges::any_of(shape.fields, [&](const FieldShape& field) {
    return target_of(image, field) == ref.table && whole_of(image, field.name) == ref.id;
  });
}

// A record of the page that waits for what it was before.
struct Waiting {
  std::size_t entry = 0, record = 0;
  journal::Image image;
};

class View {
 public:
  View(store::Reader& reader, TenantId tenant, const JournalSearch& search)
      : reader_(reader), tenant_(tenant), search_(search), names_(reader, tenant) {}

  std::vector<JournalEntry> run() {
    find_entries();
    look_back();
    for (auto& [key, waiting] : waiting_) {
      for (const Waiting& one : waiting) tell(one, nullptr);
    }
    for (JournalEntry& entry : entries_)
      std::erase_if(entry.records, [](const RecordChange& one) { return one.fields.empty(); });
    return std::move(entries_);
  }

 private:
  bool wanted(const journal::Image& image, const RecordShape& shape) const {
    if (!search_.kind.empty() && image.table != search_.kind) return false;
    return search_.record.empty() || names(image, shape, ref_of(search_.record));
  }

  // The first millisecond after a local day.
  Instant end_of(Date day) {
    const auto tenants = reader_.of_tenant<Tenant>(tenant_);
    ZT_CHECK(!tenants.empty());
    return {end_of_day(day, static_cast<int>(tenants.front().utc_offset_minutes)).ms + 1};
  }

  void find_entries() {
    const RecordRef ref = ref_of(search_.record);
    const store::JournalPart part{
        .campaign = search_.campaign,
        .by = search_.by,
        .from = search_.from ? end_of({search_.from->days - 1}) : Instant{},
        .until = search_.until ? end_of(*search_.until) : Instant{JournalSearch::kLast},
        .table = search_.kind.empty() ? "%" : "%\"table\":\"" + search_.kind + "\"%",
        .number = search_.record.empty() ? "%" : fmt::format("%\":{}%", ref.id)};
    std::int64_t before = search_.before;
    while (entries_.size() < search_.most) {
      const auto rows = store::journal_before(reader_, tenant_, part, before, kBatch);
      for (const store::JournalRow& row : rows) {
        if (entries_.size() == search_.most) return;
        add_entry(row);
      }
      if (static_cast<std::int64_t>(rows.size()) < kBatch) return;
      before = rows.back().id;
    }
  }

  void add_entry(const store::JournalRow& row) {
    JournalEntry entry{.id = row.id,
                       .at = row.at,
                       .by = row.tenure ? names_.of("tenure", row.tenure.value)
                                        : names_.of("account", row.account.value),
                       .verb = row.verb,
                       .subject = row.subject};
    std::vector<journal::Image> shown;
    std::map<std::string, std::size_t> places;
    for (journal::Image& image : journal::images_of(row.bytes)) {
      const RecordShape* shape = record_shape(image.table);
      if (shape == nullptr || !wanted(image, *shape)) continue;
      // Saved twice in one act: what it was left as counts.
      const auto [place, fresh] = places.try_emplace(key_of(image, *shape), shown.size());
      if (!fresh) {
        if (place->second < shown.size()) shown[place->second] = std::move(image);
        continue;
      }
      if (shown.size() == kRecordsShown) {
        ++entry.more;
        continue;
      }
      entry.records.push_back(named(image, *shape));
      shown.push_back(std::move(image));
    }
    const bool filtered = !search_.kind.empty() || !search_.record.empty();
    if (filtered && shown.empty()) return;
    images_[row.id] = {entries_.size(), std::move(shown)};
    entries_.push_back(std::move(entry));
  }

  RecordChange named(const journal::Image& image, const RecordShape& shape) {
    RecordChange change{.kind = image.table, .record = {}, .name = {}, .fields = {}};
    if (shape.has_id()) {
      const std::int64_t id = whole_of(image, "id");
      change.record = fmt::format("{}/{}", image.table, id);
      change.name = names_.of(image.table, id);
      return change;
    }
    for (const FieldShape& field : shape.fields) {
      if (!names_row(field)) continue;
      const std::string_view target = target_of(image, field);
      const Value* value = value_of(image, field.name);
      if (value == nullptr) continue;
      if (!target.empty() && change.record.empty())
        change.record = fmt::format("{}/{}", target, plain(*value));
      const std::string text =
          target.empty() ? plain(*value) : names_.of(target, whole_of(image, field.name));
      if (!text.empty()) change.name += (change.name.empty() ? "" : " · ") + text;
    }
    return change;
  }

  // Keys that are a reference, a period or a day say which row it is; others are shown as fields.
  static bool names_row(const FieldShape& field) {
    if (!field.key || field.name == "tenant" || field.name == "campaign") return false;
    return field.kind == "reference" || field.kind == "period" || field.name == "day" ||
           field.name == "holder";
  }

  // From the newest entry of the page back, until every record has met the image before its own.
  void look_back() {
    if (entries_.empty()) return;
    const store::JournalPart all{.campaign = search_.campaign};
    std::int64_t before = entries_.front().id + 1;
    const std::int64_t last = entries_.back().id;
    while (before > last || !waiting_.empty()) {
      const auto rows = store::journal_before(reader_, tenant_, all, before, kBatch);
      for (const store::JournalRow& row : rows) look_at(row);
      if (static_cast<std::int64_t>(rows.size()) < kBatch) return;
      before = rows.back().id;
    }
  }

  void look_at(const store::JournalRow& row) {
    const auto page = images_.find(row.id);
    if (waiting_.empty() && page == images_.end()) return;
    auto images = journal::images_of(row.bytes);
    // The last image of a row in an entry is what the entry left it as.
    for (auto image = images.rbegin(); image != images.rend() && !waiting_.empty(); ++image) {
      const RecordShape* shape = record_shape(image->table);
      if (shape == nullptr) continue;
      const auto found = waiting_.find(key_of(*image, *shape));
      if (found == waiting_.end()) continue;
      for (const Waiting& one : found->second) tell(one, &*image);
      waiting_.erase(found);
    }
    if (page == images_.end()) return;
    const auto& [entry, shown] = page->second;
    for (std::size_t i = 0; i < shown.size(); ++i)
      waiting_[key_of(shown[i], *record_shape(shown[i].table))].push_back(
          {.entry = entry, .record = i, .image = shown[i]});
  }

  void tell(const Waiting& one, const journal::Image* before) {
    RecordChange& change = entries_[one.entry].records[one.record];
    const RecordShape& shape = *record_shape(one.image.table);
    change.is_new = before == nullptr;
    for (const FieldShape& field : shape.fields) {
      if (of_the_store(field, one)) continue;
      const Value* now = value_of(one.image, field.name);
      const Value* was = before == nullptr ? nullptr : value_of(*before, field.name);
      ChangedField told{.field = std::string(field.name),
                        .kind = std::string(kind_of(one.image, field)),
                        .before = was == nullptr ? "" : text(*before, field, *was),
                        .after = now == nullptr ? "" : text(one.image, field, *now)};
      if (told.before == told.after) continue;
      if (hidden(one.image, field)) told = {told.field, "hidden", "", ""};
      change.fields.push_back(std::move(told));
    }
  }

  // Who and when stand beside the entry, and what names the row beside the record.
  bool of_the_store(const FieldShape& field, const Waiting& one) const {
    constexpr std::string_view kOwn[] = {"tenant", "campaign", "id", "version", "revision", "at"};
    if (std::ranges::find(kOwn, field.name) != std::end(kOwn)) return true;
    if (field.name == "tenure" && !field.key) return true;
    return !record_shape(one.image.table)->has_id() && names_row(field);
  }

  static std::string_view kind_of(const journal::Image& image, const FieldShape& field) {
    if (field.kind == "personal") return "text";
    return !target_of(image, field).empty() ? "reference" : field.kind;
  }

  bool hidden(const journal::Image& image, const FieldShape& field) const {
    return field.kind == "hidden" || (image.table == "account" && !search_.see_accounts);
  }

  std::string text(const journal::Image& image, const FieldShape& field, const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return {};
    if (field.kind == "personal" || field.kind == "hidden")
      return names_.personal(plain(value)).value_or("（已删除）");
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole == nullptr) return plain(value);
    if (const auto target = target_of(image, field); !target.empty())
      return names_.of(target, *whole);
    if (field.kind == "quantity") return Quantity{*whole}.text();
    if (field.kind == "money_wan") return Money{*whole}.in_wan();
    if (field.kind == "instant") return Instant{*whole}.iso();
    return std::to_string(*whole);
  }

  store::Reader& reader_;
  TenantId tenant_;
  const JournalSearch& search_;
  RecordNames names_;
  std::vector<JournalEntry> entries_;
  std::map<std::int64_t, std::pair<std::size_t, std::vector<journal::Image>>> images_;
  std::map<std::string, std::vector<Waiting>> waiting_;
};

}  // namespace

std::vector<JournalEntry> journal_view(store::Reader& reader, TenantId tenant,
                                       const JournalSearch& search) {
  return View(reader, tenant, search).run();
}

bool is_journal_kind(std::string_view kind) { return record_shape(kind) != nullptr; }

}  // namespace zhantu::app

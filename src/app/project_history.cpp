#include "app/manage_project.hpp"

namespace zhantu::app {
namespace {

std::string plain(const Value& value) {
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  return {};
}

// Values as people read them: names for ids, decimals for scaled numbers.
class Reading {
 public:
  explicit Reading(const Board& board) : board_(board) {}

  std::string text(const std::string& field, const Value& value) const {
    const auto* whole = std::get_if<std::int64_t>(&value);
    if (whole == nullptr) return plain(value);
    if (field == "unit" || field == "place") return board_.unit_name({*whole});
    if (field == "person") return board_.person_name({*whole});
    if (field == "command_post") {
      const Organ* organ = board_.organ({*whole});
      return organ == nullptr ? std::string{} : organ->short_name;
    }
    if (field == "quantity" || field == "annual_quantity") return Quantity{*whole}.text();
    if (field.starts_with("investment")) return Money{*whole}.in_wan();
    return std::to_string(*whole);
  }

  std::string row(const journal::Image& image) const {
    std::string out;
    for (const journal::Field& field : image.fields) {
      const bool tells = field.name == "period" || field.name == "unit" || field.name == "person";
      if (tells) out += (out.empty() ? "" : " ") + text(field.name, field.value);
    }
    return out;
  }

 private:
  const Board& board_;
};

bool of_project(const journal::Image& image, ProjectId project) {
  const char* key = image.table == "project" ? "id" : "project";
  return std::ranges::any_of(image.fields, [&](const journal::Field& field) {
    const auto* whole = std::get_if<std::int64_t>(&field.value);
    return field.name == key && whole != nullptr && *whole == project.value;
  });
}

std::string key_of(const journal::Image& image) {
  std::string key = image.table;
  constexpr std::string_view kKeys[] = {"id",     "unit",       "person",  "role",  "starts_on",
                                        "period", "correction", "officer", "holder"};
  for (const journal::Field& field : image.fields) {
    const bool counts = std::ranges::find(kKeys, field.name) != std::end(kKeys) &&
                        !(image.table == "project" && field.name != "id");
    if (counts) key += "|" + plain(field.value);
  }
  return key;
}

bool of_the_store(const std::string& field) {
  constexpr std::string_view kOwn[] = {"tenant", "campaign", "id",     "project", "version",
                                       "tenure", "at",       "period", "unit",    "person"};
  return std::ranges::find(kOwn, field) != std::end(kOwn);
}

}  // namespace

std::vector<HistoryEntry> project_history(store::Reader& reader, const Board& board,
                                          ProjectId project) {
  constexpr std::int64_t kBatch = 500;
  const Reading reading(board);
  std::map<std::string, std::map<std::string, Value>> known;
  std::vector<HistoryEntry> out;
  std::int64_t after = 0;
  while (true) {
    const auto batch =
        store::journal_after(reader, board.campaign.tenant, board.campaign.id, after, kBatch);
    for (const store::JournalRow& row : batch) {
      HistoryEntry entry{
          .id = row.id, .at = row.at, .by = board.holder_text(row.tenure), .verb = row.verb};
      for (const journal::Image& image : journal::images_of(row.bytes)) {
        if (!of_project(image, project)) continue;
        auto& before = known[key_of(image)];
        for (const journal::Field& field : image.fields) {
          Value& was = before[field.name];
          if (!of_the_store(field.name) && was != field.value)
            entry.changes.push_back({image.table, reading.row(image), field.name,
                                     reading.text(field.name, was),
                                     reading.text(field.name, field.value)});
          was = field.value;
        }
      }
      if (!entry.changes.empty()) out.push_back(std::move(entry));
    }
    if (static_cast<std::int64_t>(batch.size()) < kBatch) break;
    after = batch.back().id;
  }
  return out;
}

}  // namespace zhantu::app

// The journal in words, newest first: who did what when, and what each record was and is now, field
// by field (D-9.1). Personal values are shown while they are kept; an erased one reads as erased
// (D-9.3). Secrets are never shown, log-ins only to those who may see them.
#pragma once
#include "app/app.hpp"

namespace zhantu::app {

// Which entries and which records of them. Everything that is given must fit.
struct JournalSearch {
  CampaignId campaign;          // entries of one campaign; none: of the whole tenant
  std::string kind;             // records of one table; "": all
  std::string record;           // "project/71": the record itself and all that name it; "": all
  PersonId by;                  // who did it; none: anybody
  std::optional<Date> from;     // first day
  std::optional<Date> until;    // last day
  std::int64_t before = kLast;  // entries with smaller numbers
  std::size_t most = 1;
  bool see_accounts = false;  // the reader may see log-ins

  static constexpr std::int64_t kLast = 9'000'000'000'000'000;
};

// One field of one record. `kind` says how to read the texts: text, number, quantity, money_wan,
// flag ("0" or "1"), day, instant, period, word, reference (a name), hidden (no text is given).
struct ChangedField {
  std::string field;
  std::string kind;
  std::string before, after;  // "" for nothing
};
struct RecordChange {
  std::string kind;    // the table
  std::string record;  // "project/71": itself, or what it belongs to; "" if nothing
  std::string name;    // in words
  bool is_new = false;
  std::vector<ChangedField> fields;
};
struct JournalEntry {
  std::int64_t id = 0;
  Instant at;
  std::string by;  // post and person; "" for the installation
  std::string verb;
  std::string subject;
  std::vector<RecordChange> records;
  std::int64_t more = 0;  // further records of this entry that were left out
};

// At most `most` entries. An entry names at most kRecordsShown records.
inline constexpr std::size_t kRecordsShown = 60;
std::vector<JournalEntry> journal_view(store::Reader& reader, TenantId tenant,
                                       const JournalSearch& search);

// Whether the journal can hold records of this kind.
bool is_journal_kind(std::string_view kind);

}  // namespace zhantu::app

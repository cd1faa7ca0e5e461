// How a clerk's table is laid out: which sheet, which rows are the head, what each column is for.
//
// Proposed from the table, overruled by what this campaign remembers of tables with the same head,
// overruled by what the person has chosen. What is left open is asked (`questions`), never guessed
// silently; what is only said stands in `notes`.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/plan_columns.hpp"
#include "codec/xlsx_reader.hpp"
#include "domain/campaign/campaign.hpp"
#include "domain/campaign/plan_table.hpp"

namespace zhantu::app {

struct CellRef {
  std::string sheet;
  int row = 0;     // from 1
  int column = 0;  // from 1; 0 where the whole row is meant

  std::string name() const;  // "D7"; the row's first cell where the whole row is meant

  friend bool operator==(const CellRef&, const CellRef&) = default;
};

// `word` is stable and stands in the table of problems (notes: in plan_notes.hpp), `values` fill
// its sentence.
struct Complaint {
  CellRef at;
  std::string value;  // as it is seen in the cell
  std::string word;
  std::map<std::string, std::string> values;
};

// The periods that the campaign plans in: those of a kind in a year.
struct PlanScope {
  int year = 0;
  PeriodKind periods = PeriodKind::month;

  PlanScope(int of_year, PeriodKind of_kind = PeriodKind::month)
      : year(of_year), periods(of_kind) {}
};

PlanScope scope_of(const Campaign& campaign);

// What a person has decided; empty members leave it to the proposal.
struct PlanChoices {
  std::string sheet;
  int head_first = 0, head_last = 0;
  std::map<int, PlanUse> uses;        // by column
  std::map<int, std::string> units;   // by column: 万元, 公里 ...
  std::optional<int> year;            // of days that name none
  std::optional<PlanFigure> figures;  // how those are given of which nobody said so

  bool operator==(const PlanChoices&) const = default;
};

enum class Known : std::int8_t { no, similar, exact, remembered, chosen };
std::string_view word(Known known);

struct LayoutColumn {
  int column = 0;
  std::vector<std::string> head;  // from top to bottom, as it is seen
  PlanUse use;
  Known known = Known::no;
  std::string unit;                  // of money and quantities; empty where nobody said
  std::vector<std::string> samples;  // up to three different values
  bool hidden = false;
  bool figures_only = false;  // nothing but numbers below the head

  std::string title() const;  // the head on one line
};

struct LayoutSheet {
  std::string name;
  bool hidden = false;
  int rows = 0, columns = 0;  // used
  bool plan = false;          // has a head that looks like a plan's
};

struct PlanLayout {
  std::vector<LayoutSheet> sheets;
  std::string sheet;
  int head_first = 0, head_last = 0;  // 0: no head was found
  std::vector<LayoutColumn> columns;
  std::vector<std::string> titles;  // texts above the head
  std::optional<int> year;          // of days that name none
  std::string fingerprint;          // of the head; "" without one
  bool remembered = false;
  std::vector<Complaint> questions, notes;

  const LayoutColumn* at(int column) const;
};

// A column of a period of another kind stands for the campaign's period that ends on the same day,
// which is asked; so is how figures are given where the head does not say (figures_asked).
PlanLayout propose_layout(const codec::XlsxWorkbook& workbook, const PlanScope& scope,
                          const PlanChoices& chosen, const std::vector<PlanTable>& remembered);

// "A:number B:name C:plan:3 D:ignore" and "E:万元 F:公里"; nullopt where it is not so.
std::optional<std::map<int, PlanUse>> parse_uses(std::string_view text);
std::optional<std::map<int, std::string>> parse_units(std::string_view text);

// The record that makes the campaign remember this layout.
PlanTable table_of(const PlanLayout& layout, const codec::XlsxWorkbook& workbook);

}  // namespace zhantu::app

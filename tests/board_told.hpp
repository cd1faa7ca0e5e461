// A board as text, record by record: two boards are the same when they tell the same.
#pragma once
#include "domain/determination/board.hpp"
#include "store/tables.hpp"

namespace zhantu::test {

template <class T>
void tell(std::string& out, const T& record) {
  const journal::Image image = store::image_of(record);
  out += image.table;
  for (const journal::Field& field : image.fields) {
    out += ' ' + field.name + '=';
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
      out += std::to_string(*number);
    } else if (const auto* text = std::get_if<std::string>(&field.value)) {
      out += '"' + *text + '"';
    }
  }
  out += '\n';
}

// A list, or a map by its values.
template <class Range>
void tell_all(std::string& out, const Range& range) {
  for (const auto& item : range) {
    if constexpr (requires { item.second; }) {
      tell(out, item.second);
    } else {
      tell(out, item);
    }
  }
}

// Everything that a board holds, in its own order.
inline std::string told(const Board& board) {
  std::string out;
  tell(out, board.tenant);
  tell(out, board.campaign);
  out += fmt::format("{} {}\n", board.mechanism.name, board.mechanism.version);
  for (const AdoptedMechanism& one : board.adopted) {
    tell(out, one.adoption);
    out += fmt::format("{} {}\n", one.mechanism.name, one.mechanism.version);
  }
  tell_all(out, board.phases);
  tell_all(out, board.organs);
  tell_all(out, board.members);
  tell_all(out, board.organ_units);
  tell_all(out, board.units);
  tell_all(out, board.persons);
  tell_all(out, board.posts);
  tell_all(out, board.tenures);
  for (const BoardProject& project : board.projects) {
    tell(out, project.project);
    tell_all(out, project.units);
    tell_all(out, project.persons);
    for (const auto& [period, cell] : project.cells) {
      out += period.text() + '\n';
      tell(out, cell.plan);
      if (cell.report) tell(out, *cell.report);
      if (cell.confirmation) tell(out, *cell.confirmation);
      if (cell.determination) tell(out, *cell.determination);
      tell_all(out, cell.asked);
      tell_all(out, cell.corrected);
      tell_all(out, cell.cards);
    }
  }
  tell_all(out, board.publications);
  tell_all(out, board.corrections);
  tell_all(out, board.rolled_up);
  tell_all(out, board.effects);
  return out;
}

}  // namespace zhantu::test

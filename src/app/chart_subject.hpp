// Whose chart it is (D-5.1): the projects of a unit, of a leader or of a command post. The same
// rule chooses the projects of a leader's overview on the phone.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/determination/board.hpp"

namespace zhantu::app {

enum class SubjectKind { unit, leader, post };
std::string_view word(SubjectKind kind);

struct ChartSubject {
  SubjectKind kind = SubjectKind::unit;
  std::int64_t id = 0;  // of a unit, a person or an organ

  friend bool operator==(const ChartSubject&, const ChartSubject&) = default;
};

// "unit:12", "leader:3", "post:4". nullopt for everything else.
std::optional<ChartSubject> parse_subject(std::string_view text);

// Its name: of the unit, the person, the command post. Empty: the campaign knows no such one.
std::string subject_name(const Board& board, const ChartSubject& subject);

// What the subject is in this project on that day, in the words of the mechanism, the weightiest
// first: "指挥长", "项目长", "责任人", "牵头", "配合". Empty: the project is none of its own. In
// the chart of a command post, which holds nothing else, there is no word: see concerns.
std::vector<std::string> roles_in(const Board& board, const BoardProject& project,
                                  const ChartSubject& subject, Date day);
bool concerns(const Board& board, const BoardProject& project, const ChartSubject& subject,
              Date day);

// Everyone for whom a chart of one's own makes sense on that day, with the number of projects:
// command posts, then units, then leaders, each in the order of the record.
struct SubjectChoice {
  ChartSubject subject;
  std::string name;
  std::string post;  // of a leader, as it is written out
  int projects = 0;
};
std::vector<SubjectChoice> subjects_of(const Board& board, Date day);

}  // namespace zhantu::app

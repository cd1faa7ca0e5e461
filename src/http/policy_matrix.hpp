// The authorisation matrix, generated from the routes and the policy: route x role x own or other.
#pragma once
#include <string>
#include <vector>

namespace zhantu::http {

struct MatrixRow {
  std::string operation;
  std::string role;
  std::string relation;  // "own" or "other" for acts on a project, "" otherwise
  std::string refusal;   // "" where allowed
};

std::vector<MatrixRow> policy_matrix();

}  // namespace zhantu::http

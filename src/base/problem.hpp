// Problem: a refusal that a user can cause, and Result, a value or a Problem.
//
// The stable word ("period_already_published") is what clients and tests read. Its HTTP status and
// its sentences in every language stand once, in app/problems/*.cpp; `values` fill the
// {placeholders} of the sentence.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.hpp"

namespace zhantu {

// One place that is wrong among several: a cell of a workbook, a project without a verdict, a field
// of a request.
struct ProblemItem {
  std::string where;  // "计划表!D7", "project 17", "/verdict"
  std::string word;   // stable word of its own, also in the table
  std::map<std::string, std::string> values;
};

struct Problem {
  std::string word;
  std::map<std::string, std::string> values = {};
  std::vector<ProblemItem> items = {};
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Problem problem) : state_(std::move(problem)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& value() const& { return ZT_CHECK(state_.index() == 0), std::get<0>(state_); }
  T& value() & { return ZT_CHECK(state_.index() == 0), std::get<0>(state_); }
  T&& value() && { return ZT_CHECK(state_.index() == 0), std::get<0>(std::move(state_)); }
  const Problem& problem() const { return ZT_CHECK(state_.index() == 1), std::get<1>(state_); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &value(); }
  const T& operator*() const& { return value(); }

 private:
  std::variant<T, Problem> state_;
};

struct Done {};
using Outcome = Result<Done>;

}  // namespace zhantu

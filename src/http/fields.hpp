// Reading the fields of a JSON body: every wrong field is named, nothing unknown passes.
#pragma once
#include <boost/json.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/period.hpp"
#include "base/problem.hpp"
#include "base/quantity.hpp"
#include "domain/determination/verdict.hpp"
#include "http/message.hpp"

namespace zhantu::http {

class Fields {
 public:
  // REFUSES request_malformed (not a JSON object), unsupported_media_type.
  static Result<Fields> read(const Request& request);

  std::string text(const char* name, std::size_t characters_max, bool needed = true);
  std::optional<std::string> optional_text(const char* name, std::size_t characters_max);
  // A whole file, byte for byte; needed.
  std::string verbatim(const char* name, std::size_t bytes_max);
  std::optional<std::int64_t> whole(const char* name, std::int64_t least, std::int64_t most);
  std::int64_t id(const char* name);
  std::optional<Quantity> quantity(const char* name);
  std::optional<Verdict> verdict(const char* name);  // needed
  // An object of figures by name, null for none; at most `most` of them.
  std::vector<std::pair<std::string, std::optional<Quantity>>> figures(const char* name,
                                                                       std::size_t most);
  std::optional<Date> day(const char* name);
  bool given(const char* name) const;
  std::optional<std::optional<Date>> given_day(const char* name);  // given as null: taken away
  std::int64_t id_or_none(const char* name);                       // 0 where there is none
  std::optional<bool> given_flag(const char* name);
  std::optional<Period> given_period(const char* name);
  void lacks(const char* name) { complain(name, "field_missing"); }
  // One of `known`; the first where it is absent and not needed.
  std::string choice(const char* name, std::initializer_list<std::string_view> known,
                     bool needed = true);
  std::optional<Period> period(const char* name);
  bool flag(const char* name);  // needed
  std::vector<std::string> texts(const char* name, std::size_t most, std::size_t characters_max);
  std::vector<std::int64_t> ids(const char* name, std::size_t most);
  // Reads each object of a list; what is wrong in it is named as "/days/3/kind".
  void each(const char* name, std::size_t most, const std::function<void(Fields&)>& read);

  // After all fields were read: field_invalid with everything that is wrong, unknown fields
  // included.
  std::optional<Problem> flaw();

 private:
  void each_item(const char* name, std::size_t most, const std::function<void(Fields&)>& read);
  const boost::json::value* find(const char* name, bool needed);
  void complain(const std::string& name, std::string word,
                std::map<std::string, std::string> values = {});

  boost::json::object body_;
  std::vector<std::string> asked_;
  std::vector<ProblemItem> items_;
  std::string prefix_;
};

}  // namespace zhantu::http

// list, show, add, edit and end for every noun that is kept by hand (units, people, posts, log-ins,
// campaigns, organs, projects): one implementation over a table of nouns. Clients of the API like
// every business verb.
#pragma once
#include <span>
#include <vector>

#include "cli/remote.hpp"

namespace zhantu::cli {

struct RecordNoun {
  const char* name;  // of the verb: "unit"
  const char* title_zh;
  const char* title_en;
  const char* list;                  // GET; "" if there is none. {campaign} is filled in
  const char* add;                   // POST
  const char* item;                  // GET and PATCH {id}
  std::vector<const char*> columns;  // of a list for people
};
std::span<const RecordNoun> record_nouns();

struct RecordOptions {
  RemoteOptions remote;
  std::string noun, verb;              // "unit", "add"
  std::vector<std::string> arguments;  // an id, and fields as name=text or name:=JSON
  std::string campaign, q, on;
  std::string version;  // of the record that was looked at; "" for the one that is read now
};
// A wrong command line stops with kUsage.
void record_verb(const RecordOptions& options);

}  // namespace zhantu::cli

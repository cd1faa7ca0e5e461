// `zhantu mechanism ...`: the versions of a campaign's rules, on the server.
#pragma once
#include "cli/remote.hpp"

namespace zhantu::cli {

struct MechanismOptions {
  RemoteOptions remote;
  std::string campaign;
  std::string version;  // show
  std::string file;     // adopt, simulate
  std::string remark;
  bool dry_run = false;
};
void list_mechanisms(const MechanismOptions& options);
void show_mechanism(const MechanismOptions& options);
// The cards that change, project by project, and the totals before and after.
void simulate_mechanism(const MechanismOptions& options);
void adopt_mechanism(const MechanismOptions& options);

}  // namespace zhantu::cli

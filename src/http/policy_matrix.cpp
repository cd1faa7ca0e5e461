#include "http/policy_matrix.hpp"

#include "http/router.hpp"

namespace zhantu::http {
namespace {

struct Role {
  const char* name;
  Standing standing;
};

// Everybody who can stand before the door, in a tenant with an open board.
std::vector<Role> roles() {
  const Standing post{.logged_in = true, .same_tenant = true, .holds_post = true};
  Standing headquarters = post, office = post, command_post = post, lead_unit = post;
  headquarters.in_headquarters = true;
  office.in_supervision_office = true;
  command_post.in_any_command_post = true;
  lead_unit.leads_any = true;
  const Standing admin{.logged_in = true, .same_tenant = true};
  Standing system = admin, security = admin, auditor = admin;
  system.system_administrator = true;
  security.security_administrator = true;
  auditor.auditor = true;
  return {{"anonymous", {}},
          {"headquarters", headquarters},
          {"supervision_office", office},
          {"command_post", command_post},
          {"lead_unit", lead_unit},
          {"other_post", post},
          {"system_administrator", system},
          {"security_administrator", security},
          {"auditor", auditor}};
}

bool on_a_project(Act act) {
  return act == Act::report_actual || act == Act::confirm_report || act == Act::determine ||
         act == Act::edit_project || act == Act::correct || act == Act::give_figures;
}

Standing towards(Standing standing, bool own) {
  standing.in_command_post = own && standing.in_any_command_post;
  standing.in_lead_unit = own && standing.leads_any;
  standing.belongs = own;
  return standing;
}

}  // namespace

std::vector<MatrixRow> policy_matrix() {
  std::vector<MatrixRow> rows;
  for (const Route& route : routes()) {
    for (const Role& role : roles()) {
      const bool project = on_a_project(*route.act);
      for (const bool own : {true, false}) {
        if (!project && !own) continue;
        const ObjectState state{.open_board = true, .has_project = project};
        const auto word = refusal_of_person(
            *route.act, project ? towards(role.standing, own) : role.standing, state);
        rows.push_back({route.operation, role.name,
                        !project ? ""
                        : own    ? "own"
                                 : "other",
                        word ? std::string(*word) : ""});
      }
    }
  }
  return rows;
}

}  // namespace zhantu::http

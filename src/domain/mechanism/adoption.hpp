// That a campaign adopted a later version of its mechanism file, as a record (D-6.6). The version
// that a campaign began with stands in the campaign itself; versions are added and never taken
// back.
#pragma once
#include <boost/describe.hpp>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"

namespace zhantu {

struct MechanismAdoption {
  TenantId tenant;
  CampaignId campaign;
  std::string mechanism;
  std::int64_t version = 0;
  Date effective_from;  // periods that begin on this day or later are judged by it
  std::string remark;   // the paper or the meeting that decided it
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(MechanismAdoption, (),
                      (tenant, campaign, mechanism, version, effective_from, remark, tenure, at))

}  // namespace zhantu

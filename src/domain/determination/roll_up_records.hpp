// What a publication freezes besides the cards of projects: the cards of units and command posts
// (D-3.2), what follows from cards (D-3.5), and figures that were asked of people.
#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/period.hpp"
#include "base/quantity.hpp"
#include "domain/determination/verdict.hpp"

namespace zhantu {

// The card of a lead unit or a command post with the counts that made it, frozen. A correction adds
// a further record; the first one stays for ever.
struct RolledUpCard {
  TenantId tenant;
  CampaignId campaign;
  Period period;
  std::string subject;          // word(Subject): unit or command_post
  std::int64_t holder = 0;      // id of the unit or the organ
  std::int64_t correction = 0;  // number of the correction that made it; 0: the publication itself
  Card card = Card::none;
  std::int64_t band = 0;  // clause of the subject's rule that applied
  std::int64_t missed_run = 0;
  std::int64_t judged = 0;                                            // its projects with a target
  std::int64_t missed = 0;                                            // of these, missed
  std::int64_t blue = 0, yellow = 0, red = 0, green = 0, orange = 0;  // its projects by card
};
BOOST_DESCRIBE_STRUCT(RolledUpCard, (),
                      (tenant, campaign, period, subject, holder, correction, card, band,
                       missed_run, judged, missed, blue, yellow, red, green, orange))

// An effect of the rules that a card brought about, once for each cause. It is a fact for those who
// write and send papers; nothing is sent by it. Its words stand in the mechanism's version of the
// period: bands[band].effects[place].
struct DueEffect {
  TenantId tenant;
  CampaignId campaign;
  Period period;
  std::string subject;      // word(Subject): project, unit or command_post
  std::int64_t holder = 0;  // id of the project, the unit or the organ
  std::int64_t correction = 0;
  std::int64_t band = 0;
  std::int64_t place = 0;
  std::string kind;  // word(EffectKind)
  std::string receiver;
  std::int64_t limit_days = 0;  // of the kind that the rule names there; 0: no limit
};
BOOST_DESCRIBE_STRUCT(DueEffect, (),
                      (tenant, campaign, period, subject, holder, correction, band, place, kind,
                       receiver, limit_days))

// A figure that the mechanism asks of an organ because the system cannot know it.
struct AskedFigure {
  TenantId tenant;
  CampaignId campaign;
  ProjectId project;
  Period period;
  std::string measure;             // its key in the mechanism
  std::optional<Quantity> figure;  // a grade is its place in the measure's list
  TenureId tenure;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(AskedFigure, (),
                      (tenant, campaign, project, period, measure, figure, tenure, at))

// An asked figure that a correction puts right, from then on instead of the one before.
struct CorrectedFigure {
  TenantId tenant;
  CampaignId campaign;
  std::int64_t correction = 0;
  ProjectId project;
  Period period;
  std::string measure;
  std::optional<Quantity> figure_before, figure_after;
};
BOOST_DESCRIBE_STRUCT(CorrectedFigure, (),
                      (tenant, campaign, correction, project, period, measure, figure_before,
                       figure_after))

}  // namespace zhantu

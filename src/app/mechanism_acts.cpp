#include "app/mechanism_acts.hpp"

#include "app/mechanism_file.hpp"
#include "base/text.hpp"
#include "domain/determination/versions.hpp"

namespace zhantu::app {
namespace {

std::optional<MechanismText> text_in(store::Reader& reader, TenantId tenant,
                                     const std::string& name, std::int64_t version) {
  for (MechanismText& text : reader.of_tenant<MechanismText>(tenant)) {
    if (text.name == name && text.version == version) return std::move(text);
  }
  return std::nullopt;
}

Problem problem_of(const Board& board, const Mechanism& file, std::string_view word) {
  const std::int64_t newest =
      board.adopted.empty() ? board.mechanism.version : board.adopted.back().adoption.version;
  return Problem{.word = std::string(word),
                 .values = {{"name", board.mechanism.name},
                            {"given", file.name},
                            {"version", std::to_string(file.version)},
                            {"newest", std::to_string(newest)},
                            {"day", file.effective_from.iso()},
                            {"earliest", earliest_effective_day(board).iso()}}};
}

}  // namespace

Result<AdoptedMechanism> adopt_mechanism(Writing& writing, const AdoptCommand& command,
                                         bool dry_run) {
  const Board& board = writing.board();
  const Date today = writing.app.today(board);
  if (const auto word =
          refused(Act::adopt_mechanism, board, writing.actor, today, nullptr, std::nullopt))
    return Problem{.word = std::string(*word)};
  if (!dry_run && trimmed(command.remark).empty())
    return field_problem("/remark", "remark_missing");
  auto file = read_mechanism(command.text);
  if (!file) return file.problem();
  if (auto problem = adoption_problem(board, *file)) return std::move(*problem);
  const auto taken = text_in(writing.transaction, writing.actor.tenant, file->name, file->version);
  if (taken && taken->toml != command.text)
    return problem_of(board, *file, "mechanism_version_taken");
  const Campaign& campaign = board.campaign;
  const store::Deed act =
      deed(writing.app, writing.actor, "adopt_mechanism",
           fmt::format("campaign/{}/mechanism/{}", campaign.id.value, file->version), campaign.id);
  AdoptedMechanism adopted{.adoption = {.tenant = campaign.tenant,
                                        .campaign = campaign.id,
                                        .mechanism = file->name,
                                        .version = file->version,
                                        .effective_from = file->effective_from,
                                        .remark = command.remark,
                                        .tenure = writing.actor.tenure,
                                        .at = act.at},
                           .mechanism = std::move(file).value()};
  writing.shared->board.adopted.push_back(adopted);
  if (dry_run) return adopted;
  // Saved again even where another campaign brought the same text: each campaign's part of the
  // journal stands by itself.
  writing.transaction.save(MechanismText{.tenant = campaign.tenant,
                                         .name = adopted.adoption.mechanism,
                                         .version = adopted.adoption.version,
                                         .effective_from = adopted.adoption.effective_from,
                                         .toml = command.text});
  writing.transaction.save(adopted.adoption);
  writing.transaction.record(act);
  return adopted;
}

std::optional<Problem> adoption_problem(const Board& board, const Mechanism& file) {
  const auto word = adoption_refusal(board, file);
  if (!word) return std::nullopt;
  return problem_of(board, file, *word);
}

std::string mechanism_text(App& app, const Board& board, std::int64_t version) {
  const auto text =
      text_in(*app.store().read(), board.campaign.tenant, board.mechanism.name, version);
  ZT_CHECK(text.has_value());
  return text->toml;
}

}  // namespace zhantu::app

#include "http/board_bodies.hpp"

#include "base/hash.hpp"

namespace zhantu::http {
namespace {

using Piece = BoardBody::Piece;

constexpr std::size_t kQuickMax = 12;  // projects that are written without leaving the I/O thread

void add_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

// `,"name":` before a value; the first member of an object has no comma.
void add_name(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out += '"';
  out += name;
  out += "\":";
}

void add(std::string& out, std::string_view name, std::string_view text) {
  add_name(out, name);
  add_text(out, text);
}

void add(std::string& out, std::string_view name, std::int64_t number) {
  add_name(out, name);
  fmt::format_to(std::back_inserter(out), "{}", number);
}

void add(std::string& out, std::string_view name, const std::optional<Quantity>& quantity) {
  add_name(out, name);
  if (quantity) {
    add_text(out, quantity->text());
  } else {
    out += "null";
  }
}

void add_cell(std::string& out, const Board& board, const BoardProject& project,
              const Period& period) {
  const Cell& cell = project.cell(period);
  const PublishedCard* card = cell.card();
  out += '{';
  add(out, "period", period.text());
  add_name(out, "on_wall");
  out += board.on_wall(project, period) ? "true" : "false";
  add(out, "state", word(cell.state()));
  add_name(out, "plan");
  if (cell.plan.has_target()) {
    out += '{';
    add(out, "text", cell.plan.text);
    add(out, "quantity", cell.plan.quantity);
    out += '}';
  } else {
    out += "null";
  }
  add(out, "claimed", cell.report ? cell.report->quantity : std::nullopt);
  const auto& determination = cell.determination;
  add(out, "verified",
      card != nullptr ? card->verified : (determination ? determination->quantity : std::nullopt));
  add_name(out, "verdict");
  if (card != nullptr) {
    add_text(out, word(card->verdict));
  } else if (determination) {
    add_text(out, word(determination->verdict));
  } else {
    out += "null";
  }
  add_name(out, "card");
  if (card != nullptr) {
    add_text(out, word(card->card));
  } else {
    out += "null";
  }
  out += '}';
}

std::shared_ptr<const Piece> make_piece(const Board& board, std::size_t place,
                                        const std::vector<Period>& periods, Date today) {
  auto piece = std::make_shared<Piece>();
  piece->project = board.projects.item(place);
  const BoardProject& project = *piece->project;
  if (!board.hangs(project)) return piece;
  const Organ* organ = board.organ(project.project.command_post);
  std::string& out = piece->json;
  out = "{";
  add(out, "id", std::to_string(project.project.id.value));
  add(out, "number", project.project.number);
  add(out, "name", project.project.name);
  add(out, "category", project.project.category);
  add(out, "lead_unit", board.unit_name(project.lead_unit(today)));
  add(out, "command_post", organ == nullptr ? std::string_view{} : organ->short_name);
  add(out, "annual_target", project.project.annual_target);
  add(out, "annual_quantity", project.project.annual_quantity);
  add(out, "unit_of_quantity", project.project.quantity_unit);
  add_name(out, "cells");
  out += '[';
  for (const Period& period : periods) {
    if (out.back() != '[') out += ',';
    add_cell(out, board, project, period);
  }
  out += "]}";
  piece->digest = sm3_hex(out);
  return piece;
}

std::string head_of(const app::SharedBoard& shared, Date today) {
  const Board& board = shared.board;
  std::string out = "{";
  add(out, "campaign", std::to_string(board.campaign.id.value));
  add(out, "title", board.campaign.title);
  add(out, "unit", board.unit_name(board.campaign.unit));
  add(out, "revision", board.campaign.revision);
  add(out, "last_event_id", std::to_string(shared.last_entry));
  add(out, "today", today.iso());
  add_name(out, "projects");
  return out + "[";
}

// What every piece depends on besides its project.
bool same_surroundings(const BoardBody& before, const Board& board, Date today) {
  const Board& old = before.board->board;
  return before.today == today && old.units.same_as(board.units) &&
         old.organs.same_as(board.organs) && old.publications.same_as(board.publications) &&
         old.campaign.periods() == board.campaign.periods();
}

// The piece of this place from the body before, if it is still right.
std::shared_ptr<const Piece> kept_piece(const BoardBody& before, const Board& board,
                                        std::size_t place) {
  if (place >= before.pieces.size()) return nullptr;
  const auto& piece = before.pieces[place];
  return piece->project == board.projects.item(place) ? piece : nullptr;
}

}  // namespace

BoardBodyPtr BoardBodies::get(const app::BoardPtr& board, Date today) {
  const BoardBodyPtr before = last(board->board.campaign.id);
  if (before && before->board == board && before->today == today) return before;
  return make(board, today, before);
}

BoardBodyPtr BoardBodies::at_hand(const app::BoardPtr& board, Date today) {
  const BoardBodyPtr before = last(board->board.campaign.id);
  if (!before) return nullptr;
  if (before->board == board && before->today == today) return before;
  if (!same_surroundings(*before, board->board, today)) return nullptr;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < board->board.projects.size(); ++i) {
    if (!kept_piece(*before, board->board, i) && ++changed > kQuickMax) return nullptr;
  }
  return make(board, today, before);
}

BoardBodyPtr BoardBodies::last(CampaignId campaign) const {
  const std::scoped_lock lock(mutex_);
  const auto found = bodies_.find(campaign);
  return found == bodies_.end() ? nullptr : found->second;
}

BoardBodyPtr BoardBodies::make(const app::BoardPtr& shared, Date today,
                               const BoardBodyPtr& before) {
  const Board& board = shared->board;
  const bool same = before && same_surroundings(*before, board, today);
  const std::vector<Period> periods = board.campaign.periods();
  auto body = std::make_shared<BoardBody>();
  body->board = shared;
  body->today = today;
  std::string bytes = head_of(*shared, today);
  std::string digests = bytes;
  if (before) bytes.reserve(before->bytes->size() + 1024);
  for (std::size_t i = 0; i < board.projects.size(); ++i) {
    auto piece = same ? kept_piece(*before, board, i) : nullptr;
    if (!piece) piece = make_piece(board, i, periods, today);
    if (!piece->json.empty() && bytes.back() != '[') bytes += ',';
    bytes += piece->json;
    digests += piece->digest;
    body->pieces.push_back(std::move(piece));
  }
  bytes += "]}";
  body->bytes = std::make_shared<const std::string>(std::move(bytes));
  body->etag = "\"" + sm3_hex(digests).substr(0, 24) + "\"";
  const std::scoped_lock lock(mutex_);
  if (bodies_.size() >= kCampaignsMax && !bodies_.contains(board.campaign.id)) bodies_.clear();
  BoardBodyPtr& slot = bodies_[board.campaign.id];
  if (!slot || slot->board->last_entry <= shared->last_entry) slot = body;
  return body;
}

}  // namespace zhantu::http

-- Cards of units and command posts, what follows from cards, and figures that are asked of people. Cards may be green and orange.

CREATE TABLE rolled_up_card (           -- the card of a lead unit or command post; a correction adds, nothing is replaced (D-3.2)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  period TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('unit', 'command_post')),
  holder BIGINT NOT NULL,               -- the unit or the organ
  correction BIGINT NOT NULL,           -- 0: the publication itself
  card TEXT NOT NULL CHECK (card IN ('none', 'blue', 'yellow', 'red', 'green', 'orange')),
  band BIGINT NOT NULL CHECK (band >= 0),
  missed_run BIGINT NOT NULL CHECK (missed_run >= 0),
  judged BIGINT NOT NULL CHECK (judged >= 0),  -- its projects with a target in this period
  missed BIGINT NOT NULL CHECK (missed >= 0),  -- of these, missed
  blue BIGINT NOT NULL,                 -- its projects with this card
  yellow BIGINT NOT NULL,
  red BIGINT NOT NULL,
  green BIGINT NOT NULL,
  orange BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign, period, subject, holder, correction),
  FOREIGN KEY (tenant, campaign, period) REFERENCES publication (tenant, campaign, period)
);

CREATE TABLE due_effect (               -- what follows from a card by the rules; a fact, nothing is sent by it
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  period TEXT NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('project', 'unit', 'command_post')),
  holder BIGINT NOT NULL,               -- the project, the unit or the organ
  correction BIGINT NOT NULL,           -- that of the card from which it follows
  band BIGINT NOT NULL,                 -- the clause that applied
  place BIGINT NOT NULL,                -- which effect of that clause
  kind TEXT NOT NULL CHECK (kind <> ''),
  receiver TEXT NOT NULL,               -- a role, a kind of organ, or a word such as jurisdiction
  limit_days BIGINT NOT NULL,           -- days to make it good; 0: none is set
  PRIMARY KEY (tenant, campaign, period, subject, holder, correction, place),
  FOREIGN KEY (tenant, campaign, period) REFERENCES publication (tenant, campaign, period)
);

CREATE TABLE asked_figure (             -- a figure that the rules ask of an organ, given with the determination
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  measure TEXT NOT NULL CHECK (measure <> ''),
  figure BIGINT,                        -- in the measure's unit, scaled; a grade is its place; empty once taken back
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, project, period, measure),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
CREATE INDEX asked_figure_of_campaign ON asked_figure (tenant, campaign);

CREATE TABLE published_card_anew (      -- the card and the facts that made it; a correction adds, nothing is replaced
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  period TEXT NOT NULL,
  project BIGINT NOT NULL,
  correction BIGINT NOT NULL,           -- 0: the publication itself
  verdict TEXT NOT NULL CHECK (verdict IN ('exceeded', 'met', 'missed', 'no_target')),
  card TEXT NOT NULL CHECK (card IN ('none', 'blue', 'yellow', 'red', 'green', 'orange')),
  missed_run BIGINT NOT NULL CHECK (missed_run >= 0),
  band BIGINT NOT NULL CHECK (band >= 0),
  planned BIGINT,
  claimed BIGINT,
  verified BIGINT,
  PRIMARY KEY (tenant, campaign, period, project, correction),
  FOREIGN KEY (tenant, campaign, period) REFERENCES publication (tenant, campaign, period),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
INSERT INTO published_card_anew (tenant, campaign, period, project, correction, verdict, card, missed_run, band, planned, claimed, verified)
  SELECT tenant, campaign, period, project, correction, verdict, card, missed_run, band, planned, claimed, verified FROM published_card;
DROP TABLE published_card;
ALTER TABLE published_card_anew RENAME TO published_card;

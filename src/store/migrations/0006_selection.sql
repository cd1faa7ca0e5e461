-- The task board and the candidate pool (D-2.1, D-2.8). Numbers of tenures and instants say who and when.

CREATE TABLE category (                 -- the campaign's own set of categories of tasks
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  sequence BIGINT NOT NULL,
  ends_on TEXT,
  PRIMARY KEY (tenant, campaign, name),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE task (                     -- a task of the board
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number TEXT NOT NULL CHECK (number <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  source_kind TEXT NOT NULL CHECK (source_kind <> ''),  -- parent_campaign, handed_down, meeting or leader
  source TEXT NOT NULL,                 -- which one, in words
  category TEXT NOT NULL,
  owner BIGINT NOT NULL,                -- the organ that answers for it
  effect TEXT NOT NULL,
  quantity BIGINT CHECK (quantity > 0),  -- handed down
  quantity_unit TEXT NOT NULL,
  due_on TEXT,
  version BIGINT NOT NULL CHECK (version > 0),
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, campaign, number),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id),
  FOREIGN KEY (tenant, owner) REFERENCES organ (tenant, id)
);

CREATE TABLE task_share (               -- a task's quantity broken down over lower units
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  task BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  quantity BIGINT CHECK (quantity >= 0),  -- empty once it was taken back
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, task, unit),
  FOREIGN KEY (tenant, task) REFERENCES task (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES unit (tenant, id)
);
CREATE INDEX task_share_of_campaign ON task_share (tenant, campaign);

CREATE TABLE task_project (             -- the projects that carry a task out
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  task BIGINT NOT NULL,
  project BIGINT NOT NULL,
  ends_on TEXT,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, task, project),
  FOREIGN KEY (tenant, task) REFERENCES task (tenant, id),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
CREATE INDEX task_project_of_campaign ON task_project (tenant, campaign);

CREATE TABLE criterion (                -- a line of the sheet by which candidates are weighed
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  id BIGINT NOT NULL,
  name TEXT NOT NULL CHECK (name <> ''),
  measures TEXT NOT NULL CHECK (measures <> ''),  -- quantity or quality
  weight BIGINT NOT NULL CHECK (weight > 0),      -- points of the total
  score_max BIGINT NOT NULL CHECK (score_max > 0),
  organ BIGINT NOT NULL,                -- who enters it; 0: the supervision office
  sequence BIGINT NOT NULL,
  ends_on TEXT,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE selection_rule (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  enters_at_once BIGINT NOT NULL CHECK (enters_at_once IN (0, 1)),  -- newly signed or started ones need not be weighed
  version BIGINT NOT NULL CHECK (version > 0),  -- of rule and criteria together
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE candidate (                -- a project that is not on the wall yet
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  id BIGINT NOT NULL,
  number TEXT NOT NULL CHECK (number <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  category TEXT NOT NULL,
  place BIGINT NOT NULL,                -- town or park; 0 if not said
  facts TEXT NOT NULL,
  investment_total BIGINT NOT NULL,     -- fen
  investment_year BIGINT NOT NULL,      -- fen
  nature TEXT NOT NULL,
  starts_on TEXT,
  finishes_on TEXT,
  annual_target TEXT NOT NULL,
  annual_quantity BIGINT CHECK (annual_quantity > 0),
  quantity_unit TEXT NOT NULL,
  command_post BIGINT NOT NULL,         -- 0 if not said yet
  proposing_unit BIGINT NOT NULL,
  lead_unit BIGINT NOT NULL,            -- 0 if not said yet
  accountable_person BIGINT NOT NULL,   -- 0 if not said yet
  reasons TEXT NOT NULL,
  news TEXT NOT NULL,                   -- signed, started, or empty
  news_on TEXT,
  task BIGINT NOT NULL,                 -- 0 for none
  version BIGINT NOT NULL CHECK (version > 0),
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, campaign, number),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id),
  FOREIGN KEY (tenant, proposing_unit) REFERENCES unit (tenant, id)
);

CREATE TABLE weighing (                 -- a score of the sheet
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  candidate BIGINT NOT NULL,
  criterion BIGINT NOT NULL,
  score BIGINT NOT NULL CHECK (score >= 0),
  remark TEXT NOT NULL,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, candidate, criterion),
  FOREIGN KEY (tenant, candidate) REFERENCES candidate (tenant, id),
  FOREIGN KEY (tenant, criterion) REFERENCES criterion (tenant, id)
);
CREATE INDEX weighing_of_campaign ON weighing (tenant, campaign);

CREATE TABLE choice (                   -- what headquarters decided on a candidate; later ones follow, none is replaced
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  candidate BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number > 0),
  decision TEXT NOT NULL CHECK (decision <> ''),  -- chosen, kept, declined
  reason TEXT NOT NULL,
  project BIGINT NOT NULL,              -- that it became; 0 for none
  admitted TEXT,                        -- first period on the wall
  at_once BIGINT NOT NULL CHECK (at_once IN (0, 1)),
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, candidate, number),
  FOREIGN KEY (tenant, candidate) REFERENCES candidate (tenant, id)
);
CREATE INDEX choice_of_campaign ON choice (tenant, campaign);

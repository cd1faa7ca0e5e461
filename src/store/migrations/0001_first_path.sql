-- The tables of the first path: people, campaigns, projects, the acts of a period, the journal.
--
-- Every table carries the tenant. Days are ISO text, instants are milliseconds UTC, money is fen, quantities are scaled by 10000,
-- flags are 0 or 1. Whole numbers are declared BIGINT so that both engines bind them alike.

CREATE TABLE tenant (
  tenant BIGINT NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  utc_offset_minutes BIGINT NOT NULL CHECK (utc_offset_minutes BETWEEN -720 AND 840)
);

CREATE TABLE unit (
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  parent BIGINT NOT NULL,               -- 0 for the root of the tree (D-1.1)
  kind TEXT NOT NULL CHECK (kind <> ''),
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT NOT NULL,             -- for the wall
  sequence BIGINT NOT NULL,
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, code)
);

CREATE TABLE person (
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  name TEXT NOT NULL,                   -- empty once erased (D-9.3)
  PRIMARY KEY (tenant, id)
);

CREATE TABLE post (
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES unit (tenant, id)
);

CREATE TABLE tenure (                   -- who held which post when (D-1.2)
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  person BIGINT NOT NULL,
  post BIGINT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, person) REFERENCES person (tenant, id),
  FOREIGN KEY (tenant, post) REFERENCES post (tenant, id)
);

CREATE TABLE account (
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  person BIGINT NOT NULL,
  login TEXT NOT NULL CHECK (login <> ''),
  password_hash TEXT NOT NULL,          -- Argon2id
  office TEXT NOT NULL CHECK (office IN ('', 'system_administrator', 'security_administrator', 'auditor')),
  active BIGINT NOT NULL CHECK (active IN (0, 1)),
  PRIMARY KEY (tenant, id),
  UNIQUE (login),
  FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
);

CREATE TABLE session (                  -- log-ins and tokens; only the hash of the secret is kept
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  secret_hash TEXT NOT NULL PRIMARY KEY,
  account BIGINT NOT NULL,
  tenure BIGINT NOT NULL,               -- the post that is acted for; 0 for none
  kind TEXT NOT NULL CHECK (kind IN ('session', 'token')),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  FOREIGN KEY (tenant, account) REFERENCES account (tenant, id)
);

CREATE TABLE mechanism_text (           -- a mechanism file in the version under which periods were judged
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  name TEXT NOT NULL,
  version BIGINT NOT NULL CHECK (version > 0),
  effective_from TEXT NOT NULL,
  toml TEXT NOT NULL,
  PRIMARY KEY (tenant, name, version)
);

CREATE TABLE campaign (
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  id BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  year BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2999),
  period_kind TEXT NOT NULL CHECK (period_kind IN ('half_month', 'month', 'quarter', 'year')),
  mechanism TEXT NOT NULL,
  mechanism_version BIGINT NOT NULL,
  parent BIGINT NOT NULL,               -- campaign of the level above in this installation; 0 for none (D-1.3)
  parent_title TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (ends_on >= starts_on),
  open_board BIGINT NOT NULL CHECK (open_board IN (0, 1)),
  revision BIGINT NOT NULL CHECK (revision >= 0),  -- publications and corrections so far
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES unit (tenant, id),
  FOREIGN KEY (tenant, mechanism, mechanism_version) REFERENCES mechanism_text (tenant, name, version)
);

CREATE TABLE phase (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  title TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant, campaign, sequence),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE organ (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  id BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('headquarters', 'supervision_office', 'command_post', 'tracking_team', 'support')),
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT NOT NULL,
  goals TEXT NOT NULL,
  sequence BIGINT NOT NULL,
  PRIMARY KEY (tenant, id),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE organ_member (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  organ BIGINT NOT NULL,
  tenure BIGINT NOT NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  starts_on TEXT NOT NULL,
  ends_on TEXT CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant, organ, tenure, role, starts_on),
  FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id),
  FOREIGN KEY (tenant, tenure) REFERENCES tenure (tenant, id)
);

CREATE TABLE organ_unit (               -- member units of a command post
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  organ BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  PRIMARY KEY (tenant, organ, unit),
  FOREIGN KEY (tenant, organ) REFERENCES organ (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES unit (tenant, id)
);

CREATE TABLE project (
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
  command_post BIGINT NOT NULL,
  admitted TEXT NOT NULL,               -- first period on the wall (D-2.8)
  withdrawn TEXT,                       -- first period no longer on the wall
  sequence BIGINT NOT NULL,             -- order on the chart
  version BIGINT NOT NULL CHECK (version > 0),
  PRIMARY KEY (tenant, id),
  UNIQUE (tenant, campaign, number),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id),
  FOREIGN KEY (tenant, command_post) REFERENCES organ (tenant, id)
);

CREATE TABLE project_unit (             -- lead and partner units with what each undertakes (D-1.4)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  unit BIGINT NOT NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  undertaking TEXT NOT NULL,
  deadline TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant, project, unit, role, starts_on),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id),
  FOREIGN KEY (tenant, unit) REFERENCES unit (tenant, id)
);
CREATE INDEX project_unit_of_campaign ON project_unit (tenant, campaign);

CREATE TABLE project_person (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  person BIGINT NOT NULL,
  role TEXT NOT NULL CHECK (role <> ''),
  sequence BIGINT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT CHECK (ends_on >= starts_on),
  PRIMARY KEY (tenant, project, person, role, starts_on),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id),
  FOREIGN KEY (tenant, person) REFERENCES person (tenant, id)
);
CREATE INDEX project_person_of_campaign ON project_person (tenant, campaign);

CREATE TABLE plan (                     -- the plan of a period (D-2.2); neither text nor quantity: no target
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  text TEXT NOT NULL,
  quantity BIGINT,                      -- cumulative
  PRIMARY KEY (tenant, project, period),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
CREATE INDEX plan_of_campaign ON plan (tenant, campaign);

CREATE TABLE report (                   -- claimed by the lead unit (D-11.4)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  text TEXT NOT NULL,
  quantity BIGINT,                      -- cumulative
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, project, period),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
CREATE INDEX report_of_campaign ON report (tenant, campaign);

CREATE TABLE confirmation (             -- by the command post
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  remark TEXT NOT NULL,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, project, period),
  FOREIGN KEY (tenant, project, period) REFERENCES report (tenant, project, period)
);
CREATE INDEX confirmation_of_campaign ON confirmation (tenant, campaign);

CREATE TABLE determination (            -- verified by the supervision office (D-3.1)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('exceeded', 'met', 'missed', 'no_target')),
  quantity BIGINT,                      -- cumulative
  reason TEXT NOT NULL,
  proposed TEXT CHECK (proposed IN ('exceeded', 'met', 'missed', 'no_target')),
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, project, period),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);
CREATE INDEX determination_of_campaign ON determination (tenant, campaign);

CREATE TABLE publication (              -- from here on the period is frozen (D-3.3)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  period TEXT NOT NULL,
  remark TEXT NOT NULL,
  mechanism TEXT NOT NULL,
  mechanism_version BIGINT NOT NULL,
  engine_version BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign, period),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

CREATE TABLE published_card (           -- the card and the facts that made it; a correction adds, nothing is replaced
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  period TEXT NOT NULL,
  project BIGINT NOT NULL,
  correction BIGINT NOT NULL,           -- 0: the publication itself
  verdict TEXT NOT NULL CHECK (verdict IN ('exceeded', 'met', 'missed', 'no_target')),
  card TEXT NOT NULL CHECK (card IN ('none', 'blue', 'yellow', 'red')),
  missed_run BIGINT NOT NULL CHECK (missed_run >= 0),
  band BIGINT NOT NULL CHECK (band >= 0),
  planned BIGINT,
  claimed BIGINT,
  verified BIGINT,
  PRIMARY KEY (tenant, campaign, period, project, correction),
  FOREIGN KEY (tenant, campaign, period) REFERENCES publication (tenant, campaign, period),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id)
);

CREATE TABLE correction (
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  number BIGINT NOT NULL CHECK (number > 0),
  period TEXT NOT NULL,
  project BIGINT NOT NULL,
  verdict_before TEXT NOT NULL CHECK (verdict_before IN ('exceeded', 'met', 'missed', 'no_target')),
  verdict_after TEXT NOT NULL CHECK (verdict_after IN ('exceeded', 'met', 'missed', 'no_target')),
  quantity BIGINT,
  reason TEXT NOT NULL CHECK (reason <> ''),
  revision BIGINT NOT NULL,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign, number),
  FOREIGN KEY (tenant, campaign, period) REFERENCES publication (tenant, campaign, period)
);

CREATE TABLE journal_entry (            -- every change, in the order of commit (D-9.1); never updated
  id BIGINT NOT NULL PRIMARY KEY,
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  campaign BIGINT NOT NULL,             -- 0: belongs to no campaign
  account BIGINT NOT NULL,
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  verb TEXT NOT NULL CHECK (verb <> ''),
  subject TEXT NOT NULL,
  bytes TEXT NOT NULL,                  -- canonical, see docs/journal-format.md
  leaf_hash TEXT NOT NULL
);
CREATE INDEX journal_entry_of_tenant ON journal_entry (tenant, id);
CREATE INDEX journal_entry_of_campaign ON journal_entry (tenant, campaign, id);

CREATE TABLE journal_secret (           -- personal values apart from the entries, so that they can be erased (D-9.3)
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  commitment TEXT NOT NULL,
  salt TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (tenant, commitment)
);

CREATE TABLE idempotent_answer (        -- the answer to a write, given again when the same key comes again
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  account BIGINT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL,
  etag TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, account, idempotency_key)
);

CREATE TABLE number_counter (           -- numbers given so far, for records and for the journal
  name TEXT NOT NULL PRIMARY KEY,
  last BIGINT NOT NULL
);
INSERT INTO number_counter (name, last) VALUES ('record', 0);
INSERT INTO number_counter (name, last) VALUES ('journal', 0);

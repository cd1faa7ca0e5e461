-- What is needed to build and keep a county by hand: things end, passwords that must be changed, substitutes.

ALTER TABLE unit ADD COLUMN ends_on TEXT;  -- last day; empty while it exists
ALTER TABLE person ADD COLUMN ends_on TEXT;  -- last day in the service; empty while it lasts
ALTER TABLE account ADD COLUMN password_one_time BIGINT NOT NULL DEFAULT 0 CHECK (password_one_time IN (0, 1));  -- given by an administrator, to be changed at the first log-in
ALTER TABLE phase ADD COLUMN dropped BIGINT NOT NULL DEFAULT 0 CHECK (dropped IN (0, 1));  -- taken out of the campaign
ALTER TABLE organ ADD COLUMN ends_on TEXT;  -- last day; empty while it works
ALTER TABLE organ_unit ADD COLUMN ends_on TEXT;  -- last day as a member unit

CREATE TABLE substitute (               -- who gives verdicts in place of an officer who belongs to the project (D-3.1)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  project BIGINT NOT NULL,
  officer BIGINT NOT NULL,              -- tenure of the officer who steps aside
  holder BIGINT NOT NULL,               -- tenure of the one who gives the verdicts
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL CHECK (ends_on >= starts_on),
  reason TEXT NOT NULL CHECK (reason <> ''),
  PRIMARY KEY (tenant, project, officer, holder, starts_on),
  FOREIGN KEY (tenant, project) REFERENCES project (tenant, id),
  FOREIGN KEY (tenant, officer) REFERENCES tenure (tenant, id),
  FOREIGN KEY (tenant, holder) REFERENCES tenure (tenant, id)
);
CREATE INDEX substitute_of_campaign ON substitute (tenant, campaign);

CREATE INDEX journal_entry_of_subject ON journal_entry (tenant, subject);

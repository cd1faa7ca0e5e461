-- What a period was judged by is fixed with its determination: causes, the weight of the matter, and what the figures rest on.

ALTER TABLE project ADD COLUMN weight TEXT NOT NULL DEFAULT '';  -- of the matter, as the mechanism names it; its ladder opens higher

ALTER TABLE determination ADD COLUMN cause TEXT NOT NULL DEFAULT '';           -- of the mechanism's causes the one that is found; empty: none
ALTER TABLE determination ADD COLUMN cause_evidence TEXT NOT NULL DEFAULT '';  -- on what it is found
ALTER TABLE determination ADD COLUMN cause_document TEXT NOT NULL DEFAULT '';  -- number of the paper that says so
ALTER TABLE determination ADD COLUMN weight TEXT NOT NULL DEFAULT '';          -- of the project on that day
ALTER TABLE determination ADD COLUMN planned BIGINT;         -- by the plan of that day, cumulative
ALTER TABLE determination ADD COLUMN planned_before BIGINT;  -- at the end of the period before
ALTER TABLE determination ADD COLUMN annual BIGINT;          -- annual target of that day
ALTER TABLE determination ADD COLUMN starts_on TEXT;         -- start of the project, as of that day
ALTER TABLE determination ADD COLUMN finishes_on TEXT;       -- its planned finish
ALTER TABLE determination ADD COLUMN counted_from TEXT;      -- first day of the time that elapses; empty: given before these were kept
ALTER TABLE determination ADD COLUMN counted_to TEXT;        -- last day of it

ALTER TABLE published_card ADD COLUMN cause TEXT NOT NULL DEFAULT '';  -- that the verdict names, as corrected

ALTER TABLE published_card ADD COLUMN done_before BIGINT;               -- verified at the end of the period before, as it stood

ALTER TABLE correction ADD COLUMN cause_before TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN cause_after TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN cause_evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE correction ADD COLUMN cause_document TEXT NOT NULL DEFAULT '';

CREATE TABLE corrected_figure (         -- an asked figure that a correction puts right; the one before stays beside it
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  correction BIGINT NOT NULL,
  project BIGINT NOT NULL,
  period TEXT NOT NULL,
  measure TEXT NOT NULL CHECK (measure <> ''),
  figure_before BIGINT,                 -- in the measure's unit, scaled; a grade is its place; empty: none was given
  figure_after BIGINT,
  PRIMARY KEY (tenant, campaign, correction, measure),
  FOREIGN KEY (tenant, campaign, correction) REFERENCES correction (tenant, campaign, number)
);

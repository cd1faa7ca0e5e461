CREATE TABLE plan_table (               -- how the clerks of a campaign lay out their plan tables
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  fingerprint TEXT NOT NULL,            -- of the head's words
  sheet TEXT NOT NULL,
  titles TEXT NOT NULL,                 -- texts above the head, a line each
  heads TEXT NOT NULL,                  -- rows of the head, a line each; cells behind tabs
  merges TEXT NOT NULL,                 -- "A1:A2 C1:D1", counted from the head's first row
  uses TEXT NOT NULL,                   -- what each column is for: "A:number B:name C:plan:3"
  units TEXT NOT NULL,                  -- "E:万元"
  year BIGINT NOT NULL,                 -- of days that name none; 0 if nobody said
  tenure BIGINT NOT NULL,               -- who imported with it last
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign, fingerprint),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id)
);

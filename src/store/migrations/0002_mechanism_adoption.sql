-- Later versions of a campaign's mechanism file, each with who put it in force and from which day.

CREATE TABLE mechanism_adoption (       -- a version that headquarters adopted; the first one stands in the campaign (D-6.6)
  tenant BIGINT NOT NULL,
  campaign BIGINT NOT NULL,
  mechanism TEXT NOT NULL CHECK (mechanism <> ''),
  version BIGINT NOT NULL CHECK (version > 0),
  effective_from TEXT NOT NULL,         -- periods that begin on this day or later are judged by it
  remark TEXT NOT NULL,                 -- the paper or the meeting that decided it
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, campaign, version),
  FOREIGN KEY (tenant, campaign) REFERENCES campaign (tenant, id),
  FOREIGN KEY (tenant, mechanism, version) REFERENCES mechanism_text (tenant, name, version)
);

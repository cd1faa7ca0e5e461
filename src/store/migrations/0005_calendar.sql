-- The working-day calendar of a tenant: years that were entered or imported; others come with the product.

CREATE TABLE calendar_year (            -- a year whose holidays were entered here, whole (D-2.4)
  tenant BIGINT NOT NULL REFERENCES tenant (tenant),
  year BIGINT NOT NULL CHECK (year BETWEEN 1900 AND 2999),
  source TEXT NOT NULL,                 -- the notice
  version BIGINT NOT NULL CHECK (version > 0),
  tenure BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (tenant, year)
);

CREATE TABLE calendar_day (             -- a day that differs from its weekday
  tenant BIGINT NOT NULL,
  day TEXT NOT NULL,
  year BIGINT NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),  -- public_holiday, make_up_day, or ordinary once it was taken back
  name TEXT NOT NULL,
  PRIMARY KEY (tenant, day),
  FOREIGN KEY (tenant, year) REFERENCES calendar_year (tenant, year)
);

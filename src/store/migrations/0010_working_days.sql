-- Working days of a judged period stay as they were counted when a calendar is corrected later.

ALTER TABLE determination ADD COLUMN working_days_left BIGINT;     -- to the planned finish, at the end of the period; empty: not known then
ALTER TABLE determination ADD COLUMN working_days_allowed BIGINT;  -- from start to planned finish

-- Oldest version that may run on this: 1
-- When a case came to its state, by the database's clock. A program of an older version does not tell; watchers learn of what
-- it changed only when such programs are gone.

ALTER TABLE cases ADD COLUMN changed_at bigint NOT NULL DEFAULT 0;
CREATE INDEX cases_changed ON cases (controller_id, changed_at, case_id);

-- Oldest version that may run on this: 1
-- Whose open case it is, by keyed hashes of the identifiers that single a person out. A program of an older version writes none; the others
-- fill them in (version 0: not yet). It ends cases without taking them away, so who looks for an open case looks at closed_at too.

ALTER TABLE cases ADD COLUMN content_hash_now bytea, ADD COLUMN persons_version smallint NOT NULL DEFAULT 0;
CREATE INDEX cases_unmarked ON cases (opened_at) WHERE persons_version = 0 AND closed_at IS NULL;
CREATE TABLE case_persons (
    case_id uuid NOT NULL,
    controller_id text COLLATE "C" NOT NULL,
    mark bytea NOT NULL,
    PRIMARY KEY (controller_id, mark, case_id)
) WITH (autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
CREATE INDEX case_persons_case ON case_persons (case_id);

-- Oldest version that may run on this: 1
-- The ends of cases that portals are to be told of. A program of version 1 ends cases without telling.

CREATE TABLE callbacks (
    callback_id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    revision bigint NOT NULL,
    closed_at bigint NOT NULL,
    -- Null: given up.
    next_attempt_at bigint,
    failed_attempts integer NOT NULL,
    state smallint NOT NULL,
    conclusion smallint NOT NULL,
    controller_id text COLLATE "C" NOT NULL
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
CREATE INDEX callbacks_due ON callbacks (controller_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;

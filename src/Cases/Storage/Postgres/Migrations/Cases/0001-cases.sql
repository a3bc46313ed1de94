-- Oldest version that may run on this: 1
-- Instants are Unix milliseconds, as every store keeps them. Sealed columns are ciphertext: compressing them would cost and gain nothing.
-- No foreign keys: each would lock and look up a case per row. The only writer writes rows of a case together with the case.

CREATE TABLE snapshots (
    snapshot_id text COLLATE "C" PRIMARY KEY,
    config text NOT NULL
);

CREATE TABLE cases (
    case_id uuid PRIMARY KEY,
    revision bigint NOT NULL,
    received_at bigint NOT NULL,
    opened_at bigint NOT NULL,
    legal_deadline bigint NOT NULL,
    closed_at bigint,
    due_at bigint,
    round integer NOT NULL,
    pending integer NOT NULL CHECK (pending >= 0),
    access_right smallint NOT NULL,
    state smallint NOT NULL,
    conclusion smallint NOT NULL,
    controller_id text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    content_hash bytea NOT NULL,
    person_hash bytea NOT NULL,
    register_ids text NOT NULL,
    snapshot_id text COLLATE "C" NOT NULL,
    saga_state text NOT NULL,
    sealed bytea NOT NULL
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE cases ALTER content_hash SET STORAGE PLAIN, ALTER person_hash SET STORAGE PLAIN, ALTER sealed SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX cases_request ON cases (controller_id, request_id);
-- One open case of a person, right and content.
CREATE UNIQUE INDEX cases_open_person ON cases (controller_id, person_hash) WHERE closed_at IS NULL;
-- A list is a merge of states, so one index serves every filter by state, and none.
CREATE INDEX cases_newest ON cases (controller_id, state, opened_at DESC, case_id DESC);
CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;

CREATE TABLE steps (
    case_id uuid NOT NULL,
    operation_id uuid NOT NULL,
    next_attempt_at bigint,
    -- The case's legal deadline while the step of an open case waits for a person: what such steps are listed by.
    person_until bigint,
    ordinal integer NOT NULL,
    round integer NOT NULL,
    failed_attempts integer NOT NULL,
    phase smallint NOT NULL,
    state smallint NOT NULL,
    problem smallint NOT NULL,
    system_id text COLLATE "C" NOT NULL,
    controller_id text COLLATE "C" NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (case_id, system_id)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE steps ALTER sealed SET STORAGE EXTERNAL;
CREATE INDEX steps_due ON steps (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
-- 3: waiting for the adapter.
CREATE INDEX steps_waiting_adapter ON steps (controller_id, system_id) WHERE state = 3 AND next_attempt_at IS NOT NULL;
CREATE INDEX steps_waiting_person ON steps (controller_id, person_until, case_id, ordinal) WHERE person_until IS NOT NULL;

CREATE TABLE pieces (
    case_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    sequence integer NOT NULL,
    system_id text COLLATE "C" NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (case_id, system_id, attempt_id, sequence)
);
ALTER TABLE pieces ALTER sealed SET STORAGE EXTERNAL;

-- A line belongs to the write that brought the case to its revision, so lines are in the order of writing.
CREATE TABLE timeline (
    case_id uuid NOT NULL,
    revision bigint NOT NULL,
    at bigint NOT NULL,
    line integer NOT NULL,
    actor text NOT NULL,
    event text NOT NULL,
    system_id text NOT NULL,
    sealed bytea,
    PRIMARY KEY (case_id, revision, line)
);
ALTER TABLE timeline ALTER sealed SET STORAGE EXTERNAL;

-- Empty most of the time: rows go when the broker has their messages.
CREATE TABLE fan_outs (
    fan_out_id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    stored_at bigint NOT NULL,
    leased_until bigint NOT NULL,
    round integer NOT NULL,
    controller_id text NOT NULL,
    system_ids text NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
CREATE INDEX fan_outs_oldest ON fan_outs (stored_at);

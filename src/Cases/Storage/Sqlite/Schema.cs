namespace DsrGateway.Cases.Storage.Sqlite;

/// <summary>The tables, version by version; user_version tells which were applied. Instants are Unix milliseconds.</summary>
internal static class Schema
{
    private static readonly string[] Versions =
    [
        """
        CREATE TABLE snapshots (
            snapshot_id TEXT PRIMARY KEY,
            config TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE cases (
            case_id BLOB PRIMARY KEY,
            controller_id TEXT NOT NULL,
            request_id TEXT NOT NULL,
            content_hash BLOB NOT NULL,
            person_hash BLOB NOT NULL,
            access_right INTEGER NOT NULL,
            register_ids TEXT NOT NULL,
            snapshot_id TEXT NOT NULL REFERENCES snapshots,
            state INTEGER NOT NULL,
            saga_state TEXT NOT NULL,
            conclusion INTEGER NOT NULL,
            round INTEGER NOT NULL,
            pending INTEGER NOT NULL CHECK (pending >= 0),
            revision INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            legal_deadline INTEGER NOT NULL,
            closed_at INTEGER,
            due_at INTEGER,
            sealed BLOB NOT NULL,
            UNIQUE (controller_id, request_id)
        ) STRICT;
        -- One open case of a person, right and content.
        CREATE UNIQUE INDEX cases_open_person ON cases (controller_id, person_hash) WHERE closed_at IS NULL;
        CREATE INDEX cases_newest ON cases (controller_id, opened_at DESC, case_id DESC);
        CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE steps (
            case_id BLOB NOT NULL REFERENCES cases,
            system_id TEXT NOT NULL,
            controller_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            phase INTEGER NOT NULL,
            state INTEGER NOT NULL,
            round INTEGER NOT NULL,
            operation_id BLOB NOT NULL,
            problem INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            next_attempt_at INTEGER,
            sealed BLOB NOT NULL,
            PRIMARY KEY (case_id, system_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX steps_due ON steps (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        -- 3: waiting for the adapter, 5: waiting for a person.
        CREATE INDEX steps_waiting_adapter ON steps (controller_id, system_id) WHERE state = 3;
        CREATE INDEX steps_waiting_person ON steps (controller_id, case_id) WHERE state = 5;

        CREATE TABLE pieces (
            case_id BLOB NOT NULL REFERENCES cases,
            system_id TEXT NOT NULL,
            attempt_id BLOB NOT NULL,
            sequence INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (case_id, system_id, attempt_id, sequence)
        ) STRICT;

        CREATE TABLE timeline (
            case_id BLOB NOT NULL REFERENCES cases,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            event TEXT NOT NULL,
            system_id TEXT NOT NULL,
            sealed BLOB,
            PRIMARY KEY (case_id, sequence)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE callbacks (
            callback_id BLOB PRIMARY KEY,
            case_id BLOB NOT NULL REFERENCES cases,
            controller_id TEXT NOT NULL,
            state INTEGER NOT NULL,
            conclusion INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            closed_at INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            -- Null: given up.
            next_attempt_at INTEGER
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX callbacks_due ON callbacks (controller_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        """,
        """
        -- When the case came to its state, by the store's clock.
        ALTER TABLE cases ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX cases_changed ON cases (controller_id, changed_at, case_id);
        """,
        """
        -- The case's legal deadline while the step of an open case waits for a person: what such steps are listed by.
        ALTER TABLE steps ADD COLUMN person_until INTEGER;
        UPDATE steps SET person_until = (SELECT c.legal_deadline FROM cases c WHERE c.case_id = steps.case_id AND c.closed_at IS NULL) WHERE state = 5;
        DROP INDEX steps_waiting_person;
        CREATE INDEX steps_waiting_person ON steps (controller_id, person_until, case_id, ordinal) WHERE person_until IS NOT NULL;
        -- A list is a merge of states, so one index serves every filter by state, and none.
        DROP INDEX cases_newest;
        CREATE INDEX cases_newest ON cases (controller_id, state, opened_at DESC, case_id DESC);
        """,
        """
        -- A case gets a number in the order of opening, and what belongs to it lies by that: cases that are opened, asked and listed together share
        -- pages, while their ids are random.
        CREATE TABLE new_cases (
            case_no INTEGER PRIMARY KEY,
            case_id BLOB NOT NULL,
            controller_id TEXT NOT NULL,
            request_id TEXT NOT NULL,
            content_hash BLOB NOT NULL,
            person_hash BLOB NOT NULL,
            access_right INTEGER NOT NULL,
            register_ids TEXT NOT NULL,
            snapshot_id TEXT NOT NULL REFERENCES snapshots,
            state INTEGER NOT NULL,
            saga_state TEXT NOT NULL,
            conclusion INTEGER NOT NULL,
            round INTEGER NOT NULL,
            pending INTEGER NOT NULL CHECK (pending >= 0),
            revision INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            opened_at INTEGER NOT NULL,
            legal_deadline INTEGER NOT NULL,
            closed_at INTEGER,
            due_at INTEGER,
            sealed BLOB NOT NULL,
            changed_at INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        INSERT INTO new_cases (case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state, saga_state,
                conclusion, round, pending, revision, received_at, opened_at, legal_deadline, closed_at, due_at, sealed, changed_at)
            SELECT case_id, controller_id, request_id, content_hash, person_hash, access_right, register_ids, snapshot_id, state, saga_state,
                conclusion, round, pending, revision, received_at, opened_at, legal_deadline, closed_at, due_at, sealed, changed_at
            FROM cases ORDER BY rowid;
        CREATE UNIQUE INDEX cases_id ON new_cases (case_id);
        CREATE UNIQUE INDEX cases_request ON new_cases (controller_id, request_id);

        CREATE TABLE new_steps (
            case_no INTEGER NOT NULL REFERENCES new_cases,
            system_id TEXT NOT NULL,
            case_id BLOB NOT NULL,
            controller_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            phase INTEGER NOT NULL,
            state INTEGER NOT NULL,
            round INTEGER NOT NULL,
            operation_id BLOB NOT NULL,
            problem INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            next_attempt_at INTEGER,
            sealed BLOB NOT NULL,
            person_until INTEGER,
            PRIMARY KEY (case_no, system_id)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_steps
            SELECT c.case_no, s.system_id, s.case_id, s.controller_id, s.ordinal, s.phase, s.state, s.round, s.operation_id, s.problem,
                s.failed_attempts, s.next_attempt_at, s.sealed, s.person_until
            FROM new_cases c CROSS JOIN steps s ON s.case_id = c.case_id ORDER BY c.case_no;

        CREATE TABLE new_pieces (
            case_no INTEGER NOT NULL REFERENCES new_cases,
            system_id TEXT NOT NULL,
            attempt_id BLOB NOT NULL,
            sequence INTEGER NOT NULL,
            sealed BLOB NOT NULL,
            PRIMARY KEY (case_no, system_id, attempt_id, sequence)
        ) STRICT;
        INSERT INTO new_pieces
            SELECT c.case_no, p.system_id, p.attempt_id, p.sequence, p.sealed
            FROM new_cases c CROSS JOIN pieces p ON p.case_id = c.case_id ORDER BY c.case_no;

        CREATE TABLE new_timeline (
            case_no INTEGER NOT NULL REFERENCES new_cases,
            sequence INTEGER NOT NULL,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            event TEXT NOT NULL,
            system_id TEXT NOT NULL,
            sealed BLOB,
            PRIMARY KEY (case_no, sequence)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_timeline
            SELECT c.case_no, t.sequence, t.at, t.actor, t.event, t.system_id, t.sealed
            FROM new_cases c CROSS JOIN timeline t ON t.case_id = c.case_id ORDER BY c.case_no;

        CREATE TABLE new_callbacks (
            callback_id BLOB PRIMARY KEY,
            case_id BLOB NOT NULL REFERENCES new_cases (case_id),
            controller_id TEXT NOT NULL,
            state INTEGER NOT NULL,
            conclusion INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            closed_at INTEGER NOT NULL,
            failed_attempts INTEGER NOT NULL,
            -- Null: given up.
            next_attempt_at INTEGER
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_callbacks SELECT * FROM callbacks;

        DROP TABLE callbacks;
        DROP TABLE timeline;
        DROP TABLE pieces;
        DROP TABLE steps;
        DROP TABLE cases;
        ALTER TABLE new_cases RENAME TO cases;
        ALTER TABLE new_steps RENAME TO steps;
        ALTER TABLE new_pieces RENAME TO pieces;
        ALTER TABLE new_timeline RENAME TO timeline;
        ALTER TABLE new_callbacks RENAME TO callbacks;

        -- One open case of a person, right and content.
        CREATE UNIQUE INDEX cases_open_person ON cases (controller_id, person_hash) WHERE closed_at IS NULL;
        CREATE INDEX cases_newest ON cases (controller_id, state, opened_at DESC, case_id DESC);
        CREATE INDEX cases_changed ON cases (controller_id, changed_at, case_id);
        CREATE INDEX cases_due ON cases (due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX steps_due ON steps (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        -- 3: waiting for the adapter.
        CREATE INDEX steps_waiting_adapter ON steps (controller_id, system_id) WHERE state = 3;
        CREATE INDEX steps_waiting_person ON steps (controller_id, person_until, case_id, ordinal) WHERE person_until IS NOT NULL;
        CREATE INDEX callbacks_due ON callbacks (controller_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
        """,
        """
        -- Whose open case it is, by keyed hashes of the identifiers that single a person out. Version 0: not filled in yet.
        ALTER TABLE cases ADD COLUMN content_hash_now BLOB;
        ALTER TABLE cases ADD COLUMN persons_version INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX cases_unmarked ON cases (case_no) WHERE persons_version = 0 AND closed_at IS NULL;
        CREATE TABLE case_persons (
            controller_id TEXT NOT NULL,
            mark BLOB NOT NULL,
            case_no INTEGER NOT NULL REFERENCES cases,
            PRIMARY KEY (controller_id, mark, case_no)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX case_persons_case ON case_persons (case_no);
        """,
    ];

    public static int KnownVersion => Versions.Length;

    public static void Apply(SqliteSession session) => Apply(session, Versions.Length);

    /// <param name="target">The version to come to; an older one only for tests of upgrading.</param>
    internal static void Apply(SqliteSession session, int target)
    {
        var applied = (int)session.QueryFirst("PRAGMA user_version", r => r.GetInt64(0));
        if (applied > Versions.Length)
        {
            throw new InvalidOperationException($"The store is of version {applied}; this gateway knows versions up to {Versions.Length}.");
        }

        for (var version = applied; version < target; version++)
        {
            session.Execute("BEGIN IMMEDIATE");
            session.Execute(Versions[version]);
            session.Execute($"PRAGMA user_version={version + 1}");
            session.Execute("COMMIT");
        }
    }
}

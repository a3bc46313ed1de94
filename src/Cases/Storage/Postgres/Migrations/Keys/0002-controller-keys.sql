-- Oldest version that may run on this: 1

-- By which key of its own each controller's case keys are wrapped: a value that tells keys apart and nothing of them.
CREATE TABLE controller_keys (
    controller_id text COLLATE "C" PRIMARY KEY,
    check_value bytea NOT NULL
);

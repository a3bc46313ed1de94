-- Oldest version that may run on this: 1

CREATE TABLE case_keys (
    case_id uuid PRIMARY KEY,
    controller_id text COLLATE "C" NOT NULL,
    wrapped bytea NOT NULL
);
-- "Has this controller keys already?", asked before its own key is made or used.
CREATE INDEX case_keys_controller ON case_keys (controller_id, case_id);

-- What people do with a client's record day by day: the earlier texts of notes that were corrected, and what somebody who may not change
-- the record says is wrong with it.

CREATE TABLE note_texts (
    note_id     INTEGER NOT NULL REFERENCES notes (id) ON DELETE RESTRICT,
    version     INTEGER NOT NULL,                -- of the note when it said this
    text        TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    replaced_at INTEGER NOT NULL,
    PRIMARY KEY (note_id, version)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER note_texts_no_update BEFORE UPDATE ON note_texts
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER note_texts_no_delete BEFORE DELETE ON note_texts
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE corrections (
    id         INTEGER PRIMARY KEY,
    client_id  INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    field      TEXT    NOT NULL,                 -- open vocabulary: a new field needs no migration
    was        TEXT    NOT NULL,                 -- what stood there when it was sent
    value      TEXT    NOT NULL,                 -- what should stand there; empty: nothing
    reason     TEXT    NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    sent_at    INTEGER NOT NULL,
    sent_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- NULL: the operator
    decided_at INTEGER,                          -- NULL: open
    decided_by INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    outcome    TEXT CHECK (outcome IN ('applied', 'declined')),
    answer     TEXT    NOT NULL DEFAULT '',
    version    INTEGER NOT NULL DEFAULT 1,
    CHECK ((decided_at IS NULL) = (outcome IS NULL)),
    CHECK (decided_by IS NULL OR decided_at IS NOT NULL)
) STRICT;
CREATE INDEX corrections_open ON corrections (sent_at, id) WHERE decided_at IS NULL;
CREATE INDEX corrections_by_client ON corrections (client_id, sent_at, id);
CREATE INDEX corrections_by_sender ON corrections (sent_by) WHERE sent_by IS NOT NULL;
CREATE INDEX corrections_by_decider ON corrections (decided_by) WHERE decided_by IS NOT NULL;

-- A client's appointments page by page, newest first.
CREATE INDEX appointments_by_client_start ON appointments (client_id, starts_at, id);

PRAGMA user_version = 5;

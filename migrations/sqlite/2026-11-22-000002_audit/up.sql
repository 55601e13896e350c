-- The audit log. Each entry carries the hash of itself and the entry before; the head says where the chain ends,
-- so that a missing last entry is noticed too.
CREATE TABLE audit_log (
    seq          INTEGER PRIMARY KEY CHECK (seq > 0),
    at           INTEGER NOT NULL,
    actor        TEXT    NOT NULL CHECK (actor IN ('person', 'operator', 'housekeeping', 'setup', 'visitor')),
    user_id      INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    session_id   INTEGER REFERENCES sessions (id) ON DELETE RESTRICT,
    elevation_id INTEGER REFERENCES elevations (id) ON DELETE RESTRICT,
    origin       TEXT    NOT NULL CHECK (origin IN ('web', 'api', 'cli', 'system')),
    address      TEXT    NOT NULL DEFAULT '',
    request_id   TEXT    NOT NULL,
    action       TEXT    NOT NULL,               -- open vocabulary: new actions need no migration
    subject_kind TEXT    NOT NULL,
    subject_id   INTEGER,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    reason       TEXT    NOT NULL,
    detail       TEXT    NOT NULL DEFAULT '',    -- JSON object or empty; never a secret, never a health answer
    hash         BLOB    NOT NULL CHECK (length(hash) = 32),
    CHECK ((actor = 'person') >= (user_id IS NOT NULL))
) STRICT;
CREATE INDEX audit_by_time ON audit_log (at, seq);
CREATE INDEX audit_by_user ON audit_log (user_id, seq) WHERE user_id IS NOT NULL;
CREATE INDEX audit_by_action ON audit_log (action, seq);
CREATE INDEX audit_by_subject ON audit_log (subject_kind, subject_id, seq);
CREATE INDEX audit_by_session ON audit_log (session_id) WHERE session_id IS NOT NULL;
CREATE INDEX audit_by_elevation ON audit_log (elevation_id) WHERE elevation_id IS NOT NULL;
CREATE TRIGGER audit_log_no_update BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER audit_log_no_delete BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE audit_head (
    id   INTEGER PRIMARY KEY CHECK (id = 1),
    seq  INTEGER NOT NULL,
    hash BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, zeroblob(32));
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
WHEN NEW.seq <> OLD.seq + 1
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

PRAGMA user_version = 2;

-- What the agenda needs: what an appointment is about, its history, blocked time, services, calendar feeds, reminders, and the rules by
-- which no hour is ever sold twice.

CREATE TABLE services (
    id            INTEGER PRIMARY KEY,
    name          TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    name_key      TEXT    NOT NULL,
    minutes       INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    price_cents   INTEGER CHECK (price_cents >= 0),
    deposit_cents INTEGER CHECK (deposit_cents >= 0),
    aftercare     TEXT    NOT NULL DEFAULT '' CHECK (length(aftercare) <= 10000), -- given to the client at completion
    archived_at   INTEGER,
    created_at    INTEGER NOT NULL,
    created_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    updated_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX services_in_use ON services (name_key) WHERE archived_at IS NULL;
CREATE INDEX services_by_name ON services (name_key, id);
CREATE INDEX services_by_creator ON services (created_by) WHERE created_by IS NOT NULL;

ALTER TABLE appointments ADD COLUMN service_id INTEGER REFERENCES services (id) ON DELETE RESTRICT; -- NULL: `service` was typed
ALTER TABLE appointments ADD COLUMN placement TEXT;
ALTER TABLE appointments ADD COLUMN style TEXT;
ALTER TABLE appointments ADD COLUMN deposit_cents INTEGER CHECK (deposit_cents >= 0); -- asked, not paid
ALTER TABLE appointments ADD COLUMN notes TEXT NOT NULL DEFAULT '' CHECK (length(notes) <= 10000); -- about the booking
ALTER TABLE appointments ADD COLUMN continues_id INTEGER REFERENCES appointments (id) ON DELETE RESTRICT; -- the session before this one
ALTER TABLE appointments ADD COLUMN arrived_at INTEGER;
ALTER TABLE appointments ADD COLUMN started_at INTEGER;
ALTER TABLE appointments ADD COLUMN completed_at INTEGER;
ALTER TABLE appointments ADD COLUMN cancelled_by TEXT CHECK (cancelled_by IN ('client', 'artist', 'studio'));
ALTER TABLE appointments ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT '' CHECK (length(cancel_reason) <= 500);
ALTER TABLE appointments ADD COLUMN cancelled_late INTEGER NOT NULL DEFAULT 0 CHECK (cancelled_late IN (0, 1)); -- within the notice period
ALTER TABLE appointments ADD COLUMN aftercare_at INTEGER; -- when the aftercare text was given
CREATE INDEX appointments_by_service ON appointments (service_id) WHERE service_id IS NOT NULL;
CREATE UNIQUE INDEX appointments_by_continued ON appointments (continues_id) WHERE continues_id IS NOT NULL AND status NOT IN ('cancelled', 'no_show');
CREATE INDEX appointments_continuing ON appointments (continues_id) WHERE continues_id IS NOT NULL;
CREATE INDEX appointments_long ON appointments (artist_id, starts_at) WHERE ends_at - starts_at > 43200000;
CREATE INDEX appointments_not_over ON appointments (ends_at) WHERE status IN ('pending', 'confirmed');

-- A weekly repetition is so many blocks of one series; each can be moved or removed for itself.
CREATE TABLE block_series (
    id         INTEGER PRIMARY KEY,
    artist_id  INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    until      TEXT    NOT NULL,                 -- last local date that a block of it may begin on
    created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX block_series_by_artist ON block_series (artist_id);

CREATE TABLE blocks (
    id         INTEGER PRIMARY KEY,
    artist_id  INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    series_id  INTEGER REFERENCES block_series (id) ON DELETE RESTRICT,
    starts_at  INTEGER NOT NULL,
    ends_at    INTEGER NOT NULL,
    whole_days INTEGER NOT NULL DEFAULT 0 CHECK (whole_days IN (0, 1)),
    kind       TEXT    NOT NULL CHECK (kind IN ('vacation', 'personal', 'convention', 'break', 'other')),
    note       TEXT    NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    seen_at    INTEGER,                          -- when the desk or the owner took notice of it
    seen_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1,
    CHECK (starts_at < ends_at)
) STRICT;
-- Blocks last minutes to weeks: whatever overlaps a span ends after its start.
CREATE INDEX blocks_by_artist ON blocks (artist_id, ends_at, starts_at);
CREATE INDEX blocks_by_end ON blocks (ends_at, starts_at);
CREATE INDEX blocks_by_series ON blocks (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX blocks_unseen ON blocks (created_at, id) WHERE seen_at IS NULL;
CREATE INDEX blocks_by_creator ON blocks (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX blocks_by_seer ON blocks (seen_by) WHERE seen_by IS NOT NULL;

-- One row for each field that changed; what happened as a whole has no field.
CREATE TABLE appointment_changes (
    id             INTEGER PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE RESTRICT,
    changed_at     INTEGER NOT NULL,
    changed_by     INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- NULL: the operator or an import
    what           TEXT    NOT NULL,             -- open vocabulary: booked, moved, edited, confirmed, ...
    field          TEXT,
    was            TEXT,
    became         TEXT
) STRICT;
CREATE INDEX appointment_changes_by_appointment ON appointment_changes (appointment_id, id);
CREATE INDEX appointment_changes_by_person ON appointment_changes (changed_by) WHERE changed_by IS NOT NULL;
CREATE TRIGGER appointment_changes_no_update BEFORE UPDATE ON appointment_changes
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER appointment_changes_no_delete BEFORE DELETE ON appointment_changes
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE reminders (
    id             INTEGER PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE RESTRICT,
    way            TEXT    NOT NULL CHECK (way IN ('call', 'whatsapp', 'mail', 'other')),
    reminded_at    INTEGER NOT NULL,
    reminded_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX reminders_by_appointment ON reminders (appointment_id, id);
CREATE INDEX reminders_by_person ON reminders (reminded_by) WHERE reminded_by IS NOT NULL;

-- The secret of a feed is in its address; only its hash is here.
CREATE TABLE feeds (
    id         INTEGER PRIMARY KEY,
    artist_id  INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    privacy    TEXT    NOT NULL CHECK (privacy IN ('busy_only', 'first_name', 'full')),
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    read_at    INTEGER,                          -- last time that a calendar asked for it, to the hour
    revoked_at INTEGER,
    revoked_by INTEGER REFERENCES users (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX feeds_by_artist ON feeds (artist_id, id);
CREATE INDEX feeds_by_creator ON feeds (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX feeds_by_revoker ON feeds (revoked_by) WHERE revoked_by IS NOT NULL;

-- A request that was sent again with the same key is answered with what it made the first time.
CREATE TABLE idempotency_keys (
    user_id     INTEGER NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    key_hash    BLOB    NOT NULL CHECK (length(key_hash) = 32),
    action      TEXT    NOT NULL,
    body_hash   BLOB    NOT NULL CHECK (length(body_hash) = 32), -- another body under the same key is refused
    subject_id  INTEGER NOT NULL,                -- of a kind that the action tells; no key, since several tables
    made_at     INTEGER NOT NULL,
    PRIMARY KEY (user_id, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (made_at);

-- No hour is sold twice, whatever writes: neither an artist's nor a client's, and none that is blocked. Only the new ones are held to it:
-- what was imported is exempt until it is moved. Lengths are bounded (12 hours), so the search is a short range of an index; longer ones
-- are imported ones, and have an index of their own. Statuses that take no time: no_show, cancelled.
CREATE TRIGGER appointments_apart_insert BEFORE INSERT ON appointments
WHEN NEW.imported = 0 AND NEW.status IN ('pending', 'confirmed', 'completed')
BEGIN
    SELECT RAISE(ABORT, 'appointment_length') WHERE NEW.ends_at - NEW.starts_at NOT BETWEEN 300000 AND 43200000;
    SELECT RAISE(ABORT, 'artist_booked') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.starts_at > NEW.starts_at - 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    ) OR EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.ends_at - o.starts_at > 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    );
    SELECT RAISE(ABORT, 'client_booked') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.client_id = NEW.client_id AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    );
    SELECT RAISE(ABORT, 'artist_blocked') WHERE EXISTS (
        SELECT 1 FROM blocks b
        WHERE b.artist_id = NEW.artist_id AND b.ends_at > NEW.starts_at AND b.starts_at < NEW.ends_at
    );
END;
CREATE TRIGGER appointments_apart_update
BEFORE UPDATE OF artist_id, client_id, starts_at, ends_at, status, imported ON appointments
WHEN NEW.imported = 0 AND NEW.status IN ('pending', 'confirmed', 'completed') AND (
    OLD.imported = 1 OR OLD.status IN ('no_show', 'cancelled') OR OLD.artist_id <> NEW.artist_id
    OR OLD.client_id <> NEW.client_id OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at
)
BEGIN
    SELECT RAISE(ABORT, 'appointment_length') WHERE NEW.ends_at - NEW.starts_at NOT BETWEEN 300000 AND 43200000;
    SELECT RAISE(ABORT, 'artist_booked') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.starts_at > NEW.starts_at - 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    ) OR EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.ends_at - o.starts_at > 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    );
    SELECT RAISE(ABORT, 'client_booked') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.client_id = NEW.client_id AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed', 'completed') AND o.id <> NEW.id
    );
    SELECT RAISE(ABORT, 'artist_blocked') WHERE EXISTS (
        SELECT 1 FROM blocks b
        WHERE b.artist_id = NEW.artist_id AND b.ends_at > NEW.starts_at AND b.starts_at < NEW.ends_at
    );
END;
-- Whoever moves an imported one makes it one of today's.
CREATE TRIGGER appointments_exempt_until_moved BEFORE UPDATE OF artist_id, client_id, starts_at, ends_at ON appointments
WHEN NEW.imported = 1 AND (
    OLD.artist_id <> NEW.artist_id OR OLD.client_id <> NEW.client_id OR OLD.starts_at <> NEW.starts_at OR OLD.ends_at <> NEW.ends_at
)
BEGIN SELECT RAISE(ABORT, 'appointment_exempt'); END;
CREATE TRIGGER appointments_completed_is_final BEFORE UPDATE OF status ON appointments
WHEN OLD.status = 'completed' AND NEW.status <> 'completed'
BEGIN SELECT RAISE(ABORT, 'appointment_final'); END;

CREATE TRIGGER blocks_apart_insert BEFORE INSERT ON blocks
BEGIN
    SELECT RAISE(ABORT, 'block_over_appointments') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.starts_at > NEW.starts_at - 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed')
    ) OR EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.ends_at - o.starts_at > 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed')
    );
END;
CREATE TRIGGER blocks_apart_update BEFORE UPDATE OF artist_id, starts_at, ends_at ON blocks
BEGIN
    SELECT RAISE(ABORT, 'block_over_appointments') WHERE EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.starts_at > NEW.starts_at - 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed')
    ) OR EXISTS (
        SELECT 1 FROM appointments o
        WHERE o.artist_id = NEW.artist_id AND o.ends_at - o.starts_at > 43200000 AND o.starts_at < NEW.ends_at
          AND o.ends_at > NEW.starts_at AND o.status IN ('pending', 'confirmed')
    );
END;

PRAGMA user_version = 9;

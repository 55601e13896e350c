-- Clients in three tables: the record, the people to call, and what lists sort and search by. With them what is
-- said about a client (notes, consents, screenings) and the appointments that lists and imports need.

CREATE TABLE clients (
    id                  INTEGER PRIMARY KEY,
    name                TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    phone               TEXT,                    -- as typed; NULL only where an import had none
    phone_e164          TEXT,                    -- where the country is known
    email               TEXT,
    instagram           TEXT,                    -- without @
    address             TEXT,
    city                TEXT,
    state               TEXT,
    gender              TEXT,
    birth_date          TEXT    CHECK (birth_date IS NULL OR birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    preferred_artist_id INTEGER REFERENCES artists (id) ON DELETE RESTRICT,
    source              TEXT,                    -- how they found the studio: an entry of the list in the settings
    source_detail       TEXT,
    pinned_note         TEXT,
    archived_at         INTEGER,                 -- NULL: active
    legacy_id           INTEGER,
    created_at          INTEGER NOT NULL,
    created_by          INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    updated_at          INTEGER NOT NULL,
    updated_by          INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    version             INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX clients_by_preferred_artist ON clients (preferred_artist_id) WHERE preferred_artist_id IS NOT NULL;
CREATE INDEX clients_by_creator ON clients (created_by) WHERE created_by IS NOT NULL;
CREATE INDEX clients_by_editor ON clients (updated_by) WHERE updated_by IS NOT NULL;
CREATE UNIQUE INDEX clients_by_legacy ON clients (legacy_id) WHERE legacy_id IS NOT NULL;
CREATE INDEX clients_by_email ON clients (lower(email)) WHERE email IS NOT NULL;
CREATE INDEX clients_by_instagram ON clients (lower(instagram)) WHERE instagram IS NOT NULL;
CREATE INDEX clients_by_birth_date ON clients (birth_date) WHERE birth_date IS NOT NULL;

CREATE TABLE client_styles (
    client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    style     TEXT    NOT NULL,
    PRIMARY KEY (client_id, style)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_placements (
    client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    placement TEXT    NOT NULL,
    PRIMARY KEY (client_id, placement)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_contacts (
    client_id    INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    kind         TEXT    NOT NULL CHECK (kind IN ('emergency', 'guardian')),
    name         TEXT    NOT NULL,
    relationship TEXT    NOT NULL DEFAULT '',
    phone        TEXT    NOT NULL DEFAULT '',
    PRIMARY KEY (client_id, kind)
) STRICT, WITHOUT ROWID;

-- One row a client: what lists sort, filter and search by. Kept by the program in the transaction of every change; `doctor` can
-- compare it with what it is made from.
CREATE TABLE client_index (
    client_id      INTEGER PRIMARY KEY REFERENCES clients (id) ON DELETE RESTRICT,
    name_key       TEXT    NOT NULL,
    search_text    TEXT    NOT NULL,             -- folded name, digits of the phone, email, handle, one a line
    phone_digits   TEXT    NOT NULL DEFAULT '',
    archived       INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    artist_id      INTEGER REFERENCES artists (id) ON DELETE RESTRICT, -- of the next appointment, else the last, else preferred
    next_at        INTEGER,                      -- first pending or confirmed appointment ahead
    next_artist_id INTEGER REFERENCES artists (id) ON DELETE RESTRICT,
    last_at        INTEGER,                      -- latest appointment begun and not cancelled
    last_artist_id INTEGER REFERENCES artists (id) ON DELETE RESTRICT,
    created_at     INTEGER NOT NULL
) STRICT;
CREATE INDEX client_index_name ON client_index (archived, name_key, client_id);
CREATE INDEX client_index_next ON client_index (archived, next_at, client_id);
CREATE INDEX client_index_last ON client_index (archived, last_at, client_id);
CREATE INDEX client_index_registered ON client_index (archived, created_at, client_id);
CREATE INDEX client_index_artist_name ON client_index (artist_id, archived, name_key, client_id);
CREATE INDEX client_index_artist_next ON client_index (artist_id, archived, next_at, client_id);
CREATE INDEX client_index_artist_last ON client_index (artist_id, archived, last_at, client_id);
CREATE INDEX client_index_artist_registered ON client_index (artist_id, archived, created_at, client_id);
CREATE INDEX client_index_upcoming_name ON client_index (archived, name_key, client_id) WHERE next_at IS NOT NULL;
CREATE INDEX client_index_due ON client_index (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX client_index_next_artist ON client_index (next_artist_id) WHERE next_artist_id IS NOT NULL;
CREATE INDEX client_index_last_artist ON client_index (last_artist_id) WHERE last_artist_id IS NOT NULL;
CREATE INDEX client_index_phone ON client_index (phone_digits) WHERE phone_digits <> '';

CREATE VIRTUAL TABLE client_fts USING fts5 (
    search_text, content = 'client_index', content_rowid = 'client_id', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO client_fts (client_fts, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER client_index_fts_insert AFTER INSERT ON client_index
BEGIN INSERT INTO client_fts (rowid, search_text) VALUES (NEW.client_id, NEW.search_text); END;
CREATE TRIGGER client_index_fts_delete AFTER DELETE ON client_index
BEGIN INSERT INTO client_fts (client_fts, rowid, search_text) VALUES ('delete', OLD.client_id, OLD.search_text); END;
CREATE TRIGGER client_index_fts_update AFTER UPDATE OF search_text ON client_index
WHEN OLD.search_text <> NEW.search_text
BEGIN
    INSERT INTO client_fts (client_fts, rowid, search_text) VALUES ('delete', OLD.client_id, OLD.search_text);
    INSERT INTO client_fts (rowid, search_text) VALUES (NEW.client_id, NEW.search_text);
END;

CREATE TABLE appointments (
    id                     INTEGER PRIMARY KEY,
    client_id              INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    artist_id              INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    starts_at              INTEGER NOT NULL,
    ends_at                INTEGER NOT NULL,
    status                 TEXT    NOT NULL CHECK (status IN ('pending', 'confirmed', 'completed', 'no_show', 'cancelled')),
    service                TEXT    NOT NULL DEFAULT '',
    price_cents            INTEGER,
    commission_override_bp INTEGER CHECK (commission_override_bp BETWEEN 0 AND 10000),
    imported               INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)), -- as the studio kept it before: rules of today do not bind it until it is moved
    legacy_id              INTEGER,
    created_at             INTEGER NOT NULL,
    created_by             INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    updated_at             INTEGER NOT NULL,
    version                INTEGER NOT NULL DEFAULT 1,
    CHECK (imported = 1 OR starts_at < ends_at)
) STRICT;
CREATE INDEX appointments_by_client ON appointments (client_id, starts_at, status, artist_id);
CREATE INDEX appointments_by_artist ON appointments (artist_id, starts_at, ends_at, status);
CREATE INDEX appointments_by_start ON appointments (starts_at, id);
CREATE INDEX appointments_by_creator ON appointments (created_by) WHERE created_by IS NOT NULL;
CREATE UNIQUE INDEX appointments_by_legacy ON appointments (legacy_id) WHERE legacy_id IS NOT NULL;

CREATE TABLE notes (
    id             INTEGER PRIMARY KEY,
    client_id      INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    appointment_id INTEGER REFERENCES appointments (id) ON DELETE RESTRICT,
    author_id      INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- NULL: the operator or an import
    written_at     INTEGER NOT NULL,
    text           TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 10000),
    imported       INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
    version        INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX notes_by_client ON notes (client_id, written_at, id);
CREATE INDEX notes_by_appointment ON notes (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX notes_by_author ON notes (author_id) WHERE author_id IS NOT NULL;
CREATE TRIGGER notes_no_delete BEFORE DELETE ON notes
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE consents (
    id             INTEGER PRIMARY KEY,
    client_id      INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    appointment_id INTEGER REFERENCES appointments (id) ON DELETE RESTRICT,
    kind           TEXT    NOT NULL CHECK (kind IN ('informed', 'image_use', 'data_privacy', 'reminders', 'promotions')),
    act            TEXT    NOT NULL CHECK (act IN ('given', 'declined', 'withdrawn')),
    manner         TEXT    NOT NULL CHECK (manner IN ('paper', 'screen', 'spoken', 'before_move')),
    text           TEXT,                         -- full text of the version that was agreed to
    text_hash      BLOB    CHECK (text_hash IS NULL OR length(text_hash) = 32),
    recorded_at    INTEGER NOT NULL,
    recorded_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    CHECK ((text IS NULL) = (text_hash IS NULL))
) STRICT;
CREATE INDEX consents_by_client ON consents (client_id, kind, recorded_at, id);
CREATE INDEX consents_by_appointment ON consents (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX consents_by_recorder ON consents (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE TRIGGER consents_no_update BEFORE UPDATE ON consents
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE screenings (
    id          INTEGER PRIMARY KEY,
    client_id   INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    answered_at INTEGER NOT NULL,
    recorded_by INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    imported    INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
    sealed      BLOB    NOT NULL                 -- the answers; opened with the key beside the data, never by the data alone
) STRICT;
CREATE INDEX screenings_by_client ON screenings (client_id, answered_at, id);
CREATE INDEX screenings_by_recorder ON screenings (recorded_by) WHERE recorded_by IS NOT NULL;
CREATE TRIGGER screenings_no_update BEFORE UPDATE ON screenings
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER screenings_no_delete BEFORE DELETE ON screenings
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

PRAGMA user_version = 3;

-- The foundation: who works here, how the studio is set, who signed in, and what happened.
-- Times are UTC milliseconds (_at), money would be _cents, booleans are 0/1, enumerations have a CHECK.

PRAGMA application_id = 1414812996; -- "TTUD": this file is a tattoo studio's data

CREATE TABLE studio (
    id           INTEGER PRIMARY KEY CHECK (id = 1),
    set_up_at    INTEGER,                        -- NULL until the first admin exists
    code_hash    TEXT,                           -- master code, Argon2id; NULL: nobody can elevate
    code_set_at  INTEGER,
    code_version INTEGER NOT NULL DEFAULT 0,     -- an elevation asked under an older code is void
    CHECK ((code_hash IS NULL) = (code_set_at IS NULL))
) STRICT;
INSERT INTO studio (id) VALUES (1);

CREATE TABLE artists (
    id         INTEGER PRIMARY KEY,
    name       TEXT    NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    name_key   TEXT    NOT NULL,
    active     INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    colour     TEXT    NOT NULL CHECK (length(colour) = 7 AND colour GLOB '#*'),
    bio        TEXT    NOT NULL DEFAULT '',
    styles     TEXT    NOT NULL DEFAULT '',      -- one style a line
    phone      TEXT,
    email      TEXT,
    instagram  TEXT,
    legacy_id  INTEGER,                          -- id in the application the studio moved from
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX artists_by_name ON artists (name_key, id);
CREATE INDEX artists_by_active_name ON artists (active, name_key, id);
CREATE UNIQUE INDEX artists_by_legacy ON artists (legacy_id) WHERE legacy_id IS NOT NULL;

CREATE TABLE artist_hours (
    artist_id   INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    weekday     INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7), -- 1 = Monday
    from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute   INTEGER NOT NULL CHECK (to_minute BETWEEN 1 AND 1440),
    PRIMARY KEY (artist_id, weekday, from_minute),
    CHECK (from_minute < to_minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    id                INTEGER PRIMARY KEY,
    user_name         TEXT    NOT NULL CHECK (length(user_name) BETWEEN 3 AND 40),
    user_key          TEXT    NOT NULL UNIQUE,   -- folded: names differ by more than case
    role              TEXT    NOT NULL CHECK (role IN ('admin', 'assistant', 'artist')),
    artist_id         INTEGER REFERENCES artists (id) ON DELETE RESTRICT,
    active            INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    full_name         TEXT    NOT NULL DEFAULT '',
    birth_date        TEXT    CHECK (birth_date IS NULL OR birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    email             TEXT,
    phone             TEXT,
    instagram         TEXT,
    language          TEXT,                      -- NULL: the studio's
    theme             TEXT    CHECK (theme IS NULL OR theme IN ('light', 'dark', 'system')),
    password_hash     TEXT,                      -- NULL: an invitation is still open
    password_is_short INTEGER NOT NULL DEFAULT 0 CHECK (password_is_short IN (0, 1)), -- imported, shorter than today's rule
    last_sign_in_at   INTEGER,
    legacy_id         INTEGER,
    created_at        INTEGER NOT NULL,
    updated_at        INTEGER NOT NULL,
    version           INTEGER NOT NULL DEFAULT 1,
    CHECK (role = 'artist' OR artist_id IS NULL)
) STRICT;
CREATE UNIQUE INDEX users_by_artist ON users (artist_id) WHERE artist_id IS NOT NULL;
CREATE INDEX users_by_role ON users (role, active, user_key);
CREATE UNIQUE INDEX users_by_legacy ON users (legacy_id) WHERE legacy_id IS NOT NULL;

-- The last active admin stays, whoever asks and however.
CREATE TRIGGER users_last_admin_update BEFORE UPDATE OF role, active ON users
WHEN OLD.role = 'admin' AND OLD.active = 1 AND (NEW.role <> 'admin' OR NEW.active = 0)
 AND NOT EXISTS (SELECT 1 FROM users u WHERE u.role = 'admin' AND u.active = 1 AND u.id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'last_admin'); END;
CREATE TRIGGER users_last_admin_delete BEFORE DELETE ON users
WHEN OLD.role = 'admin' AND OLD.active = 1
 AND NOT EXISTS (SELECT 1 FROM users u WHERE u.role = 'admin' AND u.active = 1 AND u.id <> OLD.id)
BEGIN SELECT RAISE(ABORT, 'last_admin'); END;

CREATE TABLE artist_rates (
    id        INTEGER PRIMARY KEY,
    artist_id INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    from_date TEXT    NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    rate_bp   INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000), -- basis points of a payment
    set_at    INTEGER NOT NULL,
    set_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT      -- NULL: the operator or an import
) STRICT;
CREATE INDEX artist_rates_by_artist ON artist_rates (artist_id, from_date, id);
CREATE INDEX artist_rates_by_author ON artist_rates (set_by) WHERE set_by IS NOT NULL;
CREATE TRIGGER artist_rates_no_update BEFORE UPDATE ON artist_rates
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER artist_rates_no_delete BEFORE DELETE ON artist_rates
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE settings (
    key        TEXT    PRIMARY KEY,
    value      TEXT    NOT NULL,
    updated_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE sessions (
    id            INTEGER PRIMARY KEY,
    token_hash    BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id       INTEGER NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    origin        TEXT    NOT NULL CHECK (origin IN ('web', 'api', 'cli')),
    address       TEXT    NOT NULL DEFAULT '',
    agent         TEXT    NOT NULL DEFAULT '',
    created_at    INTEGER NOT NULL,
    seen_at       INTEGER NOT NULL,
    idle_until_at INTEGER NOT NULL,              -- moved on by use, at most once a minute, never by a refresh
    expires_at    INTEGER NOT NULL,              -- absolute
    ended_at      INTEGER,
    ended_because TEXT CHECK (ended_because IN ('signed_out', 'ended', 'password', 'role', 'disabled')),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
    CHECK (created_at < expires_at)
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user_id, id);
CREATE INDEX sessions_open_by_user ON sessions (user_id, id) WHERE ended_at IS NULL;

CREATE TABLE elevations (
    id            INTEGER PRIMARY KEY,
    session_id    INTEGER NOT NULL REFERENCES sessions (id) ON DELETE RESTRICT,
    started_at    INTEGER NOT NULL,
    expires_at    INTEGER NOT NULL,              -- in force while now < expires_at
    ended_at      INTEGER,
    ended_because TEXT CHECK (ended_because IN ('ended', 'replaced', 'session', 'code', 'expired')),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
    CHECK (started_at < expires_at AND expires_at - started_at <= 3600000)
) STRICT;
CREATE INDEX elevations_by_session ON elevations (session_id, id);
CREATE UNIQUE INDEX elevations_open ON elevations (session_id) WHERE ended_at IS NULL;

-- However a session ends, its elevation ends with it.
CREATE TRIGGER sessions_end_elevation AFTER UPDATE OF ended_at ON sessions
WHEN OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL
BEGIN
    UPDATE elevations SET ended_at = NEW.ended_at, ended_because = 'session'
     WHERE session_id = NEW.id AND ended_at IS NULL;
END;
-- However an account changes its role or artist or is switched off, its sessions end.
CREATE TRIGGER users_end_sessions AFTER UPDATE OF role, artist_id, active ON users
WHEN OLD.role IS NOT NEW.role OR OLD.artist_id IS NOT NEW.artist_id
  OR OLD.active IS NOT NEW.active AND NEW.active = 0
BEGIN
    UPDATE sessions SET ended_at = NEW.updated_at,
           ended_because = CASE WHEN NEW.active = 0 THEN 'disabled' ELSE 'role' END
     WHERE user_id = NEW.id AND ended_at IS NULL;
END;

CREATE TABLE invitations (
    id         INTEGER PRIMARY KEY,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user_id    INTEGER NOT NULL REFERENCES users (id) ON DELETE RESTRICT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    CHECK (created_at < expires_at)
) STRICT;
CREATE INDEX invitations_by_user ON invitations (user_id, id);

-- Tries of a password or of the master code; written before the secret is checked, so that a
-- flood of simultaneous tries is counted too. Old rows are purged.
CREATE TABLE attempts (
    id        INTEGER PRIMARY KEY,
    kind      TEXT    NOT NULL CHECK (kind IN ('sign_in', 'code')),
    name_key  TEXT    NOT NULL,
    address   TEXT    NOT NULL,
    tried_at  INTEGER NOT NULL,
    succeeded INTEGER NOT NULL DEFAULT 0 CHECK (succeeded IN (0, 1))
) STRICT;
CREATE INDEX attempts_by_name ON attempts (kind, name_key, address, id);
CREATE INDEX attempts_by_name_time ON attempts (kind, name_key, tried_at);
CREATE INDEX attempts_by_address_time ON attempts (kind, address, tried_at);
CREATE INDEX attempts_by_time ON attempts (tried_at);

PRAGMA user_version = 1;

-- Consents as they are proved: the versions of their texts, who signed what, the signature, and looks at documents that say how old
-- somebody is.

CREATE TABLE consent_texts (
    id        INTEGER PRIMARY KEY,
    kind      TEXT    NOT NULL CHECK (kind IN ('informed', 'image_use', 'data_privacy', 'reminders', 'promotions')),
    language  TEXT    NOT NULL CHECK (language IN ('en', 'es')),
    version   INTEGER NOT NULL CHECK (version >= 1),  -- 0 is the text that the program brings
    text_hash BLOB    NOT NULL CHECK (length(text_hash) = 32),
    saved_at  INTEGER NOT NULL,
    saved_by  INTEGER REFERENCES users (id) ON DELETE RESTRICT,
    text      TEXT    NOT NULL CHECK (length(text) BETWEEN 1 AND 20000), -- last: what is read without it stays on its page
    UNIQUE (kind, language, version)
) STRICT;
CREATE INDEX consent_texts_by_author ON consent_texts (saved_by) WHERE saved_by IS NOT NULL;
CREATE TRIGGER consent_texts_no_update BEFORE UPDATE ON consent_texts
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER consent_texts_no_delete BEFORE DELETE ON consent_texts
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

ALTER TABLE consents ADD COLUMN text_language TEXT CHECK (text_language IS NULL OR text_language IN ('en', 'es'));
ALTER TABLE consents ADD COLUMN text_version INTEGER;             -- version of the text; 0: the program's
ALTER TABLE consents ADD COLUMN signer TEXT NOT NULL DEFAULT 'client' CHECK (signer IN ('client', 'guardian'));
ALTER TABLE consents ADD COLUMN signer_name TEXT;                 -- as it was given then, and so are these
ALTER TABLE consents ADD COLUMN signer_relationship TEXT;
ALTER TABLE consents ADD COLUMN signer_phone TEXT;
ALTER TABLE consents ADD COLUMN client_name TEXT;                 -- who the client was then
ALTER TABLE consents ADD COLUMN client_birth_date TEXT;

-- A signature drawn on a screen: the lines, the picture made of them, and what they were drawn under.
CREATE TABLE consent_signatures (
    consent_id INTEGER PRIMARY KEY REFERENCES consents (id) ON DELETE RESTRICT,
    strokes    TEXT    NOT NULL CHECK (length(strokes) BETWEEN 1 AND 60000),
    image      BLOB    NOT NULL CHECK (length(image) BETWEEN 1 AND 1000000),
    text_hash  BLOB    NOT NULL CHECK (length(text_hash) = 32)
) STRICT;
CREATE TRIGGER consent_signatures_no_update BEFORE UPDATE ON consent_signatures
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER consent_signatures_no_delete BEFORE DELETE ON consent_signatures
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE age_checks (
    id         INTEGER PRIMARY KEY,
    client_id  INTEGER NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
    document   TEXT    NOT NULL CHECK (document IN ('identity_card', 'passport', 'driving_licence', 'residence_permit', 'other')),
    birth_date TEXT    NOT NULL CHECK (birth_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    checked_at INTEGER NOT NULL,
    checked_by INTEGER REFERENCES users (id) ON DELETE RESTRICT
) STRICT;
CREATE INDEX age_checks_by_client ON age_checks (client_id, checked_at, id);
CREATE INDEX age_checks_by_checker ON age_checks (checked_by) WHERE checked_by IS NOT NULL;
CREATE TRIGGER age_checks_no_update BEFORE UPDATE ON age_checks
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER age_checks_no_delete BEFORE DELETE ON age_checks
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

PRAGMA user_version = 6;

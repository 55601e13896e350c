-- Keys of sealed answers: which rows a key seals, sealing them anew with another one, and keys that are gone for good.

CREATE INDEX screenings_by_key ON screenings (substr(sealed, 2, 4), id); -- the id of the key, in the clear in front of what it sealed

-- Answers are never changed. The one thing that may happen to a row is that the same answers are sealed with another key; whether they are
-- the same only the holder of the keys can tell, but their length can't change.
DROP TRIGGER screenings_no_update;
CREATE TRIGGER screenings_no_update BEFORE UPDATE ON screenings
WHEN NOT (
    NEW.id = OLD.id AND NEW.client_id = OLD.client_id AND NEW.answered_at = OLD.answered_at
    AND NEW.recorded_by IS OLD.recorded_by AND NEW.imported = OLD.imported
    AND length(NEW.sealed) = length(OLD.sealed) AND substr(NEW.sealed, 2, 4) <> substr(OLD.sealed, 2, 4)
)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE lost_keys (
    key     BLOB    PRIMARY KEY CHECK (length(key) = 4),
    lost_at INTEGER NOT NULL                     -- when somebody said that it will not be found again
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 7;

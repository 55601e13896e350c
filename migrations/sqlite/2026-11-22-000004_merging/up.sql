-- Two records of one person: one is kept, the other points to it and is read through it. And the door through which rows of
-- append-only tables may go, together with the client whose they are.

ALTER TABLE clients ADD COLUMN merged_into INTEGER REFERENCES clients (id) ON DELETE RESTRICT; -- the record that is kept, never one that points on
ALTER TABLE clients ADD COLUMN merged_at INTEGER CHECK ((merged_at IS NULL) = (merged_into IS NULL));
ALTER TABLE clients ADD COLUMN merged_digits TEXT CHECK (merged_digits IS NULL OR merged_into IS NOT NULL); -- of its phone, which lists no longer show
CREATE INDEX clients_by_merged ON clients (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX clients_by_merged_digits ON clients (merged_digits) WHERE merged_digits IS NOT NULL;

-- Every pointer ends at once: what is kept points nowhere, and what points is pointed at by none. So there is no circle either.
CREATE TRIGGER clients_merge_ends_update BEFORE UPDATE OF merged_into ON clients
WHEN NEW.merged_into IS NOT NULL AND (
        NEW.merged_into = NEW.id
     OR EXISTS (SELECT 1 FROM clients k WHERE k.id = NEW.merged_into AND k.merged_into IS NOT NULL)
     OR EXISTS (SELECT 1 FROM clients p WHERE p.merged_into = NEW.id))
BEGIN SELECT RAISE(ABORT, 'client_merged'); END;
CREATE TRIGGER clients_merge_ends_insert BEFORE INSERT ON clients
WHEN NEW.merged_into IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'client_merged'); END;

-- While anything is unlocked, what only grows may be taken from. A row stands here for a few statements of one transaction.
CREATE TABLE unlocked (
    reason TEXT PRIMARY KEY CHECK (reason IN ('deletion', 'erasure', 'retention'))
) STRICT, WITHOUT ROWID;

-- Numbers of records that were deleted: never given again, since the log and old links name them.
CREATE TABLE deleted_clients (
    id         INTEGER PRIMARY KEY,
    deleted_at INTEGER NOT NULL
) STRICT;

-- A record that points stays as it was: whoever writes to it has missed the one that is kept.
CREATE TRIGGER clients_merged_stay BEFORE UPDATE ON clients
WHEN OLD.merged_into IS NOT NULL AND NEW.merged_into IS OLD.merged_into AND NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'client_merged'); END;

DROP TRIGGER notes_no_delete;
CREATE TRIGGER notes_no_delete BEFORE DELETE ON notes
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
DROP TRIGGER consents_no_delete;
CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
-- A client with a screening is never simply deleted.
DROP TRIGGER screenings_no_delete;
CREATE TRIGGER screenings_no_delete BEFORE DELETE ON screenings
WHEN NOT EXISTS (SELECT 1 FROM unlocked WHERE reason <> 'deletion')
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

PRAGMA user_version = 4;

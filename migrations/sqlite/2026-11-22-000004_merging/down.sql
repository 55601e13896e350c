-- Records that pointed to another stand for themselves again; `doctor --repair` puts them back into the lists.
DROP TRIGGER screenings_no_delete;
CREATE TRIGGER screenings_no_delete BEFORE DELETE ON screenings
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
DROP TRIGGER consents_no_delete;
CREATE TRIGGER consents_no_delete BEFORE DELETE ON consents
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
DROP TRIGGER notes_no_delete;
CREATE TRIGGER notes_no_delete BEFORE DELETE ON notes
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
DROP TRIGGER clients_merged_stay;
DROP TRIGGER clients_merge_ends_insert;
DROP TRIGGER clients_merge_ends_update;
DROP TABLE deleted_clients;
DROP TABLE unlocked;
DROP INDEX clients_by_merged_digits;
DROP INDEX clients_by_merged;
ALTER TABLE clients DROP COLUMN merged_digits;
ALTER TABLE clients DROP COLUMN merged_at;
ALTER TABLE clients DROP COLUMN merged_into;

PRAGMA user_version = 3;

DROP TABLE lost_keys;
DROP TRIGGER screenings_no_update;
CREATE TRIGGER screenings_no_update BEFORE UPDATE ON screenings
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
DROP INDEX screenings_by_key;
PRAGMA user_version = 6;

DROP INDEX appointments_by_client_start;
DROP TABLE corrections;
DROP TABLE note_texts;

PRAGMA user_version = 4;

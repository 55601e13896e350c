DROP TABLE appointment_files;
DROP TABLE consent_papers;

PRAGMA user_version = 10;

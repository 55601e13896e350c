DROP TABLE audit_head;
DROP TABLE audit_log;
PRAGMA user_version = 1;

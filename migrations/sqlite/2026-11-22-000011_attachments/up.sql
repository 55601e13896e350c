-- Files that are attached to something: the scan of a consent that was signed on paper, and the pictures and papers of an appointment.

CREATE TABLE consent_papers (
    consent_id  INTEGER PRIMARY KEY REFERENCES consents (id) ON DELETE RESTRICT,
    file        BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT,
    attached_at INTEGER NOT NULL,
    attached_by INTEGER REFERENCES users (id) ON DELETE RESTRICT -- NULL: the operator
) STRICT;
CREATE INDEX consent_papers_by_file ON consent_papers (file);
CREATE INDEX consent_papers_by_person ON consent_papers (attached_by) WHERE attached_by IS NOT NULL;
CREATE TRIGGER consent_papers_no_update BEFORE UPDATE ON consent_papers
BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER consent_papers_no_delete BEFORE DELETE ON consent_papers
WHEN NOT EXISTS (SELECT 1 FROM unlocked)
BEGIN SELECT RAISE(ABORT, 'append_only'); END;

CREATE TABLE appointment_files (
    id             INTEGER PRIMARY KEY,
    appointment_id INTEGER NOT NULL REFERENCES appointments (id) ON DELETE RESTRICT,
    file           BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- the picture in its full size, or the paper
    large          BLOB    REFERENCES media (hash) ON DELETE RESTRICT, -- 1280 pixels on its longer side; NULL: a paper
    small          BLOB    REFERENCES media (hash) ON DELETE RESTRICT, -- 320 pixels
    title          TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 200),
    attached_at    INTEGER NOT NULL,
    attached_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- NULL: the operator
    UNIQUE (appointment_id, file),
    CHECK ((large IS NULL) = (small IS NULL))
) STRICT;
CREATE INDEX appointment_files_by_time ON appointment_files (appointment_id, attached_at, id);
CREATE INDEX appointment_files_by_file ON appointment_files (file);
CREATE INDEX appointment_files_by_large ON appointment_files (large) WHERE large IS NOT NULL;
CREATE INDEX appointment_files_by_small ON appointment_files (small) WHERE small IS NOT NULL;
CREATE INDEX appointment_files_by_person ON appointment_files (attached_by) WHERE attached_by IS NOT NULL;

PRAGMA user_version = 11;

-- Files that are kept outside of this one, under the hash of their content, and the photos of clients among them.

CREATE TABLE media (
    hash    BLOB    PRIMARY KEY CHECK (length(hash) = 32), -- BLAKE3 of the content; also the file's name
    kind    TEXT    NOT NULL CHECK (kind IN ('jpeg', 'pdf')),
    bytes   INTEGER NOT NULL CHECK (bytes > 0),
    width   INTEGER CHECK (width > 0),           -- NULL: a paper has none
    height  INTEGER CHECK (height > 0),
    kept_at INTEGER NOT NULL,                    -- when something last began to refer to it; what nothing refers to goes some time later
    kept_by INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- who kept it first; NULL: the operator or an import
    CHECK ((width IS NULL) = (height IS NULL)),
    CHECK ((kind = 'pdf') = (width IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX media_by_time ON media (kept_at);
CREATE INDEX media_by_keeper ON media (kept_by) WHERE kept_by IS NOT NULL;

CREATE TABLE client_photos (
    client_id   INTEGER PRIMARY KEY REFERENCES clients (id) ON DELETE RESTRICT,
    large       BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- 512 pixels a side
    small       BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- 96 pixels a side
    uploaded_at INTEGER NOT NULL,
    uploaded_by INTEGER REFERENCES users (id) ON DELETE RESTRICT -- whose photo it is; NULL: the operator or an import
) STRICT;
CREATE INDEX client_photos_by_large ON client_photos (large);
CREATE INDEX client_photos_by_small ON client_photos (small);
CREATE INDEX client_photos_by_uploader ON client_photos (uploaded_by) WHERE uploaded_by IS NOT NULL;

PRAGMA user_version = 8;

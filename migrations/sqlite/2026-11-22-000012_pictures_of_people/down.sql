DROP TABLE user_photos;

-- What has no picture has no place in the table as it was; what lies under such a piece lies under nothing then.
UPDATE portfolio_items SET cover_id = NULL WHERE cover_id IN (SELECT id FROM portfolio_items WHERE small IS NULL);
DELETE FROM portfolio_items WHERE small IS NULL;
CREATE TEMP TABLE kept AS SELECT * FROM portfolio_items;
DROP TABLE portfolio_items;
CREATE TABLE portfolio_items (
    id             INTEGER PRIMARY KEY,
    artist_id      INTEGER NOT NULL REFERENCES artists (id) ON DELETE RESTRICT,
    small          BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- 320 pixels on the longer side
    large          BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- 1280 pixels
    original       BLOB    NOT NULL REFERENCES media (hash) ON DELETE RESTRICT, -- as it came, made anew, 4096 pixels at most
    width          INTEGER NOT NULL CHECK (width > 0),   -- of the original
    height         INTEGER NOT NULL CHECK (height > 0),
    cover_id       INTEGER REFERENCES portfolio_items (id) ON DELETE RESTRICT, -- another picture of the same piece, under which this one lies
    title          TEXT    NOT NULL DEFAULT '' CHECK (length(title) <= 120),
    description    TEXT    NOT NULL DEFAULT '' CHECK (length(description) <= 2000),
    style          TEXT    NOT NULL DEFAULT '' CHECK (length(style) <= 60),
    placement      TEXT    NOT NULL DEFAULT '' CHECK (length(placement) <= 60),
    size           TEXT    NOT NULL DEFAULT '' CHECK (length(size) <= 60),
    technique      TEXT    NOT NULL DEFAULT '' CHECK (length(technique) <= 60),
    minutes        INTEGER CHECK (minutes BETWEEN 1 AND 60000),
    colour         TEXT    NOT NULL DEFAULT '' CHECK (colour IN ('', 'color', 'black_and_grey')),
    state          TEXT    NOT NULL DEFAULT '' CHECK (state IN ('', 'fresh', 'healed')),
    tags           TEXT    NOT NULL DEFAULT '',  -- one a line
    client_id      INTEGER REFERENCES clients (id) ON DELETE RESTRICT,
    appointment_id INTEGER REFERENCES appointments (id) ON DELETE RESTRICT,
    is_public      INTEGER NOT NULL DEFAULT 0 CHECK (is_public IN (0, 1)), -- wanted; whether it is shown also depends on the client's consent
    is_featured    INTEGER NOT NULL DEFAULT 0 CHECK (is_featured IN (0, 1)),
    place          INTEGER NOT NULL,             -- in the artist's own order
    made_on        TEXT,
    dated_at       INTEGER NOT NULL,             -- of made_on, else when it was uploaded: what newest first goes by
    uploaded_at    INTEGER NOT NULL,
    uploaded_by    INTEGER REFERENCES users (id) ON DELETE RESTRICT, -- NULL: the operator or an import
    removed_at     INTEGER,                      -- it can be brought back for some days, then it goes
    updated_at     INTEGER NOT NULL,
    version        INTEGER NOT NULL DEFAULT 1,
    CHECK (appointment_id IS NULL OR client_id IS NOT NULL),
    CHECK (cover_id <> id)
) STRICT;
INSERT INTO portfolio_items (
       id, artist_id, small, large, original, width, height, cover_id, title, description, style, placement, size, technique, minutes, colour, state, tags,
       client_id, appointment_id, is_public, is_featured, place, made_on, dated_at, uploaded_at, uploaded_by, removed_at, updated_at, version)
SELECT id, artist_id, small, large, original, width, height, cover_id, title, description, style, placement, size, technique, minutes, colour, state, tags,
       client_id, appointment_id, is_public, is_featured, place, made_on, dated_at, uploaded_at, uploaded_by, removed_at, updated_at, version
  FROM kept;
DROP TABLE kept;
CREATE INDEX portfolio_items_by_small ON portfolio_items (small);
CREATE INDEX portfolio_items_by_large ON portfolio_items (large);
CREATE INDEX portfolio_items_by_original ON portfolio_items (original);
CREATE INDEX portfolio_items_by_cover ON portfolio_items (cover_id, place, id) WHERE cover_id IS NOT NULL;
CREATE INDEX portfolio_items_by_client ON portfolio_items (client_id, dated_at, id) WHERE client_id IS NOT NULL;
CREATE INDEX portfolio_items_by_appointment ON portfolio_items (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX portfolio_items_by_uploader ON portfolio_items (uploaded_by) WHERE uploaded_by IS NOT NULL;
CREATE INDEX portfolio_items_by_artist ON portfolio_items (artist_id);
CREATE INDEX portfolio_items_removed ON portfolio_items (removed_at, id) WHERE removed_at IS NOT NULL;
-- What lists walk: pieces, each by its cover.
CREATE INDEX portfolio_arranged ON portfolio_items (artist_id, is_featured DESC, place, id) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_of_artist_by_date ON portfolio_items (artist_id, dated_at, id) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_by_date ON portfolio_items (dated_at, id) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_of_artist_by_style ON portfolio_items (artist_id, style, dated_at DESC, id DESC) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_by_style ON portfolio_items (style, dated_at DESC, id DESC) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_of_artist_by_colour ON portfolio_items (artist_id, colour, dated_at DESC, id DESC) WHERE cover_id IS NULL AND removed_at IS NULL;
CREATE INDEX portfolio_by_colour ON portfolio_items (colour, dated_at DESC, id DESC) WHERE cover_id IS NULL AND removed_at IS NULL;

PRAGMA user_version = 11;

-- Version 2: pictures, and PDFs to be bound in, kept in the library; a logo for a book.

-- Something shown in books by its id: a picture (media image/jpeg, image/png) or a PDF (application/pdf).
-- width and height are pixels (0 for a PDF), pages those of a PDF; decorative pictures say nothing to a reader.
CREATE TABLE picture (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    media TEXT NOT NULL,
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    pages INTEGER NOT NULL DEFAULT 0,
    size INTEGER NOT NULL DEFAULT 0,
    alt TEXT NOT NULL DEFAULT '',
    decorative INTEGER NOT NULL DEFAULT 0,
    caption TEXT NOT NULL DEFAULT '',
    credit TEXT NOT NULL DEFAULT '',
    sha256 TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);
CREATE INDEX picture_by_sha256 ON picture (sha256);

-- The bytes, without anything the camera or program wrote about place and person. Lists never read this table.
CREATE TABLE picture_data (
    picture_id TEXT NOT NULL PRIMARY KEY REFERENCES picture (id) ON DELETE CASCADE,
    data BLOB NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);

-- The id of the picture at the top of the cover, or ''.
ALTER TABLE book ADD COLUMN logo TEXT NOT NULL DEFAULT '';

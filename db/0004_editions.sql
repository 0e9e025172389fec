-- Editions: frozen, numbered exports of a book. A row is written once and never changed.

-- number counts the editions of a book from 1; name is what is printed ('Edition 2'); sha256 is that of the PDF.
CREATE TABLE edition (
    id TEXT NOT NULL PRIMARY KEY,
    book_id TEXT NOT NULL REFERENCES book (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    as_at TEXT NOT NULL DEFAULT '',
    profile TEXT NOT NULL DEFAULT '',
    paper TEXT NOT NULL DEFAULT '',
    pages INTEGER NOT NULL DEFAULT 0,
    size INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    UNIQUE (book_id, number)
);

-- The exact file, and what it was made of: the book as values, and a trace of each page (compressed JSON). In a table
-- of its own: lists never read it.
CREATE TABLE edition_file (
    edition_id TEXT NOT NULL PRIMARY KEY REFERENCES edition (id) ON DELETE CASCADE,
    pdf BLOB NOT NULL,
    inputs BLOB NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);

-- Whether a glossary is printed: 'auto' (when there are terms enough) or 'off'.
ALTER TABLE book ADD COLUMN glossary TEXT NOT NULL DEFAULT 'auto';

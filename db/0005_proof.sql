-- What people decided about the proof of quotes.

-- Why words are kept as somebody's own though the text of their source does not show them so. Good for the words with
-- this fingerprint (as in quote.fingerprint): other words need a reason of their own.
CREATE TABLE quote_reason (
    quote_n INTEGER NOT NULL PRIMARY KEY REFERENCES quote (n) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);

-- Two quotes that look like one remark and are not: quote_n < other_n.
CREATE TABLE quote_apart (
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    other_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (quote_n, other_n)
) WITHOUT ROWID;
CREATE INDEX quote_apart_by_other ON quote_apart (other_n);

-- The library file, version 1. Dates are ISO 8601 text as precise as known ('2025', '2025-05', '2025-05-25',
-- '2025-05-25T14:30') or ''; created, updated and trashed are UTC. Ids are UUID4 in 32 hex characters.
-- Text that is not known is ''; NULL is kept for "refers to nothing" and "not in the trash".

CREATE TABLE topic (
    id TEXT NOT NULL PRIMARY KEY,
    parent_id TEXT REFERENCES topic (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);
CREATE INDEX topic_by_parent ON topic (parent_id);

-- Somebody (or a body: kind 'body') who speaks or is spoken about.
CREATE TABLE person (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT 'person',
    name TEXT NOT NULL,
    native_name TEXT NOT NULL DEFAULT '',
    sort_key TEXT NOT NULL DEFAULT '',
    say_as TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);

CREATE TABLE person_alias (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (person_id, name)
) WITHOUT ROWID;

-- What somebody was, and when; '' means open at that end.
CREATE TABLE person_role (
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    country TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL DEFAULT '',
    until TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (person_id, role, since)
) WITHOUT ROWID;

CREATE TABLE source (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT 'article',
    title TEXT NOT NULL,
    publisher TEXT NOT NULL DEFAULT '',
    author TEXT NOT NULL DEFAULT '',
    published_on TEXT NOT NULL DEFAULT '',
    accessed_on TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    rights TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);
CREATE INDEX source_by_url ON source (url) WHERE url <> '';
CREATE INDEX source_by_title ON source (title);

-- A source's full text as it was read; sha256 is of the text in UTF-8. In a table of its own: lists never read it.
CREATE TABLE snapshot (
    source_id TEXT NOT NULL PRIMARY KEY REFERENCES source (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX snapshot_by_sha256 ON snapshot (sha256);

-- One wording of something said or reported (a rendering). n is this file's own row number, never used twice;
-- id is for ever. Wordings of one remark share utterance_id; original_n is what this wording translates.
-- order_key: ascending is newest first, the later kept first within a day, undated last; n = -order_key % 100000000.
CREATE TABLE quote (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    handle TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL DEFAULT 'direct',
    verbatim TEXT NOT NULL,
    text TEXT NOT NULL,
    edits TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    utterance_id TEXT NOT NULL DEFAULT '',
    original_n INTEGER REFERENCES quote (n) ON DELETE SET NULL,
    translator TEXT NOT NULL DEFAULT '',
    person_id TEXT REFERENCES person (id) ON DELETE RESTRICT,
    unnamed_label TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    attribution_as_printed TEXT NOT NULL DEFAULT '',
    attribution_to_print TEXT NOT NULL DEFAULT '',
    said_on TEXT NOT NULL DEFAULT '',
    precision TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    date_as_printed TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    occasion TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    record_status TEXT NOT NULL DEFAULT 'not_stated',
    ground_rules TEXT NOT NULL DEFAULT '',
    embargo_until TEXT NOT NULL DEFAULT '',
    usable_in TEXT NOT NULL DEFAULT '',
    sensitivity TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES source (id) ON DELETE RESTRICT,
    via_source_id TEXT REFERENCES source (id) ON DELETE SET NULL,
    locator TEXT NOT NULL DEFAULT '',
    passage TEXT NOT NULL DEFAULT '',
    span_start INTEGER,
    span_end INTEGER,
    grade TEXT NOT NULL DEFAULT '',
    verified_on TEXT NOT NULL DEFAULT '',
    verified_by TEXT NOT NULL DEFAULT '',
    verified_how TEXT NOT NULL DEFAULT '',
    disputed TEXT NOT NULL DEFAULT '',
    correction_of_n INTEGER REFERENCES quote (n) ON DELETE SET NULL,
    withdrawn_on TEXT NOT NULL DEFAULT '',
    stale_after TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    starred INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 1,
    fingerprint TEXT NOT NULL DEFAULT '',
    row_hash TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT,
    order_key INTEGER NOT NULL GENERATED ALWAYS AS
        (-(CAST(substr(replace(said_on, '-', '') || '0000', 1, 8) AS INTEGER) * 100000000 + n)) VIRTUAL
);
CREATE INDEX quote_in_order ON quote (order_key) WHERE trashed IS NULL AND accepted = 1;
CREATE INDEX quote_inbox ON quote (order_key) WHERE trashed IS NULL AND accepted = 0;
CREATE INDEX quote_trash ON quote (order_key) WHERE trashed IS NOT NULL;
CREATE INDEX quote_unverified ON quote (order_key) WHERE trashed IS NULL AND accepted = 1 AND verified_on = '';
CREATE INDEX quote_unsourced ON quote (order_key) WHERE trashed IS NULL AND accepted = 1 AND source_id IS NULL;
CREATE INDEX quote_by_person ON quote (person_id, order_key);
CREATE INDEX quote_by_source ON quote (source_id, order_key);
CREATE INDEX quote_by_via ON quote (via_source_id) WHERE via_source_id IS NOT NULL;
CREATE INDEX quote_by_utterance ON quote (utterance_id) WHERE utterance_id <> '';
CREATE INDEX quote_by_original ON quote (original_n) WHERE original_n IS NOT NULL;
CREATE INDEX quote_by_correction ON quote (correction_of_n) WHERE correction_of_n IS NOT NULL;
CREATE INDEX quote_by_fingerprint ON quote (fingerprint) WHERE fingerprint <> '';

CREATE TABLE quote_topic (
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (quote_n, topic_id)
) WITHOUT ROWID;
CREATE INDEX quote_topic_by_topic ON quote_topic (topic_id);

-- Whom a quote is about.
CREATE TABLE quote_about (
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    person_id TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (quote_n, person_id)
) WITHOUT ROWID;
CREATE INDEX quote_about_by_person ON quote_about (person_id);

-- Set by people, never guessed: repeats, develops, contradicts, retracts, answers.
CREATE TABLE quote_relation (
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    other_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (quote_n, other_n, kind)
) WITHOUT ROWID;
CREATE INDEX quote_relation_by_other ON quote_relation (other_n);

-- The stance a quote shows on a topic.
CREATE TABLE position (
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    stance TEXT NOT NULL,
    strength TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    PRIMARY KEY (quote_n, topic_id)
) WITHOUT ROWID;
CREATE INDEX position_by_topic ON position (topic_id);

CREATE TABLE book (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    event TEXT NOT NULL DEFAULT '',
    principal TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    dates TEXT NOT NULL DEFAULT '',
    reference TEXT NOT NULL DEFAULT '',
    edition TEXT NOT NULL DEFAULT 'Edition 1',
    as_at TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en-GB',
    paper TEXT NOT NULL DEFAULT 'A4',
    theme TEXT NOT NULL DEFAULT 'sober',
    marking_scheme TEXT NOT NULL DEFAULT 'none',
    marking TEXT NOT NULL DEFAULT '',
    template TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);

-- scope is '' or JSON {"topics": [id …], "people": [id …]}: what a generated section (quote sheet, position
-- matrix, timeline) draws on besides the statements placed in its book. position counts from 0 among siblings.
CREATE TABLE section (
    id TEXT NOT NULL PRIMARY KEY,
    book_id TEXT NOT NULL REFERENCES book (id) ON DELETE CASCADE,
    parent_id TEXT REFERENCES section (id) ON DELETE CASCADE,
    position INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL DEFAULT 'text',
    title TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'draft',
    marking TEXT NOT NULL DEFAULT '',
    disclosure TEXT NOT NULL DEFAULT '',
    audience TEXT NOT NULL DEFAULT '',
    owner TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    as_at TEXT NOT NULL DEFAULT '',
    page_limit INTEGER NOT NULL DEFAULT 0,
    word_limit INTEGER NOT NULL DEFAULT 0,
    change_note TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0,
    row_hash TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT,
    body TEXT NOT NULL DEFAULT ''
);
CREATE INDEX section_by_book ON section (book_id, parent_id, position);
CREATE INDEX section_by_parent ON section (parent_id);

-- One use of a quote in a section, in the order of the section's text. form is 'card' or 'cite'.
CREATE TABLE placement (
    id TEXT NOT NULL PRIMARY KEY,
    section_id TEXT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
    quote_n INTEGER NOT NULL REFERENCES quote (n) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    form TEXT NOT NULL DEFAULT 'card',
    excerpt TEXT NOT NULL DEFAULT '',
    lead_in TEXT NOT NULL DEFAULT '',
    created TEXT NOT NULL,
    updated TEXT NOT NULL
);
CREATE INDEX placement_by_section ON placement (section_id, position);
CREATE INDEX placement_by_quote ON placement (quote_n);

CREATE TABLE setting (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    created TEXT NOT NULL,
    updated TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE saved_search (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0,
    created TEXT NOT NULL,
    updated TEXT NOT NULL,
    trashed TEXT
);

-- The search index: tokens made by the program, no text. rowid is the quote's order_key, so ascending is newest first.
CREATE VIRTUAL TABLE quote_search USING fts5 (
    text, speaker, role, source, context, topics, facet,
    content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
);
-- Under which rowid a quote stands in the index (its order_key may have changed since, or the quote be gone).
CREATE TABLE quote_indexed (
    n INTEGER NOT NULL PRIMARY KEY,
    search_key INTEGER NOT NULL
);
-- About how many quotes hold a term: an estimate for "rarest first" (fts5vocab counts a whole posting list each time).
CREATE TABLE quote_word (
    term TEXT NOT NULL PRIMARY KEY,
    quotes INTEGER NOT NULL
) WITHOUT ROWID;

-- The search index again, with lists for beginnings of four letters (asking for them took 60 ms at a million quotes),
-- for what search_entry.py holds now: names in all scripts, words without their hyphens, grades. What it
-- holds is made again in the same transaction (migrate.py).
DROP TABLE quote_search;
CREATE VIRTUAL TABLE quote_search USING fts5 (
    text, speaker, role, source, context, topics, facet,
    content = '', contentless_delete = 1, prefix = '1 2 3 4', tokenize = 'unicode61 remove_diacritics 2'
);
DELETE FROM quote_indexed;
DELETE FROM quote_word;

"""What must be right before a change is committed: row hashes, and the search index told of every quote it concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from briefing.library.driver import Connection, heard_within

if TYPE_CHECKING:
    from briefing.library.search_entry import New

# Tables whose rows carry a hash of their own content (damage the file format does not notice is found by it).
HASHED = {"quote": "n", "section": "id"}

# Only notes after ``:after`` count. Whoever names a person, source or topic that was only added now was changed
# himself.
_TOUCHED_QUOTES = """
WITH RECURSIVE
  new_note(tbl, about, added) AS (SELECT DISTINCT tbl, about, key IS NOT NULL FROM undo_note WHERE seq > :after),
  person_touched(id) AS (
    SELECT about FROM new_note WHERE tbl = 'person' AND NOT added
    UNION SELECT about FROM new_note WHERE tbl = 'person_alias'),
  source_touched(id) AS (SELECT about FROM new_note WHERE tbl = 'source' AND NOT added),
  topic_touched(id) AS (
    SELECT about FROM new_note WHERE tbl = 'topic' AND NOT added
    UNION SELECT topic.id FROM topic JOIN topic_touched ON topic.parent_id = topic_touched.id)
SELECT about FROM new_note WHERE tbl IN ('quote', 'quote_topic', 'quote_about', 'position')
UNION SELECT n FROM undo_note AS run CROSS JOIN quote ON n BETWEEN run.about AND run.last
      WHERE run.seq > :after AND run.tbl = 'quote' AND run.last IS NOT NULL
UNION SELECT n FROM quote WHERE person_id IN (SELECT id FROM person_touched)
UNION SELECT quote_n FROM quote_about WHERE person_id IN (SELECT id FROM person_touched)
UNION SELECT n FROM quote WHERE source_id IN (SELECT id FROM source_touched)
UNION SELECT quote_n FROM quote_topic WHERE topic_id IN (SELECT id FROM topic_touched)
"""
_INDEXED = frozenset({"quote", "quote_topic", "quote_about", "position", "person", "person_alias", "source", "topic"})


def row_hash(*values: object) -> str:
    """Return the hash of a row: 128 bits of SHA-256 over how Python writes its values (text, whole numbers, None)."""
    return digest(repr(values))


def digest(written: str) -> str:
    """Return the hash of a row as Python writes the tuple of its values."""
    return sha256(written.encode()).hexdigest()[:32]


@cache
def _columns(names: tuple[str, ...]) -> str:
    return ", ".join(name for name in names if name != "row_hash")


def hashed_columns(connection: Connection, table: str) -> str:
    """Return the columns a table's row hash covers, as SQL."""
    rows = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return _columns(tuple(str(row[1]) for row in rows if row[6] == 0))


def install(connection: Connection) -> None:
    """Make ``row_hash`` callable in SQL on this connection."""
    connection.create_function("briefing_row_hash", -1, row_hash)


def touched_quotes(connection: Connection, after: int = 0) -> set[int]:
    """Return the row numbers of all quotes whose search entry may have changed (deleted ones among them)."""
    return {int(row[0]) for row in connection.execute(_TOUCHED_QUOTES, {"after": after})}


def index(
    connection: Connection,
    after: int,
    progress: Callable[[int, int], None] | None = None,
    new: Mapping[int, New] | None = None,
) -> int:
    """Tell the search index of what changed since the undo note ``after``; return the last note it knows now."""
    from briefing.library import search_index

    with heard_within(connection, progress) as tell:
        search_index.refresh(connection, touched_quotes(connection, after), tell, new)
    newest = connection.execute("SELECT max(seq) FROM undo_note").fetchone()
    return int(newest[0] or 0) if newest else 0


def seal(connection: Connection, indexed: int = 0) -> None:
    """Renew row hashes and the search index for all that the open transaction changed.

    ``indexed``: the last undo note the index has been told of already.
    """
    sql = "SELECT tbl, max(seq) FROM undo_note GROUP BY tbl"
    tables = {str(name): int(last) for name, last in connection.execute(sql)}
    for table, key in HASHED.items():
        if table in tables:
            renew = (
                f"UPDATE {table} SET row_hash = briefing_row_hash({hashed_columns(connection, table)}) WHERE {key} IN "
            )
            # What is noted as a run comes sealed.
            noted = f"SELECT about FROM undo_note WHERE tbl = '{table}' AND last IS NULL AND sql IS"
            connection.execute(f"{renew}({noted} NOT NULL)")
            # New rows that came with their hash (quote_keeping.py, a deletion undone) need no second writing.
            connection.execute(f"{renew}({noted} NULL) AND row_hash = ''")
    if any(last > indexed for name, last in tables.items() if name in _INDEXED):
        index(connection, indexed)

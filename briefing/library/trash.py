"""The trash: what was deleted, brought back or done away with for good."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.library import values
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, NotFound
from briefing.library.store import Library

# Table → (what it is called, SQL for its name). A row below another one that went with it is not listed.
_NOUNS = {
    "book": ("Book", "title", ""),
    "section": ("Section", "title", "section"),
    "quote": ("Quote", "substr(text, 1, 200)", ""),
    "person": ("Person", "name", ""),
    "source": ("Source", "title", ""),
    "topic": ("Topic", "name", "topic"),
    "saved_search": ("Search", "name", ""),
    "picture": ("Picture", "name", ""),
}
# What something outside the trash still names is kept: a quote would lose its proof, a book its picture. Sections and
# books go first, so that what only they name goes with them.
_GONE = {
    "section": "trashed IS NOT NULL",
    "book": "trashed IS NOT NULL",
    "quote": "trashed IS NOT NULL",
    "person": "trashed IS NOT NULL AND id NOT IN (SELECT person_id FROM quote WHERE person_id IS NOT NULL "
    "UNION SELECT person_id FROM quote_about)",
    "source": "trashed IS NOT NULL AND id NOT IN (SELECT source_id FROM quote WHERE source_id IS NOT NULL "
    "UNION SELECT via_source_id FROM quote WHERE via_source_id IS NOT NULL)",
    "topic": "trashed IS NOT NULL",
    "saved_search": "trashed IS NOT NULL",
    "picture": "trashed IS NOT NULL AND id NOT IN (SELECT logo FROM book) AND NOT EXISTS "
    "(SELECT 1 FROM section WHERE instr(section.body, '](picture:' || picture.id) > 0)",
}


@dataclass(frozen=True, slots=True)
class TrashRow:
    """Something in the trash. ``what`` is its kind in a word for people, ``trashed`` since when (ISO 8601 UTC)."""

    table: str
    id: str
    what: str
    name: str
    trashed: str


def holds(reader: Connection, table: str, identifier: str) -> bool:
    """Whether the trash holds a thing, given its table and id."""
    if table not in _NOUNS:
        raise KeyError(table)
    return (
        reader.execute(f"SELECT 1 FROM {table} WHERE id = ? AND trashed IS NOT NULL", (identifier,)).fetchone()
        is not None
    )


def trashed(reader: Connection) -> list[TrashRow]:
    """Return what is in the trash, the last deleted first; what was deleted as part of something else is not listed."""
    found: list[TrashRow] = []
    for table, (what, name, tree) in _NOUNS.items():
        alone = (
            f" AND NOT EXISTS (SELECT 1 FROM {tree} u WHERE u.id = row.parent_id AND u.trashed = row.trashed)"
            if tree
            else ""
        )
        for key, called, when in reader.execute(
            f"SELECT id, {name}, trashed FROM {table} row WHERE trashed IS NOT NULL{alone}"
        ):
            found.append(TrashRow(table, str(key), what, str(called), str(when)))
    return sorted(found, key=lambda one: (one.trashed, one.table, one.id), reverse=True)


def restore(library: Library, table: str, key: str) -> None:
    """Bring something back from the trash, with what was deleted along with it and what it stands below.

    Raises:
        BadValue: there is nothing of that kind in a trash.
        NotFound: it is not in the library any more.
        LibraryTrouble: the library cannot be written.
    """
    if table not in _NOUNS:
        raise BadValue(f"There is no “{table}” in the trash.")
    what, _, tree = _NOUNS[table]
    with library.writing(f"Restore {what.lower()}"):
        connection = library.raw()
        row = connection.execute(f"SELECT trashed FROM {table} WHERE id = ?", (key,)).fetchone()
        if row is None:
            raise NotFound(f"This {what.lower()} is not in the library any more.")
        given = {"id": key, "when": row[0], "now": values.now()}
        if row[0] is None:
            return
        if not tree:
            connection.execute(f"UPDATE {table} SET trashed = NULL, updated = :now WHERE id = :id", given)
            return
        connection.execute(
            f"""WITH RECURSIVE below(id) AS (SELECT :id UNION SELECT x.id FROM {table} x
                JOIN below ON x.parent_id = below.id AND x.trashed = :when),
            above(id) AS (SELECT :id UNION SELECT x.parent_id FROM {table} x JOIN above ON x.id = above.id
                WHERE x.parent_id IS NOT NULL)
            UPDATE {table} SET trashed = NULL, updated = :now WHERE trashed IS NOT NULL
            AND id IN (SELECT id FROM below UNION SELECT id FROM above)""",
            given,
        )


def empty(library: Library) -> int:
    """Delete what is in the trash for good (one step, so it can still be undone); return how many things went.

    People and sources that quotes still name, and pictures that sections or books still show, stay in the trash.

    Raises:
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Empty trash"):
        connection = library.raw()
        return sum(
            connection.execute(f"DELETE FROM {table} WHERE {condition}").rowcount for table, condition in _GONE.items()
        )

"""Choices kept with the library (not the user's own settings): values by name, and saved searches."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.library import search, values
from briefing.library.driver import Connection
from briefing.library.faults import NotFound
from briefing.library.store import Library
from briefing.text.folding import fold

_GONE = "This search is not in the library any more."


@dataclass(frozen=True, slots=True)
class SavedSearchRow:
    """A search kept under a name."""

    id: str
    name: str
    query: str


def get(reader: Connection, key: str, default: str = "") -> str:
    """Return a choice, ``default`` when none was made."""
    row = reader.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
    return default if row is None else str(row[0])


def put(library: Library, key: str, value: str) -> None:
    """Keep a choice; no undo step.

    Raises:
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Setting", undoable=False):
        library.raw().execute(
            "INSERT INTO setting(key, value, created, updated) VALUES (?1, ?2, ?3, ?3) "
            "ON CONFLICT(key) DO UPDATE SET value = ?2, updated = ?3 WHERE value <> ?2",
            (key, value, values.now()),
        )


def searches(reader: Connection) -> list[SavedSearchRow]:
    """Return the saved searches in their order."""
    found = reader.execute(
        "SELECT id, name, query FROM saved_search WHERE trashed IS NULL ORDER BY position, created, id"
    )
    return [SavedSearchRow(str(row[0]), str(row[1]), str(row[2])) for row in found]


def save_search(library: Library, name: str, query: str) -> str:
    """Keep a search under a name and return its id.

    Raises:
        BadValue: the name is empty.
        LibraryTrouble: the library cannot be written.
    """
    called, made, moment = values.name(name, "The name of a search"), values.new_id(), values.now()
    with library.writing("Save search"):
        library.raw().execute(
            "INSERT INTO saved_search(id, name, query, position, created, updated) "
            "VALUES (?1, ?2, ?3, (SELECT count(*) FROM saved_search), ?4, ?4)",
            (made, called, query, moment),
        )
    return made


def find_search(reader: Connection, name: str) -> SavedSearchRow:
    """Return the saved search of this name (case and accents aside) or id.

    Raises:
        NotFound: there is none.
    """
    for row in searches(reader):
        if row.id == name or fold(row.name) == fold(name):
            return row
    raise NotFound(f"There is no saved search “{name}” in the library.")


def edit_search(library: Library, key: str, *, name: str | None = None, query: str | None = None) -> None:
    """Give a saved search another name or other words.

    Raises:
        BadValue: the name is empty.
        NotFound: there is none.
        LibraryTrouble: the library cannot be written.
    """
    called = None if name is None else values.name(name, "The name of a search")
    with library.writing("Edit search"):
        done = library.raw().execute(
            "UPDATE saved_search SET name = coalesce(?1, name), query = coalesce(?2, query), updated = ?3 "
            "WHERE id = ?4 AND trashed IS NULL",
            (called, query, values.now(), key),
        )
        if not done.rowcount:
            raise NotFound(_GONE)


def move_search(library: Library, key: str, position: int) -> None:
    """Put a saved search at ``position`` (from 0) among the others.

    Raises:
        NotFound: there is none.
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Move search"):
        connection = library.raw()
        order = [row.id for row in searches(connection)]
        if key not in order:
            raise NotFound(_GONE)
        order.remove(key)
        order.insert(max(0, min(position, len(order))), key)
        connection.executemany(
            "UPDATE saved_search SET position = ? WHERE id = ? AND position <> ?",
            [(at, one, at) for at, one in enumerate(order)],
        )


def search_counts(reader: Connection, cap: int = 10_000) -> dict[str, int]:
    """Return how many quotes each saved search finds now, at most ``cap`` each. For a worker thread."""
    return {row.id: search.count(reader, row.query, cap=cap) for row in searches(reader)}


def trash_search(library: Library, key: str) -> None:
    """Move a saved search to the trash.

    Raises:
        NotFound: there is none.
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Delete search"):
        done = library.raw().execute(
            "UPDATE saved_search SET trashed = ?1, updated = ?1 WHERE id = ?2 AND trashed IS NULL", (values.now(), key)
        )
        if not done.rowcount:
            raise NotFound(_GONE)

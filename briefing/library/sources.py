"""Sources: where words come from, each with a snapshot of its full text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256 as _sha256
from typing import Any

from briefing.library import rows, values
from briefing.library.driver import Connection, Row
from briefing.library.faults import NotFound
from briefing.library.store import Library
from briefing.text.clean import clean
from briefing.text.folding import fold

_EDITABLE = frozenset(
    {"kind", "title", "publisher", "author", "published_on", "accessed_on", "url", "language", "rights", "note"}
)
_DATES = {"published_on": "Published on", "accessed_on": "Read on"}
_COLUMNS = """s.id, s.title, s.publisher, s.author, s.published_on, s.accessed_on, s.url, s.language, s.note,
(SELECT sha256 FROM snapshot WHERE source_id = s.id), s.kind, s.rights"""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source. ``sha256`` is that of its snapshot in UTF-8, ``""`` when there is none."""

    id: str
    title: str
    publisher: str
    author: str
    published_on: str
    accessed_on: str
    url: str
    language: str
    note: str
    sha256: str
    quotes: int
    kind: str = "article"
    rights: str = ""


def digest(text: str) -> str:
    """Return the SHA-256 of a snapshot's text in UTF-8, 64 hex characters."""
    return _sha256(text.encode()).hexdigest()


def _rows(reader: Connection, only: str | None = None) -> list[SourceRow]:
    """Return all sources outside the trash, or ``only`` the one with this id."""
    given = {"only": only}
    one = "= :only" if only is not None else "IS NOT NULL"
    counted = dict(
        reader.execute(
            f"SELECT source_id, count(*) FROM quote WHERE source_id {one} AND trashed IS NULL AND accepted = 1 "
            "GROUP BY source_id",
            given,
        ).fetchall()
    )
    condition = "s.trashed IS NULL" if only is None else "s.id = :only"
    found = reader.execute(f"SELECT {_COLUMNS} FROM source s WHERE {condition}", given).fetchall()
    return [_row(row, int(counted.get(row[0], 0))) for row in found]


def _row(row: Row, quotes: int) -> SourceRow:
    key, title, publisher, author, published_on, accessed_on, url, language, note, digested, kind, rights = row
    return SourceRow(
        key,
        title,
        publisher,
        author,
        published_on,
        accessed_on,
        url,
        language,
        note,
        digested or "",
        quotes,
        kind,
        rights,
    )


def sources(reader: Connection) -> list[SourceRow]:
    """Return all sources, newest first, undated ones last, then by title."""
    found = sorted(_rows(reader), key=lambda one: (fold(one.title), one.id))
    return sorted(found, key=lambda one: one.published_on, reverse=True)


def show(reader: Connection, source_id: str) -> SourceRow:
    """Return one source (also from the trash).

    Raises:
        NotFound: there is none with this id.
    """
    found = _rows(reader, source_id)
    if not found:
        raise NotFound("This source is not in the library any more.")
    return found[0]


def snapshot(reader: Connection, source_id: str) -> str | None:
    """Return the full text of a source as it was read, ``None`` when it has none."""
    row = reader.execute("SELECT text FROM snapshot WHERE source_id = ?", (source_id,)).fetchone()
    return None if row is None else str(row[0])


def find_same(
    reader: Connection,
    *,
    sha256: str | None = None,
    url: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> str | None:
    """Return the id of a source kept already: with the same text, else the same address, else title and publisher."""
    tried = (
        (sha256, "SELECT s.id FROM source s JOIN snapshot n ON n.source_id = s.id WHERE n.sha256 = ?", (sha256,)),
        (url, "SELECT s.id FROM source s WHERE s.url = ?", (url,)),
        (
            title,
            "SELECT s.id FROM source s WHERE s.title = ? AND s.publisher = ?",
            (title, publisher or ""),
        ),
    )
    for wanted, sql, given in tried:
        if wanted:
            row = reader.execute(f"{sql} AND s.trashed IS NULL ORDER BY s.created, s.id LIMIT 1", given).fetchone()
            if row is not None:
                return str(row[0])
    return None


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    for field, what in _DATES.items():
        if field in given:
            given[field] = values.day(given[field], what)[0]
    if "title" in given:
        values.name(given["title"], "The title of a source")
    return given


def add(library: Library, title: str, *, text: str | None = None, **fields: Any) -> str:
    """Add a source, with the snapshot of its text when there is one, and return the id.

    Raises:
        BadValue: the title is empty or a field is refused.
        LibraryTrouble: the library cannot be written.
    """
    given = _checked(values.tidy({**fields, "title": title}, _EDITABLE, {"note", "rights"}))
    with library.writing("Add source"):
        connection, key = library.raw(), values.new_id()
        moment = values.now()
        rows.put(connection, "source", id=key, created=moment, updated=moment, **given)
        if text is not None:
            words = clean(text)
            whole = {"text": words, "sha256": digest(words), "created": moment, "updated": moment}
            rows.put(connection, "snapshot", source_id=key, **whole)
    return key


def add_rows(library: Library, made: Sequence[Row]) -> None:
    """Keep new sources of a file inside ``writing()``: id, title, publisher, address and day of each, cleaned."""
    moment = values.now()
    library.raw().executemany(
        "INSERT INTO source(id, title, publisher, url, published_on, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*row, moment, moment) for row in made],
    )


def edit(library: Library, source_id: str, **fields: Any) -> None:
    """Change fields of a source (its snapshot never changes).

    Raises:
        BadValue, LibraryTrouble: see ``add``.
        NotFound: there is no such source.
    """
    from briefing.library.tables import Source

    given = _checked(values.tidy(fields, _EDITABLE, {"note", "rights"}))
    with library.writing("Edit source") as session:
        row = session.get(Source, source_id)
        if row is None:
            raise NotFound("This source is not in the library any more.")
        if rows.change(row, given):
            session.add(row)


def trash(library: Library, source_id: str) -> None:
    """Move a source to the trash; quotes from it keep naming it.

    Raises:
        NotFound, LibraryTrouble: see ``edit``.
    """
    with library.writing("Delete source"):
        connection = library.raw()
        show(connection, source_id)
        connection.execute(
            "UPDATE source SET trashed = ?1, updated = ?1 WHERE id = ?2 AND trashed IS NULL", (values.now(), source_id)
        )

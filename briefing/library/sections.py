"""Sections: the tree of a book, their text, and the quotes placed in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefing.book import order
from briefing.book.parts import AUDIENCES, DISCLOSURES, SECTION_KINDS, SHEET_ORDERS
from briefing.library import placing, scopes, values
from briefing.library.driver import Connection, Row
from briefing.library.faults import BadValue, NotFound
from briefing.library.scopes import Drawn
from briefing.library.store import Library
from briefing.text.clean import clean

_EDITABLE = frozenset(
    {"title", "kind", "status", "marking", "disclosure", "audience", "owner", "language", "as_at"}
    | {"page_limit", "word_limit", "change_note"}
)
STATUSES = ("draft", "ready", "cleared")
_BELOW = (
    "WITH RECURSIVE below(id) AS (SELECT :id UNION SELECT x.id FROM section x JOIN below ON x.parent_id = below.id)"
)
_ORDER = "ORDER BY position, created, id"


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in its tree. ``reference`` is as printed (``A1``), ``quotes`` counts placements in it."""

    id: str
    book_id: str
    parent_id: str | None
    position: int
    depth: int
    reference: str
    title: str
    kind: str
    status: str
    marking: str
    owner: str
    page_limit: int
    language: str
    words: int
    quotes: int
    audience: str = ""
    disclosure: str = ""
    as_at: str = ""
    word_limit: int = 0
    updated: str = ""


def sections(reader: Connection, book_id: str) -> list[SectionRow]:
    """Return the sections of a book in reading order."""
    placed = dict(
        reader.execute(
            "SELECT l.section_id, count(*) FROM placement l JOIN section x ON x.id = l.section_id WHERE x.book_id = ? "
            "GROUP BY l.section_id",
            (book_id,),
        ).fetchall()
    )
    children: dict[str | None, list[Row]] = {}
    for row in reader.execute(
        "SELECT id, parent_id, title, kind, status, marking, owner, page_limit, language, words, audience, disclosure, "
        f"as_at, word_limit, updated FROM section WHERE book_id = ? AND trashed IS NULL {_ORDER}",
        (book_id,),
    ):
        children.setdefault(row[1], []).append(row)
    found: list[SectionRow] = []
    tops = children.get(None, [])
    paths = order.tabs([str(row[3]) for row in tops])
    waiting = [(row, (at,)) for at, row in reversed(list(enumerate(tops)))]
    while waiting:
        row, path = waiting.pop()
        reference = order.reference((*paths[path[0]], *path[1:])) if paths[path[0]] else ""
        found.append(_row(row, book_id, path, reference, int(placed.get(row[0], 0))))
        waiting += [(child, (*path, at)) for at, child in reversed(list(enumerate(children.get(row[0], []))))]
    return found


def _row(row: Row, book_id: str, path: tuple[int, ...], reference: str, quotes: int) -> SectionRow:
    (key, parent, title, kind, status, marking, owner, page_limit, language, words, audience, disclosure, as_at,
     word_limit, updated) = row  # fmt: skip
    return SectionRow(
        key, book_id, parent, path[-1], len(path) - 1, reference, title, kind, status, marking, owner,
        page_limit, language, words, quotes, audience, disclosure, as_at, word_limit, updated,
    )  # fmt: skip


def show(reader: Connection, section_id: str) -> SectionRow:
    """Return one section.

    Raises:
        NotFound: it is not in the library, or in the trash.
    """
    book_id = _place(reader, section_id)[0]
    for row in sections(reader, book_id):
        if row.id == section_id:
            return row
    raise NotFound("This section is not in the book any more.")


def body(reader: Connection, section_id: str) -> str:
    """Return the Markdown of a section.

    Raises:
        NotFound: it is not in the library.
    """
    row = reader.execute("SELECT body FROM section WHERE id = ?", (section_id,)).fetchone()
    if row is None:
        raise NotFound("This section is not in the book any more.")
    return str(row[0])


def drawn(reader: Connection, section_id: str) -> Drawn:
    """Return what a generated section draws on."""
    row = reader.execute("SELECT scope FROM section WHERE id = ?", (section_id,)).fetchone()
    return scopes.read(str(row[0]) if row else "")


def _place(connection: Connection, section_id: str) -> tuple[str, str | None]:
    """Return (book id, parent id) of a living section."""
    found = connection.execute(
        "SELECT book_id, parent_id FROM section WHERE id = ? AND trashed IS NULL", (section_id,)
    ).fetchone()
    if found is None:
        raise NotFound("This section is not in the book any more.")
    return str(found[0]), None if found[1] is None else str(found[1])


def _siblings(connection: Connection, book_id: str, parent_id: str | None) -> list[str]:
    rows = connection.execute(
        f"SELECT id FROM section WHERE book_id = ? AND parent_id IS ? AND trashed IS NULL {_ORDER}",
        (book_id, parent_id),
    )
    return [str(row[0]) for row in rows]


def _renumber(connection: Connection, ids: Iterable[str]) -> None:
    connection.executemany(
        "UPDATE section SET position = ? WHERE id = ? AND position <> ?", [(at, key, at) for at, key in enumerate(ids)]
    )


def add(
    library: Library,
    book_id: str,
    *,
    parent_id: str | None = None,
    after_id: str | None = None,
    title: str,
    kind: str = "text",
    body: str = "",
    **fields: Any,
) -> str:
    """Add a section: right after ``after_id`` among the sections below ``parent_id``, else as the last; return its id.

    Raises:
        BadValue: no title, or no such kind.
        NotFound: book, parent or neighbour are gone.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Section

    given = _checked(values.tidy({**fields, "title": title, "kind": kind}, _EDITABLE, {"change_note"}))
    with library.writing("Add section") as session:
        connection = library.raw()
        if connection.execute("SELECT 1 FROM book WHERE id = ?", (book_id,)).fetchone() is None:
            raise NotFound("This book is not in the library any more.")
        if parent_id is not None and _place(connection, parent_id)[0] != book_id:
            raise BadValue("The section above belongs to another book.")
        siblings = _siblings(connection, book_id, parent_id)
        at = siblings.index(after_id) + 1 if after_id in siblings else len(siblings)
        moment = values.now()
        made = Section(
            id=values.new_id(),
            book_id=book_id,
            parent_id=parent_id,
            position=at,
            created=moment,
            updated=moment,
            **given,
        )
        session.add(made)
        session.flush()
        siblings.insert(at, made.id)
        _renumber(connection, siblings)
        if body:
            placing.write(connection, made.id, clean(body))
        return made.id


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    if "title" in given:
        values.name(given["title"], "The title of a section")
    if "kind" in given:
        values.one_of(given["kind"], SECTION_KINDS, "The kind of a section")
    for field, known in (("audience", AUDIENCES), ("disclosure", DISCLOSURES)):
        if given.get(field):
            values.one_of(given[field], known, f"The {field} of a section")
    for field in ("page_limit", "word_limit"):
        if int(given.get(field, 0)) < 0:
            raise BadValue("A limit cannot be below 0 (0 is no limit).")
    return given


def edit(library: Library, section_id: str, **fields: Any) -> None:
    """Change fields of a section (not its text, see ``write_body``).

    Raises:
        BadValue, NotFound, LibraryTrouble: see ``add``.
    """
    _edit(library, "Edit section", section_id, _checked(values.tidy(fields, _EDITABLE, {"change_note"})))


def rename(library: Library, section_id: str, title: str) -> None:
    """Give a section another title.

    Raises:
        BadValue, NotFound, LibraryTrouble: see ``add``.
    """
    _edit(library, "Rename section", section_id, {"title": values.name(title, "The title of a section")})


def draw_on(library: Library, section_id: str, drawn: Drawn) -> None:
    """Say what a generated section draws on: what that finds each time the book is made.

    Raises:
        BadValue: no such order.
        NotFound, LibraryTrouble: see ``add``.
    """
    values.one_of(drawn.order, SHEET_ORDERS, "The order of a quote sheet")
    _edit(library, "Choose quotes", section_id, {"scope": scopes.written(drawn)})


def _edit(library: Library, label: str, section_id: str, given: dict[str, Any]) -> None:
    from briefing.library.tables import Section

    with library.writing(label) as session:
        _place(library.raw(), section_id)
        row = session.get(Section, section_id)
        assert row is not None
        changed = {field: value for field, value in given.items() if getattr(row, field) != value}
        for field, value in changed.items():
            setattr(row, field, value)
        if changed:
            row.updated = values.now()
            session.add(row)


def move(library: Library, section_id: str, parent_id: str | None, position: int) -> None:
    """Put a section, with all below it, at ``position`` (from 0) among the sections below ``parent_id``.

    Raises:
        BadValue: it would come to stand below itself or in another book.
        NotFound, LibraryTrouble: see ``add``.
    """
    with library.writing("Move section"):
        connection = library.raw()
        book_id, old_parent = _place(connection, section_id)
        above = parent_id
        while above is not None:
            if above == section_id:
                raise BadValue("A section cannot be moved below itself.")
            other, next_above = _place(connection, above)
            if other != book_id:
                raise BadValue("A section cannot be moved to another book.")
            above = next_above
        siblings = [key for key in _siblings(connection, book_id, parent_id) if key != section_id]
        siblings.insert(max(0, min(position, len(siblings))), section_id)
        if parent_id != old_parent:
            connection.execute(
                "UPDATE section SET parent_id = ?, updated = ? WHERE id = ?", (parent_id, values.now(), section_id)
            )
            _renumber(connection, [key for key in _siblings(connection, book_id, old_parent) if key != section_id])
        _renumber(connection, siblings)


def _shift(library: Library, section_id: str, kind: str) -> bool:
    with library.writing("Move section"):
        connection = library.raw()
        book_id, parent = _place(connection, section_id)
        siblings = _siblings(connection, book_id, parent)
        at = siblings.index(section_id)
        if kind == "indent" and at > 0:
            before = siblings[at - 1]
            move(library, section_id, before, len(_siblings(connection, book_id, before)))
        elif kind == "outdent" and parent is not None:
            grandparent = _place(connection, parent)[1]
            move(library, section_id, grandparent, _siblings(connection, book_id, grandparent).index(parent) + 1)
        elif kind == "up" and at > 0:
            move(library, section_id, parent, at - 1)
        elif kind == "down" and at < len(siblings) - 1:
            move(library, section_id, parent, at + 1)
        else:
            return False
        return True


def indent(library: Library, section_id: str) -> bool:
    """Put a section below the one before it; whether there was one."""
    return _shift(library, section_id, "indent")


def outdent(library: Library, section_id: str) -> bool:
    """Put a section right after the one above it; whether there was one."""
    return _shift(library, section_id, "outdent")


def up(library: Library, section_id: str) -> bool:
    """Swap a section with the one before it; whether there was one."""
    return _shift(library, section_id, "up")


def down(library: Library, section_id: str) -> bool:
    """Swap a section with the one after it; whether there was one."""
    return _shift(library, section_id, "down")


def trash(library: Library, section_id: str) -> None:
    """Move a section and all below it to the trash.

    Raises:
        NotFound, LibraryTrouble: see ``add``.
    """
    with library.writing("Delete section"):
        connection = library.raw()
        _place(connection, section_id)
        connection.execute(
            f"{_BELOW} UPDATE section SET trashed = :now, updated = :now "
            "WHERE id IN (SELECT id FROM below) AND trashed IS NULL",
            {"id": section_id, "now": values.now()},
        )


def write_body(library: Library, section_id: str, body: str) -> None:
    """Save the text of a section and bring its placements in line with it. No undo step: the editor has its own.

    Raises:
        NotFound, LibraryTrouble: see ``add``.
    """
    words = clean(body)
    with library.writing("Write", undoable=False):
        connection = library.raw()
        row = connection.execute("SELECT body FROM section WHERE id = ?", (section_id,)).fetchone()
        if row is None:
            raise NotFound("This section is not in the book any more. Copy your text before you close it.")
        if row[0] != words:
            placing.write(connection, section_id, words)

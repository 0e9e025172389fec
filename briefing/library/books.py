"""Briefing books."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.book.parts import GLOSSARIES
from briefing.book.profile import PAPERS
from briefing.book.themes import themes
from briefing.library import pictures, rows, sections, values
from briefing.library import templates as _templates
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, NotFound
from briefing.library.markings import schemes
from briefing.library.store import Library
from briefing.library.templates import Part, Template
from briefing.text.folding import fold

_EDITABLE = frozenset(
    {"title", "event", "principal", "place", "dates", "reference", "edition", "as_at", "label", "language", "paper"}
    | {"theme", "marking_scheme", "marking", "logo", "glossary"}
)
_ROWS = """
SELECT b.id, b.title, b.event, b.principal, b.place, b.dates, b.reference, b.edition, b.as_at, b.label, b.language,
b.paper, b.theme, b.marking_scheme, b.marking, count(x.id), max(b.updated, coalesce(max(x.updated), '')), b.template,
b.logo, b.glossary
FROM book b LEFT JOIN section x ON x.book_id = b.id AND x.trashed IS NULL
WHERE b.trashed IS NULL GROUP BY b.id
"""


@dataclass(frozen=True, slots=True)
class BookRow:
    """A book. ``updated`` is when it or one of its sections last changed; ``sections`` counts those."""

    id: str
    title: str
    event: str
    principal: str
    place: str
    dates: str
    reference: str
    edition: str
    as_at: str
    label: str
    language: str
    paper: str
    theme: str
    marking_scheme: str
    marking: str
    sections: int
    updated: str
    template: str = ""
    logo: str = ""
    glossary: str = "auto"


def books(reader: Connection) -> list[BookRow]:
    """Return all books, the last changed first."""
    found = [BookRow(*row) for row in reader.execute(_ROWS)]
    return sorted(found, key=lambda one: (one.updated, one.id), reverse=True)


def show(reader: Connection, wanted: str) -> BookRow:
    """Return a book by its id or a part of its title.

    Raises:
        NotFound: there is none.
        BadValue: several titles have this part.
    """
    known = books(reader)
    for one in known:
        if one.id == wanted:
            return one
    part = fold(wanted)
    same = [one for one in known if part and fold(one.title) == part]
    same = same or [one for one in known if part and part in fold(one.title)]
    if not same:
        raise NotFound(f"There is no book “{wanted}” in the library.")
    if len(same) > 1:
        titles = "; ".join(f"{one.title} ({one.id})" for one in same)
        raise BadValue(f"“{wanted}” fits several books. Say which by its id: {titles}.")
    return same[0]


def templates() -> list[Template]:
    """Return the templates a new book can start from."""
    return list(_templates.templates())


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    if "title" in given:
        values.name(given["title"], "The title of a book")
    if "paper" in given:
        values.one_of(given["paper"], tuple(PAPERS), "The paper")
    if "theme" in given:
        values.one_of(given["theme"], tuple(themes()), "The theme")
    if "marking_scheme" in given:
        values.one_of(given["marking_scheme"], tuple(one.key for one in schemes()), "The marking scheme")
    if "glossary" in given:
        values.one_of(given["glossary"], GLOSSARIES, "Whether a glossary is printed")
    return given


def _check_logo(reader: Connection, given: dict[str, Any]) -> None:
    if not given.get("logo"):
        return
    try:
        bound = pictures.show(reader, given["logo"]).media == pictures.PDF
    except NotFound:
        raise BadValue("The logo is not among the pictures of this library. Add the picture first.") from None
    if bound:
        raise BadValue("A PDF cannot be a logo. Save the logo as PNG, JPEG or SVG.")


def add(library: Library, title: str, *, template: str = "bilateral", **fields: Any) -> str:
    """Add a book with the sections of a template (``""`` or ``blank``: none) and return its id.

    Raises:
        BadValue: no title, no such template, or a field is refused.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Book

    given = _checked(values.tidy({**fields, "title": title}, _EDITABLE))
    parts = _templates.template(template).parts if template else ()
    with library.writing("New book") as session:
        _check_logo(library.raw(), given)
        moment = values.now()
        made = Book(id=values.new_id(), template=template, created=moment, updated=moment, **given)
        session.add(made)
        session.flush()
        _grow(library, made.id, None, parts)
        return made.id


def _grow(library: Library, book_id: str, parent_id: str | None, parts: tuple[Part, ...]) -> None:
    for part in parts:
        made = sections.add(
            library,
            book_id,
            parent_id=parent_id,
            title=part.title,
            kind=part.kind,
            body=part.body,
            page_limit=part.page_limit,
        )
        _grow(library, book_id, made, part.parts)


def edit(library: Library, book_id: str, **fields: Any) -> None:
    """Change fields of a book.

    Raises:
        BadValue, LibraryTrouble: see ``add``.
        NotFound: there is no such book.
    """
    from briefing.library.tables import Book

    given = _checked(values.tidy(fields, _EDITABLE))
    with library.writing("Edit book") as session:
        _check_logo(library.raw(), given)
        row = session.get(Book, book_id)
        if row is None:
            raise NotFound("This book is not in the library any more.")
        if rows.change(row, given):
            session.add(row)


def trash(library: Library, book_id: str) -> None:
    """Move a book, with its sections, to the trash.

    Raises:
        NotFound, LibraryTrouble: see ``edit``.
    """
    with library.writing("Delete book"):
        connection = library.raw()
        if connection.execute("SELECT 1 FROM book WHERE id = ?", (book_id,)).fetchone() is None:
            raise NotFound("This book is not in the library any more.")
        connection.execute(
            "UPDATE book SET trashed = ?1, updated = ?1 WHERE id = ?2 AND trashed IS NULL", (values.now(), book_id)
        )

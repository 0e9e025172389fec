"""Pictures, and PDFs to be bound in: kept once, shown in any number of books by their id."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from briefing.library import rows, values
from briefing.library.driver import Connection, Row
from briefing.library.faults import BadValue, NotFound
from briefing.library.store import Library
from briefing.sources.article import Unreadable
from briefing.sources.enclosure import read_enclosure
from briefing.sources.picture import read_picture

PDF = "application/pdf"
_EDITABLE = frozenset({"name", "alt", "decorative", "caption", "credit"})
_COLUMNS = "id, name, media, width, height, pages, size, alt, decorative, caption, credit, sha256, updated"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture or PDF. ``width`` and ``height`` are pixels, ``pages`` those of a PDF, ``size`` its bytes."""

    id: str
    name: str
    media: str
    width: int
    height: int
    pages: int
    size: int
    alt: str
    decorative: bool
    caption: str
    credit: str
    sha256: str
    updated: str


def _row(row: Row) -> PictureRow:
    key, name, media, width, height, pages, size, alt, decorative, caption, credit, digest, updated = row
    return PictureRow(
        key, name, media, width, height, pages, size, alt, bool(decorative), caption, credit, digest, updated
    )


def pictures(reader: Connection) -> list[PictureRow]:
    """Return all pictures and PDFs outside the trash, the last added first."""
    found = reader.execute(f"SELECT {_COLUMNS} FROM picture WHERE trashed IS NULL ORDER BY created DESC, id")
    return [_row(row) for row in found]


def show(reader: Connection, picture_id: str) -> PictureRow:
    """Return one picture or PDF.

    Raises:
        NotFound: it is not in the library, or in the trash.
    """
    row = reader.execute(f"SELECT {_COLUMNS} FROM picture WHERE id = ? AND trashed IS NULL", (picture_id,)).fetchone()
    if row is None:
        raise NotFound("This picture is not in the library any more.")
    return _row(row)


def data(reader: Connection, picture_id: str) -> bytes:
    """Return the bytes of a picture or PDF.

    Raises:
        NotFound: it is not in the library.
    """
    row = reader.execute("SELECT data FROM picture_data WHERE picture_id = ?", (picture_id,)).fetchone()
    if row is None:
        raise NotFound("This picture is not in the library any more.")
    return bytes(row[0])


def add(library: Library, name: str, content: bytes, **fields: Any) -> str:
    """Keep a PNG, JPEG, SVG or PDF file and return its id; a file kept already is not kept twice.

    ``fields`` are ``alt``, ``decorative``, ``caption``, ``credit``.

    Raises:
        BadValue: it cannot be read, is too large, or a field is refused; nothing was changed.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Picture

    given = values.tidy({**fields, "name": name}, _EDITABLE)
    values.name(given["name"], "The name of a picture")
    try:
        if content[:1024].lstrip().startswith(b"%PDF-"):
            bound = read_enclosure(content)
            kept, media, pages, side = bound.data, PDF, bound.pages, (0, 0)
        else:
            read = read_picture(content)
            kept, media, pages, side = read.data, read.media, 0, (read.width, read.height)
    except Unreadable as trouble:
        raise BadValue(str(trouble.args[0])) from trouble
    digest = sha256(kept).hexdigest()
    with library.writing("Add picture") as session:
        connection = library.raw()
        same = connection.execute(
            "SELECT id FROM picture WHERE sha256 = ? AND trashed IS NULL ORDER BY created, id LIMIT 1", (digest,)
        ).fetchone()
        if same is not None:
            edit(library, str(same[0]), **{field: value for field, value in fields.items() if value})
            return str(same[0])
        moment, made = values.now(), values.new_id()
        row = Picture(id=made, size=len(kept), sha256=digest, media=media, pages=pages, created=moment, updated=moment)
        row.width, row.height = side
        for field, value in given.items():
            setattr(row, field, value)
        session.add(row)
        session.flush()
        library.raw().execute(
            "INSERT INTO picture_data(picture_id, data, created, updated) VALUES (?, ?, ?, ?)",
            (made, kept, moment, moment),
        )
    return made


def edit(library: Library, picture_id: str, **fields: Any) -> None:
    """Change what is said about a picture: its name, alt text, caption, credit, or that it is decorative.

    Raises:
        BadValue, NotFound, LibraryTrouble: see ``add`` and ``show``.
    """
    from briefing.library.tables import Picture

    given = values.tidy(fields, _EDITABLE)
    if "name" in given:
        values.name(given["name"], "The name of a picture")
    with library.writing("Edit picture") as session:
        row = session.get(Picture, picture_id)
        if row is None or row.trashed is not None:
            raise NotFound("This picture is not in the library any more.")
        if rows.change(row, given):
            session.add(row)


def trash(library: Library, picture_id: str) -> None:
    """Move a picture to the trash. Books that show it say so until it is back.

    Raises:
        NotFound, LibraryTrouble: see ``edit``.
    """
    with library.writing("Delete picture"):
        done = library.raw().execute(
            "UPDATE picture SET trashed = ?1, updated = ?1 WHERE id = ?2 AND trashed IS NULL",
            (values.now(), picture_id),
        )
        if not done.rowcount:
            raise NotFound("This picture is not in the library any more.")


def reference(row: PictureRow) -> str:
    """Return the Markdown line that shows a picture in a section."""
    words = row.alt.replace("[", "(").replace("]", ")")
    return f"![{words}](picture:{row.id})"

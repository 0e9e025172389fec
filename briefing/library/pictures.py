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
from briefing.text.markdown import pictures as _shown

PDF = "application/pdf"
_EDITABLE = frozenset({"name", "alt", "decorative", "caption", "credit"})
_COLUMNS = "id, name, media, width, height, pages, size, alt, decorative, caption, credit, sha256, updated"


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A picture or PDF. ``width`` and ``height`` are pixels (a drawing's are what they tell of
    each other), ``pages`` those of a PDF, ``size`` its bytes.
    """

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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file as it will be kept. ``width`` and ``height`` are pixels (0 for a PDF), ``pages`` those of a PDF."""

    media: str
    data: bytes
    width: int
    height: int
    pages: int
    sha256: str

    @property
    def size(self) -> int:
        """Return how many bytes it has."""
        return len(self.data)


def prepare(content: bytes) -> Prepared:
    """Return a PNG, JPEG, SVG or PDF file as it will be kept. It asks no library, so a worker may do it.

    Raises:
        BadValue: it cannot be read or is too large.
    """
    try:
        if content[:1024].lstrip().startswith(b"%PDF-"):
            bound = read_enclosure(content)
            return Prepared(PDF, bound.data, 0, 0, bound.pages, sha256(bound.data).hexdigest())
        read = read_picture(content)
    except Unreadable as trouble:
        raise BadValue(str(trouble.args[0])) from trouble
    return Prepared(read.media, read.data, read.width, read.height, 0, sha256(read.data).hexdigest())


def same(reader: Connection, prepared: Prepared) -> PictureRow | None:
    """Return the picture outside the trash that holds these bytes, if there is one."""
    row = reader.execute(
        f"SELECT {_COLUMNS} FROM picture WHERE sha256 = ? AND trashed IS NULL ORDER BY created, id LIMIT 1",
        (prepared.sha256,),
    ).fetchone()
    return None if row is None else _row(row)


def add(library: Library, name: str, content: bytes, **fields: Any) -> str:
    """Keep a PNG, JPEG, SVG or PDF file and return its id; see ``prepare`` and ``keep``.

    Raises:
        BadValue: it cannot be read, is too large, or a field is refused; nothing was changed.
        LibraryTrouble: the library cannot be written.
    """
    given = values.tidy({**fields, "name": name}, _EDITABLE)
    values.name(given["name"], "The name of a picture")
    return keep(library, name, prepare(content), **fields)


def keep(library: Library, name: str, prepared: Prepared, **fields: Any) -> str:
    """Keep a prepared file and return its id; a file kept already is not kept twice, it takes the fields given.

    ``fields`` are ``alt``, ``decorative``, ``caption``, ``credit``.

    Raises:
        BadValue: a field is refused; nothing was changed.
        LibraryTrouble: the library cannot be written.
    """
    from briefing.library.tables import Picture

    given = values.tidy({**fields, "name": name}, _EDITABLE)
    values.name(given["name"], "The name of a picture")
    with library.writing("Add picture") as session:
        known = same(library.raw(), prepared)
        if known is not None:
            edit(library, known.id, **{field: value for field, value in fields.items() if value})
            return known.id
        moment, made = values.now(), values.new_id()
        row = Picture(
            **{name: getattr(prepared, name) for name in ("media", "width", "height", "pages", "sha256")},
            id=made, size=prepared.size, created=moment, updated=moment,
        )  # fmt: skip
        for field, value in given.items():
            setattr(row, field, value)
        session.add(row)
        session.flush()
        library.raw().execute(
            "INSERT INTO picture_data(picture_id, data, created, updated) VALUES (?, ?, ?, ?)",
            (made, prepared.data, moment, moment),
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
    # A PDF is known by its name: the line would else say nothing to whoever reads the text.
    named = row.name[:-4] if row.pages and row.name.lower().endswith(".pdf") else ""
    words = (row.alt or named).replace("[", "(").replace("]", ")")
    return f"![{words}](picture:{row.id})"


@dataclass(frozen=True, slots=True)
class Use:
    """Where a picture is shown: a section of a book, or (``section_id`` empty) the book's cover."""

    picture_id: str
    book_id: str
    book: str
    section_id: str
    section: str


def uses(reader: Connection) -> list[Use]:
    """Return where pictures are shown outside the trash: covers first, then sections, once for each picture."""
    shown = [
        Use(str(logo), str(book), str(title), "", "")
        for logo, book, title in reader.execute(
            "SELECT logo, id, title FROM book WHERE logo != '' AND trashed IS NULL ORDER BY title, id"
        )
    ]
    for section, name, body, book, title in reader.execute(
        "SELECT s.id, s.title, s.body, b.id, b.title FROM section s JOIN book b ON b.id = s.book_id "
        "WHERE instr(s.body, '](picture:') > 0 AND s.trashed IS NULL AND b.trashed IS NULL "
        "ORDER BY b.title, b.id, s.position, s.id"
    ):
        shown += [Use(key, str(book), str(title), str(section), str(name)) for key in dict.fromkeys(_shown(body))]
    return shown

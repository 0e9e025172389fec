"""Editions: frozen, numbered exports of a book, each with the exact file and what it was made of. Never changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256

from briefing.book.diff import compare
from briefing.book.edition import Copy, Earlier, counted_up
from briefing.book.freezing import NotFrozen, freeze, thaw
from briefing.book.parts import Book
from briefing.book.profile import PROFILES
from briefing.library import books, rows, values
from briefing.library.assemble import assemble
from briefing.library.driver import Connection
from briefing.library.faults import BadValue, DamagedLibrary, NotFound
from briefing.library.store import Library
from briefing.text.folding import fold

_COLUMNS = (
    "e.id, e.book_id, e.number, e.name, e.as_at, e.created, e.profile, e.paper, e.pages, e.size, e.sha256, e.note"
)
_LIVE = f"SELECT {_COLUMNS} FROM edition e JOIN book b ON b.id = e.book_id AND b.trashed IS NULL"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """An edition. ``name`` is what is printed, ``made`` when it was frozen (ISO 8601 UTC), ``size`` in bytes."""

    id: str
    book_id: str
    number: int
    name: str
    as_at: str
    made: str
    profile: str
    paper: str
    pages: int
    size: int
    sha256: str
    note: str = ""


def editions(reader: Connection, book_id: str) -> list[EditionRow]:
    """Return the editions of a book, the latest first."""
    found = reader.execute(f"{_LIVE} WHERE e.book_id = ? ORDER BY e.number DESC", (book_id,))
    return [EditionRow(*row) for row in found]


def show(reader: Connection, wanted: str) -> EditionRow:
    """Return an edition by its id, or by ``BOOK:NUMBER`` with the book's id or a part of its title.

    Raises:
        NotFound: there is none.
        BadValue: several books fit.
    """
    row = reader.execute(f"{_LIVE} WHERE e.id = ?", (wanted,)).fetchone()
    if row is not None:
        return EditionRow(*row)
    book, colon, number = wanted.rpartition(":")
    if not colon:
        raise NotFound(f"There is no edition “{wanted}”. Name it by its id or as BOOK:NUMBER, such as Summit:1.")
    found = books.show(reader, book.strip())
    for one in editions(reader, found.id):
        if number.strip() == str(one.number) or fold(number) == fold(one.name):
            return one
    raise NotFound(f"“{found.title}” has no edition {number.strip()}.")


def checked_name(reader: Connection, book_id: str, name: str) -> str:
    """Return the name a new edition may have.

    Raises:
        BadValue: it is empty, or an edition of this book has it already.
    """
    wanted = values.name(name, "The name of an edition")
    if any(fold(one.name) == fold(wanted) for one in editions(reader, book_id)):
        raise BadValue(f"This book has an edition called “{wanted}” already. Give the new one another name.")
    return wanted


def add(library: Library, book: Book, copy: Copy, note: str = "") -> str:
    """Keep an export as the next edition of its book, and count the book's own edition name up; return the id.

    ``book`` is exactly what was exported; the edition is called what is printed in it (``book.edition``).

    Raises:
        BadValue: the name is empty or taken.
        NotFound: the book is not in the library any more.
        LibraryTrouble: the library cannot be written.
    """
    with library.writing("Freeze edition"):
        connection = library.raw()
        if connection.execute("SELECT 1 FROM book WHERE id = ? AND trashed IS NULL", (book.key,)).fetchone() is None:
            raise NotFound("This book is not in the library any more.")
        name = checked_name(connection, book.key, book.edition)
        last = connection.execute("SELECT max(number) FROM edition WHERE book_id = ?", (book.key,)).fetchone()
        moment, key = values.now(), values.new_id()
        kept = {"created": moment, "updated": moment}
        rows.put(
            connection, "edition", id=key, book_id=book.key, number=(last[0] or 0) + 1 if last else 1, name=name,
            as_at=book.as_at, profile=copy.profile, paper=copy.paper, pages=len(copy.traces), size=len(copy.pdf),
            sha256=copy.sha256, note=note.strip(), **kept,
        )  # fmt: skip
        rows.put(
            connection,
            "edition_file",
            edition_id=key,
            pdf=copy.pdf,
            inputs=freeze(book, copy.traces, copy.made),
            **kept,
        )
        books.edit(library, book.key, edition=counted_up(name))
    return key


def pdf(reader: Connection, edition_id: str) -> bytes:
    """Return the exact file of an edition.

    Raises:
        NotFound: there is no such edition.
        DamagedLibrary: the file is not as it was kept.
    """
    row = reader.execute(
        "SELECT f.pdf, e.sha256 FROM edition_file f JOIN edition e ON e.id = f.edition_id WHERE e.id = ?", (edition_id,)
    ).fetchone()
    if row is None:
        raise NotFound("This edition is not in the library any more.")
    if sha256(row[0]).hexdigest() != row[1]:
        raise DamagedLibrary("The file of this edition is not as it was kept. Restore a backup.")
    return bytes(row[0])


def earlier(reader: Connection, edition_id: str) -> Earlier:
    """Return an edition as something to compare with.

    Raises:
        NotFound: there is no such edition.
        DamagedLibrary: what it was made of cannot be read.
    """
    row = reader.execute(
        "SELECT f.inputs, e.name, e.profile, e.paper FROM edition_file f JOIN edition e ON e.id = f.edition_id"
        " WHERE e.id = ?",
        (edition_id,),
    ).fetchone()
    if row is None:
        raise NotFound("This edition is not in the library any more.")
    try:
        book, traces, made = thaw(bytes(row[0]))
    except NotFrozen as fault:
        raise DamagedLibrary(f"{fault.args[0]} Restore a backup.") from fault
    if made is None and row[2] in PROFILES:
        made = replace(PROFILES[row[2]], paper=str(row[3]))
    return Earlier(book, str(row[1]), traces, made)


def latest(reader: Connection, book_id: str) -> Earlier | None:
    """Return a book's last edition as something to compare with; none when it has no edition yet.

    Raises:
        DamagedLibrary: what it was made of cannot be read.
    """
    found = editions(reader, book_id)
    return earlier(reader, found[0].id) if found else None


def following(reader: Connection, row: EditionRow, to: str = "") -> tuple[Book, bool]:
    """Return what replacement pages make an edition into, and whether that is frozen: the edition with the id ``to``,
    or else the last one as long as the book is as it was then, or else the book as it is now.

    Raises:
        NotFound, DamagedLibrary: see ``earlier``.
    """
    if to:
        return earlier(reader, to).book, True
    now = assemble(reader, row.book_id)
    last = editions(reader, row.book_id)[0]
    if last.number > row.number:
        then = earlier(reader, last.id).book
        if not compare(then, replace(now, edition=then.edition)):
            return then, True
    return now, False

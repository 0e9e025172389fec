"""What each list of the list column holds and says: people, sources, pictures, books, the trash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from briefing.library import books, people, pictures, sources, trash
from briefing.library.pictures import PictureRow
from briefing.library.store import Library
from briefing.ui import wording


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``kind`` is person, source, picture, book or the name of the table the trashed thing lies in."""

    kind: str
    id: str
    name: str
    about: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a list says: its names, and what stands there when it is empty. ``commands`` are offered then."""

    name: str
    heading: str
    button: str
    filter: str
    icon: str
    empty: str
    advice: str
    commands: tuple[str, ...]


NEW = {"people": "person.new", "sources": "source.new", "pictures": "picture.insert", "books": "book.new"}


def words_of() -> dict[str, ListWords]:
    """Return what each list says, by its kind."""
    translate = QCoreApplication.translate
    return {
        "people": ListWords(
            translate("Listing", "People"),
            translate("Listing", "PEOPLE"),
            translate("Listing", "New person"),
            translate("Listing", "Filter people"),
            "users",
            translate("Listing", "No people yet"),
            translate("Listing", "Whoever is quoted appears here by name."),
            ("person.new",),
        ),
        "sources": ListWords(
            translate("Listing", "Sources"),
            translate("Listing", "SOURCES"),
            translate("Listing", "New source"),
            translate("Listing", "Filter sources"),
            "newspaper",
            translate("Listing", "No sources yet"),
            translate("Listing", "Articles you bring in are kept here with their full text."),
            ("import.paste", "import.file", "source.new"),
        ),
        "pictures": ListWords(
            translate("Listing", "Pictures"),
            translate("Listing", "PICTURES"),
            translate("Listing", "Insert picture"),
            translate("Listing", "Filter pictures"),
            "images",
            translate("Listing", "No pictures yet"),
            translate("Listing", "What you put into a text, or drop on it, is kept here."),
            ("picture.insert",),
        ),
        "books": ListWords(
            translate("Listing", "Books"),
            translate("Listing", "BOOKS"),
            translate("Listing", "New book"),
            translate("Listing", "Filter books"),
            "book-open",
            translate("Listing", "No books yet"),
            translate("Listing", "A book holds sections that cite your quotes."),
            ("book.new", "sample"),
        ),
        "trash": ListWords(
            translate("Listing", "Trash"),
            translate("Listing", "TRASH"),
            translate("Listing", "Empty trash…"),
            translate("Listing", "Filter the trash"),
            "trash-2",
            translate("Listing", "The trash is empty"),
            translate("Listing", "What you delete waits here until you empty the trash."),
            (),
        ),
    }


def _people(library: Library) -> Sequence[Entry]:
    return [
        Entry("person", row.id, row.name, ", ".join(part for part in (row.role, row.country) if part), row.quotes)
        for row in people.people(library.reader())
    ]


def _sources(library: Library) -> Sequence[Entry]:
    return [
        Entry(
            "source",
            row.id,
            row.title,
            " · ".join(part for part in (row.publisher, wording.day(row.published_on)) if part),
            row.quotes,
        )
        for row in sources.sources(library.reader())
    ]


def _pictures(library: Library) -> Sequence[Entry]:
    reader = library.reader()
    shown = Counter(use.picture_id for use in pictures.uses(reader))
    return [Entry("picture", row.id, row.name, _said_of(row), shown[row.id]) for row in pictures.pictures(reader)]


def _said_of(row: PictureRow) -> str:
    says = QCoreApplication.translate
    words = row.caption or row.alt
    if not words:
        words = says("Listing", "decoration") if row.decorative else says("Listing", "not described")
    return f"{wording.picture_size(row)} · {' '.join(words.split())}"


def _books(library: Library) -> Sequence[Entry]:
    return [
        Entry("book", row.id, row.title, " · ".join(part for part in (row.event, row.dates) if part))
        for row in books.books(library.reader())
    ]


def _trashed(library: Library) -> Sequence[Entry]:
    return [
        Entry(f"trash:{row.table}", row.id, row.name, f"{row.what} · {wording.day(row.trashed[:10])}")
        for row in trash.trashed(library.reader())
    ]


READ: dict[str, Callable[[Library], Sequence[Entry]]] = {
    "people": _people,
    "sources": _sources,
    "pictures": _pictures,
    "books": _books,
    "trash": _trashed,
}

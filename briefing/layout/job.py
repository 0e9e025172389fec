"""One call of the composer made ready: the book, its units, and all that binding them takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from briefing.book.glossary import Term
from briefing.book.parts import Book, Source, Statement
from briefing.book.printed import printed
from briefing.book.profile import Profile
from briefing.layout import gathering
from briefing.layout import opening as openings
from briefing.layout.furniture import Running
from briefing.layout.paginate import LaidPage
from briefing.layout.record import Record
from briefing.layout.section import Laid, Piece
from briefing.layout.style import Sheet


@dataclass(slots=True, eq=False)
class Unit:
    """What starts on a page of its own: a section, with those deeper than the second level that run on below it.

    ``first`` is the number of its first page; with ``down`` it shares the page of the unit before, that many points
    below the top.
    """

    pieces: list[Piece]
    running: Running
    opening: openings.Opening | None = None
    laid: Laid | None = None
    first: int = 0
    down: float = 0.0

    @property
    def pages(self) -> list[LaidPage]:
        """The pages laid out; an empty section has one all the same."""
        assert self.laid is not None
        return self.laid.pages or [LaidPage()]


@dataclass(slots=True, eq=False)
class Job:
    """One call of the composer: the book made ready."""

    book: Book
    profile: Profile
    sheet: Sheet
    statements: dict[str, Statement]
    sources: dict[str, Source]
    numbers: dict[str, int]
    units: list[Unit]
    placed: list[str]
    missing: set[str] = field(default_factory=set)
    cancelled: Callable[[], bool] | None = None
    record: Record | None = None
    terms: Mapping[str, tuple[str, Term]] = field(default_factory=dict[str, "tuple[str, Term]"])

    @property
    def listed(self) -> list[Source]:
        """The sources cited, in the order of their numbers."""
        lost = printed("source_not_held", self.book.language)
        return [self.sources.get(key, Source(key, lost)) for key in self.numbers]

    @property
    def grades(self) -> list[str]:
        """The grades of evidence printed."""
        return sorted({self.statements[handle].grade for handle in self.placed if handle in self.statements} - {""})


def first_pages(job: Job) -> dict[str, tuple[int, int]]:
    """Return the unit, and the page in it, that each short form of the glossary stands on first after its heading."""
    found: dict[str, tuple[int, int]] = {}
    wanted = dict(job.terms)
    for number, unit in enumerate(job.units):
        keys = {piece.section.key for piece in unit.pieces}
        mine = [short for short, (key, _) in wanted.items() if key in keys]
        if not mine:
            continue
        texts = [gathering.printed(page) for page in unit.pages]
        for short in mine:
            found[short] = (number, next((page for page, text in enumerate(texts) if short in text), 0))
    return found

"""The composer: a book in, its pages out, with everything kept that the next call can use again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.book import glossary, order
from briefing.book.checks import Finding
from briefing.book.diff import Marks, compare
from briefing.book.edition import Earlier, dated
from briefing.book.facts import with_known
from briefing.book.generate import generated
from briefing.book.glossary import Term
from briefing.book.parts import GENERATED_KINDS, Book, Picture, Section
from briefing.book.profile import SHEETS, Profile
from briefing.book.selection import selected
from briefing.layout import opening as openings
from briefing.layout import sources as source_list
from briefing.layout import theme as themes
from briefing.layout.binding import bind
from briefing.layout.desk import Desk, digits, primary
from briefing.layout.faults import NothingToReplace, stop_if
from briefing.layout.fonts import Fonts
from briefing.layout.furniture import Running
from briefing.layout.job import Job, Unit
from briefing.layout.lines import SetLine
from briefing.layout.page import Folios
from briefing.layout.record import Record
from briefing.layout.section import Laid, Piece, lay
from briefing.layout.style import Sheet, Style
from briefing.layout.traces import words
from briefing.text.bidi import runs_rtl
from briefing.text.blocks import Block
from briefing.text.markdown import parse_placed, pictures

if TYPE_CHECKING:
    from briefing.layout.cue_cards import CardDesk

Progress = Callable[[int, int], None]
_KEPT_LINES = 20_000
_PASSES = 4
_KEPT_CALLS = 6  # laid-out sections nobody asked for in as many calls are dropped


class Composer:
    """Composes books; keeps fonts, word shapes, parsed text and laid-out sections between calls.

    What was composed before never changes what comes out. Use from one thread at a time.
    """

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._fonts = fonts or Fonts()
        self._parsed: dict[str, tuple[int, tuple[Block, ...], Mapping[int, int]]] = {}
        self._laid: dict[Hashable, tuple[int, Laid]] = {}
        self._sheets: dict[tuple[str, str, Hashable], Sheet] = {}
        self._explained: dict[str, tuple[Term, ...]] = {}
        self._call = 0
        self._lines: dict[tuple[str, Style, float, str], tuple[SetLine, set[str]]] = {}

    def compose(
        self,
        book: Book,
        profile: Profile,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
        since: Earlier | None = None,
    ) -> Folios:
        """Lay out a book. With ``since`` what changed after that edition has bars in the margin and is recorded.

        A copy for an audience that may not see all never tells what changed: that could be what is withheld.

        ``progress(done, total)`` counts the sections; ``cancelled`` is asked before each, and inside
        them before each block,
        then before each page as it is bound.

        Raises:
            Cancelled: ``cancelled`` returned True.
            FontMissing: a font of the program cannot be read; its text is for the user.
        """
        if profile.form == "cards":
            self._call += 1
            return self._cards(selected(book, profile), profile)
        job, cited = self._whole(book, profile, progress, cancelled, since)
        folios = bind(job, self._desk(job), cited, self._fonts)
        for _ in range(_PASSES if job.record is not None else 0):
            # Which pages are as they were is known when all stand; the list of them is on a page itself.
            assert job.record is not None
            traces = dated(words(folios, cancelled), book.edition, job.record.since)
            if [one.edition for one in traces] == [one.edition for one in job.record.traces]:
                break
            job.record = replace(job.record, traces=traces)
            folios = bind(job, self._desk(job), cited, self._fonts)
        self._forget()
        return folios

    def packet(
        self,
        book: Book,
        profile: Profile,
        since: Earlier,
        *,
        whole: bool = False,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Folios:
        """Lay out the sheets that make an edition on paper into this book, or the ``whole`` book with the same page
        numbers: see ``packet.bind_packet``.

        ``profile`` is to be that of the edition, or every page is another one. ``progress`` and ``cancelled`` are as
        for ``compose``.

        Raises:
            Cancelled, FontMissing: see ``compose``.
            NothingToReplace: the book is as it was, or copies of this kind have no pages to replace.
        """
        from briefing.layout.packet import bind_packet, fits

        if not fits(profile):
            raise NothingToReplace(f"“{profile.title or profile.name}” has no pages to replace: make a whole new copy.")
        job, cited = self._whole(book, profile, progress, cancelled, since)
        folios = bind_packet(job, lambda: self._desk(job), cited, self._fonts, whole=whole)
        self._forget()
        return folios

    def _whole(
        self,
        book: Book,
        profile: Profile,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
        since: Earlier | None,
    ) -> tuple[Job, Laid | None]:
        """Lay out every section and the list of sources."""
        self._call += 1
        stop_if(cancelled)
        job = self._job(selected(book, profile), profile, cancelled, since)
        for done, unit in enumerate(job.units):
            stop_if(cancelled)
            self._lay(job, unit)
            if progress is not None:
                progress(done + 1, len(job.units))
        cited = self._lay_sources(job)
        stop_if(cancelled)
        return job, cited

    def _cards(self, book: Book, profile: Profile) -> Folios:
        from briefing.layout.cue_cards import fold_cards

        made, pieces = self._dealt(book, profile)
        folios = fold_cards(made, pieces)
        self._forget()
        return folios

    def _dealt(self, book: Book, profile: Profile) -> tuple[CardDesk, list[Piece]]:
        from briefing.layout.cue_cards import CardDesk

        paper = profile.paper if profile.paper in SHEETS else "A6-across"
        made = CardDesk(book, profile, paper, self._fonts, themes.load(profile.theme or book.theme))
        return made, [self._piece(book, section, depth, {}) for depth, section in book.walk()]

    def findings(self, book: Book, profile: Profile) -> tuple[Finding, ...]:
        """Return what only laying out a book shows: the points too long for one card. Nothing for other profiles.

        Raises:
            FontMissing: see ``compose``.
        """
        if profile.form != "cards":
            return ()
        from briefing.layout.cue_cards import cards, continued

        self._call += 1
        made, pieces = self._dealt(selected(book, profile), profile)
        return tuple(
            Finding("warn", "card-continued", card.cue.section.key, continued(number, card))
            for number, card in enumerate(cards(made, pieces), 1)
            if card.part == 1 and card.parts > 1
        )

    def _job(
        self, book: Book, profile: Profile, cancelled: Callable[[], bool] | None, since: Earlier | None = None
    ) -> Job:
        paper = next((name for name in (profile.paper, book.paper) if name in SHEETS), "A4")
        sheet = self._sheet(profile.theme or book.theme, paper, profile)
        statements = {one.handle: one for one in book.statements.values()}
        sources = {one.key: one for one in book.sources.values()}
        record: Record | None = None
        if since is not None and profile.shows_changes:
            record = Record(since, compare(selected(since.book, profile), book, lambda: stop_if(cancelled)))
        marks = record.changes.marks() if record is not None else {}
        units: list[Unit] = []
        for position, section in enumerate(order.lettered(book)):
            stop_if(cancelled)
            units += self._units(book, section, position, marks)
        placed = [handle for unit in units for piece in unit.pieces for handle in order.handles(piece.blocks)]
        # Nobody speaks the number of a source.
        numbers = {} if sheet.spoken else order.number_sources(placed, statements)
        return Job(
            book,
            profile,
            sheet,
            statements,
            sources,
            numbers,
            units,
            placed,
            cancelled=cancelled,
            record=record,
            terms=self._glossary(book, profile, units),
        )

    def _glossary(self, book: Book, profile: Profile, units: Sequence[Unit]) -> dict[str, tuple[str, Term]]:
        """Return what the glossary explains, each with the key of the section that does; nothing without one."""
        if book.glossary == "off" or profile.form != "book" or glossary.has_own(one for _, one in book.walk()):
            return {}
        found: dict[str, tuple[str, Term]] = {}
        for unit in units:
            for piece in unit.pieces:
                body = piece.section.body
                if piece.section.kind in GENERATED_KINDS:
                    continue
                if body not in self._explained:
                    self._explained[body] = glossary.terms(piece.blocks)
                for term in self._explained[body]:
                    found.setdefault(term.short, (piece.section.key, term))
        return found if len(found) >= glossary.FEWEST else {}

    def _sheet(self, theme: str, paper: str, profile: Profile) -> Sheet:
        key = (theme, paper, profile.look)
        found = self._sheets.get(key)
        if found is None:
            found = self._sheets[key] = Sheet(themes.load(theme), profile, paper)
        return found

    def _units(self, book: Book, section: Section, position: int, marks: Mapping[str, Marks]) -> Iterator[Unit]:
        tab = section.reference if section.children else ""
        yield Unit([self._piece(book, section, 0, marks)], Running(section, "", tab, position))
        for child in section.children:
            pieces = [self._piece(book, below, depth, marks) for depth, below in child.walk(1)]
            yield Unit(pieces, Running(child, "", tab, position))

    def _piece(self, book: Book, section: Section, depth: int, marks: Mapping[str, Marks]) -> Piece:
        kept = self._parsed.get(section.body)
        blocks, lines = kept[1:] if kept is not None else parse_placed(section.body)
        self._parsed[section.body] = (self._call, blocks, lines)
        if section.kind in GENERATED_KINDS:
            blocks = (*blocks, *generated(section, book))
        blocks = with_known(section, blocks, book)
        return Piece(section, depth, blocks, lines, marks.get(section.key, Marks()))

    def _desk(self, job: Job, language: str = "") -> Desk:
        tongue = language or job.book.language
        return Desk(
            self._fonts,
            job.sheet,
            tongue,
            job.statements,
            job.sources,
            job.numbers,
            job.book.pictures,
            kept=self._lines,
            cancelled=job.cancelled,
            rtl=runs_rtl(tongue),
        )

    def _lay(self, job: Job, unit: Unit) -> None:
        """Lay out a unit, or find it laid out already."""
        first = unit.pieces[0]
        titled = job.sheet.spoken or not (first.depth == 0 and first.section.children)
        desk = self._desk(job, first.section.language)
        taken = 0.0
        if not titled:
            unit.opening = openings.measure(desk, first.section, full=not first.blocks)
            taken = unit.opening.taken
        key = _key(job, unit, round(taken, 3))
        kept = self._laid.get(key)
        if kept is not None:
            unit.laid = kept[1]
        else:
            unit.laid = lay(desk, unit.pieces, titled=titled, taken=taken)
            if primary(desk.language) != primary(job.book.language):
                unit.laid.node.lang = desk.language
        self._laid[key] = (self._call, unit.laid)
        job.missing |= unit.laid.missing | desk.missing

    def _lay_sources(self, job: Job) -> Laid | None:
        listed, grades = job.listed, job.grades
        if not listed:
            return None
        key = _Key("sources", _sheet_key(job), job.book.language, tuple(listed), tuple(grades))
        kept = self._laid.get(key)
        laid = kept[1] if kept is not None else source_list.lay_sources(self._desk(job), listed, grades)
        self._laid[key] = (self._call, laid)
        job.missing |= laid.missing
        return laid

    def _forget(self) -> None:
        if len(self._lines) > _KEPT_LINES:
            self._lines.clear()
        oldest = self._call - _KEPT_CALLS
        self._laid = {key: kept for key, kept in self._laid.items() if kept[0] > oldest}
        self._explained = {body: kept for body, kept in self._explained.items() if body in self._parsed}
        self._parsed = {body: kept for body, kept in self._parsed.items() if kept[0] > oldest}


class _Key:
    """What laid-out pages hang on. Its hash goes through the words of every statement, so it is found once only."""

    __slots__ = ("_hash", "_parts")

    def __init__(self, *parts: Hashable) -> None:
        self._parts = parts
        self._hash = hash(parts)

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._hash == other._hash and self._parts == other._parts


def _sheet_key(job: Job) -> Hashable:
    frame = job.sheet.frame
    return (job.sheet.theme.key, frame.width, frame.height, job.profile.look)


def _key(job: Job, unit: Unit, taken: float) -> _Key:
    """Return everything the look of a unit's pages hangs on."""
    texts: list[Hashable] = []
    used: list[Hashable] = []
    for piece in unit.pieces:
        one = piece.section
        made = piece.blocks if one.kind in (*GENERATED_KINDS, "person") else ()
        texts.append(
            (
                one.key,
                one.kind,
                one.title,
                one.reference,
                one.body,
                one.placements,
                bool(one.children),
                piece.depth,
                made,
                piece.marks,
            )
        )
        used += [_seen(picture) for key in pictures(one.body) if (picture := job.book.pictures.get(key))]
        for handle in order.handles(piece.blocks):
            statement = job.statements.get(handle)
            if statement is not None:
                source = job.sources.get(statement.source_key)
                number = job.numbers.get(statement.source_key)
                used.append((statement, source, digits(number) if number else 0))
            else:
                used.append(handle)
    first = unit.pieces[0].section
    return _Key(_sheet_key(job), first.language, job.book.language, taken, tuple(texts), tuple(used))


def _seen(picture: Picture) -> Hashable:
    """Return what a page shows of a picture; its bytes are known by their hash."""
    said = (picture.name, picture.alt, picture.decorative, picture.caption, picture.credit)
    return (picture.key, picture.sha256, picture.width, picture.height, *said)

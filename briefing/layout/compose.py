"""The composer: a book in, its pages out, with everything kept that the next call can use again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefing.book import order
from briefing.book.generate import generated
from briefing.book.parts import GENERATED_KINDS, Book, Section, Source, Statement
from briefing.book.profile import PAPERS, Profile
from briefing.layout import opening as openings
from briefing.layout import sources as source_list
from briefing.layout import theme as themes
from briefing.layout.contents import Contents, Entry
from briefing.layout.cover import cover
from briefing.layout.desk import Desk, digits, primary, section_anchor
from briefing.layout.faults import Cancelled
from briefing.layout.fonts import Fonts
from briefing.layout.furniture import Furniture, Running
from briefing.layout.leaf import Leaf
from briefing.layout.lines import SetLine
from briefing.layout.page import Bookmark, Folios, Node
from briefing.layout.paginate import LaidPage
from briefing.layout.section import Laid, Piece, lay
from briefing.layout.style import Sheet, Style
from briefing.text.blocks import Block
from briefing.text.markdown import parse

Progress = Callable[[int, int], None]
_KEPT_LINES = 20_000
_KEPT_CALLS = 6  # laid-out sections nobody asked for in as many calls are dropped


@dataclass(slots=True, eq=False)
class _Unit:
    """What starts on a page of its own: a section, with those deeper than the second level that run on below it."""

    pieces: list[Piece]
    running: Running
    opening: openings.Opening | None = None
    laid: Laid | None = None
    first: int = 0
    leaves: list[Leaf] = field(default_factory=list[Leaf])


@dataclass(slots=True, eq=False)
class _Job:
    """One call: the book made ready."""

    book: Book
    profile: Profile
    sheet: Sheet
    statements: dict[str, Statement]
    sources: dict[str, Source]
    numbers: dict[str, int]
    units: list[_Unit]
    placed: list[str]
    missing: set[str] = field(default_factory=set[str])


class Composer:
    """Composes books; keeps fonts, word shapes, parsed text and laid-out sections between calls.

    What was composed before never changes what comes out. Use from one thread at a time.
    """

    def __init__(self, fonts: Fonts | None = None) -> None:
        self._fonts = fonts or Fonts()
        self._parsed: dict[str, tuple[int, tuple[Block, ...]]] = {}
        self._laid: dict[Hashable, tuple[int, Laid]] = {}
        self._sheets: dict[tuple[str, str, float], Sheet] = {}
        self._call = 0
        self._lines: dict[tuple[str, Style, float, str], tuple[SetLine, set[str]]] = {}

    def compose(
        self,
        book: Book,
        profile: Profile,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Folios:
        """Lay out a book.

        ``progress(done, total)`` counts the sections; ``cancelled`` is asked before each.

        Raises:
            Cancelled: ``cancelled`` returned True.
            FontMissing: a font of the program cannot be read; its text is for the user.
        """
        self._call += 1
        job = self._job(book, profile, cancelled)
        for done, unit in enumerate(job.units):
            if cancelled is not None and cancelled():
                raise Cancelled
            self._lay(job, unit)
            if progress is not None:
                progress(done + 1, len(job.units))
        folios = _assemble(job, self._desk(job), self._lay_sources(job), self._fonts)
        self._forget()
        return folios

    def _job(self, book: Book, profile: Profile, cancelled: Callable[[], bool] | None) -> _Job:
        paper = next((name for name in (profile.paper, book.paper) if name in PAPERS), "A4")
        sheet = self._sheet(profile.theme or book.theme, paper, profile)
        statements = {one.handle: one for one in book.statements.values()}
        sources = {one.key: one for one in book.sources.values()}
        sections = book.sections
        if not any(section.reference for _, section in book.walk()):
            sections = order.numbered(sections)
        units: list[_Unit] = []
        for position, section in enumerate(sections):
            if cancelled is not None and cancelled():
                raise Cancelled
            units += self._units(book, section, position)
        placed = [handle for unit in units for piece in unit.pieces for handle in order.handles(piece.blocks)]
        numbers = order.number_sources(placed, statements)
        return _Job(book, profile, sheet, statements, sources, numbers, units, placed)

    def _sheet(self, theme: str, paper: str, profile: Profile) -> Sheet:
        key = (theme, paper, profile.body)
        found = self._sheets.get(key)
        if found is None:
            found = self._sheets[key] = Sheet(themes.load(theme), profile, paper)
        return found

    def _units(self, book: Book, section: Section, position: int) -> Iterator[_Unit]:
        tab = section.reference if section.children else ""
        yield _Unit([self._piece(book, section, 0)], Running(section, "", tab, position))
        for child in section.children:
            pieces = [self._piece(book, below, depth) for depth, below in child.walk(1)]
            yield _Unit(pieces, Running(child, "", tab, position))

    def _piece(self, book: Book, section: Section, depth: int) -> Piece:
        kept = self._parsed.get(section.body)
        blocks = kept[1] if kept is not None else parse(section.body)
        self._parsed[section.body] = (self._call, blocks)
        if section.kind in GENERATED_KINDS:
            blocks = (*blocks, *generated(section, book))
        return Piece(section, depth, blocks)

    def _desk(self, job: _Job, language: str = "") -> Desk:
        tongue = language or job.book.language
        return Desk(self._fonts, job.sheet, tongue, job.statements, job.sources, job.numbers, kept=self._lines)

    def _lay(self, job: _Job, unit: _Unit) -> None:
        """Lay out a unit, or find it laid out already."""
        first = unit.pieces[0]
        titled = not (first.depth == 0 and first.section.children)
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

    def _lay_sources(self, job: _Job) -> Laid | None:
        listed = [job.sources.get(key, Source(key, "Source not held")) for key in job.numbers]
        if not listed:
            return None
        grades = sorted({job.statements[handle].grade for handle in job.placed if handle in job.statements} - {""})
        key = ("sources", _sheet_key(job), job.book.language, tuple(listed), tuple(grades))
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
        self._parsed = {body: kept for body, kept in self._parsed.items() if kept[0] > oldest}


def _sheet_key(job: _Job) -> Hashable:
    frame = job.sheet.frame
    return (job.sheet.theme.key, frame.width, frame.height, job.sheet.body_size)


def _key(job: _Job, unit: _Unit, taken: float) -> Hashable:
    """Return everything the look of a unit's pages hangs on."""
    texts: list[Hashable] = []
    used: list[Hashable] = []
    for piece in unit.pieces:
        one = piece.section
        made = piece.blocks if one.kind in GENERATED_KINDS else ()
        texts.append(
            (one.key, one.title, one.reference, one.body, one.placements, bool(one.children), piece.depth, made)
        )
        for handle in order.handles(piece.blocks):
            statement = job.statements.get(handle)
            if statement is not None:
                source = job.sources.get(statement.source_key)
                number = job.numbers.get(statement.source_key)
                used.append((statement, source, digits(number) if number else 0))
            else:
                used.append(handle)
    first = unit.pieces[0].section
    return (_sheet_key(job), first.language, job.book.language, taken, tuple(texts), tuple(used))


def _assemble(job: _Job, desk: Desk, cited: Laid | None, fonts: Fonts) -> Folios:
    """Put the pages in order, now that all are known, and draw what hangs on their numbers."""
    entries = _entries(job, cited)
    pages: dict[str, int] = {}
    listing = Contents(desk, entries)
    listed = len(listing) if len(entries) > 1 else 0
    number = 2 + listed
    for unit in job.units:
        assert unit.laid is not None
        unit.first = number
        pages[section_anchor(unit.pieces[0].section.key)] = number
        for anchor, page in unit.laid.starts.items():
            pages[anchor] = number + page
        number += max(1, len(unit.laid.pages))
    if cited is not None:
        pages[source_list.ANCHOR] = number
        number += len(cited.pages)
    total = number - 1

    root = Node("Document")
    furniture = Furniture(desk, job.book, job.profile)
    front, cover_node = cover(desk, job.book)
    root.children.append(cover_node)
    leaves: list[tuple[Leaf, Running]] = [(front, Running())]
    if listed:
        made, node = listing.draw(pages)
        root.children.append(node)
        leaves += [(leaf, Running(None, "Contents")) for leaf in made]
    root.children += _sections(job, desk, pages, leaves)
    if cited is not None:
        root.children.append(cited.node)
        leaves += [(Leaf(desk.sheet.frame, page), Running(None, source_list.TITLE)) for page in cited.pages]
    for position, (leaf, running) in enumerate(leaves):
        furniture.draw(leaf, position + 1, total, running)
    job.missing |= desk.missing
    book = job.book
    return Folios(
        pages=[leaf.page for leaf, _ in leaves],
        root=root,
        fonts=fonts.files(),
        bookmarks=_bookmarks(job, cited, bool(listed)),
        title=book.title,
        language=book.language,
        subject=book.event,
        keywords=", ".join(part for part in (book.reference, book.edition, _marking(book)) if part),
        stamp=book.stamp,
        where={section.key: pages[section_anchor(section.key)] - 1 for section in _walk(job)},
        missing=tuple(sorted(job.missing)),
    )


def _marking(book: Book) -> str:
    return book.banner.text.upper() if book.banner is not None else ""


def _walk(job: _Job) -> Iterator[Section]:
    for unit in job.units:
        for piece in unit.pieces:
            yield piece.section


def _entries(job: _Job, cited: Laid | None) -> list[Entry]:
    out = [
        Entry(section_anchor(unit.pieces[0].section.key), one.reference, one.title, unit.pieces[0].depth)
        for unit in job.units
        for one in (unit.pieces[0].section,)
    ]
    if cited is not None:
        out.append(Entry(source_list.ANCHOR, "", source_list.TITLE, 0))
    return out


def _sections(job: _Job, desk: Desk, pages: dict[str, int], leaves: list[tuple[Leaf, Running]]) -> list[Node]:
    """Append the leaves of all sections; return their Sect elements, those of a tab's sections inside the tab's."""
    out: list[Node] = []
    for unit in job.units:
        laid = unit.laid
        assert laid is not None
        own = unit.pieces[0]
        made = [Leaf(desk.sheet.frame, page, job.numbers) for page in (laid.pages or [LaidPage()])]
        node = laid.node
        if unit.opening is not None:
            head = openings.draw(desk, made[0], unit.opening, pages)
            node = Node("Sect", [*head, *laid.node.children], lang=laid.node.lang, title=own.section.title)
        _name_pages(unit, made, desk.sheet.frame.top)
        if own.depth == 0:
            out.append(node)
        else:
            out[-1].children.append(node)
        leaves += [(leaf, unit.running) for leaf in made]
        if unit.opening is not None:
            # The band says it larger than an edge tab could.
            leaves[-len(made)] = (made[0], replace(unit.running, tab=""))
    return out


def _name_pages(unit: _Unit, leaves: Sequence[Leaf], top: float) -> None:
    """Write on each page which section stands at its top."""
    names = {section_anchor(piece.section.key): piece.section.key for piece in unit.pieces}
    current = unit.pieces[0].section.key
    for leaf in leaves:
        starting = [anchor for anchor in leaf.page.anchors if anchor.name in names]
        if starting and starting[0].y >= top - 0.5:
            current = names[starting[0].name]
        leaf.page.section = current
        if starting:
            current = names[starting[-1].name]


def _bookmarks(job: _Job, cited: Laid | None, listed: bool) -> list[Bookmark]:
    out = [Bookmark("Contents", "contents")] if listed else []
    for unit in job.units:
        for piece in unit.pieces:
            one = piece.section
            title = " ".join(part for part in (one.reference, one.title or "Untitled") if part)
            out.append(Bookmark(title, section_anchor(one.key), piece.depth))
    if cited is not None:
        out.append(Bookmark(source_list.TITLE, source_list.ANCHOR))
    return out

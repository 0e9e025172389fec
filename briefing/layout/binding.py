"""Binding: sections laid out one by one made into a book, with everything that hangs on page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.book.glossary import Term
from briefing.book.parts import Book, Section
from briefing.book.speech import about, duration, measured, reading_minutes
from briefing.layout import index as back_index
from briefing.layout import opening as openings
from briefing.layout import record as records
from briefing.layout import sources as source_list
from briefing.layout import terms
from briefing.layout.contents import Contents, Entry
from briefing.layout.cover import cover
from briefing.layout.desk import Desk, section_anchor
from briefing.layout.faults import stop_if
from briefing.layout.fonts import Fonts
from briefing.layout.furniture import Furniture, Running, copy_number, on_left
from briefing.layout.gathering import Gathered, gather
from briefing.layout.job import Job, Unit, first_pages
from briefing.layout.leaf import Leaf
from briefing.layout.page import Bookmark, Folios, Node
from briefing.layout.paginate import LaidPage
from briefing.layout.section import Laid
from briefing.layout.style import Sheet
from briefing.layout.ways import Ways, roomy

_SHARING = "person"  # short sections of this kind stand on one page as long as they fit
_APART = 2.6  # between two of them, in multiples of the size of running text


def bind(job: Job, desk: Desk, cited: Laid | None, fonts: Fonts) -> Folios:
    """Put the pages in order, now that all are known, and draw what hangs on their numbers.

    ``cited`` is the list of sources, ``desk`` one for the book's own language.

    Raises:
        Cancelled: the job's ``cancelled`` said so.
    """
    return Binding(job, desk, cited).folios(fonts)


class Binding:
    """One book being bound. ``leaves`` has its pages once they are drawn, each with what its head says."""

    def __init__(self, job: Job, desk: Desk, cited: Laid | None) -> None:
        self._job, self._desk, self._cited = job, desk, cited
        laid = [(unit.pieces, unit.laid) for unit in job.units if unit.laid is not None]
        self._found = Gathered() if job.sheet.spoken else gather(job.book, laid, job.cancelled)
        stop_if(job.cancelled)
        self._entries = _entries(job, desk, cited, self._found)
        self._recorded: tuple[list[LaidPage], Node] = ([], Node("Sect"))
        self._listing = Contents(desk, self._entries)
        self._listed = len(self._listing) if len(self._entries) > 1 else 0
        self._pages: dict[str, int] = {}
        self.leaves: list[tuple[Leaf, Running]] = []
        self._sources = self._index = self._glossary = 0
        self._backwards: set[int] = set()
        self._terms: tuple[list[LaidPage], Node] = ([], Node("Sect"))
        self._used = first_pages(job)
        stop_if(job.cancelled)
        self._number()
        self._record()

    def _right(self, number: int) -> int:
        """Return the number of the page something that starts right-hand starts on."""
        return number + 1 if self._job.profile.two_sided and number % 2 == 0 else number

    def _number(self) -> None:
        """Give every page its number: cover, contents, record of changes, sections, sources, index."""
        number = self._right(2) + self._listed if self._listed else 2
        self._pages[records.ANCHOR] = number
        number += len(self._recorded[0])
        share_pages(self._job.units, self._desk.sheet)
        for unit in self._job.units:
            assert unit.laid is not None
            if unit.down:
                number -= 1
            elif unit.pieces[0].depth == 0:
                number = self._right(number)
            unit.first = number
            self._pages[section_anchor(unit.pieces[0].section.key)] = number
            for anchor, page in unit.laid.starts.items():
                self._pages[anchor] = number + page
            number += len(unit.pages)
        if self._cited is not None and self._desk.sheet.screen:
            self._cite_back()
        inner = number
        if self._job.terms:
            number = self._glossary = self._pages[terms.ANCHOR] = self._right(number)
            self._terms = terms.lay_terms(self._desk, self._explained(), self._first_uses())
            number += len(self._terms[0])
        if self._cited is not None:
            self._sources = self._pages[source_list.ANCHOR] = self._right(number) if number == inner else number
            number = self._sources + len(self._cited.pages)
        self._index = self._pages[back_index.ANCHOR] = number if number > inner else self._right(number)

    def _explained(self) -> list[Term]:
        return [term for _, term in self._job.terms.values()]

    def _first_uses(self) -> dict[str, int]:
        """Return the page each short form of the glossary is explained on."""
        return {short: self._job.units[unit].first + page for short, (unit, page) in self._used.items()}

    def _cite_back(self) -> None:
        """Set the list of sources with the pages that cite them, now that these have numbers."""
        pages: dict[str, set[int]] = {}
        for unit in self._job.units:
            assert unit.laid is not None
            for handle, where in unit.laid.said.items():
                statement = self._job.statements.get(handle)
                if statement is not None:
                    pages.setdefault(statement.source_key, set()).update(unit.first + page for page in where)
        self._backwards = {page for where in pages.values() for page in where}
        cited = {key: sorted(where) for key, where in pages.items()}
        self._cited = source_list.lay_sources(self._desk, self._job.listed, self._job.grades, cited)

    def _record(self) -> None:
        """Lay out the record of changes; its length moves the pages it names, so until both agree."""
        record = self._job.record
        while record is not None:
            before = len(self._recorded[0])
            self._recorded = records.lay_record(self._desk, self._job.book, record, self.changed_on)
            made = self._recorded[0]
            # Never shorter than it was: two lengths in turn would go on for ever.
            made += [LaidPage() for _ in range(before - len(made))]
            self._number()
            if len(made) == before:
                return

    def changed_on(self, key: str) -> str:
        """Return the pages on which a section has changed: those with marks, all when the change is of another kind."""
        for unit in self._job.units:
            assert unit.laid is not None
            keys = [piece.section.key for piece in unit.pieces]
            if key not in keys:
                continue
            starts = [unit.laid.starts.get(section_anchor(one), 0) for one in keys] + [len(unit.pages) - 1]
            at = keys.index(key)
            spread = range(starts[at], max(starts[at + 1], starts[at]) + 1)
            marked = [page for page in spread if unit.pages[page].bars or unit.pages[page].cuts]
            return records.ranges((unit.first + page for page in marked or spread), self._desk.page)
        return ""

    def draw(self) -> Node:
        """Draw all pages but what every page carries; return their structure."""
        job, desk = self._job, self._desk
        root = Node("Document")
        front, cover_node = cover(desk, job.book, copy_number(job.profile, desk), self._time())
        root.children.append(cover_node)
        self.leaves.append((front, Running()))
        if self._listed:
            self._turn_to(self._right(2))
            made, node = self._listing.draw(self._pages)
            root.children.append(node)
            self.leaves += [(leaf, Running(None, desk.says("contents"))) for leaf in made]
        if self._recorded[0]:
            made, node = self._recorded
            root.children.append(node)
            title = Running(None, desk.says("record_of_changes"))
            self.leaves += [(Leaf(desk.sheet.frame, page), title) for page in made]
        root.children += self._sections()
        self._back_matter(root)
        return root

    @property
    def right_hand(self) -> set[int]:
        """The numbers of the pages that something starts on the front of a leaf with."""
        firsts = {unit.first for unit in self._job.units if unit.pieces[0].depth == 0 and not unit.down}
        behind = [number for number in (self._glossary, self._sources, self._index) if number]
        return {self._right(2), min(behind), *firsts}

    def folios(self, fonts: Fonts) -> Folios:
        """Return the book bound."""
        root = self.draw()
        self._finish(root)
        return self.folded(root, fonts)

    def folded(self, root: Node, fonts: Fonts) -> Folios:
        """Return the pages drawn with all a reader needs to find the way."""
        job, book = self._job, self._job.book
        return Folios(
            pages=[leaf.page for leaf, _ in self.leaves],
            root=root,
            fonts=fonts.files(),
            bookmarks=_bookmarks(job, self._desk, self._entries, listed=bool(self._listed)),
            title=book.title,
            language=book.language,
            subject=book.event,
            keywords=", ".join(part for part in (book.reference, book.edition, _marking(book)) if part),
            stamp=book.stamp,
            where={section.key: self._pages[section_anchor(section.key)] - 1 for section in _walk(job)},
            missing=tuple(sorted(job.missing)),
            pictures=book.pictures,
        )

    def _time(self) -> tuple[str, str]:
        """Return what the cover says about time, and how much: to speak a speech, to read a book of one's own."""
        if not self._desk.sheet.spoken:
            return self._reading()
        seconds = 0
        for unit in self._job.units:
            for piece in unit.pieces:
                language = piece.section.language or self._job.book.language
                seconds += measured(piece.blocks, self._job.statements, language).seconds
        said = duration(seconds, self._job.book.language) if seconds else ""
        return self._desk.says("speaking_time"), said

    def _reading(self) -> tuple[str, str]:
        """Return how long the sections take to read; the press is not told how long the office's book is."""
        sheet = self._desk.sheet
        area = sum(page.depth * (page.frame or sheet.frame).measure for unit in self._job.units for page in unit.pages)
        minutes = 0 if self._job.profile.audience else reading_minutes(area / sheet.em**2)
        return self._desk.says("reading_time"), about(minutes, self._job.book.language) if minutes else ""

    def _turn_to(self, number: int) -> None:
        """Put in blank pages up to before the page of that number."""
        while len(self.leaves) < number - 1:
            self.leaves.append((Leaf(self._desk.sheet.frame), Running(bare=self._desk.says("page_blank"))))

    def _sections(self) -> list[Node]:
        """Append the leaves of all sections; return their Sect elements, those of a tab's sections inside the tab's."""
        desk, frame, numbers = self._desk, self._desk.sheet.frame, self._job.numbers
        out: list[Node] = []
        for unit in self._job.units:
            stop_if(self._job.cancelled)
            laid, own = unit.laid, unit.pieces[0]
            assert laid is not None
            node = laid.node
            if unit.down:
                leaf, above = self.leaves[-1]
                # The page is no section's own, so it is no page of one.
                self.leaves[-1] = (leaf, replace(above, part=(0, 0)))
                leaf.put(unit.pages[0], numbers, unit.down)
                y = frame.top - unit.down + 0.5 * _APART * desk.sheet.em
                leaf.rule(frame.left, frame.right, y, 0.5, desk.sheet.colours["rule"])
            else:
                self._turn_to(unit.first)
                made = [Leaf(page.frame or frame, page, numbers) for page in unit.pages]
                running = [replace(unit.running, part=(part, len(made))) for part, _ in enumerate(made, 1)]
                if unit.opening is not None:
                    head = openings.draw(desk, made, unit.opening, self._pages)
                    node = Node("Sect", [*head, *laid.node.children], lang=laid.node.lang, title=own.section.title)
                    # The band says it larger than an edge tab could.
                    running[0] = replace(running[0], tab="")
                _name_pages(unit, made)
                self.leaves += zip(made, running, strict=True)
            if own.depth == 0:
                out.append(node)
            else:
                out[-1].children.append(node)
        return out

    def _back_matter(self, root: Node) -> None:
        cited, frame = self._cited, self._desk.sheet.frame
        if self._job.terms:
            self._turn_to(self._glossary)
            made, node = self._terms
            root.children.append(node)
            self.leaves += [(Leaf(frame, page), Running(None, self._desk.says("glossary"))) for page in made]
            self._backwards |= set(self._first_uses().values())
        if cited is not None:
            self._turn_to(self._sources)
            root.children.append(cited.node)
            self.leaves += [(Leaf(frame, page), Running(None, self._desk.says("sources"))) for page in cited.pages]
        if self._found:
            self._turn_to(self._index)
            firsts = [unit.first for unit in self._job.units]
            index = back_index.bound_index(self._desk, self._found, firsts)
            root.children.append(index.root)
            self.leaves += [(leaf, Running(None, self._desk.says("index"))) for leaf in index.leaves]
            self._backwards |= index.pages
        leaves = {number: leaf for number, (leaf, _) in enumerate(self.leaves, 1)}
        back_index.targets(leaves, self._backwards)

    def _finish(self, root: Node) -> None:
        """Draw on every page what all pages carry."""
        job = self._job
        furniture = Furniture(self._desk, job.book, job.profile)
        total = len(self.leaves)
        ways = Ways(self._desk, self._entries, self._pages, listed=bool(self._listed))
        for number, (leaf, running) in enumerate(self.leaves, 1):
            stop_if(job.cancelled)
            furniture.dress(leaf, str(number), total, running, back=on_left(self._desk, job.profile, number))
            if job.sheet.screen:
                ways.draw(leaf, number)
                leaf.page.links = roomy(leaf.page.links)
        if ways.root.children:
            root.children.append(ways.root)
        job.missing |= self._desk.missing


def share_pages(units: Sequence[Unit], sheet: Sheet) -> None:
    """Let each short section about a person stand below the one before where both are whole on the page."""
    gap = _APART * sheet.em
    before: Unit | None = None
    used = 0.0
    for unit in units:
        shares = unit.opening is None and unit.pieces[0].section.kind == _SHARING and len(unit.pages) == 1
        unit.down = 0.0
        height = unit.pages[0].depth
        if not shares:
            before = None
            continue
        alike = before is not None and before.pieces[0].depth == unit.pieces[0].depth
        if alike and used + gap + height <= sheet.frame.depth:
            unit.down = used + gap
        used = unit.down + height
        before = unit


def _marking(book: Book) -> str:
    return book.banner.text.upper() if book.banner is not None else ""


def _walk(job: Job) -> Iterator[Section]:
    for unit in job.units:
        for piece in unit.pieces:
            yield piece.section


def _entries(job: Job, desk: Desk, cited: Laid | None, found: Gathered) -> list[Entry]:
    out = [
        Entry(section_anchor(one.key), one.reference, one.title, unit.pieces[0].depth)
        for unit in job.units
        for one in (unit.pieces[0].section,)
    ]
    if job.record is not None:
        out.insert(0, Entry(records.ANCHOR, "", desk.says("record_of_changes"), 0))
    if job.terms:
        out.append(Entry(terms.ANCHOR, "", desk.says("glossary"), 0))
    if cited is not None:
        out.append(Entry(source_list.ANCHOR, "", desk.says("sources"), 0))
    if found:
        out.append(Entry(back_index.ANCHOR, "", desk.says("index"), 0))
    return out


def _name_pages(unit: Unit, leaves: Sequence[Leaf]) -> None:
    """Write on each page which section stands at its top."""
    names = {section_anchor(piece.section.key): piece.section.key for piece in unit.pieces}
    current = unit.pieces[0].section.key
    for leaf in leaves:
        starting = [anchor for anchor in leaf.page.anchors if anchor.name in names]
        if starting and starting[0].y >= leaf.frame.top - 0.5:
            current = names[starting[0].name]
        leaf.page.section = current
        if starting:
            current = names[starting[-1].name]


def _bookmarks(job: Job, desk: Desk, entries: Sequence[Entry], *, listed: bool) -> list[Bookmark]:
    out = [Bookmark(desk.says("contents"), "contents")] if listed else []
    if job.record is not None:
        out.append(Bookmark(desk.says("record_of_changes"), records.ANCHOR))
    for unit in job.units:
        for piece in unit.pieces:
            one = piece.section
            title = " ".join(part for part in (one.reference, one.title or desk.says("untitled")) if part)
            out.append(Bookmark(title, section_anchor(one.key), piece.depth))
            bound = unit.laid.bound if unit.laid is not None else ()
            out += [Bookmark(held.title, held.anchor, piece.depth + 1) for held in bound if held.section == one.key]
    back = (terms.ANCHOR, source_list.ANCHOR, back_index.ANCHOR)
    return [*out, *(Bookmark(entry.title, entry.anchor) for entry in entries if entry.anchor in back)]

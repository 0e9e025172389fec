"""Replacement pages: the sheets of a book that are not as they were in an edition on somebody's desk, or all of them.

The book is bound whole, with the numbers its pages have among those that stay, and only the sheets that go in are
kept: each says what it replaces, and a list in front says what to take out. The same with all pages is what the binder
holds afterwards, for those who read on a screen: both talk about page 8a.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from briefing.book import order
from briefing.book.parts import Book, Section
from briefing.book.profile import Profile
from briefing.book.replacing import Leaf as Sheet
from briefing.book.replacing import NewPage, Side, packet, parts
from briefing.book.selection import selected
from briefing.layout import record as records
from briefing.layout.binding import Binding
from briefing.layout.desk import Desk, section_anchor
from briefing.layout.faults import NothingToReplace, stop_if
from briefing.layout.fonts import Fonts
from briefing.layout.furniture import Furniture, Running, on_left
from briefing.layout.job import Job
from briefing.layout.leaf import Leaf
from briefing.layout.page import Anchor, Folios, Node, Page
from briefing.layout.record import Record
from briefing.layout.section import Laid
from briefing.layout.traces import of_page
from briefing.text.blocks import Run

_ROUNDS = 6
# What the head or foot of every page says or is set in: where one of these changed, no page is as it was.
_EVERYWHERE = ("title", "reference", "banner", "label", "language", "theme")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))

# What a page's head says of its section, by the section's key: reference, title, tab and the tab's position.
Heads = Mapping[str, tuple[str, str, str, int]]
# The page of a section's own pages, and of how many.
Part = tuple[str | int, int]


def fits(profile: Profile) -> bool:
    """Whether replacement pages can be made for copies of a profile: books on paper that may tell what changed."""
    return profile.shows_changes and not profile.screen


def bind_packet(
    job: Job, desk_for: Callable[[], Desk], cited: Laid | None, fonts: Fonts, *, whole: bool = False
) -> Folios:
    """Return the sheets that make the edition the job records changes since into the job's book; the ``whole`` book as
    it is with them put in.

    ``desk_for`` makes a desk for the book's own language.

    Raises:
        Cancelled: the job's ``cancelled`` said so.
        NothingToReplace: the book is as it was.
    """
    record, job.record = job.record, None
    if record is None or not (record.changes.sections or _told(record)):
        name = record.since.name if record is not None else "that edition"
        raise NothingToReplace(f"Nothing has changed since {name}: there are no pages to replace.")
    desk = desk_for()
    made = _Packing(job, desk, cited, record)
    # Sections are called the same in each round; only how long the glossary is with these numbers moves what is
    # behind it. So three rounds do, and the last changes nothing.
    for _ in range(_ROUNDS):
        if made.labels == desk.labels:
            break
        stop_if(job.cancelled)
        desk = desk_for()
        desk.labels = made.labels
        made = _Packing(job, desk, cited, record)
    return made.folios(fonts, whole=whole)


def _told(record: Record) -> bool:
    return any(fact.name not in ("edition", "as_at") for fact in record.changes.facts)


class _Packing:
    """The book bound with one set of labels, and what of it goes into the packet."""

    def __init__(self, job: Job, desk: Desk, cited: Laid | None, record: Record) -> None:
        self._job, self._desk, self._record = job, desk, record
        self._binding = Binding(job, desk, cited)
        self._root = self._binding.draw()
        self._numbers = [place for place, (_, head) in enumerate(self._binding.leaves, 1) if not head.bare]
        blank = of_page(Page(0.0, 0.0))[1]
        self._filed = packet(record.since.traces, list(self._pages()), blank, two_sided=job.profile.two_sided)
        self.labels = dict(zip(self._numbers, self._filed.labels, strict=True))

    def _pages(self) -> Iterator[NewPage]:
        """Yield what tells whether each page is as it was."""
        job, record = self._job, self._record
        old, new = selected(record.since.book, job.profile), job.book
        anew = any(getattr(old, name) != getattr(new, name) for name in _EVERYWHERE)
        kinds = {one.key for one in record.changes.sections if "kind" in one.what}
        heads = _heads(old), _heads(new)
        right = self._binding.right_hand
        for number in self._numbers:
            stop_if(job.cancelled)
            leaf, running = self._binding.leaves[number - 1]
            key = running.section.key if running.section is not None else ""
            changed = bool(
                anew
                or number == 1  # the cover names the edition
                or leaf.bars
                or leaf.cuts
                or heads[0].get(key) != heads[1].get(key)
                or kinds & {key, leaf.page.section}
            )
            yield NewPage(*of_page(leaf.page), changed, number in right)

    def folios(self, fonts: Fonts, *, whole: bool) -> Folios:
        """Return the packet, a list in front, then the sheets; or the whole book, the list behind its cover."""
        job, desk, profile = self._job, self._desk, self._job.profile
        furniture = Furniture(desk, job.book, profile)
        front, node = records.lay_record(
            desk, job.book, self._record, self._binding.changed_on, self._filed, whole=whole
        )
        title = Running(None, desk.says("record_of_changes" if whole else "replacement_pages"))
        leaves: list[tuple[Leaf, Running, str]] = [
            (Leaf(desk.sheet.frame, page), title, _roman(number)) for number, page in enumerate(front, 1)
        ]
        if profile.two_sided and len(leaves) % 2:
            blank = Running(bare=desk.says("page_blank"))
            leaves.append((Leaf(desk.sheet.frame), blank, _roman(len(leaves) + 1)))
        gone = Node("Sect", title=desk.says("replacement_pages"))
        sheets = list(self._whole(gone) if whole else self._sheets(gone))
        # Behind the cover and its back, so that right-hand pages stay at the right.
        ahead = (2 if profile.two_sided else 1) if whole else 0
        leaves = [*sheets[:ahead], *leaves, *sheets[ahead:]]
        total = len(self._record.since.traces)
        for place, (leaf, running, label) in enumerate(leaves):
            stop_if(job.cancelled)
            back = on_left(desk, profile, place + 1)
            furniture.dress(leaf, label, 0 if label.isalpha() else total, running, back=back)
        self._root.children[ahead and 1 : ahead and 1] = [node]
        if gone.children:
            self._root.children.append(gone)
        job.missing |= desk.missing
        job.record = self._record  # its bookmark stands first
        self._binding.leaves = [(leaf, running) for leaf, running, _ in leaves]
        folios = self._binding.folded(self._root, fonts)
        pages = folios.pages
        where = {page.section: place for place, page in reversed(list(enumerate(pages))) if page.section}
        _anchors(pages, where)
        folios.where, folios.excerpt = where, not whole
        return folios

    def _sheets(self, gone: Node) -> Iterator[tuple[Leaf, Running, str]]:
        """Yield each side that goes in, its head and what it is called; what says that pages are gone is put below
        ``gone``.
        """
        counted = self._parts()
        for sheet in self._filed.leaves:
            words = self._replaces(sheet)
            for side in sheet.sides:
                yield self._side(side, words, counted, gone)

    def _whole(self, gone: Node) -> Iterator[tuple[Leaf, Running, str]]:
        """Yield the same of every side there is in the binder then."""
        counted = self._parts()
        for side, _ in self._filed.sides:
            yield self._side(side, "", counted, gone)

    def _side(self, side: Side, words: str, counted: Mapping[int, Part], gone: Node) -> tuple[Leaf, Running, str]:
        if side.page >= 0:
            number = self._numbers[side.page]
            leaf, running = self._binding.leaves[number - 1]
            part = counted.get(number, (0, 0)) if running.part[1] else (0, 0)
            return leaf, replace(running, part=part, replaces=words), side.label
        if side.removed:
            return self._removed(side, gone), Running(replaces=words), side.label
        bare = Running(bare=self._desk.says("page_blank"), replaces=words)
        return Leaf(self._desk.sheet.frame), bare, side.label

    def _replaces(self, sheet: Sheet) -> str:
        desk, since = self._desk, self._record.since
        edition = self._job.book.edition
        if sheet.replaces is None:
            return desk.says("goes_after", edition=edition, page=sheet.after)
        key = "replaces_page" if sheet.replaces[0] == sheet.replaces[1] else "replaces_pages"
        return desk.says(key, edition=edition, before=since.name, pages=_spoken(sheet.replaces))

    def _removed(self, side: Side, gone: Node) -> Leaf:
        """Return a side that says which pages are not there any more."""
        desk, frame = self._desk, self._desk.sheet.frame
        assert side.removed is not None
        key = "page_removed" if side.removed[0] == side.removed[1] else "pages_removed"
        words = desk.says(key, pages=_spoken(side.removed))
        leaf, node = Leaf(frame), gone.add("P")
        y = frame.top - frame.depth / 2
        for line in desk.lines((Run(words),), desk.sheet.body.aligned("left"), frame.measure, node):
            leaf.words(line, (frame.left + frame.right) / 2, y, node, "centre")
            y -= desk.sheet.body.lead
        return leaf

    def _parts(self) -> dict[int, Part]:
        """Return for each page of a section, by its number, what it says of its place among the section's own."""
        out: dict[int, Part] = {}
        held: dict[str, list[int]] = {}
        top = _tops(selected(self._record.since.book, self._job.profile))
        for number, trace in enumerate(self._record.since.traces, 1):
            if trace.section:
                held.setdefault(top.get(trace.section, trace.section), []).append(number)
        for unit in self._job.units:
            numbers = [unit.first + place for place in range(len(unit.pages))]
            own = held.get(unit.pieces[0].section.key, [])
            out |= zip(numbers, parts(own, [self.labels[number] for number in numbers]), strict=True)
        return out


def _tops(book: Book) -> dict[str, str]:
    """Return for each section the one it runs on below: those deeper than the second level begin no page."""
    out: dict[str, str] = {}
    top = ""
    for depth, section in book.walk():
        top = section.key if depth <= 1 else top
        out[section.key] = top
    return out


def _heads(book: Book) -> Heads:
    out: dict[str, tuple[str, str, str, int]] = {}

    def head(one: Section, tab: str, position: int) -> None:
        out[one.key] = (one.reference, one.title, tab, position)

    for position, section in enumerate(order.lettered(book)):
        tab = section.reference if section.children else ""
        head(section, tab, position)
        for child in section.children:
            head(child, tab, position)
    return out


def _anchors(pages: list[Page], where: Mapping[str, int]) -> None:
    """Let what leads to a section whose beginning is not in the packet lead to its first page that is."""
    there = {anchor.name for page in pages for anchor in page.anchors}
    for key, place in where.items():
        name = section_anchor(key)
        if name not in there:
            page = pages[place]
            page.anchors = [*page.anchors, Anchor(name, page.height)]


def _spoken(pages: tuple[int, int]) -> str:
    return records.ranges(range(pages[0], pages[1] + 1))


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        while number >= value:
            out += letters
            number -= value
    return out

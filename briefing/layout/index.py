"""The index at the back: people and topics with the pages they stand on, in columns, every number a link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.layout.boxes import base_look
from briefing.layout.desk import Desk, drop
from briefing.layout.gathering import Finding, Gathered, Place
from briefing.layout.inline import Filler
from briefing.layout.leaf import Leaf
from briefing.layout.lines import Hot, SetLine, break_lines
from briefing.layout.page import Node
from briefing.layout.style import role
from briefing.text.blocks import Run

ANCHOR = "index"
# Leading, and the space between entries, in multiples of the size of the type.
_OPEN, _CLOSE = (1.34, 0.22), (1.2, 0.06)
_MANY = 6  # pages; over more of them nobody minds a short last one
_NARROWEST = 15.0  # of a column, in multiples of the size of its type


@dataclass(frozen=True, slots=True)
class Locator:
    """A page or an unbroken run of pages; ``main`` when the section there is about the thing itself."""

    first: int
    last: int
    main: bool = False


def locators(finding: Finding, firsts: Sequence[int]) -> list[Locator]:
    """Return the pages of a finding in order, neighbouring ones as ranges; ``firsts`` are the units' first pages."""
    main = _numbers(finding.main, firsts)
    other = _numbers(finding.places, firsts) - main
    out: list[Locator] = []
    for page in sorted(main | other):
        before = out[-1] if out else None
        if before is not None and before.last == page - 1 and before.main == (page in main):
            out[-1] = Locator(before.first, page, before.main)
        else:
            out.append(Locator(page, page, page in main))
    return out


def _numbers(places: Iterable[Place], firsts: Sequence[int]) -> set[int]:
    return {firsts[unit] + page for unit, page in places}


def page_anchor(number: int) -> str:
    """Return the name of the anchor at the top of a page."""
    return f"page:{number}"


@dataclass(slots=True, eq=False)
class _Set:
    """An entry set: its lines, each with how far it is moved to the right."""

    lines: list[tuple[float, SetLine]]
    node: Node
    height: float


def bound_index(desk: Desk, found: Gathered, firsts: Sequence[int]) -> Index:
    """Return the index, a little closer where that saves its last page; ``firsts`` are the units' first pages."""
    index = Index(desk, found, firsts)
    if 1 < len(index.leaves) <= _MANY:
        closer = Index(desk, found, firsts, _CLOSE)
        if len(closer.leaves) < len(index.leaves):
            return closer
    return index


class Index:
    """The pages of the index. Made when all other pages have their numbers; draws on as many leaves as it takes.

    ``pages`` are the numbers its links lead to: whoever binds the book puts their anchors on them.
    """

    def __init__(
        self, desk: Desk, found: Gathered, firsts: Sequence[int], spacing: tuple[float, float] = _OPEN
    ) -> None:
        sheet = desk.sheet
        self._desk, self._frame = desk, sheet.frame
        self._style = replace(sheet.cell, lead=sheet.cell.size * spacing[0])
        self._apart = sheet.cell.size * spacing[1]
        self.pages: set[int] = set()
        self.root = Node("Sect", title=desk.says("index"))
        self.leaves: list[Leaf] = []
        gap = 2.4 * self._style.size
        half = (self._frame.measure - gap) / 2
        self._columns = 2 if half >= _NARROWEST * self._style.size else 1
        self._width = half if self._columns == 2 else self._frame.measure
        self._step = half + gap
        self._y = 0.0
        self._open(found, firsts)
        self._home = self.root.add("Index")
        for title, findings in (("people", found.people), ("topics", found.topics)):
            if findings:
                self._run(desk.says(title), findings, firsts)

    def _open(self, found: Gathered, firsts: Sequence[int]) -> None:
        desk, frame, sheet = self._desk, self._frame, self._desk.sheet
        leaf = self._leaf()
        leaf.anchor(ANCHOR, frame.top)
        title = desk.line(desk.says("index"), sheet.section, frame.measure)
        leaf.words(title, frame.left, self._y - drop(sheet.section), self.root.add("H1"))
        self._y -= sheet.section.lead + 0.35 * sheet.em
        if any(one.main for one in (*found.people, *found.topics)):
            node = self.root.add("P")
            for line in desk.lines((Run(desk.says("index_note")),), sheet.small, frame.measure, node):
                leaf.words(line, frame.left, self._y - drop(sheet.small), node)
                self._y -= sheet.small.lead

    def _leaf(self) -> Leaf:
        self.leaves.append(Leaf(self._frame, rtl=self._desk.rtl))
        self._y = self._frame.top
        return self.leaves[-1]

    def _run(self, title: str, findings: Sequence[Finding], firsts: Sequence[int]) -> None:
        """Set one run of entries under its own head, in columns of about one height."""
        sheet = self._desk.sheet
        style = sheet.heads[2]
        head = self._home.add("H2")
        entries = [self._entry(one, locators(one, firsts)) for one in findings]
        least = style.lead + 2.5 * sheet.em + max(entry.height for entry in entries[:2])
        if self._y - least < self._frame.bottom:
            self._leaf()
        elif self._y < self._frame.top:
            self._y -= 1.3 * sheet.em
        leaf = self.leaves[-1]
        leaf.words(self._desk.line(title, style), self._frame.left, self._y - drop(style), head)
        self._y -= style.lead + 0.3 * sheet.em
        leaf.rule(self._frame.left, self._frame.right, self._y, 0.6, sheet.colours["rule"])
        self._y -= 0.45 * sheet.em
        while entries:
            if self._y - entries[0].height < self._frame.bottom:
                self._leaf()
            entries = self._columns_of(entries)

    def _columns_of(self, entries: list[_Set]) -> list[_Set]:
        """Fill the columns below where the page stands; returns the entries that found no room."""
        room = self._y - self._frame.bottom
        columns = spread([entry.height for entry in entries], self._columns, room)
        top, foot = self._y, self._y
        taken = 0
        for column, count in enumerate(columns):
            y = top
            for entry in entries[taken : taken + count]:
                self._draw(entry, self._frame.left + column * self._step, y)
                y -= entry.height
            taken += count
            foot = min(foot, y)
        self._y = foot
        return entries[taken:]

    def _draw(self, entry: _Set, x: float, y: float) -> None:
        leaf, style = self.leaves[-1], self._style
        self._home.children.append(entry.node)
        for right, line in entry.lines:
            baseline = y - drop(style)
            leaf.words(line, x + right, baseline, entry.node)
            for hot in line.hot:
                self._link(leaf, hot, x + right, baseline, line.width)
            y -= style.lead

    def _link(self, leaf: Leaf, hot: Hot, x: float, y: float, width: float) -> None:
        """Make a stretch of a line lead to a page. A line turned round keeps its words in order."""
        if hot.node is None:
            return
        size = self._style.size
        start, end = (width - hot.end, width - hot.start) if leaf.rtl else (hot.start, hot.end)
        leaf.link((x + start, y - 0.24 * size, x + end, y + 0.82 * size), hot.target, hot.says, hot.node)

    def _entry(self, finding: Finding, where: Sequence[Locator]) -> _Set:
        """Set one entry: the name, the name in its own script, the pages; further lines hang in."""
        style, desk = self._style, self._desk
        hang = 1.4 * style.size
        measure = self._width - hang
        node = Node("P")
        runs = [Run(finding.name)]
        if finding.native:
            runs.append(Run(f" {finding.native}"))
        filler = desk.fill(tuple(runs), style, measure, node)
        plain = base_look(desk.fonts, style.role, style.size, style.colour)
        for position, one in enumerate(where):
            filler.text("\u2002" if not position else desk.comma, plain)
            self._number(filler, finding.name, one.first, one, node)
            if one.last != one.first:
                filler.text("–", plain)
                self._number(filler, finding.name, one.last, one, node)
        lines = break_lines(filler.boxes, style, measure)
        placed = [(hang if k else 0.0, line) for k, line in enumerate(lines)]
        return _Set(placed, node, len(lines) * style.lead + self._apart)

    def _number(self, filler: Filler, name: str, page: int, where: Locator, home: Node) -> None:
        style = self._style
        look = base_look(
            self._desk.fonts, role(style.family, where.main, False), style.size, self._desk.sheet.colours["link"]
        )
        look.says = self._desk.says("name_page", name=name, page=self._desk.page(page))
        look.target = page_anchor(page)
        look.node = look.link = home.add("Link", alt=look.says)
        self.pages.add(page)
        filler.text(self._desk.page(page), look)


def spread(heights: Sequence[float], columns: int, room: float) -> list[int]:
    """Return how many entries go in each column: of one height when all fit, else as many as there is room for."""
    full = _packed(heights, columns, room)
    if sum(full) < len(heights):
        return full
    low, high = 0.0, room
    for _ in range(12):
        middle = (low + high) / 2
        if sum(_packed(heights, columns, middle)) == len(heights):
            high = middle
        else:
            low = middle
    return _packed(heights, columns, high)


def _packed(heights: Sequence[float], columns: int, room: float) -> list[int]:
    """Return how many entries fit in each column of that height; the first column takes one whatever its height."""
    out = [0]
    used = 0.0
    for position, height in enumerate(heights):
        if used + height > room + 0.01 and position:
            if len(out) == columns:
                break
            out.append(0)
            used = 0.0
            if height > room + 0.01:
                break
        out[-1] += 1
        used += height
    return out


def targets(leaves: Mapping[int, Leaf], pages: Iterable[int]) -> None:
    """Put an anchor at the top of each of the pages the index leads to."""
    for number in sorted(pages):
        leaf = leaves.get(number)
        if leaf is not None:
            leaf.anchor(page_anchor(number), leaf.frame.height)

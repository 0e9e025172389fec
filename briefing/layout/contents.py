"""The contents: two levels, dot leaders, page numbers at the right, every entry a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.layout.desk import Desk, drop
from briefing.layout.leaf import Leaf
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Run

_TOUCH, _LIGHT, _OPEN, _CLOSE = 1.75, 1.6, 1.42, 1.24  # leading, in multiples of the size


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: where it leads, what it says, how deep it stands."""

    anchor: str
    reference: str
    title: str
    depth: int


class Contents:
    """The contents pages: measured first, drawn when the page numbers are known."""

    def __init__(self, desk: Desk, entries: Sequence[Entry]) -> None:
        self._desk = desk
        sheet = desk.sheet
        indent = 2.6 * sheet.body_size if any(entry.reference for entry in entries) else 0.0
        # Rows on a screen are as tall as a finger.
        self._leaves = self._spread(entries, indent, _TOUCH if sheet.screen else _OPEN)
        if len(self._leaves) > 1:
            # A little closer is better than a page with two or three entries on it.
            closer = self._spread(entries, indent, _LIGHT if sheet.screen else _CLOSE)
            if len(closer) < len(self._leaves):
                self._leaves = closer

    def _spread(self, entries: Sequence[Entry], indent: float, leading: float = _OPEN) -> list[list[tuple[float, Row]]]:
        """Return the rows of each page with the height of their tops."""
        sheet = self._desk.sheet
        leaves: list[list[tuple[float, Row]]] = [[]]
        y = sheet.frame.top - 0.9 * sheet.em - sheet.section.lead
        for position, entry in enumerate(entries):
            row = Row(self._desk, entry, indent=indent, leading=leading)
            after = entries[position + 1].depth if position + 1 < len(entries) else 0
            need = row.height + (1.9 * sheet.em if entry.depth == 0 and after else 0)
            if y - need < sheet.frame.bottom:
                leaves.append([])
                y = sheet.frame.top
            elif entry.depth == 0 and position:
                y -= 0.5 * sheet.em
            leaves[-1].append((y, row))
            y -= row.height
        return leaves

    def __len__(self) -> int:
        return len(self._leaves)

    def draw(self, pages: Mapping[str, int]) -> tuple[list[Leaf], Node]:
        """Draw the pages and return them with their Sect; ``pages`` gives an anchor's page number, from 1."""
        sheet, frame = self._desk.sheet, self._desk.sheet.frame
        root = Node("Sect", title=self._desk.says("contents"))
        leaves = [Leaf(frame, rtl=self._desk.rtl) for _ in self._leaves]
        leaves[0].anchor("contents", frame.top)
        title = self._desk.line(self._desk.says("contents"), sheet.section, frame.measure)
        leaves[0].words(title, frame.left, frame.top - drop(sheet.section), root.add("H1"))
        table = root.add("TOC")
        nested: Node | None = None
        for leaf, rows in zip(leaves, self._leaves, strict=True):
            for y, row in rows:
                if row.entry.depth == 0:
                    nested = None
                    home = table.add("TOCI")
                else:
                    nested = nested or table.add("TOC")
                    home = nested.add("TOCI")
                row.draw(leaf, frame.left, y, home, pages.get(row.entry.anchor, 0))
        return leaves, root


class Row:
    """One entry set as a row: reference, title, leader dots, page number.

    A ``single`` row is one line, its title cut where it is too long, for where rules lead the eye instead of dots; else
    it has as many lines as the title needs.
    """

    def __init__(
        self, desk: Desk, entry: Entry, *, indent: float = 0.0, single: bool = False, leading: float = _OPEN
    ) -> None:
        sheet = desk.sheet
        top = entry.depth == 0
        family = sheet.theme.faces["heads"]
        size = sheet.body_size * (1.0 if top or single else 0.95)
        tone = sheet.colours["primary" if top else "ink"]
        self._style = Style(family, size, size * leading, tone, bold=top)
        quiet = replace(self._style, colour=sheet.colours["muted"], bold=False)
        self._width = sheet.frame.measure
        self.entry = entry
        self._numeral = replace(quiet, bold=top, colour=tone)
        self._reference = desk.line(entry.reference, self._style if top else quiet, 4.5 * size)
        self._indent = max(indent, self._reference.width + 0.7 * size if entry.reference else 0.0)
        room = desk.line("0000", replace(self._style, size=sheet.body_size, bold=True)).width + 0.5 * sheet.body_size
        self._text = self._width - self._indent - room
        self._column = room
        self._node = Node("Link")
        title = entry.title or desk.says("untitled")
        if single:
            self._lines = [desk.line(title, self._style, self._text - 2 * size)]
        else:
            self._lines = desk.lines((Run(title),), self._style, self._text - 2 * size, self._node)
        self._period = desk.line(".\u00a0.", quiet).width - desk.line(".", quiet).width
        self._desk, self._quiet, self._dotted = desk, quiet, not single
        self.height = self._style.lead * max(len(self._lines), 1) + 0.12 * size

    def draw(self, leaf: Leaf, left: float, y: float, home: Node, number: int) -> None:
        """Draw the row with its top at ``y`` and the page number it leads to."""
        style, right = self._style, left + self._width
        node = self._node
        home.children.append(node)
        baseline = y - drop(style)
        leaf.words(self._reference, left, baseline, node)
        x = left + self._indent
        end = x
        for k, line in enumerate(self._lines):
            leaf.words(line, x, baseline - k * style.lead, node)
            end = x + line.width
        baseline -= max(len(self._lines) - 1, 0) * style.lead
        figures = self._desk.line(self._desk.page(number), self._numeral)
        leaf.words(figures, right, baseline, node, "right")
        period = self._period
        stop = right - self._column
        count = int((stop - end - 0.5 * style.size) / period)
        if self._dotted and count >= 2:
            dots = self._desk.line("\u00a0".join("." * count), self._quiet)
            leaf.words(dots, stop, baseline, None, "right")
        says = self._desk.says("name_page", name=self.entry.title, page=self._desk.page(number))
        node.alt = says
        leaf.link((left, y - self.height, right, y), self.entry.anchor, says, node)

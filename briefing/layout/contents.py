"""The contents: two levels, dot leaders, page numbers at the right, every entry a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.layout.desk import Desk, drop
from briefing.layout.leaf import Leaf
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Run

_TOUCH, _LIGHT = 1.75, 1.6  # leading on a screen, in multiples of the size
OPEN, CLOSE = 1.42, 1.24  # and on paper
_DOTS = 0.056  # of the measure, in multiples of the size of the type
_HIGHEST = 0.6  # of the page: no row is higher
_SCRAP = 0.5  # of a page: a last one with less on it takes rows from those before


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
        rows = self._rows(entries, indent, _TOUCH if sheet.screen else OPEN)
        self._leaves = self._spread(rows)
        if len(self._leaves) > 1:
            # A little closer is better than a page with two or three entries on it.
            close = self._rows(entries, indent, _LIGHT if sheet.screen else CLOSE)
            closer = self._spread(close)
            if len(closer) < len(self._leaves):
                rows, self._leaves = close, closer
            self._even_out(rows)

    def _rows(self, entries: Sequence[Entry], indent: float, leading: float) -> list[Row]:
        return [Row(self._desk, entry, indent=indent, leading=leading) for entry in entries]

    def _even_out(self, rows: Sequence[Row]) -> None:
        """Fill all pages alike where the last would have a few rows only."""
        depth = self._desk.sheet.frame.depth
        last = self._leaves[-1]
        if len(self._leaves) < 2 or last[0][0] - last[-1][0] + last[-1][1].height > _SCRAP * depth:
            return
        for spare in range(24, 0, -1):
            evener = self._spread(rows, 0.025 * spare * depth)
            if len(evener) == len(self._leaves):
                self._leaves = evener
                return

    def _spread(self, rows: Sequence[Row], spare: float = 0.0) -> list[list[tuple[float, Row]]]:
        """Return the rows of each page with the height of their tops; ``spare`` points at its foot stay free.

        A page that has room to spare ends before a tab where one is near.
        """
        sheet = self._desk.sheet
        bottom = sheet.frame.bottom + spare
        leaves: list[list[tuple[float, Row]]] = [[]]
        y = sheet.frame.top - 0.9 * sheet.em - sheet.section.lead
        for position, row in enumerate(rows):
            top = row.entry.depth == 0
            after = rows[position + 1].entry.depth if position + 1 < len(rows) else 0
            gap = 0.5 * sheet.em if top and position else 0.0
            # A tab stands with the first of its sections.
            need = gap + row.height + (rows[position + 1].height if top and after else 0)
            if spare and top and after:
                need += 0.12 * sheet.frame.depth
            if y - need < bottom and leaves[-1]:
                leaves.append([])
                y = sheet.frame.top
            else:
                y -= gap
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
                row.draw(leaf, frame.left, y, home, self._desk.page(pages.get(row.entry.anchor, 0)))
        return leaves, root


class Row:
    """One entry set as a row: reference, title, leader dots, page number; as many lines as the title needs.

    A ``ruled`` row has no dots: rules between rows lead the eye.
    """

    def __init__(
        self, desk: Desk, entry: Entry, *, indent: float = 0.0, ruled: bool = False, leading: float = OPEN
    ) -> None:
        sheet = desk.sheet
        top = entry.depth == 0
        family = sheet.theme.faces["heads"]
        size = sheet.body_size * (1.0 if top or ruled else 0.95)
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
        # Room for a few dots, but not on a small page in large type.
        spare = 0.6 if ruled else min(2.0, max(0.6, _DOTS * self._width / size))
        room, most = self._text - spare * size, max(1, int(_HIGHEST * sheet.frame.depth / self._style.lead))
        self._lines = desk.lines((Run(title),), self._style, room, self._node)
        if len(self._lines) > most:
            self._lines = desk.few_lines(title, self._style, room, most, self._node)
        self._period = desk.line(".\u00a0.", quiet).width - desk.line(".", quiet).width
        self._desk, self._quiet, self._dotted = desk, quiet, not ruled
        self.height = self._style.lead * max(len(self._lines), 1) + 0.12 * size

    def draw(self, leaf: Leaf, left: float, y: float, home: Node, page: str) -> None:
        """Draw the row with its top at ``y``; ``page`` is what the page it leads to is called."""
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
        figures = self._desk.line(page, self._numeral)
        leaf.words(figures, right, baseline, node, "right")
        period = self._period
        stop = right - self._column
        count = int((stop - end - 0.5 * style.size) / period)
        if self._dotted and count >= 2:
            dots = self._desk.line("\u00a0".join("." * count), self._quiet)
            leaf.words(dots, stop, baseline, None, "right")
        says = self._desk.says("name_page", name=self.entry.title, page=page)
        node.alt = says
        leaf.link((left, y - self.height, right, y), self.entry.anchor, says, node)

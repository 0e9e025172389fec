"""The contents: two levels, dot leaders, page numbers at the right, every entry a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.layout.desk import Desk, drop
from briefing.layout.leaf import Leaf
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Run


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry: where it leads, what it says, how deep it stands."""

    anchor: str
    reference: str
    title: str
    depth: int


def contents(desk: Desk, entries: Sequence[Entry], pages: Mapping[str, int]) -> tuple[list[Leaf], Node]:
    """Draw the contents pages. ``pages`` gives an anchor's page number from 1; the number of leaves does not depend
    on it.
    """
    sheet = desk.sheet
    frame = sheet.frame
    root = Node("Sect", title="Contents")
    leaf = Leaf(frame)
    leaves = [leaf]
    y = frame.top - drop(sheet.section)
    leaf.anchor("contents", frame.top)
    leaf.words(desk.line("Contents", sheet.section, frame.measure), frame.left, y, root.add("H1"))
    y -= 0.9 * sheet.em + sheet.section.lead - drop(sheet.section)
    table = root.add("TOC")
    nested: Node | None = None
    for position, entry in enumerate(entries):
        if entry.depth == 0 or nested is None:
            home = table.add("TOCI")
            nested = None
        else:
            home = nested.add("TOCI")
        row = Row(desk, entry, pages.get(entry.anchor, 0))
        following = entries[position + 1].depth if position + 1 < len(entries) else 0
        need = row.height + (1.9 * sheet.em if entry.depth == 0 and following else 0)
        if y - need < frame.bottom:
            leaf = Leaf(frame)
            leaves.append(leaf)
            y = frame.top
        elif entry.depth == 0 and position:
            y -= 0.5 * sheet.em
        y = row.draw(leaf, frame.left, y, home)
        if entry.depth == 0 and following:
            nested = table.add("TOC")
    return leaves, root


class Row:
    """One entry set as a row: reference, title (on as many lines as it needs), leader dots, page number."""

    def __init__(self, desk: Desk, entry: Entry, number: int, *, width: float = 0.0, large: bool = False) -> None:
        sheet = desk.sheet
        top = entry.depth == 0
        family = sheet.theme.faces["heads"]
        size = sheet.body_size * (1.0 if top or large else 0.95)
        tone = sheet.colours["primary" if top else "ink"]
        self._style = Style(family, size, size * 1.42, tone, bold=top)
        quiet = replace(self._style, colour=sheet.colours["muted"], bold=False)
        self._width = width or sheet.frame.measure
        self._entry = entry
        self._number = number
        self._figures = desk.line(str(number), replace(quiet, bold=top, colour=tone))
        self._reference = desk.line(entry.reference, self._style if top else quiet, 4.5 * size)
        self._indent = max(2.6 * sheet.body_size, self._reference.width + 0.7 * size) if entry.reference else 0.0
        room = desk.line("0000", self._style).width + 0.5 * size
        self._text = self._width - self._indent - room
        self._column = room
        self._node = Node("Link")
        self._lines = desk.set((Run(entry.title or "Untitled"),), self._style, self._text - 2 * size, self._node)
        self._period = desk.line(".\u00a0.", quiet).width - desk.line(".", quiet).width
        self._desk, self._quiet = desk, quiet
        self.height = self._style.lead * max(len(self._lines), 1) + 0.12 * size

    def draw(self, leaf: Leaf, left: float, y: float, home: Node) -> float:
        """Draw the row with its top at ``y``; returns its bottom."""
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
        leaf.words(self._figures, right, baseline, node, "right")
        period = self._period
        stop = right - self._column
        count = int((stop - end - 0.5 * style.size) / period)
        if count >= 2:
            dots = self._desk.line("\u00a0".join("." * count), self._quiet)
            leaf.words(dots, stop, baseline, None, "right")
        says = f"{self._entry.title}, page {self._number}"
        node.alt = says
        leaf.link((left, y - self.height, right, y), self._entry.anchor, says, node)
        return y - self.height

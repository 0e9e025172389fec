"""The opening of a tab: its letter and title in a band, and what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.book.parts import Section
from briefing.layout.contents import Entry, Row
from briefing.layout.desk import Desk, drop, section_anchor
from briefing.layout.leaf import Leaf
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Run

_MOST_LINES = 3


@dataclass(slots=True, eq=False)
class Opening:
    """A tab's opening, measured but without page numbers. ``taken`` is the height of the text area it uses."""

    section: Section
    entries: Sequence[Entry]
    band: float
    taken: float
    row: float


def measure(desk: Desk, section: Section, *, full: bool) -> Opening:
    """Measure the opening of a top-level section with sections below it; ``full`` when it has the page to itself."""
    sheet = desk.sheet
    entries = [Entry(section_anchor(child.key), child.reference, child.title, 1) for child in section.children]
    title = _title(desk, section, Node("H1"))
    least = len(title) * sheet.tab.lead + 2.4 * sheet.em
    band = max(least, (0.26 if full else 0.13) * sheet.frame.depth)
    row = Row(desk, Entry("", "A1", "x", 1), single=True).height + 0.38 * sheet.em
    room = sheet.frame.depth * (1.0 if full else 0.7) - 3.0 * sheet.em
    if len(entries) * row > room - band:
        band = least
    most = max(1, int((room - band) / row))
    shown = entries if len(entries) <= most else entries[: most - 1]
    height = band + 1.6 * sheet.em + row * (len(shown) + (len(shown) < len(entries))) + 1.4 * sheet.em
    return Opening(section, entries, band, min(height, sheet.frame.depth), row)


def draw(desk: Desk, leaf: Leaf, opening: Opening, pages: Mapping[str, int]) -> list[Node]:
    """Draw an opening at the top of a page; returns its structure elements."""
    sheet, frame, section = desk.sheet, leaf.frame, opening.section
    foot = frame.top - opening.band
    leaf.rtl = desk.rtl
    behind = Leaf(frame, rtl=desk.rtl)
    way = sheet.theme.opening
    if way == "band":
        behind.fill(0, foot, frame.width, opening.band, sheet.colours["band"])
    elif way == "block":
        wide = frame.left + max(_indent(desk, section) - 1.3 * sheet.em, 0.0)
        behind.fill(0, foot, wide, opening.band, sheet.colours["band"])
    else:
        behind.rule(frame.left, frame.right, frame.top, 2.2, sheet.colours["primary"])
        behind.rule(frame.left, frame.right, frame.top - 3.4, 0.5, sheet.colours["primary"])
        behind.rule(frame.left, frame.right, foot, 0.5, sheet.colours["primary"])
    leaf.page.items[:0] = behind.page.items
    leaf.anchor(section_anchor(section.key), frame.top)
    heading = Node("H1")
    lines = _title(desk, section, heading)
    letter = _letter(desk, section)
    block = sheet.tab.lead * len(lines)
    y = foot + (opening.band + block) / 2
    if section.reference:
        size = letter[1]
        leaf.words(letter[0], frame.left, y - drop(sheet.tab) - (size - sheet.tab.size) * 0.32, heading)
    for k, line in enumerate(lines):
        leaf.words(line, frame.left + _indent(desk, section), y - drop(sheet.tab) - k * sheet.tab.lead, heading)
    return [heading, _rows(desk, leaf, opening, pages, foot)]


def _rows(desk: Desk, leaf: Leaf, opening: Opening, pages: Mapping[str, int], foot: float) -> Node:
    sheet, frame = desk.sheet, leaf.frame
    table = Node("TOC")
    y = foot - 1.6 * sheet.em
    room = int((opening.taken - opening.band - 2.9 * sheet.em) / opening.row + 0.01)
    shown = opening.entries if len(opening.entries) <= room else opening.entries[: max(room - 1, 0)]
    tone = sheet.colours["rule"]
    for entry in shown:
        row = Row(desk, entry, indent=2.6 * sheet.em, single=True)
        row.draw(leaf, frame.left, y, table.add("TOCI"), pages.get(entry.anchor, 0))
        y -= opening.row
        leaf.rule(frame.left, frame.right, y + 0.19 * sheet.em, 0.4, tone)
    left = len(opening.entries) - len(shown)
    if left > 0:
        line = desk.line(desk.says("more_in_contents", count=left), sheet.small, frame.measure)
        leaf.words(line, frame.left, y - 0.3 * sheet.em - drop(sheet.small), table.add("TOCI"))
    return table


def _letter(desk: Desk, section: Section) -> tuple[SetLine, float]:
    sheet = desk.sheet
    size = sheet.tab.size * 1.75
    tone = sheet.colours["primary" if sheet.theme.opening == "rules" else "on_band"]
    style = Style(sheet.tab.family, size, size, tone, bold=True)
    return desk.line(section.reference, style, sheet.frame.measure * 0.3), size


def _indent(desk: Desk, section: Section) -> float:
    if not section.reference:
        return 0.0
    em = desk.sheet.em
    beside = 2.3 * em if desk.sheet.theme.opening == "block" else 1.5 * em
    return max(_letter(desk, section)[0].width + beside, 4.2 * em)


def _title_style(desk: Desk) -> Style:
    sheet = desk.sheet
    return sheet.tab if sheet.theme.opening == "band" else sheet.tab.coloured(sheet.colours["primary"])


def _title(desk: Desk, section: Section, node: Node) -> list[SetLine]:
    room = desk.sheet.frame.measure - _indent(desk, section)
    lines = desk.lines((Run(section.title or desk.says("untitled")),), _title_style(desk), room, node)
    return lines[:_MOST_LINES]

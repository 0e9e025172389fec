"""The opening of a tab: its letter and title in a band, and what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.book.parts import Section
from briefing.layout.contents import CLOSE, OPEN, Entry, Row
from briefing.layout.desk import Desk, drop, section_anchor
from briefing.layout.leaf import Leaf
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.layout.titles import fitted
from briefing.text.blocks import Run

_AIR, _AFTER = 1.6, 1.4  # free above the rows and below them, in em
_APART, _NEAR = 0.38, 0.2  # between a row and its rule, in em
_HIGHEST = 0.6  # of the page: a title is never higher
_FEWEST = 3  # rows on a page that begins with them
_BEGUN = 3  # lines of text that can begin below the rows


@dataclass(slots=True, eq=False)
class Opening:
    """A tab's opening, measured but without page numbers.

    ``leaves`` are the rows of each page, ``apart`` is the distance from row to row beside their height. ``taken`` is
    the height of the text area it uses, that of whole pages included where its rows need several.
    """

    section: Section
    leaves: Sequence[Sequence[Row]]
    band: float
    taken: float
    apart: float


def measure(desk: Desk, section: Section, *, full: bool) -> Opening:
    """Measure the opening of a top-level section with sections below it; ``full`` when it has the page to itself.

    Where its rows are too many the band is lower, then they stand closer, then they go on overleaf.
    """
    sheet = desk.sheet
    em, depth = sheet.em, sheet.frame.depth
    title, style = _title(desk, section, Node("H1"))
    least = max(len(title) * style.lead, sheet.tab.lead) + 2.4 * em
    band = max(least, (0.26 if full else 0.13) * depth)
    room = (1.0 if full else 0.7) * depth - (_AIR + _AFTER) * em
    rows, apart = _set(desk, section, OPEN), _APART * em
    if _height(rows, apart) > room - band:
        band = least
    rooms = (depth - _AIR * em - band, depth - em)
    usual, left = _spread(rows, apart, rooms)
    leaves = usual
    # Text below wants room for a few lines, or it stands on a page of its own.
    below = 0.0 if full else _AFTER * em + _BEGUN * sheet.body.lead
    if len(leaves) > 1 or left < below:
        closer, more = _spread(_set(desk, section, CLOSE), _NEAR * em, rooms)
        if len(closer) < len(leaves) or left < below <= more:
            leaves, left, apart = closer, more, _NEAR * em
        if not full and left < _AFTER * em + sheet.body.lead and len(leaves[-1]) > 2 * _FEWEST:
            # A line or two alone on a page look lost: some rows go there with them.
            if len(usual) > len(leaves):
                leaves, apart = usual, _APART * em
            else:
                leaves[-1:] = [leaves[-1][:-_FEWEST], leaves[-1][-_FEWEST:]]
    above = band + _AIR * em if len(leaves) == 1 else (len(leaves) - 1) * depth + em
    taken = above + _height(leaves[-1], apart) + _AFTER * em
    return Opening(section, leaves, band, min(taken, len(leaves) * depth), apart)


def _set(desk: Desk, section: Section, leading: float) -> list[Row]:
    entries = [Entry(section_anchor(child.key), child.reference, child.title, 1) for child in section.children]
    return [Row(desk, entry, indent=2.6 * desk.sheet.em, ruled=True, leading=leading) for entry in entries]


def _height(rows: Sequence[Row], apart: float) -> float:
    return sum(row.height + apart for row in rows)


def _spread(rows: Sequence[Row], apart: float, rooms: tuple[float, float]) -> tuple[list[list[Row]], float]:
    """Return the rows of each page, and what is left of the last; ``rooms`` are the first page's and any other's."""
    leaves: list[list[Row]] = [[]]
    left = rooms[0]
    for row in rows:
        left -= row.height + apart
        if left < -0.01 and (leaves[-1] or len(leaves) == 1):
            leaves.append([])
            left = rooms[1] - row.height - apart
        leaves[-1].append(row)
    last, before = leaves[-1], leaves[-2] if len(leaves) > 1 else []
    while before and len(last) < _FEWEST < len(before):
        last.insert(0, before.pop())
        left -= last[0].height + apart
    return leaves, left


def draw(desk: Desk, leaves: Sequence[Leaf], opening: Opening, pages: Mapping[str, int]) -> list[Node]:
    """Draw an opening at the top of the first of some pages, and on as many as it needs; return its elements."""
    leaf = leaves[0]
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
    lines, style = _title(desk, section, heading)
    letter = _letter(desk, section)
    y = foot + (opening.band + style.lead * len(lines)) / 2
    if section.reference:
        size = letter[1]
        leaf.words(letter[0], frame.left, y - drop(style) - (size - style.size) * 0.32, heading)
    for k, line in enumerate(lines):
        leaf.words(line, frame.left + _indent(desk, section), y - drop(style) - k * style.lead, heading)
    table = Node("TOC")
    for k, (on, rows) in enumerate(zip(leaves, opening.leaves, strict=False)):
        on.rtl = desk.rtl
        _rows(desk, on, table, (rows, opening.apart), pages, frame.top - sheet.em if k else foot - _AIR * sheet.em)
    return [heading, table]


def _rows(
    desk: Desk, leaf: Leaf, table: Node, shown: tuple[Sequence[Row], float], pages: Mapping[str, int], y: float
) -> None:
    """Draw rows from ``y`` downwards, a fine rule below each."""
    frame, tone = leaf.frame, desk.sheet.colours["rule"]
    rows, apart = shown
    for row in rows:
        row.draw(leaf, frame.left, y, table.add("TOCI"), desk.page(pages.get(row.entry.anchor, 0)))
        y -= row.height + apart
        leaf.rule(frame.left, frame.right, y + 0.5 * apart, 0.4, tone)


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


def _title(desk: Desk, section: Section, node: Node) -> tuple[list[SetLine], Style]:
    """Return the lines of a tab's title and their style: smaller where it is long, so that it stands there whole."""
    room = desk.sheet.frame.measure - _indent(desk, section)
    title = section.title or desk.says("untitled")
    style = fitted(desk, (Run(title),), _title_style(desk), room, whole=True)
    most = int(_HIGHEST * desk.sheet.frame.depth / style.lead)
    return desk.few_lines(title, style, room, max(most, 1), node), style

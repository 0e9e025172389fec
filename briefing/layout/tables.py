"""Tables: columns fitted to their content, heads repeated on every page, rows split only when they must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from briefing.layout.columns import Column, column_widths, measured
from briefing.layout.desk import Area, Desk, drop
from briefing.layout.lines import SetLine
from briefing.layout.page import Colour, Node
from briefing.layout.strips import Ground, Hair, Strip, Words
from briefing.layout.style import SMALLEST, Align, Style
from briefing.text.blocks import Run, Runs, Table, plain

_NARROW = 16  # of a column, in multiples of the size of its type
_WHOLE_ROW = 14  # lines; a longer row may be split over pages

Parts = Sequence[tuple[Runs, Style]]


@dataclass(frozen=True, slots=True)
class Look:
    """What a table of a section's kind looks like, where it does not look like any table.

    ``cell`` and ``head`` are the styles of text; ``parts`` cuts a cell (its column, its words, its style) into
    paragraphs in styles of their own. Columns in ``tagged`` have a label in each cell: ``tag`` gives ground and text
    colour by the cell's words. Columns in ``shaded`` stand on a ground, those in ``bold`` are bold, cells of those in
    ``unbroken`` keep to one line where that can be. With ``row_heads`` the first column names its
    row. ``widths`` are fixed parts of the measure; of a table in several parts, each is as wide as if there were
    ``across`` columns. ``dense`` is the space above and below a row, in multiples of the size.
    """

    cell: Style | None = None
    head: Style | None = None
    parts: Callable[[int, Runs, Style], Parts] | None = None
    tagged: frozenset[int] = frozenset()
    tag: Callable[[Runs], tuple[Colour, Colour] | None] | None = None
    shaded: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()
    unbroken: frozenset[int] = frozenset()
    row_heads: bool = False
    widths: tuple[float, ...] = field(default=())
    across: int = 0
    dense: float = 0.36


PLAIN = Look()


def set_table(desk: Desk, table: Table, area: Area, look: Look = PLAIN) -> list[Strip]:
    """Set a table as strips: its head (repeated after a page break) and its rows."""
    count = max([len(table.head), *(len(row) for row in table.rows)], default=0)
    if not count:
        return []
    across = max(count, look.across)
    styles = _styles(look.cell or desk.sheet.cell, look.head or desk.sheet.cell_head, across, area.width)
    gap = min(1.15 * styles[0].size, 0.03 * area.width, 0.25 * area.width / across)
    room = area.width - gap * (across - 1)
    fixed = look.widths if len(look.widths) == count else ()
    columns = [] if fixed else measured(desk, _weighted(table, look), styles)
    widths = [room * part for part in fixed] or column_widths(columns, room, look.unbroken)
    node = area.node.add("Table")
    aligns: list[Align] = [*table.align, *(["left"] * count)][:count]  # pyright: ignore[reportAssignmentType]
    grid = _Grid(desk, area, widths, gap, aligns, styles, look)
    grid.columns = columns
    head: list[Strip] = []
    if any(plain(cell).strip() for cell in table.head):
        # PDF/UA (7.2) has no head without a body.
        row = (node.add("THead") if table.rows else node).add("TR")
        head = grid.row(table.head, row, 0)
        for strip in head:
            strip.keep = True
    body = node.add("TBody") if table.rows else None
    out = list(head)
    copies = [_artifact(strip) for strip in head]
    for position, cells in enumerate(table.rows):
        if body is None:
            break
        strips = grid.row(cells, body.add("TR"), position + 1, last=position == len(table.rows) - 1)
        desk.originate(strips, cells)
        for strip in strips:
            strip.repeat = copies
        out += strips
    if len(head) < len(out) and len(table.rows) > 1:
        # No page ends with a head and one lonely short row.
        out[len(head)].keep = True
    if out and not head:
        out[0].hairs.append(Hair(area.x, 0, grid.width, 0.9, desk.sheet.colours["primary"]))
    return out


def _weighted(table: Table, look: Look) -> Table:
    """Return the table with its bold columns in bold, to be measured; a label is wider than its words."""
    if not look.bold and not look.tagged:
        return table

    def cell(k: int, runs: Runs) -> Runs:
        if k not in look.bold | look.tagged:
            return runs
        heavy = tuple(replace(run, bold=True) for run in runs)
        return (*heavy, Run("\u00a0\u00a0\u00a0\u00a0")) if heavy and k in look.tagged else heavy

    rows = tuple(tuple(cell(k, runs) for k, runs in enumerate(row)) for row in table.rows)
    return replace(table, rows=rows)


def _styles(cell: Style, head: Style, count: int, width: float) -> tuple[Style, Style]:
    """Return the styles of cells and head cells; smaller when there are so many columns that words would not fit."""
    least = min(1.0, max(0.6, SMALLEST / cell.size))
    shrink = min(1.0, max(least, width / count / (4.2 * cell.size)))
    return (cell, head) if shrink == 1.0 else (cell.scaled(shrink), head.scaled(shrink))


def _artifact(strip: Strip) -> Strip:
    """Return a copy for the top of a further page: the same look, no part in the structure, no link."""
    words = [Words(one.x, one.down, _bare(one.line), None) for one in strip.words]
    return Strip(strip.height, keep=True, words=words, hairs=strip.hairs, grounds=strip.grounds)


def _bare(line: SetLine) -> SetLine:
    pieces = [replace(piece, node=None) for piece in line.pieces]
    return SetLine(pieces, line.width, line.used, [], line.shift, line.blanks)


_OVER = 0.42  # of the size: more room above a row whose first line has readings over it


@dataclass(slots=True, eq=False)
class _Cell:
    """A cell set: each line with its element, its style and how far its top stands below the row's."""

    lines: list[tuple[SetLine, Node, Style, float]]
    height: float
    tone: Colour | None = None


class _Grid:
    """Sets rows into columns of given widths."""

    def __init__(
        self,
        desk: Desk,
        area: Area,
        widths: list[float],
        gap: float,
        aligns: list[Align],
        styles: tuple[Style, Style],
        look: Look,
    ) -> None:
        self._desk = desk
        self._area = area
        self._widths = widths
        self._gap = gap
        self._aligns = aligns
        self._styles = styles
        self._look = look
        self.columns: Sequence[Column] = ()  # as measured, where they were
        self._cells = [self._column_styles(head=False), self._column_styles(head=True)]
        self.width = sum(widths) + gap * (len(widths) - 1)

    def _column_styles(self, *, head: bool) -> list[Style]:
        """Return the style of each column's cells."""
        base, bold = self._styles[head], frozenset[int]() if head else self._look.bold
        # In a narrow cell a last line of one short word looks like a mistake.
        narrow = _NARROW * base.size
        return [
            replace(base, align=align, even=width < narrow, fixed=self._desk.rtl, bold=base.bold or k in bold)
            for k, (width, align) in enumerate(zip(self._widths, self._aligns, strict=True))
        ]

    def _cell(self, k: int, runs: Runs, row: Node, number: int) -> _Cell:
        desk, look, width, head = self._desk, self._look, self._widths[k], not number
        named = not head and k == 0 and look.row_heads
        node = row.add("TH", scope="Column") if head else row.add("TH", scope="Row") if named else row.add("TD")
        style = self._cells[head][k]
        tones = look.tag(runs) if not head and k in look.tagged and look.tag is not None else None
        if tones is not None:
            style = replace(style.coloured(tones[1]), bold=True, align="left")
        parts: Parts = ((runs, style),)
        ready = self.columns[k].ready(number, width) if self.columns and k not in look.tagged else None
        if not head and tones is None and look.parts is not None:
            parts, ready = look.parts(k, runs, style), None
        out = _Cell([], 0.0, tones[0] if tones else None)
        for part, own in parts:
            home = node.add("P") if not head and part else node
            for line in desk.lines(part, own, width, home, ready=ready):
                out.lines.append((line, home, own, out.height))
                out.height += own.lead
        return out

    def row(self, cells: tuple[Runs, ...], node: Node, number: int, *, last: bool = False) -> list[Strip]:
        """Set one row as strips, one for each line of its tallest cell. The head is number 0."""
        head = not number
        base = self._styles[1 if head else 0]
        made = [self._cell(k, cells[k] if k < len(cells) else (), node, number) for k in range(len(self._widths))]
        lines = max(1, *(len(cell.lines) for cell in made))
        tops = self._tops(made, lines, base.lead)
        pad = self._look.dense * base.size
        if any(cell.lines and cell.lines[0][0].over for cell in made):
            pad += _OVER * base.size
        out: list[Strip] = []
        for k in range(lines):
            top = pad if k == 0 else 0.0
            strip = Strip(tops[k + 1] - tops[k] + top, keep=lines <= _WHOLE_ROW and k < lines - 1)
            x = self._area.x
            for cell, width in zip(made, self._widths, strict=True):
                if k < len(cell.lines):
                    line, home, style, below = cell.lines[k]
                    down = top + below - tops[k] + drop(style) if lines <= _WHOLE_ROW else top + drop(style)
                    if cell.tone is not None and line.pieces:
                        self._tag(strip, x, down, line, style, cell.tone)
                    strip.words.append(Words(x + line.shift, down, line, home))
                x += width + self._gap
            out.append(strip)
        if lines > _WHOLE_ROW:
            out[0].keep = out[-2].keep = True
        out[-1].height += pad
        self._shade(out)
        self._rule(out, head, last)
        return out

    def _tops(self, cells: Sequence[_Cell], lines: int, lead: float) -> list[float]:
        """Return where each line's strip begins below the row's top, and where the last one ends."""
        if lines > _WHOLE_ROW or self._look.parts is None:
            return [lead * k for k in range(lines + 1)]
        height = max([lead, *(cell.height for cell in cells)])
        return [height * k / lines for k in range(lines + 1)]

    def _tag(self, strip: Strip, x: float, down: float, line: SetLine, style: Style, tone: Colour) -> None:
        side, above, below = 0.42 * style.size, 0.92 * style.size, 0.3 * style.size
        strip.grounds.append(Ground(x - side, down - above, line.width + 2 * side, above + below, tone))

    def _shade(self, strips: Sequence[Strip]) -> None:
        x = self._area.x
        for k, width in enumerate(self._widths):
            if k in self._look.shaded:
                for strip in strips:
                    tint = self._desk.sheet.colours["tint"]
                    half = self._gap / 2
                    right = half if k < len(self._widths) - 1 else 0.0
                    strip.grounds.insert(0, Ground(x - half, 0, width + half + right, strip.height, tint))
            x += width + self._gap

    def _rule(self, strips: list[Strip], head: bool, last: bool) -> None:
        colours = self._desk.sheet.colours
        x, end = self._area.x, strips[-1]
        if head:
            strips[0].hairs.append(Hair(x, 0, self.width, 0.9, colours["primary"]))
            end.hairs.append(Hair(x, end.height, self.width, 0.9, colours["primary"]))
        elif last:
            end.hairs.append(Hair(x, end.height, self.width, 0.9, colours["primary"]))
        else:
            end.hairs.append(Hair(x, end.height, self.width, 0.4, colours["rule"]))

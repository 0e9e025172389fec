"""Tables: columns fitted to their content, heads repeated on every page, rows split only when they must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import ceil

from briefing.layout.columns import Column, column_widths, columns_of, least_room, measured
from briefing.layout.desk import Area, Desk, drop, forced
from briefing.layout.footnotes import stacked
from briefing.layout.lines import SetLine
from briefing.layout.page import Colour, Node
from briefing.layout.strips import Ground, Hair, Strip, Words, keep_whole
from briefing.layout.style import SMALLEST, Align, Style
from briefing.text.blocks import Run, Runs, Table, plain

_NARROW = 16  # of a column, in multiples of the size of its type
_WHOLE_ROW = 14  # lines; a longer row may be split over pages
_READABLE = 0.8  # of the size of a table's type: what it is in a table set in parts at least
_LARGE = 9.5  # points; type as large as that is not too small for a table
_LONELY = 3  # rows; of a table with more the last two stand together
_NEAREST = 0.6  # between columns, in multiples of the size of the type
_WHOLE_PART = 0.5  # of the page: a part of a table no higher than that is not parted
_PARAGRAPH = 0.5  # of a line: the space between two paragraphs of a cell

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
ROW_HEADS = Look(row_heads=True, bold=frozenset({0}))


def set_table(
    desk: Desk, table: Table, area: Area, look: Look = PLAIN, made_from: Sequence[object] = ()
) -> list[Strip]:
    """Set a table as strips: its head (repeated after a page break) and its rows.

    One with more columns than there is room for their words is set in parts, one below the other, the first column
    again at the left of each. ``made_from`` are the rows it comes from, where they are not its own.
    """
    count = columns_of(table)
    if not count:
        return []
    fit = _fit(desk, table, area, look)
    if fit.tight and look is PLAIN and (parts := in_parts(desk, table, area)):
        return parts
    node = area.node.add("Table")
    aligns: list[Align] = [*table.align, *(["left"] * count)][:count]  # pyright: ignore[reportAssignmentType]
    grid = _Grid(desk, area, fit, aligns, look)
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
        last = position == len(table.rows) - 1
        if last and position >= _LONELY:
            # Nor does one begin with the last row alone.
            out[-1].keep = True
        strips = grid.row(cells, body.add("TR"), position + 1, last=last)
        desk.originate(strips, made_from[position] if made_from else cells)
        for strip in strips:
            strip.repeat = copies
        out += strips
    if len(head) < len(out) and len(table.rows) > 1:
        # No page ends with a head and one lonely short row.
        out[len(head)].keep = True
    if out and not head:
        out[0].hairs.append(Hair(area.x, 0, grid.width, 0.9, desk.sheet.colours["primary"]))
    return out


@dataclass(slots=True)
class _Fit:
    """How a table stands in its measure. It is ``tight`` when its words have no room or its type is very small."""

    styles: tuple[Style, Style]
    columns: list[Column]
    widths: list[float]
    gap: float
    tight: bool


def _fit(desk: Desk, table: Table, area: Area, look: Look) -> _Fit:
    count = columns_of(table)
    across = max(count, look.across)
    styles = _styles(look.cell or desk.sheet.cell, look.head or desk.sheet.cell_head, across, area.width)
    gap = min(1.15 * styles[0].size, 0.03 * area.width, 0.25 * area.width / across)
    room = area.width - gap * (across - 1)
    if len(look.widths) == count:
        return _Fit(styles, [], [room * part for part in look.widths], gap, tight=False)
    columns = measured(desk, _weighted(table, look), styles)
    least = least_room(columns)
    if least > room:
        # Closer together is better than words cut in two.
        gap = max(min(gap, (area.width - least) / max(count - 1, 1)), _NEAREST * styles[0].size)
        room = area.width - gap * (count - 1)
    # Who asks for large type does not want small print in tables.
    tiny = styles[0].size < min(_READABLE * desk.sheet.cell.size, _LARGE)
    return _Fit(styles, columns, column_widths(columns, room, look.unbroken), gap, tight=least > room or tiny)


def in_parts(desk: Desk, table: Table, area: Area) -> list[Strip]:
    """Set a table in as few parts as give its words room; nothing where no number of them does."""
    count = columns_of(table) - 1
    for rounds in range(2, count + 1):
        # The parts are as even as can be: seven columns in three of them stand 3 + 2 + 2.
        ends = [1 + ceil(turn * count / rounds) for turn in range(rounds + 1)]
        parts = [part_of(table, range(first, last)) for first, last in pairwise(ends)]
        if all(_has_room(desk, part, area) for part in parts):
            break
    else:
        return []
    out: list[Strip] = []
    for part in parts:
        made = set_table(desk, part, area, ROW_HEADS, table.rows)
        if made:
            if stacked(made) <= _WHOLE_PART * desk.sheet.frame.depth:
                keep_whole(made)
            made[0].before = 1.4 * desk.sheet.em if out else 0.0
        out += made
    return out


def _has_room(desk: Desk, table: Table, area: Area) -> bool:
    count = columns_of(table)
    styles = _styles(desk.sheet.cell, desk.sheet.cell_head, count, area.width)
    if styles[0].size < _READABLE * desk.sheet.cell.size:
        return False
    room = area.width - _NEAREST * styles[0].size * (count - 1)
    return least_room(measured(desk, _weighted(table, ROW_HEADS), styles)) <= room


def part_of(table: Table, columns: range) -> Table:
    """Return the table with its first column and these only."""

    def cut(row: Sequence[Runs]) -> tuple[Runs, ...]:
        return (row[0] if row else (), *(row[k] if k < len(row) else () for k in columns))

    row = replace(table, head=cut(table.head), rows=tuple(cut(row) for row in table.rows))
    return replace(row, align=tuple(table.align[k] for k in (0, *columns) if k < len(table.align)))


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
    parted: bool = False


def _paragraphs(runs: Runs) -> list[Runs]:
    """Return the paragraphs of a cell, which two line breaks part."""
    if not any("\n" in run.text for run in runs):
        return [runs]
    out: list[list[Run]] = [[]]
    empty = False
    for part in forced(runs):
        if not plain(part).strip() and not any(run.cite or run.note for run in part):
            empty = True
            continue
        if empty and out[-1]:
            out.append([])
        elif out[-1]:
            out[-1].append(Run("\n"))
        empty = False
        out[-1] += part
    return [tuple(part) for part in out]


def _with_blanks(cell: _Cell) -> list[tuple[SetLine, Node, Style, float]]:
    """Return the lines of a cell of a row that may be split, with an empty one between paragraphs."""
    out: list[tuple[SetLine, Node, Style, float]] = []
    for line, home, style, below in cell.lines:
        if cell.parted and out and home is not out[-1][1]:
            out.append((SetLine([], 0.0, [], []), home, style, below))
        out.append((line, home, style, below))
    return out


class _Grid:
    """Sets rows into columns of given widths."""

    def __init__(self, desk: Desk, area: Area, fit: _Fit, aligns: list[Align], look: Look) -> None:
        self._desk = desk
        self._area = area
        self._widths = fit.widths
        self._gap = fit.gap
        self._styles = fit.styles
        self._columns = fit.columns  # as measured, where they were
        self._look = look
        self._cells = [self._column_styles(aligns, head=False), self._column_styles(aligns, head=True)]
        self.width = sum(fit.widths) + fit.gap * (len(fit.widths) - 1)

    def _column_styles(self, aligns: list[Align], *, head: bool) -> list[Style]:
        """Return the style of each column's cells."""
        base, bold = self._styles[head], frozenset[int]() if head else self._look.bold
        # In a narrow cell a last line of one short word looks like a mistake.
        narrow = _NARROW * base.size
        return [
            replace(base, align=align, even=width < narrow, fixed=self._desk.rtl, bold=base.bold or k in bold)
            for k, (width, align) in enumerate(zip(self._widths, aligns, strict=True))
        ]

    def _cell(self, k: int, runs: Runs, row: Node, number: int) -> _Cell:
        desk, look, width, head = self._desk, self._look, self._widths[k], not number
        named = not head and k == 0 and look.row_heads
        node = row.add("TH", scope="Column") if head else row.add("TH", scope="Row") if named else row.add("TD")
        style = self._cells[head][k]
        tones = look.tag(runs) if not head and k in look.tagged and look.tag is not None else None
        if tones is not None:
            style = replace(style.coloured(tones[1]), bold=True, align="left")
        parts: Parts = [(part, style) for part in _paragraphs(runs)]
        ready = self._columns[k].ready(number, width) if self._columns and k not in look.tagged else None
        if len(parts) > 1:
            ready = None
        if not head and tones is None and look.parts is not None:
            parts, ready = look.parts(k, runs, style), None
        out = _Cell([], 0.0, tones[0] if tones else None)
        out.parted = look.parts is None and len(parts) > 1
        for position, (part, own) in enumerate(parts):
            if position and out.parted:
                out.height += _PARAGRAPH * own.lead
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
        if lines > _WHOLE_ROW:
            for cell in made:
                cell.lines = _with_blanks(cell)
            lines = max(len(cell.lines) for cell in made)
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
        if lines > _WHOLE_ROW or not (self._look.parts or any(cell.parted for cell in cells)):
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

"""Tables: columns fitted to their content, heads repeated on every page, rows split only when they must be."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.layout.desk import Area, Desk, drop
from briefing.layout.lines import SetLine, natural, widest
from briefing.layout.page import Node
from briefing.layout.strips import Hair, Strip, Words
from briefing.layout.style import Align, Style
from briefing.text.blocks import Run, Runs, Table, plain

_WHOLE_ROW = 14  # lines; a longer row may be split over pages


@dataclass(frozen=True, slots=True)
class _Column:
    least: float
    most: float


def set_table(desk: Desk, table: Table, area: Area) -> list[Strip]:
    """Set a table as strips: its head (repeated after a page break) and its rows."""
    count = max([len(table.head), *(len(row) for row in table.rows)], default=0)
    if not count:
        return []
    style = desk.sheet.cell
    gap = 1.15 * style.size
    widths = _widths(desk, table, count, area.width - gap * (count - 1))
    node = area.node.add("Table")
    aligns: list[Align] = [*table.align, *(["left"] * count)][:count]  # pyright: ignore[reportAssignmentType]
    grid = _Grid(desk, area, widths, gap, aligns)
    head: list[Strip] = []
    if any(plain(cell).strip() for cell in table.head):
        row = node.add("THead").add("TR")
        head = grid.row(table.head, row, head=True)
        for strip in head:
            strip.keep = strip.heading = True
    body = node.add("TBody") if table.rows else None
    out = list(head)
    copies = [_artifact(strip) for strip in head]
    for position, cells in enumerate(table.rows):
        if body is None:
            break
        strips = grid.row(cells, body.add("TR"), last=position == len(table.rows) - 1)
        for strip in strips:
            strip.repeat = copies
        out += strips
    if len(head) < len(out) and len(table.rows) > 1:
        # No page ends with a head and one lonely short row.
        out[len(head)].keep = True
    if out and not head:
        out[0].hairs.append(Hair(area.x, 0, grid.width, 0.9, desk.sheet.colours["primary"]))
    return out


def _artifact(strip: Strip) -> Strip:
    """Return a copy for the top of a further page: the same look, no part in the structure, no link."""
    words = [Words(one.x, one.down, _bare(one.line), None) for one in strip.words]
    return Strip(strip.height, keep=True, heading=True, words=words, hairs=strip.hairs, grounds=strip.grounds)


def _bare(line: SetLine) -> SetLine:
    pieces = [replace(piece, node=None) for piece in line.pieces]
    return SetLine(pieces, line.width, line.used, [], line.shift)


class _Grid:
    """Sets rows into columns of given widths."""

    def __init__(self, desk: Desk, area: Area, widths: list[float], gap: float, aligns: list[Align]) -> None:
        self._desk = desk
        self._area = area
        self._widths = widths
        self._gap = gap
        self._aligns = aligns
        self.width = sum(widths) + gap * (len(widths) - 1)

    def row(self, cells: tuple[Runs, ...], node: Node, *, head: bool = False, last: bool = False) -> list[Strip]:
        """Set one row as strips, one for each line of its tallest cell."""
        sheet = self._desk.sheet
        base = sheet.cell_head if head else sheet.cell
        columns: list[tuple[list[SetLine], Node, Style]] = []
        for k, width in enumerate(self._widths):
            cell = node.add("TH", scope="Column") if head else node.add("TD")
            style = base.aligned(self._aligns[k])
            runs = cells[k] if k < len(cells) else ()
            home = cell.add("P") if not head and runs else cell
            columns.append((self._desk.lines(runs, style, width, home), home, style))
        lines = max(1, *(len(column[0]) for column in columns)) if columns else 1
        pad = 0.36 * base.size
        out: list[Strip] = []
        for k in range(lines):
            strip = Strip(base.lead, keep=lines <= _WHOLE_ROW and k < lines - 1)
            x = self._area.x
            top = pad if k == 0 else 0.0
            for (set_lines, home, style), width in zip(columns, self._widths, strict=True):
                if k < len(set_lines):
                    line = set_lines[k]
                    strip.words.append(Words(x + line.shift, top + drop(style), line, home))
                x += width + self._gap
            strip.height += top
            out.append(strip)
        if lines > _WHOLE_ROW:
            out[0].keep = out[-2].keep = True
        out[-1].height += pad
        self._rule(out, head, last)
        return out

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


def _widths(desk: Desk, table: Table, count: int, room: float) -> list[float]:
    """Fit the columns: each as wide as its longest text when all fit, else shared out above the longest words."""
    columns = [_column(desk, table, k, room) for k in range(count)]
    most = sum(column.most for column in columns)
    least = sum(column.least for column in columns)
    if most <= room:
        spare = room - most
        if most < 0.5 * room:
            return [column.most for column in columns]
        return [column.most + spare * (column.most / most if most else 1 / count) for column in columns]
    if least >= room:
        return [max(room * column.least / least, 1.5 * desk.sheet.cell.size) for column in columns]
    fair = _fair(columns, room)
    if fair is not None:
        return fair
    want = [(column.most - column.least) ** 0.75 for column in columns]
    share = (room - least) / (sum(want) or 1.0)
    widths = [min(column.least + part * share, column.most) for column, part in zip(columns, want, strict=True)]
    left = room - sum(widths)
    open_ones = [k for k, column in enumerate(columns) if widths[k] < column.most - 0.01] or list(range(count))
    for k in open_ones:
        widths[k] += left / len(open_ones)
    return widths


def _fair(columns: list[_Column], room: float) -> list[float] | None:
    """Give narrow columns all they want and share the rest among the wide ones; None when a word would not fit."""
    widths = [0.0] * len(columns)
    left = room
    rest = sorted(range(len(columns)), key=lambda k: columns[k].most)
    while rest and columns[rest[0]].most <= left / len(rest):
        k = rest.pop(0)
        widths[k] = columns[k].most
        left -= columns[k].most
    total = sum(columns[k].most ** 0.6 for k in rest)
    for k in rest:
        widths[k] = left * columns[k].most ** 0.6 / total
    fits = all(width >= column.least - 0.01 for width, column in zip(widths, columns, strict=True))
    return widths if fits else None


def _column(desk: Desk, table: Table, k: int, room: float) -> _Column:
    """Return how narrow and how wide a column wants to be."""
    least = most = 2.2 * desk.sheet.cell.size
    scrap = Node("TD")
    cells = [(table.head, desk.sheet.cell_head), *((row, desk.sheet.cell) for row in table.rows[:400])]
    for row, style in cells:
        if k >= len(row) or not row[k]:
            continue
        boxes = desk.fill(row[k], style, 1e9, scrap).boxes
        if boxes.width:
            most = max(most, natural(boxes, 0, len(boxes.width)) + 0.5)
            least = max(least, widest(boxes))
    cap = room * 0.45
    return _Column(min(least + 0.5, cap, most) if least > cap else min(least + 0.5, most), most)


def cell(text: str, *, bold: bool = False) -> Runs:
    """Return one cell's runs."""
    return (Run(text, bold=bold),)

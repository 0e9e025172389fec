"""Tables: columns fitted to their content, heads repeated on every page, rows split only when they must be."""

from __future__ import annotations

from dataclasses import replace

from briefing.layout.columns import column_widths
from briefing.layout.desk import Area, Desk, drop
from briefing.layout.lines import SetLine
from briefing.layout.page import Node
from briefing.layout.strips import Hair, Strip, Words
from briefing.layout.style import SMALLEST, Align, Style
from briefing.text.blocks import Runs, Table, plain

_NARROW = 16  # of a column, in multiples of the size of its type
_WHOLE_ROW = 14  # lines; a longer row may be split over pages


def set_table(desk: Desk, table: Table, area: Area) -> list[Strip]:
    """Set a table as strips: its head (repeated after a page break) and its rows."""
    count = max([len(table.head), *(len(row) for row in table.rows)], default=0)
    if not count:
        return []
    styles = _styles(desk, count, area.width)
    gap = min(1.15 * styles[0].size, 0.03 * area.width, 0.25 * area.width / count)
    widths = column_widths(desk, table, styles, area.width - gap * (count - 1))
    node = area.node.add("Table")
    aligns: list[Align] = [*table.align, *(["left"] * count)][:count]  # pyright: ignore[reportAssignmentType]
    grid = _Grid(desk, area, widths, gap, aligns, styles)
    head: list[Strip] = []
    if any(plain(cell).strip() for cell in table.head):
        # PDF/UA (7.2) has no head without a body.
        row = (node.add("THead") if table.rows else node).add("TR")
        head = grid.row(table.head, row, head=True)
        for strip in head:
            strip.keep = True
    body = node.add("TBody") if table.rows else None
    out = list(head)
    copies = [_artifact(strip) for strip in head]
    for position, cells in enumerate(table.rows):
        if body is None:
            break
        strips = grid.row(cells, body.add("TR"), last=position == len(table.rows) - 1)
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


def _styles(desk: Desk, count: int, width: float) -> tuple[Style, Style]:
    """Return the styles of cells and head cells; smaller when there are so many columns that words would not fit."""
    cell, head = desk.sheet.cell, desk.sheet.cell_head
    least = min(1.0, max(0.6, SMALLEST / cell.size))
    shrink = min(1.0, max(least, width / count / (4.2 * cell.size)))
    if shrink == 1.0:
        return cell, head
    return (
        replace(cell, size=cell.size * shrink, lead=cell.lead * shrink),
        replace(head, size=head.size * shrink, lead=head.lead * shrink),
    )


def _artifact(strip: Strip) -> Strip:
    """Return a copy for the top of a further page: the same look, no part in the structure, no link."""
    words = [Words(one.x, one.down, _bare(one.line), None) for one in strip.words]
    return Strip(strip.height, keep=True, words=words, hairs=strip.hairs, grounds=strip.grounds)


def _bare(line: SetLine) -> SetLine:
    pieces = [replace(piece, node=None) for piece in line.pieces]
    return SetLine(pieces, line.width, line.used, [], line.shift, line.blanks)


class _Grid:
    """Sets rows into columns of given widths."""

    def __init__(
        self, desk: Desk, area: Area, widths: list[float], gap: float, aligns: list[Align], styles: tuple[Style, Style]
    ) -> None:
        self._desk = desk
        self._area = area
        self._widths = widths
        self._gap = gap
        self._aligns = aligns
        self._styles = styles
        self.width = sum(widths) + gap * (len(widths) - 1)

    def row(self, cells: tuple[Runs, ...], node: Node, *, head: bool = False, last: bool = False) -> list[Strip]:
        """Set one row as strips, one for each line of its tallest cell."""
        base = self._styles[1 if head else 0]
        columns: list[tuple[list[SetLine], Node, Style]] = []
        for k, width in enumerate(self._widths):
            cell = node.add("TH", scope="Column") if head else node.add("TD")
            # In a narrow cell a last line of one short word looks like a mistake.
            style = replace(base, align=self._aligns[k], even=width < _NARROW * base.size)
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

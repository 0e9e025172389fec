"""How wide a table's columns are: as wide as their text when all fits, else what gives the fewest lines."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from briefing.layout.boxes import Boxes
from briefing.layout.desk import Desk, forced
from briefing.layout.lines import natural, widest
from briefing.layout.page import Node
from briefing.layout.style import Style
from briefing.text.blocks import Table

_LOOKED_AT = 200  # rows measured; a longer table is taken to go on like that
_MUCH = 0.2  # of the room
_LOOSE = 1.06  # lines are not filled to the last point


@dataclass(slots=True)
class Column:
    """What a column wants: ``least`` its longest word, ``most`` its longest text, ``texts`` the width of each cell.

    ``boxes`` are those of the cells, the head first: None where they cannot be set as they were measured.
    """

    least: float
    most: float
    texts: list[float] = field(default_factory=list)
    boxes: list[Boxes | None] = field(default_factory=list)

    def ready(self, row: int, width: float) -> Boxes | None:
        """Return the boxes of a cell, the head being row 0, where no word of theirs is too wide for the column."""
        boxes = self.boxes[row] if row < len(self.boxes) else None
        return boxes if boxes is not None and (self.least <= width or widest(boxes) <= width) else None


def columns_of(table: Table) -> int:
    """Return how many columns a table has."""
    return max([len(table.head), *(len(row) for row in table.rows)], default=0)


def measured(desk: Desk, table: Table, styles: tuple[Style, Style]) -> list[Column]:
    """Return what the columns of a table want, their cells and their head set in these two styles."""
    return [_column(desk, table, k, styles) for k in range(columns_of(table))]


def least_room(columns: Sequence[Column]) -> float:
    """Return the room in which no word has to be cut."""
    return sum(column.least for column in columns)


def column_widths(columns: Sequence[Column], room: float, unbroken: frozenset[int] = frozenset()) -> list[float]:
    """Return the widths of the columns in points; they add up to ``room`` or less.

    Those in ``unbroken`` are as wide as their widest cell, unless that is much.
    """
    for k in unbroken:
        if k < len(columns) and columns[k].most <= _MUCH * room:
            columns[k].least = columns[k].most
    most = sum(column.most for column in columns)
    least = least_room(columns)
    if most <= room:
        spread = room / most if most >= 0.5 * room else 1.0
        return [column.most * spread for column in columns]
    if least >= room:
        return _squeezed(columns, room)
    tries = [
        _fair(columns, room, 0.8),
        _fair(columns, room, 0.5),
        _above(columns, room, 0.75),
        _above(columns, room, 0.5),
    ]
    return min((one for one in tries if one is not None), key=lambda widths: _lines(columns, widths))


def _column(desk: Desk, table: Table, k: int, styles: tuple[Style, Style]) -> Column:
    out = Column(2.0 * styles[0].size, 2.0 * styles[0].size)
    rows = [(table.head, styles[1]), *((row, styles[0]) for row in table.rows[:_LOOKED_AT])]
    for row, style in rows:
        width, ready = 0.0, None
        if k < len(row) and row[k]:
            parts = forced(row[k])
            for part in parts:
                scrap = Node("TD")
                boxes = desk.fill(part, style, 1e9, scrap).boxes
                # What belongs to an element of its own is set again, with the real one.
                ready = None if scrap.children or scrap.lang or style.align == "justify" or len(parts) > 1 else boxes
                if boxes.width:
                    width = max(width, natural(boxes, 0, len(boxes.width)) + 0.5)
                    out.least = max(out.least, widest(boxes) + 0.5)
        out.most = max(out.most, width)
        out.texts.append(width)
        out.boxes.append(ready)
    out.most = max(out.most, out.least)
    return out


def _squeezed(columns: Sequence[Column], room: float) -> list[float]:
    """Share a room too narrow for the longest words: short columns keep theirs, long ones are cut down."""
    cap = room
    low, high = 0.0, room
    for _ in range(40):
        cap = (low + high) / 2
        if sum(min(column.least, cap) for column in columns) > room:
            high = cap
        else:
            low = cap
    return [min(column.least, low) for column in columns]


def _fair(columns: Sequence[Column], room: float, power: float) -> list[float] | None:
    """Give narrow columns all they want and share the rest among the wide ones; None when a word would not fit."""
    widths = [0.0] * len(columns)
    left = room
    rest = sorted(range(len(columns)), key=lambda k: columns[k].most)
    while rest and columns[rest[0]].most <= left / len(rest):
        k = rest.pop(0)
        widths[k] = columns[k].most
        left -= columns[k].most
    total = sum(columns[k].most ** power for k in rest)
    for k in rest:
        widths[k] = left * columns[k].most ** power / total
    fits = all(width >= column.least - 0.01 for width, column in zip(widths, columns, strict=True))
    return widths if fits else None


def _above(columns: Sequence[Column], room: float, power: float) -> list[float]:
    """Give every column its longest word and share the rest by what each lacks."""
    want = [(column.most - column.least) ** power for column in columns]
    left = room - sum(column.least for column in columns)
    share = left / (sum(want) or 1.0)
    widths = [min(column.least + part * share, column.most) for column, part in zip(columns, want, strict=True)]
    spare = room - sum(widths)
    wide = [k for k, column in enumerate(columns) if widths[k] < column.most - 0.01] or list(range(len(columns)))
    for k in wide:
        widths[k] += spare / len(wide)
    return widths


def _lines(columns: Sequence[Column], widths: Sequence[float]) -> int:
    """Return about how many lines the table takes."""
    total = 0
    for row in range(len(columns[0].texts)):
        total += max(
            math.ceil(column.texts[row] * (_LOOSE if column.texts[row] > width else 1.0) / width)
            for column, width in zip(columns, widths, strict=True)
        )
    return total

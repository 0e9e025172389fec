"""A meeting brief: what we want and what they want, found in two seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.book.sides import Aims, aims, wanted
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import baseline, beside, height, mark, panel
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, Words
from briefing.text.blocks import Block, Heading, Runs, Table, plain

_NUMBER = re.compile(r"\s*(\d{1,2}[.)])\s+(?=\S)")
_ROOMY = 24.0  # a measure of that many times the size of its text has room for two columns
_TALL = 0.5  # of a page: what is taller is not set in two columns


def set_brief(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a meeting brief: objectives in boxes, ours beside theirs when both are short."""
    found = aims(blocks, setting.desk.language)
    paired: list[object] = []
    for one in found:
        before = paired[-1] if paired else None
        if isinstance(one, Aims) and isinstance(before, Aims) and {one.whose, before.whose} == {"ours", "theirs"}:
            paired[-1] = (before, one)
        else:
            paired.append(one)
    return setting.blocks(paired, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    match block:
        case Aims():
            return _box(setting, block, area)
        case (Aims() as ours, Aims() as theirs):
            return _pair(setting, (ours, theirs), area)
        case Table() if wanted(block, setting.desk.language):
            return _table(setting, block, area)
        case _:
            return None


def _columns(setting: Setting, area: Area) -> tuple[Area, Area]:
    gap = 1.1 * setting.desk.sheet.em
    width = (area.width - gap) / 2
    return replace(area, width=width), replace(area, x=area.x + width + gap, width=width)


def _pair(setting: Setting, both: tuple[Aims, Aims], area: Area) -> list[Strip]:
    frame = setting.desk.sheet.frame
    if area.width >= _ROOMY * area.style.size:
        kept, counted = area.node.children[:], setting.last
        columns = [_box(setting, one, where) for one, where in zip(both, _columns(setting, area), strict=True)]
        if max(height(column) for column in columns) <= _TALL * frame.depth:
            return [_level(setting, columns, area)]
        area.node.children[:], setting.last = kept, counted
    first, second = (_box(setting, one, area) for one in both)
    second[0].before = setting.desk.sheet.space("block")
    return [*first, *second]


def _level(setting: Setting, columns: list[list[Strip]], area: Area) -> Strip:
    """Put two boxes side by side, the shorter one made as tall as the other."""
    tall = max(height(column) for column in columns)
    for column in columns:
        more = tall - height(column)
        last = column[-1]
        last.height += more
        last.grounds[0].height += more
    out = beside(columns)
    out.before = setting.desk.sheet.space("block")
    return out


def _box(setting: Setting, one: Aims, area: Area) -> list[Strip]:
    sheet = setting.desk.sheet
    pad = 0.9 * sheet.em
    inner = area.inside(pad, area.node, right=pad)
    style = area.style.aligned("left")
    strips = setting.blocks((one.head, *one.blocks), replace(inner, style=style))
    tone = sheet.colours["primary" if one.whose == "ours" else "muted"]
    out = panel(setting.desk, strips, area, tone)
    if out:
        out[0].before = sheet.space("block")
    return out


def _table(setting: Setting, table: Table, area: Area) -> list[Strip]:
    """Set a table of what both want as two boxes, side by side when both are short; each column is read to its end."""
    desk, sheet = setting.desk, setting.desk.sheet
    whose = wanted(table, desk.language)
    kept, counted = area.node.children[:], setting.last

    def boxes(where: tuple[Area, Area]) -> list[list[Strip]]:
        made: list[list[Strip]] = []
        for k, (one, place) in enumerate(zip(whose, where, strict=True)):
            cells = [(row, row[k] if k < len(row) else ()) for row in table.rows]
            column = _cells(setting, table.head[k], cells, place)
            made.append(panel(desk, column, place, sheet.colours["primary" if one == "ours" else "muted"]))
        return made

    if area.width >= _ROOMY * area.style.size:
        columns = boxes(_columns(setting, area))
        if max(height(column) for column in columns) <= _TALL * sheet.frame.depth:
            return [_level(setting, columns, area)]
        area.node.children[:], setting.last = kept, counted
    columns = boxes((area, area))
    for column in columns:
        column[0].before = sheet.space("block")
    return [*columns[0], *columns[1]]


def _cells(setting: Setting, head: Runs, cells: Sequence[tuple[tuple[Runs, ...], Runs]], area: Area) -> list[Strip]:
    """Set a column of a table, its cells given with their rows."""
    sheet = setting.desk.sheet
    pad = 0.9 * sheet.em
    inner = replace(area.inside(pad, area.node, right=pad), style=area.style.aligned("left"))
    title = Heading(2, tuple(replace(run, bold=True) for run in head))
    out = setting.block(title, inner)
    whole = area.node.add("L")
    for row, cell in cells:
        if not plain(cell).strip() and not any(run.cite or run.note for run in cell):
            continue
        made = _cell(setting, cell, replace(inner, node=whole.add("LI")))
        made[0].before = 0.45 * sheet.em
        setting.desk.originate(made, row)
        out += made
    if not whole.children:
        area.node.children.remove(whole)
    return out


def _cell(setting: Setting, cell: Runs, area: Area) -> list[Strip]:
    """Set an aim; a number typed at its start hangs in the margin."""
    desk, style = setting.desk, area.style
    found = _NUMBER.match(cell[0].text) if cell else None
    if found is None:
        return desk.strips(cell, area, area.node.add("LBody"))
    label, body = area.node.add("Lbl"), area.node.add("LBody")
    rest = (replace(cell[0], text=cell[0].text[found.end() :]), *cell[1:])
    number = desk.line(found[1], style)
    indent = max(1.5 * style.size, number.width + 0.55 * style.size)
    made = desk.strips(rest, area.inside(indent, body), body)
    if not made:
        return desk.strips(cell, area, body)
    mark(made, Words(area.x, baseline(made, style.size), number, label))
    return made

"""A position matrix: topics down, parties across, under each stance how far it can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from briefing.layout.desk import Area, forced
from briefing.layout.footnotes import stacked
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, keep_whole
from briefing.layout.style import SMALLEST, Style
from briefing.layout.tables import Look, Parts, part_of, set_table
from briefing.text.blocks import Block, Runs, Table

_COLUMN = 10.5  # the least width of a party's column, in multiples of the size of the text
# Of the page's text area: a part no higher than that is not parted; the first one has the title above it.
_WHOLE, _FIRST = 0.75, 0.5
_TOPIC = 0.19  # of the measure for the topics


def set_matrix(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a matrix: as many parties across as there is room for; the topics stand at the left of each part."""
    return setting.blocks(blocks, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    if not isinstance(block, Table) or not block.rows:
        return None
    sheet = setting.desk.sheet
    parties = max([len(block.head), *(len(row) for row in block.rows)]) - 1
    if parties < 1:
        return None
    cell = sheet.cell.scaled(1.06)
    most = max(1, min(parties, int((1 - _TOPIC) * area.width / (_COLUMN * cell.size))))
    rounds = -(-parties // most)
    small = replace(sheet.small, size=max(0.84 * cell.size, SMALLEST), lead=cell.lead * 0.9)
    across = -(-parties // rounds)
    part = (1 - _TOPIC) / across

    def parts(k: int, runs: Runs, style: Style) -> Parts:
        return _cell(k, runs, style, small)

    out: list[Strip] = []
    for turn in range(rounds):
        # The parts are as even as can be: seven parties in three of them stand 3 + 2 + 2.
        few = range(1 + ceil(turn * parties / rounds), 1 + ceil((turn + 1) * parties / rounds))
        widths = (_TOPIC, *(part for _ in few))
        head = sheet.cell_head.scaled(1.06)
        look = Look(cell, head, parts, row_heads=True, widths=widths, across=across + 1, dense=0.52)
        made = set_table(setting.desk, part_of(block, few), area, look)
        if made:
            if stacked(made) <= (_WHOLE if out else _FIRST) * sheet.wide.depth:
                keep_whole(made)
            made[0].before = 1.6 * sheet.em if out else sheet.space("block")
        out += made
    return out


def _cell(k: int, runs: Runs, style: Style, small: Style) -> Parts:
    """Return the stance and, smaller below it, date, grade and source; a party that has said nothing in grey."""
    if k == 0:
        return ((runs, replace(style, bold=True)),)
    lines = forced(runs)
    if len(lines) == 1 and len(runs) == 1 and runs[0].italic:
        return ((tuple(replace(run, italic=False) for run in runs), small),)
    return tuple((line, style if not position else small) for position, line in enumerate(lines))

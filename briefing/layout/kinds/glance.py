"""A cue card, the page at a glance: what each line is about stands in a column of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.leads import bold_lead
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import hair_above, label_column, label_of, labelled
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, keep_whole
from briefing.layout.style import Style
from briefing.text.blocks import Block, Listing, Paragraph, Runs


def set_glance(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a card: lines that begin with bold words as a list of what is said about each."""
    # Few words in large type: no line of one short word at the end.
    area = replace(area, style=replace(area.style.aligned("left"), even=True))
    return setting.blocks(blocks, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    if not isinstance(block, Listing):
        return None
    items = [_item(item) for item in block.items]
    if not items or any(item is None for item in items):
        return None
    desk, sheet = setting.desk, setting.desk.sheet
    rows = [item for item in items if item is not None]
    style = Style(sheet.theme.faces["heads"], area.style.size, area.style.lead, sheet.colours["primary"], bold=True)
    labels = [label_of(lead) for lead, _ in rows]
    column = label_column(desk, labels, style, area)
    whole = area.node.add("L")
    out: list[Strip] = []
    for label, (_, rest), item in zip(labels, rows, block.items, strict=True):
        entry = whole.add("LI")
        name, body = entry.add("Lbl"), entry.add("LBody")
        inner = replace(area, x=area.x + column, width=area.width - column, node=body, depth=area.depth + 1)
        made = labelled(desk, label, setting.blocks(rest, inner), (area, column, style, name))
        hair_above(made, area, 0.5, sheet.colours["rule"], 0.42 * area.style.size)
        keep_whole(made)
        desk.originate(made, item[0])
        made[0].before = 0.42 * area.style.size if out else 0.0
        out += made
    return out


def _item(item: tuple[Block, ...]) -> tuple[Runs, tuple[Block, ...]] | None:
    first = item[0] if item else None
    found = bold_lead(first.runs) if isinstance(first, Paragraph) else None
    if found is None:
        return None
    lead, rest = found
    return lead, ((Paragraph(rest),) if rest else ()) + tuple(item[1:])

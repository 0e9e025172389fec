"""A paper for decision or noting: what is asked stands in a box at its head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.headwords import meaning
from briefing.book.sides import part_end
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import panel
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip
from briefing.text.blocks import Block, Heading, plain


def set_paper(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a paper: the part headed “Recommendation”, “Action asked” or the like comes first, in a box."""
    desk, sheet = setting.desk, setting.desk.sheet
    for k, block in enumerate(blocks):
        if isinstance(block, Heading) and meaning(plain(block.runs), desk.language, ("decision",)):
            end = part_end(blocks, k)
            pad = 1.0 * sheet.em
            inner = replace(area.inside(pad, area.node, right=pad), style=area.style.aligned("left"))
            box = panel(desk, setting.blocks(blocks[k:end], inner), area, sheet.colours["accent"])
            rest = setting.blocks((*blocks[:k], *blocks[end:]), area)
            if rest:
                rest[0].before = 1.3 * sheet.em
            return [*box, *rest]
    return setting.blocks(blocks, area)

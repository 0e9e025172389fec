"""A quote sheet: by person, newest first, with the dates in a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.layout.desk import Area
from briefing.layout.kinds.beside import hair_above
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip
from briefing.text.blocks import Block, Heading, plain


def set_quote_sheet(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a quote sheet: a rule above each person, unless the theme's cards have theirs."""
    return setting.blocks(blocks, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    if not isinstance(block, Heading) or not plain(block.runs).strip():
        return None
    sheet = setting.desk.sheet
    out = setting.block(block, area)
    if sheet.theme.quote == "rules":
        # The cards have rules enough.
        return out
    before = out[0].before
    hair_above(out, area, 0.9, sheet.colours["primary"], 0.5 * sheet.em)
    out[0].before = before
    return out

"""A portrait: the picture a section begins with, at the right of the facts and lines that fit beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.facts import Facts
from briefing.layout.desk import Area
from briefing.layout.figures import set_picture
from briefing.layout.kinds.beside import beside, height
from briefing.layout.setting import Own, Setting
from briefing.layout.strips import Strip
from briefing.text.blocks import Block, Paragraph, Picture

_WIDE = 0.26  # of the measure
_HIGH = 0.34  # of the text area
_FACTS = 0.5  # of the text area: facts higher than that do not stand beside a picture
_GAP = 1.6  # between the two, in multiples of the size of running text
_ROOM = 19.0  # what the text beside it needs, in multiples of its size


def set_portrait(setting: Setting, blocks: Sequence[Block | Facts], area: Area, own: Own) -> tuple[list[Strip], int]:
    """Set the portrait blocks begin with, and what fits beside it; return the strips and how many blocks they hold.

    On a small page, and in large print, it stands above what follows; nothing is set where no picture comes first.
    """
    first = blocks[0] if blocks else None
    picture = setting.desk.pictures.get(first.key) if isinstance(first, Picture) else None
    if not isinstance(first, Picture) or picture is None or picture.pages:
        return [], 0
    desk, sheet = setting.desk, setting.desk.sheet
    gap, high = _GAP * sheet.em, _HIGH * sheet.frame.depth
    wide = _WIDE * area.width
    narrow = replace(area, width=area.width - wide - gap)
    if narrow.width < _ROOM * area.style.size:
        out = set_picture(desk, first, area, high)
        desk.originate(out, first)
        return out, 1
    column = replace(area, x=area.x + area.width - wide, width=wide)
    shown = set_picture(desk, first, column, high)
    desk.originate(shown, first)
    for strip in shown:
        for one in strip.pictures:
            one.x = column.x + wide - one.width
    text, count = _fitting(setting, blocks[1:], narrow, own, height(shown))
    return ([beside([shown, text])] if text else shown), 1 + count


def _fitting(
    setting: Setting, blocks: Sequence[Block | Facts], area: Area, own: Own, tall: float
) -> tuple[list[Strip], int]:
    """Set as many facts and paragraphs as stand beside something so tall; return them and how many they are."""
    most = tall + area.style.lead
    best: tuple[list[Strip], int] = [], 0
    children, counted = area.node.children[:], setting.last
    kept = children
    for count, block in enumerate(blocks, 1):
        if not isinstance(block, Facts | Paragraph):
            break
        area.node.children[:], setting.last = children, counted
        made = setting.blocks(blocks[:count], area, own)
        if height(made) > (_FACTS * setting.desk.sheet.frame.depth if isinstance(block, Facts) else most):
            break
        best, kept = (made, count), area.node.children[:]
    area.node.children[:] = kept
    return best

"""Participants: who sits on which side, in which role, and who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.sides import Guest, Side, sides
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import beside, hair_above, headed, height
from briefing.layout.page import Node
from briefing.layout.setting import Setting
from briefing.layout.strips import Hair, Strip, keep_last, keep_whole
from briefing.text.blocks import Block, Heading, Run, Runs, Table, plain

_ROOMY = 26.0
_TALL = 0.8  # of a page
_DOT = "\u00a0· "


def set_participants(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a list of participants: two sides beside each other where they fit."""
    return setting.blocks(blocks, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    found = sides(block, setting.desk.language) if isinstance(block, Table) else ()
    if not found or not isinstance(block, Table):
        return None
    sheet = setting.desk.sheet
    speaks = _speaks(block, setting)
    out: list[Strip] = []
    if len(found) == 2 and area.width >= _ROOMY * area.style.size:
        gap = 1.6 * sheet.em
        width = (area.width - gap) / 2
        kept, counted = area.node.children[:], setting.last
        places = (replace(area, width=width), replace(area, x=area.x + width + gap, width=width))
        columns = [_side(setting, one, where, speaks) for one, where in zip(found, places, strict=True)]
        if max(height(column) for column in columns) <= _TALL * sheet.frame.depth:
            out = [beside(columns)]
        else:
            area.node.children[:], setting.last = kept, counted
    for one in found if not out else ():
        made = _side(setting, one, area, speaks)
        if made:
            made[0].before = sheet.space("block")
        out += made
    if out:
        out[0].before = sheet.space("block")
    return out


def _speaks(table: Table, setting: Setting) -> Runs:
    """Return the head of the column that says who speaks."""
    from briefing.book.headwords import meaning

    return next((cell for cell in table.head if meaning(plain(cell), setting.desk.language, ("speaks",))), ())


def _side(setting: Setting, side: Side, area: Area, speaks: Runs) -> list[Strip]:
    sheet = setting.desk.sheet
    out: list[Strip] = []
    if plain(side.name).strip():
        out = setting.block(Heading(2, side.name), area)
        out[-1].height += 0.3 * sheet.em
        end = out[-1]
        end.hairs.append(Hair(area.x, end.height, area.width, 1.2, sheet.colours["primary"]))
    whole = area.node.add("L")
    entries: list[list[Strip]] = []
    for k, guest in enumerate(side.guests):
        made = _guest(setting, guest, replace(area, node=whole.add("LI").add("LBody")), speaks)
        if not made:
            continue
        hair_above(made, area, 0.4 if k or not out else 0.0, sheet.colours["rule"], 0.36 * sheet.em)
        if not k and out:
            made[0].hairs.clear()
        keep_whole(made)
        made[-1].height += 0.34 * sheet.em
        entries.append(made)
        out += made
    keep_last(entries)
    if not whole.children:
        area.node.children.remove(whole)
    return out


def _guest(setting: Setting, guest: Guest, area: Area, speaks: Runs) -> list[Strip]:
    desk, sheet = setting.desk, setting.desk.sheet
    name = tuple(replace(run, bold=True) for run in guest.name) or (Run("–"),)
    out = desk.strips(name, area, _home(area.node), area.style.aligned("left"))
    about: list[Run] = list(guest.role)
    if guest.speaks:
        about += [Run(_DOT)] if about else []
        about += (replace(run, bold=True) for run in (*headed(speaks)[:1], Run("\u00a0"), *guest.speaks))
    for head, words in guest.others:
        if about:
            about.append(Run(_DOT))
        about += [*headed(head), *words]
    if about:
        out += desk.strips(tuple(about), area, _home(area.node), sheet.small)
    desk.originate(out, guest.block)
    return out


def _home(node: Node) -> Node:
    return node.add("P")

"""A programme: times in a narrow column, what happens in bold, how near the press comes as a label, what you do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from briefing.book.programme import Stop, press, roles, stops
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import hair_above, headed, label_column, labelled
from briefing.layout.page import Colour
from briefing.layout.setting import Setting
from briefing.layout.strips import Ground, Strip, keep_last, keep_whole, on_ground, pad, without_rule_above
from briefing.layout.style import Style
from briefing.layout.tables import Look, set_table
from briefing.text.blocks import Block, Heading, Listing, Run, Runs, Table, plain

_CLOSE = 6.5  # a table whose columns have less than that many times the size of its text is set as a list


def set_programme(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a programme; headings are the days."""
    days: list[Strip] = []

    def own(block: object, where: Area) -> list[Strip] | None:
        made = _own(setting, block, where)
        if made and days:
            # A day stands on a ground, whose edge is line enough.
            without_rule_above(made[0])
        days[:] = made if made and isinstance(block, Heading) else []
        return made

    return setting.blocks(blocks, area, own)


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    match block:
        case Table() if roles(block, setting.desk.language):
            return _table(setting, block, area)
        case Listing():
            found = stops(block)
            return _stops(setting, found, area) if found else None
        case Heading() if plain(block.runs).strip():
            return _day(setting, block, area)
        case _:
            return None


def _day(setting: Setting, block: Heading, area: Area) -> list[Strip]:
    sheet = setting.desk.sheet
    inset = 0.6 * sheet.em
    out = setting.block(block, area.inside(inset, area.node, right=inset))
    before = out[0].before
    pad(out, 0.28 * sheet.em, 0.3 * sheet.em)
    on_ground(out, lambda tall: Ground(area.x, 0, area.width, tall, sheet.colours["tint"]))
    out[0].before = before
    return out


def _table(setting: Setting, table: Table, area: Area) -> list[Strip]:
    desk, sheet = setting.desk, setting.desk.sheet
    found = roles(table, desk.language)
    if area.width < _CLOSE * len(found) * sheet.cell.size and "item" in found:
        return _stacked(setting, table, found, area)
    bold = frozenset(k for k, role in enumerate(found) if role in ("time", "item"))
    unbroken = frozenset(k for k, role in enumerate(found) if role in ("time", "press"))
    tagged = frozenset(k for k, role in enumerate(found) if role == "press")

    def tag(runs: Runs) -> tuple[Colour, Colour] | None:
        return tones(setting, press(runs, desk.language))

    shaded = frozenset(k for k, role in enumerate(found) if role == "you")
    cell = sheet.cell.scaled(1.03)
    look = Look(cell, tagged=tagged, tag=tag, shaded=shaded, bold=bold, unbroken=unbroken, dense=0.5)
    out = set_table(desk, table, area, look)
    if out:
        out[0].before = sheet.space("block")
    return out


def _stacked(setting: Setting, table: Table, found: Sequence[str], area: Area) -> list[Strip]:
    """Set a table there is no room for as a list: what happens, below it in small type all else with its head.

    What you do is the last of it and stands on a ground.
    """
    at = {role: k for k, role in enumerate(found) if role}
    rows: list[_Row] = []
    for row in table.rows:
        cells = {k: runs for k, runs in enumerate(row) if runs}
        time, item, you = (cells.pop(at.get(role, -1), ()) for role in ("time", "item", "you"))
        more = [(table.head[k] if k < len(table.head) else (), runs) for k, runs in cells.items()]
        rows.append(_Row(time, item, more, (table.head[at["you"]], you) if you else None, row))
    told = [_Timed(row.time, row.block, partial(_told, setting, row)) for row in rows]
    return _by_time(setting, told, area, 0.5 * setting.desk.sheet.em)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a programme set as a list: ``more`` and ``you`` with the heads of their columns."""

    time: Runs
    item: Runs
    more: Sequence[tuple[Runs, Runs]]
    you: tuple[Runs, Runs] | None
    block: object


def _told(setting: Setting, row: _Row, area: Area) -> list[Strip]:
    """Set what a row says, without its time."""
    desk, sheet = setting.desk, setting.desk.sheet
    area = replace(area, style=area.style.aligned("left"))
    out: list[Strip] = []
    if row.item:
        item = tuple(replace(run, bold=True) for run in row.item)
        out += desk.strips(item, area, area.node.add("P"))
    about: list[Run] = []
    for head, runs in row.more:
        about += [Run("\u00a0· ")] if about else []
        about += [*headed(head), *(replace(run, bold=True) for run in runs)]
    if about:
        out += desk.strips(tuple(about), area, area.node.add("P"), sheet.small)
    if row.you is not None:
        inset = 0.5 * sheet.em
        inner = area.inside(inset, area.node, right=inset)
        head, runs = row.you
        style = replace(sheet.cell.scaled(1.03), even=True)
        made = desk.strips((*headed(head), *runs), inner, area.node.add("P"), style)
        pad(made, 0.22 * sheet.em, 0.26 * sheet.em)
        on_ground(made, lambda tall: Ground(area.x, 0, area.width, tall, sheet.colours["tint"]))
        if made:
            made[0].before = 0.25 * sheet.em
        out += made
    return out


def tones(setting: Setting, access: str) -> tuple[Colour, Colour] | None:
    """Return the ground and the text colour of a label for the press; the words alone say what it means."""
    colours = setting.desk.sheet.colours
    return {
        "open": (colours["tint"], colours["primary"]),
        "pool": (colours["rule"], colours["ink"]),
        "closed": (colours["band"], colours["on_band"]),
    }.get(access)


def _stops(setting: Setting, found: Sequence[Stop], area: Area) -> list[Strip]:
    def said(stop: Stop, inner: Area) -> list[Strip]:
        return setting.desk.strips(stop.runs, inner, inner.node)

    told = [_Timed(stop.time, stop.block, partial(said, stop)) for stop in found]
    return _by_time(setting, told, area, 0.3 * setting.desk.sheet.em)


@dataclass(frozen=True, slots=True)
class _Timed:
    """What stands beside a time: what it was made from, and how it is set in an area."""

    time: Runs
    block: object
    told: Callable[[Area], list[Strip]]


def _by_time(setting: Setting, rows: Sequence[_Timed], area: Area, apart: float) -> list[Strip]:
    """Set rows as a list, their times in a column of its own, a fine line above each and ``apart`` points between."""
    desk, sheet = setting.desk, setting.desk.sheet
    style = Style(sheet.theme.faces["heads"], area.style.size, area.style.lead, sheet.colours["primary"], bold=True)
    column = label_column(desk, [row.time for row in rows], style, area)
    whole = area.node.add("L")
    entries: list[list[Strip]] = []
    for row in rows:
        entry = whole.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        inner = replace(area, x=area.x + column, width=area.width - column, node=body)
        made = labelled(desk, row.time, row.told(inner), (area, column, style, label))
        hair_above(made, area, 0.4, sheet.colours["rule"], 0.3 * sheet.em)
        keep_whole(made)
        desk.originate(made, row.block)
        made[0].before = apart
        entries.append(made)
    keep_last(entries)
    out = [strip for made in entries for strip in made]
    if out:
        out[0].before = sheet.space("paragraph")
    return out

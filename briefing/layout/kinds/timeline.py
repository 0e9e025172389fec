"""A timeline: dates along a line with a dot for each; a ring where the day is not known or was worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.layout.desk import Area
from briefing.layout.kinds.beside import ROOMY, baseline, label_of, labelled
from briefing.layout.setting import Setting
from briefing.layout.strips import Ground, Strip, Words, keep_last, keep_whole
from briefing.layout.style import Style
from briefing.text.blocks import Block, Runs, Table, plain

_DOT, _RING = "●", "○"
_PROOF = 1.05  # of small type: on a screen its links are hit by a finger
_EXACT = 3  # parts of a date that names a day


def set_timeline(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a timeline; a list of dates and words for whoever listens to it."""
    return setting.blocks(blocks, area, lambda block, where: _own(setting, block, where))


def _own(setting: Setting, block: object, area: Area) -> list[Strip] | None:
    if not isinstance(block, Table) or any(len(row) != 3 for row in block.rows) or not block.rows:
        return None
    desk, sheet = setting.desk, setting.desk.sheet
    em = sheet.em
    style = Style(sheet.theme.faces["heads"], 0.92 * em, area.style.lead, sheet.colours["primary"], bold=True)
    column = 0.0
    if area.width >= ROOMY * area.style.size:
        widest = max(desk.line(plain(row[0]), style).width for row in block.rows)
        column = min(widest, 0.24 * area.width) + 0.9 * em
    spine = area.x + column + 0.5 * em
    whole = area.node.add("L")
    entries: list[list[Strip]] = []
    for row in block.rows:
        when, what, proof = row
        entry = whole.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        inner = replace(area, x=spine + 1.2 * em, width=area.x + area.width - spine - 1.2 * em, node=body)
        text = desk.strips(what, inner, body.add("P"), area.style.aligned("left")) if what else []
        if proof:
            text += desk.strips(proof, inner, body.add("P"), sheet.small.scaled(_PROOF))
        where = replace(area, width=column) if column else inner
        made = labelled(desk, _date(when), text, (where, column, style, label))
        keep_whole(made)
        if entries:
            made[0].before = 0.7 * em
        _dot(setting, made, when, spine)
        desk.originate(made, row)
        entries.append(made)
    keep_last(entries)
    out = [strip for made in entries for strip in made]
    _line(setting, out, spine)
    if out:
        out[0].before = sheet.space("block")
    return out


def _date(when: Runs) -> Runs:
    return tuple(replace(run, bold=False) for run in label_of(when))


def _dot(setting: Setting, strips: Sequence[Strip], when: Runs, spine: float) -> None:
    """Draw the mark of a date on the line, on a spot of white."""
    sheet = setting.desk.sheet
    words = plain(when).replace("\u00a0", " ")
    exact = "(" not in words and len(words.split()) >= _EXACT
    style = Style("sans", 1.0 * sheet.em, sheet.em, sheet.colours["accent"])
    line = setting.desk.line(_DOT if exact else _RING, style)
    down = baseline(strips, sheet.em)
    middle = down - 0.33 * sheet.em
    half = 0.36 * sheet.em
    strips[0].grounds.append(Ground(spine - half, middle - half, 2 * half, 2 * half, (1.0, 1.0, 1.0)))
    strips[0].words.append(Words(spine - line.width / 2, middle + 0.3 * style.size, line, None))


def _line(setting: Setting, strips: Sequence[Strip], spine: float) -> None:
    tone = setting.desk.sheet.colours["rule"]
    for k, strip in enumerate(strips):
        strip.grounds.insert(0, Ground(spine - 0.6, 0, 1.2, strip.height, tone, up=k > 0))
